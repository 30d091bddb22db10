package store_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
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

func TestAContactHasNoMoreFieldsThanItMay(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		must(t, s.Do(ctx, incoming(core.NewID(), "u1", 1, "hi")))
		id := firstConversation(t, s).ContactID
		add := func(keys ...string) error {
			_, err := s.UpdateContact(ctx, id, all().Actor(), func(c *core.Contact) {
				if c.Fields == nil {
					c.Fields = map[string]string{}
				}
				for _, key := range keys {
					c.Fields[key] = "x"
				}
			})
			return err
		}
		many := []string{strings.Repeat("长", 100)}
		for i := len(many); i < 300; i++ {
			many = append(many, fmt.Sprint("field", i))
		}
		for what, keys := range map[string][]string{"no key": {""}, "a blank key": {" "}, "a long key": {strings.Repeat("长", 101)}, "too many": append(many, "more")} {
			if err := add(keys...); !errors.Is(err, store.ErrContactFields) {
				t.Errorf("%s: %v", what, err)
			}
		}
		must(t, add(many...))
		must(t, add("field7")) // one that is there
		if err := add("more"); !errors.Is(err, store.ErrContactFields) {
			t.Errorf("one more: %v", err)
		}
	})
}
