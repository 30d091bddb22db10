package httpserver

import (
	"bufio"
	"bytes"
	"io"
	"net/http"
	"strings"
	"testing"
)

// whole feeds s at once, and in pieces of n bytes.
func whole(s string, n int) (string, error) {
	f := framing{maxHeader: 32 << 10}
	var out []byte
	for b := []byte(s); len(b) > 0; b = b[min(n, len(b)):] {
		p := b[:min(n, len(b))]
		if f.within(p) {
			out = append(out, p...)
			continue
		}
		passed, err := f.pass(bytes.Clone(p))
		if out = append(out, passed...); err != nil {
			return string(out), err
		}
	}
	return string(out), nil
}

const get = "GET / HTTP/1.1\r\nHost: h\r\n\r\n"

func TestRequestsThatTwoServersCouldCutApartAreRefused(t *testing.T) {
	t.Parallel()
	post := func(fields, body string) string { return "POST / HTTP/1.1\r\nHost: h\r\n" + fields + "\r\n" + body }
	chunked := "Transfer-Encoding: chunked\r\n"
	for name, s := range map[string]string{
		"a length and chunks":           post("Content-Length: 5\r\n"+chunked, "0\r\n\r\n"),
		"chunks and a length":           post(chunked+"Content-Length: 5\r\n", "0\r\n\r\n"),
		"two lengths":                   post("Content-Length: 5\r\nContent-Length: 6\r\n", "hello!"),
		"the same length twice":         post("Content-Length: 5\r\nContent-Length: 5\r\n", "hello"),
		"a list of lengths":             post("Content-Length: 5, 5\r\n", "hello"),
		"a signed length":               post("Content-Length: +5\r\n", "hello"),
		"a negative length":             post("Content-Length: -5\r\n", "hello"),
		"a length in hexadecimal":       post("Content-Length: 0x5\r\n", "hello"),
		"a length with a line":          post("Content-Length: 1_0\r\n", "0123456789"),
		"no length":                     post("Content-Length: \r\n", ""),
		"a length beyond 63 bits":       post("Content-Length: 18446744073709551617\r\n", "x"),
		"another encoding":              post("Transfer-Encoding: gzip\r\n", "x"),
		"two encodings":                 post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"),
		"chunked twice":                 post(chunked+chunked, "0\r\n\r\n"),
		"identity":                      post("Transfer-Encoding: identity\r\nContent-Length: 1\r\n", "x"),
		"chunks of HTTP/1.0":            "POST / HTTP/1.0\r\nHost: h\r\n" + chunked + "\r\n0\r\n\r\n",
		"a space before the colon":      post("Content-Length : 5\r\n", "hello"),
		"a tab before the colon":        post("Transfer-Encoding\t: chunked\r\n", "0\r\n\r\n"),
		"a folded line":                 post("Transfer-Encoding:\r\n chunked\r\n", "0\r\n\r\n"),
		"a line that begins with a tab": "GET / HTTP/1.1\r\n\tX: y\r\nHost: h\r\n\r\n",
		"a line without a colon":        post("Content-Length\r\n", ""),
		"LF alone":                      "GET / HTTP/1.1\nHost: h\n\n",
		"LF alone in a header":          "GET / HTTP/1.1\r\nHost: h\nX: y\r\n\r\n",
		"CR alone in a header":          "GET / HTTP/1.1\r\nHost: h\rX: y\r\n\r\n",
		"a zero byte":                   "GET / HTTP/1.1\r\nHost: h\x00\r\n\r\n",
		"no host":                       "GET / HTTP/1.1\r\n\r\n",
		"two hosts":                     "GET / HTTP/1.1\r\nHost: h\r\nHost: i\r\n\r\n",
		"no version":                    "GET /\r\nHost: h\r\n\r\n",
		"version 0.9":                   "GET / HTTP/0.9\r\nHost: h\r\n\r\n",
		"version 1.2":                   "GET / HTTP/1.2\r\nHost: h\r\n\r\n",
		"the preface of HTTP/2":         "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
		"two spaces":                    "GET  / HTTP/1.1\r\nHost: h\r\n\r\n",
		"a space in the target":         "GET /a b HTTP/1.1\r\nHost: h\r\n\r\n",
		"an empty first line":           "\r\n" + get,
		"TLS":                           "\x16\x03\x01\x02\x00\x01\x00\n",
		"a chunk with an extension":     post(chunked, "5;a=b\r\nhello\r\n0\r\n\r\n"),
		"a signed chunk":                post(chunked, "+5\r\nhello\r\n0\r\n\r\n"),
		"a chunk in 0x":                 post(chunked, "0x5\r\nhello\r\n0\r\n\r\n"),
		"a chunk without a length":      post(chunked, "\r\nhello\r\n0\r\n\r\n"),
		"a chunk after LF alone":        post(chunked, "5\nhello\r\n0\r\n\r\n"),
		"a chunk longer than it says":   post(chunked, "4\r\nhello\r\n0\r\n\r\n"),
		"a chunk of 61 bits":            post(chunked, "1000000000000000\r\nx"),
		"a trailer that is none":        post(chunked, "0\r\nGET / HTTP/1.1\r\n\r\n"),
	} {
		for _, n := range []int{len(s), 1, 7} {
			if out, err := whole(get+s+get, n); err == nil {
				t.Errorf("%s (%d bytes at once) was let through as %q", name, n, out)
			} else if !strings.HasPrefix(out, get) {
				t.Errorf("%s (%d bytes at once): the request before it is lost: %q", name, n, out)
			}
		}
	}
}

func TestWhatIsTooLongIsRefused(t *testing.T) {
	t.Parallel()
	chunked := "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
	for name, s := range map[string]string{
		"a first line without end": "GET /" + strings.Repeat("a", 40<<10),
		"a target":                 "GET /" + strings.Repeat("a", maxTarget) + " HTTP/1.1\r\nHost: h\r\n\r\n",
		"a header without end":     "GET / HTTP/1.1\r\nHost: h\r\nX: " + strings.Repeat("a", 40<<10),
		"many headers":             "GET / HTTP/1.1\r\n" + strings.Repeat("X: y\r\n", maxFields+1),
		"a chunk's length":         chunked + strings.Repeat("0", maxChunk+1),
		"a trailer without end":    chunked + "0\r\nX: " + strings.Repeat("a", maxTrailer),
		"trailers without end":     chunked + "0\r\n" + strings.Repeat("X: y\r\n", maxFields+1),
	} {
		for _, n := range []int{len(s), 1, 4096} {
			if _, err := whole(s, n); err == nil {
				t.Errorf("%s (%d bytes at once) was let through", name, n)
			}
		}
	}
}

// What the standard library reads from what was passed on is what it reads from
// the original, but for trailers.
func sameRequests(t *testing.T, s string, n int) {
	t.Helper()
	out, _ := whole(s, n)
	before, after := bufio.NewReader(strings.NewReader(s)), bufio.NewReader(strings.NewReader(out))
	for {
		a, aerr := http.ReadRequest(after)
		if aerr != nil {
			return // it asks more of targets and values
		}
		b, berr := http.ReadRequest(before)
		if berr != nil {
			t.Fatalf("%q became a request in %q: %v", s, out, berr)
		}
		ab, aerr := io.ReadAll(a.Body)
		bb, berr := io.ReadAll(b.Body)
		if a.Method != b.Method || a.RequestURI != b.RequestURI || a.Host != b.Host || len(a.Header) != len(b.Header) || aerr == nil && berr == nil && !bytes.Equal(ab, bb) {
			t.Fatalf("%q became %q", s, out)
		}
		if aerr != nil || berr != nil {
			return
		}
	}
}

func TestWhatIsInOrderPassesUnchanged(t *testing.T) {
	t.Parallel()
	for _, s := range []string{
		get, get + get, "GET / HTTP/1.0\r\n\r\n",
		"POST /a?b=c HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello" + get,
		"GET / HTTP/1.1\r\nHost: h\r\ncontent-length:  3 \r\n\r\nabc" + get,
		"POST / HTTP/1.1\r\nhost: h\r\ntransfer-encoding: Chunked\r\n\r\n5\r\nhello\r\nA\r\n0123456789\r\n000\r\n\r\n" + get,
	} {
		for n := 1; n <= len(s); n++ {
			if out, err := whole(s, n); err != nil || out != s {
				t.Fatalf("%q by %d: %q, %v", s, n, out, err)
			}
			sameRequests(t, s, n)
		}
	}
	chunked := "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n"
	if out, err := whole(chunked+"Trailer: y\r\n\r\n"+get, 3); err != nil || out != chunked+"\r\n"+get {
		t.Errorf("a trailer: %q, %v", out, err)
	}
}

func FuzzFraming(f *testing.F) {
	for _, s := range []string{get, "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nA: b\r\n\r\n" + get,
		"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nab" + get, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"} {
		f.Add(s, 1)
	}
	f.Fuzz(func(t *testing.T, s string, n int) {
		n = 1 + int(uint(n)%64)
		at, aterr := whole(s, max(1, len(s)))
		by, byerr := whole(s, n)
		if at != by || (aterr == nil) != (byerr == nil) {
			t.Fatalf("%q: at once %q (%v), by %d %q (%v)", s, at, aterr, n, by, byerr)
		}
		sameRequests(t, s, n)
	})
}
