package live

import (
	"context"
	"sync"
	"time"

	"github.com/centrifugal/centrifuge"
)

const (
	pushers  = 4                      // streams that are read and pushed at once
	pushPage = 200                    // publications a read
	readers  = 16                     // reads for clients that connect, at once
	retry    = 250 * time.Millisecond // after a read that failed
)

// streams are those with a memory that somebody here has. For each it is known
// how far it was pushed; what follows is read when a hint says so, in one read
// however many hints came.
type streams struct {
	s       *Server
	handler centrifuge.BrokerEventHandler
	reading chan struct{} // bounds reads after a restart, when all come back at once

	mu     sync.Mutex
	wake   *sync.Cond
	all    map[string]*stream
	due    []*stream
	closed bool
}

type stream struct {
	channel string
	// Owned by streams.mu.
	dirty   bool // a hint came since the last read began
	busy    bool // in line, or in the hands of a pusher
	removed bool

	// reads orders reads of this stream: a client's position is never older than
	// what was pushed when it began to listen.
	reads sync.Mutex
	known bool // pos is set
	pos   Position
}

func newStreams(s *Server) *streams {
	t := &streams{s: s, all: map[string]*stream{}, reading: make(chan struct{}, readers)}
	t.wake = sync.NewCond(&t.mu)
	return t
}

func (t *streams) open(channel string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.all[channel] == nil {
		t.all[channel] = &stream{channel: channel}
	}
}

func (t *streams) leave(channel string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if st := t.all[channel]; st != nil {
		st.removed = true
		delete(t.all, channel)
	}
}

func (t *streams) get(channel string) *stream {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.all[channel]
}

func (t *streams) changed(channel string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	st := t.all[channel]
	if st == nil || t.closed {
		return
	}
	st.dirty = true
	if !st.busy {
		st.busy = true
		t.due = append(t.due, st)
		t.wake.Signal()
	}
}

func (t *streams) close() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.closed = true
	t.wake.Broadcast()
}

// next waits for a stream with news; nil: the server ends.
func (t *streams) next() *stream {
	t.mu.Lock()
	defer t.mu.Unlock()
	for len(t.due) == 0 && !t.closed {
		t.wake.Wait()
	}
	if t.closed {
		return nil
	}
	st := t.due[0]
	t.due[0] = nil
	t.due = t.due[1:]
	st.dirty = false
	return st
}

// done puts a stream back in line when there is more, so that a busy one lets
// others pass.
func (t *streams) done(st *stream, more bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if (st.dirty || more) && !st.removed {
		t.due = append(t.due, st)
		t.wake.Signal()
		return
	}
	st.busy = false
}

// push is one of the goroutines that read and push. A stream is in the hands
// of one at a time, which is what keeps its order.
func (t *streams) push() {
	for {
		st := t.next()
		if st == nil {
			return
		}
		list, epoch, err := t.news(st)
		if err != nil && t.s.ctx.Err() == nil {
			t.s.opts.Log.Warn("live: a stream was not read and is tried again", "channel", st.channel, "error", err)
			time.AfterFunc(retry, func() { t.changed(st.channel) })
		}
		n := t.s.node.Hub().NumSubscribers(st.channel)
		for _, p := range list {
			_ = t.handler.HandlePublication(st.channel, &centrifuge.Publication{Offset: p.Offset, Data: p.Data},
				centrifuge.StreamPosition{Offset: p.Offset, Epoch: epoch}, false, nil)
		}
		t.s.metrics.pushes.Add(int64(n * len(list)))
		t.done(st, len(list) >= pushPage)
	}
}

// news reads what follows the last push. Before the first client of a stream
// has its position there is nothing to push: it reads what it lacks itself.
func (t *streams) news(st *stream) ([]Publication, string, error) {
	ctx, cancel := context.WithTimeout(t.s.ctx, readLimit)
	defer cancel()
	st.reads.Lock()
	defer st.reads.Unlock()
	if !st.known {
		return nil, "", nil
	}
	list, top, err := t.s.opts.Backend.Since(ctx, st.channel, st.pos.Offset, pushPage)
	if err != nil {
		return nil, "", err
	}
	if len(list) > 0 {
		st.pos.Offset = list[len(list)-1].Offset
	}
	return list, top.Epoch, nil
}

// read reads for a client that subscribes. The first one says from where on
// this node pushes.
func (t *streams) read(ctx context.Context, channel string, after uint64, limit int, epoch string) ([]Publication, Position, error) {
	select {
	case t.reading <- struct{}{}:
		defer func() { <-t.reading }()
	case <-ctx.Done():
		return nil, Position{}, ctx.Err()
	}
	st := t.get(channel)
	if st != nil {
		st.reads.Lock()
		defer st.reads.Unlock()
	}
	list, top, err := t.collect(ctx, channel, after, limit, epoch)
	if err == nil && st != nil && !st.known {
		st.known, st.pos = true, top
	}
	return list, top, err
}

// collect reads page by page, all or nothing.
func (t *streams) collect(ctx context.Context, channel string, after uint64, limit int, epoch string) ([]Publication, Position, error) {
	_, top, err := t.s.opts.Backend.Since(ctx, channel, after, 0)
	if err != nil || limit == 0 || epoch != "" && epoch != top.Epoch || top.Offset < after || limit > 0 && top.Offset-after > uint64(limit) {
		return nil, top, err
	}
	var out []Publication
	for at := after; at < top.Offset; at = out[len(out)-1].Offset {
		list, _, err := t.s.opts.Backend.Since(ctx, channel, at, int(min(pushPage, top.Offset-at))) //nolint:gosec // a page at most
		if err != nil {
			return nil, top, err
		}
		if len(list) == 0 {
			return nil, top, nil
		}
		out = append(out, list...)
	}
	return out, top, nil
}

// look compares what was pushed with the tops of all streams, set-wise: a lost
// hint costs Look, not a message.
func (s *Server) look() {
	tick := time.NewTicker(s.opts.Look)
	defer tick.Stop()
	for {
		select {
		case <-s.ctx.Done():
			return
		case <-tick.C:
			s.streams.look()
		}
	}
}

// lookSet is how many streams are asked for at once.
const lookSet = 500

func (t *streams) look() {
	t.mu.Lock()
	channels := make([]string, 0, len(t.all))
	for channel := range t.all {
		channels = append(channels, channel)
	}
	t.mu.Unlock()
	for len(channels) > 0 && t.s.ctx.Err() == nil {
		n := min(lookSet, len(channels))
		ctx, cancel := context.WithTimeout(t.s.ctx, readLimit)
		tops, err := t.s.opts.Backend.Tops(ctx, channels[:n])
		cancel()
		if err != nil && t.s.ctx.Err() == nil {
			t.s.opts.Log.Warn("live: the streams were not compared", "error", err)
		}
		for channel, top := range tops {
			t.behind(channel, top)
		}
		channels = channels[n:]
	}
}

func (t *streams) behind(channel string, top uint64) {
	st := t.get(channel)
	if st == nil {
		return
	}
	st.reads.Lock()
	behind := st.known && st.pos.Offset < top
	st.reads.Unlock()
	if behind {
		t.s.metrics.healed.Add(1)
		t.changed(channel)
	}
}
