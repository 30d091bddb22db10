package api

import (
	"context"
	"net/http"

	"github.com/switchboard-hub/switchboard/core"
)

// bulk is one action on many conversations.
type bulk struct {
	ID          core.ID        `json:"id"`
	Action      core.BulkKind  `json:"action" enum:"complete,close,assign,team,tag,untag,priority,snooze,read"`
	State       core.BulkState `json:"state" enum:"running,done,undoing,undone" doc:"undone: as far as it could be"`
	Total       int64          `json:"total"`
	Done        int64          `json:"done" doc:"Changed"`
	Unchanged   int64          `json:"unchanged" doc:"Were so already"`
	Failed      int64          `json:"failed"`
	Undone      int64          `json:"undone"`
	Kept        int64          `json:"kept" doc:"Could not be undone, as they have changed since"`
	AgentID     core.ID        `json:"agent_id,omitzero"`
	TeamID      core.ID        `json:"team_id,omitzero"`
	Tag         string         `json:"tag,omitempty"`
	Priority    int            `json:"priority,omitempty"`
	Until       core.Time      `json:"until,omitzero"`
	Reason      string         `json:"reason,omitempty"`
	Disposition string         `json:"disposition,omitempty"`
	CreatedAt   core.Time      `json:"created_at,omitzero"`
	FinishedAt  core.Time      `json:"finished_at,omitzero"`
	UndoUntil   core.Time      `json:"undo_until,omitzero" doc:"Until when it can be undone"`
	Reasons     []bulkReason   `json:"reasons,omitempty" nullable:"false" doc:"Why some failed or were kept, the most frequent first"`
}

// bulkReason counts the conversations that were refused for the same reason.
type bulkReason struct {
	State core.BulkItemState `json:"state" enum:"failed,kept"`
	Count int64              `json:"count"`
	Error sendError          `json:"error"`
}

func viewBulkReason(r core.BulkReason) bulkReason {
	return bulkReason{State: r.State, Count: r.Count, Error: sendError{Code: r.Code, Text: r.Text}}
}

func viewBulk(b core.Bulk) bulk {
	a := b.Action
	return bulk{ID: b.ID, Action: a.Kind, State: b.State, Total: b.Total, Done: b.Done, Unchanged: b.Unchanged, Failed: b.Failed, Undone: b.Undone,
		Kept: b.Kept, AgentID: a.AgentID, TeamID: a.TeamID, Tag: a.Tag, Priority: a.Priority, Until: a.Until, Reason: a.Reason,
		Disposition: a.Disposition, CreatedAt: b.CreatedAt, FinishedAt: b.FinishedAt, UndoUntil: b.UndoUntil(),
		Reasons: each(b.Reasons, viewBulkReason)}
}

// bulkItem is one conversation of a bulk.
type bulkItem struct {
	Conversation core.ID            `json:"conversation"`
	State        core.BulkItemState `json:"state" enum:"waiting,begun,done,unchanged,failed,undoing,undone,kept"`
	Error        *sendError         `json:"error,omitempty" doc:"Why it failed, or could not be undone"`
}

func viewBulkItem(i core.BulkItem) bulkItem {
	v := bulkItem{Conversation: i.ConversationID, State: i.State}
	if i.Code != "" {
		v.Error = &sendError{Code: i.Code, Text: i.Text}
	}
	return v
}

type (
	// BulkIn names a bulk.
	BulkIn struct {
		ID core.ID `path:"id" doc:"Bulk action"`
	}
	bulkFilter struct {
		View    core.View   `json:"view,omitempty" enum:"mine,queue,unassigned,participating,mentions,snoozed,ended,all"`
		Channel string      `json:"channel,omitempty" maxLength:"50"`
		Status  core.Status `json:"status,omitempty" enum:"bot,queued,active,transferring,snoozed,closed,completed"`
		Account core.ID     `json:"account,omitzero"`
		Agent   core.ID     `json:"agent,omitzero"`
		Team    core.ID     `json:"team,omitzero"`
		Contact core.ID     `json:"contact,omitzero"`
	}
	newBulkIn struct {
		Body struct {
			Action      core.BulkKind `json:"action" enum:"complete,close,assign,team,tag,untag,priority,snooze,read" doc:"team: into the queue of a team"`
			IDs         []core.ID     `json:"ids,omitempty" maxItems:"10000" doc:"The conversations; without them, those of the filter"`
			Filter      *bulkFilter   `json:"filter,omitempty" doc:"As for a list: what the caller sees now"`
			AgentID     core.ID       `json:"agent_id,omitzero" doc:"For assign; the caller by default"`
			TeamID      core.ID       `json:"team_id,omitzero" doc:"For team"`
			Tag         string        `json:"tag,omitempty" maxLength:"100" doc:"For tag and untag"`
			Priority    int           `json:"priority,omitempty" minimum:"-100" maximum:"100" doc:"For priority"`
			Until       core.Time     `json:"until,omitzero" doc:"For snooze"`
			Reason      string        `json:"reason,omitempty" maxLength:"500" doc:"For close: left, timeout, abandoned, spam or blocked"`
			Disposition string        `json:"disposition,omitempty" maxLength:"500" doc:"For complete"`
		}
	}
	bulkItemsIn struct {
		BulkIn
		PageIn
		State core.BulkItemState `query:"state" enum:"waiting,begun,done,unchanged,failed,undoing,undone,kept"`
	}
)

func (a *API) createBulk(ctx context.Context, v core.Viewer, in *newBulkIn) (*answer[bulk], error) {
	b := in.Body
	var f *core.ConversationFilter
	if b.Filter != nil {
		f = &core.ConversationFilter{View: b.Filter.View, Channel: b.Filter.Channel, Status: b.Filter.Status, AccountID: b.Filter.Account,
			AgentID: b.Filter.Agent, TeamID: b.Filter.Team, ContactID: b.Filter.Contact}
	}
	out, err := a.Backend.CreateBulk(ctx, v, core.BulkAction{Kind: b.Action, AgentID: b.AgentID, TeamID: b.TeamID, Tag: b.Tag, Priority: b.Priority,
		Until: b.Until, Reason: b.Reason, Disposition: b.Disposition}, b.IDs, f)
	return answerOf(viewBulk(out)), err
}

func (a *API) bulkRoutes() {
	one := func(method, path, id, summary string) endpoint {
		return endpoint{method: method, path: "/bulk" + path, id: id, tag: "desk", summary: summary, needs: core.PermRead}
	}
	create := one("POST", "", "create-bulk", "Do something with many conversations, at most 10,000; it goes on after the answer")
	create.status = http.StatusAccepted
	add(a, create, a.createBulk)
	add(a, one("GET", "", "list-bulks", "List one's bulk actions of the last week, the latest first"),
		func(ctx context.Context, v core.Viewer, in *PageIn) (*answer[page[bulk]], error) {
			l, err := a.Backend.Bulks(ctx, v, in.core())
			return pageOf(l, viewBulk), err
		})
	add(a, one("GET", "/{id}", "get-bulk", "See how far a bulk action is"),
		func(ctx context.Context, v core.Viewer, in *BulkIn) (*answer[bulk], error) {
			b, err := a.Backend.Bulk(ctx, v, in.ID)
			return answerOf(viewBulk(b)), err
		})
	add(a, one("GET", "/{id}/items", "list-bulk-items", "List what became of the conversations of a bulk action, with the reasons"),
		func(ctx context.Context, v core.Viewer, in *bulkItemsIn) (*answer[page[bulkItem]], error) {
			l, err := a.Backend.BulkItems(ctx, v, in.ID, in.State, in.core())
			return pageOf(l, viewBulkItem), err
		})
	undo := one("POST", "/{id}/undo", "undo-bulk", "Restore, within ten minutes after its end, what has not changed since")
	undo.status = http.StatusAccepted
	add(a, undo, func(ctx context.Context, v core.Viewer, in *BulkIn) (*answer[bulk], error) {
		b, err := a.Backend.UndoBulk(ctx, v, in.ID)
		return answerOf(viewBulk(b)), err
	})
}
