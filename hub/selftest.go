package hub

import (
	"context"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/core"
)

// The legs that every account has beside those of its channel.
const (
	legCredentials = "credentials"
	legCallback    = "callback"
	legMessage     = "first_message"
	legReply       = "first_reply"
)

// TestAccount tries each leg of an account: those that the platform can be asked
// about now, then whether it has called us, whether somebody's message came in,
// and whether an answer was accepted.
func (h *Hub) TestAccount(ctx context.Context, v core.Viewer, id core.ID) ([]core.Leg, error) {
	if err := need(v, core.PermAccounts); err != nil {
		return nil, err
	}
	a, err := h.present(ctx, id)
	if err != nil {
		return nil, err
	}
	limited, cancel := context.WithTimeout(ctx, linkLimit)
	defer cancel()
	return h.legs(limited, a), nil
}

func (h *Hub) legs(ctx context.Context, a core.Account) []core.Leg {
	legs := h.askLegs(ctx, a)
	if h.isCalled(a) {
		legs = append(legs, callbackLeg(a))
	}
	return append(legs, seenLeg(legMessage, a.Health.LastReceivedAt), seenLeg(legReply, a.Health.LastSentAt))
}

// isCalled reports whether the account hears of news by being called.
func (h *Hub) isCalled(a core.Account) bool {
	ch := h.channels[a.Channel]
	receiver, receives := ch.Connector.(connectors.Receiver)
	_, pulls := ch.Connector.(connectors.Puller)
	return ch.Gate != nil && (pulls || !receives || !receiver.Receives(a))
}

// askLegs asks the platform.
func (h *Hub) askLegs(ctx context.Context, a core.Account) []core.Leg {
	switch c := h.channels[a.Channel].Connector.(type) {
	case connectors.Tester:
		return c.Test(ctx, a)
	case connectors.Linker:
		leg := core.Leg{Name: legCredentials, State: core.LegOK, At: core.At(h.cfg.Now())}
		if _, err := c.Verify(ctx, a); err != nil {
			leg = core.Leg{Name: legCredentials, State: core.LegFailed, Text: problemText(err)}
		}
		return []core.Leg{leg}
	}
	return nil
}

// callbackLeg tells whether the platform's calls arrive and are believed. Anybody
// can post to an address: what is refused counts only where nothing was believed
// since the settings are what they are.
func callbackLeg(a core.Account) core.Leg {
	s := a.Health
	switch {
	case s.CalledAt > 0 && (s.CalledAt >= a.UpdatedAt || s.RefusedAt < a.UpdatedAt):
		return core.Leg{Name: legCallback, State: core.LegOK, At: s.CalledAt}
	case s.RefusedAt > 0:
		return core.Leg{Name: legCallback, State: core.LegFailed, Code: "callback.refused", At: s.CalledAt,
			Text: "the platform calls, and is not believed: " + s.Refused + ". Compare the token and the key on its page with those of this account"}
	}
	return core.Leg{Name: legCallback, State: core.LegWaiting, Code: "callback.not_called",
		Text: "the platform has not called yet: enter the callback address on its page and save there"}
}

func seenLeg(name string, at core.Time) core.Leg {
	if at > 0 {
		return core.Leg{Name: name, State: core.LegOK, At: at}
	}
	return core.Leg{Name: name, State: core.LegWaiting}
}
