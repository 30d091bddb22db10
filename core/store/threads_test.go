package store_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store"
)

// mail is a message in an account with threads, of a name and with what it
// refers to.
func mail(account core.ID, from, id, subject string, refs ...string) *engine.Ingest {
	c := incoming(account, from, 0, "text of "+id)
	c.Policy.Threads = true
	e := &c.Envelopes[0]
	e.Key, e.ExternalID, e.Refs, e.Content.Subject = "m:"+id, id, refs, subject
	return c
}

// placed says which mails of an account stand together: those of a conversation
// between commas, in their order.
func placed(t *testing.T, s *store.Store, account core.ID) (all []string) {
	t.Helper()
	list, err := s.Conversations(t.Context(), everyone(), core.ConversationFilter{AccountID: account}, core.Page{Limit: 200})
	must(t, err)
	for _, c := range list.Items {
		messages, err := s.Messages(t.Context(), everyone(), c.ID, 0, 200)
		must(t, err)
		var names []string
		for _, m := range messages {
			names = append(names, strings.TrimPrefix(m.Text, "text of "))
		}
		all = append(all, strings.Join(names, ","))
	}
	slices.Sort(all)
	return all
}

func everyone() core.Viewer {
	return core.Viewer{Scope: core.ScopeAll, Permissions: core.Permissions()}
}

func conversationOf(t *testing.T, s *store.Store, c *engine.Ingest) core.Conversation {
	t.Helper()
	list, err := s.Conversations(t.Context(), everyone(), core.ConversationFilter{AccountID: c.Raw.AccountID}, core.Page{Limit: 200})
	must(t, err)
	for _, v := range list.Items {
		if messages, err := s.Messages(t.Context(), everyone(), v.ID, 0, 200); err == nil && slices.ContainsFunc(messages, func(m core.Message) bool { return m.ID == c.Messages[0] }) {
			return v.Conversation
		}
	}
	t.Fatal("the mail is nowhere")
	return core.Conversation{}
}

func TestMailsFindTheirThread(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, account := t.Context(), core.NewID()
		must(t, s.Do(ctx, mail(account, "li@b.cn", "a1", "Order")))
		must(t, s.Do(ctx, mail(account, "li@b.cn", "b1", "Other")))
		must(t, s.DoAll(ctx, []*engine.Ingest{mail(account, "li@b.cn", "a2", "Re: Order", "a1"), mail(account, "li@b.cn", "c1", "Third"),
			mail(account, "li@b.cn", "c2", "Re: Third", "unknown", "c1"), mail(account, "evil@e.cn", "e1", "Re: Order", "a1", "a2"),
			mail(account, "li@b.cn", "a3", "回复：Order", "a2", "a1"), mail(account, "li@b.cn", "d1", "Invoice", "a3")}))
		if got, want := placed(t, s, account), []string{"a1,a2,a3", "b1", "c1,c2", "d1", "e1"}; !slices.Equal(got, want) {
			t.Errorf("they stand as %q, want %q", got, want)
		}
	})
}

func TestWhatFollowsAnEndedThreadIsFound(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, account := t.Context(), core.NewID()
		end := func(c core.Conversation) {
			must(t, s.Do(ctx, &engine.Step{System: true, ConversationID: c.ID, Step: core.Step{Kind: core.StepClose, Reason: "left"}}))
		}
		first := mail(account, "li@b.cn", "a1", "Order")
		must(t, s.Do(ctx, first))
		old := conversationOf(t, s, first)
		end(old)
		second := mail(account, "li@b.cn", "a2", "Re: Order", "a1") // ReopenFor is nothing
		must(t, s.Do(ctx, second))
		now := conversationOf(t, s, second)
		if now.ID == old.ID || now.Thread != old.Thread {
			t.Fatalf("%+v follows %+v", now, old)
		}
		token := mail(account, "other@b.cn", "a4", "Re: Order")
		token.Envelopes[0].Conversation = old.ID
		must(t, s.Do(ctx, mail(account, "li@b.cn", "a3", "Re: Order", "a1")))
		must(t, s.Do(ctx, token))
		end(now)
		quiet := mail(account, "li@b.cn", "a5", "Out of office", "a1")
		quiet.Envelopes[0].Quiet, quiet.Envelopes[0].Automatic = true, true
		must(t, s.Do(ctx, quiet))
		if got, want := placed(t, s, account), []string{"a1", "a2,a3,a4,a5"}; !slices.Equal(got, want) {
			t.Errorf("they stand as %q, want %q", got, want)
		}
	})
}

func TestAMailIsKeptInAVisitorsChat(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, account := t.Context(), core.NewID()
		chat := incoming(core.NewID(), core.NewID().String(), 1, "hello")
		chat.Policy.Stream = true
		must(t, s.Do(ctx, chat))
		c := conversationOf(t, s, chat)
		e := mail(account, "li@b.cn", "a1", "Re: your answer")
		e.Envelopes[0].Conversation = c.ID
		must(t, s.Do(ctx, e))
		answer := mail(account, "li@b.cn", "a2", "", "a1") // its name is known in the account that it came to
		must(t, s.Do(ctx, answer))
		messages, err := s.Messages(ctx, everyone(), c.ID, 0, 10)
		must(t, err)
		if len(messages) != 3 || messages[2].ReplyTo != messages[1].ID || messages[1].StreamOffset == 0 || messages[2].StreamOffset != messages[1].StreamOffset+1 {
			t.Errorf("the chat has %+v", messages)
		}
		seen, err := s.Stream(ctx, c.IdentityID, 0, 10)
		must(t, err)
		if n := len(seen); n < 3 || seen[n-1].Message == nil || seen[n-1].Message.ID != messages[2].ID {
			t.Errorf("the visitor sees %d", n)
		}
	})
}

// TestMailsThatComeAgainInAnyOrderAreThereOnce: two writers of two processes
// take in the same mails, in another order each.
func TestMailsThatComeAgainInAnyOrderAreThereOnce(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		account := core.NewID()
		const n = 60
		all := func() (list []*engine.Ingest) {
			for i := range n {
				var refs []string
				if i%3 > 0 {
					refs = []string{fmt.Sprint("m", i-1)}
				}
				list = append(list, mail(account, "li@b.cn", fmt.Sprint("m", i), fmt.Sprint("Order ", i/3), refs...))
			}
			return list
		}
		must(t, s.DoAll(t.Context(), all()[:n/2]))
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				list := all()
				rand.Shuffle(n, func(i, j int) { list[i], list[j] = list[j], list[i] })
				for len(list) > 0 {
					k := min(len(list), 7)
					if err := s.DoAll(context.Background(), list[:k]); err != nil {
						t.Error(err)
					}
					list = list[k:]
				}
			})
		}
		wg.Wait()
		found := map[string]int{}
		for _, names := range placed(t, s, account) {
			for _, name := range strings.Split(names, ",") {
				found[name]++
			}
		}
		for i := range n {
			if name := fmt.Sprint("m", i); found[name] != 1 {
				t.Errorf("%s is there %d times", name, found[name])
			}
		}
		if len(found) != n {
			t.Errorf("%d mails are there, want %d", len(found), n)
		}
	})
}

func TestWhatAnAnswerRefersTo(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, account := t.Context(), core.NewID()
		first := mail(account, "li@b.cn", "a0", "Order")
		must(t, s.Do(ctx, first))
		c := conversationOf(t, s, first)
		ours := sending(t, s, c.ID, "ours")
		must(t, s.Do(ctx, ours))
		unsent := answer(all(), c.ID, "still queued")
		must(t, s.Do(ctx, unsent))
		for i := 1; i < 4; i++ {
			must(t, s.Do(ctx, mail(account, "li@b.cn", fmt.Sprint("a", i), "Order", "a0")))
		}
		next := answer(all(), c.ID, "next")
		must(t, s.Do(ctx, next))
		refs, last, err := s.Refs(ctx, next.Message)
		must(t, err)
		if want := []string{"a0", "x:ours", "a1", "a2", "a3"}; !slices.Equal(refs, want) || last != "a3" {
			t.Errorf("it refers to %q and answers %q, want %q", refs, last, want)
		}
		for i := range 30 {
			must(t, s.Do(ctx, mail(account, "li@b.cn", fmt.Sprint("b", i), "Order", "a0")))
		}
		final := answer(all(), c.ID, "final")
		must(t, s.Do(ctx, final))
		if refs, last, err = s.Refs(ctx, final.Message); err != nil || len(refs) != 20 || refs[0] != "b10" || last != "b29" {
			t.Errorf("it refers to %q, %v", refs, err)
		}
	})
}

func TestWhatNobodyWroteIsRemembered(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, account := t.Context(), core.NewID()
		first, other := mail(account, "li@b.cn", "a1", "Order"), mail(account, "li@b.cn", "b1", "Other")
		robot := mail(account, "li@b.cn", "a2", "Order", "a1")
		robot.Envelopes[0].Automatic = true
		must(t, s.DoAll(ctx, []*engine.Ingest{first, other, robot}))
		c, d := conversationOf(t, s, first), conversationOf(t, s, other)
		for id, want := range map[core.ID]bool{c.ID: true, d.ID: false} {
			if got, err := s.LastAutomatic(ctx, id); err != nil || got != want {
				t.Errorf("no person wrote last: %v, %v", got, err)
			}
		}
		p := answer(all(), c.ID, "you wait")
		p.System, p.Author, p.Draft.ClientMessageID = true, core.Actor{Kind: core.BySystem}, "queue:1:2"
		must(t, s.Do(ctx, p))
		for kind, want := range map[string]bool{"queue": true, "queu": false, "warn": false} {
			if got, err := s.Unasked(ctx, d.ID, kind, p.Message.ReceivedAt-1); err != nil || got != want {
				t.Errorf("%s was written: %v, %v", kind, got, err)
			}
		}
		if got, err := s.Unasked(ctx, d.ID, "queue", p.Message.ReceivedAt); err != nil || got {
			t.Errorf("it was written long ago: %v, %v", got, err)
		}
	})
}

func TestAReplyToWhatFollowedAVisitorIsKeptInTheChat(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, account := t.Context(), core.NewID()
		chat := incoming(core.NewID(), core.NewID().String(), 1, "hello")
		chat.Policy.Stream = true
		must(t, s.Do(ctx, chat))
		c := conversationOf(t, s, chat)
		must(t, s.Do(ctx, &engine.FollowUp{ConversationID: c.ID, Seq: 1, AccountID: account, To: core.UserRef{ExternalID: "li@b.cn"},
			Line: core.Content{Kind: core.KindText, Text: "1 answer was sent by mail"}, Parts: []core.Content{{Kind: core.KindText, Text: "yes"}}}))
		messages, err := s.Messages(ctx, everyone(), c.ID, 0, 10)
		must(t, err)
		leaves(t, s, messages[len(messages)-1].ID, "ours")
		must(t, s.Do(ctx, mail(account, "li@b.cn", "a1", "Re: New answers", "ours")))
		seen, err := s.Stream(ctx, c.IdentityID, 0, 10)
		must(t, err)
		if n := len(seen); n == 0 || seen[n-1].Message == nil || seen[n-1].Message.Text != "text of a1" {
			t.Errorf("the visitor sees %+v", seen)
		}
	})
}

func TestWhatFollowsAVisitorLaterRefersToTheFirst(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, account := t.Context(), core.NewID()
		chat := incoming(core.NewID(), core.NewID().String(), 1, "hello")
		chat.Policy.Stream = true
		must(t, s.Do(ctx, chat))
		c := conversationOf(t, s, chat)
		follow := func(seq int64) core.Message {
			must(t, s.Do(ctx, &engine.FollowUp{ConversationID: c.ID, Seq: seq, AccountID: account, To: core.UserRef{ExternalID: "li@b.cn"},
				Line: core.Content{Kind: core.KindText, Text: "1 answer was sent by mail"}, Parts: []core.Content{{Kind: core.KindText, Text: "yes"}}}))
			last, err := s.Messages(ctx, everyone(), c.ID, seq, 100)
			must(t, err)
			return last[len(last)-1]
		}
		first := follow(1)
		refs, _, err := s.Refs(ctx, first)
		must(t, err)
		if slices.Contains(refs, "ours") {
			t.Errorf("the first refers to %q", refs)
		}
		leaves(t, s, first.ID, "ours")
		for i := range 30 {
			must(t, s.Do(ctx, sending(t, s, c.ID, fmt.Sprint("said ", i))))
		}
		refs, _, err = s.Refs(ctx, follow(32))
		must(t, err)
		if len(refs) != 20 || refs[0] != "ours" || refs[19] != "x:said 29" {
			t.Errorf("the second refers to %q", refs)
		}
		next := answer(all(), c.ID, "in the chat")
		must(t, s.Do(ctx, next))
		if refs, _, err = s.Refs(ctx, next.Message); err != nil || slices.Contains(refs, "ours") {
			t.Errorf("what is said in the chat refers to %q, %v", refs, err)
		}
	})
}

// leaves begins the sending of a message's part under a name known beforehand.
func leaves(t *testing.T, s *store.Store, message core.ID, name string) {
	t.Helper()
	ctx := t.Context()
	h := hold(t, s, "n1")
	due, err := s.Due(ctx, h, core.ClassReply, 10)
	must(t, err)
	got, err := s.Claim(ctx, h, due)
	must(t, err)
	_, parts, err := s.Outgoing(ctx, message)
	must(t, err)
	must(t, s.Do(ctx, &engine.Begin{ConversationKey: "x", MessageID: message, PartID: parts[0].ID, JobID: due[0].ID, Epoch: got[due[0].ID], ExternalID: name}))
}

// TestABounceIsOfThePersonWhoeverSendsIt: the report is a server's, and the person
// that it is about is found and changed.
func TestABounceIsOfThePersonWhoeverSendsIt(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, account := t.Context(), core.NewID()
		first := mail(account, "li@b.cn", "a1", "Order")
		must(t, s.Do(ctx, first))
		c := conversationOf(t, s, first)
		p := answer(all(), c.ID, "hi")
		must(t, s.Do(ctx, p))
		leaves(t, s, p.Message.ID, "ours")
		bounce := mail(account, "mailer-daemon@b.cn", "", "", "ours")
		e, gone := &bounce.Envelopes[0], &core.Failure{Class: core.Gone, Code: "email.bounced", Text: "no such address"}
		e.Type, e.Status, e.Error = core.TypeStatus, core.DeliveryFailed, gone
		e.Recipients = []core.Reached{{Address: "li@b.cn", Status: core.DeliveryFailed, Error: gone}}
		must(t, s.Do(ctx, bounce))
		_, identities, _, err := s.Contact(ctx, everyone(), c.ContactID)
		must(t, err)
		if len(identities) != 1 || identities[0].Reachable {
			t.Errorf("the person is %+v", identities)
		}
	})
}

// TestATokenLeadsToWhereTheMessagesAre: what was merged goes on in the other
// conversation, and what was split off in the new one.
func TestATokenLeadsToWhereTheMessagesAre(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, account := t.Context(), core.NewID()
		places := map[string]core.ID{}
		for _, id := range []string{"a", "b", "c"} {
			first := mail(account, "li@b.cn", id, "About "+id)
			must(t, s.Do(ctx, first))
			places[id] = conversationOf(t, s, first).ID
		}
		n := 0
		token := func(id, subject string, quiet bool, refs ...string) core.ID {
			n++
			e := mail(account, "li@b.cn", fmt.Sprint("token ", n), subject, refs...)
			e.Envelopes[0].Conversation, e.Envelopes[0].Automatic, e.Envelopes[0].Quiet = places[id], quiet, quiet
			must(t, s.Do(ctx, e))
			return conversationOf(t, s, e).ID
		}
		must(t, s.MergeConversations(ctx, all(), places["a"], places["b"]))
		if got := token("a", "Re: About a", false); got != places["b"] {
			t.Error("an answer to what was merged is not in the other conversation")
		}
		if got := token("a", "Out of office", true); got != places["b"] {
			t.Error("an automatic one is not in the other conversation")
		}
		must(t, s.MergeConversations(ctx, all(), places["b"], places["c"]))
		if got := token("a", "Re: About a", false); got != places["c"] {
			t.Error("what was merged twice is not followed")
		}
		end := sending(t, s, places["c"], "hi")
		must(t, s.Do(ctx, end))
		into, err := s.SplitConversation(ctx, all(), places["c"], []core.ID{end.MessageID}, core.ID{})
		must(t, err)
		if got := token("c", "Re: About c", false, end.Receipt.ExternalID); got != into {
			t.Error("an answer to what was split off is not with it")
		}
		if got := token("c", "Re: About c", false, "unknown"); got != places["c"] {
			t.Error("an answer to nothing that was moved has left")
		}
	})
}
