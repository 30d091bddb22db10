package hub

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/canned"
)

// The bounds of canned replies.
const (
	cannedMax      = 1000 // of one owner
	cannedTextMax  = 10_000
	cannedTitleMax = 200
)

var shortcutForm = regexp.MustCompile(`^[^\s/]{1,50}$`)

// everyTeam reports whether a viewer manages the canned replies of all teams.
func everyTeam(v core.Viewer) bool { return v.Can(core.PermDesk) && v.Scope == core.ScopeAll }

// CannedReplies implements api.AtDesk.
func (h *Hub) CannedReplies(ctx context.Context, v core.Viewer, f core.CannedFilter, p core.Page) (core.List[core.CannedReply], error) {
	if err := need(v, core.PermReply); err != nil {
		return core.List[core.CannedReply]{}, err
	}
	f.All = f.All && everyTeam(v)
	return h.store.CannedReplies(ctx, v, f, p)
}

// CreateCanned implements api.AtDesk.
func (h *Hub) CreateCanned(ctx context.Context, v core.Viewer, c core.CannedReply) (core.CannedReply, error) {
	c.ID, c.CreatedBy = core.NewID(), v.AgentID
	if c.Scope == core.CannedPersonal {
		c.OwnerID = v.AgentID
	}
	if err := h.checkCanned(ctx, v, &c); err != nil {
		return c, err
	}
	n, err := h.store.CannedCount(ctx, c.OwnerID)
	if err == nil && n >= cannedMax {
		err = &core.Problem{Status: 409, Code: "canned_reply.too_many", Text: fmt.Sprintf("there are %d canned replies here already: remove some that nobody uses", n)}
	}
	if err != nil {
		return c, err
	}
	return h.saveCanned(ctx, v, c, c, "canned_reply.created")
}

// UpdateCanned implements api.AtDesk: change is given the reply as it is.
func (h *Hub) UpdateCanned(ctx context.Context, v core.Viewer, id core.ID, change func(*core.CannedReply)) (core.CannedReply, error) {
	c, err := h.cannedToChange(ctx, v, id)
	if err != nil {
		return c, err
	}
	was := c
	change(&c)
	if c.Scope == core.CannedPersonal {
		c.OwnerID = v.AgentID
	}
	if err := h.checkCanned(ctx, v, &c); err != nil {
		return c, err
	}
	return h.saveCanned(ctx, v, was, c, "canned_reply.updated")
}

// RemoveCanned implements api.AtDesk.
func (h *Hub) RemoveCanned(ctx context.Context, v core.Viewer, id core.ID) error {
	c, err := h.cannedToChange(ctx, v, id)
	if err != nil {
		return err
	}
	if err := h.store.RemoveCanned(ctx, id); err != nil {
		return err
	}
	return h.auditCanned(ctx, v, c, c, "canned_reply.removed")
}

func (h *Hub) cannedToChange(ctx context.Context, v core.Viewer, id core.ID) (core.CannedReply, error) {
	if err := need(v, core.PermReply); err != nil {
		return core.CannedReply{}, err
	}
	c, err := h.store.CannedReply(ctx, v, id, everyTeam(v))
	if err != nil {
		return c, err
	}
	return c, mayKeep(v, c)
}

// mayKeep says who may write a canned reply: everybody their own.
func mayKeep(v core.Viewer, c core.CannedReply) error {
	switch {
	case c.Scope != core.CannedPersonal:
		return need(v, core.PermDesk)
	case v.AgentID.IsZero():
		return forbidden(core.PermDesk)
	}
	return need(v, core.PermReply)
}

func (h *Hub) saveCanned(ctx context.Context, v core.Viewer, was, c core.CannedReply, action string) (core.CannedReply, error) {
	c, err := h.store.SaveCanned(ctx, c)
	if err != nil {
		return c, err
	}
	return c, h.auditCanned(ctx, v, was, c, action)
}

// auditCanned keeps who changed what is for others too, or was.
func (h *Hub) auditCanned(ctx context.Context, v core.Viewer, was, c core.CannedReply, action string) error {
	if was.Scope == core.CannedPersonal && c.Scope == core.CannedPersonal {
		return nil
	}
	h.deskChanged("canned_replies")
	return h.audit(ctx, v, action, c.ID.String(), string(c.Scope)+" "+c.Shortcut)
}

func (h *Hub) checkCanned(ctx context.Context, v core.Viewer, c *core.CannedReply) error {
	if err := mayKeep(v, *c); err != nil {
		return err
	}
	if err := h.checkCannedOwner(ctx, v, c); err != nil {
		return err
	}
	c.Shortcut = strings.ToLower(strings.TrimPrefix(strings.TrimSpace(core.CleanText(c.Shortcut)), "/"))
	c.Title, c.Text = strings.TrimSpace(core.CleanText(c.Title)), core.CleanText(c.Text)
	if c.Title == "" {
		c.Title = c.Shortcut
	}
	refuse := func(code, format string, args ...any) error {
		return &core.Problem{Status: 422, Code: "canned_reply." + code, Text: fmt.Sprintf(format, args...)}
	}
	switch unknown := canned.Unknown(c.Text); {
	case !shortcutForm.MatchString(c.Shortcut):
		return refuse("shortcut", "a shortcut has 1 to 50 characters without spaces and slashes")
	case utf8.RuneCountInString(c.Title) > cannedTitleMax:
		return refuse("title", "a title has at most %d characters", cannedTitleMax)
	case strings.TrimSpace(c.Text) == "" && len(c.Attachments) == 0:
		return refuse("empty", "a canned reply has a text or an attachment")
	case utf8.RuneCountInString(c.Text) > cannedTextMax:
		return refuse("too_long", "a canned reply has at most %d characters", cannedTextMax)
	case len(unknown) > 0:
		return refuse("variable", "there is no variable {{%s}}; there are {{%s}}, and {{contact.field.KEY}} and {{conversation.field.KEY}} for fields",
			unknown[0], strings.Join(canned.Names(), "}}, {{"))
	}
	return h.known(ctx, c.Attachments)
}

// checkCannedOwner sees that the one for whom it is fits its scope.
func (h *Hub) checkCannedOwner(ctx context.Context, v core.Viewer, c *core.CannedReply) error {
	switch c.Scope {
	case core.CannedPersonal:
		return nil
	case core.CannedShared:
		c.OwnerID = core.ID{}
		return nil
	case core.CannedTeam:
		teams, err := h.store.Teams(ctx)
		if err != nil {
			return err
		}
		for _, t := range teams {
			if t.ID == c.OwnerID && (everyTeam(v) || slices.Contains(v.Teams, t.ID)) {
				return nil
			}
		}
		return &core.Problem{Status: 422, Code: "canned_reply.team", Text: "name a team whose canned replies you may change"}
	}
	return &core.Problem{Status: 422, Code: "canned_reply.scope", Text: "the scope is personal, team or shared"}
}

// known fills in what the hub knows of uploaded files.
func (h *Hub) known(ctx context.Context, files []core.Upload) error {
	for i, a := range files {
		u, ok, err := h.store.Upload(ctx, a.Blob)
		if err != nil {
			return err
		}
		if !ok {
			return &core.Problem{Status: 422, Code: "attachment.unknown", Text: "an attachment names no uploaded file: upload it first and give the blob it returns"}
		}
		if a.Name != "" {
			u.Name = a.Name
		}
		files[i] = u
	}
	return nil
}

// RenderCanned implements api.AtDesk: the text as the customer of a
// conversation would read it.
func (h *Hub) RenderCanned(ctx context.Context, v core.Viewer, id, conversation core.ID) (core.Rendered, error) {
	if err := need(v, core.PermReply); err != nil {
		return core.Rendered{}, err
	}
	c, err := h.store.CannedReply(ctx, v, id, everyTeam(v))
	if err != nil {
		return core.Rendered{}, err
	}
	out, err := h.render(ctx, v, conversation, c.Text)
	out.Attachments = c.Attachments
	return out, err
}

// render fills the variables of a text in for a conversation.
func (h *Hub) render(ctx context.Context, v core.Viewer, conversation core.ID, text string) (core.Rendered, error) {
	view, err := h.store.Conversation(ctx, v, conversation)
	if err != nil {
		return core.Rendered{}, err
	}
	values, err := h.variables(ctx, v, view, canned.Variables(text))
	if err != nil {
		return core.Rendered{}, err
	}
	var out core.Rendered
	out.Text, out.Missing = canned.Render(text, func(name string) string { return values[name] })
	return out, nil
}

// variables are the values of those that are asked for, as far as the viewer may
// know them.
func (h *Hub) variables(ctx context.Context, v core.Viewer, c core.ConversationView, names []string) (map[string]string, error) {
	out := map[string]string{"conversation.id": c.ID.String(), "conversation.subject": c.Subject, "contact.id": c.ContactID.String(), "contact.name": c.ContactName}
	if !v.Can(core.PermUnmask) {
		out["contact.name"] = core.MaskedName(c.ContactName)
	}
	asked := func(prefix string) bool {
		for _, n := range names {
			if strings.HasPrefix(n, prefix) {
				return true
			}
		}
		return false
	}
	if v.Can(core.PermContactsRead) && (asked("contact.language") || asked(canned.ContactField)) {
		contact, _, _, err := h.store.Contact(ctx, v, c.ContactID)
		if err != nil {
			return nil, err
		}
		out["contact.language"] = contact.Language
		for k, value := range shownFields(v, contact.Fields) {
			out[canned.ContactField+k] = value
		}
	}
	if asked(canned.ConversationField) {
		fields, err := h.ConversationFields(ctx, v, c.ID)
		if err != nil {
			return nil, err
		}
		for k, value := range fields {
			out[canned.ConversationField+k] = value
		}
	}
	if asked("agent.") && !v.AgentID.IsZero() {
		agent, err := h.store.Profile(ctx, v.AgentID)
		if err != nil {
			return nil, err
		}
		out["agent.name"] = agent.Name
	}
	if asked("team.") && !c.TeamID.IsZero() {
		teams, err := h.store.Teams(ctx)
		if err != nil {
			return nil, err
		}
		for _, t := range teams {
			if t.ID == c.TeamID {
				out["team.name"] = t.Name
			}
		}
	}
	if asked("account.") {
		account, err := h.accounts.get(ctx, c.AccountID)
		if err != nil {
			return nil, err
		}
		out["account.name"] = account.Name
	}
	return out, nil
}
