package email

import (
	"context"
	"slices"
	"time"
)

// trouble is a batch that was not handed out. Mostly that is the server's state
// (RFC 5530's UNAVAILABLE and LIMIT, Gmail's OVERQUOTA, Exchange's "Request is
// throttled") or a flaky link, and time mends it: every failure ends in a pause,
// see Connector.backoff. Some servers cannot read a mail themselves.
type trouble struct {
	uid   uint32 // of its first mail
	last  uint32 // up to it mails are fetched one by one
	tries int
}

// How often a batch is asked for as it is, and then its first mail alone, before
// that one is put off.
const (
	triesTogether = 2
	triesAlone    = 3
	putOffMost    = 20 // mails; with more of them it is the server's fault
)

// putOff is a mail that was not handed out, and is asked for again while those
// behind it are read. The account's cursor stays before it; whatever is read twice
// because of that is dropped by its id.
type putOff struct {
	entry
	at     cursor // before it
	since  time.Time
	tried  time.Time
	others bool // other mails could be read since
	way    way
}

// way is how much of a mail is asked for.
type way int

const (
	whole      way = iota
	inPart         // its header and a text
	headerOnly     // without the text
	nothing        // a note stands for it
)

// take fetches the first mails of the entries: a batch, or one. It takes none where
// the first one is put off.
func (r *reader) take(ctx context.Context, x *session, at cursor, entries []entry) ([]fetched, error) {
	first, tries := entries[0], 0
	if r.trouble.uid == first.uid {
		tries = r.trouble.tries
	}
	if tries >= triesTogether+triesAlone && len(r.late) < putOffMost {
		r.c.env.Log.WarnContext(ctx, "a mail is put off, the server does not hand it out", "account", r.a.ID, "uid", first.uid, "attempt", tries)
		now := r.c.env.Now()
		r.late = append(r.late, putOff{entry: first, at: at, since: now, tried: now})
		return nil, nil
	}
	entries = entries[:batch(entries)]
	if first.uid <= r.trouble.last {
		entries = entries[:1]
	}
	mails, err := x.take(entries)
	if err == nil {
		for i := range r.late {
			r.late[i].others = true
		}
		return mails, nil
	}
	r.trouble.uid, r.trouble.tries = first.uid, tries+1
	if r.trouble.tries >= triesTogether {
		r.trouble.last = max(r.trouble.last, entries[len(entries)-1].uid)
	}
	return nil, err
}

// takeLate asks for the mails that were put off and are due. One that is not handed
// out for hours, while others are, is given up step by step.
func (r *reader) takeLate(ctx context.Context, p *pipe) error {
	for i := 0; i < len(r.late); {
		m := &r.late[i]
		now := r.c.env.Now()
		if now.Sub(m.tried) < r.c.timing.lateAgain {
			i++
			continue
		}
		mail, err := r.takeOne(p.x, m)
		if err != nil && m.others && now.Sub(m.since) >= r.c.timing.lateFor {
			r.c.env.Log.WarnContext(ctx, "a mail is not handed out, and less of it is asked for", "account", r.a.ID, "uid", m.uid, "error", err)
			m.way++
		} else {
			m.tried = now
		}
		switch {
		case err != nil && p.x.broken():
			return err
		case err == nil:
			if err := p.storeLate(ctx, i, mail); err != nil {
				return err
			}
		}
	}
	return nil
}

func (r *reader) takeOne(x *session, m *putOff) (fetched, error) {
	switch m.way {
	case whole:
		mails, err := x.take([]entry{m.entry})
		if err != nil {
			return fetched{}, err
		}
		return mails[0], nil
	case inPart:
		return x.takeLarge(m.entry, textToo)
	case headerOnly:
		return x.takeLarge(m.entry, noText)
	}
	return unreadable(m.entry, m.at.validity), nil
}

// storeLate stores a mail that was put off. It is put off until it is stored.
func (p *pipe) storeLate(ctx context.Context, i int, mail fetched) error {
	r := p.r
	raws, uids, _ := r.raws(r.late[i].at, []fetched{mail})
	others := slices.Delete(slices.Clone(r.late), i, i+1)
	for i := range raws {
		raws[i].Cursor = durable(r.cursor, others).String()
	}
	p.begin(ctx, raws, uids, r.cursor)
	if err := p.finish(ctx); err != nil {
		return err
	}
	r.late = others
	return nil
}

// durable is the account's cursor where a folder was read up to at: before the
// first mail that was put off.
func durable(at cursor, late []putOff) cursor {
	for _, m := range late {
		if m.at.next < at.next {
			at = m.at
		}
	}
	return at
}
