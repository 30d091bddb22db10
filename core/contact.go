package core

// ContactKind tells a visitor from a known person.
type ContactKind string

// The kinds of contact.
const (
	ContactVisitor ContactKind = "visitor"
	ContactKnown   ContactKind = "known"
)

// EndBlocked is why conversations end with the block of their contact.
const EndBlocked = "blocked"

// Contact is a person outside.
type Contact struct {
	ID         ID
	Kind       ContactKind
	Name       string
	Language   string
	Fields     map[string]string
	Blocked    bool
	VIP        bool
	AgentID    ID   // its own agent, whom queues may prefer
	MergedInto ID   // set after a merge; kept, so that it can be undone
	ErasedAt   Time // set once the person's data is erased: nothing else of it is left
	CreatedAt  Time
	UpdatedAt  Time
}

// MergedContact is one that was merged into another.
type MergedContact struct {
	Contact
	At Time
	By Actor
}

// ContactCare is who looks after a contact, and how; nil stays.
type ContactCare struct {
	VIP     *bool
	AgentID *ID // its own agent; zero: none
}

// ContactNote is what staff keep in mind of a contact. No customer ever sees it.
type ContactNote struct {
	ID        ID
	ContactID ID
	AuthorID  ID // zero: the hub's operator
	Text      string
	CreatedAt Time
	EditedAt  Time // 0: never
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
	// Blocked says that the contact is; it is known where a message comes in.
	Blocked bool
	// Union is the provider's one name of the person over several accounts; "": not known.
	Union string
	// Windows are the reply windows that the person has opened.
	Windows   Windows
	CreatedAt Time
	UpdatedAt Time
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

// TagUse is what bears a tag, of what a viewer sees, and which rules name it.
type TagUse struct {
	Tag
	Count int64 // of many, as far as it was counted
	More  bool  // there are more
	Rules []TagRule
}

// TagRule is a routing rule that names a tag.
type TagRule struct {
	ID   ID     `json:"id"`
	Name string `json:"name"`
}
