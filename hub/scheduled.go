package hub

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store"
)

// The bounds of scheduled messages.
const (
	scheduledMax    = 50 // in a conversation
	scheduledWithin = 366 * 24 * time.Hour
)

// Schedule implements api.AtDesk: the message is checked as if it left now, and
// once more when it does.
func (h *Hub) Schedule(ctx context.Context, v core.Viewer, conversation core.ID, d core.Draft, at core.Time) (core.Scheduled, bool, error) {
	m := core.Scheduled{ID: core.NewID(), ConversationID: conversation, AgentID: v.AgentID, SendAt: at,
		BodyHash: bodyHash(d) + "@" + at.String()} // another time is another request
	if err := h.checkScheduled(ctx, v, &m, d); err != nil {
		return m, false, err
	}
	waiting, err := h.store.Scheduled(ctx, v, conversation)
	if err == nil && len(waiting) >= scheduledMax {
		err = &core.Problem{Status: 409, Code: "scheduled.too_many", Text: fmt.Sprintf("%d messages wait in this conversation already", len(waiting))}
	}
	if err != nil {
		return m, false, err
	}
	for range d.Content.Media {
		m.Files = append(m.Files, core.NewID())
	}
	return h.store.AddScheduled(ctx, m)
}

func (h *Hub) checkScheduled(ctx context.Context, v core.Viewer, m *core.Scheduled, d core.Draft) error {
	if err := need(v, core.PermReply); err != nil {
		return err
	}
	now := core.At(h.cfg.Now())
	switch {
	case v.AgentID.IsZero():
		return forbidden(core.PermReply)
	case d.Visibility != core.Public:
		return &core.Problem{Status: 422, Code: "scheduled.note", Text: "only what goes to the customer can be scheduled"}
	case m.SendAt <= now || m.SendAt > now.Add(scheduledWithin):
		return &core.Problem{Status: 422, Code: "scheduled.send_at", Text: "send_at is a time to come, within a year"}
	}
	view, err := h.store.Conversation(ctx, v, m.ConversationID)
	if err != nil {
		return err
	}
	if view.Status.Ended() {
		return engine.ErrPostEnded
	}
	account, err := h.accounts.get(ctx, view.AccountID)
	if err != nil {
		return err
	}
	if err := h.complete(ctx, &d); err != nil {
		return err
	}
	m.Draft = d
	if err := h.wholeAddresses(ctx, view, &d.Content); err != nil {
		return err
	}
	return h.plan(account, d, &engine.Post{})
}

// Scheduled implements api.AtDesk.
func (h *Hub) Scheduled(ctx context.Context, v core.Viewer, conversation core.ID) ([]core.Scheduled, error) {
	return h.store.Scheduled(ctx, v, conversation)
}

// ScheduledBy implements api.AtDesk. What a colleague has put off is for who may
// change it.
func (h *Hub) ScheduledBy(ctx context.Context, v core.Viewer, agent core.ID, p core.Page) (core.List[core.Scheduled], error) {
	err := need(v, core.PermRead)
	if agent.IsZero() {
		agent = v.AgentID
	}
	if err == nil && agent != v.AgentID {
		err = need(v, core.PermSupervise)
	}
	if err != nil {
		return core.List[core.Scheduled]{}, err
	}
	return h.store.ScheduledBy(ctx, v, agent, p)
}

// errWriterGone is why a message does not leave that nobody answers for any more.
var errWriterGone = &core.Problem{Status: 409, Code: "scheduled.writer_gone",
	Text: "its writer may not answer here any more: send it in your own name, or cancel it"}

// writer is who wrote a message; here is false of one who was disabled, or may not
// answer in the conversation any more.
func (h *Hub) writer(ctx context.Context, m core.Scheduled) (v core.Viewer, here bool, err error) {
	if v, err = h.store.Viewer(ctx, m.AgentID); err == nil && v.Can(core.PermReply) {
		_, err = h.store.Conversation(ctx, v, m.ConversationID)
		here = err == nil
	}
	if errors.Is(err, store.ErrNoAgent) || errors.Is(err, engine.ErrNotFound) {
		err = nil
	}
	return v, here, err
}

// scheduled returns a message that the viewer may change: its own, anybody's for
// who supervises, and for who has the conversation what somebody left behind who
// is gone. That becomes the viewer's own with the change.
func (h *Hub) scheduled(ctx context.Context, v core.Viewer, conversation, id core.ID) (core.Scheduled, error) {
	if err := need(v, core.PermReply); err != nil {
		return core.Scheduled{}, err
	}
	c, err := h.store.Conversation(ctx, v, conversation)
	if err != nil {
		return core.Scheduled{}, err
	}
	m, err := h.store.ScheduledByID(ctx, id)
	if err == nil && m.ConversationID != conversation {
		err = store.ErrNoScheduled
	}
	if err != nil || m.AgentID == v.AgentID {
		return m, err
	}
	_, here, err := h.writer(ctx, m)
	if err == nil && (here || c.AgentID != v.AgentID) {
		err = need(v, core.PermSupervise)
	}
	if !here && !v.AgentID.IsZero() {
		m.AgentID = v.AgentID
	}
	return m, err
}

// ChangeScheduled implements api.AtDesk.
func (h *Hub) ChangeScheduled(ctx context.Context, v core.Viewer, conversation, id core.ID, text *string, at *core.Time) (core.Scheduled, error) {
	m, err := h.scheduled(ctx, v, conversation, id)
	if err != nil {
		return m, err
	}
	d := m.Draft
	if text != nil {
		d.Content.Text, d.Content.Entities, d.Content.HTML = *text, nil, ""
	}
	if at != nil {
		m.SendAt = *at
	}
	if err := h.checkScheduled(ctx, v, &m, d); err != nil {
		return m, err
	}
	if err := h.store.ChangeScheduled(ctx, m, v.Actor()); err != nil {
		return m, err
	}
	return h.store.ScheduledByID(ctx, id)
}

// CancelScheduled implements api.AtDesk.
func (h *Hub) CancelScheduled(ctx context.Context, v core.Viewer, conversation, id core.ID) error {
	m, err := h.scheduled(ctx, v, conversation, id)
	if err != nil {
		return err
	}
	m.State, m.ErrorCode, m.ErrorText = core.ScheduledCancelled, "", ""
	return h.store.EndScheduled(ctx, m, v.Actor())
}

// SendScheduled implements api.AtDesk: what was put off leaves now.
func (h *Hub) SendScheduled(ctx context.Context, v core.Viewer, conversation, id core.ID) (core.Message, error) {
	m, err := h.scheduled(ctx, v, conversation, id)
	if err != nil {
		return core.Message{}, err
	}
	m.SendAt = core.At(h.cfg.Now())
	if err := h.store.ChangeScheduled(ctx, m, v.Actor()); err != nil {
		return core.Message{}, err
	}
	return h.dueScheduled(ctx, m, v.AgentID == m.AgentID)
}

// sendScheduled is the job of a scheduled message.
func (h *Hub) sendScheduled(ctx context.Context, j core.Job) error {
	w, err := decode[engine.ScheduledWork](j)
	if err != nil {
		return err
	}
	m, err := h.store.ScheduledByID(ctx, w.ID)
	if errors.Is(err, store.ErrNoScheduled) || err == nil && m.SendAt != w.SendAt {
		return nil
	}
	if err != nil {
		return err
	}
	_, err = h.dueScheduled(ctx, m, false)
	var p *core.Problem
	if errors.As(err, &p) && p.Status < 500 {
		return nil // it is flagged
	}
	return err
}

// dueScheduled posts a message whose time has come, as its writer. Its client
// id makes it one message however often it is tried. What is refused now, as in
// a conversation that has ended, is flagged. Only a writer who is there, and sends
// it by hand, answers with it as with any other message.
func (h *Hub) dueScheduled(ctx context.Context, m core.Scheduled, there bool) (core.Message, error) {
	claimed, err := h.store.ClaimScheduled(ctx, m.ID, m.SendAt)
	if err != nil {
		return core.Message{}, err
	}
	if !claimed {
		return core.Message{}, store.ErrScheduledGone
	}
	v, here, err := h.writer(ctx, m)
	if err == nil && !here {
		err = errWriterGone
	}
	var sent core.Message
	if err == nil {
		putOff := m.CreatedAt
		if there {
			putOff = 0
		}
		sent, _, err = h.post(ctx, v, m.ConversationID, m.Draft, putOff)
	}
	by := core.Actor{Kind: core.ByAgent, ID: m.AgentID}
	var p *core.Problem
	switch {
	case err == nil:
		m.State, m.MessageID = core.ScheduledSent, sent.ID
		if err = h.store.EndScheduled(ctx, m, by); errors.Is(err, store.ErrScheduledGone) {
			err = nil // its job was at it too
		}
		return sent, err
	case errors.As(err, &p) && p.Status < 500:
		return sent, errors.Join(err, h.failScheduled(ctx, m, p.Code, p.Text))
	}
	return sent, err
}

// failScheduled flags a message that did not leave, and tells who has to know.
func (h *Hub) failScheduled(ctx context.Context, m core.Scheduled, code, text string) error {
	m.State, m.ErrorCode, m.ErrorText = core.ScheduledFailed, code, text
	if err := h.store.EndScheduled(ctx, m, core.Actor{Kind: core.BySystem}); err != nil {
		if errors.Is(err, store.ErrScheduledGone) { // somebody else has flagged it
			return nil
		}
		return err
	}
	agents, err := h.answering(ctx, m)
	for _, agent := range agents {
		h.toAgent(agent, struct {
			Type         string  `json:"type"`
			Conversation core.ID `json:"conversation"`
			ID           core.ID `json:"id"`
			Writer       core.ID `json:"writer"`
			Code         string  `json:"code"`
			Text         string  `json:"text"`
		}{"schedule_failed", m.ConversationID, m.ID, m.AgentID, code, text})
	}
	return err
}

// answering are those who see to a message that did not leave: its writer; if that
// one is gone, who has the conversation now; or else who supervises in its team,
// and where nobody does, all who supervise and see it.
func (h *Hub) answering(ctx context.Context, m core.Scheduled) ([]core.ID, error) {
	if _, here, err := h.writer(ctx, m); err != nil || here {
		return []core.ID{m.AgentID}, err
	}
	c, err := h.store.Conversation(ctx, core.Viewer{Scope: core.ScopeAll}, m.ConversationID)
	if err != nil || !c.AgentID.IsZero() && c.AgentID != m.AgentID {
		return []core.ID{c.AgentID}, err
	}
	agents, err := h.store.Agents(ctx)
	var team, all []core.ID
	for _, a := range agents {
		if a.Disabled {
			continue
		}
		v, err := h.store.Viewer(ctx, a.ID)
		switch {
		case err != nil:
			return nil, err
		case !v.Can(core.PermSupervise) || !v.Can(core.PermRead) || !v.Sees(c.Conversation, c.Participants):
			continue
		case slices.Contains(v.Teams, c.TeamID):
			team = append(team, a.ID)
		}
		all = append(all, a.ID)
	}
	if len(team) > 0 {
		return team, err
	}
	return all, err
}

// giveUpScheduled flags a message whose job is dead.
func (h *Hub) giveUpScheduled(ctx context.Context, j core.Job, why string) error {
	w, err := decode[engine.ScheduledWork](j)
	if err != nil {
		return err
	}
	m, err := h.store.ScheduledByID(ctx, w.ID)
	if err != nil || m.SendAt != w.SendAt {
		return err
	}
	if claimed, err := h.store.ClaimScheduled(ctx, m.ID, m.SendAt); err != nil || !claimed {
		return err
	}
	return h.failScheduled(ctx, m, "scheduled.given_up", why)
}
