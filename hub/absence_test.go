package hub_test

import (
	"context"
	"path/filepath"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	natsserver "github.com/nats-io/nats-server/v2/server"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store/storetest"
	"github.com/switchboard-hub/switchboard/hub"
)

// floor is a hub, or several nodes of one, with agents who are ready, and a
// clock that the test moves.
type floor struct {
	t     *testing.T
	cfg   hub.Config
	ahead atomic.Int64
}

func newFloor(t *testing.T, url string) *floor {
	t.Helper()
	f := &floor{t: t, cfg: config(t, &fake{})}
	f.cfg.Database = url
	f.cfg.Now = func() time.Time { return time.Now().Add(time.Duration(f.ahead.Load())) }
	return f
}

func (f *floor) pass(d time.Duration) { f.ahead.Add(int64(d)) }

// ready is an agent who gets conversations.
func (f *floor) ready(h *hub.Hub, name string) (core.Viewer, string) {
	f.t.Helper()
	v, key, _ := member(f.t, h, name, "agent")
	_, err := h.SetAvailability(context.Background(), v, core.Ready, "")
	must(f.t, err)
	return v, key
}

// sits connects a page of somebody, whose absence is expected then.
func (f *floor) sits(h *hub.Hub, addr, key string, v core.Viewer) *desk {
	f.t.Helper()
	d := sit(f.t, addr, key)
	eventually(f.t, "the page is written down", func() bool { return f.due(h, v) != 0 })
	return d
}

// due is when somebody's absence is looked at; zero: never.
func (f *floor) due(h *hub.Hub, v core.Viewer) core.Time {
	f.t.Helper()
	list, err := h.Jobs(context.Background(), root(), core.JobWaiting, core.Page{Limit: 200})
	must(f.t, err)
	for _, j := range list.Items {
		if j.Key == "absent:"+v.AgentID.String() {
			return j.DueAt
		}
	}
	return 0
}

func (f *floor) is(h *hub.Hub, v core.Viewer, want string) {
	f.t.Helper()
	p, err := h.Profile(context.Background(), v)
	must(f.t, err)
	if got := string(p.Availability) + p.Reason; got != want {
		f.t.Errorf("%s is %q, not %q", p.Name, got, want)
	}
}

// asks waits until the hub has seen that somebody is absent, and asks about it.
func (f *floor) asks(h *hub.Hub, v core.Viewer) {
	f.t.Helper()
	eventually(f.t, "the hub asks about the absence", func() bool { return f.due(h, v) > core.At(f.cfg.Now()) })
}

// leaves waits until somebody's absence is dealt with.
func (f *floor) leaves(h *hub.Hub, v core.Viewer) {
	f.t.Helper()
	eventually(f.t, "the absence is dealt with", func() bool { return f.due(h, v) == 0 && len(f.running(h)) == 0 })
}

func (f *floor) running(h *hub.Hub) []core.Job {
	f.t.Helper()
	list, err := h.Jobs(context.Background(), root(), core.JobRunning, core.Page{})
	must(f.t, err)
	return list.Items
}

// TestWhoseLastPageIsGoneIsAway: an agent who is ready, or in the pause after a
// conversation, is away once no page was there for the time that is set; who
// came back, said something else of themselves, or never had a page is not.
func TestWhoseLastPageIsGoneIsAway(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, url string) {
		ctx, f := context.Background(), newFloor(t, url)
		h, addr, _ := serveLive(t, f.cfg, "")
		boss, _, _ := member(t, h, "boss", "owner")
		gone, goneKey := f.ready(h, "gone")
		back, backKey := f.ready(h, "back")
		stays, staysKey := f.ready(h, "stays")
		pauses, pausesKey := f.ready(h, "pauses")
		busy, busyKey := f.ready(h, "busy")
		robot, _ := f.ready(h, "robot")
		page := f.sits(h, addr, staysKey, stays)
		pages := []*desk{f.sits(h, addr, goneKey, gone), f.sits(h, addr, goneKey, gone), f.sits(h, addr, backKey, back),
			f.sits(h, addr, pausesKey, pauses), f.sits(h, addr, busyKey, busy)}
		_, err := h.SetAvailability(ctx, pauses, core.WrapUp, "")
		must(t, err)
		_, err = h.SetAvailability(ctx, busy, core.Busy, "a call")
		must(t, err)
		pages[0].Close() // one of two
		f.pass(9 * time.Minute)
		h.TurnPages(ctx)
		if f.due(h, gone) < core.At(f.cfg.Now()).Add(9*time.Minute) {
			t.Error("the other page is not counted")
		}
		for _, d := range pages[1:] {
			d.Close()
		}
		eventually(t, "their pages are gone", func() bool { return h.Pages() == 1 })
		f.pass(10*time.Minute + time.Second)
		for _, v := range []core.Viewer{gone, back, stays, pauses, busy} {
			f.asks(h, v)
			if v.AgentID == gone.AgentID {
				f.is(h, v, "ready")
			}
		}
		_ = f.sits(h, addr, backKey, back)
		eventually(t, "the page is back", func() bool { return h.Pages() == 2 })
		h.TurnPages(ctx)
		f.pass(time.Minute + time.Second)
		for _, v := range []core.Viewer{gone, pauses, busy} {
			f.leaves(h, v)
		}
		f.is(h, gone, "awayleft")
		f.is(h, pauses, "awayleft")
		f.is(h, busy, "busya call")
		f.is(h, back, "ready")
		f.is(h, stays, "ready")
		f.is(h, robot, "ready")
		eventually(t, "colleagues hear of it", page.is(func() bool {
			return slices.ContainsFunc(page.feed, func(p push) bool {
				return p.Agent == gone.AgentID.String() && p.Availability == "away" && p.Reason == "left"
			})
		}))
		log, err := h.Audit(ctx, boss, core.AuditFilter{Target: gone.AgentID.String(), Action: "agent.availability_changed"}, core.Page{})
		must(t, err)
		if len(log.Items) != 2 || log.Items[0].Actor.Kind != core.BySystem || log.Items[0].Detail != "away left" {
			t.Errorf("the log of changes has %+v", log.Items)
		}
		_, err = h.SetAvailability(ctx, gone, core.Ready, "") // without a page: by a key
		must(t, err)
		f.pass(time.Hour)
		f.asks(h, stays)
		h.TurnPages(ctx)
		f.is(h, gone, "ready")
	})
}

// TestAPageOnAnotherNodeCounts: an agent is away when the last page on all nodes
// is gone, and those of a node that is gone are noticed by the others.
func TestAPageOnAnotherNodeCounts(t *testing.T) {
	t.Parallel()
	server, err := natsserver.NewServer(&natsserver.Options{Host: "127.0.0.1", Port: -1, NoLog: true, NoSigs: true})
	must(t, err)
	go server.Start()
	t.Cleanup(func() { server.Shutdown(); server.WaitForShutdown() })
	if !server.ReadyForConnections(20 * time.Second) {
		t.Fatal("the bus does not start")
	}
	ctx, f := context.Background(), newFloor(t, storetest.Postgres(t))
	f.cfg.NATS, f.cfg.KeyFile = server.ClientURL(), filepath.Join(t.TempDir(), "key")
	other := f.cfg
	other.Data = t.TempDir()
	here, hereAddr, _ := serveLive(t, f.cfg, "")
	there, thereAddr, stop := serveLive(t, other, "")
	gone, goneKey := f.ready(here, "gone")
	stays, staysKey := f.ready(here, "stays")
	left := f.sits(here, hereAddr, goneKey, gone)
	moved := f.sits(here, hereAddr, staysKey, stays)
	for _, key := range []string{goneKey, staysKey} {
		sit(t, thereAddr, key)
	}
	eventually(t, "the pages are on the other node too", func() bool { return there.Pages() == 2 })
	left.Close()
	eventually(t, "one page is on the other node alone", func() bool { return here.Pages() == 1 })
	f.pass(10*time.Minute + time.Second)
	f.asks(here, gone)
	there.TurnPages(ctx)
	f.pass(time.Minute + time.Second)
	here.TurnPages(ctx)
	if f.due(here, gone) < core.At(f.cfg.Now()) {
		t.Error("the page on the other node does not count")
	}
	f.is(here, gone, "ready")

	stop()
	f.pass(10 * time.Minute)
	f.asks(here, gone)
	f.asks(here, stays)
	here.TurnPages(ctx)
	f.pass(time.Minute + time.Second)
	f.leaves(here, gone)
	f.is(here, gone, "awayleft")
	f.is(here, stays, "ready")
	moved.Close()
}

// TestARestartLeavesPagesTheTimeToComeBack: after hours without a hub nobody is
// away whose page comes back, and who does not come back is.
func TestARestartLeavesPagesTheTimeToComeBack(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, url string) {
		ctx, f := context.Background(), newFloor(t, url)
		h, addr, stop := serveLive(t, f.cfg, "")
		gone, goneKey := f.ready(h, "gone")
		back, backKey := f.ready(h, "back")
		lost := f.sits(h, addr, goneKey, gone)
		f.sits(h, addr, backKey, back)
		lost.Close()
		stop()
		f.pass(3 * time.Hour)
		h, _, _ = serveLive(t, f.cfg, addr)
		f.asks(h, gone)
		eventually(t, "the page connects again", func() bool { return h.Pages() == 1 })
		h.TurnPages(ctx)
		f.pass(time.Minute + time.Second)
		f.leaves(h, gone)
		f.is(h, gone, "awayleft")
		f.is(h, back, "ready")
	})
}

// TestHowLongAnAbsenceIsIsSet: the time holds for who has left already; without
// one nobody is away.
func TestHowLongAnAbsenceIsIsSet(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, url string) {
		ctx, f := context.Background(), newFloor(t, url)
		h, addr, _ := serveLive(t, f.cfg, "")
		if after, err := h.Absence(ctx, root()); err != nil || after != 10*time.Minute {
			t.Errorf("unless it is set, it is %s, %v", after, err)
		}
		for _, wrong := range []time.Duration{-time.Minute, 24*time.Hour + time.Minute} {
			refused(t, h.SetAbsence(ctx, root(), wrong), "routing.absence")
		}
		gone, key := f.ready(h, "gone")
		f.sits(h, addr, key, gone).Close()
		eventually(t, "the page is gone", func() bool { return h.Pages() == 0 })
		must(t, h.SetAbsence(ctx, root(), 30*time.Minute))
		first := f.due(h, gone)
		f.pass(11 * time.Minute)
		eventually(t, "it is put off", func() bool { return f.due(h, gone) == first.Add(20*time.Minute) })
		must(t, h.SetAbsence(ctx, root(), 0))
		f.pass(time.Hour)
		f.leaves(h, gone)
		f.is(h, gone, "ready")
		page := sit(t, addr, key)
		eventually(t, "the page is back", func() bool { return page.is(func() bool { return page.connects == 1 })() })
		h.TurnPages(ctx)
		if f.due(h, gone) != 0 {
			t.Error("an absence is expected that nobody asks for")
		}
	})
}
