package store_test

import (
	"errors"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store"
	"github.com/switchboard-hub/switchboard/core/store/pgtest"
)

// Readers hear of a database that is away in the same way as writers: it is a
// reason to try again.
func TestReadersHearThatTheDatabaseIsAway(t *testing.T) {
	t.Parallel()
	server := pgtest.Start(t, pgtest.Options{NoSync: true})
	s := open(t, server.URL())
	if _, err := s.Accounts(t.Context()); err != nil {
		t.Fatal(err)
	}
	must(t, server.Stop())
	for range 3 { // connections that were cut, and then refused
		_, err := s.Accounts(t.Context())
		var p *core.Problem
		if !errors.Is(err, store.ErrAway) || !errors.As(err, &p) || p.Status != 503 || p.Err == nil {
			t.Fatalf("%v", err)
		}
	}
	if _, err := s.Message(t.Context(), all(), core.NewID(), core.NewID()); !errors.Is(err, store.ErrAway) {
		t.Fatalf("%v", err)
	}
}
