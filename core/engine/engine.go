// Package engine decides. A Command is a key and values; it says what it needs
// to know, and Apply turns that knowledge into new and changed rows. Apply is
// pure: no clock, network or database, so every transition of the hub can be
// tested without one. The store loads a Set for a batch of commands, applies
// them in order, and writes the Set back in one transaction.
package engine

import "github.com/switchboard-hub/switchboard/core"

// Command is one decision to be committed.
type Command interface {
	// Key orders commands: those of one key are applied one after the other.
	Key() string
	// Needs names what must be known before Apply.
	Needs(*Needs)
	// Apply changes the set and keeps its result in the command. It returns an
	// error only before it has changed anything; it may run again on a fresh
	// set when the transaction lost against another.
	Apply(*Set) error
}

// Lone is a Command of which a batch has one at most: what several need to know
// would be one another's.
type Lone interface {
	Command
	Lone()
}

// Key is a text within an account, or within a conversation for client ids.
type Key struct {
	Of   core.ID
	Text string
}

// Needs is what a batch of commands must know.
type Needs struct {
	EventKeys     map[Key]struct{}     // claimed as they are asked for: the command takes each, or finds that it was seen
	Identities    map[Key]struct{}     // by external id
	Threads       map[Key]struct{}     // the open or else the latest conversation
	External      map[Key]struct{}     // messages and parts by external id
	Incoming      map[Key]struct{}     // messages by an external id that cannot be a part's
	Groups        map[Key]struct{}     // messages by album
	ClientIDs     map[Key]struct{}     // messages by conversation and client id
	Conversations map[core.ID]struct{} // with their identity, participants and transfer
	Messages      map[core.ID]struct{} // with their parts and conversation
	Rivals        map[core.ID]struct{} // the open conversations in the threads of these
	Siblings      bool                 // the conversations that follow those which have ended, where a message was found by a name
	Jobs          map[int64]struct{}   // for fencing
	Early         map[Key]struct{}     // what came before these external ids were known
	Queues        []core.ID            // teams whose queues are given out, with who is ready
	Named         []core.ID            // those of which only what waits for one agent is
	SeatOf        core.ID              // whose seat is asked for; zero: of all who are ready
	Unrouted      int                  // how many conversations without a route
}

// NewNeeds returns an empty Needs.
func NewNeeds() *Needs {
	return &Needs{
		EventKeys: map[Key]struct{}{}, Identities: map[Key]struct{}{}, Threads: map[Key]struct{}{}, External: map[Key]struct{}{}, Incoming: map[Key]struct{}{},
		Groups: map[Key]struct{}{}, ClientIDs: map[Key]struct{}{}, Conversations: map[core.ID]struct{}{}, Messages: map[core.ID]struct{}{},
		Rivals: map[core.ID]struct{}{}, Jobs: map[int64]struct{}{}, Early: map[Key]struct{}{},
	}
}

// Row is a value with what has to be done about it.
type Row[T any] struct {
	V          T
	Was        T // as it was read, where the store wants to know
	New, Dirty bool
}

// Assignment is a stretch during which a conversation was held.
type Assignment struct {
	ID             core.ID
	ConversationID core.ID
	AgentID        core.ID
	TeamID         core.ID
	Reason         string
	By             core.Actor
	From           core.Time
	To             core.Time // when it ended in the same batch
}

// Name is a further external id of a message: an album has one for each item.
type Name struct {
	Key       Key
	MessageID core.ID
}

// Transfer is a hand-over in progress.
type Transfer struct {
	ID             core.ID
	ConversationID core.ID
	FromAgentID    core.ID
	ToAgentID      core.ID
	ToTeamID       core.ID
	Note           string
	State          string // pending, accepted, declined, expired
	CreatedAt      core.Time
	ExpiresAt      core.Time
	ResolvedAt     core.Time
	ResolvedBy     core.ID
	FromGone       bool // read only: who asks for it is offline, disabled, or answers nobody any more
}

// JobHold is what a fenced command must find: the job runs under this epoch.
type JobHold struct {
	ID    int64
	Epoch int64
	// Lease is true when the lane's lease still holds by the database's clock.
	Lease bool
}
