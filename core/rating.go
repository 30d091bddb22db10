package core

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
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

// ScoreSaid returns the score that a message gives without naming the question: a
// pressed entry of a menu on platforms that do not say which menu, or a plain number.
func ScoreSaid(c *Content) (score int, ok bool) {
	if c.Choice != nil {
		return ScoreOf(c.Choice.ID)
	}
	return ScoreIn(c.Text)
}

// RatingReasons are what may be pressed beside the scores of a range, to say why.
type RatingReasons struct {
	From   int      `json:"from"`
	To     int      `json:"to"`
	Labels []string `json:"labels"`
}

// RatingAsk is what a question for a rating says beside its words and scores.
type RatingAsk struct {
	Until   Time            `json:"until"` // it can be answered, and the answer changed
	Reasons []RatingReasons `json:"reasons,omitempty"`
}

// RatingExtra is how a message keeps it, in Content.Extra.
type RatingExtra struct {
	Rating *RatingAsk `json:"rating"`
}

// RatingAskOf returns what the content of a question says; ok is false for
// anything else.
func RatingAskOf(c *Content) (ask RatingAsk, ok bool) {
	var extra RatingExtra
	if c == nil || len(c.Extra) == 0 || json.Unmarshal(c.Extra, &extra) != nil || extra.Rating == nil {
		return RatingAsk{}, false
	}
	return *extra.Rating, true
}

// What reasons may be: so many of a range, and characters of each.
const (
	ratingReasonsMax = 10
	ratingReasonMax  = 40
)

var reasonsForm = regexp.MustCompile(`^\s*([1-5])\s*(?:[-–~]\s*([1-5]))?\s*[:：](.*)$`)

// ParseRatingReasons reads reasons as they are set: "1-2: slow, not solved; 4-5:
// friendly, quick". A score has the reasons of one range.
func ParseRatingReasons(text string) ([]RatingReasons, error) {
	var out []RatingReasons
	taken := map[int]bool{}
	for _, line := range strings.FieldsFunc(text, func(r rune) bool { return r == ';' || r == '；' || r == '\n' }) {
		if strings.TrimSpace(line) == "" {
			continue
		}
		m := reasonsForm.FindStringSubmatch(line)
		if m == nil {
			return nil, fmt.Errorf("%q is no line such as 1-2: slow, not solved", line)
		}
		r := RatingReasons{From: int(m[1][0] - '0')}
		if r.To = r.From; m[2] != "" {
			r.To = int(m[2][0] - '0')
		}
		for _, label := range strings.FieldsFunc(m[3], func(r rune) bool { return r == ',' || r == '，' || r == '、' }) {
			if label = strings.Join(strings.Fields(label), " "); label != "" {
				r.Labels = append(r.Labels, label)
			}
			if utf8.RuneCountInString(label) > ratingReasonMax {
				return nil, fmt.Errorf("the reason %q has more than %d characters", label, ratingReasonMax)
			}
		}
		if len(r.Labels) == 0 || len(r.Labels) > ratingReasonsMax || r.From > r.To {
			return nil, fmt.Errorf("%q names no scores, or not 1 to %d reasons", line, ratingReasonsMax)
		}
		for score := r.From; score <= r.To; score++ {
			if taken[score] {
				return nil, fmt.Errorf("the score %d has two lists of reasons", score)
			}
			taken[score] = true
		}
		out = append(out, r)
	}
	return out, nil
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
	ExpiresAt      Time // until when it can be answered, and the answer changed
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
	From, To  Time // when they were given: from one, before the other; 0: whenever
}

// RatingCounts are how often each score was given, the worst first.
type RatingCounts [ScoreMax]int64

// Total is how many ratings were given.
func (c RatingCounts) Total() (n int64) {
	for _, of := range c {
		n += of
	}
	return n
}

// Mean is the mean of the scores; 0 of none.
func (c RatingCounts) Mean() float64 {
	var sum int64
	for i, of := range c {
		sum += int64(i+ScoreMin) * of
	}
	return float64(sum) / float64(max(1, c.Total()))
}

// RatingDay is what the ratings of one day come to: from its midnight, before the
// next one.
type RatingDay struct {
	From, To Time
	Date     string
	Counts   RatingCounts
}

// RatingDays are the last n days as a calendar in now's place counts them, today
// the last. One on which a clock is put forward is an hour shorter.
func RatingDays(now time.Time, n int) []RatingDay {
	at := func(back, hour int) time.Time {
		return time.Date(now.Year(), now.Month(), now.Day()-back, hour, 0, 0, 0, now.Location())
	}
	begins := func(back int) Time {
		midnight, noon := at(back, 0), at(back, 12)
		if midnight.Day() != noon.Day() { // the clock is put forward at midnight
			midnight, _ = noon.ZoneBounds()
		}
		return At(midnight)
	}
	out := make([]RatingDay, n)
	for i := range out {
		back := n - 1 - i
		out[i] = RatingDay{From: begins(back), To: begins(back - 1), Date: at(back, 12).Format(time.DateOnly)}
	}
	return out
}
