package telegramtest_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"github.com/switchboard-hub/switchboard/connectors/telegram/telegramtest"
)

const token = "4242:AAsecret_of-the-bot"

// world is a server with one bot and one user who has pressed Start.
type world struct {
	*telegramtest.Server
	ann *telegramtest.User
	t   *testing.T
}

func newWorld(t *testing.T, opts telegramtest.Options) *world {
	t.Helper()
	srv := telegramtest.New(opts)
	t.Cleanup(srv.Close)
	srv.AddBot(token, "helpdesk_bot")
	w := &world{Server: srv, ann: srv.User(7, "Ann", "Lee", "annlee", "en"), t: t}
	w.ann.Start(token, "")
	return w
}

func deadline(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	t.Cleanup(cancel)
	return ctx
}

// client is the foreign library, which knows nothing of this emulator.
func (w *world) client() *tgbotapi.BotAPI {
	w.t.Helper()
	c, err := tgbotapi.NewBotAPIWithClient(token, w.URL+"/bot%s/%s", &http.Client{})
	if err != nil {
		w.t.Fatalf("connect: %v", err)
	}
	return c
}

type answer struct {
	Status      int
	OK          bool            `json:"ok"`
	ErrorCode   int             `json:"error_code"`
	Description string          `json:"description"`
	Result      json.RawMessage `json:"result"`
	Parameters  struct {
		RetryAfter int `json:"retry_after"`
	} `json:"parameters"`
}

// form makes a call by plain net/http; pairs are name, value, name, value.
func (w *world) form(method string, pairs ...string) answer {
	w.t.Helper()
	values := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		values.Set(pairs[i], pairs[i+1])
	}
	return w.post(method, "application/x-www-form-urlencoded", strings.NewReader(values.Encode()))
}

func (w *world) post(method, kind string, body io.Reader) answer {
	w.t.Helper()
	r, err := http.Post(w.URL+"/bot"+token+"/"+method, kind, body)
	if err != nil {
		w.t.Fatalf("%s: %v", method, err)
	}
	return decode(w.t, r)
}

func decode(t *testing.T, r *http.Response) answer {
	t.Helper()
	defer r.Body.Close()
	a := answer{Status: r.StatusCode}
	if err := json.NewDecoder(r.Body).Decode(&a); err != nil {
		t.Fatalf("decode the answer: %v", err)
	}
	return a
}

// upload makes a multipart call; what is in files is sent as a file.
func (w *world) upload(method string, params map[string]string, files map[string][]byte) answer {
	w.t.Helper()
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	for name, value := range params {
		m.WriteField(name, value)
	}
	for name, content := range files {
		part, _ := m.CreateFormFile(name, name+".bin")
		part.Write(content)
	}
	m.Close()
	return w.post(method, m.FormDataContentType(), &body)
}

// wants fails unless the call was refused with this text.
func (a answer) wants(t *testing.T, code int, text string) {
	t.Helper()
	if a.OK || a.Status != code || a.ErrorCode != code || a.Description != text {
		t.Errorf("got HTTP %d, %d %q; want %d %q", a.Status, a.ErrorCode, a.Description, code, text)
	}
}

func (a answer) succeeds(t *testing.T) answer {
	t.Helper()
	if !a.OK || a.Status != http.StatusOK {
		t.Fatalf("refused: HTTP %d, %d %q", a.Status, a.ErrorCode, a.Description)
	}
	return a
}

func TestForeignClientTalks(t *testing.T) {
	t.Parallel()
	w := newWorld(t, telegramtest.Options{})
	c := w.client()
	if c.Self.ID != 4242 || c.Self.UserName != "helpdesk_bot" {
		t.Errorf("getMe: %+v", c.Self)
	}
	w.ann.Send(token, "see https://example.com 👍")
	updates, err := c.GetUpdates(tgbotapi.UpdateConfig{})
	if err != nil || len(updates) != 2 {
		t.Fatalf("getUpdates: %d updates, %v", len(updates), err)
	}
	if !updates[0].Message.IsCommand() || updates[0].Message.Command() != "start" {
		t.Errorf("first update: %+v", updates[0].Message)
	}
	second := updates[1].Message
	if second.From.ID != 7 || second.Chat.ID != 7 || len(second.Entities) != 1 || second.Entities[0].Length != 19 {
		t.Errorf("second update: %+v", second)
	}
	message := tgbotapi.NewMessage(7, "<b>Hello</b> Ann")
	message.ParseMode = tgbotapi.ModeHTML
	message.ReplyToMessageID = second.MessageID
	got, err := c.Send(message)
	if err != nil {
		t.Fatalf("sendMessage: %v", err)
	}
	if got.Text != "Hello Ann" || got.Entities[0].Type != "bold" || got.ReplyToMessage.MessageID != second.MessageID {
		t.Errorf("sendMessage answered %+v", got)
	}
	sent := w.Sent(token)
	if len(sent) != 1 || sent[0].Text != "Hello Ann" || sent[0].ChatID != 7 || sent[0].MessageID != int64(got.MessageID) {
		t.Errorf("record: %+v", sent)
	}
}

func TestForeignClientSendsFiles(t *testing.T) {
	t.Parallel()
	w := newWorld(t, telegramtest.Options{NoRates: true})
	c := w.client()
	photo := tgbotapi.NewPhoto(7, tgbotapi.FileBytes{Name: "a.jpg", Bytes: []byte("JPEG")})
	photo.Caption = "look"
	got, err := c.Send(photo)
	if err != nil || len(got.Photo) != 2 || got.Caption != "look" {
		t.Fatalf("sendPhoto: %+v, %v", got, err)
	}
	again, err := c.Send(tgbotapi.NewPhoto(7, tgbotapi.FileID(got.Photo[1].FileID)))
	if err != nil || again.Photo[1].FileUniqueID != got.Photo[1].FileUniqueID {
		t.Fatalf("sendPhoto by file_id: %v", err)
	}
	album, err := c.SendMediaGroup(tgbotapi.NewMediaGroup(7, []any{
		tgbotapi.NewInputMediaDocument(tgbotapi.FileBytes{Name: "1.txt", Bytes: []byte("one")}),
		tgbotapi.NewInputMediaDocument(tgbotapi.FileBytes{Name: "2.txt", Bytes: []byte("two")}),
	}))
	if err != nil || len(album) != 2 || album[0].MediaGroupID == "" || album[0].MediaGroupID != album[1].MediaGroupID {
		t.Fatalf("sendMediaGroup: %+v, %v", album, err)
	}
	sent := w.Sent(token)
	if len(sent) != 4 || sent[0].Media.Len != 4 || sent[0].Media.SHA256 != sent[1].Media.SHA256 || sent[3].Media.Name != "2.txt" {
		t.Errorf("record: %+v", sent)
	}
}

func TestForeignClientFetchesAFile(t *testing.T) {
	t.Parallel()
	w := newWorld(t, telegramtest.Options{})
	c := w.client()
	w.ann.SendDocument(token, "contract.pdf", "application/pdf", []byte("%PDF"))
	updates, err := c.GetUpdates(tgbotapi.UpdateConfig{Offset: -1})
	if err != nil || len(updates) != 1 {
		t.Fatalf("getUpdates: %d, %v", len(updates), err)
	}
	document := updates[0].Message.Document
	if document.FileName != "contract.pdf" || document.MimeType != "application/pdf" || document.FileSize != 4 {
		t.Errorf("document: %+v", document)
	}
	f, err := c.GetFile(tgbotapi.FileConfig{FileID: document.FileID})
	if err != nil {
		t.Fatalf("getFile: %v", err)
	}
	r, err := http.Get(w.URL + "/file/bot" + token + "/" + f.FilePath)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	if content, _ := io.ReadAll(r.Body); string(content) != "%PDF" {
		t.Errorf("content %q", content)
	}
}
