package email

import (
	"context"
	"errors"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"github.com/emersion/go-imap"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/core"
	normemail "github.com/switchboard-hub/switchboard/normalize/email"
)

// Receives implements connectors.Receiver.
func (c *Connector) Receives(core.Account) bool { return true }

// Receive keeps the account's folder read until ctx ends. Whatever ends a
// connection, it comes back by itself, with pauses that grow; how receiving stands
// is told to the sink.
func (c *Connector) Receive(ctx context.Context, a core.Account, sink core.Sink) error {
	s, err := read(a)
	if err != nil {
		return err
	}
	r := &reader{c: c, a: a, s: s, sink: sink, oldest: noted(a, keyOldest)}
	if at, ok := readCursor(a.Cursor); ok && at.box == s.box() {
		r.cursor = at
	} else { // it was lost: as with other UIDs, all since the link is looked through
		r.cursor.newest = noted(a, keyLinked).Add(24 * time.Hour).Unix()
	}
	for failures := 0; ; {
		r.worked = false
		err := r.run(ctx)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if r.worked {
			failures = 0
		}
		failures++
		f := asFault(err, legFolder, s.IMAP)
		pause := c.backoff(failures, f.class)
		c.env.Log.WarnContext(ctx, "a mailbox cannot be received and is tried again", "account", a.ID, "attempt", failures, "pause", pause, "error", err)
		r.tell(f.send())
		if err := c.sleep(ctx, pause); err != nil {
			return err
		}
	}
}

// backoff doubles from a second to five minutes; up to half of it is chance, so
// that mailboxes do not come back together. Providers lock accounts that are tried
// with wrong credentials.
func (c *Connector) backoff(failures int, class core.Class) time.Duration {
	d := min(c.timing.leastBackoff<<min(failures-1, 20), c.timing.mostBackoff)
	if class == core.Auth && failures > 1 {
		d = c.timing.mostBackoff
	}
	return d/2 + time.Duration(rand.Float64()*float64(d/2)) //nolint:gosec // a pause is no secret
}

// noted reads a time that Connect has noted.
func noted(a core.Account, key string) time.Time {
	t, err := time.Parse(time.RFC3339, a.Config[key])
	if err != nil {
		return time.Time{}
	}
	return t
}

// reader reads one account's folder.
type reader struct {
	c      *Connector
	a      core.Account
	s      settings
	sink   core.Sink
	cursor cursor    // behind what the sink has, but for what is put off
	oldest time.Time // nothing older is imported
	ends   uint32    // the folder's next UID when it was opened
	worked bool      // something was read since the last failure
	deaf   bool      // the sink was told so, and nothing else since
	told   bool

	trouble trouble
	late    []putOff
}

// tell says how receiving stands: nil where it works.
func (r *reader) tell(err *core.SendError) {
	w, ok := r.sink.(connectors.Listener)
	switch {
	case !ok, err == nil && r.told && !r.deaf:
		return
	case err == nil:
		w.Listening(nil)
	default:
		w.Listening(err)
	}
	r.told, r.deaf = true, err != nil
}

// run signs in and reads the folder until something breaks.
func (r *reader) run(ctx context.Context) error {
	x, err := r.c.open(ctx, r.a, r.s)
	if err != nil {
		return err
	}
	defer x.logout()
	return x.explain(r.read(ctx, x), legFolder)
}

// read reads the folder until something breaks.
func (r *reader) read(ctx context.Context, x *session) error {
	box, err := x.folder()
	if err != nil {
		return err
	}
	if err := r.place(ctx, x, box); err != nil {
		return err
	}
	if r.ends, err = x.nextUID(box); err != nil {
		return err
	}
	for {
		if err := r.catchUp(ctx, x); err != nil {
			return err
		}
		r.worked = true
		r.tell(nil)
		if err := x.wait(ctx); err != nil {
			return err
		}
	}
}

// place finds the cursor's place in the folder as it is now.
func (r *reader) place(ctx context.Context, x *session, box *imap.MailboxStatus) error {
	var at cursor
	var err error
	switch {
	case box.UidValidity != r.cursor.validity, box.UidNext > 0 && box.UidNext < r.cursor.next: // UIDs only grow
		at, err = x.again(box, r.cursor, r.oldest)
		r.c.env.Log.InfoContext(ctx, "the mails of a folder have got other numbers, and are looked through again", "account", r.a.ID)
	case !r.oldest.IsZero() && r.oldest.Unix() < r.cursor.since:
		at, err = x.further(r.cursor, r.oldest, r.c.env.Now())
	default:
		return nil
	}
	if err == nil {
		r.cursor, r.trouble, r.late = at, trouble{}, nil
	}
	return err
}

// catchUp reads all that is new.
func (r *reader) catchUp(ctx context.Context, x *session) error {
	select {
	case <-x.news: // it is looked at now
	default:
	}
	p := &pipe{r: r, x: x}
	if err := r.takeLate(ctx, p); err != nil {
		return err
	}
	next := r.cursor
	for {
		entries, last, err := x.list(next.next, r.ends)
		if err != nil {
			return errors.Join(err, p.finish(ctx))
		}
		if next, err = p.read(ctx, next, r.wanted(next, entries)); err != nil {
			return err
		}
		if last == 0 {
			return p.finish(ctx)
		}
		next.next = max(next.next, last+1)
	}
}

// wanted leaves out what was there before the account was linked, and was not
// asked for. Only what was there when a folder was looked through can be such.
func (r *reader) wanted(at cursor, entries []entry) []entry {
	kept := entries[:0]
	for _, e := range entries {
		if e.uid >= at.until || !e.arrived.Before(r.oldest) {
			kept = append(kept, e)
		}
	}
	return kept
}

// pipe stores one batch while the next is fetched.
type pipe struct {
	r      *reader
	x      *session
	uids   []uint32
	behind cursor
	done   chan error // nil: nothing is being stored
}

// read fetches and stores mails, and returns the cursor behind them.
func (p *pipe) read(ctx context.Context, next cursor, wanted []entry) (cursor, error) {
	for len(wanted) > 0 {
		mails, err := p.r.take(ctx, p.x, next, wanted)
		if err != nil {
			return next, errors.Join(err, p.finish(ctx))
		}
		if mails == nil { // the first is put off
			if err := p.finish(ctx); err != nil {
				return next, err
			}
			next = next.past(wanted[0].uid, wanted[0].arrived)
			p.r.cursor, wanted = next, wanted[1:]
			continue
		}
		if next, err = p.store(ctx, next, mails); err != nil {
			return next, err
		}
		wanted = wanted[len(mails):]
	}
	return next, nil
}

// store begins to store mails, once those before are, and returns the cursor
// behind them.
func (p *pipe) store(ctx context.Context, at cursor, mails []fetched) (cursor, error) {
	raws, uids, behind := p.r.raws(at, mails)
	if err := p.finish(ctx); err != nil {
		return at, err
	}
	p.begin(ctx, raws, uids, behind)
	return behind, nil
}

func (p *pipe) begin(ctx context.Context, raws []core.Raw, uids []uint32, behind cursor) {
	if len(raws) == 0 {
		return
	}
	done := make(chan error, 1)
	go func() { done <- p.r.sink.Accept(ctx, raws...) }()
	p.uids, p.behind, p.done = uids, behind, done
}

// finish waits until what is being stored is stored.
func (p *pipe) finish(ctx context.Context) error {
	if p.done == nil {
		return nil
	}
	err := <-p.done
	p.done = nil
	if err != nil {
		return &fault{leg: legFolder, class: core.Retry, code: "not_stored", text: "what came could not be stored; it stays in the mailbox, and is fetched again", err: err}
	}
	p.r.cursor, p.r.worked = p.behind, true
	if !p.r.s.MarkSeen || ctx.Err() != nil {
		return nil
	}
	set := new(imap.SeqSet)
	set.AddNum(p.uids...)
	p.x.Timeout = p.x.timing.command
	err = p.x.UidStore(set, imap.FormatFlagsOp(imap.AddFlags, true), []any{imap.SeenFlag}, nil)
	if err != nil && !p.x.broken() {
		p.r.c.env.Log.WarnContext(ctx, "mails were not marked as seen", "account", p.r.a.ID, "error", said(err))
		return nil
	}
	return err
}

// raws makes what the sink takes of mails, each with the cursor behind it.
func (r *reader) raws(at cursor, mails []fetched) (raws []core.Raw, uids []uint32, behind cursor) {
	own, tokens := strings.Join(r.s.own(), ","), r.s.tokens()
	now := core.At(r.c.env.Now())
	behind = at
	for _, m := range mails {
		historical := behind.historical(m.uid, m.arrived)
		behind = behind.past(m.uid, m.arrived)
		if len(m.body) == 0 {
			continue // deleted between the list and the fetch
		}
		header := map[string]string{"received_at": m.arrived.UTC().Format(time.RFC3339), "own": own}
		if historical {
			header["historical"] = "yes"
		}
		if m.omitted {
			header["omitted_size"] = strconv.FormatUint(uint64(m.size), 10)
		}
		if tokens.isOwn(m.body, r.a.ID) {
			header["loop"] = "yes"
		}
		p := tokens.proves(m.body)
		if !p.Conversation.IsZero() {
			header["conversation"] = p.Conversation.String()
		}
		if p.Bounced != "" {
			header["bounced"] = p.Bounced
		}
		raws = append(raws, core.Raw{AccountID: r.a.ID, Channel: Name, Kind: normemail.Kind, Body: m.body, Header: header, ReceivedAt: now, Cursor: durable(behind, r.late).String()})
		uids = append(uids, m.uid)
	}
	return raws, uids, behind
}
