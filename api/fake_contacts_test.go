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

func (b *backend) ContactNotes(_ context.Context, v core.Viewer, contact core.ID, p core.Page) (core.List[core.ContactNote], error) {
	one := core.ContactNote{ID: core.NewID(), ContactID: contact, AuthorID: v.AgentID, Text: "likes tea", CreatedAt: 5, EditedAt: 6}
	return core.List[core.ContactNote]{Items: []core.ContactNote{one}, Next: "n"}, b.call("ContactNotes", contact, p.After, p.Limit)
}

func (b *backend) AddContactNote(_ context.Context, v core.Viewer, id core.ID, text string) (core.ContactNote, error) {
	return core.ContactNote{ID: core.NewID(), ContactID: id, AuthorID: v.AgentID, Text: text, CreatedAt: 5}, b.call("AddContactNote", id, text)
}

func (b *backend) EditContactNote(_ context.Context, _ core.Viewer, id, note core.ID, text string) (core.ContactNote, error) {
	return core.ContactNote{ID: note, ContactID: id, Text: text, CreatedAt: 5, EditedAt: 6}, b.call("EditContactNote", id, note, text)
}

func (b *backend) RemoveContactNote(_ context.Context, _ core.Viewer, id, note core.ID) error {
	return b.call("RemoveContactNote", id, note)
}
