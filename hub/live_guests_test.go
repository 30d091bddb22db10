package hub_test

import (
	"context"
	"testing"
	"time"

	"github.com/cloudwego/hertz/pkg/app"

	"github.com/centrifugal/centrifuge-go"

	"github.com/switchboard-hub/switchboard/core/secret"
	"github.com/switchboard-hub/switchboard/httpserver"
	"github.com/switchboard-hub/switchboard/live"
)

// Another node has ended the session, and its sign was lost.
func TestAVisitorsSessionThatEndedUnheardIsClosed(t *testing.T) {
	t.Parallel()
	onSites(t, generous(), func(t *testing.T, s *site) {
		ctx := context.Background()
		server, err := httpserver.New("127.0.0.1:0", httpserver.Options{})
		must(t, err)
		s.h.MountLive(server, func(c *app.RequestContext) string { return c.RemoteAddr().String() })
		done := make(chan error, 1)
		go func() { done <- server.Run() }()
		t.Cleanup(func() {
			ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
			defer cancel()
			must(t, s.h.Live().Shutdown(ctx))
			must(t, server.Shutdown(ctx))
			<-done
		})
		ended, other := s.visit(object{}), s.visit(object{})
		mine, again, stays := sit(t, server.Addr().String(), ended.Token), sit(t, server.Addr().String(), ended.Token), sit(t, server.Addr().String(), other.Token)
		for _, d := range []*desk{mine, again, stays} {
			eventually(t, "all are there", d.is(func() bool { return d.connects == 1 }))
		}
		s.h.CheckGuests(ctx)
		session, _, err := s.h.Store().VisitorByToken(ctx, secret.HashAPIKey(ended.Token))
		must(t, err)
		must(t, s.h.Store().EndVisitor(ctx, session.ID))
		s.h.CheckGuests(ctx)
		for _, d := range []*desk{mine, again} {
			eventually(t, "the end of the session", d.is(func() bool { return d.closed == live.CodeSessionEnded }))
		}
		if stays.State() != centrifuge.StateConnected || stays.connects != 1 {
			t.Error("another session was closed too")
		}
	})
}
