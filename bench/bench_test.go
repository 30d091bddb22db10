package bench

import (
	"bufio"
	"bytes"
	"io"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/normalize/telegram"
	"github.com/switchboard-hub/switchboard/normalize/wechat"
)

func TestTheSummaryIsOfAllTimes(t *testing.T) {
	t.Parallel()
	times := make([]time.Duration, 1000)
	for i := range times {
		times[i] = time.Duration(i+1) * time.Millisecond
	}
	slices.Reverse(times)
	if got, want := summary(times), (Latency{P50: 501, P90: 901, P95: 951, P99: 991, Max: 1000}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	if got, want := summary([]time.Duration{1500 * time.Microsecond}), (Latency{P50: 1.5, P90: 1.5, P95: 1.5, P99: 1.5, Max: 1.5}); got != want {
		t.Errorf("of one: %+v, want %+v", got, want)
	}
	if got := summary(nil); got != (Latency{}) {
		t.Errorf("of none: %+v", got)
	}
}

func TestRunsAreJoined(t *testing.T) {
	t.Parallel()
	a := Rate{PerSecond: 100, Messages: 1000, Refused: 1, Latency: Latency{P50: 1, P99: 9, Max: 10}}
	b := Rate{PerSecond: 200, Messages: 2000, Refused: 2, Latency: Latency{P50: 2, P99: 8, Max: 20}}
	var after Rate
	after.add(a)
	after.add(b)
	if want := (Rate{PerSecond: 150, Messages: 3000, Refused: 3, Latency: a.Latency}); after != want {
		t.Errorf("one after the other: %+v, want %+v", after, want)
	}
	if got, want := together(a, b), (Rate{PerSecond: 300, Messages: 3000, Refused: 3, Latency: Latency{P50: 2, P99: 9, Max: 20}}); got != want {
		t.Errorf("side by side: %+v, want %+v", got, want)
	}
	if ratio(1, 3) != 0.333 || ratio(1, 0) != 0 {
		t.Errorf("ratios %v and %v", ratio(1, 3), ratio(1, 0))
	}
}

// Whoever was given before somebody who came first is counted, also where the
// first one still waits; another team's queue is another matter.
func TestWhoIsOutOfTurnIsCounted(t *testing.T) {
	t.Parallel()
	team, other := core.NewID(), core.NewID()
	wait := func(team core.ID, at core.Time, priority int) core.Conversation {
		return core.Conversation{ID: core.NewID(), TeamID: team, QueuedAt: at, Priority: priority}
	}
	first, second, urgent, elsewhere := wait(team, 1, 0), wait(team, 2, 0), wait(team, 3, 2), wait(other, 1, 0)
	for name, c := range map[string]struct {
		given []core.Conversation
		want  int
	}{
		"in turn":            {[]core.Conversation{urgent, first, second}, 0},
		"another team's":     {[]core.Conversation{urgent, elsewhere, first, second}, 0},
		"the second first":   {[]core.Conversation{urgent, second, first}, 1},
		"one still waits":    {[]core.Conversation{urgent, second}, 1},
		"the urgent is last": {[]core.Conversation{first, second, urgent}, 1},
		"two still wait":     {[]core.Conversation{second}, 2},
	} {
		f := &floor{waiting: map[core.ID]core.Conversation{}}
		for _, c := range []core.Conversation{first, second, urgent, elsewhere} {
			f.waiting[c.ID] = c
		}
		var given []engine.Given
		for _, g := range c.given {
			given = append(given, engine.Given{ConversationID: g.ID})
		}
		if got := f.outOfTurn(given); got != c.want {
			t.Errorf("%s: %d out of turn, want %d", name, got, c.want)
		}
		if len(f.waiting) != 4-len(c.given) {
			t.Errorf("%s: %d still wait", name, len(f.waiting))
		}
	}
}

// What the loader sends is a message to the hub, each another one.
func TestTheTrafficIsMessages(t *testing.T) {
	t.Parallel()
	for name, read := range map[string]func(id, user int64) ([]core.Envelope, error){
		"telegram": func(id, user int64) ([]core.Envelope, error) {
			return telegram.Normalize(core.Raw{Kind: telegram.Kind, Body: []byte(update(id, user))})
		},
		"wechat": func(id, user int64) ([]core.Envelope, error) {
			return wechat.Table().Normalize(core.Raw{Kind: "wechat.official", Body: []byte(wechatText(id, user))})
		},
	} {
		keys, users := map[string]bool{}, map[string]bool{}
		for i := range int64(3) {
			envs, err := read(i+1, i%2+1)
			if err != nil || len(envs) != 1 || envs[0].Type != core.TypeMessage || envs[0].Content.Kind != core.KindText || envs[0].Content.Text == "" {
				t.Fatalf("%s: %+v %v", name, envs, err)
			}
			keys[envs[0].Key], users[envs[0].User.ExternalID] = true, true
		}
		if len(keys) != 3 || len(users) != 2 {
			t.Errorf("%s: %d keys of %d people", name, len(keys), len(users))
		}
	}
}

func TestARequestIsWhole(t *testing.T) {
	t.Parallel()
	for method, body := range map[string]string{http.MethodGet: "", http.MethodPost: `{"text":"你好"}`} {
		r := bufio.NewReader(bytes.NewReader(request(method, "/hooks/x", "127.0.0.1", "Authorization: Bearer k\r\n", body)))
		got, err := http.ReadRequest(r)
		if err != nil {
			t.Fatal(err)
		}
		sent, err := io.ReadAll(got.Body)
		if err != nil || string(sent) != body || got.Method != method || got.Header.Get("Authorization") != "Bearer k" || r.Buffered() != 0 {
			t.Errorf("%s: %q, %v, %d bytes behind it", method, sent, err, r.Buffered())
		}
	}
}
