package telegram

import (
	"cmp"
	"context"
	"encoding/json"
	"strconv"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"github.com/switchboard-hub/switchboard/core"
	normtelegram "github.com/switchboard-hub/switchboard/normalize/telegram"
)

// Receives implements connectors.Receiver.
func (c *Connector) Receives(a core.Account) bool {
	return cmp.Or(a.Setting(keyReceive), a.Config[keyMode]) == receivePoll
}

// Receive polls until ctx ends. The platform forgets an update when a later
// offset is asked for, so the offset moves only after the sink has the updates
// on disk; what was delivered twice is dropped by its key.
//
// It returns early for what waiting cannot mend: a refused token, and updates
// without any id.
func (c *Connector) Receive(ctx context.Context, a core.Account, sink core.Sink) error {
	next := int64(0) // 0: from the oldest that the platform still has
	if last, err := strconv.ParseInt(a.Cursor, 10, 64); err == nil {
		next = last + 1
	}
	failures := 0
	for {
		pause, err := c.poll(ctx, a, sink, &next)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err == nil {
			failures = 0
			if err := c.wait(ctx, pause); err != nil {
				return err
			}
			continue
		}
		if se := core.AsSendError(err); se.Class == core.Auth || se.Class == core.Rejected {
			return se
		}
		failures++
		pause = max(pause, c.backoff(failures))
		c.env.Log.WarnContext(ctx, "telegram updates cannot be had, trying again", "account", a.ID, "attempt", failures, "pause", pause, "error", err)
		if err := c.wait(ctx, pause); err != nil {
			return err
		}
	}
}

// poll asks once and hands over what came.
func (c *Connector) poll(ctx context.Context, a core.Account, sink core.Sink, next *int64) (pause time.Duration, err error) {
	params := tgbotapi.Params{
		"timeout":         strconv.Itoa(int(c.pollFor / time.Second)),
		"limit":           strconv.Itoa(maxUpdates),
		"allowed_updates": allowedUpdates(),
	}
	if *next > 0 {
		params["offset"] = strconv.FormatInt(*next, 10)
	}
	asked := c.env.Now()
	result, f := c.call(ctx, a, request{method: "getUpdates", params: params, repeatable: true, timeout: c.pollFor + 25*time.Second})
	if f != nil {
		return f.send.RetryAfter, f.send
	}
	var bodies []json.RawMessage
	if err := json.Unmarshal(result, &bodies); err != nil {
		return 0, request{repeatable: true}.inDoubt("unreadable", "the answer of getUpdates is no list")
	}
	if len(bodies) == 0 {
		if c.env.Now().Sub(asked) < min(time.Second, c.pollFor/2) {
			return time.Second, nil // what answers does not hold polls: do not race it
		}
		return 0, nil
	}
	raws, last := c.raws(a, bodies, *next)
	if err := sink.Accept(ctx, raws...); err != nil {
		return 0, &core.SendError{Class: core.Retry, Code: "telegram.not_stored", Text: "the updates could not be stored, they stay with Telegram", Err: err}
	}
	if last < 0 {
		return 0, rejected("updates_unreadable", "what api_base hands out as updates has no update_id: check the account's api_base").send
	}
	// Also when it is lower than before: ids begin anew after a week without
	// updates, and with another api_base. Asking on for the old offset would get
	// the same updates for ever.
	*next = last + 1
	return 0, nil
}

// raws makes one raw of each update, its id as the cursor. Ids rise by one, so
// an update whose own cannot be read gets it from its place: it is kept, and
// the next poll goes past it. last is -1 where there is nothing to count from.
func (c *Connector) raws(a core.Account, bodies []json.RawMessage, next int64) (raws []core.Raw, last int64) {
	ids := updateIDs(bodies)
	first := next
	for i, id := range ids {
		if id >= 0 {
			first = id - int64(i)
			break
		}
	}
	last = first - 1
	now := core.At(c.env.Now())
	for i, body := range bodies {
		raw := core.Raw{AccountID: a.ID, Channel: Name, Kind: normtelegram.Kind, Body: body, ReceivedAt: now}
		switch {
		case ids[i] >= 0:
			last = max(ids[i], last)
		case last >= 0:
			last++
		}
		if last >= 0 {
			raw.Cursor = strconv.FormatInt(last, 10)
		}
		raws = append(raws, raw)
	}
	return raws, last
}

// updateIDs reads the ids; -1 stands for one that cannot be read.
func updateIDs(bodies []json.RawMessage) []int64 {
	ids := make([]int64, len(bodies))
	for i, body := range bodies {
		var u struct {
			ID *int64 `json:"update_id"`
		}
		ids[i] = -1
		if err := json.Unmarshal(body, &u); err == nil && u.ID != nil && *u.ID >= 0 {
			ids[i] = *u.ID
		}
	}
	return ids
}

// backoff doubles from one second to a minute; up to half of it is chance, so
// that the bots of a hub do not come back together.
func (c *Connector) backoff(failures int) time.Duration {
	d := time.Minute
	if failures < 7 {
		d = min(time.Second<<(failures-1), time.Minute)
	}
	return d/2 + time.Duration(c.jitter()*float64(d/2))
}

// wait sleeps, or returns the context's error at once when it ends.
func wait(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
