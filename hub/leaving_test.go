package hub_test

import (
	"context"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/routing"
)

// TestWhoLeavesKeepsThePlaceForAWhile: a visitor of whom nothing is known has the
// time of the queue to come back, from when it was seen last; then the conversation
// is closed as abandoned, and goes on when the visitor writes again. Who has proven
// to be somebody keeps the place.
func TestWhoLeavesKeepsThePlaceForAWhile(t *testing.T) {
	t.Parallel()
	onSites(t, generous(), func(t *testing.T, s *site) {
		ctx := context.Background()
		_, err := s.h.SetQueue(ctx, root(), core.ID{}, routing.Settings{Policy: routing.Manual, LeaveFor: 300})
		must(t, err)
		_, err = s.h.SetQueue(ctx, root(), core.ID{}, routing.Settings{Policy: routing.Manual, LeaveFor: 59})
		refused(t, err, "queue.settings")
		stranger, known := s.visit(nil).Token, s.visit(object{"identity": s.jwt("u1")}).Token
		s.say(stranger, "1", "anybody there?")
		s.say(known, "1", "it is me")
		of := func(kind core.ContactKind) core.ConversationView {
			t.Helper()
			for _, c := range s.conversations() {
				if s.contact(c.ContactID).Kind == kind {
					return c
				}
			}
			t.Fatalf("no conversation of a %s", kind)
			return core.ConversationView{}
		}
		queued := of(core.ContactVisitor).QueuedAt
		pass := func(d time.Duration) { s.ahead.Add(int64(d)) }
		pass(4 * time.Minute)
		page := sit(t, s.listenLive(), stranger)
		eventually(t, "the visitor is back", page.is(func() bool { return page.connects == 1 }))
		page.Close()
		pass(2 * time.Minute) // the time is over since the message, not since the visit
		eventually(t, "it is looked at later", func() bool {
			due := leaveTimers(t, s)
			return len(due) == 1 && due[0] > queued.Add(8*time.Minute)
		})
		if c := of(core.ContactVisitor); c.Status != core.StatusQueued || c.QueuedAt != queued {
			t.Errorf("the visitor has come back in time: %+v", c.Conversation)
		}
		pass(4 * time.Minute)
		eventually(t, "the place is given up", func() bool { return of(core.ContactVisitor).Status == core.StatusClosed })
		if c := of(core.ContactVisitor); c.EndReason != "abandoned" {
			t.Errorf("it has ended as %s", c.EndReason)
		}
		if c := of(core.ContactKnown); c.Status != core.StatusQueued {
			t.Errorf("who is known has lost the place: %s", c.Status)
		}
		s.say(stranger, "2", "sorry, here I am")
		if c := of(core.ContactVisitor); c.Status != core.StatusQueued {
			t.Errorf("who comes back waits again: %s", c.Status)
		}
	})
}

// leaveTimers are when it is looked at who has left.
func leaveTimers(t *testing.T, s *site) (due []core.Time) {
	t.Helper()
	list, err := s.h.Jobs(context.Background(), root(), core.JobWaiting, core.Page{Limit: 200})
	must(t, err)
	for _, j := range list.Items {
		if j.Kind == engine.JobTimer {
			due = append(due, j.DueAt)
		}
	}
	return due
}
