package email

import (
	"bytes"
	"strings"
)

// word is an encoded word of RFC 2047, decoded to bytes.
type word struct {
	charset string
	bytes   []byte
}

// decodeWords reads a header's value: its encoded words, also broken ones, and
// its raw bytes by hint. Words that follow each other in one charset are joined
// before they are decoded, since many mailers cut inside a character.
func decodeWords(v, hint string) string {
	var out strings.Builder
	var words []word
	flush := func() {
		for len(words) > 0 {
			w := words[0]
			n := 1
			for n < len(words) && words[n].charset == w.charset {
				w.bytes = append(w.bytes, words[n].bytes...)
				n++
			}
			text, _ := decodeText(w.charset, hint, w.bytes)
			out.WriteString(text)
			words = words[n:]
		}
	}
	plain := func(s string) {
		text, _ := decodeText("", hint, []byte(s))
		out.WriteString(text)
	}
	for {
		start := strings.Index(v, "=?")
		if start < 0 {
			break
		}
		w, size := encodedWord(v[start:])
		if size == 0 {
			flush()
			plain(v[:start+2])
			v = v[start+2:]
			continue
		}
		if gap := v[:start]; len(words) == 0 || strings.Trim(gap, " \t\r\n") != "" {
			flush()
			plain(gap)
		}
		words = append(words, w)
		v = v[start+size:]
	}
	flush()
	plain(v)
	return out.String()
}

// encodedWord reads the word at the beginning of s, and says how long it is; 0:
// there is none. A word whose end is missing ends at a space or with s.
func encodedWord(s string) (word, int) {
	parts := strings.SplitN(s, "?", 4) // "=", charset, encoding, rest
	if len(parts) < 4 || len(parts[1]) == 0 || len(parts[1]) > 60 || strings.ContainsAny(parts[1], " \t=") {
		return word{}, 0
	}
	rest, enc := parts[3], strings.ToLower(strings.TrimSpace(parts[2]))
	if enc != "b" && enc != "q" {
		return word{}, 0
	}
	head := len(s) - len(rest)
	body, size := rest, len(s)
	if end := wordEnd(rest, enc == "q"); end >= 0 {
		body, size = rest[:end], head+end+2
	} else if end := strings.IndexAny(rest, " \t\r\n"); end >= 0 {
		body, size = rest[:end], head+end
	}
	w := word{charset: charsetName(parts[1])}
	if enc == "b" {
		w.bytes, _ = decodeBase64([]byte(body), 0)
	} else {
		w.bytes, _ = decodeQuoted([]byte(strings.ReplaceAll(body, "_", " ")), true, 0)
	}
	return w, size
}

// wordEnd finds the "?=" that ends a word. In Q, one that is a question mark
// before an escaped byte does not, if another comes before a space.
func wordEnd(s string, quoted bool) int {
	from := 0
	for {
		end := strings.Index(s[from:], "?=")
		if end < 0 {
			return -1
		}
		end += from
		next := s[end+2:]
		if !quoted || len(next) < 2 || !isHex(next[0]) || !isHex(next[1]) {
			return end
		}
		more := strings.Index(next, "?=")
		if more < 0 || strings.ContainsAny(next[:more], " \t=?") {
			return end
		}
		from = end + 2
	}
}

func isHex(c byte) bool { return c >= '0' && c <= '9' || c >= 'A' && c <= 'F' || c >= 'a' && c <= 'f' }

func unhex(c byte) byte {
	switch {
	case c <= '9':
		return c - '0'
	case c <= 'F':
		return c - 'A' + 10
	}
	return c - 'a' + 10
}

// decodeBase64 reads base64 with whatever else is between, up to limit bytes of
// output; 0: all. Padding in the middle begins anew. clean is false where it held
// what cannot be base64, or ended inside a group.
func decodeBase64(b []byte, limit int) (out []byte, clean bool) {
	clean = true
	out = make([]byte, 0, min(len(b)/4*3+3, max(limit, 0)+len(b)*boolInt(limit == 0)+3))
	var acc uint32
	n := 0
	finish := func() {
		switch n {
		case 2:
			out = append(out, byte(acc>>4))
		case 3:
			out = append(out, byte(acc>>10), byte(acc>>2))
		case 1:
			clean = false
		}
		acc, n = 0, 0
	}
	for _, c := range b {
		v := base64Value(c)
		switch {
		case v < 64:
			acc, n = acc<<6|uint32(v), n+1
			if n == 4 {
				out = append(out, byte(acc>>16), byte(acc>>8), byte(acc))
				acc, n = 0, 0
			}
		case c == '=':
			finish()
		case c > ' ':
			clean = false
		}
		if limit > 0 && len(out) >= limit {
			return out[:limit], clean
		}
	}
	if n > 0 {
		clean = false
	}
	finish()
	return out, clean
}

// base64Value is a character's six bits, 64 for others. It knows the letters of
// URLs too.
func base64Value(c byte) byte {
	switch {
	case c >= 'A' && c <= 'Z':
		return c - 'A'
	case c >= 'a' && c <= 'z':
		return c - 'a' + 26
	case c >= '0' && c <= '9':
		return c - '0' + 52
	case c == '+' || c == '-':
		return 62
	case c == '/' || c == '_':
		return 63
	}
	return 64
}

// decodeQuoted reads quoted-printable up to limit bytes of output; 0: all. In a
// header there are no lines. clean is false where an escape is none, and stays.
func decodeQuoted(b []byte, inHeader bool, limit int) (out []byte, clean bool) {
	clean = true
	out = make([]byte, 0, len(b))
	solid := 0 // what is before was escaped: no white space to drop
	for i := 0; i < len(b) && (limit == 0 || len(out) < limit); i++ {
		c := b[i]
		switch {
		case c == '=' && i+2 < len(b) && isHex(b[i+1]) && isHex(b[i+2]):
			out = append(out, unhex(b[i+1])<<4|unhex(b[i+2]))
			i += 2
			solid = len(out)
		case c == '=' && !inHeader && softBreak(b[i+1:]) >= 0:
			i += softBreak(b[i+1:])
		case c == '=':
			clean = false
			out = append(out, c)
		case c == '\n' && !inHeader:
			out = append(out[:solid+len(bytes.TrimRight(out[solid:], " \t\r"))], '\n')
			solid = len(out)
		default:
			out = append(out, c)
		}
	}
	return out, clean
}

// softBreak is how many bytes after "=" belong to a line break that is none; -1:
// it is no break.
func softBreak(b []byte) int {
	i := 0
	for i < len(b) && (b[i] == ' ' || b[i] == '\t') {
		i++
	}
	switch {
	case i == len(b):
		return i
	case b[i] == '\n':
		return i + 1
	case b[i] == '\r' && i+1 < len(b) && b[i+1] == '\n':
		return i + 2
	case b[i] == '\r':
		return i + 1
	}
	return -1
}
