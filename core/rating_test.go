package core_test

import (
	"testing"

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
