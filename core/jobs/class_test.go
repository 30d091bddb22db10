package jobs

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store"
)

func TestWhatFollowsAHeadThatWaitsIsRefused(t *testing.T) {
	t.Parallel()
	never := func(core.Job) core.Time { return 0 }
	head, follower := core.Job{ID: 1, Key: "k"}, core.Job{ID: 2, Key: "k"}
	for _, written := range []bool{false, true} {
		t.Run(fmt.Sprint("written ", written), func(t *testing.T) {
			t.Parallel()
			c := newClass(core.ClassReply, 1)
			c.add(head, true)
			c.next(<-c.ready)
			_, first, _ := c.choose([]core.Job{follower}, never)
			if len(first) != 0 {
				t.Fatal("its head is in memory: nothing before it has to be looked for")
			}
			c.close("k") // while the follower was being claimed its head was put off
			if written {
				c.settled(store.Outcome{Job: head})
			}
			if c.add(follower, false) {
				t.Fatal("it would overtake its head")
			}
			c.refuse(follower)
			if take, _, _ := c.choose([]core.Job{{ID: 3, Key: "k"}}, never); len(take) != 0 {
				t.Error("the key takes more before that is written")
			}
		})
	}
}

func TestAKeyThatCameBackMeanwhileIsLeftAlone(t *testing.T) {
	t.Parallel()
	never := func(core.Job) core.Time { return 0 }
	c, given := newClass(core.ClassReply, 1), core.Job{ID: 2, Key: "k"}
	c.refuse(given)
	c.look()
	due := []core.Job{{ID: 1, Key: "k"}, {ID: 3, Key: "k"}, {ID: 4, Key: "other"}}
	c.settled(store.Outcome{Job: given})
	if take, _, _ := c.choose(due, never); len(take) != 1 || take[0].ID != 4 {
		t.Errorf("what is not among the due would be overtaken by %v", take)
	}
	c.look()
	if take, _, _ := c.choose(due, never); len(take) != 3 {
		t.Errorf("of what is due then there are taken %v", take)
	}
}

func TestADoneKeyIsForgottenInEitherOrder(t *testing.T) {
	t.Parallel()
	for _, settledFirst := range []bool{false, true} {
		c := newClass(core.ClassReply, 1)
		j := core.Job{ID: 1, Key: "k"}
		c.add(j, true)
		c.next(<-c.ready)
		steps := []func(){func() { c.done("k") }, func() { c.settled(store.Outcome{Job: j}) }}
		if settledFirst {
			slices.Reverse(steps)
		}
		for _, step := range steps {
			if !c.busyLane(store.Lane("k")) {
				t.Error("its lane was free before all was over")
			}
			step()
		}
		if c.size() != 0 || len(c.keys) != 0 || c.busyLane(store.Lane("k")) {
			t.Errorf("settled first %v: %d held, %d keys", settledFirst, c.size(), len(c.keys))
		}
	}
}

func TestALateKeyIsLeftAsAWhole(t *testing.T) {
	t.Parallel()
	c := newClass(core.ClassReply, 1)
	paused := core.NewID()
	take, first, late := c.choose([]core.Job{{ID: 1, Key: "a"}, {ID: 3, Key: "b"}, {ID: 2, Key: "b"}, {ID: 4, Key: "a", AccountID: paused}},
		func(j core.Job) core.Time {
			if j.AccountID == paused {
				return 99
			}
			return 0
		})
	if len(take) != 2 || take[0].Key != "b" || take[1].Key != "b" || len(first) != 1 || first["b"] != 2 || len(late) != 1 || late["a"] != 99 {
		t.Errorf("take %v, first %v, late %v", take, first, late)
	}
}

// model plays the runner's parts around a class, step by step, with a table
// of jobs instead of a database.
type model struct {
	c       *class
	waiting map[int64]string // in the table, by id
	claimed map[int64]string // running in the table
	ran     map[string][]int64
	done    map[int64]bool
	key     map[int64]string
	last    int64
	at      map[string]core.Job // at a worker
	due     []core.Job          // between looking and choosing
	chosen  []core.Job          // between choosing and claiming
	first   map[string]int64
	unset   []store.Outcome
	late    []core.Job // claims whose answer was lost, still to be committed
	doubt   bool       // there has been one
}

func (m *model) insert(key string) {
	m.last++
	m.waiting[m.last], m.key[m.last] = key, key
}

func (m *model) look(n int) {
	m.c.look()
	m.due = nil
	for id, key := range m.waiting {
		m.due = append(m.due, core.Job{ID: id, Key: key})
	}
	slices.SortFunc(m.due, func(a, b core.Job) int { return int(a.ID - b.ID) })
	m.due = m.due[:min(n, len(m.due))]
}

// choose drops keys with something earlier, as the runner does.
func (m *model) choose() {
	take, first, _ := m.c.choose(m.due, func(core.Job) core.Time { return 0 })
	m.due, m.chosen, m.first = nil, nil, first
	for _, j := range take {
		if id, asked := first[j.Key]; !asked || !m.before(j.Key, id) {
			m.chosen = append(m.chosen, j)
		}
	}
}

func (m *model) before(key string, id int64) bool {
	for _, table := range []map[int64]string{m.waiting, m.claimed} {
		for other, k := range table {
			if k == key && other < id {
				return true
			}
		}
	}
	return false
}

// undone reports whether something earlier of a key has not run: what has run
// stays claimed until that is written.
func (m *model) undone(key string, id int64) bool {
	for other := range id {
		if m.key[other] == key && !m.done[other] {
			return true
		}
	}
	return false
}

func (m *model) claim() {
	if m.doubt && m.sweep() {
		m.chosen = nil
	}
	for _, j := range m.chosen {
		m.late = slices.DeleteFunc(m.late, func(l core.Job) bool { return l.Key == j.Key })
		_, got := m.waiting[j.ID]
		if got {
			delete(m.waiting, j.ID)
			m.claimed[j.ID] = j.Key
		}
		if _, head := m.first[j.Key]; !got || !m.c.add(j, head) {
			m.back(j)
		}
	}
	m.chosen = nil
}

func (m *model) back(j core.Job) {
	m.c.refuse(j)
	m.unset = append(m.unset, store.Outcome{Job: j, State: core.JobWaiting})
}

// lose claims in vain, as far as the runner knows; land commits that later.
func (m *model) lose() {
	m.doubt = true
	for _, j := range m.chosen {
		m.late = append(m.late, j)
		m.back(j)
	}
	m.chosen = nil
}

func (m *model) land() {
	for _, j := range m.late {
		if _, ok := m.waiting[j.ID]; ok {
			delete(m.waiting, j.ID)
			m.claimed[j.ID] = j.Key
		}
	}
	m.late = nil
}

func (m *model) sweep() (found bool) {
	held := m.c.memory()
	for id, key := range m.claimed {
		if held[id] == 0 {
			m.back(core.Job{ID: id, Key: key})
			found = true
		}
	}
	return found
}

func (m *model) begin(t *rapid.T) {
	select {
	case key := <-m.c.ready:
		j, ok := m.c.next(key)
		if !ok {
			return
		}
		if _, twice := m.at[key]; twice || m.done[j.ID] || m.undone(key, j.ID) {
			t.Fatalf("job %d of %s begins out of turn", j.ID, key)
		}
		m.at[key] = j
	default:
	}
}

func (m *model) end(key string, ok bool) {
	j, there := m.at[key]
	if !there {
		return
	}
	delete(m.at, key)
	if ok {
		m.done[j.ID], m.ran[key] = true, append(m.ran[key], j.ID)
		m.unset = append(m.unset, store.Outcome{Job: j})
		m.c.done(key)
		return
	}
	m.unset = append(m.unset, store.Outcome{Job: j, State: core.JobWaiting})
	for _, f := range m.c.close(key) {
		m.unset = append(m.unset, store.Outcome{Job: f, State: core.JobWaiting})
	}
}

func (m *model) write(n int) {
	n = min(n, len(m.unset))
	for _, o := range m.unset[:n] {
		if _, ok := m.claimed[o.Job.ID]; ok && o.State == core.JobWaiting {
			m.waiting[o.Job.ID] = o.Job.Key
		}
		delete(m.claimed, o.Job.ID)
		m.c.settled(o)
	}
	m.unset = m.unset[n:]
}

func TestNoJobIsLostRunTwiceOrOutOfOrder(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		m := &model{c: newClass(core.ClassReply, 1), waiting: map[int64]string{}, claimed: map[int64]string{}, ran: map[string][]int64{},
			done: map[int64]bool{}, key: map[int64]string{}, at: map[string]core.Job{}}
		keys := rapid.SampledFrom([]string{"a", "b", "c"})
		t.Repeat(map[string]func(*rapid.T){
			"insert": func(t *rapid.T) { m.insert(keys.Draw(t, "key")) },
			"look":   func(t *rapid.T) { m.claim(); m.look(rapid.IntRange(1, 5).Draw(t, "window")) },
			"choose": func(*rapid.T) { m.claim(); m.choose() },
			"claim":  func(*rapid.T) { m.claim() },
			"lose":   func(*rapid.T) { m.lose() },
			"land":   func(*rapid.T) { m.land() },
			"sweep":  func(*rapid.T) { m.claim(); m.due = nil; m.sweep() },
			"begin":  m.begin,
			"end":    func(t *rapid.T) { m.end(keys.Draw(t, "key"), rapid.Bool().Draw(t, "ok")) },
			"write":  func(t *rapid.T) { m.write(rapid.IntRange(1, 5).Draw(t, "outcomes")) },
		})
		for range 20 * (int(m.last) + 1) { // let everything run out
			m.claim()
			m.land()
			m.sweep()
			m.look(5)
			m.choose()
			m.claim()
			m.begin(t)
			for _, key := range []string{"a", "b", "c"} {
				m.end(key, true)
			}
			m.write(len(m.unset))
		}
		if len(m.done) != int(m.last) || m.c.size() != 0 || len(m.c.keys) != 0 {
			t.Fatalf("%d of %d jobs are done, %d held, %d keys remembered", len(m.done), m.last, m.c.size(), len(m.c.keys))
		}
		for key, ids := range m.ran {
			if !slices.IsSorted(ids) {
				t.Fatalf("%s ran %v", key, ids)
			}
		}
	})
}
