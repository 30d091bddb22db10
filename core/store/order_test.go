package store_test

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"sync/atomic"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// away is a database that loses its server for so many transactions.
type away struct {
	db.DB
	left atomic.Int64
}

func (a *away) Update(ctx context.Context, f func(db.Tx) error) error {
	if a.left.Add(-1) >= 0 {
		return io.ErrUnexpectedEOF
	}
	return a.DB.Update(ctx, f)
}

// TestWhatFollowsALostMessageWaitsForIt: of messages given in order, none is
// stored while the database did not take the one before it; given again, they
// stand in their order.
func TestWhatFollowsALostMessageWaitsForIt(t *testing.T) {
	t.Parallel()
	for lost := int64(1); lost <= 4; lost++ {
		t.Run(fmt.Sprint(lost), func(t *testing.T) {
			t.Parallel()
			ctx, dir := t.Context(), t.TempDir()
			d, err := store.OpenDB(ctx, store.Location{Path: filepath.Join(dir, "hub.db"), Backup: dir})
			must(t, err)
			defer d.Close()
			cut := &away{DB: d}
			s := openOn(t, cut, filepath.Join(dir, "key"))
			defer s.Close()
			must(t, s.Seed(ctx))
			account := core.NewID()
			must(t, s.SaveAccount(ctx, core.Account{ID: account, Channel: "test", Name: "test", Status: core.AccountActive}))
			cmds := func() (list []*engine.Ingest) {
				for n := range 4 {
					list = append(list, incoming(account, "u1", n, fmt.Sprint(n)))
				}
				return list
			}
			cut.left.Store(lost)
			if err := s.DoAll(ctx, cmds()); err == nil && lost > 1 {
				t.Fatal("a lost message was not told of")
			}
			cut.left.Store(0)
			must(t, s.DoAll(ctx, cmds()))
			list, err := s.Conversations(ctx, all(), core.ConversationFilter{}, core.Page{})
			must(t, err)
			messages, err := s.Messages(ctx, all(), list.Items[0].ID, 0, 10)
			must(t, err)
			var got string
			for _, m := range messages {
				got += m.Text
			}
			if got != "0123" {
				t.Errorf("stored as %s", got)
			}
		})
	}
}
