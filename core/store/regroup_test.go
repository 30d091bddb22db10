package store_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"sync"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store"
)

// regrouping is one store with two agents, and what it takes to part and join
// conversations.
type regrouping struct {
	t        *testing.T
	s        *store.Store
	account  core.ID
	ann, bob core.Viewer
}

func newRegrouping(t *testing.T, s *store.Store) *regrouping {
	t.Helper()
	r := &regrouping{t: t, s: s, account: core.NewID()}
	must(t, s.SaveAccount(context.Background(), core.Account{ID: r.account, Channel: "test", Name: "A", Status: core.AccountActive}))
	for name, v := range map[string]*core.Viewer{"ann": &r.ann, "bob": &r.bob} {
		*v = core.Viewer{AgentID: core.NewID(), Scope: core.ScopeAll, Permissions: []core.Permission{core.PermRead, core.PermReply}}
		must(t, s.SaveAgent(context.Background(), core.Agent{ID: v.AgentID, Email: name + "@example.com", Name: name, Role: "agent"}, ""))
	}
	return r
}

// mail is a text of a person in a thread, with a subject.
func (r *regrouping) mail(user, thread string, n int) core.ID {
	r.t.Helper()
	in := incoming(r.account, user, n, fmt.Sprintf("第 %d 封", n))
	in.Raw.ReceivedAt = core.Time(1000 + n)
	in.Envelopes[0].Thread, in.Envelopes[0].Key = thread, fmt.Sprintf("%s:%d:%s", thread, n, user)
	in.Envelopes[0].ExternalID, in.Envelopes[0].Content.Subject = in.Envelopes[0].Key, fmt.Sprintf("事 %d", n)
	must(r.t, r.s.Do(context.Background(), in))
	return in.Messages[0]
}

func (r *regrouping) answer(v core.Viewer, conversation core.ID, clientID string, sent bool) core.ID {
	r.t.Helper()
	c := &engine.Post{Viewer: v, Author: v.Actor(), ConversationID: conversation, Stream: sent,
		Draft: core.Draft{ClientMessageID: clientID, Visibility: core.Public, Content: core.Content{Kind: core.KindText, Text: "好的"}}}
	if !sent {
		c.Parts = []core.Content{c.Draft.Content}
	}
	must(r.t, r.s.Do(context.Background(), c))
	return c.Message.ID
}

func (r *regrouping) assign(v core.Viewer, conversation core.ID) {
	r.t.Helper()
	must(r.t, r.s.Do(context.Background(), &engine.Step{System: true, ConversationID: conversation, Step: core.Step{Kind: core.StepAssign, AgentID: v.AgentID}}))
}

func (r *regrouping) of(message core.ID) core.ID {
	r.t.Helper()
	m, _, err := r.s.Outgoing(context.Background(), message)
	must(r.t, err)
	return m.ConversationID
}

func (r *regrouping) conversation(id core.ID) core.ConversationView {
	r.t.Helper()
	c, err := r.s.Conversation(context.Background(), r.ann, id)
	must(r.t, err)
	if problem := c.Check(); problem != nil {
		r.t.Error(problem)
	}
	return c
}

// whole checks that nothing is missing or twice between two messages or changes,
// and returns the messages that people wrote.
func (r *regrouping) whole(id core.ID, revsFrom int64) (written []core.ID) {
	r.t.Helper()
	c := r.conversation(id)
	list, err := r.s.Messages(context.Background(), r.ann, id, 0, 200)
	must(r.t, err)
	if int64(len(list)) != c.Seq {
		r.t.Errorf("%d messages, the newest is said to be %d", len(list), c.Seq)
	}
	for i, m := range list {
		if m.Seq != int64(i+1) || i > 0 && m.Rev <= list[i-1].Rev {
			r.t.Errorf("message %d has seq %d and rev %d", i, m.Seq, m.Rev)
		}
		if m.Visibility != core.SystemLine {
			written = append(written, m.ID)
		}
	}
	changes, err := r.s.Changes(context.Background(), r.ann, id, revsFrom, 200)
	must(r.t, err)
	for i, change := range changes {
		if change.Rev != revsFrom+int64(i+1) {
			r.t.Errorf("change %d after %d has rev %d", i, revsFrom, change.Rev)
		}
	}
	if last := revsFrom + int64(len(changes)); last != c.Rev {
		r.t.Errorf("the changes go up to %d, the conversation is at %d", last, c.Rev)
	}
	return written
}

func (r *regrouping) load(v core.Viewer) int64 {
	r.t.Helper()
	seats, err := r.s.Seats(context.Background())
	must(r.t, err)
	for _, seat := range seats {
		if seat.AgentID == v.AgentID {
			return seat.Load
		}
	}
	return -1
}

func refused(t *testing.T, err error, want *core.Problem) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("got %v, want %s", err, want.Code)
	}
}

// TestSplit: the messages that are named are a conversation of their own, with
// the same agent, and nothing that points at them is wrong.
func TestSplit(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, r := context.Background(), newRegrouping(t, s)
		m1 := r.mail("li", "a", 1)
		old := r.of(m1)
		r.assign(r.ann, old)
		a1 := r.answer(r.ann, old, "c1", true)
		m2, m3, m4 := r.mail("li", "a", 2), r.mail("li", "a", 3), r.mail("li", "a", 4)
		must(t, s.Join(ctx, old, r.bob.AgentID, true, r.ann.Actor()))
		for v, seq := range map[*core.Viewer]int64{&r.ann: 5, &r.bob: 3} {
			_, err := s.MarkRead(ctx, *v, old, seq)
			must(t, err)
		}
		before := r.conversation(old)
		into, err := s.SplitConversation(ctx, r.ann, old, []core.ID{m4, m2}, core.ID{})
		must(t, err)

		if got := r.whole(into, 0); !reflect.DeepEqual(got, []core.ID{m2, m4}) {
			t.Errorf("the new one has %v", got)
		}
		if got := r.whole(old, before.Rev); !reflect.DeepEqual(got, []core.ID{m1, a1, m3}) {
			t.Errorf("the old one has %v", got)
		}
		c, o := r.conversation(into), r.conversation(old)
		if c.Status != core.StatusActive || c.AgentID != r.ann.AgentID || c.Subject != "事 2" || c.ContactID != o.ContactID || c.Thread == o.Thread {
			t.Errorf("the new one is %+v", c.Conversation)
		}
		if c.LastMessageID != m4 || c.LastText != "第 4 封" || c.WaitingSince != 1002 || o.LastMessageID != m3 || o.LastSeq != 4 || o.WaitingSince == 0 {
			t.Errorf("last %s %q waiting %d; the old one's last %s %d waiting %d", c.LastMessageID, c.LastText, c.WaitingSince, o.LastMessageID, o.LastSeq, o.WaitingSince)
		}
		if got := r.load(r.ann); got != 2*before.Weight {
			t.Errorf("ann has a load of %d", got)
		}
		for id, want := range map[core.ID][2]int64{old: {6, 3}, into: {3, 1}} { // Ann has read all and the line too, Bob up to his mark
			for i, v := range []core.Viewer{r.ann, r.bob} {
				list, err := s.Conversations(ctx, v, core.ConversationFilter{View: core.ViewAll}, core.Page{})
				must(t, err)
				for _, x := range list.Items {
					if x.ID == id && x.ReadSeq != want[i] {
						t.Errorf("agent %d has read up to %d of %s, want %d", i, x.ReadSeq, id, want[i])
					}
				}
			}
		}
		found, err := s.Message(ctx, r.bob, into, m2)
		must(t, err)
		if found.ExternalID == "" || len(c.Participants) != 1 {
			t.Errorf("the moved message is %+v, %d have joined", found, len(c.Participants))
		}
		in := incoming(r.account, "li", 9, "订正")
		in.Envelopes[0].Type, in.Envelopes[0].Refs = core.TypeEdit, []string{found.ExternalID}
		in.Envelopes[0].Thread, in.Envelopes[0].ExternalID = "a", found.ExternalID
		must(t, s.Do(ctx, in))
		if got := r.conversation(into); got.Rev == c.Rev {
			t.Error("an edit of a moved message does not find it where it is")
		}
		refused(t, second(s.SplitConversation(ctx, r.ann, old, []core.ID{m2}, core.ID{})), engine.ErrSplitNothing) // it is there no more

		// And back.
		end := r.conversation(old).Rev
		must(t, s.MergeConversations(ctx, r.ann, into, old))
		if got := r.whole(old, end); !reflect.DeepEqual(got, []core.ID{m1, a1, m3, m2, m4}) {
			t.Errorf("put together again it has %v", got)
		}
		o, c = r.conversation(old), r.conversation(into)
		if c.Status != core.StatusCompleted || c.Disposition != core.DispositionMerged || o.LastMessageID != m4 || o.WaitingSince != 1002 || r.load(r.ann) != before.Weight {
			t.Errorf("merged: %+v into %+v, load %d", c.Conversation, o.Conversation, r.load(r.ann))
		}
		refused(t, s.MergeConversations(ctx, r.ann, into, old), core.ErrMerged)
	})
}

func second[T any](_ T, err error) error { return err }

// TestSplitFrom: from a message on; what stays keeps its place and its numbers.
func TestSplitFrom(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, r := context.Background(), newRegrouping(t, s)
		m1, m2, m3 := r.mail("li", "a", 1), r.mail("li", "a", 2), r.mail("li", "a", 3)
		old := r.of(m1)
		queued := r.conversation(old)
		into, err := s.SplitConversation(ctx, r.ann, old, nil, m2)
		must(t, err)
		if got := r.whole(into, 0); !reflect.DeepEqual(got, []core.ID{m2, m3}) {
			t.Errorf("the new one has %v", got)
		}
		r.whole(old, queued.Rev)
		c, o := r.conversation(into), r.conversation(old)
		if c.Status != core.StatusQueued || c.QueuedAt != queued.QueuedAt || o.WaitingSince != queued.WaitingSince || o.Seq != 4 {
			t.Errorf("%+v\n%+v", c.Conversation, o.Conversation)
		}
		counts, err := s.Counts(ctx, r.ann)
		must(t, err)
		if counts.Queue != 2 {
			t.Errorf("%d are counted in the queue", counts.Queue)
		}
		refused(t, second(s.SplitConversation(ctx, r.ann, old, nil, m1)), engine.ErrSplitAll)
		refused(t, second(s.SplitConversation(ctx, r.ann, old, nil, core.NewID())), engine.ErrSplitNothing)
		refused(t, second(s.SplitConversation(ctx, r.ann, old, nil, core.ID{})), engine.ErrSplitNothing)
		if r.of(m1) != old {
			t.Error("a refused split has moved a message")
		}
		next := r.mail("li", "a", 4) // the thread's own conversation goes on
		if got := r.of(next); got != old || r.conversation(old).Seq != 5 {
			t.Errorf("what follows comes into %s with seq %d", got, r.conversation(old).Seq)
		}
		var d struct {
			Line struct {
				Code         string
				Count        int64
				Conversation core.ID
			}
		}
		list, err := s.Messages(ctx, r.ann, old, queued.Seq, 1) // who had read up to here reads on
		must(t, err)
		if list[0].Visibility != core.SystemLine || json.Unmarshal(list[0].Content.Extra, &d) != nil ||
			d.Line.Code != "moved_to" || d.Line.Conversation != into || d.Line.Count != 2 {
			t.Errorf("the line that stays is %+v", list[0])
		}
	})
}

// Three are looked up by four ids, the last of them twice.
func TestSplitOfThree(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, r := context.Background(), newRegrouping(t, s)
		var all []core.ID
		for n := range 5 {
			all = append(all, r.mail("li", "a", n+1))
		}
		old := r.of(all[0])
		_, err := s.SplitConversation(ctx, r.ann, old, append([]core.ID{core.NewID()}, all[1:3]...), core.ID{})
		refused(t, err, engine.ErrSplitNothing)
		into, err := s.SplitConversation(ctx, r.ann, old, all[1:4], core.ID{})
		must(t, err)
		if got := r.whole(into, 0); !reflect.DeepEqual(got, all[1:4]) {
			t.Errorf("the new one has %v, want %v", got, all[1:4])
		}
	})
}

// TestNothingOnItsWayIsMoved: its job keeps the order of where it was written.
func TestNothingOnItsWayIsMoved(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, r := context.Background(), newRegrouping(t, s)
		m1 := r.mail("li", "a", 1)
		old, other := r.of(m1), r.of(r.mail("li", "b", 1))
		a1 := r.answer(r.ann, old, "c1", false)
		refused(t, second(s.SplitConversation(ctx, r.ann, old, []core.ID{a1}, core.ID{})), engine.ErrMoveUndecided)
		refused(t, s.MergeConversations(ctx, r.ann, old, other), engine.ErrMoveUndecided)
		must(t, s.MergeConversations(ctx, r.ann, other, old)) // nothing of that one is on its way
		if r.of(a1) != old || r.of(m1) != old {
			t.Error("a refused move has moved something")
		}
	})
}

// TestWhatCannotBeMerged: of one person, in one account, by who may.
func TestWhatCannotBeMerged(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, r := context.Background(), newRegrouping(t, s)
		mine, held, stranger := r.of(r.mail("li", "a", 1)), r.of(r.mail("li", "b", 1)), r.of(r.mail("wu", "c", 1))
		r.assign(r.ann, mine)
		r.assign(r.bob, held)
		refused(t, s.MergeConversations(ctx, r.ann, mine, mine), engine.ErrMergeSelf)
		refused(t, s.MergeConversations(ctx, r.ann, mine, stranger), engine.ErrMergeContact)
		refused(t, s.MergeConversations(ctx, r.ann, mine, core.NewID()), engine.ErrNotFound)
		var p *core.Problem
		if err := s.MergeConversations(ctx, r.ann, held, mine); !errors.As(err, &p) || p.Status != 403 {
			t.Errorf("a colleague's conversation is ended: %v", err)
		}
		blind := r.ann
		blind.Scope = core.ScopeOwn
		refused(t, s.MergeConversations(ctx, blind, mine, held), engine.ErrNotFound)
		refused(t, second(s.SplitConversation(ctx, blind, held, nil, core.NewID())), engine.ErrNotFound)
		must(t, s.Do(ctx, &engine.Step{System: true, ConversationID: held, Step: core.Step{Kind: core.StepComplete}}))
		refused(t, s.MergeConversations(ctx, r.ann, mine, held), engine.ErrMergeEnded)
		must(t, s.MergeConversations(ctx, r.ann, held, mine)) // an ended one into one that goes on
		refused(t, s.Do(ctx, &engine.Step{Viewer: r.ann, ConversationID: held, Step: core.Step{Kind: core.StepReopen}}), core.ErrMerged)

		in, again := r.mail("li", "b", 2), r.conversation(held)
		if r.of(in) == held || !again.Status.Ended() {
			t.Error("what was merged goes on by itself")
		}
		must(t, s.Merge(ctx, r.conversation(stranger).ContactID, r.conversation(mine).ContactID, r.ann.Actor()))
		must(t, s.MergeConversations(ctx, r.ann, stranger, mine)) // merged contacts are one
	})
}

// TestMergeKeepsWhatWasBegun: drafts and what waits for its time come along, what
// is named alike in both is no hindrance, and the longer wait counts.
func TestMergeKeepsWhatWasBegun(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, r := context.Background(), newRegrouping(t, s)
		from, into := r.of(r.mail("li", "a", 1)), r.of(r.mail("li", "b", 2))
		r.answer(r.ann, from, "same", true)
		r.answer(r.bob, into, "same", true)
		r.mail("li", "a", 3)
		waits := r.conversation(from).WaitingSince
		_, err := s.SaveDraft(ctx, r.ann, from, core.Composition{Mode: "reply", Text: "您好"})
		must(t, err)
		later := core.Scheduled{ID: core.NewID(), ConversationID: from, AgentID: r.ann.AgentID, SendAt: 1 << 52, Draft: core.Draft{ClientMessageID: "later"}}
		_, _, err = s.AddScheduled(ctx, later)
		must(t, err)
		_, err = s.MarkRead(ctx, r.bob, into, 2)
		must(t, err)
		must(t, s.Do(ctx, &engine.Step{System: true, ConversationID: into, Step: core.Step{Kind: core.StepSnooze, Until: 1 << 60}}))
		leader := r.bob
		leader.Permissions = append(leader.Permissions, core.PermSupervise)
		must(t, s.MergeConversations(ctx, leader, from, into))
		c := r.conversation(into)
		if c.Status != core.StatusActive || c.AgentID != r.bob.AgentID || c.WaitingSince != waits || c.LastText != "第 3 封" || r.load(r.ann) != 0 {
			t.Errorf("%+v", c.Conversation)
		}
		d, err := s.Draft(ctx, r.ann, into)
		must(t, err)
		list, err := s.Scheduled(ctx, r.ann, into)
		must(t, err)
		if d.Text != "您好" || len(list) != 1 {
			t.Errorf("draft %q, %d wait for their time", d.Text, len(list))
		}
	})
}

// TestSplitWhileMessagesCome: what arrives while a conversation is split is in one
// of the two, once, and neither has a gap.
func TestSplitWhileMessagesCome(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, r := context.Background(), newRegrouping(t, s)
		old := r.of(r.mail("li", "a", 1))
		const n = 40
		var wg sync.WaitGroup
		for i := range n {
			wg.Go(func() {
				in := incoming(r.account, "li", 100+i, "更多")
				in.Envelopes[0].Thread = "a"
				if err := s.Do(ctx, in); err != nil {
					t.Error(err)
				}
			})
		}
		var parts []core.ID
		for range 8 {
			list, err := s.Messages(ctx, r.ann, old, 1, 3)
			must(t, err)
			var ids []core.ID
			for _, m := range list {
				if m.Visibility == core.Public {
					ids = append(ids, m.ID)
				}
			}
			if len(ids) == 0 {
				continue
			}
			into, err := s.SplitConversation(ctx, r.ann, old, ids, core.ID{})
			must(t, err)
			parts = append(parts, into)
		}
		wg.Wait()
		for len(parts) > 1 { // and all that was split off is one in the end
			must(t, s.MergeConversations(ctx, r.ann, parts[1], parts[0]))
			parts = append(parts[:1], parts[2:]...)
		}
		total := 0
		for _, id := range append(parts, old) {
			list, err := s.Messages(ctx, r.ann, id, 0, 200)
			must(t, err)
			for i, m := range list {
				if m.Seq != int64(i+1) {
					t.Errorf("message %d of %s has seq %d", i, id, m.Seq)
				}
				if m.Visibility == core.Public {
					total++
				}
			}
			if c := r.conversation(id); c.Seq != int64(len(list)) {
				t.Errorf("%d messages, the newest is said to be %d", len(list), c.Seq)
			}
		}
		if total != n+1 {
			t.Errorf("%d messages of %d", total, n+1)
		}
	})
}
