package core

import (
	"cmp"
	"time"
)

// Unit is what a Limit counts.
type Unit string

// The units of text limits.
const (
	Bytes       Unit = "bytes" // of UTF-8
	Runes       Unit = "runes"
	UTF16       Unit = "utf16" // code units
	SMSSegments Unit = "sms_segments"
)

// Limit bounds a text; Max 0 means "none at all is allowed".
type Limit struct {
	Max  int  `json:"max"`
	Unit Unit `json:"unit"`
}

// Level is how far a channel can do something.
type Level string

// The levels, from the least to the most.
const (
	LevelReject  Level = "reject"  // refused before sending, with a reason
	LevelDrop    Level = "drop"    // left out, with a note
	LevelNone    Level = "none"    // the platform has no such thing
	LevelPartial Level = "partial" // done another way
	LevelFull    Level = "full"
)

// MarshalText writes a level that was not set as none.
func (l Level) MarshalText() ([]byte, error) { return []byte(cmp.Or(l, LevelNone)), nil }

// Caps is what an account's channel can do. The composer, the planner, the
// campaign filter and the docs table all read this one struct.
type Caps struct {
	Text      Limit               `json:"text" doc:"Longest text of one part"`
	MaxParts  int                 `json:"max_parts" doc:"A message that needs more parts is refused"`
	Caption   Limit               `json:"caption" doc:"Longest text beside a medium"`
	Media     map[string]MediaCap `json:"media" doc:"By kind; a medium whose kind is missing is refused. A location, contact, link or card whose kind is missing is written out as text"`
	Together  int64               `json:"together,omitempty" doc:"Bytes of all attachments of a message, which leave in one part with its text; 0: each leaves in a part of its own"`
	Choices   ChoiceCap           `json:"choices"`
	Entities  bool                `json:"entities" doc:"Formatting is kept"`
	Edit      Level               `json:"edit" enum:"reject,drop,none,partial,full"`
	EditFor   time.Duration       `json:"edit_for,omitempty"`
	Delete    Level               `json:"delete" enum:"reject,drop,none,partial,full"`
	DeleteFor time.Duration       `json:"delete_for,omitempty"`
	Reply     Level               `json:"reply" doc:"Quoting a message" enum:"reject,drop,none,partial,full"`
	Typing    time.Duration       `json:"typing,omitempty" doc:"How often a typing sign must be repeated; 0: cannot"`
	Windows   []WindowRule        `json:"windows,omitempty"`
	Rate      []Rate              `json:"rate,omitempty"`
	Begin     Begin               `json:"begin" enum:"none,known,anyone" doc:"Who can be written to first: nobody, who has written before and can still be reached, anyone with an address"`
	// Idempotent: the platform drops a repeated key, so an uncertain send may be repeated.
	Idempotent bool `json:"idempotent,omitempty"`
	Threads    bool `json:"threads,omitempty" doc:"A person has as many conversations as threads, each with a subject"`
	Copies     bool `json:"copies,omitempty" doc:"A message can have copies, open and blind"`
	HTML       bool `json:"html,omitempty" doc:"A message can be HTML; its text is the same without formatting"`
	// Stream: the person reads from a stream of ours (web, app).
	Stream bool `json:"stream,omitempty"`
}

// Begin says to whom an agent can write first.
type Begin string

// Whom an agent can write to first.
const (
	BeginNone   Begin = "none"
	BeginKnown  Begin = "known"  // who has written before and can still be reached
	BeginAnyone Begin = "anyone" // whoever has an address
)

// MarshalText writes one that was not set as none.
func (b Begin) MarshalText() ([]byte, error) { return []byte(cmp.Or(b, BeginNone)), nil }

// MediaCap bounds one kind of medium.
type MediaCap struct {
	MaxBytes int64    `json:"max_bytes"`
	MIME     []string `json:"mime,omitempty" doc:"Allowed types; empty: any. A trailing /* matches a family"`
	Caption  bool     `json:"caption,omitempty"`
	// As names the kind that carries it where the platform has none of its own.
	As string `json:"as,omitempty"`
}

// ChoiceCap bounds quick replies.
type ChoiceCap struct {
	Max   int   `json:"max" doc:"0: choices are written out as text"`
	Text  Limit `json:"text" doc:"Longest text beside choices; without a unit: as any text"`
	Label Limit `json:"label"`
	ID    Limit `json:"id"`
}

// WindowRule says what opens a reply window, for how long and for how many sends.
type WindowRule struct {
	Trigger string        `json:"trigger"`
	For     time.Duration `json:"for"`
	Max     int           `json:"max,omitempty"`
	Kinds   []string      `json:"kinds,omitempty"`
	// Ticket: it opens only with an Envelope.Ticket, and a send in it shows that.
	Ticket bool `json:"ticket,omitempty" doc:"The platform gives a code with what opens it, by which alone it takes an answer"`
}

// RateScope is what a Rate is counted over.
type RateScope string

// The scopes of a rate.
const (
	PerAccount RateScope = "account"
	PerUser    RateScope = "user"
	PerGroup   RateScope = "group"
	PerDomain  RateScope = "domain" // what is behind the @ of the recipient's address
)

// Rate is a token bucket: N sends every Every, at most Burst at once.
type Rate struct {
	Scope RateScope     `json:"scope"`
	N     int           `json:"n"`
	Every time.Duration `json:"every"`
	Burst int           `json:"burst"`
}

// Part is one platform call's worth of a message.
type Part struct {
	ID        ID      `json:"id"`
	MessageID ID      `json:"message_id"`
	Index     int     `json:"index"`
	Key       string  `json:"key" doc:"Idempotency key for platforms that drop repeats"`
	To        UserRef `json:"to"`
	Thread    string  `json:"thread,omitempty"`
	ReplyTo   string  `json:"reply_to,omitempty" doc:"External id of the quoted message"`
	// Counted is when the part was counted in the reply windows; zero: it was not.
	Counted Time `json:"counted,omitzero"`
	// Ticket is that of the reply window it is counted in, as core.Window has it.
	Ticket string `json:"ticket,omitempty"`
	// Again: a try under this key ended without an answer. A platform that
	// refuses a repeated key has then taken it before.
	Again   bool    `json:"again,omitempty"`
	Content Content `json:"content"`
	// ConversationID, Refs and Automatic are for channels with threads.
	ConversationID ID       `json:"conversation_id,omitzero"`
	Refs           []string `json:"refs,omitempty" doc:"External ids of the conversation's latest messages, the oldest first"`
	Automatic      bool     `json:"automatic,omitempty" doc:"No person wrote it"`
}

// Receipt is a platform's answer to a part.
type Receipt struct {
	ExternalID string
	At         Time
}
