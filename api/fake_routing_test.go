package api_test

import (
	"context"

	"github.com/switchboard-hub/switchboard/core"
)

func (b *backend) Suggestions(_ context.Context, _ core.Viewer, conversation core.ID) (core.Suggestions, error) {
	return core.Suggestions{ConversationID: conversation, BotID: "faq", Seq: 3, Texts: []string{"您好", "请稍等"}}, b.call("Suggestions", conversation)
}

func (b *backend) RouteAccount(_ context.Context, _ core.Viewer, id, team, schedule core.ID) (core.Account, error) {
	a := b.account(id)
	a.TeamID, a.ScheduleID = team, schedule
	return a, b.call("RouteAccount", id, team, schedule)
}
