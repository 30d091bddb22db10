package telegram

import (
	"fmt"
	"strconv"

	"github.com/switchboard-hub/switchboard/core"
)

// newMessage says how a part is sent.
func newMessage(p core.Part) (*message, *failure) {
	to := target(p)
	if to.chat == "" {
		return nil, rejected("no_chat", "the message has no recipient")
	}
	m := &message{place: to, params: to.params()}
	if f := m.fill(p.Content); f != nil {
		return nil, f
	}
	if n, ok := parseName(p.ReplyTo); ok {
		m.params["reply_parameters"] = `{"message_id":` + n.id + `,"allow_sending_without_reply":true}`
	}
	markup, f := keyboard(p.Content.Choices)
	if f != nil {
		return nil, f
	}
	if markup != "" {
		m.params["reply_markup"] = markup
	}
	return m, nil
}

func (m *message) fill(t core.Content) *failure {
	switch {
	case len(t.Media) > 0:
		return m.fillMedia(t)
	case t.Kind == core.KindLocation && t.Location != nil:
		m.fillLocation(*t.Location)
	case t.Kind == core.KindContact && t.Contact != nil:
		return m.fillContact(*t.Contact)
	case t.Text != "":
		m.method, m.params["text"] = "sendMessage", t.Text
		m.format("entities", t)
	case t.Kind == core.KindLink && t.Link != nil && t.Link.URL != "":
		m.method, m.params["text"] = "sendMessage", joinLines(t.Link.Title, t.Link.URL)
	default:
		return rejected("kind", fmt.Sprintf("Telegram has no message of the kind %q; write it as text", t.Kind))
	}
	return nil
}

func joinLines(a, b string) string {
	if a == "" {
		return b
	}
	return a + "\n" + b
}

func (m *message) format(key string, t core.Content) {
	if list := entities(t.Text, t.Entities); list != "" {
		m.params[key] = list
	}
}

// fillMedia sends the first medium. The planner gives each its own part; more
// than one here would be lost without a word.
func (m *message) fillMedia(t core.Content) *failure {
	if len(t.Media) > 1 {
		return rejected("one_medium", "one part carries one file; send the others on their own")
	}
	medium := t.Media[0]
	kind := medium.Kind
	if kind == "" {
		kind = t.Kind
	}
	limit, known := caps().Media[kind]
	if !known || limit.MaxBytes == 0 { // a place or a card is no file
		return rejected("kind", fmt.Sprintf("Telegram takes no %q from the hub; send it as a file", kind))
	}
	if medium.Size > limit.MaxBytes {
		return rejected("too_big", fmt.Sprintf("the file is larger than Telegram takes from a bot (%d MB)", limit.MaxBytes>>20))
	}
	m.method, m.field = mediaMethod(kind, medium.MIME)
	m.media = &medium
	if medium.Blob == "" {
		ref := medium.Ref
		if ref == "" {
			ref = medium.URL
		}
		if ref == "" {
			return rejected("no_file", "the file has no content")
		}
		m.params[m.field] = ref
	}
	if t.Text != "" {
		m.params["caption"] = t.Text
		m.format("caption_entities", t)
	}
	return nil
}

func (m *message) fillLocation(l core.Location) {
	m.method = "sendLocation"
	m.params["latitude"] = strconv.FormatFloat(l.Latitude, 'f', -1, 64)
	m.params["longitude"] = strconv.FormatFloat(l.Longitude, 'f', -1, 64)
	switch {
	case l.Title != "" || l.Address != "": // sendVenue wants both
		m.method = "sendVenue"
		m.params["title"], m.params["address"] = l.Title, l.Address
		if l.Title == "" {
			m.params["title"] = l.Address
		}
		if l.Address == "" {
			m.params["address"] = l.Title
		}
	case l.Live >= minLive && l.Live <= maxLive || l.Live == liveForever: // any other is a place that stays
		m.params["live_period"] = strconv.Itoa(l.Live)
	}
}

func (m *message) fillContact(t core.ContactCard) *failure {
	if t.Phone == "" {
		return rejected("contact_phone", "Telegram shares a contact only with a phone number")
	}
	m.method = "sendContact"
	m.params["phone_number"], m.params["first_name"] = t.Phone, t.Name
	if t.Name == "" {
		m.params["first_name"] = t.Phone
	}
	if t.VCard != "" && len(t.VCard) <= maxVCard { // half of one cannot be read; name and number say the most
		m.params["vcard"] = t.VCard
	}
	return nil
}

// button is InlineKeyboardButton of the Bot API.
type button struct {
	Text string `json:"text"`
	Data string `json:"callback_data"`
}

// keyboard lays the choices out one a row. An id that does not fit is refused:
// cut off, it would come back as another one.
func keyboard(choices []core.Choice) (string, *failure) {
	if len(choices) == 0 {
		return "", nil
	}
	if len(choices) > maxChoices {
		return "", rejected("choices", fmt.Sprintf("Telegram shows at most %d choices", maxChoices))
	}
	var rows [][]button
	for _, ch := range choices {
		if len(ch.ID) == 0 || len(ch.ID) > maxCallback {
			return "", rejected("choice_id", fmt.Sprintf("the id of the choice %q must have 1 to %d bytes", ch.Label, maxCallback))
		}
		if ch.Label == "" {
			return "", rejected("choice_label", "a choice needs a label")
		}
		rows = append(rows, []button{{Text: ch.Label, Data: ch.ID}})
	}
	return encode(map[string]any{"inline_keyboard": rows}), nil
}
