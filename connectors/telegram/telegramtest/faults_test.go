package telegramtest_test

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/connectors/telegram/telegramtest"
)

// try sends a message to Ann under ctx and returns what net/http says.
func (w *world) try(ctx context.Context) (*http.Response, error) {
	values := url.Values{"chat_id": {"7"}, "text": {"hello"}}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, w.URL+"/bot"+token+"/sendMessage", strings.NewReader(values.Encode()))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	// A transport of its own, so that nothing is retried on a kept connection.
	return (&http.Client{Transport: &http.Transport{DisableKeepAlives: true}}).Do(r)
}

func TestFaultsBeforeAndAfterTheAct(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		fault telegramtest.Fault
		sent  int
	}{
		{"cut before", telegramtest.CutBefore(), 0},
		{"cut after", telegramtest.CutAfter(), 1},
		{"hang before", telegramtest.HangBefore(time.Millisecond), 0},
		{"hang after", telegramtest.HangAfter(time.Millisecond), 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, telegramtest.Options{})
			w.Fail("sendMessage", 1, c.fault)
			if _, err := w.try(t.Context()); err == nil {
				t.Error("there was an answer")
			}
			if n := w.SentCount(token); n != c.sent {
				t.Errorf("%d messages arrived, want %d", n, c.sent)
			}
			w.form("sendMessage", "chat_id", "7", "text", "again").succeeds(t)
			if calls := w.Calls(token); len(calls) != 2 || !calls[0].Fault || calls[0].Params["text"] != "hello" || calls[1].Fault {
				t.Errorf("calls %+v", calls)
			}
		})
	}
}

func TestHangUntilTheClientLeaves(t *testing.T) {
	t.Parallel()
	w := newWorld(t, telegramtest.Options{})
	w.Fail("*", -1, telegramtest.HangAfter(telegramtest.Forever))
	ctx, leave := context.WithCancel(t.Context())
	done := make(chan error)
	go func() {
		_, err := w.try(ctx)
		done <- err
	}()
	if err := w.Wait(deadline(t), func(s *telegramtest.Server) bool { return s.SentCount(token) == 1 && s.InFlight() == 1 }); err != nil {
		t.Fatal(err)
	}
	leave()
	if err := <-done; err == nil {
		t.Error("there was an answer")
	}
	if err := w.Wait(deadline(t), func(s *telegramtest.Server) bool { return s.InFlight() == 0 }); err != nil {
		t.Fatal(err)
	}
	w.Heal()
	w.form("sendMessage", "chat_id", "7", "text", "again").succeeds(t)
	if w.MaxInFlight() != 1 {
		t.Errorf("most in flight %d", w.MaxInFlight())
	}
}

func TestFaultyAnswers(t *testing.T) {
	t.Parallel()
	w := newWorld(t, telegramtest.Options{})
	for _, c := range []struct {
		fault        telegramtest.Fault
		status       int
		kind, inBody string
	}{
		{telegramtest.HTMLError(502), 502, "text/html", "<h1>Bad Gateway</h1>"},
		{telegramtest.BareTooMany(), 429, "application/json", `"Too Many Requests"`},
		{telegramtest.NotOK(), 200, "application/json", `{"ok":false}`},
		{telegramtest.Slow(time.Millisecond), 200, "application/json", `"ok":true`},
	} {
		w.Fail("sendmessage", 1, c.fault)
		r, err := w.try(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(r.Body)
		r.Body.Close()
		if r.StatusCode != c.status || r.Header.Get("Content-Type") != c.kind || !strings.Contains(string(body), c.inBody) {
			t.Errorf("got %d %s %s", r.StatusCode, r.Header.Get("Content-Type"), body)
		}
	}
	if n := w.SentCount(token); n != 1 {
		t.Errorf("%d messages arrived, want the slow one only", n)
	}
}

func TestFaultOfOneBot(t *testing.T) {
	t.Parallel()
	w := newWorld(t, telegramtest.Options{})
	w.AddBot("5:other", "other_bot")
	w.Fail("getMe", 1, telegramtest.Fault{Bot: "5:other", Status: 500, Body: "{}"})
	w.form("getMe").succeeds(t)
	r, err := http.Get(w.URL + "/bot5:other/getMe")
	if err != nil || r.StatusCode != 500 {
		t.Errorf("got %v, %v", r, err)
	}
	r.Body.Close()
}

func TestCloseReleasesEverybody(t *testing.T) {
	t.Parallel()
	w := newWorld(t, telegramtest.Options{})
	poll := w.poll("offset", "700000002")
	w.Fail("sendMessage", 1, telegramtest.HangBefore(telegramtest.Forever))
	done := make(chan error)
	go func() {
		_, err := w.try(context.Background())
		done <- err
	}()
	if err := w.Wait(deadline(t), func(s *telegramtest.Server) bool { return s.InFlight() == 1 }); err != nil {
		t.Fatal(err)
	}
	w.Close()
	<-poll
	if err := <-done; err == nil {
		t.Error("there was an answer")
	}
}
