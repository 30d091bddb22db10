package hub

import (
	"context"
	"encoding/json"
	"math"
	"strconv"
	"strings"

	"github.com/switchboard-hub/switchboard/api"
	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/live"
)

// The kinds of stream; a channel's name is a kind and an id.
const (
	conversationStream = "conversation" // what changed in a conversation; offset is its rev
	visitorStream      = "visitor"      // what a visitor sees; offset is the identity's
	agentStream        = "agent"        // what concerns an agent; it has no memory
)

func conversationChannel(id core.ID) string { return conversationStream + ":" + id.String() }
func visitorChannel(id core.ID) string      { return visitorStream + ":" + id.String() }
func agentChannel(id core.ID) string        { return agentStream + ":" + id.String() }

// parseChannel returns an empty kind for a name that is none of ours. One
// stream has one name: an id in another spelling is refused.
func parseChannel(channel string) (kind string, id core.ID) {
	kind, text, _ := strings.Cut(channel, ":")
	id, err := core.ParseID(text)
	if err != nil || id.String() != text || kind != conversationStream && kind != visitorStream && kind != agentStream {
		return "", core.ID{}
	}
	return kind, id
}

// Recoverable implements live.Backend.
func (l *liveRoom) Recoverable(channel string) bool {
	kind, _ := parseChannel(channel)
	return kind == conversationStream || kind == visitorStream
}

// Since implements live.Backend.
func (l *liveRoom) Since(ctx context.Context, channel string, after uint64, limit int) ([]live.Publication, live.Position, error) {
	var list []core.Change
	var top int64
	var err error
	from := int64(min(after, math.MaxInt64)) //nolint:gosec // a client says any number; more than there can be is behind the last
	kind, id := parseChannel(channel)
	switch kind {
	case conversationStream:
		list, top, err = l.h.store.ConversationSince(ctx, id, from, limit)
	case visitorStream:
		list, top, err = l.h.store.StreamSince(ctx, id, from, limit)
	default:
		return nil, live.Position{}, live.ErrDenied
	}
	at := live.Position{Offset: uint64(max(0, top)), Epoch: l.epoch} //nolint:gosec // not below 0
	if err != nil || limit == 0 || at.Offset <= after {
		return nil, at, err
	}
	last := top
	if len(list) >= limit {
		last = list[len(list)-1].Rev
	}
	if kind == visitorStream {
		items, err := l.h.visitorItems(ctx, id, list)
		if err != nil {
			return nil, at, err
		}
		return contiguous(list, items, from, last, limit, noItem), at, nil
	}
	items := make([]json.RawMessage, len(list))
	for i, c := range list {
		items[i] = api.LiveChange(c)
	}
	return contiguous(list, items, from, last, limit, noChange), at, nil
}

// noItem and noChange stand where a stream has nothing to show.
func noItem(int64) json.RawMessage { return json.RawMessage(`{"type":"none"}`) }

func noChange(rev int64) json.RawMessage {
	return json.RawMessage(`{"rev":` + strconv.FormatInt(rev, 10) + `}`)
}

// contiguous gives every offset after one, up to the last, its publication, at
// most limit: clients count.
func contiguous(list []core.Change, items []json.RawMessage, after, last int64, limit int, nothing func(int64) json.RawMessage) []live.Publication {
	out := make([]live.Publication, 0, min(limit, int(last-after)))
	for next, i := after+1, 0; next <= last && len(out) < limit; next++ {
		for i < len(list) && list[i].Rev < next {
			i++
		}
		data := nothing(next)
		if i < len(list) && list[i].Rev == next {
			data = items[i]
		}
		out = append(out, live.Publication{Offset: uint64(next), Data: data}) //nolint:gosec // above 0
	}
	return out
}

// Tops implements live.Backend.
func (l *liveRoom) Tops(ctx context.Context, channels []string) (map[string]uint64, error) {
	ids := make([]core.ID, 0, len(channels))
	names := make(map[core.ID]string, len(channels))
	for _, channel := range channels {
		if kind, id := parseChannel(channel); kind == conversationStream || kind == visitorStream {
			ids = append(ids, id)
			names[id] = channel
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	tops, err := l.h.store.Tops(ctx, ids)
	out := make(map[string]uint64, len(tops))
	for id, top := range tops {
		out[names[id]] = uint64(max(0, top)) //nolint:gosec // not below 0
	}
	return out, err
}
