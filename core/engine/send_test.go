package engine_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
)

const (
	job   = int64(7)
	epoch = int64(3)
)

func (w *world) begin(message core.ID, i int) error {
	w.holds[job] = engine.JobHold{ID: job, Epoch: epoch, Lease: true}
	return w.try(&engine.Begin{MessageID: message, PartID: w.parts[message][i].ID, JobID: job, Epoch: epoch})
}

func (w *world) end(message core.ID, i int, err *core.SendError) error {
	p := w.parts[message][i]
	return w.try(&engine.End{AccountID: w.account, MessageID: message, PartID: p.ID, Attempt: p.Attempts, Err: err,
		Receipt: core.Receipt{ExternalID: fmt.Sprintf("x%d:%s", i, message), At: w.now}})
}

// deliver sends all parts of a message.
func (w *world) deliver(t *testing.T, message core.ID) {
	t.Helper()
	for i := range w.parts[message] {
		ok(t, w.begin(message, i))
		ok(t, w.end(message, i, nil))
	}
}

// queued is an answer of n parts that has not left.
func (w *world) queued(t *testing.T, n int) core.Message {
	t.Helper()
	w.say(t, envelope("u1", 1, "hi"))
	p := w.post(w.only(t).ID, core.NewID(), "answer")
	for len(p.Parts) < n {
		p.Parts = append(p.Parts, p.Parts[0])
	}
	ok(t, w.try(p))
	return p.Message
}

// sent is an answer of n parts that arrived at the platform.
func (w *world) sent(t *testing.T, n int) core.Message {
	t.Helper()
	m := w.queued(t, n)
	w.deliver(t, m.ID)
	return w.messages[m.ID]
}

func fails(class core.Class) *core.SendError {
	return &core.SendError{Class: class, Code: "test." + string(class), Text: "because"}
}

func TestAPartLeavesUnderItsFence(t *testing.T) {
	t.Parallel()
	w := newWorld()
	m := w.queued(t, 1)
	part := w.parts[m.ID][0].ID
	for name, hold := range map[string]engine.JobHold{"another epoch": {ID: job, Epoch: epoch + 1, Lease: true}, "no lease": {ID: job, Epoch: epoch}, "no job": {}} {
		w.holds = map[int64]engine.JobHold{hold.ID: hold}
		for _, c := range []engine.Command{&engine.Begin{MessageID: m.ID, PartID: part, JobID: job, Epoch: epoch},
			&engine.Doubt{MessageID: m.ID, PartID: part, JobID: job, Epoch: epoch}} {
			if err := w.try(c); !errors.Is(err, engine.ErrFenced) {
				t.Fatalf("%s: %T: %v", name, c, err)
			}
		}
	}
	rev := w.only(t).Rev
	ok(t, w.begin(m.ID, 0))
	if w.messages[m.ID].Delivery != core.DeliverySending || w.parts[m.ID][0].Attempts != 1 || w.only(t).Rev != rev {
		t.Fatalf("%+v", w.parts[m.ID])
	}
	if err := w.begin(m.ID, 0); !errors.Is(err, engine.ErrFenced) {
		t.Fatalf("a second node began the same part: %v", err)
	}
	ok(t, w.end(m.ID, 0, nil))
	if got := w.parts[m.ID][0]; got.State != core.PartSent || got.SentAt == 0 || w.messages[m.ID].Delivery != core.DeliverySent {
		t.Fatalf("%+v", got)
	}
}

// TestEveryClassOfFailure: what surely did not leave goes back to its place,
// what may have left waits for a person, the rest has failed.
func TestEveryClassOfFailure(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		class core.Class
		final bool
		part  core.PartState
	}{
		{core.Retry, false, core.PartQueued}, {core.Throttled, false, core.PartQueued}, {core.Auth, false, core.PartQueued},
		{core.Retry, true, core.PartFailed}, {core.Throttled, true, core.PartFailed}, {core.Auth, true, core.PartFailed},
		{core.Uncertain, false, core.PartInDoubt}, {core.Uncertain, true, core.PartInDoubt},
		{core.WindowClosed, false, core.PartFailed}, {core.Gone, false, core.PartFailed}, {core.Rejected, false, core.PartFailed},
	} {
		w := newWorld()
		m := w.queued(t, 1)
		ok(t, w.begin(m.ID, 0))
		p := w.parts[m.ID][0]
		end := &engine.End{MessageID: m.ID, PartID: p.ID, Attempt: 1, Err: fails(c.class), Final: c.final}
		ok(t, w.try(end))
		if got := w.parts[m.ID][0]; got.State != c.part || got.ErrorClass != c.class {
			t.Errorf("%s, final %v: %s", c.class, c.final, got.State)
		}
		if got := w.messages[m.ID]; (got.ErrorCode != "") != (c.part != core.PartQueued) {
			t.Errorf("%s: the message says %q", c.class, got.ErrorCode)
		}
		if (end.Identity == m.IdentityID) != (c.class == core.Gone) {
			t.Errorf("%s: identity %q is gone", c.class, end.Identity)
		}
	}
}

func TestAFailedPartFailsWhatFollows(t *testing.T) {
	t.Parallel()
	w := newWorld()
	m := w.queued(t, 3)
	ok(t, w.begin(m.ID, 0))
	ok(t, w.end(m.ID, 0, nil))
	ok(t, w.begin(m.ID, 1))
	ok(t, w.end(m.ID, 1, fails(core.Rejected)))
	p := w.parts[m.ID]
	if p[0].State != core.PartSent || p[2].State != core.PartFailed || p[2].ErrorCode != "earlier_part_failed" || w.messages[m.ID].ErrorCode != "test.rejected" {
		t.Fatalf("%+v", p)
	}
	if got := w.receipt(t, m, 0, core.DeliveryDelivered); got != core.DeliveryFailed {
		t.Fatalf("the receipt of one part made a failed message %s", got)
	}
	events := len(w.events)
	resolve := &engine.Resolve{Viewer: everything(core.NewID()), ConversationID: w.only(t).ID, MessageID: m.ID, Decision: "resend"}
	ok(t, w.try(resolve))
	p = w.parts[m.ID]
	if p[0].State != core.PartDelivered || p[1].State != core.PartQueued || p[2].State != core.PartQueued || p[1].ErrorCode != "" || len(w.jobs) != 2 {
		t.Fatalf("%+v, %d jobs", p, len(w.jobs))
	}
	if resolve.Message.Delivery != core.DeliverySending || len(w.events) != events+1 {
		t.Fatalf("nobody hears that the message is on its way again: %s, %d events", resolve.Message.Delivery, len(w.events)-events)
	}
}

func TestADoubtIsResolvedByALateReceipt(t *testing.T) {
	t.Parallel()
	for _, decision := range []string{"", "sent", "give_up"} {
		w := newWorld()
		m := w.queued(t, 1)
		ok(t, w.begin(m.ID, 0))
		w.holds[job] = engine.JobHold{ID: job, Epoch: epoch + 1, Lease: true}
		ok(t, w.try(&engine.Doubt{MessageID: m.ID, PartID: w.parts[m.ID][0].ID, JobID: job, Epoch: epoch + 1}))
		if got := w.messages[m.ID]; got.Delivery != core.DeliveryInDoubt || got.ErrorCode != "interrupted" {
			t.Fatalf("%+v", got)
		}
		if decision != "" {
			ok(t, w.try(&engine.Resolve{Viewer: everything(core.NewID()), ConversationID: w.only(t).ID, MessageID: m.ID, Decision: decision}))
		}
		ok(t, w.end(m.ID, 0, nil))
		if got := w.messages[m.ID]; got.Delivery != core.DeliverySent || got.ErrorCode != "" || w.parts[m.ID][0].ExternalID == "" {
			t.Fatalf("after %q: %+v", decision, got)
		}
		if got := w.receipt(t, m, 0, core.DeliveryRead); got != core.DeliveryRead {
			t.Fatalf("after %q the platform's receipt is not understood: %s", decision, got)
		}
	}
}

func TestAnInterruptedPartGoesAgainWhereRepeatsAreDropped(t *testing.T) {
	t.Parallel()
	w := newWorld()
	m := w.queued(t, 1)
	ok(t, w.begin(m.ID, 0))
	ok(t, w.try(&engine.Doubt{MessageID: m.ID, PartID: w.parts[m.ID][0].ID, JobID: job, Epoch: epoch, Again: true}))
	if w.parts[m.ID][0].State != core.PartQueued || w.messages[m.ID].Delivery != core.DeliveryQueued {
		t.Fatalf("%+v", w.parts[m.ID])
	}
	ok(t, w.begin(m.ID, 0))
	stale := &engine.End{MessageID: m.ID, PartID: w.parts[m.ID][0].ID, Attempt: 1, Err: fails(core.Rejected)}
	ok(t, w.try(stale))
	if w.parts[m.ID][0].State != core.PartSending {
		t.Fatal("the result of an older attempt was taken for the present one's")
	}
	ok(t, w.end(m.ID, 0, nil))
}

func TestASurelyUnsentPartInDoubtStaysInDoubt(t *testing.T) {
	t.Parallel()
	w := newWorld()
	m := w.queued(t, 1)
	ok(t, w.begin(m.ID, 0))
	ok(t, w.try(&engine.Doubt{MessageID: m.ID, PartID: w.parts[m.ID][0].ID, JobID: job, Epoch: epoch}))
	ok(t, w.end(m.ID, 0, fails(core.Retry)))
	if w.parts[m.ID][0].State != core.PartInDoubt {
		t.Fatal("its job is gone: nobody would send it")
	}
}

func TestGivingUpADoubtDoesNotSendTheRest(t *testing.T) {
	t.Parallel()
	w := newWorld()
	m := w.queued(t, 3)
	ok(t, w.begin(m.ID, 0))
	ok(t, w.end(m.ID, 0, fails(core.Uncertain)))
	id, viewer := w.only(t).ID, everything(core.NewID())
	refused(t, w.try(&engine.Resolve{Viewer: viewer, ConversationID: id, MessageID: m.ID, Decision: "perhaps"}), "message.decision")
	jobs := len(w.jobs)
	ok(t, w.try(&engine.Resolve{Viewer: viewer, ConversationID: id, MessageID: m.ID, Decision: "give_up"}))
	for _, p := range w.parts[m.ID] {
		if p.State != core.PartFailed {
			t.Fatalf("part %d is %s", p.Index, p.State)
		}
	}
	if len(w.jobs) != jobs {
		t.Fatal("the rest of a message that was given up leaves")
	}
	refused(t, w.try(&engine.Resolve{Viewer: viewer, ConversationID: id, MessageID: m.ID, Decision: "sent"}), "message.not_undecided")
}

func TestDeclaringADoubtSentLetsTheRestGo(t *testing.T) {
	t.Parallel()
	w := newWorld()
	m := w.queued(t, 2)
	ok(t, w.begin(m.ID, 0))
	ok(t, w.end(m.ID, 0, fails(core.Uncertain)))
	ok(t, w.try(&engine.Resolve{Viewer: everything(core.NewID()), ConversationID: w.only(t).ID, MessageID: m.ID, Decision: "sent"}))
	if p := w.parts[m.ID]; p[0].State != core.PartSent || p[1].State != core.PartQueued || len(w.jobs) != 2 {
		t.Fatalf("%+v", p)
	}
}

func TestWhatIsGivenUpCanBeRevived(t *testing.T) {
	t.Parallel()
	w := newWorld()
	m := w.queued(t, 2)
	ok(t, w.try(&engine.GiveUp{MessageID: m.ID, Code: "expired", Text: "too late"}))
	if got := w.messages[m.ID]; got.Delivery != core.DeliveryFailed || !strings.Contains(got.ErrorText, "late") {
		t.Fatalf("%+v", got)
	}
	ok(t, w.try(&engine.Revive{MessageID: m.ID}))
	w.deliver(t, m.ID)
	if w.messages[m.ID].Delivery != core.DeliverySent {
		t.Fatalf("%+v", w.messages[m.ID])
	}
}
