package hub_test

import (
	"context"
	"net/netip"
	"testing"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/connectors/telegram"
	"github.com/switchboard-hub/switchboard/connectors/telegram/telegramtest"
	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/hub"
	"github.com/switchboard-hub/switchboard/normalize"
	normtelegram "github.com/switchboard-hub/switchboard/normalize/telegram"
)

func TestATelegramCustomerRatesByAButton(t *testing.T) {
	t.Parallel()
	const bot = "4242:AArating_bot"
	ctx, platform := context.Background(), telegramtest.New(telegramtest.Options{})
	t.Cleanup(platform.Close)
	platform.AddBot(bot, "rating_bot")
	ann := platform.User(7, "Ann", "Lee", "annlee", "en")
	h, _ := open(t, hub.Config{Data: t.TempDir(), AllowPrivate: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")},
		Normalizers: normalize.Table{normtelegram.Kind: normtelegram.Normalize},
		Channels:    func(env connectors.Env) []connectors.Channel { return []connectors.Channel{telegram.Channel(env)} }})
	me := agent(t, h)
	_, err := h.AddAccount(ctx, root(), "telegram", "shop", map[string]string{"token": bot, "api_base": platform.URL, "rating": "on", "rating_question": "How was it?"})
	must(t, err)
	ann.Send(bot, "hello")
	eventually(t, "the message has come", func() bool { return len(heard(t, h)) == 1 })
	id := only(t, h).ID
	for _, st := range []core.Step{{Kind: core.StepAssign, AgentID: me.AgentID}, {Kind: core.StepComplete}} {
		_, err := h.Step(ctx, me, id, st)
		must(t, err)
	}
	eventually(t, "she is asked", func() bool { return platform.SentCount(bot) == 1 })
	question := platform.Sent(bot)[0]
	if question.Text != "How was it?" {
		t.Errorf("asked %q", question.Text)
	}
	eventually(t, "the question's name is known", func() bool {
		list, err := h.Messages(ctx, me, id, 0, 10)
		must(t, err)
		return list[len(list)-1].Delivery == core.DeliverySent
	})
	_, err = ann.Press(bot, question.MessageID, core.RatingChoices()[3].ID)
	must(t, err)
	eventually(t, "she has rated", func() bool {
		r, err := h.Rating(ctx, me, id)
		return err == nil && r.Score == 4
	})
	if c := only(t, h); c.Status != core.StatusCompleted || c.WaitingSince != 0 {
		t.Errorf("the conversation is %s", c.Status)
	}
	eventually(t, "the button's press is answered", func() bool { return len(platform.CallbackAnswers(bot)) == 1 })
}
