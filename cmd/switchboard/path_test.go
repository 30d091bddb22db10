package main_test

import (
	"context"
	"net/http"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/connectors/telegram/telegramtest"
)

const botToken = "123456789:AAH-the_token_of_the_test_bot"

// A bot is linked from the command line, a user's message is in the API within
// a moment, and an answer posted there reaches the user.
func TestAMessageComesInAndAnAnswerReachesTheUser(t *testing.T) {
	t.Parallel()
	for _, receive := range []string{"webhook", "poll"} {
		t.Run(receive, func(t *testing.T) {
			t.Parallel()
			srv := telegramtest.New(telegramtest.Options{})
			t.Cleanup(srv.Close)
			srv.AddBot(botToken, "shop_bot")
			n := newNode(t, "")
			n.start()
			var account struct {
				ID          string `json:"id"`
				CallbackURL string `json:"callback_url"`
			}
			n.command(&account, "account", "add", "telegram", "--name", "Shop", "--set", "token="+botToken, "--set", "api_base="+srv.URL, "--set", "receive="+receive)
			user := srv.User(42, "小明", "王", "xiaoming", "zh")
			user.Start(botToken, "")
			user.Send(botToken, "你好")
			n.until("the message is in the API", func() bool {
				list := n.conversations()
				return len(list) == 1 && list[0].LastMessage.Text == "你好"
			})
			c := n.conversations()[0]
			var m message
			if _, err := n.call(http.MethodPost, "/conversations/"+c.ID+"/messages", map[string]any{"client_message_id": "a1", "text": "您好，有什么可以帮您？"}, &m); err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
			defer cancel()
			if _, err := srv.WaitSent(ctx, botToken, 1); err != nil {
				t.Fatal(err, n.log.String())
			}
			if got := srv.Sent(botToken)[0]; got.Text != "您好，有什么可以帮您？" {
				t.Fatalf("the user got %q", got.Text)
			}
			n.until("the answer is sent", func() bool {
				list := n.messages(c.ID)
				return list[len(list)-1].Delivery == "sent"
			})
			n.stop()
		})
	}
}
