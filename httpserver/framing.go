package httpserver

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	hertz "github.com/cloudwego/hertz/pkg/common/errors"
)

// What a request's frame may measure, beside Options.MaxHeader.
const (
	maxTarget  = 8 << 10 // bytes of a request's target
	maxFields  = 100     // header lines of a request; trailer lines
	maxTrailer = 4 << 10 // bytes of a trailer line
	maxChunk   = 64      // bytes of the line that says how long a chunk is
)

// errFraming is a request that two servers could cut at different places, or
// that is no HTTP/1: 400, and the connection ends.
var errFraming = errors.New("this is no request of HTTP/1.1")

func badFraming(what string) error { return fmt.Errorf("%w: %s", errFraming, what) }

func tooLarge(what string) error {
	return hertz.New(hertz.ErrHeaderTooLarge, hertz.ErrorTypePublic, "httpserver: "+what) // answered with 431
}

// A frame is made of lines, with a body or its chunks between them.
type lineKind int

const (
	firstLine lineKind = iota
	fieldLine
	chunkLine
	chunkEnd
	trailerLine
)

// framing follows the requests of one connection, stricter than the server
// behind it: RFC 9112 with CRLF only, no folded lines, one length and one Host,
// chunks without extensions. A header is passed on when it is whole, so that of
// one that comes byte by byte nothing is parsed twice; trailers are not.
type framing struct {
	maxHeader int
	next      lineKind
	partial   []byte // of the line that is not whole yet, or of the header
	begun     int    // where in partial the line begins
	left      int64  // bytes of a body, or of a chunk, that are still to come
	fields    int    // lines of the header or trailer
	about     header
}

// header is what the fields of one request say about its frame.
type header struct {
	old, chunked bool // old: HTTP/1.0
	hosts        int
	length       int64 // -1: none was said
}

// within reports whether all of p is of a body, and counts it.
func (f *framing) within(p []byte) bool {
	if int64(len(p)) > f.left {
		return false
	}
	f.left -= int64(len(p))
	return true
}

// pass returns what of p may be passed on. It is where p is, unless something was
// held back before: what passes is never longer than what was looked at.
func (f *framing) pass(p []byte) ([]byte, error) {
	if len(f.partial) > 0 {
		return f.take(nil, p)
	}
	return f.take(p[:0], p)
}

// take appends to out what of p may be passed on.
func (f *framing) take(out, p []byte) ([]byte, error) {
	for len(p) > 0 {
		if f.left > 0 {
			n := min(f.left, int64(len(p)))
			out, p, f.left = append(out, p[:n]...), p[n:], f.left-n
			continue
		}
		n := bytes.IndexByte(p, '\n') + 1
		whole := n > 0
		if !whole {
			n = len(p)
		}
		if f.partial == nil {
			f.partial = make([]byte, 0, len(p))
		}
		f.partial, p = append(f.partial, p[:n]...), p[n:]
		if len(f.partial) > f.limit() {
			return out, tooLarge("lines")
		}
		if !whole {
			break
		}
		var err error
		if out, err = f.line(out); err != nil {
			return out, err
		}
	}
	if len(f.partial) == 0 {
		f.partial = nil // an idle connection keeps nothing
	}
	return out, nil
}

// limit is how many bytes may wait for the rest of their line or header.
func (f *framing) limit() int {
	switch f.next {
	case chunkLine, chunkEnd:
		return maxChunk
	case trailerLine:
		return maxTrailer
	default:
		return f.maxHeader
	}
}

// line reads the line that has become whole, and passes on what that completes.
func (f *framing) line(out []byte) ([]byte, error) {
	line, ok := bytes.CutSuffix(f.partial[f.begun:], []byte("\r\n"))
	if !ok || bytes.ContainsAny(line, "\r\x00") {
		return out, badFraming("a line ends with CR and LF, and has no other CR")
	}
	was := f.next
	if err := f.read(line); err != nil {
		return out, err
	}
	if f.next == fieldLine {
		f.begun = len(f.partial)
		return out, nil
	}
	if was != trailerLine || len(line) == 0 {
		out = append(out, f.partial...)
	}
	f.partial, f.begun = f.partial[:0], 0
	return out, nil
}

func (f *framing) read(line []byte) error {
	switch {
	case f.next == firstLine:
		return f.first(line)
	case f.next == fieldLine && len(line) > 0:
		return f.field(line)
	case f.next == fieldLine:
		return f.headerEnd()
	case f.next == chunkLine:
		return f.chunk(line)
	case f.next == trailerLine && len(line) > 0:
		_, _, err := f.cutField(line)
		return err
	case len(line) > 0:
		return badFraming("a chunk is longer than it says")
	case f.next == chunkEnd:
		f.next = chunkLine
	default:
		f.next = firstLine
	}
	return nil
}

func (f *framing) first(line []byte) error {
	method, rest, _ := bytes.Cut(line, []byte(" "))
	target, version, ok := bytes.Cut(rest, []byte(" "))
	if !ok || !isToken(method) || len(target) == 0 || slices.ContainsFunc(target, func(c byte) bool { return c <= ' ' || c == 0x7f }) {
		return badFraming("the first line is METHOD TARGET HTTP/1.1")
	}
	if len(target) > maxTarget {
		return tooLarge("target")
	}
	f.about, f.fields, f.next = header{length: -1}, 0, fieldLine
	switch string(version) {
	case "HTTP/1.1":
	case "HTTP/1.0":
		f.about.old = true
	default:
		return badFraming("the version is neither 1.1 nor 1.0")
	}
	return nil
}

func (f *framing) field(line []byte) error {
	name, value, err := f.cutField(line)
	if err != nil {
		return err
	}
	switch {
	case bytes.EqualFold(name, []byte("Host")):
		f.about.hosts++
	case bytes.EqualFold(name, []byte("Content-Length")):
		n, err := strconv.ParseUint(string(value), 10, 63)
		if err != nil || f.about.length >= 0 {
			return badFraming("a length is digits, and said once")
		}
		f.about.length = int64(n) //nolint:gosec // it has 63 bits
	case bytes.EqualFold(name, []byte("Transfer-Encoding")):
		if f.about.chunked || f.about.old || !bytes.EqualFold(value, []byte("chunked")) {
			return badFraming("the one transfer encoding is chunked, said once and in HTTP/1.1")
		}
		f.about.chunked = true
	}
	return nil
}

// cutField takes a line apart. A space before the colon, and a line that goes
// on with the one before, leave no token for a name.
func (f *framing) cutField(line []byte) (name, value []byte, err error) {
	if f.fields++; f.fields > maxFields {
		return nil, nil, tooLarge("fields")
	}
	name, value, ok := bytes.Cut(line, []byte(":"))
	if !ok || !isToken(name) {
		return nil, nil, badFraming("a header line is NAME: VALUE")
	}
	return name, bytes.Trim(value, " \t"), nil
}

func (f *framing) headerEnd() error {
	h := f.about
	if h.chunked && h.length >= 0 {
		return badFraming("a request has a length or is chunked, not both")
	}
	if h.hosts > 1 || h.hosts == 0 && !h.old {
		return badFraming("a request names one host")
	}
	f.left, f.next = max(0, h.length), firstLine
	if h.chunked {
		f.next = chunkLine
	}
	return nil
}

// chunk reads how long the next chunk is. The server behind knows no extensions.
func (f *framing) chunk(line []byte) error {
	n, err := strconv.ParseUint(string(line), 16, 60) // 15 digits
	if err != nil {
		return badFraming("a chunk begins with its length in hexadecimal digits")
	}
	f.left, f.next = int64(n), chunkEnd //nolint:gosec // it has 60 bits
	if n == 0 {
		f.fields, f.next = 0, trailerLine
	}
	return nil
}

// tokenBytes are the bytes of a token of RFC 9110, section 5.6.2.
var tokenBytes = func() (is [256]bool) {
	for c := '!'; c < 0x7f; c++ {
		is[c] = !strings.ContainsRune(`"(),/:;<=>?@[\]{}`, c)
	}
	return is
}()

func isToken(b []byte) bool {
	for _, c := range b {
		if !tokenBytes[c] {
			return false
		}
	}
	return len(b) > 0
}
