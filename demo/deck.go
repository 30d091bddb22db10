package demo

import (
	"math/rand/v2"
	"sync"
)

// deck is visits in an order of chance. None comes again before all have been drawn,
// whoever draws.
type deck struct {
	all []visit

	mu   sync.Mutex
	rand *rand.Rand
	left []int // places in all
}

// draw takes n visits.
func (d *deck) draw(n int) []visit {
	d.mu.Lock()
	defer d.mu.Unlock()
	out := make([]visit, 0, n)
	for range n {
		if len(d.left) == 0 {
			d.left = d.rand.Perm(len(d.all))
		}
		out = append(out, d.all[d.left[0]])
		d.left = d.left[1:]
	}
	return out
}
