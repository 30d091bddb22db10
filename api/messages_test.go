package api_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/api"
	"github.com/switchboard-hub/switchboard/core"
)

func TestAMessageSentTwiceIsOneMessage(t *testing.T) {
	t.Parallel()
	h := start(t)
	body := `{"client_message_id":"c1","text":"你好","visibility":"public","attachments":null}`
	first := h.do("POST", thread+"/messages", body)
	again := h.do("POST", thread+"/messages", body)
	if first.status != 201 || again.status != 200 || first.body != again.body {
		t.Errorf("first %d %s, again %d %s", first.status, first.body, again.status, again.body)
	}
	h.wantProblem(h.do("POST", thread+"/messages", `{"client_message_id":"c1","text":"other"}`), 409, "message.conflict")
}

func TestADraftReachesTheBackendWhole(t *testing.T) {
	t.Parallel()
	h := start(t)
	a := h.do("POST", thread+"/messages", `{"client_message_id":"c","text":"look","visibility":"note","reply_to":"`+otherID+`",
		"entities":[{"type":"bold","offset":0,"length":4}],
		"attachments":[{"blob":"b1","name":"A.PNG"},{"blob":"b2","name":"x.pdf"},{"blob":"b3","kind":"voice"},{"blob":"b4"}],
		"choices":[{"id":"y","label":"Yes"}]}`)
	if a.status != 201 {
		t.Fatal(a.body)
	}
	d := h.b.posts["c"]
	want := core.Draft{ClientMessageID: "c", Visibility: core.Note, Content: core.Content{Text: "look",
		Entities: []core.Entity{{Type: "bold", Length: 4}}, Choices: []core.Choice{{ID: "y", Label: "Yes"}},
		Media: []core.Media{{Name: "A.PNG", Blob: "b1"}, {Name: "x.pdf", Blob: "b2"}, {Kind: "voice", Blob: "b3"}, {Blob: "b4"}}}}
	want.ReplyTo, _ = core.ParseID(otherID)
	got, _ := json.Marshal(d)
	if w, _ := json.Marshal(want); string(got) != string(w) {
		t.Errorf("got  %s\nwant %s", got, w)
	}
}

func TestListsSayHowToGoOn(t *testing.T) {
	t.Parallel()
	h := start(t)
	h.b.messages, h.b.conversations = said(5), threads(3)
	for i := range 5 {
		h.b.changes = append(h.b.changes, core.Change{Rev: int64(i + 1), Message: &h.b.messages[i]})
	}
	for path, want := range map[string]any{
		thread + "/messages?limit=2":         2.0,
		thread + "/messages?after=2&limit=2": 4.0,
		thread + "/messages?after=4&limit=2": nil,
		thread + "/messages?after=99":        nil,
		thread + "/changes?limit=5":          5.0,
		thread + "/changes?after=1&limit=5":  nil,
		"/conversations?limit=2":             "cursor",
		"/conversations":                     nil,
		"/agents":                            nil,
	} {
		v := h.do("GET", path, "").json(t)
		next, present := v["next"]
		if !present || next != want {
			t.Errorf("%s: next %v (present %v), want %v", path, next, present, want)
		}
		if _, ok := v["items"].([]any); !ok {
			t.Errorf("%s: items %v", path, v["items"])
		}
	}
}

func TestAConversationAndItsMessagesHaveTheFixedFields(t *testing.T) {
	t.Parallel()
	h := start(t)
	h.b.conversations, h.b.messages = threads(1), said(1)
	c := h.do("GET", "/conversations", "").json(t)["items"].([]any)[0].(map[string]any)
	for _, f := range []string{"id", "account", "contact", "status", "seq", "rev", "last_message", "handler", "agent", "priority", "tags", "participants", "waiting_since", "created_at"} {
		if _, ok := c[f]; !ok {
			t.Errorf("a conversation has no %s", f)
		}
	}
	if l := c["last_message"].(map[string]any); l["text"] != "什么时候发货？" || l["seq"] != 3.0 || l["direction"] != "in" {
		t.Errorf("last message %v", l)
	}
	if ct := c["contact"].(map[string]any); ct["name"] != "王小明" || ct["id"] == "" {
		t.Errorf("contact %v", ct)
	}
	m := h.do("GET", thread+"/messages", "").json(t)["items"].([]any)[0].(map[string]any)
	if m["sent_at"] != "2026-01-02T00:00:00.000000Z" || m["content"].(map[string]any)["entities"] == nil {
		t.Errorf("message %v", m)
	}
	att := m["attachments"].([]any)[0].(map[string]any)
	if att["state"] != "ready" || att["url"] != api.Prefix+"/attachments/"+att["id"].(string) || att["mime"] != "image/png" || att["size"] != 9.0 {
		t.Errorf("attachment %v", att)
	}
}

func TestAMessageSaysWhatBecameOfItsChange(t *testing.T) {
	t.Parallel()
	h := start(t)
	h.b.messages = said(3)
	h.b.messages[1].Change = core.MessageChange{Kind: core.ChangeEdit, State: core.ChangeDone, Rev: 7}
	h.b.messages[2].Change = core.MessageChange{Kind: core.ChangeDelete, State: core.ChangeFailed, Rev: 8,
		Error: core.Failure{Class: core.Rejected, Code: "telegram.rejected", Text: "too old"}}
	items := h.do("GET", thread+"/messages", "").json(t)["items"].([]any)
	for i, want := range []string{`null`, `{"kind":"edit","rev":7,"state":"done"}`,
		`{"error":{"class":"rejected","code":"telegram.rejected","text":"too old"},"kind":"delete","rev":8,"state":"failed"}`} {
		got, err := json.Marshal(items[i].(map[string]any)["change"])
		if err != nil || string(got) != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestChangesNameMessagesAndEvents(t *testing.T) {
	t.Parallel()
	h := start(t)
	in, out := said(2)[1], said(2)[1]
	out.Direction = core.Out
	h.b.changes = []core.Change{{Rev: 1, Message: &in}, {Rev: 2, Message: &out}, {Rev: 3, Event: &core.Event{ID: core.NewID(), Type: core.EventTagged, Rev: 3, At: 7, Data: json.RawMessage(`{"tag":"vip"}`)}}}
	items := h.do("GET", thread+"/changes", "").json(t)["items"].([]any)
	for i, want := range []string{"message.received", "message.created", "conversation.tagged"} {
		c := items[i].(map[string]any)
		if c["type"] != want || c["rev"] != float64(i+1) || c["at"] == nil || (c["message"] == nil) == (c["event"] == nil) {
			t.Errorf("change %v", c)
		}
	}
}

// FuzzPostMessage: whatever a client sends, the answer is a message or a
// problem of the client's, and what reaches the backend keeps the rules.
func FuzzPostMessage(f *testing.F) {
	h := start(f)
	for _, s := range []string{`{"client_message_id":"c","text":"x"}`, `{"client_message_id":"c","attachments":[{"blob":"b"}]}`, `[]`, `{"client_message_id":1}`, "\xff",
		`{"client_message_id":"c","text":"x","reply_to":"018f3c5e-7b1a-7c3d-9e4f-0123456789ab","choices":[{"id":"a","label":"b"}],"entities":[{"type":"bold","offset":-1,"length":1}]}`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, body string) {
		a := (&hub{t: t, url: h.url}).do("POST", thread+"/messages", body)
		switch a.status {
		case http.StatusCreated, http.StatusOK:
			m := a.json(t)
			id, _ := m["client_message_id"].(string)
			if id == "" || m["visibility"] != "public" && m["visibility"] != "note" {
				t.Errorf("%q was taken as %s", body, a.body)
			}
		case http.StatusBadRequest, http.StatusConflict, http.StatusUnprocessableEntity, http.StatusRequestEntityTooLarge, http.StatusTooManyRequests:
			(&hub{t: t}).wantProblem(a, a.status, a.json(t)["code"].(string))
		default:
			t.Errorf("%q: status %d %s", body, a.status, strings.TrimSpace(a.body))
		}
	})
}
