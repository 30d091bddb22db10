package engine

import (
	"cmp"
	"time"

	"github.com/switchboard-hub/switchboard/core"
)

// Early is what came about a message of ours before its external id was
// committed: a receipt, or a reply that quotes it. The platform's answer to a
// send races with what the platform and the person do about it.
type Early struct {
	ID      core.ID
	Key     Key
	Status  core.Delivery // of a receipt
	Error   *core.Failure // why, for one that says failed
	ReplyID core.ID       // the message that quotes it
	// Address is of whom a receipt tells. It is not kept: where receipts name
	// somebody, names of messages are known beforehand.
	Address string
}

// EarlyFor is how long it is kept: well beyond the longest call (45 s) and the
// writing of its result (60 s) together. After that it was about a message that
// was never ours.
const EarlyFor = 10 * time.Minute

// failure is what a receipt says of its reason, and what we say where it says
// nothing.
func (e Early) failure() core.Failure {
	var f core.Failure
	if e.Error != nil {
		f = *e.Error
	}
	return core.Failure{Class: cmp.Or(f.Class, core.Rejected), Code: cmp.Or(f.Code, "undelivered"),
		Text: cmp.Or(f.Text, "the platform reported later that the message was not delivered")}
}

// keepEarly keeps it until the message is known.
func (s *Set) keepEarly(e Early) {
	if e.Key.Text == "" {
		return
	}
	e.ID = core.NewID()
	s.Early[e.Key] = append(s.Early[e.Key], e)
	s.NewEarly = append(s.NewEarly, e)
}

// takeEarly applies what came before a part's external id was known.
func (s *Set) takeEarly(m *Row[core.Message], p *Row[core.PartRow]) {
	k := Key{p.V.AccountID, p.V.ExternalID}
	for _, e := range s.Early[k] {
		s.TakenEarly = append(s.TakenEarly, e.ID)
		if e.ReplyID.IsZero() {
			s.raise(m, p, e)
			continue
		}
		reply := s.Messages[e.ReplyID]
		if reply == nil {
			continue
		}
		reply.V.ReplyTo, reply.Dirty = m.V.ID, true
		if conv := s.Conversations[reply.V.ConversationID]; conv != nil {
			s.event(conv, core.Event{Type: core.EventMessageUpdated, MessageID: reply.V.ID, Actor: system()}, map[string]any{"reply_to": m.V.ID})
		}
	}
	delete(s.Early, k)
}

// raise takes a part to where a receipt says it got; false when it says nothing
// new. Whom a platform calls gone for good cannot be written to.
func (s *Set) raise(m *Row[core.Message], p *Row[core.PartRow], r Early) bool {
	next := core.PartState(core.Delivery(p.V.State).Raise(r.Status))
	if next == p.V.State {
		return false
	}
	p.V.State, p.V.UpdatedAt, p.Dirty = next, s.Now, true
	p.V.ErrorClass, p.V.ErrorCode, p.V.ErrorText = "", "", ""
	if next != core.PartFailed {
		return true
	}
	f := r.failure()
	p.V.ErrorClass, p.V.ErrorCode, p.V.ErrorText = f.Class, f.Code, f.Text
	s.failRest(m, p.V.Index)
	if f.Class == core.WindowClosed {
		s.shut(m, p.V.SentAt)
	}
	if identity := s.IdentityByID[m.V.IdentityID]; f.Class == core.Gone && identity != nil && identity.V.Reachable && r.isOf(identity.V, p.V) {
		identity.V.Reachable, identity.V.UpdatedAt, identity.Dirty = false, s.Now, true
	}
	return true
}
