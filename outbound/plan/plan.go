// Package plan cuts a message into parts that a channel takes. It is pure: the
// composer shows with it what the sender will do.
//
// It knows channels only by their core.Caps. Keys, recipients and the sending
// of the parts are outbound's.
package plan

import (
	"fmt"
	"net/http"

	"github.com/switchboard-hub/switchboard/core"
)

// Note tells the author how a message will look other than written.
type Note struct {
	Code string `json:"code"` // stable, dotted: "media.as"
	Text string `json:"text"`
}

// Message cuts a message into the contents of its parts, in sending order.
//
// The texts of the parts joined, captions included, give back the message's
// text exactly, but for two things: pieces of nothing but white space are left
// out, as no platform sends an empty message, and what the channel lacks
// (choices, links behind labels, locations, cards) is written into the text,
// with a Note. A text goes before the media, as the caption of the first one
// where it fits; with native choices it goes last, as they belong to the last
// thing read, and its last piece is as short as caps.Choices wants it. Where caps.Together is set, all media ride on the last text.
//
// caps.Media also says, by the keys location, contact, link and card, what the
// channel has natively; MaxParts 0 is no bound. The errors are
// *core.Problem with status 422: message.empty, message.too_long,
// message.no_text (the channel takes media only), message.limit (its limit
// holds not even one character), attachment.refused, attachment.too_large,
// attachment.type.
func Message(msg core.Content, caps core.Caps) ([]core.Content, []Note, error) {
	p := &planner{caps: caps, msg: msg}
	media, err := p.media()
	if err != nil {
		return nil, nil, err
	}
	natives := p.natives()
	p.write()
	texts, err := p.texts(media)
	if err != nil {
		return nil, nil, err
	}
	if p.caps.Together > 0 && len(texts) > 0 && len(media) > 0 {
		last := &texts[len(texts)-1]
		last.Media, last.Group, media = media[0].Media, media[0].Group, nil
	}
	var parts []core.Content
	if len(p.choices) > 0 {
		parts = append(append(append(parts, natives...), media...), texts...)
		parts[len(parts)-1].Choices = p.choices
	} else {
		parts = append(append(append(parts, texts...), natives...), media...)
	}
	if len(parts) == 0 {
		return nil, nil, refuse("message.empty", "the message is empty: write something or attach a file")
	}
	if caps.MaxParts > 0 && len(parts) > caps.MaxParts {
		return nil, nil, p.tooLong()
	}
	parts[0].Subject, parts[0].Extra = msg.Subject, msg.Extra
	return parts, p.notes, nil
}

// Reply tells whether a part may quote another message. Where the channel
// cannot, the note says so; where it must not, the error is a *core.Problem,
// reply.refused.
func Reply(caps core.Caps) (quote bool, note *Note, err error) {
	switch caps.Reply {
	case core.LevelFull, core.LevelPartial:
		return true, nil, nil
	case core.LevelReject:
		return false, nil, refuse("reply.refused", "this channel takes no quoting answers: send it without the quote")
	}
	return false, &Note{"reply.dropped", "this channel cannot quote: the answer goes out without the quote"}, nil
}

// planner is one run of Message.
type planner struct {
	caps     core.Caps
	msg      core.Content
	text     string
	entities []core.Entity // of text
	choices  []core.Choice // native ones
	notes    []Note
}

func (p *planner) note(code, format string, args ...any) {
	p.notes = append(p.notes, Note{code, fmt.Sprintf(format, args...)})
}

// texts returns the text parts, none where the text rides on the first medium.
func (p *planner) texts(media []core.Content) ([]core.Content, error) {
	html := p.msg.HTML
	if blank(p.text) {
		if html != "" {
			return []core.Content{{Kind: core.KindText, HTML: html}}, nil
		}
		return nil, nil
	}
	spans := spansOf(p.text, p.entities)
	if p.captioned(media) {
		media[0].Text, media[0].Entities = p.text, within(p.text, piece{0, len(p.text)}, spans)
		p.dropHTML(html)
		return nil, nil
	}
	if p.caps.Text.Max <= 0 {
		return nil, refuse("message.no_text", "this channel takes no text: send only the attachment")
	}
	pieces, err := newCutter(p.text, p.caps.Text, spans).pieces(p.caps.MaxParts)
	if err != nil {
		return nil, err
	}
	parts, err := p.besideChoices(share(p.text, pieces, spans))
	if err != nil {
		return nil, err
	}
	if len(parts) == 1 {
		parts[0].HTML = html
	} else {
		p.dropHTML(html)
	}
	return parts, nil
}

// besideChoices cuts the last text once more where choices stand with it and
// leave it less room.
func (p *planner) besideChoices(parts []core.Content) ([]core.Content, error) {
	at := len(parts) - 1
	text, limit := parts[at].Text, p.caps.Choices.Text
	if len(p.choices) == 0 || withinLimit(text, limit) {
		return parts, nil
	}
	spans := spansOf(text, parts[at].Entities)
	pieces, err := newCutter(text, limit, spans).pieces(p.caps.MaxParts)
	if err != nil {
		return nil, err
	}
	return append(parts[:at], share(text, pieces, spans)...), nil
}

func (p *planner) dropHTML(html string) {
	if html != "" {
		p.note("html.dropped", "the text goes out in several messages or beside an attachment, without its HTML form")
	}
}

// captioned reports whether the text fits beside the first medium.
func (p *planner) captioned(media []core.Content) bool {
	if len(media) == 0 || len(p.choices) > 0 || p.caps.Together > 0 || p.caps.Caption.Max <= 0 || !p.caps.Media[media[0].Kind].Caption {
		return false
	}
	return fits(p.text, p.caps.Caption)
}

func (p *planner) tooLong() error {
	limit := p.caps.Text
	s := fmt.Sprintf("the message is too long: its text has %d %s", Measure(p.text, limit.Unit), unitName(limit.Unit))
	if n := len(p.msg.Media); n > 0 {
		s += fmt.Sprintf(" and it has %d attachments", n)
	}
	return refuse("message.too_long", "%s, but this channel takes at most %d messages of %d %s: shorten it",
		s, p.caps.MaxParts, limit.Max, unitName(limit.Unit))
}

func refuse(code, format string, args ...any) error {
	return &core.Problem{Status: http.StatusUnprocessableEntity, Code: code, Text: fmt.Sprintf(format, args...)}
}
