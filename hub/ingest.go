package hub

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"sync"
	"time"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/routing"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// A raw larger than rawInRow is kept as a blob; none is larger than rawMax.
const (
	rawInRow = 64 << 10
	rawMax   = 64 << 20
)

// reopenFor is how long after its end a conversation is reopened by its
// customer, unless the account's setting reopen_hours says otherwise.
const reopenFor = 24 * time.Hour

// Accept implements core.Sink: it returns once the raws are durable. What the
// normalizer cannot read is stored as failed, and accepted all the same.
func (h *Hub) Accept(ctx context.Context, raws ...core.Raw) error {
	cmds := make([]*engine.Ingest, 0, len(raws))
	cursor := ""
	for _, r := range raws {
		if len(raws) > 1 { // saved after all of them: writers are several
			if r.Cursor != "" {
				cursor = r.Cursor
			}
			r.Cursor = ""
		}
		c, err := h.command(ctx, r)
		if err != nil {
			return err
		}
		cmds = append(cmds, c)
	}
	if err := h.store.DoAll(ctx, cmds); err != nil {
		return err
	}
	for _, c := range cmds {
		h.received(c)
	}
	if cursor == "" {
		return nil
	}
	return h.saveCursor(ctx, raws[0].AccountID, cursor)
}

func (h *Hub) saveCursor(ctx context.Context, account core.ID, cursor string) error {
	return h.store.Update(ctx, account.String(), func(ctx context.Context, tx db.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO account_cursors (account_id, value, updated_at) VALUES ($1, $2, $3)
			ON CONFLICT (account_id) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at`,
			account, cursor, int64(core.At(h.cfg.Now())))
		return err
	})
}

// command normalizes a raw into the command that stores it.
func (h *Hub) command(ctx context.Context, r core.Raw) (*engine.Ingest, error) {
	account, err := h.accounts.get(ctx, r.AccountID)
	if err != nil {
		return nil, err
	}
	if r.ID.IsZero() {
		r.ID = core.NewID()
	}
	r.Channel = account.Channel
	if r.ReceivedAt == 0 {
		r.ReceivedAt = core.At(h.cfg.Now())
	}
	envs, nerr := h.cfg.Normalizers.Normalize(r)
	if nerr == nil {
		nerr = checkEnvelopes(envs)
	}
	if nerr != nil {
		envs = nil
		h.metrics.unread.WithLabelValues(account.Channel).Inc()
	}
	c := &engine.Ingest{Raw: r, Envelopes: envs, Err: nerr, Policy: h.policy(account)}
	c.Begin = h.begins(account, envs, c.Raw.ReceivedAt)
	if c.Asked, err = h.askedRatings(ctx, account.ID, envs); err != nil {
		return nil, err
	}
	h.screenIn(c)
	if err := h.unpack(ctx, c); err != nil {
		return nil, err
	}
	if len(r.Body) > rawInRow {
		if c.Raw.Blob, _, err = h.blobs.Put(ctx, bytes.NewReader(r.Body), rawMax); err != nil {
			return nil, &core.Problem{Status: 503, Code: "blobs.unavailable", Text: "the blob store takes no writes now", Err: err}
		}
	}
	return c, nil
}

func checkEnvelopes(envs []core.Envelope) error {
	for i, e := range envs {
		if e.Type != core.TypeTyping && (e.Key == "" || e.User.ExternalID == "") {
			return fmt.Errorf("envelope %d has no key or no user", i)
		}
		if e.Type == core.TypeMessage && e.Content == nil {
			return fmt.Errorf("envelope %d is a message without content", i)
		}
		if e.Direction == "" {
			return fmt.Errorf("envelope %d has no direction", i)
		}
	}
	return nil
}

func (h *Hub) policy(a core.Account) engine.Policy {
	routes := h.dispatcher.config.Load()
	p := engine.Policy{ReopenFor: reopenFor, Weight: routes.Weight(a.Channel), Route: routes.Rules != nil}
	if !p.Route {
		p.TeamID = routes.Default(a.ID)
	}
	if hours, err := strconv.ParseFloat(a.Config[reopenHours], 64); err == nil {
		p.ReopenFor = time.Duration(hours * float64(time.Hour))
	}
	c := h.channels[a.Channel].Connector
	if c == nil {
		return p
	}
	caps := c.Caps(a)
	p.Stream, p.Threads, p.Windows = caps.Stream, caps.Threads, caps.Windows
	_, p.Acknowledge = c.(connectors.Acknowledger)
	_, p.FetchMedia = c.(connectors.Fetcher)
	_, p.Profile = c.(connectors.Profiler)
	return p
}

// received tells of what was stored.
func (h *Hub) received(c *engine.Ingest) {
	if len(c.Envelopes) > 0 || c.Err != nil { // a bell alone is no news
		h.store.NoteReceived(c.Raw.AccountID)
	}
	outcome := "stored"
	switch {
	case c.Err != nil:
		outcome = "failed"
		h.log.Warn("a raw could not be read and is kept for replay", "account", c.Raw.AccountID, "raw", c.Raw.ID, "error", c.Err)
	case c.Duplicate:
		outcome = "duplicate"
	}
	h.metrics.received.WithLabelValues(c.Raw.Channel, outcome).Inc()
	for _, u := range c.Typing {
		h.bus.Publish(subjectTyping+c.Raw.AccountID.String(), []byte(u.ExternalID))
	}
}

// ReplayRaw reads a stored raw again with the normalizer of today.
func (h *Hub) replayRaw(ctx context.Context, id core.ID) (core.RawRow, error) {
	row, err := h.store.Raw(ctx, id)
	if err != nil {
		return row, err
	}
	if row.Blob != "" {
		body, _, err := h.blobs.Open(ctx, row.Blob)
		if err != nil {
			return row, fmt.Errorf("open the raw's body: %w", err)
		}
		defer body.Close()
		if row.Body, err = io.ReadAll(io.LimitReader(body, rawMax)); err != nil {
			return row, fmt.Errorf("read the raw's body: %w", err)
		}
	}
	blob := row.Blob
	row.Raw.Blob, row.Raw.Cursor = "", ""
	c, err := h.command(ctx, row.Raw)
	if err != nil {
		return row, err
	}
	c.Replay, c.Raw.Blob = true, blob
	if err := h.store.Do(ctx, c); err != nil {
		return row, err
	}
	if c.Err != nil {
		return row, &core.Problem{Status: 422, Code: "raw.unreadable", Text: "the raw still cannot be read", Err: c.Err}
	}
	return h.store.Raw(ctx, id)
}

// openBlob opens what a connector uploads.
func (h *Hub) openBlob(ctx context.Context, hash string) (io.ReadCloser, error) {
	r, _, err := h.blobs.Open(ctx, hash)
	return r, err
}

// accountCache keeps accounts in memory: every callback needs one.
type accountCache struct {
	store interface {
		Account(context.Context, core.ID) (core.Account, error)
	}
	now func() time.Time

	mu         sync.RWMutex
	entries    map[core.ID]cached
	generation int64 // rises with every change
}

type cached struct {
	account core.Account
	until   time.Time
}

// cachedFor bounds how long a change on another node goes unseen when its hint
// is lost; cachedMax bounds the memory.
const (
	cachedFor = 3 * time.Second
	cachedMax = 10_000
)

func newAccountCache(s interface {
	Account(context.Context, core.ID) (core.Account, error)
}, now func() time.Time) *accountCache {
	return &accountCache{store: s, now: now, entries: map[core.ID]cached{}}
}

// get returns an account as it is, or as it was cachedFor ago at most. What is
// read while a change is told of is not kept: it may be of before.
func (c *accountCache) get(ctx context.Context, id core.ID) (core.Account, error) {
	c.mu.RLock()
	e, ok := c.entries[id]
	generation := c.generation
	c.mu.RUnlock()
	if ok && c.now().Before(e.until) {
		return e.account, nil
	}
	a, err := c.store.Account(ctx, id)
	if err != nil {
		var p *core.Problem
		if ok && (!errors.As(err, &p) || p.Status >= 500) {
			return e.account, nil // the database is away for a moment: what is durable decides later
		}
		return a, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if generation != c.generation {
		return a, nil
	}
	if len(c.entries) >= cachedMax {
		clear(c.entries)
	}
	c.entries[id] = cached{account: a, until: c.now().Add(cachedFor)}
	return a, nil
}

func (c *accountCache) forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.generation++
	clear(c.entries)
}

// begins finds the events with which a conversation begins, as a rule asks for them.
func (h *Hub) begins(a core.Account, envs []core.Envelope, now core.Time) map[string]bool {
	var out map[string]bool
	for _, e := range envs {
		if e.Type != core.TypeEvent && e.Type != core.TypeFollow || e.Event == "" {
			continue
		}
		f := routing.Facts{Account: a.ID, Channel: a.Channel, Kind: e.Event, Text: engine.EventText(e), At: now.Std()}
		if h.dispatcher.config.Load().Rules.Begins(f) {
			if out == nil {
				out = map[string]bool{}
			}
			out[e.Key] = true
		}
	}
	return out
}
