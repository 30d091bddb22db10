package hub

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/blob"
)

func TestAnAddressIsCountedAsItsNetwork(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"192.0.2.1": "192.0.2.1", "::ffff:192.0.2.1": "192.0.2.1", "2001:db8:1:2:3::4": "2001:db8:1:2::/64",
		"2001:db8:1:2::": "2001:db8:1:2::/64", "fe80::1%eth0": "fe80::/64", "": "", "nonsense": "nonsense",
	} {
		if got := addressKey(address); got != want {
			t.Errorf("%s: %s, want %s", address, got, want)
		}
	}
}

func TestCountersAreBoundedAndFollowTheirSettings(t *testing.T) {
	t.Parallel()
	at := time.Unix(1e9, 0)
	l := newVisitorLimits(func() time.Time { return at })
	for range 3 {
		if err := l.take("a", 60, time.Minute, 3); err != nil {
			t.Fatal(err)
		}
	}
	var p *core.Problem
	if err := l.take("a", 60, time.Minute, 3); !errors.As(err, &p) || p.RetryAfter != time.Second {
		t.Fatalf("%v", err)
	}
	at = at.Add(time.Second)
	if err := l.take("a", 60, time.Minute, 3); err != nil {
		t.Errorf("it does not come back: %v", err)
	}
	_ = l.take("a", 6000, time.Minute, 100) // the operator allows more
	at = at.Add(time.Second)
	for range 50 {
		if err := l.take("a", 6000, time.Minute, 100); err != nil {
			t.Fatalf("the setting's change is not seen: %v", err)
		}
	}
	for i := range limitersMax + 1000 {
		_ = l.take(fmt.Sprint("b", i), 1, time.Minute, 1)
	}
	if n := l.byID.Len(); n != limitersMax {
		t.Errorf("%d counters", n)
	}
}

func TestAPageTellsNothingOfItsQuery(t *testing.T) {
	t.Parallel()
	got := cleanPage(core.VisitorPage{URL: "https://user:pw@shop.example.com/a/b?token=1#frag", Title: " a\n\tb " + strings.Repeat("字", 400), Referrer: "https://mail.example/read?subject=secret"})
	if got.URL != "https://shop.example.com/a/b" || utf8.RuneCountInString(got.Title) != 300 || got.Title[:3] != "a b" || got.Referrer != "https://mail.example/" {
		t.Errorf("%+v", got)
	}
	for _, address := range []string{"javascript:alert(1)", "file:///etc/passwd", "::", "about:blank", "/relative"} {
		if got := cleanPage(core.VisitorPage{URL: address, Referrer: address}); got != (core.VisitorPage{}) {
			t.Errorf("%s: %+v", address, got)
		}
	}
}

// FuzzFileName: what is taken is of a listed type, and no browser would make a
// page of its name.
func FuzzFileName(f *testing.F) {
	for _, s := range []string{"a.png", "a.html", "a.png.html", "..", "a\u202egnp.exe", ".png", "a.", "图.PDF"} {
		f.Add(s, []byte("\x89PNG\r\n\x1a\n"))
		f.Add(s, []byte("<html><script>alert(1)</script>"))
		f.Add(s, []byte("%PDF-1.7"))
		f.Add(s, []byte("\xef\xbb\xbf  <svg xmlns='x'>"))
		f.Add(s, []byte("PK\x03\x04"))
	}
	f.Fuzz(func(t *testing.T, name string, head []byte) {
		kind := blob.Sniff(head, name)
		kept, err := fileName(cleanName(name), kind)
		if err != nil {
			return
		}
		lower := strings.ToLower(kept)
		for _, bad := range []string{".html", ".htm", ".svg", ".xhtml", ".xml", ".js", ".exe", ".hta"} {
			if strings.HasSuffix(lower, bad) {
				t.Errorf("%q of %s is taken", kept, kind)
			}
		}
		if strings.HasPrefix(kind, "text/html") || kind == "text/xml" || strings.ContainsAny(kept, "/\\\x00\r\n") || !utf8.ValidString(kept) {
			t.Errorf("%q of %s is taken", kept, kind)
		}
	})
}
