package bench

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"sync"
	"time"

	server "github.com/centrifugal/centrifuge"
	"github.com/centrifugal/centrifuge-go"
	"github.com/prometheus/client_golang/prometheus"
)

// barePush measures the library alone: a node with as many official clients,
// each with as many channels, and publications at the same rate. It stores
// nothing, asks nobody's rights and fills no list.
func (s *space) barePush(ctx context.Context, d time.Duration) (Latency, error) {
	s.say("bare pushes, %d a second for %s", liveRate, d)
	node, err := server.New(server.Config{Metrics: server.MetricsConfig{RegistererGatherer: prometheus.NewRegistry()}})
	if err != nil {
		return Latency{}, err
	}
	node.OnConnecting(func(context.Context, server.ConnectEvent) (server.ConnectReply, error) {
		return server.ConnectReply{Credentials: &server.Credentials{UserID: "u"}}, nil
	})
	node.OnConnect(func(c *server.Client) {
		c.OnSubscribe(func(_ server.SubscribeEvent, answer server.SubscribeCallback) { answer(server.SubscribeReply{}, nil) })
	})
	if err := node.Run(); err != nil {
		return Latency{}, err
	}
	defer func() { _ = node.Shutdown(context.Background()) }()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return Latency{}, err
	}
	web := &http.Server{Handler: server.NewWebsocketHandler(node, server.WebsocketConfig{}), ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = web.Serve(ln) }() // it ends with Close
	defer web.Close()
	var mu sync.Mutex
	var times []time.Duration
	var clients []*centrifuge.Client
	defer func() { closeAll(clients) }()
	for i := range liveAgents {
		c, err := pushClient(ln.Addr().String(), i, func(at time.Time) {
			mu.Lock()
			defer mu.Unlock()
			times = append(times, time.Since(at))
		})
		clients = append(clients, c)
		if err != nil {
			return Latency{}, err
		}
	}
	began := time.Now()
	for i := 0; ctx.Err() == nil; i++ {
		at := began.Add(time.Duration(i) * time.Second / liveRate)
		if at.Sub(began) > d {
			break
		}
		time.Sleep(time.Until(at))
		if _, err := node.Publish(fmt.Sprint("c:", i%(liveAgents*liveOpen)), strconv.AppendInt(nil, at.UnixNano(), 10)); err != nil {
			return Latency{}, err
		}
	}
	time.Sleep(200 * time.Millisecond) // the last ones
	mu.Lock()
	defer mu.Unlock()
	return summary(times), nil
}

func pushClient(addr string, i int, got func(at time.Time)) (*centrifuge.Client, error) {
	c := centrifuge.NewJsonClient("ws://"+addr, centrifuge.Config{})
	ready := make(chan struct{}, liveOpen)
	for j := range liveOpen {
		sub, err := c.NewSubscription(fmt.Sprint("c:", i*liveOpen+j))
		if err != nil {
			return c, err
		}
		sub.OnSubscribed(func(centrifuge.SubscribedEvent) { ready <- struct{}{} })
		sub.OnPublication(func(e centrifuge.PublicationEvent) {
			if nano, err := strconv.ParseInt(string(e.Data), 10, 64); err == nil {
				got(time.Unix(0, nano))
			}
		})
		if err := sub.Subscribe(); err != nil {
			return c, err
		}
	}
	if err := c.Connect(); err != nil {
		return c, err
	}
	for range liveOpen {
		select {
		case <-ready:
		case <-time.After(20 * time.Second):
			return c, fmt.Errorf("a client did not connect")
		}
	}
	return c, nil
}
