package email_test

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/normalize/email"
)

// FuzzNormalize holds what every reader of an envelope relies on, whatever the mail is.
func FuzzNormalize(f *testing.F) {
	files, err := filepath.Glob(fixtures + "/*.eml")
	if err != nil || len(files) == 0 {
		f.Fatal("no fixtures", err)
	}
	for _, file := range files {
		body, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		asked := map[string]string{"reply_text": "yes"}
		raw := core.Raw{Kind: email.Kind, Body: bytes.Clone(body), Header: asked}
		envs, err := email.Normalize(raw)
		again, _ := email.Normalize(core.Raw{Kind: email.Kind, Body: bytes.Clone(body), Header: asked})
		if !bytes.Equal(raw.Body, body) {
			t.Fatal("the mail was changed")
		}
		if !reflect.DeepEqual(envs, again) {
			t.Fatalf("two results for one input: %v; %v", envs, again)
		}
		if (err != nil) != (len(envs) == 0) || len(envs) > 1 {
			t.Fatalf("%d envelopes, %v", len(envs), err)
		}
		for _, e := range envs {
			holds(t, e)
			for _, m := range e.Content.Media {
				r, as, err := email.Part(body, m.Part)
				if err != nil || as != m {
					t.Fatalf("part %q is %+v and not %+v: %v", m.Part, as, m, err)
				}
				if n, err := io.Copy(io.Discard, r); err != nil || n != m.Size {
					t.Fatalf("part %q has %d bytes and not %d: %v", m.Part, n, m.Size, err)
				}
			}
		}
	})
}

// FuzzPieces puts what people write where a mail has it: a text, HTML, a date, an
// address, and the fields of a bounce.
func FuzzPieces(f *testing.F) {
	f.Add("answer\n\nOn Monday at 5:00 A <a@b.cn> wrote:\n> hi\n-- \nB")
	f.Add("发件人: a\n发送时间: b\n收件人: c\n\n发自我的iPhone")
	f.Add(`<div class="gmail_quote">a<blockquote>b<ul><li><a href="http://c">d</a>`)
	f.Add("Sun, 22 Nov 2026 10:05:06 +0800 (CST)")
	f.Add(`"a, b" <@c:d@e>, =?gbk?B?1cXI/Q==?=`)
	f.Add("Final-Recipient: rfc822; a@b\nAction: failed\nStatus: 5.1.1")
	f.Add("BEGIN:VEVENT\nSUMMARY;LANGUAGE=zh:a\nDTSTART;TZID=\"x:y\":20261122T100000\nEND:VEVENT")
	f.Fuzz(func(t *testing.T, s string) {
		line := strings.NewReplacer("\n", " ", "\r", " ").Replace(s)
		for _, kind := range []string{"plain; charset=utf-8", "plain; format=flowed", "html", "calendar"} {
			read(t, "From: "+line+"\nDate: "+line+"\nSubject: "+line+"\nReferences: "+line+"\nContent-Type: text/"+kind+"\n\n"+s)
		}
		read(t, "From: a@b.cn\nContent-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n"+s+"\n--b\nContent-Type: message/rfc822\n\n"+s)
	})
}

// holds fails where an envelope breaks a rule, and gives what extra says.
func holds(t testing.TB, e core.Envelope) email.Mail {
	t.Helper()
	switch {
	case e.Key == "" || e.Type == "" || e.User.ExternalID == "" || e.ExternalID == "" || e.Content == nil || e.Content.Kind == "":
		t.Fatalf("no key, type, user, id or content: %+v", e)
	case len(e.Key) > 500 || len(e.User.ExternalID) > 320 || len(e.ExternalID) > 400 || len(e.Content.Subject) > 2000 || len(e.Content.Text) > 2<<20:
		t.Fatalf("too long: %.500v", e)
	case e.Version != core.EnvelopeVersion || e.Direction != core.In || e.Thread != "":
		t.Fatalf("version %d, direction %q, thread %q", e.Version, e.Direction, e.Thread)
	case (e.Type == core.TypeStatus || e.Type == core.TypeRead) && len(e.Refs) != 1:
		t.Fatalf("of no mail: %+v", e)
	case (e.Type == core.TypeStatus) != (e.Status != "") || (e.Status == core.DeliveryFailed) != (e.Error != nil):
		t.Fatalf("a status without one, or a failure without a reason: %+v", e)
	case e.SentAt < 0 || len(e.SentAt.String()) > len("2006-01-02T15:04:05.000000Z"):
		t.Fatalf("sent at %s", e.SentAt)
	case len(e.Content.Media) > 300:
		t.Fatalf("%d files", len(e.Content.Media))
	}
	words(t, reflect.ValueOf(e))
	if h := strings.ToLower(e.Content.HTML); strings.Contains(h, "<script") || strings.Contains(h, "<style") || strings.Contains(h, "<form") || strings.Contains(h, " src=\"http") {
		t.Fatalf("unsafe HTML: %s", e.Content.HTML)
	}
	var extra struct{ Mail email.Mail }
	if err := json.Unmarshal(e.Content.Extra, &extra); err != nil {
		t.Fatal(err)
	}
	at := 0
	for _, f := range extra.Mail.Folds {
		if f.From < at || f.To <= f.From || f.To > utf8.RuneCountInString(e.Content.Text) || f.Kind != "quote" && f.Kind != "signature" {
			t.Fatalf("folds %+v of %q", extra.Mail.Folds, e.Content.Text)
		}
		at = f.To
	}
	if len(extra.Mail.Folds) > 0 && strings.TrimSpace(extra.Mail.ReplyText) == "" {
		t.Fatalf("nothing is left of %q", e.Content.Text)
	}
	return extra.Mail
}

// words fails where any text of a value is not clean UTF-8.
func words(t testing.TB, v reflect.Value) {
	t.Helper()
	switch v.Kind() {
	case reflect.String:
		s := v.String()
		if !utf8.ValidString(s) || strings.ContainsFunc(s, func(c rune) bool { return c < ' ' && c != '\n' && c != '\t' || c == 0xFDD0 }) {
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
