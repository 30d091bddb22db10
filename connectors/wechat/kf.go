package wechat

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	normwechat "github.com/switchboard-hub/switchboard/normalize/wechat"
)

// pageSize is the most that sync_msg hands out at once.
const pageSize = 1000

// Rung implements connectors.Puller: a bell names the customer service account,
// and one callback serves all of an enterprise.
func (c *Connector) Rung(a, at core.Account, b core.Bell) bool {
	return kindOf(a) == kindKF && kindOf(at) == kindKF && a.Setting(keyOpenKfID) == b.For && a.Setting(keyCorpID) == at.Setting(keyCorpID)
}

// Pull implements connectors.Puller. A page's cursor is on its last raw alone,
// so that a stop inside a page brings the whole page again; what comes twice is
// dropped by its key.
func (c *Connector) Pull(ctx context.Context, a core.Account, ticket string, sink core.Sink) error {
	_, err := c.pull(ctx, a, ticket, sink)
	return err
}

// pull returns the account's cursor behind what it handed over.
func (c *Connector) pull(ctx context.Context, a core.Account, ticket string, sink core.Sink) (string, error) {
	cursor, anew := askedCursor(a), false
	for {
		p, f := c.page(ctx, a, cursor, ticket)
		switch refused := f != nil && f.send.Class == core.Rejected; {
		case refused && ticket != "": // it is good for ten minutes; without it the platform allows less
			ticket = ""
			continue
		case refused && cursor != "" && !anew: // what comes again then is dropped by its key
			cursor, anew = "", true
			continue
		case f != nil:
			return a.Cursor, f.send
		}
		if raws := c.raws(a, p, cursor); len(raws) > 0 {
			if err := sink.Accept(ctx, raws...); err != nil {
				return a.Cursor, &core.SendError{Class: core.Retry, Code: "wechat.not_stored", Text: "the messages could not be stored, they stay with WeChat", Err: err}
			}
		}
		if p.Next == "" || p.Next == cursor { // a cursor that stands still would never end
			return a.Cursor, nil
		}
		if cursor, a.Cursor = p.Next, keptCursor(a, p.Next); p.More == 0 {
			return a.Cursor, nil
		}
	}
}

// desk names the customer service account that an account is linked to: a cursor
// is good for that one alone.
func desk(a core.Account) string { return a.Setting(keyCorpID) + "/" + a.Setting(keyOpenKfID) }

// keptCursor is a cursor of the platform as the account's is kept,
// "<corpid>/<open_kfid>|<cursor>".
func keptCursor(a core.Account, cursor string) string {
	if cursor == "" {
		return ""
	}
	return desk(a) + "|" + cursor
}

// askedCursor is the cursor to go on from; none where the account was linked to
// another customer service account since. One without a name is its own.
func askedCursor(a core.Account) string {
	name, cursor, named := strings.Cut(a.Cursor, "|")
	switch {
	case !named:
		return a.Cursor
	case name != desk(a):
		return ""
	}
	return cursor
}

// page is an answer of sync_msg. A list may be empty though there is more.
type page struct {
	Next string            `json:"next_cursor"`
	More int               `json:"has_more"`
	List []json.RawMessage `json:"msg_list"`
}

func (c *Connector) page(ctx context.Context, a core.Account, cursor, ticket string) (page, *failure) {
	body := map[string]any{"open_kfid": a.Setting(keyOpenKfID), "limit": pageSize}
	set(body, "cursor", cursor)
	set(body, "token", ticket)
	var p page
	f := c.do(ctx, a, request{path: "/cgi-bin/kf/sync_msg", body: body, repeatable: true}, &p)
	return p, f
}

// raws are what a page brings. An empty one that leads on is a raw as well, which
// says nothing, so that its cursor is kept and not asked for again.
func (c *Connector) raws(a core.Account, p page, cursor string) []core.Raw {
	raws := make([]core.Raw, len(p.List))
	now := core.At(c.env.Now())
	for i, body := range p.List {
		raws[i] = core.Raw{AccountID: a.ID, Channel: Name, Kind: normwechat.KindKF, Body: body, ReceivedAt: now}
		if sentBefore(body, a.CreatedAt.Add(-linkingFor)) {
			raws[i].Header = map[string]string{normwechat.HeaderHistorical: "yes"}
		}
	}
	if len(raws) == 0 && p.Next != cursor {
		raws = []core.Raw{{AccountID: a.ID, Channel: Name, Kind: normwechat.KindPage, Body: []byte(`{"msg_list":[]}`), ReceivedAt: now}}
	}
	if len(raws) > 0 {
		raws[len(raws)-1].Cursor = keptCursor(a, p.Next)
	}
	return raws
}

// linkingFor is how long before the account was there somebody may have written
// to try it.
const linkingFor = time.Minute

// sentBefore reports whether an element of msg_list is older than a time.
func sentBefore(body json.RawMessage, t core.Time) bool {
	var m struct {
		Sent int64 `json:"send_time"` // seconds
	}
	return json.Unmarshal(body, &m) == nil && m.Sent > 0 && core.At(time.Unix(m.Sent, 0)) < t
}

// Receives implements connectors.Receiver.
func (c *Connector) Receives(a core.Account) bool { return kindOf(a) == kindKF }

// Receive looks every few minutes for what no bell announced. It goes on from
// its own cursor, so that it reads again what bells have brought meanwhile.
func (c *Connector) Receive(ctx context.Context, a core.Account, sink core.Sink) error {
	for {
		cursor, err := c.pull(ctx, a, "", sink)
		a.Cursor = cursor
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			if se := core.AsSendError(err); se.Class == core.Auth || se.Class == core.Rejected {
				return se
			}
			c.env.Log.WarnContext(ctx, "WeChat KF cannot be looked at, trying again", "account", a.ID, "error", err)
		}
		if err := c.wait(ctx, c.pullEvery); err != nil {
			return err
		}
	}
}

// wait sleeps, or returns the context's error at once when it ends.
func wait(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
