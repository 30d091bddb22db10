package telegramtest_test

import (
	"strconv"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/connectors/telegram/telegramtest"
)

func (w *world) text(chat int64) answer {
	w.t.Helper()
	return w.form("sendMessage", "chat_id", strconv.FormatInt(chat, 10), "text", "x")
}

// throttled fails unless the call was refused for so many seconds.
func (a answer) throttled(t *testing.T, seconds int) {
	t.Helper()
	a.wants(t, 429, "Too Many Requests: retry after "+strconv.Itoa(seconds))
	if a.Parameters.RetryAfter != seconds {
		t.Errorf("retry_after %d, want %d", a.Parameters.RetryAfter, seconds)
	}
}

func TestOneMessageASecondToAChat(t *testing.T) {
	t.Parallel()
	now := newClock()
	w := newWorld(t, telegramtest.Options{Now: now.Now, Rates: telegramtest.Rates{ChatBurst: 2}})
	w.User(8, "Bob", "", "", "").Start(token, "")
	w.text(7).succeeds(t)
	w.text(7).succeeds(t)
	w.text(7).throttled(t, 1)
	w.text(8).throttled(t, 1) // the whole bot is refused
	w.form("sendChatAction", "chat_id", "8", "action", "typing").throttled(t, 1)
	w.form("getMe").succeeds(t)
	now.advance(time.Second)
	w.text(7).succeeds(t)
	w.text(8).succeeds(t)
	if n := w.SentCount(token); n != 4 {
		t.Errorf("%d messages arrived", n)
	}
}

func TestThirtyMessagesASecondInAll(t *testing.T) {
	t.Parallel()
	now := newClock()
	w := newWorld(t, telegramtest.Options{Now: now.Now})
	for id := int64(1000); id <= 1030; id++ {
		w.User(id, "U", "", "", "").Start(token, "")
	}
	for id := int64(1000); id < 1030; id++ {
		w.text(id).succeeds(t)
	}
	w.text(1030).throttled(t, 1)
	now.advance(time.Second)
	w.text(1030).succeeds(t)
}

func TestTwentyMessagesAMinuteToAGroup(t *testing.T) {
	t.Parallel()
	now := newClock()
	w := newWorld(t, telegramtest.Options{Now: now.Now})
	w.ann.In(w.Group(-5, "Crowd")).Send(token, "hi")
	for range 20 {
		w.text(-5).succeeds(t)
		now.advance(time.Second)
	}
	w.text(-5).throttled(t, 40)
	now.advance(40 * time.Second)
	w.text(-5).succeeds(t)
}

func TestThrottleByHand(t *testing.T) {
	t.Parallel()
	now := newClock()
	w := newWorld(t, telegramtest.Options{Now: now.Now, NoRates: true})
	w.Throttle(token, 1500*time.Millisecond)
	w.text(7).throttled(t, 2)
	now.advance(1500 * time.Millisecond)
	for range 50 {
		w.text(7).succeeds(t)
	}
}
