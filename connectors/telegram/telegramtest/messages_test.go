package telegramtest_test

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/connectors/telegram/telegramtest"
)

const notModified = "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message"

// id reads message_id of an answer, as text for the next call.
func (a answer) id(t *testing.T) string {
	t.Helper()
	var m struct {
		ID int64 `json:"message_id"`
	}
	if err := json.Unmarshal(a.succeeds(t).Result, &m); err != nil {
		t.Fatal(err)
	}
	return strconv.FormatInt(m.ID, 10)
}

func TestEditing(t *testing.T) {
	t.Parallel()
	w := newWorld(t, telegramtest.Options{NoRates: true})
	id := w.form("sendMessage", "chat_id", "7", "text", "one").id(t)
	edit := func(text string, more ...string) answer {
		return w.form("editMessageText", append([]string{"chat_id", "7", "message_id", id, "text", text}, more...)...)
	}
	edit("one").wants(t, 400, notModified)
	edit("").wants(t, 400, "Bad Request: message text is empty")
	edit(strings.Repeat("x", 4097)).wants(t, 400, "Bad Request: MESSAGE_TOO_LONG")
	edit("two").succeeds(t)
	edit("<b>two</b>", "parse_mode", "HTML").succeeds(t)
	button := []string{"chat_id", "7", "message_id", id, "reply_markup", `{"inline_keyboard":[[{"text":"a","callback_data":"b"}]]}`}
	w.form("editMessageReplyMarkup", button...).succeeds(t)
	w.form("editMessageReplyMarkup", button...).wants(t, 400, notModified)
	w.form("editMessageCaption", "chat_id", "7", "message_id", id, "caption", "x").wants(t, 400, "Bad Request: there is no caption in the message to edit")
	sent := w.Sent(token)[0]
	if sent.Text != "two" || len(sent.Entities) != 1 || !slices.Equal(sent.History, []string{"one"}) || sent.ReplyMarkup == nil {
		t.Errorf("record %+v", sent)
	}

	photo := w.upload("sendPhoto", map[string]string{"chat_id": "7"}, map[string][]byte{"photo": []byte("J")}).id(t)
	w.form("editMessageText", "chat_id", "7", "message_id", photo, "text", "x").wants(t, 400, "Bad Request: there is no text in the message to edit")
	w.form("editMessageCaption", "chat_id", "7", "message_id", photo, "caption", strings.Repeat("x", 1025)).wants(t, 400, "Bad Request: MEDIA_CAPTION_TOO_LONG")
	w.form("editMessageCaption", "chat_id", "7", "message_id", photo, "caption", "seen").succeeds(t)
	if sent := w.Sent(token)[1]; sent.Text != "seen" {
		t.Errorf("record %+v", sent)
	}
}

func TestDeleting(t *testing.T) {
	t.Parallel()
	now := newClock()
	w := newWorld(t, telegramtest.Options{Now: now.Now, NoRates: true})
	old := w.form("sendMessage", "chat_id", "7", "text", "old").id(t)
	now.advance(time.Hour)
	fresh := w.form("sendMessage", "chat_id", "7", "text", "fresh").id(t)
	now.advance(47 * time.Hour)
	w.form("deleteMessage", "chat_id", "7", "message_id", old).wants(t, 400, "Bad Request: message can't be deleted for everyone")
	w.form("deleteMessage", "chat_id", "7", "message_id", fresh).succeeds(t)
	w.form("deleteMessage", "chat_id", "7", "message_id", fresh).wants(t, 400, "Bad Request: message to delete not found")
	w.form("deleteMessage", "chat_id", "7").wants(t, 400, "Bad Request: message identifier is not specified")
	w.form("editMessageText", "chat_id", "7", "message_id", fresh, "text", "x").wants(t, 400, "Bad Request: message to edit not found")
	if sent := w.Sent(token); sent[0].Deleted || !sent[1].Deleted || sent[1].Text != "fresh" {
		t.Errorf("record %+v", sent)
	}
}

func TestButtons(t *testing.T) {
	t.Parallel()
	now := newClock()
	w := newWorld(t, telegramtest.Options{Now: now.Now})
	w.form("sendMessage", "chat_id", "7", "text", "?", "reply_markup", `{"inline_keyboard":[[{"text":"Yes","callback_data":"yes"},{"text":"Site","url":"https://example.com"}]]}`).succeeds(t)
	asked := w.Sent(token)[0].MessageID
	if _, err := w.ann.Press(token, asked, "no"); err == nil {
		t.Error("a button that is not there was pressed")
	}
	if _, err := w.ann.Press(token, 999, "yes"); err == nil {
		t.Error("a button of no message was pressed")
	}
	first, err := w.ann.Press(token, asked, "yes")
	if err != nil {
		t.Fatal(err)
	}
	updates, err := w.client().GetUpdates(updateConfig(first.UpdateID))
	if err != nil || len(updates) != 1 {
		t.Fatalf("getUpdates: %v, %v", updates, err)
	}
	query := updates[0].CallbackQuery
	if query.ID != first.QueryID || query.Data != "yes" || query.From.ID != 7 || int64(query.Message.MessageID) != asked {
		t.Errorf("query %+v", query)
	}
	const old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
	w.form("answerCallbackQuery", "callback_query_id", query.ID, "text", strings.Repeat("x", 201)).wants(t, 400, "Bad Request: MESSAGE_TOO_LONG")
	w.form("answerCallbackQuery", "callback_query_id", query.ID, "text", "thanks", "show_alert", "true").succeeds(t)
	w.form("answerCallbackQuery", "callback_query_id", query.ID).wants(t, 400, old)
	second, _ := w.ann.Press(token, asked, "yes")
	now.advance(6 * time.Minute)
	w.form("answerCallbackQuery", "callback_query_id", second.QueryID).wants(t, 400, old)
	answers := w.CallbackAnswers(token)
	if len(answers) != 1 || answers[0].Text != "thanks" || !answers[0].ShowAlert || answers[0].QueryID != query.ID {
		t.Errorf("answers %+v", answers)
	}
}

func TestPlacesAndCards(t *testing.T) {
	t.Parallel()
	w := newWorld(t, telegramtest.Options{NoRates: true})
	place := []string{"chat_id", "7", "latitude", "1.5", "longitude", "-2"}
	card := []string{"chat_id", "7", "phone_number", "+1", "first_name", "Desk"}
	with := func(base []string, more ...string) []string { return append(slices.Clone(base), more...) }
	for _, c := range []struct {
		method string
		params []string
		want   string
	}{
		{"sendLocation", []string{"chat_id", "7", "latitude", "91", "longitude", "0"}, "invalid location specified"},
		{"sendLocation", []string{"chat_id", "7", "longitude", "0"}, "latitude is empty"},
		{"sendLocation", with(place, "live_period", "59"), "wrong live location period specified"},
		{"sendLocation", with(place, "live_period", "86401"), "wrong live location period specified"},
		{"sendVenue", []string{"chat_id", "7", "latitude", "1", "longitude", "181", "title", "a", "address", "b"}, "wrong venue location specified"},
		{"sendVenue", with(place, "title", "a"), `parameter "address" is required`},
		{"sendVenue", with(place, "address", "a"), `parameter "title" is required`},
		{"sendContact", []string{"chat_id", "7", "phone_number", "+1"}, `parameter "first_name" is required`},
		{"sendContact", with(card, "vcard", strings.Repeat("x", 2049)), "VCARD_TOO_LONG"},
	} {
		w.form(c.method, c.params...).wants(t, 400, "Bad Request: "+c.want)
	}
	w.form("sendLocation", with(place, "live_period", "2147483647")...).succeeds(t)
	w.form("sendVenue", with(place, "title", "Shop", "address", "Main St")...).succeeds(t)
	w.form("sendContact", with(card, "vcard", "BEGIN:VCARD")...).succeeds(t)
	sent := w.Sent(token)
	if len(sent) != 3 || *sent[0].Location != (telegramtest.Location{Latitude: 1.5, Longitude: -2, LivePeriod: 2147483647}) ||
		sent[1].Venue.Title != "Shop" || sent[1].Venue.Location != *sent[1].Location || sent[2].Contact.VCard != "BEGIN:VCARD" {
		t.Errorf("record %+v", sent)
	}
}

func TestGetChat(t *testing.T) {
	t.Parallel()
	w := newWorld(t, telegramtest.Options{})
	var c struct {
		ID       int64  `json:"id"`
		Type     string `json:"type"`
		Username string `json:"username"`
	}
	json.Unmarshal(w.form("getChat", "chat_id", "7").succeeds(t).Result, &c)
	if c.ID != 7 || c.Type != "private" || c.Username != "annlee" {
		t.Errorf("chat %+v", c)
	}
}
