package email

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"

	"github.com/emersion/go-imap"
)

// Bounds of one response, without its literals. go-imap puts atoms together letter
// by letter, so that their cost grows with the square of their length, and reads
// lists in lists with its own stack.
const (
	lineMost   = 8 << 20 // an answer to UID SEARCH has 8 to 11 bytes for each mail
	statusMost = 16 << 10
	fieldsMost = 1_000_000
	atomMost   = 8 << 10
	quotedMost = 64 << 10
	nestedMost = 100
)

// response is what a server says until the end of a line that announces no literal.
type response struct {
	bytes []byte
	bones []byte // the same with empty literals
	// broken says that it cannot be read: it has other signs than IMAP's grammar.
	broken bool
}

// kind is what a response is to go-imap.
type kind int

const (
	notice             kind = iota // * …
	answer                         // to a command
	goOn                           // + …
	unreadableResponse             // left out
)

// The forms of lines: those that end with a text have no literals, whatever the
// text ends with.
var (
	texted    = regexp.MustCompile(`^(?:\+|[^ \r\n]* (?:OK|NO|BAD|BYE|PREAUTH) )`)
	literalRE = regexp.MustCompile(`\{([0-9]{1,10})\+?\}\r?\n$`)
)

// readResponse reads one response. Its errors are garbage, or the connection's.
func readResponse(in *bufio.Reader, literals int64) (response, error) {
	var (
		r response
		x scan
	)
	for {
		line, err := readLine(in, lineMost-len(r.bones))
		if err != nil {
			return r, err
		}
		r.bytes = append(r.bytes, line...)
		if len(r.bones) == 0 && texted.Match(line) {
			r.bones = line
			if len(line) > statusMost {
				return r, garbage(fmt.Sprintf("a line of %d bytes with a text", len(line)))
			}
			return r, nil
		}
		if err := x.line(line); err != nil {
			return r, err
		}
		at := literalRE.FindSubmatchIndex(line)
		if at == nil {
			r.bones, r.broken = append(r.bones, line...), x.broken
			return r, nil
		}
		n, err := strconv.ParseInt(string(line[at[2]:at[3]]), 10, 64)
		if err != nil || n > literals {
			return r, garbage(fmt.Sprintf("%d bytes where %d were to be expected at most", n, literals))
		}
		literals -= n
		r.bones = append(append(r.bones, line[:at[2]]...), "0}\r\n"...)
		whole := bytes.NewBuffer(r.bytes) // it grows as they come
		if _, err := io.CopyN(whole, in, n); err != nil {
			return r, err
		}
		r.bytes = whole.Bytes()
	}
}

// readLine reads to the end of a line.
func readLine(in *bufio.Reader, most int) ([]byte, error) {
	var line []byte
	for {
		part, err := in.ReadSlice('\n')
		line = append(line, part...)
		if len(line) > most {
			return nil, garbage(fmt.Sprintf("a line of over %d bytes", most))
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, err
		}
	}
}

// scan goes through the lines of a response as go-imap's reader does, and keeps to
// the bounds.
type scan struct {
	depth, fields int
	broken        bool
}

// line reads one line. Its errors are garbage.
func (x *scan) line(line []byte) error {
	line = bytes.TrimRight(line, "\r\n")
	if bytes.ContainsAny(line, "\r\x00") {
		x.broken = true
	}
	for len(line) > 0 && !x.broken {
		n := 1
		switch line[0] {
		case ' ':
		case '(':
			if x.depth++; x.depth > nestedMost {
				return garbage(fmt.Sprintf("lists in lists, over %d levels", nestedMost))
			}
		case ')':
			x.depth--
			x.broken = x.depth < 0
		case '{': // where it is none, go-imap says so
			n = len(line)
		case '"':
			if n = x.quoted(line); n > quotedMost {
				return garbage(fmt.Sprintf("a text in quotes of %d bytes", n))
			}
		default:
			if n = x.atom(line); n > atomMost {
				return garbage(fmt.Sprintf("a word of %d bytes", n))
			}
		}
		if x.fields++; x.fields > 2*fieldsMost {
			return garbage("an answer with too many words")
		}
		line = line[n:]
	}
	return nil
}

// quoted is the length of a text in quotes.
func (x *scan) quoted(line []byte) int {
	for i := 1; i < len(line); i++ {
		switch line[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	x.broken = true
	return len(line)
}

// atom is the length of a word. In brackets it has what it likes.
func (x *scan) atom(line []byte) int {
	brackets := 0
	for i, c := range line {
		switch {
		case c == '[':
			brackets++
		case c == ']':
			if brackets--; brackets < 0 {
				x.broken = true
				return i + 1
			}
		case brackets == 0 && (c == ' ' || c == ')'):
			return i
		case brackets == 0 && (c == '(' || c == '{' || c == '"'):
			x.broken = true
			return i + 1
		}
	}
	return len(line)
}

// check reads a response as go-imap will; tag is that of an answer. Its errors are garbage: what would end
// this process.
func (r response) check() (sort kind, tag string, err error) {
	defer func() {
		if recover() != nil {
			err = garbage("what no reader understands")
		}
	}()
	if r.broken {
		return unreadableResponse, "", nil
	}
	rest := bufio.NewReader(bytes.NewReader(r.bones))
	read, err := imap.ReadResp(imap.NewReader(rest))
	if _, more := rest.Peek(1); err != nil || more == nil {
		return unreadableResponse, "", nil //nolint:nilerr // it is left out
	}
	switch read := read.(type) {
	case *imap.ContinuationReq:
		return goOn, "", nil
	case *imap.StatusResp:
		if read.Tag != "*" {
			return answer, read.Tag, nil
		}
		return notice, "", nil
	}
	return notice, "", understood(read)
}

// understood makes sure that a response has what its name promises: go-imap takes
// it without looking.
func understood(read imap.Resp) error {
	name, fields, ok := imap.ParseNamedResp(read)
	if !ok {
		return nil
	}
	switch name {
	case "EXISTS", "RECENT", "EXPUNGE", "FLAGS":
		if len(fields) == 0 {
			return garbage(name + " without what it tells")
		}
	case "FETCH":
		if len(fields) < 2 {
			return garbage("a mail (FETCH) without a list of what it has")
		}
		list, ok := fields[1].([]any)
		if !ok {
			return garbage("a mail (FETCH) without a list of what it has")
		}
		_ = new(imap.Message).Parse(list) // it is for what panics
	}
	return nil
}
