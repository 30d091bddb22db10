package send

import (
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
)

// frozen is a clock that only a test moves.
type frozen struct{ at time.Time }

func (f *frozen) now() time.Time { return f.at }

func newFrozen() (*rates, *frozen) {
	f := &frozen{at: time.Unix(1_700_000_000, 0)}
	return newRates(f.now), f
}

func TestWhoWaitsKeepsItsTurn(t *testing.T) {
	t.Parallel()
	r, f := newFrozen()
	account, to := core.NewID(), core.UserRef{ExternalID: "u"}
	rule := []core.Rate{{Scope: core.PerAccount, N: 1, Every: time.Second, Burst: 2}}
	start := core.At(f.at)
	var parts []core.ID
	for i, want := range []time.Duration{0, 0, 1, 2, 3} {
		parts = append(parts, core.NewID())
		at := r.take(account, parts[i], to, rule)
		if want > 0 && at != start.Add(want*time.Second) || want == 0 && at > start {
			t.Fatalf("part %d may go at %v", i, at.Sub(start))
		}
	}
	if again := r.take(account, parts[3], to, rule); again != start.Add(2*time.Second) {
		t.Errorf("who asks again waits until %v", again.Sub(start))
	}
	f.at = f.at.Add(2 * time.Second)
	late := core.NewID()
	if at := r.take(account, late, to, rule); at != start.Add(4*time.Second) {
		t.Errorf("who comes late goes at %v", at.Sub(start))
	}
	if at := r.take(account, parts[3], to, rule); at > core.At(f.at) {
		t.Errorf("its turn has come, but it is told %v", at.Sub(start))
	}
	if _, kept := r.turns[parts[3]]; kept {
		t.Error("a turn that was used is kept")
	}
	if at := r.take(core.NewID(), core.NewID(), to, rule); at > core.At(f.at) {
		t.Error("another account waits")
	}
}

func TestPeopleAndGroupsAreCountedApart(t *testing.T) {
	t.Parallel()
	rules := []core.Rate{{Scope: core.PerUser, N: 1, Every: time.Second, Burst: 1}, {Scope: core.PerGroup, N: 1, Every: time.Minute, Burst: 1}}
	for _, c := range []struct {
		name string
		to   core.UserRef
		wait time.Duration
	}{
		{"a person", core.UserRef{ExternalID: "u"}, time.Second},
		{"a group", core.UserRef{ExternalID: "g", Kind: "group"}, time.Minute},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r, f := newFrozen()
			account := core.NewID()
			for i, want := range []time.Duration{0, c.wait} {
				if at := r.take(account, core.NewID(), c.to, rules); at > core.At(f.at) != (want > 0) || want > 0 && at != core.At(f.at.Add(want)) {
					t.Errorf("send %d at %v", i, at)
				}
			}
			other := c.to
			other.ExternalID = "another"
			if at := r.take(account, core.NewID(), other, rules); at > core.At(f.at) {
				t.Error("another one waits as well")
			}
		})
	}
}

func TestQuietRecipientsAreForgotten(t *testing.T) {
	t.Parallel()
	r, f := newFrozen()
	account, rule := core.NewID(), []core.Rate{{Scope: core.PerUser, N: 1, Every: time.Second, Burst: 1}}
	for i := range 20_000 {
		to := core.UserRef{ExternalID: core.NewID().String()}
		r.take(account, core.NewID(), to, rule)
		r.take(account, core.NewID(), to, rule) // its job goes to another node
		if i%100 == 0 {
			f.at = f.at.Add(10 * time.Second)
		}
	}
	if len(r.buckets) > 10_000 || len(r.turns) > 10_000 {
		t.Errorf("%d buckets and %d turns are remembered", len(r.buckets), len(r.turns))
	}
}

func TestALongLineIsNotForgotten(t *testing.T) {
	t.Parallel()
	r, f := newFrozen()
	account, to, rule := core.NewID(), core.UserRef{ExternalID: "u"}, []core.Rate{{Scope: core.PerAccount, N: 1, Every: time.Minute, Burst: 1}}
	start := core.At(f.at)
	for range 31 {
		r.take(account, core.NewID(), to, rule)
	}
	f.at = f.at.Add(20 * time.Minute) // nobody new came; ten still wait
	if at := r.take(account, core.NewID(), to, rule); at != start.Add(31*time.Minute) {
		t.Errorf("who comes now goes at %v, before those who wait", at.Sub(start))
	}
}

func TestEachDomainHasItsOwnRate(t *testing.T) {
	t.Parallel()
	r, f := newFrozen()
	account := core.NewID()
	rule := []core.Rate{{Scope: core.PerDomain, N: 1, Every: time.Second, Burst: 1}}
	for _, c := range []struct {
		to    string
		waits bool
	}{{"a@b.cn", false}, {"c@B.cn", true}, {"a@c.cn", false}, {`"x@b.cn"@d.cn`, false}} {
		if at := r.take(account, core.NewID(), core.UserRef{ExternalID: c.to}, rule); at > core.At(f.at) != c.waits {
			t.Errorf("%s waits: %v, want %v", c.to, !c.waits, c.waits)
		}
	}
}
