package store_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store"
	"github.com/switchboard-hub/switchboard/core/store/db"
	"github.com/switchboard-hub/switchboard/core/store/storetest"
)

// talk is a conversation that somebody has begun on an account of its own.
func talk(t *testing.T, s *store.Store) core.ID {
	t.Helper()
	c := incoming(core.NewID(), "u1", 1, "hi")
	must(t, s.Do(context.Background(), c))
	list, err := s.Conversations(context.Background(), all(), core.ConversationFilter{AccountID: c.Raw.AccountID}, core.Page{})
	must(t, err)
	return list.Items[0].ID
}

// sending is an answer that has left, and of which the platform has not spoken:
// the command that will write its result, with a name of its own.
func sending(t *testing.T, s *store.Store, conversation core.ID, text string) *engine.End {
	t.Helper()
	ctx := context.Background()
	p := answer(all(), conversation, text)
	must(t, s.Do(ctx, p))
	h := hold(t, s, "n1")
	due, err := s.Due(ctx, h, core.ClassReply, 10)
	must(t, err)
	got, err := s.Claim(ctx, h, due)
	must(t, err)
	j := due[0]
	j.Epoch, j.Attempts = got[j.ID], j.Attempts+1
	_, parts, err := s.Outgoing(ctx, p.Message.ID)
	must(t, err)
	must(t, s.Do(ctx, &engine.Begin{ConversationKey: conversation.String(), MessageID: p.Message.ID, PartID: parts[0].ID, JobID: j.ID, Epoch: j.Epoch}))
	must(t, s.Finish(ctx, []store.Outcome{{Job: j}}))
	return &engine.End{ConversationKey: conversation.String(), AccountID: p.Message.AccountID, MessageID: p.Message.ID, PartID: parts[0].ID, Attempt: 1,
		Receipt: core.Receipt{ExternalID: "x:" + text, At: 1}}
}

// about is what a platform tells of a message: a receipt, or a reply to it.
func about(account core.ID, user, name string, typ core.EnvelopeType, why *core.Failure) *engine.Ingest {
	c := incoming(account, user, 0, "about that")
	e := &c.Envelopes[0]
	e.Type, e.Key, e.ExternalID, e.Refs, e.Status, e.Error = typ, string(typ)+name, string(typ)+name, []string{name}, core.DeliveryDelivered, why
	if why != nil {
		e.Status = core.DeliveryFailed
	}
	return c
}

func count(t *testing.T, s *store.Store, table string) (n int64) {
	t.Helper()
	_, err := db.One(context.Background(), s.DB(), `SELECT COUNT(*) FROM `+table, nil, &n)
	must(t, err)
	return n
}

func TestWhatComesBeforeTheNameIsKnownIsKeptForIt(t *testing.T) {
	t.Parallel()
	bounced := &core.Failure{Class: core.Gone, Code: "email.no_mailbox", Text: "there is no such mailbox"}
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, account := context.Background(), core.NewID()
		must(t, s.Do(ctx, incoming(account, "u1", 1, "hi")))
		c := firstConversation(t, s)
		end, other := sending(t, s, c.ID, "a"), sending(t, s, c.ID, "b")
		reply := about(account, "u1", "x:a", core.TypeMessage, nil)
		for _, early := range []*engine.Ingest{about(account, "u1", "x:a", core.TypeStatus, nil), reply,
			about(account, "u1", "x:b", core.TypeStatus, bounced), about(account, "u1", "never ours", core.TypeStatus, nil)} {
			must(t, s.Do(ctx, early))
		}
		must(t, s.Do(ctx, end))
		must(t, s.Do(ctx, other))
		m, parts, err := s.Outgoing(ctx, end.MessageID)
		must(t, err)
		if m.Delivery != core.DeliveryDelivered || parts[0].State != core.PartDelivered {
			t.Errorf("%s, its part %s", m.Delivery, parts[0].State)
		}
		if m, err := s.Message(ctx, all(), c.ID, reply.Messages[0]); err != nil || m.ReplyTo != end.MessageID {
			t.Errorf("the reply quotes %s, %v", m.ReplyTo, err)
		}
		m, parts, err = s.Outgoing(ctx, other.MessageID)
		must(t, err)
		if m.Delivery != core.DeliveryFailed || m.ErrorCode != bounced.Code || m.ErrorText != bounced.Text || parts[0].ErrorClass != core.Gone {
			t.Errorf("%+v, its part %+v", m, parts[0])
		}
		if i, err := s.Identity(ctx, c.IdentityID); err != nil || i.Reachable {
			t.Errorf("reachable: %v, %v", i.Reachable, err)
		}
		if n := count(t, s, "early_refs"); n != 1 {
			t.Errorf("%d rows are left, want the one about a message that was never ours", n)
		}
		allChanges(t, s, c.ID)
	})
}

// TestAReceiptAndTheResultOfItsSendAtOnce: whichever is committed first, on
// whichever node, the receipt is not lost. A receipt names the person, and not
// always the thread.
func TestAReceiptAndTheResultOfItsSendAtOnce(t *testing.T) {
	t.Parallel()
	for name, nodes := range map[string]func(*testing.T) []*store.Store{
		"sqlite": func(t *testing.T) []*store.Store { s := open(t, ""); return []*store.Store{s, s} },
		"postgres": func(t *testing.T) []*store.Store {
			url := storetest.Postgres(t)
			return []*store.Store{open(t, url), open(t, url)}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ctx, account, s := context.Background(), core.NewID(), nodes(t)
			for _, thread := range []string{"", "a topic of its own"} {
				first := incoming(account, "u"+thread, 1, "hi")
				first.Envelopes[0].Thread = thread
				must(t, s[0].Do(ctx, first))
				c := firstConversation(t, s[0])
				for i := range 40 {
					end := sending(t, s[0], c.ID, fmt.Sprint(thread, i))
					receipt := about(account, "u"+thread, end.Receipt.ExternalID, core.TypeStatus, nil)
					var wg sync.WaitGroup
					wg.Go(func() {
						if err := s[0].Do(ctx, end); err != nil {
							t.Error(err)
						}
					})
					wg.Go(func() {
						if err := s[1].Do(ctx, receipt); err != nil {
							t.Error(err)
						}
					})
					wg.Wait()
					if m, _, err := s[0].Outgoing(ctx, end.MessageID); err != nil || m.Delivery != core.DeliveryDelivered {
						t.Fatalf("thread %q, send %d: %s, %v", thread, i, m.Delivery, err)
					}
				}
			}
		})
	}
}

func TestWhatIsAboutNoMessageOfOursIsPruned(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, account := context.Background(), core.NewID()
		for i := range 3 {
			sql(t, s, `INSERT INTO early_refs (id, account_id, external_id, status) VALUES ($1, $2, $3, 'read')`, core.ID{0, byte(i + 1)}, account, "x")
		}
		must(t, s.Do(ctx, about(account, "u1", "y", core.TypeStatus, nil)))
		was := count(t, s, "early_refs")
		if _, more, err := s.Prune(ctx, store.PruneBefore{}, 2); err != nil || !more || count(t, s, "early_refs") != was-2 {
			t.Fatalf("more %v, %v; %d are left of %d", more, err, count(t, s, "early_refs"), was)
		}
		if _, more, err := s.Prune(ctx, store.PruneBefore{}, 2); err != nil || more || count(t, s, "early_refs") != 1 {
			t.Fatalf("more %v, %v; %d are left of %d", more, err, count(t, s, "early_refs"), was)
		}
	})
}

func TestWhatBecameOfAChangeIsKeptAndTold(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, account := context.Background(), core.NewID()
		must(t, s.Do(ctx, incoming(account, "u1", 1, "hi")))
		c := firstConversation(t, s)
		end := sending(t, s, c.ID, "a")
		must(t, s.Do(ctx, end))
		is := func(want core.MessageChange) core.MessageChange {
			t.Helper()
			m, err := s.Message(ctx, all(), c.ID, end.MessageID)
			must(t, err)
			got := m.Change
			if want.Rev == 0 {
				got.Rev = 0
			}
			if got != want {
				t.Fatalf("%+v, want %+v", m.Change, want)
			}
			return m.Change
		}
		is(core.MessageChange{})
		must(t, s.Do(ctx, &engine.Change{Viewer: all(), ConversationID: c.ID, MessageID: end.MessageID, Text: "b"}))
		asked := is(core.MessageChange{Kind: core.ChangeEdit, State: core.ChangePending})
		must(t, s.Do(ctx, &engine.EndChange{MessageID: end.MessageID, Kind: core.ChangeEdit, Rev: asked.Rev,
			Err: &core.SendError{Class: core.Rejected, Code: "test.too_old", Text: "too old to be changed"}}))
		is(core.MessageChange{Kind: core.ChangeEdit, State: core.ChangeFailed, Rev: asked.Rev,
			Error: core.Failure{Class: core.Rejected, Code: "test.too_old", Text: "too old to be changed"}})
		changes := allChanges(t, s, c.ID)
		for i, want := range []string{`"state":"pending"`, `"code":"test.too_old"`} {
			e := changes[len(changes)-2+i].Event
			if e == nil || e.Type != core.EventMessageUpdated || e.MessageID != end.MessageID || !strings.Contains(string(e.Data), want) {
				t.Errorf("%+v, want %s", e, want)
			}
		}
	})
}
