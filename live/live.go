// Package live serves live updates: the Centrifuge JSON protocol v2 over
// WebSocket, and a long poll with the same content. It keeps no history: what a
// client missed is read from a Backend, so that a client recovers whichever
// node it comes back to, and after a restart too.
//
// No store, no API and no channel is known here: who may connect, what a stream
// holds and what a call does is the Backend's business.
package live

import (
	"context"
	"encoding/json"
	"fmt"
	"time"
)

// Position is a place in a stream.
type Position struct {
	Offset uint64 `json:"offset"`
	Epoch  string `json:"epoch"`
}

// Publication is one item of a stream.
type Publication struct {
	Offset uint64          `json:"offset,omitempty"`
	Data   json.RawMessage `json:"data"`
}

// Session is who is connected.
type Session struct {
	User      string   // whom Message and Disconnect name; all connections of one person
	Channels  []string // subscribed without being asked for
	ExpiresAt time.Time
	Info      json.RawMessage // told to the client in the answer to connect
	Value     any             // the Backend's own
	// MaxConnections bounds the connections of User on this node; 0: the
	// server's limit.
	MaxConnections int
	// MaxFromAddress bounds those connections from one address that set it; 0:
	// the server's limit alone.
	MaxFromAddress int
}

// Peer is where a connection comes from.
type Peer struct {
	Addr   string // behind trusted proxies
	Origin string // as the browser says; empty where none asked
	Own    bool   // Origin is the hub's own, or there is none
}

// Backend is what the server asks.
type Backend interface {
	// Connect finds who a token stands for. A *Refused says why not.
	Connect(ctx context.Context, token string, from Peer) (Session, error)
	// Refresh prolongs a connection whose token expires.
	Refresh(ctx context.Context, s Session, token string) (expiresAt time.Time, err error)
	// Subscribe checks that a session may have a stream.
	Subscribe(ctx context.Context, s Session, channel string) error
	// Recoverable reports whether a stream has a memory that Since reads.
	Recoverable(channel string) bool
	// Since returns what follows an offset, with contiguous offsets, and the
	// newest position. Limit 0 asks for the position alone.
	Since(ctx context.Context, channel string, after uint64, limit int) ([]Publication, Position, error)
	// Tops returns the newest offsets of many streams.
	Tops(ctx context.Context, channels []string) (map[string]uint64, error)
	// Call answers a client's call.
	Call(ctx context.Context, s Session, method string, data json.RawMessage) (json.RawMessage, error)
	// Subscribed and Unsubscribed tell of a stream that a session asked for.
	Subscribed(s Session, channel string)
	Unsubscribed(s Session, channel string)
	// Alive is called every half minute or so while a session is connected.
	Alive(s Session)
	// Gone tells that a session's connection has ended.
	Gone(s Session)
}

// Refused is a refusal that the client is told of. Codes below 2000 answer one
// command, those from 3000 close the connection; see docs/live.md.
type Refused struct {
	Code   uint32
	Reason string
}

// Error implements error.
func (r *Refused) Error() string { return fmt.Sprintf("refused: %d %s", r.Code, r.Reason) }

// Is makes refusals of one code equal to errors.Is.
func (r *Refused) Is(target error) bool {
	other, ok := target.(*Refused)
	return ok && other.Code == r.Code
}

// The codes that a Backend uses. The others are the protocol's own.
const (
	CodeDenied       = 103  // the stream or call is not for this session
	CodeUnknownCall  = 104  // there is no such call
	CodeBadRequest   = 107  // the call's data cannot be read
	CodeTokenExpired = 109  // official clients then ask for a new token
	CodeTooMany      = 111  // try again later
	CodeReconnect    = 3011 // connect again: what the session may see has changed
	CodeInvalidToken = 3500
	CodeSessionEnded = 3900 // signed out, revoked or disabled
)

// Refusals that need no words of their own.
var (
	ErrInvalidToken = &Refused{Code: CodeInvalidToken, Reason: "invalid token"}
	ErrTokenExpired = &Refused{Code: CodeTokenExpired, Reason: "token expired"}
	ErrDenied       = &Refused{Code: CodeDenied, Reason: "permission denied"}
	ErrUnknownCall  = &Refused{Code: CodeUnknownCall, Reason: "method not found"}
	ErrBadRequest   = &Refused{Code: CodeBadRequest, Reason: "bad request"}
)
