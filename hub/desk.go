package hub

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store"
	"github.com/switchboard-hub/switchboard/outbound/markup"
	"github.com/switchboard-hub/switchboard/outbound/plan"
)

func forbidden(p core.Permission) error {
	return &core.Problem{Status: 403, Code: "auth.forbidden", Text: "this needs the permission " + string(p)}
}

func need(v core.Viewer, p core.Permission) error {
	if !v.Can(p) {
		return forbidden(p)
	}
	return nil
}

// needEither asks for one of two permissions.
func needEither(v core.Viewer, p, or core.Permission) error {
	if v.Can(or) {
		return nil
	}
	return need(v, p)
}

// writes is the right to write a message, or to change one that was written.
func writes(v core.Visibility) core.Permission {
	if v == core.Note {
		return core.PermNote
	}
	return core.PermReply
}

// needWriter asks for the right to write anything at all.
func needWriter(v core.Viewer) error {
	if v.Can(core.PermNote) {
		return nil
	}
	return need(v, core.PermReply)
}

// Post implements api.Desk.
func (h *Hub) Post(ctx context.Context, v core.Viewer, conversation core.ID, d core.Draft) (core.Message, bool, error) {
	return h.post(ctx, v, conversation, d, 0)
}

// post is Post; putOff is when a message was written that leaves without its writer.
func (h *Hub) post(ctx context.Context, v core.Viewer, conversation core.ID, d core.Draft, putOff core.Time) (core.Message, bool, error) {
	if err := need(v, writes(d.Visibility)); err != nil {
		return core.Message{}, false, err
	}
	view, err := h.store.Conversation(ctx, v, conversation)
	if err != nil {
		return core.Message{}, false, err
	}
	account, err := h.accounts.get(ctx, view.AccountID)
	if err != nil {
		return core.Message{}, false, err
	}
	c := &engine.Post{Viewer: v, Author: v.Actor(), ConversationID: conversation, BodyHash: bodyHash(d), PutOff: putOff}
	if err := h.complete(ctx, &d); err != nil {
		return core.Message{}, false, err
	}
	switch d.Visibility {
	case core.Public:
		if c.Flagged, err = h.screenOut(&d.Content); err == nil {
			err = h.wholeAddresses(ctx, view, &d.Content)
		}
		if err == nil {
			err = h.plan(account, d, c)
		}
	case core.Note:
		c.Mentions, err = h.mentions(ctx, v, view, &d.Content, core.Message{})
	}
	if err != nil {
		return core.Message{}, false, err
	}
	c.Draft = d
	if err := h.store.Do(ctx, c); err != nil { // c may be at work still: it is not read
		return core.Message{}, false, err
	}
	if !c.Repeated {
		h.tellMentioned(c.Message, c.Author.ID, c.Mentions, nil)
	}
	if c.Message.Delivery == core.DeliverySent { // by its stream: no connector notes it
		h.store.NoteSent(account.ID)
	}
	return c.Message, c.Repeated, nil
}

// bodyHash tells a repeated request from another one under the same id.
func bodyHash(d core.Draft) string {
	d.ClientMessageID = ""
	b, _ := json.Marshal(d) // a draft always encodes
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:16])
}

// complete fills in what the hub knows of uploaded files, and the kind.
func (h *Hub) complete(ctx context.Context, d *core.Draft) error {
	for i := range d.Content.Media {
		m := &d.Content.Media[i]
		u, ok, err := h.store.Upload(ctx, m.Blob)
		if err != nil {
			return err
		}
		if !ok {
			return &core.Problem{Status: 422, Code: "attachment.unknown", Text: "an attachment names no uploaded file: upload it first and give the blob it returns"}
		}
		m.Size, m.MIME = u.Size, u.MIME
		if m.Name == "" {
			m.Name = u.Name
		}
		m.Kind = mediaKind(*m)
	}
	var err error
	if d.Content.HTML, err = markup.Clean(d.Content.HTML, d.Content.Media); err != nil {
		return err
	}
	if d.Content.Kind == "" {
		d.Content.Kind = core.KindText
		if len(d.Content.Media) > 0 {
			d.Content.Kind = d.Content.Media[0].Kind
		}
	}
	if d.Visibility != core.Public && strings.TrimSpace(d.Content.Text) == "" && len(d.Content.Media) == 0 {
		return &core.Problem{Status: 422, Code: "message.empty", Text: "the message has neither text nor attachment"}
	}
	return nil
}

// mediaKind is the kind that was asked for, or the one its content has. A
// picture is sent as a picture only where its content is one.
func mediaKind(m core.Media) string {
	family, _, _ := strings.Cut(m.MIME, "/")
	switch {
	case m.Kind == core.KindImage && family != "image", m.Kind == core.KindVideo && family != "video",
		(m.Kind == core.KindAudio || m.Kind == core.KindVoice) && family != "audio":
		return core.KindFile
	case m.Kind != "":
		return m.Kind
	case family == "image" || family == "video" || family == "audio":
		return family
	}
	return core.KindFile
}

// plan cuts a draft into the parts that leave; for a visitor's stream nothing
// leaves: the stream is ours.
func (h *Hub) plan(a core.Account, d core.Draft, p *engine.Post) error {
	ch, ok := h.channels[a.Channel]
	if !ok {
		return &core.Problem{Status: 409, Code: "channel.unknown", Text: "this binary has no channel " + a.Channel}
	}
	if a.Status == core.AccountRemoved {
		return &core.Problem{Status: 409, Code: "account.removed", Text: "the account was removed; link it again to answer"}
	}
	caps := ch.Connector.Caps(a)
	parts, _, err := plan.Message(d.Content, caps)
	if err != nil {
		return err
	}
	p.Stream, p.Threads, p.Windows, p.FollowUp = caps.Stream, caps.Threads, caps.Windows, followUpAfter(a)
	if !p.Stream {
		p.Parts = parts
	}
	return nil
}

// Edit implements api.Desk.
func (h *Hub) Edit(ctx context.Context, v core.Viewer, conversation, message core.ID, text string) (core.Message, error) {
	if err := needWriter(v); err != nil {
		return core.Message{}, err
	}
	caps, err := h.capsOf(ctx, v, conversation)
	if err != nil {
		return core.Message{}, err
	}
	m, err := h.store.Message(ctx, v, conversation, message)
	if err == nil {
		err = need(v, writes(m.Visibility))
	}
	if err != nil {
		return m, err
	}
	if m.Visibility == core.Public && caps.Edit != core.LevelFull && caps.Edit != core.LevelPartial {
		return m, &core.Problem{Status: 409, Code: "message.edit_unsupported", Text: "this channel cannot change a message that was sent"}
	}
	if m.Visibility == core.Public {
		changed := core.Content{Text: text}
		if _, err := h.screenOut(&changed); err != nil {
			return m, err
		}
		text = changed.Text
		parts, _, err := plan.Message(core.Content{Kind: core.KindText, Text: text}, caps)
		if err != nil {
			return m, err
		}
		if len(parts) > 1 {
			return m, &core.Problem{Status: 422, Code: "message.too_long", Text: "the changed text does not fit into one message of this channel"}
		}
	}
	c := &engine.Change{Viewer: v, Actor: v.Actor(), ConversationID: conversation, MessageID: message, Text: text, Stream: caps.Stream}
	if m.Visibility == core.Note {
		if err := h.renamed(ctx, c, m); err != nil {
			return m, err
		}
	}
	return h.change(ctx, c)
}

// renamed finds whom an edited note names.
func (h *Hub) renamed(ctx context.Context, c *engine.Change, before core.Message) error {
	view, err := h.store.Conversation(ctx, c.Viewer, c.ConversationID)
	if err != nil {
		return err
	}
	note := core.Content{Text: c.Text}
	c.Mentions, err = h.mentions(ctx, c.Viewer, view, &note, before)
	c.Entities = note.Entities
	return err
}

func (h *Hub) change(ctx context.Context, c *engine.Change) (core.Message, error) {
	if err := h.store.Do(ctx, c); err != nil {
		return core.Message{}, err
	}
	h.tellMentioned(c.Message, c.Actor.ID, c.Named, c.Unnamed)
	return c.Message, nil
}

func (h *Hub) capsOf(ctx context.Context, v core.Viewer, conversation core.ID) (core.Caps, error) {
	view, err := h.store.Conversation(ctx, v, conversation)
	if err != nil {
		return core.Caps{}, err
	}
	account, err := h.accounts.get(ctx, view.AccountID)
	if err != nil {
		return core.Caps{}, err
	}
	ch, ok := h.channels[account.Channel]
	if !ok {
		return core.Caps{}, &core.Problem{Status: 409, Code: "channel.unknown", Text: "this binary has no channel " + account.Channel}
	}
	return ch.Connector.Caps(account), nil
}

// Delete implements api.Desk.
func (h *Hub) Delete(ctx context.Context, v core.Viewer, conversation, message core.ID) (core.Message, error) {
	if err := needWriter(v); err != nil {
		return core.Message{}, err
	}
	caps, err := h.capsOf(ctx, v, conversation)
	if err != nil {
		return core.Message{}, err
	}
	m, err := h.store.Message(ctx, v, conversation, message)
	if err == nil {
		err = need(v, writes(m.Visibility))
	}
	if err != nil {
		return m, err
	}
	if m.Visibility == core.Public && m.Delivery != core.DeliveryQueued && caps.Delete != core.LevelFull && caps.Delete != core.LevelPartial {
		return m, &core.Problem{Status: 409, Code: "message.delete_unsupported", Text: "this channel cannot take back a message that was sent"}
	}
	c := &engine.Change{Viewer: v, Actor: v.Actor(), ConversationID: conversation, MessageID: message, Delete: true, Stream: caps.Stream}
	return h.change(ctx, c)
}

// Resolve implements api.Desk.
func (h *Hub) Resolve(ctx context.Context, v core.Viewer, conversation, message core.ID, decision string) (core.Message, error) {
	if err := need(v, core.PermReply); err != nil {
		return core.Message{}, err
	}
	caps, err := h.capsOf(ctx, v, conversation)
	if err != nil {
		return core.Message{}, err
	}
	c := &engine.Resolve{Viewer: v, ConversationID: conversation, MessageID: message, Decision: decision, Windows: caps.Windows}
	if err := h.store.Do(ctx, c); err != nil {
		return core.Message{}, err
	}
	return c.Message, nil
}

// steps is the right to each step. To take away what a colleague has in hand
// needs another one besides, which is asked for as it is done.
func steps(kind core.StepKind) core.Permission {
	switch kind {
	case core.StepAssign, core.StepUnassign, core.StepQueue, core.StepTakeOver, core.StepBotStart, core.StepBotHandoff, core.StepPrioritize:
		return core.PermAssign
	case core.StepTransfer:
		return core.PermTransfer
	case core.StepClose, core.StepComplete, core.StepReopen:
		return core.PermEnd
	}
	return core.PermReply // accept, decline, snooze, wake
}

// mayAnswer refuses to hand over to who may answer nobody: a customer would wait for
// an agent who cannot write, and whom routing never chooses. It returns the agent's rights.
func (h *Hub) mayAnswer(ctx context.Context, agent core.ID) (core.Viewer, error) {
	v, err := h.store.Viewer(ctx, agent)
	if err == nil && !v.Can(core.PermReply) {
		err = engine.ErrMayNotReply
	}
	return v, err
}

func (h *Hub) isTeam(ctx context.Context, team core.ID) (bool, error) {
	teams, err := h.store.Teams(ctx)
	return slices.ContainsFunc(teams, func(t core.Team) bool { return t.ID == team }), err
}

// Step implements api.Desk.
func (h *Hub) Step(ctx context.Context, v core.Viewer, conversation core.ID, s core.Step) (core.ConversationView, error) {
	if err := need(v, steps(s.Kind)); err != nil {
		return core.ConversationView{}, err
	}
	s.Actor = v.Actor()
	c := &engine.Step{Viewer: v, ConversationID: conversation, Step: s, Config: h.dispatcher.config.Load()}
	if !s.AgentID.IsZero() {
		target, err := h.mayAnswer(ctx, s.AgentID)
		if err != nil {
			return core.ConversationView{}, err
		}
		if !s.TeamID.IsZero() && (s.Kind == core.StepAssign || s.Kind == core.StepTakeOver) {
			c.Target = &target
		}
	}
	if s.Kind == core.StepTransfer && !s.TeamID.IsZero() { // an assignment's team is looked up as it is written
		there, err := h.isTeam(ctx, s.TeamID)
		if err == nil && !there {
			err = store.ErrReference
		}
		if err != nil {
			return core.ConversationView{}, err
		}
	}
	if err := h.store.Do(ctx, c); err != nil {
		return core.ConversationView{}, err
	}
	all := v
	all.Scope = core.ScopeAll // the one who hands over may look once more
	return h.store.Conversation(ctx, all, conversation)
}

// Invite implements api.Desk.
func (h *Hub) Invite(ctx context.Context, v core.Viewer, conversation, agent core.ID) error {
	return h.room(ctx, v, conversation, agent, true)
}

// Leave implements api.Desk.
func (h *Hub) Leave(ctx context.Context, v core.Viewer, conversation, agent core.ID) error {
	return h.room(ctx, v, conversation, agent, false)
}

func (h *Hub) room(ctx context.Context, v core.Viewer, conversation, agent core.ID, on bool) error {
	if on || agent != v.AgentID { // everybody may leave
		if err := need(v, core.PermAssign); err != nil {
			return err
		}
	}
	if _, err := h.store.Conversation(ctx, v, conversation); err != nil {
		return err
	}
	guest, err := h.store.Viewer(ctx, agent)
	if err != nil {
		return err
	}
	if on && !guest.Can(core.PermRead) {
		return &core.Problem{Status: 422, Code: "agent.may_not_read", Text: "the role of this agent may not read conversations: invite somebody else"}
	}
	return h.store.Join(ctx, conversation, agent, on, v.Actor())
}

// Typing implements api.Desk: at once or not at all.
func (h *Hub) Typing(ctx context.Context, v core.Viewer, conversation core.ID, on bool) error {
	if err := need(v, core.PermReply); err != nil {
		return err
	}
	view, err := h.store.Conversation(ctx, v, conversation)
	if err != nil {
		return err
	}
	h.live.agentTyped(ctx, v, conversation, on)
	account, err := h.accounts.get(ctx, view.AccountID)
	if err != nil {
		return err
	}
	if c := h.channels[account.Channel].Connector; c != nil && c.Caps(account).Stream {
		h.showTyping(ctx, v, view.IdentityID, on)
		return nil
	}
	typer, ok := h.channels[account.Channel].Connector.(connectors.Typer)
	if !ok || account.Status != core.AccountActive {
		return nil
	}
	identity, err := h.store.Identity(ctx, view.IdentityID)
	if err != nil {
		return err
	}
	to := core.UserRef{ExternalID: identity.ExternalID, Kind: identity.Kind}
	if err := typer.Typing(ctx, account, to, on); err != nil {
		return &core.Problem{Status: 502, Code: "typing.failed", Text: "the platform did not take the typing sign", Err: err}
	}
	return nil
}
