package store

import (
	"fmt"
	"log/slog"
	"path/filepath"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// A conversation may go between the two looks of a list, and its row be given to
// another one, which the viewer may not see.
func TestAPlaceWhoseRowIsAnothersIsLeftOut(t *testing.T) {
	t.Parallel()
	ctx, dir := t.Context(), t.TempDir()
	d, err := OpenDB(ctx, Location{Path: filepath.Join(dir, "hub.db"), Backup: dir})
	check(t, err)
	defer d.Close()
	s := Open(Options{DB: d, Log: slog.New(slog.DiscardHandler)})
	defer s.Close()
	for n := range 3 {
		check(t, s.Do(ctx, &engine.Ingest{Raw: core.Raw{ID: core.NewID(), AccountID: core.NewID(), Channel: "test", Kind: "test", ReceivedAt: 1},
			Envelopes: []core.Envelope{{Type: core.TypeMessage, User: core.UserRef{ExternalID: "u", Name: "U"}, Direction: core.In,
				Key: fmt.Sprint(n), SentAt: 1, Content: &core.Content{Kind: core.KindText, Text: "你好"}}}}))
	}
	var places []place
	check(t, db.Each(ctx, d, `SELECT id, rowid FROM conversations ORDER BY id DESC`, nil, func(scan func(...any) error) error {
		var p place
		err := scan(&p.id, &p.row)
		places = append(places, p)
		return err
	}))
	got, err := s.viewsAt(ctx, places)
	check(t, err)
	if len(got) != 3 || got[0].ID != places[0].id || got[2].ID != places[2].id {
		t.Fatalf("%v, in another order than %v", got, places)
	}
	places[1].id = core.NewID()
	got, err = s.viewsAt(ctx, places)
	check(t, err)
	if len(got) != 2 || got[0].ID != places[0].id || got[1].ID != places[2].id {
		t.Fatalf("%v: of the places %v the second one's row is another's", got, places)
	}
}
