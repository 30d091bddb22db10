package hub

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/secret"
	"github.com/switchboard-hub/switchboard/core/store"
	"github.com/switchboard-hub/switchboard/web"
)

// A visitor's token is 256 random bits; the hub keeps its hash. It holds on for
// as long as the visitor comes back within this time, a proven user's shorter.
const (
	tokenHead  = "swv_"
	tokenSize  = len(tokenHead) + 43
	visitorFor = 180 * 24 * time.Hour
	provenFor  = 30 * 24 * time.Hour
	seenEvery  = time.Hour
)

// visitors is what the hub keeps for the people who read from its streams.
type visitors struct {
	limits visitorLimits
	images chan struct{} // bounds how many pictures are decoded at once

	// ended ends the sockets of a session. Nil: nobody is connected.
	ended func(session, identity core.ID)

	mu    sync.Mutex
	names map[core.ID]string // of agents, since read
	away  bool
	read  time.Time
}

func newVisitors(now func() time.Time) *visitors {
	return &visitors{limits: newVisitorLimits(now), images: make(chan struct{}, 2)}
}

// visitor is who a token stands for.
type visitor struct {
	session  store.Visitor
	identity core.Identity // of the session: without a contact before the first word
	account  core.Account
	site     connectors.Site
	origin   string // of a socket's page, where that is not the hub's own
}

// channel names the visitor's stream.
func (v visitor) channel() string { return visitorChannel(v.identity.ID) }

// The problems that a visitor may meet.
var (
	errVisitorToken = &core.Problem{Status: 401, Code: "widget.token", Text: "the session has ended; open a new one"}
	errNoWidget     = &core.Problem{Status: 404, Code: "widget.account", Text: "there is no such widget"}
	errWidgetPaused = &core.Problem{Status: 503, Code: "widget.paused", Text: "the chat is switched off for now", RetryAfter: time.Minute}
	errForeignPage  = &core.Problem{Status: 403, Code: "widget.origin", Text: "this page may not use the chat any more: its origin is not in the account's setting origins"}
	errMustIdentify = &core.Problem{Status: 401, Code: "widget.identity_required", Text: "sign in to the website first: this chat takes only visitors whose identity is signed"}
)

// siteOf returns an account that takes visitors.
func (h *Hub) siteOf(ctx context.Context, id core.ID) (core.Account, connectors.Site, error) {
	a, err := h.accounts.get(ctx, id)
	if hasCode(err, "account.not_found") {
		err = errNoWidget
	}
	if err != nil {
		return a, connectors.Site{}, err
	}
	host, ok := h.channels[a.Channel].Connector.(connectors.Host)
	switch {
	case !ok || a.Status == core.AccountRemoved:
		return a, connectors.Site{}, errNoWidget
	case a.Status != core.AccountActive:
		return a, connectors.Site{}, errWidgetPaused
	}
	return a, host.Site(a), nil
}

// VisitorSite implements web.Backend.
func (h *Hub) VisitorSite(ctx context.Context, account core.ID) (web.Site, error) {
	_, site, err := h.siteOf(ctx, account)
	if err != nil {
		return web.Site{}, err
	}
	out := web.Site{Site: site, Allows: func(origin string) bool { return h.visitorAllows(site, origin) }, Ancestors: h.ownOrigins()}
	if len(site.Origins) == 0 {
		out.Ancestors = append(out.Ancestors, "http://localhost:*", "https://localhost:*", "http://127.0.0.1:*", "https://127.0.0.1:*")
	}
	out.Ancestors = append(out.Ancestors, site.Origins...)
	return out, nil
}

// ownOrigins are the hub's own pages: the frame itself and the console.
func (h *Hub) ownOrigins() []string {
	var out []string
	for _, text := range []string{h.cfg.PublicURL, h.cfg.AgentsURL} {
		if u, err := url.Parse(text); err == nil && u.Host != "" {
			out = append(out, strings.ToLower(u.Scheme+"://"+u.Host))
		}
	}
	return out
}

// visitorAllows reports whether a page of an origin may ask for visitors.
func (h *Hub) visitorAllows(site connectors.Site, origin string) bool {
	for _, own := range h.ownOrigins() {
		if origin == own {
			return true
		}
	}
	return site.Origins.Allows(origin)
}

func newVisitorToken() (token string, hash []byte) {
	var b [32]byte
	_, _ = rand.Read(b[:]) // never fails: crypto/rand ends the process instead
	token = tokenHead + base64.RawURLEncoding.EncodeToString(b[:])
	return token, secret.HashAPIKey(token)
}

// visitorSession finds who a token stands for. Being seen makes it last longer.
func (h *Hub) visitorSession(ctx context.Context, token string) (visitor, error) {
	if len(token) != tokenSize || !strings.HasPrefix(token, tokenHead) {
		return visitor{}, errVisitorToken
	}
	s, ok, err := h.store.VisitorByToken(ctx, secret.HashAPIKey(token))
	if err == nil && !ok {
		err = errVisitorToken
	}
	if err != nil {
		return visitor{}, err
	}
	v := visitor{session: s, identity: s.Identity}
	if v.account, v.site, err = h.siteOf(ctx, s.AccountID); err != nil {
		return v, err
	}
	if err := v.admitted(); err != nil {
		return v, err
	}
	if now := core.At(h.cfg.Now()); now.Sub(s.SeenAt) > seenEvery {
		v.session.SeenAt, v.session.ExpiresAt = now, now.Add(lifetime(s.Subject))
		if err := h.store.ProlongVisitor(ctx, v.session); err != nil {
			h.log.Warn("a visitor's session was not prolonged", "account", s.AccountID, "error", err)
		}
	}
	return v, nil
}

// admitted refuses who has to be proven and is not, and pages that the site does
// not take (any more).
func (v visitor) admitted() error {
	if v.foreign() {
		return errForeignPage
	}
	if v.site.RequireIdentity && v.session.Subject == "" {
		return errMustIdentify
	}
	return nil
}

// foreign reports whether a socket is of a page that the site does not take.
func (v visitor) foreign() bool { return v.origin != "" && !v.site.Origins.Allows(v.origin) }

func lifetime(subject string) time.Duration {
	if subject != "" {
		return provenFor
	}
	return visitorFor
}

// caller finds who calls, on the account that the address names.
func (h *Hub) caller(ctx context.Context, c web.Caller) (visitor, error) {
	v, err := h.visitorSession(ctx, c.Token)
	if !v.session.ID.IsZero() && v.session.AccountID != c.Account {
		return visitor{}, errVisitorToken
	}
	return v, err
}

// EndVisitor implements web.Backend: the token is worth nothing from now on.
func (h *Hub) EndVisitor(ctx context.Context, c web.Caller) error {
	v, err := h.caller(ctx, c)
	if hasCode(err, errVisitorToken.Code) {
		return nil
	}
	if err != nil {
		return err
	}
	if err := h.store.EndVisitor(ctx, v.session.ID); err != nil {
		return err
	}
	h.endSockets(v.session.ID, v.identity.ID)
	return nil
}

func (h *Hub) endSockets(session, identity core.ID) {
	if f := h.visitors.ended; f != nil {
		f(session, identity)
	}
}
