package telegram

import (
	"encoding/json"
	"io"
	"maps"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/core"
)

func TestEdit(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name    string
		answers []string
		methods string
		code    string
	}{
		{"text", []string{sentOK}, "editMessageText", ""},
		{"unchanged counts as done", []string{refusal(400, "Bad Request: message is not modified: specified new message content …")}, "editMessageText", ""},
		{"a caption after all", []string{refusal(400, "Bad Request: there is no text in the message to edit"), sentOK}, "editMessageText editMessageCaption", ""},
		{"formatting refused", []string{refusal(400, "Bad Request: can't parse entities"), sentOK}, "editMessageText editMessageText", ""},
		{"too old", []string{refusal(400, "Bad Request: message can't be edited")}, "editMessageText", "telegram.edit_refused"},
		{"a server error is harmless to repeat", []string{refusal(500, "Internal Server Error: restart")}, "editMessageText", "telegram.server_error"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			f := newFake(t, test.answers...)
			part := text("new")
			part.Content.Entities = []core.Entity{{Type: "bold", Length: 3}}
			err := newConnector(nil).Edit(t.Context(), account(f.URL), "7:42", part)
			var methods []string
			for _, s := range f.seen() {
				methods = append(methods, s.method)
			}
			if got := strings.Join(methods, " "); got != test.methods {
				t.Errorf("calls: %s", got)
			}
			if (err == nil) != (test.code == "") || err != nil && core.AsSendError(err).Code != test.code {
				t.Errorf("got %v", err)
			}
			if err != nil && core.AsSendError(err).Class == core.Uncertain {
				t.Errorf("an edit is never uncertain: %v", err)
			}
		})
	}
}

func TestDelete(t *testing.T) {
	t.Parallel()
	for answer, code := range map[string]string{
		`{"ok":true,"result":true}`:                              "",
		refusal(400, "Bad Request: message to delete not found"): "",
		refusal(400, "Bad Request: message can't be deleted"):    "telegram.delete_refused",
	} {
		f := newFake(t, answer)
		err := newConnector(nil).Delete(t.Context(), account(f.URL), core.UserRef{}, "7:42")
		if (err == nil) != (code == "") || err != nil && core.AsSendError(err).Code != code {
			t.Errorf("%s: got %v", answer, err)
		}
		if s := f.seen()[0]; s.method != "deleteMessage" || !maps.Equal(s.params, map[string]string{"chat_id": "42", "message_id": "7"}) {
			t.Errorf("got %+v", s)
		}
	}
	f := newFake(t, `{"ok":true,"result":true}`)
	if err := newConnector(nil).Delete(t.Context(), account(f.URL), core.UserRef{}, "7:42:bc1"); err != nil {
		t.Fatal(err)
	}
	if s := f.seen()[0]; s.method != "deleteBusinessMessages" || s.params["business_connection_id"] != "bc1" || s.params["message_ids"] != "[7]" {
		t.Errorf("got %+v", s)
	}
}

func TestTypingAndAcknowledge(t *testing.T) {
	t.Parallel()
	f := newFake(t, `{"ok":true,"result":true}`, `{"ok":true,"result":true}`, refusal(400, "Bad Request: query is too old and response timeout expired or query ID is invalid"))
	c, a := newConnector(nil), account(f.URL)
	pressed := core.Envelope{Content: &core.Content{Extra: json.RawMessage(`{"telegram":{"callback_query_id":"77"}}`)}}
	for _, err := range []error{
		c.Typing(t.Context(), a, core.UserRef{ExternalID: "42"}, true),
		c.Typing(t.Context(), a, core.UserRef{ExternalID: "42"}, false),
		c.Acknowledge(t.Context(), a, pressed),
		c.Acknowledge(t.Context(), a, pressed),
		c.Acknowledge(t.Context(), a, core.Envelope{}),
	} {
		if err != nil {
			t.Error(err)
		}
	}
	got := f.seen()
	if len(got) != 3 || got[0].params["action"] != "typing" || got[1].params["callback_query_id"] != "77" {
		t.Errorf("got %+v", got)
	}
}

func TestFetch(t *testing.T) {
	t.Parallel()
	f := newFake(t, `{"ok":true,"result":{"file_id":"A","file_path":"photos/a b.jpg"}}`, "the bytes",
		refusal(400, "Bad Request: file is too big"), `{"ok":true,"result":{"file_path":"/var/lib/x"}}`)
	c, a := newConnector(nil), account(f.URL)
	body, err := c.Fetch(t.Context(), a, core.Media{Ref: "A"})
	if err != nil {
		t.Fatal(err)
	}
	defer body.Close()
	if b, err := io.ReadAll(body); err != nil || string(b) != "the bytes" {
		t.Errorf("got %q, %v", b, err)
	}
	if _, err := c.Fetch(t.Context(), a, core.Media{Ref: "A"}); err != connectors.ErrTooBig {
		t.Errorf("got %v", err)
	}
	if _, err := c.Fetch(t.Context(), a, core.Media{Ref: "A"}); core.AsSendError(err).Code != "telegram.file_local" {
		t.Errorf("got %v", err)
	}
	before := len(f.seen())
	if _, err := c.Fetch(t.Context(), a, core.Media{Ref: "A", TooBig: true}); err != connectors.ErrTooBig || len(f.seen()) != before {
		t.Errorf("got %v", err)
	}
}
