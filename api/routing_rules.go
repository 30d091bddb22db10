package api

import (
	"context"
	"net/http"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/hours"
	"github.com/switchboard-hub/switchboard/core/routing"
)

// Rules is what says where conversations go, and when somebody is there.
type Rules interface {
	// RoutingRules are in the order in which they are asked.
	RoutingRules(ctx context.Context, v core.Viewer) ([]routing.Rule, error)
	AddRoutingRule(ctx context.Context, v core.Viewer, r routing.Rule) (routing.Rule, error)
	ChangeRoutingRule(ctx context.Context, v core.Viewer, id core.ID, ch routing.RuleChange) (routing.Rule, error)
	RemoveRoutingRule(ctx context.Context, v core.Viewer, id core.ID) error
	// OrderRoutingRules takes all rules, each once.
	OrderRoutingRules(ctx context.Context, v core.Viewer, order []core.ID) ([]routing.Rule, error)
	// Bots lists the names of those that can be given conversations.
	Bots(ctx context.Context, v core.Viewer) ([]string, error)
	// TestRouting tells what would happen to a message; nothing happens.
	TestRouting(ctx context.Context, v core.Viewer, f routing.Facts) (routing.Explanation, error)

	WordLists(ctx context.Context, v core.Viewer) ([]routing.WordList, error)
	WordList(ctx context.Context, v core.Viewer, id core.ID) (routing.WordList, error)
	AddWordList(ctx context.Context, v core.Viewer, l routing.WordList) (routing.WordList, error)
	// ChangeWordList changes what is not nil.
	ChangeWordList(ctx context.Context, v core.Viewer, id core.ID, name *string, words *[]string) (routing.WordList, error)
	// RemoveWordList refuses while a rule names the list.
	RemoveWordList(ctx context.Context, v core.Viewer, id core.ID) error

	Schedules(ctx context.Context, v core.Viewer) ([]hours.Named, error)
	AddSchedule(ctx context.Context, v core.Viewer, n hours.Named) (hours.Named, error)
	// ChangeSchedule changes what is not nil.
	ChangeSchedule(ctx context.Context, v core.Viewer, id core.ID, name *string, s *hours.Schedule) (hours.Named, error)
	// RemoveSchedule refuses while something keeps these hours.
	RemoveSchedule(ctx context.Context, v core.Viewer, id core.ID) error
}

type (
	newRuleIn struct {
		Body struct {
			Name    string       `json:"name" minLength:"1" maxLength:"200"`
			Enabled *bool        `json:"enabled,omitempty" doc:"Left out: true"`
			When    routing.When `json:"when,omitzero" doc:"All that is said must hold; of a list, one is enough; nothing said: always"`
			Then    routing.Then `json:"then,omitzero"`
			Stop    *bool        `json:"stop,omitempty" doc:"Ask no rule after this one; left out: where it says a team, an agent or a bot"`
		}
	}
	rulePatchIn struct {
		IDIn
		Body struct {
			Name    *string       `json:"name,omitempty" minLength:"1" maxLength:"200"`
			Enabled *bool         `json:"enabled,omitempty"`
			When    *routing.When `json:"when,omitempty" doc:"The whole of it"`
			Then    *routing.Then `json:"then,omitempty" doc:"The whole of it"`
			Stop    *bool         `json:"stop,omitempty"`
		}
	}
	ruleOrderIn struct {
		Body struct {
			Rules []core.ID `json:"rules" nullable:"false" maxItems:"512" doc:"All rules, each once"`
		}
	}
	routingTestIn struct {
		Body struct {
			Account  core.ID   `json:"account,omitzero" doc:"Where the message comes in; its channel is known by it"`
			Text     string    `json:"text,omitempty" maxLength:"100000"`
			Kind     string    `json:"kind,omitempty" maxLength:"50" doc:"Left out: text"`
			Language string    `json:"language,omitempty" maxLength:"35" doc:"Remembered of the contact; left out: that of the text"`
			Tags     []string  `json:"tags,omitempty" maxItems:"100" doc:"Of the contact"`
			VIP      bool      `json:"vip,omitempty"`
			New      bool      `json:"new,omitempty" doc:"The contact's first conversation"`
			Page     string    `json:"page,omitempty" maxLength:"2000"`
			At       core.Time `json:"at,omitzero" doc:"Left out: now"`
		}
	}
)

func (a *API) ruleRoutes() {
	rules := func(method, path, id, summary string) endpoint {
		return endpoint{method: method, path: "/routing/rules" + path, id: id, tag: "routing", summary: summary, needs: core.PermRouting}
	}
	add(a, rules("GET", "", "list-rules", "List the rules in the order in which they are asked"),
		func(ctx context.Context, v core.Viewer, _ *struct{}) (*answer[whole[routing.Rule]], error) {
			l, err := a.Backend.RoutingRules(ctx, v)
			return wholeOf(l, same), err
		})
	create := rules("POST", "", "create-rule", "Add a rule behind all others")
	create.status = http.StatusCreated
	add(a, create, func(ctx context.Context, v core.Viewer, in *newRuleIn) (*answer[routing.Rule], error) {
		b := in.Body
		r, err := a.Backend.AddRoutingRule(ctx, v, routing.Rule{Name: b.Name, Enabled: b.Enabled == nil || *b.Enabled, When: b.When, Then: b.Then, Stop: b.Stop})
		return answerOf(r), err
	})
	add(a, rules("PATCH", "/{id}", "update-rule", "Change a rule"),
		func(ctx context.Context, v core.Viewer, in *rulePatchIn) (*answer[routing.Rule], error) {
			r, err := a.Backend.ChangeRoutingRule(ctx, v, in.ID, routing.RuleChange(in.Body))
			return answerOf(r), err
		})
	do(a, rules("DELETE", "/{id}", "remove-rule", "Remove a rule"),
		func(ctx context.Context, v core.Viewer, in *IDIn) error {
			return a.Backend.RemoveRoutingRule(ctx, v, in.ID)
		})
	add(a, rules("PUT", "/order", "order-rules", "Put the rules into another order: 409 routing.order when they are not those that there are"),
		func(ctx context.Context, v core.Viewer, in *ruleOrderIn) (*answer[whole[routing.Rule]], error) {
			l, err := a.Backend.OrderRoutingRules(ctx, v, in.Body.Rules)
			return wholeOf(l, same), err
		})
	add(a, endpoint{method: "POST", path: "/routing/test", id: "test-routing", tag: "routing", status: http.StatusOK,
		summary: "What would happen to a message that comes in; nothing happens", needs: core.PermRouting},
		func(ctx context.Context, v core.Viewer, in *routingTestIn) (*answer[routing.Explanation], error) {
			b := in.Body
			e, err := a.Backend.TestRouting(ctx, v, routing.Facts{Account: b.Account, Text: b.Text, Kind: b.Kind, Language: b.Language, Tags: b.Tags,
				VIP: b.VIP, New: b.New, Page: b.Page, At: b.At.Std()})
			e.Trace = filled(e.Trace)
			return answerOf(e), err
		})
	a.botRoutes()
	a.wordListRoutes()
	a.hoursRoutes()
}

// wordList is a word list without its words, which may be many.
type wordList struct {
	ID    core.ID `json:"id"`
	Name  string  `json:"name"`
	Count int     `json:"count" doc:"How many words it has"`
}

func viewWordList(l routing.WordList) wordList {
	return wordList{ID: l.ID, Name: l.Name, Count: len(l.Words)}
}

// WordListFields is wordList where it is embedded: the document has only exported fields.
type WordListFields = wordList

type wordListDetail struct {
	WordListFields
	Words string `json:"words" doc:"One a line"`
}

func detailWordList(l routing.WordList) wordListDetail {
	return wordListDetail{WordListFields: viewWordList(l), Words: strings.Join(l.Words, "\n")}
}

type (
	newWordListIn struct {
		Body struct {
			Name  string `json:"name" minLength:"1" maxLength:"200"`
			Words string `json:"words" maxLength:"300000" doc:"One a line; empty lines and repeated words are dropped"`
		}
	}
	wordListPatchIn struct {
		IDIn
		Body struct {
			Name  *string `json:"name,omitempty" minLength:"1" maxLength:"200"`
			Words *string `json:"words,omitempty" maxLength:"300000" doc:"All of them, one a line"`
		}
	}
)

func (a *API) wordListRoutes() {
	lists := func(method, path, id, summary string) endpoint {
		return endpoint{method: method, path: "/routing/word-lists" + path, id: id, tag: "routing", summary: summary, needs: core.PermRouting}
	}
	add(a, lists("GET", "", "list-word-lists", "List the word lists by name"),
		func(ctx context.Context, v core.Viewer, _ *struct{}) (*answer[whole[wordList]], error) {
			l, err := a.Backend.WordLists(ctx, v)
			return wholeOf(l, viewWordList), err
		})
	add(a, lists("GET", "/{id}", "get-word-list", "Get a word list with its words"),
		func(ctx context.Context, v core.Viewer, in *IDIn) (*answer[wordListDetail], error) {
			l, err := a.Backend.WordList(ctx, v, in.ID)
			return answerOf(detailWordList(l)), err
		})
	create := lists("POST", "", "create-word-list", "Add a word list")
	create.status = http.StatusCreated
	add(a, create, func(ctx context.Context, v core.Viewer, in *newWordListIn) (*answer[wordList], error) {
		l, err := a.Backend.AddWordList(ctx, v, routing.WordList{Name: in.Body.Name, Words: routing.ParseWords(in.Body.Words)})
		return answerOf(viewWordList(l)), err
	})
	add(a, lists("PATCH", "/{id}", "update-word-list", "Change a word list; rules that name it look for its words at once"),
		func(ctx context.Context, v core.Viewer, in *wordListPatchIn) (*answer[wordList], error) {
			var words *[]string
			if in.Body.Words != nil {
				list := routing.ParseWords(*in.Body.Words)
				words = &list
			}
			l, err := a.Backend.ChangeWordList(ctx, v, in.ID, in.Body.Name, words)
			return answerOf(viewWordList(l)), err
		})
	do(a, lists("DELETE", "/{id}", "remove-word-list", "Remove a word list: 409 routing.word_list_in_use while a rule names it"),
		func(ctx context.Context, v core.Viewer, in *IDIn) error {
			return a.Backend.RemoveWordList(ctx, v, in.ID)
		})
}

// namedSchedule is a schedule as it is kept.
type namedSchedule struct {
	ID       core.ID        `json:"id"`
	Name     string         `json:"name"`
	Schedule hours.Schedule `json:"schedule"`
}

func viewSchedule(n hours.Named) namedSchedule {
	if n.Schedule.Weekly == nil {
		n.Schedule.Weekly = map[hours.Day][]hours.Interval{}
	}
	return namedSchedule{ID: n.ID, Name: n.Name, Schedule: n.Schedule}
}

type (
	newScheduleIn struct {
		Body struct {
			Name     string         `json:"name" minLength:"1" maxLength:"200"`
			Schedule hours.Schedule `json:"schedule"`
		}
	}
	schedulePatchIn struct {
		IDIn
		Body struct {
			Name     *string         `json:"name,omitempty" minLength:"1" maxLength:"200"`
			Schedule *hours.Schedule `json:"schedule,omitempty" doc:"The whole of it"`
		}
	}
)

func (a *API) hoursRoutes() {
	schedules := func(method, path, id, summary string) endpoint {
		return endpoint{method: method, path: "/schedules" + path, id: id, tag: "routing", summary: summary, needs: core.PermRouting}
	}
	add(a, schedules("GET", "", "list-schedules", "List business hours by name"),
		func(ctx context.Context, v core.Viewer, _ *struct{}) (*answer[whole[namedSchedule]], error) {
			l, err := a.Backend.Schedules(ctx, v)
			return wholeOf(l, viewSchedule), err
		})
	create := schedules("POST", "", "create-schedule", "Add business hours")
	create.status = http.StatusCreated
	add(a, create, func(ctx context.Context, v core.Viewer, in *newScheduleIn) (*answer[namedSchedule], error) {
		n, err := a.Backend.AddSchedule(ctx, v, hours.Named{Name: in.Body.Name, Schedule: in.Body.Schedule})
		return answerOf(viewSchedule(n)), err
	})
	add(a, schedules("PATCH", "/{id}", "update-schedule", "Change business hours"),
		func(ctx context.Context, v core.Viewer, in *schedulePatchIn) (*answer[namedSchedule], error) {
			n, err := a.Backend.ChangeSchedule(ctx, v, in.ID, in.Body.Name, in.Body.Schedule)
			return answerOf(viewSchedule(n)), err
		})
	do(a, schedules("DELETE", "/{id}", "remove-schedule", "Remove business hours: 409 schedule.in_use while a team or a rule keeps them"),
		func(ctx context.Context, v core.Viewer, in *IDIn) error {
			return a.Backend.RemoveSchedule(ctx, v, in.ID)
		})
}
