package main_test

import (
	"net/http"
	"testing"
	"time"
)

// An answer that was put off, and a bulk action, go on after the hub was killed:
// once each.
func TestWhatIsPutOffSurvivesAKill(t *testing.T) {
	t.Parallel()
	b := openShop(t).bot(t)
	conversation := b.greet()
	var later struct{ Delivery string }
	b.must(http.MethodPost, "/conversations/"+conversation+"/messages", map[string]any{"text": "到货了", "client_message_id": "later",
		"send_at": time.Now().Add(2 * time.Second).UTC()}, &later)
	if later.Delivery != "scheduled" {
		t.Errorf("delivery %q", later.Delivery)
	}
	var bulk struct {
		ID    string
		State string
		Done  int
	}
	b.must(http.MethodPost, "/bulk", map[string]any{"action": "tag", "tag": "vip", "filter": map[string]string{"view": "all"}}, &bulk)
	b.kill()
	b.start()
	if sent := b.sent(1); sent[0].Text != "到货了" {
		t.Errorf("sent %q", sent[0].Text)
	}
	b.until("the bulk action is done", func() bool {
		b.get("/bulk/"+bulk.ID, &bulk)
		return bulk.State == "done"
	})
	if bulk.Done != 1 {
		t.Errorf("%+v", bulk)
	}
	var left struct{ Items []letter }
	b.until("nothing waits any more", func() bool {
		b.get("/conversations/"+conversation+"/scheduled", &left)
		return len(left.Items) == 0
	})
	out := 0
	for _, m := range b.letters(conversation) {
		if m.Direction == "out" {
			out++
		}
	}
	if out != 1 || b.srv.SentCount(b.token) != 1 {
		t.Errorf("%d answers here, %d there", out, b.srv.SentCount(b.token))
	}
}
