package store_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/blob"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// bytesOf is a blob store in memory.
type bytesOf struct {
	mu     sync.Mutex
	blobs  map[string]string
	stored map[string]time.Time // others are old
}

func (b *bytesOf) Open(_ context.Context, hash string) (io.ReadCloser, int64, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	text, ok := b.blobs[hash]
	if !ok {
		return nil, 0, blob.ErrNotFound
	}
	return io.NopCloser(strings.NewReader(text)), int64(len(text)), nil
}

func (b *bytesOf) Delete(_ context.Context, hash string) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.blobs, hash)
	return nil
}

func (b *bytesOf) Stat(_ context.Context, hash string) (blob.Info, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if text, ok := b.blobs[hash]; ok {
		return blob.Info{Hash: hash, Size: int64(len(text)), StoredAt: b.stored[hash]}, nil
	}
	return blob.Info{}, blob.ErrNotFound
}

func (b *bytesOf) names() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Sorted(maps.Keys(b.blobs))
}

func hash(n int) string { return strings.Repeat(fmt.Sprintf("%02x", n), 32) }

// What must be nowhere once the person is erased.
var personal = []string{"zephyrine", "quixotova", "13912345678", "zeph@example.com", "881224466", "u-770077", "hippopotamus", "rhinoceros", "xylophone",
	"marzipan", "kaleidoscope", "thermos", "bagpipe", "weathercock", "gramophone", "lighthouse"}

// longer is the number of somebody else, which begins like the person's.
const longer = "8812244660"

// erasedHouse is a house with one person who is everywhere, and a neighbour.
type erasedHouse struct {
	t         *testing.T
	s         *store.Store
	blobs     *bytesOf
	chat, web core.Account
	mail      core.Account
	contact   core.ID
	neighbour core.ID
	rated     core.ID // a conversation that was rated
}

func newErasedHouse(t *testing.T, s *store.Store) *erasedHouse {
	t.Helper()
	h := &erasedHouse{t: t, s: s, blobs: &bytesOf{blobs: map[string]string{}}}
	for _, a := range []*core.Account{&h.chat, &h.web, &h.mail} {
		*a = core.Account{ID: core.NewID(), Channel: "test", Name: "A", Status: core.AccountActive, Config: map[string]string{"rating": "on"}}
		must(t, s.SaveAccount(context.Background(), *a))
	}
	for n := 1; n <= 6; n++ {
		h.blobs.blobs[hash(n)] = "bytes"
	}
	h.blobs.blobs[hash(7)] = "From: zeph@example.com\r\n\r\nlighthouse"
	h.blobs.blobs[hash(8)] = "From: other@example.com\r\n\r\nnobody"
	return h
}

// says lets somebody write; what is named is a file of theirs.
func (h *erasedHouse) says(a core.Account, user, name string, n int, text string, files ...int) *engine.Ingest {
	h.t.Helper()
	file := map[bool]string{true: "umbrella.pdf", false: "thermos.pdf"}[name == "Neighbour"]
	in := incoming(a.ID, user, n, text)
	in.Raw.Body = fmt.Appendf(nil, `{"from":%q,"name":%q,"text":%q}`, user, name, text)
	e := &in.Envelopes[0]
	e.User.Name = name
	for _, f := range files {
		e.Content.Media = append(e.Content.Media, core.Media{Kind: "file", Name: file, Blob: hash(f)})
	}
	must(h.t, h.s.Do(context.Background(), in))
	return in
}

func (h *erasedHouse) contactOf(a core.Account, user string) core.ID {
	h.t.Helper()
	var id core.ID
	ok, err := db.One(context.Background(), h.s.DB(), `SELECT contact_id FROM identities WHERE account_id = $1 AND external_id = $2`, db.Args(a.ID, user), &id)
	must(h.t, err)
	if !ok {
		return core.ID{}
	}
	return id
}

func (h *erasedHouse) conversations(contact core.ID) []core.ConversationView {
	h.t.Helper()
	list, err := h.s.Conversations(context.Background(), all(), core.ConversationFilter{ContactID: contact}, core.Page{})
	must(h.t, err)
	return list.Items
}

// live fills the house.
func (h *erasedHouse) live() {
	t, s, ctx := h.t, h.s, context.Background()
	h.says(h.chat, "881224466", "Zephyrine Quixotova", 1, "hippopotamus please", 1, 2)
	h.says(h.mail, "zeph@example.com", "Zephyrine Quixotova", 2, "rhinoceros please", 3)
	h.says(h.web, "u-770077", "Zephyrine", 3, "xylophone please")
	h.says(h.chat, "991335577", "Neighbour", 4, "the neighbour's umbrella", 2, 4)
	h.contact, h.neighbour = h.contactOf(h.chat, "881224466"), h.contactOf(h.chat, "991335577")
	for _, other := range []core.ID{h.contactOf(h.mail, "zeph@example.com"), h.contactOf(h.web, "u-770077")} {
		must(t, s.Merge(ctx, other, h.contact, core.Actor{}))
	}
	_, err := s.UpdateContact(ctx, h.contact, core.Actor{}, func(c *core.Contact) {
		c.Name, c.Fields = "Zephyrine Q.", map[string]string{"phone": "13912345678", "remark": "marzipan"}
	})
	must(t, err)
	_, err = s.AddContactNote(ctx, core.ContactNote{ID: core.NewID(), ContactID: h.contact, Text: "likes marzipan"}, core.Actor{})
	must(t, err)
	must(t, s.Tag(ctx, core.TagContact, h.contact, "regular", true, core.Actor{}))
	convs := h.conversations(h.contact)
	if len(convs) != 3 {
		t.Fatalf("%d conversations", len(convs))
	}
	own := all()
	for _, c := range convs {
		// An answer that is on its way, with its trace; a draft; a note; a scheduled one.
		p := answer(own, c.ID, "kaleidoscope for Zephyrine")
		must(t, s.Do(ctx, p))
		must(t, s.AddExchanges(ctx, []core.Exchange{{ID: core.NewID(), AccountID: c.AccountID, MessageID: p.Message.ID, Request: "kaleidoscope to 881224466"},
			{ID: core.NewID(), AccountID: c.AccountID, URL: "https://platform/getUser?id=881224466", Response: "Zephyrine"}}))
		_, err := s.SaveDraft(ctx, own, c.ID, core.Composition{Mode: core.ModeReply, Text: "bagpipe"})
		must(t, err)
		_, _, err = s.AddScheduled(ctx, core.Scheduled{ID: core.NewID(), ConversationID: c.ID, AgentID: own.AgentID, SendAt: core.At(time.Now()).Add(3600e9),
			Draft: core.Draft{ClientMessageID: "later", Content: core.Content{Kind: core.KindText, Text: "bagpipe"}}})
		must(t, err)
		sql(t, s, `INSERT INTO conversation_fields (conversation_id, fields) VALUES ($1, '{"wish":"weathercock"}')`, c.ID)
		sql(t, s, `UPDATE conversations SET subject = 'weathercock', last_text = 'weathercock' WHERE id = $1`, c.ID)
	}
	h.edit(convs)
	h.rate()
	h.strays(convs[0])
}

func (h *erasedHouse) edit([]core.ConversationView) {
	in := incoming(h.chat.ID, "881224466", 9, "gramophone")
	e := &in.Envelopes[0]
	e.Type, e.Refs, e.ExternalID = core.TypeEdit, []string{"1:881224466"}, ""
	must(h.t, h.s.Do(context.Background(), in))
}

func (h *erasedHouse) rate() {
	ctx := context.Background()
	for _, c := range h.conversations(h.contact) {
		if c.AccountID != h.web.ID {
			continue
		}
		h.rated = c.ID
		for _, st := range []core.Step{{Kind: core.StepComplete}} {
			must(h.t, h.s.Do(ctx, &engine.Step{Viewer: all(), ConversationID: c.ID, Step: st}))
		}
		c, err := h.s.Conversation(ctx, all(), c.ID)
		must(h.t, err)
		must(h.t, h.s.Do(ctx, &engine.AskRating{ConversationID: c.ID, EndedAt: c.EndedAt, For: 3600e9, Content: core.Content{Kind: core.KindText, Text: "?"}}))
		in := incoming(h.web.ID, "u-770077", 10, "4")
		in.Asked = map[string]core.ID{in.Envelopes[0].Key: c.ID}
		must(h.t, h.s.Do(ctx, in))
		sql(h.t, h.s, `UPDATE ratings SET comment = 'gramophone' WHERE conversation_id = $1`, c.ID)
	}
}

// strays are rows that name nobody by a key.
func (h *erasedHouse) strays(c core.ConversationView) {
	t, s, ctx := h.t, h.s, context.Background()
	raw := func(a core.Account, body, blob string, err error) {
		must(t, s.Do(ctx, &engine.Ingest{Err: err, Raw: core.Raw{ID: core.NewID(), AccountID: a.ID, Channel: "test", Kind: "test", Body: []byte(body), Blob: blob, ReceivedAt: 1}}))
	}
	raw(h.chat, `{"update":1,"from":{"id":881224466,"first_name":"Zephyrine"},"text":"hippopotamus"}`, "", fmt.Errorf("not understood"))
	raw(h.chat, `{"update":1,"from":{"id":8812244660,"first_name":"Longer"},"text":"stays"}`, "", fmt.Errorf("not understood"))
	raw(h.mail, "", hash(7), fmt.Errorf("not understood"))
	raw(h.mail, "x", hash(8), fmt.Errorf("not understood"))
	// A mail that bounced, in an account in which the person has no address.
	raw(h.web, "Final-Recipient: rfc822; Zeph@example.com\nDiagnostic-Code: 550", "", nil)
	sql(t, s, `INSERT INTO account_health (account_id, state, problem, failures) VALUES ($1, 'failing', '550 <zeph@example.com> unknown', '{}')
		ON CONFLICT (account_id) DO UPDATE SET problem = excluded.problem`, h.mail.ID)
	must(t, s.AddJob(ctx, core.Job{Key: "a:m:1:881224466", Class: core.ClassReply, Kind: engine.JobAck, AccountID: h.chat.ID, State: core.JobDead, CreatedAt: 1,
		Payload: []byte(`{"envelope":{"user":{"external_id":"881224466"},"text":"hippopotamus"}}`)}))
	sql(t, s, `INSERT INTO early_refs (id, account_id, external_id) VALUES ($1, $2, '77:881224466')`, core.NewID(), h.chat.ID)
	must(t, s.AddVisitor(ctx, store.Visitor{VisitorSession: core.VisitorSession{ID: core.NewID(), AccountID: h.web.ID, IdentityID: c.IdentityID, Subject: "u-770077",
		Page: core.VisitorPage{URL: "https://shop/zephyrine"}, ExpiresAt: 1 << 60}}, []byte("token"), store.Proof{}))
	_, err := s.AddVisitorUser(ctx, h.web.ID, "u-770077", c.IdentityID)
	must(t, err)
	must(t, s.AddUpload(ctx, core.NewID(), core.Upload{Blob: hash(1), Name: "thermos.pdf", MIME: "application/pdf"}))
	must(t, s.AddUpload(ctx, core.NewID(), core.Upload{Blob: hash(5), Name: "price list.pdf", MIME: "application/pdf"}))
}

// indexed lets both indexes catch up, and stops them.
func indexed(t *testing.T, s *store.Store) {
	t.Helper()
	index(t, s, func() bool {
		n, err := s.Unindexed(context.Background())
		must(t, err)
		var stale int64
		_, err = db.One(context.Background(), s.DB(), `SELECT COUNT(*) FROM search_stale`, nil, &stale)
		must(t, err)
		return n == 0 && stale == 0
	})
	indexPeople(t, s)
}

// erase runs the erasure to its end, or n pieces of it.
func (h *erasedHouse) erase(n int) core.Erasure {
	h.t.Helper()
	for range n {
		e, err := h.s.Erase(context.Background(), h.contact, h.blobs)
		must(h.t, err)
		if e.FinishedAt > 0 {
			return e
		}
	}
	e, err := h.s.Erasure(context.Background(), h.contact)
	must(h.t, err)
	return e
}

func TestAnErasedPersonIsNowhere(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		h := newErasedHouse(t, s)
		h.live()
		indexed(t, s)
		for _, word := range personal { // the test can fail
			if len(everywhere(t, s, word)) == 0 && word != "rhinoceros" && word != "lighthouse" {
				t.Errorf("%s was nowhere before", word)
			}
		}
		counts, err := s.RatingCounts(ctx, all(), core.RatingFilter{})
		must(t, err)
		must(t, s.BeginErasure(ctx, h.contact, core.Actor{Kind: core.ByAgent, ID: core.NewID()}))
		// Who writes while it is under way is somebody new, and stays whole.
		h.says(h.chat, "881224466", "Somebody", 20, "a fresh start")
		e := h.erase(1000)
		indexed(t, s)
		if e.FinishedAt == 0 || e.Messages < 8 || e.Files != 3 || e.Records == 0 {
			t.Errorf("%+v", e)
		}
		fresh := h.contactOf(h.chat, "881224466")
		if fresh == h.contact || fresh.IsZero() || len(h.conversations(fresh)) != 1 || h.conversations(fresh)[0].LastText != "a fresh start" {
			t.Error("who writes later is not somebody new")
		}
		must(t, s.BeginErasure(ctx, fresh, core.Actor{}))
		h.contact = fresh
		h.erase(1000)
		indexed(t, s)
		for _, word := range append(personal, "a fresh start") {
			if places := everywhere(t, s, word); len(places) > 0 {
				t.Errorf("%s is still in %v", word, places)
			}
		}
		if got := h.blobs.names(); !slices.Equal(got, []string{hash(2), hash(4), hash(5), hash(6), hash(8)}) {
			t.Errorf("the files left are %v", got)
		}
		h.neighbourIsWhole()
		after, err := s.RatingCounts(ctx, all(), core.RatingFilter{})
		must(t, err)
		if after != counts {
			t.Errorf("ratings were %v and are %v", counts, after)
		}
		if r, ok, err := s.Rating(ctx, all(), h.rated); err != nil || !ok || r.Score != 4 || r.Comment != "" {
			t.Errorf("%+v, %v", r, err)
		}
	})
}

func (h *erasedHouse) neighbourIsWhole() {
	h.t.Helper()
	ctx := context.Background()
	convs := h.conversations(h.neighbour)
	if len(convs) != 1 || convs[0].LastText != "the neighbour's umbrella" {
		h.t.Fatalf("%+v", convs)
	}
	m, err := h.s.Messages(ctx, all(), convs[0].ID, 0, 10)
	must(h.t, err)
	if len(m) != 1 || len(m[0].Attachments) != 2 || m[0].Attachments[0].Media.Blob != hash(2) {
		h.t.Errorf("%+v", m)
	}
	found, err := h.s.Search(ctx, all(), "umbrella", core.Page{})
	must(h.t, err)
	if len(found.Items) != 1 {
		h.t.Errorf("%+v", found)
	}
	if n := everywhere(h.t, h.s, longer); len(n) == 0 {
		h.t.Error("a raw of somebody with a longer number is gone")
	}
}

// TestWhatIsLeftOfAnErasedPersonHolds: numbers have no gaps, and nothing is done
// with what is left.
func TestWhatIsLeftOfAnErasedPersonHolds(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		h := newErasedHouse(t, s)
		h.live()
		was := h.conversations(h.contact)
		must(t, s.BeginErasure(ctx, h.contact, core.Actor{}))
		h.erase(1000)
		for _, c := range h.conversations(h.contact) {
			if c.Status != core.StatusCompleted || c.Disposition != core.DispositionErased || c.LastText != "" {
				t.Errorf("%+v", c.Conversation)
			}
			changes := allChanges(t, s, c.ID)
			if int64(len(changes)) != c.Rev {
				t.Errorf("%d changes, rev %d", len(changes), c.Rev)
			}
			for _, st := range []core.Step{{Kind: core.StepReopen}, {Kind: core.StepAssign, AgentID: core.NewID()}} {
				refused(t, s.Do(ctx, &engine.Step{Viewer: all(), ConversationID: c.ID, Step: st}), core.ErrErased)
			}
			refused(t, s.Do(ctx, answer(all(), c.ID, "hello")), core.ErrErased)
			m, err := s.Messages(ctx, all(), c.ID, 0, 100)
			must(t, err)
			for _, m := range m {
				if m.DeletedAt == 0 || m.Text != "" || m.Content != nil || m.Delivery == core.DeliveryQueued {
					t.Errorf("%+v", m)
				}
			}
		}
		if len(was) != len(h.conversations(h.contact)) {
			t.Error("a conversation is gone")
		}
		counts, err := s.Counts(ctx, all())
		must(t, err)
		if counts.Queue != 1 { // the neighbour's
			t.Errorf("%+v", counts)
		}
		_, err = s.UpdateContact(ctx, h.contact, core.Actor{}, func(c *core.Contact) { c.Name = "again" })
		refused(t, err, core.ErrErased)
		refused(t, s.Merge(ctx, h.contact, h.neighbour, core.Actor{}), core.ErrErased)
		refused(t, s.Tag(ctx, core.TagContact, h.contact, "regular", true, core.Actor{}), core.ErrErased)
		refused(t, s.BeginErasure(ctx, h.contact, core.Actor{}), core.ErrErased)
		list, err := s.Contacts(ctx, all(), core.Page{})
		must(t, err)
		if len(list.Items) != 1 || list.Items[0].ID != h.neighbour {
			t.Errorf("%+v", list.Items)
		}
	})
}

// TestAnErasureGoesOnWhereItWasStopped: each piece may be cut off before its
// commit, or done twice.
func TestAnErasureGoesOnWhereItWasStopped(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		h := newErasedHouse(t, s)
		h.live()
		for n := range 230 {
			h.says(h.chat, "881224466", "Zephyrine Quixotova", 100+n, "hippopotamus")
		}
		must(t, s.BeginErasure(ctx, h.contact, core.Actor{}))
		stopped, cancel := context.WithCancel(ctx)
		cancel()
		anew := map[core.EraseStep]bool{}
		for n := 0; ; n++ {
			if _, err := s.Erase(stopped, h.contact, h.blobs); err == nil {
				t.Fatal("a context that has ended stops nothing")
			}
			e := h.erase(1)
			if e.FinishedAt > 0 {
				break
			}
			if !anew[e.Step] && e.After != "" { // each step is begun anew once
				anew[e.Step] = true
				sql(t, s, `UPDATE erasures SET after = '' WHERE contact_id = $1`, h.contact)
			}
			if n > 500 {
				t.Fatalf("it never ends: %+v", e)
			}
		}
		for _, word := range personal {
			if places := everywhere(t, s, word); len(places) > 0 {
				t.Errorf("%s is still in %v", word, places)
			}
		}
	})
}

// everywhere looks for a text in every column of every table, and says where it is.
func everywhere(t *testing.T, s *store.Store, text string) (places []string) {
	t.Helper()
	ctx := context.Background()
	q := `SELECT m.name, p.name, p.type FROM sqlite_master m JOIN pragma_table_info(m.name) p WHERE m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%'`
	if s.DB().Dialect() == db.Postgres {
		q = `SELECT table_name::text, column_name::text, data_type::text FROM information_schema.columns WHERE table_schema = 'public'`
	}
	var columns [][3]string
	must(t, db.Each(ctx, s.DB(), q, nil, func(scan func(...any) error) error {
		var c [3]string
		err := scan(&c[0], &c[1], &c[2])
		columns = append(columns, c)
		return err
	}))
	if len(columns) < 200 {
		t.Fatalf("only %d columns", len(columns))
	}
	for _, c := range columns {
		value := `CAST("` + c[1] + `" AS blob)`
		switch {
		case s.DB().Dialect() == db.Postgres && c[2] == "bytea":
			value = `"` + c[1] + `"`
		case s.DB().Dialect() == db.Postgres:
			value = `convert_to("` + c[1] + `"::text, 'UTF8')`
		}
		must(t, db.Each(ctx, s.DB(), `SELECT `+value+` FROM "`+c[0]+`" WHERE "`+c[1]+`" IS NOT NULL`, nil, func(scan func(...any) error) error {
			var b []byte
			err := scan(&b)
			if b = bytes.ToLower(b); text != longer {
				b = bytes.ReplaceAll(b, []byte(longer), nil)
			}
			if bytes.Contains(b, []byte(text)) {
				places = append(places, c[0]+"."+c[1])
			}
			return err
		}))
	}
	return places
}
