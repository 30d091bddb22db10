package wechattest_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/connectors/wechat/wechattest"
)

func TestWhatAnAppKnowsOfAPerson(t *testing.T) {
	t.Parallel()
	w := newWorld(t, wechattest.Config{OpenPlatform: "op"})
	w.ann.FollowBy("door")
	got := w.info().wants(0)
	if got.number("subscribe") != 1 || got.text("nickname") != "" || got.text("language") != "zh_CN" ||
		got.text("subscribe_scene") != "ADD_SCENE_QR_CODE" || got.text("qr_scene_str") != "door" || got.number("subscribe_time") != int(start.Unix()) {
		t.Errorf("info %v", got.body)
	}
	mini := w.AddApp(wechattest.Config{AppID: "wxmini", Kind: wechattest.MiniProgram, OpenPlatform: "op"}).Follower("ann")
	alone := w.AddApp(wechattest.Config{AppID: "wxalone"}).Follower("ann")
	if got.text("unionid") == "" || got.text("unionid") != mini.UnionID() || alone.UnionID() != "" || mini.OpenID() == w.ann.OpenID() {
		t.Errorf("unionid %q, at the Mini Program %q, alone %q", got.text("unionid"), mini.UnionID(), alone.UnionID())
	}
	w.post("user/info/updateremark", m{"openid": w.ann.OpenID(), "remark": "VIP"}).wants(0)
	w.post("user/info/updateremark", m{"openid": w.ann.OpenID(), "remark": strings.Repeat("x", 30)}).wants(45002)
	batch := w.post("user/info/batchget", m{"user_list": []m{{"openid": w.ann.OpenID()}}}).wants(0)
	if one, _ := batch.list("user_info_list")[0].(map[string]any); one["remark"] != "VIP" {
		t.Errorf("batch %v", batch.body)
	}
	w.post("user/info/batchget", m{"user_list": make([]m, 101)}).wants(40032)
	w.ann.Unfollow()
	if got := w.info(); got.number("subscribe") != 0 || got.body["remark"] != nil || got.text("unionid") == "" {
		t.Errorf("after leaving %v", got.body)
	}
	w.get("user/info?openid=oNOBODY&access_token=" + w.token).wants(40003)
}

func TestFollowersAreListed(t *testing.T) {
	t.Parallel()
	w := newWorld(t, wechattest.Config{})
	want := []string{w.ann.OpenID()}
	for i := range 4 {
		f := w.app.Follower(fmt.Sprint(i))
		f.Follow()
		want = append(want, f.OpenID())
	}
	w.app.Follower("stranger")
	slices.Sort(want)
	got := w.get("user/get?access_token=" + w.token)
	if data, _ := got.body["data"].(map[string]any); fmt.Sprint(data["openid"]) != fmt.Sprint(want) || got.text("next_openid") != want[4] || got.number("total") != 5 {
		t.Errorf("followers %v", got.body)
	}
	if rest := w.get("user/get?access_token=" + w.token + "&next_openid=" + want[2]); rest.number("count") != 2 {
		t.Errorf("rest %v", rest.body)
	}
}

func (w *world) tag(name string) answer { return w.post("tags/create", m{"tag": m{"name": name}}) }

func (a answer) tagID() int {
	inner, _ := a.body["tag"].(map[string]any)
	id, _ := inner["id"].(float64)
	return int(id)
}

func TestTagsHaveTheirBounds(t *testing.T) {
	t.Parallel()
	w := newWorld(t, wechattest.Config{})
	vip := w.tag("VIP").wants(0).tagID()
	w.tag("VIP").wants(45157)
	w.tag("").wants(45157)
	w.tag(strings.Repeat("字", 10)).wants(0) // 30 bytes
	w.tag(strings.Repeat("字", 11)).wants(45158)
	w.post("tags/update", m{"tag": m{"id": 2, "name": "x"}}).wants(45058)
	w.post("tags/update", m{"tag": m{"id": 99, "name": "x"}}).wants(45159)
	w.post("tags/update", m{"tag": m{"id": vip, "name": "V"}}).wants(0)
	w.post("tags/delete", m{"tag": m{"id": 1}}).wants(45058)
	for i := range 98 {
		w.tag(fmt.Sprint("t", i)).wants(0)
	}
	w.tag("one too many").wants(45056)
	w.app.SwellTag(vip, 100001)
	w.post("tags/delete", m{"tag": m{"id": vip}}).wants(45057)
	w.app.SwellTag(vip, 0)
	w.post("tags/delete", m{"tag": m{"id": vip}}).wants(0)
	if list := w.get("tags/get?access_token=" + w.token).list("tags"); len(list) != 100 { // and the system's own
		t.Errorf("%d tags", len(list))
	}
}

func TestPeopleAreTaggedFiftyAtATime(t *testing.T) {
	t.Parallel()
	w := newWorld(t, wechattest.Config{})
	vip := w.tag("VIP").tagID()
	put := func(id int, openids ...string) answer {
		return w.post("tags/members/batchtagging", m{"openid_list": openids, "tagid": id})
	}
	put(vip, w.ann.OpenID()).wants(0)
	put(vip, w.ann.OpenID()).wants(0)
	put(vip, slices.Repeat([]string{w.ann.OpenID()}, 51)...).wants(40032)
	put(vip).wants(40032)
	put(77, w.ann.OpenID()).wants(45159)
	put(vip, "nobody").wants(40003)
	put(vip, "oOTHER").wants(49003)
	for i := range 19 {
		put(w.tag(fmt.Sprint(i)).tagID(), w.ann.OpenID()).wants(0)
	}
	put(w.tag("the twenty-first").tagID(), w.ann.OpenID()).wants(45059)
	if got := w.post("tags/getidlist", m{"openid": w.ann.OpenID()}); len(got.list("tagid_list")) != 20 || len(w.ann.Tags()) != 20 {
		t.Errorf("tags %v", got.body)
	}
	if got := w.post("user/tag/get", m{"tagid": vip}); got.number("count") != 1 || got.text("next_openid") != w.ann.OpenID() {
		t.Errorf("tagged %v", got.body)
	}
	w.post("tags/members/batchuntagging", m{"openid_list": []string{w.ann.OpenID()}, "tagid": vip}).wants(0)
	if slices.Contains(w.ann.Tags(), "VIP") {
		t.Error("still a VIP")
	}
}
