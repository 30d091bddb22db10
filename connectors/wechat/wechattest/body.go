package wechattest

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"strings"
)

// Field is one element of a push. In XML a text is CDATA, a number is not; in
// JSON a number is one. An element without a value or children is empty text.
type Field struct {
	Name   string
	Value  string
	Number bool
	Fields []Field
	// List makes the Fields an array in JSON; in XML they are elements anyway.
	List bool
}

func text(name, value string) Field   { return Field{Name: name, Value: value} }
func number(name, value string) Field { return Field{Name: name, Value: value, Number: true} }

// render is a push's body in the callback's format.
func (c *Callback) render(fields []Field) []byte {
	var out bytes.Buffer
	if c.JSON {
		writeJSON(&out, fields)
		return out.Bytes()
	}
	out.WriteString("<xml>")
	writeXML(&out, fields)
	out.WriteString("</xml>")
	return out.Bytes()
}

func writeXML(out *bytes.Buffer, fields []Field) {
	for i := range fields {
		f := &fields[i]
		out.WriteString("<" + f.Name + ">")
		switch {
		case f.Fields != nil:
			writeXML(out, f.Fields)
		case f.Number:
			xml.EscapeText(out, []byte(f.Value)) //nolint:errcheck // a buffer takes all
		default:
			out.WriteString("<![CDATA[" + strings.ReplaceAll(f.Value, "]]>", "]]]]><![CDATA[>") + "]]>")
		}
		out.WriteString("</" + f.Name + ">")
	}
}

func writeJSON(out *bytes.Buffer, fields []Field) {
	out.WriteByte('{')
	for i := range fields {
		if i > 0 {
			out.WriteByte(',')
		}
		quote(out, fields[i].Name)
		out.WriteByte(':')
		writeValue(out, &fields[i])
	}
	out.WriteByte('}')
}

func writeValue(out *bytes.Buffer, f *Field) {
	switch {
	case f.List:
		out.WriteByte('[')
		for i := range f.Fields {
			if i > 0 {
				out.WriteByte(',')
			}
			writeValue(out, &f.Fields[i])
		}
		out.WriteByte(']')
	case f.Fields != nil:
		writeJSON(out, f.Fields)
	case f.Number:
		out.WriteString(f.Value)
	default:
		quote(out, f.Value)
	}
}

func quote(out *bytes.Buffer, s string) {
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	enc.Encode(s) //nolint:errcheck,errchkjson // a buffer takes all
	out.Truncate(out.Len() - 1)
}
