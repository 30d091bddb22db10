package telegramtest

import (
	"encoding/json"
	"math"
)

// Lengths in UTF-16 code units, after entities parsing (Bot API documentation,
// sendMessage and sendPhoto).
const (
	maxText    = 4096
	maxCaption = 1024
)

// draft is a message that has passed every check which needs no lock.
type draft struct {
	message wireMessage
	media   *Media
	reply   replyTo
}

type replyTo struct {
	MessageID int64 `json:"message_id"`
	Optional  bool  `json:"allow_sending_without_reply"`
}

func sendMessage(_ *Server, q *request) (any, *apiError) {
	text, entities, refusal := formatted(q, "text", "entities")
	if refusal != nil {
		return nil, refusal
	}
	if text == "" {
		return nil, badRequest("message text is empty")
	}
	d, refusal := newDraft(q)
	if refusal != nil {
		return nil, refusal
	}
	if utf16Len(text) > maxText {
		return nil, badRequest("message is too long")
	}
	d.message.Text, d.message.Entities = text, entities
	return q.bot.send(q, d)
}

// newDraft reads what all sending methods have in common.
func newDraft(q *request) (*draft, *apiError) {
	d := &draft{reply: replyTo{MessageID: q.number("reply_to_message_id", 0), Optional: q.flag("allow_sending_without_reply")}}
	if text := q.text("reply_parameters"); text != "" {
		d.reply = replyTo{}
		if json.Unmarshal([]byte(text), &d.reply) != nil {
			return nil, badRequest("can't parse reply parameters JSON object")
		}
	}
	markup, refusal := readMarkup(q.text("reply_markup"))
	d.message.ReplyMarkup = markup
	d.message.ThreadID = q.number("message_thread_id", 0)
	return d, refusal
}

func (b *bot) send(q *request, d *draft) (any, *apiError) {
	b.mu.Lock()
	defer b.mu.Unlock()
	list, refusal := b.sendAll(q, []*draft{d})
	if refusal != nil {
		return nil, refusal
	}
	return list[0], nil
}

// sendAll accepts all drafts or none. The caller holds b.mu.
func (b *bot) sendAll(q *request, drafts []*draft) ([]wireMessage, *apiError) {
	c, refusal := b.target(q.text("chat_id"))
	if refusal != nil {
		return nil, refusal
	}
	quoted, refusal := c.quoted(drafts[0].reply)
	if refusal != nil {
		return nil, refusal
	}
	if refusal := b.limiter.spend(c, len(drafts), b.now()); refusal != nil {
		return nil, refusal
	}
	list := make([]wireMessage, len(drafts))
	for i, d := range drafts {
		d.message.From, d.message.ReplyTo = &b.self, quoted
		s := b.append(c, d.message)
		s.ours, s.method, s.media = true, q.method, d.media
		b.sent = append(b.sent, s)
		list[i] = s.message
	}
	return list, nil
}

// quoted finds the message a reply answers; nil when there is none to find
// and the bot said it does not mind.
func (c *chat) quoted(r replyTo) (*wireMessage, *apiError) {
	if r.MessageID == 0 {
		return nil, nil
	}
	m := c.messages[r.MessageID]
	if m != nil && !m.deleted {
		copied := m.message
		copied.ReplyTo = nil // "will not contain further reply_to_message fields"
		return &copied, nil
	}
	if r.Optional {
		return nil, nil
	}
	return nil, badRequest("message to be replied not found")
}

func sendLocation(_ *Server, q *request) (any, *apiError) {
	place, refusal := readPlace(q, "invalid location specified")
	if refusal != nil {
		return nil, refusal
	}
	if live := q.number("live_period", 0); live != 0 {
		if (live < 60 || live > 86400) && live != math.MaxInt32 {
			return nil, badRequest("wrong live location period specified")
		}
		place.LivePeriod = live
	}
	d, refusal := newDraft(q)
	if refusal != nil {
		return nil, refusal
	}
	d.message.Location = place
	return q.bot.send(q, d)
}

// sendVenue: the message holds the place twice (Bot API documentation, Message:
// "when this field is set, the location field will also be set").
func sendVenue(_ *Server, q *request) (any, *apiError) {
	place, refusal := readPlace(q, "wrong venue location specified")
	if refusal != nil {
		return nil, refusal
	}
	for _, name := range []string{"title", "address"} {
		if refusal := q.needs(name); refusal != nil {
			return nil, refusal
		}
	}
	d, refusal := newDraft(q)
	if refusal != nil {
		return nil, refusal
	}
	d.message.Location = place
	d.message.Venue = &Venue{Location: *place, Title: q.text("title"), Address: q.text("address")}
	return q.bot.send(q, d)
}

func readPlace(q *request, wrong string) (*Location, *apiError) {
	latitude, ok := q.real("latitude")
	if !ok {
		return nil, badRequest("latitude is empty")
	}
	longitude, ok := q.real("longitude")
	if !ok {
		return nil, badRequest("longitude is empty")
	}
	if math.Abs(latitude) > 90 || math.Abs(longitude) > 180 {
		return nil, badRequest(wrong)
	}
	return &Location{Latitude: latitude, Longitude: longitude}, nil
}

// maxVCard is in bytes (Bot API documentation, sendContact). How the platform
// words the refusal is not published.
const maxVCard = 2048

func sendContact(_ *Server, q *request) (any, *apiError) {
	for _, name := range []string{"phone_number", "first_name"} {
		if refusal := q.needs(name); refusal != nil {
			return nil, refusal
		}
	}
	if len(q.text("vcard")) > maxVCard {
		return nil, badRequest("VCARD_TOO_LONG")
	}
	d, refusal := newDraft(q)
	if refusal != nil {
		return nil, refusal
	}
	d.message.Contact = &Contact{
		PhoneNumber: q.text("phone_number"), FirstName: q.text("first_name"), LastName: q.text("last_name"), VCard: q.text("vcard"),
	}
	return q.bot.send(q, d)
}

// needs refuses a call without a parameter that the Bot API documentation
// requires.
func (q *request) needs(name string) *apiError {
	if q.text(name) == "" {
		return badRequest(`parameter "` + name + `" is required`)
	}
	return nil
}
