package main_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"testing"
	"time"
)

// A visitor's browser repeats what it got no answer to, under the same name.
// The hub is killed in the middle, over and over: every message is there once,
// in the order in which the visitor wrote it.
func TestAVisitorsMessagesAreThereOnceHoweverTheHubEnds(t *testing.T) {
	t.Parallel()
	for name, database := range databases() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			n := newNode(t, database(t))
			n.start()
			var account struct{ ID string }
			n.command(&account, "account", "add", "web", "--name", "shop", "--set", "messages_per_minute=10000", "--set", "messages_burst=1000")
			base := "http://" + n.public + "/widget/v1/" + account.ID
			var session struct{ Token string }
			n.until("there is a session", func() bool { return visitorCall(base+"/session", "", map[string]any{}, &session) == http.StatusOK })
			const messages = 90
			done := make(chan struct{})
			go func() {
				defer close(done)
				for i := range messages {
					body := map[string]any{"client_message_id": fmt.Sprint("m", i), "text": fmt.Sprint("message ", i)}
					if !insist(base+"/messages", session.Token, body) {
						t.Errorf("message %d was never taken", i)
						return
					}
				}
			}()
			for kills := range 3 {
				pause := time.NewTimer(time.Duration(30+20*kills) * time.Millisecond)
				select {
				case <-pause.C: // in the middle of something
				case <-done:
				}
				n.kill()
				n.start()
			}
			<-done
			all := n.conversations()
			if len(all) != 1 {
				t.Fatalf("%d conversations", len(all))
			}
			got := n.messages(all[0].ID)
			if len(got) != messages {
				t.Fatalf("%d messages, want %d", len(got), messages)
			}
			for i, m := range got {
				if want := fmt.Sprint("message ", i); m.Text != want || m.Seq != int64(i+1) {
					t.Fatalf("place %d: %q with seq %d", i, m.Text, m.Seq)
				}
			}
			n.stop()
		})
	}
}

// insist repeats a message until it is taken.
func insist(url, token string, body any) bool {
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); <-tick.C {
		if status := visitorCall(url, token, body, nil); status == http.StatusCreated || status == http.StatusOK {
			return true
		}
	}
	return false
}

// visitorCall posts as a browser would; 0 is no answer.
func visitorCall(url, token string, body, into any) int {
	raw, err := json.Marshal(body)
	if err != nil {
		return 0
	}
	req, err := http.NewRequest(http.MethodPost, url, bytes.NewReader(raw))
	if err != nil {
		return 0
	}
	if token != "" {
		req.Header.Set("Authorization", "Bearer "+token)
	}
	resp, err := (&http.Client{Timeout: 5 * time.Second}).Do(req)
	if err != nil {
		return 0
	}
	defer resp.Body.Close()
	if b, err := io.ReadAll(resp.Body); err != nil || into != nil && json.Unmarshal(b, into) != nil {
		return 0
	}
	return resp.StatusCode
}
