package httpx

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/url"
	"slices"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
)

// mask stands where a secret was.
const mask = "***"

// minSecret is the shortest secret that is looked for; shorter ones would blank
// half of any text and protect nothing.
const minSecret = 4

// Redact replaces every secret of at least 4 bytes by ***, in the forms a
// secret takes on its way: raw, URL-escaped, JSON-escaped and base64, also in
// the middle of a longer base64 text such as basic authentication.
func Redact(s string, secrets ...string) string { return newRedactor(secrets).all(s) }

// RedactError returns an error with a redacted text. errors.Is still sees what
// is inside, and errors.As finds a *core.Problem; nothing else can be unwrapped,
// since an inner error such as *url.Error holds the whole URL.
func RedactError(err error, secrets ...string) error {
	if err == nil {
		return nil
	}
	return &redactedError{text: Redact(err.Error(), secrets...), err: err}
}

type redactedError struct {
	text string
	err  error
}

func (e *redactedError) Error() string        { return e.text }
func (e *redactedError) Is(target error) bool { return errors.Is(e.err, target) }
func (e *redactedError) As(target any) bool {
	p, ok := target.(**core.Problem)
	return ok && errors.As(e.err, p)
}

// redactor holds the forms of some secrets.
type redactor struct {
	forms   []string
	longest int
}

func newRedactor(secrets []string) *redactor {
	r := &redactor{}
	for _, s := range secrets {
		if len(s) < minSecret {
			continue
		}
		for _, f := range formsOf(s) {
			if len(f) >= minSecret && !slices.Contains(r.forms, f) {
				r.forms = append(r.forms, f)
				r.longest = max(r.longest, len(f))
			}
		}
	}
	return r
}

func formsOf(s string) []string {
	forms := []string{s, jsonForm(s, true), jsonForm(s, false)}
	for _, f := range []string{url.QueryEscape(s), url.PathEscape(s), (&url.URL{Path: s}).EscapedPath()} {
		forms = append(forms, f, lowerHex(f))
	}
	return append(forms, base64Forms(s)...)
}

// jsonForm returns s as it stands inside a JSON string.
func jsonForm(s string, escapeHTML bool) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(escapeHTML)
	if enc.Encode(s) != nil {
		return s
	}
	t := strings.TrimSuffix(b.String(), "\n")
	return t[1 : len(t)-1]
}

// lowerHex writes %3A as %3a; both are in use.
func lowerHex(s string) string {
	b := []byte(s)
	for i := 0; i+2 < len(b); i++ {
		if b[i] == '%' {
			copy(b[i+1:i+3], strings.ToLower(s[i+1:i+3]))
		}
	}
	return string(b)
}

// base64Forms returns s encoded by itself, and the letters that it alone
// decides when it stands 0, 1 or 2 bytes into a group of a longer text.
func base64Forms(s string) []string {
	var forms []string
	for _, enc := range []*base64.Encoding{base64.StdEncoding, base64.URLEncoding} {
		forms = append(forms, enc.EncodeToString([]byte(s)), enc.WithPadding(base64.NoPadding).EncodeToString([]byte(s)))
		for shift := range 3 {
			text := enc.WithPadding(base64.NoPadding).EncodeToString(append(make([]byte, shift), s...))
			from, to := (shift*8+5)/6, (shift+len(s))*8/6
			forms = append(forms, text[from:to])
		}
	}
	return forms
}

// all redacts until nothing is left to find: what stands on both sides of a
// mask can make a secret again. It ends, because every round is shorter.
func (r *redactor) all(s string) string {
	for {
		out, found := r.once(s, len(s))
		if !found {
			return s
		}
		s = out
	}
}

// cut redacts the first n bytes of s. A secret that begins before n and ends
// behind it is masked too, provided that s goes on for r.longest bytes.
func (r *redactor) cut(s string, n int) string {
	if n >= len(s) {
		return r.all(s)
	}
	out, _ := r.once(s, n)
	return r.all(strings.ToValidUTF8(out, "")) + "…"
}

// once masks each stretch that one or several overlapping forms cover, up to
// position n of s.
func (r *redactor) once(s string, n int) (string, bool) {
	spans := r.spans(s)
	var b strings.Builder
	at := 0
	for i := 0; i < len(spans) && spans[i][0] < n; i++ {
		b.WriteString(s[at:spans[i][0]])
		b.WriteString(mask)
		at = spans[i][1]
	}
	if at < n {
		b.WriteString(s[at:n])
	}
	return b.String(), len(spans) > 0
}

// spans returns the merged stretches, in order.
func (r *redactor) spans(s string) [][2]int {
	var found [][2]int
	for _, f := range r.forms {
		for at := 0; ; {
			i := strings.Index(s[at:], f)
			if i < 0 {
				break
			}
			found = append(found, [2]int{at + i, at + i + len(f)})
			at += i + 1 // a form may overlap itself
		}
	}
	slices.SortFunc(found, func(a, b [2]int) int { return a[0] - b[0] })
	var merged [][2]int
	for _, f := range found {
		if k := len(merged) - 1; k >= 0 && f[0] < merged[k][1] {
			merged[k][1] = max(merged[k][1], f[1])
			continue
		}
		merged = append(merged, f)
	}
	return merged
}
