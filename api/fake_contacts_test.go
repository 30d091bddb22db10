package api_test

import (
	"context"

	"github.com/switchboard-hub/switchboard/core"
)

func (b *backend) MergedContacts(_ context.Context, _ core.Viewer, into core.ID) ([]core.MergedContact, error) {
	one := core.MergedContact{Contact: core.Contact{ID: core.NewID(), Kind: core.ContactKnown, MergedInto: into}, At: 5, By: core.Actor{Kind: core.ByAgent, ID: core.NewID()}}
	return []core.MergedContact{one, {Contact: core.Contact{ID: core.NewID(), Kind: core.ContactVisitor}}}, b.call("MergedContacts", into)
}

func (b *backend) TagUses(context.Context, core.Viewer) ([]core.TagUse, error) {
	used := core.TagUse{Tag: core.Tag{ID: core.NewID(), Scope: core.TagContact, Name: "vip", Color: "#ff0000"}, Count: 1000, More: true,
		Rules: []core.TagRule{{ID: core.NewID(), Name: "VIP first"}}}
	return []core.TagUse{used, {Tag: core.Tag{ID: core.NewID(), Scope: core.TagConversation, Name: "new"}}}, b.call("TagUses")
}
