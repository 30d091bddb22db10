package telegram

import (
	"encoding/json"

	"github.com/switchboard-hub/switchboard/core"
)

// extra is what only Telegram knows of a message. It stands in Content.Extra
// under the name of the channel; every field is optional.
type extra struct {
	// Kind is Telegram's name where the envelope's is coarser: animation,
	// video_note, poll, dice, game, story …
	Kind                 string     `json:"kind,omitempty"`
	CallbackQueryID      string     `json:"callback_query_id,omitempty"`
	InlineMessageID      string     `json:"inline_message_id,omitempty"`
	BusinessConnectionID string     `json:"business_connection_id,omitempty"`
	Forward              *forward   `json:"forward,omitempty"`
	Quote                *quoted    `json:"quote,omitempty"`
	ReplyTo              string     `json:"reply_to,omitempty"` // a message or story outside this chat: where
	ViaBot               string     `json:"via_bot,omitempty"`
	AuthorSignature      string     `json:"author_signature,omitempty"`
	Spoiler              bool       `json:"spoiler,omitempty"`
	Reaction             *reactions `json:"reaction,omitempty"`
	// Problem names the first field that could not be read; the rest was.
	Problem string `json:"problem,omitempty"`
}

type forward struct {
	From string    `json:"from"`
	At   core.Time `json:"at,omitzero"`
}

type quoted struct {
	Text     string `json:"text"`
	Position int    `json:"position"` // UTF-16 code units in the quoted message
}

type reactions struct {
	Old []string `json:"old"`
	New []string `json:"new"`
}

func (x extra) json() json.RawMessage {
	if x == (extra{}) {
		return nil
	}
	b, err := json.Marshal(map[string]extra{"telegram": x})
	if err != nil { // strings, numbers and booleans only
		panic(err)
	}
	return b
}

func (m *message) extra() extra {
	x := extra{
		Kind: m.finerKind(), BusinessConnectionID: m.own.BusinessConnectionID, Forward: m.forward(),
		AuthorSignature: m.AuthorSignature, Spoiler: m.own.HasMediaSpoiler, Problem: m.problem,
	}
	if q := m.own.Quote; q != nil {
		x.Quote = &quoted{Text: q.Text, Position: q.Position}
	}
	if r := m.own.ExternalReply; r != nil {
		if x.ReplyTo = chatName(r.Chat); x.ReplyTo == "" {
			x.ReplyTo = r.Origin.name()
		}
	}
	if s := m.own.ReplyToStory; s != nil {
		x.ReplyTo = "story of " + chatName(s.Chat)
	}
	if m.ViaBot != nil {
		x.ViaBot = m.ViaBot.UserName
	}
	return x
}

// forward reads forward_origin and, from before Bot API 7.0, the forward_from
// family that it replaced.
func (m *message) forward() *forward {
	if o := m.own.ForwardOrigin; o != nil {
		return &forward{From: o.name(), At: timeOf(o.Date)}
	}
	f := &forward{At: timeOf(int64(m.ForwardDate))}
	switch {
	case m.ForwardFrom != nil:
		f.From = fullName(m.ForwardFrom.FirstName, m.ForwardFrom.LastName)
	case m.ForwardFromChat != nil:
		f.From = chatName(m.ForwardFromChat)
	default:
		f.From = m.ForwardSenderName
	}
	if f.From == "" && m.ForwardDate == 0 {
		return nil
	}
	return f
}
