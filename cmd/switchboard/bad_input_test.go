package main_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
)

func TestWhatBadInputGets(t *testing.T) {
	t.Parallel()
	s := openShop(t)
	for name, f := range map[string]func(*bot){
		"a wrong secret is refused and stores nothing":   wrongSecret,
		"a body over the limit is refused":               hugeBody,
		"a payload that cannot be read is kept":          malformed,
		"more text than the channel takes":               tooMuchText,
		"attachments that the channel refuses":           badAttachments,
		"what is not there":                              notThere,
		"one client_message_id is one message":           clientIDReused,
		"keys that are wrong, narrow or revoked":         badKeys,
		"a message without anything in it":               emptyMessage,
		"an update delivered twice is stored once":       redelivered,
		"a choice whose id does not fit becomes text":    longChoice,
		"only what was written here can be edited":       editForeign,
		"a reply quotes a message of its conversation":   foreignReply,
		"a file name cannot leave its folder or scripts": hostileName,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f(s.bot(t))
		})
	}
}

// metric reads one value of the agents' listener.
func (n *node) metric(line string) string {
	n.t.Helper()
	resp, err := http.Get("http://" + n.agents + "/metrics")
	if err != nil {
		n.t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		n.t.Fatal(err)
	}
	for l := range strings.Lines(string(body)) {
		if value, ok := strings.CutPrefix(l, line+" "); ok {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

// refused posts to the API and wants a problem with the code, whose sentence
// has the words.
func (n *node) refused(status int, method, path string, body any, words ...string) {
	n.t.Helper()
	got, err := n.call(method, path, body, nil)
	if got != status || err == nil {
		n.t.Errorf("%s %s: status %d, want %d: %v", method, path, got, status, err)
		return
	}
	for _, w := range words {
		if !strings.Contains(err.Error(), w) {
			n.t.Errorf("%s %s: %q is not said in %v", method, path, w, err)
		}
	}
}

func update(id, chat int64, text string) []byte {
	return fmt.Appendf(nil, `{"update_id":%d,"message":{"message_id":%d,"date":1700000000,"from":{"id":%d,"first_name":"A"},"chat":{"id":%d,"type":"private","first_name":"A"},"text":%q}}`,
		id, id, chat, chat, text)
}

func wrongSecret(b *bot) {
	for _, secret := range []string{"", "guess", b.secret() + "x"} {
		if got := b.deliver(secret, update(1, 77, "hi")); got != http.StatusUnauthorized {
			b.t.Errorf("secret %q: status %d", secret, got)
		}
	}
	if n := b.metric(`switchboard_callbacks_total{outcome="unverified"}`); n == "" || n == "0" {
		b.t.Errorf("%q calls are counted", n)
	}
	b.greet() // whatever came before it would be there by now
	if len(b.threads()) != 1 {
		b.t.Errorf("%d conversations", len(b.threads()))
	}
	var raws list[struct{ Account, Body string }]
	b.get("/raws?state=done&limit=200", &raws)
	for _, r := range raws.Items {
		if r.Account == b.account && strings.Contains(r.Body, `"hi"`) {
			b.t.Error("the refused payload is stored")
		}
	}
}

func hugeBody(b *bot) {
	body := update(1, 77, strings.Repeat("x", 1<<20))
	if got := b.deliver(b.secret(), body); got != http.StatusRequestEntityTooLarge {
		b.t.Errorf("status %d", got)
	}
	b.greet()
}

func malformed(b *bot) {
	body := `{"update_id": "` + b.account + `", "message": {`
	for range 2 { // the platform repeats itself
		if got := b.deliver(b.secret(), []byte(body)); got != http.StatusOK {
			b.t.Fatalf("status %d", got)
		}
	}
	type raw struct{ ID, Account, Body, State, Error string }
	var mine []raw
	var fromAPI, fromCommand list[raw]
	b.get("/raws?limit=200", &fromAPI)
	b.command(&fromCommand, "raw", "list")
	for _, r := range append(fromAPI.Items, fromCommand.Items...) {
		if r.Account == b.account {
			mine = append(mine, r)
		}
	}
	if len(mine) != 2 || mine[0] != mine[1] || mine[0].Body != body || mine[0].State != "failed" || mine[0].Error == "" {
		b.t.Fatalf("listed %+v", mine)
	}
	b.refused(http.StatusUnprocessableEntity, http.MethodPost, "/raws/"+mine[0].ID+"/replay", nil, "raw.unreadable")
	if _, err := b.try(nil, "raw", "replay", mine[0].ID); err == nil || !strings.Contains(err.Error(), "still cannot be read") {
		b.t.Errorf("replay by command: %v", err)
	}
	if n := b.metric("switchboard_raws_failed"); n == "" || n == "0" {
		b.t.Errorf("%q failed raws are counted", n)
	}
}

func tooMuchText(b *bot) {
	path := "/conversations/" + b.greet() + "/messages"
	b.refused(http.StatusUnprocessableEntity, http.MethodPost, path,
		map[string]any{"client_message_id": "a", "text": strings.Repeat("长", 41000)}, "message.too_long", "10", "4096")
	b.refused(http.StatusUnprocessableEntity, http.MethodPost, path,
		map[string]any{"client_message_id": "a", "text": strings.Repeat("x", 100001)}, "request.invalid", "100000")
	b.sent(0)
}

func badAttachments(b *bot) {
	path := "/conversations/" + b.greet() + "/messages"
	post := func(attachment map[string]string) map[string]any {
		return map[string]any{"client_message_id": "a", "text": "x", "attachments": []map[string]string{attachment}}
	}
	b.refused(http.StatusUnprocessableEntity, http.MethodPost, path, post(map[string]string{"blob": strings.Repeat("0", 64)}), "attachment.unknown", "upload")
	photo := b.upload("big.jpg", append(bytes.Clone(jpegBytes), make([]byte, 11<<20)...), false)
	b.refused(http.StatusUnprocessableEntity, http.MethodPost, path, post(map[string]string{"blob": photo}), "attachment.too_large", "10.0 MB")
	b.refused(http.StatusUnprocessableEntity, http.MethodPost, path, post(map[string]string{"blob": photo, "kind": "sticker"}), "sticker")
	b.delivered(b.threads()[0].ID, b.answer(b.threads()[0].ID, map[string]any{"attachments": []map[string]string{{"blob": photo, "kind": "file"}}}), "sent")
	answer, resp := b.raw(http.MethodPost, "http://"+b.agents+"/api/v1/uploads?name=x", "application/octet-stream", io.LimitReader(zeros{}, core.MaxFile+1))
	if resp.StatusCode != http.StatusRequestEntityTooLarge || !strings.Contains(string(answer), "100 MB") {
		b.t.Errorf("a file over the limit: status %d: %s", resp.StatusCode, answer)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { return len(p), nil }

const nowhere = "018f3c5e-7b1a-7c3d-9e4f-0123456789ab"

func notThere(b *bot) {
	body := map[string]any{"client_message_id": "a", "text": "x"}
	b.refused(http.StatusNotFound, http.MethodPost, "/conversations/"+nowhere+"/messages", body, "conversation.not_found")
	b.refused(http.StatusNotFound, http.MethodGet, "/conversations/"+nowhere, nil, "conversation.not_found")
	b.refused(http.StatusNotFound, http.MethodGet, "/attachments/"+nowhere, nil)
	b.refused(http.StatusNotFound, http.MethodGet, "/accounts/"+nowhere, nil, "account.not_found")
	b.refused(http.StatusNotFound, http.MethodGet, "/nothing", nil, "route.not_found")
	b.refused(http.StatusMethodNotAllowed, http.MethodDelete, "/conversations", nil)
	b.refused(http.StatusUnprocessableEntity, http.MethodGet, "/conversations/1", nil, "request.invalid")
	b.refused(http.StatusUnprocessableEntity, http.MethodPost, "/conversations/"+nowhere+"/messages", map[string]any{"txt": "x"}, "request.invalid")
	id := b.greet()
	b.refused(http.StatusNotFound, http.MethodGet, "/conversations/"+id+"/messages/"+nowhere, nil, "message.not_found")
}

func clientIDReused(b *bot) {
	id := b.greet()
	path := "/conversations/" + id + "/messages"
	body := map[string]any{"client_message_id": "one", "text": "第一"}
	var first, again letter
	if status, err := b.call(http.MethodPost, path, body, &first); status != http.StatusCreated {
		b.t.Fatalf("status %d: %v", status, err)
	}
	if status, err := b.call(http.MethodPost, path, body, &again); status != http.StatusOK || again.ID != first.ID {
		b.t.Errorf("again: status %d, message %s of %s: %v", status, again.ID, first.ID, err)
	}
	body["text"] = "第二"
	b.refused(http.StatusConflict, http.MethodPost, path, body, "message.client_id_conflict")
	b.delivered(id, first.ID, "sent")
	b.sent(1)
}

func badKeys(b *bot) {
	id := b.greet()
	var k struct {
		ID, Key string
	}
	b.must(http.MethodPost, "/keys", map[string]any{"name": "reader", "scopes": []string{"conversations.read"}}, &k)
	narrow := *b.node
	narrow.key = k.Key
	narrow.must(http.MethodGet, "/conversations/"+id, nil, nil)
	narrow.refused(http.StatusForbidden, http.MethodPost, "/conversations/"+id+"/messages", map[string]any{"client_message_id": "a", "text": "x"}, "auth.forbidden")
	narrow.refused(http.StatusForbidden, http.MethodPost, "/accounts", map[string]any{"channel": "telegram"}, "auth.forbidden")
	b.must(http.MethodDelete, "/keys/"+k.ID, nil, nil)
	narrow.refused(http.StatusUnauthorized, http.MethodGet, "/conversations", nil, "auth.invalid")
	narrow.key = "sb_" + strings.Repeat("x", 43)
	narrow.refused(http.StatusUnauthorized, http.MethodGet, "/conversations", nil, "auth.invalid")
}

func emptyMessage(b *bot) {
	path := "/conversations/" + b.greet() + "/messages"
	for _, text := range []string{"", "   \n"} {
		b.refused(http.StatusUnprocessableEntity, http.MethodPost, path, map[string]any{"client_message_id": "a", "text": text}, "text")
	}
	b.refused(http.StatusUnprocessableEntity, http.MethodPost, path, map[string]any{"text": "x"}, "client_message_id")
}

func redelivered(b *bot) {
	for range 3 {
		if got := b.deliver(b.secret(), update(5, 88, "一次")); got != http.StatusOK {
			b.t.Errorf("status %d", got)
		}
	}
	b.incoming(1)
}

func longChoice(b *bot) {
	id := b.greet()
	b.answer(id, map[string]any{"text": "?", "choices": []map[string]string{{"id": strings.Repeat("长", 22), "label": "红"}}})
	if got := b.sent(1)[0]; !strings.Contains(got.Text, "红") || len(got.ReplyMarkup) > 0 {
		b.t.Errorf("sent %q with %s", got.Text, got.ReplyMarkup)
	}
}

func editForeign(b *bot) {
	id := b.greet()
	first := b.letters(id)[0].ID
	b.refused(http.StatusConflict, http.MethodPatch, "/conversations/"+id+"/messages/"+first, map[string]string{"text": "x"}, "message.unchangeable")
	b.refused(http.StatusConflict, http.MethodDelete, "/conversations/"+id+"/messages/"+first, nil, "message.unchangeable")
	b.refused(http.StatusConflict, http.MethodPost, "/conversations/"+id+"/messages/"+first+"/resolve", map[string]string{"decision": "sent"}, "message.not_undecided")
}

func foreignReply(b *bot) {
	id := b.greet()
	b.refused(http.StatusUnprocessableEntity, http.MethodPost, "/conversations/"+id+"/messages",
		map[string]any{"client_message_id": "a", "text": "x", "reply_to": nowhere}, "message.reply_to")
}

func hostileName(b *bot) {
	id := b.greet()
	page := []byte("<!DOCTYPE html><script>alert(1)</script>")
	b.user.SendDocument(b.token, "../../etc/<b>.html", "text/html", page)
	b.until("it is fetched", func() bool {
		all := b.letters(id)
		return len(all) == 2 && all[1].Attachments[0].State == "ready"
	})
	body, resp := b.bytesOf(b.letters(id)[1].Attachments[0].ID)
	if !bytes.Equal(body, page) || resp.Header.Get("Content-Type") != "application/octet-stream" ||
		!strings.HasPrefix(resp.Header.Get("Content-Disposition"), "attachment") || !strings.Contains(resp.Header.Get("Content-Security-Policy"), "sandbox") {
		b.t.Errorf("served as %v", resp.Header)
	}
	var u struct{ Name string }
	answer, _ := b.raw(http.MethodPost, "http://"+b.agents+"/api/v1/uploads?name=..%2F..%2Fetc%2Fpasswd", "application/octet-stream", strings.NewReader("x"))
	if err := json.Unmarshal(answer, &u); err != nil || u.Name != "passwd" {
		b.t.Errorf("uploaded as %q: %v", u.Name, err)
	}
}
