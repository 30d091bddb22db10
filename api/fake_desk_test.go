package api_test

import (
	"context"

	"github.com/switchboard-hub/switchboard/core"
)

func (b *backend) CannedReplies(_ context.Context, _ core.Viewer, f core.CannedFilter, p core.Page) (core.List[core.CannedReply], error) {
	return core.List[core.CannedReply]{Items: []core.CannedReply{{ID: core.NewID(), Scope: core.CannedTeam, OwnerID: core.NewID()}}, Next: "more"},
		b.call("CannedReplies", f.Q, f.Scope, f.All, p.Limit)
}
func (b *backend) CreateCanned(_ context.Context, _ core.Viewer, c core.CannedReply) (core.CannedReply, error) {
	c.ID = core.NewID()
	return c, b.call("CreateCanned", c.Scope, c.Shortcut, c.Text, len(c.Attachments))
}
func (b *backend) UpdateCanned(_ context.Context, _ core.Viewer, id core.ID, change func(*core.CannedReply)) (core.CannedReply, error) {
	c := core.CannedReply{ID: id, Scope: core.CannedShared, Shortcut: "old", Title: "Old"}
	change(&c)
	return c, b.call("UpdateCanned", id, c.Scope, c.Shortcut, c.Title, c.Text, len(c.Attachments))
}
func (b *backend) RemoveCanned(_ context.Context, _ core.Viewer, id core.ID) error {
	return b.call("RemoveCanned", id)
}
func (b *backend) RenderCanned(_ context.Context, _ core.Viewer, id, conversation core.ID) (core.Rendered, error) {
	return core.Rendered{Text: "hello", Missing: []string{"agent.name"}}, b.call("RenderCanned", id, conversation)
}

func (b *backend) Fields(context.Context, core.Viewer) ([]core.Field, error) {
	return []core.Field{{Scope: core.FieldContact, Key: "size", Name: "Size", Kind: core.FieldSelect, Options: []string{"L"}}, {Scope: core.FieldConversation, Kind: core.FieldText}}, b.call("Fields")
}
func (b *backend) CreateField(_ context.Context, _ core.Viewer, f core.Field) (core.Field, error) {
	return f, b.call("CreateField", f.Scope, f.Key, f.Name, f.Kind, f.Options)
}
func (b *backend) UpdateField(_ context.Context, _ core.Viewer, scope core.FieldScope, key string, name *string, options *[]string) (core.Field, error) {
	return core.Field{Scope: scope, Key: key, Kind: core.FieldText}, b.call("UpdateField", scope, key, name == nil, *options)
}
func (b *backend) RemoveField(_ context.Context, _ core.Viewer, scope core.FieldScope, key string) error {
	return b.call("RemoveField", scope, key)
}
func (b *backend) OrderFields(_ context.Context, _ core.Viewer, scope core.FieldScope, keys []string) error {
	return b.call("OrderFields", scope, keys)
}
func (b *backend) ConversationFields(_ context.Context, _ core.Viewer, c core.ID) (map[string]string, error) {
	return map[string]string{"size": "L"}, b.call("ConversationFields", c)
}
func (b *backend) SetConversationFields(_ context.Context, _ core.Viewer, c core.ID, values map[string]string) (map[string]string, error) {
	return values, b.call("SetConversationFields", c, values)
}

func aBulk(id core.ID) core.Bulk {
	return core.Bulk{ID: id, Action: core.BulkAction{Kind: core.BulkSnooze, Until: 5}, State: core.BulkDone, Total: 3, Done: 2, Failed: 1, CreatedAt: 5, FinishedAt: 6}
}
func (b *backend) CreateBulk(_ context.Context, _ core.Viewer, a core.BulkAction, ids []core.ID, f *core.ConversationFilter) (core.Bulk, error) {
	view := core.View("none")
	if f != nil {
		view = f.View
	}
	return aBulk(core.NewID()), b.call("CreateBulk", a.Kind, a.Tag, a.Priority, len(ids), view)
}
func (b *backend) Bulk(_ context.Context, _ core.Viewer, id core.ID) (core.Bulk, error) {
	return aBulk(id), b.call("Bulk", id)
}
func (b *backend) Bulks(_ context.Context, _ core.Viewer, p core.Page) (core.List[core.Bulk], error) {
	return core.List[core.Bulk]{Items: []core.Bulk{aBulk(core.NewID())}}, b.call("Bulks", p.Limit)
}
func (b *backend) BulkItems(_ context.Context, _ core.Viewer, id core.ID, state core.BulkItemState, p core.Page) (core.List[core.BulkItem], error) {
	return core.List[core.BulkItem]{Items: []core.BulkItem{{ConversationID: core.NewID(), State: core.ItemFailed, Code: "a.code", Text: "a text"}, {ConversationID: core.NewID(), State: core.ItemDone}}},
		b.call("BulkItems", id, state, p.Limit)
}
func (b *backend) UndoBulk(_ context.Context, _ core.Viewer, id core.ID) (core.Bulk, error) {
	return aBulk(id), b.call("UndoBulk", id)
}

func (b *backend) Rating(_ context.Context, _ core.Viewer, c core.ID) (core.Rating, error) {
	return core.Rating{ConversationID: c, AccountID: core.NewID(), MessageID: core.NewID(), AskedAt: 5, ExpiresAt: 6}, b.call("Rating", c)
}
func (b *backend) Ratings(_ context.Context, _ core.Viewer, f core.RatingFilter, p core.Page) (core.List[core.Rating], error) {
	return core.List[core.Rating]{Items: []core.Rating{{ConversationID: core.NewID(), Score: 5, RatedAt: 7}}}, b.call("Ratings", f.AgentID, f.Score, f.From, f.To, p.Limit)
}
func (b *backend) RatingDays(_ context.Context, _ core.Viewer, f core.RatingFilter, days int, zone string) ([]core.RatingDay, error) {
	return []core.RatingDay{{From: 5, Date: "2026-11-01"}, {From: 6, Date: "2026-11-02", Counts: core.RatingCounts{1, 0, 0, 0, 3}}}, b.call("RatingDays", f.AgentID, days, zone)
}

func aScheduled(c, id core.ID) core.Scheduled {
	return core.Scheduled{ID: id, ConversationID: c, AgentID: core.NewID(), SendAt: 9, State: core.ScheduledWaiting, Files: []core.ID{core.NewID()},
		Draft: core.Draft{ClientMessageID: "c1", Visibility: core.Public, Content: core.Content{Kind: "image", Text: "hi", Media: []core.Media{{Kind: "image", Blob: "b"}}}}}
}
func (b *backend) Schedule(_ context.Context, _ core.Viewer, c core.ID, d core.Draft, at core.Time) (core.Scheduled, bool, error) {
	return aScheduled(c, core.NewID()), d.ClientMessageID == "again", b.call("Schedule", c, d.ClientMessageID, at)
}
func (b *backend) Scheduled(_ context.Context, _ core.Viewer, c core.ID) ([]core.Scheduled, error) {
	failed := aScheduled(c, core.NewID())
	failed.State, failed.ErrorCode, failed.ErrorText = core.ScheduledFailed, "conversation.ended", "ended"
	return []core.Scheduled{aScheduled(c, core.NewID()), failed}, b.call("Scheduled", c)
}
func (b *backend) ScheduledBy(_ context.Context, _ core.Viewer, agent core.ID, p core.Page) (core.List[core.Scheduled], error) {
	return core.List[core.Scheduled]{Items: []core.Scheduled{aScheduled(core.NewID(), core.NewID())}, Next: "more"}, b.call("ScheduledBy", agent, p.After, p.Limit)
}
func (b *backend) ChangeScheduled(_ context.Context, _ core.Viewer, c, id core.ID, text *string, at *core.Time) (core.Scheduled, error) {
	return aScheduled(c, id), b.call("ChangeScheduled", c, id, text == nil, *at)
}
func (b *backend) CancelScheduled(_ context.Context, _ core.Viewer, c, id core.ID) error {
	return b.call("CancelScheduled", c, id)
}
func (b *backend) SendScheduled(_ context.Context, _ core.Viewer, c, id core.ID) (core.Message, error) {
	return b.message(id), b.call("SendScheduled", c, id)
}

func (b *backend) StartConversation(_ context.Context, _ core.Viewer, account, contact, identity core.ID, d core.Draft) (core.ConversationView, core.Message, error) {
	return threads(1)[0], b.message(core.NewID()), b.call("StartConversation", account, contact, identity.IsZero(), d.ClientMessageID, d.Visibility, d.Content.Text)
}

func (b *backend) Tags(_ context.Context, _ core.Viewer, scope core.TagScope) ([]core.Tag, error) {
	return []core.Tag{{ID: core.NewID(), Scope: core.TagContact, Name: "vip", Color: "#ff0000"}}, b.call("Tags", scope)
}
func (b *backend) CreateTag(_ context.Context, _ core.Viewer, t core.Tag) (core.Tag, error) {
	t.ID = core.NewID()
	return t, b.call("CreateTag", t.Scope, t.Name, t.Color)
}
func (b *backend) UpdateTag(_ context.Context, _ core.Viewer, id core.ID, name, color *string) (core.Tag, error) {
	return core.Tag{ID: id, Scope: core.TagContact}, b.call("UpdateTag", id, name == nil, *color)
}
func (b *backend) RemoveTag(_ context.Context, _ core.Viewer, id core.ID) error {
	return b.call("RemoveTag", id)
}
func (b *backend) MergeTags(_ context.Context, _ core.Viewer, id, into core.ID) error {
	return b.call("MergeTags", id, into)
}
