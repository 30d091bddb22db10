package store_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store"
	"github.com/switchboard-hub/switchboard/core/store/db"
	"github.com/switchboard-hub/switchboard/core/store/storetest"
)

func TestAKeyWorksUntilItIsRevokedByWhoMay(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		a := core.Agent{ID: core.NewID(), Email: "a@example.com", Name: "A", Role: "supervisor"}
		must(t, s.SaveAgent(ctx, a, "hash"))
		k := core.APIKey{ID: core.NewID(), AgentID: a.ID, Name: "script", Prefix: "sb_", Scopes: []core.Permission{core.PermRead}}
		must(t, s.AddKey(ctx, k, []byte("hash")))
		must(t, s.TouchKey(ctx, k.ID))
		got, ok, err := s.KeyByHash(ctx, []byte("hash"))
		must(t, err)
		if !ok || got.AgentID != a.ID || len(got.Scopes) != 1 || got.LastUsedAt == 0 {
			t.Fatalf("%v %+v", ok, got)
		}
		var p *core.Problem
		if err := s.RevokeKey(ctx, core.NewID(), k.ID); !errors.As(err, &p) || p.Code != "api_key.not_found" {
			t.Fatalf("somebody else revoked it: %v", err)
		}
		must(t, s.RevokeKey(ctx, a.ID, k.ID))
		if _, ok, err := s.KeyByHash(ctx, []byte("hash")); ok || err != nil {
			t.Fatalf("a revoked key works: %v", err)
		}
		keys, err := s.Keys(ctx, a.ID)
		must(t, err)
		if len(keys) != 1 || keys[0].RevokedAt == 0 {
			t.Fatalf("%+v", keys)
		}
		a.Disabled = true
		must(t, s.SaveAgent(ctx, a, ""))
		if _, err := s.Viewer(ctx, a.ID); !errors.Is(err, store.ErrNoAgent) {
			t.Fatalf("a disabled agent acts: %v", err)
		}
	})
}

func TestHealthIsSeenAtOnceAndWrittenLater(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, a := context.Background(), core.Account{ID: core.NewID(), Channel: "test", Name: "T", Status: core.AccountActive}
		must(t, s.SaveAccount(ctx, a))
		s.NoteReceived(a.ID)
		s.NoteFailure(a.ID, core.Auth, "the token is refused; link the account again")
		for range 2 { // noted, then written
			got, err := s.Account(ctx, a.ID)
			must(t, err)
			if h := got.Health; h.State != core.HealthFailing || h.Code != core.ProblemAuth || h.Failures["auth"] != 1 || h.LastReceivedAt == 0 {
				t.Fatalf("%+v", h)
			}
			must(t, s.FlushHealth(ctx))
		}
		s.NoteSent(a.ID)
		must(t, s.FlushHealth(ctx))
		if got, err := s.Account(ctx, a.ID); err != nil || got.Health.State != core.HealthHealthy || got.Health.Code != "" || got.Health.FailingSince != 0 || got.Health.Failures["auth"] != 1 {
			t.Fatalf("%+v, %v", got.Health, err)
		}
	})
}

// TestHealthIsWrittenWhenItsFlushReturns: what another flush has taken is in the
// database too, however long that one takes.
func TestHealthIsWrittenWhenItsFlushReturns(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		a := core.Account{ID: core.NewID(), Channel: "test", Name: "T", Status: core.AccountActive}
		must(t, s.SaveAccount(ctx, a))
		s.NoteSent(a.ID)
		must(t, s.FlushHealth(ctx))
		flushed := make(chan error, 2)
		flush := func() { flushed <- s.FlushHealth(ctx) }
		must(t, s.DB().Update(ctx, func(tx db.Tx) error { // whoever writes the account's health waits
			if _, err := tx.Exec(ctx, `UPDATE account_health SET state = state WHERE account_id = $1`, a.ID); err != nil {
				return err
			}
			s.NoteFailure(a.ID, core.Auth, "the token is refused")
			go flush()
			for got := a; got.Health.State != core.HealthHealthy; { // until the note is taken
				var err error
				if got, err = s.Account(ctx, a.ID); err != nil {
					return err
				}
			}
			go flush()
			select {
			case err := <-flushed:
				t.Errorf("it returned before what was noted is written: %v", err)
				flushed <- err
			case <-time.After(100 * time.Millisecond):
			}
			return nil
		}))
		must(t, <-flushed)
		must(t, <-flushed)
		if got, err := s.Account(ctx, a.ID); err != nil || got.Health.State != core.HealthFailing || got.Health.Failures["auth"] != 1 {
			t.Errorf("%+v, %v", got.Health, err)
		}
	})
}

func TestNodesCountAnAccountsFailuresTogether(t *testing.T) {
	t.Parallel()
	url := storetest.Postgres(t)
	nodes := []*store.Store{open(t, url), open(t, url)}
	a := core.Account{ID: core.NewID(), Channel: "test", Name: "T", Status: core.AccountActive}
	must(t, nodes[0].SaveAccount(t.Context(), a))
	const each = 50
	var wg sync.WaitGroup
	for _, s := range nodes {
		wg.Go(func() {
			for range each {
				s.NoteFailure(a.ID, core.Retry, "")
				if err := s.FlushHealth(t.Context()); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if got, err := nodes[0].Account(t.Context(), a.ID); err != nil || got.Health.Failures[string(core.Retry)] != each*int64(len(nodes)) {
		t.Errorf("%+v, %v", got.Health, err)
	}
}

// TestEveryProblemOfAnAccountHasACode: a page has its own words for it.
func TestEveryProblemOfAnAccountHasACode(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, a := context.Background(), core.Account{ID: core.NewID(), Channel: "test", Name: "T", Status: core.AccountActive}
		must(t, s.SaveAccount(ctx, a))
		for _, c := range []struct {
			state, problem, want string
			refused              bool
		}{
			{core.HealthUnchecked, "no answer", core.ProblemUnreached, false},
			{core.HealthFailing, "no answer", core.ProblemCheck, false},
			{core.HealthFailing, "the token is refused", core.ProblemAuth, true},
			{core.HealthHealthy, "turn the privacy mode off", core.ProblemAdvice, false},
			{core.HealthHealthy, "", "", false},
		} {
			if c.refused {
				s.NoteFailure(a.ID, core.Auth, c.problem)
			}
			s.NoteCheck(a.ID, c.state, c.problem)
			for range 2 { // noted, then written
				got, err := s.Account(ctx, a.ID)
				must(t, err)
				if h := got.Health; h.State != c.state || h.Code != c.want || h.Problem != c.problem {
					t.Errorf("%+v, want the code %q", h, c.want)
				}
				must(t, s.FlushHealth(ctx))
			}
		}
	})
}

func TestAnAccountIsReplacedAsItWasRead(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		a := core.Account{ID: core.NewID(), Channel: "test", Name: "first", Status: core.AccountActive, Secrets: map[string]string{"token": "1"}}
		must(t, s.ReplaceAccount(ctx, a))
		read, err := s.Account(ctx, a.ID)
		must(t, err)
		mine, theirs := read, read
		theirs.Status, theirs.Secrets = core.AccountRemoved, map[string]string{}
		must(t, s.ReplaceAccount(ctx, theirs))
		mine.Name = "second"
		if err := s.ReplaceAccount(ctx, mine); !errors.Is(err, store.ErrAccountChanged) {
			t.Errorf("a change is lost: %v", err)
		}
		now, err := s.Account(ctx, a.ID)
		must(t, err)
		if now.Status != core.AccountRemoved || now.Name != "first" || len(now.Secrets) != 0 || now.UpdatedAt <= read.UpdatedAt {
			t.Errorf("it has become %+v", now)
		}
		must(t, s.SaveAccount(ctx, mine)) // whatever it is
		must(t, s.SaveAccount(ctx, mine))
		if last, err := s.Account(ctx, a.ID); err != nil || last.Name != "second" || last.UpdatedAt < now.UpdatedAt+2 {
			t.Errorf("%+v, %v", last, err)
		}
	})
}
