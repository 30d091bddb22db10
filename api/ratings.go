package api

import (
	"context"
	"time"

	"github.com/switchboard-hub/switchboard/core"
)

// rating is what a customer was asked, and said, of a conversation.
type rating struct {
	Conversation core.ID   `json:"conversation"`
	Account      core.ID   `json:"account,omitzero"`
	Contact      core.ID   `json:"contact,omitzero"`
	Agent        core.ID   `json:"agent,omitzero" doc:"Who had the conversation last, and sees the rating whatever else it sees"`
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

// RatingsOf narrows ratings. It is embedded: the document has only exported fields.
type RatingsOf struct {
	Account core.ID `query:"account"`
	Agent   core.ID `query:"agent"`
	Team    core.ID `query:"team"`
}

func (in RatingsOf) filter() core.RatingFilter {
	return core.RatingFilter{AccountID: in.Account, AgentID: in.Agent, TeamID: in.Team}
}

type (
	ratingsIn struct {
		PageIn
		RatingsOf
		Score int       `query:"score" minimum:"1" maximum:"5"`
		From  time.Time `query:"from" doc:"Given from this time"`
		To    time.Time `query:"to" doc:"Given before this time"`
	}
	ratingCountsIn struct {
		RatingsOf
		Days int    `query:"days" minimum:"1" maximum:"366" default:"30" doc:"So many days, today the last"`
		Zone string `query:"time_zone" maxLength:"64" doc:"Whose days they are, such as Asia/Shanghai; none: UTC"`
	}
)

// ratingSum is what some ratings come to.
type ratingSum struct {
	Total  int64             `json:"total"`
	Counts core.RatingCounts `json:"counts" nullable:"false" doc:"How often each score was given, from 1 to 5"`
	Mean   float64           `json:"mean,omitempty" doc:"Of the scores; left out: there are none"`
}

// RatingSum is ratingSum where it is embedded: the document has only exported fields.
type RatingSum = ratingSum

func sumOf(c core.RatingCounts) ratingSum {
	return ratingSum{Total: c.Total(), Counts: c, Mean: c.Mean()}
}

type ratingDay struct {
	RatingSum
	Date string `json:"date" format:"date"`
}

// ratingCounts is what the ratings of a time come to, as a whole and by day.
type ratingCounts struct {
	RatingSum
	From core.Time   `json:"from" doc:"When the first day begins"`
	Days []ratingDay `json:"days" nullable:"false" doc:"All days of the time, in order"`
}

func viewRatingCounts(days []core.RatingDay) ratingCounts {
	out, all := ratingCounts{From: days[0].From, Days: make([]ratingDay, len(days))}, core.RatingCounts{}
	for i, d := range days {
		out.Days[i] = ratingDay{RatingSum: sumOf(d.Counts), Date: d.Date}
		for score, n := range d.Counts {
			all[score] += n
		}
	}
	out.RatingSum = sumOf(all)
	return out
}

func (a *API) ratingRoutes() {
	add(a, endpoint{method: "GET", path: "/conversations/{id}/rating", id: "get-rating", tag: "conversations", summary: "Get a conversation's rating", needs: core.PermRead},
		func(ctx context.Context, v core.Viewer, in *ConversationIn) (*answer[rating], error) {
			r, err := a.Backend.Rating(ctx, v, in.ID)
			return answerOf(viewRating(r)), err
		})
	add(a, endpoint{method: "GET", path: "/ratings", id: "list-ratings", tag: "desk", summary: "List the ratings that customers gave, the latest first", needs: core.PermRead},
		func(ctx context.Context, v core.Viewer, in *ratingsIn) (*answer[page[rating]], error) {
			f := in.filter()
			f.Score, f.From, f.To = in.Score, atOrNever(in.From), atOrNever(in.To)
			l, err := a.Backend.Ratings(ctx, v, f, in.core())
			return pageOf(l, viewRating), err
		})
	add(a, endpoint{method: "GET", path: "/ratings/counts", id: "count-ratings", tag: "desk", summary: "Count the ratings of the last days, by day and score", needs: core.PermRead},
		func(ctx context.Context, v core.Viewer, in *ratingCountsIn) (*answer[ratingCounts], error) {
			days, err := a.Backend.RatingDays(ctx, v, in.filter(), in.Days, in.Zone)
			if err != nil {
				return nil, err
			}
			return answerOf(viewRatingCounts(days)), nil
		})
}
