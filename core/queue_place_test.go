package core_test

import (
	"testing"

	"github.com/switchboard-hub/switchboard/core"
)

func TestWhichPlacesAreNews(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name        string
		before, now core.QueuePlace
		want        bool
	}{
		{"the same", core.QueuePlace{Ahead: 2, Minutes: 3}, core.QueuePlace{Ahead: 2, Minutes: 3}, false},
		{"one step near the front", core.QueuePlace{Ahead: 3}, core.QueuePlace{Ahead: 2}, true},
		{"the next", core.QueuePlace{Ahead: 1}, core.QueuePlace{}, true},
		{"another estimate", core.QueuePlace{Ahead: 2, Minutes: 3}, core.QueuePlace{Ahead: 2, Minutes: 2}, true},
		{"an estimate that is not known any more", core.QueuePlace{Minutes: 3}, core.QueuePlace{}, true},
		{"one step far back", core.QueuePlace{Ahead: 34}, core.QueuePlace{Ahead: 33}, false},
		{"some steps far back", core.QueuePlace{Ahead: 35}, core.QueuePlace{Ahead: 34}, true},
		{"one step in a very long queue", core.QueuePlace{Ahead: 1250}, core.QueuePlace{Ahead: 1249}, false},
		{"out of hours", core.QueuePlace{Ahead: 2}, core.QueuePlace{Ahead: 2, OpensAt: 1}, true},
	} {
		if got := c.now.News(c.before); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}
