package httpserver_test

import (
	"bufio"
	"context"
	"io"
	"net"
	"testing"
	"time"

	"github.com/cloudwego/hertz/pkg/app"

	"github.com/switchboard-hub/switchboard/httpserver"
)

// Who took a connection keeps it when its handler has returned, and when the
// server has ended.
func TestATakenConnectionIsItsTakersAlone(t *testing.T) {
	t.Parallel()
	s, err := httpserver.New("127.0.0.1:0", httpserver.Options{Grace: 100 * time.Millisecond, IdleTimeout: 5 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	taken := make(chan net.Conn, 1)
	s.GET("/take", func(ctx context.Context, c *app.RequestContext) {
		conn, ok := httpserver.Take(ctx)
		if _, again := httpserver.Take(ctx); !ok || again {
			t.Errorf("taken %v, and again %v", ok, again)
		}
		c.SetConnectionClose()
		c.Response.HijackWriter(nowhere{})
		taken <- conn
	})
	ended := make(chan error, 1)
	go func() { ended <- s.Run() }()
	client, err := net.Dial("tcp", s.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	if _, err := io.WriteString(client, "GET /take HTTP/1.1\r\nHost: x\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	var conn net.Conn
	select {
	case conn = <-taken:
	case <-time.After(20 * time.Second):
		t.Fatal("the handler has not taken the connection")
	}
	defer conn.Close()
	if err := s.Shutdown(t.Context()); err != nil {
		t.Fatal(err)
	}
	<-ended
	if _, err := io.WriteString(conn, "hello\n"); err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(client).ReadString('\n'); line != "hello\n" {
		t.Errorf("the client reads %q, %v", line, err)
	}
}

type nowhere struct{}

func (nowhere) Write(p []byte) (int, error) { return len(p), nil }
func (nowhere) Flush() error                { return nil }
func (nowhere) Finalize() error             { return nil }
