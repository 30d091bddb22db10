package email

import (
	"bytes"
	"fmt"
	"io"

	"github.com/switchboard-hub/switchboard/core"
)

// Opened is a mail whose parts can be had one after the other; it is no value for
// several goroutines.
type Opened struct {
	r   *reading
	top *part
}

// Open reads a mail's parts.
func Open(raw []byte) Opened {
	r := &reading{}
	return Opened{r: r, top: r.readMail(raw, "", 0, 0)}
}

// Part gives the bytes of a part, decoded, and what it is. The path is that of a
// core.Media of the mail's envelope. The error says that there is no such part.
func (o Opened) Part(path string) (io.Reader, core.Media, error) {
	p := o.top.find(path)
	if p == nil {
		return nil, core.Media{}, fmt.Errorf("the mail has no part %q", path)
	}
	return bytes.NewReader(o.r.decode(p, 0)), o.r.mediaOf(p), nil
}

// Part gives one part of a mail, as Open and its Part do.
func Part(raw []byte, path string) (io.Reader, core.Media, error) { return Open(raw).Part(path) }
