package hub

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/jobs"
	"github.com/switchboard-hub/switchboard/core/store"
)

// Called hears how a platform's calls of an account's address fare.
func (h *Hub) Called(account core.ID, err error) { h.store.NoteCall(account, err) }

// pullRung gets what a bell announced, for the account that it is for: all of
// one enterprise may be called at one address.
func (h *Hub) pullRung(ctx context.Context, j core.Job) error {
	w, err := decode[engine.PullWork](j)
	if err != nil {
		return err
	}
	at, err := h.store.Account(ctx, j.AccountID)
	if err != nil {
		return refusedForGood(err)
	}
	puller, ok := h.channels[at.Channel].Connector.(connectors.Puller)
	if !ok {
		return fmt.Errorf("%w: the channel pulls nothing", jobs.ErrDead)
	}
	accounts, err := h.store.Accounts(ctx)
	if err != nil {
		return err
	}
	for _, a := range accounts {
		if a.Channel != at.Channel || a.Status != core.AccountActive || !puller.Rung(a, at, w.Bell) {
			continue
		}
		began := core.At(h.cfg.Now())
		if !h.pulls.after(a.ID, j.CreatedAt) {
			return nil // a pull that began since has brought what this bell was for
		}
		if err := puller.Pull(ctx, a, w.Bell.Ticket, sinkFor{h, a.ID}); err != nil {
			return platformWork(err)
		}
		h.pulls.done(a.ID, began)
		return nil
	}
	return nil // an account that is not linked here
}

// clocksApart is how far the clocks of two nodes may differ.
const clocksApart = 5 * time.Second

// pulls remembers when the last pull of an account that succeeded began: many
// bells that rang before it need none of their own.
type pulls struct {
	mu    sync.Mutex
	began map[core.ID]core.Time
}

// after reports whether a bell rang after the last pull had begun.
func (p *pulls) after(account core.ID, rang core.Time) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return rang.Add(clocksApart) >= p.began[account]
}

func (p *pulls) done(account core.ID, began core.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.began == nil {
		p.began = map[core.ID]core.Time{}
	}
	p.began[account] = max(began, p.began[account])
}

// platformWork ends what the platform refuses for good; the rest is tried again.
func platformWork(err error) error {
	if err == nil {
		return nil
	}
	var se *core.SendError
	if errors.As(err, &se) && (se.Class == core.Rejected || se.Class == core.Gone) {
		return fmt.Errorf("%w: %w", jobs.ErrDead, err)
	}
	return refusedForGood(err)
}

// askProfile asks the platform who somebody is, and keeps what it says.
func (h *Hub) askProfile(ctx context.Context, j core.Job) error {
	w, err := decode[engine.ProfileWork](j)
	if err != nil {
		return err
	}
	identity, err := h.store.Identity(ctx, w.IdentityID)
	if err != nil {
		return refusedForGood(err)
	}
	a, err := h.accounts.get(ctx, identity.AccountID)
	if err != nil {
		return refusedForGood(err)
	}
	p, err := h.profile(ctx, a, identity)
	if err != nil {
		return err
	}
	if p.User.Union = cmp.Or(p.User.Union, w.Union); p.User.Union != "" {
		p.User.Union = a.Channel + ":" + p.User.Union
	}
	contact, err := h.store.KeepProfile(ctx, identity.ID, p)
	if err != nil {
		return refusedForGood(err)
	}
	if a.Config[syncTags] != "yes" {
		return nil
	}
	for _, tag := range p.Tags {
		if err := h.store.Tag(ctx, core.TagContact, contact, tag, true, core.Actor{Kind: core.BySystem}); err != nil {
			return refusedForGood(err)
		}
	}
	return nil
}

// profile asks the platform. Where it does not say who somebody is, they can be
// talked to all the same.
func (h *Hub) profile(ctx context.Context, a core.Account, identity core.Identity) (core.Person, error) {
	profiler, can := h.channels[a.Channel].Connector.(connectors.Profiler)
	if !can || a.Status != core.AccountActive {
		return core.Person{}, nil
	}
	p, err := profiler.Profile(ctx, a, identity.ExternalID)
	var se *core.SendError
	if errors.As(err, &se) && (se.Class == core.Rejected || se.Class == core.Gone || se.Class == core.Auth) {
		h.log.Info("the platform does not say who somebody is", "account", a.ID, "error", err)
		return core.Person{}, nil
	}
	return p, err
}

// jobTagOut puts a contact's tag on its identities' platforms, or takes it off.
const (
	jobTagOut = "tag_out"
	tagOutFor = 24 * time.Hour
	// syncTags is the setting of an account that keeps the platform's tags.
	syncTags = "sync_tags"
)

type tagOutWork struct {
	ContactID core.ID `json:"contact_id"`
	Tag       string  `json:"tag"`
	On        bool    `json:"on"`
}

// tagOutLater lets platforms know of a tag, where there is one that wants to: a
// job for each, so that none waits for another.
func (h *Hub) tagOutLater(ctx context.Context, contact core.ID, tag string, on bool) error {
	work, err := json.Marshal(tagOutWork{ContactID: contact, Tag: tag, On: on})
	if err != nil {
		return err
	}
	users, err := h.usersByAccount(ctx, contact)
	if err != nil {
		return err
	}
	now := core.At(h.cfg.Now())
	var list []core.Job
	for account := range users {
		a, err := h.accounts.get(ctx, account)
		if errors.Is(err, store.ErrNoAccount) {
			continue
		}
		if err != nil {
			return err
		}
		if h.tagger(a) != nil {
			list = append(list, core.Job{Key: "tag:" + contact.String() + ":" + account.String(), Class: core.ClassBulk, Kind: jobTagOut, AccountID: account,
				Payload: work, State: core.JobWaiting, DueAt: now, CreatedAt: now, Deadline: now.Add(tagOutFor)})
		}
	}
	return h.store.AddJob(ctx, list...)
}

// usersByAccount is who a contact is in each account.
func (h *Hub) usersByAccount(ctx context.Context, contact core.ID) (map[core.ID][]string, error) {
	_, identities, _, err := h.store.Contact(ctx, core.Viewer{Scope: core.ScopeAll}, contact)
	users := map[core.ID][]string{}
	for _, i := range identities {
		users[i.AccountID] = append(users[i.AccountID], i.ExternalID)
	}
	return users, err
}

// tagger is the ability of an account that keeps tags and wants to; nil: it does not.
func (h *Hub) tagger(a core.Account) connectors.Tagger {
	t, can := h.channels[a.Channel].Connector.(connectors.Tagger)
	if !can || a.Status != core.AccountActive || a.Config[syncTags] != "yes" {
		return nil
	}
	return t
}

func (h *Hub) tagOut(ctx context.Context, j core.Job) error {
	w, err := decode[tagOutWork](j)
	if err != nil {
		return err
	}
	a, err := h.accounts.get(ctx, j.AccountID)
	if err != nil {
		return refusedForGood(err)
	}
	users, err := h.usersByAccount(ctx, w.ContactID)
	if err != nil {
		return refusedForGood(err)
	}
	t := h.tagger(a)
	if t == nil || len(users[a.ID]) == 0 {
		return nil
	}
	return platformWork(t.Tag(ctx, a, w.Tag, users[a.ID], w.On))
}
