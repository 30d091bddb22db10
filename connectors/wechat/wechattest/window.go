package wechattest

import (
	"maps"
	"slices"
	"time"
)

// allowance is how many custom messages an act of a person allows, and for how
// long.
type allowance struct {
	count int
	life  time.Duration
}

// allowances are those of "客服消息下发规则" (Official Account, Mini Program).
func allowances(k Kind) map[string]allowance {
	if k == MiniProgram {
		return map[string]allowance{"message": {5, 48 * time.Hour}, "enter": {2, time.Minute}}
	}
	return map[string]allowance{
		"message": {5, 48 * time.Hour},
		"click":   {3, time.Minute},
		"follow":  {3, time.Minute},
		"scan":    {3, time.Minute},
	}
}

type grant struct {
	left  int
	until time.Time
}

// grant gives what an act allows. A new act renews its own allowance and adds
// nothing to it. A Mini Program has one for all acts: the larger count and the
// longer time win. Of the Official Account the pages say only that a click
// gives none of a message's, so each act keeps its own.
func (f *Follower) grant(act string) {
	a, known := allowances(f.app.kind)[act]
	if !known {
		return
	}
	now := f.app.s.now()
	g := &grant{left: a.count, until: now.Add(a.life)}
	if !f.app.official() {
		act = "all"
		if former := f.grants[act]; former != nil && now.Before(former.until) {
			g.left = max(g.left, former.left)
			if former.until.After(g.until) {
				g.until = former.until
			}
		}
	}
	f.grants[act] = g
}

// take spends one message of the allowance that ends first: 45047 when the
// count is used up, 45015 when the time is over.
func (f *Follower) take() *refusal {
	now := f.app.s.now()
	open := slices.DeleteFunc(slices.Collect(maps.Values(f.grants)), func(g *grant) bool { return !now.Before(g.until) })
	if len(open) == 0 {
		return refuse(45015)
	}
	slices.SortFunc(open, func(a, b *grant) int { return a.until.Compare(b.until) })
	i := slices.IndexFunc(open, func(g *grant) bool { return g.left > 0 })
	if i < 0 {
		return refuse(45047)
	}
	open[i].left--
	return nil
}
