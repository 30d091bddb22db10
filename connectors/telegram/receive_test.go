package telegram

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	normtelegram "github.com/switchboard-hub/switchboard/normalize/telegram"
)

// sink keeps raws; it fails as often as told, and ends the run when it has enough.
type sink struct {
	mu     sync.Mutex
	fail   int
	enough int
	stop   func()
	raws   []core.Raw
}

func (s *sink) Accept(_ context.Context, raws ...core.Raw) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.fail > 0 {
		s.fail--
		return errors.New("the disk is full")
	}
	s.raws = append(s.raws, raws...)
	if len(s.raws) >= s.enough {
		s.stop()
	}
	return nil
}

func (s *sink) cursors() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var list []string
	for _, r := range s.raws {
		list = append(list, r.Cursor)
	}
	return strings.Join(list, " ")
}

func updates(list ...string) string { return `{"ok":true,"result":[` + strings.Join(list, ",") + `]}` }

// receive runs until the sink has enough updates and returns the offsets asked
// for and the pauses made.
func receive(t *testing.T, cursor string, s *sink, answers ...string) (offsets string, pauses []time.Duration, err error) {
	t.Helper()
	f := newFake(t, answers...)
	c, a := newConnector(nil), account(f.URL)
	a.Cursor = cursor
	c.jitter = func() float64 { return 1 }
	c.wait = func(ctx context.Context, d time.Duration) error {
		if d > 0 {
			pauses = append(pauses, d)
		}
		return ctx.Err()
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	s.stop = cancel
	err = c.Receive(ctx, a, s)
	var list []string
	for _, call := range f.seen() {
		offset := call.params["offset"]
		if offset == "" {
			offset = "-"
		}
		list = append(list, offset)
	}
	return strings.Join(list, " "), pauses, err
}

func TestReceiveMovesTheOffsetOnlyAfterTheSink(t *testing.T) {
	t.Parallel()
	s := &sink{fail: 1, enough: 3}
	offsets, pauses, err := receive(t, "", s, updates(`{"update_id":10}`, `{"update_id":11}`), updates(`{"update_id":10}`, `{"update_id":11}`), updates(`{"update_id":12}`))
	if offsets != "- - 12" || s.cursors() != "10 11 12" || len(pauses) != 1 || !errors.Is(err, context.Canceled) {
		t.Errorf("offsets %s, cursors %s, pauses %v, %v", offsets, s.cursors(), pauses, err)
	}
	if s.raws[0].Kind != normtelegram.Kind || string(s.raws[0].Body) != `{"update_id":10}` || s.raws[0].AccountID.IsZero() || s.raws[0].ReceivedAt == 0 {
		t.Errorf("got %+v", s.raws[0])
	}
}

func TestReceiveGoesOnFromTheCursor(t *testing.T) {
	t.Parallel()
	s := &sink{enough: 1}
	if offsets, _, _ := receive(t, "41", s, updates(), updates(`{"update_id":42}`)); offsets != "42 42" {
		t.Errorf("offsets %s", offsets)
	}
}

// After a quiet week the platform begins anew with any number (Bot API
// documentation, Update), and another server has numbers of its own.
func TestReceiveFollowsNumbersThatBeginAnew(t *testing.T) {
	t.Parallel()
	s := &sink{enough: 2}
	if offsets, _, _ := receive(t, "900", s, updates(`{"update_id":7}`), updates(`{"update_id":8}`)); offsets != "901 8" || s.cursors() != "7 8" {
		t.Errorf("offsets %s, cursors %s", offsets, s.cursors())
	}
}

func TestReceiveKeepsUpdatesItCannotRead(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, cursor, batch, cursors, next string }{
		{"in the middle", "", `{"update_id":10},{"update_id":"x"},{"update_id":12}`, "10 11 12 13", "13"},
		{"first", "", `5,{"update_id":11}`, "10 11 12", "12"},
		{"last", "", `{"update_id":10},null`, "10 11 12", "12"},
		{"alone, after others", "9", `{"broken":1}`, "10 11", "11"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s := &sink{enough: strings.Count(test.cursors, " ") + 1}
			offsets, _, _ := receive(t, test.cursor, s, updates(test.batch), updates(`{"update_id":`+test.next+`}`))
			if s.cursors() != test.cursors || !strings.HasSuffix(offsets, " "+test.next) {
				t.Errorf("cursors %s, offsets %s", s.cursors(), offsets)
			}
		})
	}
	s := &sink{enough: 10}
	if _, _, err := receive(t, "", s, updates(`{"broken":1}`)); core.AsSendError(err).Code != "telegram.updates_unreadable" || len(s.raws) != 1 {
		t.Errorf("nothing to count from: %v, %d raws", err, len(s.raws))
	}
}

func TestReceiveWaitsAsTold(t *testing.T) {
	t.Parallel()
	conflict := refusal(409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running")
	s := &sink{enough: 1}
	_, pauses, _ := receive(t, "", s, `{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 35","parameters":{"retry_after":35}}`,
		conflict, refusal(502, "Bad Gateway"), "<html>", updates(`{"update_id":1}`))
	want := []time.Duration{35 * time.Second, 2 * time.Second, 4 * time.Second, 8 * time.Second}
	if len(pauses) != len(want) {
		t.Fatalf("pauses %v", pauses)
	}
	for i := range want {
		if pauses[i] != want[i] {
			t.Errorf("pause %d: %v, want %v", i, pauses[i], want[i])
		}
	}
}

func TestReceiveEndsWithARefusedToken(t *testing.T) {
	t.Parallel()
	_, _, err := receive(t, "", &sink{enough: 1}, refusal(401, "Unauthorized"))
	if se := core.AsSendError(err); se.Class != core.Auth || se.Code != "telegram.token_refused" {
		t.Errorf("got %v", err)
	}
}

func TestReceiveEndsAPollInFlight(t *testing.T) {
	t.Parallel()
	arrived := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		r.ParseForm() //nolint:errcheck // the body must be read for the server to see the client leave
		close(arrived)
		<-r.Context().Done()
	}))
	t.Cleanup(server.Close)
	c := newConnector(nil)
	c.pollFor = 50 * time.Second
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { done <- c.Receive(ctx, account(server.URL), &sink{}) }()
	<-arrived
	cancel()
	select {
	case err := <-done:
		if !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
	case <-time.After(5 * time.Second):
		t.Fatal("the poll goes on")
	}
}

func TestReceiveDoesNotRaceAServerThatHoldsNoPolls(t *testing.T) {
	t.Parallel()
	f := newFake(t, updates())
	c := newConnector(nil)
	c.pollFor = 50 * time.Second
	begun := time.Now()
	c.env.Now = func() time.Time { return begun } // it answers at once
	ctx, cancel := context.WithCancel(t.Context())
	var pause time.Duration
	c.wait = func(ctx context.Context, d time.Duration) error {
		pause = d
		cancel()
		return ctx.Err()
	}
	if err := c.Receive(ctx, account(f.URL), &sink{}); !errors.Is(err, context.Canceled) || pause != time.Second {
		t.Errorf("paused %v, %v", pause, err)
	}
}

func TestBackoff(t *testing.T) {
	t.Parallel()
	c := newConnector(nil)
	for _, j := range []float64{0, 1} {
		c.jitter = func() float64 { return j }
		for failures, want := range map[int]time.Duration{1: time.Second, 2: 2 * time.Second, 6: 32 * time.Second, 7: time.Minute, 1000: time.Minute} {
			if got := c.backoff(failures); got != want/2+time.Duration(j*float64(want/2)) {
				t.Errorf("after %d: %v", failures, got)
			}
		}
	}
}
