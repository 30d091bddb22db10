package demo

import (
	"context"
	"errors"
	"fmt"
)

// phone is a customer's end of a channel.
type phone interface {
	// arrive does what comes before the first word of a visit.
	arrive(ctx context.Context, v visit) error
	say(ctx context.Context, l line) error
	// typing shows that the customer writes, where the channel shows it.
	typing(ctx context.Context) error
	// hear waits for what has come and was not heard yet.
	hear(ctx context.Context) ([]heard, error)
	// leave goes away, until arrive.
	leave(ctx context.Context) error
}

// heard is a message that a customer got. Rate is set where it asks for a score.
type heard struct {
	text string
	rate func(ctx context.Context, score int) error
}

// errNotTaken is a message that the hub did not accept from its platform.
var errNotTaken = errors.New("the hub did not take a message")

// phone gives a person theirs.
func (w *world) phone(p *person) (phone, error) {
	switch p.Channel {
	case onTelegram:
		return newTelegramPhone(w.platforms.telegram, p), nil
	case onOfficial:
		return &followerPhone{server: w.platforms.wechat, follower: w.platforms.official.Follower(p.Name), follows: true}, nil
	case onMiniProgram:
		return &followerPhone{server: w.platforms.wechat, follower: w.platforms.mini.Follower(p.Name)}, nil
	case onKF:
		return &kfPhone{server: w.platforms.wechat, desk: w.platforms.desk, customer: w.platforms.desk.Customer(p.Name)}, nil
	case onWeb:
		return newWebPhone(w.PublicURL, w.accounts[onWeb].ID, p), nil
	case onMail:
		return &mailPhone{server: w.platforms.mail, person: p, shop: w.script.Mailbox}, nil
	}
	return nil, fmt.Errorf("%s is on no channel: %q", p.Name, p.Channel)
}
