package store_test

import (
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/routing"
	"github.com/switchboard-hub/switchboard/core/store"
	"github.com/switchboard-hub/switchboard/core/store/storetest"
)

// TestAPauseEndsWhenItsJobSays: of several, the one that began with the pause.
func TestAPauseEndsWhenItsJobSays(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, agent := context.Background(), core.NewID()
		pause := func(began, due core.Time) core.Job {
			return core.Job{Key: engine.WrapUpKey(agent, began), Class: core.ClassEvent, Kind: engine.JobWrapUp, Payload: []byte("{}"), State: core.JobWaiting,
				CreatedAt: began, DueAt: due, Deadline: due + 1}
		}
		must(t, s.AddJob(ctx, pause(10, 40), pause(20, 50)))
		for began, want := range map[core.Time]core.Time{10: 40, 20: 50, 30: 0} {
			if got, err := s.WrapUpEnd(ctx, agent, began); err != nil || got != want {
				t.Errorf("begun at %d: %d, %v", began, got, err)
			}
		}
	})
}

// resting is an agent whose conversations end: those of no team with a pause of a
// minute, those of a team with one of an hour.
type resting struct {
	*store.Store
	t     *testing.T
	now   time.Time
	team  core.ID
	agent core.ID
	ended int
}

func newResting(t *testing.T, url string) *resting {
	t.Helper()
	ctx, dir := context.Background(), t.TempDir()
	r := &resting{t: t, now: time.Now(), team: core.NewID(), agent: core.NewID()}
	d, err := store.OpenDB(ctx, store.Location{URL: url, Path: filepath.Join(dir, "hub.db"), Backup: dir})
	must(t, err)
	config := &routing.Config{Queues: map[core.ID]routing.Queue{{}: {WrapUp: time.Minute}, r.team: {WrapUp: time.Hour}}}
	r.Store = store.Open(store.Options{DB: d, Log: slog.New(slog.DiscardHandler), Now: func() time.Time { return r.now },
		Routing: func() *routing.Config { return config }})
	t.Cleanup(func() { must(t, r.Close()); must(t, d.Close()) })
	must(t, r.Seed(ctx))
	must(t, r.AddTeam(ctx, core.Team{ID: r.team, Name: "售后", Kind: "skill_group"}))
	must(t, r.SaveAgent(ctx, core.Agent{ID: r.agent, Email: "li@example.com", Name: "Li", Role: "agent"}, ""))
	must(t, r.SetAvailability(ctx, r.agent, core.Ready, ""))
	return r
}

// ends lets the agent take a conversation of a team and complete it after a while.
func (r *resting) ends(team core.ID, after time.Duration) {
	r.t.Helper()
	ctx := context.Background()
	r.ended++
	in := incoming(core.NewID(), fmt.Sprint("u", r.ended), 1, "hi")
	in.Policy.Weight = 100
	must(r.t, r.Do(ctx, in))
	m, _, err := r.MessageByExternal(ctx, in.Raw.AccountID, in.Envelopes[0].ExternalID)
	must(r.t, err)
	step := func(st core.Step) {
		r.t.Helper()
		must(r.t, r.Do(ctx, &engine.Step{ConversationID: m.ConversationID, System: true, Step: st}))
	}
	step(core.Step{Kind: core.StepAssign, AgentID: r.agent, TeamID: team})
	r.now = r.now.Add(after)
	step(core.Step{Kind: core.StepComplete})
}

// pauses says how long the pause lasts from now on; zero: there is no end of it.
func (r *resting) pauses(what string, want time.Duration) (since core.Time) {
	r.t.Helper()
	a, since, err := r.Availability(context.Background(), r.agent)
	must(r.t, err)
	until, err := r.WrapUpEnd(context.Background(), r.agent, since)
	must(r.t, err)
	end := core.Time(0)
	if want > 0 {
		end = core.At(r.now.Add(want))
	}
	if a.Availability != core.WrapUp || until != end {
		r.t.Fatalf("%s: %s until %s, want %s", what, a.Availability, until, end)
	}
	return since
}

// TestAPauseBeginsAnewWithEveryEnd: the later end wins, and a pause that the agent
// has begun stays the agent's.
func TestAPauseBeginsAnewWithEveryEnd(t *testing.T) {
	t.Parallel()
	run := func(t *testing.T, url string) {
		r, ctx, none := newResting(t, url), context.Background(), core.ID{}
		is := func(want core.Availability) {
			t.Helper()
			if a, _, err := r.Availability(ctx, r.agent); err != nil || a.Availability != want {
				t.Fatalf("%s, want %s, %v", a.Availability, want, err)
			}
		}
		r.ends(none, time.Second)
		first := r.pauses("one end", time.Minute)
		r.ends(none, 30*time.Second)
		second := r.pauses("another one", time.Minute)
		must(t, r.EndWrapUp(ctx, r.agent, first))
		is(core.WrapUp)
		r.ends(r.team, time.Second)
		long := r.pauses("a longer one", time.Hour)
		r.ends(none, time.Minute)
		if since := r.pauses("a shorter one", 59*time.Minute); since != long {
			t.Errorf("since %s, not %s", since, long)
		}
		must(t, r.EndWrapUp(ctx, r.agent, second))
		is(core.WrapUp)
		must(t, r.EndWrapUp(ctx, r.agent, long))
		is(core.Ready)
		r.now = r.now.Add(time.Second)
		must(t, r.SetAvailability(ctx, r.agent, core.WrapUp, "notes"))
		r.ends(none, time.Second)
		r.pauses("the agent's own", 0)
	}
	t.Run("sqlite", func(t *testing.T) { t.Parallel(); run(t, "") })
	t.Run("postgres", func(t *testing.T) { t.Parallel(); run(t, storetest.Postgres(t)) })
}
