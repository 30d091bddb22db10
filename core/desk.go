package core

import "slices"

// EventMentioned tells that a note names the agent of the event.
const EventMentioned EventType = "message.mentioned"

// ViewMentions holds the conversations in whose notes the viewer was named of
// late, the ended ones with them.
const ViewMentions View = "mentions"

// EntityMention is the type of the entity that names somebody; in a note, Ref is
// the agent's id.
const EntityMention = "mention"

// Mentioned are the agents whom a note's entities name, each once; none of nil.
func (c *Content) Mentioned() (out []ID) {
	if c == nil {
		return nil
	}
	for _, e := range c.Entities {
		if id, err := ParseID(e.Ref); err == nil && e.Type == EntityMention && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// CannedScope says for whom a canned reply is.
type CannedScope string

// The scopes of a canned reply.
const (
	CannedPersonal CannedScope = "personal" // its owner alone
	CannedTeam     CannedScope = "team"     // the members of one team
	CannedShared   CannedScope = "shared"   // everybody
)

// CannedReply is a prepared answer, found by what is typed behind a slash.
type CannedReply struct {
	ID          ID
	Scope       CannedScope
	OwnerID     ID // the agent of a personal one, the team of a team's; zero for a shared one
	Shortcut    string
	Title       string
	Text        string // with variables, see package canned
	Attachments []Upload
	CreatedBy   ID
	CreatedAt   Time
	UpdatedAt   Time
}

// CannedFilter narrows a list of canned replies.
type CannedFilter struct {
	Q     string      // what is looked for in shortcut, title and text; the best comes first
	Scope CannedScope // empty: all
	Team  ID
	All   bool // those of teams too that the viewer is not in, for who manages them
}

// Rendered is a text whose variables are filled in.
type Rendered struct {
	Text        string
	Attachments []Upload
	Missing     []string // variables that have no value here: they were left empty
}
