package hub

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
)

func hasCode(err error, code string) bool {
	var p *core.Problem
	return errors.As(err, &p) && p.Code == code
}

// mediaJob fetches an attachment once more.
func (h *Hub) mediaJob(m core.Message, a core.Attachment) (core.Job, error) {
	payload, err := json.Marshal(engine.MediaWork{MessageID: m.ID, AttachmentID: a.ID})
	now := core.At(h.cfg.Now())
	return core.Job{Key: "m:" + a.ID.String(), Class: core.ClassMedia, Kind: engine.JobMedia, AccountID: m.AccountID,
		Payload: payload, State: core.JobWaiting, DueAt: now, CreatedAt: now, Deadline: now.Add(24 * time.Hour)}, err
}

// The reads of api.Reader that the store answers as they are.

// Conversations implements api.Reader.
func (h *Hub) Conversations(ctx context.Context, v core.Viewer, f core.ConversationFilter, p core.Page) (core.List[core.ConversationView], error) {
	return h.store.Conversations(ctx, v, f, p)
}

// Conversation implements api.Reader.
func (h *Hub) Conversation(ctx context.Context, v core.Viewer, id core.ID) (core.ConversationView, error) {
	c, err := h.store.Conversation(ctx, v, id)
	if err != nil {
		return c, err
	}
	c.ReplyWindow, err = h.replyWindow(ctx, c.Conversation)
	return c, err
}

// replyWindow is what may be sent now; nil where the channel has no reply windows.
func (h *Hub) replyWindow(ctx context.Context, c core.Conversation) (*core.Allowance, error) {
	a, err := h.accounts.get(ctx, c.AccountID)
	if err != nil {
		return nil, err
	}
	ch, known := h.channels[a.Channel]
	if !known {
		return nil, nil
	}
	rules := ch.Connector.Caps(a).Windows
	if len(rules) == 0 {
		return nil, nil
	}
	who, err := h.store.Identity(ctx, c.IdentityID)
	if err != nil {
		return nil, err
	}
	allowed := who.Windows.Allowance(rules, "", core.At(h.cfg.Now()))
	return &allowed, nil
}

// Messages implements api.Reader.
func (h *Hub) Messages(ctx context.Context, v core.Viewer, conversation core.ID, after int64, limit int) ([]core.Message, error) {
	return h.store.Messages(ctx, v, conversation, after, limit)
}

// Changes implements api.Reader.
func (h *Hub) Changes(ctx context.Context, v core.Viewer, conversation core.ID, after int64, limit int) ([]core.Change, error) {
	return h.store.Changes(ctx, v, conversation, after, limit)
}

// Message implements api.Reader.
func (h *Hub) Message(ctx context.Context, v core.Viewer, conversation, message core.ID) (core.Message, error) {
	return h.store.Message(ctx, v, conversation, message)
}

// Parts implements api.Reader.
func (h *Hub) Parts(ctx context.Context, v core.Viewer, conversation, message core.ID) ([]core.PartRow, error) {
	return h.store.Parts(ctx, v, conversation, message)
}

// Exchanges implements api.Reader.
func (h *Hub) Exchanges(ctx context.Context, v core.Viewer, conversation, message core.ID) ([]core.Exchange, error) {
	return h.store.Exchanges(ctx, v, conversation, message)
}

// Search implements api.Reader.
func (h *Hub) Search(ctx context.Context, v core.Viewer, q string, p core.Page) (core.Found, error) {
	return h.store.Search(ctx, v, q, p)
}

// Contacts implements api.Reader.
func (h *Hub) Contacts(ctx context.Context, v core.Viewer, q string, p core.Page) (core.List[core.Contact], error) {
	if strings.TrimSpace(q) != "" {
		return h.store.FindContacts(ctx, v, q, p)
	}
	return h.store.Contacts(ctx, v, p)
}

// MergedContacts implements api.Reader.
func (h *Hub) MergedContacts(ctx context.Context, v core.Viewer, id core.ID) ([]core.MergedContact, error) {
	if err := h.seesHolder(ctx, v, id); err != nil {
		return nil, err
	}
	return h.store.Merged(ctx, id)
}

// seesHolder asks for sight of the one who has a contact's conversations: of who
// was merged into somebody who was merged, too, that is the last one.
func (h *Hub) seesHolder(ctx context.Context, v core.Viewer, contact core.ID) error {
	holder, err := h.store.HolderOf(ctx, contact)
	if err == nil {
		_, _, _, err = h.store.Contact(ctx, v, holder)
	}
	return err
}

// Contact implements api.Reader.
func (h *Hub) Contact(ctx context.Context, v core.Viewer, id core.ID) (core.Contact, []core.Identity, []string, error) {
	return h.store.Contact(ctx, v, id)
}

// TagConversation implements api.Desk.
func (h *Hub) TagConversation(ctx context.Context, v core.Viewer, conversation core.ID, tag string, on bool) error {
	if err := need(v, core.PermTag); err != nil {
		return err
	}
	if _, err := h.store.Conversation(ctx, v, conversation); err != nil {
		return err
	}
	return h.tag(ctx, v, core.TagConversation, conversation, tag, on)
}

// TagContact implements api.Desk.
func (h *Hub) TagContact(ctx context.Context, v core.Viewer, contact core.ID, tag string, on bool) error {
	if err := need(v, core.PermContacts); err != nil {
		return err
	}
	if _, _, _, err := h.store.Contact(ctx, v, contact); err != nil {
		return err
	}
	if err := h.tag(ctx, v, core.TagContact, contact, tag, on); err != nil {
		return err
	}
	if err := h.tagOutLater(ctx, contact, strings.TrimSpace(tag), on); err != nil {
		return err
	}
	action := "contact.untagged"
	if on {
		action = "contact.tagged"
	}
	return h.audit(ctx, v, action, contact.String(), strings.TrimSpace(tag))
}

func (h *Hub) tag(ctx context.Context, v core.Viewer, scope core.TagScope, target core.ID, tag string, on bool) error {
	if err := goodTag(&tag); err != nil {
		return err
	}
	return h.store.Tag(ctx, scope, target, tag, on, v.Actor())
}

func goodTag(tag *string) error {
	if *tag = strings.TrimSpace(core.CleanText(*tag)); *tag == "" || len(*tag) > 200 {
		return &core.Problem{Status: 422, Code: "tag.name", Text: "a tag has 1 to 200 bytes"}
	}
	return nil
}

// UpdateContact implements api.Desk. A field that is set to "" is taken away.
func (h *Hub) UpdateContact(ctx context.Context, v core.Viewer, id core.ID, name *string, fields map[string]string) (core.Contact, error) {
	if err := need(v, core.PermContacts); err != nil {
		return core.Contact{}, err
	}
	c, _, _, err := h.store.Contact(ctx, v, id)
	if err != nil {
		return c, err
	}
	if name != nil && strings.TrimSpace(*name) == "" {
		return c, &core.Problem{Status: 422, Code: "contact.name", Text: "a contact has a name"}
	}
	if fields, err = h.fieldValues(ctx, core.FieldContact, fresh(v, c.Fields, fields)); err != nil {
		return c, err
	}
	c, err = h.store.UpdateContact(ctx, id, v.Actor(), func(c *core.Contact) {
		if name != nil && !masked(v, *name, core.MaskedName(c.Name)) {
			c.Name = strings.TrimSpace(*name)
		}
		if c.Fields == nil {
			c.Fields = map[string]string{}
		}
		for k, value := range fields {
			if masked(v, value, core.MaskedField(k, c.Fields[k])) {
				continue
			}
			if c.Fields[k] = value; value == "" {
				delete(c.Fields, k)
			}
		}
	})
	if err != nil {
		return c, err
	}
	return c, h.audit(ctx, v, "contact.updated", id.String(), "")
}

// masked reports whether a value is what the viewer was shown instead of the
// one that is kept: a form sends it back as it came.
func masked(v core.Viewer, value, shown string) bool {
	return !v.Can(core.PermUnmask) && value != "" && value == shown
}

// BlockContact implements api.Desk.
func (h *Hub) BlockContact(ctx context.Context, v core.Viewer, id core.ID, blocked bool) error {
	if err := need(v, core.PermBlock); err != nil {
		return err
	}
	if _, _, _, err := h.store.Contact(ctx, v, id); err != nil {
		return err
	}
	if _, err := h.store.UpdateContact(ctx, id, v.Actor(), func(c *core.Contact) { c.Blocked = blocked }); err != nil {
		return err
	}
	action := "contact.unblocked"
	if blocked {
		action = "contact.blocked"
		if err := h.leaveLine(ctx, v, id); err != nil {
			return err
		}
	}
	return h.audit(ctx, v, action, id.String(), "")
}

// leaveLine ends the conversations of somebody who is blocked that nobody has in
// hand. What an agent has stays with the agent.
func (h *Hub) leaveLine(ctx context.Context, v core.Viewer, contact core.ID) error {
	all := core.Viewer{Scope: core.ScopeAll}
	for p := (core.Page{Limit: 100}); ; {
		list, err := h.store.Conversations(ctx, all, core.ConversationFilter{ContactID: contact, View: core.ViewUnassigned}, p)
		if err != nil {
			return err
		}
		for _, c := range list.Items {
			end := core.Step{Kind: core.StepClose, Actor: v.Actor(), Reason: core.EndBlocked}
			err := h.store.Do(ctx, &engine.Step{ConversationID: c.ID, Step: end, System: true})
			if err != nil && !hasCode(err, core.ErrStep) { // it has ended in between
				return err
			}
		}
		if p.After = list.Next; p.After == "" {
			return nil
		}
	}
}

// MergeContacts implements api.Desk. It asks for sight of both. Where one of
// them is blocked both are, and what the other waits with ends as by a block.
func (h *Hub) MergeContacts(ctx context.Context, v core.Viewer, from, into core.ID) error {
	if err := need(v, core.PermMerge); err != nil {
		return err
	}
	if from == into {
		return &core.Problem{Status: 422, Code: "contact.same", Text: "a contact cannot be merged into itself"}
	}
	for _, id := range []core.ID{from, into} {
		if _, _, _, err := h.store.Contact(ctx, v, id); err != nil {
			return err
		}
	}
	if err := h.store.Merge(ctx, from, into, v.Actor()); err != nil {
		return err
	}
	if err := h.audit(ctx, v, "contact.merged", into.String(), from.String()); err != nil {
		return err
	}
	all := core.Viewer{Scope: core.ScopeAll}
	if c, _, _, err := h.store.Contact(ctx, all, into); err != nil || !c.Blocked {
		return err
	}
	return h.leaveLine(ctx, v, into)
}

// UnmergeContact implements api.Desk. A merged contact has no conversations,
// so that only who sees all, or sees what it was merged into, can name it.
func (h *Hub) UnmergeContact(ctx context.Context, v core.Viewer, id core.ID) error {
	if err := need(v, core.PermMerge); err != nil {
		return err
	}
	if err := h.seesHolder(ctx, v, id); err != nil {
		return err
	}
	if err := h.store.Unmerge(ctx, id, v.Actor()); err != nil {
		return err
	}
	return h.audit(ctx, v, "contact.unmerged", id.String(), "")
}
