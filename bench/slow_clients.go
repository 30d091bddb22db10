package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/switchboard-hub/switchboard/core"
)

// The attacks that "bench slow" knows.
const (
	attackSlow    = "10,000 slow connections"
	attackRefused = "uploads of 1 GB, refused, one after the other"
	attackLargest = "uploads as large as allowed, one after the other"
	attackTrickle = "ten uploads of 1 MB a second"
)

func attacks() []string { return []string{attackSlow, attackRefused, attackLargest, attackTrickle} }

const (
	slowConnections = 10_000
	slowDrip        = 5 * time.Second // between two bytes of a slow connection
	tenUploads      = 10
	trickleRate     = 1 << 20 // bytes a second of each of ten slow uploads
)

// attackers are one process; they go on until they are told to stop.
type attackers struct {
	Options
	sent, accepted, refused, ended atomic.Int64
}

// attack does its worst until it is interrupted. It says when it has begun, and
// at its end what it did.
func attack(ctx context.Context, o Options) error {
	a := &attackers{Options: o}
	var wg sync.WaitGroup
	ready := make(chan struct{}, slowConnections)
	begin, want := a.uploads, 1
	if o.Attack == attackSlow {
		begin, want = a.slow, slowConnections
	}
	wg.Go(func() { begin(ctx, &wg, ready) })
	for range want {
		select {
		case <-ready:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	_, _ = fmt.Fprintln(os.Stdout, "begun") // the one that waits for it sees the end of a broken pipe
	<-ctx.Done()
	wg.Wait()
	_, _ = fmt.Fprintf(os.Stdout, "%d MB sent; %d uploads accepted, %d refused; %d connections ended\n",
		a.sent.Load()>>20, a.accepted.Load(), a.refused.Load(), a.ended.Load())
	return nil
}

// slow keeps ten thousand connections to the public listener: a third drips a
// header, a third a body, a third asks for files and reads nothing.
func (a *attackers) slow(ctx context.Context, wg *sync.WaitGroup, ready chan<- struct{}) {
	for i := range slowConnections {
		wg.Go(func() {
			for first := true; ctx.Err() == nil; first = false {
				a.one(ctx, i, func() {
					if first {
						ready <- struct{}{}
					}
				})
				a.ended.Add(1)
			}
		})
		if i%100 == 99 {
			pause(ctx, 20*time.Millisecond) // the system's queue of new connections is short
		}
	}
}

func (a *attackers) one(ctx context.Context, i int, begun func()) {
	c, err := (&net.Dialer{Timeout: 10 * time.Second}).DialContext(ctx, "tcp", a.Public)
	if err != nil {
		pause(ctx, time.Second)
		return
	}
	defer context.AfterFunc(ctx, func() { _ = c.Close() })()
	defer func() { _ = c.Close() }()
	start := "GET /healthz HTTP/1.1\r\nHost: h\r\nX-Slow: "
	switch i % 3 {
	case 1:
		start = "POST /hooks/telegram/none HTTP/1.1\r\nHost: h\r\nContent-Length: 100000\r\n\r\n{"
	case 2:
		start = strings.Repeat("GET /widget/v1/loader.js HTTP/1.1\r\nHost: h\r\n\r\n", 50)
	}
	if _, err := io.WriteString(c, start); err != nil {
		return
	}
	begun()
	if i%3 == 2 {
		pause(ctx, 2*time.Minute)
		return
	}
	for ctx.Err() == nil {
		pause(ctx, slowDrip)
		if _, err := c.Write([]byte("x")); err != nil {
			return
		}
	}
}

func pause(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

// uploads sends files to the API, one after the other, or ten slow ones at once.
func (a *attackers) uploads(ctx context.Context, wg *sync.WaitGroup, ready chan<- struct{}) {
	n, size := 1, int64(core.MaxFile)
	switch a.Attack {
	case attackRefused:
		size = 1 << 30
	case attackTrickle:
		n = tenUploads
	}
	for range n {
		wg.Go(func() {
			for ctx.Err() == nil {
				if err := a.upload(ctx, size); err != nil {
					a.ended.Add(1)
				}
			}
		})
	}
	ready <- struct{}{}
}

func (a *attackers) upload(ctx context.Context, size int64) error {
	body := &zeros{ctx: ctx, left: size, sent: &a.sent}
	if a.Attack == attackTrickle {
		body.pace = trickleRate
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+a.Agents+"/api/v1/uploads?name=large.bin", body)
	if err != nil {
		return err
	}
	req.ContentLength = size
	req.Header.Set("Authorization", "Bearer "+a.Key)
	req.Header.Set("Content-Type", "application/octet-stream")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	if resp.StatusCode == http.StatusCreated {
		a.accepted.Add(1)
	} else {
		a.refused.Add(1)
	}
	_, err = io.Copy(io.Discard, resp.Body)
	return errors.Join(err, resp.Body.Close())
}

// zeros is a file of so many zero bytes, at a pace if one is set.
type zeros struct {
	ctx  context.Context
	left int64
	pace int64 // bytes a second; 0: as fast as they are taken
	sent *atomic.Int64
}

// Read implements io.Reader.
func (z *zeros) Read(p []byte) (int, error) {
	if z.left == 0 {
		return 0, io.EOF
	}
	n := min(int64(len(p)), z.left)
	if z.pace > 0 {
		pause(z.ctx, time.Duration(n)*time.Second/time.Duration(z.pace))
	}
	clear(p[:n])
	z.left -= n
	z.sent.Add(n)
	return int(n), z.ctx.Err()
}
