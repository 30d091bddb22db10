package api

import (
	"context"

	"github.com/switchboard-hub/switchboard/core"
)

// Suggestions is what bots suggest to agents.
type Suggestions interface {
	// Suggestions are those for the newest message; none once it is answered.
	Suggestions(ctx context.Context, v core.Viewer, conversation core.ID) (core.Suggestions, error)
}

// suggestion is an answer that a bot would give.
type suggestion struct {
	Text string `json:"text"`
	Bot  string `json:"bot" doc:"Whose it is"`
	Seq  int64  `json:"seq" doc:"Of the customer's message that it answers: it holds until a public message follows"`
}

func viewSuggestions(g core.Suggestions) []suggestion {
	out := make([]suggestion, 0, len(g.Texts))
	for _, text := range g.Texts {
		out = append(out, suggestion{Text: text, Bot: g.BotID, Seq: g.Seq})
	}
	return out
}

// LiveSuggestions are suggestions as they are pushed.
func LiveSuggestions(g core.Suggestions) any { return viewSuggestions(g) }

func (a *API) suggestionRoutes() {
	add(a, endpoint{method: "GET", path: "/conversations/{id}/suggestions", id: "list-suggestions", tag: "conversations", needs: core.PermRead,
		summary: "What a bot suggests to answer the customer's newest message; nothing once somebody has"},
		func(ctx context.Context, v core.Viewer, in *IDIn) (*answer[whole[suggestion]], error) {
			g, err := a.Backend.Suggestions(ctx, v, in.ID)
			return wholeOf(viewSuggestions(g), same), err
		})
}
