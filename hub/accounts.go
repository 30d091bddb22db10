package hub

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/connectors/httpx"
	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store"
)

// connected is the config key that remembers for which callback address the
// platform was told; it is ours, not a setting.
const connected = "_connected"

// toConnect stands there for an account that was changed while its platform could
// not be reached: it goes on receiving, and is connected again.
const toConnect = "again"

// linkLimit bounds the platform calls of linking an account.
const linkLimit = 20 * time.Second

// CallbackURL is where the account's platform posts to.
func (h *Hub) CallbackURL(a core.Account) string {
	if h.channels[a.Channel].Gate == nil || h.cfg.PublicURL == "" {
		return ""
	}
	return strings.TrimRight(h.cfg.PublicURL, "/") + "/hooks/" + a.Channel + "/" + a.ID.String()
}

// addAccount links an account. Refused credentials link nothing; a platform
// that cannot be reached leaves the account unchecked, to be tried again.
func (h *Hub) addAccount(ctx context.Context, channel, name string, set map[string]string) (core.Account, error) {
	a := core.Account{ID: core.NewID(), Channel: channel, Name: strings.TrimSpace(name), Status: core.AccountActive,
		Config: map[string]string{}, Secrets: map[string]string{}, Health: core.Health{State: core.HealthUnchecked}}
	if _, ok := h.channels[channel]; !ok {
		return a, &core.Problem{Status: 422, Code: "channel.unknown",
			Text: fmt.Sprintf("there is no channel %q; known are %s", channel, strings.Join(slices.Sorted(maps.Keys(h.channels)), ", "))}
	}
	if a.Name == "" {
		return a, &core.Problem{Status: 422, Code: "account.name_missing", Text: "give the account a name"}
	}
	if err := h.apply(&a, set); err != nil {
		return a, err
	}
	return h.link(ctx, a)
}

// reopenHours is the setting of how long an ended conversation is reopened.
const (
	reopenHours = "reopen_hours"
	reopenMax   = 24 * 365
)

// common are settings that every channel's account takes.
func common() connectors.Settings {
	return append(connectors.Settings{{Key: reopenHours, Default: "24", Help: "How long after its end a conversation is reopened by its customer, in hours"}},
		ratingSettings()...)
}

// apply puts settings in their place. An empty value takes a setting away.
func (h *Hub) apply(a *core.Account, set map[string]string) error {
	known := append(slices.Clone(h.channels[a.Channel].Settings), common()...)
	a.Config, a.Secrets = maps.Clone(a.Config), maps.Clone(a.Secrets)
	for key, value := range set {
		i := slices.IndexFunc(known, func(s connectors.Setting) bool { return s.Key == key })
		if i < 0 {
			var keys []string
			for _, s := range known {
				keys = append(keys, s.Key)
			}
			return &core.Problem{Status: 422, Code: "account.setting_unknown",
				Text: fmt.Sprintf("channel %s has no setting %q; it has %s", a.Channel, key, strings.Join(keys, ", "))}
		}
		into := a.Config
		if known[i].Secret {
			into = a.Secrets
		}
		if into[key] = value; value == "" {
			delete(into, key)
		}
	}
	if text, ok := a.Config[reopenHours]; ok {
		if hours, err := strconv.ParseFloat(text, 64); err != nil || !(hours >= 0 && hours <= reopenMax) {
			return &core.Problem{Status: 422, Code: "account.reopen_hours", Text: fmt.Sprintf("reopen_hours is a number of hours from 0 to %d", reopenMax)}
		}
	}
	if err := checkRating(*a); err != nil {
		return err
	}
	return h.channels[a.Channel].Connector.Check(*a)
}

// asks reports whether there is somebody to ask about an account.
func (h *Hub) asks(a core.Account) bool {
	c := h.channels[a.Channel].Connector
	_, links := c.(connectors.Linker)
	_, advises := c.(connectors.Adviser)
	return (links || advises) && a.Status == core.AccountActive
}

// advice is what an account that works still lacks.
func (h *Hub) advice(a core.Account) string {
	if c, ok := h.channels[a.Channel].Connector.(connectors.Adviser); ok {
		return c.Advise(a)
	}
	return ""
}

// link verifies, connects and saves an account.
func (h *Hub) link(ctx context.Context, a core.Account) (core.Account, error) {
	state, problem := core.HealthUnchecked, ""
	if h.asks(a) {
		state, problem = core.HealthHealthy, h.advice(a)
	}
	linked, err := h.reach(ctx, a)
	if err != nil {
		if !temporary(err) && !h.unknowable(err) {
			return a, err
		}
		state, problem = core.HealthUnchecked, problemText(err)
		if linked.Config[connected] = toConnect; a.Config[connected] == "" {
			delete(linked.Config, connected)
		}
	}
	if err := h.save(ctx, linked, a.Cursor); err != nil {
		return a, err
	}
	h.store.NoteCheck(a.ID, state, problem)
	if err := h.store.FlushHealth(ctx); err != nil {
		h.log.Warn("the account's health was not written", "account", a.ID, "error", err)
	}
	h.announce(ctx, a.ID)
	return h.store.Account(ctx, a.ID)
}

// reach asks the platform to accept the account, and tells it our address.
func (h *Hub) reach(ctx context.Context, a core.Account) (core.Account, error) {
	linker, ok := h.channels[a.Channel].Connector.(connectors.Linker)
	if !ok || a.Status != core.AccountActive {
		return a, nil
	}
	ctx, cancel := context.WithTimeout(ctx, linkLimit)
	defer cancel()
	name, err := linker.Verify(ctx, a)
	if err != nil {
		return a, err
	}
	a.Config = maps.Clone(a.Config)
	a.Config["_platform_name"] = name
	if h.cfg.Offline && h.cfg.PublicURL == "" {
		return a, nil // never served: the first serve brings our address, and connects it
	}
	linked, err := linker.Connect(ctx, a, h.CallbackURL(a))
	if linked.ID != a.ID { // a connector may return nothing beside its error
		linked = a
	}
	if err != nil {
		return linked, err
	}
	linked.Config[connected] = h.connection(linked)
	return linked, nil
}

// save keeps an account as it was read and changed, and where its receiving stands if connecting has moved it
// from where it was.
func (h *Hub) save(ctx context.Context, a core.Account, was string) error {
	if err := h.store.ReplaceAccount(ctx, a); err != nil || a.Cursor == was {
		return err
	}
	return h.saveCursor(ctx, a.ID, a.Cursor)
}

// connection names what an account is connected for; "none" where it has no
// address of ours.
func (h *Hub) connection(a core.Account) string {
	if url := h.CallbackURL(a); url != "" {
		return url
	}
	return "none"
}

// temporary tells a platform that cannot be reached from one that refuses.
func temporary(err error) bool {
	var p *core.Problem
	return errors.Is(err, context.DeadlineExceeded) || errors.As(err, &p) && p.Status >= 500
}

// unknowable is a private address while no hub runs: which of them calls may
// reach is the serving hub's setting, and it checks the account when it starts.
func (h *Hub) unknowable(err error) bool {
	return h.cfg.Offline && errors.Is(err, &core.Problem{Code: httpx.CodePrivate})
}

// announce makes a change of an account known here and on other nodes. What
// waited for the account does not wait for its next try.
func (h *Hub) announce(ctx context.Context, id core.ID) {
	h.accountsChanged()
	if err := h.store.Hasten(ctx, id); err != nil {
		h.log.Warn("what waits for the account goes on late", "account", id, "error", err)
	}
	h.resume(id)
	if h.bus != nil {
		h.bus.Publish(subjectAccounts, []byte(id.String()))
	}
}

// announced hears of a change of an account on any node.
func (h *Hub) announced(_ string, id []byte) {
	h.accountsChanged()
	if id, err := core.ParseID(string(id)); err == nil {
		h.resume(id)
	}
}

// resume lets what waits for an account go, where this node works, and has the
// account's visitors looked at that are connected to this node.
func (h *Hub) resume(id core.ID) {
	if h.runner != nil {
		h.runner.Resume(id)
	}
	if h.live != nil {
		h.live.lookAtGuests(id)
	}
}

// updateAccount changes name and settings, and links anew.
func (h *Hub) updateAccount(ctx context.Context, id core.ID, name *string, set map[string]string) (core.Account, error) {
	return h.changeAccount(ctx, id, func(a core.Account) (core.Account, error) {
		if name != nil && strings.TrimSpace(*name) != "" {
			a.Name = strings.TrimSpace(*name)
		}
		before := a
		if err := h.apply(&a, set); err != nil {
			return a, err
		}
		if err := h.disclose(before, a, set); err != nil {
			return a, err
		}
		return h.link(ctx, a)
	})
}

// changeTries is how often a change of an account is begun anew.
const changeTries = 3

// changeAccount reads an account and lets f change and keep it. Platforms are asked
// meanwhile, which takes its time: where somebody else has changed the account
// since, f gets it as it is then, so that neither undoes what the other did.
func (h *Hub) changeAccount(ctx context.Context, id core.ID, f func(core.Account) (core.Account, error)) (core.Account, error) {
	for range changeTries {
		a, err := h.present(ctx, id)
		if err != nil {
			return a, err
		}
		if a, err = f(a); !errors.Is(err, store.ErrAccountChanged) {
			return a, err
		}
	}
	return core.Account{}, store.ErrBusy
}

func (h *Hub) present(ctx context.Context, id core.ID) (core.Account, error) {
	a, err := h.store.Account(ctx, id)
	if err == nil && a.Status == core.AccountRemoved {
		err = &core.Problem{Status: 404, Code: "account.not_found", Text: "there is no such account"}
	}
	return a, err
}

// checkAccount asks the platform again. What it finds is the account's health,
// not an error.
func (h *Hub) checkAccount(ctx context.Context, id core.ID) (core.Account, error) {
	a, err := h.present(ctx, id)
	if err != nil {
		return a, err
	}
	if !h.asks(a) {
		return a, nil
	}
	state, problem := core.HealthHealthy, h.advice(a)
	linked, err := h.reach(ctx, a)
	if err != nil {
		state, problem = core.HealthFailing, problemText(err)
	} else if err := h.save(ctx, linked, a.Cursor); errors.Is(err, store.ErrAccountChanged) {
		return h.present(ctx, id) // what was found is of settings that are no more
	} else if err != nil {
		return a, err
	}
	h.store.NoteCheck(id, state, problem)
	if err := h.store.FlushHealth(ctx); err != nil {
		return a, err
	}
	h.announce(ctx, id)
	return h.store.Account(ctx, id)
}

// setStatus pauses, resumes or removes. A removed account's secrets are
// forgotten; its conversations stay.
func (h *Hub) setStatus(ctx context.Context, id core.ID, status core.AccountStatus) (core.Account, error) {
	a, err := h.present(ctx, id)
	if err != nil {
		return a, err
	}
	if status == core.AccountRemoved {
		if linker, ok := h.channels[a.Channel].Connector.(connectors.Linker); ok {
			ctx, cancel := context.WithTimeout(ctx, linkLimit)
			if err := linker.Disconnect(ctx, a); err != nil {
				h.log.Warn("the platform was not told that the account is removed", "account", a.ID, "error", err)
			}
			cancel()
		}
	}
	a, err = h.changeAccount(ctx, id, func(a core.Account) (core.Account, error) {
		if a.Status = status; status == core.AccountRemoved {
			a.Secrets = map[string]string{}
		}
		return a, h.store.ReplaceAccount(ctx, a)
	})
	if err != nil {
		return a, err
	}
	h.announce(ctx, id)
	return h.store.Account(ctx, id)
}
