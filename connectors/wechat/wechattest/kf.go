package wechattest

import (
	"net/http"
	"strconv"
	"strings"
)

// corpMethods are those of qyapi.weixin.qq.com.
func corpMethods() map[string]method {
	post := func(h handler) method {
		return method{verb: http.MethodPost, corp: true, handle: h}
	}
	return map[string]method{
		"gettoken":               {verb: http.MethodGet, open: true, corp: true, handle: getToken},
		"kf/account/list":        {corp: true, handle: listDesks},
		"kf/customer/batchget":   post(kfCustomers),
		"kf/send_msg":            post(kfSend),
		"kf/send_msg_on_event":   post(kfSendOnEvent),
		"kf/service_state/get":   post(kfState),
		"kf/service_state/trans": post(kfTrans),
		"kf/sync_msg":            post(kfSync),
	}
}

// getToken is GET cgi-bin/gettoken: the same token while it holds. Its former
// one is not ended by a fetch.
func getToken(q *call) (any, *refusal) {
	corp := q.s.corps[q.query.Get("corpid")]
	if corp == nil {
		return nil, refuse(40013)
	}
	q.party, q.corp = corp.party, corp
	if q.query.Get("corpsecret") != corp.secret {
		return nil, refuse(40001)
	}
	p := corp.party
	if p.normal == nil || p.normal.valid(q.now()) != nil {
		p.normal = p.newToken(nil, 0)
	}
	r := ok()
	r["access_token"], r["expires_in"] = p.normal.value, p.normal.left(q.now())
	return r, nil
}

// listDesks is cgi-bin/kf/account/list.
func listDesks(q *call) (any, *refusal) {
	in := struct{ Offset, Limit int }{Limit: 100}
	if len(q.body) > 0 {
		if denied := q.read(&in); denied != nil {
			return nil, denied
		}
	}
	list := []reply{}
	for _, d := range q.corp.desks[min(max(in.Offset, 0), len(q.corp.desks)):] {
		if len(list) < in.Limit {
			list = append(list, reply{"open_kfid": d.id, "name": d.name, "avatar": q.s.URL + "/pic/" + d.id, "manage_privilege": true})
		}
	}
	r := ok()
	r["account_list"] = list
	return r, nil
}

const (
	syncMost   = 1000
	cursorForm = "4gw7"
)

// kfSync is POST cgi-bin/kf/sync_msg. A token that is not a callback's, or is
// older than ten minutes, answers 95007.
func kfSync(q *call) (any, *refusal) {
	var in struct {
		Cursor   string `json:"cursor"`
		Token    string `json:"token"`
		Limit    int    `json:"limit"`
		OpenKfID string `json:"open_kfid"`
	}
	if denied := q.read(&in); denied != nil {
		return nil, denied
	}
	c := q.corp
	if until, known := c.bells[in.Token]; in.Token != "" && (!known || !q.now().Before(until)) {
		return nil, refuse(95007)
	}
	if in.OpenKfID != "" && c.desk(in.OpenKfID) == nil {
		return nil, refuse(95004)
	}
	if in.Limit <= 0 || in.Limit > syncMost {
		in.Limit = syncMost
	}
	at, denied := c.position(in.Cursor)
	if denied != nil {
		return nil, denied
	}
	r := ok()
	r["msg_list"] = []reply{}
	more := 0
	if c.emptyPages > 0 {
		c.emptyPages--
		more = 1
	} else {
		list := []reply{}
		for ; at < len(c.entries); at++ {
			e := c.entries[at]
			if in.OpenKfID != "" && e.desk.id != in.OpenKfID || q.now().Sub(e.at) >= entryLife {
				continue
			}
			if len(list) == in.Limit {
				more = 1
				break
			}
			list = append(list, e.body)
		}
		r["msg_list"] = list
	}
	r["next_cursor"], r["has_more"] = cursorForm+strconv.FormatInt(int64(at), 36), more
	return r, nil
}

// position reads a cursor, which is opaque to others.
func (c *Corp) position(cursor string) (int, *refusal) {
	if cursor == "" {
		return 0, nil
	}
	digits, known := strings.CutPrefix(cursor, cursorForm)
	at, err := strconv.ParseInt(digits, 36, 32)
	if !known || err != nil || at < 0 || int(at) > len(c.entries) {
		return 0, refuse(40058)
	}
	return int(at), nil
}

// kfCustomers is POST cgi-bin/kf/customer/batchget, at most 100 at a time.
func kfCustomers(q *call) (any, *refusal) {
	var in struct {
		IDs     []string `json:"external_userid_list"`
		Context int      `json:"need_enter_session_context"`
	}
	if denied := q.read(&in); denied != nil {
		return nil, denied
	}
	if len(in.IDs) == 0 || len(in.IDs) > 100 {
		return nil, refuse(40058)
	}
	list, invalid := []reply{}, []string{}
	for _, id := range in.IDs {
		c := q.corp.customer(id)
		if c == nil {
			invalid = append(invalid, id)
			continue
		}
		entry := reply{"external_userid": id, "nickname": c.name, "avatar": q.s.URL + "/pic/" + id, "gender": 0}
		if union := c.UnionID(); union != "" {
			entry["unionid"] = union
		}
		if in.Context == 1 && c.scene != "" {
			entry["enter_session_context"] = reply{"scene": c.scene, "scene_param": c.param}
		}
		list = append(list, entry)
	}
	r := ok()
	r["customer_list"], r["invalid_external_userid"] = list, invalid
	return r, nil
}

// customer finds a customer at any of the corp's KF accounts.
func (c *Corp) customer(id string) *Customer {
	for _, d := range c.desks {
		if known := d.customers[id]; known != nil {
			return known
		}
	}
	return nil
}
