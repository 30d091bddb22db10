package telegramtest_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"testing"

	"github.com/switchboard-hub/switchboard/connectors/telegram/telegramtest"
)

type gotUpdate struct {
	ID      int64 `json:"update_id"`
	Message struct {
		Text string `json:"text"`
	} `json:"message"`
	Reaction json.RawMessage `json:"message_reaction"`
}

func (a answer) updates(t *testing.T) []gotUpdate {
	t.Helper()
	var list []gotUpdate
	if err := json.Unmarshal(a.succeeds(t).Result, &list); err != nil {
		t.Fatal(err)
	}
	return list
}

// poll starts a long poll and returns once the server holds it.
func (w *world) poll(pairs ...string) <-chan answer {
	w.t.Helper()
	values := url.Values{"timeout": {"50"}}
	for i := 0; i < len(pairs); i += 2 {
		values.Set(pairs[i], pairs[i+1])
	}
	done := make(chan answer, 1)
	before := w.Polls(token)
	go func() {
		defer close(done)
		r, err := http.Get(w.URL + "/bot" + token + "/getUpdates?" + values.Encode())
		if err != nil {
			return
		}
		defer r.Body.Close()
		a := answer{Status: r.StatusCode}
		if json.NewDecoder(r.Body).Decode(&a) == nil {
			done <- a
		}
	}()
	if err := w.Wait(deadline(w.t), func(s *telegramtest.Server) bool { return s.Polls(token) > before }); err != nil {
		w.t.Fatalf("the poll did not arrive: %v", err)
	}
	return done
}

func TestOffsetAcknowledges(t *testing.T) {
	t.Parallel()
	w := newWorld(t, telegramtest.Options{})
	w.ann.Send(token, "one")
	last := w.ann.Send(token, "two")
	if got := w.form("getUpdates", "limit", "2").updates(t); len(got) != 2 || got[1].Message.Text != "one" {
		t.Fatalf("limit 2: %+v", got)
	}
	if got := w.form("getUpdates").updates(t); len(got) != 3 {
		t.Fatalf("unacknowledged updates come again: %+v", got)
	}
	if got := w.form("getUpdates", "offset", strconv.FormatInt(last.UpdateID, 10)).updates(t); len(got) != 1 || got[0].Message.Text != "two" {
		t.Fatalf("after the offset: %+v", got)
	}
	fates := w.UpdatesOf(token)
	if !fates[0].Accepted || !fates[1].Accepted || fates[2].Accepted || fates[0].Attempts != 2 || fates[2].Attempts != 2 {
		t.Errorf("fates: %+v", fates)
	}
	if w.Pending(token) != 1 || fates[2].ChatID != 7 || fates[2].MessageID != last.MessageID {
		t.Errorf("pending %d, last %+v", w.Pending(token), fates[2])
	}
	if got := w.form("getUpdates", "offset", strconv.FormatInt(last.UpdateID+1, 10)).updates(t); len(got) != 0 || w.Pending(token) != 0 {
		t.Errorf("all acknowledged: %+v", got)
	}
}

func TestNegativeOffsetForgets(t *testing.T) {
	t.Parallel()
	w := newWorld(t, telegramtest.Options{})
	w.ann.Send(token, "one")
	w.ann.Send(token, "two")
	if got := w.form("getUpdates", "offset", "-1").updates(t); len(got) != 1 || got[0].Message.Text != "two" {
		t.Fatalf("the newest: %+v", got)
	}
	if got := w.form("getUpdates").updates(t); len(got) != 1 {
		t.Errorf("the others are forgotten: %+v", got)
	}
}

func TestLongPollWaits(t *testing.T) {
	t.Parallel()
	w := newWorld(t, telegramtest.Options{})
	done := w.poll("offset", "700000002")
	w.ann.Send(token, "now")
	if got := (<-done).updates(t); len(got) != 1 || got[0].Message.Text != "now" {
		t.Errorf("got %+v", got)
	}
}

func TestSecondPollerEndsTheFirst(t *testing.T) {
	t.Parallel()
	w := newWorld(t, telegramtest.Options{})
	first := w.poll("offset", "700000002")
	second := w.poll("offset", "700000002")
	(<-first).wants(t, 409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running")
	w.form("setWebhook", "url", "http://127.0.0.1:1/").succeeds(t)
	(<-second).wants(t, 409, "Conflict: terminated by setWebhook request")
	w.form("getUpdates").wants(t, 409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first")
	w.form("deleteWebhook").succeeds(t)
	w.form("getUpdates").succeeds(t)
}

func TestAllowedUpdatesLast(t *testing.T) {
	t.Parallel()
	w := newWorld(t, telegramtest.Options{})
	reaction := json.RawMessage(`{"message_reaction":{"chat":{"id":7,"type":"private"},"message_id":1}}`)
	if id, err := w.Inject(token, reaction); id != 0 || err != nil {
		t.Errorf("reactions have to be asked for: %d, %v", id, err)
	}
	w.form("getUpdates", "allowed_updates", `["message_reaction"]`).succeeds(t)
	w.ann.Send(token, "not asked for any more")
	id, err := w.Inject(token, reaction)
	if id == 0 || err != nil {
		t.Fatalf("inject: %d, %v", id, err)
	}
	got := w.form("getUpdates", "offset", "700000002").updates(t)
	if len(got) != 1 || got[0].ID != id || got[0].Reaction == nil {
		t.Errorf("got %+v", got)
	}
	if fate := w.UpdatesOf(token)[1]; fate.Type != "message_reaction" || fate.ChatID != 7 || fate.MessageID != 1 {
		t.Errorf("fate %+v", fate)
	}
	for _, bad := range []string{`{`, `{}`, `{"message":{},"poll":{}}`} {
		if _, err := w.Inject(token, json.RawMessage(bad)); err == nil {
			t.Errorf("%s was injected", bad)
		}
	}
}
