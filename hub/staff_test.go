package hub_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/core"
)

func TestTheOwnerIsMadeByTheLinkOnce(t *testing.T) {
	t.Parallel()
	offices(t, func(t *testing.T, o *office) {
		ctx := context.Background()
		needed, _, err := o.SetupState(ctx)
		must(t, err)
		if !needed {
			t.Fatal("a new hub has an owner")
		}
		older, err := o.SetupLink(ctx)
		must(t, err)
		link, err := o.SetupLink(ctx)
		must(t, err)
		if !strings.HasPrefix(link, "https://desk.example/setup#token=sbt_") {
			t.Fatalf("link %s", link)
		}
		for token, code := range map[string]string{tokenIn(t, older): "setup.token", "sbt_": "setup.token", "": "setup.token"} {
			_, _, err := o.SetUp(ctx, token, li, office1)
			refused(t, err, code)
		}
		for code, change := range map[string]func(*core.NewPerson){
			"agent.password":  func(p *core.NewPerson) { p.Password = "short" },
			"agent.email":     func(p *core.NewPerson) { p.Email = "nobody" },
			"agent.name":      func(p *core.NewPerson) { p.Name = " " },
			"agent.locale":    func(p *core.NewPerson) { p.Locale = "!!" },
			"agent.time_zone": func(p *core.NewPerson) { p.TimeZone = "Mars/Base" },
		} {
			p := li
			change(&p)
			_, _, err := o.SetUp(ctx, tokenIn(t, link), p, office1)
			refused(t, err, code)
		}
		token, s, err := o.SetUp(ctx, tokenIn(t, link), li, office1)
		must(t, err)
		v := o.viewer(t, token)
		p, err := o.Profile(ctx, v)
		must(t, err)
		if p.Role != "owner" || p.Email != "li@example.com" || p.Locale != "zh-CN" || p.TimeZone != "Asia/Shanghai" || s.AgentID != p.ID {
			t.Errorf("%+v", p)
		}
		_, _, err = o.SetUp(ctx, tokenIn(t, link), li, office1)
		refused(t, err, "setup.done")
		if link, err := o.SetupLink(ctx); err != nil || link != "" {
			t.Errorf("with an owner: %q, %v", link, err)
		}
		log, err := o.Audit(ctx, v, core.AuditFilter{}, core.Page{})
		must(t, err)
		if !slices.ContainsFunc(log.Items, func(r core.AuditRow) bool { return r.Action == "owner.set_up" && r.Actor.ID == p.ID }) {
			t.Errorf("%+v", log.Items)
		}
	})
}

// webSite is a channel web that takes any account.
type webSite struct{ fake }

func (*webSite) Channel() string          { return "web" }
func (*webSite) Check(core.Account) error { return nil }

func TestTheSetUpMakesAnAccountOfTheWebSite(t *testing.T) {
	t.Parallel()
	offices(t, func(t *testing.T, o *office) {
		o.own(t)
		_, id, err := o.SetupState(context.Background())
		must(t, err)
		a, err := o.Account(context.Background(), root(), id)
		must(t, err)
		if a.Channel != "web" || a.Name != "网站" || a.Config["locale"] != "zh-CN" {
			t.Errorf("%+v", a)
		}
	}, connectors.Channel{Connector: &webSite{}, Settings: connectors.Settings{{Key: "locale"}}})
}

// TestSigningInTellsNothingOfWhoIsThere: an unknown address gets the same answer
// and costs the same. The cost is told by the memory that one hash takes, since
// a busy machine makes the time of anything vary; it is counted for the whole
// process, so that this test is not parallel.
func TestSigningInTellsNothingOfWhoIsThere(t *testing.T) { //nolint:paralleltest // see above
	o := newOffice(t, "")
	o.own(t)
	const aHash = 19 << 20
	for _, email := range []string{"li@example.com", "nobody@example.com"} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, _, err := o.SignIn(context.Background(), email, "wrong", office1)
		runtime.ReadMemStats(&after)
		refused(t, err, "session.credentials")
		if took := after.TotalAlloc - before.TotalAlloc; took < aHash || took > 2*aHash {
			t.Errorf("%s: %d bytes were taken, and one hash takes %d", email, took, aHash)
		}
	}
}

func TestGuessingGetsSlowerAndSlower(t *testing.T) {
	t.Parallel()
	offices(t, func(t *testing.T, o *office) {
		ctx := context.Background()
		o.own(t)
		try := func(password, address string) error {
			_, _, err := o.SignIn(ctx, " LI@example.com", password, core.Client{Address: address})
			return err
		}
		var waits []time.Duration
		for n := 0; len(waits) < 4; n++ {
			err := try("wrong", fmt.Sprintf("2001:db8:%x::1", n)) // every time from elsewhere
			var p *core.Problem
			if !errors.As(err, &p) {
				t.Fatal(err)
			}
			if p.Code == "session.throttled" {
				waits = append(waits, p.RetryAfter)
				refused(t, try("a long password", "192.0.2.1"), "session.throttled") // the right one waits as well
				o.pass(p.RetryAfter)
			}
		}
		for i := 1; i < len(waits); i++ {
			if waits[i] < waits[i-1]*3/2 {
				t.Errorf("waits %v do not grow", waits)
			}
		}
		must(t, try("a long password", "192.0.2.1"))
		refused(t, try("wrong", "192.0.2.1"), "session.credentials") // begun anew
	})
}

// Who tries the owner's name from everywhere, on and on, keeps strangers out and
// not the owner, who has been there.
func TestStrangersCannotKeepTheOwnerOut(t *testing.T) {
	t.Parallel()
	offices(t, func(t *testing.T, o *office) {
		ctx := context.Background()
		o.own(t)
		try := func(email, password, address string) error {
			_, _, err := o.SignIn(ctx, email, password, core.Client{Address: address})
			return err
		}
		owner := func(password, address string) error { return try("li@example.com", password, address) }
		must(t, owner("a long password", "2001:db8:aaaa::1"))
		for n := range 40 {
			_ = owner("wrong", fmt.Sprintf("198.51.100.%d", n)) // refused, or told to wait
			_ = try("nobody@example.com", "wrong", fmt.Sprintf("198.51.100.%d", n))
		}
		refused(t, owner("a long password", "192.0.2.77"), "session.throttled")
		refused(t, try("nobody@example.com", "wrong", "2001:db8:aaaa::2"), "session.throttled")
		must(t, owner("a long password", "2001:db8:aaaa::2")) // the same /64
		var err error
		for n := 0; n < 10 && !errors.Is(err, &core.Problem{Code: "session.throttled"}); n++ {
			err = owner("wrong", "2001:db8:aaaa::3")
		}
		refused(t, err, "session.throttled") // it is no way to guess
	})
}

func TestANetworkThatGuessesManyNamesWaits(t *testing.T) {
	t.Parallel()
	offices(t, func(t *testing.T, o *office) {
		ctx := context.Background()
		o.own(t)
		var err error
		for n := 0; n < 40 && !strings.Contains(fmt.Sprint(err), "too many"); n++ {
			_, _, err = o.SignIn(ctx, fmt.Sprint(n, "@example.com"), "x", core.Client{Address: fmt.Sprintf("2001:db8::%x", n+1)}) // one /64
		}
		refused(t, err, "session.throttled")
		_, _, err = o.SignIn(ctx, "li@example.com", "a long password", core.Client{Address: "2001:db8:1::1"})
		must(t, err)
	})
}

func TestSessionsEndWithThePasswordAndTheAccess(t *testing.T) {
	t.Parallel()
	offices(t, func(t *testing.T, o *office) {
		ctx := context.Background()
		boss, first := o.own(t)
		second, s2, err := o.SignIn(ctx, "li@example.com", "a long password", office1)
		must(t, err)
		if first == second {
			t.Fatal("two sign-ins share a token")
		}
		list, err := o.Sessions(ctx, boss)
		must(t, err)
		if len(list) != 2 || list[0].ID != s2.ID || list[0].UserAgent != "a browser" {
			t.Fatalf("%+v", list)
		}
		_, _, err = o.ChangePassword(ctx, boss, "not it", "another password", office1)
		refused(t, err, "password.current")
		o.told()
		third, _, err := o.ChangePassword(ctx, boss, "a long password", "another password", office1)
		must(t, err)
		if told := o.told(); len(told) != 2 || !told[0].Ended || told[0].Session.IsZero() {
			t.Errorf("told %+v", told)
		}
		for _, token := range []string{first, second} {
			_, _, err := o.Session(ctx, token)
			refused(t, err, "session.ended")
		}
		o.viewer(t, third)
		o.pass(13 * 24 * time.Hour)
		o.viewer(t, third) // which moves its end
		o.pass(13 * 24 * time.Hour)
		o.viewer(t, third)
		o.pass(15 * 24 * time.Hour)
		_, _, err = o.Session(ctx, third)
		refused(t, err, "session.ended")
		key, err := o.Setup(ctx, "li@example.com", "yet another one", "李") // by the command line
		must(t, err)
		_, _, err = o.Authenticate(ctx, key)
		must(t, err)
	})
}

func TestAnAgentWhoIsDisabledIsOutAtOnce(t *testing.T) {
	t.Parallel()
	offices(t, func(t *testing.T, o *office) {
		ctx, off, on := context.Background(), true, false
		boss, _ := o.own(t)
		a, err := o.CreateAgent(ctx, boss, "wang@example.com", "王", "agent", "a long password")
		must(t, err)
		token, s, err := o.SignIn(ctx, "wang@example.com", "a long password", office1)
		must(t, err)
		live, _, err := o.LiveToken(ctx, s.ID, core.ID{})
		must(t, err)
		o.told()
		_, err = o.UpdateAgent(ctx, boss, a.ID, core.AgentChange{Disabled: &off})
		must(t, err)
		if told := o.told(); len(told) != 1 || !told[0].Ended || told[0].Agent != a.ID {
			t.Errorf("told %+v", told)
		}
		_, _, err = o.Session(ctx, token)
		refused(t, err, "session.ended")
		_, err = o.LiveAccess(ctx, live)
		refused(t, err, "auth.invalid")
		_, _, err = o.SignIn(ctx, "wang@example.com", "a long password", office1)
		refused(t, err, "session.credentials")
		_, err = o.UpdateAgent(ctx, boss, a.ID, core.AgentChange{Disabled: &on})
		must(t, err)
		_, _, err = o.Session(ctx, token)
		refused(t, err, "session.ended")
		_, err = o.UpdateAgent(ctx, boss, boss.AgentID, core.AgentChange{Disabled: &off})
		refused(t, err, "agent.last_owner")
	})
}
