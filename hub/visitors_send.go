package hub

import (
	"context"
	"encoding/json"
	"maps"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/web"
)

// attachmentsMax bounds the files of one message.
const attachmentsMax = 10

var clientIDForm = regexp.MustCompile(`^[A-Za-z0-9_.:-]{1,100}$`)

func badRequest(code, text string) error {
	return &core.Problem{Status: 422, Code: "widget." + code, Text: text}
}

// event begins an event of a visitor. A name is told once, with the first one:
// later ones would take back what the visitor has become since.
func (h *Hub) event(v visitor, id string) core.VisitorEvent {
	e := core.VisitorEvent{ID: id, Visitor: core.UserRef{ExternalID: v.identity.ExternalID}, SentAt: core.At(h.cfg.Now())}
	if v.identity.ContactID.IsZero() {
		e.Visitor.Name, e.Visitor.Language = defaultName(v), v.session.Language
	}
	return e
}

// accept stores an event as any channel's: raw, normalizer, engine.
func (h *Hub) accept(ctx context.Context, v visitor, kind string, e core.VisitorEvent) error {
	body, err := json.Marshal(e)
	if err != nil {
		return err
	}
	return h.Accept(ctx, core.Raw{AccountID: v.account.ID, Kind: v.account.Channel + "." + kind, Body: body})
}

// messageRate bounds what one visitor says.
func (h *Hub) messageRate(v visitor) error {
	l := v.site.Limits
	return h.visitors.limits.take("message "+v.identity.ID.String(), l.MessagesPerMinute, time.Minute, l.MessagesBurst)
}

// VisitorSend implements web.Backend.
func (h *Hub) VisitorSend(ctx context.Context, c web.Caller, in web.SendRequest) (web.Message, bool, error) {
	v, err := h.caller(ctx, c)
	if err != nil {
		return web.Message{}, false, err
	}
	return h.visitorSend(ctx, v, in)
}

// visitorSend stores a message once: its name is the session's id and the one
// that the client gave, which stays when the visitor is proven in between.
func (h *Hub) visitorSend(ctx context.Context, v visitor, in web.SendRequest) (web.Message, bool, error) {
	if !clientIDForm.MatchString(in.ClientMessageID) {
		return web.Message{}, false, badRequest("client_message_id", "client_message_id has 1 to 100 letters, digits and _.:- (a UUID is best)")
	}
	name := v.session.ID.String() + ":" + in.ClientMessageID
	m, ok, err := h.store.MessageByExternal(ctx, v.account.ID, name)
	if err == nil && ok {
		m, err = h.followMove(ctx, v, m)
	}
	if err != nil || ok {
		return h.visitorMessage(ctx, m), ok, err
	}
	e, err := h.said(ctx, v, name, in)
	if err != nil {
		return web.Message{}, false, err
	}
	if err := h.messageRate(v); err != nil {
		return web.Message{}, false, err
	}
	if v.session.Blocked {
		return unheard(v, in, e), false, nil
	}
	if err := h.useUploads(ctx, v, in.Attachments); err != nil {
		return web.Message{}, false, err
	}
	if err := h.accept(ctx, v, "message", e); err != nil {
		return web.Message{}, false, err
	}
	m, ok, err = h.store.MessageByExternal(ctx, v.account.ID, name)
	if err == nil && !ok {
		err = &core.Problem{Status: 500, Code: "widget.lost", Text: "the message was taken and is not there"}
	}
	if err != nil {
		return web.Message{}, false, err
	}
	if m, err = h.followMove(ctx, v, m); err != nil {
		return web.Message{}, false, err
	}
	h.notePage(ctx, v)
	return h.visitorMessage(ctx, m), false, nil
}

// unheard is what somebody who is blocked is answered: that the message is sent.
// Who learns of it would be back as somebody new.
func unheard(v visitor, in web.SendRequest, e core.VisitorEvent) web.Message {
	out := web.Message{ID: core.NewID(), Offset: v.identity.StreamOffset, ClientMessageID: in.ClientMessageID, From: "visitor", Text: e.Text,
		Attachments: []web.Attachment{}, Choice: in.Choice, SentAt: e.SentAt, Delivery: "sent"}
	for i, m := range e.Media {
		out.Attachments = append(out.Attachments, web.Attachment{ID: in.Attachments[i].Upload, Name: m.Name, MIME: m.MIME, Size: m.Size, Kind: core.KindFile})
	}
	return out
}

// followMove brings a message to the person its writer was proven to be while
// it was on its way.
func (h *Hub) followMove(ctx context.Context, v visitor, m core.Message) (core.Message, error) {
	now, ok, err := h.store.Visitor(ctx, v.session.ID)
	if err != nil || !ok || now.IdentityID == m.IdentityID {
		return m, err
	}
	if err := h.store.MoveVisitor(ctx, m.IdentityID, now.IdentityID); err != nil {
		return m, err
	}
	moved, _, err := h.store.MessageByExternal(ctx, v.account.ID, m.ExternalID)
	return moved, err
}

// said checks what a visitor wants to say.
func (h *Hub) said(ctx context.Context, v visitor, name string, in web.SendRequest) (core.VisitorEvent, error) {
	e := h.event(v, name)
	e.Text = strings.TrimRight(strings.TrimLeft(core.CleanText(in.Text), "\r\n"), " \t\r\n")
	if n := utf8.RuneCountInString(e.Text); n > v.site.Limits.Text {
		return e, &core.Problem{Status: 413, Code: "widget.text_too_long", Text: "the message is too long"}
	}
	if err := h.sensitive(e.Text); err != nil {
		return e, err
	}
	if len(in.Attachments) > attachmentsMax {
		return e, badRequest("too_many_files", "a message has at most 10 files")
	}
	for _, a := range in.Attachments {
		u, ok, err := h.store.VisitorUpload(ctx, v.session.ID, a.Upload)
		if err != nil {
			return e, err
		}
		if !ok {
			return e, badRequest("upload_unknown", "an attachment names no file of yours; upload it again")
		}
		e.Media = append(e.Media, u.Media)
	}
	if in.Choice != nil {
		choice, err := h.choice(ctx, v, *in.Choice)
		if err != nil {
			return e, err
		}
		e.Choice, e.Refs = &choice, []string{in.Choice.Message.String()}
	}
	if e.Text == "" && len(e.Media) == 0 && e.Choice == nil {
		return e, badRequest("empty", "the message is empty")
	}
	if page := v.session.Page; page != (core.VisitorPage{}) {
		e.Page = &page
	}
	return e, nil
}

var errRatingOver = &core.Problem{Status: 409, Code: "widget.rating_over", Text: "the time to rate this conversation is over"}

// choice finds the quick reply that a visitor pressed among those that the
// message offers.
func (h *Hub) choice(ctx context.Context, v visitor, in web.ChoiceRequest) (core.Choice, error) {
	found, err := h.store.StreamMessages(ctx, v.identity.ID, []core.ID{in.Message})
	if err != nil {
		return core.Choice{}, err
	}
	if m := found[in.Message]; m.Content != nil && m.Visibility == core.Public && m.DeletedAt == 0 {
		if ask, ok := core.RatingAskOf(m.Content); ok && m.ClientMessageID == core.RatingClientID && core.At(h.cfg.Now()) > ask.Until {
			return core.Choice{}, errRatingOver
		}
		for _, c := range m.Content.Choices {
			if c.ID == in.ID {
				return c, nil
			}
		}
	}
	return core.Choice{}, badRequest("choice_unknown", "the message does not offer this choice")
}

// notePage keeps on the contact where the visitor writes from. It is for
// people: losing it loses no message.
func (h *Hub) notePage(ctx context.Context, v visitor) {
	s := v.session
	if s.Page == (core.VisitorPage{}) && s.Language == "" && len(s.Context) == 0 {
		return
	}
	err := h.store.TellContact(ctx, v.identity.ID, func(c *core.Contact) bool {
		before, language := maps.Clone(c.Fields), c.Language
		setPage(c, s.Page, s.Context)
		if s.Language != "" {
			c.Language = s.Language
		}
		return c.Language != language || !maps.Equal(before, c.Fields)
	})
	if err != nil {
		h.log.Warn("the page of a visitor was not kept", "account", v.account.ID, "error", err)
	}
}

// setPage puts a page and its context in the place of those before.
func setPage(c *core.Contact, p core.VisitorPage, about map[string]string) {
	fields := map[string]string{fieldPage: p.URL, fieldTitle: p.Title}
	if p.Referrer != "" {
		fields[fieldReferrer] = p.Referrer
	}
	for name, value := range about {
		fields[fieldContext+name] = value
	}
	merge(c, fields)
	maps.DeleteFunc(c.Fields, func(name, value string) bool {
		about := strings.HasPrefix(name, fieldContext) && fields[name] == ""
		return about || value == "" && (name == fieldPage || name == fieldTitle)
	})
}

// VisitorTyping implements web.Backend: at once or not at all.
func (h *Hub) VisitorTyping(ctx context.Context, c web.Caller, on bool) error {
	v, err := h.caller(ctx, c)
	if err != nil {
		return err
	}
	return h.visitorTyping(v, on)
}

func (h *Hub) visitorTyping(v visitor, on bool) error {
	if on {
		if err := h.visitors.limits.take("typing "+v.identity.ID.String(), 1, v.site.Limits.TypingEvery, 2); err != nil {
			return err
		}
	}
	if h.live != nil && !v.session.Blocked {
		h.live.tell(liveSign{Kind: signWriter, ID: v.identity.ID, On: on})
	}
	return nil
}

// showTyping shows a visitor that an agent types.
func (h *Hub) showTyping(ctx context.Context, v core.Viewer, identity core.ID, on bool) {
	if h.live == nil {
		return
	}
	names, _ := h.staff(ctx)
	h.live.tell(liveSign{Kind: signVisitor, ID: identity, Data: web.Encode(map[string]any{"type": "typing", "on": on, "name": names[v.AgentID]})})
}

// VisitorRead implements web.Backend.
func (h *Hub) VisitorRead(ctx context.Context, c web.Caller, upto int64) error {
	v, err := h.caller(ctx, c)
	if err != nil {
		return err
	}
	return h.visitorRead(ctx, v, upto)
}

// visitorRead marks our messages as read by the visitor, up to an offset.
func (h *Hub) visitorRead(ctx context.Context, v visitor, upto int64) error {
	if v.identity.ContactID.IsZero() || upto <= 0 {
		return nil
	}
	names, err := h.store.Unread(ctx, v.identity.ID, upto)
	if err != nil || len(names) == 0 {
		return err
	}
	e := h.event(v, "r:"+core.NewID().String())
	e.Refs = names
	return h.accept(ctx, v, "read", e)
}

// visitorCall answers a call that came over a socket.
func (h *Hub) visitorCall(ctx context.Context, v visitor, method string, data json.RawMessage) (json.RawMessage, error) {
	v, err := h.visitorAgain(ctx, v)
	if err != nil {
		return nil, err
	}
	var in struct {
		web.SendRequest
		On     bool  `json:"on"`
		Upto   int64 `json:"upto"`
		Before int64 `json:"before"`
		Limit  int   `json:"limit"`
	}
	if len(data) > 0 && json.Unmarshal(data, &in) != nil {
		return nil, badRequest("body", "the data of the call cannot be read")
	}
	var out any = struct{}{}
	switch method {
	case "send":
		out, _, err = h.visitorSend(ctx, v, in.SendRequest)
	case "typing":
		err = h.visitorTyping(v, in.On)
	case "read":
		err = h.visitorRead(ctx, v, in.Upto)
	case "history":
		out, err = h.visitorHistory(ctx, v, in.Before, in.Limit)
	default:
		err = &core.Problem{Status: 404, Code: "widget.method", Text: "there is no such call"}
	}
	if err != nil {
		return nil, err
	}
	return web.Encode(out), nil
}

// visitorAgain reads a session anew: it may have ended, or be somebody's by now.
func (h *Hub) visitorAgain(ctx context.Context, v visitor) (visitor, error) {
	s, ok, err := h.store.Visitor(ctx, v.session.ID)
	if err == nil && (!ok || s.IdentityID != v.identity.ID) {
		err = errVisitorToken
	}
	if err != nil {
		return v, err
	}
	v.session, v.identity = s, s.Identity
	if v.account, v.site, err = h.siteOf(ctx, s.AccountID); err != nil {
		return v, err
	}
	return v, v.admitted()
}
