package core

// Visibility says who may see a message.
type Visibility string

// The visibilities.
const (
	Public     Visibility = "public" // the customer and the agents
	Note       Visibility = "note"   // the agents only
	SystemLine Visibility = "system" // a line of ours, shown to agents
)

// Delivery is how far a message to the customer got.
type Delivery string

// The delivery states. A message from the customer has none.
const (
	DeliveryQueued    Delivery = "queued"
	DeliverySending   Delivery = "sending"
	DeliverySent      Delivery = "sent"
	DeliveryDelivered Delivery = "delivered"
	DeliveryRead      Delivery = "read"
	DeliveryFailed    Delivery = "failed"
	DeliveryInDoubt   Delivery = "in_doubt" // it may have arrived; a person decides
)

// rank orders what a receipt may raise: a late "delivered" never hides "read".
func (d Delivery) rank() int {
	switch d {
	case DeliveryQueued:
		return 1
	case DeliverySending:
		return 2
	case DeliveryFailed, DeliveryInDoubt:
		return 3
	case DeliverySent:
		return 4
	case DeliveryDelivered:
		return 5
	case DeliveryRead:
		return 6
	}
	return 0
}

// Raise returns the state after a receipt says to; receipts never lower it.
func (d Delivery) Raise(to Delivery) Delivery {
	if to.rank() > d.rank() {
		return to
	}
	return d
}

// AuthorKind says who wrote.
type AuthorKind string

// The kinds of author.
const (
	ByContact AuthorKind = "contact"
	ByAgent   AuthorKind = "agent"
	ByBot     AuthorKind = "bot"
	BySystem  AuthorKind = "system"
)

// Actor is who does something.
type Actor struct {
	Kind AuthorKind `json:"kind"`
	ID   ID         `json:"id,omitzero"`
}

// Message is one unit of a conversation.
type Message struct {
	ID              ID
	ConversationID  ID // zero until an answer adopts a campaign's message
	IdentityID      ID
	AccountID       ID
	Seq             int64 // order within the conversation
	Rev             int64 // the conversation's revision at which it appeared
	Direction       Direction
	Visibility      Visibility
	Kind            string
	Text            string
	Content         *Content // nil for plain text
	Attachments     []Attachment
	Author          Actor
	ClientMessageID string
	BodyHash        string // tells a repeat from a conflict under one ClientMessageID
	ExternalID      string
	GroupKey        string
	ReplyTo         ID
	Delivery        Delivery
	ErrorCode       string
	ErrorText       string
	RawID           ID
	StreamOffset    int64 // place in the visitor's stream; 0: none
	SentAt          Time  // the platform's time, or ours
	ReceivedAt      Time
	EditedAt        Time
	DeletedAt       Time
}

// AttachmentState says where the bytes of an attachment are.
type AttachmentState string

// The states of an attachment.
const (
	AttachmentPending AttachmentState = "pending" // a job fetches it
	AttachmentReady   AttachmentState = "ready"
	AttachmentFailed  AttachmentState = "failed" // it can be retried
	AttachmentTooBig  AttachmentState = "too_big"
)

// Attachment is a medium of a message.
type Attachment struct {
	ID        ID
	MessageID ID
	Index     int
	Media     Media
	State     AttachmentState
	Error     string
}

// PartState is how far one part got.
type PartState string

// The states of a part.
const (
	PartQueued  PartState = "queued"
	PartSending PartState = "sending" // written before the request leaves
	PartSent    PartState = "sent"
	PartFailed  PartState = "failed"
	PartInDoubt PartState = "in_doubt"
)

// PartRow is a part and what became of it.
type PartRow struct {
	Part
	AccountID  ID
	State      PartState
	Attempts   int
	ExternalID string
	ErrorClass Class
	ErrorCode  string
	ErrorText  string
	SentAt     Time
	UpdatedAt  Time
}

// DeliveryOf sums up the parts of one message: the worst news first.
func DeliveryOf(parts []PartRow) Delivery {
	var sent, sending, failed, doubt int
	for _, p := range parts {
		switch p.State {
		case PartSent:
			sent++
		case PartSending:
			sending++
		case PartFailed:
			failed++
		case PartInDoubt:
			doubt++
		}
	}
	switch {
	case failed > 0:
		return DeliveryFailed
	case doubt > 0:
		return DeliveryInDoubt
	case sent == len(parts):
		return DeliverySent
	case sending > 0 || sent > 0:
		return DeliverySending
	}
	return DeliveryQueued
}
