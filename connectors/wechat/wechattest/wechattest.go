// Package wechattest is an emulator of WeChat's platform over HTTP, as
// net/http/httptest is for servers. It stands for api.weixin.qq.com and for
// qyapi.weixin.qq.com on one port: Official Accounts, Mini Programs and WeChat
// KF are registered, people follow, write and press, the platform pushes that
// to the callback, and what a person's phone shows is recorded. That record is
// the oracle of tests.
//
//	srv := wechattest.New(wechattest.Options{})
//	defer srv.Close()
//	app := srv.AddApp(wechattest.Config{AppID: "wx1", Secret: "s", Callback: wechattest.Callback{
//		URL: hub, Token: "tok", AESKey: key, Mode: wechattest.Safe}})
//	err := app.Verify(ctx)             // the GET with echostr
//	ann := app.Follower("ann")         // Follower.OpenID is what pushes and calls name her by
//	ann.Follow()
//	push := ann.Say("hello")           // signed, encrypted, redelivered
//	fate, err := push.Wait(ctx)        // what each delivery was answered
//	shown, err := app.WaitShown(ctx, 1) // what her phone shows, after custom/send with api_base srv.URL
//
//	desk := srv.AddCorp(wechattest.CorpConfig{CorpID: "ww1", Secret: "s"}).AddDesk("wk1", "Sales")
//	bob := desk.Customer("bob")        // Customer.ID is the external_userid
//	bob.Say("hello")                   // a bell is pushed; sync_msg has the message
//
// Server.Fail injects faults, Server.Advance moves the platform's clock:
// tokens, windows, media and redelivery go by it.
//
// Every rule comes from the published protocol, so that a connector which
// passes here may fail only where the platform departs from its own pages.
// Where those pages are silent the comment says so. Nothing here may know our
// connector, and nothing here needs *testing.T.
package wechattest

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"sync"
	"time"
)

// Options of a server. The zero value is a working platform.
type Options struct {
	// Start stops the clock: it stands there until Advance moves it. Zero is the
	// machine's clock, which Advance moves ahead of its time.
	Start time.Time
	// CallLog is how many calls an account remembers, 1,000 when 0.
	CallLog int
	// PushTransport carries the pushes; nil is a transport of the server's own.
	PushTransport http.RoundTripper
}

// Server is one emulated platform on a loopback port.
type Server struct {
	// URL is the base of both hosts: URL + "/cgi-bin/…".
	URL string

	opts    Options
	methods map[string]method
	http    *http.Server
	pusher  *http.Client
	life    context.Context // until Close
	end     context.CancelFunc
	workers sync.WaitGroup

	mu      sync.Mutex // guards everything below, and every account and person
	ahead   time.Duration
	alarms  map[*alarm]struct{}
	serial  int64
	apps    map[string]*App
	corps   map[string]*Corp
	tokens  map[string]*token
	faults  []*armedFault
	changed chan struct{}
}

// New starts a server on a free loopback port. It panics when the port cannot
// be had, as httptest does.
func New(opts Options) *Server {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(fmt.Sprintf("wechattest: listen: %v", err))
	}
	if opts.CallLog == 0 {
		opts.CallLog = 1000
	}
	if opts.PushTransport == nil {
		opts.PushTransport = &http.Transport{MaxIdleConnsPerHost: 100, IdleConnTimeout: time.Minute}
	}
	s := &Server{
		URL:     "http://" + listener.Addr().String(),
		opts:    opts,
		methods: methods(),
		pusher: &http.Client{
			Transport:     opts.PushTransport,
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
		alarms:  make(map[*alarm]struct{}),
		apps:    make(map[string]*App),
		corps:   make(map[string]*Corp),
		tokens:  make(map[string]*token),
		changed: make(chan struct{}),
	}
	s.life, s.end = context.WithCancel(context.Background())
	s.http = &http.Server{Handler: s, ReadHeaderTimeout: 10 * time.Second}
	go s.http.Serve(listener) //nolint:errcheck // it ends with ErrServerClosed
	return s
}

// Close ends hanging answers, pushes and the port.
func (s *Server) Close() {
	s.mu.Lock()
	s.end()
	s.mu.Unlock()
	s.http.Close() //nolint:errcheck // there is nothing to do about it
	s.workers.Wait()
	s.pusher.CloseIdleConnections()
}

// work runs f until the server closes. The caller holds s.mu.
func (s *Server) work(f func()) {
	if s.life.Err() != nil {
		return
	}
	s.workers.Add(1)
	go func() {
		defer s.workers.Done()
		f()
	}()
}

// next numbers what the platform numbers. The caller holds s.mu.
func (s *Server) next() int64 {
	s.serial++
	return s.serial
}

// announce wakes everyone in Wait. The caller holds s.mu.
func (s *Server) announce() {
	close(s.changed)
	s.changed = make(chan struct{})
}

// Wait returns when cond holds, looking again after every change of the
// server's state, or with the context's error when ctx ends.
func (s *Server) Wait(ctx context.Context, cond func() bool) error {
	for {
		s.mu.Lock()
		changed := s.changed
		s.mu.Unlock()
		if cond() {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
