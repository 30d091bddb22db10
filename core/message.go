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

// rank orders what a receipt may raise.
func (d Delivery) rank() int {
	switch d {
	case DeliveryQueued:
		return 1
	case DeliverySending:
		return 2
	case DeliveryInDoubt:
		return 3
	case DeliverySent:
		return 4
	case DeliveryFailed:
		return 5
	case DeliveryDelivered:
		return 6
	case DeliveryRead:
		return 7
	}
	return 0
}

// Raise returns the state after a receipt says to. Receipts come late, twice and
// out of order, so the one that says most holds, whichever came first. A failure
// says more than "sent": that is only the platform's word that it took the
// message, before a carrier or a mail server refuses it (SMPP 3.4 5.2.28; RFC
// 3464 2.3.3). "Delivered" and "read" say more than a failure, and no failure
// takes them back: the person has it, however an attempt of the carrier ended,
// and must not get it twice.
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
	Change          MessageChange
	RawID           ID
	StreamOffset    int64 // place in the visitor's stream; 0: none
	SentAt          Time  // the platform's time, or ours
	ReceivedAt      Time
	EditedAt        Time
	DeletedAt       Time
}

// ChangeKind is what a platform is asked to do with a sent message.
type ChangeKind string

// The kinds of change.
const (
	ChangeEdit   ChangeKind = "edit"
	ChangeDelete ChangeKind = "delete"
)

// ChangeState is how far a change got.
type ChangeState string

// The states of a change.
const (
	ChangePending ChangeState = "pending"  // the platform is still to be asked
	ChangeDone    ChangeState = "done"     // the customer sees it
	ChangeFailed  ChangeState = "failed"   // the customer sees the message, or some part of it, as it was
	ChangeInDoubt ChangeState = "in_doubt" // nobody knows which of both
)

// MessageChange is the last edit or deletion of a message that its platform was
// asked for; zero where none was. Text and DeletedAt say what we want, this says
// what the customer sees.
type MessageChange struct {
	Kind  ChangeKind  `json:"kind" enum:"edit,delete"`
	State ChangeState `json:"state" enum:"pending,done,failed,in_doubt" doc:"failed: the customer sees the message as it was; in_doubt: as it was or as it is here"`
	Rev   int64       `json:"rev" doc:"The conversation's revision at which it was asked for"`
	Error Failure     `json:"error,omitzero" doc:"Why it failed or is in doubt"`
}

// Undone reports whether the customer may still see the message as it was, and
// nobody is at work on it.
func (c MessageChange) Undone() bool { return c.State == ChangeFailed || c.State == ChangeInDoubt }

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

// The states of a part: the words of Delivery.
const (
	PartQueued    PartState = "queued"
	PartSending   PartState = "sending" // written before the request leaves
	PartSent      PartState = "sent"
	PartDelivered PartState = "delivered" // by a receipt
	PartRead      PartState = "read"      // by a receipt
	PartFailed    PartState = "failed"
	PartInDoubt   PartState = "in_doubt"
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

// MayBeThere reports whether the platform has the part, or may have it.
func (p PartRow) MayBeThere() bool {
	switch p.State {
	case PartQueued:
		return false
	case PartFailed: // by a receipt, or given up while in doubt
		return p.ExternalID != "" || p.ErrorClass == Uncertain
	}
	return true
}

// DeliveryOf sums up the parts of one message: the worst news first, then the
// furthest receipt. One that says "read" of one part says it of the message, but
// not before all parts have left.
func DeliveryOf(parts []PartRow) Delivery {
	var left, sending, failed, doubt int
	furthest := DeliverySent
	for _, p := range parts {
		switch p.State {
		case PartSent, PartDelivered, PartRead:
			left++
			furthest = furthest.Raise(Delivery(p.State))
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
	case left == len(parts):
		return furthest
	case sending > 0 || left > 0:
		return DeliverySending
	}
	return DeliveryQueued
}
