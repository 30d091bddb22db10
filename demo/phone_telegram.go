package demo

import (
	"context"
	"fmt"
	"strings"

	"github.com/switchboard-hub/switchboard/connectors/telegram/telegramtest"
)

// telegramPhone is somebody who writes to the shop's bot.
type telegramPhone struct {
	server *telegramtest.Server
	user   *telegramtest.User
	seen   int // of all that the bot has sent
}

func newTelegramPhone(s *telegramtest.Server, p *person) *telegramPhone {
	return &telegramPhone{server: s, user: s.User(telegramID(p.Name), p.Name, "", "", p.Language)}
}

func (t *telegramPhone) arrive(context.Context, visit) error {
	t.user.Unblock(botToken)
	return nil
}

func (t *telegramPhone) say(_ context.Context, l line) error {
	if l.Photo == "" {
		t.user.Send(botToken, l.Text)
		return nil
	}
	photo, err := picture(l.Photo)
	if err != nil {
		return err
	}
	t.user.SendPhoto(botToken, photo, l.Text)
	return nil
}

// typing is shown to no bot.
func (t *telegramPhone) typing(context.Context) error { return nil }

func (t *telegramPhone) hear(ctx context.Context) ([]heard, error) {
	for {
		if err := t.server.Wait(ctx, func(s *telegramtest.Server) bool { return s.SentCount(botToken) > t.seen }); err != nil {
			return nil, err
		}
		all := t.server.Sent(botToken)
		var fresh []heard
		for _, m := range all[t.seen:] {
			if m.ChatID == t.user.ID() {
				fresh = append(fresh, t.heard(m))
			}
		}
		if t.seen = len(all); len(fresh) > 0 {
			return fresh, nil
		}
	}
}

// heard reads a message; one with scores below is a question for a rating.
func (t *telegramPhone) heard(m telegramtest.Sent) heard {
	h := heard{text: m.Text}
	if strings.Contains(string(m.ReplyMarkup), ratingID(1)) {
		h.rate = func(_ context.Context, score int) error {
			_, err := t.user.Press(botToken, m.MessageID, ratingID(score))
			return err
		}
	}
	return h
}

// leave stops the bot.
func (t *telegramPhone) leave(context.Context) error {
	t.user.Block(botToken)
	return nil
}

// ratingID is how the hub names a score among the choices of a question.
func ratingID(score int) string { return fmt.Sprintf("rating:%d", score) }
