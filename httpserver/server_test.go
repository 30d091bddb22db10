package httpserver_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/cloudwego/hertz/pkg/app"

	"github.com/switchboard-hub/switchboard/httpserver"
)

// start runs a server with the usual test routes on a free port.
func start(t *testing.T, o httpserver.Options) *httpserver.Server {
	t.Helper()
	s, err := httpserver.New("127.0.0.1:0", o)
	if err != nil {
		t.Fatal(err)
	}
	s.GET("/hello", func(_ context.Context, c *app.RequestContext) { c.String(200, "hello") })
	s.GET("/panic", func(context.Context, *app.RequestContext) { panic("on purpose") })
	s.POST("/echo", func(_ context.Context, c *app.RequestContext) {
		b, err := httpserver.ReadBody(c, 64<<10)
		switch {
		case errors.Is(err, httpserver.ErrBodyTooLarge):
			c.String(413, "too large")
		case err != nil:
			c.String(400, err.Error())
		default:
			c.Data(200, "text/plain", b)
		}
	})
	run(t, s)
	return s
}

func run(t *testing.T, s *httpserver.Server) {
	t.Helper()
	ended := make(chan error, 1)
	go func() { ended <- s.Run() }()
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		if err := s.Shutdown(ctx); err != nil {
			t.Errorf("shutdown: %v", err)
		}
		if err := <-ended; err != nil {
			t.Errorf("run: %v", err)
		}
	})
}

func get(t *testing.T, url string) (*http.Response, string) {
	t.Helper()
	resp, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp, string(b)
}

func TestEveryAnswerIsNamedAndSafe(t *testing.T) {
	t.Parallel()
	s := start(t, httpserver.Options{})
	for path, want := range map[string]struct {
		status int
		code   string
	}{"/hello": {200, ""}, "/none": {404, "route.not_found"}, "/echo": {405, "route.method_not_allowed"}, "/panic": {500, "internal"}} {
		resp, body := get(t, s.URL()+path)
		if resp.StatusCode != want.status {
			t.Errorf("%s: status %d, want %d", path, resp.StatusCode, want.status)
		}
		for _, h := range []string{"X-Request-Id", "X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy"} {
			if resp.Header.Get(h) == "" {
				t.Errorf("%s: no %s", path, h)
			}
		}
		if want.code == "" {
			continue
		}
		var p struct {
			Type, Title, Detail, Code string
			Status                    int
		}
		if err := json.Unmarshal([]byte(body), &p); err != nil || p.Code != want.code || p.Status != want.status || p.Detail == "" {
			t.Errorf("%s: problem %q (%v)", path, body, err)
		}
		if strings.Contains(body, "on purpose") {
			t.Errorf("%s tells what panicked: %s", path, body)
		}
	}
}

func TestBodiesUpToTheLimit(t *testing.T) {
	t.Parallel()
	s := start(t, httpserver.Options{})
	for _, size := range []int{0, 1, 8191, 8192, 8193, 64 << 10, 64<<10 + 1, 4 << 20} {
		for _, chunked := range []bool{false, true} {
			want := strings.Repeat("x", size)
			var r io.Reader = strings.NewReader(want)
			if chunked {
				r = io.MultiReader(r) // hides the length
			}
			resp, err := http.Post(s.URL()+"/echo", "text/plain", r)
			if err != nil {
				if size > 1<<20 {
					continue // the connection was given up while the client still sent
				}
				t.Fatal(err)
			}
			got, _ := io.ReadAll(resp.Body)
			_ = resp.Body.Close()
			if size > 64<<10 {
				if resp.StatusCode != 413 {
					t.Errorf("%d bytes (chunked %v): status %d", size, chunked, resp.StatusCode)
				}
				continue
			}
			if resp.StatusCode != 200 || string(got) != want {
				t.Errorf("%d bytes (chunked %v): status %d, %d bytes back", size, chunked, resp.StatusCode, len(got))
			}
		}
	}
}

// A client that writes before it reads, in chunks that do not end where the limit
// is: nothing of the answer may be lost with a connection that is reset.
func TestTheRefusalOfALongBodyArrives(t *testing.T) {
	t.Parallel()
	s := start(t, httpserver.Options{})
	chunk := "5000\r\n" + strings.Repeat("x", 0x5000) + "\r\n"
	request := "POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" + strings.Repeat(chunk, 100) + "0\r\n\r\n"
	for i := range 20 {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			nc, err := net.Dial("tcp", s.Addr().String())
			if err != nil {
				t.Fatal(err)
			}
			defer nc.Close()
			_ = nc.SetDeadline(time.Now().Add(time.Minute))
			if _, err := io.WriteString(nc, request); err != nil {
				t.Fatal(err)
			}
			resp, err := http.ReadResponse(bufio.NewReader(nc), nil)
			if err != nil {
				t.Fatal(err)
			}
			defer resp.Body.Close()
			if b, err := io.ReadAll(resp.Body); resp.StatusCode != 413 || string(b) != "too large" || err != nil {
				t.Fatalf("status %d, %q, %v", resp.StatusCode, b, err)
			}
		})
	}
}

func TestPipelinedBodiesStayApart(t *testing.T) {
	t.Parallel()
	s := start(t, httpserver.Options{})
	nc, err := net.Dial("tcp", s.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer nc.Close()
	var all strings.Builder
	const n = 5
	for i := range n {
		b := strings.Repeat(fmt.Sprint(i), 9000+i)
		fmt.Fprintf(&all, "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: %d\r\n\r\n%s", len(b), b)
	}
	go func() { _, _ = io.WriteString(nc, all.String()) }()
	r := bufio.NewReader(nc)
	for i := range n {
		resp, err := http.ReadResponse(r, nil)
		if err != nil {
			t.Fatalf("answer %d: %v", i, err)
		}
		b, _ := io.ReadAll(resp.Body)
		if want := strings.Repeat(fmt.Sprint(i), 9000+i); string(b) != want {
			t.Fatalf("answer %d: %d bytes, want %d", i, len(b), len(want))
		}
	}
}

func TestSlowClientsAreCutOff(t *testing.T) {
	t.Parallel()
	s := start(t, httpserver.Options{Grace: 150 * time.Millisecond, IdleTimeout: 150 * time.Millisecond, MinRate: 1 << 20})
	for name, head := range map[string]string{
		"nothing":   "",
		"a header":  "GET /hello HTTP/1.1\r\nHost: h\r\nX: ",
		"a body":    "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 9999\r\n\r\n",
		"two words": "GET /hello HTTP/1.1\r\nHost: h\r\n\r\nGET ",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			nc, err := net.Dial("tcp", s.Addr().String())
			if err != nil {
				t.Fatal(err)
			}
			defer nc.Close()
			if _, err := io.WriteString(nc, head); err != nil {
				t.Fatal(err)
			}
			stop := make(chan struct{})
			defer close(stop)
			if head != "" {
				go dribble(nc, stop)
			}
			_ = nc.SetReadDeadline(time.Now().Add(5 * time.Second))
			_, err = io.Copy(io.Discard, nc) // ends when the server closes
			if ne, ok := errors.AsType[net.Error](err); ok && ne.Timeout() {
				t.Fatal("the server keeps a connection that sends a byte now and then")
			}
		})
	}
}

// dribble sends a byte every few milliseconds.
func dribble(w io.Writer, stop <-chan struct{}) {
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-stop:
			return
		case <-tick.C:
			if _, err := w.Write([]byte("x")); err != nil {
				return
			}
		}
	}
}

func TestShutdownLetsARequestFinishAndDropsIdleConnections(t *testing.T) {
	t.Parallel()
	s, err := httpserver.New("127.0.0.1:0", httpserver.Options{})
	if err != nil {
		t.Fatal(err)
	}
	entered, release := make(chan struct{}), make(chan struct{})
	s.GET("/slow", func(_ context.Context, c *app.RequestContext) {
		close(entered)
		<-release
		c.String(200, "done")
	})
	s.GET("/quick", func(_ context.Context, c *app.RequestContext) { c.String(200, "quick") })
	ended := make(chan error, 1)
	go func() { ended <- s.Run() }()
	get(t, s.URL()+"/quick") // leaves an idle connection behind

	answer := make(chan string, 1)
	go func() {
		resp, err := (&http.Client{Transport: &http.Transport{}}).Get(s.URL() + "/slow")
		if err != nil {
			answer <- err.Error()
			return
		}
		b, _ := io.ReadAll(resp.Body)
		answer <- string(b)
	}()
	<-entered
	down := make(chan error, 1)
	begun := time.Now()
	go func() { down <- s.Shutdown(context.Background()) }()
	for s.IsRunning() {
		select {
		case err := <-down:
			t.Fatalf("shutdown did not wait: %v", err)
		default:
		}
	}
	close(release)
	if got := <-answer; got != "done" {
		t.Errorf("the request under way got %q", got)
	}
	if err := <-down; err != nil {
		t.Errorf("shutdown: %v", err)
	}
	if err := <-ended; err != nil {
		t.Errorf("run: %v", err)
	}
	if took := time.Since(begun); took > 30*time.Second {
		t.Errorf("shutdown waited %v for an idle connection", took)
	}
	if _, err := net.DialTimeout("tcp", s.Addr().String(), time.Second); err == nil {
		t.Error("the port is still open")
	}
}

func TestAnAddressInUseIsAnError(t *testing.T) {
	t.Parallel()
	s, err := httpserver.New("127.0.0.1:0", httpserver.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := httpserver.New(s.Addr().String(), httpserver.Options{}); err == nil {
		t.Error("two servers on one port")
	}
	if err := s.Shutdown(context.Background()); err != nil {
		t.Errorf("shutdown of a server that never ran: %v", err)
	}
}

// A client may keep a connection in reserve that it has not used yet. Bytes
// that come on it unasked could be taken for the answer to its first request.
func TestAnUnusedConnectionIsClosedWithoutAWord(t *testing.T) {
	t.Parallel()
	s := start(t, httpserver.Options{IdleTimeout: 20 * time.Millisecond})
	nc, err := net.Dial("tcp", s.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer nc.Close()
	_ = nc.SetReadDeadline(time.Now().Add(5 * time.Second))
	if b, err := io.ReadAll(nc); len(b) > 0 || err != nil {
		t.Errorf("got %q, %v", b, err)
	}
}
