package main_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/connectors/telegram/telegramtest"
)

func TestWhatAUserWritesIsInTheAPI(t *testing.T) {
	t.Parallel()
	s := openShop(t)
	for name, f := range map[string]func(*bot){
		"formatted text keeps its entities":             formattedText,
		"a deep link is a lead":                         deepLink,
		"a reply names what it answers":                 userReplies,
		"an edit changes the text and keeps the former": userEdits,
		"stickers, places and cards":                    userShares,
		"a block and its end":                           userBlocks,
		"what cannot be named is kept raw":              unknownUpdate,
		"a group has one thread, a topic its own":       groupAndTopic,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f(s.bot(t))
		})
	}
}

func formattedText(b *bot) {
	b.user.Send(b.token, "看 https://example.com 😀 或 @shop")
	_, all := b.incoming(1)
	var c struct {
		Entities []struct {
			Type           string
			Offset, Length int
		}
	}
	if err := json.Unmarshal(all[0].Content, &c); err != nil || len(c.Entities) != 2 || all[0].Text != "看 https://example.com 😀 或 @shop" {
		b.t.Fatalf("%v %s %q", err, all[0].Content, all[0].Text)
	}
	if e := c.Entities; e[0].Type != "url" || e[0].Offset != 2 || e[0].Length != 19 || e[1].Type != "mention" || e[1].Offset != 27 {
		b.t.Errorf("entities %+v", e)
	}
	if a := all[0].Author.Kind; a != "contact" || all[0].Direction != "in" || all[0].Delivery != "" {
		b.t.Errorf("author %q, direction %q, delivery %q", a, all[0].Direction, all[0].Delivery)
	}
}

func deepLink(b *bot) {
	b.user.Start(b.token, "campaign-7")
	_, all := b.incoming(1)
	var c struct {
		Lead struct{ Source, Payload string }
	}
	if err := json.Unmarshal(all[0].Content, &c); err != nil || c.Lead.Source != "start" || c.Lead.Payload != "campaign-7" {
		b.t.Fatalf("%v %s", err, all[0].Content)
	}
}

func userReplies(b *bot) {
	first := b.user.Send(b.token, "有货吗？")
	if _, err := b.user.Reply(b.token, first.MessageID, "红色的"); err != nil {
		b.t.Fatal(err)
	}
	id, all := b.incoming(2)
	if all[1].ReplyTo != all[0].ID {
		b.t.Errorf("reply_to %q, want %q", all[1].ReplyTo, all[0].ID)
	}
	answer := b.answer(id, map[string]any{"text": "有的", "reply_to": all[1].ID})
	b.delivered(id, answer, "sent")
	ours := b.sent(1)[0]
	if ours.ReplyTo == 0 {
		b.t.Error("the answer quotes nothing")
	}
	if _, err := b.user.Reply(b.token, ours.MessageID, "好"); err != nil {
		b.t.Fatal(err)
	}
	_, all = b.incoming(4)
	if all[3].ReplyTo != all[2].ID {
		b.t.Errorf("the reply to our answer names %q, want %q", all[3].ReplyTo, all[2].ID)
	}
}

func userEdits(b *bot) {
	first := b.user.Send(b.token, "两件")
	id, _ := b.incoming(1)
	if _, err := b.user.Edit(b.token, first.MessageID, "三件"); err != nil {
		b.t.Fatal(err)
	}
	b.until("the edit is there", func() bool { return b.letters(id)[0].Text == "三件" })
	if m := b.letters(id); len(m) != 1 || m[0].EditedAt == "" {
		b.t.Errorf("%d messages, edited at %q", len(m), m[0].EditedAt)
	}
	log := b.changes(id)
	last := log[len(log)-1]
	if last.Type != "message.updated" || last.Event == nil || !strings.Contains(string(last.Event.Data), `"两件"`) {
		b.t.Errorf("the log's last entry is %+v", last)
	}
	if b.threads()[0].LastMessage.Text != "三件" {
		b.t.Errorf("the list shows %q", b.threads()[0].LastMessage.Text)
	}
}

func userShares(b *bot) {
	b.user.SendSticker(b.token, "😀", []byte("RIFF0000WEBPVP8 "))
	b.user.SendLocation(b.token, 39.9042, 116.4074)
	b.user.SendContact(b.token, "+8613800000000", "李", "雷", 0)
	_, all := b.incoming(3)
	var kinds []string
	for _, m := range all {
		kinds = append(kinds, m.Kind)
	}
	if got := strings.Join(kinds, " "); got != "sticker location contact" {
		b.t.Fatalf("kinds %s", got)
	}
	if len(all[0].Attachments) != 1 || all[0].Text != "😀" {
		b.t.Errorf("sticker %+v", all[0].message)
	}
	if !strings.Contains(string(all[1].Content), "116.4074") || !strings.Contains(string(all[2].Content), "13800000000") {
		b.t.Errorf("content %s and %s", all[1].Content, all[2].Content)
	}
}

func userBlocks(b *bot) {
	id := b.greet()
	reachable := func() bool {
		var c struct {
			Identities []struct{ Reachable bool }
		}
		b.get("/contacts/"+b.threads()[0].Contact.ID, &c)
		return c.Identities[0].Reachable
	}
	for _, blocked := range []bool{true, false} {
		if blocked {
			b.user.Block(b.token)
		} else {
			b.user.Unblock(b.token)
		}
		b.until("the identity follows", func() bool { return reachable() != blocked })
	}
	var seen []string
	for _, c := range b.changes(id) {
		if c.Type == "contact.updated" {
			seen = append(seen, string(c.Event.Data))
		}
	}
	if len(seen) != 2 || !strings.Contains(seen[0], `"reachable":false`) || !strings.Contains(seen[1], `"reachable":true`) {
		b.t.Errorf("events %v", seen)
	}
}

func unknownUpdate(b *bot) {
	if got := b.deliver(b.secret(), []byte(`{"update_id":9,"some_future_thing":{"a":1}}`)); got != http.StatusOK {
		b.t.Fatalf("status %d", got)
	}
	if _, err := b.srv.Inject(b.token, json.RawMessage(`{"message":{"message_id":77,"date":1700000000,"from":{"id":7,"first_name":"A"},
		"chat":{"id":7,"type":"private","first_name":"A"},"hologram":{"file_id":"x"}}}`)); err != nil {
		b.t.Fatal(err)
	}
	_, all := b.incoming(1)
	if all[0].Kind != "unsupported" || !strings.Contains(all[0].Text, "hologram") {
		b.t.Errorf("kind %q, text %q", all[0].Kind, all[0].Text)
	}
	var raws list[struct{ Account, Body string }]
	b.get("/raws?state=done&limit=200", &raws)
	found := 0
	for _, r := range raws.Items {
		if r.Account == b.account && (strings.Contains(r.Body, "some_future_thing") || strings.Contains(r.Body, "hologram")) {
			found++
		}
	}
	if found != 2 {
		b.t.Errorf("%d of 2 payloads are kept raw", found)
	}
}

func groupAndTopic(b *bot) {
	ann := b.srv.User(7001, "Ann", "", "ann", "en").In(b.srv.Group(-100700-int64(len(b.token)), "Buyers"))
	ann.Send(b.token, "is it there?")
	id, all := b.incoming(1)
	if !strings.Contains(string(all[0].Content), `"Ann"`) {
		b.t.Errorf("nobody says who wrote: %s", all[0].Content)
	}
	b.answer(id, map[string]any{"text": "it is", "reply_to": all[0].ID})
	if got := b.sent(1)[0]; got.ChatID >= 0 || got.ReplyTo == 0 {
		b.t.Errorf("the answer went to %d, quoting %d", got.ChatID, got.ReplyTo)
	}
	if _, err := b.srv.Inject(b.token, json.RawMessage(`{"message":{"message_id":900,"date":1700000000,"message_thread_id":5,"is_topic_message":true,
		"from":{"id":7001,"first_name":"Ann"},"chat":{"id":`+jsonNumber(all[0].ExternalID)+`,"type":"supergroup","title":"Buyers","is_forum":true},"text":"in a topic"}}`)); err != nil {
		b.t.Fatal(err)
	}
	b.until("the topic is a thread of its own", func() bool { return len(b.threads()) == 2 })
	topic := b.threads()[0]
	b.answer(topic.ID, map[string]any{"text": "here too"})
	b.sent(2)
	last := lastCall(b.srv, b.token, "sendmessage")
	if last.Params["message_thread_id"] != "5" {
		b.t.Errorf("the answer went to the topic %q", last.Params["message_thread_id"])
	}
}

// jsonNumber is the chat of a message's external id.
func jsonNumber(external string) string {
	_, chat, _ := strings.Cut(external, ":")
	return chat
}

func lastCall(srv *telegramtest.Server, token, method string) telegramtest.Call {
	var last telegramtest.Call
	for _, c := range srv.Calls(token) {
		if strings.EqualFold(c.Method, method) {
			last = c
		}
	}
	return last
}
