package email

import (
	"strings"
	"unicode/utf8"
)

// address is a person of a header.
type address struct {
	Name    string `json:"name,omitempty"`
	Address string `json:"address"`
}

// Bounds of addresses: RFC 5321 allows 254 bytes.
const (
	maxAddresses = 200
	maxAddress   = 320
	maxName      = 300
)

// addresses reads a list of addresses, in whatever form it is: groups, routes,
// comments, names in encoded words or raw bytes, separators of all sorts.
func addresses(v, hint string) []address {
	var out []address
	for _, item := range splitAddresses(v) {
		a := readAddress(item, hint)
		if strings.Contains(item, "=?") && (a.Address == "" || !strings.ContainsAny(item, "<@")) { // all of it is in the words
			for _, inner := range splitAddresses(decodeWords(item, hint)) {
				if b := readAddress(inner, hint); b.Address != "" && len(out) < maxAddresses {
					out = append(out, b)
				}
			}
			continue
		}
		if (a.Address != "" || a.Name != "") && len(out) < maxAddresses {
			out = append(out, a)
		}
	}
	return out
}

// splitAddresses cuts at commas and semicolons outside of quotes, comments and
// angles, and drops the names of groups.
func splitAddresses(v string) []string {
	var out []string
	start, angle := 0, false
	add := func(end int) {
		if s := strings.TrimSpace(v[start:end]); s != "" && len(out) < 4*maxAddresses {
			out = append(out, s)
		}
		start = end + 1
	}
	for i := 0; i < len(v); i++ {
		switch v[i] {
		case '"':
			if end := quoteEnd(v, i); end > 0 {
				i = end
			}
		case '(':
			if end := commentEnd(v, i); end > 0 {
				i = end
			}
		case '=':
			if _, n := encodedWord(v[i:]); n > 0 && strings.HasPrefix(v[i:], "=?") {
				i += n - 1
			}
		case '<':
			angle = strings.IndexByte(v[i:], '>') > 0
		case '>':
			if end := strings.IndexAny(v[i:]+",", ",;"); angle && strings.Contains(v[i:min(len(v), i+end)], "<") {
				add(i + 1) // two people and nothing between them
				start--
			}
			angle = false
		case ':':
			if !angle && !strings.Contains(v[start:i], "@") {
				start = i + 1 // the name of a group
			}
		case ',', ';':
			if !angle {
				add(i)
			}
		}
	}
	add(len(v))
	return out
}

// commentEnd is where the comment that begins at i closes, -1: nowhere.
func commentEnd(s string, i int) int {
	depth := 0
	for j := i; j < len(s); j++ {
		switch s[j] {
		case '\\':
			j++
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return j
			}
		}
	}
	return -1
}

// readAddress reads one item: Name <address>, address (Name), or either alone.
func readAddress(item, hint string) address {
	comment := ""
	var bare strings.Builder
	for i := 0; i < len(item); i++ {
		switch item[i] {
		case '"':
			if end := quoteEnd(item, i); end > 0 {
				bare.WriteString(item[i : end+1])
				i = end
				continue
			}
		case '(':
			if end := commentEnd(item, i); end > 0 && !strings.Contains(item[i:end], "@") {
				comment = item[i+1 : end]
				i = end
				bare.WriteByte(' ')
				continue
			}
		}
		bare.WriteByte(item[i])
	}
	s := strings.TrimSpace(bare.String())
	name, addr := "", s
	if open := strings.LastIndexByte(s, '<'); open >= 0 {
		name, addr = s[:open], strings.TrimSpace(strings.TrimRight(s[open+1:], "> \t"))
		if end := strings.IndexByte(addr, '>'); end >= 0 {
			if strings.TrimSpace(name) == "" {
				name = addr[end+1:]
			}
			addr = addr[:end]
		}
		if route := strings.LastIndexByte(addr, ':'); strings.HasPrefix(addr, "@") && route > 0 {
			addr = addr[route+1:]
		}
	} else if words := strings.Fields(s); len(words) > 1 && !strings.HasPrefix(s, `"`) {
		addr = ""
		for i, w := range words { // a name before an address that has no angles
			if strings.Contains(strings.Trim(w, "@"), "@") && addr == "" && !strings.Contains(w, "=?") {
				addr, words[i] = w, ""
			}
		}
		name = strings.Join(words, " ")
		if addr == "" && strings.Contains(s, "@") {
			addr, name = strings.ReplaceAll(s, " ", ""), ""
		}
	}
	if strings.TrimSpace(strings.Trim(name, `"' `)) == "" {
		name = comment
	}
	a := address{Name: personName(name, hint), Address: cleanAddress(addr, hint)}
	if a.Address == "" {
		return a
	}
	if !strings.Contains(a.Address, "@") && a.Name == "" && strings.Contains(addr, "=?") {
		return address{Name: personName(addr, hint)}
	}
	return a
}

// personName is a name without its quotes, decoded, on one line.
func personName(raw, hint string) string {
	raw = strings.TrimSpace(raw)
	var plain strings.Builder
	for i := 0; i < len(raw); i++ {
		if end := quoteEnd(raw, i); raw[i] == '"' && end > 0 {
			plain.WriteString(unquote(raw[i : end+1]))
			i = end
			continue
		}
		plain.WriteByte(raw[i])
	}
	name := oneLine(decodeWords(plain.String(), hint))
	name = strings.TrimSpace(strings.Trim(name, `"`))
	if len(name) > 1 && name[0] == '\'' && name[len(name)-1] == '\'' {
		name = name[1 : len(name)-1]
	}
	return cut(name, maxName)
}

// cleanAddress is an address with its domain in lower case and nothing around it.
func cleanAddress(raw, hint string) string {
	s := raw
	if strings.Contains(s, "=?") || !utf8.ValidString(s) {
		s = decodeWords(s, hint)
	}
	s = strings.Trim(clean(s), "<>,;:' \t\n")
	if i := strings.Index(strings.ToLower(s), "mailto:"); i == 0 {
		s = s[len("mailto:"):]
	}
	at := strings.LastIndexByte(s, '@')
	if at < 0 {
		s = strings.Trim(s, `"`)
		if strings.ContainsAny(s, " \n\t") {
			return ""
		}
		return cut(s, maxAddress)
	}
	local, domain := strings.TrimSpace(s[:at]), strings.ToLower(strings.Join(strings.Fields(s[at+1:]), ""))
	if !strings.HasPrefix(local, `"`) {
		local = strings.Join(strings.Fields(local), "")
	} else if in := unquote(local); in != "" && !strings.ContainsAny(in, " \"\\(),:;<>@[]") {
		local = in
	}
	domain = strings.TrimRight(domain, ".>)")
	if local == "" || domain == "" {
		return cut(strings.Join(strings.Fields(local+domain), ""), maxAddress)
	}
	return cut(strings.ReplaceAll(local, "\n", "")+"@"+domain, maxAddress)
}

// cut is a text with at most n bytes, whole characters.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
