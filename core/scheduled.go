package core

// DeliveryScheduled is a message that waits for its time.
const DeliveryScheduled Delivery = "scheduled"

// EventScheduleChanged tells that a message was put off, or that what was put
// off has changed, left, failed or was cancelled.
const EventScheduleChanged EventType = "message.schedule_changed"

// ScheduledState is how far a scheduled message is.
type ScheduledState string

// The states of a scheduled message.
const (
	ScheduledWaiting   ScheduledState = "scheduled"
	ScheduledSending   ScheduledState = "sending" // its time has come: it cannot be held any more
	ScheduledSent      ScheduledState = "sent"
	ScheduledFailed    ScheduledState = "failed" // it can be changed, sent or cancelled
	ScheduledCancelled ScheduledState = "cancelled"
)

// Scheduled is an answer that is sent later.
type Scheduled struct {
	ID             ID
	ConversationID ID
	AgentID        ID // its writer
	Draft          Draft
	Files          []ID // the ids by which the draft's media are shown
	BodyHash       string
	SendAt         Time
	State          ScheduledState
	ErrorCode      string
	ErrorText      string
	MessageID      ID // once it has left
	CreatedAt      Time
}

// Message is how a scheduled message is shown.
func (s Scheduled) Message() Message {
	c := s.Draft.Content
	m := Message{ID: s.ID, ConversationID: s.ConversationID, Direction: Out, Visibility: s.Draft.Visibility, Kind: c.Kind, Text: c.Text,
		Content: &c, Author: Actor{Kind: ByAgent, ID: s.AgentID}, ClientMessageID: s.Draft.ClientMessageID, ReplyTo: s.Draft.ReplyTo,
		Delivery: DeliveryScheduled, ErrorCode: s.ErrorCode, ErrorText: s.ErrorText, ReceivedAt: s.CreatedAt}
	if s.State == ScheduledFailed {
		m.Delivery = DeliveryFailed
	}
	for i, media := range c.Media {
		a := Attachment{Index: i, Media: media, State: AttachmentPending}
		if i < len(s.Files) {
			a.ID = s.Files[i]
		}
		m.Attachments = append(m.Attachments, a)
	}
	return m
}
