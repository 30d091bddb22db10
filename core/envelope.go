package core

import "encoding/json"

// EnvelopeVersion is the version of the envelope's JSON form. It rises only
// when a field changes its meaning; new optional fields keep it.
const EnvelopeVersion = 1

// EnvelopeType says what happened outside.
type EnvelopeType string

// The types of an envelope.
const (
	TypeMessage  EnvelopeType = "message"  // a person wrote
	TypeEdit     EnvelopeType = "edit"     // Refs[0] now reads as Content
	TypeDelete   EnvelopeType = "delete"   // Refs are gone
	TypeStatus   EnvelopeType = "status"   // Refs reached Status
	TypeRead     EnvelopeType = "read"     // the person has read up to Refs[0]
	TypeTyping   EnvelopeType = "typing"   // the person types
	TypeFollow   EnvelopeType = "follow"   // the person can be written to (again)
	TypeUnfollow EnvelopeType = "unfollow" // the person blocked or left the account
	TypeMenu     EnvelopeType = "menu"     // a button or menu entry was pressed
	TypeReaction EnvelopeType = "reaction" // an emoji on Refs[0]
	TypeEvent    EnvelopeType = "event"    // the person did what Event says, and wrote nothing
	// TypeBroadcast is the end of a broadcast. It concerns nobody: User is the
	// account itself.
	TypeBroadcast EnvelopeType = "broadcast"
)

// What a person can do without writing: an envelope's Event. Reply windows open
// by these names, and rules ask for them; a message of theirs counts as
// WindowMessage.
const (
	WindowMessage = "message"
	EventFollow   = "follow"   // began to follow the account
	EventUnfollow = "unfollow" // left it
	EventScan     = "scan"     // scanned a code; Content.Lead.Payload is its scene
	EventClick    = "click"    // pressed an entry of the account's menu; Content.Choice is the entry
	EventView     = "view"     // opened a page from the menu; Content.Link is the page
	EventEnter    = "enter"    // opened the chat; Content.Lead.Payload is where from
	EventLocation = "location" // the platform told where they are: Content.Location
)

// Direction of a message, as seen by the hub.
type Direction string

// The two directions.
const (
	In  Direction = "in"  // from the customer
	Out Direction = "out" // to the customer, or echoed by a platform after a person wrote elsewhere
)

// Envelope is the one form every channel's message takes on its way in.
// The normalizer makes it; it is never changed afterwards.
type Envelope struct {
	Version   int          `json:"version" doc:"Version of this form, 1"`
	Type      EnvelopeType `json:"type" enum:"message,edit,delete,status,read,typing,follow,unfollow,menu,reaction,event,broadcast"`
	Event     string       `json:"event,omitempty" doc:"What the person did: follow, unfollow, scan, click, view, enter, location, or the platform's own name of it"`
	Account   string       `json:"account,omitempty" doc:"Id of the channel account"`
	User      UserRef      `json:"user" doc:"Who it concerns, outside"`
	Thread    string       `json:"thread,omitempty" doc:"What separates one conversation of a person from another; empty: the person"`
	Direction Direction    `json:"direction" enum:"in,out"`
	// Key identifies the event on its platform; unique within the account.
	Key    string `json:"key" doc:"Identity of the event on its platform, unique within the account"`
	SentAt Time   `json:"sent_at,omitzero" doc:"The platform's time"`
	// ExternalID names the message for later references; it is not the Key.
	ExternalID string   `json:"external_id,omitempty" doc:"The platform's name of the message, for replies, edits and receipts"`
	Content    *Content `json:"content,omitempty"`
	// Refs are external ids: what is edited, deleted, read or replied to.
	Refs   []string `json:"refs,omitempty" doc:"External ids of the messages this is about or replies to"`
	Status Delivery `json:"status,omitempty" doc:"For type status" enum:"sent,delivered,read,failed"`
	Error  *Failure `json:"error,omitempty" doc:"For status failed: why"`
	// Recipients say it of each of those whom a message was for, where the report
	// names them; Status and Error are then the worst.
	Recipients []Reached        `json:"recipients,omitempty" doc:"For type status and read: of whom it is said, where that is named"`
	Broadcast  *BroadcastReport `json:"broadcast,omitempty" doc:"For type broadcast: how it ended"`
	Historical bool             `json:"historical,omitempty" doc:"Backfill: no alerts, routing or automatic answers"`
	// Conversation is one that a token of ours, which came back, proves to be meant.
	Conversation ID   `json:"conversation,omitzero" doc:"Id of the conversation that a token of ours proves to be meant"`
	Automatic    bool `json:"automatic,omitempty" doc:"No person wrote it: nothing answers it by itself"`
	// Ticket is spent by one answer, within the time that the channel's rule names.
	Ticket string `json:"ticket,omitempty" doc:"The platform's code that lets one answer out, as wechat's welcome_code"`
	Quiet  bool   `json:"quiet,omitempty" doc:"It asks nobody for an answer: it is kept, and brings nobody into a queue"`
}

// Reached is how far a message got to one of those whom it was for.
type Reached struct {
	Address string   `json:"address" doc:"As the platform names whom it was for"`
	Status  Delivery `json:"status" enum:"sent,delivered,read,failed"`
	Error   *Failure `json:"error,omitempty" doc:"For status failed: why"`
}

// UserRef is a person or room outside, as the account's platform names it.
type UserRef struct {
	ExternalID string `json:"external_id"`
	Name       string `json:"name,omitempty"`
	Username   string `json:"username,omitempty"`
	Language   string `json:"language,omitempty" doc:"BCP 47, where the platform tells"`
	Kind       string `json:"kind,omitempty" doc:"person (default), group or channel"`
	// Union is one name of the person for all accounts of one enterprise at one
	// provider. It joins identities; nothing else does without being asked.
	Union string `json:"union,omitempty" doc:"The provider's one name of the person over several accounts, as wechat's unionid"`
}

// Content is what a message says. Kind tells which of the fields matters most.
type Content struct {
	Kind         string       `json:"kind" enum:"text,image,voice,audio,video,file,sticker,location,contact,link,card,form,template,choice,unsupported"`
	Text         string       `json:"text,omitempty" doc:"Plain text, or the text that stands for what has none"`
	Entities     []Entity     `json:"entities,omitempty" doc:"Formatting of text"`
	HTML         string       `json:"html,omitempty"`
	Subject      string       `json:"subject,omitempty"`
	Media        []Media      `json:"media,omitempty"`
	Group        string       `json:"group,omitempty" doc:"Messages of one group (an album) are shown as one"`
	Choices      []Choice     `json:"choices,omitempty" doc:"Quick replies offered"`
	Choice       *Choice      `json:"choice,omitempty" doc:"The quick reply or menu entry that was pressed"`
	Participants []UserRef    `json:"participants,omitempty" doc:"People beside the user; the first is the writer in a group"`
	Location     *Location    `json:"location,omitempty"`
	Contact      *ContactCard `json:"contact,omitempty"`
	Link         *Link        `json:"link,omitempty"`
	Card         *Card        `json:"card,omitempty"`
	Form         *Form        `json:"form,omitempty"`
	Template     *Template    `json:"template,omitempty"`
	Lead         *Lead        `json:"lead,omitempty" doc:"Where the person came from"`
	// From, To, Cc and Bcc are of what leaves by mail; of what came, they are in Extra.
	From     string    `json:"from,omitempty" doc:"Of what leaves: the alias of the account that it is sent from"`
	To       []UserRef `json:"to,omitempty" doc:"Of what leaves: who it is for, where it is not the person alone"`
	Cc       []UserRef `json:"cc,omitempty" doc:"Of what leaves: who gets a copy"`
	Bcc      []UserRef `json:"bcc,omitempty" doc:"Of what leaves: who gets a copy unseen by the others"`
	Outsider bool      `json:"outsider,omitempty" doc:"Of what came: the writer is none of the conversation's people"`
	// Automatic is the envelope's, kept with the message.
	Automatic bool            `json:"automatic,omitempty" doc:"Of what came: no person wrote it, and nothing answers it by itself"`
	Extra     json.RawMessage `json:"extra,omitempty" doc:"What only this channel knows" `
}

// The kinds of content.
const (
	KindText        = "text"
	KindImage       = "image"
	KindVoice       = "voice"
	KindAudio       = "audio"
	KindVideo       = "video"
	KindFile        = "file"
	KindSticker     = "sticker"
	KindLocation    = "location"
	KindContact     = "contact"
	KindLink        = "link"
	KindCard        = "card"
	KindForm        = "form"
	KindTemplate    = "template"
	KindChoice      = "choice"
	KindUnsupported = "unsupported"
)

// Entity formats a stretch of Text. Offset and Length count UTF-16 code units,
// the unit of Telegram and of browsers.
type Entity struct {
	Type     string `json:"type" doc:"bold, italic, underline, strikethrough, spoiler, code, pre, blockquote, link, mention, url, email, phone, hashtag, cashtag, command, custom_emoji"`
	Offset   int    `json:"offset" doc:"UTF-16 code units"`
	Length   int    `json:"length" doc:"UTF-16 code units"`
	URL      string `json:"url,omitempty"`
	Language string `json:"language,omitempty"`
	Ref      string `json:"ref,omitempty" doc:"The platform's id of what is named"`
}

// Media is an attachment: a reference on the platform, a URL, or a part's path inside the raw.
type Media struct {
	Kind     string `json:"kind" enum:"image,voice,audio,video,file,sticker"`
	Name     string `json:"name,omitempty"`
	MIME     string `json:"mime,omitempty"`
	Size     int64  `json:"size,omitempty" doc:"Bytes, where known"`
	Ref      string `json:"ref,omitempty" doc:"The platform's reference"`
	URL      string `json:"url,omitempty"`
	Part     string `json:"part,omitempty" doc:"Path inside the raw payload"`
	Blob     string `json:"blob,omitempty" doc:"Content address in the hub's blob store"`
	Width    int    `json:"width,omitempty"`
	Height   int    `json:"height,omitempty"`
	Duration int    `json:"duration,omitempty" doc:"Seconds"`
	TooBig   bool   `json:"too_big,omitempty" doc:"Larger than the platform lets anyone fetch"`
}

// Choice is one quick reply.
type Choice struct {
	ID    string `json:"id" doc:"What comes back when it is pressed"`
	Label string `json:"label"`
}

// Location is a place; Title and Address only where a venue was sent.
type Location struct {
	Latitude  float64 `json:"latitude"`
	Longitude float64 `json:"longitude"`
	Title     string  `json:"title,omitempty"`
	Address   string  `json:"address,omitempty"`
	Live      int     `json:"live,omitempty" doc:"Seconds for which a live location is shared"`
}

// ContactCard is a shared contact.
type ContactCard struct {
	Name     string `json:"name"`
	Phone    string `json:"phone,omitempty"`
	Ref      string `json:"ref,omitempty" doc:"The platform's user id of the person on the card"`
	VCard    string `json:"vcard,omitempty"`
	Verified bool   `json:"verified,omitempty" doc:"The writer shared their own number"`
}

// Link is a shared page.
type Link struct {
	URL         string `json:"url"`
	Title       string `json:"title,omitempty"`
	Description string `json:"description,omitempty"`
	Image       string `json:"image,omitempty"`
}

// Card is an order or product.
type Card struct {
	Kind   string `json:"kind" doc:"order, product or mini_program"`
	ID     string `json:"id,omitempty"`
	Title  string `json:"title,omitempty"`
	Detail string `json:"detail,omitempty"`
	Price  string `json:"price,omitempty"`
	Image  string `json:"image,omitempty"`
	URL    string `json:"url,omitempty"`
}

// Form is a filled form.
type Form struct {
	Name   string            `json:"name,omitempty"`
	Fields map[string]string `json:"fields"`
}

// Template is a platform template and its parameters.
type Template struct {
	ID       string            `json:"id"`
	Kind     string            `json:"kind,omitempty" doc:"Which of the platform's sorts; wechat: template (default), subscription"`
	Params   map[string]string `json:"params,omitempty"`
	URL      string            `json:"url,omitempty"`
	AppID    string            `json:"app_id,omitempty" doc:"The app, such as a Mini Program, that opens Page"`
	Page     string            `json:"page,omitempty" doc:"What opens in the app"`
	Language string            `json:"language,omitempty" doc:"The platform's name of the language, such as zh_CN"`
}

// Lead says how a person found the account.
type Lead struct {
	Source  string `json:"source" doc:"start, scan, ad, menu, page"`
	Payload string `json:"payload,omitempty"`
}
