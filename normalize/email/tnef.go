package email

import (
	"encoding/binary"
	"strconv"
	"unicode/utf16"
)

// tnefText is the text that winmail.dat holds beside its files.
type tnefText struct{ text, html string }

// Names of TNEF's attributes and of MAPI's properties, by MS-OXTNEF and MS-OXPROPS.
const (
	tnefSignature   = 0x223e9f78
	tnefBody        = 0x800c
	tnefTitle       = 0x8010
	tnefData        = 0x800f
	tnefAttach      = 0x9002
	tnefProps       = 0x9003
	tnefAttachProps = 0x9005
	tnefCodePage    = 0x9007

	mapiBody     = 0x1000
	mapiHTML     = 0x1013
	mapiLongName = 0x3707
	mapiMIME     = 0x370e
	mapiCID      = 0x3712
)

// tnefFile is a file of winmail.dat.
type tnefFile struct {
	title, long, kind, cid string
	data                   []byte
}

// readTNEF takes what Outlook packed into winmail.dat as parts of it. What is cut
// off is read as far as it goes; what is no TNEF stays a file.
func (r *reading) readTNEF(p *part) {
	raw := r.unpack(p)
	if len(raw) < 6 || binary.LittleEndian.Uint32(raw) != tnefSignature {
		r.defect("tnef")
		return
	}
	text, files := r.tnefAttributes(raw[6:])
	if text.text != "" || text.html != "" {
		p.unpacked = &text
	}
	for i, f := range files {
		if r.parts >= maxParts {
			r.omitted += len(files) - i
			break
		}
		r.parts++
		name := f.long
		if name == "" {
			name = f.title
		}
		c := &part{path: join(p.path, i+1), kind: cleanType(f.kind), plain: true, body: f.data, disp: "attachment", dispParams: map[string]string{"filename": name}}
		if c.kind == "" {
			c.kind = kindByName(name)
		}
		if f.cid != "" {
			c.h.fields = []field{{"content-id", []byte(f.cid)}}
		}
		p.children = append(p.children, c)
	}
}

func (r *reading) tnefAttributes(b []byte) (text tnefText, files []tnefFile) {
	charset := "windows-1252"
	for len(b) >= 9 {
		id, n := binary.LittleEndian.Uint16(b[1:]), int(binary.LittleEndian.Uint32(b[5:]))
		if n > len(b)-9 {
			r.defect("tnef")
			break
		}
		data := b[9 : 9+n]
		b = b[min(len(b), 9+n+2):] // two bytes of checksum
		if id == tnefAttach {
			files = append(files, tnefFile{})
		}
		last := &tnefFile{}
		if len(files) > 0 {
			last = &files[len(files)-1]
		}
		switch id {
		case tnefCodePage:
			if n >= 4 {
				charset = "cp" + strconv.Itoa(int(binary.LittleEndian.Uint32(data)))
			}
		case tnefBody:
			text.text = mapiText(data, 0x1e, charset)
		case tnefTitle:
			last.title = mapiText(data, 0x1e, charset)
		case tnefData:
			last.data = data
		case tnefProps:
			eachProperty(data, func(id, kind uint16, v []byte) {
				switch id {
				case mapiBody:
					text.text = mapiText(v, kind, charset)
				case mapiHTML:
					text.html = mapiText(v, kind, charset)
				}
			})
		case tnefAttachProps:
			eachProperty(data, func(id, kind uint16, v []byte) {
				switch id {
				case mapiLongName:
					last.long = mapiText(v, kind, charset)
				case mapiMIME:
					last.kind = mapiText(v, kind, charset)
				case mapiCID:
					last.cid = mapiText(v, kind, charset)
				}
			})
		}
	}
	return text, files
}

// mapiText reads a property's text: type 0x1f is UTF-16, others are in the code page.
func mapiText(v []byte, kind uint16, charset string) string {
	if kind == 0x1f {
		units := make([]uint16, len(v)/2)
		for i := range units {
			units[i] = binary.LittleEndian.Uint16(v[2*i:])
		}
		return clean(string(utf16.Decode(units)))
	}
	text, _ := decodeText(charset, "", v)
	return text
}

// eachProperty calls f with the first value of each property, and ends where one
// cannot be read. Every value takes at least four bytes, so that it always ends.
func eachProperty(b []byte, f func(id, kind uint16, v []byte)) {
	if len(b) < 4 {
		return
	}
	b = b[4:]
	take := func(n int) []byte {
		if n < 0 || n > len(b) {
			b = nil
			return nil
		}
		v := b[:n]
		b = b[min(len(b), (n+3)&^3):]
		return v
	}
	number := func() int {
		if v := take(4); v != nil {
			return int(binary.LittleEndian.Uint32(v))
		}
		return 0
	}
	for len(b) >= 4 {
		head := number()
		kind, id := uint16(head), uint16(head>>16) //nolint:gosec // its two halves
		if id >= 0x8000 && id != 0xffff {          // a name: a GUID, and a number or a text
			take(16)
			if number() == 0 {
				number()
			} else {
				take(number())
			}
		}
		base, count := kind&0x0fff, 1
		variable := base == 0x1e || base == 0x1f || base == 0x102 || base == 0x0d
		if variable || kind&0x1000 != 0 {
			count = number()
		}
		for i := 0; i < count && len(b) > 0; i++ {
			size := fixedSize(base)
			if variable {
				size = number()
			}
			if size < 0 {
				return
			}
			if v := take(size); i == 0 && v != nil {
				f(id, base, v)
			}
		}
	}
}

func fixedSize(kind uint16) int {
	switch kind {
	case 0x02, 0x03, 0x04, 0x0a, 0x0b:
		return 4
	case 0x05, 0x06, 0x07, 0x14, 0x40:
		return 8
	case 0x48:
		return 16
	}
	return -1
}
