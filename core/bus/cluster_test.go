package bus

import (
	"bufio"
	"net"
	"strings"
	"testing"

	"github.com/nats-io/nats-server/v2/server"

	"github.com/switchboard-hub/switchboard/internal/porttest"
)

// startServer runs a real server on the loopback; port 0 chooses a free one.
func startServer(t *testing.T, port int) (*server.Server, int) {
	t.Helper()
	if port == 0 {
		var err error
		if port, err = porttest.Free(); err != nil {
			t.Fatal(err)
		}
	}
	s, err := server.NewServer(&server.Options{Host: "127.0.0.1", Port: port, NoLog: true, NoSigs: true})
	if err != nil {
		t.Fatal(err)
	}
	go s.Start()
	t.Cleanup(func() { s.Shutdown(); s.WaitForShutdown() })
	if !s.ReadyForConnections(patience) {
		t.Fatal("the server does not start")
	}
	return s, s.Addr().(*net.TCPAddr).Port
}

func TestHintsReachOtherProcesses(t *testing.T) {
	t.Parallel()
	s, _ := startServer(t, 0)
	a, b := mustOpen(t, s.ClientURL(), defaultLimits()), mustOpen(t, s.ClientURL(), defaultLimits())
	atA, atB := collect(t, a, "x.*"), collect(t, b, "x.*")
	// The server may learn of b's subscription after a's hint: try again.
	eventually(t, "the hint at both", func() bool {
		a.Publish("x.1", []byte("hello"))
		return len(atA()) > 0 && len(atB()) > 0
	})
	if atB()[0] != "x.1 hello" || a.Stats().EmbeddedServer {
		t.Fatal(atB())
	}
}

func TestTheBusComesBackAfterARestartOfTheServer(t *testing.T) {
	t.Parallel()
	first, port := startServer(t, 0)
	b := mustOpen(t, first.ClientURL(), defaultLimits())
	got := collect(t, b, "x")
	eventually(t, "a hint before", func() bool { b.Publish("x", nil); return len(got()) > 0 })
	first.Shutdown()
	first.WaitForShutdown()
	eventually(t, "the loss to be noticed", func() bool { return !b.Stats().Connected })
	before := len(got())
	b.Publish("x", []byte("while away")) // must not block; it may arrive or be lost
	startServer(t, port)
	eventually(t, "a hint after", func() bool { b.Publish("x", nil); return len(got()) > before })
	eventually(t, "the count of it", func() bool { return b.Stats().Reconnects > 0 })
	if n := b.Stats().Reconnects; n != 1 {
		t.Errorf("%d reconnects", n)
	}
}

func TestAClusterThatIsDownIsWaitedFor(t *testing.T) {
	t.Parallel()
	probe, port := startServer(t, 0)
	url := probe.ClientURL()
	probe.Shutdown()
	probe.WaitForShutdown()
	lim := defaultLimits()
	lim.reconnectSize = 1024
	b := mustOpen(t, url, lim)
	got := collect(t, b, "x")
	eventually(t, "the full buffer to drop", func() bool { b.Publish("x", make([]byte, 100)); return b.Stats().Unsent > 0 })
	startServer(t, port)
	eventually(t, "a hint", func() bool { b.Publish("x", nil); return len(got()) > 0 })
}

// stalledServer greets and then never reads again.
func stalledServer(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			t.Cleanup(func() { _ = c.Close() })
			_, _ = c.Write([]byte("INFO {\"server_id\":\"x\",\"max_payload\":1048576}\r\n"))
			for r := bufio.NewReader(c); ; {
				line, err := r.ReadString('\n')
				if err != nil {
					break
				}
				if strings.HasPrefix(line, "PING") {
					_, _ = c.Write([]byte("PONG\r\n"))
					break
				}
			}
		}
	}()
	return "nats://" + l.Addr().String()
}

func TestAStalledClusterNeverBlocksThePublisher(t *testing.T) {
	t.Parallel()
	lim := defaultLimits()
	lim.queue = 16
	b := mustOpen(t, stalledServer(t), lim)
	hint := make([]byte, 512<<10)
	// The sockets' buffers fill first, then the queue: from there on every hint
	// is dropped, at once. A publisher that blocked would miss the deadline.
	eventually(t, "drops", func() bool {
		for range 64 {
			b.Publish("x", hint)
		}
		return b.Stats().Unsent > 1000
	})
}
