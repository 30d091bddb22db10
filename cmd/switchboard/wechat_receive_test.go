package main_test

import (
	"context"
	"database/sql"
	"fmt"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/connectors/wechat/wechattest"
)

// What does not come from the platform, or not for this account, or not now, is
// refused, counted, and leaves nothing behind in either database.
func TestForgedWechatCallbacksComeNotIn(t *testing.T) {
	t.Parallel()
	for name, database := range databases() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			forgeWechat(t, openWechatShop(t, database(t)))
		})
	}
}

func forgeWechat(t *testing.T, s *wechatShop) {
	o, other := s.official(t, nil), s.official(t, nil)
	id := o.greet()
	good := o.last.get()
	o.fate(o.ann.Say("再说一句"))
	o.incoming(2)
	later := o.last.get()
	other.greet()
	before := o.rows()
	for name, c := range map[string]struct {
		call   pushed
		status int
	}{
		"the same again":                    {good, http.StatusOK},
		"with another body":                 {pushed{good.url, later.body}, http.StatusUnauthorized},
		"cut off":                           {pushed{good.url, good.body[:len(good.body)/2]}, http.StatusBadRequest},
		"without a body":                    {pushed{good.url, ""}, http.StatusBadRequest},
		"without a query":                   {pushed{o.callback, good.body}, http.StatusUnauthorized},
		"with another time":                 {pushed{changed(t, good.url, "timestamp", "1700000000"), good.body}, http.StatusUnauthorized},
		"with another nonce":                {pushed{changed(t, good.url, "nonce", "1"), good.body}, http.StatusUnauthorized},
		"with the signature of the query":   {pushed{changed(t, good.url, "msg_signature", param(t, good.url, "signature")), good.body}, http.StatusUnauthorized},
		"at the address of another account": {pushed{strings.Replace(good.url, o.account, other.account, 1), good.body}, http.StatusBadRequest}, // of the same token and key
		"at no account's address":           {pushed{strings.Replace(good.url, o.account, "01a20000-0000-7000-8000-000000000000", 1), good.body}, http.StatusNotFound},
	} {
		if status, body := c.call.make(t); status != c.status || strings.Contains(body, "success") != (status == http.StatusOK) {
			t.Errorf("%s: %d %s, want %d", name, status, body, c.status)
		}
	}
	o.pushes(map[string]wechattest.Callback{
		"another token": {URL: o.callback, Token: "AnotherToken", AESKey: wechatKey, Mode: wechattest.Safe},
		"another key":   {URL: o.callback, Token: wechatToken, AESKey: wechatKFKey, Mode: wechattest.Safe},
		"plain":         {URL: o.callback, Token: wechatToken, Mode: wechattest.Plain},
	})
	for name, start := range map[string]time.Time{"of six minutes ago": time.Now().Add(-6 * time.Minute), "of six minutes from now": time.Now().Add(6 * time.Minute)} {
		srv := wechattest.New(wechattest.Options{Start: start})
		app := srv.AddApp(wechattest.Config{AppID: "wxSHOP1", Secret: wechatSecret})
		app.SetCallback(o.safe())
		if err := app.Verify(t.Context()); err == nil {
			t.Errorf("the handshake %s was answered", name)
		}
		srv.Close()
	}
	if after := o.rows(); after != before || len(o.letters(id)) != 2 {
		t.Errorf("stored are %s, before %s", after, before)
	}
	m := o.metrics()
	for outcome, least := range map[string]float64{"unverified": 5 + 2*3 + 2, "unreadable": 3 + 3, "unknown": 1} {
		if n := m.sum("switchboard_callbacks_total", `outcome="`+outcome+`"`); n < least {
			t.Errorf("%v calls are counted as %s, want %v at least", n, outcome, least)
		}
	}
	var a struct{ Health struct{ Refused string } }
	if o.get("/accounts/"+o.account, &a); a.Health.Refused == "" {
		t.Error("the account does not say that calls were refused")
	}
}

// pushes lets ann write under callbacks that are not the account's; all attempts
// are refused.
func (o *official) pushes(callbacks map[string]wechattest.Callback) {
	o.t.Helper()
	for name, c := range callbacks {
		o.app.SetCallback(c)
		if d := o.fate(o.ann.Say(name)); d.Accepted || len(d.Attempts) != 3 || d.Attempts[0].Result != wechattest.Refused {
			o.t.Errorf("%s: %+v", name, d.Attempts)
		}
	}
	o.app.SetCallback(o.safe())
}

// rows counts what callbacks leave in the database.
func (n *node) rows() string {
	n.t.Helper()
	var all []string
	for _, table := range []string{"raws", "event_keys", "messages", "conversations", "contacts", "identities"} {
		all = append(all, fmt.Sprintf("%d %s", n.query(`SELECT COUNT(*) FROM ` + table)[0][0], table))
	}
	return strings.Join(all, ", ")
}

func param(t *testing.T, address, key string) string {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return u.Query().Get(key)
}

func changed(t *testing.T, address, key, value string) string {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	q.Set(key, value)
	u.RawQuery = q.Encode()
	return u.String()
}

// The operator changes the key here, and then there; what comes under the former
// one in between is read.
func TestMessagesUnderAFormerWechatKey(t *testing.T) {
	t.Parallel()
	o := openWechatShop(t, "").official(t, nil)
	o.greet()
	o.must(http.MethodPatch, "/accounts/"+o.account, map[string]any{"settings": map[string]string{"encoding_aes_key": wechatKFKey}}, nil)
	for _, step := range []func(){
		func() { o.ann.Say("before the platform knows") },
		func() {
			c := o.safe()
			c.AESKey, c.PreviousAESKey = wechatKFKey, wechatKey
			o.app.SetCallback(c)
			o.app.PushUnderPreviousKey(1)
			o.ann.Say("under way meanwhile")
		},
		func() { o.ann.Say("after") },
	} {
		step()
		if err := o.app.WaitPushed(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	o.incoming(4)
	for _, d := range o.app.Pushes() {
		if len(d.Attempts) != 1 || !d.Accepted {
			t.Errorf("%+v", d)
		}
	}
}

// A database that takes no writes for a while keeps nobody waiting longer than the
// platform waits, or else what it delivers again is the same message.
func TestWechatCallbacksWhileTheDatabaseIsLocked(t *testing.T) {
	t.Parallel()
	for name, database := range databases() {
		for held, attempts := range map[time.Duration]int{2 * time.Second: 1, 7 * time.Second: 2} {
			t.Run(name+" "+held.String(), func(t *testing.T) {
				t.Parallel()
				o := openWechatShop(t, database(t)).official(t, nil)
				id := o.greet()
				free := o.lock()
				began := time.Now()
				push, freed := o.ann.Say("in the meantime"), make(chan struct{})
				time.AfterFunc(held, func() {
					defer close(freed)
					free()
				})
				d := o.fate(push)
				<-freed
				if !d.Accepted || len(d.Attempts) != attempts {
					t.Errorf("after %v: %+v", time.Since(began), d.Attempts)
				}
				o.ann.Say("afterwards")
				o.incomingAfter(id, 3)
				if err := o.app.WaitPushed(t.Context()); err != nil {
					t.Fatal(err)
				}
				if all := o.letters(id); len(all) != 3 || all[1].Text != "in the meantime" {
					t.Errorf("%+v", all)
				}
			})
		}
	}
}

// lock keeps the database from taking writes until the returned function is called.
func (n *node) lock() (free func()) {
	n.t.Helper()
	driver, place, statement := "pgx", n.database, `BEGIN; LOCK TABLE raws, event_keys IN EXCLUSIVE MODE`
	if n.database == "" {
		driver, place, statement = "sqlite", "file:"+filepath.Join(n.data, "hub.db")+"?_pragma=busy_timeout(10000)", `BEGIN IMMEDIATE`
	}
	db, err := sql.Open(driver, place)
	if err != nil {
		n.t.Fatal(err)
	}
	n.t.Cleanup(func() { _ = db.Close() })
	db.SetMaxOpenConns(1)
	if _, err := db.ExecContext(context.Background(), statement); err != nil {
		n.t.Fatal(err)
	}
	return func() {
		if _, err := db.ExecContext(context.Background(), `ROLLBACK`); err != nil {
			n.t.Error(err)
		}
	}
}
