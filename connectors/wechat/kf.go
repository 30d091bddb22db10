package wechat

import (
	"context"
	"encoding/json"
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

// pull returns the cursor behind what it handed over.
func (c *Connector) pull(ctx context.Context, a core.Account, ticket string, sink core.Sink) (string, error) {
	cursor := a.Cursor
	for {
		p, f := c.page(ctx, a, cursor, ticket)
		if f != nil && ticket != "" && f.send.Class == core.Rejected {
			ticket = "" // it is good for ten minutes; without it the platform allows less
			continue
		}
		if f != nil {
			return cursor, f.send
		}
		if raws := c.raws(a, p); len(raws) > 0 {
			if err := sink.Accept(ctx, raws...); err != nil {
				return cursor, &core.SendError{Class: core.Retry, Code: "wechat.not_stored", Text: "the messages could not be stored, they stay with WeChat", Err: err}
			}
		}
		if p.More == 0 || p.Next == "" || p.Next == cursor { // a cursor that stands still would never end
			if p.Next != "" {
				cursor = p.Next
			}
			return cursor, nil
		}
		cursor = p.Next
	}
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

func (c *Connector) raws(a core.Account, p page) []core.Raw {
	raws := make([]core.Raw, len(p.List))
	now := core.At(c.env.Now())
	for i, body := range p.List {
		raws[i] = core.Raw{AccountID: a.ID, Channel: Name, Kind: normwechat.KindKF, Body: body, ReceivedAt: now}
	}
	if len(raws) > 0 {
		raws[len(raws)-1].Cursor = p.Next
	}
	return raws
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
