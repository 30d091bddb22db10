package store_test

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store"
)

func TestChangesOfAContactAtOnceAreAllKept(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		must(t, s.Do(ctx, incoming(core.NewID(), "u1", 1, "hi")))
		id := firstConversation(t, s).ContactID
		const writers = 16
		var wg sync.WaitGroup
		for i := range writers {
			wg.Go(func() {
				_, err := s.UpdateContact(ctx, id, all().Actor(), func(c *core.Contact) {
					if c.Fields == nil {
						c.Fields = map[string]string{}
					}
					c.Fields[fmt.Sprint("field", i)] = "x"
				})
				if err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		c, _, _, err := s.Contact(ctx, all(), id)
		must(t, err)
		if len(c.Fields) != writers {
			t.Errorf("%d of %d changes are kept: %v", len(c.Fields), writers, c.Fields)
		}
		if _, err := s.UpdateContact(ctx, core.NewID(), all().Actor(), func(*core.Contact) {}); err == nil {
			t.Error("somebody who is not there was changed")
		}
	})
}
