package engine

import (
	"time"

	"github.com/switchboard-hub/switchboard/core"
)

// JobRating asks for a rating: RatingWork.
const JobRating = "rating"

// RatingWork names a conversation that was completed, and when.
type RatingWork struct {
	ConversationID core.ID   `json:"conversation_id"`
	EndedAt        core.Time `json:"ended_at"`
}

// ratingFor is how long it is tried to ask: whoever is asked later than that
// thinks of something else.
const ratingFor = time.Hour

// Completed returns the conversations that a batch completes. Those that were
// merged go on elsewhere, and of who is erased nothing is asked.
func (s *Set) Completed() []core.Conversation {
	var out []core.Conversation
	for _, r := range s.Conversations {
		if !r.New && r.Was.Status != core.StatusCompleted && r.V.Status == core.StatusCompleted && !r.V.Final() {
			out = append(out, r.V)
		}
	}
	return out
}

// RatingJob writes the job by which the customer of a completed conversation is
// asked.
func (s *Set) RatingJob(c core.Conversation) {
	s.job(core.Job{Key: "r:" + c.ID.String(), Class: core.ClassReply, Kind: JobRating, AccountID: c.AccountID, Deadline: s.Now.Add(ratingFor)},
		RatingWork{ConversationID: c.ID, EndedAt: c.EndedAt})
}

// AskRating asks the customer of a completed conversation for a rating, once.
type AskRating struct {
	ConversationID core.ID
	EndedAt        core.Time      // of RatingWork: one that goes on is not asked about
	Content        core.Content   // the question with its choices
	Parts          []core.Content // the planner's cut; empty for streams
	Windows        []core.WindowRule
	Stream         bool
	Threads        bool
	Reasons        []core.RatingReasons // that are offered beside the scores
	For            time.Duration        // how long it can be answered, and the answer changed
}

// Key implements Command.
func (c *AskRating) Key() string { return c.ConversationID.String() }

// Needs implements Command.
func (c *AskRating) Needs(n *Needs) {
	n.Conversations[c.ConversationID] = struct{}{}
	n.ClientIDs[Key{c.ConversationID, core.RatingClientID}] = struct{}{}
}

// Apply implements Command.
func (c *AskRating) Apply(s *Set) error {
	conv := s.Conversations[c.ConversationID]
	if conv == nil || conv.V.Status != core.StatusCompleted || conv.V.EndedAt != c.EndedAt {
		return nil
	}
	if _, asked := s.ClientIDs[Key{c.ConversationID, core.RatingClientID}]; asked {
		return nil
	}
	who := s.IdentityByID[conv.V.IdentityID]
	if who == nil || !who.V.Reachable || who.V.Blocked || who.V.Kind == "group" || who.V.Kind == "channel" {
		return nil // a group is nobody's customer
	}
	if s.Now.Sub(conv.V.LastAt) > c.For {
		return nil // what was done with long ago needs no question
	}
	if needAllowance(s, who.V.ID, c.Windows, c.Parts, 0) != nil {
		return nil
	}
	content, until := c.Content, s.Now.Add(c.For)
	content.Extra = mustJSON(core.RatingExtra{Rating: &core.RatingAsk{Until: until, Reasons: c.Reasons}})
	p := Post{Author: system(), ConversationID: c.ConversationID, Parts: c.Parts, Stream: c.Stream, Threads: c.Threads, Windows: c.Windows,
		Draft: core.Draft{ClientMessageID: core.RatingClientID, Content: content, Visibility: core.Public}}
	p.subject(conv)
	row := s.message(conv, p.message(s, conv))
	if len(c.Parts) > 0 {
		p.send(s, conv, row, "")
	}
	s.event(conv, core.Event{Type: core.EventRatingAsked, Actor: system(), AgentID: conv.V.PreferredID, MessageID: row.V.ID},
		RatingAsked{Until: until})
	return nil
}

// RatingAsked is the data of a core.EventRatingAsked.
type RatingAsked struct {
	Until core.Time `json:"until"`
}

// Rated is the data of a core.EventRated.
type Rated struct {
	Score   int    `json:"score"`
	Comment string `json:"comment,omitempty"`
}

// rating reports whether a message answers the question for a rating, and in
// which conversation. It opens nothing: who rates is not waiting.
func (c *Ingest) rating(s *Set, e core.Envelope) (*Row[core.Conversation], Rated) {
	if e.Historical || e.Direction != core.In || len(e.Content.Media) > 0 {
		return nil, Rated{}
	}
	if choice := e.Content.Choice; choice != nil && len(e.Refs) > 0 {
		score, ok := core.ScoreOf(choice.ID)
		m := c.ref(s, e)
		if !ok || m == nil || m.V.ClientMessageID != core.RatingClientID {
			return nil, Rated{}
		}
		if ask, known := core.RatingAskOf(m.V.Content); known && s.Now > ask.Until {
			return s.Conversations[m.V.ConversationID], Rated{} // said too late: it is kept, and changes nothing
		}
		r := Rated{Score: score}
		if e.Content.Text != choice.Label {
			r.Comment = e.Content.Text
		}
		return s.Conversations[m.V.ConversationID], r
	}
	score, ok := core.ScoreSaid(e.Content)
	conv := s.Conversations[s.Threads[Key{c.Raw.AccountID, c.threadOf(e)}]]
	if !ok || conv == nil || conv.V.ID != c.Asked[e.Key] || conv.V.Status != core.StatusCompleted {
		return nil, Rated{}
	}
	return conv, Rated{Score: score}
}

// rate logs an answer; a later one takes the place of an earlier one.
func (s *Set) rate(conv *Row[core.Conversation], m core.Message, r Rated) {
	s.event(conv, core.Event{Type: core.EventRated, Actor: m.Author, AgentID: conv.V.PreferredID, MessageID: m.ID}, r)
}
