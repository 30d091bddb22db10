package hub

import (
	"cmp"
	"context"
	"errors"
	"net/mail"
	"slices"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store"
)

// StartConversation implements api.AtDesk.
func (h *Hub) StartConversation(ctx context.Context, v core.Viewer, account, contact, identity core.ID, d core.Draft) (core.ConversationView, core.Message, error) {
	var none core.ConversationView
	if err := need(v, core.PermStart); err != nil {
		return none, core.Message{}, err
	}
	if v.AgentID.IsZero() {
		return none, core.Message{}, forbidden(core.PermStart)
	}
	a, caps, err := h.mayBegin(ctx, account)
	if err != nil {
		return none, core.Message{}, err
	}
	who, err := h.addressee(ctx, v, account, contact, identity, caps, d.Content.To)
	if err != nil {
		return none, core.Message{}, err
	}
	thread := who.ExternalID
	if caps.Threads {
		thread = engine.StartThread(v.AgentID, who.ExternalID, d.ClientMessageID)
	}
	open, ok, err := h.store.VisitorConversation(ctx, account, thread)
	if err != nil {
		return none, core.Message{}, err
	}
	var m core.Message
	id := open.ID
	if ok && (caps.Threads || !open.Status.Ended()) { // a thread of this start is its repeat
		m, err = h.goOn(ctx, v, open.ID, d)
	} else {
		id, m, err = h.start(ctx, v, a, who, thread, d)
	}
	if err != nil {
		return none, m, err
	}
	view, err := h.store.Conversation(ctx, v, id)
	return view, m, err
}

// mayBegin says whether anybody can be written to first from an account.
func (h *Hub) mayBegin(ctx context.Context, account core.ID) (core.Account, core.Caps, error) {
	a, err := h.present(ctx, account)
	if err != nil {
		return a, core.Caps{}, err
	}
	ch, known := h.channels[a.Channel]
	if !known {
		return a, core.Caps{}, &core.Problem{Status: 409, Code: "channel.unknown", Text: "this binary has no channel " + a.Channel}
	}
	caps := ch.Connector.Caps(a)
	if caps.Begin != core.BeginKnown && caps.Begin != core.BeginAnyone {
		return a, caps, &core.Problem{Status: 409, Code: "channel.no_begin", Text: "this channel does not let anybody write first: wait until the person writes"}
	}
	return a, caps, nil
}

// addressee finds the address to write to, of a contact that the viewer sees.
// Of several, it is the one that can be reached and was there last. Where anyone
// can be written to, it may be an address that nobody has written from: it has no id.
func (h *Hub) addressee(ctx context.Context, v core.Viewer, account, contact, identity core.ID, caps core.Caps, to []core.UserRef) (core.Identity, error) {
	if contact.IsZero() && identity.IsZero() && caps.Begin == core.BeginAnyone && len(to) > 0 {
		return newAddress(account, core.ID{}, to[0])
	}
	if !identity.IsZero() {
		i, err := h.store.Identity(ctx, identity)
		if err != nil {
			return i, err
		}
		if !contact.IsZero() && i.ContactID != contact {
			return i, store.ErrNoContact
		}
		contact = i.ContactID
	}
	c, all, _, err := h.store.Contact(ctx, v, contact)
	if err != nil {
		return core.Identity{}, err
	}
	if c.Blocked {
		return core.Identity{}, &core.Problem{Status: 409, Code: "contact.blocked", Text: "the contact is blocked: take the block away first"}
	}
	here := slices.DeleteFunc(all, func(i core.Identity) bool {
		return i.AccountID != account || !identity.IsZero() && i.ID != identity || caps.Stream && i.StreamOffset == 0
	})
	if len(here) == 0 && caps.Begin == core.BeginAnyone && c.Fields[fieldEmail] != "" {
		return newAddress(account, c.ID, core.UserRef{ExternalID: c.Fields[fieldEmail], Name: c.Name})
	}
	if len(here) == 0 {
		return core.Identity{}, &core.Problem{Status: 409, Code: "identity.not_known", Text: "the contact has never written to this account: only who has can be written to"}
	}
	slices.SortStableFunc(here, func(a, b core.Identity) int {
		if a.Reachable != b.Reachable {
			if a.Reachable {
				return -1
			}
			return 1
		}
		return cmp.Compare(b.UpdatedAt, a.UpdatedAt)
	})
	if !here[0].Reachable {
		return here[0], engine.ErrUnreachable
	}
	return here[0], nil
}

// newAddress is somebody's address, as mails name it: its domain in lower case.
func newAddress(account, contact core.ID, to core.UserRef) (core.Identity, error) {
	a, err := mail.ParseAddress(strings.TrimSpace(to.ExternalID))
	if err != nil {
		return core.Identity{}, &core.Problem{Status: 422, Code: "copies.address", Text: "one of the recipients is no address: correct it", Err: err}
	}
	at := strings.LastIndexByte(a.Address, '@')
	return core.Identity{AccountID: account, ContactID: contact, ExternalID: a.Address[:at] + strings.ToLower(a.Address[at:]), Name: cmp.Or(to.Name, a.Name)}, nil
}

// goOn writes into the open conversation, where the viewer may see it.
func (h *Hub) goOn(ctx context.Context, v core.Viewer, conversation core.ID, d core.Draft) (core.Message, error) {
	m, _, err := h.Post(ctx, v, conversation, d)
	if errors.Is(err, engine.ErrNotFound) {
		err = &core.Problem{Status: 409, Code: "conversation.open_elsewhere", Text: "the person has an open conversation that you may not see: ask for it to be transferred to you"}
	}
	return m, err
}

// start begins a new conversation. Where the person has written in the same
// moment, it is gone on with.
func (h *Hub) start(ctx context.Context, v core.Viewer, a core.Account, who core.Identity, thread string, d core.Draft) (core.ID, core.Message, error) {
	if a.Status != core.AccountActive {
		return core.ID{}, core.Message{}, &core.Problem{Status: 409, Code: "account.paused", Text: "the account is paused: resume it to write"}
	}
	p := h.policy(a)
	c := &engine.Start{AccountID: a.ID, External: who.ExternalID, Thread: thread, TeamID: p.TeamID, Weight: p.Weight,
		Post: engine.Post{Viewer: v, Author: v.Actor(), BodyHash: bodyHash(d)}}
	if who.ID.IsZero() {
		c.Person, c.ContactID = core.UserRef{ExternalID: who.ExternalID, Name: who.Name}, who.ContactID
	}
	if err := h.complete(ctx, &d); err != nil {
		return core.ID{}, core.Message{}, err
	}
	var err error
	if c.Post.Flagged, err = h.screenOut(&d.Content); err != nil {
		return core.ID{}, core.Message{}, err
	}
	if err := h.plan(a, d, &c.Post); err != nil {
		return core.ID{}, core.Message{}, err
	}
	c.Post.Draft = d
	err = h.store.Do(ctx, c)
	if errors.Is(err, engine.ErrOpenAlready) {
		open, ok, err := h.store.VisitorConversation(ctx, a.ID, thread)
		if err != nil || !ok {
			return core.ID{}, core.Message{}, errors.Join(err, engine.ErrOpenAlready)
		}
		m, err := h.goOn(ctx, v, open.ID, d)
		return open.ID, m, err
	}
	if err != nil {
		return core.ID{}, core.Message{}, err
	}
	return c.Conversation.ID, c.Post.Message, nil
}
