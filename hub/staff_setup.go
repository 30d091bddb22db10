package hub

import (
	"context"
	"strings"
	"time"

	"golang.org/x/text/language"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/secret"
)

// setupHead begins a set-up token.
const setupHead = "sbt_"

// channelWeb is the channel of the account that the set-up makes.
const channelWeb = "web"

// SetupLink returns the link by which the owner is made, with a new token; an
// older one is void from then on. It is "" once there is an owner.
func (h *Hub) SetupLink(ctx context.Context) (string, error) {
	token, hash := secret.NewToken(setupHead)
	offered, err := h.store.OfferSetup(ctx, hash)
	if err != nil || !offered {
		return "", err
	}
	return h.page("/setup#token=" + token), nil
}

// page returns the address of a place of the agents' page. What follows # stays
// in the browser: no proxy logs it.
func (h *Hub) page(path string) string { return strings.TrimSuffix(h.cfg.AgentsURL, "/") + path }

// SetupState implements api.Staff.
func (h *Hub) SetupState(ctx context.Context) (needed bool, web core.ID, err error) {
	owned, err := h.store.HasOwner(ctx)
	if err != nil || !owned {
		return !owned, web, err
	}
	accounts, err := h.store.Accounts(ctx)
	for _, a := range accounts {
		if a.Channel == channelWeb && a.Status == core.AccountActive {
			return false, a.ID, err
		}
	}
	return false, web, err
}

// SetUp implements api.Staff: it makes the owner, a session, and an account for
// the web site. The account is a convenience: without it, the set-up holds.
func (h *Hub) SetUp(ctx context.Context, setup string, n core.NewPerson, from core.Client) (string, core.Session, error) {
	var none core.Session
	if !secret.LooksLikeToken(setupHead, setup) {
		return "", none, h.noSetup(ctx)
	}
	offered, err := h.store.SetupOffered(ctx, secret.HashAPIKey(setup))
	if err != nil {
		return "", none, err
	}
	if !offered { // before anything is hashed: this is open to all
		return "", none, h.noSetup(ctx)
	}
	p, hash, err := h.newPerson(ctx, n)
	if err != nil {
		return "", none, err
	}
	p.Role = "owner"
	token, s, sum := h.newSession(p.ID, from)
	if err := h.store.FirstOwner(ctx, secret.HashAPIKey(setup), p, hash, s, sum); err != nil {
		return "", none, err
	}
	if err := h.store.Audit(ctx, core.Actor{Kind: core.ByAgent, ID: p.ID}, "owner.set_up", p.ID.String(), from.Address); err != nil {
		return "", none, err
	}
	h.firstWebAccount(ctx, p)
	return token, s, nil
}

// noSetup says why nobody can be set up.
func (h *Hub) noSetup(ctx context.Context) error {
	owned, err := h.store.HasOwner(ctx)
	switch {
	case err != nil:
		return err
	case owned:
		return &core.Problem{Status: 409, Code: "setup.done", Text: "this hub has an owner already; sign in, or ask the owner for an invitation"}
	}
	return &core.Problem{Status: 401, Code: "setup.token", Text: "this set-up link is not valid any more; start the hub anew and open the link that it prints"}
}

// newPerson checks what somebody who joins has entered, and hashes the password.
func (h *Hub) newPerson(ctx context.Context, n core.NewPerson) (core.Profile, string, error) {
	p := core.Profile{Agent: core.Agent{ID: core.NewID(), Email: strings.ToLower(strings.TrimSpace(n.Email)), Name: strings.TrimSpace(n.Name)},
		Locale: n.Locale, TimeZone: n.TimeZone}
	if err := checkPerson(p.Email, p.Name); err != nil {
		return p, "", err
	}
	if err := checkPassword(n.Password); err != nil {
		return p, "", err
	}
	if err := checkPlace(p.Locale, p.TimeZone); err != nil {
		return p, "", err
	}
	done, err := h.signIns.turn(ctx)
	if err != nil {
		return p, "", err
	}
	defer done()
	return p, secret.HashPassword(n.Password), nil
}

// checkPlace checks a language and a time zone; both may be empty.
func checkPlace(locale, zone string) error {
	if _, err := language.Parse(locale); locale != "" && (err != nil || len(locale) > 35) {
		return &core.Problem{Status: 422, Code: "agent.locale", Text: "the language is not a code such as zh-CN or en"}
	}
	if _, err := time.LoadLocation(zone); err != nil || zone == "Local" || len(zone) > 64 {
		return &core.Problem{Status: 422, Code: "agent.time_zone", Text: "the time zone is not a name such as Asia/Shanghai"}
	}
	return nil
}

// firstWebAccount makes the account of the web site, so that the page has a
// widget to show.
func (h *Hub) firstWebAccount(ctx context.Context, owner core.Profile) {
	if _, ok := h.channels[channelWeb]; !ok {
		h.log.Warn("this binary has no channel web: the set-up made no account for the web site")
		return
	}
	accounts, err := h.store.Accounts(ctx)
	if err == nil {
		for _, a := range accounts {
			if a.Channel == channelWeb && a.Status != core.AccountRemoved {
				return
			}
		}
		name, set := "Website", map[string]string(nil)
		if base, _ := language.Make(owner.Locale).Base(); base.String() == "zh" {
			name = "网站"
		}
		if owner.Locale != "" && h.knowsSetting(channelWeb, "locale") {
			set = map[string]string{"locale": owner.Locale}
		}
		var a core.Account
		if a, err = h.addAccount(ctx, channelWeb, name, set); err == nil {
			err = h.store.Audit(ctx, core.Actor{Kind: core.ByAgent, ID: owner.ID}, "account.added", a.ID.String(), channelWeb+" "+a.Name)
		}
	}
	if err != nil {
		h.log.Warn("the set-up made no account for the web site; add one in the settings", "error", err)
	}
}

func (h *Hub) knowsSetting(channel, key string) bool {
	for _, s := range h.channels[channel].Settings {
		if s.Key == key {
			return true
		}
	}
	return false
}
