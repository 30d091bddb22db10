package wechat

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
)

// digest names a text in 32 letters.
func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:16])
}

// The errcodes that have an answer here.
const (
	codeMediaGone      = 40007
	codeTagThere       = 45157
	codeParameter      = 40058
	codeTicket         = 40029 // invalid code
	codeTicketUnknown  = 95007
	codeDeskUnknown    = 95004
	codeSessionState   = 95018
	codeTyping         = 45080 // a while after the customer's last message
	codeTypingShown    = 45081
	codeBroadcastAgain = 45065
	codeQuota          = 45028
	codeNoPath         = 76022 // the account may not use the path that it asks about
)

// Send implements connectors.Connector. A refusal that we can set right, which
// is proof that nothing was sent, leads to one more call in the same Send: with
// a new token, a file uploaded anew, or the session handed to the API.
func (c *Connector) Send(ctx context.Context, a core.Account, p core.Part) (core.Receipt, error) {
	if p.To.ExternalID == "" {
		return core.Receipt{}, rejected("no_recipient", "the message has no recipient").send
	}
	if t := p.Content.Template; t != nil && p.Content.Kind == core.KindTemplate {
		return c.sendTemplate(ctx, a, p, *t)
	}
	m, f := newMessage(kindOf(a), p.Content)
	if f != nil {
		return core.Receipt{}, f.send
	}
	if kindOf(a) == kindKF {
		return c.sendKF(ctx, a, p, m)
	}
	q := request{path: "/cgi-bin/message/custom/send", acked: true, needed: true}
	_, f = c.deliver(ctx, a, q, map[string]any{"touser": p.To.ExternalID}, m)
	return core.Receipt{At: core.At(c.env.Now())}, f.err() // the platform names no message
}

// sendKF sends in WeChat KF, under a name of ours that the platform takes once:
// a repeat is an error there, that of a wrong parameter as far as is known. What
// may have arrived before and is refused so now has arrived: the content is the
// same. Of what was never in doubt it says nothing but what it says.
func (c *Connector) sendKF(ctx context.Context, a core.Account, p core.Part, m *message) (core.Receipt, error) {
	name := messageKey(cmp.Or(p.Key, core.NewID().String()))
	send := c.answerKF
	if p.Ticket != "" {
		send = c.welcomeKF
	}
	id, f := send(ctx, a, p, name, m)
	if p.Again && f.says(codeParameter) {
		id, f = name, nil
	}
	if f != nil {
		return core.Receipt{}, f.send
	}
	return core.Receipt{ExternalID: id, At: core.At(c.env.Now())}, nil
}

func (c *Connector) answerKF(ctx context.Context, a core.Account, p core.Part, name string, m *message) (string, *failure) {
	frame := map[string]any{"touser": p.To.ExternalID, "open_kfid": a.Setting(keyOpenKfID), "msgid": name}
	q := request{path: "/cgi-bin/kf/send_msg", acked: true, needed: true}
	id, f := c.deliver(ctx, a, q, frame, m)
	if f.says(codeSessionState) {
		switch taken := c.takeSession(ctx, a, p.To.ExternalID); {
		case taken == nil:
			id, f = c.deliver(ctx, a, q, frame, m)
		case taken.send.Class == core.Retry, taken.send.Class == core.Throttled: // nobody said that it stays
			f = taken
		}
	}
	return id, f
}

// welcomeKF answers who has entered by the code that came with it: a text or a menu,
// once, within 20 s ("发送欢迎语等事件响应消息"). The pages do not say which code refuses
// one that is late or was used; none of these is a fault of the account here, and the
// answer cannot leave another way.
func (c *Connector) welcomeKF(ctx context.Context, a core.Account, p core.Part, name string, m *message) (string, *failure) {
	if m.kind != "text" && m.kind != "msgmenu" {
		return "", rejected("kind", "WeChat KF welcomes with a text or a menu; send this once the customer has written")
	}
	q := request{path: "/cgi-bin/kf/send_msg_on_event", acked: true, needed: true}
	id, f := c.deliver(ctx, a, q, map[string]any{"code": p.Ticket, "msgid": name}, m)
	if f.says(codeTicket, codeTicketUnknown, codeDeskUnknown) {
		late := rejected("welcome_late", "the 20 seconds in which WeChat KF takes a welcome are over, or it has taken one; the customer has to write first")
		late.code, late.send.Err = f.code, f.send.Err
		f = late
	}
	return id, f
}

// takeSession hands a session to the API (state 1). One that is with a person,
// waits for one or has ended stays: the platform lets none of these go back.
func (c *Connector) takeSession(ctx context.Context, a core.Account, user string) *failure {
	return c.do(ctx, a, request{path: "/cgi-bin/kf/service_state/trans", repeatable: true, acked: true,
		body: map[string]any{"open_kfid": a.Setting(keyOpenKfID), "external_userid": user, "service_state": 1}}, nil)
}

// deliver uploads what the message needs and sends it; a file that the platform
// has forgotten is uploaded anew once. It returns the platform's name of the
// message, if any.
func (c *Connector) deliver(ctx context.Context, a core.Account, q request, frame map[string]any, m *message) (string, *failure) {
	for first := true; ; first = false {
		kept, f := c.fill(ctx, a, m)
		if f != nil {
			return "", f
		}
		body := maps.Clone(frame)
		body["msgtype"], body[m.kind] = m.kind, m.object
		q.body = body
		var answer struct {
			ID string `json:"msgid"`
		}
		f = c.do(ctx, a, q, &answer)
		if f == nil || !first || len(kept) == 0 || !f.says(codeMediaGone) {
			return answer.ID, f
		}
		for _, k := range kept {
			if err := c.env.Keep.Drop(ctx, k.name, k.id); err != nil {
				return "", unkept(a, err)
			}
		}
	}
}

// fill puts the ids of the files in their places, and returns those that may be
// uploaded anew.
func (c *Connector) fill(ctx context.Context, a core.Account, m *message) (kept []material, f *failure) {
	for _, s := range m.files {
		id, f := c.material(ctx, a, s.medium, s.as)
		if f != nil {
			return nil, f
		}
		m.object[s.field] = id.id
		if id.name != "" {
			kept = append(kept, id)
		}
	}
	return kept, nil
}

// The kinds of core.Template.
const (
	templateMessage      = "template"     // 模板消息 of an Official Account; the default there
	templateSubscription = "subscription" // 订阅通知, 订阅消息
)

// sendTemplate sends a template message or a subscription notice.
func (c *Connector) sendTemplate(ctx context.Context, a core.Account, p core.Part, t core.Template) (core.Receipt, error) {
	data := map[string]any{}
	for k, v := range t.Params {
		data[k] = map[string]any{"value": v}
	}
	body := map[string]any{"touser": p.To.ExternalID, "template_id": t.ID, "data": data}
	q := request{body: body, acked: true}
	switch kind := kindOf(a); {
	case t.ID == "":
		return core.Receipt{}, rejected("template_unknown", "the template has no id").send
	case kind == kindKF:
		return core.Receipt{}, rejected("kind", "WeChat KF has no templates; write it as text").send
	case t.Kind != "" && t.Kind != templateMessage && t.Kind != templateSubscription, kind == kindMiniProgram && t.Kind == templateMessage:
		return core.Receipt{}, rejected("kind", "the template must be of the kind template or subscription; a Mini Program has subscriptions only").send
	case kind == kindMiniProgram:
		q.path = "/cgi-bin/message/subscribe/send"
		set(body, "page", t.Page)
		set(body, "lang", t.Language)
	case t.Kind == templateSubscription:
		q.path = "/cgi-bin/message/subscribe/bizsend"
		landing(body, t, "page")
	default:
		q.path = "/cgi-bin/message/template/send"
		landing(body, t, "url")
		set(body, "client_msg_id", messageKey(p.Key)) // a repeat within ten minutes is dropped; later nothing is promised
	}
	var answer struct {
		ID json.RawMessage `json:"msgid"` // a number of 64 bits
	}
	if f := c.do(ctx, a, q, &answer); f != nil {
		return core.Receipt{}, f.send
	}
	return core.Receipt{ExternalID: unquoted(answer.ID), At: core.At(c.env.Now())}, nil
}

// unquoted is an id that the platform writes as a number here and as a text there.
func unquoted(id json.RawMessage) string { return strings.Trim(string(id), `"`) }

// landing says what opens behind a template: a Mini Program's page, and where that
// cannot be opened a web page.
func landing(body map[string]any, t core.Template, field string) {
	set(body, field, t.URL)
	if t.AppID != "" {
		body["miniprogram"] = map[string]any{"appid": t.AppID, "pagepath": t.Page}
	}
}

func set(body map[string]any, key, value string) {
	if value != "" {
		body[key] = value
	}
}

// Typing implements connectors.Typer. The platform shows the sign for 15 s, only
// soon after the customer wrote; what it refuses is no news to anybody.
func (c *Connector) Typing(ctx context.Context, a core.Account, to core.UserRef, on bool) error {
	if kindOf(a) == kindKF {
		return nil
	}
	command := "CancelTyping"
	if on {
		command = "Typing"
	}
	f := c.do(ctx, a, request{path: "/cgi-bin/message/custom/typing", repeatable: true, acked: true,
		body: map[string]any{"touser": to.ExternalID, "command": command}}, nil)
	if f.says(codeTyping, codeTypingShown) {
		return nil
	}
	return f.err()
}
