package hub

import (
	"encoding/json"
	"errors"
	"reflect"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store"
	"github.com/switchboard-hub/switchboard/live"
)

func FuzzLiveCall(f *testing.F) {
	id := core.NewID().String()
	for _, seed := range []string{`{"conversation":"` + id + `","on":true}`, `{"conversation":null}`, `null`, `[]`, `{"on":1}`, ``, `{"conversation":"x"}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		in, err := parseCall(data)
		if err != nil && (!errors.Is(err, live.ErrBadRequest) || in != (agentCall{})) {
			t.Errorf("%v with %+v", err, in)
		}
	})
}

// A stream has one name, and a hint says what was put in.
func FuzzLiveNames(f *testing.F) {
	id := core.NewID()
	moved := store.Commit{Conversations: map[core.ID]int64{id: 7, core.NewID(): 1}, Streams: []core.ID{core.NewID()},
		Moved: map[core.ID]store.Place{id: {AgentID: core.NewID()}}}
	f.Add("conversation:"+id.String(), "node\nc "+id.String()+"\ns x")
	f.Add("visitor:x", string(commitHint("n", moved)))
	f.Add("agent:", "")
	f.Fuzz(func(t *testing.T, channel, hint string) {
		if kind, id := parseChannel(channel); kind != "" && kind+":"+id.String() != channel {
			t.Errorf("%q is taken for %s:%s", channel, kind, id)
		}
		node, c := parseCommitHint(hint)
		again, back := parseCommitHint(string(commitHint(node, c)))
		if again != node || !reflect.DeepEqual(back, c) {
			t.Errorf("%q says %q %+v, and then %q %+v", hint, node, c, again, back)
		}
	})
}

func TestAHintSaysWhatWasCommitted(t *testing.T) {
	t.Parallel()
	here, there, stream := core.NewID(), core.NewID(), core.NewID()
	from := store.Place{TeamID: core.NewID(), Offered: core.Offer{AgentID: core.NewID()}}
	node, c := parseCommitHint(string(commitHint("n1", store.Commit{Conversations: map[core.ID]int64{here: 3, there: 4},
		Moved: map[core.ID]store.Place{there: from}, Streams: []core.ID{stream}})))
	want := store.Commit{Conversations: map[core.ID]int64{here: 0, there: 0}, Moved: map[core.ID]store.Place{there: from}, Streams: []core.ID{stream}}
	if node != "n1" || !reflect.DeepEqual(c, want) {
		t.Errorf("%q %+v", node, c)
	}
}

func TestEveryOffsetHasItsPublication(t *testing.T) {
	t.Parallel()
	list := []core.Change{{Rev: 3}, {Rev: 5}, {Rev: 6}}
	items := []json.RawMessage{[]byte("a"), []byte("b"), []byte("c")}
	for _, c := range []struct {
		after, last int64
		limit       int
		want        string
	}{
		{2, 6, 10, "3a 4- 5b 6c"}, {0, 8, 10, "1- 2- 3a 4- 5b 6c 7- 8-"}, {4, 6, 1, "5b"}, {6, 6, 10, ""}, {3, 7, 3, "4- 5b 6c"},
	} {
		got := ""
		for i, p := range contiguous(list, items, c.after, c.last, c.limit, func(int64) json.RawMessage { return json.RawMessage("-") }) {
			if i > 0 {
				got += " "
			}
			got += string(rune('0'+p.Offset)) + string(p.Data)
		}
		if got != c.want {
			t.Errorf("after %d up to %d, %d at most: %q, want %q", c.after, c.last, c.limit, got, c.want)
		}
	}
}
