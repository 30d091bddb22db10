package httpserver

import (
	"bytes"
	"errors"
	"io"

	"github.com/cloudwego/hertz/pkg/app"
)

// ErrBodyTooLarge is a request body over its limit: 413.
var ErrBodyTooLarge = errors.New("the request body is larger than allowed")

// Body returns the request's body as it arrives. Reading past limit returns
// ErrBodyTooLarge and gives the connection up.
func Body(c *app.RequestContext, limit int64) io.Reader {
	length := int64(c.Request.Header.ContentLength())
	if length > limit {
		return &body{c: c, left: -1}
	}
	if !c.Request.IsBodyStream() {
		return &body{c: c, r: bytes.NewReader(c.Request.Body()), left: limit}
	}
	r := c.Request.BodyStream()
	if length >= 0 {
		// The stream may read on into the next request of the connection when
		// it is given room for more than this body.
		r = io.LimitReader(r, length)
	}
	return &body{c: c, r: r, left: limit}
}

// Part returns a part of a request's body, such as the file of a form, with a
// limit of its own. Reading past it returns ErrBodyTooLarge and gives the
// connection up.
func Part(c *app.RequestContext, r io.Reader, limit int64) io.Reader {
	return &body{c: c, r: r, left: limit}
}

// ReadBody reads a whole body of at most limit bytes.
func ReadBody(c *app.RequestContext, limit int64) ([]byte, error) {
	r := Body(c, limit)
	length := c.Request.Header.ContentLength()
	if length < 0 || int64(length) > limit {
		return io.ReadAll(r)
	}
	b := make([]byte, length)
	n, err := io.ReadFull(r, b)
	if errors.Is(err, io.EOF) && length == 0 {
		err = nil
	}
	return b[:n], err
}

type body struct {
	c    *app.RequestContext
	r    io.Reader
	left int64 // below 0: over the limit
}

// Read implements io.Reader. It asks for one byte more than is allowed, to
// tell a body of exactly the limit from one that is longer.
func (b *body) Read(p []byte) (int, error) {
	if b.left < 0 {
		b.c.SetConnectionClose()
		return 0, ErrBodyTooLarge
	}
	if int64(len(p)) > b.left+1 {
		p = p[:b.left+1]
	}
	n, err := b.r.Read(p)
	b.left -= int64(n)
	if b.left < 0 {
		b.c.SetConnectionClose()
		return n - 1, ErrBodyTooLarge
	}
	return n, err
}
