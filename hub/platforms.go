package hub

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/jobs"
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
		return platformWork(puller.Pull(ctx, a, w.Bell.Ticket, sinkFor{h, a.ID}))
	}
	return nil // an account that is not linked here
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
	profiler, can := h.channels[a.Channel].Connector.(connectors.Profiler)
	if !can || a.Status != core.AccountActive {
		return nil
	}
	p, err := profiler.Profile(ctx, a, identity.ExternalID)
	var se *core.SendError
	if errors.As(err, &se) && (se.Class == core.Rejected || se.Class == core.Gone || se.Class == core.Auth) {
		h.log.Info("the platform does not say who somebody is", "account", a.ID, "error", err)
		return nil // they can be talked to all the same
	}
	if err != nil {
		return err
	}
	if p.User.Union != "" {
		p.User.Union = a.Channel + ":" + p.User.Union
	}
	contact, err := h.store.KeepProfile(ctx, identity.ID, p)
	if err != nil {
		return refusedForGood(err)
	}
	for _, tag := range p.Tags {
		if err := h.store.Tag(ctx, core.TagContact, contact, tag, true, core.Actor{Kind: core.BySystem}); err != nil {
			return refusedForGood(err)
		}
	}
	return nil
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

// tagOutLater lets platforms know of a tag, where there is one that wants to.
func (h *Hub) tagOutLater(ctx context.Context, contact core.ID, tag string, on bool) error {
	accounts, err := h.taggers(ctx, contact)
	if err != nil || len(accounts) == 0 {
		return err
	}
	work, err := json.Marshal(tagOutWork{ContactID: contact, Tag: tag, On: on})
	if err != nil {
		return err
	}
	now := core.At(h.cfg.Now())
	return h.store.AddJob(ctx, core.Job{Key: "tag:" + contact.String(), Class: core.ClassBulk, Kind: jobTagOut, Payload: work,
		State: core.JobWaiting, DueAt: now, CreatedAt: now, Deadline: now.Add(tagOutFor)})
}

// tagger is an account that keeps tags, and who a contact is there.
type tagger struct {
	account core.Account
	users   []string
}

func (h *Hub) taggers(ctx context.Context, contact core.ID) (out []tagger, err error) {
	_, identities, _, err := h.store.Contact(ctx, core.Viewer{Scope: core.ScopeAll}, contact)
	if err != nil {
		return nil, err
	}
	by := map[core.ID][]string{}
	for _, i := range identities {
		by[i.AccountID] = append(by[i.AccountID], i.ExternalID)
	}
	for id, users := range by {
		a, err := h.accounts.get(ctx, id)
		if err != nil {
			if errors.Is(err, &core.Problem{Code: "account.not_found"}) {
				continue
			}
			return nil, err
		}
		_, can := h.channels[a.Channel].Connector.(connectors.Tagger)
		if can && a.Status == core.AccountActive && a.Config[syncTags] == "yes" {
			out = append(out, tagger{a, users})
		}
	}
	return out, nil
}

func (h *Hub) tagOut(ctx context.Context, j core.Job) error {
	w, err := decode[tagOutWork](j)
	if err != nil {
		return err
	}
	accounts, err := h.taggers(ctx, w.ContactID)
	if err != nil {
		return refusedForGood(err)
	}
	var errs []error
	for _, t := range accounts {
		c := h.channels[t.account.Channel].Connector.(connectors.Tagger) //nolint:forcetypeassert // taggers has asked
		errs = append(errs, platformWork(c.Tag(ctx, t.account, w.Tag, t.users, w.On)))
	}
	return errors.Join(errs...)
}
