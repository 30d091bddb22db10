package demo

import (
	"context"
	"fmt"
	"net/http"
	"net/http/cookiejar"

	"github.com/switchboard-hub/switchboard/connectors/wechat/wechattest"
)

// OwnerEmail and OwnerName are the visitor's own, who owns the hub.
const (
	OwnerEmail = "demo@example.com"
	OwnerName  = "林小满"
)

// ownerSeat is how many conversations the owner is given: some to answer, and the
// colleagues have the rest.
const ownerSeat = 6

// queueing is how every team's queue works: short times, so that what they do is
// seen.
func queueing() map[string]any {
	return map[string]any{"policy": "least_load", "dedicated": false, "last": false, "agent_silent_seconds": 420, "leave_seconds": 90, "wrap_up_seconds": 3,
		"sla": map[string]int{"first_reply_seconds": 240, "next_reply_seconds": 300, "warn_percent": 60}}
}

// furnish makes the hub a shop's: people, teams, tags, texts, rules and accounts.
func (w *world) furnish(ctx context.Context) error {
	for _, step := range []func(context.Context) error{w.addColleagues, w.addTeams, w.addDesk, w.addRules, w.addAccounts} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	w.Shop.Open(w.PublicURL, w.accounts[onWeb].ID)
	return w.owner.call(ctx, http.MethodPut, "/me/availability", map[string]string{"availability": "ready"}, nil)
}

// make creates something and returns its id.
func (w *world) make(ctx context.Context, path string, body any) (string, error) {
	var out struct{ ID string }
	err := w.owner.call(ctx, http.MethodPost, path, body, &out)
	return out.ID, err
}

// addColleagues makes agents who are ready, each with a key of their own. Who works
// by the API has no page open, and would be taken for absent.
func (w *world) addColleagues(ctx context.Context) error {
	if err := w.owner.call(ctx, http.MethodPut, "/routing/absence", map[string]int{"minutes": 0}, nil); err != nil {
		return err
	}
	w.agents = map[string]*caller{}
	for _, c := range w.script.Colleagues {
		id, err := w.make(ctx, "/agents", map[string]string{"email": c.Email, "name": c.Name, "password": w.Password, "role": "agent"})
		if err != nil {
			return err
		}
		if err := w.seat(ctx, id, c.Capacity); err != nil {
			return err
		}
		key, err := w.keyOf(ctx, c.Email)
		if err != nil {
			return fmt.Errorf("make a key for %s: %w", c.Name, err)
		}
		w.agents[c.Name] = newCaller(w.AgentsURL, key)
		if err := w.agents[c.Name].call(ctx, http.MethodPut, "/me/availability", map[string]string{"availability": "ready"}, nil); err != nil {
			return err
		}
	}
	return nil
}

func (w *world) seat(ctx context.Context, agent string, capacity int) error {
	return w.owner.call(ctx, http.MethodPatch, "/agents/"+agent+"/seat", map[string]any{"capacity": capacity}, nil)
}

// keyOf signs an agent in as a browser does, and makes a key.
func (w *world) keyOf(ctx context.Context, email string) (string, error) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return "", err
	}
	browser := &caller{base: w.owner.base, headers: http.Header{"Origin": {w.AgentsURL}}, client: &http.Client{Timeout: callMost, Jar: jar}}
	var session struct {
		CSRF string `json:"csrf"`
	}
	if err := browser.call(ctx, http.MethodPost, "/session", map[string]string{"email": email, "password": w.Password}, &session); err != nil {
		return "", err
	}
	browser.headers.Set("X-CSRF-Token", session.CSRF)
	var made struct{ Key string }
	err = browser.call(ctx, http.MethodPost, "/keys", map[string]string{"name": "demo"}, &made)
	return made.Key, err
}

// addTeams makes the teams; the owner is in all of them.
func (w *world) addTeams(ctx context.Context) error {
	var owner struct{ Agent string }
	if err := w.owner.call(ctx, http.MethodGet, "/me", nil, &owner); err != nil {
		return err
	}
	if err := w.seat(ctx, owner.Agent, ownerSeat); err != nil {
		return err
	}
	ids := map[string]string{OwnerName: owner.Agent}
	for name, agent := range w.agents {
		var me struct{ Agent string }
		if err := agent.call(ctx, http.MethodGet, "/me", nil, &me); err != nil {
			return err
		}
		ids[name] = me.Agent
	}
	w.teams = map[string]string{}
	for _, t := range w.script.Teams {
		id, err := w.make(ctx, "/teams", map[string]string{"name": t.Name})
		if err != nil {
			return err
		}
		members := []string{owner.Agent}
		for _, name := range t.Members {
			members = append(members, ids[name])
		}
		if err := w.owner.call(ctx, http.MethodPut, "/teams/"+id+"/members", map[string]any{"agents": members}, nil); err != nil {
			return err
		}
		if err := w.owner.call(ctx, http.MethodPut, "/teams/"+id+"/queue", queueing(), nil); err != nil {
			return err
		}
		w.teams[t.Name] = id
	}
	return w.owner.call(ctx, http.MethodPut, "/queue", queueing(), nil)
}

// addDesk makes tags, fields and canned replies.
func (w *world) addDesk(ctx context.Context) error {
	for _, t := range w.script.Tags {
		if _, err := w.make(ctx, "/tags", map[string]string{"scope": t.Scope, "name": t.Name, "color": t.Color}); err != nil {
			return err
		}
	}
	for _, f := range w.script.Fields {
		if _, err := w.make(ctx, "/fields", map[string]string{"scope": "contact", "key": f.Key, "name": f.Name, "kind": "text"}); err != nil {
			return err
		}
	}
	for _, c := range w.script.Canned {
		if _, err := w.make(ctx, "/canned-replies", map[string]string{"scope": "shared", "shortcut": c.Shortcut, "title": c.Title, "text": c.Text}); err != nil {
			return err
		}
	}
	return nil
}

// addRules makes the routing rules, in their order.
func (w *world) addRules(ctx context.Context) error {
	for _, r := range w.script.Rules {
		when := map[string]any{}
		if len(r.Words) > 0 {
			when["keywords"] = map[string]any{"words": r.Words, "match": "contains"}
		}
		if len(r.Languages) > 0 {
			when["languages"] = r.Languages
		}
		if len(r.Channels) > 0 {
			when["channels"] = r.Channels
		}
		if r.Shop {
			when["page"] = map[string]any{"prefix": []string{w.Shop.URL()}}
		}
		then := map[string]any{"priority": r.Priority}
		if r.Team != "" {
			then["team"] = w.teams[r.Team]
		}
		if len(r.Tags) > 0 {
			then["tags"] = r.Tags
		}
		if _, err := w.make(ctx, "/routing/rules", map[string]any{"name": r.Name, "when": when, "then": then}); err != nil {
			return err
		}
	}
	return nil
}

// addAccounts links what is emulated, and the web site.
func (w *world) addAccounts(ctx context.Context) error {
	p := w.platforms
	wechat := func(kind string, more map[string]string) map[string]string {
		set := map[string]string{"kind": kind, "secret": wechatWord, "token": wechatToken, "encoding_aes_key": wechatKey, "api_base": p.wechat.URL, "rating": "on"}
		for key, value := range more {
			set[key] = value
		}
		return set
	}
	w.accounts = map[string]account{}
	for _, a := range []struct {
		on, channel string
		settings    map[string]string
	}{
		{onWeb, onWeb, map[string]string{"greeting": "您好，欢迎光临山间茶铺！Hi, welcome to Hillside Tea!", "rating": "on", "color": "#2f7d5b",
			"sessions_per_minute": "1000", "sessions_per_hour": "10000", "rating_reasons": "1-2: 回复慢、没解决; 4-5: 很专业、回复快"}},
		{onTelegram, onTelegram, map[string]string{"token": botToken, "api_base": p.telegram.URL, "receive": "poll", "rating": "on"}},
		{onOfficial, "wechat", wechat("official", map[string]string{"appid": officialID})},
		{onMiniProgram, "wechat", wechat("miniprogram", map[string]string{"appid": miniID})},
		{onKF, "wechat", wechat("kf", map[string]string{"corpid": corpID, "open_kfid": deskID})},
		{onMail, "email", map[string]string{"address": w.script.Mailbox, "imap_url": p.mail.imapURL(), "smtp_url": p.mail.smtpURL(), "name": w.script.Shop}},
	} {
		var made account
		in := map[string]any{"channel": a.channel, "name": w.script.Accounts[a.on], "settings": a.settings}
		if err := w.owner.call(ctx, http.MethodPost, "/accounts", in, &made); err != nil {
			return err
		}
		w.accounts[a.on] = made
	}
	return w.verify(ctx)
}

// verify saves the callbacks on WeChat's side, which tries them.
func (w *world) verify(ctx context.Context) error {
	callback := func(on string) wechattest.Callback {
		return wechattest.Callback{URL: w.accounts[on].Callback, Token: wechatToken, AESKey: wechatKey, Mode: wechattest.Safe}
	}
	w.platforms.official.SetCallback(callback(onOfficial))
	w.platforms.mini.SetCallback(callback(onMiniProgram))
	w.platforms.corp.SetCallback(callback(onKF))
	for _, verify := range []func(context.Context) error{w.platforms.official.Verify, w.platforms.mini.Verify, w.platforms.corp.Verify} {
		if err := verify(ctx); err != nil {
			return err
		}
	}
	return nil
}
