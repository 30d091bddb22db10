package main_test

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/connectors/telegram/telegramtest"
)

// A new user's first hundred messages come in at the same time, each of them
// twice: they are one contact and one conversation.
func TestAHundredWebhooksOfOneNewUserAreOneConversation(t *testing.T) {
	t.Parallel()
	for name, database := range databases() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			srv := telegramtest.New(telegramtest.Options{})
			t.Cleanup(srv.Close)
			srv.AddBot(botToken, "shop_bot")
			n := newNode(t, database(t))
			n.start()
			var account struct {
				CallbackURL string `json:"callback_url"`
			}
			n.must(http.MethodPost, "/accounts", map[string]any{"channel": "telegram", "name": "Shop",
				"settings": map[string]string{"token": botToken, "api_base": srv.URL, "receive": "webhook"}}, &account)
			secret := lastCall(srv, botToken, "setWebhook").Params["secret_token"]
			const messages = 100
			for user := range soakRounds(3, 100) {
				deliverTwice(t, account.CallbackURL, secret, 500+user, messages)
				n.belongsTogether(500+user, messages)
			}
			n.stop()
		})
	}
}

// deliverTwice posts a user's messages all at once, each of them twice.
func deliverTwice(t *testing.T, callback, secret string, user, messages int) {
	t.Helper()
	client := &http.Client{Timeout: 20 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: 2 * messages}}
	defer client.CloseIdleConnections()
	begin := make(chan struct{})
	var work sync.WaitGroup
	for i := range 2 * messages {
		id := i/2 + 1
		body := fmt.Sprintf(`{"update_id":%d,"message":{"message_id":%d,"date":1700000000,"chat":{"id":%d,"type":"private","first_name":"New"},`+
			`"from":{"id":%d,"is_bot":false,"first_name":"New"},"text":"message %d"}}`, user*1000+id, id, user, user, id)
		work.Go(func() {
			<-begin
			req, err := http.NewRequest(http.MethodPost, callback, bytes.NewBufferString(body))
			if err != nil {
				t.Error(err)
				return
			}
			req.Header.Set("X-Telegram-Bot-Api-Secret-Token", secret)
			resp, err := client.Do(req)
			if err != nil {
				t.Error(err)
				return
			}
			resp.Body.Close()
			if resp.StatusCode != http.StatusOK {
				t.Errorf("message %d: %s", id, resp.Status)
			}
		})
	}
	close(begin)
	work.Wait()
}

// belongsTogether holds that a user's messages are one contact's, in one
// conversation, each of them once.
func (n *node) belongsTogether(user, messages int) {
	n.t.Helper()
	users := n.query(strings.ReplaceAll(`SELECT (SELECT COUNT(*) FROM identities WHERE external_id = '$'),
		(SELECT COUNT(*) FROM conversations WHERE thread = '$'), (SELECT COUNT(*) FROM contacts), (SELECT COUNT(*) FROM identities)`, "$", fmt.Sprint(user)))[0]
	if users[0] != int64(1) || users[1] != int64(1) || users[2] != users[3] {
		n.t.Errorf("user %d has %v identities and %v conversations; there are %v contacts and %v identities in all", user, users[0], users[1], users[2], users[3])
	}
	c := n.conversations()[0]
	seen := map[string]bool{}
	for i, m := range n.messages(c.ID) {
		if m.Seq != int64(i+1) || seen[m.Text] {
			n.t.Errorf("user %d: %q has seq %d, place %d", user, m.Text, m.Seq, i+1)
		}
		seen[m.Text] = true
	}
	if len(seen) != messages || c.Seq != int64(messages) {
		n.t.Errorf("user %d: %d messages of %d, seq %d", user, len(seen), messages, c.Seq)
	}
}
