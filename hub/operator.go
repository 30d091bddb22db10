package hub

import (
	"context"
	"fmt"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
)

// Accounts implements api.Operator.
func (h *Hub) Accounts(ctx context.Context, _ core.Viewer) ([]core.Account, error) {
	return h.store.Accounts(ctx)
}

// Account implements api.Operator.
func (h *Hub) Account(ctx context.Context, _ core.Viewer, id core.ID) (core.Account, error) {
	return h.present(ctx, id)
}

// AddAccount implements api.Operator.
func (h *Hub) AddAccount(ctx context.Context, v core.Viewer, channel, name string, set map[string]string) (core.Account, error) {
	if err := need(v, core.PermAccounts); err != nil {
		return core.Account{}, err
	}
	a, err := h.addAccount(ctx, channel, name, set)
	if err == nil {
		err = h.audit(ctx, v, "account.added", a.ID.String(), channel+" "+a.Name)
	}
	return a, err
}

// UpdateAccount implements api.Operator.
func (h *Hub) UpdateAccount(ctx context.Context, v core.Viewer, id core.ID, name *string, set map[string]string) (core.Account, error) {
	if err := need(v, core.PermAccounts); err != nil {
		return core.Account{}, err
	}
	a, err := h.updateAccount(ctx, id, name, set)
	if err == nil {
		err = h.audit(ctx, v, "account.updated", id.String(), "")
	}
	return a, err
}

// CheckAccount implements api.Operator.
func (h *Hub) CheckAccount(ctx context.Context, v core.Viewer, id core.ID) (core.Account, error) {
	if err := need(v, core.PermAccounts); err != nil {
		return core.Account{}, err
	}
	return h.checkAccount(ctx, id)
}

// SetAccountStatus implements api.Operator.
func (h *Hub) SetAccountStatus(ctx context.Context, v core.Viewer, id core.ID, s core.AccountStatus) (core.Account, error) {
	if err := need(v, core.PermAccounts); err != nil {
		return core.Account{}, err
	}
	a, err := h.setStatus(ctx, id, s)
	if err == nil {
		err = h.audit(ctx, v, "account."+string(s), id.String(), "")
	}
	return a, err
}

// Caps implements api.Operator.
func (h *Hub) Caps(ctx context.Context, _ core.Viewer, account core.ID) (core.Caps, error) {
	a, err := h.present(ctx, account)
	if err != nil {
		return core.Caps{}, err
	}
	ch, ok := h.channels[a.Channel]
	if !ok {
		return core.Caps{}, &core.Problem{Status: 409, Code: "channel.unknown", Text: "this binary has no channel " + a.Channel}
	}
	return ch.Connector.Caps(a), nil
}

// Raws implements api.Operator.
func (h *Hub) Raws(ctx context.Context, v core.Viewer, state core.RawState, p core.Page) (core.List[core.RawRow], error) {
	if err := need(v, core.PermRaws); err != nil {
		return core.List[core.RawRow]{}, err
	}
	return h.store.Raws(ctx, core.ID{}, state, p)
}

// AccountRaws implements api.Operator.
func (h *Hub) AccountRaws(ctx context.Context, v core.Viewer, account core.ID, p core.Page) (core.List[core.RawRow], error) {
	if err := need(v, core.PermRaws); err != nil {
		return core.List[core.RawRow]{}, err
	}
	if _, err := h.present(ctx, account); err != nil {
		return core.List[core.RawRow]{}, err
	}
	return h.store.Raws(ctx, account, core.RawFailed, p)
}

// ReplayRaw implements api.Operator.
func (h *Hub) ReplayRaw(ctx context.Context, v core.Viewer, id core.ID) (core.RawRow, error) {
	if err := need(v, core.PermRaws); err != nil {
		return core.RawRow{}, err
	}
	r, err := h.replayRaw(ctx, id)
	if err == nil {
		err = h.audit(ctx, v, "raw.replayed", id.String(), string(r.State))
	}
	return r, err
}

// Jobs implements api.Operator.
func (h *Hub) Jobs(ctx context.Context, v core.Viewer, state string, p core.Page) (core.List[core.Job], error) {
	if err := need(v, core.PermJobs); err != nil {
		return core.List[core.Job]{}, err
	}
	return h.store.Jobs(ctx, state, p)
}

// ReplayJob implements api.Operator. What was given up with the job is queued again.
func (h *Hub) ReplayJob(ctx context.Context, v core.Viewer, id int64) error {
	if err := need(v, core.PermJobs); err != nil {
		return err
	}
	if err := h.revive(ctx, id); err != nil {
		return err
	}
	j, err := h.store.ReplayJob(ctx, id)
	if err != nil {
		return err
	}
	if h.runner != nil {
		h.runner.Wake()
	}
	return h.audit(ctx, v, "job.replayed", fmt.Sprint(id), j.Kind)
}

// revive queues again what a dead job gave up, before the job can run: one that
// finds nothing to send is done.
func (h *Hub) revive(ctx context.Context, id int64) error {
	l, err := h.store.Jobs(ctx, core.JobDead, core.Page{After: fmt.Sprint(id - 1), Limit: 1})
	if err != nil || len(l.Items) == 0 || l.Items[0].ID != id || l.Items[0].Kind != engine.JobSend {
		return err
	}
	w, err := decode[engine.SendWork](l.Items[0])
	if err != nil {
		return err
	}
	a, err := h.accounts.get(ctx, l.Items[0].AccountID)
	if err != nil {
		return err
	}
	c := &engine.Revive{ConversationKey: l.Items[0].Key, MessageID: w.MessageID}
	if ch, known := h.channels[a.Channel]; known {
		c.Windows = ch.Connector.Caps(a).Windows
	}
	return h.store.Do(ctx, c)
}

// Audit implements api.Rights.
func (h *Hub) Audit(ctx context.Context, v core.Viewer, f core.AuditFilter, p core.Page) (core.List[core.AuditRow], error) {
	if err := need(v, core.PermAudit); err != nil {
		return core.List[core.AuditRow]{}, err
	}
	return h.store.AuditRows(ctx, f, p)
}

// audit keeps who changed what. The command line is nobody's, so the system's.
func (h *Hub) audit(ctx context.Context, v core.Viewer, action, target, detail string) error {
	by := v.Actor()
	if by.ID.IsZero() {
		by.Kind = core.BySystem
	}
	return h.store.Audit(ctx, by, action, target, detail)
}
