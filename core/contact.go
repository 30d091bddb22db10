package core

// ContactKind tells a visitor from a known person.
type ContactKind string

// The kinds of contact.
const (
	ContactVisitor ContactKind = "visitor"
	ContactKnown   ContactKind = "known"
)

// Contact is a person outside.
type Contact struct {
	ID         ID
	Kind       ContactKind
	Name       string
	Language   string
	Fields     map[string]string
	Blocked    bool
	VIP        bool
	AgentID    ID // its own agent, whom queues may prefer
	MergedInto ID // set after a merge; kept, so that it can be undone
	CreatedAt  Time
	UpdatedAt  Time
}

// ContactCare is who looks after a contact, and how; nil stays.
type ContactCare struct {
	VIP     *bool
	AgentID *ID // its own agent; zero: none
}

// Identity is the address of a contact in one account.
type Identity struct {
	ID         ID
	AccountID  ID
	ExternalID string
	ContactID  ID
	Name       string
	Username   string
	Kind       string // person, group or channel
	Reachable  bool   // false after the person blocked the account
	// StreamOffset is the last offset taken in the visitor's stream.
	StreamOffset int64
	CreatedAt    Time
	UpdatedAt    Time
}

// TagScope is what a tag is put on.
type TagScope string

// The scopes of a tag.
const (
	TagContact      TagScope = "contact"
	TagConversation TagScope = "conversation"
	TagTicket       TagScope = "ticket"
)

// Tag is a label.
type Tag struct {
	ID    ID
	Scope TagScope
	Name  string
	Color string
}
