package hub

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/mail"
	"strconv"
	"strings"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/jobs"
	"github.com/switchboard-hub/switchboard/core/store"
	"github.com/switchboard-hub/switchboard/outbound/plan"
)

// The settings of a website by which answers follow who is gone: the account of
// a channel with addresses, and after how many minutes.
const (
	followAccount = "mail_account"
	followAfter   = "mail_after_minutes"
)

const (
	followAfterDefault = 5 * time.Minute
	followPatience     = 3  // times of that, at most, an unread answer waits for more to be written
	followMost         = 20 // answers in one mail; what was said before is in the chat still
)

// followUpAfter is how long an answer of a website's account waits to be read
// before it is sent after its reader; 0: never.
func followUpAfter(a core.Account) time.Duration {
	if a.Config[followAccount] == "" {
		return 0
	}
	if n, err := strconv.Atoi(a.Config[followAfter]); err == nil && n > 0 {
		return time.Duration(n) * time.Minute
	}
	return followAfterDefault
}

// followUp looks at an answer that may be unread, and sends it by mail when its
// reader is gone and has left an address.
func (h *Hub) followUp(ctx context.Context, j core.Job) error {
	w, err := decode[engine.FollowUpWork](j)
	if err != nil {
		return err
	}
	view, err := h.store.Conversation(ctx, core.Viewer{Scope: core.ScopeAll}, w.ConversationID)
	if err != nil {
		return refusedForGood(err)
	}
	site, err := h.accounts.get(ctx, view.AccountID)
	if err != nil {
		return refusedForGood(err)
	}
	after := followUpAfter(site)
	if after == 0 || view.CustomerReadSeq >= w.Seq || view.LastDirection == core.In && view.LastSeq > w.Seq {
		return nil
	}
	now := core.At(h.cfg.Now())
	if due := core.At(h.live.seen.since(view.IdentityID)).Add(after); due > now {
		return &jobs.Again{At: due, Free: true, Err: errors.New("the visitor is here, or was until a moment ago")}
	}
	unread, err := h.unread(ctx, view)
	if err != nil || len(unread) == 0 {
		return err
	}
	if unread[len(unread)-1].Seq > w.Seq && unread[0].SentAt.Add(followPatience*after) > now {
		return nil // another one was written since, whose own look sends them all
	}
	return refusedForGood(h.sendAfter(ctx, site, view, unread))
}

// unread are the latest answers that a visitor has neither read nor been sent.
func (h *Hub) unread(ctx context.Context, c core.ConversationView) ([]core.Message, error) {
	upto := max(c.CustomerReadSeq, c.Seq-200)
	list, err := h.store.Messages(ctx, core.Viewer{Scope: core.ScopeAll}, c.ID, upto, 200)
	if err != nil {
		return nil, err
	}
	var out []core.Message
	for _, m := range list {
		switch {
		case m.Direction == core.In && m.Visibility == core.Public, strings.HasPrefix(m.ClientMessageID, "follow-up:"):
			out = nil // they were there, or all before it was sent
		case m.Direction == core.Out && m.Visibility == core.Public && m.Author.Kind == core.ByAgent && m.DeletedAt == 0:
			out = append(out, m)
		}
	}
	return out[max(0, len(out)-followMost):], nil
}

// sendAfter sends unread answers by the mail account to the address that the
// visitor left; without one of the two they wait in the chat.
func (h *Hub) sendAfter(ctx context.Context, site core.Account, c core.ConversationView, unread []core.Message) error {
	id, err := core.ParseID(site.Config[followAccount])
	if err != nil {
		return nil //nolint:nilerr // it names no account
	}
	via, err := h.accounts.get(ctx, id)
	if errors.Is(err, store.ErrNoAccount) {
		h.log.Warn("answers cannot follow a visitor: the mail account is gone", "account", site.ID)
		return nil
	}
	if err != nil {
		return err
	}
	contact, identities, _, err := h.store.Contact(ctx, core.Viewer{Scope: core.ScopeAll}, c.ContactID)
	if err != nil {
		return err
	}
	to := addressOf(contact, identities, via.ID)
	channel, known := h.channels[via.Channel]
	if to.ExternalID == "" || contact.Blocked || !known || via.Status != core.AccountActive {
		return nil
	}
	names, _ := h.staff(ctx)
	caps := channel.Connector.Caps(via)
	content := followContent(site, contact.Language, names, unread)
	parts, _, err := plan.Message(content, caps)
	if err != nil { // what is attached is too large for a mail
		content.Media = nil
		if parts, _, err = plan.Message(content, caps); err != nil {
			return err
		}
	}
	return h.store.Do(ctx, &engine.FollowUp{ConversationID: c.ID, Seq: unread[len(unread)-1].Seq, AccountID: via.ID, To: to,
		Line: followLine(len(unread)), Parts: parts})
}

// addressOf is where a contact has written from by mail, or else the address
// that they left.
func addressOf(c core.Contact, identities []core.Identity, via core.ID) core.UserRef {
	for _, i := range identities {
		if i.AccountID == via && i.Reachable {
			return core.UserRef{ExternalID: i.ExternalID, Name: i.Name}
		}
	}
	if a, err := mail.ParseAddress(c.Fields[fieldEmail]); err == nil {
		return core.UserRef{ExternalID: a.Address, Name: cmp.Or(c.Fields[fieldName], a.Name)}
	}
	return core.UserRef{}
}

// followLine is what the agents read of it.
func followLine(n int) core.Content {
	extra, _ := json.Marshal(map[string]any{"line": map[string]any{"code": "followed_up", "count": n}}) // it always encodes
	return core.Content{Kind: core.KindText, Text: fmt.Sprintf("Unread answers were sent by mail: %d", n), Extra: extra}
}

// followContent is the mail: what was answered, and that a reply comes back.
func followContent(site core.Account, language string, names map[core.ID]string, unread []core.Message) core.Content {
	subject, foot := "New answers from "+site.Name, "Reply to this mail to go on with the conversation."
	if language == "" || strings.HasPrefix(language, "zh") {
		subject, foot = site.Name+" 给您的新回复", "直接回复此邮件，即可继续对话。"
	}
	out := core.Content{Kind: core.KindText, Subject: subject}
	var text strings.Builder
	for _, m := range unread {
		fmt.Fprintf(&text, "%s:\n%s\n\n", cmp.Or(names[m.Author.ID], site.Name), m.Text)
		for _, a := range m.Attachments {
			if a.State == core.AttachmentReady {
				out.Media = append(out.Media, a.Media)
			}
		}
	}
	out.Text = text.String() + foot + "\n"
	return out
}
