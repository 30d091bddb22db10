package store

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// TestWhatIsKeptIsWhatIsStored: after every write, of whatever kind, each
// identity and open conversation that is kept equals its row.
func TestWhatIsKeptIsWhatIsStored(t *testing.T) {
	t.Parallel()
	ctx, dir := t.Context(), t.TempDir()
	d, err := OpenDB(ctx, Location{Path: filepath.Join(dir, "hub.db"), Backup: dir})
	check(t, err)
	defer d.Close()
	s := Open(Options{DB: d, Log: slog.New(slog.DiscardHandler)})
	defer s.Close()
	check(t, s.Seed(ctx))
	account := core.Account{ID: core.NewID(), Channel: "test", Name: "test", Status: core.AccountActive}
	check(t, s.Update(ctx, "account", func(ctx context.Context, tx db.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO accounts (id, channel, name, config, secrets, status, created_at, updated_at) VALUES ($1, 'test', 'test', '{}', $2, 'active', 1, 1)`,
			account.ID, []byte{})
		return err
	}))
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 1)) //nolint:gosec // a test's dice
	kept := 0
	for n := range 400 {
		step := s.anyWrite(ctx, r, account.ID, n)
		found, err := s.compareKept(ctx)
		if err != nil {
			t.Fatalf("after %s (%d): %v", step, n, err)
		}
		kept += found
	}
	if kept < 1000 {
		t.Fatalf("only %d rows were compared", kept)
	}
}

// anyWrite writes something; its refusal is of no interest.
func (s *Store) anyWrite(ctx context.Context, r *rand.Rand, account core.ID, n int) string {
	user := fmt.Sprint("u", r.IntN(6))
	in := &engine.Ingest{Raw: core.Raw{ID: core.NewID(), AccountID: account, Channel: "test", Kind: "test", ReceivedAt: core.Time(n + 1)},
		Envelopes: []core.Envelope{{Type: core.TypeMessage, User: core.UserRef{ExternalID: user, Name: fmt.Sprint("name ", r.IntN(2))}, Direction: core.In,
			Key: fmt.Sprint(n), ExternalID: fmt.Sprint(n), SentAt: 1, Content: &core.Content{Kind: core.KindText, Text: "你好"}}}}
	e := &in.Envelopes[0]
	some := func(table string) (id core.ID) {
		_, _ = db.One(ctx, s.db, `SELECT id FROM `+table+` ORDER BY id LIMIT 1 OFFSET $1`, db.Args(r.IntN(6)), &id)
		return id
	}
	agent := core.Actor{Kind: core.BySystem}
	step := func(kind core.StepKind) {
		_ = s.Do(ctx, &engine.Step{ConversationID: some("conversations"), System: true, Step: core.Step{Kind: kind, Actor: agent, Reason: "left", Disposition: "solved"}})
	}
	switch what := r.IntN(14); what {
	case 0:
		e.Type = core.TypeUnfollow
		_ = s.Do(ctx, in)
		return "unfollow"
	case 1:
		e.Historical = true
		_ = s.Do(ctx, in)
		return "a message of the past"
	case 2:
		step(core.StepComplete)
		return "complete"
	case 3:
		step(core.StepReopen)
		return "reopen"
	case 4:
		_ = s.SetReachable(ctx, some("identities"), r.IntN(2) == 0)
		return "reachable"
	case 5:
		_ = s.Merge(ctx, some("contacts"), some("contacts"), agent)
		return "merge"
	case 6:
		_ = s.Unmerge(ctx, some("contacts"), agent)
		return "unmerge"
	case 7:
		_ = s.Tag(ctx, core.TagConversation, some("conversations"), fmt.Sprint("tag", r.IntN(3)), r.IntN(2) == 0, agent)
		return "tag"
	case 8:
		_, _, _ = s.Prune(ctx, PruneBefore{Raws: 1, Exchanges: 1}, 10)
		return "prune"
	}
	_ = s.Do(ctx, in)
	return "message"
}

// compareKept returns how many kept rows equal the stored ones.
func (s *Store) compareKept(ctx context.Context) (int, error) {
	n := 0
	for _, k := range s.recent.identities.Keys() {
		kept, _ := s.recent.identities.Peek(k)
		var row core.Identity
		found, err := db.One(ctx, s.db, `SELECT `+prefixed("i", identityCols)+` FROM identities i WHERE i.account_id = $1 AND i.external_id = $2`,
			db.Args(k.Of, k.Text), scanIdentity(&row)...)
		if err != nil || !found || !reflect.DeepEqual(row, kept) {
			return n, fmt.Errorf("kept %+v, stored %+v, %v", kept, row, err)
		}
		n++
	}
	for _, k := range s.recent.open.Keys() {
		kept, _ := s.recent.open.Peek(k)
		var row core.Conversation
		found, err := db.One(ctx, s.db, `SELECT `+prefixed("c", conversationCols)+` FROM conversations c WHERE c.account_id = $1 AND c.thread = $2 AND c.ended_at IS NULL`,
			db.Args(k.Of, k.Text), scanConversation(&row)...)
		if err != nil || !found || !reflect.DeepEqual(row, kept) {
			return n, fmt.Errorf("kept %+v, stored %+v, %v", kept, row, err)
		}
		n++
	}
	return n, nil
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
