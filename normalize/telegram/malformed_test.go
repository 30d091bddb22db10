package telegram_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/normalize/telegram"
)

func read(body string) ([]core.Envelope, error) {
	return telegram.Normalize(core.Raw{Kind: telegram.Kind, Body: []byte(body)})
}

// TestErrorsSayWhatIsWrong: a person reads them beside the stored raw.
func TestErrorsSayWhatIsWrong(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ body, want string }{
		"empty":             {"", "unexpected end of JSON input"},
		"html":              {"<html>502 Bad Gateway</html>", "invalid character '<'"},
		"array":             {"[]", "cannot unmarshal array"},
		"null":              {"null", "update_id is missing"},
		"no update_id":      {`{"message":{}}`, "update_id is missing"},
		"update_id text":    {`{"update_id":"soon"}`, "update_id is missing or not a number"},
		"update_id half":    {`{"update_id":1.5}`, "update_id is missing or not a number"},
		"update_id huge":    {`{"update_id":1e300}`, "update_id is missing or not a number"},
		"two values":        {`{"update_id":1}{"update_id":2}`, "invalid character"},
		"message text":      {`{"update_id":7,"message":"hi"}`, "read telegram update 7: message: expected an object, got string"},
		"no message_id":     {`{"update_id":7,"message":{"chat":{"id":1}}}`, "message_id is missing"},
		"no chat":           {`{"update_id":7,"message":{"message_id":1}}`, "chat.id is missing"},
		"chat without id":   {`{"update_id":7,"message":{"message_id":1,"chat":{}}}`, "chat.id is missing"},
		"chat of words":     {`{"update_id":7,"message":{"message_id":1,"chat":"here"}}`, "field chat: expected"},
		"message_id object": {`{"update_id":7,"message":{"message_id":{},"chat":{"id":1}}}`, "field message_id: expected"},
		"callback of none":  {`{"update_id":7,"callback_query":{"id":"1"}}`, "callback_query: from is missing"},
		"callback message":  {`{"update_id":7,"callback_query":{"id":"1","from":{"id":2},"message":{}}}`, "message_id is missing"},
		"member nowhere":    {`{"update_id":7,"my_chat_member":{"new_chat_member":{"status":"kicked"}}}`, "my_chat_member: chat or"},
		"member of nothing": {`{"update_id":7,"my_chat_member":{"chat":{"id":1}}}`, "my_chat_member: chat or"},
		"reaction to none":  {`{"update_id":7,"message_reaction":{"chat":{"id":1}}}`, "message_reaction: chat or message_id"},
		"deleted nothing":   {`{"update_id":7,"deleted_business_messages":{"chat":{"id":1}}}`, "deleted_business_messages: business_connection_id"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			envs, err := read(c.body)
			if err == nil || envs != nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, %v, want an error with %q", envs, err, c.want)
			}
		})
	}
}

// TestHostileBodies end in bounded errors, without a panic and at once.
func TestHostileBodies(t *testing.T) {
	t.Parallel()
	deep := func(n int, open, end string) string {
		return `{"update_id":1,"message":` + strings.Repeat(open, n) + "1" + strings.Repeat(end, n) + "}"
	}
	for name, body := range map[string]string{
		"too large":         `{"update_id":1,"x":"` + strings.Repeat("x", 1<<20) + `"}`,
		"deep arrays":       deep(200_000, "[", "]"),
		"deep replies":      deep(20_000, `{"reply_to_message":`, "}"),
		"endless number":    `{"update_id":1,"message":{"message_id":` + strings.Repeat("9", 500_000) + `,"chat":{"id":1}}}`,
		"endless id":        `{"update_id":1,"message":{"message_id":1,"chat":{"id":1},"business_connection_id":"` + strings.Repeat("b", 1000) + `"}}`,
		"many deletions":    `{"update_id":1,"deleted_business_messages":{"chat":{"id":1},"business_connection_id":"b","message_ids":[1` + strings.Repeat(",1", 5000) + `]}}`,
		"not UTF-8 keys":    "{\"update_id\":1,\"message\":{\"\xff\":1}}",
		"message_id 2^80":   `{"update_id":1,"message":{"message_id":1208925819614629174706176,"chat":{"id":1}}}`,
		"chat beyond int64": `{"update_id":1,"message":{"message_id":1,"chat":{"id":9223372036854775808}}}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			envs, err := read(body)
			if err == nil || envs != nil {
				t.Fatalf("got %d envelopes and no error", len(envs))
			}
			if len(err.Error()) > 1000 {
				t.Errorf("an error of %d bytes", len(err.Error()))
			}
		})
	}
}

// TestNothingIsLostToANewType: a field whose type Telegram changed costs that
// field at most, and the envelope tells of it.
func TestNothingIsLostToANewType(t *testing.T) {
	t.Parallel()
	const frame = `{"update_id":1,"message":{"message_id":%s,"chat":{"id":%s,"type":"private"},"from":%s,"date":%s,%s}}`
	for name, c := range map[string]struct{ id, chat, from, date, rest, kind, text string }{
		"ids as text":      {`"5"`, `"77"`, `{"id":"77"}`, `"1700000000"`, `"text":"hi"`, core.KindText, "hi"},
		"ids as floats":    {`5.0`, `77.0`, `{"id":77.0}`, `1700000000.0`, `"text":"hi"`, core.KindText, "hi"},
		"from is a name":   {`5`, `77`, `"Ann"`, `1700000000`, `"text":"hi"`, core.KindText, "hi"},
		"rich text":        {`5`, `77`, `{"id":77}`, `1700000000`, `"text":{"plain":"hi"}`, core.KindUnsupported, "[message without content] [text that could not be read]"},
		"size as text":     {`5`, `77`, `{"id":77}`, `1700000000`, `"voice":{"file_id":"f","file_size":"9"}`, core.KindVoice, ""},
		"caption object":   {`5`, `77`, `{"id":77}`, `1700000000`, `"caption":{},"photo":[{"file_id":"f"}]`, core.KindImage, "[caption that could not be read]"},
		"photo not a list": {`5`, `77`, `{"id":77}`, `1700000000`, `"photo":{"sizes":[]}`, core.KindUnsupported, "[unsupported message: photo]"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			envs, err := read(fmt.Sprintf(frame, c.id, c.chat, c.from, c.date, c.rest))
			if err != nil || len(envs) != 1 {
				t.Fatalf("got %v, %v", envs, err)
			}
			e := envs[0]
			if e.Key != "m:5:77" || e.User.ExternalID != "77" || e.SentAt.IsZero() {
				t.Errorf("key %s, user %s, sent at %q", e.Key, e.User.ExternalID, e.SentAt)
			}
			if e.Content.Kind != c.kind || e.Content.Text != c.text {
				t.Errorf("content %s %q, want %s %q", e.Content.Kind, e.Content.Text, c.kind, c.text)
			}
			if !bytes.Contains(e.Content.Extra, []byte(`"problem":"field `)) {
				t.Errorf("extra %s does not name the field", e.Content.Extra)
			}
		})
	}
}
