package hub_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/web"
)

// rated is a conversation of an account that asks for ratings.
type rated struct {
	*office
	boss    core.Viewer
	account core.Account
	id      core.ID
}

func newRated(t *testing.T, o *office, set ...string) *rated {
	t.Helper()
	r := &rated{office: o}
	r.boss, _ = o.own(t)
	settings := map[string]string{"token": "t1", "rating": "on"}
	for i := 0; i+1 < len(set); i += 2 {
		settings[set[i]] = set[i+1]
	}
	var err error
	r.account, err = o.AddAccount(context.Background(), root(), "fake", "shop", settings)
	must(t, err)
	r.says(t, "hello")
	r.id = only(t, o.Hub).ID
	r.step(t, core.Step{Kind: core.StepAssign, AgentID: r.boss.AgentID})
	return r
}

func (r *rated) says(t *testing.T, what string) {
	t.Helper()
	must(t, r.Accept(context.Background(), says(r.account, core.NewID().String(), text(what))))
}

func (r *rated) step(t *testing.T, s core.Step) {
	t.Helper()
	_, err := r.Step(context.Background(), r.boss, r.id, s)
	must(t, err)
}

// ask runs the jobs that ask; it returns how many there are by now.
func (r *rated) ask(t *testing.T) (n int) {
	t.Helper()
	list, err := r.Jobs(context.Background(), r.boss, core.JobWaiting, core.Page{})
	must(t, err)
	for _, j := range list.Items {
		if j.Kind == engine.JobRating {
			must(t, r.AskRating(context.Background(), j))
			n++
		}
	}
	return n
}

func (r *rated) questions(t *testing.T) (out []core.Message) {
	t.Helper()
	list, err := r.Messages(context.Background(), r.boss, r.id, 0, 100)
	must(t, err)
	for _, m := range list {
		if m.ClientMessageID == core.RatingClientID {
			out = append(out, m)
		}
	}
	return out
}

func (r *rated) view(t *testing.T) core.ConversationView {
	t.Helper()
	c, err := r.Conversation(context.Background(), r.boss, r.id)
	must(t, err)
	return c
}

func TestACompletedConversationIsRatedByANumber(t *testing.T) {
	t.Parallel()
	offices(t, func(t *testing.T, o *office) {
		ctx, r := context.Background(), newRated(t, o, "rating_question", "评个分吧")
		r.says(t, "5") // nobody has asked yet
		_, err := r.Rating(ctx, r.boss, r.id)
		refused(t, err, "rating.not_asked")
		r.step(t, core.Step{Kind: core.StepComplete})
		if n := r.ask(t); n != 1 {
			t.Fatalf("%d jobs to ask", n)
		}
		q := r.questions(t)
		if len(q) != 1 || q[0].Text != "评个分吧" || q[0].Author.Kind != core.BySystem || len(q[0].Content.Choices) != 5 {
			t.Fatalf("asked %+v", q)
		}
		parts, err := r.Parts(ctx, r.boss, r.id, q[0].ID)
		must(t, err)
		if want := "评个分吧\n1. ★☆☆☆☆\n2. ★★☆☆☆\n"; len(parts) != 1 || !strings.HasPrefix(parts[0].Content.Text, want) {
			t.Errorf("the channel without buttons is sent %+v", parts)
		}
		r.says(t, " 4 ")
		got, err := r.Rating(ctx, r.boss, r.id)
		must(t, err)
		c := r.view(t)
		if got.Score != 4 || got.AgentID != r.boss.AgentID || got.RatedAt == 0 || c.Status != core.StatusCompleted || c.WaitingSince != 0 {
			t.Errorf("%+v, the conversation is %s", got, c.Status)
		}
		log := changesOf(t, o.Hub, r.id)
		if e := log[len(log)-1]; e.Type != core.EventRated || string(e.Data) != `{"score":4}` || e.Actor.Kind != core.ByContact || e.AgentID != r.boss.AgentID {
			t.Errorf("the log ends with %+v", e)
		}
		list, err := r.Ratings(ctx, r.boss, core.RatingFilter{AgentID: r.boss.AgentID, Score: 4}, core.Page{})
		must(t, err)
		if len(list.Items) != 1 || list.Items[0].ConversationID != r.id {
			t.Errorf("%+v", list)
		}
		days, err := r.RatingDays(ctx, r.boss, core.RatingFilter{AgentID: r.boss.AgentID}, 2, "Asia/Shanghai")
		must(t, err)
		if len(days) != 2 || days[0].To != days[1].From || days[0].Counts.Total()+days[1].Counts.Total() != 1 || max(days[0].Counts.Mean(), days[1].Counts.Mean()) != 4 {
			t.Errorf("%+v", days)
		}
		var refused *core.Problem
		if _, err := r.RatingDays(ctx, r.boss, core.RatingFilter{}, 2, "Mars/Base"); !errors.As(err, &refused) || refused.Code != "agent.time_zone" {
			t.Errorf("a time zone that nobody knows: %v", err)
		}
		none, err := r.Ratings(ctx, core.Viewer{AgentID: core.NewID(), Scope: core.ScopeOwn}, core.RatingFilter{}, core.Page{})
		must(t, err)
		if len(none.Items) != 0 {
			t.Error("ratings of what is not seen are listed")
		}
		r.says(t, "4") // was answered: this is something else
		if c := r.view(t); c.Status != core.StatusQueued {
			t.Errorf("the conversation is %s", c.Status)
		}
		r.step(t, core.Step{Kind: core.StepAssign, AgentID: r.boss.AgentID})
		r.step(t, core.Step{Kind: core.StepComplete})
		r.ask(t)
		if q := r.questions(t); len(q) != 1 {
			t.Errorf("asked %d times", len(q))
		}
	})
}

func TestWhenNobodyIsAsked(t *testing.T) {
	t.Parallel()
	for name, do := range map[string]func(t *testing.T, r *rated){
		"closed": func(t *testing.T, r *rated) { r.step(t, core.Step{Kind: core.StepClose, Reason: "left"}) },
		"switched off": func(t *testing.T, r *rated) {
			_, err := r.UpdateAccount(context.Background(), root(), r.account.ID, nil, map[string]string{"rating": "off"})
			must(t, err)
			r.step(t, core.Step{Kind: core.StepComplete})
		},
		"goes on": func(t *testing.T, r *rated) {
			r.step(t, core.Step{Kind: core.StepComplete})
			r.says(t, "one thing more")
		},
		"long silent": func(t *testing.T, r *rated) {
			r.pass(25 * time.Hour)
			r.step(t, core.Step{Kind: core.StepComplete})
		},
		"gone": func(t *testing.T, r *rated) {
			must(t, r.Store().SetReachable(context.Background(), r.view(t).IdentityID, false))
			r.step(t, core.Step{Kind: core.StepComplete})
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			offices(t, func(t *testing.T, o *office) {
				r := newRated(t, o)
				do(t, r)
				r.ask(t)
				if q := r.questions(t); len(q) != 0 {
					t.Errorf("asked %+v", q)
				}
			})
		})
	}
}

func TestANumberThatComesTooLateIsAMessage(t *testing.T) {
	t.Parallel()
	offices(t, func(t *testing.T, o *office) {
		r := newRated(t, o, "rating_hours", "1")
		r.step(t, core.Step{Kind: core.StepComplete})
		r.ask(t)
		r.pass(61 * time.Minute)
		r.says(t, "5")
		got, err := r.Rating(context.Background(), r.boss, r.id)
		must(t, err)
		if c := r.view(t); got.Score != 0 || c.Status != core.StatusQueued {
			t.Errorf("%+v, the conversation is %s", got, c.Status)
		}
		for code, set := range map[string]map[string]string{"account.rating": {"rating": "maybe"}, "account.rating_hours": {"rating_hours": "0"},
			"account.rating_reasons": {"rating_reasons": "slow"}} {
			_, err := o.UpdateAccount(context.Background(), root(), r.account.ID, nil, set)
			refused(t, err, code)
		}
	})
}

func TestAVisitorRatesByAButton(t *testing.T) {
	t.Parallel()
	set := generous()
	set["rating"], set["rating_reasons"] = "on", "1-2: 回复慢、没解决; 4-5: 很专业"
	onSites(t, set, func(t *testing.T, s *site) {
		ctx := context.Background()
		v := s.visit(nil)
		s.say(v.Token, "1", "hello")
		id := s.conversations()[0].ID
		s.answer(id, "hi")
		_, err := s.h.Step(ctx, s.agent, id, core.Step{Kind: core.StepComplete})
		must(t, err)
		var question web.Message
		eventually(t, "the visitor is asked", func() bool {
			items := s.history(v.Token, "").Items
			last := items[len(items)-1].Message
			if last == nil || len(last.Choices) != 5 {
				return false
			}
			question = *last
			return question.From == "system"
		})
		press := func(client, choice, text string) {
			t.Helper()
			r := s.do("POST", "/messages", v.Token, web.SendRequest{ClientMessageID: client, Text: text, Choice: &web.ChoiceRequest{Message: question.ID, ID: choice}})
			if r.status != 201 && r.status != 200 {
				t.Fatalf("%d: %s", r.status, r.body)
			}
			c, err := s.h.Conversation(ctx, root(), id)
			must(t, err)
			if c.Status != core.StatusCompleted || c.WaitingSince != 0 {
				t.Errorf("the conversation is %s, waiting since %s", c.Status, c.WaitingSince)
			}
		}
		if ask := question.Rating; ask == nil || ask.Until == 0 || len(ask.Reasons) != 2 || ask.Reasons[0].Labels[1] != "没解决" {
			t.Errorf("the question says %+v", ask)
		}
		press("2", "rating:2", "")
		press("3", "rating:5", "好多了")
		items := s.history(v.Token, "").Items
		if last := items[len(items)-1].Message; last.Choice == nil || *last.Choice != (web.ChoiceRequest{Message: question.ID, ID: "rating:5"}) || last.Text != "好多了" {
			t.Errorf("the page reads its answer as %+v", last)
		}
		got, err := s.h.Rating(ctx, s.agent, id)
		must(t, err)
		if got.Score != 5 || got.Comment != "好多了" {
			t.Errorf("%+v", got)
		}
		if all := s.conversations(); len(all) != 1 {
			t.Errorf("%d conversations", len(all))
		}
	})
}

func TestAVisitorCannotRateForEver(t *testing.T) {
	t.Parallel()
	set := generous()
	set["rating"], set["rating_hours"] = "on", "2"
	s := newSite(t, "", set)
	v := s.visit(nil)
	s.say(v.Token, "1", "hello")
	id := s.conversations()[0].ID
	s.answer(id, "hi")
	_, err := s.h.Step(context.Background(), s.agent, id, core.Step{Kind: core.StepComplete})
	must(t, err)
	var question core.ID
	eventually(t, "the visitor is asked", func() bool {
		items := s.history(v.Token, "").Items
		last := items[len(items)-1].Message
		question = last.ID
		return last.Rating != nil
	})
	press := func(client string) reply {
		return s.do("POST", "/messages", v.Token, web.SendRequest{ClientMessageID: client, Choice: &web.ChoiceRequest{Message: question, ID: "rating:4"}})
	}
	if r := press("2"); r.status != 201 {
		t.Errorf("in time: %d %s", r.status, r.body)
	}
	s.ahead.Store(int64(3 * time.Hour))
	if r := press("3"); r.status != 409 || r.code() != "widget.rating_over" {
		t.Errorf("too late: %d %s", r.status, r.body)
	}
	if r := press("2"); r.status != 200 {
		t.Errorf("a repeat of what came in time: %d %s", r.status, r.body)
	}
}

func TestWhoIsBlockedIsNotAskedForARating(t *testing.T) {
	t.Parallel()
	offices(t, func(t *testing.T, o *office) {
		r := newRated(t, o)
		must(t, r.BlockContact(context.Background(), r.boss, r.view(t).ContactID, true))
		r.step(t, core.Step{Kind: core.StepComplete})
		if n := r.ask(t); n != 0 || len(r.questions(t)) != 0 {
			t.Errorf("%d jobs ask, and %+v", n, r.questions(t))
		}
	})
}
