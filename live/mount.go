package live

import (
	"context"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/centrifugal/centrifuge"
	"github.com/cloudwego/hertz/pkg/app"
	"github.com/cloudwego/hertz/pkg/common/adaptor"
	"github.com/cloudwego/hertz/pkg/route"
)

// The paths of the two transports.
const (
	PathSocket = "/connection/websocket"
	PathPoll   = "/connection/poll"
)

// Mount says how a listener is reached.
type Mount struct {
	// ClientAddr names the client behind trusted proxies; default: the address
	// of the connection.
	ClientAddr func(*app.RequestContext) string
	// Own are origins of the hub's own pages beside the one that the listener is
	// reached by, as scheme://host[:port].
	Own []string
	// Allowed reports whether pages of another origin may connect; nil: none.
	// Which account they may reach is for the Backend to check, when the token
	// is known.
	Allowed func(ctx context.Context, origin string) bool
}

// Mount serves both transports on a listener.
func (s *Server) Mount(r route.IRoutes, m Mount) {
	if m.ClientAddr == nil {
		m.ClientAddr = remoteHost
	}
	sockets := centrifuge.NewWebsocketHandler(s.node, centrifuge.WebsocketConfig{
		CheckOrigin:        func(*http.Request) bool { return true }, // checked before
		MessageSizeLimit:   s.opts.MaxMessage,
		WriteTimeout:       5 * time.Second,
		UseWriteBufferPool: true,
		ReadBufferSize:     1024,
		PingPongConfig:     centrifuge.PingPongConfig{PingInterval: s.opts.Ping, PongTimeout: min(10*time.Second, s.opts.Ping/2)},
	})
	r.GET(PathSocket, func(ctx context.Context, c *app.RequestContext) { s.socket(ctx, c, m, sockets) })
	r.POST(PathPoll, func(ctx context.Context, c *app.RequestContext) { s.poll(ctx, c, m) })
	r.OPTIONS(PathPoll, func(ctx context.Context, c *app.RequestContext) { s.preflight(ctx, c, m) })
}

func remoteHost(c *app.RequestContext) string {
	host, _, err := net.SplitHostPort(c.RemoteAddr().String())
	if err != nil {
		return c.RemoteAddr().String()
	}
	return host
}

// peer finds where a request comes from; false: its origin is refused. CORS
// does not bind WebSockets, so the check is ours.
func (m Mount) peer(ctx context.Context, c *app.RequestContext) (Peer, bool) {
	p := Peer{Addr: m.ClientAddr(c), Origin: string(c.GetHeader("Origin"))}
	p.Own = p.Origin == "" || m.own(p.Origin, string(c.Host()))
	return p, p.Own || p.Origin != "null" && m.Allowed != nil && m.Allowed(ctx, p.Origin)
}

func (m Mount) own(origin, host string) bool {
	for _, o := range m.Own {
		if o != "" && strings.EqualFold(o, origin) {
			return true
		}
	}
	u, err := url.Parse(origin)
	return err == nil && u.Host != "" && strings.EqualFold(u.Host, host)
}

// Origin returns the origin of a URL, or "".
func Origin(raw string) string {
	u, err := url.Parse(raw)
	if err != nil || u.Scheme == "" || u.Host == "" {
		return ""
	}
	host := strings.ToLower(u.Host)
	if u.Scheme == "https" {
		host = strings.TrimSuffix(host, ":443")
	} else {
		host = strings.TrimSuffix(host, ":80")
	}
	return strings.ToLower(u.Scheme) + "://" + host
}

func (s *Server) socket(ctx context.Context, c *app.RequestContext, m Mount, h http.Handler) {
	from, ok := m.peer(ctx, c)
	if !ok {
		s.metrics.refuse("origin")
		refuse(c, http.StatusForbidden, "live.origin", "Pages of this origin may not connect.")
		return
	}
	p := &peer{Peer: from}
	select {
	case <-s.ctx.Done():
		refuse(c, http.StatusServiceUnavailable, "live.stopping", "The hub is stopping.")
		return
	default:
	}
	if !s.peers.enter(p) {
		s.metrics.refuse("address")
		refuse(c, http.StatusTooManyRequests, "live.connections", "Too many connections come from this address.")
		return
	}
	ended := sync.OnceFunc(func() {
		if s.peers.leave(p) {
			s.opts.Backend.Gone(p.session)
		}
	})
	hijack := &hijacker{ctx: ctx, c: c, peer: p, wait: s.opts.HandshakeWait, ended: ended}
	adaptor.HertzHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		hijack.ResponseWriter = w
		h.ServeHTTP(hijack, r)
	}))(withPeer(ctx, p), c)
	if !hijack.taken {
		ended()
	}
}

// refuse answers with RFC 9457; the texts are constants and need no escaping.
func refuse(c *app.RequestContext, status int, code, detail string) {
	c.Abort()
	c.Response.Header.Set("Cache-Control", "no-store")
	if status == http.StatusTooManyRequests || status == http.StatusServiceUnavailable {
		c.Response.Header.Set("Retry-After", "5")
	}
	c.JSON(status, map[string]any{"type": "about:blank", "title": http.StatusText(status), "status": status, "detail": detail, "code": code})
	c.Response.Header.SetContentType("application/problem+json")
}
