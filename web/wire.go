package web

import (
	"context"
	"encoding/json"
	"io"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/core"
)

// Backend is what the visitors' API asks of the hub. Errors that a visitor may
// hear of are *core.Problem.
type Backend interface {
	// VisitorSite returns what an account says about its visitors, and which
	// pages may ask.
	VisitorSite(ctx context.Context, account core.ID) (Site, error)
	// VisitorConfig returns how an account's widget looks now, and whether
	// somebody is there.
	VisitorConfig(ctx context.Context, account core.ID) (Config, error)
	// OpenVisitor opens or goes on with a session.
	OpenVisitor(ctx context.Context, c Caller, in SessionRequest) (Session, error)
	IdentifyVisitor(ctx context.Context, c Caller, in Identity) (Session, error)
	VisitorHistory(ctx context.Context, c Caller, before int64, limit int) (History, error)
	// VisitorQueue tells where the visitor waits; not Waiting where it does not.
	VisitorQueue(ctx context.Context, c Caller) (Queue, error)
	VisitorSend(ctx context.Context, c Caller, in SendRequest) (m Message, repeated bool, err error)
	VisitorUpload(ctx context.Context, c Caller, name string, r io.Reader) (Upload, error)
	VisitorTyping(ctx context.Context, c Caller, on bool) error
	VisitorRead(ctx context.Context, c Caller, upto int64) error
	VisitorContact(ctx context.Context, c Caller, in Contact) error
	EndVisitor(ctx context.Context, c Caller) error
	// VisitorFile opens a file by a signed address.
	VisitorFile(ctx context.Context, id, expires, signature string) (core.Media, io.ReadCloser, error)
}

// Site is what the pages of an account may do.
type Site struct {
	connectors.Site
	// Allows reports whether a page of an origin may ask; Ancestors lists the
	// pages that may show the frame, as a Content-Security-Policy does.
	Allows    func(origin string) bool
	Ancestors []string
}

// Caller is who asks.
type Caller struct {
	Account core.ID
	Token   string
	Address string // of the client, behind trusted proxies
}

// Identity proves who the visitor is.
type Identity struct {
	Token    string `json:"identity"`
	UserID   string `json:"user_id"`
	UserHash string `json:"user_hash"`
}

// Proof returns it as the channel reads it.
func (i Identity) Proof() connectors.Proof {
	return connectors.Proof{Token: i.Token, UserID: i.UserID, UserHash: i.UserHash}
}

// SessionRequest opens a session.
type SessionRequest struct {
	Token string `json:"token"`
	Identity
	Locale string           `json:"locale"`
	Page   core.VisitorPage `json:"page"`
	// Context is what the page says of what the visitor looks at: texts, numbers
	// and truths by name. Other values are left out; nil keeps what was said before.
	Context map[string]any `json:"context"`
}

// Session is what a page needs to begin.
type Session struct {
	Token   string  `json:"token"` // empty: the account asks for a signed identity first
	Visitor Visitor `json:"visitor"`
	Config  Config  `json:"config"`
	Stream  Stream  `json:"stream"`
	Status  *Status `json:"status,omitempty"` // of the running or the last conversation
	Unread  int     `json:"unread"`
}

// Visitor is who the visitor is, as far as anybody knows.
type Visitor struct {
	ID       core.ID `json:"id,omitzero"`
	Name     string  `json:"name,omitempty"`
	Email    string  `json:"email,omitempty"`
	Verified bool    `json:"verified"`
}

// Config is how the widget looks and what it takes.
type Config struct {
	Name            string `json:"name"`
	Greeting        string `json:"greeting,omitempty"`
	GreetingAway    string `json:"greeting_away,omitempty"`
	Away            bool   `json:"away"`
	Color           string `json:"color"`
	Locale          string `json:"locale,omitempty"`
	RequireIdentity bool   `json:"require_identity"`
	Limits          Limits `json:"limits"`
}

// Limits are those that a widget shows before it asks.
type Limits struct {
	Text        int      `json:"text"`
	UploadBytes int64    `json:"upload_bytes"`
	MIMEs       []string `json:"mimes"`
}

// Stream is where the visitor's stream stands.
type Stream struct {
	Channel string `json:"channel,omitempty"`
	Offset  int64  `json:"offset"`
	Epoch   string `json:"epoch,omitempty"`
}

// History is a page of what was said, oldest first.
type History struct {
	Items  []Item  `json:"items"`
	Offset int64   `json:"offset"`
	Epoch  string  `json:"epoch"`
	More   bool    `json:"more"`
	Status *Status `json:"status,omitempty"`
}

// Item is one entry of a visitor's stream.
type Item struct {
	Type    string           `json:"type"` // message, updated, deleted, read, status, queue, none
	Message *Message         `json:"message,omitempty"`
	ID      core.ID          `json:"id,omitzero"`      // deleted
	By      string           `json:"by,omitempty"`     // read: agent
	Upto    int64            `json:"upto,omitempty"`   // read: an offset
	Status  string           `json:"status,omitempty"` // bot, queued, active, ended
	Agent   *AgentName       `json:"agent,omitempty"`
	Queue   *core.QueuePlace `json:"queue,omitempty"` // queue: until the next status
}

// Status is how a conversation stands, as its visitor sees it.
type Status struct {
	Status string           `json:"status"`
	Agent  *AgentName       `json:"agent,omitempty"`
	Queue  *core.QueuePlace `json:"queue,omitempty"`
}

// Queue is how long a visitor has to wait, if it waits.
type Queue struct {
	Waiting bool `json:"waiting"`
	core.QueuePlace
}

// AgentName is all that a visitor learns of an agent.
type AgentName struct {
	Name string `json:"name"`
}

// Message is one message as its visitor sees it.
type Message struct {
	ID              core.ID         `json:"id"`
	Offset          int64           `json:"offset"`
	ClientMessageID string          `json:"client_message_id,omitempty"`
	From            string          `json:"from"` // visitor, agent, bot, system
	Name            string          `json:"name,omitempty"`
	Text            string          `json:"text"`
	Attachments     []Attachment    `json:"attachments"`
	Choices         []Choice        `json:"choices,omitempty"`
	Rating          *core.RatingAsk `json:"rating,omitempty"` // of a question whose choices are scores
	Choice          *ChoiceRequest  `json:"choice,omitempty"` // that the visitor pressed
	SentAt          core.Time       `json:"sent_at"`
	EditedAt        core.Time       `json:"edited_at,omitzero"`
	Delivery        string          `json:"delivery,omitempty"` // of the visitor's own
}

// Attachment is a file of a message, behind an address that expires.
type Attachment struct {
	ID     core.ID `json:"id"`
	Name   string  `json:"name"`
	MIME   string  `json:"mime"`
	Size   int64   `json:"size"`
	URL    string  `json:"url"`
	Kind   string  `json:"kind"` // image, video, audio, file
	Width  int     `json:"width,omitempty"`
	Height int     `json:"height,omitempty"`
}

// Choice is one quick reply.
type Choice struct {
	ID   string `json:"id"`
	Text string `json:"text"`
}

// SendRequest is what a visitor says.
type SendRequest struct {
	ClientMessageID string         `json:"client_message_id"`
	Text            string         `json:"text"`
	Attachments     []UploadRef    `json:"attachments"`
	Choice          *ChoiceRequest `json:"choice"`
}

// UploadRef names an uploaded file.
type UploadRef struct {
	Upload core.ID `json:"upload"`
}

// ChoiceRequest names a quick reply of a message.
type ChoiceRequest struct {
	Message core.ID `json:"message"`
	ID      string  `json:"id"`
}

// Upload is a file that a message may name.
type Upload struct {
	ID   core.ID `json:"id"`
	Name string  `json:"name"`
	MIME string  `json:"mime"`
	Size int64   `json:"size"`
}

// Contact is what a visitor says of themselves; nobody has proven it.
type Contact struct {
	Name  string `json:"name"`
	Email string `json:"email"`
	Phone string `json:"phone"`
}

// Encode is the JSON of a value of this package, which always encodes.
func Encode(v any) json.RawMessage {
	b, err := json.Marshal(v)
	if err != nil {
		panic("encode for a visitor: " + err.Error())
	}
	return b
}
