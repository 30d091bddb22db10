package core

import "fmt"

// Page is where a keyset list goes on and how much of it is wanted.
type Page struct {
	After string // the opaque "next" of the page before; empty: from the start
	Limit int    // at most 200; 0: 50
}

// List is one page of a list.
type List[T any] struct {
	Items []T
	Next  string // empty: nothing follows
}

// ConversationFilter narrows a list of conversations.
type ConversationFilter struct {
	View      View   // empty: all, with the ended ones
	Sort      Sort   // empty: the newest first
	Channel   string // of the account
	Status    Status // empty: all
	AccountID ID
	AgentID   ID
	TeamID    ID
	ContactID ID
}

// View is one of the lists that an inbox shows.
type View string

// The views. Each shows only what its viewer may see.
const (
	ViewMine          View = "mine"          // in the viewer's hands
	ViewQueue         View = "queue"         // waits in line for an agent
	ViewUnassigned    View = "unassigned"    // in no agent's hands: in line or with a bot
	ViewParticipating View = "participating" // joined by the viewer
	ViewSnoozed       View = "snoozed"
	ViewEnded         View = "ended"
	ViewAll           View = "all" // all that are open
)

// Statuses returns the statuses of the conversations in a view; all for none.
func (v View) Statuses() []Status {
	switch v {
	case ViewMine:
		return []Status{StatusActive, StatusTransferring}
	case ViewQueue:
		return []Status{StatusQueued}
	case ViewUnassigned:
		return []Status{StatusBot, StatusQueued}
	case ViewSnoozed:
		return []Status{StatusSnoozed}
	case ViewEnded:
		return []Status{StatusClosed, StatusCompleted}
	case ViewAll, ViewParticipating:
		return []Status{StatusBot, StatusQueued, StatusActive, StatusTransferring, StatusSnoozed}
	}
	return Statuses()
}

// Sort is the order of a list of conversations.
type Sort string

// The orders.
const (
	SortNewest  Sort = "newest"
	SortWaiting Sort = "waiting" // whose customer waits the longest; of ended ones, the newest
)

// ConversationView is a conversation as lists and readers see it.
type ConversationView struct {
	Conversation
	ContactName  string
	Tags         []string
	Participants []ID

	ReadSeq         int64      // how far the viewer has read
	HasDraft        bool       // of the viewer
	LastDeleted     bool       // the newest message was taken back
	ReplyWindow     *Allowance // what may be sent now; nil: not asked, or the channel has no reply windows
	CustomerReadSeq int64      // how far the customer has read; 0: not known; in lists, of the newest message alone
}

// Unread is how many messages the viewer has not read.
func (c ConversationView) Unread() int64 { return max(0, c.Seq-c.ReadSeq) }

// Counts are the numbers beside the views of an inbox.
type Counts struct {
	Mine, Queue, Unassigned, Participating, Snoozed, All int64

	MineUnread    int64 // of mine, those with something unread
	Mentions      int64 // conversations with a note that names the viewer and is not read
	OldestWaiting Time  // of the queue; zero: nobody waits
	Teams         map[ID]int64
	Accounts      map[ID]int64
}

// Composition is what an agent has begun to write in a conversation.
type Composition struct {
	Mode        string // ModeReply or ModeNote
	Text        string
	Attachments []Upload
	UpdatedAt   Time // zero: nothing was begun
}

// The modes of a Composition.
const (
	ModeReply = "reply"
	ModeNote  = "note"
)

// DraftMode returns the mode in which a message of a visibility is written; ""
// for what nobody writes.
func DraftMode(v Visibility) string {
	switch v {
	case Public:
		return ModeReply
	case Note:
		return ModeNote
	}
	return ""
}

// Change is one step of a conversation's history: a new message or an event.
type Change struct {
	Rev     int64
	Message *Message // set for a new message
	Event   *Event   // set for everything else
}

// SearchHit is one message that matched, with its conversation.
type SearchHit struct {
	Message      Message
	ContactID    ID
	ContactName  string
	Conversation ID
}

// Found is a page of what a search found, newest first. A page may be shorter
// than asked for, even empty, with more to come: LookedTo is then the time of
// the oldest message that was looked at.
type Found struct {
	List[SearchHit]
	LookedTo Time
}

// Draft is what an agent asks to be sent.
type Draft struct {
	ClientMessageID string
	Content         Content // Media name uploaded blobs
	Visibility      Visibility
	ReplyTo         ID
}

// RawRow is a stored raw with its fate.
type RawRow struct {
	Raw
	State    RawState
	Error    string
	Attempts int
}

// APIKey is a key's description; the key itself is shown once.
type APIKey struct {
	ID         ID
	AgentID    ID
	Name       string
	Prefix     string       // the first characters, to tell keys apart
	Scopes     []Permission // empty: all that its owner may
	CreatedAt  Time
	LastUsedAt Time
	RevokedAt  Time
}

// MaxFile is what one file may have in bytes, whoever sends it.
const MaxFile = 100 << 20

// FileTooLarge refuses a file of more than so many bytes.
func FileTooLarge(limit int64) error {
	return &Problem{Status: 413, Code: "attachment.too_large", Text: fmt.Sprintf("a file may have at most %d MB", limit>>20)}
}

// Upload is a stored file that a draft may name.
type Upload struct {
	Blob string // content address
	Name string
	MIME string
	Size int64
}

// AuditRow tells of a change by a person.
type AuditRow struct {
	ID     ID     `json:"id"`
	At     Time   `json:"at"`
	Actor  Actor  `json:"actor"`
	Action string `json:"action"`
	Target string `json:"target"`
	Detail string `json:"detail,omitempty"`
}

// AuditFilter narrows the log of changes; what is empty narrows nothing.
type AuditFilter struct {
	Actor    ID
	Action   string // how the action's name begins: "session" or "session.ended"
	Target   string
	From, To Time // from, and before
}

// PlanNote tells the writer what the channel will make of a message.
type PlanNote struct {
	Code    string
	Text    string
	Refused bool // it cannot be sent like this
}
