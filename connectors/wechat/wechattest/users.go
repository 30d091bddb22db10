package wechattest

import (
	"slices"
	"strings"
)

// info is what user/info tells. Since the end of 2021 nickname and headimgurl
// are empty.
func (f *Follower) info() reply {
	r := reply{"subscribe": 0, "openid": f.openid}
	if union := f.UnionID(); union != "" {
		r["unionid"] = union
	}
	if !f.following {
		return r
	}
	r["subscribe"], r["nickname"], r["sex"], r["language"] = 1, "", 0, "zh_CN"
	r["city"], r["province"], r["country"], r["headimgurl"] = "", "", "", ""
	r["subscribe_time"], r["remark"], r["groupid"] = f.since.Unix(), f.remark, 0
	r["tagid_list"] = append([]int{}, f.tags...)
	r["subscribe_scene"], r["qr_scene"], r["qr_scene_str"] = f.scene, 0, f.qrScene
	return r
}

// userInfo is GET cgi-bin/user/info.
func userInfo(q *call) (any, *refusal) {
	f := q.app.followers[q.query.Get("openid")]
	if f == nil {
		return nil, refuse(40003)
	}
	return f.info(), nil
}

// userInfos is POST cgi-bin/user/info/batchget, at most 100 at a time.
func userInfos(q *call) (any, *refusal) {
	var in struct {
		Users []struct {
			OpenID string `json:"openid"`
		} `json:"user_list"`
	}
	if denied := q.read(&in); denied != nil {
		return nil, denied
	}
	if len(in.Users) == 0 || len(in.Users) > 100 {
		return nil, refuse(40032)
	}
	list := make([]reply, len(in.Users))
	for i, u := range in.Users {
		f := q.app.followers[u.OpenID]
		if f == nil {
			return nil, refuse(40003)
		}
		list[i] = f.info()
	}
	return reply{"user_info_list": list}, nil
}

// setRemark is POST cgi-bin/user/info/updateremark: fewer than 30 characters.
func setRemark(q *call) (any, *refusal) {
	var in struct {
		OpenID string `json:"openid"`
		Remark string `json:"remark"`
	}
	if denied := q.read(&in); denied != nil {
		return nil, denied
	}
	f := q.app.followers[in.OpenID]
	switch {
	case f == nil:
		return nil, refuse(40003)
	case len([]rune(in.Remark)) >= 30:
		return nil, refuse(45002)
	}
	f.remark = in.Remark
	return ok(), nil
}

// listMost is how many openids a list has.
const listMost = 10000

// userList is GET cgi-bin/user/get: the followers, by openid.
func userList(q *call) (any, *refusal) {
	return q.app.page(q.query.Get("next_openid"), func(f *Follower) bool { return f.following }), nil
}

// page lists openids after one, by openid.
func (a *App) page(after string, in func(*Follower) bool) reply {
	all := []string{}
	for openid, f := range a.followers {
		if in(f) {
			all = append(all, openid)
		}
	}
	slices.Sort(all)
	from, found := slices.BinarySearch(all, after)
	if found {
		from++
	}
	some := all[from:min(from+listMost, len(all))]
	r := reply{"total": len(all), "count": len(some), "next_openid": ""}
	if len(some) > 0 {
		r["data"], r["next_openid"] = reply{"openid": some}, some[len(some)-1]
	}
	return r
}

// strangers says which refusal a list of openids earns, nil for none.
func (a *App) strangers(openids []string) *refusal {
	for _, openid := range openids {
		switch {
		case !strings.HasPrefix(openid, "o"):
			return refuse(40003)
		case a.followers[openid] == nil:
			return refuse(49003)
		}
	}
	return nil
}
