package store_test

import (
	"context"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store"
)

// TestAPageThatIsLateDoesNotUndoAProof: each call read the session before any of
// them wrote.
func TestAPageThatIsLateDoesNotUndoAProof(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, account, person := context.Background(), core.NewID(), core.NewID()
		must(t, s.SaveAccount(ctx, core.Account{ID: account, Channel: "test", Name: "A", Status: core.AccountActive}))
		end := core.At(time.Now().Add(time.Hour))
		first := store.Visitor{VisitorSession: core.VisitorSession{ID: core.NewID(), AccountID: account, IdentityID: core.NewID(), ExpiresAt: end}}
		must(t, s.AddVisitor(ctx, first, []byte("old"), store.Proof{}))
		proven, paged, seen := first, first, first
		proven.IdentityID, proven.Subject, proven.ExpiresAt = person, "u7", end.Add(time.Hour)
		paged.Page, paged.Language = core.VisitorPage{URL: "https://shop/cart"}, "en"
		seen.SeenAt, seen.ExpiresAt = 7, end.Add(time.Minute)
		must(t, s.ProveVisitor(ctx, proven, []byte("new")))
		must(t, s.SaveVisit(ctx, paged))
		must(t, s.ProlongVisitor(ctx, seen))
		if _, ok, err := s.VisitorByToken(ctx, []byte("old")); err != nil || ok {
			t.Errorf("the token before still opens: %v", err)
		}
		got, ok, err := s.VisitorByToken(ctx, []byte("new"))
		if err != nil || !ok || got.IdentityID != person || got.Subject != "u7" || got.Page != paged.Page || got.Language != "en" || got.SeenAt != 7 {
			t.Errorf("the session is %+v, %t, %v", got.VisitorSession, ok, err)
		}
	})
}
