package hub

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store"
	"github.com/switchboard-hub/switchboard/web"
)

// The fields of a contact that visitors have. unverified lists those which the
// visitor only claims: they never merge anybody.
const (
	fieldEmail      = "email"
	fieldPhone      = "phone"
	fieldName       = "name"
	fieldUser       = "user_id"
	fieldUnverified = "unverified"
	fieldPage       = "page"
	fieldTitle      = "page_title"
	fieldReferrer   = "referrer"
	fieldContext    = "context." // begins the names of what the page said by setContext
)

// IdentifyVisitor implements web.Backend.
func (h *Hub) IdentifyVisitor(ctx context.Context, c web.Caller, in web.Identity) (web.Session, error) {
	account, _, err := h.siteOf(ctx, c.Account)
	if err != nil {
		return web.Session{}, err
	}
	person, proof, err := h.prove(account, in)
	if err != nil {
		return web.Session{}, err
	}
	v, err := h.caller(ctx, c)
	if err != nil && !hasCode(err, errMustIdentify.Code) {
		return web.Session{}, err
	}
	if err := h.store.UseProof(ctx, account.ID, v.session.ID, proof); err != nil {
		return web.Session{}, err
	}
	v, token, err := h.identify(ctx, v, c.Token, person)
	if err != nil {
		return web.Session{}, err
	}
	return h.sessionAnswer(ctx, v, token)
}

// tokenHost is a host whose proofs may have names, to be used by one session.
type tokenHost interface {
	TokenID(p connectors.Proof) (id string, until time.Time)
}

func (h *Hub) prove(a core.Account, in web.Identity) (connectors.Person, store.Proof, error) {
	host := h.channels[a.Channel].Connector.(connectors.Host) //nolint:forcetypeassert // siteOf has looked
	person, err := host.Identify(a, in.Proof(), h.cfg.Now())
	var proof store.Proof
	if named, ok := host.(tokenHost); ok && err == nil {
		id, until := named.TokenID(in.Proof())
		proof = store.Proof{ID: id, Until: core.At(until)}
	}
	return person, proof, err
}

// identify makes a session that of a proven user. What somebody unknown has
// said moves to that user; what another user has said never does. The token is
// a new one: who knew the old one, and was not proven, must not come in by it.
func (h *Hub) identify(ctx context.Context, v visitor, token string, p connectors.Person) (visitor, string, error) {
	if v.session.Subject == p.Subject {
		return v, token, h.tellProven(ctx, v, p)
	}
	from := v.identity.ID
	claim := from
	if v.session.Subject != "" {
		claim = core.NewID() // another user's session
	}
	identity, err := h.store.AddVisitorUser(ctx, v.account.ID, p.Subject, claim)
	if err != nil {
		return v, "", err
	}
	next := v
	next.session.Subject, next.session.IdentityID = p.Subject, identity
	next.identity.ID, next.identity.ExternalID = identity, identity.String()
	if identity != from {
		next.identity.ContactID, next.identity.Name = core.ID{}, ""
	}
	if err := h.tellProven(ctx, next, p); err != nil {
		return v, "", err
	}
	if v.session.Subject == "" {
		if err := h.store.MoveVisitor(ctx, from, identity); err != nil {
			return v, "", err
		}
	}
	now := core.At(h.cfg.Now())
	next.session.SeenAt, next.session.ExpiresAt = now, now.Add(provenFor)
	token, hash := newVisitorToken()
	if err := h.store.ProveVisitor(ctx, next.session, hash); err != nil {
		return v, "", err
	}
	if v.session.Subject == "" {
		// Once more, for what was written since and did not see yet whose the
		// session is; what is written from now on does (followMove).
		if err := h.store.MoveVisitor(ctx, from, identity); err != nil {
			return v, "", err
		}
	}
	h.endSockets(v.session.ID, from)
	v, err = h.visitorSession(ctx, token)
	return v, token, err
}

// tellProven makes sure that the user's identity is there, and keeps what the
// website says of it.
func (h *Hub) tellProven(ctx context.Context, v visitor, p connectors.Person) error {
	fields := map[string]string{fieldUser: p.Subject}
	if p.Email != "" {
		fields[fieldEmail] = p.Email
	}
	if v.identity.ContactID.IsZero() || p.Name != "" && p.Name != v.identity.Name {
		e := h.event(v, "i:"+core.NewID().String())
		e.Fields = fields
		if p.Name != "" {
			e.Visitor.Name = p.Name
		}
		if err := h.accept(ctx, v, "identify", e); err != nil {
			return err
		}
	}
	return h.store.TellContact(ctx, v.identity.ID, func(c *core.Contact) bool {
		before := maps.Clone(c.Fields)
		told := slices.Collect(maps.Keys(fields))
		if p.Name != "" {
			told = append(told, fieldName)
		}
		merge(c, fields)
		setUnverified(c, nil, told)
		known := c.Kind == core.ContactKnown
		c.Kind = core.ContactKnown
		return !known || !maps.Equal(before, c.Fields)
	})
}

// VisitorContact implements web.Backend: what a visitor says of themselves.
func (h *Hub) VisitorContact(ctx context.Context, c web.Caller, in web.Contact) error {
	v, err := h.caller(ctx, c)
	if err != nil {
		return err
	}
	name, fields, err := readContact(in)
	if err != nil {
		return err
	}
	if err := h.messageRate(v); err != nil || v.session.Blocked {
		return err
	}
	e := h.event(v, "c:"+core.NewID().String())
	e.Fields = maps.Clone(fields)
	proven := v.session.Subject != ""
	if name != "" && !proven {
		e.Visitor.Name, e.Fields[fieldName] = name, name
	}
	if err := h.accept(ctx, v, "contact", e); err != nil {
		return err
	}
	return h.store.TellContact(ctx, v.identity.ID, func(c *core.Contact) bool {
		var claimed []string
		for key, value := range fields {
			if proven && c.Fields[key] != "" && !slices.Contains(unverified(c), key) {
				continue // the website knows better
			}
			merge(c, map[string]string{key: value})
			claimed = append(claimed, key)
		}
		if name != "" && !proven {
			claimed = append(claimed, fieldName)
		}
		setUnverified(c, claimed, nil)
		return len(claimed) > 0
	})
}

func readContact(in web.Contact) (name string, fields map[string]string, err error) {
	bad := func(what string) error {
		return &core.Problem{Status: 422, Code: "widget.contact", Text: what}
	}
	name, fields = cutText(in.Name, 200), map[string]string{}
	if email := cutText(in.Email, 254); email != "" {
		at := strings.LastIndexByte(email, '@')
		if at <= 0 || at == len(email)-1 || strings.ContainsAny(email, " <>\"") {
			return "", nil, bad("this is no e-mail address")
		}
		fields[fieldEmail] = email
	}
	if phone := cutText(in.Phone, 40); phone != "" {
		if strings.Trim(phone, "+0123456789 -()/.") != "" {
			return "", nil, bad("this is no phone number")
		}
		fields[fieldPhone] = phone
	}
	if name == "" && len(fields) == 0 {
		return "", nil, bad("give a name, an e-mail address or a phone number")
	}
	return name, fields, nil
}

func merge(c *core.Contact, fields map[string]string) {
	c.Fields = maps.Clone(c.Fields)
	if c.Fields == nil {
		c.Fields = map[string]string{}
	}
	maps.Copy(c.Fields, fields)
}

// unverified lists the fields that nobody has proven.
func unverified(c *core.Contact) []string {
	return strings.FieldsFunc(c.Fields[fieldUnverified], func(r rune) bool { return r == ',' })
}

func setUnverified(c *core.Contact, add, proven []string) {
	list := slices.DeleteFunc(append(unverified(c), add...), func(f string) bool { return slices.Contains(proven, f) })
	slices.Sort(list)
	list = slices.Compact(list)
	merge(c, map[string]string{fieldUnverified: strings.Join(list, ",")})
	if len(list) == 0 {
		delete(c.Fields, fieldUnverified)
	}
}
