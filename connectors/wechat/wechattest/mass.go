package wechattest

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// massSendAll is POST cgi-bin/message/mass/sendall: to all, or to a tag.
func massSendAll(q *call) (any, *refusal) {
	out, denied := q.readMass()
	if denied != nil {
		return nil, denied
	}
	var filter struct {
		ToAll bool `json:"is_to_all"`
		TagID *int `json:"tag_id"`
	}
	if json.Unmarshal(out.rest["filter"], &filter) != nil || !filter.ToAll && filter.TagID == nil {
		return nil, refuse(40035)
	}
	j := &job{}
	if !filter.ToAll {
		t := q.app.tags[*filter.TagID]
		if t == nil {
			return nil, refuse(45159)
		}
		j.extra = t.fans
	}
	for _, f := range q.app.followers {
		if f.following && (filter.ToAll || slices.Contains(f.tags, *filter.TagID)) {
			j.to = append(j.to, f)
		}
	}
	return q.start(j, out)
}

// massSend is POST cgi-bin/message/mass/send: to a list of openids.
func massSend(q *call) (any, *refusal) {
	out, denied := q.readMass()
	if denied != nil {
		return nil, denied
	}
	var to []string
	switch {
	case json.Unmarshal(out.rest["touser"], &to) != nil || len(to) < massLeast:
		return nil, refuse(40130)
	case len(to) > massMost:
		return nil, refuse(40032)
	}
	j := &job{}
	for _, openid := range to {
		if f := q.app.followers[openid]; f != nil {
			j.to = append(j.to, f)
		} else {
			j.extra++
		}
	}
	return q.start(j, out)
}

// readMass reads a mass message and checks its content.
func (q *call) readMass() (*outgoing, *refusal) {
	if q.app.unverified || !q.app.official() {
		return nil, refuse(48001)
	}
	out, denied := q.readOutgoing()
	if denied != nil {
		return nil, denied
	}
	return out, q.app.checkMass(out)
}

func (a *App) checkMass(out *outgoing) (denied *refusal) {
	var o struct {
		Content  string   `json:"content"`
		MediaID  string   `json:"media_id"`
		MediaIDs []string `json:"media_ids"`
		CardID   string   `json:"card_id"`
	}
	if out.msgType == "image" && out.object == nil {
		out.object = out.rest["images"]
	}
	if out.object == nil || json.Unmarshal(out.object, &o) != nil {
		return refuse(40008)
	}
	switch out.msgType {
	case "text":
		return checkText(o.Content)
	case "mpnews", "voice", "music":
		_, denied = a.named(o.MediaID, out.msgType)
	case "mpvideo":
		_, denied = a.named(o.MediaID, "video", "mpvideo")
	case "wxcard":
		denied = required(o.CardID)
	case "image":
		if len(o.MediaIDs) == 0 {
			o.MediaIDs = []string{o.MediaID}
		}
		for _, id := range o.MediaIDs {
			if _, denied = a.named(id, "image"); denied != nil {
				break
			}
		}
	default:
		denied = refuse(40008)
	}
	return denied
}

// start makes a job of the call, once for a clientmsgid.
func (q *call) start(j *job, out *outgoing) (any, *refusal) {
	a, now := q.app, q.now()
	if raw, given := out.rest["clientmsgid"]; given && json.Unmarshal(raw, &j.clientID) != nil {
		return nil, refuse(47001)
	}
	if denied := a.again(j.clientID, now); denied != nil {
		return nil, denied
	}
	if denied := a.mayMass(now); denied != nil {
		return nil, denied
	}
	j.id, j.at, j.status = 1000000000+q.s.next(), now, "SENDING"
	j.shown = a.shownOf(q.name, out)
	a.jobs = append(a.jobs, j)
	if !a.heldJobs {
		j.finish(a, "send success")
	}
	return reply{"errcode": 0, "errmsg": "send job submission success", "msg_id": j.id, "msg_data_id": 2247000000 + j.id}, nil
}

func (a *App) shownOf(method string, out *outgoing) Shown {
	var o struct {
		Content string `json:"content"`
		MediaID string `json:"media_id"`
	}
	json.Unmarshal(out.object, &o) //nolint:errcheck // it was read before
	m := Shown{By: method, Account: a.id, Type: out.msgType, Text: o.Content, Body: out.object}
	if known := a.medium(o.MediaID); known != nil {
		m.Media = known.record(o.MediaID)
	}
	return m
}

// massPreview is POST cgi-bin/message/mass/preview: to one follower, by openid
// or by WeChat name.
func massPreview(q *call) (any, *refusal) {
	out, denied := q.readMass()
	if denied != nil {
		return nil, denied
	}
	var name string
	if raw, given := out.rest["towxname"]; given && json.Unmarshal(raw, &name) != nil {
		return nil, refuse(47001)
	}
	for _, f := range q.app.followers {
		if f.following && (f.openid == out.toUser || name != "" && f.name == name) {
			m := q.app.shownOf(q.name, out)
			m.User = f.openid
			q.app.show(m)
			return reply{"errcode": 0, "errmsg": "preview success"}, nil
		}
	}
	return nil, refuse(40003)
}

// readJob finds the job of {"msg_id"}, a number or a text.
func (q *call) readJob() (*job, *refusal) {
	var in struct {
		MsgID json.RawMessage `json:"msg_id"`
	}
	if denied := q.read(&in); denied != nil {
		return nil, denied
	}
	id, err := strconv.ParseInt(strings.Trim(string(in.MsgID), `"`), 10, 64)
	if j := q.app.job(id); err == nil && j != nil {
		return j, nil
	}
	return nil, refuse(40059)
}

// massState is POST cgi-bin/message/mass/get.
func massState(q *call) (any, *refusal) {
	j, denied := q.readJob()
	if denied != nil {
		return nil, denied
	}
	return reply{"msg_id": j.id, "msg_status": j.status}, nil
}

// massDelete is POST cgi-bin/message/mass/delete. Phones go on showing what
// they show; only the articles of it go.
func massDelete(q *call) (any, *refusal) {
	j, denied := q.readJob()
	if denied != nil {
		return nil, denied
	}
	j.status = "DELETE"
	return ok(), nil
}
