package api

import (
	"context"

	"github.com/switchboard-hub/switchboard/core"
)

// rating is what a customer was asked, and said, of a conversation.
type rating struct {
	Conversation core.ID   `json:"conversation"`
	Account      core.ID   `json:"account,omitzero"`
	Contact      core.ID   `json:"contact,omitzero"`
	Agent        core.ID   `json:"agent,omitzero" doc:"Who had the conversation last"`
	Team         core.ID   `json:"team,omitzero"`
	Question     core.ID   `json:"question,omitzero" doc:"The message that asked"`
	Score        int       `json:"score,omitempty" minimum:"1" maximum:"5" doc:"Left out: not answered"`
	Comment      string    `json:"comment,omitempty"`
	AskedAt      core.Time `json:"asked_at,omitzero"`
	ExpiresAt    core.Time `json:"expires_at,omitzero" doc:"Until when a plain number is an answer; a press of a button is one later too"`
	RatedAt      core.Time `json:"rated_at,omitzero"`
}

func viewRating(r core.Rating) rating {
	return rating{Conversation: r.ConversationID, Account: r.AccountID, Contact: r.ContactID, Agent: r.AgentID, Team: r.TeamID, Question: r.MessageID,
		Score: r.Score, Comment: r.Comment, AskedAt: r.AskedAt, ExpiresAt: r.ExpiresAt, RatedAt: r.RatedAt}
}

type ratingsIn struct {
	PageIn
	Account core.ID `query:"account"`
	Agent   core.ID `query:"agent"`
	Team    core.ID `query:"team"`
	Score   int     `query:"score" minimum:"1" maximum:"5"`
}

func (a *API) ratingRoutes() {
	add(a, endpoint{method: "GET", path: "/conversations/{id}/rating", id: "get-rating", tag: "conversations", summary: "Get a conversation's rating", needs: core.PermRead},
		func(ctx context.Context, v core.Viewer, in *ConversationIn) (*answer[rating], error) {
			r, err := a.Backend.Rating(ctx, v, in.ID)
			return answerOf(viewRating(r)), err
		})
	add(a, endpoint{method: "GET", path: "/ratings", id: "list-ratings", tag: "desk", summary: "List the ratings that customers gave, the latest first", needs: core.PermRead},
		func(ctx context.Context, v core.Viewer, in *ratingsIn) (*answer[page[rating]], error) {
			l, err := a.Backend.Ratings(ctx, v, core.RatingFilter{AccountID: in.Account, AgentID: in.Agent, TeamID: in.Team, Score: in.Score}, in.core())
			return pageOf(l, viewRating), err
		})
}
