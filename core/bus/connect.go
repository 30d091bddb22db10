package bus

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"

	"github.com/switchboard-hub/switchboard/core"
)

const (
	// The cluster is asked again twice a second: every second without it is a
	// second of polling for all consumers.
	reconnectWait   = 250 * time.Millisecond
	reconnectJitter = 250 * time.Millisecond
	// A peer that is silent for a minute, or takes no bytes for 3 s, is left.
	pingInterval = 20 * time.Second
	pingsOut     = 2
	writeTimeout = 3 * time.Second

	startTimeout = 10 * time.Second
)

// connect opens the connection, to a server of its own where url is empty.
func (b *Bus) connect(rawURL string) error {
	opts := []nats.Option{
		nats.Name("switchboard"), nats.MaxReconnects(-1), nats.ReconnectWait(reconnectWait),
		nats.ReconnectJitter(reconnectJitter, reconnectJitter), nats.ReconnectBufSize(b.lim.reconnectSize),
		nats.RetryOnFailedConnect(true), nats.PingInterval(pingInterval), nats.MaxPingsOutstanding(pingsOut),
		nats.FlusherTimeout(writeTimeout),
		nats.ConnectHandler(func(*nats.Conn) { b.connected.Store(true) }),
		nats.DisconnectErrHandler(b.disconnected), nats.ReconnectHandler(b.reconnected), nats.ErrorHandler(b.failed),
	}
	if rawURL == "" {
		if err := b.embed(); err != nil {
			return err
		}
		opts = append(opts, nats.InProcessServer(b.server))
	} else if err := checkURL(rawURL); err != nil {
		return err
	}
	conn, err := nats.Connect(rawURL, opts...)
	if err != nil {
		if b.server != nil {
			b.server.Shutdown()
		}
		return fmt.Errorf("open bus: %w", err)
	}
	b.conn = conn
	return nil
}

// embed starts a server that listens on nothing, catches no signals, stores
// nothing and is silent.
func (b *Bus) embed() error {
	s, err := server.NewServer(&server.Options{
		ServerName: "switchboard", DontListen: true, NoSigs: true, NoLog: true, JetStream: false,
	})
	if err != nil {
		return fmt.Errorf("start embedded bus: %w", err)
	}
	s.Start() // returns: nothing listens
	if !s.ReadyForConnections(startTimeout) {
		s.Shutdown()
		return errors.New("start embedded bus: it was not ready in time")
	}
	b.server = s
	return nil
}

// checkURL looks at the list before the library does, whose error would repeat
// a password.
func checkURL(list string) error {
	for one := range strings.SplitSeq(list, ",") {
		one = strings.TrimSpace(one)
		if !strings.Contains(one, "://") {
			one = "nats://" + one
		}
		u, err := url.Parse(one)
		known := err == nil && (u.Scheme == "nats" || u.Scheme == "tls" || u.Scheme == "ws" || u.Scheme == "wss")
		if !known || u.Hostname() == "" {
			return &core.Problem{
				Status: http.StatusInternalServerError, Code: "bus.url",
				Text: "the bus's address is wrong; expected nats://HOST:4222, several with commas, or nothing for the embedded bus",
			}
		}
	}
	return nil
}

func (b *Bus) disconnected(_ *nats.Conn, err error) {
	b.connected.Store(false)
	select {
	case <-b.done: // we closed it
	default:
		b.log.Warn("bus disconnected: hints are lost and consumers poll until it is back", "error", err)
	}
}

func (b *Bus) reconnected(c *nats.Conn) {
	b.connected.Store(true)
	b.reconnects.Add(1)
	b.log.Info("bus connected", "url", c.ConnectedUrlRedacted())
}

// failed is told once when a subscriber becomes too slow, not for every hint.
func (b *Bus) failed(_ *nats.Conn, sub *nats.Subscription, err error) {
	subject := ""
	if sub != nil {
		subject = sub.Subject
	}
	b.log.Warn("bus", "subject", subject, "error", err)
}
