package store_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// end closes a conversation.
func end(t *testing.T, s *store.Store, id core.ID) {
	t.Helper()
	must(t, s.Do(context.Background(), &engine.Step{Viewer: all(), ConversationID: id, Step: core.Step{Kind: core.StepClose, Reason: "spam"}}))
}

// later is a time after all that a test does.
func later() core.Time { return core.At(time.Now().Add(time.Hour)) }

// due lists what is to expire of an account, over all pages.
func due(t *testing.T, s *store.Store, account core.ID, before core.Time) (out []core.ID) {
	t.Helper()
	var at store.ExpirePlace
	for range 100 {
		ids, next, more, err := s.Expired(context.Background(), account, before, at)
		must(t, err)
		if out = append(out, ids...); !more {
			return out
		}
		at = next
	}
	t.Fatal("the list never ends")
	return nil
}

// expire takes all that is due of an account.
func expire(t *testing.T, s *store.Store, account core.ID, before core.Time) (sum core.Removed) {
	t.Helper()
	for _, id := range due(t, s, account, before) {
		for more := true; more; {
			r, left, err := s.Expire(context.Background(), id, before)
			must(t, err)
			sum.Add(r)
			more = left
		}
	}
	return sum
}

func expired(t *testing.T, s *store.Store, c core.ConversationView) {
	t.Helper()
	ctx := context.Background()
	_, err := s.Expiring(ctx, c.AccountID, later(), 10)
	must(t, err)
	due(t, s, c.AccountID, later())
	gone := incoming(core.NewID(), "u9", 1, "old")
	must(t, s.Do(ctx, gone))
	list, err := s.Conversations(ctx, all(), core.ConversationFilter{AccountID: gone.Raw.AccountID}, core.Page{})
	must(t, err)
	end(t, s, list.Items[0].ID)
	if r := expire(t, s, gone.Raw.AccountID, later()); r.Messages != 1 {
		t.Errorf("%+v", r)
	}
}

// TestWhatWasSaidExpiresWithAllThatHangsOnIt: no word and no file of it is left, in
// any column; who had the conversation, its rating and the guard against doubles are.
func TestWhatWasSaidExpiresWithAllThatHangsOnIt(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		h := newErasedHouse(t, s)
		in := h.says(h.chat, "881224466", "Wang", 1, "hippopotamus please", 1, 2)
		h.says(h.chat, "991335577", "Neighbour", 4, "the neighbour's umbrella", 2, 4)
		h.contact, h.neighbour = h.contactOf(h.chat, "881224466"), h.contactOf(h.chat, "991335577")
		c := h.conversations(h.contact)[0]
		sent := sending(t, s, c.ID, "kaleidoscope")
		must(t, s.Do(ctx, sent))
		must(t, s.AddExchanges(ctx, []core.Exchange{{ID: core.NewID(), AccountID: c.AccountID, MessageID: sent.MessageID, Request: "kaleidoscope"}}))
		h.edit(nil)
		writer := all()
		must(t, s.SaveAgent(ctx, core.Agent{ID: writer.AgentID, Email: "ann@example.com", Name: "Ann", Role: "agent"}, ""))
		_, err := s.SaveDraft(ctx, writer, c.ID, core.Composition{Mode: core.ModeReply, Text: "bagpipe"})
		must(t, err)
		must(t, s.Tag(ctx, core.TagConversation, c.ID, "vip", true, core.Actor{}))
		sql(t, s, `INSERT INTO ratings (conversation_id, account_id, contact_id, message_id, asked_at, expires_at, score, comment, rated_at)
			VALUES ($1, $2, $3, $4, 1, 1, 4, 'gramophone', 1)`, c.ID, c.AccountID, c.ContactID, sent.MessageID)
		sql(t, s, `UPDATE conversations SET subject = 'weathercock' WHERE id = $1`, c.ID)
		end(t, s, c.ID)
		indexed(t, s)
		words := []string{"hippopotamus", "kaleidoscope", "bagpipe", "gramophone", "weathercock", "thermos"}
		for _, word := range words[1:] { // the test can fail; the first was edited away
			if len(everywhere(t, s, word)) == 0 {
				t.Errorf("%s was nowhere before", word)
			}
		}
		was, err := s.Conversation(ctx, all(), c.ID)
		must(t, err)
		e, err := s.Expiring(ctx, h.chat.ID, later(), 100)
		if err != nil || e.Messages != was.Seq || e.Conversations != 1 || e.OldestAt == 0 || e.OldestAt > was.LastAt {
			t.Errorf("%+v would go, %v", e, err)
		}
		if e, err := s.Expiring(ctx, h.chat.ID, later(), 1); err != nil || e.Messages != 1 {
			t.Errorf("%+v are counted, %v", e, err)
		}
		r := expire(t, s, h.chat.ID, later())
		if r.Messages != was.Seq || r.Conversations != 1 || r.Raws == 0 || r.Traces == 0 {
			t.Errorf("%+v of %d messages", r, was.Seq)
		}
		for begun, more := false, true; more; begun = true {
			more, err = s.ForgetWords(ctx, begun)
			must(t, err)
		}
		for _, word := range words {
			places := slices.DeleteFunc(everywhere(t, s, word), func(p string) bool { return p == "raws.body" && word != "hippopotamus" }) // an edit's raw is of no message
			if len(places) > 0 {
				t.Errorf("%s is still in %v", word, places)
			}
		}
		if n := count(t, s, "search"); n != count(t, s, "messages") || n != 1 {
			t.Errorf("%d messages are in the index", n)
		}
		h.drop()
		if got := h.blobs.names(); slices.Contains(got, hash(1)) || !slices.Contains(got, hash(2)) || !slices.Contains(got, hash(4)) {
			t.Errorf("the files left are %v", got)
		}
		if m, err := s.Messages(ctx, all(), h.conversations(h.neighbour)[0].ID, 0, 10); err != nil || len(m) != 1 || len(m[0].Attachments) != 2 {
			t.Errorf("the neighbour has %+v, %v", m, err)
		}
		if rated, ok, err := s.Rating(ctx, all(), c.ID); err != nil || !ok || rated.Score != 4 {
			t.Errorf("%+v, %v", rated, err)
		}
		h.leftOf(was)
		must(t, s.Do(ctx, in)) // the platform delivers once more
		if len(h.conversations(h.contact)) != 1 || count(t, s, "messages") != 1 {
			t.Error("what was delivered again is a new message")
		}
	})
}

// drop deletes the files that nothing names any more.
func (h *erasedHouse) drop() {
	h.t.Helper()
	for after, more := "", true; more; more = after != "" {
		var err error
		_, after, err = h.s.DropLooseBlobs(context.Background(), h.blobs, time.Hour, after)
		must(h.t, err)
	}
}

// leftOf: the conversation is there with its numbers, and goes on after them.
func (h *erasedHouse) leftOf(was core.ConversationView) {
	h.t.Helper()
	t, s, ctx := h.t, h.s, context.Background()
	c, err := s.Conversation(ctx, all(), was.ID)
	must(t, err)
	if c.Seq != was.Seq || c.Rev != was.Rev+1 || c.LastText != "" || !c.LastMessageID.IsZero() || c.LastAt != was.LastAt || c.EndedAt != was.EndedAt || len(c.Tags) != 1 {
		t.Errorf("%+v was %+v", c, was)
	}
	changes, err := s.Changes(ctx, all(), was.ID, was.Rev, 10)
	must(t, err)
	if len(changes) != 1 || changes[0].Event == nil || changes[0].Event.Type != core.EventMessagesExpired {
		t.Errorf("%+v", changes)
	}
	if m, err := s.Messages(ctx, all(), was.ID, 0, 10); err != nil || len(m) > 0 {
		t.Errorf("%+v, %v", m, err)
	}
	for _, f := range []core.ConversationFilter{{AccountID: h.chat.ID}, {ContactID: h.contact}} {
		list, err := s.Conversations(ctx, all(), f, core.Page{Limit: 1})
		must(t, err)
		if len(list.Items) != 1 {
			t.Errorf("%+v lists %+v", f, list)
		}
	}
	if ids := due(t, s, h.chat.ID, later()); len(ids) > 0 {
		t.Errorf("%v are due again", ids)
	}
}

// TestAnExpiredConversationGoesOn: it is reopened like any other, and what is said
// then expires after it has ended again.
func TestAnExpiredConversationGoesOn(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		id := talk(t, s)
		end(t, s, id)
		was, err := s.Conversation(ctx, all(), id)
		must(t, err)
		expire(t, s, was.AccountID, later())
		must(t, s.Do(ctx, &engine.Step{Viewer: all(), ConversationID: id, Step: core.Step{Kind: core.StepReopen, Actor: all().Actor()}}))
		must(t, s.Do(ctx, incoming(was.AccountID, "u1", 2, "again")))
		c, err := s.Conversation(ctx, all(), id)
		must(t, err)
		m, err := s.Messages(ctx, all(), id, 0, 10)
		must(t, err)
		if c.Seq != was.Seq+1 || c.LastText != "again" || len(m) != 1 || m[0].Seq != c.Seq {
			t.Errorf("%+v with %+v", c.Conversation, m)
		}
		if r := expire(t, s, was.AccountID, later()); r != (core.Removed{}) {
			t.Errorf("of an open one went %+v", r)
		}
		end(t, s, id)
		if r := expire(t, s, was.AccountID, later()); r.Messages != 1 {
			t.Errorf("%+v", r)
		}
	})
}

// TestWhatMustNotExpireStays, whoever asks.
func TestWhatMustNotExpireStays(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		for name, prepare := range map[string]func(core.ID) core.Time{
			"open":    func(core.ID) core.Time { return later() },
			"younger": func(id core.ID) core.Time { end(t, s, id); return core.At(time.Now().Add(-time.Hour)) },
			"a part under way": func(id core.ID) core.Time {
				must(t, s.Do(ctx, answer(all(), id, "on its way")))
				end(t, s, id)
				return later()
			},
			"a change under way": func(id core.ID) core.Time {
				end(t, s, id)
				sql(t, s, `UPDATE messages SET change = '{"kind":"edit","state":"pending"}' WHERE conversation_id = $1`, id)
				return later()
			},
			"a file that is being fetched": func(id core.ID) core.Time {
				sql(t, s, `INSERT INTO attachments (id, message_id, idx, media, state) SELECT $1, id, 0, '{}', 'pending' FROM messages WHERE conversation_id = $2`, core.NewID(), id)
				end(t, s, id)
				return later()
			},
			"words to be indexed again": func(id core.ID) core.Time {
				end(t, s, id)
				sql(t, s, `INSERT INTO search_stale (message_id) SELECT id FROM messages WHERE conversation_id = $1`, id)
				return later()
			},
			"an answer that is to be sent": func(id core.ID) core.Time {
				end(t, s, id)
				sql(t, s, `INSERT INTO scheduled_messages (id, conversation_id, agent_id, client_message_id, body_hash, draft, files, send_at, state, created_at)
					VALUES ($1, $2, $3, 'c', '', '{}', '[]', 1, 'scheduled', 1)`, core.NewID(), id, core.NewID())
				return later()
			},
		} {
			id := talk(t, s)
			before := prepare(id)
			r, more, err := s.Expire(ctx, id, before)
			must(t, err)
			m, err := s.Messages(ctx, all(), id, 0, 10)
			must(t, err)
			if r != (core.Removed{}) || more || len(m) == 0 {
				t.Errorf("%s: %+v went", name, r)
			}
		}
	})
}

// TestWhatNobodyDecidesExpires: parts in doubt wait for a person, who does not come
// any more, and would hold what they are of for ever.
func TestWhatNobodyDecidesExpires(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		id := talk(t, s)
		c := sending(t, s, id, "perhaps")
		end(t, s, id)
		sql(t, s, `DELETE FROM jobs`)
		sql(t, s, `UPDATE parts SET state = 'in_doubt' WHERE message_id = $1`, c.MessageID)
		sql(t, s, `UPDATE messages SET delivery = 'in_doubt' WHERE id = $1`, c.MessageID)
		account, err := s.Conversation(context.Background(), all(), id)
		must(t, err)
		if r := expire(t, s, account.AccountID, later()); r.Messages != 2 || count(t, s, "parts") != 0 {
			t.Errorf("%+v went", r)
		}
	})
}

// TestAFileThatComesTooLateIsLetGo: it was on its way when its message went, and no
// row names it any more.
func TestAFileThatComesTooLateIsLetGo(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		h := newErasedHouse(t, s)
		h.says(h.chat, "881224466", "Wang", 1, "a picture", 1)
		c := h.conversations(h.contactOf(h.chat, "881224466"))[0]
		m, err := s.Messages(ctx, all(), c.ID, 0, 10)
		must(t, err)
		a := m[0].Attachments[0]
		end(t, s, c.ID)
		expire(t, s, h.chat.ID, later())
		h.drop()
		h.blobs.blobs[hash(9)] = "bytes"
		a.Media.Blob, a.State = hash(9), core.AttachmentReady
		must(t, s.SetAttachment(ctx, a))
		h.drop()
		if got := h.blobs.names(); slices.Contains(got, hash(9)) || slices.Contains(got, hash(1)) {
			t.Errorf("the files left are %v", got)
		}
	})
}

// TestAFileIsFetchedAgainByAJobThatIsThere: one that waits without a job waits for
// ever, and holds its conversation back.
func TestAFileIsFetchedAgainByAJobThatIsThere(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		h := newErasedHouse(t, s)
		h.says(h.chat, "881224466", "Wang", 1, "a picture", 1)
		c := h.conversations(h.contactOf(h.chat, "881224466"))[0]
		attachment := func() core.Attachment {
			m, err := s.Messages(ctx, all(), c.ID, 0, 10)
			must(t, err)
			return m[0].Attachments[0]
		}
		job := core.Job{Key: "m:1", Class: core.ClassMedia, Kind: "retried", State: core.JobWaiting, Payload: []byte("{}")}
		waiting := func() (n int) {
			list, err := s.Jobs(ctx, core.JobWaiting, core.Page{Limit: 200})
			must(t, err)
			for _, j := range list.Items {
				if j.Kind == job.Kind {
					n++
				}
			}
			return n
		}
		a := attachment()
		a.State, a.Error = core.AttachmentFailed, "away"
		must(t, s.SetAttachment(ctx, a))
		sql(t, s, `ALTER TABLE jobs RENAME TO jobs_away`)
		_, err := s.RetryAttachment(ctx, a, job)
		sql(t, s, `ALTER TABLE jobs_away RENAME TO jobs`)
		if got := attachment(); err == nil || got.State != core.AttachmentFailed || got.Error != "away" || waiting() != 0 {
			t.Fatalf("no job could be added: %s %q, %d jobs, %v", got.State, got.Error, waiting(), err)
		}
		for _, want := range []bool{true, false} { // the second is too late
			if done, err := s.RetryAttachment(ctx, a, job); done != want || err != nil {
				t.Fatalf("%v, %v", done, err)
			}
			if got := attachment(); got.State != core.AttachmentPending || got.Error != "" || waiting() != 1 {
				t.Errorf("%s %q, %d jobs", got.State, got.Error, waiting())
			}
		}
	})
}

// TestALongConversationExpiresPieceByPiece: it may be stopped after any piece, and
// what was said after the conversation was gone on in stays.
func TestALongConversationExpiresPieceByPiece(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		id := talk(t, s)
		c, err := s.Conversation(ctx, all(), id)
		must(t, err)
		for n := range 250 {
			must(t, s.Do(ctx, incoming(c.AccountID, "u1", n+2, fmt.Sprint("text ", n))))
		}
		end(t, s, id)
		r, more, err := s.Expire(ctx, id, later())
		must(t, err)
		if r.Messages != 100 || r.Conversations != 0 || !more {
			t.Errorf("%+v, more %v", r, more)
		}
		half, err := s.Conversation(ctx, all(), id)
		must(t, err)
		if half.LastText != "text 249" {
			t.Errorf("%q is the last", half.LastText)
		}
		must(t, s.Do(ctx, &engine.Step{Viewer: all(), ConversationID: id, Step: core.Step{Kind: core.StepReopen}}))
		if r, more, err = s.Expire(ctx, id, later()); err != nil || more || r.Messages > 0 {
			t.Errorf("an open one: %+v, %v", r, err)
		}
		end(t, s, id)
		if r = expire(t, s, c.AccountID, later()); r.Messages != 151 || r.Conversations != 1 {
			t.Errorf("%+v", r)
		}
		var left int64
		_, err = db.One(ctx, s.DB(), `SELECT COUNT(*) FROM events WHERE conversation_id = $1 AND data IS NOT NULL`, db.Args(id), &left)
		must(t, err)
		if left > 0 {
			t.Errorf("%d events tell of it", left)
		}
	})
}

// TestFailedRawsExpireOnlyWhenTheyAreOldEnough and understood ones by their own limit.
func TestFailedRawsExpireOnlyWhenTheyAreOldEnough(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, account := context.Background(), core.NewID()
		must(t, s.Do(ctx, incoming(account, "u1", 1, "hi")))
		must(t, s.Do(ctx, &engine.Ingest{Raw: core.Raw{ID: core.NewID(), AccountID: account, Body: []byte("{"), Blob: hash(1), ReceivedAt: 5}, Err: fmt.Errorf("unreadable")}))
		for _, step := range []struct {
			b    store.PruneBefore
			want core.Removed
		}{
			{store.PruneBefore{Failed: core.At(time.Now().Add(-time.Hour))}, core.Removed{}},
			{store.PruneBefore{Failed: later()}, core.Removed{Failed: 1}},
			{store.PruneBefore{Raws: later()}, core.Removed{Raws: 1}},
		} {
			would, err := s.Prunable(ctx, step.b, 10)
			must(t, err)
			did, _, err := s.Prune(ctx, step.b, 10)
			must(t, err)
			if would != step.want || did != step.want {
				t.Errorf("%+v would go, %+v went, not %+v", would, did, step.want)
			}
		}
		blobs := &bytesOf{blobs: map[string]string{hash(1): "mail"}}
		if n, _, err := s.DropLooseBlobs(ctx, blobs, time.Hour, ""); err != nil || n != 1 {
			t.Errorf("%d files went, %v", n, err)
		}
	})
}

// TestAFileThatWasJustStoredAgainStays: the row that names it is on its way.
func TestAFileThatWasJustStoredAgainStays(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		blobs := &bytesOf{blobs: map[string]string{}, stored: map[string]time.Time{hash(7): time.Now().Add(-time.Minute)}}
		for n := range 120 {
			blobs.blobs[hash(n)] = "a logo"
			sql(t, s, `INSERT INTO loose_blobs (blob) VALUES ($1)`, hash(n))
		}
		var gone int64
		for after, more := "", true; more; more = after != "" {
			n, next, err := s.DropLooseBlobs(ctx, blobs, time.Hour, after)
			must(t, err)
			gone, after = gone+n, next
		}
		if left := blobs.names(); gone != 119 || len(left) != 1 || left[0] != hash(7) || count(t, s, "loose_blobs") != 1 {
			t.Errorf("%d went, these are left: %v", gone, left)
		}
		blobs.stored[hash(7)] = time.Now().Add(-2 * time.Hour)
		if n, _, err := s.DropLooseBlobs(ctx, blobs, time.Hour, ""); n != 1 || err != nil {
			t.Errorf("later %d go, %v", n, err)
		}
	})
}
