package wechat

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	normwechat "github.com/switchboard-hub/switchboard/normalize/wechat"
)

// sink keeps what it is handed, and may refuse.
type sink struct {
	mu     sync.Mutex
	raws   []core.Raw
	refuse error
}

func (s *sink) Accept(_ context.Context, raws ...core.Raw) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.refuse != nil {
		return s.refuse
	}
	s.raws = append(s.raws, raws...)
	return nil
}

// said shows bodies with the cursor behind them.
func (s *sink) said() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var list []string
	for _, r := range s.raws {
		list = append(list, string(r.Body)+"@"+r.Cursor)
	}
	return strings.Join(list, " ")
}

func messages(next string, more int, bodies ...string) string {
	return fmt.Sprintf(`{"errcode":0,"errmsg":"ok","next_cursor":%q,"has_more":%d,"msg_list":[%s]}`, next, more, strings.Join(bodies, ","))
}

func TestPull(t *testing.T) {
	t.Parallel()
	f := newFake(t, "kf/sync_msg", messages("C1", 1, `{"msgid":"1"}`, `{"msgid":"2"}`), "kf/sync_msg", messages("C2", 1), "kf/sync_msg", messages("C3", 0, `{"msgid":"3"}`))
	a := f.account(kindKF)
	a.Cursor = "C0"
	var s sink
	if err := newConnector(nil).Pull(t.Context(), a, "ENCdemo", &s); err != nil {
		t.Fatal(err)
	}
	if got := s.said(); got != `{"msgid":"1"}@ {"msgid":"2"}@wwCORP/wkDEMO|C1 {"msg_list":[]}@wwCORP/wkDEMO|C2 {"msgid":"3"}@wwCORP/wkDEMO|C3` {
		t.Error(got)
	}
	for i, cursor := range []string{"C0", "C1", "C2"} {
		same(t, f.seen()[i].body, `{"cursor":"`+cursor+`","token":"ENCdemo","limit":1000,"open_kfid":"wkDEMO"}`)
	}
	if r := s.raws[0]; r.Kind != normwechat.KindKF || r.AccountID != a.ID || r.Channel != Name || r.ReceivedAt != core.At(now()) {
		t.Errorf("%+v", r)
	}
}

func TestACursorIsGoodForOneCustomerServiceAccount(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ kept, asked string }{
		"none":               {"", `{"limit":1000,"open_kfid":"wkDEMO"}`},
		"its own":            {"wwCORP/wkDEMO|C|7", `{"cursor":"C|7","limit":1000,"open_kfid":"wkDEMO"}`},
		"without a name":     {"C7", `{"cursor":"C7","limit":1000,"open_kfid":"wkDEMO"}`},
		"another account's":  {"wwCORP/wkOTHER|C7", `{"limit":1000,"open_kfid":"wkDEMO"}`},
		"another enterprise": {"wwELSE/wkDEMO|C7", `{"limit":1000,"open_kfid":"wkDEMO"}`},
	} {
		f := newFake(t, "kf/sync_msg", messages("C8", 0))
		a := f.account(kindKF)
		a.Cursor = c.kept
		var s sink
		if err := newConnector(nil).Pull(t.Context(), a, "", &s); err != nil || s.said() != `{"msg_list":[]}@wwCORP/wkDEMO|C8` {
			t.Errorf("%s: %v, %s", name, err, s.said())
		}
		same(t, f.seen()[0].body, c.asked)
	}
}

func TestACursorThatIsRefusedIsDropped(t *testing.T) {
	t.Parallel()
	const refused = `{"errcode":40058,"errmsg":"invalid Request Parameter"}`
	f := newFake(t, "kf/sync_msg", refused, "kf/sync_msg", refused, "kf/sync_msg", messages("C1", 0, `{"msgid":"1"}`))
	a := f.account(kindKF)
	a.Cursor = "BAD"
	var s sink
	if err := newConnector(nil).Pull(t.Context(), a, "T", &s); err != nil || s.said() != `{"msgid":"1"}@wwCORP/wkDEMO|C1` {
		t.Errorf("%v, %s", err, s.said())
	}
	for i, want := range []string{`{"cursor":"BAD","token":"T",`, `{"cursor":"BAD",`, `{`} {
		same(t, f.seen()[i].body, want+`"limit":1000,"open_kfid":"wkDEMO"}`)
	}
	// It is not asked for ever: not for one account, and not for what comes behind.
	g := newFake(t, "kf/sync_msg", messages("C1", 1, `{}`), "kf/sync_msg", refused, "kf/sync_msg", messages("C1", 1, `{}`), "kf/sync_msg", refused)
	failed(t, newConnector(nil).Pull(t.Context(), g.account(kindKF), "", &s), core.Rejected, "wechat.rejected")
	if n := len(g.seen()); n != 4 {
		t.Errorf("%d calls", n)
	}
}

// What customers wrote before the account was linked asks nobody for an answer.
func TestWhatWasSentBeforeTheAccountIsHistorical(t *testing.T) {
	t.Parallel()
	element := func(id string, before time.Duration) string {
		return fmt.Sprintf(`{"msgid":%q,"external_userid":"wm1","send_time":%d,"origin":3,"msgtype":"text","text":{"content":"x"}}`, id, now().Add(-before).Unix())
	}
	f := newFake(t, "kf/sync_msg", messages("C1", 0, element("1", 24*time.Hour), element("2", 61*time.Second), element("3", 59*time.Second), element("4", -time.Hour)))
	a := f.account(kindKF)
	a.CreatedAt = core.At(now())
	var s sink
	if err := newConnector(nil).Pull(t.Context(), a, "", &s); err != nil || len(s.raws) != 4 {
		t.Fatalf("%v, %s", err, s.said())
	}
	for i, want := range []bool{true, true, false, false} {
		envs, err := normwechat.Normalize(s.raws[i])
		if err != nil || len(envs) != 1 || envs[0].Historical != want {
			t.Errorf("%+v, %v", envs, err)
		}
	}
}

func TestPullStops(t *testing.T) {
	t.Parallel()
	still := newFake(t, "kf/sync_msg", messages("C1", 1))
	a := still.account(kindKF)
	a.Cursor = "C1"
	if err := newConnector(nil).Pull(t.Context(), a, "", &sink{}); err != nil || len(still.seen()) != 1 {
		t.Errorf("a cursor that stands still: %v, %d calls", err, len(still.seen()))
	}
	full := newFake(t, "kf/sync_msg", messages("C1", 1, `{}`))
	err := newConnector(nil).Pull(t.Context(), full.account(kindKF), "", &sink{refuse: errors.New("no room")})
	failed(t, err, core.Retry, "wechat.not_stored")
	if len(full.seen()) != 1 {
		t.Errorf("it went on behind what was not stored: %d calls", len(full.seen()))
	}
	late := newFake(t, "kf/sync_msg", `{"errcode":95007,"errmsg":"invalid token"}`, "kf/sync_msg", messages("C1", 0, `{}`))
	var s sink
	if err := newConnector(nil).Pull(t.Context(), late.account(kindKF), "OLD", &s); err != nil || s.said() != "{}@wwCORP/wkDEMO|C1" {
		t.Errorf("%v, %s", err, s.said())
	}
	same(t, late.seen()[1].body, `{"limit":1000,"open_kfid":"wkDEMO"}`)
}

func TestRung(t *testing.T) {
	t.Parallel()
	c := newConnector(nil)
	mine, other := kf(), with(kf(), keyOpenKfID, "wkOTHER")
	elsewhere := with(kf(), keyCorpID, "wwELSE")
	b := core.Bell{For: "wkDEMO"}
	if !c.Rung(mine, mine, b) || !c.Rung(mine, other, b) || c.Rung(other, mine, b) || c.Rung(mine, elsewhere, b) || c.Rung(official(""), mine, b) || c.Rung(mine, official(""), b) {
		t.Error("a bell is heard by the wrong account")
	}
}

func TestReceiveLooksAgain(t *testing.T) {
	t.Parallel()
	f := newFake(t, "kf/sync_msg", messages("C1", 0, `{"msgid":"1"}`), "kf/sync_msg", `{"errcode":-1,"errmsg":"busy"}`, "kf/sync_msg", messages("C2", 0, `{"msgid":"2"}`))
	c := newConnector(nil)
	ctx, cancel := context.WithCancel(t.Context())
	var pauses []time.Duration
	c.wait = func(_ context.Context, d time.Duration) error {
		if pauses = append(pauses, d); len(pauses) == 3 {
			cancel()
		}
		return ctx.Err()
	}
	var s sink
	if err := c.Receive(ctx, f.account(kindKF), &s); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	if got := s.said(); got != `{"msgid":"1"}@wwCORP/wkDEMO|C1 {"msgid":"2"}@wwCORP/wkDEMO|C2` {
		t.Error(got)
	}
	same(t, f.seen()[2].body, `{"cursor":"C1","limit":1000,"open_kfid":"wkDEMO"}`)
	if pauses[0] != 5*time.Minute {
		t.Error(pauses)
	}
	g := newFake(t, "kf/sync_msg", `{"errcode":95017,"errmsg":"api not open"}`)
	failed(t, newConnector(nil).Receive(t.Context(), g.account(kindKF), &s), core.Auth, "wechat.kf_api_off")
	if !c.Receives(kf()) || c.Receives(official("")) {
		t.Error("the wrong accounts are pulled")
	}
}

func TestWaitEndsWithItsContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := wait(ctx, time.Hour); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if err := wait(t.Context(), time.Nanosecond); err != nil {
		t.Error(err)
	}
}

// A welcome leaves by the code that came with entering; one that the platform does not
// take goes no other way, and is no fault of the account.
func TestAWelcomeOfWeChatKF(t *testing.T) {
	t.Parallel()
	welcome := func(c core.Content) core.Part {
		p := part(c)
		p.Ticket = "CODE"
		return p
	}
	f := newFake(t, "kf/send_msg_on_event", `{"errcode":0,"errmsg":"ok","msgid":"M1"}`)
	if r, err := newConnector(nil).Send(t.Context(), f.account(kindKF), welcome(plain("欢迎"))); err != nil || r.ExternalID != "M1" {
		t.Errorf("%+v, %v", r, err)
	}
	if f.paths() != "kf/send_msg_on_event" {
		t.Error(f.paths())
	}
	same(t, f.seen()[0].body, `{"code":"CODE","msgid":"`+messageKey(part(plain("")).Key)+`","msgtype":"text","text":{"content":"欢迎"}}`)
	for _, code := range []string{"40029", "95007", "95004"} {
		f := newFake(t, "kf/send_msg_on_event", `{"errcode":`+code+`,"errmsg":"invalid code"}`)
		_, err := newConnector(nil).Send(t.Context(), f.account(kindKF), welcome(plain("欢迎")))
		failed(t, err, core.Rejected, "wechat.welcome_late")
		if f.paths() != "kf/send_msg_on_event" {
			t.Errorf("%s: %s", code, f.paths())
		}
	}
	none := newFake(t)
	_, err := newConnector(nil).Send(t.Context(), none.account(kindKF), welcome(core.Content{Kind: core.KindLocation, Location: &core.Location{Title: "here"}}))
	failed(t, err, core.Rejected, "wechat.kind")
}
