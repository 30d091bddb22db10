package core

import (
	"regexp"
	"strconv"
	"strings"
)

// The events of ratings.
const (
	EventRatingAsked EventType = "conversation.rating_asked"
	EventRated       EventType = "conversation.rated"
)

// RatingClientID is the client message id of the question, by which a
// conversation is asked for a rating once.
const RatingClientID = "rating"

// ratingChoice begins the ids of the answers to choose from.
const ratingChoice = "rating:"

// The scores, from the worst to the best.
const (
	ScoreMin = 1
	ScoreMax = 5
)

// RatingChoices are the answers to choose from, in the order of the scores: where
// they are written out as numbers, those are the scores.
func RatingChoices() []Choice {
	out := make([]Choice, 0, ScoreMax)
	for score := ScoreMin; score <= ScoreMax; score++ {
		out = append(out, Choice{ID: ratingChoice + strconv.Itoa(score), Label: strings.Repeat("★", score) + strings.Repeat("☆", ScoreMax-score)})
	}
	return out
}

// ScoreOf returns the score of a choice that was pressed.
func ScoreOf(choice string) (score int, ok bool) {
	text, ok := strings.CutPrefix(choice, ratingChoice)
	if !ok || len(text) != 1 {
		return 0, false
	}
	score = int(text[0] - '0')
	return score, score >= ScoreMin && score <= ScoreMax
}

var scoreForm = regexp.MustCompile(`^\s*([1-5１２３４５])\s*(?:分|星|[.。!！])?\s*$`)

// ScoreIn returns the score that a text is, and is nothing else.
func ScoreIn(text string) (score int, ok bool) {
	m := scoreForm.FindStringSubmatch(text)
	if m == nil {
		return 0, false
	}
	r := []rune(m[1])[0]
	if r >= '１' {
		r -= '１' - '1'
	}
	return int(r - '0'), true
}

// Rating is what a customer was asked, and said, of one conversation.
type Rating struct {
	ConversationID ID
	AccountID      ID
	ContactID      ID
	AgentID        ID // who had it last
	TeamID         ID
	MessageID      ID // the question
	AskedAt        Time
	ExpiresAt      Time // until when a plain number is an answer
	Score          int  // 0: not answered
	Comment        string
	RatedAt        Time
}

// RatingFilter narrows a list of ratings.
type RatingFilter struct {
	AccountID ID
	AgentID   ID
	TeamID    ID
	Score     int
}
