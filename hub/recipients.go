package hub

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
)

// recipientsReach is how many messages of a conversation are looked through for
// its people.
const recipientsReach = 100

// wholeAddresses puts whole addresses in the place of masked ones, for an agent
// who does not see them: those of the conversation's people, where only one of
// them reads like that. Others stay, and are refused by the planner.
func (h *Hub) wholeAddresses(ctx context.Context, c core.ConversationView, content *core.Content) error {
	masked := func(u core.UserRef) bool { return strings.Contains(u.ExternalID, "***") }
	if !slices.ContainsFunc(slices.Concat(content.To, content.Cc, content.Bcc), masked) {
		return nil
	}
	known, err := h.peopleOf(ctx, c)
	if err != nil {
		return err
	}
	for _, list := range []*[]core.UserRef{&content.To, &content.Cc, &content.Bcc} {
		*list = slices.Clone(*list)
		for i, u := range *list {
			if whole := known[u.ExternalID]; masked(u) && len(whole) == 1 {
				(*list)[i] = whole[0]
			}
		}
	}
	return nil
}

// peopleOf finds the people of a conversation's latest mails, by how an agent
// without the right to see addresses reads theirs.
func (h *Hub) peopleOf(ctx context.Context, c core.ConversationView) (map[string][]core.UserRef, error) {
	known := map[string][]core.UserRef{}
	add := func(address, name string) {
		same := func(u core.UserRef) bool { return strings.EqualFold(u.ExternalID, address) }
		if m := core.MaskEmail(address); address != "" && !slices.ContainsFunc(known[m], same) {
			known[m] = append(known[m], core.UserRef{ExternalID: address, Name: name})
		}
	}
	who, err := h.store.Identity(ctx, c.IdentityID)
	if err != nil {
		return nil, err
	}
	add(who.ExternalID, who.Name)
	list, err := h.store.Messages(ctx, core.Viewer{Scope: core.ScopeAll}, c.ID, max(0, c.Seq-recipientsReach), recipientsReach)
	if err != nil {
		return nil, err
	}
	for _, m := range list {
		if m.Content == nil {
			continue
		}
		for _, u := range slices.Concat(m.Content.To, m.Content.Cc, m.Content.Participants) {
			add(u.ExternalID, u.Name)
		}
		for _, a := range mailPeople(m.Content.Extra) {
			add(a.Address, a.Name)
		}
	}
	return known, nil
}

// mailPerson is somebody as a mail names them.
type mailPerson struct{ Address, Name string }

// mailPeople reads who a mail is from and for; nobody where it is no mail.
func mailPeople(extra json.RawMessage) []mailPerson {
	var in struct {
		Mail struct {
			From, To, Cc []mailPerson
			ReplyTo      []mailPerson `json:"reply_to"`
		}
	}
	if len(extra) == 0 || json.Unmarshal(extra, &in) != nil {
		return nil
	}
	return slices.Concat(in.Mail.From, in.Mail.ReplyTo, in.Mail.To, in.Mail.Cc)
}
