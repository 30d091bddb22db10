package wechat

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// FuzzXML compares the scanner with encoding/xml: what the library reads, the
// scanner reads in the same way. The scanner also reads what the library refuses,
// such as control characters and entities that are none.
func FuzzXML(f *testing.F) {
	files, err := filepath.Glob("../../testdata/wechat/*.xml")
	if err != nil || len(files) == 0 {
		f.Fatal("no fixtures", err)
	}
	for _, file := range files {
		body, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(body)
	}
	for _, s := range []string{"<a/>", "<a b='>'>1<c/>2</a >", "<a>&#65;&#x42;&amp;&lt;</a>", "<a><![CDATA[]]]]></a>", "<?x?><!-- - --><a>\r\n</a>"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		want, ok := byLibrary(body)
		if !ok {
			return
		}
		got, err := parseXML(clean(string(body)))
		if err != nil {
			t.Fatalf("%q: %v", body, err)
		}
		same(t, body, got, want)
	})
}

// same compares trees. The text of what has kids is of no use to anybody.
func same(t *testing.T, body []byte, got, want *node) {
	t.Helper()
	if got.name != want.name || len(got.kids) != len(want.kids) || len(want.kids) == 0 && got.text != want.text {
		t.Fatalf("%q: got %+v, want %+v", body, got, want)
	}
	for i := range want.kids {
		same(t, body, &got.kids[i], &want.kids[i])
	}
}

// byLibrary reads one element with encoding/xml; not ok is what it refuses, or
// what the two are meant to read differently: documents with a type, text beside
// the element, depth beyond what the scanner takes, carriage returns and control
// characters by number.
func byLibrary(body []byte) (*node, bool) {
	if bytes.Contains(body, []byte("<!D")) || bytes.ContainsAny(body, "\x7f") || bytes.Contains(body, []byte("&#")) || bytes.ContainsRune(body, '\ufeff') {
		return nil, false
	}
	d := xml.NewDecoder(bytes.NewReader(body))
	root := &node{}
	stack := []*node{root}
	for {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil || len(stack) > maxDepth {
			return nil, false
		}
		top := stack[len(stack)-1]
		switch token := token.(type) {
		case xml.StartElement:
			top.kids = append(top.kids, node{name: qualified(token.Name)})
			stack = append(stack, &top.kids[len(top.kids)-1])
		case xml.EndElement:
			if len(stack) == 1 || top.name != qualified(token.Name) {
				return nil, false
			}
			stack = stack[:len(stack)-1]
		case xml.CharData:
			if len(stack) == 1 && len(bytes.Trim(token, space)) > 0 {
				return nil, false
			}
			top.text += string(token)
		case xml.Directive:
			return nil, false
		}
	}
	if len(stack) != 1 || len(root.kids) != 1 {
		return nil, false
	}
	return &root.kids[0], true
}

func qualified(n xml.Name) string { return strings.TrimPrefix(n.Space+":"+n.Local, ":") }
