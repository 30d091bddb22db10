package engine

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
)

// Set is what a batch knows and what it changes. The store fills the maps, the
// commands change them, and the store writes what is new or dirty.
type Set struct {
	Now core.Time

	Seen          map[Key]struct{} // event keys known before, or taken by this batch
	Identities    map[Key]*Row[core.Identity]
	IdentityByID  map[core.ID]*Row[core.Identity]
	Contacts      map[core.ID]*Row[core.Contact]
	Conversations map[core.ID]*Row[core.Conversation]
	Threads       map[Key]core.ID     // conversation, open or else the latest
	Merged        map[core.ID]core.ID // conversation → what it was merged into, of those that a token names
	Messages      map[core.ID]*Row[core.Message]
	External      map[Key]core.ID // message
	Groups        map[Key]core.ID // message
	ClientIDs     map[Key]core.ID // message
	Parts         map[core.ID][]*Row[core.PartRow]
	Participants  map[core.ID][]core.ID
	Transfers     map[core.ID]*Row[Transfer]
	Jobs          map[int64]JobHold
	Early         map[Key][]Early // kept before, and of this batch
	Queues        Queues          // for a Dispatch

	// What is only written.
	Raws        []core.RawRow
	RawStates   []core.RawRow // replayed: state and error change, attempts rise
	Events      []core.Event
	Reworded    []core.ID // messages whose text changed: the search index follows
	Attachments []core.Attachment
	NewJobs     []core.Job
	Assigned    []Assignment // opened; the conversation's open one ends
	Released    []core.ID    // conversations whose open assignment ends
	Cursors     map[core.ID]string
	Names       []Name                // further external ids of messages
	Renamed     map[core.ID][2]string // contact: old and new name
	NewEarly    []Early
	TakenEarly  []core.ID             // found their message
	WrapUps     map[core.ID]core.Time // agents who pause from now on, and until when
	// LastAssigned is when routing gave agents something.
	LastAssigned map[core.ID]core.Time

	touched  map[core.ID]int64             // conversation → first new rev, for consumers
	restored map[core.ID]core.Conversation // as a Restore has left them
}

// NewSet returns an empty set for one batch.
func NewSet(now core.Time) *Set {
	return &Set{
		Now: now, Seen: map[Key]struct{}{}, Identities: map[Key]*Row[core.Identity]{}, IdentityByID: map[core.ID]*Row[core.Identity]{},
		Contacts: map[core.ID]*Row[core.Contact]{}, Conversations: map[core.ID]*Row[core.Conversation]{}, Threads: map[Key]core.ID{}, Merged: map[core.ID]core.ID{},
		Messages: map[core.ID]*Row[core.Message]{}, External: map[Key]core.ID{}, Groups: map[Key]core.ID{}, ClientIDs: map[Key]core.ID{},
		Parts: map[core.ID][]*Row[core.PartRow]{}, Participants: map[core.ID][]core.ID{}, Transfers: map[core.ID]*Row[Transfer]{},
		Jobs: map[int64]JobHold{}, Early: map[Key][]Early{}, Cursors: map[core.ID]string{}, Renamed: map[core.ID][2]string{},
		LastAssigned: map[core.ID]core.Time{}, WrapUps: map[core.ID]core.Time{}, touched: map[core.ID]int64{}, restored: map[core.ID]core.Conversation{},
	}
}

// Touched returns the conversations whose rev rose, with the first new rev.
func (s *Set) Touched() map[core.ID]int64 { return s.touched }

// take marks an event key as received; false when it already was.
func (s *Set) take(account core.ID, key string) bool {
	k := Key{account, key}
	if _, seen := s.Seen[k]; seen {
		return false
	}
	s.Seen[k] = struct{}{}
	return true
}

// bump raises the conversation's revision and returns it.
func (s *Set) bump(c *Row[core.Conversation]) int64 {
	c.V.Rev++
	c.Dirty = true
	c.V.UpdatedAt = s.Now
	if _, ok := s.touched[c.V.ID]; !ok {
		s.touched[c.V.ID] = c.V.Rev
	}
	return c.V.Rev
}

// event appends to the conversation's log. data may be nil.
func (s *Set) event(c *Row[core.Conversation], e core.Event, data any) {
	e.ID, e.ConversationID, e.Rev, e.At = core.NewID(), c.V.ID, s.bump(c), s.Now
	e.AccountID, e.TeamID, e.ContactID = c.V.AccountID, c.V.TeamID, c.V.ContactID
	if e.AgentID.IsZero() {
		e.AgentID = c.V.AgentID
	}
	e.Data = mustJSON(data)
	s.Events = append(s.Events, e)
}

// mustJSON encodes values of ours, which cannot fail.
func mustJSON(v any) json.RawMessage {
	if v == nil {
		return nil
	}
	b, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("encode %T: %v", v, err))
	}
	return b
}

// message adds a new message to its conversation, taking seq and rev.
func (s *Set) message(c *Row[core.Conversation], m core.Message) *Row[core.Message] {
	c.V.Seq++
	m.Seq, m.Rev = c.V.Seq, s.bump(c)
	m.ConversationID, m.AccountID, m.IdentityID = c.V.ID, c.V.AccountID, c.V.IdentityID
	row := &Row[core.Message]{V: m, New: true}
	s.Messages[m.ID] = row
	if m.ExternalID != "" {
		s.External[Key{m.AccountID, m.ExternalID}] = m.ID
	}
	if m.GroupKey != "" {
		s.Groups[Key{m.AccountID, m.GroupKey}] = m.ID
	}
	if m.ClientMessageID != "" {
		s.ClientIDs[Key{c.V.ID, m.ClientMessageID}] = m.ID
	}
	s.Attachments = append(s.Attachments, m.Attachments...)
	if m.Visibility == core.Public {
		c.V.LastMessageID, c.V.LastDirection, c.V.LastSeq, c.V.LastAt = m.ID, m.Direction, m.Seq, s.Now
		c.V.LastText = preview(m)
	}
	return row
}

// stream takes the next offset of a visitor's stream.
func (s *Set) stream(identity core.ID) int64 {
	row := s.IdentityByID[identity]
	if row == nil {
		return 0
	}
	row.V.StreamOffset++
	row.Dirty = true
	return row.V.StreamOffset
}

// told takes an offset in the stream of a person who reads from one. Whoever
// does has an offset already: their first message took it.
func (s *Set) told(identity core.ID) (core.ID, int64) {
	if row := s.IdentityByID[identity]; row == nil || row.V.StreamOffset == 0 {
		return core.ID{}, 0
	}
	return identity, s.stream(identity)
}

// shown reports whether a step changes what the person outside sees: whether
// the conversation goes on, and with whom.
func shown(before, after core.Conversation) bool {
	bot := func(c core.Conversation) bool { return c.Status == core.StatusBot }
	return before.Status.Ended() != after.Status.Ended() || before.AgentID != after.AgentID || bot(before) != bot(after)
}

// job appends durable work, due at once unless it says otherwise.
func (s *Set) job(j core.Job, payload any) {
	j.Payload, j.CreatedAt, j.State = mustJSON(payload), s.Now, core.JobWaiting
	if j.DueAt == 0 {
		j.DueAt = s.Now
	}
	s.NewJobs = append(s.NewJobs, j)
}

// step takes the conversation through its state function, with the rows that
// tell of it. It returns an error before anything has changed.
func (s *Set) step(c *Row[core.Conversation], st core.Step, data any) error {
	st.At = s.Now
	next, events, err := c.V.Take(st)
	if err != nil {
		return err
	}
	before := c.V
	c.V, c.Dirty = next, true
	for i, typ := range events {
		e := core.Event{Type: typ, Actor: st.Actor}
		if i == len(events)-1 || len(events) == 1 {
			e.From, e.To = before.Status, next.Status
			if shown(before, next) {
				e.IdentityID, e.StreamOffset = s.told(next.IdentityID)
			}
		}
		s.event(c, e, data)
	}
	s.ownership(before, next, st)
	return nil
}

// ownership keeps the assignment rows in step with the conversation: one for each
// stretch with one agent in one team.
func (s *Set) ownership(before, after core.Conversation, st core.Step) {
	held := after.Handler == core.HandlerAgent
	moved := before.AgentID != after.AgentID || before.TeamID != after.TeamID
	if before.Handler == core.HandlerAgent && (!held || moved) {
		s.release(after.ID)
	}
	if held && (before.Handler != core.HandlerAgent || moved) {
		reason := st.Reason
		if reason == "" {
			reason = string(st.Kind)
		}
		s.Assigned = append(s.Assigned, Assignment{ID: core.NewID(), ConversationID: after.ID, AgentID: after.AgentID,
			TeamID: after.TeamID, Reason: reason, By: st.Actor, From: s.Now})
	}
}

// release ends the open assignment, which may be one of this very batch.
func (s *Set) release(conversation core.ID) {
	for i := len(s.Assigned) - 1; i >= 0; i-- {
		if a := &s.Assigned[i]; a.ConversationID == conversation {
			a.To = s.Now
			return
		}
	}
	s.Released = append(s.Released, conversation)
}

// rename keeps the name the database has, however often it changes in a batch.
func (s *Set) rename(contact core.ID, from, to string) {
	if first, ok := s.Renamed[contact]; ok {
		from = first[0]
	}
	s.Renamed[contact] = [2]string{from, to}
}

// previewRunes is how much of a message a list shows.
const previewRunes = 200

// showLast keeps what a list shows of a conversation's last message, which has changed.
func showLast(conv *Row[core.Conversation], m *Row[core.Message]) {
	if conv.V.LastMessageID == m.V.ID {
		conv.V.LastText = preview(m.V)
	}
}

// preview is what a list shows of a message: nothing of one that was taken back,
// no number of a card that was shared, and what was done where that is all.
func preview(m core.Message) string {
	if m.DeletedAt != 0 {
		return ""
	}
	text := m.Text
	if m.Content != nil && m.Content.Contact != nil {
		text = core.MaskedCard(text, *m.Content.Contact)
	}
	switch {
	case text == "" && len(m.Attachments) > 0:
		text = "[" + m.Attachments[0].Media.Kind + "]"
	case wordless(m.Kind):
		text = strings.TrimSpace("[" + m.Kind + "] " + text)
	}
	n := 0
	for i := range text {
		if n == previewRunes {
			return text[:i]
		}
		n++
	}
	return text
}

// wordless reports whether a message is an event that its conversation began
// with: the text is at most a scene or the key of a menu's entry.
func wordless(kind string) bool {
	switch kind {
	case core.EventFollow, core.EventScan, core.EventClick, core.EventView, core.EventEnter:
		return true
	}
	return false
}
