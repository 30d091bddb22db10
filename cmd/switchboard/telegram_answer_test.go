package main_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"
)

func TestWhatAnAgentAnswersReachesTheUser(t *testing.T) {
	t.Parallel()
	s := openShop(t)
	for name, f := range map[string]func(*bot){
		"ten thousand characters arrive whole":  longAnswer,
		"an emoji on the boundary stays whole":  emojiOnTheBoundary,
		"a photo and a document":                uploads,
		"formatting is kept":                    formattedAnswer,
		"a quick reply comes back":              quickReply,
		"an edit and a deletion":                editAndDelete,
		"a typing sign":                         typing,
		"a note stays in the house":             note,
		"an ended conversation takes no answer": ended,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f(s.bot(t))
		})
	}
}

func units(s string) int { return len(utf16.Encode([]rune(s))) }

func longAnswer(b *bot) {
	id := b.greet()
	text := strings.Repeat("这是一个没有空格的很长的句子，", 667)[:30000] // 10,000 characters of 3 bytes
	if utf8.RuneCountInString(text) != 10000 {
		b.t.Fatalf("%d characters", utf8.RuneCountInString(text))
	}
	m := b.answer(id, map[string]any{"text": text})
	b.delivered(id, m, "sent")
	var whole strings.Builder
	for i, p := range b.sent(3) {
		if n := units(p.Text); n > 4096 || n == 0 {
			b.t.Errorf("part %d has %d units", i, n)
		}
		whole.WriteString(p.Text)
	}
	if whole.String() != text {
		b.t.Errorf("%d of %d bytes arrived, or in another order", whole.Len(), len(text))
	}
	var parts list[struct {
		Index int
		State string
	}]
	b.get("/conversations/"+id+"/messages/"+m+"/parts", &parts)
	if len(parts.Items) != 3 || parts.Items[2].State != "sent" {
		b.t.Errorf("parts %+v", parts.Items)
	}
}

func emojiOnTheBoundary(b *bot) {
	id := b.greet()
	text := strings.Repeat("好", 4095) + "👩‍👩‍👧‍👦" + strings.Repeat("的", 10)
	b.delivered(id, b.answer(id, map[string]any{"text": text}), "sent")
	parts := b.sent(2)
	if parts[0].Text+parts[1].Text != text || strings.Contains(parts[0].Text, "👩") && !strings.Contains(parts[0].Text, "👩‍👩‍👧‍👦") {
		b.t.Errorf("cut into %d and %d units", units(parts[0].Text), units(parts[1].Text))
	}
}

// upload stores a file and returns its blob.
func (b *own) upload(name string, content []byte, form bool) string {
	b.t.Helper()
	url := "http://" + b.agents + "/api/v1/uploads"
	body, contentType := bytes.NewBuffer(content), "application/octet-stream"
	if form {
		body = &bytes.Buffer{}
		w := multipart.NewWriter(body)
		f, err := w.CreateFormFile("file", name)
		if err != nil {
			b.t.Fatal(err)
		}
		_, _ = f.Write(content) // memory takes it
		_ = w.Close()
		contentType = w.FormDataContentType()
	} else {
		url += "?name=" + name
	}
	answer, resp := b.raw(http.MethodPost, url, contentType, body)
	var u struct{ Blob string }
	if err := json.Unmarshal(answer, &u); err != nil || resp.StatusCode != http.StatusCreated || u.Blob == "" {
		b.t.Fatalf("upload: status %d: %s", resp.StatusCode, answer)
	}
	return u.Blob
}

func uploads(b *bot) {
	id := b.greet()
	photo, doc := b.upload("red.jpg", jpegBytes, false), b.upload("合同.pdf", pdfBytes, true)
	m := b.answer(id, map[string]any{"text": "请看", "attachments": []map[string]string{{"blob": photo}, {"blob": doc}}})
	b.delivered(id, m, "sent")
	got := b.sent(2)
	for i, want := range []struct {
		kind, name, text string
		content          []byte
	}{{"photo", "", "请看", jpegBytes}, {"document", "合同.pdf", "", pdfBytes}} {
		sum := sha256.Sum256(want.content)
		p := got[i]
		if p.Media == nil || p.Media.Kind != want.kind || p.Media.SHA256 != hex.EncodeToString(sum[:]) || p.Text != want.text ||
			want.name != "" && p.Media.Name != want.name {
			b.t.Errorf("part %d: %q %+v", i, p.Text, p.Media)
		}
	}
	kept := b.letter(id, m)
	if len(kept.Attachments) != 2 || kept.Attachments[1].State != "ready" {
		b.t.Fatalf("attachments %+v", kept.Attachments)
	}
	if content, _ := b.bytesOf(kept.Attachments[1].ID); !bytes.Equal(content, pdfBytes) {
		b.t.Errorf("the agent sees %d bytes of the file", len(content))
	}
}

func formattedAnswer(b *bot) {
	id := b.greet()
	b.delivered(id, b.answer(id, map[string]any{"text": "😀重要：看这里", "entities": []map[string]any{{"type": "bold", "offset": 2, "length": 2}}}), "sent")
	if got := b.sent(1)[0]; len(got.Entities) != 1 || got.Entities[0].Type != "bold" || got.Entities[0].Offset != 2 {
		b.t.Errorf("entities %+v", got.Entities)
	}
}

func quickReply(b *bot) {
	id := b.greet()
	m := b.answer(id, map[string]any{"text": "要哪个？", "choices": []map[string]string{{"id": "r", "label": "红"}, {"id": "b", "label": "蓝"}}})
	b.delivered(id, m, "sent")
	ours := b.sent(1)[0]
	if !strings.Contains(string(ours.ReplyMarkup), `"inline_keyboard"`) || !strings.Contains(string(ours.ReplyMarkup), "蓝") {
		b.t.Fatalf("keyboard %s", ours.ReplyMarkup)
	}
	pressed, err := b.user.Press(b.token, ours.MessageID, "b")
	if err != nil {
		b.t.Fatal(err)
	}
	_, all := b.incoming(3)
	var c struct{ Choice struct{ ID, Label string } }
	if err := json.Unmarshal(all[2].Content, &c); err != nil || all[2].Kind != "choice" || c.Choice.ID != "b" || c.Choice.Label != "蓝" || all[2].ReplyTo != m {
		b.t.Errorf("kind %q, content %s, reply_to %q, want %q", all[2].Kind, all[2].Content, all[2].ReplyTo, m)
	}
	b.until("the spinner ends", func() bool { return len(b.srv.CallbackAnswers(b.token)) > 0 })
	b.delivered(id, b.answer(id, map[string]any{"text": "好"}), "sent") // whatever was queued before has run
	if a := b.srv.CallbackAnswers(b.token); len(a) != 1 || a[0].QueryID != pressed.QueryID || b.srv.CallCount(b.token, "answercallbackquery") != 1 {
		b.t.Errorf("%d answers of %d calls", len(a), b.srv.CallCount(b.token, "answercallbackquery"))
	}
}

func editAndDelete(b *bot) {
	id := b.greet()
	m := b.answer(id, map[string]any{"text": "明天到"})
	b.delivered(id, m, "sent")
	path := "/conversations/" + id + "/messages/" + m
	b.must(http.MethodPatch, path, map[string]string{"text": "后天到"}, nil)
	b.until("the platform shows the new text", func() bool { return b.sent(1)[0].Text == "后天到" })
	if got := b.letter(id, m); got.Text != "后天到" || got.EditedAt == "" {
		b.t.Errorf("the API shows %q, edited at %q", got.Text, got.EditedAt)
	}
	b.must(http.MethodDelete, path, nil, nil)
	b.until("the platform has taken it back", func() bool { return b.sent(1)[0].Deleted })
	if got := b.letter(id, m); got.DeletedAt == "" {
		b.t.Error("the API does not say that it is deleted")
	}
	if status, _ := b.call(http.MethodPatch, path, map[string]string{"text": "x"}, nil); status != http.StatusConflict {
		b.t.Errorf("editing what is deleted: status %d", status)
	}
}

func typing(b *bot) {
	id := b.greet()
	b.must(http.MethodPost, "/conversations/"+id+"/typing", map[string]bool{"on": true}, nil)
	if n := b.srv.CallCount(b.token, "sendchataction"); n != 1 {
		b.t.Errorf("%d calls", n)
	}
}

func note(b *bot) {
	id := b.greet()
	m := b.answer(id, map[string]any{"text": "他是老客户", "visibility": "note"})
	b.delivered(id, b.answer(id, map[string]any{"text": "您好"}), "sent")
	if got := b.sent(1)[0]; got.Text != "您好" {
		b.t.Errorf("the user got %q", got.Text)
	}
	if got := b.letter(id, m); got.Delivery != "" {
		b.t.Errorf("a note's delivery is %q", got.Delivery)
	}
}

func ended(b *bot) {
	id := b.greet()
	b.must(http.MethodPost, "/conversations/"+id+"/steps", map[string]string{"kind": "assign"}, nil)
	b.must(http.MethodPost, "/conversations/"+id+"/steps", map[string]string{"kind": "complete", "disposition": "sold"}, nil)
	status, err := b.call(http.MethodPost, "/conversations/"+id+"/messages", map[string]any{"client_message_id": "z", "text": "还有"}, nil)
	if status != http.StatusConflict || !strings.Contains(err.Error(), "conversation.ended") {
		b.t.Errorf("status %d: %v", status, err)
	}
	b.user.Send(b.token, "还在吗")
	b.until("the user's message opens it again", func() bool { return len(b.letters(id)) == 2 })
	b.delivered(id, b.answer(id, map[string]any{"text": "在"}), "sent")
}
