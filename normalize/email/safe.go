package email

import (
	"regexp"
	"strings"

	"github.com/microcosm-cc/bluemonday"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// policy is what HTML of a mail may have: text and its looks, tables, links, and
// images that are in the mail. It loads nothing from anywhere. It is never changed.
var policy = newPolicy()

func newPolicy() *bluemonday.Policy {
	p := bluemonday.UGCPolicy()
	p.AllowURLSchemes("http", "https", "mailto", "tel", "cid")
	p.RequireParseableURLs(true)
	p.AllowRelativeURLs(false)
	p.AllowDataURIImages()
	p.RequireNoFollowOnLinks(true)
	p.RequireNoReferrerOnLinks(true)
	p.AddTargetBlankToFullyQualifiedLinks(true)
	p.AllowElements("font", "center", "u", "big", "span", "div")
	p.AllowAttrs("color", "face", "size").Matching(regexp.MustCompile(`^[\w#, '-]{1,100}$`)).OnElements("font")
	p.AllowAttrs("bgcolor").Matching(regexp.MustCompile(`^#?\w{1,30}$`)).OnElements("table", "tr", "td", "th", "div")
	p.AllowAttrs("cellpadding", "cellspacing", "border").Matching(regexp.MustCompile(`^\d{1,3}$`)).OnElements("table")
	p.AllowAttrs("data-remote-src").Matching(regexp.MustCompile(`^(?i:https?://)[^\s"'<>]{1,1000}$`)).OnElements("img")
	p.AllowAttrs("data-part").Matching(regexp.MustCompile(`^\d+(\.\d+)*$`)).OnElements("img")
	p.AllowAttrs("type").Matching(regexp.MustCompile(`^cite$`)).OnElements("blockquote")
	p.AllowStyles("color", "background-color", "font-weight", "font-style", "font-size", "text-align", "text-decoration", "line-height", "vertical-align",
		"white-space", "border-collapse").MatchingHandler(plainStyle).Globally()
	return p
}

// plainStyle takes a value of a style that can load nothing and cover nothing.
func plainStyle(v string) bool {
	return len(v) <= 60 && !strings.ContainsAny(v, `(\:;"'@`) || strings.HasPrefix(v, "rgb(") && len(v) < 40 && !strings.ContainsAny(v[4:], `(\:;"'@`)
}

// safeHTML is HTML that can be shown: by policy, with images from elsewhere as
// data-remote-src, for the page to load when asked, and images of the mail as
// cid: with their part's path in data-part, where parts has it.
func safeHTML(s string, parts map[string]string) string {
	var out strings.Builder
	z := html.NewTokenizer(strings.NewReader(s))
	z.SetMaxBuf(maxHTML * 2)
	for {
		tt := z.Next()
		if tt == html.ErrorToken {
			break
		}
		raw := z.Raw()
		if tt != html.StartTagToken && tt != html.SelfClosingTagToken {
			out.Write(raw)
			continue
		}
		kept := string(raw)
		t := z.Token()
		if t.DataAtom != atom.Img {
			out.WriteString(kept)
			continue
		}
		image(&t, parts)
		out.WriteString(t.String())
	}
	return strings.TrimSpace(clean(policy.Sanitize(out.String())))
}

// image marks where an image comes from.
func image(t *html.Token, parts map[string]string) {
	kept := make([]html.Attribute, 0, len(t.Attr)+1)
	for _, a := range t.Attr {
		v := strings.TrimSpace(a.Val)
		lower := strings.ToLower(v)
		switch {
		case a.Key == "data-part" || a.Key == "data-remote-src" || a.Key == "srcset":
			continue
		case a.Key == "src" && strings.HasPrefix(lower, "//"):
			a = html.Attribute{Key: "data-remote-src", Val: "https:" + v}
		case a.Key == "src" && (strings.HasPrefix(lower, "http:") || strings.HasPrefix(lower, "https:")):
			a = html.Attribute{Key: "data-remote-src", Val: v}
		case a.Key == "src":
			id := v
			if strings.HasPrefix(lower, "cid:") {
				id = string(unpercent(v[len("cid:"):]))
			}
			path, ok := parts[id]
			if ok {
				kept = append(kept, html.Attribute{Key: "data-part", Val: path})
				a.Val = "cid:" + strings.ReplaceAll(id, " ", "%20")
			}
		}
		kept = append(kept, a)
	}
	t.Attr = kept
}
