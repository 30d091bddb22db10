package engine_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
)

func TestWhatHasNotLeftChangesHereAndWhatHasLeftOnThePlatform(t *testing.T) {
	t.Parallel()
	w, id := talk(t)
	p := w.post(id, core.NewID(), "first")
	p.Draft.Content.Entities = []core.Entity{{Type: "bold", Length: 5}}
	ok(t, w.try(p))
	change := &engine.Change{Viewer: p.Viewer, ConversationID: id, MessageID: p.Message.ID, Text: "1st"}
	ok(t, w.try(change))
	if got := w.parts[p.Message.ID][0]; got.Content.Text != "1st" || len(w.jobs) != 1 || w.messages[p.Message.ID].Content != nil {
		t.Fatalf("%+v, %d jobs, %+v", got, len(w.jobs), w.messages[p.Message.ID])
	}
	w.deliver(t, p.Message.ID)
	change.Text = "first again"
	ok(t, w.try(change))
	if len(w.jobs) != 2 || w.jobs[1].Kind != engine.JobEdit || w.jobs[1].Key != w.jobs[0].Key || w.only(t).LastText != "first again" {
		t.Fatalf("%+v", w.jobs)
	}
	ok(t, w.try(&engine.Change{Viewer: p.Viewer, ConversationID: id, MessageID: p.Message.ID, Delete: true}))
	if len(w.jobs) != 3 || w.jobs[2].Kind != engine.JobDelete || w.messages[p.Message.ID].DeletedAt == 0 {
		t.Fatalf("%+v", w.jobs)
	}
	if got := w.only(t).LastText; got != "" {
		t.Errorf("a list shows %q of what was taken back", got)
	}
	refused(t, w.try(change), "message.unchangeable")
}

func TestAListKeepsTheLastWordsWhenOlderOnesChange(t *testing.T) {
	t.Parallel()
	w, id := talk(t)
	first, last := w.post(id, core.NewID(), "first"), w.post(id, core.NewID(), "last")
	ok(t, w.try(first))
	ok(t, w.try(last))
	ok(t, w.try(&engine.Change{Viewer: first.Viewer, ConversationID: id, MessageID: first.Message.ID, Text: "1st"}))
	ok(t, w.try(&engine.Change{Viewer: first.Viewer, ConversationID: id, MessageID: first.Message.ID, Delete: true}))
	if got := w.only(t).LastText; got != "last" {
		t.Errorf("a list shows %q", got)
	}
}

func TestAnEditedNoteTellsWhomItDidNotNameBefore(t *testing.T) {
	t.Parallel()
	w, id := talk(t)
	stays, goes, comes := core.NewID(), core.NewID(), core.NewID()
	naming := func(agents ...core.ID) (out []core.Entity) {
		for i, a := range agents {
			out = append(out, core.Entity{Type: core.EntityMention, Offset: 2 * i, Length: 2, Ref: a.String()})
		}
		return out
	}
	p := w.post(id, core.NewID(), "@a@b")
	p.Draft.Visibility, p.Parts, p.Mentions = core.Note, nil, []core.ID{stays, goes}
	p.Draft.Content.Entities = naming(stays, goes)
	ok(t, w.try(p))
	told := func() (out []core.ID) {
		for _, e := range w.events {
			if e.Type == core.EventMentioned && e.MessageID == p.Message.ID {
				out = append(out, e.AgentID)
			}
		}
		return out
	}
	edit := &engine.Change{Viewer: p.Viewer, ConversationID: id, MessageID: p.Message.ID, Text: "@a@c", Entities: naming(stays, comes), Mentions: []core.ID{stays, comes}}
	for range 2 { // the second time it says nothing new
		ok(t, w.try(edit))
		if got := told(); !slices.Equal(got, []core.ID{stays, goes, comes}) {
			t.Fatalf("told are %v", got)
		}
		if got := w.messages[p.Message.ID].Content.Mentioned(); !slices.Equal(got, []core.ID{stays, comes}) {
			t.Fatalf("it names %v", got)
		}
	}
	if len(edit.Named) > 0 || len(edit.Unnamed) > 0 {
		t.Fatalf("%v, %v", edit.Named, edit.Unnamed)
	}
	del := &engine.Change{Viewer: p.Viewer, ConversationID: id, MessageID: p.Message.ID, Delete: true}
	ok(t, w.try(del))
	if !slices.Equal(del.Unnamed, []core.ID{stays, comes}) {
		t.Fatalf("taken back, it still names others than %v", del.Unnamed)
	}
}

func TestAMessageTakenBackBeforeItLeftDoesNotLeave(t *testing.T) {
	t.Parallel()
	w, id := talk(t)
	p := w.post(id, core.NewID(), "too hasty")
	ok(t, w.try(p))
	ok(t, w.try(&engine.Change{Viewer: p.Viewer, ConversationID: id, MessageID: p.Message.ID, Delete: true}))
	if len(w.jobs) != 1 || w.parts[p.Message.ID][0].State != core.PartFailed {
		t.Fatalf("%d jobs, %+v", len(w.jobs), w.parts[p.Message.ID])
	}
	refused(t, w.try(&engine.Resolve{Viewer: p.Viewer, ConversationID: id, MessageID: p.Message.ID, Decision: "resend"}), "message.deleted")
	ok(t, w.try(&engine.Revive{MessageID: p.Message.ID}))
	if w.parts[p.Message.ID][0].State != core.PartFailed {
		t.Fatal("a replayed job sends what was taken back")
	}
}

func TestOnlyOurOwnMessagesOfThisConversationChange(t *testing.T) {
	t.Parallel()
	w, id := talk(t)
	in := w.only(t).LastMessageID
	many := w.post(id, core.NewID(), "long")
	many.Parts = append(many.Parts, many.Parts[0])
	ok(t, w.try(many))
	for i, c := range []struct {
		message core.ID
		delete  bool
		code    string
	}{{in, false, "message.unchangeable"}, {in, true, "message.unchangeable"}, {core.NewID(), false, "message.not_found"}, {many.Message.ID, false, "message.many_parts"}} {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			refused(t, w.try(&engine.Change{Viewer: many.Viewer, ConversationID: id, MessageID: c.message, Delete: c.delete, Text: "x"}), c.code)
		})
	}
	ok(t, w.try(&engine.Change{Viewer: many.Viewer, ConversationID: id, MessageID: many.Message.ID, Delete: true}))
}

// change edits or deletes a message, and returns what its job carries.
func (w *world) change(t *testing.T, m core.Message, del bool) engine.SendWork {
	t.Helper()
	n := len(w.jobs)
	ok(t, w.try(&engine.Change{Viewer: everything(core.NewID()), ConversationID: m.ConversationID, MessageID: m.ID, Delete: del, Text: fmt.Sprint("text ", n)}))
	if len(w.jobs) == n {
		return engine.SendWork{}
	}
	var work engine.SendWork
	ok(t, json.Unmarshal(w.jobs[n].Payload, &work))
	return work
}

func (w *world) changed(t *testing.T, m core.Message, kind core.ChangeKind, rev int64, err *core.SendError) core.MessageChange {
	t.Helper()
	ok(t, w.try(&engine.EndChange{MessageID: m.ID, Kind: kind, Rev: rev, Err: err}))
	return w.messages[m.ID].Change
}

func TestAChangeIsPendingUntilThePlatformHasSpoken(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		says []*core.SendError
		want []core.ChangeState
	}{
		{"it is done", []*core.SendError{nil}, []core.ChangeState{core.ChangeDone}},
		{"it is refused", []*core.SendError{fails(core.Rejected)}, []core.ChangeState{core.ChangeFailed}},
		{"the person is gone", []*core.SendError{fails(core.Gone)}, []core.ChangeState{core.ChangeFailed}},
		{"it is in doubt, then done", []*core.SendError{fails(core.Uncertain), nil}, []core.ChangeState{core.ChangeInDoubt, core.ChangeDone}},
		{"a doubt is told once", []*core.SendError{fails(core.Uncertain), fails(core.Uncertain)}, []core.ChangeState{core.ChangeInDoubt, core.ChangeInDoubt}},
		{"a refusal does not settle a doubt", []*core.SendError{fails(core.Uncertain), fails(core.Rejected)}, []core.ChangeState{core.ChangeInDoubt, core.ChangeInDoubt}},
		{"a replayed job does it", []*core.SendError{fails(core.Rejected), nil}, []core.ChangeState{core.ChangeFailed, core.ChangeDone}},
		{"a slower attempt does not undo it", []*core.SendError{nil, fails(core.Uncertain)}, []core.ChangeState{core.ChangeDone, core.ChangeDone}},
	} {
		for _, kind := range []core.ChangeKind{core.ChangeEdit, core.ChangeDelete} {
			t.Run(fmt.Sprint(c.name, kind), func(t *testing.T) {
				t.Parallel()
				w := newWorld()
				m := w.sent(t, 1)
				work := w.change(t, m, kind == core.ChangeDelete)
				if got := w.messages[m.ID].Change; got.State != core.ChangePending || got.Kind != kind || got.Rev != w.only(t).Rev || work.Rev != got.Rev {
					t.Fatalf("%+v at rev %d, the job says %d", got, w.only(t).Rev, work.Rev)
				}
				for i, says := range c.says {
					rev, before := w.only(t).Rev, w.messages[m.ID].Change
					got := w.changed(t, m, kind, work.Rev, says)
					if got.State != c.want[i] || got.Rev != work.Rev || got.State == core.ChangeDone && got.Error.Code != "" ||
						got.State != core.ChangeDone && (got.Error.Class != says.Class || got.Error.Code != says.Code || got.Error.Text != says.Text) {
						t.Fatalf("after %v: %+v", says, got)
					}
					told := w.only(t).Rev > rev
					if last := w.events[len(w.events)-1]; told != (got != before) || told && (last.Type != core.EventMessageUpdated || last.MessageID != m.ID) {
						t.Fatalf("from %+v to %+v: %s %s", before, got, last.Type, last.Data)
					}
				}
			})
		}
	}
}

func TestAResultIsOfItsOwnChange(t *testing.T) {
	t.Parallel()
	w := newWorld()
	m := w.sent(t, 1)
	first, second := w.change(t, m, false), w.change(t, m, false)
	if got := w.changed(t, m, core.ChangeEdit, first.Rev, fails(core.Rejected)); got.State != core.ChangePending || got.Rev != second.Rev {
		t.Fatalf("the refusal of an older edit: %+v", got)
	}
	gone := w.change(t, m, true)
	if got := w.changed(t, m, core.ChangeEdit, second.Rev, nil); got.Kind != core.ChangeDelete || got.State != core.ChangePending {
		t.Fatalf("the result of an edit before the deletion: %+v", got)
	}
	if got := w.changed(t, m, core.ChangeDelete, gone.Rev, nil); got.State != core.ChangeDone {
		t.Fatalf("%+v", got)
	}
}

// TestAJobOfTheLastVersionSaysWhatItCan: jobs used to carry no revision.
func TestAJobOfTheLastVersionSaysWhatItCan(t *testing.T) {
	t.Parallel()
	w := newWorld()
	m := w.sent(t, 1)
	if got := w.changed(t, m, core.ChangeEdit, 0, fails(core.Rejected)); got.Kind != core.ChangeEdit || got.State != core.ChangeFailed {
		t.Fatalf("%+v", got)
	}
}

func TestWhatHasNotLeftNeedsNoChangeOnThePlatform(t *testing.T) {
	t.Parallel()
	for _, del := range []bool{false, true} {
		w := newWorld()
		m := w.queued(t, 1)
		w.change(t, m, del)
		if got := w.messages[m.ID].Change; got != (core.MessageChange{}) {
			t.Errorf("delete %v: %+v", del, got)
		}
	}
}

func TestAFailedDeletionCanBeTriedAgain(t *testing.T) {
	t.Parallel()
	w := newWorld()
	m := w.sent(t, 1)
	work := w.change(t, m, true)
	del := &engine.Change{Viewer: everything(core.NewID()), ConversationID: m.ConversationID, MessageID: m.ID, Delete: true}
	refused(t, w.try(del), "message.unchangeable")
	w.changed(t, m, core.ChangeDelete, work.Rev, fails(core.Rejected))
	refused(t, w.try(&engine.Change{Viewer: del.Viewer, ConversationID: m.ConversationID, MessageID: m.ID, Text: "x"}), "message.unchangeable")
	jobs := len(w.jobs)
	ok(t, w.try(del))
	if got := w.messages[m.ID].Change; got.State != core.ChangePending || got.Rev <= work.Rev || len(w.jobs) != jobs+1 {
		t.Fatalf("%+v", got)
	}
}

// TestAChangeOfWhatIsInDoubtIsDoneWhenItsNameIsKnown: nobody could name it, and
// the customer sees what the agent took back.
func TestAChangeOfWhatIsInDoubtIsDoneWhenItsNameIsKnown(t *testing.T) {
	t.Parallel()
	for _, decision := range []string{"", "give_up", "sent"} {
		w := newWorld()
		m := w.queued(t, 1)
		ok(t, w.begin(m.ID, 0))
		ok(t, w.try(&engine.Doubt{MessageID: m.ID, PartID: w.parts[m.ID][0].ID, JobID: job, Epoch: epoch}))
		if decision != "" {
			ok(t, w.try(&engine.Resolve{Viewer: everything(core.NewID()), ConversationID: m.ConversationID, MessageID: m.ID, Decision: decision}))
		}
		work := w.change(t, m, true)
		if work.MessageID != m.ID {
			t.Fatalf("after %q nobody asks the platform", decision)
		}
		w.changed(t, m, core.ChangeDelete, work.Rev, fails(core.Uncertain))
		jobs := len(w.jobs)
		ok(t, w.end(m.ID, 0, nil))
		if got := w.messages[m.ID].Change; got.State != core.ChangePending || got.Rev != work.Rev || got.Error.Code != "" || len(w.jobs) != jobs+1 ||
			w.jobs[jobs].Kind != engine.JobDelete {
			t.Fatalf("after %q: %+v, %d jobs more", decision, got, len(w.jobs)-jobs)
		}
	}
}

func TestWhatIsSentAnewNeedsNoEdit(t *testing.T) {
	t.Parallel()
	w := newWorld()
	m := w.sent(t, 1)
	work := w.change(t, m, false)
	w.receipt(t, m, 0, core.DeliveryFailed)
	ok(t, w.try(&engine.Resolve{Viewer: everything(core.NewID()), ConversationID: m.ConversationID, MessageID: m.ID, Decision: "resend"}))
	if got := w.changed(t, m, core.ChangeEdit, work.Rev, fails(core.Rejected)); got != (core.MessageChange{}) {
		t.Fatalf("%+v of a message that leaves with its new text", got)
	}
}

// TestThePlatformsWordSettlesAFailedChange: what it shows is what we show.
func TestThePlatformsWordSettlesAFailedChange(t *testing.T) {
	t.Parallel()
	for _, typ := range []core.EnvelopeType{core.TypeEdit, core.TypeDelete} {
		w := newWorld()
		m := w.sent(t, 1)
		del := typ == core.TypeDelete
		work := w.change(t, m, del)
		w.changed(t, m, core.ChangeEdit, work.Rev, fails(core.Rejected))
		e := envelope("u1", 9, "edited elsewhere")
		e.Type, e.ExternalID, e.Refs = typ, "", []string{w.parts[m.ID][0].ExternalID}
		ok(t, w.try(w.ingest(e)))
		got := w.messages[m.ID]
		if got.Change != (core.MessageChange{}) || (got.DeletedAt != 0) != del || !del && got.Text != "edited elsewhere" {
			t.Errorf("%s: %+v", typ, got)
		}
	}
}
