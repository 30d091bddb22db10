package wechattest

import (
	"slices"
	"strconv"
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
