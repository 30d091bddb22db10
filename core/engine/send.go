package engine

import (
	"cmp"
	"fmt"
	"time"

	"github.com/switchboard-hub/switchboard/core"
)

// ErrFenced is returned to a node that no longer holds the lane of its job.
var ErrFenced = fmt.Errorf("the job is no longer this node's")

// HoldFor is how long what follows a message in doubt waits for a decision.
const HoldFor = 5 * time.Second

// Begin writes "sending" and the attempt before the request leaves.
type Begin struct {
	ConversationKey string
	MessageID       core.ID
	PartID          core.ID
	JobID           int64
	Epoch           int64
	// ExternalID is the part's name on its platform, where that is known before it
	// leaves: what comes back about it is understood even if the answer is lost.
	ExternalID string

	Part core.PartRow // result
}

// Key implements Command.
func (c *Begin) Key() string { return c.ConversationKey }

// Needs implements Command.
func (c *Begin) Needs(n *Needs) {
	n.Messages[c.MessageID] = struct{}{}
	n.Jobs[c.JobID] = struct{}{}
}

// Apply implements Command. Only the lane's holder may begin, and only what
// is queued.
func (c *Begin) Apply(s *Set) error {
	if h, ok := s.Jobs[c.JobID]; !ok || h.Epoch != c.Epoch || !h.Lease {
		return ErrFenced
	}
	_, m, p := s.part(c.MessageID, c.PartID)
	if p == nil || p.V.State != core.PartQueued {
		return ErrFenced
	}
	p.V.State, p.V.Attempts, p.V.UpdatedAt, p.Dirty = core.PartSending, p.V.Attempts+1, s.Now, true
	if c.ExternalID != "" {
		p.V.ExternalID = c.ExternalID
		s.External[Key{p.V.AccountID, p.V.ExternalID}] = m.V.ID
	}
	if m.V.Delivery == core.DeliveryQueued {
		m.V.Delivery, m.Dirty = core.DeliverySending, true // no revision: nobody waits for it
	}
	c.Part = p.V
	return nil
}

func (s *Set) part(message, part core.ID) (*Row[core.Conversation], *Row[core.Message], *Row[core.PartRow]) {
	m := s.Messages[message]
	if m == nil {
		return nil, nil, nil
	}
	conv := s.Conversations[m.V.ConversationID]
	for _, p := range s.Parts[message] {
		if p.V.ID == part {
			return conv, m, p
		}
	}
	return conv, m, nil
}

// End writes what became of an attempt.
type End struct {
	ConversationKey string
	AccountID       core.ID
	MessageID       core.ID
	PartID          core.ID
	Attempt         int
	Receipt         core.Receipt
	Err             *core.SendError // nil: sent
	Final           bool            // with a Retry or Throttled error: it is given up
	Again           bool            // with a Retry error: it may have arrived, and its key is repeated

	Identity core.ID // result: the identity that is gone, if it is
}

// Key implements Command.
func (c *End) Key() string { return c.ConversationKey }

// Needs implements Command.
func (c *End) Needs(n *Needs) {
	n.Messages[c.MessageID] = struct{}{}
	c.Receipt.ExternalID = core.CleanText(c.Receipt.ExternalID)
	if c.Receipt.ExternalID != "" {
		n.Early[Key{c.AccountID, c.Receipt.ExternalID}] = struct{}{}
	}
}

// Apply implements Command. The result of an attempt that was meanwhile found
// in doubt is still the truth: a receipt resolves the doubt, even after a
// person has decided about it.
func (c *End) Apply(s *Set) error {
	conv, m, p := s.part(c.MessageID, c.PartID)
	if p == nil || p.V.Attempts != c.Attempt || !c.concerns(p.V) {
		return nil
	}
	wasDoubt, begun := p.V.State == core.PartInDoubt, p.V.UpdatedAt
	p.V.UpdatedAt, p.Dirty = s.Now, true
	if c.Err == nil && overtaken(p.V) {
		p.V.SentAt = c.Receipt.At // it did leave, and more is known of it by now
		return nil
	}
	if c.Err == nil {
		p.V.State, p.V.ExternalID, p.V.SentAt = core.PartSent, cmp.Or(c.Receipt.ExternalID, p.V.ExternalID), c.Receipt.At
		p.V.ErrorClass, p.V.ErrorCode, p.V.ErrorText = "", "", ""
		if p.V.ExternalID != "" {
			s.External[Key{p.V.AccountID, p.V.ExternalID}] = m.V.ID
			s.takeEarly(m, p)
			s.changeAgain(conv, m)
		}
	} else {
		p.V.ErrorClass, p.V.ErrorCode, p.V.ErrorText = c.Err.Class, c.Err.Code, c.Err.Text
		p.V.State = c.state(wasDoubt)
		p.V.Again = p.V.Again || c.Again
		if p.V.State != core.PartInDoubt && !c.Again {
			p.V.ExternalID = "" // nothing is there that has this name
		}
		if p.V.State == core.PartFailed {
			s.giveBack(m, p)
			s.failRest(m, p.V.Index)
		}
		if c.Err.Class == core.WindowClosed {
			s.shut(m, begun)
		}
		if c.Err.Class == core.Gone && conv != nil {
			c.Identity = conv.V.IdentityID
		}
	}
	s.delivery(conv, m, system())
	return nil
}

// concerns reports whether the part still waits for this result.
func (c *End) concerns(p core.PartRow) bool {
	switch p.State {
	case core.PartSending, core.PartInDoubt:
		return true
	case core.PartFailed: // given up while in doubt, or bounced already
		return c.Err == nil
	case core.PartDelivered, core.PartRead:
		return c.Err == nil && p.SentAt == 0
	case core.PartSent: // declared sent while in doubt: the platform's name of it was missing
		return c.Err == nil && p.ExternalID == ""
	}
	return false
}

// overtaken reports whether a receipt came before the result of the call: the
// part's name was known before it left.
func overtaken(p core.PartRow) bool {
	bounced := p.State == core.PartFailed && p.ExternalID != "" && p.ErrorClass != core.Uncertain
	return bounced || p.State == core.PartDelivered || p.State == core.PartRead
}

func (c *End) state(wasDoubt bool) core.PartState {
	switch c.Err.Class {
	case core.Uncertain:
		return core.PartInDoubt
	case core.Retry, core.Throttled, core.Auth:
		if wasDoubt {
			return core.PartInDoubt // it was surely not sent, but its job is gone: a person decides
		}
		if !c.Final {
			return core.PartQueued
		}
	}
	return core.PartFailed
}

// failRest gives up the parts behind a failed one: half a message is clearer
// than one with a hole.
func (s *Set) failRest(m *Row[core.Message], from int) {
	for _, p := range s.Parts[m.V.ID] {
		if p.V.Index > from && p.V.State == core.PartQueued {
			p.V.State, p.V.ErrorClass, p.V.ErrorCode = core.PartFailed, core.Rejected, "earlier_part_failed"
			p.V.ErrorText, p.V.UpdatedAt, p.Dirty = "not sent, because a part before it failed", s.Now, true
			s.giveBack(m, p)
		}
	}
}

// system is the actor of what nobody does.
func system() core.Actor { return core.Actor{Kind: core.BySystem} }

// delivery sums up the parts, and logs a change that people wait for.
func (s *Set) delivery(conv *Row[core.Conversation], m *Row[core.Message], by core.Actor) {
	rows := s.Parts[m.V.ID]
	parts := make([]core.PartRow, len(rows))
	code, text := "", ""
	for i, p := range rows {
		parts[i] = p.V
		if code == "" && (p.V.State == core.PartFailed || p.V.State == core.PartInDoubt) {
			code, text = p.V.ErrorCode, p.V.ErrorText
		}
	}
	next, previous := core.DeliveryOf(parts), m.V.Delivery
	m.V.Delivery, m.V.ErrorCode, m.V.ErrorText, m.Dirty = next, code, text, true
	if next == previous || conv == nil || underWay(next) && underWay(previous) {
		return
	}
	s.event(conv, core.Event{Type: core.EventMessageDelivery, MessageID: m.V.ID, Actor: by}, deliveryData(m, previous))
}

func deliveryData(m *Row[core.Message], previous core.Delivery) map[string]any {
	data := map[string]any{"delivery": m.V.Delivery, "previous": map[string]any{"delivery": previous}}
	if m.V.ErrorCode != "" {
		data["error"] = map[string]string{"code": m.V.ErrorCode, "text": m.V.ErrorText}
	}
	return data
}

// underWay is what nobody waits to hear of.
func underWay(d core.Delivery) bool { return d == core.DeliveryQueued || d == core.DeliverySending }

// Doubt marks a part that a stopped or frozen node left in "sending".
type Doubt struct {
	ConversationKey string
	MessageID       core.ID
	PartID          core.ID
	JobID           int64
	Epoch           int64
	// Again: the platform drops a repeated key, so the part is simply sent again.
	Again bool
}

// Key implements Command.
func (c *Doubt) Key() string { return c.ConversationKey }

// Needs implements Command.
func (c *Doubt) Needs(n *Needs) {
	n.Messages[c.MessageID] = struct{}{}
	n.Jobs[c.JobID] = struct{}{}
}

// Apply implements Command.
func (c *Doubt) Apply(s *Set) error {
	if h, ok := s.Jobs[c.JobID]; !ok || h.Epoch != c.Epoch || !h.Lease {
		return ErrFenced
	}
	conv, m, p := s.part(c.MessageID, c.PartID)
	if p == nil || p.V.State != core.PartSending {
		return nil
	}
	p.V.State, p.V.UpdatedAt, p.Dirty = core.PartInDoubt, s.Now, true
	p.V.ErrorClass, p.V.ErrorCode = core.Uncertain, "interrupted"
	p.V.ErrorText = "the hub was stopped while this was being sent; it may have arrived"
	if c.Again {
		p.V.State, p.V.Again = core.PartQueued, true
	}
	s.delivery(conv, m, system())
	return nil
}

// Resolve is a person's decision about what failed or is in doubt.
type Resolve struct {
	Viewer         core.Viewer
	ConversationID core.ID
	MessageID      core.ID
	Decision       string // resend, sent, give_up
	Windows        []core.WindowRule

	Message core.Message // result
}

// Key implements Command.
func (c *Resolve) Key() string { return c.ConversationID.String() }

// Needs implements Command.
func (c *Resolve) Needs(n *Needs) {
	n.Conversations[c.ConversationID] = struct{}{}
	n.Messages[c.MessageID] = struct{}{}
}

// Apply implements Command. Only the parts that did not arrive leave again.
func (c *Resolve) Apply(s *Set) error {
	conv, err := s.visible(c.Viewer, c.ConversationID)
	if err != nil {
		return err
	}
	m := s.Messages[c.MessageID]
	if m == nil || m.V.ConversationID != c.ConversationID {
		return ErrMessageNotFound
	}
	if m.V.Delivery != core.DeliveryFailed && m.V.Delivery != core.DeliveryInDoubt {
		return &core.Problem{Status: 409, Code: "message.not_undecided", Text: "the message neither failed nor is in doubt"}
	}
	to := map[string]core.PartState{"resend": core.PartQueued, "sent": core.PartSent, "give_up": core.PartFailed}[c.Decision]
	if to == "" {
		return &core.Problem{Status: 422, Code: "message.decision", Text: `decision is one of "resend", "sent" and "give_up"`}
	}
	if c.Decision == "resend" && m.V.DeletedAt != 0 {
		return &core.Problem{Status: 409, Code: "message.deleted", Text: "the message was taken back; write it anew"}
	}
	if err := c.allowed(s, m); err != nil {
		return err
	}
	if !c.decide(s, m, to) {
		return &core.Problem{Status: 409, Code: "message.not_undecided", Text: "no part of the message is in doubt any more"}
	}
	s.delivery(conv, m, system())
	for _, p := range s.Parts[m.V.ID] {
		if p.V.State == core.PartQueued {
			s.sendJob(conv, JobSend, SendWork{MessageID: m.V.ID})
			break
		}
	}
	c.Message = m.V
	return nil
}

// allowed asks the reply windows for the parts that are to leave again.
func (c *Resolve) allowed(s *Set, m *Row[core.Message]) error {
	if c.Decision != "resend" {
		return nil
	}
	var again []core.Content
	for _, p := range s.Parts[m.V.ID] {
		if p.V.State == core.PartInDoubt || p.V.State == core.PartFailed {
			again = append(again, p.V.Content)
		}
	}
	return needAllowance(s, m.V.IdentityID, c.Windows, again, 0)
}

// decide takes the parts to their state; false when none was open.
func (c *Resolve) decide(s *Set, m *Row[core.Message], to core.PartState) bool {
	changed := false
	for _, p := range s.Parts[m.V.ID] {
		if p.V.State != core.PartInDoubt && (p.V.State != core.PartFailed || to != core.PartQueued) {
			continue
		}
		changed = true
		if to == core.PartQueued {
			s.requeue(m, p, c.Windows)
			continue
		}
		p.V.State, p.V.UpdatedAt, p.Dirty = to, s.Now, true
		if to == core.PartFailed {
			s.failRest(m, p.V.Index)
			continue
		}
		p.V.SentAt, p.V.ErrorClass, p.V.ErrorCode, p.V.ErrorText = s.Now, "", "", ""
	}
	return changed
}

// requeue lets a part leave anew, as it reads now, under a key of its own and
// another name than it may have had: what was to be changed about it on the
// platform is past. It counts again.
func (s *Set) requeue(m *Row[core.Message], p *Row[core.PartRow], rules []core.WindowRule) {
	p.V.State, p.V.ExternalID, p.V.ErrorClass, p.V.ErrorCode, p.V.ErrorText = core.PartQueued, "", "", "", ""
	p.V.Key, p.V.Again = core.NewID().String(), false
	p.V.UpdatedAt, p.Dirty = s.Now, true
	m.V.Change, m.Dirty = core.MessageChange{}, true
	s.spend(m.V.IdentityID, rules, []*Row[core.PartRow]{p})
}

// GiveUp ends what has not left: its job's deadline has passed, or the account
// is gone.
type GiveUp struct {
	ConversationKey string
	MessageID       core.ID
	Code, Text      string
}

// Key implements Command.
func (c *GiveUp) Key() string { return c.ConversationKey }

// Needs implements Command.
func (c *GiveUp) Needs(n *Needs) { n.Messages[c.MessageID] = struct{}{} }

// Apply implements Command.
func (c *GiveUp) Apply(s *Set) error {
	m := s.Messages[c.MessageID]
	if m == nil {
		return nil
	}
	s.giveUp(m, c.Code, c.Text)
	return nil
}

func (s *Set) giveUp(m *Row[core.Message], code, text string) {
	n := 0
	for _, p := range s.Parts[m.V.ID] {
		if p.V.State == core.PartQueued {
			p.V.State, p.V.ErrorClass, p.V.ErrorCode, p.V.ErrorText = core.PartFailed, core.Rejected, code, text
			p.V.UpdatedAt, p.Dirty = s.Now, true
			s.giveBack(m, p)
			n++
		}
	}
	if n > 0 {
		s.delivery(s.Conversations[m.V.ConversationID], m, system())
	}
}

// Revive queues again what was given up, before its dead job is replayed.
type Revive struct {
	ConversationKey string
	MessageID       core.ID
	Windows         []core.WindowRule
}

// Key implements Command.
func (c *Revive) Key() string { return c.ConversationKey }

// Needs implements Command.
func (c *Revive) Needs(n *Needs) { n.Messages[c.MessageID] = struct{}{} }

// Apply implements Command.
func (c *Revive) Apply(s *Set) error {
	m := s.Messages[c.MessageID]
	if m == nil {
		return ErrMessageNotFound
	}
	if m.V.DeletedAt != 0 {
		return nil // what was taken back must not leave after all
	}
	for _, p := range s.Parts[m.V.ID] {
		if p.V.State == core.PartFailed {
			s.requeue(m, p, c.Windows)
		}
	}
	s.delivery(s.Conversations[m.V.ConversationID], m, system())
	return nil
}
