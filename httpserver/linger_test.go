package httpserver

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/cloudwego/hertz/pkg/app"
)

// refusing is a server that refuses all bodies, and a request that sends it so many bytes.
func refusing(t *testing.T) (*Server, func(size int64) net.Conn) {
	t.Helper()
	s, err := New("127.0.0.1:0", Options{Grace: time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	s.POST("/none", func(_ context.Context, c *app.RequestContext) {
		_, _ = ReadBody(c, 0)
		c.String(413, "too large")
	})
	ended := make(chan error, 1)
	go func() { ended <- s.Run() }()
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		_ = s.Shutdown(ctx)
		<-ended
	})
	return s, func(size int64) net.Conn {
		c, err := net.Dial("tcp", s.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = c.Close() })
		_ = c.SetDeadline(time.Now().Add(20 * time.Second))
		if _, err := fmt.Fprintf(c, "POST /none HTTP/1.1\r\nHost: h\r\nContent-Length: %d\r\n\r\n", size); err != nil {
			t.Fatal(err)
		}
		return c
	}
}

// endless is a body without a limit.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	tick, deadline := time.NewTicker(time.Millisecond), time.After(20*time.Second)
	defer tick.Stop()
	for !ok() {
		select {
		case <-deadline:
			t.Fatal("not in time: " + what)
		case <-tick.C:
		}
	}
}

// wantRefusal reads the answer, and then the end of the connection.
func wantRefusal(t *testing.T, c net.Conn) {
	t.Helper()
	resp, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if b, err := io.ReadAll(resp.Body); resp.StatusCode != 413 || string(b) != "too large" || err != nil || !resp.Close {
		t.Errorf("status %d, %q, %v", resp.StatusCode, b, err)
	}
	if _, err := c.Read(make([]byte, 1)); err != io.EOF { //nolint:errorlint // a connection's own
		t.Errorf("after the answer: %v", err)
	}
}

// inTurns is the least time that so many unwanted bytes take: the first of them
// and the first turn are free.
func inTurns(size int64) time.Duration {
	return time.Duration(max(0, size-atOnce-2*skimPiece)) * time.Second / skimRate
}

// A client that does not listen while it sends is read to its end, in turns.
func TestARefusedBodyIsReadSlowly(t *testing.T) {
	t.Parallel()
	for _, size := range []int64{1 << 10, 1 << 20, drain} {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			t.Parallel()
			s, send := refusing(t)
			begun := time.Now()
			c := send(size)
			if _, err := io.CopyN(c, endless{}, size); err != nil {
				t.Fatal(err)
			}
			wantRefusal(t, c)
			_ = c.Close()
			eventually(t, "the connection is closed", func() bool { return s.Stats().Open == 0 })
			if took, least := time.Since(begun), inTurns(size); took < least {
				t.Errorf("%d bytes were read in %v, in turns it takes %v", size, took, least)
			}
			if n := s.ln.skimming.Load(); n != 0 {
				t.Errorf("%d places are kept", n)
			}
		})
	}
}

// The rate is the listener's, however many send.
func TestRefusedBodiesShareTheirRate(t *testing.T) {
	t.Parallel()
	s, send := refusing(t)
	begun := time.Now()
	const n, size = 8, 2 << 20
	var wg sync.WaitGroup
	for range n {
		wg.Go(func() {
			c := send(size)
			if _, err := io.CopyN(c, endless{}, size); err != nil {
				t.Error(err)
				return
			}
			wantRefusal(t, c)
			_ = c.Close()
		})
	}
	wg.Wait()
	eventually(t, "all connections are closed", func() bool { return s.Stats().Open == 0 })
	if took, least := time.Since(begun), inTurns(n*(size-atOnce)); took < least {
		t.Errorf("%d bytes were read in %v, in turns it takes %v", n*size, took, least)
	}
	if n := s.ln.skimming.Load(); n != 0 {
		t.Errorf("%d places are kept", n)
	}
}

// A client that goes on sending does not hold up the end of the server.
func TestShutdownDoesNotWaitForARefusedBody(t *testing.T) {
	t.Parallel()
	s, send := refusing(t)
	c := send(drain)
	if _, err := io.CopyN(c, endless{}, atOnce); err != nil {
		t.Fatal(err)
	}
	if resp, err := http.ReadResponse(bufio.NewReader(c), nil); err != nil || resp.StatusCode != 413 {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	begun := time.Now()
	if err := s.Shutdown(ctx); err != nil {
		t.Error(err)
	}
	if took := time.Since(begun); took > silence-time.Second {
		t.Errorf("it took %v", took)
	}
}

// What two servers could read differently is answered by the server itself, and lingers alone.
func TestWhatFollowsABadRequestIsReadSlowly(t *testing.T) {
	t.Parallel()
	s, _ := refusing(t)
	c, err := net.Dial("tcp", s.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	_ = c.SetDeadline(time.Now().Add(20 * time.Second))
	begun := time.Now()
	if _, err := io.WriteString(c, "no request\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	if _, err := io.CopyN(c, endless{}, 4<<20); err != nil {
		t.Fatal(err)
	}
	if err := c.(*net.TCPConn).CloseWrite(); err != nil { //nolint:forcetypeassert // it was dialled
		t.Fatal(err)
	}
	b, err := io.ReadAll(c)
	if err != nil || len(b) < 12 || string(b[9:12]) != "400" {
		t.Errorf("%q, %v", b, err)
	}
	eventually(t, "the connection is closed", func() bool { return s.Stats().Open == 0 })
	if took, least := time.Since(begun), inTurns(4<<20); took < least {
		t.Errorf("read in %v, in turns it takes %v", took, least)
	}
}

// An attacker's many connections are not all read from: who finds no place is cut off.
func TestSoManyRefusedBodiesAreReadAtOnce(t *testing.T) {
	t.Parallel()
	s, send := refusing(t)
	s.ln.skimming.Store(skimmers)
	c := send(drain)
	if _, err := io.CopyN(c, endless{}, 1<<20); err == nil {
		_, err = io.Copy(io.Discard, c)                    // the rest never comes, and it would be waited for
		if ne, ok := err.(net.Error); ok && ne.Timeout() { //nolint:errorlint // a connection's own
			t.Error("it is waited for what nobody has a place for")
		}
	}
	if n := s.ln.skimming.Load(); n != skimmers {
		t.Errorf("%d places are taken, want %d", n, skimmers)
	}
	s.ln.skimming.Store(0)
	c = send(1 << 20)
	if _, err := io.CopyN(c, endless{}, 1<<20); err != nil {
		t.Fatal(err)
	}
	wantRefusal(t, c)
}

// A connection that goes on after a body that nobody read: a short one needs
// neither place nor pause, a long one gives its place back.
func TestAConnectionOutlivesAnUnreadBody(t *testing.T) {
	t.Parallel()
	s, _ := refusing(t)
	s.POST("/unread", func(_ context.Context, c *app.RequestContext) { c.String(200, "unread") })
	c, err := net.Dial("tcp", s.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	_ = c.SetDeadline(time.Now().Add(20 * time.Second))
	r := bufio.NewReader(c)
	post := func(size int64) {
		if _, err := fmt.Fprintf(c, "POST /unread HTTP/1.1\r\nHost: h\r\nContent-Length: %d\r\n\r\n", size); err != nil {
			t.Fatal(err)
		}
		if _, err := io.CopyN(c, endless{}, size); err != nil {
			t.Fatal(err)
		}
		resp, err := http.ReadResponse(r, nil)
		if err != nil {
			t.Fatalf("%d bytes: %v", size, err)
		}
		defer resp.Body.Close()
		if b, err := io.ReadAll(resp.Body); string(b) != "unread" || err != nil || resp.Close {
			t.Errorf("%d bytes: %q, %v", size, b, err)
		}
	}
	s.ln.skimming.Store(skimmers)
	post(atOnce / 2)
	post(atOnce / 2)
	s.ln.skimming.Store(0)
	post(1 << 20)
	post(100)
	eventually(t, "its place is given back", func() bool { return s.ln.skimming.Load() == 0 })
}
