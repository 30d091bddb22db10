package doctor

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/blob"
	"github.com/switchboard-hub/switchboard/core/store"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// How long a part of the hub may take: what comes in is answered only once it is
// in the database, and waits for a hint's way and a file's.
const (
	databaseSlow = 100 * time.Millisecond
	blobsSlow    = time.Second
	busSlow      = 250 * time.Millisecond
)

// Of SQLite's file, so much may be empty before it is worth while to pack it.
const (
	freeMuch  = 1 << 30
	freeShare = 2 // one part of so many
)

// Database looks at what the database says of itself.
func Database(ask func(context.Context) (store.Probe, error)) Check {
	return Check{Name: core.CheckDatabase, Run: func(ctx context.Context) []core.Finding {
		p, err := ask(ctx)
		if errors.Is(err, fs.ErrNotExist) {
			return listOf(failed("database.reach", "database.missing").because(err))
		}
		if err != nil {
			return listOf(failed("database.reach", "database.unreachable").because(err))
		}
		reach := ok("database.reach")
		if p.Took > databaseSlow {
			reach = warning("database.reach", "database.slow")
		}
		out := []finding{reach.millis(p.Took), schema(p)}
		if p.Engine == db.Postgres {
			out = append(out, ok("database.size").measured(float64(p.Size), core.UnitBytes))
			return listOf(append(out, postgres(p.Setting)...)...)
		}
		return listOf(append(out, sqlite(p)...)...)
	}}
}

func schema(p store.Probe) finding {
	f := ok("database.schema")
	switch {
	case p.Schema > p.Known:
		f = failed("database.schema", "schema.newer")
	case p.Schema < p.Known:
		f = warning("database.schema", "schema.older")
	}
	return f.measured(float64(p.Schema), core.UnitCount)
}

// postgres judges the server's settings, as they hold for the hub's connections.
func postgres(set map[string]string) []finding {
	var out []finding
	for _, name := range []string{"fsync", "synchronous_commit", "full_page_writes"} {
		f := ok("database." + name)
		if set[name] == "off" {
			f = failed("database."+name, "postgres."+name)
		}
		f.Detail = set[name]
		out = append(out, f)
	}
	jit := ok("database.jit")
	if set["jit"] == "on" {
		jit = warning("database.jit", "postgres.jit")
	}
	jit.Detail = set["jit"]
	return append(out, jit)
}

func sqlite(p store.Probe) []finding {
	size, journal := ok("database.size"), ok("database.journal")
	if p.Free > freeMuch && p.Free > p.Size/freeShare {
		size = warning("database.size", "sqlite.free")
	}
	if p.Setting["journal_mode"] != "wal" {
		journal = warning("database.journal", "sqlite.journal")
	}
	journal.Detail = p.Setting["journal_mode"]
	return []finding{size.measured(float64(p.Size), core.UnitBytes), journal}
}

// Blobs stores a few bytes, reads them, and takes them away.
func Blobs(s blob.Store) Check {
	return Check{Name: core.CheckBlobs, Run: func(ctx context.Context) []core.Finding {
		begun := time.Now()
		if err := roundTrip(ctx, s); err != nil {
			return listOf(failed("blobs.round_trip", "blobs.failed").because(err))
		}
		f := ok("blobs.round_trip")
		if time.Since(begun) > blobsSlow {
			f = warning("blobs.round_trip", "blobs.slow")
		}
		return listOf(f.millis(time.Since(begun)))
	}}
}

// roundTrip stores what nobody has stored before: a file of theirs is not deleted.
func roundTrip(ctx context.Context, s blob.Store) (err error) {
	text := "switchboard doctor " + rand.Text()
	hash, _, err := s.Put(ctx, strings.NewReader(text), int64(len(text)))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Delete(ctx, hash)) }()
	r, _, err := s.Open(ctx, hash)
	if err != nil {
		return err
	}
	defer r.Close()
	got, err := io.ReadAll(r)
	if err == nil && string(got) != text {
		err = fmt.Errorf("read blob %s: %w", hash, blob.ErrCorrupt)
	}
	return err
}

// Hints is what is asked of the bus.
type Hints interface {
	Publish(subject string, data []byte)
	Subscribe(subject string, f func(subject string, data []byte)) (cancel func(), err error)
}

// Bus sends a hint to itself. Several nodes that have each a bus of their own do
// not hear each other.
func Bus(b Hints, embedded bool, nodes func(context.Context) (int, error)) Check {
	return Check{Name: core.CheckBus, Run: func(ctx context.Context) []core.Finding {
		return listOf(hint(ctx, b), others(ctx, embedded, nodes))
	}}
}

func hint(ctx context.Context, b Hints) finding {
	subject := "doctor." + rand.Text()
	heard := make(chan struct{}, 1)
	cancel, err := b.Subscribe(subject, func(string, []byte) {
		select {
		case heard <- struct{}{}:
		default:
		}
	})
	if err != nil {
		return failed("bus.round_trip", "bus.down").because(err)
	}
	defer cancel()
	wait, stop := context.WithTimeout(ctx, Limit*4/5) // so that it can still be told
	defer stop()
	begun := time.Now()
	b.Publish(subject, nil)
	select {
	case <-heard:
	case <-wait.Done():
		return failed("bus.round_trip", "bus.down")
	}
	f := ok("bus.round_trip")
	if time.Since(begun) > busSlow {
		f = warning("bus.round_trip", "bus.slow")
	}
	return f.millis(time.Since(begun))
}

func others(ctx context.Context, embedded bool, nodes func(context.Context) (int, error)) finding {
	n, err := nodes(ctx)
	if err != nil {
		return skipped("bus.nodes", "skipped.database")
	}
	f := ok("bus.nodes")
	if embedded && n > 1 {
		f = failed("bus.nodes", "bus.split")
	}
	return f.measured(float64(n), core.UnitCount)
}

// When work that waits is too much. A job that is due is claimed within a second;
// a writer takes what queued up with one commit.
const (
	queueMany = 1000
	queueFull = 4000
	lagWarn   = time.Minute
	lagFail   = 10 * time.Minute
)

// worklessFail is for how long no node may do the work: a node that is started anew
// needs less.
const worklessFail = 2 * time.Minute

// Waits is what is asked of the work.
type Waits struct {
	Backlog func() int // commands that wait for a writer
	Gauges  func(context.Context) (store.Gauges, error)
	// Workless is for how long no node has done the work; false: none ever has.
	Workless func(context.Context) (time.Duration, bool, error)
	Now      func() time.Time
}

// Work looks at whether somebody works, at what waits, and at what was given up.
func Work(w Waits) Check {
	return Check{Name: core.CheckWork, Run: func(ctx context.Context) []core.Finding {
		n := float64(w.Backlog())
		queue := graded("work.queue", n, queueMany, queueFull, "queue.long", "queue.full").measured(n, core.UnitCount)
		g, err := w.Gauges(ctx)
		if err != nil {
			return listOf(queue, failed("work.lag", "database.unreachable").because(err))
		}
		return listOf(append([]finding{w.nodes(ctx), queue}, waiting(g, core.At(w.Now()))...)...)
	}}
}

// nodes looks at whether there is a node that works.
func (w Waits) nodes(ctx context.Context) finding {
	none, ever, err := w.Workless(ctx)
	switch {
	case err != nil:
		return skipped("work.nodes", "skipped.database").because(err)
	case !ever:
		return failed("work.nodes", "work.nobody")
	case none == 0:
		return ok("work.nodes")
	case none < worklessFail:
		return warning("work.nodes", "work.nobody").measured(none.Seconds(), core.UnitSeconds)
	}
	return failed("work.nodes", "work.nobody").measured(none.Seconds(), core.UnitSeconds)
}

func waiting(g store.Gauges, now core.Time) []finding {
	age := func(t core.Time) float64 {
		if t == 0 {
			return 0
		}
		return max(0, now.Sub(t).Seconds())
	}
	var dead int64
	for _, states := range g.Jobs {
		dead += states[core.JobDead]
	}
	lag := age(g.OldestJob)
	out := []finding{graded("work.lag", lag, lagWarn.Seconds(), lagFail.Seconds(), "jobs.late", "jobs.late").measured(lag, core.UnitSeconds)}
	for _, c := range []struct {
		id, code string
		n        int64
	}{{"work.dead_jobs", "jobs.dead", dead}, {"work.failed_raws", "raws.failed", g.FailedRaws}, {"work.in_doubt", "parts.doubt", g.InDoubt}} {
		f := ok(c.id)
		if c.n > 0 {
			f = warning(c.id, c.code)
		}
		out = append(out, f.measured(float64(c.n), core.UnitCount))
	}
	oldest := ok("work.oldest_raw")
	if g.OldestFailed > 0 {
		oldest = warning("work.oldest_raw", "raws.old")
	}
	return append(out, oldest.measured(age(g.OldestFailed), core.UnitSeconds))
}

// Tested is an account and what its self-test said.
type Tested struct {
	ID     core.ID
	Name   string
	Paused bool
	Test   func(context.Context) []core.Leg
}

// accountsAtOnce bounds how many platforms are asked beside each other.
const accountsAtOnce = 16

// Accounts tries the legs of each account.
func Accounts(list func(context.Context) ([]Tested, error)) Check {
	return Check{Name: core.CheckAccounts, Run: func(ctx context.Context) []core.Finding {
		all, err := list(ctx)
		if err != nil {
			return listOf(failed("account", "database.unreachable").because(err))
		}
		if len(all) == 0 {
			return listOf(skipped("account", "skipped.accounts"))
		}
		limited, cancel := context.WithTimeout(ctx, Limit*9/10) // so that those which answered are told
		defer cancel()
		return eachAccount(limited, all)
	}}
}

func eachAccount(ctx context.Context, all []Tested) []core.Finding {
	turns := make(chan struct{}, accountsAtOnce)
	answers := make([]chan []core.Finding, len(all))
	for i, a := range all {
		answers[i] = make(chan []core.Finding, 1)
		go func() {
			select {
			case turns <- struct{}{}:
				answers[i] <- a.findings(ctx)
				<-turns
			case <-ctx.Done():
			}
		}()
	}
	var out []core.Finding
	for i, a := range all {
		var found []core.Finding
		select {
		case found = <-answers[i]:
		case <-ctx.Done():
			select { // both may be so
			case found = <-answers[i]:
			default:
				found = listOf(failed("account", TimedOut))
			}
		}
		for j := range found {
			found[j].About, found[j].Account = a.Name, a.ID
		}
		out = append(out, found...)
	}
	return out
}

// findings are one for each leg that fails, or waits for what should have been.
func (a Tested) findings(ctx context.Context) []core.Finding {
	if a.Paused {
		return listOf(skipped("account", "skipped.paused"))
	}
	var out []core.Finding
	for _, leg := range a.Test(ctx) {
		if leg.State == core.LegOK || leg.State == core.LegWaiting && leg.Code == "" { // nobody has written yet
			continue
		}
		f := failed("account", "account.failed")
		if leg.State == core.LegWaiting {
			f = warning("account", "account.waiting")
		}
		f.Detail = leg.Name + ": " + leg.Text
		if ctx.Err() != nil {
			f.Code = TimedOut
		}
		out = append(out, f.Finding)
	}
	if len(out) == 0 {
		return listOf(ok("account"))
	}
	return out
}
