package store_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store"
)

func someone(role string) core.Profile {
	id := core.NewID()
	return core.Profile{Agent: core.Agent{ID: id, Email: id.String() + "@Example.com", Name: "李", Role: role}, Locale: "zh-CN", TimeZone: "Asia/Shanghai"}
}

// signIn is a session of an agent as it is now, made ago.
func signIn(agent core.ID, ago time.Duration) core.Session {
	at := core.At(time.Now().Add(-ago))
	return core.Session{ID: core.NewID(), AgentID: agent, Address: "192.0.2.1", UserAgent: "a browser", CreatedAt: at, LastUsedAt: at,
		ExpiresAt: core.SessionEnd(at, at)}
}

func hashOf(s core.Session) []byte { return []byte("hash of " + s.ID.String()) }

func TestOfManySetUpsOneMakesTheOwner(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		for _, hash := range []string{"old", "new"} {
			offered, err := s.OfferSetup(ctx, []byte(hash))
			must(t, err)
			if !offered {
				t.Fatal("no owner, and nothing is offered")
			}
		}
		first := func(token string) error {
			p := someone("owner")
			n := signIn(p.ID, 0)
			return s.FirstOwner(ctx, []byte(token), p, "hash", n, hashOf(n))
		}
		if err := first("old"); !errors.Is(err, store.ErrSetupToken) {
			t.Fatalf("an older link: %v", err)
		}
		var wg sync.WaitGroup
		errs := make([]error, 8)
		for i := range errs {
			wg.Go(func() { errs[i] = first("new") })
		}
		wg.Wait()
		made := 0
		for _, err := range errs {
			if err == nil {
				made++
			} else if !errors.Is(err, store.ErrSetupToken) && !errors.Is(err, store.ErrSetupDone) {
				t.Error(err)
			}
		}
		agents, err := s.Agents(ctx)
		must(t, err)
		if made != 1 || len(agents) != 1 || agents[0].Role != "owner" {
			t.Fatalf("%d set-ups made %d agents", made, len(agents))
		}
		if offered, err := s.OfferSetup(ctx, []byte("late")); err != nil || offered {
			t.Fatalf("with an owner a link is offered: %v, %v", offered, err)
		}
		if ok, err := s.SetupOffered(ctx, []byte("late")); err != nil || ok {
			t.Fatalf("%v, %v", ok, err)
		}
	})
}

func TestAnOwnerOfTheCommandLineVoidsTheLink(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		_, err := s.OfferSetup(ctx, []byte("link"))
		must(t, err)
		must(t, s.SaveOwner(ctx, someone("owner").Agent, "hash"))
		p := someone("owner")
		n := signIn(p.ID, 0)
		if err := s.FirstOwner(ctx, []byte("link"), p, "hash", n, hashOf(n)); !errors.Is(err, store.ErrSetupDone) {
			t.Fatal(err)
		}
		if ok, err := s.SetupOffered(ctx, []byte("link")); err != nil || ok {
			t.Fatalf("the link still holds: %v", err)
		}
	})
}

func TestASessionSlidesUpToItsEnd(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, p := context.Background(), someone("agent")
		must(t, s.SaveAgent(ctx, p.Agent, "hash"))
		add := func(ago time.Duration) core.Session {
			n := signIn(p.ID, ago)
			must(t, s.AddSession(ctx, n, hashOf(n)))
			return n
		}
		found := func(n core.Session) bool {
			got, ok, err := s.SessionByHash(ctx, hashOf(n))
			must(t, err)
			_, byID, err := s.SessionByID(ctx, n.ID)
			must(t, err)
			if ok && (got.AgentID != p.ID || got.Address != n.Address || got.CreatedAt != n.CreatedAt) || byID != ok {
				t.Fatalf("%+v, by id %v", got, byID)
			}
			return ok
		}
		idle, used, old := add(15*24*time.Hour), add(13*24*time.Hour), add(89*24*time.Hour)
		must(t, s.TouchSession(ctx, used))
		must(t, s.TouchSession(ctx, old))
		if found(idle) || !found(used) || !found(old) {
			t.Fatal("idle, used, old:", found(idle), found(used), found(old))
		}
		list, err := s.Sessions(ctx, p.ID)
		must(t, err)
		if len(list) != 2 {
			t.Fatalf("%d sessions", len(list))
		}
		for _, n := range list { // one ends after its pause, the other at its absolute end
			left := time.Until(n.ExpiresAt.Std())
			if want := map[core.ID]time.Duration{used.ID: core.SessionIdle, old.ID: 24 * time.Hour}[n.ID]; left > want || left < want-time.Minute {
				t.Errorf("%s left, want %s", left, want)
			}
		}
		_, _, err = s.Prune(ctx, store.PruneBefore{}, 10)
		must(t, err)
		if err := s.EndSession(ctx, p.ID, idle.ID); !errors.Is(err, store.ErrNoSession) {
			t.Errorf("an expired one stays: %v", err)
		}
		if err := s.EndSession(ctx, core.NewID(), used.ID); !errors.Is(err, store.ErrNoSession) || !found(used) {
			t.Errorf("somebody else ended it: %v", err)
		}
		must(t, s.EndSession(ctx, p.ID, used.ID))
		if found(used) || !found(old) {
			t.Error("not the one that was named has ended")
		}
	})
}

func TestAnAgentsSessionsEndWithItsPasswordAndItsAccess(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, p, owner := context.Background(), someone("agent"), someone("owner")
		must(t, s.SaveAgent(ctx, p.Agent, "hash"))
		must(t, s.SaveAgent(ctx, owner.Agent, "hash"))
		sessions := func(id core.ID) int {
			l, err := s.Sessions(ctx, id)
			must(t, err)
			return len(l)
		}
		begin := func(id core.ID) {
			n := signIn(id, 0)
			must(t, s.AddSession(ctx, n, hashOf(n)))
		}
		for range 55 { // more than are kept
			begin(p.ID)
		}
		begin(owner.ID)
		if n := sessions(p.ID); n != 50 {
			t.Fatalf("%d sessions", n)
		}
		must(t, s.SetPassword(ctx, p.ID, "another"))
		if sessions(p.ID) != 0 || sessions(owner.ID) != 1 {
			t.Fatalf("%d and %d sessions", sessions(p.ID), sessions(owner.ID))
		}
		id, hash, ok, err := s.PasswordOf(ctx, p.Email)
		if err != nil || !ok || id != p.ID || hash != "another" {
			t.Fatal(id, hash, ok, err)
		}
		must(t, s.Rehash(ctx, p.ID, "not the one", "x"))
		begin(p.ID)
		must(t, s.Rehash(ctx, p.ID, "another", "the same, better"))
		if _, hash, _, _ = s.PasswordOf(ctx, p.Email); hash != "the same, better" || sessions(p.ID) != 1 {
			t.Fatal(hash)
		}
		off := true
		must(t, s.ChangeAgent(ctx, p.ID, core.AgentChange{Disabled: &off}))
		if _, _, ok, err := s.PasswordOf(ctx, p.Email); err != nil || ok || sessions(p.ID) != 0 {
			t.Fatal("a disabled agent can sign in", err)
		}
	})
}
