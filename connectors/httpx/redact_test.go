package httpx

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
)

func TestRedact(t *testing.T) {
	t.Parallel()
	const token = `12:ab/c"d+e`
	for _, test := range []struct{ name, in, want string }{
		{"raw", "the token " + token + " is wrong", "the token *** is wrong"},
		{"twice", token + token, "******"},
		{"query escaped", "?t=" + url.QueryEscape(token) + "&x", "?t=***&x"},
		{"path escaped, lower case", "/" + strings.ToLower(url.PathEscape(token)) + "/x", "/***/x"},
		{"inside JSON", `{"t":"12:ab/c\"d+e"}`, `{"t":"***"}`},
		{"base64", "x " + base64.StdEncoding.EncodeToString([]byte(token)) + " y", "x *** y"},
		{"nothing to hide", "ordinary text", "ordinary text"},
		{"a piece of it", "12:ab", "12:ab"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := Redact(test.in, token); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestRedactFindsSecretsInsideLongerBase64(t *testing.T) {
	t.Parallel()
	const secret = "correct horse battery"
	for _, before := range []string{"", "u", "us", "use", "user:"} {
		text := base64.StdEncoding.EncodeToString([]byte(before + secret + ":tail"))
		got := Redact("Basic "+text, secret)
		if !strings.Contains(got, mask) || len(got) > len("Basic ")+len(before)+20 {
			t.Errorf("behind %q: %s", before, got)
		}
	}
}

func TestRedactOverlappingAndShort(t *testing.T) {
	t.Parallel()
	if got := Redact("xabcdefgx", "abcd", "cdefg"); got != "x***x" {
		t.Errorf("overlapping secrets: %q", got)
	}
	if got := Redact("abc", "abc", ""); got != "abc" {
		t.Errorf("a secret of three letters: %q", got)
	}
	if got := Redact("aa***bb", "a***b"); strings.Contains(got, "a***b") {
		t.Errorf("the mask made a secret: %q", got)
	}
}

func TestRedactError(t *testing.T) {
	t.Parallel()
	problem := &core.Problem{Code: "x.y", Text: "do this"}
	inner := &url.Error{Op: "Post", URL: "https://host/bot99:secret/send", Err: fmt.Errorf("%w: %w", io.ErrUnexpectedEOF, problem)}
	err := RedactError(inner, "99:secret")
	if strings.Contains(err.Error(), "secret") || !strings.Contains(err.Error(), "/bot***/send") {
		t.Errorf("text: %v", err)
	}
	if !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Error("errors.Is does not see the cause")
	}
	var p *core.Problem
	if !errors.As(err, &p) || p.Code != "x.y" {
		t.Error("errors.As does not find the problem")
	}
	var u *url.Error
	if errors.As(err, &u) {
		t.Error("errors.As hands out the error with the URL")
	}
	if RedactError(nil) != nil {
		t.Error("no error became one")
	}
}

func FuzzRedact(f *testing.F) {
	f.Add("the token abcd is wrong", "abcd", "wrong", 7)
	f.Add("aa***bb", "a***b", "****", 3)
	f.Add("%3a%3A:", "::::", "a:b:c", 0)
	f.Add("\xff\xfe\xff\xfe", "\xff\xfe\xff\xfe", "é\"<&", 2)
	f.Fuzz(func(t *testing.T, text, a, b string, n int) {
		if len(text) > 4<<10 || len(a) > 64 || len(b) > 64 {
			return
		}
		text += a + " " + url.QueryEscape(b) + base64.StdEncoding.EncodeToString([]byte("u:"+a))
		r := newRedactor([]string{a, b})
		for _, out := range []string{Redact(text, a, b), r.cut(text, min(max(n, 0), max(len(text)-r.longest, 0)))} {
			for _, form := range r.forms {
				if strings.Contains(strings.TrimSuffix(out, "…"), form) {
					t.Fatalf("%q stays in %q", form, out)
				}
			}
		}
	})
}
