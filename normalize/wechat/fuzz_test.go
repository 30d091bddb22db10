package wechat_test

import (
	"bytes"
	"os"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/normalize/wechat"
)

// FuzzNormalize holds what every reader of an envelope relies on, whatever the
// body says and whichever kind it is taken for.
func FuzzNormalize(f *testing.F) {
	for _, file := range payloads(f) {
		body, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		wechat.KindOf(body)
		for kind := range wechat.Table() {
			raw := core.Raw{Kind: kind, Body: bytes.Clone(body)}
			envs, err := wechat.Normalize(raw)
			again, errAgain := wechat.Normalize(raw)
			if !reflect.DeepEqual(envs, again) || (err == nil) != (errAgain == nil) {
				t.Fatalf("two results for one input: %v, %v; %v, %v", envs, err, again, errAgain)
			}
			if err != nil && (envs != nil || err.Error() != errAgain.Error() || len(err.Error()) > 1000) {
				t.Fatalf("an error with envelopes, two errors, or a long one: %v, %v", err, errAgain)
			}
			keys := map[string]bool{}
			for _, e := range envs {
				holds(t, e)
				if keys[e.Key] {
					t.Fatalf("two envelopes have the key %q", e.Key)
				}
				keys[e.Key] = true
			}
		}
	})
}

// holds fails where an envelope breaks a rule.
func holds(t *testing.T, e core.Envelope) {
	t.Helper()
	switch {
	case e.Key == "" || e.Type == "" || e.User.ExternalID == "" || e.User.ExternalID == "mphelper":
		t.Fatalf("no key, type or user: %+v", e)
	case len(e.Key) > 1000 || len(e.User.ExternalID) > 128 || len(e.ExternalID) > 257:
		t.Fatalf("a name is too long: %+v", e)
	case e.Version != core.EnvelopeVersion || e.Direction != core.In && e.Direction != core.Out:
		t.Fatalf("version %d, direction %q", e.Version, e.Direction)
	case e.Type == core.TypeMessage && (e.ExternalID == "" || e.Content == nil):
		t.Fatalf("a message without id or content: %+v", e)
	case (e.Type == core.TypeEvent || e.Type == core.TypeFollow || e.Type == core.TypeUnfollow) && e.Event == "":
		t.Fatalf("an event without a name: %+v", e)
	case (e.Type == core.TypeStatus || e.Type == core.TypeDelete) && len(e.Refs) != 1:
		t.Fatalf("of no message: %+v", e)
	case (e.Status == core.DeliveryFailed) != (e.Error != nil):
		t.Fatalf("a failure without a reason, or a reason without one: %+v", e)
	case (e.Type == core.TypeBroadcast) != (e.Broadcast != nil) || e.Broadcast != nil && e.Broadcast.ID == "":
		t.Fatalf("a broadcast without a report: %+v", e)
	case e.SentAt < 0 || len(e.SentAt.String()) > len("2006-01-02T15:04:05.000000Z"):
		t.Fatalf("sent at %s", e.SentAt)
	}
	words(t, reflect.ValueOf(e))
	if c := e.Content; c != nil && (c.Kind == "" || c.Kind == core.KindUnsupported && c.Text == "") {
		t.Fatalf("content says nothing: %+v", c)
	}
}

// words fails where any text of a value is not clean UTF-8.
func words(t *testing.T, v reflect.Value) {
	t.Helper()
	switch v.Kind() {
	case reflect.String:
		s := v.String()
		if !utf8.ValidString(s) || strings.ContainsFunc(s, func(c rune) bool { return c < ' ' && c != '\n' && c != '\t' }) {
			t.Fatalf("text %q", s)
		}
	case reflect.Pointer:
		if !v.IsNil() {
			words(t, v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			words(t, v.Field(i))
		}
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Uint8 && !utf8.Valid(v.Bytes()) {
			t.Fatalf("extra %q", v.Bytes())
		}
		for i := range v.Len() {
			words(t, v.Index(i))
		}
	}
}
