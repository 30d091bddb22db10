package engine

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/routing"
)

// Ingest stores one verified raw and what it means.
type Ingest struct {
	Raw       core.Raw
	Envelopes []core.Envelope
	Err       error // why the normalizer could not read the raw
	Policy    Policy
	Flags     map[string]FlaggedData // what sensitive words were found in, by the envelope's key
	// Replay: the raw is stored already; it was read again.
	Replay bool
	// Asked names, by the envelope's key, the conversation whose customer was
	// asked for a rating, where the envelope is a plain number or a pressed entry
	// that names no message.
	Asked map[string]core.ID
	// Begin names, by the envelope's key, the events with which a conversation
	// begins, as a rule asks for them.
	Begin map[string]bool

	// Results.
	Duplicate bool        // nothing was new
	Messages  []core.ID   // new or changed messages
	Fetch     []MediaWork // attachments to be fetched
	Typing    []core.UserRef
}

// FlaggedData is the data of a core.EventMessageFlagged.
type FlaggedData struct {
	Words  []string  `json:"words"`
	Rules  []core.ID `json:"rules"`
	Masked bool      `json:"masked,omitempty"`
}

// Policy is what the account's settings and channel say about receiving.
type Policy struct {
	ReopenFor   time.Duration // how long after its end a conversation is reopened
	Stream      bool          // the person reads from a stream of ours
	Acknowledge bool          // pressed buttons want an answer
	FetchMedia  bool          // the channel can fetch attachments
	TeamID      core.ID       // where new conversations of the account wait
	Weight      int64         // what one takes of an agent's capacity
	Route       bool          // rules say where new conversations wait
	Profile     bool          // the platform can be asked who somebody is
	Windows     []core.WindowRule
	// Threads: a person has as many conversations as threads. What begins one and
	// what belongs to it is found by what messages refer to; see thread.
	Threads bool
}

// mediaFor is how long an attachment is tried for.
const mediaFor = 24 * time.Hour

// pullFor is how long what a bell announced is tried for, and profileFor how long
// the platform is asked who somebody is.
const (
	pullFor    = 24 * time.Hour
	profileFor = time.Hour
)

// albumFor is how long an album takes in further items.
const albumFor = 10 * time.Minute

// Key implements Command: events of one person keep their order. With threads all
// of an account do, so that an answer finds what it answers in the same batch.
func (c *Ingest) Key() string {
	if len(c.Envelopes) > 0 && !c.Policy.Threads {
		return c.Raw.AccountID.String() + "\x00" + c.threadOf(c.Envelopes[0])
	}
	return c.Raw.AccountID.String()
}

// threadOf names the thread in which an envelope's conversation is looked for. With
// threads it is the one that the envelope begins, if it belongs to no other.
func (c *Ingest) threadOf(e core.Envelope) string {
	if c.Policy.Threads {
		return threadPrefix + e.Key
	}
	if e.Thread != "" {
		return e.Thread
	}
	return e.User.ExternalID
}

// unreadKey guards a raw that yields no envelope against its own redelivery.
func (c *Ingest) unreadKey() string {
	sum := sha256.Sum256(c.Raw.Body)
	return "raw:" + hex.EncodeToString(sum[:16])
}

// Needs implements Command.
func (c *Ingest) Needs(n *Needs) {
	c.clean()
	acc := c.Raw.AccountID
	if len(c.Envelopes) == 0 && !c.Replay {
		n.EventKeys[Key{acc, c.unreadKey()}] = struct{}{}
	}
	for _, e := range c.Envelopes {
		if e.Type != core.TypeTyping {
			n.EventKeys[Key{acc, e.Key}] = struct{}{}
		}
		n.Identities[Key{acc, e.User.ExternalID}] = struct{}{}
		if c.Policy.Threads {
			needThread(n, e)
		} else {
			n.Threads[Key{acc, c.threadOf(e)}] = struct{}{}
		}
		switch {
		case e.ExternalID == "":
		case e.Type == core.TypeMessage && e.Direction == core.In && !c.Policy.Threads: // no echo of ours
			n.Incoming[Key{acc, e.ExternalID}] = struct{}{}
		default:
			n.External[Key{acc, e.ExternalID}] = struct{}{}
		}
		for _, ref := range e.Refs {
			n.External[Key{acc, ref}] = struct{}{}
		}
		if e.Content != nil && e.Content.Group != "" {
			n.Groups[Key{acc, groupKey(e)}] = struct{}{}
		}
	}
}

// groupKey is an album within its chat: platforms promise no more.
func groupKey(e core.Envelope) string { return e.Content.Group + "\x1f" + e.User.ExternalID }

// clean makes the names in the envelopes such as the database keeps them, or
// else what was written would not be found again. The normalizer's own
// envelopes stay as they are.
func (c *Ingest) clean() {
	for i := range c.Envelopes {
		if !namesClean(&c.Envelopes[i]) {
			c.Envelopes = slices.Clone(c.Envelopes)
			c.Envelopes[i] = cleanNames(c.Envelopes[i])
		}
	}
}

// namesClean reports whether there is nothing to clean, as there nearly always is.
func namesClean(e *core.Envelope) bool {
	dirty := func(s string) bool { return core.CleanText(s) != s }
	return !dirty(e.Key) && !dirty(e.Thread) && !dirty(e.ExternalID) && !dirty(e.User.ExternalID) && !dirty(e.User.Name) && !dirty(e.User.Username) &&
		!slices.ContainsFunc(e.Refs, dirty) && (e.Content == nil || !dirty(e.Content.Group))
}

// cleanNames returns a cleaned copy.
func cleanNames(e core.Envelope) core.Envelope {
	clean := core.CleanText
	e.Key, e.Thread, e.ExternalID = clean(e.Key), clean(e.Thread), clean(e.ExternalID)
	e.User.ExternalID, e.User.Name, e.User.Username = clean(e.User.ExternalID), clean(e.User.Name), clean(e.User.Username)
	e.Refs = slices.Clone(e.Refs)
	for i, ref := range e.Refs {
		e.Refs[i] = clean(ref)
	}
	if e.Content != nil {
		content := *e.Content
		content.Group, e.Content = clean(content.Group), &content
	}
	return e
}

// Apply implements Command.
func (c *Ingest) Apply(s *Set) error {
	c.clean()
	c.Duplicate, c.Messages, c.Fetch, c.Typing = false, nil, nil, nil
	if c.Raw.Cursor != "" {
		s.Cursors[c.Raw.AccountID] = c.Raw.Cursor
	}
	var fresh []core.Envelope
	durable := false
	for _, e := range c.Envelopes {
		if e.Type == core.TypeTyping {
			c.Typing = append(c.Typing, e.User)
			continue
		}
		durable = true
		if s.take(c.Raw.AccountID, e.Key) {
			fresh = append(fresh, e)
		}
	}
	if len(c.Typing) > 0 && !durable && !c.Replay {
		return nil
	}
	if len(c.Envelopes) == 0 && !c.Replay {
		c.Duplicate = !s.take(c.Raw.AccountID, c.unreadKey())
	} else {
		c.Duplicate = durable && len(fresh) == 0
	}
	if b := c.Raw.Bell; b != nil && !c.Replay { // also a second one of the same second, which reads alike
		s.job(core.Job{Key: "pull:" + c.Raw.AccountID.String() + ":" + b.For, Class: core.ClassReply, Kind: JobPull, AccountID: c.Raw.AccountID,
			Deadline: s.Now.Add(pullFor)}, PullWork{Bell: *b})
	}
	if c.Duplicate && !c.Replay {
		return nil
	}
	if c.Replay {
		s.RawStates = append(s.RawStates, c.rawRow())
	} else {
		s.Raws = append(s.Raws, c.rawRow())
	}
	for _, e := range fresh {
		c.envelope(s, e)
	}
	return nil
}

func (c *Ingest) rawRow() core.RawRow {
	r := core.RawRow{Raw: c.Raw, State: core.RawDone, Attempts: 1}
	if r.Blob != "" {
		r.Body = nil
	}
	if c.Err != nil {
		r.State, r.Error = core.RawFailed, c.Err.Error()
	}
	return r
}

func (c *Ingest) envelope(s *Set, e core.Envelope) {
	switch e.Type {
	case core.TypeMessage, core.TypeMenu:
		c.message(s, e)
	case core.TypeEdit:
		c.edit(s, e)
	case core.TypeDelete:
		c.remove(s, e)
	case core.TypeStatus, core.TypeRead:
		c.status(s, e)
	case core.TypeFollow, core.TypeUnfollow:
		c.follow(s, e)
	case core.TypeEvent:
		c.acted(s, e)
	case core.TypeBroadcast:
		s.Events = append(s.Events, core.Event{ID: core.NewID(), Type: core.EventBroadcastReported, AccountID: c.Raw.AccountID,
			Actor: system(), Data: mustJSON(e.Broadcast), At: s.Now})
	case core.TypeReaction:
		if m := c.ref(s, e); m != nil {
			if conv := s.Conversations[m.V.ConversationID]; conv != nil {
				s.event(conv, core.Event{Type: core.EventReacted, MessageID: m.V.ID, Actor: core.Actor{Kind: core.ByContact, ID: conv.V.ContactID}}, e.Content)
			}
		}
	}
}

// ref returns the first message the envelope refers to that is known.
func (c *Ingest) ref(s *Set, e core.Envelope) *Row[core.Message] {
	for _, r := range e.Refs {
		if m := s.Messages[s.External[Key{c.Raw.AccountID, r}]]; m != nil {
			return m
		}
	}
	return nil
}

func (c *Ingest) message(s *Set, e core.Envelope) {
	if c.known(s, e) {
		return
	}
	if e.Content == nil {
		e.Content = &core.Content{Kind: core.KindUnsupported}
	}
	if e.Content.Group != "" && c.album(s, e) {
		return
	}
	identity := c.identity(s, e)
	c.opens(s, e, identity)
	conv, rated := c.rating(s, e)
	if conv == nil {
		conv = c.conversation(s, e, identity)
	}
	if c.Policy.Threads {
		e.Content = c.judged(s, e, conv, identity.V.ContactID)
	}
	m := c.newMessage(s, e, identity, conv)
	if e.Type == core.TypeMenu {
		m.ExternalID = "" // it is the pressed message's, kept as ReplyTo
		if c.Policy.Acknowledge && !e.Historical {
			s.job(core.Job{Key: "a:" + e.Key, Class: core.ClassReply, Kind: JobAck, AccountID: c.Raw.AccountID,
				Deadline: s.Now.Add(time.Minute)}, AckWork{Envelope: e})
		}
	}
	if e.Direction == core.Out {
		m.Author, m.Delivery = core.Actor{Kind: core.ByAgent}, core.DeliverySent
		if !e.Historical {
			conv.V.WaitingSince = 0
		}
	}
	row := s.message(conv, m)
	if f, found := c.Flags[e.Key]; found {
		s.event(conv, core.Event{Type: core.EventMessageFlagged, MessageID: m.ID, Actor: core.Actor{Kind: core.BySystem}}, f)
	}
	if rated.Score > 0 {
		s.rate(conv, row.V, rated)
	}
	c.fetch(s, row.V.Attachments)
	c.Messages = append(c.Messages, m.ID)
}

// known reports whether a message is here already: an edit of it came first, or
// it is the echo of our own part. With threads, what a stranger calls by a name
// that another message has is another message: programs repeat their names.
func (c *Ingest) known(s *Set, e core.Envelope) bool {
	m := s.Messages[s.External[Key{c.Raw.AccountID, e.ExternalID}]]
	if e.ExternalID == "" || m == nil || e.Type != core.TypeMessage {
		return false
	}
	return !c.Policy.Threads || m.V.Direction == core.Out
}

// identity finds or makes the person outside, and keeps their name current.
func (c *Ingest) identity(s *Set, e core.Envelope) *Row[core.Identity] {
	key := Key{c.Raw.AccountID, e.User.ExternalID}
	row := s.Identities[key]
	if row == nil {
		kind := e.User.Kind
		if kind == "" {
			kind = "person"
		}
		name := nameOf(e.User)
		contact := core.Contact{ID: core.NewID(), Kind: core.ContactKnown, Name: name, Language: languageOf(e), CreatedAt: s.Now, UpdatedAt: s.Now}
		if c.Policy.Stream {
			contact.Kind = core.ContactVisitor
		}
		s.Contacts[contact.ID] = &Row[core.Contact]{V: contact, New: true}
		row = &Row[core.Identity]{New: true, V: core.Identity{ID: c.identityID(e.User), AccountID: c.Raw.AccountID, ExternalID: e.User.ExternalID,
			ContactID: contact.ID, Name: name, Username: e.User.Username, Kind: kind, Reachable: true, CreatedAt: s.Now, UpdatedAt: s.Now}}
		s.Identities[key], s.IdentityByID[row.V.ID] = row, row
		c.profile(s, row, e.User.Union)
		return row
	}
	if name := e.User.Name; name != "" && name != row.V.Name {
		s.rename(row.V.ContactID, row.V.Name, name)
		row.V.Name, row.V.UpdatedAt, row.Dirty = name, s.Now, true
	}
	if username := e.User.Username; username != "" && username != row.V.Username {
		row.V.Username, row.V.UpdatedAt, row.Dirty = username, s.Now, true
	}
	follows := e.Type == core.TypeFollow || e.Type == core.TypeUnfollow // they say so themselves, with an event
	if !row.V.Reachable && !follows && !e.Historical && e.Direction == core.In {
		row.V.Reachable, row.V.UpdatedAt, row.Dirty = true, s.Now, true
	}
	return row
}

// profile asks the platform who somebody is: who is new, and who comes back.
func (c *Ingest) profile(s *Set, identity *Row[core.Identity], union string) {
	if c.Policy.Profile || union != "" {
		s.job(core.Job{Key: "p:" + identity.V.ID.String(), Class: core.ClassMedia, Kind: JobProfile, AccountID: c.Raw.AccountID,
			Deadline: s.Now.Add(profileFor)}, ProfileWork{IdentityID: identity.V.ID, Union: union})
	}
}

// identityID is the id that a new identity takes. The people of a stream are
// named by the hub before their first word, so that they can listen already:
// their external id is the id.
func (c *Ingest) identityID(u core.UserRef) core.ID {
	if id, err := core.ParseID(u.ExternalID); c.Policy.Stream && err == nil {
		return id
	}
	return core.NewID()
}

// languageOf is the language that is remembered of somebody new: the platform's,
// or else what the first words tell for certain.
func languageOf(e core.Envelope) string {
	if e.User.Language != "" || e.Content == nil {
		return e.User.Language
	}
	if found := routing.Language(e.Content.Text); found != routing.UnknownLanguage {
		return found
	}
	return ""
}

// nameOf is what somebody is called whom the platform gives no name: by their
// address or number, but not by an id that says nothing to people.
func nameOf(u core.UserRef) string {
	switch {
	case u.Name != "":
		return u.Name
	case u.Username != "":
		return u.Username
	case strings.Contains(u.ExternalID, "@") || strings.Trim(u.ExternalID, "+0123456789") == "":
		return u.ExternalID
	}
	return ""
}

// conversation finds the open one, reopens the latest by the account's rule,
// or begins a new one.
func (c *Ingest) conversation(s *Set, e core.Envelope, identity *Row[core.Identity]) *Row[core.Conversation] {
	key := Key{c.Raw.AccountID, c.threadOf(e)}
	actor := core.Actor{Kind: core.ByContact, ID: identity.V.ContactID}
	unheard := identity.V.Blocked && e.Direction == core.In // it is kept, and moves nothing
	silent := e.Historical || e.Quiet || e.Direction == core.Out
	old := s.Conversations[s.Threads[key]]
	if c.Policy.Threads {
		old = c.thread(s, e, identity.V.ContactID)
	}
	if old != nil {
		if silent || unheard {
			return old // what was written elsewhere asks nobody to answer
		}
		st := core.Step{Kind: core.StepCustomerMessage, Actor: actor, ReopenFor: c.Policy.ReopenFor}
		if e.Direction == core.In && s.step(old, st, nil) == nil {
			return old
		}
	}
	conv := &Row[core.Conversation]{New: true, V: core.Conversation{ID: core.NewID(), AccountID: c.Raw.AccountID, IdentityID: identity.V.ID,
		ContactID: identity.V.ContactID, Thread: key.Text, Subject: e.Content.Subject, Status: core.StatusQueued, Handler: core.HandlerNone,
		TeamID: c.Policy.TeamID, Weight: c.Policy.Weight, Unrouted: c.Policy.Route, QueuedAt: s.Now, LastAt: s.Now, CreatedAt: s.Now, UpdatedAt: s.Now}}
	if c.Policy.Threads && old != nil && old.V.AccountID == c.Raw.AccountID { // it is gone on with
		conv.V.IdentityID, conv.V.ContactID, conv.V.Thread = old.V.IdentityID, old.V.ContactID, old.V.Thread
		key.Text = old.V.Thread
	}
	switch {
	case silent: // asks nobody to answer; the person's next message reopens it
		conv.V.Status, conv.V.EndedAt, conv.V.QueuedAt, conv.V.Unrouted = core.StatusCompleted, s.Now, 0, false
	case unheard:
		conv.V.Status, conv.V.EndReason, conv.V.EndedAt, conv.V.QueuedAt, conv.V.Unrouted = core.StatusClosed, core.EndBlocked, s.Now, 0, false
	case e.Direction == core.In:
		conv.V.WaitingSince = s.Now
	}
	s.Conversations[conv.V.ID], s.Threads[key] = conv, conv.V.ID
	if !identity.New {
		c.profile(s, identity, e.User.Union)
	}
	begun := core.Event{Type: core.EventConversationCreated, Actor: actor, To: conv.V.Status}
	if c.Policy.Stream && !e.Historical {
		begun.IdentityID, begun.StreamOffset = identity.V.ID, s.stream(identity.V.ID)
	}
	s.event(conv, begun, nil)
	return conv
}

func (c *Ingest) newMessage(s *Set, e core.Envelope, identity *Row[core.Identity], conv *Row[core.Conversation]) core.Message {
	m := core.Message{ID: core.NewID(), Direction: e.Direction, Visibility: core.Public, Kind: e.Content.Kind, Text: e.Content.Text,
		Content: richContent(e.Content), Author: core.Actor{Kind: core.ByContact, ID: identity.V.ContactID}, ExternalID: e.ExternalID,
		RawID: c.Raw.ID, SentAt: e.SentAt, ReceivedAt: c.Raw.ReceivedAt}
	if m.SentAt == 0 {
		m.SentAt = c.Raw.ReceivedAt
	}
	if e.Content.Group != "" {
		m.GroupKey = groupKey(e)
	}
	if c.Policy.Threads {
		c.settle(s, e, conv, &m)
	} else if ref := c.ref(s, e); ref != nil {
		m.ReplyTo = ref.V.ID
	} else if len(e.Refs) > 0 && !e.Historical {
		s.keepEarly(Early{Key: Key{c.Raw.AccountID, e.Refs[0]}, ReplyID: m.ID})
	}
	m.Attachments = c.attachments(m.ID, 0, e.Content.Media)
	if c.Policy.Stream {
		m.StreamOffset = s.stream(identity.V.ID)
	}
	return m
}

// richContent is what the row's own columns do not hold; nil for plain text.
func richContent(in *core.Content) *core.Content {
	c := *in
	c.Kind, c.Text, c.Media, c.Group = "", "", nil, ""
	if reflect.ValueOf(c).IsZero() {
		return nil
	}
	if len(c.Extra) > 0 && !json.Valid(c.Extra) {
		c.Extra = nil // a normalizer's slip must not cost the message
	}
	if string(mustJSON(c)) == `{"kind":""}` {
		return nil
	}
	return &c
}

func (c *Ingest) attachments(message core.ID, from int, media []core.Media) []core.Attachment {
	var out []core.Attachment
	for i, m := range media {
		a := core.Attachment{ID: core.NewID(), MessageID: message, Index: from + i, Media: m, State: core.AttachmentPending}
		switch {
		case m.TooBig:
			a.State, a.Error = core.AttachmentTooBig, "the platform does not hand out files of this size"
		case m.Blob != "":
			a.State = core.AttachmentReady
		case m.Part != "":
			a.State, a.Error = core.AttachmentFailed, "this part of the message could not be read; the original has it"
		case !c.Policy.FetchMedia:
			a.State, a.Error = core.AttachmentFailed, "this channel cannot fetch attachments"
		}
		out = append(out, a)
	}
	return out
}

func (c *Ingest) fetch(s *Set, attachments []core.Attachment) {
	for _, a := range attachments {
		if a.State != core.AttachmentPending {
			continue
		}
		w := MediaWork{MessageID: a.MessageID, AttachmentID: a.ID}
		s.job(core.Job{Key: "m:" + a.ID.String(), Class: core.ClassMedia, Kind: JobMedia, AccountID: c.Raw.AccountID, Deadline: s.Now.Add(mediaFor)}, w)
		c.Fetch = append(c.Fetch, w)
	}
}
