package email_test

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/normalize/email"
)

// read normalizes a mail that must give one envelope.
func read(t testing.TB, raw string) (core.Envelope, email.Mail) {
	t.Helper()
	envs, err := email.Normalize(core.Raw{Kind: email.Kind, Body: []byte(raw), Header: map[string]string{"reply_text": "yes"}})
	if err != nil || len(envs) != 1 {
		t.Fatalf("got %d envelopes, %v", len(envs), err)
	}
	return envs[0], holds(t, envs[0])
}

const head = "From: a@b.cn\r\nTo: c@d.cn\r\nDate: Sun, 22 Nov 2026 10:00:00 +0800\r\nMessage-ID: <1@b.cn>\r\nSubject: x\r\n"

// TestHostileMails are read in bounded time and memory, and say what was left out.
func TestHostileMails(t *testing.T) {
	t.Parallel()
	fill := func(n int, s string) string { return strings.Repeat(s, n) }
	mixed := func(boundary, body string) string {
		return head + "Content-Type: multipart/mixed; boundary=" + boundary + "\r\n\r\n" + body
	}
	nested := "Content-Type: text/plain\r\n\r\ndeep\r\n"
	for i := 100; i > 0; i-- {
		b := fmt.Sprintf("b%d", i)
		nested = "Content-Type: multipart/mixed; boundary=" + b + "\r\n\r\n--" + b + "\r\n" + nested + "\r\n--" + b + "--\r\n"
	}
	mails := "Subject: inner\r\n\r\ninner\r\n"
	for range 30 {
		mails = "Subject: m\r\nContent-Type: message/rfc822\r\n\r\n" + mails
	}
	for name, c := range map[string]struct {
		raw string
		cut bool
	}{
		"50 MB file": {mixed("x", "--x\r\n\r\ntext\r\n--x\r\nContent-Type: application/zip; name=a.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n"+
			fill(50<<20/78, base64.StdEncoding.EncodeToString(make([]byte, 57))+"\r\n")+"--x--"), false},
		"10,000 parts":        {mixed("x", fill(10_000, "--x\r\n\r\nhi\r\n")+"--x--"), true},
		"parts in parts":      {mixed("x", fill(100, "--x\r\nContent-Type: multipart/mixed; boundary=y\r\n\r\n"+fill(100, "--y\r\n\r\nhi\r\n"))+"--x--"), true},
		"100 levels":          {head + nested, true},
		"30 mails in mails":   {head + "Content-Type: message/rfc822\r\n\r\n" + mails, false},
		"1 MB header":         {head + "X-Long: " + fill(1<<20, "x") + "\r\n\r\nhi", true},
		"1 MB folded":         {head + "X-Long:" + fill(30_000, "\r\n "+fill(34, "x")) + "\r\n\r\nhi", true},
		"100,000 fields":      {head + fill(100_000, "X-A: b\r\n") + "\r\nhi", true},
		"100,000 recipients":  {head + "Cc: " + fill(100_000, "a@b.cn, ") + "\r\n\r\nhi", true},
		"10 MB line":          {head + "\r\n" + fill(10<<20, "x"), true},
		"10 MB of HTML":       {head + "Content-Type: text/html\r\n\r\n" + fill(1<<20, "<b>x</b><p>"), true},
		"deep HTML":           {head + "Content-Type: text/html\r\n\r\n" + fill(100_000, "<div><blockquote>") + "x", true},
		"open links":          {head + "Content-Type: text/html\r\n\r\n" + fill(100_000, "<a href=http://x>y"), true},
		"open tags":           {head + "Content-Type: text/html\r\n\r\n" + fill(500_000, "<"), false},
		"many quotes":         {head + "\r\n" + fill(300_000, "> a\n"), true},
		"many colons":         {head + "\r\n" + fill(200_000, "On a:\n"), true},
		"many headers":        {head + "\r\n" + fill(100_000, "From: a\n"), false},
		"many rules":          {head + "\r\n" + fill(300_000, "--\n"), false},
		"many begins":         {head + "\r\n" + fill(100_000, "begin 644 a\n"), true},
		"words":               {head + "Subject: " + fill(4000, "=?utf-8?q?a?= ") + "\r\n\r\nhi", false},
		"open words":          {"Subject: " + fill(20_000, "=?") + "\r\n" + head + "\r\nhi", false},
		"open quotes":         {"From: " + fill(30_000, `"`) + "\r\n\r\nhi", false},
		"open comments":       {"From: " + fill(30_000, `(`) + "\r\n\r\nhi", false},
		"open angles":         {"From: " + fill(30_000, `<`) + "\r\n\r\nhi", false},
		"many parameters":     {"Content-Type: text/plain" + fill(10_000, "; a*0=b") + "\r\n" + head + "\r\nhi", true},
		"uuencoded bomb":      {head + "\r\n" + fill(3000, "begin 644 a\nM"+fill(60, "A")+"\nend\n"), true},
		"nothing but dashes":  {mixed("x", fill(1<<20, "-")), false},
		"boundary everywhere": {mixed("-", fill(1<<18, "---")), false},
		"calendar":            {head + "Content-Type: text/calendar\r\n\r\nBEGIN:VEVENT\r\n" + fill(100_000, "SUMMARY:x\r\n"), false},
		"report":              {head + "Content-Type: message/delivery-status\r\n\r\n" + fill(50_000, "Action: failed\r\n\r\n"), false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			began := time.Now() //nolint:forbidigo // how long it takes is what is tested
			_, m := read(t, c.raw)
			if took := time.Since(began); took > 2*time.Minute { //nolint:forbidigo // as above
				t.Errorf("took %s", took)
			}
			if m.Truncated != c.cut {
				t.Errorf("truncated %v, %d parts omitted, %v", m.Truncated, m.PartsOmitted, m.Defects)
			}
		})
	}
}
