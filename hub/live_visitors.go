package hub

import (
	"context"
	"encoding/json"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/live"
)

func (l *liveRoom) visitorToken(string) bool { return false }

func (l *liveRoom) connectVisitor(context.Context, string, live.Peer) (live.Session, error) {
	return live.Session{}, live.ErrInvalidToken
}

func (l *liveRoom) refreshVisitor(context.Context, live.Session, string) (time.Time, error) {
	return time.Time{}, live.ErrInvalidToken
}

func (l *liveRoom) callVisitor(context.Context, live.Session, string, json.RawMessage) (json.RawMessage, error) {
	return nil, live.ErrUnknownCall
}

func (l *liveRoom) visitorItems(context.Context, core.ID, []core.Change) ([]json.RawMessage, error) {
	return nil, nil
}

func visitorOf(live.Session) (core.ID, bool) { return core.ID{}, false }

func (l *liveRoom) originAllowed(context.Context, string) bool { return false }
