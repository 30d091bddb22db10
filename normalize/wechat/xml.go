package wechat

import (
	"errors"
	"fmt"
	"strings"
)

// scanner reads XML as WeChat writes it. encoding/xml takes five times as long,
// and refuses a whole message for one control character in it.
type scanner struct {
	s string
	i int // what was read so far, bytes
}

// space is what XML calls white space.
const space = " \t\r\n"

// parseXML reads one element and everything in it. Attributes, comments and
// processing instructions are passed over; a document type is refused, so there
// are no entities but the five of XML.
func parseXML(s string) (*node, error) {
	p := &scanner{s: s}
	if err := p.between(); err != nil {
		return nil, err
	}
	var root node
	if err := p.element(&root, 0); err != nil {
		return nil, err
	}
	if err := p.between(); err != nil {
		return nil, err
	}
	if p.i < len(p.s) {
		return nil, errors.New("something follows the XML element")
	}
	return &root, nil
}

// between passes over what may stand before and after the one element.
func (p *scanner) between() error {
	for {
		p.i += len(p.s[p.i:]) - len(strings.TrimLeft(p.s[p.i:], space))
		if skipped, err := p.skip(); err != nil || !skipped {
			return err
		}
	}
}

// skip passes over a comment or a processing instruction, if one is next.
func (p *scanner) skip() (bool, error) {
	for _, c := range [...]struct{ open, end string }{{"<!--", "-->"}, {"<?", "?>"}} {
		if !strings.HasPrefix(p.s[p.i:], c.open) {
			continue
		}
		p.i += len(c.open)
		_, err := p.until(c.end)
		return true, err
	}
	return false, nil
}

// until returns what is left before end, and goes behind it.
func (p *scanner) until(end string) (string, error) {
	n := strings.Index(p.s[p.i:], end)
	if n < 0 {
		return "", fmt.Errorf("the XML ends before a %s", end)
	}
	text := p.s[p.i : p.i+n]
	p.i += n + len(end)
	return text, nil
}

// element reads an element, of which nothing was read yet.
func (p *scanner) element(n *node, depth int) error {
	if depth > maxDepth {
		return errTooDeep
	}
	empty, err := p.open(n)
	if err != nil || empty {
		return err
	}
	var words pieces
	for {
		text, err := p.until("<")
		if err != nil {
			return err
		}
		p.i-- // back to the "<"
		if len(n.kids) == 0 || strings.Trim(text, space) != "" {
			words.add(unescape(text))
		}
		switch rest := p.s[p.i:]; {
		case strings.HasPrefix(rest, "</"):
			n.text = words.text()
			return p.end(n.name)
		case strings.HasPrefix(rest, "<![CDATA["):
			p.i += len("<![CDATA[")
			text, err = p.until("]]>")
			words.add(text)
		case strings.HasPrefix(rest, "<!--"), strings.HasPrefix(rest, "<?"):
			_, err = p.skip()
		default:
			n.kids = append(n.kids, node{})
			err = p.element(&n.kids[len(n.kids)-1], depth+1)
		}
		if err != nil {
			return err
		}
	}
}

// pieces puts text together, and copies nothing where it comes in one piece, as
// almost all does.
type pieces struct {
	first string
	all   strings.Builder
}

func (p *pieces) add(s string) {
	switch {
	case p.first == "":
		p.first = s
	case s != "":
		if p.all.Len() == 0 {
			p.all.WriteString(p.first)
		}
		p.all.WriteString(s)
	}
}

func (p *pieces) text() string {
	if p.all.Len() > 0 {
		return p.all.String()
	}
	return p.first
}

// open reads a start tag; empty is one that ends in "/>".
func (p *scanner) open(n *node) (empty bool, err error) {
	rest := p.s[p.i:]
	name := strings.IndexAny(rest, space+"/>")
	if name < 2 || rest[0] != '<' || rest[1] == '!' || strings.IndexByte(rest[1:name], '<') >= 0 {
		return false, fmt.Errorf("no XML element where one should be: %q", rest[:min(20, len(rest))])
	}
	n.name = rest[1:name]
	quote := byte(0)
	for i := name; i < len(rest); i++ {
		switch c := rest[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '<':
			return false, fmt.Errorf("the start tag of %s does not end", excerpt(n.name))
		case c == '>':
			p.i += i + 1
			return rest[i-1] == '/', nil
		}
	}
	return false, fmt.Errorf("the XML ends in the start tag of %s", excerpt(n.name))
}

// end reads the end tag of an element.
func (p *scanner) end(name string) error {
	p.i += len("</")
	got, err := p.until(">")
	if err != nil {
		return err
	}
	if strings.TrimRight(got, space) != name {
		return fmt.Errorf("%s ends as %s", excerpt(name), excerpt(got))
	}
	return nil
}

// excerpt bounds what an error quotes.
func excerpt(s string) string { return fmt.Sprintf("%q", s[:min(40, len(s))]) }
