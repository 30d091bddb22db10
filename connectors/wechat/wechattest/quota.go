package wechattest

import "strings"

// clearsMost is how often a month the day's counts may be cleared.
const clearsMost = 10

// quotaGet is POST cgi-bin/openapi/quota/get.
func quotaGet(q *call) (any, *refusal) {
	var in struct {
		Path string `json:"cgi_path"`
	}
	if denied := q.read(&in); denied != nil {
		return nil, denied
	}
	name, known := strings.CutPrefix(in.Path, "/cgi-bin/")
	if _, listed := q.s.methods[name]; !known || !listed {
		return nil, refuse(76021)
	}
	daily, used := q.app.quota(name), q.app.today()[name]
	r := ok()
	r["quota"] = reply{"daily_limit": daily, "used": used, "remain": max(daily-used, 0)}
	return r, nil
}

// clearQuota is POST cgi-bin/clear_quota, ten times a month.
func clearQuota(q *call) (any, *refusal) {
	var in struct {
		AppID string `json:"appid"`
	}
	if denied := q.read(&in); denied != nil {
		return nil, denied
	}
	month := china(q.now()).Format("2006-01")
	switch {
	case in.AppID != q.app.id:
		return nil, refuse(40013)
	case q.app.clears[month] >= clearsMost:
		return nil, refuse(48006)
	}
	q.app.clears[month]++
	clear(q.app.today())
	return ok(), nil
}
