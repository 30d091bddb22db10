package email

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// quoteMark stands in text made of HTML where a client's mark of quoted history
// was. It is a noncharacter: clean drops it from all mails, and folds takes it out.
const quoteMark = '\uFDD0'

// textWriter makes text of HTML.
type textWriter struct {
	out    strings.Builder
	quote  int    // blockquotes around
	quotes []bool // whether each open blockquote counts as one
	lists  []int  // per open list: the next number, 0 for bullets
	skip   int    // open elements whose text is not shown
	pre    int
	href   []string
	hrefAt []int
	fresh  bool // at the beginning of a line
	blank  bool // that line follows an empty one, or nothing
	space  bool // white space waits for more text
}

// htmlText is the text of HTML, as a plain mail would have it: blocks on lines of
// their own, links with their address, lists with bullets or numbers, quotes with
// "> ". It reads any HTML in linear time.
func htmlText(s string) string {
	w := &textWriter{fresh: true, blank: true}
	z := html.NewTokenizer(strings.NewReader(s))
	z.SetMaxBuf(maxHTML * 2)
	for w.out.Len() < maxText*2 {
		tt := z.Next()
		if tt == html.ErrorToken {
			break
		}
		t := z.Token()
		switch tt {
		case html.TextToken:
			if w.skip == 0 {
				w.text(t.Data)
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			w.start(t)
		case html.EndTagToken:
			w.end(t.DataAtom)
		}
	}
	return strings.Trim(w.out.String(), "\n ")
}

func (w *textWriter) text(s string) {
	s = clean(s)
	if w.pre > 0 {
		for i, line := range strings.Split(s, "\n") {
			if i > 0 {
				w.newline()
			}
			if line != "" {
				w.raw(line)
			}
		}
		return
	}
	if s == "" {
		return
	}
	words := strings.FieldsFunc(s, isSpace)
	if isSpace(rune(s[0])) {
		w.space = true
	}
	for i, word := range words {
		if i > 0 {
			w.space = true
		}
		w.raw(word)
	}
	if len(words) > 0 && isSpace(rune(s[len(s)-1])) {
		w.space = true
	}
}

func isSpace(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '\f' }

// raw writes a word, with what must come before it.
func (w *textWriter) raw(s string) {
	if w.fresh {
		w.out.WriteString(strings.Repeat("> ", min(w.quote, 10)))
	} else if w.space && w.pre == 0 {
		w.out.WriteByte(' ')
	}
	w.fresh, w.blank, w.space = false, false, false
	w.out.WriteString(strings.ReplaceAll(s, "\u00a0", " "))
}

func (w *textWriter) newline() {
	w.out.WriteByte('\n')
	w.blank, w.fresh, w.space = w.fresh, true, false
}

// block begins a line; apart: with an empty one before.
func (w *textWriter) block(apart bool) {
	if !w.fresh {
		w.newline()
	}
	if apart && !w.blank {
		w.newline()
		w.blank = true
	}
}

func (w *textWriter) start(t html.Token) {
	if hidden(t.DataAtom) && t.Type == html.StartTagToken {
		w.skip++
	}
	if w.skip > 0 {
		return
	}
	if quoteBegins(t) {
		w.block(false)
		w.out.WriteRune(quoteMark)
		w.out.WriteByte('\n')
	}
	switch t.DataAtom {
	case atom.Br:
		w.newline()
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Table, atom.Dl:
		w.block(t.DataAtom != atom.Table)
	case atom.Div, atom.Tr, atom.Section, atom.Article, atom.Header, atom.Footer, atom.Center, atom.Address, atom.Dt, atom.Dd, atom.Form, atom.Fieldset, atom.Figure:
		w.block(false)
	case atom.Td, atom.Th:
		w.space = w.space || !w.fresh
	case atom.Ul:
		w.block(len(w.lists) == 0)
		w.lists = append(w.lists, 0)
	case atom.Ol:
		w.block(len(w.lists) == 0)
		w.lists = append(w.lists, 1)
	case atom.Li:
		w.item()
	case atom.Pre:
		w.block(true)
		w.pre++
	case atom.Hr:
		w.block(false)
		w.raw("* * *")
		w.newline()
	case atom.Blockquote:
		w.block(true)
		real := !strings.Contains(strings.ReplaceAll(attr(t, "style"), " ", ""), "border:none")
		w.quotes = append(w.quotes, real)
		w.quote += boolInt(real)
	case atom.A:
		if t.Type == html.StartTagToken && len(w.href) < 50 {
			w.href, w.hrefAt = append(w.href, attr(t, "href")), append(w.hrefAt, w.out.Len())
		}
	case atom.Img:
		if alt := oneLine(clean(attr(t, "alt"))); alt != "" {
			w.raw("[" + alt + "]")
		}
	}
}

func (w *textWriter) item() {
	w.block(false)
	if len(w.lists) == 0 {
		w.raw("-")
		w.space = true
		return
	}
	last := len(w.lists) - 1
	mark := "-"
	if n := w.lists[last]; n > 0 {
		mark = strconv.Itoa(n) + "."
		w.lists[last]++
	}
	w.raw(strings.Repeat("  ", min(last, 8)) + mark)
	w.space = true
}

func (w *textWriter) end(a atom.Atom) {
	if hidden(a) {
		w.skip = max(w.skip-1, 0)
		return
	}
	if w.skip > 0 {
		return
	}
	switch a {
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Dl:
		w.block(true)
	case atom.Div, atom.Tr, atom.Table, atom.Li, atom.Section, atom.Article, atom.Header, atom.Footer, atom.Center, atom.Address, atom.Dt, atom.Dd, atom.Form:
		w.block(false)
	case atom.Ul, atom.Ol:
		w.lists = w.lists[:max(len(w.lists)-1, 0)]
		w.block(len(w.lists) == 0)
	case atom.Pre:
		w.pre = max(w.pre-1, 0)
		w.block(true)
	case atom.Blockquote:
		w.block(true)
		if n := len(w.quotes); n > 0 {
			w.quote -= boolInt(w.quotes[n-1])
			w.quotes = w.quotes[:n-1]
		}
	case atom.A:
		w.link()
	}
}

// link writes the address of the link that ends, unless its text says it.
func (w *textWriter) link() {
	n := len(w.href) - 1
	if n < 0 {
		return
	}
	href, shown := strings.TrimSpace(clean(w.href[n])), w.out.String()[w.hrefAt[n]:]
	w.href, w.hrefAt = w.href[:n], w.hrefAt[:n]
	lower := strings.ToLower(href)
	bare := strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(lower, "https://"), "http://"), "/")
	switch {
	case len(href) > 2000 || strings.TrimSpace(shown) == "" || strings.ContainsAny(href, " \n\t"):
	case strings.HasPrefix(lower, "mailto:"):
		if to, _, _ := strings.Cut(href[len("mailto:"):], "?"); to != "" && !strings.Contains(strings.ToLower(shown), strings.ToLower(to)) {
			w.raw("<" + to + ">")
		}
	case strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://"):
		if !strings.Contains(strings.ToLower(shown), bare) {
			w.space = true
			w.raw("<" + href + ">")
		}
	}
}

// hidden names elements whose text is not shown.
func hidden(a atom.Atom) bool {
	switch a {
	case atom.Style, atom.Script, atom.Title, atom.Template, atom.Svg, atom.Noframes, atom.Textarea, atom.Select:
		return true
	}
	return false
}

func attr(t html.Token, key string) string {
	for _, a := range t.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// quoteBegins knows by what mail clients mark where the quoted history begins.
func quoteBegins(t html.Token) bool {
	if len(t.Attr) == 0 {
		return false
	}
	switch strings.TrimPrefix(attr(t, "id"), "x_") {
	case "appendonsend", "divRplyFwdMsg", "isReplyContent", "replySplit", "mail-editor-reference-message-container", "yahoo_quoted", "ms-outlook-mobile-body-separator-line", "reply-intro", "OLK_SRC_BODY_SECTION":
		return true
	}
	for _, class := range strings.Fields(attr(t, "class")) {
		switch strings.TrimPrefix(class, "x_") {
		case "gmail_quote", "moz-cite-prefix", "yahoo_quoted", "ntes-mailmaster-quote", "OutlookMessageHeader", "protonmail_quote", "tutanota_quote", "zmail_extra", "gmail_attr", "qmbox_quote", "foxmail_quote":
			return true
		}
	}
	return false
}
