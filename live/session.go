package live

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/centrifugal/centrifuge"
)

// connecting answers a client's connect.
func (s *Server) connecting(ctx context.Context, e centrifuge.ConnectEvent) (centrifuge.ConnectReply, error) {
	p, ok := peerOf(ctx)
	if !ok {
		return centrifuge.ConnectReply{}, centrifuge.DisconnectServerError
	}
	p.spoke()
	limited, cancel := context.WithTimeout(s.ctx, callLimit)
	defer cancel()
	var session Session
	var err error
	aside(func() { session, err = s.opts.Backend.Connect(limited, e.Token, p.Peer) })
	if err != nil {
		return centrifuge.ConnectReply{}, s.refusal(err)
	}
	if err := s.peers.admit(p, session, s.opts.PerUser); err != nil {
		s.opts.Backend.Gone(session)
		return centrifuge.ConnectReply{}, s.refusal(err)
	}
	reply := centrifuge.ConnectReply{
		Credentials: &centrifuge.Credentials{UserID: session.User}, Subscriptions: map[string]centrifuge.SubscribeOptions{},
		Data: session.Info, MaxMessagesInFrame: 64,
	}
	if !session.ExpiresAt.IsZero() {
		reply.ClientSideRefresh, reply.Credentials.ExpireAt = true, session.ExpiresAt.Unix()
	}
	for _, channel := range session.Channels {
		reply.Subscriptions[channel] = s.subscription(channel)
	}
	return reply, nil
}

func (s *Server) subscription(channel string) centrifuge.SubscribeOptions {
	memory := s.opts.Backend.Recoverable(channel)
	return centrifuge.SubscribeOptions{EnableRecovery: memory, EnablePositioning: memory}
}

// connected gives a client its handlers. They run one after the other in the
// goroutine that reads the client's commands, so that a client waits for its
// own calls and for nobody else's.
func (s *Server) connected(c *centrifuge.Client) {
	p, ok := peerOf(c.Context())
	if !ok {
		c.Disconnect(centrifuge.DisconnectServerError)
		return
	}
	backend, session := s.opts.Backend, p.session
	for _, channel := range session.Channels {
		backend.Subscribed(session, channel)
	}
	limit := newRate()
	c.OnSubscribe(func(e centrifuge.SubscribeEvent, answer centrifuge.SubscribeCallback) {
		if !limit.Allow() {
			answer(centrifuge.SubscribeReply{}, centrifuge.ErrorTooManyRequests)
			return
		}
		ctx, cancel := context.WithTimeout(s.ctx, callLimit)
		defer cancel()
		var err error
		aside(func() { err = backend.Subscribe(ctx, session, e.Channel) })
		if err != nil {
			answer(centrifuge.SubscribeReply{}, s.refusal(err))
			return
		}
		answer(centrifuge.SubscribeReply{Options: s.subscription(e.Channel)}, nil)
		if c.IsSubscribed(e.Channel) {
			backend.Subscribed(session, e.Channel)
		}
	})
	c.OnUnsubscribe(func(e centrifuge.UnsubscribeEvent) { backend.Unsubscribed(session, e.Channel) })
	c.OnRPC(func(e centrifuge.RPCEvent, answer centrifuge.RPCCallback) {
		if !limit.Allow() {
			answer(centrifuge.RPCReply{}, centrifuge.ErrorTooManyRequests)
			return
		}
		data, err := s.call(session, e.Method, e.Data)
		answer(centrifuge.RPCReply{Data: data}, err)
	})
	c.OnRefresh(func(e centrifuge.RefreshEvent, answer centrifuge.RefreshCallback) {
		ctx, cancel := context.WithTimeout(s.ctx, callLimit)
		defer cancel()
		var until time.Time
		var err error
		aside(func() { until, err = backend.Refresh(ctx, session, e.Token) })
		if err != nil {
			answer(centrifuge.RefreshReply{}, s.refusal(err))
			return
		}
		answer(centrifuge.RefreshReply{ExpireAt: until.Unix()}, nil)
	})
	c.OnAlive(func() { backend.Alive(session) })
	c.OnDisconnect(func(e centrifuge.DisconnectEvent) {
		if e.Code == centrifuge.DisconnectSlow.Code {
			s.metrics.closed(e.Code)
		}
	})
}

func (s *Server) call(session Session, method string, data json.RawMessage) (json.RawMessage, error) {
	ctx, cancel := context.WithTimeout(s.ctx, callLimit)
	defer cancel()
	if len(data) > 0 && !json.Valid(data) {
		return nil, s.refusal(ErrBadRequest)
	}
	var out json.RawMessage
	var err error
	aside(func() { out, err = s.opts.Backend.Call(ctx, session, method, data) })
	if err != nil {
		return nil, s.refusal(err)
	}
	return out, nil
}

// aside runs f on a goroutine of its own and waits: what a database needs of
// the stack would otherwise be held for as long as the client is connected.
func aside(f func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		f()
	}()
	<-done
}

// refusal says an error in the protocol's words. What is no *Refused is the
// hub's own trouble: the client tries again.
func (s *Server) refusal(err error) error {
	var r *Refused
	switch {
	case !errors.As(err, &r):
		s.opts.Log.Warn("live: a request failed", "error", err)
		return centrifuge.ErrorInternal
	case r.Code >= 3000:
		s.metrics.closed(r.Code)
		return centrifuge.Disconnect{Code: r.Code, Reason: r.Reason}
	}
	return &centrifuge.Error{Code: r.Code, Message: r.Reason, Temporary: r.Code == CodeTooMany}
}
