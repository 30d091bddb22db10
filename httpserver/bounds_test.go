package httpserver_test

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/cloudwego/hertz/pkg/app"

	"github.com/switchboard-hub/switchboard/httpserver"
)

// call opens a connection that a test does not wait on for ever.
func call(t *testing.T, s *httpserver.Server) net.Conn {
	t.Helper()
	nc, err := net.Dial("tcp", s.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = nc.Close() })
	if err := nc.SetDeadline(time.Now().Add(20 * time.Second)); err != nil {
		t.Fatal(err)
	}
	return nc
}

// answers sends s and returns the statuses until the server ends the connection.
func answers(t *testing.T, s *httpserver.Server, text string) []int {
	t.Helper()
	nc := call(t, s)
	go func() { _, _ = io.WriteString(nc, text) }()
	var got []int
	for r := bufio.NewReader(nc); ; {
		resp, err := http.ReadResponse(r, nil)
		if err != nil {
			return got
		}
		_, _ = io.Copy(io.Discard, resp.Body)
		got = append(got, resp.StatusCode)
	}
}

func TestAnAttackOnTheFrameIsOneRefusal(t *testing.T) {
	t.Parallel()
	s := start(t, httpserver.Options{IdleTimeout: 5 * time.Second})
	last := "GET /hello HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"
	head := "POST /echo HTTP/1.1\r\nHost: h\r\n"
	for name, c := range map[string]struct {
		send string
		want []int
	}{
		"in order":          {last, []int{200}},
		"two in order":      {"GET /hello HTTP/1.1\r\nHost: h\r\n\r\n" + last, []int{200, 200}},
		"a GET with a body": {"GET /hello HTTP/1.1\r\nHost: h\r\nContent-Length: 50\r\n\r\n" + strings.Repeat("x", 50) + last, []int{200, 200}},
		"length and chunks": {head + "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + last, []int{400}},
		"two lengths":       {head + "Content-Length: 0\r\nContent-Length: 30\r\n\r\n" + last, []int{400}},
		"a folded encoding": {head + "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n" + last, []int{400}},
		"LF alone":          {"GET /hello HTTP/1.1\nHost: h\n\n" + last, []int{400}},
		"a key with LF":     {"GET /hello HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer a\nb\r\n\r\n", []int{400}},
		"a key with CR":     {"GET /hello HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer a\rb\r\n\r\n", []int{400}},
		"a key with CRs":    {"GET /hello HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer a\r\r\n\r\n", []int{400}},
		"a key with CRLF":   {"GET /hello HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer a\r\nb\r\n\r\n", []int{400}},
		"a folded key":      {"GET /hello HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer a\r\n b\r\n\r\n", []int{400}},
		"a key's line ends": {"GET /hello HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer a\n", []int{400}},
		"no host":           {"GET /hello HTTP/1.1\r\n\r\n" + last, []int{400}},
		"HTTP/1.0":          {"GET /hello HTTP/1.0\r\n\r\n" + last, []int{200}},
		"HTTP/2":            {"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + last, []int{400}},
		"the second is bad": {"GET /hello HTTP/1.1\r\nHost: h\r\n\r\nGET /hello HTTP/1.1\r\n\r\n" + last, []int{200}},
		"chunks in order":   {head + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n" + last, []int{200, 200}},
		"trailers":          {head + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n0: a\r\nHost: b\r\n\r\n" + last, []int{200, 200}},
		"a broken chunk":    {head + "Transfer-Encoding: chunked\r\n\r\n4\r\nhello\r\n0\r\n\r\n" + last, []int{400}},
		// The body was whole; nothing after it is read on.
		"trailers for ever":   {head + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n" + strings.Repeat("X: y\r\n", 1<<20), []int{200}},
		"one trailer":         {head + "Transfer-Encoding: chunked\r\n\r\n0\r\nX: " + strings.Repeat("y", 4<<20), []int{200}},
		"extensions":          {head + "Transfer-Encoding: chunked\r\n\r\n5;" + strings.Repeat("a", 4<<20), []int{400}},
		"a huge target":       {"GET /" + strings.Repeat("a", 4<<20), []int{431}},
		"a huge header":       {"GET /hello HTTP/1.1\r\nHost: h\r\nX: " + strings.Repeat("a", 4<<20), []int{431}},
		"headers without end": {"GET /hello HTTP/1.1\r\nHost: h\r\n" + strings.Repeat("X: y\r\n", 1<<20), []int{431}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := answers(t, s, c.send)
			if len(got) < len(c.want) || len(got) > len(c.want)+1 {
				t.Fatalf("answered %v, want %v", got, c.want)
			}
			for i := range c.want {
				if got[i] != c.want[i] {
					t.Fatalf("answered %v, want %v", got, c.want)
				}
			}
			if len(got) > len(c.want) && (name != "the second is bad" || got[len(got)-1] != 400) {
				t.Errorf("answered %v, want %v", got, c.want)
			}
		})
	}
}

func TestAHeaderByteByByteIsARequest(t *testing.T) {
	t.Parallel()
	s := start(t, httpserver.Options{})
	nc := call(t, s)
	go func() {
		_, _ = io.Copy(nc, iotest.OneByteReader(strings.NewReader("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhelloGET /hello HTTP/1.1\r\nHost: h\r\n\r\n")))
	}()
	r := bufio.NewReader(nc)
	for range 2 {
		resp, err := http.ReadResponse(r, nil)
		if err != nil || resp.StatusCode != 200 {
			t.Fatal(resp, err)
		}
		if b, _ := io.ReadAll(resp.Body); string(b) != "hello" {
			t.Fatalf("answered %q", b)
		}
	}
}

// open holds n connections that were answered once.
func open(t *testing.T, s *httpserver.Server, n int) []net.Conn {
	t.Helper()
	list := make([]net.Conn, n)
	for i := range list {
		list[i] = call(t, s)
		if status := first(t, list[i]); status != 200 {
			t.Fatalf("connection %d was answered %d", i, status)
		}
	}
	return list
}

func first(t *testing.T, nc net.Conn) int {
	t.Helper()
	_, _ = io.WriteString(nc, "GET /hello HTTP/1.1\r\nHost: h\r\n\r\n") // one that was turned away is read all the same
	resp, err := http.ReadResponse(bufio.NewReader(nc), nil)
	if err != nil {
		return 0 // a reset came before the 503 was read
	}
	_, _ = io.Copy(io.Discard, resp.Body)
	return resp.StatusCode
}

func until(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); !ok(); {
		if time.Now().After(end) {
			t.Fatal("never: " + what)
		}
		<-time.After(2 * time.Millisecond)
	}
}

func TestConnectionsAreBounded(t *testing.T) {
	t.Parallel()
	for name, o := range map[string]httpserver.Options{
		"in total":                      {Connections: 3},
		"an address":                    {PerAddress: 3},
		"an address that is not exempt": {PerAddress: 3, Exempt: func(a netip.Addr) bool { return !a.IsLoopback() }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t, o)
			held := open(t, s, 3)
			if status := first(t, call(t, s)); status != 503 && status != 0 {
				t.Errorf("one too many was answered %d", status)
			}
			st := s.Stats()
			if st.Open != 3 || st.Full+st.Crowded != 1 || (st.Full == 1) != (o.Connections > 0) {
				t.Errorf("counted %+v", st)
			}
			_ = held[0].Close()
			until(t, "there is room again", func() bool { return s.Stats().Open == 2 })
			open(t, s, 1)
		})
	}
}

func TestAnExemptAddressHasNoBoundOfItsOwn(t *testing.T) {
	t.Parallel()
	s := start(t, httpserver.Options{PerAddress: 2, Exempt: netip.Addr.IsLoopback})
	open(t, s, 10)
}

// A connection that a handler took is still one of the process's descriptors.
func TestATakenConnectionKeepsItsPlace(t *testing.T) {
	t.Parallel()
	s, err := httpserver.New("127.0.0.1:0", httpserver.Options{Connections: 1})
	if err != nil {
		t.Fatal(err)
	}
	taken := make(chan net.Conn, 1)
	s.GET("/take", func(ctx context.Context, c *app.RequestContext) {
		conn, _ := httpserver.Take(ctx)
		c.SetConnectionClose()
		c.Response.HijackWriter(nowhere{})
		taken <- conn
	})
	run(t, s)
	_, _ = io.WriteString(call(t, s), "GET /take HTTP/1.1\r\nHost: h\r\n\r\n")
	conn := <-taken
	if status := first(t, call(t, s)); status == 200 || s.Stats().Open != 1 {
		t.Errorf("answered %d beside a taken connection; counted %+v", status, s.Stats())
	}
	_ = conn.Close()
	_ = conn.Close() // twice is once
	until(t, "its place is free", func() bool { return s.Stats().Open == 0 })
}

// endless answers without end, as much as its reader takes.
func endless(t *testing.T, o httpserver.Options) (*httpserver.Server, chan error) {
	t.Helper()
	s, err := httpserver.New("127.0.0.1:0", o)
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 8)
	s.GET("/endless", func(_ context.Context, c *app.RequestContext) {
		c.Response.SetBodyStream(&source{ended: ended}, -1)
	})
	run(t, s)
	return s, ended
}

type source struct{ ended chan error }

func (s *source) Read(p []byte) (int, error) { return len(p), nil }
func (s *source) Close() error               { s.ended <- nil; return nil }

func TestWhoDoesNotReadIsCutOff(t *testing.T) {
	t.Parallel()
	s, ended := endless(t, httpserver.Options{WriteTimeout: 100 * time.Millisecond})
	_, _ = io.WriteString(call(t, s), "GET /endless HTTP/1.1\r\nHost: h\r\n\r\n")
	<-ended
	until(t, "the connection is closed", func() bool { return s.Stats().Open == 0 })
}

// Each single write of it goes on, and the whole would last for days.
func TestWhoReadsByteByByteIsCutOff(t *testing.T) {
	t.Parallel()
	s, ended := endless(t, httpserver.Options{WriteTimeout: 500 * time.Millisecond, MinRate: 1 << 40})
	nc := call(t, s)
	_, _ = io.WriteString(nc, "GET /endless HTTP/1.1\r\nHost: h\r\n\r\n")
	go func() {
		p := make([]byte, 64<<10)
		for {
			if _, err := nc.Read(p); err != nil {
				return
			}
			<-time.After(2 * time.Millisecond)
		}
	}()
	<-ended
	until(t, "the connection is closed", func() bool { return s.Stats().Open == 0 })
}

// Who asks and asks and reads nothing is read no further.
func TestAFloodOfPipelinedRequestsEnds(t *testing.T) {
	t.Parallel()
	s := start(t, httpserver.Options{WriteTimeout: 100 * time.Millisecond})
	nc := call(t, s)
	flood := strings.Repeat("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 60000\r\n\r\n"+strings.Repeat("x", 60000), 16)
	sent := 0
	for {
		n, err := io.WriteString(nc, flood)
		if sent += n; err != nil {
			break
		}
		if sent > 256<<20 {
			t.Fatal("the server reads on and on")
		}
	}
	until(t, "the connection is closed", func() bool { return s.Stats().Open == 0 })
}
