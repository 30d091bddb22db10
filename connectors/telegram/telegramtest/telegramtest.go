// Package telegramtest is an emulator of the Telegram Bot API over HTTP, as
// net/http/httptest is for servers: bots are registered, users write and press
// buttons, updates reach the bot by long poll or webhook, and everything the
// bot sends is recorded. The record is the oracle of exactly-once tests.
//
// It enforces the published protocol, so that a connector which passes here
// may fail only where the platform departs from its own documentation. Every
// rule comes from the Bot API documentation or, for the wording of errors, from
// what the public Bot API server answers. Nothing here may know our connector,
// and nothing here needs *testing.T: benchmarks and demos use it too.
package telegramtest

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// Server is one emulated platform on a loopback port.
type Server struct {
	// URL is the base of the API: URL + "/bot<token>/<method>".
	URL string

	opts     Options
	methods  map[string]method
	http     *http.Server
	delivery *http.Client
	life     context.Context // until Close
	end      context.CancelFunc
	workers  sync.WaitGroup

	mu     sync.RWMutex // guards bots, users and groups, not what is in them
	bots   map[string]*bot
	users  map[int64]*person
	groups map[int64]*Group

	faults      faultList
	changes     broadcast
	inFlight    atomic.Int64
	maxInFlight atomic.Int64
}

// New starts a server on a free loopback port, or on Options.Addr. It panics
// when the port cannot be had, as httptest does.
func New(opts Options) *Server {
	opts = opts.withDefaults()
	listener, err := net.Listen("tcp", opts.Addr)
	if err != nil {
		panic(fmt.Sprintf("telegramtest: listen on %s: %v", opts.Addr, err))
	}
	s := &Server{
		URL:    "http://" + listener.Addr().String(),
		opts:   opts,
		bots:   make(map[string]*bot),
		users:  make(map[int64]*person),
		groups: make(map[int64]*Group),
	}
	s.life, s.end = context.WithCancel(context.Background())
	s.methods = methods()
	s.delivery = newDeliveryClient(opts)
	s.http = &http.Server{Handler: s, ReadHeaderTimeout: 10 * time.Second}
	go s.http.Serve(listener) //nolint:errcheck // it ends with ErrServerClosed
	return s
}

// Close ends long polls, hanging answers and webhook deliveries, and the port.
func (s *Server) Close() {
	s.end()
	s.mu.RLock()
	for _, b := range s.bots {
		b.stop()
	}
	s.mu.RUnlock()
	s.http.Close() //nolint:errcheck // there is nothing to do about it
	s.workers.Wait()
	s.delivery.CloseIdleConnections()
}

// AddBot registers a bot and returns its user id, which is the number before
// the colon of its token. It panics on a token of the wrong form.
func (s *Server) AddBot(token, username string) int64 {
	id, ok := tokenID(token)
	if !ok {
		panic(fmt.Sprintf("telegramtest: %q is not of the form <number>:<secret>", token))
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.bots[token] == nil {
		s.bots[token] = newBot(s, id, token, username)
	}
	return id
}

// Revoke makes the token invalid from now on; its record stays readable and
// its users can go on writing.
func (s *Server) Revoke(token string) { s.mustBot(token).revoked.Store(true) }

// Restore makes a revoked token valid again.
func (s *Server) Restore(token string) { s.mustBot(token).revoked.Store(false) }

func (s *Server) bot(token string) *bot {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.bots[token]
}

// mustBot is for the test's side, where a wrong token is a slip of the test.
func (s *Server) mustBot(token string) *bot {
	if b := s.bot(token); b != nil {
		return b
	}
	panic("telegramtest: no such bot; call AddBot first")
}

// InFlight is the number of requests in progress. Long polls and downloads are
// left out: a healthy connector always has a poll open.
func (s *Server) InFlight() int { return int(s.inFlight.Load()) }

// MaxInFlight is the highest InFlight so far.
func (s *Server) MaxInFlight() int { return int(s.maxInFlight.Load()) }

func (s *Server) enter() {
	now := s.inFlight.Add(1)
	for {
		most := s.maxInFlight.Load()
		if now <= most || s.maxInFlight.CompareAndSwap(most, now) {
			break
		}
	}
	s.changes.announce()
}

func (s *Server) leave() {
	s.inFlight.Add(-1)
	s.changes.announce()
}

// Wait returns when cond holds, looking again after every change of the
// server's state, or when ctx ends. A failed wait returns the context's error.
func (s *Server) Wait(ctx context.Context, cond func(*Server) bool) error {
	return s.changes.wait(ctx, func() bool { return cond(s) })
}

// tokenID reads the bot's user id from its token. Bot API documentation:
// tokens look like 123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11.
func tokenID(token string) (int64, bool) {
	number, secret, found := strings.Cut(token, ":")
	if !found || secret == "" || len(token) > 80 {
		return 0, false
	}
	id, err := strconv.ParseInt(number, 10, 64)
	return id, err == nil && id > 0 && number[0] != '0'
}
