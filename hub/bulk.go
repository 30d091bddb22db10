package hub

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/jobs"
	"github.com/switchboard-hub/switchboard/core/routing"
	"github.com/switchboard-hub/switchboard/core/store"
)

// How a bulk is done: in pieces, some conversations at once so that they share
// commits, and never longer than a handler may take.
const (
	bulkPiece   = 100
	bulkAtOnce  = 16
	bulkSlice   = time.Minute
	bulkRunning = 10 // of one agent, that are not done yet
	keepBulks   = 7 * 24 * time.Hour
)

// CreateBulk implements api.AtDesk. Filter is asked only where no ids are given.
func (h *Hub) CreateBulk(ctx context.Context, v core.Viewer, a core.BulkAction, ids []core.ID, filter *core.ConversationFilter) (core.Bulk, error) {
	if v.AgentID.IsZero() {
		return core.Bulk{}, forbidden(bulkNeeds(a.Kind))
	}
	if err := h.checkBulk(ctx, v, &a); err != nil {
		return core.Bulk{}, err
	}
	running, err := h.store.Bulks(ctx, v.AgentID, core.Page{Limit: bulkRunning})
	if err != nil {
		return core.Bulk{}, err
	}
	busy := func(b core.Bulk) bool { return b.State == core.BulkRunning || b.State == core.BulkUndoing }
	if n := len(running.Items); n >= bulkRunning && !slices.ContainsFunc(running.Items, func(b core.Bulk) bool { return !busy(b) }) {
		return core.Bulk{}, &core.Problem{Status: 409, Code: "bulk.busy", Text: fmt.Sprintf("%d bulk actions of yours are still running: wait until one is done", n)}
	}
	if len(ids) == 0 && filter != nil {
		if ids, err = h.filtered(ctx, v, *filter); err != nil {
			return core.Bulk{}, err
		}
	}
	ids = unique(ids)
	switch {
	case len(ids) == 0:
		return core.Bulk{}, &core.Problem{Status: 422, Code: "bulk.empty", Text: "there is no conversation to do this with"}
	case len(ids) > core.BulkMax:
		return core.Bulk{}, &core.Problem{Status: 422, Code: "bulk.too_many", Text: fmt.Sprintf("at most %d conversations at once: narrow the filter", core.BulkMax)}
	}
	b, err := h.store.AddBulk(ctx, core.Bulk{ID: core.NewID(), AgentID: v.AgentID, Action: a}, ids)
	if err != nil {
		return b, err
	}
	return b, h.audit(ctx, v, "bulk."+string(a.Kind), b.ID.String(), fmt.Sprint(len(ids)))
}

// filtered returns the conversations of a filter that the viewer sees, at most
// one more than a bulk may have.
func (h *Hub) filtered(ctx context.Context, v core.Viewer, f core.ConversationFilter) (ids []core.ID, err error) {
	page := core.Page{Limit: 200}
	for len(ids) <= core.BulkMax {
		list, err := h.store.Conversations(ctx, v, f, page)
		if err != nil {
			return nil, err
		}
		for _, c := range list.Items {
			ids = append(ids, c.ID)
		}
		if page.After = list.Next; list.Next == "" {
			break
		}
	}
	return ids, nil
}

func unique(ids []core.ID) []core.ID {
	seen := make(map[core.ID]struct{}, len(ids))
	return slices.DeleteFunc(slices.Clone(ids), func(id core.ID) bool {
		_, again := seen[id]
		seen[id] = struct{}{}
		return again || id.IsZero()
	})
}

// bulkNeeds is the right to a bulk; the steps of single conversations may ask
// for more.
func bulkNeeds(kind core.BulkKind) core.Permission {
	switch st, ok := (core.BulkAction{Kind: kind}).Step(core.Actor{}); {
	case ok:
		return steps(st.Kind)
	case kind == core.BulkRead:
		return core.PermRead
	}
	return core.PermTag
}

func (h *Hub) checkBulk(ctx context.Context, v core.Viewer, a *core.BulkAction) error {
	if err := need(v, bulkNeeds(a.Kind)); err != nil {
		return err
	}
	refuse := func(code, text string) error { return &core.Problem{Status: 422, Code: "bulk." + code, Text: text} }
	switch a.Kind {
	case core.BulkAssign:
		if a.AgentID.IsZero() {
			a.AgentID = v.AgentID
		}
		_, err := h.mayAnswer(ctx, a.AgentID)
		return err
	case core.BulkTeam:
		there, err := h.isTeam(ctx, a.TeamID)
		if err == nil && !there {
			err = store.ErrNoTeam
		}
		return err
	case core.BulkClose:
		if !slices.Contains(core.EndReasons(), a.Reason) {
			return refuse("reason", fmt.Sprintf("close needs one of the reasons %v", core.EndReasons()))
		}
	case core.BulkSnooze:
		if a.Until <= core.At(h.cfg.Now()) {
			return refuse("until", "snooze until a time to come")
		}
	case core.BulkTag, core.BulkUntag:
		return goodTag(&a.Tag)
	case core.BulkComplete, core.BulkPriority, core.BulkRead:
	default:
		return refuse("kind", "there is no such bulk action")
	}
	return nil
}

// Bulk implements api.AtDesk.
func (h *Hub) Bulk(ctx context.Context, v core.Viewer, id core.ID) (core.Bulk, error) {
	return h.store.Bulk(ctx, v.AgentID, id)
}

// Bulks implements api.AtDesk.
func (h *Hub) Bulks(ctx context.Context, v core.Viewer, p core.Page) (core.List[core.Bulk], error) {
	return h.store.Bulks(ctx, v.AgentID, p)
}

// BulkItems implements api.AtDesk.
func (h *Hub) BulkItems(ctx context.Context, v core.Viewer, id core.ID, state core.BulkItemState, p core.Page) (core.List[core.BulkItem], error) {
	if _, err := h.store.Bulk(ctx, v.AgentID, id); err != nil {
		return core.List[core.BulkItem]{}, err
	}
	if state == "" {
		return h.store.BulkPage(ctx, id, p)
	}
	return h.store.BulkPage(ctx, id, p, state)
}

// UndoBulk implements api.AtDesk.
func (h *Hub) UndoBulk(ctx context.Context, v core.Viewer, id core.ID) (core.Bulk, error) {
	b, err := h.store.Bulk(ctx, v.AgentID, id)
	if err != nil {
		return b, err
	}
	if err := need(v, bulkNeeds(b.Action.Kind)); err != nil {
		return b, err
	}
	begun, err := h.store.UndoBulk(ctx, b)
	if err != nil {
		return b, err
	}
	if !begun {
		if b, err = h.store.Bulk(ctx, v.AgentID, id); err != nil {
			return b, err
		}
		texts := map[core.BulkState]string{core.BulkRunning: "it is still running: wait until it is done", core.BulkUndoing: "it is being undone already",
			core.BulkUndone: "it was undone already", core.BulkDone: "it can be undone for ten minutes after its end: they have passed"}
		return b, &core.Problem{Status: 409, Code: "bulk.not_undoable", Text: texts[b.State]}
	}
	if err := h.audit(ctx, v, "bulk.undone", id.String(), ""); err != nil {
		return b, err
	}
	return h.store.Bulk(ctx, v.AgentID, id)
}

// runBulk is the job of a bulk, forth or back.
func (h *Hub) runBulk(ctx context.Context, j core.Job) error {
	w, err := decode[engine.BulkWork](j)
	if err != nil {
		return err
	}
	b, err := h.store.BulkByID(ctx, w.ID)
	if errors.Is(err, store.ErrNoBulk) {
		return nil
	}
	if err != nil {
		return err
	}
	run := bulkRun{h: h, b: b, end: h.cfg.Now().Add(bulkSlice)}
	if run.v, err = h.rightsNow(ctx, b.AgentID); err != nil {
		return err
	}
	switch b.State {
	case core.BulkRunning:
		if b.Action.Kind == core.BulkAssign {
			target, err := h.rightsNow(ctx, b.Action.AgentID)
			if err != nil {
				return err
			}
			run.target = &target
		}
		return run.pieces(ctx, core.BulkDone, core.ItemWaiting, core.ItemBegun, run.do)
	case core.BulkUndoing:
		if run.there, err = h.targets(ctx); err != nil {
			return err
		}
		return run.pieces(ctx, core.BulkUndone, core.ItemDone, core.ItemUndoing, run.undo)
	}
	return nil
}

// rightsNow returns an agent with the rights that it has now: none, once it is no
// longer here.
func (h *Hub) rightsNow(ctx context.Context, agent core.ID) (core.Viewer, error) {
	v, err := h.store.Viewer(ctx, agent)
	if errors.Is(err, store.ErrNoAgent) {
		return core.Viewer{AgentID: agent}, nil
	}
	return v, err
}

// giveUpBulk ends a bulk whose job is dead.
func (h *Hub) giveUpBulk(ctx context.Context, j core.Job, why string) error {
	w, err := decode[engine.BulkWork](j)
	if err != nil {
		return err
	}
	b, err := h.store.BulkByID(ctx, w.ID)
	if err != nil {
		return err
	}
	open, last, end := []core.BulkItemState{core.ItemWaiting, core.ItemBegun}, core.ItemFailed, core.BulkDone
	if b.State == core.BulkUndoing {
		open, last, end = []core.BulkItemState{core.ItemDone, core.ItemUndoing}, core.ItemKept, core.BulkUndone
	}
	items, err := h.store.BulkItems(ctx, b.ID, -1, core.BulkMax, open...)
	if err != nil {
		return err
	}
	for i := range items {
		items[i].State, items[i].Code, items[i].Text = last, "bulk.given_up", why
	}
	return errors.Join(h.store.MarkBulkItems(ctx, b.ID, items), h.store.EndBulk(ctx, b.ID, end))
}

// bulkRun is one run of a bulk's job.
type bulkRun struct {
	h   *Hub
	b   core.Bulk
	v   core.Viewer
	end time.Time

	target *core.Viewer    // of an assignment
	there  routing.Targets // of an undo: who could have conversations back
}

// pieces takes the items that are open through one way. Which are under way is
// written first: an item that was under way when the hub stopped is looked at
// before it is taken again.
func (r *bulkRun) pieces(ctx context.Context, end core.BulkState, open, begun core.BulkItemState, one func(context.Context, *core.BulkItem, bool) error) error {
	for after := int64(-1); ; {
		items, err := r.h.store.BulkItems(ctx, r.b.ID, after, bulkPiece, open, begun)
		if err != nil {
			return err
		}
		if len(items) == 0 {
			err := r.h.store.EndBulk(ctx, r.b.ID, end)
			r.tell()
			return err
		}
		if err := r.begin(ctx, items, open, begun, one); err != nil {
			return err
		}
		after = items[len(items)-1].Index
		r.tell()
		if r.h.cfg.Now().After(r.end) {
			return &jobs.Again{At: core.At(r.h.cfg.Now()), Free: true}
		}
	}
}

func (r *bulkRun) begin(ctx context.Context, items []core.BulkItem, open, begun core.BulkItemState, one func(context.Context, *core.BulkItem, bool) error) error {
	again := make([]bool, len(items))
	for i := range items {
		again[i], items[i].State = items[i].State == begun, begun
	}
	if open == core.ItemWaiting {
		if err := r.look(ctx, items, again); err != nil {
			return err
		}
	}
	if err := r.h.store.MarkBulkItems(ctx, r.b.ID, items); err != nil {
		return err
	}
	errs := make([]error, len(items))
	turns := make(chan struct{}, bulkAtOnce)
	var wg sync.WaitGroup
	for i := range items {
		turns <- struct{}{}
		wg.Go(func() {
			defer func() { <-turns }()
			errs[i] = one(ctx, &items[i], again[i])
		})
	}
	wg.Wait()
	return errors.Join(append(errs, r.h.store.MarkBulkItems(ctx, r.b.ID, items))...)
}

// look notes how conversations stand before they are changed.
func (r *bulkRun) look(ctx context.Context, items []core.BulkItem, again []bool) error {
	ids := map[core.ID]struct{}{}
	for i, item := range items {
		if !again[i] {
			ids[item.ConversationID] = struct{}{}
		}
	}
	views, err := r.h.store.ConversationViews(ctx, ids)
	if err != nil {
		return err
	}
	for _, c := range views {
		was := core.StandingOf(c.Conversation)
		was.Tagged = slices.Contains(c.Tags, r.b.Action.Tag)
		i := slices.IndexFunc(items, func(i core.BulkItem) bool { return i.ConversationID == c.ID })
		items[i].Was = &was
	}
	return nil
}

// outcome keeps what became of an item; an error that may pass is returned.
func outcome(i *core.BulkItem, refused core.BulkItemState, err error) error {
	var p *core.Problem
	if errors.As(err, &p) && p.Status < 500 {
		i.State, i.Code, i.Text = refused, p.Code, p.Text
		return nil
	}
	return err
}

// do changes one conversation.
func (r *bulkRun) do(ctx context.Context, i *core.BulkItem, again bool) error {
	if i.Was == nil {
		return outcome(i, core.ItemFailed, engine.ErrNotFound)
	}
	st, ok := r.b.Action.Step(r.v.Actor())
	switch {
	case ok:
		return r.step(ctx, i, st, again)
	case r.b.Action.Kind == core.BulkRead:
		_, err := r.h.MarkRead(ctx, r.v, i.ConversationID, 1<<62)
		if err == nil {
			i.State = core.ItemDone
		}
		return outcome(i, core.ItemFailed, err)
	}
	on := r.b.Action.Kind == core.BulkTag
	err := r.h.TagConversation(ctx, r.v, i.ConversationID, r.b.Action.Tag, on)
	if err == nil {
		i.State = core.ItemDone
		if i.Was.Tagged == on {
			i.State = core.ItemUnchanged
		}
	}
	return outcome(i, core.ItemFailed, err)
}

func (r *bulkRun) step(ctx context.Context, i *core.BulkItem, st core.Step, again bool) error {
	if again {
		done, err := r.doneBefore(ctx, i, i.Was.Rev, engine.MarkBulk)
		if err != nil || done {
			return err
		}
	}
	if err := need(r.v, steps(st.Kind)); err != nil {
		return outcome(i, core.ItemFailed, err)
	}
	c := &engine.Marked{Command: &engine.Step{Viewer: r.v, ConversationID: i.ConversationID, Step: st, Target: r.target},
		ConversationID: i.ConversationID, Name: engine.MarkBulk, Mark: r.b.ID}
	if err := r.h.store.Do(ctx, c); err != nil {
		return outcome(i, core.ItemFailed, err)
	}
	was, became := core.StandingOf(c.Was), core.StandingOf(c.Now)
	i.State, i.Was, i.Became = core.ItemUnchanged, &was, &became
	if c.Changed {
		i.State = core.ItemDone
	}
	return nil
}

// doneBefore looks for the mark of a change that was committed before the hub
// stopped. How the conversation stood then is known only if nothing happened
// since.
func (r *bulkRun) doneBefore(ctx context.Context, i *core.BulkItem, after int64, name string) (bool, error) {
	rev, found, err := r.h.store.MarkedEvent(ctx, i.ConversationID, after, name, r.b.ID)
	if err != nil || !found {
		return false, err
	}
	if name == engine.MarkUndo {
		i.State = core.ItemUndone
		return true, nil
	}
	views, err := r.h.store.ConversationViews(ctx, map[core.ID]struct{}{i.ConversationID: {}})
	if err != nil {
		return false, err
	}
	i.State = core.ItemDone
	if len(views) == 1 && views[0].Rev == rev {
		became := core.StandingOf(views[0].Conversation)
		i.Became = &became
	}
	return true, nil
}

// errHolderGone refuses to give back what would then wait for nobody.
var errHolderGone = &core.Problem{Status: 409, Code: "bulk.holder_gone",
	Text: "the agent who had this conversation, or alone was to get it, may not answer any more: it stays as it is"}

// undo restores one conversation.
func (r *bulkRun) undo(ctx context.Context, i *core.BulkItem, again bool) error {
	a := r.b.Action
	if err := need(r.v, bulkNeeds(a.Kind)); err != nil {
		return outcome(i, core.ItemKept, err)
	}
	switch a.Kind {
	case core.BulkRead:
		return outcome(i, core.ItemKept, &core.Problem{Status: 409, Code: "bulk.read_stays", Text: "what was read stays read"})
	case core.BulkTag, core.BulkUntag:
		err := r.h.store.Tag(ctx, core.TagConversation, i.ConversationID, a.Tag, a.Kind == core.BulkUntag, r.v.Actor())
		if err == nil {
			i.State = core.ItemUndone
		}
		return outcome(i, core.ItemKept, err)
	}
	if i.Became == nil {
		return outcome(i, core.ItemKept, engine.ErrMovedOn)
	}
	if again {
		done, err := r.doneBefore(ctx, i, i.Became.Rev, engine.MarkUndo)
		if err != nil || done {
			return err
		}
	}
	for _, agent := range routing.Holders(*i.Was) {
		if !r.there.Agents[agent] {
			return outcome(i, core.ItemKept, errHolderGone)
		}
	}
	c := &engine.Marked{Command: &engine.Restore{Actor: r.v.Actor(), ConversationID: i.ConversationID, From: *i.Became, To: *i.Was},
		ConversationID: i.ConversationID, Name: engine.MarkUndo, Mark: r.b.ID}
	if err := r.h.store.Do(ctx, c); err != nil {
		return outcome(i, core.ItemKept, err)
	}
	i.State = core.ItemUndone
	return nil
}

// tell lets the agent's pages look how far it is.
func (r *bulkRun) tell() {
	r.h.toAgent(r.b.AgentID, struct {
		Type string  `json:"type"`
		ID   core.ID `json:"id"`
	}{"bulk", r.b.ID})
}
