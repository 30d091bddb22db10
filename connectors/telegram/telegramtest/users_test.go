package telegramtest_test

import (
	"strconv"
	"testing"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"github.com/switchboard-hub/switchboard/connectors/telegram/telegramtest"
)

func updateConfig(from int64) tgbotapi.UpdateConfig { return tgbotapi.UpdateConfig{Offset: int(from)} }

// next is the update a receipt names, as the foreign library reads it.
func (w *world) next(c *tgbotapi.BotAPI, r telegramtest.Receipt) tgbotapi.Update {
	w.t.Helper()
	list, err := c.GetUpdates(updateConfig(r.UpdateID))
	if err != nil || len(list) == 0 {
		w.t.Fatalf("getUpdates from %d: %d, %v", r.UpdateID, len(list), err)
	}
	return list[0]
}

func TestWhatUsersSend(t *testing.T) {
	t.Parallel()
	w := newWorld(t, telegramtest.Options{})
	c := w.client()

	start := w.next(c, w.ann.Start(token, "camp_17")).Message
	if start.CommandArguments() != "camp_17" || start.From.LanguageCode != "en" || start.Chat.Type != "private" {
		t.Errorf("start %+v", start)
	}
	text := w.ann.Send(token, "hello")
	edited, err := w.ann.Edit(token, text.MessageID, "hello!")
	if err != nil {
		t.Fatal(err)
	}
	if m := w.next(c, edited).EditedMessage; m.Text != "hello!" || int64(m.MessageID) != text.MessageID || m.EditDate == 0 {
		t.Errorf("edited %+v", m)
	}
	reply, err := w.ann.Reply(token, text.MessageID, "and")
	if err != nil {
		t.Fatal(err)
	}
	if m := w.next(c, reply).Message; m.ReplyToMessage.Text != "hello!" {
		t.Errorf("reply %+v", m)
	}
	if m := w.next(c, w.ann.SendPhoto(token, []byte("J"), "look #here")).Message; len(m.Photo) != 2 || m.CaptionEntities[0].Type != "hashtag" {
		t.Errorf("photo %+v", m)
	}
	if m := w.next(c, w.ann.SendVoice(token, []byte("O"), 3)).Message; m.Voice.Duration != 3 || m.Voice.MimeType != "audio/ogg" {
		t.Errorf("voice %+v", m.Voice)
	}
	if m := w.next(c, w.ann.SendSticker(token, "👍", []byte("W"))).Message; m.Sticker.Emoji != "👍" {
		t.Errorf("sticker %+v", m.Sticker)
	}
	if m := w.next(c, w.ann.SendLocation(token, 1, 2)).Message; m.Location.Longitude != 2 {
		t.Errorf("location %+v", m.Location)
	}
	if m := w.next(c, w.ann.SendContact(token, "+1", "Ann", "", w.ann.ID())).Message; m.Contact.UserID != 7 {
		t.Errorf("contact %+v", m.Contact)
	}
	album := w.ann.SendAlbum(token, telegramtest.File{Kind: "photo", Bytes: []byte("1"), Caption: "both"}, telegramtest.File{Kind: "photo", Bytes: []byte("2")})
	first, second := w.next(c, album[0]).Message, w.next(c, album[1]).Message
	if first.MediaGroupID == "" || first.MediaGroupID != second.MediaGroupID || first.Caption != "both" || second.Caption != "" {
		t.Errorf("album %+v, %+v", first, second)
	}
}

func TestWhatUsersCannotDo(t *testing.T) {
	t.Parallel()
	w := newWorld(t, telegramtest.Options{})
	w.form("sendMessage", "chat_id", "7", "text", "x").succeeds(t)
	ours := w.Sent(token)[0].MessageID
	if _, err := w.ann.Edit(token, ours, "y"); err == nil {
		t.Error("a user edited a message of the bot")
	}
	if _, err := w.ann.Reply(token, 999, "y"); err == nil {
		t.Error("a user answered nothing")
	}
}

func TestBlocking(t *testing.T) {
	t.Parallel()
	w := newWorld(t, telegramtest.Options{})
	c := w.client()
	blocked := w.next(c, w.ann.Block(token)).MyChatMember
	if blocked.NewChatMember.Status != "kicked" || blocked.OldChatMember.Status != "member" || blocked.NewChatMember.User.ID != 4242 {
		t.Errorf("blocked %+v", blocked)
	}
	if again := w.ann.Block(token); again.UpdateID != 0 {
		t.Error("blocking twice is no change")
	}
	w.text(7).wants(t, 403, "Forbidden: bot was blocked by the user")
	if m := w.next(c, w.ann.Unblock(token)).MyChatMember; m.NewChatMember.Status != "member" {
		t.Errorf("unblocked %+v", m)
	}
	w.text(7).succeeds(t)
	w.ann.Block(token)
	back := w.ann.Send(token, "I am back")
	if before := w.UpdatesOf(token); before[len(before)-2].Type != "my_chat_member" || before[len(before)-1].UpdateID != back.UpdateID {
		t.Errorf("writing unblocks: %+v", before)
	}
}

func TestBotsAreApart(t *testing.T) {
	t.Parallel()
	w := newWorld(t, telegramtest.Options{})
	w.AddBot("5:other", "other_bot")
	group := w.Group(-5, "Crowd")
	w.ann.In(group).Send("5:other", "hi all")
	if w.Pending("5:other") != 1 || w.Pending(token) != 1 || len(w.Updates()) != 2 {
		t.Errorf("updates %+v", w.Updates())
	}
	w.text(-5).wants(t, 400, "Bad Request: chat not found")
	w.text(7).succeeds(t)
	if len(w.Sent("5:other")) != 0 || w.CallCount(token, "sendmessage") != 2 {
		t.Error("records are mixed up")
	}
}

func TestCallLogIsBounded(t *testing.T) {
	t.Parallel()
	w := newWorld(t, telegramtest.Options{CallLog: 3, NoRates: true})
	for i := range 5 {
		w.form("sendMessage", "chat_id", "7", "text", strconv.Itoa(i)).succeeds(t)
	}
	calls := w.Calls(token)
	if len(calls) != 3 || calls[0].Params["text"] != "2" || calls[2].Params["text"] != "4" || calls[2].Status != 200 {
		t.Errorf("calls %+v", calls)
	}
}
