package telegramtest_test

import (
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/connectors/telegram/telegramtest"
)

// clock is a platform clock that a test moves.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock() *clock { return &clock{now: time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

func TestRefusalsOfSending(t *testing.T) {
	t.Parallel()
	w := newWorld(t, telegramtest.Options{NoRates: true})
	w.User(8, "Stranger", "", "", "")
	w.User(9, "Blocker", "", "", "").Start(token, "")
	w.User(9, "", "", "", "").Block(token)
	gone := w.User(10, "Gone", "", "", "")
	gone.Start(token, "")
	gone.Deactivate()
	crowd := w.Group(-100, "Crowd")
	w.ann.In(crowd).Send(token, "hi")
	w.ann.In(crowd).Block(token)

	long := strings.Repeat("x", 4097)
	for _, c := range []struct {
		name, method string
		params       []string
		code         int
		text         string
	}{
		{"no chat", "sendMessage", []string{"text", "x"}, 400, "Bad Request: chat_id is empty"},
		{"unknown chat", "sendMessage", []string{"chat_id", "404", "text", "x"}, 400, "Bad Request: chat not found"},
		{"unknown name", "sendMessage", []string{"chat_id", "@nobody", "text", "x"}, 400, "Bad Request: chat not found"},
		{"never wrote", "sendMessage", []string{"chat_id", "8", "text", "x"}, 403, "Forbidden: bot can't initiate conversation with a user"},
		{"blocked", "sendMessage", []string{"chat_id", "9", "text", "x"}, 403, "Forbidden: bot was blocked by the user"},
		{"deactivated", "sendMessage", []string{"chat_id", "10", "text", "x"}, 403, "Forbidden: user is deactivated"},
		{"kicked", "sendMessage", []string{"chat_id", "-100", "text", "x"}, 403, "Forbidden: bot was kicked from the group chat"},
		{"empty", "sendMessage", []string{"chat_id", "7"}, 400, "Bad Request: message text is empty"},
		{"white space", "sendMessage", []string{"chat_id", "7", "text", " \n　"}, 400, "Bad Request: message text is empty"},
		{"too long", "sendMessage", []string{"chat_id", "7", "text", long}, 400, "Bad Request: message is too long"},
		{"too long in units", "sendMessage", []string{"chat_id", "7", "text", strings.Repeat("👍", 2049)}, 400, "Bad Request: message is too long"},
		{"reply to nothing", "sendMessage", []string{"chat_id", "7", "text", "x", "reply_to_message_id", "999"}, 400, "Bad Request: message to be replied not found"},
		{"reply parameters", "sendMessage", []string{"chat_id", "7", "text", "x", "reply_parameters", `{"message_id":999}`}, 400, "Bad Request: message to be replied not found"},
		{"button without data", "sendMessage", []string{"chat_id", "7", "text", "x", "reply_markup", `{"inline_keyboard":[[{"text":"a","callback_data":""}]]}`}, 400, "Bad Request: BUTTON_DATA_INVALID"},
		{"button data too long", "sendMessage", []string{"chat_id", "7", "text", "x", "reply_markup", `{"inline_keyboard":[[{"text":"a","callback_data":"` + strings.Repeat("é", 33) + `"}]]}`}, 400, "Bad Request: BUTTON_DATA_INVALID"},
		{"markup no JSON", "sendMessage", []string{"chat_id", "7", "text", "x", "reply_markup", "{"}, 400, "Bad Request: can't parse reply keyboard markup JSON object"},
		{"unknown tag", "sendMessage", []string{"chat_id", "7", "text", "a<p>b", "parse_mode", "HTML"}, 400, `Bad Request: can't parse entities: Unsupported start tag "p" at byte offset 1`},
		{"unknown mode", "sendMessage", []string{"chat_id", "7", "text", "x", "parse_mode", "rtf"}, 400, "Bad Request: unsupported parse_mode"},
		{"entity out of bounds", "sendMessage", []string{"chat_id", "7", "text", "👍", "entities", `[{"type":"bold","offset":0,"length":3}]`}, 400, "Bad Request: entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 3"},
		{"entity within a pair", "sendMessage", []string{"chat_id", "7", "text", "👍", "entities", `[{"type":"bold","offset":0,"length":1}]`}, 400, "Bad Request: entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol"},
		{"no photo", "sendPhoto", []string{"chat_id", "7"}, 400, "Bad Request: there is no photo in the request"},
		{"unknown file", "sendDocument", []string{"chat_id", "7", "document", "nope"}, 400, "Bad Request: wrong file identifier/HTTP URL specified"},
		{"caption too long", "sendPhoto", []string{"chat_id", "7", "photo", "https://example.com/a.jpg", "caption", long[:1025]}, 400, "Bad Request: message caption is too long"},
		{"wrong action", "sendChatAction", []string{"chat_id", "7", "action", "dance"}, 400, "Bad Request: wrong parameter action in request"},
		{"edit nothing", "editMessageText", []string{"chat_id", "7", "message_id", "999", "text", "x"}, 400, "Bad Request: message to edit not found"},
		{"edit another's", "editMessageText", []string{"chat_id", "7", "message_id", "1", "text", "x"}, 400, "Bad Request: message can't be edited"},
		{"delete nothing", "deleteMessage", []string{"chat_id", "7", "message_id", "999"}, 400, "Bad Request: message to delete not found"},
		{"unknown query", "answerCallbackQuery", []string{"callback_query_id", "1"}, 400, "Bad Request: query is too old and response timeout expired or query ID is invalid"},
		{"unknown file id", "getFile", []string{"file_id", "nope"}, 400, "Bad Request: invalid file_id"},
		{"chat to read", "getChat", []string{"chat_id", "8"}, 400, "Bad Request: chat not found"},
		{"no method", "sendNothing", nil, 404, "Not Found: method not found"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w.form(c.method, c.params...).wants(t, c.code, c.text)
		})
	}
	if n := w.SentCount(token); n != 0 {
		t.Errorf("%d refused messages were recorded", n)
	}
}

func TestTokens(t *testing.T) {
	t.Parallel()
	w := newWorld(t, telegramtest.Options{})
	get := func(path string) answer {
		r, err := http.Get(w.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		return decode(t, r)
	}
	get("/bot" + token + "/getMe").succeeds(t)
	get("/bot" + token + "/GETME").succeeds(t) // names of methods are case-insensitive
	get("/bot4243:other/getMe").wants(t, 401, "Unauthorized")
	for _, path := range []string{"/botnonsense/getMe", "/bot0:x/getMe", "/bot" + token, "/elsewhere", "/"} {
		get(path).wants(t, 404, "Not Found")
	}
	w.Revoke(token)
	get("/bot"+token+"/getMe").wants(t, 401, "Unauthorized")
	w.Restore(token)
	get("/bot" + token + "/getMe").succeeds(t)
}

func TestParametersInEveryForm(t *testing.T) {
	t.Parallel()
	w := newWorld(t, telegramtest.Options{NoRates: true})
	r, err := http.Get(w.URL + "/bot" + token + "/sendMessage?chat_id=7&text=query")
	if err != nil {
		t.Fatal(err)
	}
	decode(t, r).succeeds(t)
	w.form("sendMessage", "chat_id", "7", "text", "urlencoded").succeeds(t)
	w.upload("sendMessage", map[string]string{"chat_id": "7", "text": "multipart"}, nil).succeeds(t)
	w.post("sendMessage", "application/json; charset=utf-8", strings.NewReader(`{"chat_id":7,"text":"json","reply_markup":{"inline_keyboard":[[{"text":"a","callback_data":"b"}]]}}`)).succeeds(t)
	sent := w.Sent(token)
	var texts []string
	for _, m := range sent {
		texts = append(texts, m.Text)
	}
	if got := strings.Join(texts, " "); got != "query urlencoded multipart json" {
		t.Errorf("sent %q", got)
	}
	if got := string(sent[3].ReplyMarkup); got != `{"inline_keyboard":[[{"text":"a","callback_data":"b"}]]}` {
		t.Errorf("markup %s", got)
	}
	w.post("sendMessage", "application/json", strings.NewReader(`[`)).wants(t, 400, "Bad Request: can't parse JSON object")
}

func TestReplyThatMayBeDropped(t *testing.T) {
	t.Parallel()
	w := newWorld(t, telegramtest.Options{NoRates: true})
	w.form("sendMessage", "chat_id", "7", "text", "a", "reply_parameters", `{"message_id":999,"allow_sending_without_reply":true}`).succeeds(t)
	w.form("sendMessage", "chat_id", "7", "text", "b", "reply_to_message_id", "999", "allow_sending_without_reply", "true").succeeds(t)
	w.form("sendMessage", "chat_id", "7", "text", "c", "reply_parameters", `{"message_id":1}`).succeeds(t)
	sent := w.Sent(token)
	if sent[0].ReplyTo != 0 || sent[1].ReplyTo != 0 || sent[2].ReplyTo != 1 {
		t.Errorf("replies: %d %d %d", sent[0].ReplyTo, sent[1].ReplyTo, sent[2].ReplyTo)
	}
}
