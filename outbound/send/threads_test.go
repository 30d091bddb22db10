package send_test

import (
	"slices"
	"sync"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
)

// namer is the platform where a part's name is known before it leaves.
type namer struct{ *platform }

func (namer) ExternalID(_ core.Account, p core.Part) string { return "x:" + p.ID.String() }

func (w *world) part(m core.Message) core.PartRow {
	w.t.Helper()
	_, parts, err := w.s.Outgoing(w.t.Context(), m.ID)
	must(w.t, err)
	return parts[0]
}

func TestAPartInDoubtKeepsItsName(t *testing.T) {
	t.Parallel()
	w := newWorld(t, map[string][]error{"lost": {failed(core.Uncertain)}, "refused": {failed(core.Rejected)}})
	w.named = true
	var mu sync.Mutex
	during := map[string]string{}
	w.p.during = func(p core.Part) {
		_, parts, err := w.s.Outgoing(t.Context(), p.MessageID)
		must(t, err)
		mu.Lock()
		defer mu.Unlock()
		during[p.Content.Text] = parts[0].ExternalID
	}
	w.start()
	account := w.account()
	conv := w.conversation(account)
	refused := w.post(conv, "refused")
	w.becomes(refused, "failed: failed")
	lost := w.post(conv, "lost")
	w.becomes(lost, "in_doubt: in_doubt")
	p := w.part(lost)
	mu.Lock()
	if name := "x:" + p.ID.String(); p.ExternalID != name || during["lost"] != name || during["refused"] == "" {
		t.Errorf("it is named %q, and was %q when it left", p.ExternalID, during)
	}
	mu.Unlock()
	if p := w.part(refused); p.ExternalID != "" || p.MayBeThere() {
		t.Errorf("what did not leave may be there: %+v", p)
	}
	w.stop()
	must(t, w.s.Do(t.Context(), &engine.Ingest{Raw: core.Raw{ID: core.NewID(), AccountID: account, Kind: "test"}, Policy: engine.Policy{Threads: true},
		Envelopes: []core.Envelope{{Type: core.TypeStatus, Direction: core.In, Key: "bounce", User: core.UserRef{ExternalID: "daemon"}, Refs: []string{p.ExternalID},
			Status: core.DeliveryFailed, Error: &core.Failure{Class: core.Gone, Code: "email.bounced", Text: "no such address"}}}}))
	if got := w.state(lost); got != "failed: failed" {
		t.Errorf("after the bounce it is %s", got)
	}
}

func TestAPartIsToldItsThread(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	w.p.caps.Threads = true
	var mu sync.Mutex
	got := map[string]core.Part{}
	w.p.during = func(p core.Part) {
		mu.Lock()
		defer mu.Unlock()
		got[p.Content.Text] = p
	}
	w.start()
	conv := w.conversation(w.account())
	first := w.post(conv, "first")
	w.becomes(first, "sent: sent")
	told := &engine.Post{System: true, Author: core.Actor{Kind: core.BySystem}, ConversationID: conv, Parts: []core.Content{{Kind: core.KindText, Text: "told"}},
		Draft: core.Draft{ClientMessageID: "queue", Visibility: core.Public, Content: core.Content{Kind: core.KindText, Text: "told"}}}
	must(t, w.s.Do(t.Context(), told))
	w.runner.Wake()
	w.becomes(told.Message, "sent: sent")
	mu.Lock()
	defer mu.Unlock()
	a, b := got["first"], got["told"]
	if len(a.Refs) != 1 || a.ReplyTo != a.Refs[0] || a.ConversationID != conv || a.Automatic || a.Thread != "" {
		t.Errorf("the first is told %+v", a)
	}
	if want := []string{a.Refs[0], "x:" + a.ID.String()}; !slices.Equal(b.Refs, want) || b.ReplyTo != want[0] || !b.Automatic {
		t.Errorf("the second is told %+v, want the refs %q", b, want)
	}
}
