package wechattest

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// notice is the body of a template message, or of a subscription notice.
type notice struct {
	ToUser      string `json:"touser"`
	TemplateID  string `json:"template_id"`
	ClientMsgID string `json:"client_msg_id"`
	Data        map[string]struct {
		Value json.RawMessage `json:"value"`
	} `json:"data"`
}

// clientMsgIDLife is how long a client_msg_id keeps a template message from
// going out twice ("10分钟有效").
const clientMsgIDLife = 10 * time.Minute

// once is what a client_msg_id has sent.
type once struct {
	msgID int64
	at    time.Time
}

func (q *call) readNotice() (*notice, *Follower, *refusal) {
	if q.app.unverified {
		return nil, nil, refuse(48001)
	}
	in := &notice{}
	if denied := q.readText(in); denied != nil {
		return nil, nil, denied
	}
	f := q.app.followers[in.ToUser]
	switch {
	case f == nil:
		return nil, nil, refuse(40003)
	case !q.app.templates[in.TemplateID]:
		return nil, nil, refuse(40037)
	case len(in.Data) == 0:
		return nil, nil, refuse(47003)
	}
	return in, f, nil
}

// show puts the notice on the phone: its values, one a line, by key.
func (in *notice) show(q *call, f *Follower, msgID int64) {
	lines := []string{}
	for _, key := range slices.Sorted(maps.Keys(in.Data)) {
		lines = append(lines, strings.Trim(string(in.Data[key].Value), `"`))
	}
	q.app.show(Shown{
		By: q.name, Account: q.app.id, User: f.openid, Type: "template", Text: strings.Join(lines, "\n"),
		Body: q.body, MsgID: strconv.FormatInt(msgID, 10),
	})
}

// templateSend is POST cgi-bin/message/template/send, for service accounts only.
// How it ended is an event: TEMPLATESENDJOBFINISH.
func templateSend(q *call) (any, *refusal) {
	in, f, denied := q.readNotice()
	switch {
	case denied != nil:
		return nil, denied
	case q.app.kind != Service:
		return nil, refuse(48001)
	case !f.following:
		return nil, refuse(43004)
	}
	sent, known := f.once[in.ClientMsgID]
	if in.ClientMsgID == "" || !known || q.now().Sub(sent.at) >= clientMsgIDLife {
		sent = once{msgID: 200000000 + q.s.next(), at: q.now()}
		f.once[in.ClientMsgID] = sent
		status := "success"
		if f.blocks {
			status = "failed:user block"
		} else {
			in.show(q, f, sent.msgID)
		}
		q.app.push(f.openid, f.openid, "event", []Field{
			text("Event", "TEMPLATESENDJOBFINISH"), number("MsgID", strconv.FormatInt(sent.msgID, 10)), text("Status", status),
		})
	}
	r := ok()
	r["msgid"] = sent.msgID
	return r, nil
}

// subscribeSend is POST cgi-bin/message/subscribe/send (Mini Program) and
// subscribe/bizsend (Official Account): one consent, one notice. Its end is
// subscribe_msg_sent_event.
func subscribeSend(q *call) (any, *refusal) {
	in, f, denied := q.readNotice()
	if denied != nil {
		return nil, denied
	}
	if q.app.official() != (q.name == "message/subscribe/bizsend") {
		return nil, refuse(48001)
	}
	if f.blocks || f.consents[in.TemplateID] == 0 {
		return nil, refuse(43101)
	}
	f.consents[in.TemplateID]--
	id := 1700000000000000000 + q.s.next()
	in.show(q, f, id)
	q.app.push(f.openid, f.openid, "event", []Field{
		text("Event", "subscribe_msg_sent_event"),
		q.app.listed("SubscribeMsgSentEvent", []Field{
			text("TemplateId", in.TemplateID), text("MsgID", strconv.FormatInt(id, 10)), text("ErrorCode", "0"), text("ErrorStatus", "success"),
		}),
	})
	r := ok()
	r["msgid"] = id
	return r, nil
}
