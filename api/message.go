package api

import (
	"cmp"
	"encoding/json"

	"github.com/switchboard-hub/switchboard/core"
)

// message is one unit of a conversation.
type message struct {
	ID              core.ID            `json:"id"`
	Conversation    core.ID            `json:"conversation,omitzero"`
	Seq             int64              `json:"seq" doc:"Order within the conversation"`
	Rev             int64              `json:"rev" doc:"The conversation's revision at which it appeared"`
	Direction       core.Direction     `json:"direction" enum:"in,out"`
	Visibility      core.Visibility    `json:"visibility" enum:"public,note,system"`
	Kind            string             `json:"kind"`
	Text            string             `json:"text"`
	Content         *content           `json:"content,omitempty" doc:"What it says beside text and attachments"`
	Attachments     []attachment       `json:"attachments" nullable:"false"`
	Author          core.Actor         `json:"author"`
	Delivery        core.Delivery      `json:"delivery,omitempty" enum:"scheduled,queued,sending,sent,delivered,read,failed,in_doubt" doc:"Of what goes to the customer"`
	SendAt          core.Time          `json:"send_at,omitzero" doc:"Of a scheduled message"`
	Error           *sendError         `json:"error,omitempty" doc:"Why it failed"`
	Change          core.MessageChange `json:"change,omitzero" doc:"The last edit or deletion that the platform was asked for: text and deleted_at say what we want, this what the customer sees"`
	ReplyTo         core.ID            `json:"reply_to,omitzero" doc:"The message it quotes"`
	Group           string             `json:"group,omitempty" doc:"Messages of one group (an album) are shown as one"`
	ExternalID      string             `json:"external_id,omitempty" doc:"The platform's name of it"`
	ClientMessageID string             `json:"client_message_id,omitempty"`
	SentAt          core.Time          `json:"sent_at,omitzero" doc:"The platform's time, or ours"`
	ReceivedAt      core.Time          `json:"received_at,omitzero"`
	EditedAt        core.Time          `json:"edited_at,omitzero"`
	DeletedAt       core.Time          `json:"deleted_at,omitzero"`
}

type sendError struct {
	Code string `json:"code"`
	Text string `json:"text"`
}

// content is core.Content without what message says elsewhere: the text, and
// the media, whose references on the platform are nobody's business.
type content struct {
	Entities     []core.Entity     `json:"entities,omitempty" nullable:"false" doc:"Formatting of text"`
	HTML         string            `json:"html,omitempty"`
	Subject      string            `json:"subject,omitempty"`
	Choices      []core.Choice     `json:"choices,omitempty" nullable:"false" doc:"Quick replies offered"`
	Choice       *core.Choice      `json:"choice,omitempty" doc:"The quick reply or menu entry that was pressed"`
	Participants []core.UserRef    `json:"participants,omitempty" nullable:"false" doc:"People beside the user; the first is the writer in a group"`
	Location     *core.Location    `json:"location,omitempty"`
	Contact      *core.ContactCard `json:"contact,omitempty"`
	Link         *core.Link        `json:"link,omitempty"`
	Card         *core.Card        `json:"card,omitempty"`
	Form         *core.Form        `json:"form,omitempty"`
	Template     *core.Template    `json:"template,omitempty"`
	Lead         *core.Lead        `json:"lead,omitempty" doc:"Where the person came from"`
	From         string            `json:"from,omitempty" doc:"Of what left: the alias it was sent from"`
	To           []core.UserRef    `json:"to,omitempty" nullable:"false" doc:"Of what left: who it was for, where it was not the person alone"`
	Cc           []core.UserRef    `json:"cc,omitempty" nullable:"false" doc:"Of what left: who got a copy"`
	Bcc          []core.UserRef    `json:"bcc,omitempty" nullable:"false" doc:"Of what left: who got a copy unseen by the others"`
	Outsider     bool              `json:"outsider,omitempty" doc:"The writer is none of the conversation's people"`
	Automatic    bool              `json:"automatic,omitempty" doc:"No person wrote it"`
	Extra        json.RawMessage   `json:"extra,omitempty" doc:"What only this channel knows"`
}

// attachment is a medium of a message.
type attachment struct {
	ID       core.ID              `json:"id"`
	Kind     string               `json:"kind" enum:"image,voice,audio,video,file,sticker"`
	Name     string               `json:"name,omitempty"`
	MIME     string               `json:"mime,omitempty"`
	Size     int64                `json:"size,omitempty" doc:"Bytes"`
	Width    int                  `json:"width,omitempty"`
	Height   int                  `json:"height,omitempty"`
	Duration int                  `json:"duration,omitempty" doc:"Seconds"`
	State    core.AttachmentState `json:"state" enum:"pending,ready,failed,too_big"`
	Error    string               `json:"error,omitempty"`
	CID      string               `json:"cid,omitempty" doc:"How html names it: behind cid:, or in data-part"`
	URL      string               `json:"url" doc:"Where the bytes are once it is ready; takes the same key"`
}

func viewAttachment(a core.Attachment) attachment {
	return attachment{ID: a.ID, Kind: a.Media.Kind, Name: a.Media.Name, MIME: a.Media.MIME, Size: a.Media.Size,
		Width: a.Media.Width, Height: a.Media.Height, Duration: a.Media.Duration,
		State: a.State, Error: a.Error, CID: cmp.Or(a.Media.Part, a.Media.Blob), URL: Prefix + "/attachments/" + a.ID.String()}
}

func viewMessage(m core.Message) message {
	v := message{
		ID: m.ID, Conversation: m.ConversationID, Seq: m.Seq, Rev: m.Rev, Direction: m.Direction, Visibility: m.Visibility,
		Kind: m.Kind, Text: m.Text, Attachments: each(m.Attachments, viewAttachment), Author: m.Author, Delivery: m.Delivery, Change: m.Change,
		ReplyTo: m.ReplyTo, Group: m.GroupKey, ExternalID: m.ExternalID, ClientMessageID: m.ClientMessageID,
		SentAt: m.SentAt, ReceivedAt: m.ReceivedAt, EditedAt: m.EditedAt, DeletedAt: m.DeletedAt,
	}
	if m.ErrorCode != "" || m.ErrorText != "" {
		v.Error = &sendError{Code: m.ErrorCode, Text: m.ErrorText}
	}
	if c := m.Content; c != nil {
		v.Content = &content{Entities: c.Entities, HTML: c.HTML, Subject: c.Subject, Choices: c.Choices, Choice: c.Choice,
			Participants: c.Participants, Location: c.Location, Contact: c.Contact, Link: c.Link, Card: c.Card,
			Form: c.Form, Template: c.Template, Lead: c.Lead, From: c.From, To: c.To, Cc: c.Cc, Bcc: c.Bcc,
			Outsider: c.Outsider, Automatic: c.Automatic, Extra: c.Extra}
	}
	return v
}

// part is what became of one platform call's worth of a message.
type part struct {
	ID         core.ID        `json:"id"`
	Index      int            `json:"index"`
	State      core.PartState `json:"state" enum:"queued,sending,sent,delivered,read,failed,in_doubt"`
	Kind       string         `json:"kind"`
	Text       string         `json:"text,omitempty"`
	Attempts   int            `json:"attempts"`
	ExternalID string         `json:"external_id,omitempty"`
	Class      core.Class     `json:"error_class,omitempty" enum:"retry,throttled,uncertain,auth,window_closed,gone,rejected" doc:"What it means for the next step"`
	Error      *sendError     `json:"error,omitempty"`
	SentAt     core.Time      `json:"sent_at,omitzero"`
	UpdatedAt  core.Time      `json:"updated_at,omitzero"`
}

func viewPart(p core.PartRow) part {
	v := part{ID: p.ID, Index: p.Index, State: p.State, Kind: p.Content.Kind, Text: p.Content.Text, Attempts: p.Attempts,
		ExternalID: p.ExternalID, Class: p.ErrorClass, SentAt: p.SentAt, UpdatedAt: p.UpdatedAt}
	if p.ErrorCode != "" || p.ErrorText != "" {
		v.Error = &sendError{Code: p.ErrorCode, Text: p.ErrorText}
	}
	return v
}
