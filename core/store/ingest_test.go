package store_test

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store"
)

func TestConcurrentMessagesOfANewPersonMakeOneContactAndOneConversation(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, account := context.Background(), core.NewID()
		var wg sync.WaitGroup
		for i := range 100 {
			wg.Add(1)
			go func() {
				defer wg.Done()
				for range 2 { // every one delivered twice
					if err := s.Do(ctx, incoming(account, "u1", i, fmt.Sprint("你好 ", i))); err != nil {
						t.Error(err)
					}
				}
			}()
		}
		wg.Wait()
		list, err := s.Conversations(ctx, all(), core.ConversationFilter{}, core.Page{})
		must(t, err)
		if len(list.Items) != 1 {
			t.Fatalf("%d conversations", len(list.Items))
		}
		contacts, err := s.Contacts(ctx, all(), core.Page{})
		must(t, err)
		if len(contacts.Items) != 1 {
			t.Fatalf("%d contacts", len(contacts.Items))
		}
		messages, err := s.Messages(ctx, all(), list.Items[0].ID, 0, 200)
		must(t, err)
		seen := map[string]bool{}
		for i, m := range messages {
			if m.Seq != int64(i+1) {
				t.Fatalf("message %d has seq %d", i, m.Seq)
			}
			seen[m.Text] = true
		}
		if len(messages) != 100 || len(seen) != 100 {
			t.Fatalf("%d messages, %d different", len(messages), len(seen))
		}
		changes, err := s.Changes(ctx, all(), list.Items[0].ID, 0, 200)
		must(t, err)
		for i, c := range changes {
			if c.Rev != int64(i+1) {
				t.Fatalf("change %d has rev %d", i, c.Rev)
			}
		}
		if len(changes) != 101 { // the conversation's creation and 100 messages
			t.Fatalf("%d changes", len(changes))
		}
	})
}

// Events that have been seen come among new ones, of one batch or of several;
// only the new ones are stored, and each is told which it was.
func TestWhatCameBeforeIsToldFromWhatIsNew(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, account := context.Background(), core.NewID()
		stored := int64(0)
		for _, batch := range []struct{ old, fresh int }{{0, 1}, {1, 0}, {1, 1}, {0, 63}, {3, 70}, {64, 64}, {130, 5}} {
			var cmds []*engine.Ingest
			next := int(stored)
			for n := next - batch.old; n < next+batch.fresh; n++ {
				c := incoming(account, "u1", n, fmt.Sprint("你好 ", n))
				c.Envelopes[0].ExternalID = "" // by its event key alone
				cmds = append(cmds, c)
			}
			must(t, s.DoAll(ctx, cmds))
			for i, c := range cmds {
				if c.Duplicate != (i < batch.old) {
					t.Errorf("%d old and %d new ones: number %d is a duplicate: %v", batch.old, batch.fresh, i, c.Duplicate)
				}
			}
			stored += int64(batch.fresh)
			list, err := s.Conversations(ctx, all(), core.ConversationFilter{}, core.Page{})
			must(t, err)
			if len(list.Items) != 1 || list.Items[0].Seq != stored {
				t.Fatalf("%d old and %d new ones: %d messages are there, of %d", batch.old, batch.fresh, list.Items[0].Seq, stored)
			}
		}
	})
}
