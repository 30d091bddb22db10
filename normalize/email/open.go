package email

import (
	"bytes"
	"fmt"
	"io"

	"github.com/switchboard-hub/switchboard/core"
)

// Part gives the bytes of a part of a mail, decoded, and what it is. The path is
// that of a core.Media of the mail's envelope. The error says that there is no such part.
func Part(raw []byte, path string) (io.Reader, core.Media, error) {
	r := &reading{}
	p := r.readMail(raw, "", 0, 0).find(path)
	if p == nil {
		return nil, core.Media{}, fmt.Errorf("the mail has no part %q", path)
	}
	return bytes.NewReader(r.decode(p, 0)), r.mediaOf(p), nil
}
