package hub_test

import (
	"context"
	"testing"

	"github.com/switchboard-hub/switchboard/core/store/db"
)

// What a page shows cannot be read from the database at this moment: its clients
// are told later, and nothing else happens.
func TestAStreamThatCannotBeReadIsAnError(t *testing.T) {
	t.Parallel()
	onSites(t, generous(), func(t *testing.T, s *site) {
		ctx := context.Background()
		v := s.visit(object{})
		s.say(v.Token, "1", "hello")
		s.answer(s.conversations()[0].ID, "hello, what is it?")
		s.say(v.Token, "2", "my order")
		c := s.conversations()[0]
		_, err := s.h.MarkRead(ctx, s.agent, c.ID, c.Seq)
		must(t, err)
		if n := s.spoil(); n != 1 {
			t.Fatalf("%d rows say how far the agents have read", n)
		}
		list, _, err := s.h.LiveSince(ctx, v.Stream.Channel, 0, 10)
		if err == nil || len(list) != 0 {
			t.Errorf("%d publications, %v", len(list), err)
		}
	})
}

// spoil makes unreadable how far the agents have read, and says in how many rows.
func (s *site) spoil() (rows int64) {
	s.t.Helper()
	must(s.t, s.h.Store().DB().Update(context.Background(), func(tx db.Tx) (err error) {
		rows, err = tx.Exec(context.Background(), `UPDATE events SET data = '{' WHERE type = 'conversation.read'`)
		return err
	}))
	return rows
}
