package telegram

import (
	"errors"
	"io"
	"maps"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
)

func TestSendSaysWhatThePartSays(t *testing.T) {
	t.Parallel()
	to := core.UserRef{ExternalID: "42"}
	medium := func(m core.Media) core.Content {
		return core.Content{Kind: m.Kind, Text: "look", Media: []core.Media{m}, Entities: []core.Entity{{Type: "bold", Length: 4}}}
	}
	for _, test := range []struct {
		name   string
		part   core.Part
		method string
		params map[string]string
		file   string
	}{
		{"text", text("hi"), "sendMessage", map[string]string{"chat_id": "42", "text": "hi"}, ""},
		{"reply in a topic", core.Part{To: to, Thread: "-100/5", ReplyTo: "3:-100", Content: core.Content{Text: "hi"}}, "sendMessage",
			map[string]string{"chat_id": "-100", "message_thread_id": "5", "text": "hi", "reply_parameters": `{"message_id":3,"allow_sending_without_reply":true}`}, ""},
		{"business account", core.Part{To: to, Thread: "42/business:bc1", Content: core.Content{Text: "hi"}}, "sendMessage",
			map[string]string{"chat_id": "42", "business_connection_id": "bc1", "text": "hi"}, ""},
		{"choices", core.Part{To: to, Content: core.Content{Text: "?", Choices: []core.Choice{{ID: "y", Label: "Yes"}, {ID: "n", Label: "No"}}}}, "sendMessage",
			map[string]string{"chat_id": "42", "text": "?", "reply_markup": `{"inline_keyboard":[[{"text":"Yes","callback_data":"y"}],[{"text":"No","callback_data":"n"}]]}`}, ""},
		{"image", core.Part{To: to, Content: medium(core.Media{Kind: core.KindImage, MIME: "image/png", Blob: "b"})}, "sendPhoto",
			map[string]string{"chat_id": "42", "caption": "look", "caption_entities": `[{"type":"bold","offset":0,"length":4}]`}, "photo/image.png: bytes"},
		{"moving image", core.Part{To: to, Content: medium(core.Media{Kind: core.KindImage, MIME: "image/gif", Name: "a.gif", Blob: "b"})}, "sendDocument",
			map[string]string{"chat_id": "42", "caption": "look", "caption_entities": `[{"type":"bold","offset":0,"length":4}]`}, "document/a.gif: bytes"},
		{"voice by reference", core.Part{To: to, Content: core.Content{Media: []core.Media{{Kind: core.KindVoice, Ref: "AgAD"}}}}, "sendVoice",
			map[string]string{"chat_id": "42", "voice": "AgAD"}, ""},
		{"video by address", core.Part{To: to, Content: core.Content{Media: []core.Media{{Kind: core.KindVideo, URL: "https://e.x/v.mp4"}}}}, "sendVideo",
			map[string]string{"chat_id": "42", "video": "https://e.x/v.mp4"}, ""},
		{"audio", core.Part{To: to, Content: core.Content{Media: []core.Media{{Kind: core.KindAudio, Name: "s.mp3", Blob: "b"}}}}, "sendAudio",
			map[string]string{"chat_id": "42"}, "audio/s.mp3: bytes"},
		{"location", core.Part{To: to, Content: core.Content{Kind: core.KindLocation, Location: &core.Location{Latitude: 1.5, Longitude: -2}}}, "sendLocation",
			map[string]string{"chat_id": "42", "latitude": "1.5", "longitude": "-2"}, ""},
		{"live location", core.Part{To: to, Content: core.Content{Kind: core.KindLocation, Location: &core.Location{Live: 60}}}, "sendLocation",
			map[string]string{"chat_id": "42", "latitude": "0", "longitude": "0", "live_period": "60"}, ""},
		{"live too shortly", core.Part{To: to, Content: core.Content{Kind: core.KindLocation, Location: &core.Location{Live: 59}}}, "sendLocation",
			map[string]string{"chat_id": "42", "latitude": "0", "longitude": "0"}, ""},
		{"venue", core.Part{To: to, Content: core.Content{Kind: core.KindLocation, Location: &core.Location{Title: "Shop"}}}, "sendVenue",
			map[string]string{"chat_id": "42", "latitude": "0", "longitude": "0", "title": "Shop", "address": "Shop"}, ""},
		{"contact", core.Part{To: to, Content: core.Content{Kind: core.KindContact, Contact: &core.ContactCard{Name: "Li", Phone: "+86"}}}, "sendContact",
			map[string]string{"chat_id": "42", "first_name": "Li", "phone_number": "+86"}, ""},
		{"contact with too long a card", core.Part{To: to, Content: core.Content{Kind: core.KindContact,
			Contact: &core.ContactCard{Phone: "+86", VCard: strings.Repeat("x", maxVCard+1)}}}, "sendContact",
			map[string]string{"chat_id": "42", "first_name": "+86", "phone_number": "+86"}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			f := newFake(t, sentOK)
			receipt, err := newConnector(blob("bytes")).Send(t.Context(), account(f.URL), test.part)
			if err != nil {
				t.Fatal(err)
			}
			want := "7:42"
			if test.params["business_connection_id"] != "" {
				want += ":bc1"
			}
			if receipt.ExternalID != want || receipt.At != core.Time(1700000000_000000) {
				t.Errorf("receipt %+v", receipt)
			}
			got := f.seen()
			if len(got) != 1 || got[0].method != test.method || !maps.Equal(got[0].params, test.params) || got[0].file != test.file {
				t.Errorf("got %+v", got)
			}
		})
	}
}

func TestSendSetsRefusalsRightOnce(t *testing.T) {
	t.Parallel()
	part := text("bold")
	part.Content.Entities = []core.Entity{{Type: "bold", Length: 4}}
	part.ReplyTo = "3:42"
	migrated := `{"ok":false,"error_code":400,"description":"Bad Request: group chat was upgraded to a supergroup chat","parameters":{"migrate_to_chat_id":-1001}}`
	sentThere := `{"ok":true,"result":{"message_id":7,"date":1700000000,"chat":{"id":-1001}}}`
	noQuote := refusal(400, "Bad Request: message to be replied not found")
	noFormat := refusal(400, "Bad Request: can't parse entities: unexpected end")
	for _, test := range []struct {
		name    string
		answers []string
		want    string // the receipt, or the code of the error
		calls   int
		gone    string // the parameter that the last call lacks
	}{
		{"plain text when the formatting is refused", []string{noFormat, sentOK}, "7:42", 2, "entities"},
		{"no quote when the quoted message is gone", []string{noQuote, sentOK}, "7:42", 2, "reply_parameters"},
		{"both", []string{noFormat, noQuote, sentOK}, "7:42", 3, "entities"},
		{"the group's new id", []string{migrated, sentThere}, "7:-1001", 2, "reply_parameters"},
		{"only once each", []string{noFormat}, "telegram.entities", 2, "entities"},
		{"a group that moves for ever", []string{migrated}, "telegram.rejected", 2, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			f := newFake(t, test.answers...)
			receipt, err := newConnector(nil).Send(t.Context(), account(f.URL), part)
			got := receipt.ExternalID
			var se *core.SendError
			if errors.As(err, &se) {
				got = se.Code
			}
			calls := f.seen()
			if got != test.want || len(calls) != test.calls {
				t.Fatalf("got %q (%v) after %d calls", got, err, len(calls))
			}
			if _, has := calls[len(calls)-1].params[test.gone]; has {
				t.Errorf("the last call still has %s", test.gone)
			}
		})
	}
}

func TestSendRefusesBeforeItCalls(t *testing.T) {
	t.Parallel()
	with := func(change func(*core.Content)) core.Part {
		p := text("x")
		change(&p.Content)
		return p
	}
	for code, part := range map[string]core.Part{
		"telegram.choice_id": with(func(c *core.Content) {
			c.Choices = []core.Choice{{ID: strings.Repeat("界", 22), Label: "66 bytes"}}
		}),
		"telegram.choice_label":  with(func(c *core.Content) { c.Choices = []core.Choice{{ID: "a"}} }),
		"telegram.choices":       with(func(c *core.Content) { c.Choices = make([]core.Choice, 101) }),
		"telegram.too_big":       with(func(c *core.Content) { c.Media = []core.Media{{Kind: core.KindImage, Size: 11 << 20, Blob: "b"}} }),
		"telegram.one_medium":    with(func(c *core.Content) { c.Media = make([]core.Media, 2) }),
		"telegram.no_file":       with(func(c *core.Content) { c.Media = []core.Media{{Kind: core.KindFile}} }),
		"telegram.contact_phone": with(func(c *core.Content) { c.Kind, c.Contact, c.Text = core.KindContact, &core.ContactCard{Name: "Li"}, "" }),
		"telegram.kind":          with(func(c *core.Content) { c.Kind, c.Text = core.KindForm, "" }),
		"telegram.no_chat":       {Content: core.Content{Text: "x"}},
	} {
		f := newFake(t, sentOK)
		_, err := newConnector(blob("x")).Send(t.Context(), account(f.URL), part)
		if se := core.AsSendError(err); err == nil || se.Class != core.Rejected || se.Code != code {
			t.Errorf("%s: got %v", code, err)
		}
		if len(f.seen()) != 0 {
			t.Errorf("%s: it called the platform", code)
		}
	}
}

// brokenBlob ends before its end. The platform holds an incomplete request
// then, which it cannot act on, so the part was surely not sent.
type brokenBlob struct{ closed *bool }

func (b brokenBlob) Read(p []byte) (int, error) { return len(p), errors.New("the disk is gone") }
func (b brokenBlob) Close() error               { *b.closed = true; return nil }

func TestABlobThatBreaksOffIsRetried(t *testing.T) {
	t.Parallel()
	f := newFake(t, sentOK)
	var closed bool
	c := newConnector(func(string) (io.ReadCloser, error) { return brokenBlob{&closed}, nil })
	part := core.Part{To: core.UserRef{ExternalID: "42"}, Content: core.Content{Media: []core.Media{{Kind: core.KindFile, Blob: "b"}}}}
	_, err := c.Send(t.Context(), account(f.URL), part)
	if se := core.AsSendError(err); err == nil || se.Class != core.Retry {
		t.Errorf("got %v", err)
	}
	if !closed {
		t.Error("the blob stays open")
	}
	c = newConnector(func(string) (io.ReadCloser, error) { return nil, errors.New("no such blob") })
	if _, err = c.Send(t.Context(), account(f.URL), part); core.AsSendError(err).Code != "telegram.file_unavailable" {
		t.Errorf("got %v", err)
	}
}

func TestUploadRefusalKeepsItsCode(t *testing.T) {
	t.Parallel()
	part := core.Part{To: core.UserRef{ExternalID: "42"}, Content: core.Content{Media: []core.Media{{Kind: core.KindFile, Blob: "b"}}}}
	for answer, code := range map[string]string{
		refusal(403, "Forbidden: bot was blocked by the user"):                                         "telegram.blocked",
		`{"ok":false,"description":"Forbidden: bot was blocked by the user"}`:                          "telegram.blocked",
		`{"ok":false,"description":"Too Many Requests: retry after 5","parameters":{"retry_after":5}}`: "telegram.throttled",
	} {
		f := newFake(t, answer)
		if _, err := newConnector(blob("x")).Send(t.Context(), account(f.URL), part); core.AsSendError(err).Code != code {
			t.Errorf("%s: got %v", answer, err)
		}
	}
}

func TestEntities(t *testing.T) {
	t.Parallel()
	list := []core.Entity{
		{Type: "link", Offset: 0, Length: 2, URL: "https://e.x"}, {Type: "link", Offset: 0, Length: 2},
		{Type: "mention", Offset: 0, Length: 1, Ref: "9"}, {Type: "pre", Length: 3, Language: "go"},
		{Type: "phone", Length: 1}, {Type: "command", Length: 1}, {Type: "custom_emoji", Length: 2, Ref: "77"},
		{Type: "unknown", Length: 1}, {Type: "bold", Offset: -1, Length: 1}, {Type: "bold", Offset: 3, Length: 1}, {Type: "bold", Length: 1 << 62},
	}
	want := `[{"type":"text_link","offset":0,"length":2,"url":"https://e.x"},{"type":"url","offset":0,"length":2},` +
		`{"type":"text_mention","offset":0,"length":1,"user":{"id":9,"is_bot":false,"first_name":""}},{"type":"pre","offset":0,"length":3,"language":"go"},` +
		`{"type":"phone_number","offset":0,"length":1},{"type":"bot_command","offset":0,"length":1},{"type":"custom_emoji","offset":0,"length":2,"custom_emoji_id":"77"}]`
	if got := entities("😀a", list); got != want { // three UTF-16 units
		t.Errorf("got %s", got)
	}
	if got := entities("abc", []core.Entity{{Type: "unknown", Length: 1}}); got != "" {
		t.Errorf("got %s", got)
	}
}
