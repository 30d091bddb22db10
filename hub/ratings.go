package hub

import (
	"cmp"
	"context"
	"strconv"
	"time"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store"
	"github.com/switchboard-hub/switchboard/outbound/plan"
)

// The settings of ratings, which every channel's account takes.
const (
	ratingQuestion = "rating_question"
	ratingHours    = "rating_hours"
	ratingReasons  = "rating_reasons"
)

// How a rating is asked for unless the account says otherwise.
const (
	ratingText    = "请为本次服务评分 / How did we do?"
	ratingDefault = 24 * time.Hour
	ratingMax     = 24 * 30
)

func ratingSettings() connectors.Settings {
	return connectors.Settings{
		{Key: store.RatingSetting, Default: "off", Help: "Whether customers are asked for a rating when a conversation is completed: on or off"},
		{Key: ratingQuestion, Default: ratingText, Help: "How they are asked; the scores from 1 to 5 stand below"},
		{Key: ratingHours, Default: "24", Help: "For how long the question can be answered, and the answer changed, in hours"},
		{Key: ratingReasons, Help: "What a website's visitors may press to say why, by scores: 1-2: slow, not solved; 4-5: friendly, quick"},
	}
}

// checkRating checks the settings.
func checkRating(a core.Account) error {
	if on := a.Config[store.RatingSetting]; on != "" && on != "on" && on != "off" {
		return &core.Problem{Status: 422, Code: "account.rating", Text: "rating is on or off"}
	}
	if text, ok := a.Config[ratingHours]; ok {
		if hours, err := strconv.ParseFloat(text, 64); err != nil || !(hours > 0 && hours <= ratingMax) {
			return &core.Problem{Status: 422, Code: "account.rating_hours", Text: "rating_hours is a number of hours, more than 0 and at most 720"}
		}
	}
	if _, err := core.ParseRatingReasons(a.Config[ratingReasons]); err != nil {
		return &core.Problem{Status: 422, Code: "account.rating_reasons", Text: "rating_reasons: " + err.Error()}
	}
	return nil
}

// askRating asks the customer of a conversation that was completed. The choices
// are buttons where the channel has them, and numbers where it has not.
func (h *Hub) askRating(ctx context.Context, j core.Job) error {
	w, err := decode[engine.RatingWork](j)
	if err != nil {
		return err
	}
	account, err := h.accounts.get(ctx, j.AccountID)
	if err != nil {
		return err
	}
	ch, known := h.channels[account.Channel]
	if !known || account.Status != core.AccountActive || account.Config[store.RatingSetting] != "on" {
		return nil
	}
	if may, err := h.mayWrite(ctx, account, w.ConversationID, core.RatingClientID); err != nil || !may {
		return err
	}
	c := &engine.AskRating{ConversationID: w.ConversationID, EndedAt: w.EndedAt, For: ratingDefault,
		Content: core.Content{Kind: core.KindText, Text: cmp.Or(account.Config[ratingQuestion], ratingText), Choices: core.RatingChoices()}}
	if hours, err := strconv.ParseFloat(account.Config[ratingHours], 64); err == nil {
		c.For = time.Duration(hours * float64(time.Hour))
	}
	if c.Reasons, err = core.ParseRatingReasons(account.Config[ratingReasons]); err != nil {
		h.log.Warn("ratings are asked for without reasons", "account", account.ID, "error", err)
	}
	caps := ch.Connector.Caps(account)
	parts, _, err := plan.Message(c.Content, caps)
	if err != nil {
		h.log.Warn("a rating cannot be asked for in this channel's form", "account", account.ID, "error", err)
		return nil
	}
	c.Stream, c.Threads = caps.Stream, caps.Threads
	if !c.Stream {
		c.Parts, c.Windows = parts, caps.Windows
	}
	return h.store.Do(ctx, c)
}

// askedRatings finds, for envelopes that are a plain number or an entry of a menu
// that names no message, the conversations whose customers were asked for one.
func (h *Hub) askedRatings(ctx context.Context, account core.ID, envs []core.Envelope) (map[string]core.ID, error) {
	var out map[string]core.ID
	for _, e := range envs {
		if e.Type != core.TypeMessage || e.Direction != core.In || e.Content == nil || len(e.Refs) > 0 {
			continue
		}
		if _, ok := core.ScoreSaid(e.Content); !ok {
			continue
		}
		id, err := h.store.AskedRating(ctx, account, cmp.Or(e.Thread, e.User.ExternalID))
		if err != nil {
			return nil, err
		}
		if !id.IsZero() {
			if out == nil {
				out = map[string]core.ID{}
			}
			out[e.Key] = id
		}
	}
	return out, nil
}

// ErrNoRating is a conversation whose customer was not asked.
var ErrNoRating = &core.Problem{Status: 404, Code: "rating.not_asked", Text: "the customer of this conversation was not asked for a rating"}

// Rating implements api.AtDesk.
func (h *Hub) Rating(ctx context.Context, v core.Viewer, conversation core.ID) (core.Rating, error) {
	r, ok, err := h.store.Rating(ctx, v, conversation)
	if err == nil && !ok {
		err = ErrNoRating
	}
	return r, err
}

// Ratings implements api.AtDesk.
func (h *Hub) Ratings(ctx context.Context, v core.Viewer, f core.RatingFilter, p core.Page) (core.List[core.Rating], error) {
	return h.store.Ratings(ctx, v, f, p)
}

// RatingDays implements api.AtDesk. Every day is a stretch of one index, so that
// nothing is sorted.
func (h *Hub) RatingDays(ctx context.Context, v core.Viewer, f core.RatingFilter, days int, zone string) ([]core.RatingDay, error) {
	if err := checkPlace("", zone); err != nil {
		return nil, err
	}
	place, err := time.LoadLocation(zone)
	if err != nil {
		return nil, err
	}
	out := core.RatingDays(h.cfg.Now().In(place), days)
	for i := range out {
		f.From, f.To = out[i].From, out[i].To
		if out[i].Counts, err = h.store.RatingCounts(ctx, v, f); err != nil {
			return nil, err
		}
	}
	return out, nil
}
