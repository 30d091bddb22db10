package telegram_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
)

// one reads a body that must give one envelope.
func one(t *testing.T, body string) core.Envelope {
	t.Helper()
	envs, err := read(body)
	if err != nil || len(envs) != 1 {
		t.Fatalf("got %v, %v", envs, err)
	}
	return envs[0]
}

func TestStartPayload(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"/start abc_DEF-123":                  "abc_DEF-123",
		"/start@shop_bot c42":                 "c42",
		"/start " + strings.Repeat("x", 64):   strings.Repeat("x", 64),
		"/start " + strings.Repeat("x", 65):   "",
		"/start":                              "",
		"/start ":                             "",
		"/start hello there":                  "",
		"/start 你好":                           "",
		"/started abc":                        "",
		"please /start abc":                   "",
		"/start\nabc":                         "",
		"/startgroup abc":                     "",
		"/start a;DROP":                       "",
		"/start https://example.com/?start=1": "",
	} {
		e := one(t, fmt.Sprintf(`{"update_id":1,"message":{"message_id":5,"chat":{"id":7},"text":%q}}`, text))
		got := ""
		if e.Content.Lead != nil {
			got = e.Content.Lead.Payload
			if e.Content.Lead.Source != "start" {
				t.Errorf("%q: source %q", text, e.Content.Lead.Source)
			}
		}
		if got != want {
			t.Errorf("%q: payload %q, want %q", text, got, want)
		}
	}
}

func TestEntitiesStayInTheText(t *testing.T) {
	t.Parallel()
	const text = "a😀b" // 4 units: a, two halves, b
	for name, c := range map[string]struct {
		offset, length string
		want           string
	}{
		"whole":             {"0", "4", "0+4"},
		"emoji":             {"1", "2", "1+2"},
		"second half":       {"2", "1", "1+2"},
		"first half":        {"1", "1", "1+2"},
		"through the half":  {"0", "2", "0+3"},
		"too long":          {"3", "900", "3+1"},
		"behind the end":    {"4", "1", ""},
		"before the start":  {"-2", "3", "0+1"},
		"wholly before":     {"-5", "5", ""},
		"nothing":           {"1", "0", ""},
		"negative":          {"1", "-1", ""},
		"largest numbers":   {"9223372036854775807", "9223372036854775807", ""},
		"largest length":    {"1", "9223372036854775807", "1+3"},
		"smallest offset":   {"-9223372036854775808", "9223372036854775807", ""},
		"no number at all":  {`"x"`, "2", "0+3"}, // reads as offset 0
		"beyond any number": {"1e400", "1", "0+1"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := one(t, fmt.Sprintf(`{"update_id":1,"message":{"message_id":5,"chat":{"id":7},"text":%q,
				"entities":[{"type":"bold","offset":%s,"length":%s}]}}`, text, c.offset, c.length))
			got := ""
			for _, n := range e.Content.Entities {
				got += fmt.Sprintf("%d+%d", n.Offset, n.Length)
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// TestVerifiedNumbers: only a person's own card, sent by that person, proves
// the number.
func TestVerifiedNumbers(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		userID int
		rest   string
		want   bool
	}{
		"own":                  {7, "", true},
		"somebody else's":      {8, "", false},
		"not on Telegram":      {0, "", false},
		"forwarded":            {7, `,"forward_origin":{"type":"user","date":1,"sender_user":{"id":7}}`, false},
		"forwarded, old style": {7, `,"forward_date":1`, false},
		"through a bot":        {7, `,"via_bot":{"id":9,"is_bot":true,"first_name":"b"}`, false},
		"on behalf of a chat":  {7, `,"sender_chat":{"id":-100,"type":"channel"}`, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := one(t, fmt.Sprintf(`{"update_id":1,"message":{"message_id":5,"chat":{"id":7},"from":{"id":7},
				"contact":{"phone_number":"+8613800138000","first_name":"李","user_id":%d}%s}}`, c.userID, c.rest))
			if got := e.Content.Contact.Verified; got != c.want {
				t.Errorf("verified = %v", got)
			}
		})
	}
}

// TestBusinessChatsAreApart: the same numbers in the bot's own chat name
// another message.
func TestBusinessChatsAreApart(t *testing.T) {
	t.Parallel()
	own := one(t, `{"update_id":1,"message":{"message_id":5,"chat":{"id":7},"text":"x"}}`)
	business := one(t, `{"update_id":2,"business_message":{"business_connection_id":"bc","message_id":5,"chat":{"id":7},"text":"x"}}`)
	if own.Key == business.Key || own.ExternalID == business.ExternalID || own.Thread == business.Thread {
		t.Errorf("%+v and %+v are taken for one", own, business)
	}
	if own.User.ExternalID != business.User.ExternalID {
		t.Error("one person became two")
	}
}
