package email

import (
	"bytes"
	"strconv"
	"strings"
)

// Bounds of a mail's structure. What is beyond is counted, not read.
const (
	maxParts    = 200
	maxDepth    = 20
	maxMails    = 5 // mails in mails
	maxUnpacked = 64 << 20
)

// part is a node of a mail's structure. Its path counts as IMAP does: "2.1" is the
// first part of the second; a mail that has one part has part "1", and the parts of a
// mail in a mail follow its own path. What is unpacked from a part follows too.
type part struct {
	path       string
	h          header
	kind       string // media type, in lower case; never empty
	params     map[string]string
	disp       string
	dispParams map[string]string
	body       []byte // as in the mail
	plain      bool   // body is what it was unpacked to: nothing to decode
	children   []*part
	message    *part // of a mail in a mail: its top
	unpacked   *tnefText
}

// reading is the state of reading one mail.
type reading struct {
	parts    int
	omitted  int
	unpacked int
	cut      bool
	defects  []string
}

// defect notes what is wrong with the mail, once.
func (r *reading) defect(name string) {
	for _, d := range r.defects {
		if d == name {
			return
		}
	}
	r.defects = append(r.defects, name)
}

// readMail reads a mail's structure. path is that of the part the mail is in.
func (r *reading) readMail(raw []byte, path string, depth, mails int) *part {
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	if bytes.IndexByte(raw, '\n') < 0 && bytes.IndexByte(raw, '\r') >= 0 { // a Macintosh's line ends
		raw = bytes.ReplaceAll(raw, []byte("\r"), []byte("\n"))
		r.defect("line_ends")
	}
	for len(raw) > 0 && (raw[0] == '\r' || raw[0] == '\n') {
		raw = raw[1:]
	}
	h, body, whole := splitHeader(raw)
	if !whole {
		r.cut = true
		r.defect("header")
	}
	return r.readPart(h, body, path, "text/plain", depth, mails, true)
}

// readPart reads a part whose header is known. top says that it is a mail's own.
func (r *reading) readPart(h header, body []byte, path, without string, depth, mails int, top bool) *part {
	r.parts++
	p := &part{path: path, h: h, body: body}
	p.kind, p.params = parameters(contentType(h), "")
	p.kind = mediaType(p.kind, without)
	p.disp, p.dispParams = parameters(h.get("content-disposition"), "")
	p.h.hint = p.params["charset"]
	switch {
	case strings.HasPrefix(p.kind, "multipart/"):
		if r.split(p, depth, mails) {
			if top && p.h.hint == "" {
				p.h.hint = firstCharset(p)
			}
			return p
		}
		p.kind = "text/plain"
		if depth >= maxDepth {
			p.kind = "application/octet-stream"
		}
	case (p.kind == "message/rfc822" || p.kind == "message/global" || p.kind == "message/news") && mails < maxMails && depth < maxDepth && r.parts < maxParts:
		inner := body
		if enc := encodingName(h.get("content-transfer-encoding")); enc == "base64" || enc == "quoted-printable" {
			inner = r.unpack(p)
		}
		p.path = leafPath(path, top)
		p.message = r.readMail(inner, p.path, depth+1, mails+1)
		return p
	}
	p.path = leafPath(path, top)
	if p.kind == "application/ms-tnef" || p.kind == "application/vnd.ms-tnef" || strings.EqualFold(p.name(), "winmail.dat") {
		r.readTNEF(p)
	} else if p.kind == "text/plain" {
		r.readUU(p)
	}
	return p
}

// leafPath is the path of what is no multipart: a mail's only part is its first.
func leafPath(path string, top bool) string {
	if top {
		return join(path, 1)
	}
	return path
}

func join(path string, n int) string {
	if path == "" {
		return strconv.Itoa(n)
	}
	return path + "." + strconv.Itoa(n)
}

// contentType is the header's first that says anything.
func contentType(h header) string {
	for _, v := range h.all("content-type") {
		if strings.TrimSpace(v) != "" {
			return v
		}
	}
	return ""
}

// mediaType is a type that can be used: nothing and nonsense are text.
func mediaType(kind, without string) string {
	switch {
	case kind == "":
		return without
	case kind == "text" || kind == "plain" || kind == "plain/text":
		return "text/plain"
	case kind == "html":
		return "text/html"
	case kind == "multipart":
		return "multipart/mixed"
	case !strings.Contains(kind, "/") || strings.ContainsAny(kind, "\"<>=\\") || len(kind) > 200:
		return without
	}
	return cleanType(kind)
}

func cleanType(kind string) string {
	return strings.Map(func(r rune) rune {
		if r <= ' ' || r >= 0x7f {
			return -1
		}
		return r
	}, kind)
}

// split reads the parts of a multipart; false: it has none and is read as it stands.
func (r *reading) split(p *part, depth, mails int) bool {
	if depth >= maxDepth {
		r.cut = true
		r.omitted++
		return false
	}
	list, rest, ended := pieces(p.body, p.params["boundary"], maxParts)
	if len(list) == 0 {
		if enc := encodingName(p.h.get("content-transfer-encoding")); enc == "base64" || enc == "quoted-printable" {
			p.body = r.unpack(p)
			list, rest, ended = pieces(p.body, p.params["boundary"], maxParts)
		} else if b := guessBoundary(p.body); b != "" {
			r.defect("boundary")
			list, rest, ended = pieces(p.body, b, maxParts)
		}
	}
	if len(list) == 0 {
		r.defect("boundary")
		return false
	}
	if !ended {
		r.defect("end_missing")
	}
	without := "text/plain"
	if p.kind == "multipart/digest" {
		without = "message/rfc822"
	}
	for i, b := range list {
		if r.parts >= maxParts {
			r.omitted += len(list) - i
			break
		}
		h, body, whole := splitHeader(b)
		if !whole {
			r.cut = true
		}
		p.children = append(p.children, r.readPart(h, body, join(p.path, i+1), without, depth+1, mails, false))
	}
	r.omitted += rest
	return true
}

// pieces cuts a body at its boundary. rest counts those beyond most, ended says
// that the end was marked.
func pieces(body []byte, boundary string, most int) (out [][]byte, rest int, ended bool) {
	boundary = strings.TrimRight(boundary, " \t")
	if boundary == "" {
		return nil, 0, false
	}
	delim := []byte("--" + boundary)
	start := -1
	add := func(end int) {
		if start < 0 {
			return
		}
		if end > start && body[end-1] == '\n' {
			end--
		}
		if end > start && body[end-1] == '\r' {
			end--
		}
		if len(out) < most {
			out = append(out, body[start:max(end, start)])
		} else {
			rest++
		}
	}
	for i := 0; i < len(body); {
		n := bytes.Index(body[i:], delim)
		if n < 0 {
			break
		}
		at := i + n
		i = at + len(delim)
		if at > 0 && body[at-1] != '\n' && body[at-1] != '\r' {
			continue
		}
		end, next := lineEnd(body, i)
		switch tail := bytes.TrimSpace(body[i:end]); {
		case len(tail) == 0:
			add(at)
			start, i = next, next
		case bytes.Equal(tail, []byte("--")):
			add(at)
			return out, rest, true
		}
	}
	add(len(body))
	return out, rest, false
}

// guessBoundary finds a boundary that the header does not name: the first line of
// dashes and more before which there is no other text of a part, with a header after it.
func guessBoundary(body []byte) string {
	for i, n := 0, 0; i < len(body) && n < 50; n++ {
		end, next := lineEnd(body, i)
		line := bytes.TrimRight(body[i:end], " \t")
		if len(line) > 4 && len(line) < 200 && bytes.HasPrefix(line, []byte("--")) && next < len(body) {
			e, _ := lineEnd(body, next)
			if name, _, ok := splitField(body[next:e]); ok && strings.HasPrefix(name, "content-") {
				return string(line[2:])
			}
		}
		i = next
	}
	return ""
}

// firstCharset is the charset of the first text in a part.
func firstCharset(p *part) string {
	if cs := p.params["charset"]; cs != "" {
		return cs
	}
	for _, c := range p.children {
		if cs := firstCharset(c); cs != "" {
			return cs
		}
	}
	return ""
}

// find is the part at a path, below p.
func (p *part) find(path string) *part {
	if p == nil {
		return nil
	}
	if p.path == path && len(p.children) == 0 || p.path == path && p.message == nil && !strings.HasPrefix(p.kind, "multipart/") {
		return p
	}
	if f := p.message.find(path); f != nil {
		return f
	}
	for _, c := range p.children {
		if f := c.find(path); f != nil {
			return f
		}
	}
	if p.path == path && path != "" {
		return p
	}
	return nil
}
