package core_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
)

func TestWhatIsAScore(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{"5": 5, " 1 \n": 1, "３": 3, "4分": 4, "2 星": 2, "5!": 5, "0": 0, "6": 0, "15": 0, "5 stars please": 0,
		"1. where is my order": 0, "": 0, "五": 0, "+5": 0, "⑤": 0} {
		if got, ok := core.ScoreIn(text); got != want || ok != (want > 0) {
			t.Errorf("%q: %d, %v, want %d", text, got, ok, want)
		}
	}
	for i, c := range core.RatingChoices() {
		if got, ok := core.ScoreOf(c.ID); got != i+1 || !ok || len([]rune(c.Label)) != core.ScoreMax {
			t.Errorf("%+v: %d", c, got)
		}
	}
	for _, id := range []string{"rating:", "rating:0", "rating:6", "rating:55", "5", "rating:a"} {
		if got, ok := core.ScoreOf(id); ok {
			t.Errorf("%q: %d", id, got)
		}
	}
}

func TestReasonsAreReadAsTheyAreWritten(t *testing.T) {
	t.Parallel()
	got, err := core.ParseRatingReasons("1-2: 回复慢、没解决，态度差\n 3 ：一般; 4–5: quick answer,  friendly ,;\n\n")
	want := []core.RatingReasons{{From: 1, To: 2, Labels: []string{"回复慢", "没解决", "态度差"}}, {From: 3, To: 3, Labels: []string{"一般"}},
		{From: 4, To: 5, Labels: []string{"quick answer", "friendly"}}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, %v", got, err)
	}
	if none, err := core.ParseRatingReasons(" \n "); err != nil || len(none) != 0 {
		t.Errorf("%v, %v", none, err)
	}
	for _, text := range []string{"slow", "0-2: a", "1-6: a", "4-2: a", "1-2:", "1-2: ,", "1-3: a; 3-5: b", "1: " + strings.Repeat("字", 41),
		"1: " + strings.Repeat("a,", 11)} {
		if got, err := core.ParseRatingReasons(text); err == nil {
			t.Errorf("%q: %+v", text, got)
		}
	}
}

func TestWhatAQuestionSaysIsReadBack(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{`{"rating":{"until":"2026-01-02T03:04:05Z","reasons":[{"from":1,"to":2,"labels":["a"]}]}}`: true, `{"page":{}}`: false, `[]`: false, ``: false} {
		if ask, ok := core.RatingAskOf(&core.Content{Extra: json.RawMessage(text)}); ok != want || ok && (ask.Until == 0 || len(ask.Reasons) != 1) {
			t.Errorf("%s: %+v, %v", text, ask, ok)
		}
	}
	if _, ok := core.RatingAskOf(nil); ok {
		t.Error("of nothing")
	}
}

func TestRatingDaysAreThoseOfTheCalendar(t *testing.T) {
	t.Parallel()
	santiago, err := time.LoadLocation("America/Santiago")
	if err != nil {
		t.Fatal(err)
	}
	// In the night to the 7th of September 2025 the clock goes from 24:00 to 1:00.
	days := core.RatingDays(time.Date(2025, 9, 8, 10, 0, 0, 0, santiago), 4)
	for i, want := range []struct {
		date  string
		hours time.Duration
	}{{"2025-09-05", 24}, {"2025-09-06", 24}, {"2025-09-07", 23}, {"2025-09-08", 24}} {
		d := days[i]
		if long := time.Duration(d.To-d.From) * time.Microsecond; d.Date != want.date || long != want.hours*time.Hour || i > 0 && d.From != days[i-1].To {
			t.Errorf("%+v lasts %v, want %+v", d, long, want)
		}
	}
	if n := (core.RatingCounts{1, 0, 0, 0, 3}); n.Total() != 4 || n.Mean() != 4 || (core.RatingCounts{}).Mean() != 0 {
		t.Errorf("%v: %d, %v", n, n.Total(), n.Mean())
	}
}
