package email

import (
	"bytes"
	"strings"
)

// Bounds of a header: what is beyond is left out.
const (
	maxHeader = 256 << 10 // bytes of a header that are read
	maxFields = 2000
	maxValue  = 64 << 10 // bytes of one field
)

// field is one line of a header: its name in lower case, its value unfolded and
// otherwise as it came.
type field struct {
	name  string
	value []byte
}

// header is the fields in the order in which they came. hint is the charset of
// its mail's body, for values in raw bytes.
type header struct {
	fields []field
	hint   string
}

// get is the first value of a name, raw.
func (h header) get(name string) string {
	for _, f := range h.fields {
		if f.name == name {
			return string(f.value)
		}
	}
	return ""
}

func (h header) has(name string) bool {
	for _, f := range h.fields {
		if f.name == name {
			return true
		}
	}
	return false
}

// all is every value of a name, raw.
func (h header) all(name string) []string {
	var out []string
	for _, f := range h.fields {
		if f.name == name {
			out = append(out, string(f.value))
		}
	}
	return out
}

// text is the first value of a name with its encoded words read, on one line.
func (h header) text(name string) string { return oneLine(decodeWords(h.get(name), h.hint)) }

// oneLine folds all white space of a text to single spaces.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// lineEnd is where the line that begins at i ends, and where the next begins.
func lineEnd(b []byte, i int) (end, next int) {
	n := bytes.IndexByte(b[i:], '\n')
	if n < 0 {
		return len(b), len(b)
	}
	end, next = i+n, i+n+1
	if end > i && b[end-1] == '\r' {
		end--
	}
	return end, next
}

// splitHeader parts a mail or a part into its header and its body. A line that is
// no field is skipped where fields follow, and begins the body where none does.
// whole is false where some of the header was left out.
func splitHeader(b []byte) (h header, body []byte, whole bool) {
	whole = true
	read := 0
	for i := 0; i < len(b); {
		end, next := lineEnd(b, i)
		line := b[i:end]
		name, value, isField := splitField(line)
		switch {
		case len(bytes.TrimLeft(line, " \t\x00")) == 0 && (len(line) == 0 || !continues(b, next)):
			return h, b[next:], whole
		case read > maxHeader || len(h.fields) >= maxFields:
			whole = false
		case (line[0] == ' ' || line[0] == '\t') && len(h.fields) > 0:
			last := &h.fields[len(h.fields)-1]
			if len(last.value)+len(line) <= maxValue {
				last.value = append(last.value, line...)
			} else {
				whole = false
			}
		case isField:
			if len(value) > maxValue {
				value, whole = value[:maxValue], false
			}
			h.fields = append(h.fields, field{name, bytes.Clone(value)})
		case !continues(b, next) && !mboxFrom(line):
			return h, b[i:], whole
		}
		read += len(line)
		i = next
	}
	return h, nil, whole
}

// mboxFrom reports the line that begins a mail in a mailbox file.
func mboxFrom(line []byte) bool {
	return bytes.HasPrefix(line, []byte("From ")) || bytes.HasPrefix(line, []byte(">From "))
}

// continues reports that the header goes on at i: a field comes within the next
// few lines, before an empty one.
func continues(b []byte, i int) bool {
	for range 5 {
		if i >= len(b) {
			return false
		}
		end, next := lineEnd(b, i)
		if end == i {
			return false
		}
		if _, _, ok := splitField(b[i:end]); ok {
			return true
		}
		i = next
	}
	return false
}

// splitField parts a line at its colon. A name has no spaces, as text with a
// colon in it mostly has.
func splitField(line []byte) (name string, value []byte, ok bool) {
	colon := bytes.IndexByte(line, ':')
	if colon <= 0 || colon > 100 {
		return "", nil, false
	}
	n := bytes.TrimRight(line[:colon], " \t")
	for _, c := range n {
		if c <= ' ' || c >= 0x7f {
			return "", nil, false
		}
	}
	if len(n) == 0 {
		return "", nil, false
	}
	return strings.ToLower(string(n)), bytes.TrimLeft(line[colon+1:], " \t"), true
}
