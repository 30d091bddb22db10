package core

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
	Status    Status // empty: all
	AccountID ID
	AgentID   ID
	TeamID    ID
	ContactID ID
}

// ConversationView is a conversation as lists and readers see it.
type ConversationView struct {
	Conversation
	ContactName  string
	Tags         []string
	Participants []ID
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
