package email

import (
	"html"
	"path"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/switchboard-hub/switchboard/core"
)

// Bounds of what a mail says, in bytes of UTF-8.
const (
	maxText = 1 << 20
	maxHTML = 1 << 20
)

// shown is what a part gives to be read. A part has text, HTML or both.
type shown struct {
	text, html       string
	hasText, hasHTML bool
}

// gatherer walks the parts and collects what is shown and what is attached.
type gatherer struct {
	*reading
	media     []core.Media
	cids      map[string]string // Content-ID or location of a part: its path
	forwarded []forwarded
	calendar  *calendar
	signed    string
	encrypted string
	texts     int
	bytes     int
}

// forwarded is a mail in the mail, by its header.
type forwarded struct {
	Part      string    `json:"part"`
	From      []address `json:"from,omitempty"`
	Subject   string    `json:"subject,omitempty"`
	SentAt    core.Time `json:"sent_at,omitzero"`
	MessageID string    `json:"message_id,omitempty"`
}

func (g *gatherer) walk(p *part) shown {
	switch {
	case p.message != nil:
		g.forward(p)
		return shown{}
	case p.kind == "multipart/alternative":
		return g.alternative(p)
	case strings.HasPrefix(p.kind, "multipart/"):
		if p.kind == "multipart/signed" && g.signed == "" {
			g.signed = securityOf(p.params["protocol"])
		}
		if p.kind == "multipart/encrypted" && g.encrypted == "" {
			g.encrypted = securityOf(p.params["protocol"])
		}
		return g.mixed(p)
	}
	return g.leaf(p)
}

// securityOf names what a mail is signed or encrypted with.
func securityOf(protocol string) string {
	if strings.Contains(strings.ToLower(protocol), "pgp") || protocol == "" {
		return "pgp"
	}
	return "smime"
}

// alternative takes the first text and the last HTML of those offered.
func (g *gatherer) alternative(p *part) shown {
	var out shown
	for _, c := range p.children {
		before := g.texts
		s := g.walk(c)
		g.texts = before
		if s.hasText && (!out.hasText || strings.TrimSpace(out.text) == "") {
			out.text, out.hasText = s.text, true
		}
		if s.hasHTML {
			out.html, out.hasHTML = s.html, true
		}
	}
	g.texts++
	if out.hasHTML && strings.TrimSpace(out.text) == "" {
		out.text, out.hasText = "", false
	}
	return out
}

// mixed puts the parts one below the other.
func (g *gatherer) mixed(p *part) shown {
	var all []shown
	anyHTML := false
	for i, c := range p.children {
		if p.kind == "multipart/related" && i > 0 && len(c.children) == 0 && len(all) > 0 {
			g.attach(c)
			continue
		}
		if s := g.walk(c); s.hasText || s.hasHTML {
			all = append(all, s)
			anyHTML = anyHTML || s.hasHTML
		}
	}
	if len(all) == 1 {
		return all[0]
	}
	var texts, htmls []string
	for _, s := range all {
		text := s.text
		if !s.hasText {
			text = htmlText(s.html)
		}
		if strings.TrimSpace(text) != "" {
			texts = append(texts, strings.TrimRight(text, "\n"))
		}
		if s.hasHTML {
			htmls = append(htmls, s.html)
		} else if anyHTML {
			htmls = append(htmls, `<div style="white-space: pre-wrap">`+html.EscapeString(s.text)+"</div>")
		}
	}
	return shown{text: strings.Join(texts, "\n\n"), html: strings.Join(htmls, "\n"), hasText: len(all) > 0, hasHTML: anyHTML}
}

// leaf reads a text, or attaches what is none.
func (g *gatherer) leaf(p *part) shown {
	named := p.name() != "" && p.kind != "text/calendar"
	body := p.disp != "attachment" && (!named || g.texts == 0 && p.disp != "attachment" && bodyName(p.name(), p.disp))
	switch {
	case p.kind == "text/calendar" || p.kind == "application/ics":
		if c := readCalendar(g.text(p)); c != nil && g.calendar == nil {
			g.calendar = c
		}
		g.attachOnce(p)
		return shown{}
	case p.unpacked != nil:
		g.attachAll(p)
		g.texts++
		return shown{text: p.unpacked.text, html: p.unpacked.html, hasText: p.unpacked.text != "", hasHTML: p.unpacked.html != ""}
	case p.kind == "text/html" && body:
		g.texts++
		return shown{html: g.text(p), hasHTML: true}
	case (p.kind == "text/plain" || p.kind == "text/enriched" || p.kind == "text/richtext" || p.kind == "text/markdown") && body:
		g.texts++
		text := g.text(p)
		if p.kind == "text/enriched" || p.kind == "text/richtext" {
			text = enriched.ReplaceAllString(text, "")
		}
		if strings.EqualFold(p.params["format"], "flowed") {
			text = unflow(text, strings.EqualFold(p.params["delsp"], "yes"))
		}
		g.attachAll(p)
		return shown{text: text, hasText: true}
	case p.kind == "text/x-amp-html" || p.kind == "text/watch-html":
		return shown{}
	case p.kind == "application/pkcs7-mime" || p.kind == "application/x-pkcs7-mime":
		if kind := p.params["smime-type"]; kind == "signed-data" {
			g.signed = "smime"
		} else if kind != "certs-only" {
			g.encrypted = "smime"
		}
	}
	if len(p.children) > 0 {
		g.attachAll(p)
	} else {
		g.attach(p)
	}
	return shown{}
}

var enriched = regexp.MustCompile(`(?s)<param>.*?</param>|</?[a-zA-Z-]{1,30}>`)

// bodyName reports that a first text is the mail's text although it has a name, as
// some mailers give: it is not said to be an attachment, and the name is none of a document.
func bodyName(name, disp string) bool {
	ext := strings.ToLower(path.Ext(name))
	return disp == "" && (ext == "" || ext == ".html" || ext == ".htm" || ext == ".txt") || disp == "inline" && (ext == ".html" || ext == ".htm")
}

// text is a text part's text, within bounds.
func (g *gatherer) text(p *part) string {
	left := maxText*4 - g.bytes
	if left <= 0 {
		g.cut = true
		return ""
	}
	raw := g.decode(p, left)
	g.bytes += len(raw)
	label := p.params["charset"]
	if p.kind == "text/html" {
		if meta := metaCharset(raw); meta != "" && (isASCII(charsetName(label)) || encodingOf(label) == nil && !isUTF7(charsetName(label))) {
			label = meta
		}
	}
	s, ok := decodeText(label, "", raw)
	if !ok {
		g.defect("charset")
	}
	if len(s) > maxText {
		g.cut = true
		s = cut(s, maxText)
	}
	return s
}

var metaRE = regexp.MustCompile(`(?i)<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{1,40})`)

// metaCharset is the charset that HTML names by itself.
func metaCharset(b []byte) string {
	if m := metaRE.FindSubmatch(b[:min(len(b), 4096)]); m != nil {
		return string(m[1])
	}
	return ""
}

// unflow undoes format=flowed of RFC 3676: a line that ends in a space goes on in
// the next, if that is quoted as deep.
func unflow(s string, delsp bool) string {
	var out strings.Builder
	open, depth := false, 0
	for i, line := range strings.Split(s, "\n") {
		quote := len(line) - len(strings.TrimLeft(line, ">"))
		text := line[quote:]
		sig := strings.TrimPrefix(text, " ") == "-- " || text == "-- "
		text = strings.TrimPrefix(text, " ")
		if open && (quote != depth || sig) {
			open = false
			out.WriteByte('\n')
		} else if !open && i > 0 {
			out.WriteByte('\n')
		}
		if !open && quote > 0 {
			out.WriteString(strings.Repeat(">", quote))
			if text != "" {
				out.WriteByte(' ')
			}
		}
		open, depth = !sig && strings.HasSuffix(text, " "), quote
		if open && delsp {
			text = text[:len(text)-1]
		}
		out.WriteString(text)
	}
	return out.String()
}

// attach lists a part as a file.
func (g *gatherer) attach(p *part) {
	if p.message != nil {
		g.forward(p)
		return
	}
	if len(p.children) > 0 {
		g.attachAll(p)
		return
	}
	g.attachOnce(p)
}

// attachAll lists what was unpacked from a part.
func (g *gatherer) attachAll(p *part) {
	for _, c := range p.children {
		g.attach(c)
	}
}

func (g *gatherer) attachOnce(p *part) {
	for _, id := range []string{strings.Trim(p.h.get("content-id"), "<> \t"), strings.TrimSpace(p.h.get("content-location"))} {
		if id = clean(id); id != "" && len(id) < 1000 {
			if _, ok := g.cids[id]; !ok {
				g.cids[id] = p.path
			}
		}
	}
	g.media = append(g.media, g.mediaOf(p))
}

// mediaOf describes a part as a file.
func (r *reading) mediaOf(p *part) core.Media {
	name := p.name()
	kind := p.kind
	if kind == "application/octet-stream" && name != "" {
		kind = kindByName(name)
	}
	if name == "" {
		name = fallbackName(kind)
	}
	m := core.Media{Kind: "file", Name: name, MIME: kind, Part: p.path, Size: r.size(p)}
	if class, _, _ := strings.Cut(kind, "/"); class == "image" || class == "audio" || class == "video" {
		m.Kind = class
	}
	return m
}

// kindByName is the media type of files that mailers send without one.
func kindByName(name string) string {
	switch strings.ToLower(path.Ext(name)) {
	case ".jpg", ".jpeg":
		return "image/jpeg"
	case ".png":
		return "image/png"
	case ".gif":
		return "image/gif"
	case ".webp":
		return "image/webp"
	case ".bmp":
		return "image/bmp"
	case ".pdf":
		return "application/pdf"
	case ".mp3":
		return "audio/mpeg"
	case ".wav":
		return "audio/wav"
	case ".mp4":
		return "video/mp4"
	}
	return "application/octet-stream"
}

// forward lists a mail in the mail.
func (g *gatherer) forward(p *part) {
	g.media = append(g.media, g.mediaOf(p))
	if len(g.forwarded) >= maxMails*4 {
		return
	}
	h := p.message.h
	at, _ := parseDate(h.get("date"))
	g.forwarded = append(g.forwarded, forwarded{Part: p.path, From: addresses(h.get("from"), h.hint), Subject: cut(h.text("subject"), maxSubject),
		SentAt: at, MessageID: firstID(h.get("message-id"))})
}

// tidy is a text without white space at line ends, around it, and more than two
// empty lines in a row.
func tidy(s string) string {
	lines := strings.Split(s, "\n")
	out := lines[:0]
	empty := 0
	for _, l := range lines {
		if l != "-- " {
			l = strings.TrimRight(l, " \t\u00a0\u3000")
		}
		if l == "" {
			empty++
		} else {
			empty = 0
		}
		if empty <= 2 {
			out = append(out, l)
		}
	}
	return strings.Trim(strings.Join(out, "\n"), "\n")
}

// runes counts characters.
func runes(s string) int { return utf8.RuneCountInString(s) }
