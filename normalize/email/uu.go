package email

import (
	"bytes"
	"regexp"
)

// uuFile is a file that was written into a text.
type uuFile struct {
	name string
	data []byte
}

var uuBegin = regexp.MustCompile(`(?m)^begin [0-7]{3,4} ([^\r\n]{1,255})\r?$`)

// uuFiles takes uuencoded files out of a text, most at most, and gives what is left.
func uuFiles(b []byte, most int) (files []uuFile, rest []byte) {
	for len(files) < most {
		at := uuBegin.FindSubmatchIndex(b)
		if at == nil {
			break
		}
		data, n, ok := uuLines(b[at[1]:])
		if !ok {
			rest = append(rest, b[:at[1]]...)
			b = b[at[1]:]
			continue
		}
		name, _ := decodeText("", "", b[at[2]:at[3]])
		files = append(files, uuFile{fileName(name), data})
		rest = append(rest, b[:at[0]]...)
		b = b[at[1]+n:]
	}
	return files, append(rest, b...)
}

// uuLines decodes up to the line "end". ok is false where the lines are something else.
func uuLines(b []byte) (data []byte, n int, ok bool) {
	_, i := lineEnd(b, 0)
	for i < len(b) {
		end, next := lineEnd(b, i)
		line := b[i:end]
		i = next
		if bytes.Equal(bytes.TrimSpace(line), []byte("end")) {
			return data, i, len(data) > 0
		}
		if len(line) == 0 {
			continue
		}
		want := int(line[0]-' ') & 63
		if line[0] < ' ' || line[0] > '`' || (len(line)-1)*3/4+3 < want {
			return nil, 0, false
		}
		out := make([]byte, 0, want+3)
		for j := 1; j < len(line) && len(out) < want; j += 4 {
			var v uint32
			for k := j; k < j+4; k++ {
				v <<= 6
				if k < len(line) {
					v |= uint32(line[k]-' ') & 63
				}
			}
			out = append(out, byte(v>>16), byte(v>>8), byte(v))
		}
		data = append(data, out[:min(want, len(out))]...)
	}
	return data, i, len(data) > 0
}

// readUU takes the uuencoded files of a text as parts of it.
func (r *reading) readUU(p *part) {
	if !bytes.Contains(p.body, []byte("begin ")) || encodingName(p.h.get("content-transfer-encoding")) == "uuencode" {
		return
	}
	body := r.decode(p, maxText*4)
	files, rest := uuFiles(body, maxParts-r.parts)
	if len(files) == 0 {
		return
	}
	p.body, p.plain, r.cut = rest, true, r.cut || r.parts+len(files) >= maxParts
	for i, f := range files {
		r.parts++
		p.children = append(p.children, &part{path: join(p.path, i+1), kind: "application/octet-stream", plain: true, body: f.data,
			dispParams: map[string]string{"filename": f.name}, disp: "attachment"})
	}
}
