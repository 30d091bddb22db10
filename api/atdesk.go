package api

import (
	"context"

	"github.com/switchboard-hub/switchboard/core"
)

// AtDesk is what agents have at hand while they work.
type AtDesk interface {
	CannedReplies(ctx context.Context, v core.Viewer, f core.CannedFilter, p core.Page) (core.List[core.CannedReply], error)
	CreateCanned(ctx context.Context, v core.Viewer, c core.CannedReply) (core.CannedReply, error)
	// UpdateCanned changes a reply; change is given it as it is.
	UpdateCanned(ctx context.Context, v core.Viewer, id core.ID, change func(*core.CannedReply)) (core.CannedReply, error)
	RemoveCanned(ctx context.Context, v core.Viewer, id core.ID) error
	// RenderCanned fills in the variables for a conversation.
	RenderCanned(ctx context.Context, v core.Viewer, id, conversation core.ID) (core.Rendered, error)

	Fields(ctx context.Context, v core.Viewer) ([]core.Field, error)
	CreateField(ctx context.Context, v core.Viewer, f core.Field) (core.Field, error)
	UpdateField(ctx context.Context, v core.Viewer, scope core.FieldScope, key string, name *string, options *[]string) (core.Field, error)
	// RemoveField takes the definition away; values stay.
	RemoveField(ctx context.Context, v core.Viewer, scope core.FieldScope, key string) error
	OrderFields(ctx context.Context, v core.Viewer, scope core.FieldScope, keys []string) error
	ConversationFields(ctx context.Context, v core.Viewer, conversation core.ID) (map[string]string, error)
	// SetConversationFields changes the values that are named and returns all.
	SetConversationFields(ctx context.Context, v core.Viewer, conversation core.ID, values map[string]string) (map[string]string, error)

	// CreateBulk begins to do something with many conversations, by ids or else
	// by a filter. A bulk is its agent's alone.
	CreateBulk(ctx context.Context, v core.Viewer, a core.BulkAction, ids []core.ID, filter *core.ConversationFilter) (core.Bulk, error)
	Bulk(ctx context.Context, v core.Viewer, id core.ID) (core.Bulk, error)
	Bulks(ctx context.Context, v core.Viewer, p core.Page) (core.List[core.Bulk], error)
	// BulkItems lists the conversations in one state; all for none.
	BulkItems(ctx context.Context, v core.Viewer, id core.ID, state core.BulkItemState, p core.Page) (core.List[core.BulkItem], error)
	// UndoBulk begins to restore what has not changed since.
	UndoBulk(ctx context.Context, v core.Viewer, id core.ID) (core.Bulk, error)

	// Tags lists those of a scope; all for none.
	Tags(ctx context.Context, v core.Viewer, scope core.TagScope) ([]core.Tag, error)
	// TagUses lists them with what bears them and which rules name them.
	TagUses(ctx context.Context, v core.Viewer) ([]core.TagUse, error)
	CreateTag(ctx context.Context, v core.Viewer, t core.Tag) (core.Tag, error)
	UpdateTag(ctx context.Context, v core.Viewer, id core.ID, name, color *string) (core.Tag, error)
	RemoveTag(ctx context.Context, v core.Viewer, id core.ID) error
	// MergeTags gives what bears one tag the other.
	MergeTags(ctx context.Context, v core.Viewer, id, into core.ID) error

	// StartConversation writes first: into the open conversation of a person in
	// an account, or a new one. Identity names the address; without it, it is
	// that of the contact.
	StartConversation(ctx context.Context, v core.Viewer, account, contact, identity core.ID, d core.Draft) (core.ConversationView, core.Message, error)

	// Schedule keeps an answer that is sent at a time to come. A repeated client
	// message id returns the same one with repeated true.
	Schedule(ctx context.Context, v core.Viewer, conversation core.ID, d core.Draft, at core.Time) (m core.Scheduled, repeated bool, err error)
	// Scheduled lists what waits or has failed, in the order of its time.
	Scheduled(ctx context.Context, v core.Viewer, conversation core.ID) ([]core.Scheduled, error)
	// ScheduledBy lists what an agent wrote, in all conversations that the viewer
	// sees: the viewer's own for the zero id.
	ScheduledBy(ctx context.Context, v core.Viewer, agent core.ID, p core.Page) (core.List[core.Scheduled], error)
	ChangeScheduled(ctx context.Context, v core.Viewer, conversation, id core.ID, text *string, at *core.Time) (core.Scheduled, error)
	CancelScheduled(ctx context.Context, v core.Viewer, conversation, id core.ID) error
	SendScheduled(ctx context.Context, v core.Viewer, conversation, id core.ID) (core.Message, error)

	Rating(ctx context.Context, v core.Viewer, conversation core.ID) (core.Rating, error)
	// Ratings lists those that customers gave, the newest first.
	Ratings(ctx context.Context, v core.Viewer, f core.RatingFilter, p core.Page) (core.List[core.Rating], error)
	// RatingDays counts them by the days of a time zone: so many, today the last.
	RatingDays(ctx context.Context, v core.Viewer, f core.RatingFilter, days int, zone string) ([]core.RatingDay, error)
}

func (a *API) deskRoutes() {
	a.cannedRoutes()
	a.fieldRoutes()
	a.bulkRoutes()
	a.ratingRoutes()
	a.laterRoutes()
	a.startRoutes()
	a.tagRoutes()
}
