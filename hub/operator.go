package hub

import (
	"context"
	"fmt"
	"io"
	"net/mail"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/secret"
)

// Authenticate implements api.Operator.
func (h *Hub) Authenticate(ctx context.Context, key string) (core.Viewer, core.APIKey, error) {
	bad := &core.Problem{Status: 401, Code: "auth.invalid", Text: "the API key is unknown or revoked"}
	if !secret.LooksLikeAPIKey(key) {
		return core.Viewer{}, core.APIKey{}, bad
	}
	k, ok, err := h.store.KeyByHash(ctx, secret.HashAPIKey(key))
	if err != nil {
		return core.Viewer{}, k, err
	}
	if !ok {
		return core.Viewer{}, k, bad
	}
	v, err := h.store.Viewer(ctx, k.AgentID)
	if err != nil {
		return v, k, bad
	}
	if len(k.Scopes) > 0 {
		v.Permissions = slices.DeleteFunc(slices.Clone(v.Permissions), func(p core.Permission) bool { return !slices.Contains(k.Scopes, p) })
	}
	if core.At(h.cfg.Now()).Sub(k.LastUsedAt) > time.Minute {
		if err := h.store.TouchKey(ctx, k.ID); err != nil {
			h.log.Warn("the key's last use was not written", "error", err)
		}
	}
	return v, k, nil
}

// Setup makes the owner, or resets that owner's password and key.
func (h *Hub) Setup(ctx context.Context, email, password, name string) (key string, err error) {
	if err := checkPerson(email, name); err != nil {
		return "", err
	}
	if err := checkPassword(password); err != nil {
		return "", err
	}
	agent, err := h.store.AgentByEmail(ctx, email)
	switch {
	case err == nil:
		if agent.Role != "owner" {
			return "", &core.Problem{Status: 409, Code: "setup.not_owner", Text: "this e-mail address belongs to somebody who is not an owner"}
		}
		agent.Name, agent.Disabled = name, false
	case hasCode(err, "agent.not_found"):
		agent = core.Agent{ID: core.NewID(), Email: email, Name: name, Role: "owner"}
	default:
		return "", err
	}
	ended, err := h.store.Sessions(ctx, agent.ID)
	if err != nil {
		return "", err
	}
	if err := h.store.SaveOwner(ctx, agent, secret.HashPassword(password)); err != nil {
		return "", err
	}
	h.sessionsEnded(ended)
	if err := h.store.RevokeKeysNamed(ctx, agent.ID, setupKey); err != nil {
		return "", err
	}
	key, _, err = h.newKey(ctx, agent.ID, setupKey, nil)
	if err == nil {
		err = h.store.Audit(ctx, core.Actor{Kind: core.BySystem}, "owner.set_up", agent.ID.String(), email)
	}
	return key, err
}

// setupKey names the key that setup makes.
const setupKey = "setup"

func checkPerson(email, name string) error {
	if a, err := mail.ParseAddress(email); err != nil || a.Address != email {
		return &core.Problem{Status: 422, Code: "agent.email", Text: "the e-mail address is not valid"}
	}
	if strings.TrimSpace(name) == "" {
		return &core.Problem{Status: 422, Code: "agent.name", Text: "give a name"}
	}
	return nil
}

// passwordMin follows NIST SP 800-63B: length, no rules of composition.
const passwordMin = 8

func checkPassword(password string) error {
	if n := utf8.RuneCountInString(password); n < passwordMin || len(password) > 1024 {
		return &core.Problem{Status: 422, Code: "agent.password", Text: fmt.Sprintf("a password has at least %d characters", passwordMin)}
	}
	return nil
}

func (h *Hub) newKey(ctx context.Context, agent core.ID, name string, scopes []core.Permission) (string, core.APIKey, error) {
	key, prefix, hash := secret.NewAPIKey()
	k := core.APIKey{ID: core.NewID(), AgentID: agent, Name: name, Prefix: prefix, Scopes: scopes, CreatedAt: core.At(h.cfg.Now())}
	return key, k, h.store.AddKey(ctx, k, hash)
}

// Keys implements api.Operator: one's own, or everybody's with the permission.
func (h *Hub) Keys(ctx context.Context, v core.Viewer) ([]core.APIKey, error) {
	owner := v.AgentID
	if v.Can(core.PermKeys) {
		owner = core.ID{}
	}
	return h.store.Keys(ctx, owner)
}

// CreateKey implements api.Operator. A key never has more rights than its maker.
func (h *Hub) CreateKey(ctx context.Context, v core.Viewer, name string, scopes []core.Permission) (string, core.APIKey, error) {
	for _, s := range scopes {
		if !v.Can(s) {
			return "", core.APIKey{}, forbidden(s)
		}
	}
	if len(scopes) == 0 {
		scopes = v.Permissions
	}
	if len(scopes) == 0 { // a key without scopes has all that its agent has
		return "", core.APIKey{}, forbidden(core.PermRead)
	}
	key, k, err := h.newKey(ctx, v.AgentID, name, scopes)
	if err == nil {
		err = h.audit(ctx, v, "api_key.created", k.ID.String(), name)
	}
	return key, k, err
}

// RevokeKey implements api.Operator.
func (h *Hub) RevokeKey(ctx context.Context, v core.Viewer, id core.ID) error {
	owner := v.AgentID
	if v.Can(core.PermKeys) {
		owner = core.ID{}
	}
	if err := h.store.RevokeKey(ctx, owner, id); err != nil {
		return err
	}
	h.accessChanged(core.AccessChange{Key: id, Ended: true})
	return h.audit(ctx, v, "api_key.revoked", id.String(), "")
}

func (h *Hub) audit(ctx context.Context, v core.Viewer, action, target, detail string) error {
	return h.store.Audit(ctx, v.Actor(), action, target, detail)
}

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

// Agents implements api.Operator.
func (h *Hub) Agents(ctx context.Context, _ core.Viewer) ([]core.Agent, error) {
	return h.store.Agents(ctx)
}

// CreateAgent implements api.Operator.
func (h *Hub) CreateAgent(ctx context.Context, v core.Viewer, email, name, role, password string) (core.Agent, error) {
	if err := need(v, core.PermAgents); err != nil {
		return core.Agent{}, err
	}
	if err := checkPerson(email, name); err != nil {
		return core.Agent{}, err
	}
	hash := ""
	if password != "" {
		if err := checkPassword(password); err != nil {
			return core.Agent{}, err
		}
		hash = secret.HashPassword(password)
	}
	if err := h.mayGive(ctx, v, role); err != nil {
		return core.Agent{}, err
	}
	a := core.Agent{ID: core.NewID(), Email: strings.ToLower(email), Name: name, Role: role, Availability: core.Offline, CreatedAt: core.At(h.cfg.Now())}
	if err := h.store.SaveAgent(ctx, a, hash); err != nil {
		return a, err
	}
	return a, h.audit(ctx, v, "agent.created", a.ID.String(), role)
}

// Teams implements api.Operator.
func (h *Hub) Teams(ctx context.Context, _ core.Viewer) ([]core.Team, error) {
	return h.store.Teams(ctx)
}

// CreateTeam implements api.Operator.
func (h *Hub) CreateTeam(ctx context.Context, v core.Viewer, t core.Team) (core.Team, error) {
	if err := need(v, core.PermAgents); err != nil {
		return t, err
	}
	t.ID = core.NewID()
	if err := h.store.AddTeam(ctx, t); err != nil {
		return t, err
	}
	return t, h.audit(ctx, v, "team.created", t.ID.String(), t.Name)
}

// SetTeamMembers implements api.Operator.
func (h *Hub) SetTeamMembers(ctx context.Context, v core.Viewer, team core.ID, agents []core.ID) error {
	if err := need(v, core.PermAgents); err != nil {
		return err
	}
	before, err := h.store.TeamsOf(ctx)
	if err != nil {
		return err
	}
	if err := h.store.SetTeamMembers(ctx, team, agents); err != nil {
		return err
	}
	for agent, teams := range before {
		if slices.Contains(teams, team) && !slices.Contains(agents, agent) {
			agents = append(agents, agent) // who has left sees less
		}
	}
	for _, agent := range agents {
		h.accessChanged(core.AccessChange{Agent: agent})
	}
	return h.audit(ctx, v, "team.members_set", team.String(), fmt.Sprint(len(agents)))
}

// Raws implements api.Operator.
func (h *Hub) Raws(ctx context.Context, v core.Viewer, state core.RawState, p core.Page) (core.List[core.RawRow], error) {
	if err := need(v, core.PermRaws); err != nil {
		return core.List[core.RawRow]{}, err
	}
	return h.store.Raws(ctx, state, p)
}

// ReplayRaw implements api.Operator.
func (h *Hub) ReplayRaw(ctx context.Context, v core.Viewer, id core.ID) (core.RawRow, error) {
	if err := need(v, core.PermRaws); err != nil {
		return core.RawRow{}, err
	}
	return h.replayRaw(ctx, id)
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
	return h.store.Do(ctx, &engine.Revive{ConversationKey: l.Items[0].Key, MessageID: w.MessageID})
}

// Audit implements api.Operator.
func (h *Hub) Audit(ctx context.Context, v core.Viewer, p core.Page) (core.List[core.AuditRow], error) {
	if err := need(v, core.PermAgents); err != nil {
		return core.List[core.AuditRow]{}, err
	}
	return h.store.AuditRows(ctx, p)
}

// Attachment implements api.Reader.
func (h *Hub) Attachment(ctx context.Context, v core.Viewer, id core.ID) (core.Attachment, io.ReadCloser, error) {
	a, _, err := h.store.Attachment(ctx, v, id)
	if err != nil {
		return a, nil, err
	}
	if a.State != core.AttachmentReady || a.Media.Blob == "" {
		return a, nil, &core.Problem{Status: 409, Code: "attachment.not_ready", Text: "the file is not here: it is " + string(a.State)}
	}
	r, size, err := h.blobs.Open(ctx, a.Media.Blob)
	a.Media.Size = size
	return a, r, err
}

// RetryAttachment implements api.Desk.
func (h *Hub) RetryAttachment(ctx context.Context, v core.Viewer, id core.ID) error {
	if err := need(v, core.PermReply); err != nil {
		return err
	}
	a, m, err := h.store.Attachment(ctx, v, id)
	if err != nil {
		return err
	}
	if a.State != core.AttachmentFailed {
		return &core.Problem{Status: 409, Code: "attachment.not_failed", Text: "only a file that could not be fetched is tried again"}
	}
	a.State, a.Error = core.AttachmentPending, ""
	if err := h.store.SetAttachment(ctx, a); err != nil {
		return err
	}
	return h.addMediaJob(ctx, m, a)
}
