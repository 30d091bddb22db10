package email

import (
	"sort"
	"strconv"
	"strings"
)

// parameters reads a value such as `text/plain; charset=gbk`: the value in lower
// case, and the parameters with RFC 2231's pieces and charsets put together and
// encoded words read. It takes what mailers get wrong: missing quotes, spaces,
// commas for semicolons.
func parameters(v, hint string) (value string, params map[string]string) {
	pieces := splitParams(v)
	params = map[string]string{}
	if len(pieces) == 0 {
		return "", params
	}
	value = strings.ToLower(strings.TrimSpace(pieces[0]))
	parts := map[string][]piece{}
	for i, p := range pieces {
		name, val, ok := strings.Cut(p, "=")
		name = strings.ToLower(strings.TrimSpace(name))
		if !ok || name == "" || strings.ContainsAny(name, " /\"") {
			continue
		}
		if i == 0 {
			value = ""
		}
		pc := piece{value: unquote(strings.TrimSpace(val)), order: -1}
		base, rest, cut := strings.Cut(name, "*")
		if cut {
			pc.encoded = rest == "" || strings.HasSuffix(rest, "*")
			if n, err := strconv.Atoi(strings.TrimSuffix(rest, "*")); err == nil && n >= 0 {
				pc.order = n
			} else {
				pc.order = 0
			}
		}
		parts[base] = append(parts[base], pc)
	}
	for name, ps := range parts {
		params[name] = joinPieces(ps, hint)
	}
	if i := strings.IndexAny(value, " ,\t"); i > 0 {
		value = value[:i]
	}
	return strings.Trim(value, "\"'"), params
}

// piece is one part of a parameter that RFC 2231 cut up; order -1: it is whole.
type piece struct {
	value   string
	order   int
	encoded bool
}

func joinPieces(ps []piece, hint string) string {
	extended := false
	for _, p := range ps {
		extended = extended || p.order >= 0
	}
	if !extended {
		return oneLine(decodeWords(ps[0].value, hint))
	}
	sort.SliceStable(ps, func(i, j int) bool { return ps[i].order < ps[j].order })
	charset := ""
	anyEncoded := false
	var raw []byte
	for i, p := range ps {
		switch {
		case p.order < 0: // the plain form beside the extended one
		case p.encoded:
			v := p.value
			if q := strings.SplitN(v, "'", 3); !anyEncoded && len(q) == 3 {
				charset, v = q[0], q[2]
			}
			anyEncoded = true
			raw = append(raw, unpercent(v)...)
		default:
			raw = append(raw, ps[i].value...)
		}
	}
	text, _ := decodeText(charset, hint, raw)
	if !anyEncoded || strings.Contains(text, "=?") {
		text = decodeWords(text, hint)
	}
	return oneLine(text)
}

func unpercent(s string) []byte {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]) {
			out = append(out, unhex(s[i+1])<<4|unhex(s[i+2]))
			i += 2
		} else {
			out = append(out, s[i])
		}
	}
	return out
}

// splitParams cuts at semicolons outside of quotes, and drops comments. A quote that
// never closes is a character like others. Encoded words keep their semicolons.
func splitParams(v string) []string {
	var out []string
	var cur strings.Builder
	for i := 0; i < len(v) && len(out) < 100; i++ {
		switch c := v[i]; {
		case c == '"':
			end := quoteEnd(v, i)
			if end < 0 {
				cur.WriteByte(c)
				continue
			}
			cur.WriteString(v[i : end+1])
			i = end
		case c == '(' && strings.IndexByte(v[i:], ')') > 0 && !strings.Contains(cur.String(), "="):
			i += strings.IndexByte(v[i:], ')')
		case c == ';' || c == '\n':
			if strings.TrimSpace(cur.String()) != "" {
				out = append(out, cur.String())
			}
			cur.Reset()
		default:
			cur.WriteByte(c)
		}
	}
	if strings.TrimSpace(cur.String()) != "" {
		out = append(out, cur.String())
	}
	return out
}

// quoteEnd is where the quoted string that begins at i closes, -1: nowhere.
func quoteEnd(s string, i int) int {
	for j := i + 1; j < len(s); j++ {
		switch s[j] {
		case '\\':
			j++
		case '"':
			return j
		}
	}
	return -1
}

// unquote takes quotes and their escapes away. A backslash before a letter is
// kept: it is a path of Windows.
func unquote(s string) string {
	if len(s) < 2 || s[0] != '"' {
		return strings.Trim(s, "\"")
	}
	if end := quoteEnd(s, 0); end > 0 {
		s = s[1:end]
	} else {
		s = s[1:]
	}
	var out strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && (s[i+1] == '"' || s[i+1] == '\\') {
			i++
		}
		out.WriteByte(s[i])
	}
	return out.String()
}
