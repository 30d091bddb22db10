package hub

import (
	"context"
	"errors"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store"
	"github.com/switchboard-hub/switchboard/web"
)

// OpenVisitor implements web.Backend. Who brings a good token goes on with its
// session; anybody else begins a new one, as somebody unknown unless proven.
func (h *Hub) OpenVisitor(ctx context.Context, c web.Caller, in web.SessionRequest) (web.Session, error) {
	account, site, err := h.siteOf(ctx, c.Account)
	if err != nil {
		return web.Session{}, err
	}
	var person connectors.Person
	var proof store.Proof
	if !in.Proof().Empty() {
		if person, proof, err = h.prove(account, in.Identity); err != nil {
			return web.Session{}, err
		}
	}
	v, err := h.caller(ctx, web.Caller{Account: c.Account, Token: in.Token})
	known := err == nil
	switch {
	case hasCode(err, errVisitorToken.Code), hasCode(err, errMustIdentify.Code):
		v = visitor{account: account, site: site}
	case err != nil:
		return web.Session{}, err
	}
	if !known && site.RequireIdentity && person.Subject == "" {
		return web.Session{Config: h.widgetConfig(ctx, account, site)}, nil
	}
	token := in.Token
	if !known {
		if err := h.newSessionRate(account, site, c.Address); err != nil {
			return web.Session{}, err
		}
		if v, token, err = h.newVisitor(ctx, visitor{account: account, site: site}, person, proof, in); err != nil {
			return web.Session{}, err
		}
	} else if err := errors.Join(h.store.UseProof(ctx, account.ID, v.session.ID, proof), h.noteVisit(ctx, &v, in)); err != nil {
		return web.Session{}, err
	}
	if person.Subject != "" {
		if v, token, err = h.identify(ctx, v, token, person); err != nil {
			return web.Session{}, err
		}
	}
	return h.sessionAnswer(ctx, v, token)
}

// newSessionRate bounds the new visitors of one address.
func (h *Hub) newSessionRate(a core.Account, site connectors.Site, address string) error {
	name := a.ID.String() + " " + addressKey(address)
	if err := h.visitors.limits.take("hour "+name, site.Limits.SessionsPerHour, time.Hour, site.Limits.SessionsPerHour); err != nil {
		return err
	}
	return h.visitors.limits.take("minute "+name, site.Limits.SessionsPerMinute, time.Minute, site.Limits.SessionsPerMinute)
}

// newVisitor begins a session on an account. A proven user who was here before
// is the same person on every device.
func (h *Hub) newVisitor(ctx context.Context, v visitor, p connectors.Person, proof store.Proof, in web.SessionRequest) (visitor, string, error) {
	now := core.At(h.cfg.Now())
	s := store.Visitor{Context: cleanContext(in.Context)}
	s.ID, s.AccountID, s.IdentityID, s.CreatedAt, s.SeenAt = core.NewID(), v.account.ID, core.NewID(), now, now
	s.Language, s.Page = languageOf(in.Locale), cleanPage(in.Page)
	if p.Subject != "" {
		identity, err := h.store.VisitorUser(ctx, v.account.ID, p.Subject)
		if err != nil {
			return visitor{}, "", err
		}
		if !identity.IsZero() {
			s.IdentityID, s.Subject = identity, p.Subject
		}
	}
	s.ExpiresAt = now.Add(lifetime(s.Subject))
	token, hash := newVisitorToken()
	if err := h.store.AddVisitor(ctx, s, hash, proof); err != nil {
		return visitor{}, "", err
	}
	out, err := h.visitorSession(ctx, token)
	if hasCode(err, errMustIdentify.Code) { // about to be proven
		err = nil
	}
	out.account, out.site = v.account, v.site
	return out, token, err
}

// noteVisit keeps where the visitor is now. What the request does not say stays.
func (h *Hub) noteVisit(ctx context.Context, v *visitor, in web.SessionRequest) error {
	s := v.session
	if page := cleanPage(in.Page); page != (core.VisitorPage{}) {
		s.Page, s.Language = page, languageOf(in.Locale)
	}
	if in.Context != nil {
		s.Context = cleanContext(in.Context)
	}
	if s.Page == v.session.Page && s.Language == v.session.Language && maps.Equal(s.Context, v.session.Context) {
		return nil
	}
	v.session = s
	return h.store.SaveVisit(ctx, s)
}

func (h *Hub) sessionAnswer(ctx context.Context, v visitor, token string) (web.Session, error) {
	epoch, err := h.store.Generation(ctx)
	if err != nil {
		return web.Session{}, err
	}
	out := web.Session{Token: token, Config: h.widgetConfig(ctx, v.account, v.site),
		Visitor: web.Visitor{ID: v.identity.ID, Verified: v.session.Subject != ""},
		Stream:  web.Stream{Channel: v.channel(), Offset: v.identity.StreamOffset, Epoch: epoch}}
	if v.identity.ContactID.IsZero() {
		return out, nil
	}
	contact, err := h.store.ContactOf(ctx, v.identity.ID)
	if err != nil {
		return web.Session{}, err
	}
	unread, err := h.store.Unread(ctx, v.identity.ID, v.identity.StreamOffset)
	if err != nil {
		return web.Session{}, err
	}
	out.Unread, out.Visitor.Name = len(unread), v.identity.Name
	if out.Visitor.Name == defaultName(v) {
		out.Visitor.Name = ""
	}
	out.Visitor.Email = contact.Fields["email"]
	out.Status, err = h.visitorStatus(ctx, v)
	return out, err
}

// VisitorConfig implements web.Backend.
func (h *Hub) VisitorConfig(ctx context.Context, account core.ID) (web.Config, error) {
	a, site, err := h.siteOf(ctx, account)
	if err != nil {
		return web.Config{}, err
	}
	return h.widgetConfig(ctx, a, site), nil
}

// widgetConfig is how the account's widget looks, and what it takes.
func (h *Hub) widgetConfig(ctx context.Context, a core.Account, site connectors.Site) web.Config {
	_, away := h.staff(ctx)
	return web.Config{Name: a.Name, Greeting: site.Greeting, GreetingAway: site.GreetingAway, Away: away, Color: site.Color, Locale: site.Locale,
		RequireIdentity: site.RequireIdentity, Limits: web.Limits{Text: site.Limits.Text, UploadBytes: site.Limits.UploadBytes, MIMEs: visitorMIMEs()}}
}

// staffFor is how long what visitors see of the agents is kept.
const staffFor = 5 * time.Second

// staff returns the agents' names, and whether nobody is there to answer.
func (h *Hub) staff(ctx context.Context) (names map[core.ID]string, away bool) {
	s := h.visitors
	s.mu.Lock()
	defer s.mu.Unlock()
	if now := h.cfg.Now(); now.Sub(s.read) > staffFor {
		agents, err := h.store.Agents(ctx)
		if err != nil {
			h.log.Warn("visitors see the agents as they were", "error", err)
			return s.names, s.away
		}
		s.names, s.away, s.read = map[core.ID]string{}, true, now
		for _, a := range agents {
			s.names[a.ID] = a.Name
			s.away = s.away && (a.Disabled || a.Availability != core.Ready && a.Availability != core.Busy)
		}
	}
	return s.names, s.away
}

// What a page may say of itself, in characters.
const (
	urlMax   = 1000
	titleMax = 300
)

// cleanPage takes the query and fragment away, which may hold what nobody
// should keep; a referrer keeps its origin only.
func cleanPage(p core.VisitorPage) core.VisitorPage {
	address := func(text string, whole bool) string {
		u, err := url.Parse(core.CleanText(text))
		if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
			return ""
		}
		out := url.URL{Scheme: u.Scheme, Host: u.Host}
		if whole {
			out.Path = u.Path
		} else {
			out.Path = "/"
		}
		return cutText(out.String(), urlMax)
	}
	return core.VisitorPage{URL: address(p.URL, true), Title: cutText(p.Title, titleMax), Referrer: address(p.Referrer, false)}
}

// What a page may say by setContext: so many values, and characters of each.
const (
	contextMax      = 32
	contextNameMax  = 64
	contextValueMax = 1000
)

// cleanContext keeps texts, numbers and truths, as lines of plain text. What is
// too much or of another kind is left out: it is for people, and stops no visit.
func cleanContext(in map[string]any) map[string]string {
	out := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(in)) {
		key, value := cutText(name, contextNameMax), ""
		switch v := in[name].(type) {
		case string:
			value = cutText(v, contextValueMax)
		case float64, bool:
			value = string(web.Encode(v))
		}
		if key != "" && value != "" && len(out) < contextMax {
			out[key] = value
		}
	}
	return out
}

// cutText keeps the first characters of one line.
func cutText(s string, n int) string {
	s = strings.Join(strings.Fields(core.CleanText(s)), " ")
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return string([]rune(s)[:n])
}

var languageForm = regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$`)

func languageOf(text string) string {
	if !languageForm.MatchString(text) {
		return ""
	}
	return text
}

// defaultName is what a visitor is called whom nobody knows.
func defaultName(v visitor) string {
	id := v.identity.ID.String()
	tail := strings.ToUpper(id[len(id)-4:])
	if strings.HasPrefix(strings.ToLower(v.session.Language), "zh") {
		return "访客 " + tail
	}
	return "Visitor " + tail
}
