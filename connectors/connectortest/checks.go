package connectortest

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/core"
)

// testCheck takes each required setting away in turn.
func testCheck(t *testing.T, c Case) {
	b := newBench(t, c, mode{})
	if err := b.connector.Check(b.account); err != nil {
		t.Fatalf("the complete account is refused: %v", err)
	}
	for _, s := range c.Settings {
		if !s.Required {
			continue
		}
		a := b.account
		a.Config, a.Secrets = maps.Clone(a.Config), maps.Clone(a.Secrets)
		delete(a.Config, s.Key)
		delete(a.Secrets, s.Key)
		err := b.connector.Check(a)
		var p *core.Problem
		if !errors.As(err, &p) {
			t.Errorf("without %s: got %v, want a *core.Problem", s.Key, err)
			continue
		}
		b.said.add(err.Error())
		if !strings.Contains(p.Text, s.Key) {
			t.Errorf("without %s the text does not name it: %s", s.Key, p.Text)
		}
		if p.Code == "" || p.Status < 400 || p.Status > 499 {
			t.Errorf("without %s: code %q, status %d", s.Key, p.Code, p.Status)
		}
	}
	if n := b.platform.count(); n != 0 {
		t.Errorf("Check made %d calls", n)
	}
}

// testAbilities holds each optional interface against Caps: a console that
// shows a button must find someone behind it, and the other way round.
func testAbilities(t *testing.T, c Case) {
	b := newBench(t, c, mode{})
	caps := b.connector.Caps(b.account)
	_, edits := b.connector.(connectors.Editor)
	_, deletes := b.connector.(connectors.Deleter)
	_, types := b.connector.(connectors.Typer)
	for _, x := range []struct {
		name     string
		can, has bool
	}{
		{"edit", can(caps.Edit), edits},
		{"delete", can(caps.Delete), deletes},
		{"typing", caps.Typing > 0, types},
	} {
		if x.can != x.has && !(x.has && slices.Contains(c.Varies, x.name)) {
			t.Errorf("%s: Caps say %v, the connector implements it: %v", x.name, x.can, x.has)
		}
	}
	checkLimits(t, caps)
	if b.connector.Channel() == "" {
		t.Error("the channel has no name")
	}
}

func checkLimits(t *testing.T, caps core.Caps) {
	t.Helper()
	if caps.Text.Max <= 0 || caps.Text.Unit == "" || caps.MaxParts <= 0 {
		t.Errorf("text limit %+v in at most %d parts", caps.Text, caps.MaxParts)
	}
	for kind, m := range caps.Media {
		if m.Caption && caps.Caption.Max <= 0 {
			t.Errorf("%s takes a caption, but captions have no length", kind)
		}
		if _, ok := caps.Media[m.As]; m.As != "" && !ok {
			t.Errorf("%s goes as %s, which is not taken", kind, m.As)
		}
	}
}

// stream reports whether the people of a channel read from a stream of ours.
func stream(t *testing.T, c Case) bool {
	t.Helper()
	return c.New(connectors.Env{}).Caps(c.Account("http://127.0.0.1:1")).Stream
}

// testStream: the hub edits, deletes and shows typing in the stream, so that a
// connector with these abilities would do it twice. A part that is sent all the
// same is refused at once and for good.
func testStream(t *testing.T, c Case) {
	b := newBench(t, c, mode{})
	caps := b.connector.Caps(b.account)
	checkLimits(t, caps)
	_, edits := b.connector.(connectors.Editor)
	_, deletes := b.connector.(connectors.Deleter)
	_, types := b.connector.(connectors.Typer)
	_, fetches := b.connector.(connectors.Fetcher)
	_, receives := b.connector.(connectors.Receiver)
	if edits || deletes || types || fetches || receives {
		t.Errorf("it edits %v, deletes %v, types %v, fetches %v, receives %v: that is the hub's", edits, deletes, types, fetches, receives)
	}
	if _, ok := b.connector.(connectors.Host); !ok {
		t.Error("nobody says who may visit: it is no Host")
	}
	if b.connector.Channel() == "" {
		t.Error("the channel has no name")
	}
	b.wantClass(t.Context(), core.Rejected)
	if n := b.platform.count(); n != 0 {
		t.Errorf("%d calls left", n)
	}
}

func can(l core.Level) bool { return l == core.LevelFull || l == core.LevelPartial }
