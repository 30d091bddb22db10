package store_test

import (
	"context"
	"errors"
	"maps"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store"
)

func TestFieldsAreDefinedAndOrdered(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		keys := func() (out string) {
			t.Helper()
			list, err := s.Fields(ctx)
			must(t, err)
			for _, f := range list {
				out += string(f.Scope[:4]) + ":" + f.Key + "=" + f.Name + strings.Join(f.Options, "/") + " "
			}
			return out
		}
		size := core.Field{Scope: core.FieldContact, Key: "size", Name: "尺码", Kind: core.FieldSelect, Options: []string{"大", "小"}}
		for _, f := range []core.Field{size, {Scope: core.FieldContact, Key: "born", Name: "B", Kind: core.FieldDate}, {Scope: core.FieldConversation, Key: "size", Name: "S", Kind: core.FieldText}} {
			_, err := s.AddField(ctx, f)
			must(t, err)
		}
		if _, err := s.AddField(ctx, size); !errors.Is(err, store.ErrFieldTaken) {
			t.Errorf("a key twice: %v", err)
		}
		if got, want := keys(), "cont:size=尺码大/小 cont:born=B conv:size=S "; got != want {
			t.Errorf("%q, want %q", got, want)
		}
		must(t, s.OrderFields(ctx, core.FieldContact, []string{"born", "size"}))
		size.Name, size.Options = "Size", []string{"L"}
		_, err := s.ChangeField(ctx, size)
		must(t, err)
		must(t, s.RemoveField(ctx, core.FieldConversation, "size"))
		if got, want := keys(), "cont:born=B cont:size=SizeL "; got != want {
			t.Errorf("%q, want %q", got, want)
		}
		size.Key = "gone"
		if _, err := s.ChangeField(ctx, size); !errors.Is(err, store.ErrNoField) {
			t.Errorf("a field that is not there: %v", err)
		}
		if err := s.RemoveField(ctx, core.FieldContact, "gone"); !errors.Is(err, store.ErrNoField) {
			t.Errorf("a field that is not there: %v", err)
		}
	})
}

func TestAConversationKeepsValuesAndSaysWhatChanged(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, d := context.Background(), newDesk(t, s, 1, 1)
		c := d.views[0]
		for i, step := range []struct{ set, want map[string]string }{
			{map[string]string{"a": "1", "b": "2"}, map[string]string{"a": "1", "b": "2"}},
			{map[string]string{"a": "1"}, map[string]string{"a": "1", "b": "2"}}, // nothing changes
			{map[string]string{"a": "", "c": "3"}, map[string]string{"b": "2", "c": "3"}},
		} {
			got, err := s.SetConversationFields(ctx, c.ID, step.set, all().Actor())
			must(t, err)
			read, err := s.ConversationFields(ctx, all(), c.ID)
			must(t, err)
			if !maps.Equal(got, step.want) || !maps.Equal(read, step.want) {
				t.Errorf("step %d: %v, read as %v, want %v", i, got, read, step.want)
			}
		}
		events := allChanges(t, s, c.ID)[c.Rev:]
		if len(events) != 2 || events[1].Event.Type != core.EventFieldsChanged ||
			string(events[1].Event.Data) != `{"fields":{"a":"","c":"3"},"previous":{"fields":{"a":"1","c":""}}}` {
			t.Errorf("%d events, the last %+v", len(events), events[len(events)-1].Event)
		}
		_, err := s.SetConversationFields(ctx, c.ID, map[string]string{"phone": "13800138000"}, all().Actor())
		must(t, err)
		log := allChanges(t, s, c.ID)
		if data := string(log[len(log)-1].Event.Data); strings.Contains(data, "13800138000") {
			t.Errorf("the log tells everybody %s", data)
		}
		stranger := core.Viewer{AgentID: core.NewID(), Scope: core.ScopeOwn}
		if _, err := s.ConversationFields(ctx, stranger, c.ID); !errors.Is(err, engine.ErrNotFound) {
			t.Errorf("values of what is not seen: %v", err)
		}
		if _, err := s.SetConversationFields(ctx, core.NewID(), map[string]string{"a": "1"}, all().Actor()); !errors.Is(err, engine.ErrNotFound) {
			t.Errorf("values of no conversation: %v", err)
		}
	})
}
