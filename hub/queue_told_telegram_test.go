package hub_test

import (
	"context"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/connectors/telegram"
	"github.com/switchboard-hub/switchboard/connectors/telegram/telegramtest"
	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/routing"
	"github.com/switchboard-hub/switchboard/hub"
	"github.com/switchboard-hub/switchboard/normalize"
	normtelegram "github.com/switchboard-hub/switchboard/normalize/telegram"
)

func TestATelegramCustomerIsToldThePlaceAndAgainOnlyWhenItHasMoved(t *testing.T) {
	t.Parallel()
	const bot = "4242:AAqueue_bot"
	ctx, platform := context.Background(), telegramtest.New(telegramtest.Options{})
	t.Cleanup(platform.Close)
	platform.AddBot(bot, "queue_bot")
	ann, ben := platform.User(7, "Ann", "Lee", "annlee", "en"), platform.User(8, "Ben", "Wu", "benwu", "en")
	h, _ := open(t, hub.Config{Data: t.TempDir(), AllowPrivate: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")},
		Normalizers: normalize.Table{normtelegram.Kind: normtelegram.Normalize},
		Channels:    func(env connectors.Env) []connectors.Channel { return []connectors.Channel{telegram.Channel(env)} }})
	me := agent(t, h)
	_, err := h.SetQueue(ctx, root(), core.ID{}, routing.Settings{Policy: routing.Manual, QueueText: "{{ahead}} ahead of you"})
	must(t, err)
	_, err = h.AddAccount(ctx, root(), "telegram", "shop", map[string]string{"token": bot, "api_base": platform.URL})
	must(t, err)
	ann.Send(bot, "first")
	eventually(t, "the first is there", func() bool { return len(heard(t, h)) == 1 })
	first := only(t, h).ID
	ben.Send(bot, "second")
	told := func(user int64) string {
		var out []string
		for _, m := range platform.Sent(bot) {
			if m.ChatID == user {
				out = append(out, m.Text)
			}
		}
		return strings.Join(out, ", ")
	}
	eventually(t, "both are told", func() bool { return told(7) == "0 ahead of you" && told(8) == "1 ahead of you" })
	// again runs the timers by which who waits on is told again, as if their time had come.
	again := func() {
		t.Helper()
		var due []core.Job
		eventually(t, "those who wait have a timer", func() bool {
			list, err := h.Jobs(ctx, root(), core.JobWaiting, core.Page{})
			must(t, err)
			due = due[:0]
			for _, j := range list.Items {
				if j.Kind == engine.JobTimer && j.DueAt.Sub(core.At(time.Now())) > 4*time.Minute {
					due = append(due, j)
				}
			}
			return len(due) >= 2
		})
		for _, j := range due {
			must(t, h.RunTimer(ctx, j))
		}
	}
	again()
	if n := platform.SentCount(bot); n != 2 {
		t.Errorf("%d messages: a place that is the same is told twice", n)
	}
	_, err = h.Step(ctx, me, first, core.Step{Kind: core.StepAssign, AgentID: me.AgentID})
	must(t, err)
	again()
	eventually(t, "the second has moved up", func() bool { return told(8) == "1 ahead of you, 0 ahead of you" })
	if got := told(7); got != "0 ahead of you" {
		t.Errorf("who is served was told %q", got)
	}
}
