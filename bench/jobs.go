package bench

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/jobs"
	"github.com/switchboard-hub/switchboard/core/store/db"
	"github.com/switchboard-hub/switchboard/hub"
)

// JobsResult is what "bench jobs" prints.
type JobsResult struct {
	Database   string  `json:"database"`
	Jobs       int     `json:"jobs"`
	Keys       int     `json:"keys"`
	OutOfOrder int     `json:"out_of_order_within_a_key"`
	Missing    int     `json:"missing"`
	Latest     float64 `json:"latest_ms" doc:"how late the last one began"`
	PerSecond  float64 `json:"per_second"`
	Engine     float64 `json:"engine_per_second"`
	Ratio      float64 `json:"ratio"`
	Late       Latency `json:"lateness"`
}

const (
	benchJobs = 50_000
	benchKeys = 1000
)

// noted remembers when each job ran.
type noted struct {
	mu    sync.Mutex
	last  map[string]int
	late  []time.Duration
	wrong int
	due   time.Time
	all   chan struct{}
}

func (n *noted) run(_ context.Context, j core.Job) error {
	var i int
	if err := json.Unmarshal(j.Payload, &i); err != nil {
		return err
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if last, ok := n.last[j.Key]; ok && i <= last {
		n.wrong++
	}
	n.last[j.Key] = i
	n.late = append(n.late, time.Since(n.due))
	if len(n.late) == benchJobs {
		close(n.all)
	}
	return nil
}

// Jobs measures durable jobs that do nothing, all due at one moment.
func Jobs(ctx context.Context, o Options) (any, error) {
	s, err := newSpace(ctx, o)
	if err != nil {
		return nil, err
	}
	defer s.close()
	n := &noted{last: map[string]int{}, all: make(chan struct{}), due: time.Now().Add(8 * time.Second)}
	h, err := s.open(ctx, func(c *hub.Config) { c.Offline, c.Handlers = false, map[string]jobs.Handler{"bench.noop": n.run} })
	if err != nil {
		return nil, err
	}
	defer h.Close()
	s.say("writing %d jobs", benchJobs)
	if err := addJobs(ctx, h, "bench.noop", core.At(n.due)); err != nil {
		return nil, err
	}
	if time.Now().After(n.due) {
		return nil, fmt.Errorf("the jobs took longer to write than the time they were due in")
	}
	run, stop := context.WithTimeout(ctx, 2*time.Minute)
	var wg sync.WaitGroup
	wg.Go(func() { h.Run(run) })
	select {
	case <-n.all:
	case <-run.Done():
	}
	took := time.Since(n.due)
	stop()
	wg.Wait()
	n.mu.Lock()
	defer n.mu.Unlock()
	out := JobsResult{Database: "sqlite", Jobs: benchJobs, Keys: benchKeys, OutOfOrder: n.wrong, Missing: benchJobs - len(n.late),
		PerSecond: float64(len(n.late)) / took.Seconds(), Late: summary(n.late)}
	out.Latest = out.Late.Max
	if s.database != "" {
		out.Database = "postgres"
	}
	out.Engine, err = bareJobs(ctx, h)
	out.Ratio = ratio(out.PerSecond, out.Engine)
	return out, err
}

func addJobs(ctx context.Context, h *hub.Hub, kind string, due core.Time) error {
	now := core.At(time.Now())
	for from := 0; from < benchJobs; from += 1000 {
		list := make([]core.Job, 1000)
		for i := range list {
			n := from + i
			list[i] = core.Job{Key: fmt.Sprintf("bench:%d", n%benchKeys), Class: core.ClassEvent, Kind: kind, Payload: json.RawMessage(fmt.Sprint(n)),
				State: core.JobWaiting, DueAt: due, Deadline: due.Add(time.Hour), CreatedAt: now}
		}
		if err := h.Store().AddJob(ctx, list...); err != nil {
			return err
		}
	}
	return nil
}

// bareJobs is the bare engine: it claims and deletes the same number of jobs
// set by set, without order, lanes, handlers or retries.
func bareJobs(ctx context.Context, h *hub.Hub) (float64, error) {
	if err := addJobs(ctx, h, "bench.bare", core.At(time.Now())); err != nil {
		return 0, err
	}
	database := h.Store().DB()
	started := time.Now()
	for left := benchJobs; left > 0; {
		set := db.Set{Cols: db.Cols("id bigint")}
		err := db.Each(ctx, database, `SELECT id FROM jobs WHERE kind = 'bench.bare' AND state = 'waiting' ORDER BY due_at, id LIMIT 1000`, nil, func(scan func(...any) error) error {
			var id int64
			err := scan(&id)
			set.Rows = append(set.Rows, []any{id})
			return err
		})
		if err != nil || len(set.Rows) == 0 {
			return 0, err
		}
		for _, q := range []string{
			`WITH v(id) AS ({rows}) UPDATE jobs SET state = 'running', attempts = attempts + 1 FROM v WHERE jobs.id = v.id`,
			`WITH v(id) AS ({rows}) DELETE FROM jobs WHERE id IN (SELECT id FROM v)`,
		} {
			if err := database.Update(ctx, func(tx db.Tx) error { _, err := tx.Exec(ctx, q, set); return err }); err != nil {
				return 0, err
			}
		}
		left -= len(set.Rows)
	}
	return benchJobs / time.Since(started).Seconds(), nil
}
