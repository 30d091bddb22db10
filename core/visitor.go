package core

// VisitorEvent is what a visitor did, the raw of every channel whose people
// read from a stream of ours (Caps.Stream). The hub writes it after it has
// checked who the visitor is; the channel's normalizer reads it.
type VisitorEvent struct {
	// ID names the event for ever: a repeat of it is dropped.
	ID      string  `json:"id"`
	Visitor UserRef `json:"visitor"`
	SentAt  Time    `json:"sent_at,omitzero"`
	Text    string  `json:"text,omitempty"`
	Media   []Media `json:"media,omitempty"`
	Choice  *Choice `json:"choice,omitempty"`
	// Refs are names of messages: the one whose choice was pressed, or those that were read.
	Refs   []string          `json:"refs,omitempty"`
	Fields map[string]string `json:"fields,omitempty"` // what the visitor, or a signed identity, says of the person
	Page   *VisitorPage      `json:"page,omitempty"`
}

// VisitorPage is where a visitor was, without what a query may tell of them.
type VisitorPage struct {
	URL      string `json:"url,omitempty"`
	Title    string `json:"title,omitempty"`
	Referrer string `json:"referrer,omitempty"`
}

// VisitorSession is one browser or app of a visitor. Only the hash of its token
// is kept.
type VisitorSession struct {
	ID         ID
	AccountID  ID
	IdentityID ID     // the person; its row comes with the first thing the person does
	Subject    string // who the site has proven the person to be; empty: nobody knows
	Language   string
	Page       VisitorPage
	CreatedAt  Time
	SeenAt     Time
	ExpiresAt  Time
}

// VisitorUpload is a file that a visitor may name in a message.
type VisitorUpload struct {
	ID        ID
	SessionID ID
	Media     Media
	CreatedAt Time
}
