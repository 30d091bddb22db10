package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"github.com/cloudwego/hertz/pkg/app"

	"github.com/switchboard-hub/switchboard/core"
)

var errOrigin = &core.Problem{Status: 403, Code: "widget.origin",
	Text: "this page may not use the chat: add its origin to the account's setting origins"}

// admit finds the account and looks where the call comes from. A browser says
// so truly, and so no other website can use a visitor's browser; whoever is no
// browser says what it likes, and is bounded by rates alone.
func (s *server) admit(ctx context.Context, rc *app.RequestContext) (Caller, bool) {
	rc.Header("Cache-Control", "no-store")
	site, id, err := s.site(ctx, rc)
	if err == nil {
		err = s.origin(rc, site)
	}
	if err != nil {
		s.refuse(ctx, rc, err)
		return Caller{}, false
	}
	c := Caller{Account: id, Token: bearer(rc)}
	if s.ClientAddr != nil {
		c.Address = s.ClientAddr(rc)
	}
	return c, true
}

func (s *server) site(ctx context.Context, rc *app.RequestContext) (Site, core.ID, error) {
	id, err := core.ParseID(rc.Param("account"))
	if err != nil {
		return Site{}, id, &core.Problem{Status: 404, Code: "widget.account", Text: "there is no such widget"}
	}
	limited, cancel := context.WithTimeout(ctx, s.Deadline)
	defer cancel()
	site, err := s.Backend.VisitorSite(limited, id)
	return site, id, err
}

// origin allows a page, and tells the browser so.
func (s *server) origin(rc *app.RequestContext, site Site) error {
	h := &rc.Response.Header
	h.Add("Vary", "Origin")
	origin := string(rc.GetHeader("Origin"))
	if origin == "" { // no browser, or a page of our own that reads
		if site := string(rc.GetHeader("Sec-Fetch-Site")); site != "" && site != "same-origin" && site != "none" {
			return errOrigin
		}
		return nil
	}
	if !sameHost(rc, origin) && !site.Allows(origin) {
		return errOrigin
	}
	h.Set("Access-Control-Allow-Origin", origin)
	h.Set("Access-Control-Expose-Headers", "Retry-After, X-Request-Id")
	return nil
}

// sameHost reports whether a call comes from a page that this very listener
// has served: the frame, however it was reached.
func sameHost(rc *app.RequestContext, origin string) bool {
	u, err := url.Parse(origin)
	return err == nil && u.Host != "" && strings.EqualFold(u.Host, string(rc.Host()))
}

// preflight answers what a browser asks before a call of another origin.
func (s *server) preflight(ctx context.Context, rc *app.RequestContext) {
	site, _, err := s.site(ctx, rc)
	if err == nil {
		err = s.origin(rc, site)
	}
	if err != nil {
		s.refuse(ctx, rc, err)
		return
	}
	h := &rc.Response.Header
	h.Add("Vary", "Access-Control-Request-Headers")
	h.Set("Access-Control-Allow-Methods", "GET, POST")
	h.Set("Access-Control-Allow-Headers", "Authorization, Content-Type")
	h.Set("Access-Control-Max-Age", "600")
	rc.SetStatusCode(http.StatusNoContent)
}
