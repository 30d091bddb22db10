package httpx

import (
	"errors"
	"io"
	"net"
	"net/http"
	"strconv"
	"sync/atomic"
	"time"
)

// Handed watches a request. The function it returns reports whether the
// transport took the last byte: until then the platform holds an incomplete
// request and cannot act on it. (httptrace.WroteRequest comes later: between the
// last write and its report a cancelled call would look as if it had not left.)
func Handed(req *http.Request) (*http.Request, func() bool) {
	if req.Body == nil || req.Body == http.NoBody {
		return req, func() bool { return true }
	}
	var handed atomic.Bool
	left := req.ContentLength
	if left <= 0 {
		left = -1 // unknown: a chunked body is whole only after its end
	}
	watch := func(body io.ReadCloser) io.ReadCloser {
		return &handedBody{ReadCloser: body, left: left, handed: &handed}
	}
	c := *req
	c.Body = watch(req.Body)
	if again := req.GetBody; again != nil { // a stale connection: sent anew
		c.GetBody = func() (io.ReadCloser, error) {
			body, err := again()
			if err != nil {
				return nil, err
			}
			return watch(body), nil
		}
	}
	return &c, handed.Load
}

type handedBody struct {
	io.ReadCloser
	left   int64
	handed *atomic.Bool
}

func (b *handedBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if b.left > 0 {
		b.left -= int64(n)
	}
	if err == io.EOF || b.left == 0 {
		b.handed.Store(true)
	}
	return n, err
}

// DialFailed reports whether there never was a connection for the last attempt;
// the transport makes a second attempt only if nothing of the first was written.
func DialFailed(err error) bool {
	var op *net.OpError
	return errors.As(err, &op) && op.Op == "dial"
}

// RetryAfter reads the header in both of its forms (RFC 9110 10.2.3); 0: none.
func RetryAfter(h http.Header, now time.Time) time.Duration {
	v := h.Get("Retry-After")
	if s, err := strconv.ParseInt(v, 10, 32); err == nil {
		return max(time.Duration(s)*time.Second, 0)
	}
	if t, err := http.ParseTime(v); err == nil {
		return max(t.Sub(now), 0)
	}
	return 0
}
