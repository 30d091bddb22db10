package store

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store/db"
	"github.com/switchboard-hub/switchboard/core/store/pgtest"
)

// TestWhatIsKnownIsWhatIsStored: two nodes write to the same people and
// conversations; whatever one of them knows at the version that is stored equals
// what is stored, and no message takes the place of another.
func TestWhatIsKnownIsWhatIsStored(t *testing.T) {
	t.Parallel()
	ctx, url := t.Context(), pgtest.Shared(t)
	var nodes []*Store
	for range 2 {
		d, err := OpenDB(ctx, Location{URL: url})
		check(t, err)
		t.Cleanup(func() { check(t, d.Close()) })
		s := Open(Options{DB: d, Log: slog.New(slog.DiscardHandler)})
		t.Cleanup(func() { check(t, s.Close()) })
		check(t, s.Seed(ctx))
		nodes = append(nodes, s)
	}
	account := core.NewID()
	check(t, nodes[0].Update(ctx, "account", func(ctx context.Context, tx db.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO accounts (id, channel, name, config, secrets, status, created_at, updated_at) VALUES ($1, 'test', 'test', '{}', $2, 'active', 1, 1)`,
			account, []byte{})
		return err
	}))
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 1)) //nolint:gosec // a test's dice
	same, old := 0, 0
	for n := range 300 {
		node := nodes[r.IntN(len(nodes))]
		step := node.anyWrite(ctx, r, account, n)
		for _, s := range nodes {
			a, b, err := s.compareKnown(ctx)
			if err != nil {
				t.Fatalf("after %s (%d): %v", step, n, err)
			}
			same, old = same+a, old+b
		}
	}
	if same < 1000 || old < 100 {
		t.Fatalf("%d rows were known as they are and %d as they were", same, old)
	}
	var messages, numbers int
	_, err := db.One(ctx, nodes[0].db, `SELECT COUNT(*), COUNT(DISTINCT (conversation_id, seq)) FROM messages`, nil, &messages, &numbers)
	if err != nil || messages == 0 || messages != numbers {
		t.Errorf("%d messages have %d places, %v", messages, numbers, err)
	}
	var holes int
	_, err = db.One(ctx, nodes[0].db, `SELECT COUNT(*) FROM conversations c WHERE c.seq <> (SELECT COUNT(*) FROM messages m WHERE m.conversation_id = c.id)`, nil, &holes)
	if err != nil || holes > 0 {
		t.Errorf("%d conversations count messages that they do not have, %v", holes, err)
	}
}

// compareKnown returns how many rows are known at their version, and how many at
// an older one.
func (s *Store) compareKnown(ctx context.Context) (same, old int, err error) {
	count := func(found bool, err error, xmin, known uint32, equal bool, what any) error {
		switch {
		case err != nil || !found:
			return fmt.Errorf("%+v: found %v, %w", what, found, err)
		case xmin != known:
			old++
		case !equal:
			return fmt.Errorf("version %d is known as %+v", known, what)
		default:
			same++
		}
		return nil
	}
	for _, id := range s.known.identities.Keys() {
		v, _ := s.known.identities.Peek(id)
		var row core.Identity
		var xmin uint32
		found, err := db.One(ctx, s.db, `SELECT `+prefixed("i", identityCols)+`, i.xmin FROM identities i WHERE i.id = $1`, db.Args(id), append(scanIdentity(&row), &xmin)...)
		row.Blocked = v.row.Blocked
		if err := count(found, err, xmin, v.xmin, row == v.row, v.row); err != nil {
			return same, old, err
		}
	}
	for _, id := range s.known.conversations.Keys() {
		v, _ := s.known.conversations.Peek(id)
		var row core.Conversation
		var xmin uint32
		found, err := db.One(ctx, s.db, `SELECT `+prefixed("c", conversationCols)+`, c.xmin FROM conversations c WHERE c.id = $1`, db.Args(id), append(scanConversation(&row), &xmin)...)
		if err := count(found, err, xmin, v.xmin, row == v.row, v.row); err != nil {
			return same, old, err
		}
	}
	return same, old, nil
}
