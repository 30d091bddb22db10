// Package markup makes the HTML that agents write safe to send and to show: text
// and its looks, lists, tables, links, and images that the message has with it.
// It is pure. What came from others is made safe where it is read.
package markup

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"

	"github.com/microcosm-cc/bluemonday"
	"golang.org/x/net/html"

	"github.com/switchboard-hub/switchboard/core"
)

// Max is how many bytes of HTML a message may have.
const Max = 1 << 20

// policy is never changed.
var policy = newPolicy()

func newPolicy() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("p", "br", "hr", "div", "span", "b", "strong", "i", "em", "u", "s", "del", "ins", "sub", "sup", "small", "code", "pre", "blockquote",
		"ul", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "img", "a")
	p.AllowLists()
	p.AllowAttrs("colspan", "rowspan").Matching(bluemonday.Integer).OnElements("td", "th")
	p.AllowAttrs("type").Matching(regexp.MustCompile(`^cite$`)).OnElements("blockquote")
	p.AllowAttrs("href").OnElements("a")
	p.AllowAttrs("src").OnElements("img")
	p.AllowAttrs("alt").Matching(bluemonday.Paragraph).OnElements("img")
	p.AllowAttrs("width", "height").Matching(bluemonday.NumberOrPercent).OnElements("img")
	p.AllowURLSchemes("http", "https", "mailto", "tel", "cid")
	p.RequireParseableURLs(true)
	p.AllowRelativeURLs(false)
	p.AllowStyles("color", "background-color", "font-weight", "font-style", "font-size", "text-align", "text-decoration").
		Matching(regexp.MustCompile(`^[\w#%., ()-]{1,60}$`)).Globally()
	return p
}

// Clean returns the HTML without what does not belong into a mail. An image is
// "cid:" with the blob of one of the message's media; one that the message does
// not have, or one of elsewhere, is an error, since it would be missing or tell
// its server who reads. The errors are *core.Problem: message.html_too_long,
// message.inline_image.
func Clean(text string, media []core.Media) (string, error) {
	if len(text) > Max {
		return "", &core.Problem{Status: http.StatusUnprocessableEntity, Code: "message.html_too_long",
			Text: fmt.Sprintf("the formatted text has more than %d kB: paste less of other documents, and attach pictures as files", Max>>10)}
	}
	clean := policy.Sanitize(core.CleanText(text))
	with := map[string]bool{}
	for _, m := range media {
		with[m.Blob] = m.Blob != ""
	}
	z := html.NewTokenizer(strings.NewReader(clean))
	for t := z.Next(); t != html.ErrorToken; t = z.Next() {
		if source, is := imageOf(z.Token()); is && !with[strings.TrimPrefix(source, "cid:")] {
			return "", &core.Problem{Status: http.StatusUnprocessableEntity, Code: "message.inline_image",
				Text: "the text shows an image that is not attached to the message: upload it and name its blob behind cid:"}
		}
	}
	return clean, nil
}

// imageOf returns the source of an image.
func imageOf(t html.Token) (source string, is bool) {
	if t.Data != "img" || t.Type != html.StartTagToken && t.Type != html.SelfClosingTagToken {
		return "", false
	}
	for _, a := range t.Attr {
		if a.Key == "src" {
			return a.Val, true
		}
	}
	return "", true
}
