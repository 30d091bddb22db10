package store_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store"
)

// foul is a text that PostgreSQL refuses in every column.
const foul = "a\x00b\xff\xfe"

// TestFoulTextFailsNothingAndIsFoundAgain: NUL and broken UTF-8 in any column,
// also inside JSON, and the same event delivered twice.
func TestFoulTextFailsNothingAndIsFoundAgain(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, account := context.Background(), core.NewID()
		e := core.Envelope{Type: core.TypeMessage, User: core.UserRef{ExternalID: "u" + foul, Name: foul, Username: foul, Language: foul, Kind: foul},
			Thread: foul, Direction: core.In, Key: foul, ExternalID: foul, Refs: []string{foul},
			Content: &core.Content{Kind: foul, Text: foul, Subject: foul, HTML: foul, Group: foul, Extra: []byte(`{"a":"` + "\xff" + `"}`),
				Media: []core.Media{{Kind: foul, Name: foul, URL: foul}}}}
		raw := core.Raw{ID: core.NewID(), AccountID: account, Channel: foul, Kind: foul, Body: []byte(foul), Header: map[string]string{foul: foul}, ReceivedAt: 1}
		for i := range 2 {
			c := &engine.Ingest{Raw: raw, Envelopes: []core.Envelope{e}, Err: errors.New(foul)}
			must(t, s.Do(ctx, c))
			if c.Duplicate != (i == 1) {
				t.Fatalf("delivery %d: duplicate %v", i, c.Duplicate)
			}
		}
		next := e
		next.Key, next.ExternalID, next.Content = "next"+foul, "next", &core.Content{Kind: core.KindText, Text: "next"}
		must(t, s.Do(ctx, &engine.Ingest{Raw: core.Raw{ID: core.NewID(), AccountID: account, ReceivedAt: 1}, Envelopes: []core.Envelope{next}}))
		c := firstConversation(t, s)
		if c.Seq != 2 {
			t.Fatalf("the person was not found again: %+v", c)
		}
		messages, err := s.Messages(ctx, all(), c.ID, 0, 0)
		must(t, err)
		if want := core.CleanText(foul); messages[0].Text != want || !utf8.ValidString(messages[0].Content.HTML) || !strings.HasPrefix(messages[0].Attachments[0].Media.Name, "a") {
			t.Fatalf("%+v", messages[0])
		}
		for range 2 {
			p := answer(all(), c.ID, foul)
			p.Parts[0].HTML, p.BodyHash = foul, "hash"
			must(t, s.Do(ctx, p))
			if p.Message.Seq != 3 {
				t.Fatalf("%+v", p.Message)
			}
		}
		must(t, s.Tag(ctx, core.TagConversation, c.ID, foul, true, all().Actor()))
		must(t, s.Tag(ctx, core.TagConversation, c.ID, foul, false, all().Actor()))
		must(t, s.SetSetting(ctx, foul, foul))
		if v, err := s.Setting(ctx, foul); err != nil || strings.Contains(v, "\x00") || v == "" {
			t.Fatalf("%q, %v", v, err)
		}
	})
}
