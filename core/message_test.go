package core_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/switchboard-hub/switchboard/core"
)

var deliveries = []core.Delivery{core.DeliveryQueued, core.DeliverySending, core.DeliverySent, core.DeliveryDelivered,
	core.DeliveryRead, core.DeliveryFailed, core.DeliveryInDoubt, ""}

func TestRaise(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ from, to, want core.Delivery }{
		{core.DeliverySent, core.DeliveryDelivered, core.DeliveryDelivered},
		{core.DeliveryRead, core.DeliveryDelivered, core.DeliveryRead},
		{core.DeliverySending, core.DeliveryFailed, core.DeliveryFailed},
		{core.DeliveryInDoubt, core.DeliverySent, core.DeliverySent}, // the receipt settles it
		{core.DeliveryInDoubt, core.DeliveryFailed, core.DeliveryFailed},
		{core.DeliverySent, core.DeliveryFailed, core.DeliveryFailed}, // a mail that bounces
		{core.DeliveryFailed, core.DeliverySent, core.DeliveryFailed},
		{core.DeliveryFailed, core.DeliveryDelivered, core.DeliveryDelivered}, // the carrier tried again
		{core.DeliveryDelivered, core.DeliveryFailed, core.DeliveryDelivered},
		{core.DeliverySent, "nonsense", core.DeliverySent},
		{"", core.DeliveryRead, core.DeliveryRead},
	} {
		if got := c.from.Raise(c.to); got != c.want {
			t.Errorf("%q raised to %q is %q, want %q", c.from, c.to, got, c.want)
		}
	}
}

// TestRaiseIsStable: a receipt that comes twice changes nothing, the order in
// which receipts come does not matter, and what has been read stays read.
func TestRaiseIsStable(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		from, to := rapid.SampledFrom(deliveries).Draw(t, "from"), rapid.SampledFrom(deliveries).Draw(t, "to")
		once := from.Raise(to)
		if once.Raise(to) != once || once != from && once != to {
			t.Fatalf("%q raised to %q is %q, then %q", from, to, once, once.Raise(to))
		}
		if from.Raise(to) != to.Raise(from) {
			t.Fatalf("%q and %q make %q or %q", from, to, from.Raise(to), to.Raise(from))
		}
		if core.DeliveryRead.Raise(to) != core.DeliveryRead {
			t.Fatalf("%q unread a message", to)
		}
	})
}

func TestDeliveryOf(t *testing.T) {
	t.Parallel()
	const queued, sending, sent, failed, doubt = core.PartQueued, core.PartSending, core.PartSent, core.PartFailed, core.PartInDoubt
	const delivered, read = core.PartDelivered, core.PartRead
	for _, c := range []struct {
		parts []core.PartState
		want  core.Delivery
	}{
		{[]core.PartState{queued}, core.DeliveryQueued},
		{[]core.PartState{sending, queued}, core.DeliverySending},
		{[]core.PartState{sent, queued}, core.DeliverySending},
		{[]core.PartState{sent, sent}, core.DeliverySent},
		{[]core.PartState{sent, doubt, queued}, core.DeliveryInDoubt},
		{[]core.PartState{sent, doubt, failed}, core.DeliveryFailed},
		{[]core.PartState{failed}, core.DeliveryFailed},
		{[]core.PartState{delivered, sent}, core.DeliveryDelivered},
		{[]core.PartState{delivered, read, sent}, core.DeliveryRead},
		{[]core.PartState{read, queued}, core.DeliverySending},
		{[]core.PartState{read, failed}, core.DeliveryFailed},
		{[]core.PartState{delivered, doubt}, core.DeliveryInDoubt},
	} {
		rows := make([]core.PartRow, len(c.parts))
		for i, s := range c.parts {
			rows[i].State = s
		}
		if got := core.DeliveryOf(rows); got != c.want {
			t.Errorf("%v: %s, want %s", c.parts, got, c.want)
		}
	}
}

func TestWhatMayBeOnThePlatform(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		part core.PartRow
		want bool
	}{
		{core.PartRow{State: core.PartQueued}, false},
		{core.PartRow{State: core.PartSending}, true},
		{core.PartRow{State: core.PartInDoubt}, true},
		{core.PartRow{State: core.PartRead}, true},
		{core.PartRow{State: core.PartFailed, ErrorClass: core.Rejected}, false},
		{core.PartRow{State: core.PartFailed, ErrorClass: core.Rejected, ExternalID: "x"}, true},
		{core.PartRow{State: core.PartFailed, ErrorClass: core.Uncertain}, true},
	} {
		if got := c.part.MayBeThere(); got != c.want {
			t.Errorf("%+v: %v", c.part, got)
		}
	}
}
