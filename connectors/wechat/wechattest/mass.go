package wechattest

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"
)

const (
	massLeast     = 2 // openids of a list
	massMost      = 10000
	massMinute    = 60 // calls
	massMonth     = 4  // messages a person gets from a service account
	clientIDMost  = 64 // bytes of a clientmsgid
	clientIDLife  = 24 * time.Hour
	clientIDPause = time.Minute
)

// job is one mass send (群发).
type job struct {
	id       int64
	clientID string
	at       time.Time
	shown    Shown
	to       []*Follower
	extra    int // fans that are a number only, and strangers of a list
	status   string
}

// HoldJobs keeps mass sends in SENDING until FinishJob; otherwise they end at
// once.
func (a *App) HoldJobs(yes bool) {
	a.s.mu.Lock()
	defer a.s.mu.Unlock()
	a.heldJobs = yes
}

// FinishJob ends a held mass send. The status is that of MASSSENDJOBFINISH:
// "send success", "send fail" or "err(…)".
func (a *App) FinishJob(msgID int64, status string) *Push {
	a.s.mu.Lock()
	defer a.s.mu.Unlock()
	return a.job(msgID).finish(a, status)
}

func (a *App) job(id int64) *job {
	i := slices.IndexFunc(a.jobs, func(j *job) bool { return j.id == id })
	if i < 0 {
		return nil
	}
	return a.jobs[i]
}

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

// again refuses what was sent under the same clientmsgid within a day: 45066
// within a minute, then 45065 with the msg_id of the first.
func (a *App) again(clientID string, now time.Time) *refusal {
	if len(clientID) > clientIDMost {
		return refuse(45067)
	}
	for _, j := range a.jobs {
		switch age := now.Sub(j.at); {
		case clientID == "" || j.clientID != clientID || age >= clientIDLife:
		case age < clientIDPause:
			return refuse(45066)
		default:
			denied := refuse(45065)
			denied.more = reply{"msg_id": j.id}
			return denied
		}
	}
	return nil
}

// mayMass holds the minute's calls, and a subscription account's one a day.
func (a *App) mayMass(now time.Time) *refusal {
	a.massCalls = slices.DeleteFunc(a.massCalls, func(at time.Time) bool { return now.Sub(at) >= time.Minute })
	if len(a.massCalls) >= massMinute {
		return refuse(45011)
	}
	a.massCalls = append(a.massCalls, now)
	today := china(now).Format(time.DateOnly)
	if a.kind == Subscription && slices.ContainsFunc(a.jobs, func(j *job) bool { return china(j.at).Format(time.DateOnly) == today }) {
		return refuse(45028)
	}
	return nil
}

// finish shows the message to everybody who may get it and pushes the end. Who
// refuses messages, does not follow or has had the month's four is filtered.
func (j *job) finish(a *App, status string) *Push {
	j.status = "SEND_FAIL"
	month := china(a.s.now()).Format("2006-01")
	filtered, sent := j.extra, 0
	for _, f := range j.to {
		if !f.following || f.blocks || a.kind == Service && f.monthly[month] >= massMonth {
			continue
		}
		filtered++
		if status == "send success" {
			f.monthly[month]++
			sent++
			j.shown.User, j.shown.MsgID = f.openid, strconv.FormatInt(j.id, 10)
			a.show(j.shown)
		}
	}
	if status == "send success" {
		j.status = "SEND_SUCCESS"
		sent += j.extra
	}
	count := func(name string, n int) Field { return number(name, strconv.Itoa(n)) }
	return a.push("", helper, "event", []Field{
		text("Event", "MASSSENDJOBFINISH"), number("MsgID", strconv.FormatInt(j.id, 10)), text("Status", status),
		count("TotalCount", len(j.to)+j.extra), count("FilterCount", filtered), count("SentCount", sent), count("ErrorCount", filtered-sent),
		{Name: "CopyrightCheckResult", Fields: []Field{count("Count", 0), {Name: "ResultList", Fields: []Field{}, List: true}, count("CheckState", 0)}},
		{Name: "ArticleUrlResult", Fields: []Field{count("Count", 0), {Name: "ResultList", Fields: []Field{}, List: true}}},
	})
}

// helper is from whom the end of a mass send comes (公众号群发助手).
const helper = "mphelper"

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
