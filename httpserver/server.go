// Package httpserver builds the hub's HTTP listeners: bound before they are
// returned, guarded against slow clients, with the headers that every answer
// carries and a shutdown that lets requests finish. It knows no route: rooms
// such as api and webhooks mount theirs.
package httpserver

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/netip"
	"sync"
	"time"

	"github.com/cloudwego/hertz/pkg/app/server"
	"github.com/cloudwego/hertz/pkg/common/hlog"
	"github.com/cloudwego/hertz/pkg/network/standard"
)

// Options tunes a server. Zero values stand for the defaults.
type Options struct {
	// Log takes panics; nil: nowhere.
	Log *slog.Logger
	// IdleTimeout closes a kept connection without a request; default 75 s,
	// longer than the 60 s of the usual proxies, so that they close first.
	IdleTimeout time.Duration
	// Grace is how long a request may take to arrive before MinRate counts;
	// default 15 s.
	Grace time.Duration
	// MinRate is the bytes per second that a request must arrive with after
	// the grace; default 4096.
	MinRate int
	// WriteTimeout bounds one write to a client that does not read; default 60 s.
	WriteTimeout time.Duration
	// MaxHeader bounds the request's headers; default 32 KiB.
	MaxHeader int
	// Connections bounds those that are open at once, sockets that a handler
	// took over among them; default 12,000. Further ones get a 503.
	Connections int
	// PerAddress bounds those of one address (IPv6: one /64); default 2,000.
	PerAddress int
	// Exempt names addresses without such a bound, such as a proxy's; nil: none.
	Exempt func(netip.Addr) bool
	// ShutdownWait bounds a graceful shutdown whose context has no earlier
	// end; default 30 s.
	ShutdownWait time.Duration
}

func (o Options) withDefaults() Options {
	set := func(d *time.Duration, def time.Duration) {
		if *d <= 0 {
			*d = def
		}
	}
	set(&o.IdleTimeout, 75*time.Second)
	set(&o.Grace, 15*time.Second)
	set(&o.WriteTimeout, time.Minute)
	set(&o.ShutdownWait, 30*time.Second)
	count := func(n *int, def int) {
		if *n <= 0 {
			*n = def
		}
	}
	count(&o.MinRate, 4096)
	count(&o.MaxHeader, 32<<10)
	count(&o.Connections, 12_000)
	count(&o.PerAddress, 2_000)
	if o.Log == nil {
		o.Log = slog.New(slog.NewTextHandler(io.Discard, nil))
	}
	return o
}

// Server is a bound listener with its router. Mount the routes, then Run.
type Server struct {
	*server.Hertz
	ln     *listener
	bounds *bounded
}

// New binds addr ("127.0.0.1:0" takes a free port) and returns its server.
// From then on clients can connect; they are answered once Run is called.
//
// Request bodies are streamed and not bounded here: each handler sets its own
// limit, so that an upload and a JSON body can share a listener.
func New(addr string, o Options) (*Server, error) {
	o = o.withDefaults()
	inner, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("listen on %s: %w", addr, err)
	}
	quietHertz()
	bounds := newBounded(inner, o)
	ln := newListener(bounds, o)
	h := server.New(
		server.WithListener(ln),
		// Measured at 64 kept connections, net's poller is as fast as netpoll,
		// and it serves wrapped connections: the guard needs one.
		server.WithTransport(standard.NewTransporter),
		server.WithOnAccept(withConn),
		server.WithIdleTimeout(o.IdleTimeout),
		server.WithReadTimeout(o.Grace),
		server.WithMaxHeaderBytes(o.MaxHeader), // framing says so before
		server.WithExitWaitTime(o.ShutdownWait),
		server.WithStreamBody(true),
		server.WithDisablePreParseMultipartForm(true),
		server.WithHandleMethodNotAllowed(true),
		server.WithRedirectTrailingSlash(false),
		server.WithUseRawPath(true),
		server.WithDisablePrintRoute(true),
	)
	h.Name = "switchboard"
	h.Use(begin(o.Log))
	h.NoRoute(notFound)
	h.NoMethod(methodNotAllowed)
	return &Server{Hertz: h, ln: ln, bounds: bounds}, nil
}

// Addr returns the address that is really bound.
func (s *Server) Addr() net.Addr { return s.ln.Addr() }

// Stats says how many connections there are, and how many were refused.
func (s *Server) Stats() Stats {
	return Stats{Open: s.bounds.connections(), Full: s.bounds.full.Load(), Crowded: s.bounds.crowded.Load(), Malformed: s.ln.malformed.Load()}
}

// URL returns the server's base address for clients on this machine.
func (s *Server) URL() string { return "http://" + s.Addr().String() }

// Shutdown takes no new request, closes idle connections and waits for the
// requests under way until ctx ends.
func (s *Server) Shutdown(ctx context.Context) error {
	done := make(chan struct{})
	var sweeping sync.WaitGroup
	sweeping.Go(func() { s.ln.closeIdle(done) })
	running := s.IsRunning()
	err := s.Hertz.Shutdown(ctx)
	close(done)
	sweeping.Wait()
	_ = s.ln.Close() // Run, if it comes after this, finds the listener closed
	if !running {
		return nil
	}
	return err
}

// quietHertz: hertz logs each broken connection to a logger that belongs to
// the whole process and whose level may not change while servers run; so it is
// set once, before the first server.
var quietHertz = sync.OnceFunc(func() { hlog.SetLevel(hlog.LevelFatal) })
