package telegram

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// update holds the parts of an Update undecoded, so that a field that Telegram
// changed in one of them cannot spoil the others, and so that business messages,
// which the library does not know, take the same way as all others.
type update struct {
	UpdateID                json.RawMessage `json:"update_id"`
	Message                 json.RawMessage `json:"message"`
	EditedMessage           json.RawMessage `json:"edited_message"`
	ChannelPost             json.RawMessage `json:"channel_post"`
	EditedChannelPost       json.RawMessage `json:"edited_channel_post"`
	BusinessMessage         json.RawMessage `json:"business_message"`
	EditedBusinessMessage   json.RawMessage `json:"edited_business_message"`
	DeletedBusinessMessages json.RawMessage `json:"deleted_business_messages"`
	CallbackQuery           json.RawMessage `json:"callback_query"`
	MyChatMember            json.RawMessage `json:"my_chat_member"`
	MessageReaction         json.RawMessage `json:"message_reaction"`
}

// message is one Message as the library reads it, and what we read in it.
type message struct {
	tgbotapi.Message
	own  own
	body json.RawMessage
	// problem is the first field that did not have the type we know.
	problem string
}

// decodeMessage keeps whatever can be read: encoding/json skips a value of the
// wrong type and goes on, so only what names the message must be there.
func decodeMessage(body json.RawMessage) (*message, error) {
	m := decodeStrict(body)
	if m == nil {
		var err error
		if m, err = decodeTwice(body); err != nil {
			return nil, err
		}
	}
	// An id of 0 would give many messages one key, and all but the first would
	// be dropped as repeats.
	switch {
	case m.MessageID == 0:
		return nil, errors.New("message_id is missing or cannot be read" + m.because())
	case m.Chat == nil || m.Chat.ID == 0:
		return nil, errors.New("chat.id is missing or cannot be read" + m.because())
	case len(m.own.BusinessConnectionID) > maxConnection:
		return nil, errTooLong
	}
	return m, nil
}

// decodeStrict returns nil where a field has another type than the one we know.
func decodeStrict(body json.RawMessage) *message {
	var s strict
	if json.Unmarshal(body, &s) != nil {
		return nil
	}
	m := &message{Message: s.Message, own: own{added: s.added, Entities: s.Entities, CaptionEntities: s.CaptionEntities}, body: body}
	if s.Sticker != nil {
		m.Message.Sticker, m.own.Sticker = &s.Sticker.Sticker, &s.Sticker.stickerKind
	}
	return m
}

// decodeTwice decodes for the library and for us, each as far as it goes, so that
// one wrong type spoils one field.
func decodeTwice(body json.RawMessage) (*message, error) {
	m := &message{body: body}
	for _, to := range []any{&m.Message, &m.own} {
		if err := lenient(body, to, &m.problem); err != nil {
			return nil, err
		}
	}
	if m.problem != "" {
		m.salvage()
	}
	return m, nil
}

func (m *message) because() string {
	if m.problem == "" {
		return ""
	}
	return ": " + m.problem
}

// salvage reads ids and dates that came as text or with a decimal point.
func (m *message) salvage() {
	ids := m.own.ids()
	if v, ok := looseInt(ids.MessageID); ok && m.MessageID == 0 {
		m.MessageID = int(v)
	}
	if v, ok := looseInt(ids.Date); ok && m.Date == 0 {
		m.Date = int(v)
	}
	if m.Chat != nil && m.Chat.ID == 0 {
		m.Chat.ID, _ = nestedID(ids.Chat)
	}
	if m.From != nil && m.From.ID == 0 {
		if v, ok := nestedID(ids.From); ok {
			m.From.ID = v
		} else {
			m.From = nil
		}
	}
}

func nestedID(body json.RawMessage) (int64, bool) {
	var v struct {
		ID json.RawMessage `json:"id"`
	}
	if json.Unmarshal(body, &v) != nil {
		return 0, false
	}
	return looseInt(v.ID)
}

var errTooLong = fmt.Errorf("business_connection_id is longer than %d bytes", maxConnection)

// lenient decodes what it can and notes the first wrong type in problem.
func lenient(body json.RawMessage, to any, problem *string) error {
	err := json.Unmarshal(body, to)
	var wrong *json.UnmarshalTypeError
	switch {
	case err == nil:
		return nil
	case !errors.As(err, &wrong):
		return brief(err)
	case wrong.Field == "":
		return brief(fmt.Errorf("expected an object, got %s", wrong.Value))
	case *problem == "":
		*problem = brief(fmt.Errorf("field %s: expected %s, got %s", wrong.Field, wrong.Type, wrong.Value)).Error()
	}
	return nil
}

// looseInt reads an integer, also one that is quoted or ends in ".0".
func looseInt(body json.RawMessage) (int64, bool) {
	s := string(bytes.Trim(body, `"`))
	if v, err := strconv.ParseInt(s, 10, 64); err == nil {
		return v, true
	}
	// Beyond 2^53 a float no longer names one integer.
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || f != float64(int64(f)) || f > 1<<53 || f < -(1<<53) {
		return 0, false
	}
	return int64(f), true
}

func absent(body json.RawMessage) bool {
	return len(body) == 0 || string(body) == "null"
}
