package store_test

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
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
