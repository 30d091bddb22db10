package wechat

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// node is an XML element or a JSON value: one form for both, in which every
// value is text. An array is as many nodes of one name, as XML has it.
type node struct {
	name string
	text string
	kids []node
}

// maxDepth is ten times the depth of any push known.
const maxDepth = 64

var errTooDeep = fmt.Errorf("more than %d elements inside each other", maxDepth)

// parse tells XML from JSON by the first byte. All text of the tree is UTF-8 and
// has no control characters but tab and newline.
func parse(body []byte) (*node, error) {
	if len(body) > maxBody {
		return nil, fmt.Errorf("%d bytes, more than the %d that a message can have", len(body), maxBody)
	}
	body = bytes.TrimSpace(bytes.TrimPrefix(body, []byte("\ufeff")))
	switch {
	case len(body) == 0:
		return nil, errors.New("it is empty")
	case body[0] == '<':
		return parseXML(clean(string(body)))
	case body[0] == '{':
		return parseJSON(body)
	}
	return nil, fmt.Errorf("neither XML nor JSON: it begins with %q", body[:min(20, len(body))])
}

// at finds the first node on a path of names; nil where there is none.
func (n *node) at(path ...string) *node {
	for _, name := range path {
		n = n.kid(name)
	}
	return n
}

// kid finds the first node of a name among the next ones.
func (n *node) kid(name string) *node {
	if n == nil {
		return nil
	}
	for i := range n.kids {
		if n.kids[i].name == name {
			return &n.kids[i]
		}
	}
	return nil
}

// get is the text at a path, without the space around it.
func (n *node) get(path ...string) string { return strings.TrimSpace(n.verbatim(path...)) }

// verbatim is the text at a path, as it was written.
func (n *node) verbatim(path ...string) string {
	if n = n.at(path...); n == nil {
		return ""
	}
	return n.text
}

// having lists the nodes at any depth that have a kid of this name: lists are
// nested in one way in XML and in several ways in JSON.
func (n *node) having(name string) []*node {
	if n == nil {
		return nil
	}
	var found []*node
	if n.at(name) != nil {
		found = append(found, n)
	}
	for i := range n.kids {
		found = append(found, n.kids[i].having(name)...)
	}
	return found
}

// clean makes line breaks one newline, and replaces control characters and
// broken UTF-8: people's clients send them, and neither XML nor databases hold
// them. Clean text is returned as it is.
func clean(s string) string {
	control := func(c rune) bool { return c < ' ' && c != '\t' && c != '\n' || c == 0x7f }
	if strings.IndexFunc(s, control) < 0 && utf8.ValidString(s) {
		return s
	}
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\r\n", "\n")
	return strings.Map(func(c rune) rune {
		switch {
		case c == '\r':
			return '\n'
		case control(c):
			return utf8.RuneError
		}
		return c
	}, s)
}
