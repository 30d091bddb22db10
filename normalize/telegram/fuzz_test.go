package telegram_test

import (
	"os"
	"reflect"
	"testing"
	"unicode/utf16"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/normalize/telegram"
)

// FuzzNormalize holds what every reader of an envelope relies on, whatever the
// body says.
func FuzzNormalize(f *testing.F) {
	for _, file := range payloads(f) {
		body, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		raw := core.Raw{Kind: telegram.Kind, Body: body}
		envs, err := telegram.Normalize(raw)
		again, errAgain := telegram.Normalize(raw)
		if !reflect.DeepEqual(envs, again) || (err == nil) != (errAgain == nil) {
			t.Fatalf("two results for one input: %v, %v; %v, %v", envs, err, again, errAgain)
		}
		if err != nil && (envs != nil || err.Error() != errAgain.Error()) {
			t.Fatalf("an error with envelopes, or two errors: %v, %v", err, errAgain)
		}
		for _, e := range envs {
			holds(t, e)
		}
	})
}

// holds fails where an envelope breaks a rule.
func holds(t *testing.T, e core.Envelope) {
	t.Helper()
	switch {
	case e.Key == "" || e.Type == "" || e.User.ExternalID == "" || e.User.ExternalID == "0":
		t.Fatalf("no key, type or user: %+v", e)
	case e.Version != core.EnvelopeVersion || e.Direction != core.In && e.Direction != core.Out:
		t.Fatalf("version %d, direction %q", e.Version, e.Direction)
	case e.Type == core.TypeMessage && (e.ExternalID == "" || e.Content == nil):
		t.Fatalf("a message without id or content: %+v", e)
	case e.Type == core.TypeEdit && (len(e.Refs) != 1 || e.Content == nil):
		t.Fatalf("an edit of nothing: %+v", e)
	case len(e.SentAt.String()) > len("2006-01-02T15:04:05.000000Z"):
		t.Fatalf("sent at %s", e.SentAt)
	}
	if e.Content == nil {
		return
	}
	c := e.Content
	if c.Kind == "" || c.Kind == core.KindUnsupported && c.Text == "" {
		t.Fatalf("content says nothing: %+v", c)
	}
	units := len(utf16.Encode([]rune(c.Text)))
	for _, n := range c.Entities {
		if n.Offset < 0 || n.Length <= 0 || n.Length > units || n.Offset > units-n.Length {
			t.Fatalf("entity %+v in a text of %d units", n, units)
		}
	}
	for _, m := range c.Media {
		if m.Size < 0 || m.TooBig != (m.Size > 20<<20) {
			t.Fatalf("medium %+v", m)
		}
	}
}
