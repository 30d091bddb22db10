package live

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/centrifugal/centrifuge"
	"github.com/prometheus/client_golang/prometheus"
)

// Options tunes a server. Only Backend is required; zero values stand for the
// defaults.
type Options struct {
	Backend Backend
	Log     *slog.Logger

	// PerUser bounds the connections of one user on this node; default 20.
	PerUser int
	// PerAddress bounds the connections from one address, an IPv6 network of 64
	// bits counting as one; default 1000.
	PerAddress int
	// Queue bounds what waits for one slow client, in bytes; default 1 MiB.
	Queue int
	// MaxMessage bounds one message of a client, in bytes; default 64 KiB.
	MaxMessage int
	// Recover is how many publications a client may have missed and still get
	// them; beyond it, it reads the API. Default 1000.
	Recover int
	// HandshakeWait is how long a token may take to come; default 10 s.
	HandshakeWait time.Duration
	// Look is how often the tops of subscribed streams are compared, for hints
	// that were lost; default 5 s.
	Look time.Duration
	// Ping is how often clients are pinged; default 25 s.
	Ping time.Duration
	// PollWait bounds a long poll; default 25 s.
	PollWait time.Duration
}

func (o Options) withDefaults() Options {
	number := func(n *int, def int) {
		if *n <= 0 {
			*n = def
		}
	}
	span := func(d *time.Duration, def time.Duration) {
		if *d <= 0 {
			*d = def
		}
	}
	number(&o.PerUser, 20)
	number(&o.PerAddress, 1000)
	number(&o.Queue, 1<<20)
	number(&o.MaxMessage, 64<<10)
	number(&o.Recover, 1000)
	span(&o.HandshakeWait, 10*time.Second)
	span(&o.Look, 5*time.Second)
	span(&o.Ping, 25*time.Second)
	span(&o.PollWait, 25*time.Second)
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return o
}

// Deadlines of what the Backend is asked.
const (
	callLimit = 10 * time.Second
	readLimit = 5 * time.Second
	aliveEach = 25 * time.Second
	// shutdownGrace is what calls under way get when the server ends.
	shutdownGrace = time.Second
)

// Server is a running server. Mount it, Run it, and Shutdown it before its
// listeners.
type Server struct {
	opts    Options
	node    *centrifuge.Node
	streams *streams
	peers   *peers
	polls   *polls
	metrics metrics

	ctx  context.Context // ends with Shutdown
	stop context.CancelFunc
	work sync.WaitGroup
}

// New starts a server: clients can connect as soon as it is mounted.
func New(o Options) (*Server, error) {
	o = o.withDefaults()
	s := &Server{opts: o, peers: newPeers(o.PerAddress), polls: newPolls()}
	s.ctx, s.stop = context.WithCancel(context.Background())
	s.streams = newStreams(s)
	node, err := centrifuge.New(centrifuge.Config{
		Name: "switchboard", LogLevel: centrifuge.LogLevelWarn, LogHandler: s.logged,
		// Its own end of who is late would tell clients never to come again.
		ClientStaleCloseDelay: o.HandshakeWait + 2*callLimit, ClientQueueMaxSize: o.Queue, RecoveryMaxPublicationLimit: o.Recover,
		ClientPresenceUpdateInterval: aliveEach,
		// The positions of clients are not checked one by one: look compares
		// streams, and what is found is pushed instead of closing anything.
		ClientChannelPositionCheckDelay: -1,
		ClientChannelLimit:              128, // an agent has dozens of conversations at once
		// Its own metrics say little that ours do not; a registry of its own
		// keeps them apart, and servers of one process from each other.
		Metrics: centrifuge.MetricsConfig{RegistererGatherer: prometheus.NewRegistry()},
	})
	if err != nil {
		return nil, fmt.Errorf("start the live server: %w", err)
	}
	s.node = node
	node.SetBroker(&broker{s})
	node.OnConnecting(s.connecting)
	node.OnConnect(s.connected)
	if err := node.Run(); err != nil {
		return nil, fmt.Errorf("start the live server: %w", err)
	}
	s.work.Go(s.look)
	for range pushers {
		s.work.Go(s.streams.push)
	}
	return s, nil
}

// Shutdown closes every connection with 3001, so that clients connect again
// elsewhere or later, and ends all work. It may be called twice.
func (s *Server) Shutdown(ctx context.Context) error {
	late := time.AfterFunc(shutdownGrace, s.stop)
	defer late.Stop()
	err := s.node.Shutdown(ctx)
	s.stop()
	s.streams.close()
	s.peers.closeWaiting()
	s.work.Wait()
	return err
}

// Changed says that there is more in a stream than was pushed. It only marks
// the stream, and does nothing where nobody here has it.
func (s *Server) Changed(channel string) {
	s.streams.changed(channel)
	s.polls.changed(channel)
}

// Publish pushes to a stream without memory.
func (s *Server) Publish(channel string, data json.RawMessage) {
	s.polls.publish(channel, data)
	n := s.node.Hub().NumSubscribers(channel)
	if n == 0 {
		return
	}
	s.metrics.pushes.Add(int64(n))
	// It fails for data that does not encode; a client that cannot take it is closed.
	_ = s.node.Hub().BroadcastPublication(channel, &centrifuge.Publication{Data: data}, centrifuge.StreamPosition{})
}

// Message pushes something ephemeral to all connections of a user.
func (s *Server) Message(user string, data json.RawMessage) {
	s.polls.message(user, data)
	for _, c := range s.node.Hub().UserConnections(user) {
		s.metrics.pushes.Add(1)
		_ = c.Send(data) // a client that is closing hears nothing
	}
}

// Disconnect closes the connections of a user that match; nil: all.
func (s *Server) Disconnect(user string, code uint32, reason string, match func(Session) bool) {
	for _, c := range s.node.Hub().UserConnections(user) {
		p, ok := peerOf(c.Context())
		if !ok || match != nil && !match(p.session) {
			continue
		}
		s.metrics.closed(code)
		go c.Disconnect(centrifuge.Disconnect{Code: code, Reason: reason})
	}
}

// Unsubscribe takes a stream from a user's connections that match; nil: all.
func (s *Server) Unsubscribe(user, channel string, match func(Session) bool) {
	for _, c := range s.node.Hub().UserConnections(user) {
		p, ok := peerOf(c.Context())
		if !ok || match != nil && !match(p.session) || !c.IsSubscribed(channel) {
			continue
		}
		c.Unsubscribe(channel, centrifuge.Unsubscribe{Code: centrifuge.UnsubscribeCodeServer, Reason: "permission denied"})
	}
}

// Subscribers returns how many connections of this node have a stream.
func (s *Server) Subscribers(channel string) int { return s.node.Hub().NumSubscribers(channel) }

func (s *Server) logged(e centrifuge.LogEntry) {
	level := slog.LevelWarn
	if e.Level >= centrifuge.LogLevelError {
		level = slog.LevelError
	}
	s.opts.Log.Log(context.Background(), level, "live: "+e.Message, "fields", e.Fields)
}
