package wechat

import (
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/connectors/httpx"
	"github.com/switchboard-hub/switchboard/core"
)

const (
	tagsThere = `{"tags":[{"id":2,"name":"星标组","count":0},{"id":100,"name":"VIP","count":3}]}`
	tagsNow   = `{"tags":[{"id":2,"name":"星标组","count":0},{"id":100,"name":"VIP","count":3},{"id":101,"name":"新","count":0}]}`
)

func TestProfile(t *testing.T) {
	t.Parallel()
	c := newConnector(nil)
	f := newFake(t, "user/info", `{"subscribe":1,"openid":"oDEMO_u1","nickname":"","sex":0,"language":"zh_CN","headimgurl":"","unionid":"oUNION","remark":"老客户","tagid_list":[100,101,7]}`,
		"user/info", `{"subscribe":1,"openid":"oDEMO_u1","nickname":"","sex":0,"language":"zh_CN","headimgurl":"","unionid":"oUNION","remark":"老客户","tagid_list":[100,101,7]}`,
		"tags/get", tagsThere, "tags/get", tagsNow)
	a := f.account(kindOfficial)
	if p, err := c.Profile(t.Context(), a, "oDEMO_u1"); err != nil || p.Tags != nil || len(f.seen()) != 1 {
		t.Errorf("an account that keeps no tags asked for them: %+v, %v", p, err)
	}
	a.Config[keySyncTags] = "yes"
	p, err := c.Profile(t.Context(), a, "oDEMO_u1")
	want := core.Person{User: core.UserRef{ExternalID: "oDEMO_u1", Language: "zh-CN", Union: "oUNION"}, Tags: []string{"VIP", "新"}, Remark: "老客户"}
	if err != nil || !reflect.DeepEqual(p, want) {
		t.Errorf("%+v, %v", p, err)
	}
	if q := f.seen()[0].query; q != "lang=zh_CN&openid=oDEMO_u1" {
		t.Error(q)
	}
	g := newFake(t, "kf/customer/batchget", `{"errcode":0,"errmsg":"ok","customer_list":[{"external_userid":"wm1","nickname":"张三","avatar":"http://a.cn/1","gender":1,"unionid":"oUNION"}],"invalid_external_userid":[]}`)
	p, err = c.Profile(t.Context(), g.account(kindKF), "wm1")
	if want := (core.Person{User: core.UserRef{ExternalID: "wm1", Name: "张三", Union: "oUNION"}}); err != nil || !reflect.DeepEqual(p, want) {
		t.Errorf("%+v, %v", p, err)
	}
	_, err = c.Profile(t.Context(), g.account(kindKF), "wm2")
	failed(t, err, core.Rejected, "wechat.unknown_user")
	if p, err := c.Profile(t.Context(), newFake(t).account(kindMiniProgram), "oMP"); err != nil || p.User.ExternalID != "oMP" {
		t.Errorf("%+v, %v", p, err)
	}
	h := newFake(t, "user/info", `{"errcode":40003,"errmsg":"invalid openid"}`)
	_, err = c.Profile(t.Context(), h.account(kindOfficial), "oX")
	failed(t, err, core.Gone, "wechat.unknown_user")
}

func TestTag(t *testing.T) {
	t.Parallel()
	users := make([]string, 120)
	for i := range users {
		users[i] = fmt.Sprint("o", i)
	}
	for name, c := range map[string]struct {
		tag   string
		on    bool
		calls string
	}{
		"there":              {"VIP", true, "tags/get tags/members/batchtagging tags/members/batchtagging tags/members/batchtagging"},
		"taken off":          {"VIP", false, "tags/get tags/members/batchuntagging tags/members/batchuntagging tags/members/batchuntagging"},
		"made since":         {"新", true, "tags/get tags/get tags/members/batchtagging tags/members/batchtagging tags/members/batchtagging"},
		"made":               {"无", true, "tags/get tags/get tags/create tags/members/batchtagging tags/members/batchtagging tags/members/batchtagging"},
		"taken off, unknown": {"无", false, "tags/get tags/get"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFake(t, "tags/get", tagsThere, "tags/get", tagsNow, "tags/create", `{"tag":{"id":102,"name":"无"}}`,
				"tags/members/batchtagging", fine, "tags/members/batchuntagging", fine)
			if err := newConnector(nil).Tag(t.Context(), f.account(kindOfficial), c.tag, users, c.on); err != nil || f.paths() != c.calls {
				t.Fatalf("%v, %s", err, f.paths())
			}
			calls := f.seen()
			if name == "made" {
				same(t, calls[2].body, `{"tag":{"name":"无"}}`)
				same(t, calls[5].body, `{"openid_list":["`+strings.Join(users[100:], `","`)+`"],"tagid":102}`)
			}
		})
	}
	const taken = `{"errcode":45157,"errmsg":"invalid tag name"}`
	race := newFake(t, "tags/get", tagsThere, "tags/get", tagsThere, "tags/get", tagsNow, "tags/create", taken, "tags/members/batchtagging", fine)
	if err := newConnector(nil).Tag(t.Context(), race.account(kindOfficial), "新", users[:1], true); err != nil || race.paths() != "tags/get tags/get tags/create tags/get tags/members/batchtagging" {
		t.Errorf("made by another meanwhile: %v, %s", err, race.paths())
	}
	bad := newFake(t, "tags/get", tagsThere, "tags/create", taken)
	failed(t, newConnector(nil).Tag(t.Context(), bad.account(kindOfficial), "星", users[:1], true), core.Rejected, "wechat.tag_name")
	full := newFake(t, "tags/get", tagsThere, "tags/create", `{"errcode":45056,"errmsg":"too many tag now"}`)
	failed(t, newConnector(nil).Tag(t.Context(), full.account(kindOfficial), "x", users, true), core.Rejected, "wechat.tags_full")
	failed(t, newConnector(nil).Tag(t.Context(), full.account(kindKF), "x", users, true), core.Rejected, "wechat.kind")
}

func TestBroadcast(t *testing.T) {
	t.Parallel()
	const accepted = `{"errcode":0,"errmsg":"send job submission success","msg_id":34182,"msg_data_id":206227730}`
	image := core.Content{Kind: core.KindImage, Media: []core.Media{{Kind: core.KindImage, Blob: "b1"}}}
	video := core.Content{Kind: core.KindVideo, Subject: "S", Media: []core.Media{{Kind: core.KindVideo, Blob: "b1"}}}
	to := []string{"o1", "o2"}
	for name, c := range map[string]struct {
		b    core.Broadcast
		path string
		want string
	}{
		"by tag": {core.Broadcast{Key: "camp-12-1", Content: plain("大促"), Tag: "VIP"}, "message/mass/sendall",
			`{"filter":{"is_to_all":false,"tag_id":100},"msgtype":"text","text":{"content":"大促"},"clientmsgid":"camp-12-1"}`},
		"by list": {core.Broadcast{Key: "camp-12-1", Content: plain("大促"), Users: to}, "message/mass/send",
			`{"touser":["o1","o2"],"msgtype":"text","text":{"content":"大促"},"clientmsgid":"camp-12-1"}`},
		"a long key": {core.Broadcast{Key: strings.Repeat("k", 65), Content: plain("大促"), Users: to}, "message/mass/send",
			`{"touser":["o1","o2"],"msgtype":"text","text":{"content":"大促"},"clientmsgid":"` + digest(strings.Repeat("k", 65)) + `"}`},
		"image": {core.Broadcast{Key: "k", Content: image, Users: to}, "message/mass/send",
			`{"touser":["o1","o2"],"msgtype":"image","images":{"media_ids":["MEDIA_1"]},"clientmsgid":"k"}`},
		"video": {core.Broadcast{Key: "k", Content: video, Users: to}, "message/mass/send",
			`{"touser":["o1","o2"],"msgtype":"mpvideo","mpvideo":{"media_id":"MPVIDEO"},"clientmsgid":"k"}`},
		"article": {core.Broadcast{Key: "k", Content: core.Content{Kind: core.KindLink, Extra: []byte(`{"mpnews":"DRAFT"}`)}, Users: to}, "message/mass/send",
			`{"touser":["o1","o2"],"msgtype":"mpnews","mpnews":{"media_id":"DRAFT"},"send_ignore_reprint":0,"clientmsgid":"k"}`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFake(t, c.path, accepted, "tags/get", tagsThere, "media/upload", uploaded, "media/uploadvideo", `{"type":"video","media_id":"MPVIDEO","created_at":1}`)
			id, err := newConnector(blobs{"b1": "bytes"}).Broadcast(t.Context(), f.account(kindOfficial), c.b)
			if err != nil || id != "34182" {
				t.Fatalf("%q, %v", id, err)
			}
			calls := f.seen()
			same(t, calls[len(calls)-1].body, c.want)
		})
	}
}

func TestBroadcastIsAcceptedOnce(t *testing.T) {
	t.Parallel()
	b := core.Broadcast{Key: "k", Content: plain("x"), Users: []string{"o1", "o2"}}
	f := newFake(t, "message/mass/send", `{"errcode":45065,"errmsg":"clientmsgid exist","msg_id":34182}`)
	if id, err := newConnector(nil).Broadcast(t.Context(), f.account(kindOfficial), b); err != nil || id != "34182" {
		t.Errorf("%q, %v", id, err)
	}
	g := newFake(t, "message/mass/send", `{"errcode":45028,"errmsg":"has no masssend quota"}`)
	_, err := newConnector(nil).Broadcast(t.Context(), with(g.account(kindOfficial), keyAccountType, "subscription"), b)
	if se := failed(t, err, core.Rejected, "wechat.broadcast_quota"); !strings.Contains(se.Text, "once a day") {
		t.Error(se.Text)
	}
	h := newFake(t, "message/mass/send", `{"errcode":45066,"errmsg":"too fast"}`)
	_, err = newConnector(nil).Broadcast(t.Context(), h.account(kindOfficial), b)
	failed(t, err, core.Retry, "wechat.broadcast_too_fast")
}

func TestABroadcastNamesItsPeople(t *testing.T) {
	t.Parallel()
	f := newFake(t, "tags/get", tagsThere)
	for name, c := range map[string]struct {
		b    core.Broadcast
		code string
	}{
		"nobody":       {core.Broadcast{Key: "k"}, "wechat.broadcast_audience"},
		"both":         {core.Broadcast{Key: "k", Tag: "VIP", Users: []string{"a", "b"}}, "wechat.broadcast_audience"},
		"an empty one": {core.Broadcast{Key: "k", Users: []string{}}, "wechat.broadcast_audience"},
		"one":          {core.Broadcast{Key: "k", Users: []string{"a"}}, "wechat.broadcast_audience"},
		"too many":     {core.Broadcast{Key: "k", Users: make([]string, 10_001)}, "wechat.broadcast_audience"},
		"no such tag":  {core.Broadcast{Key: "k", Tag: "x"}, "wechat.tag_unknown"},
		"no key":       {core.Broadcast{Users: []string{"a", "b"}}, "wechat.broadcast_key"},
		"a menu": {core.Broadcast{Key: "k", Users: []string{"a", "b"}, Content: core.Content{Kind: core.KindText, Text: "?",
			Choices: []core.Choice{{ID: "1", Label: "a"}}}}, "wechat.kind"},
	} {
		_, err := newConnector(nil).Broadcast(t.Context(), f.account(kindOfficial), c.b)
		if se := core.AsSendError(err); err == nil || se.Class != core.Rejected || se.Code != c.code {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, kind := range []string{kindMiniProgram, kindKF} {
		_, err := newConnector(nil).Broadcast(t.Context(), f.account(kind), core.Broadcast{Key: "k", Users: []string{"a", "b"}})
		failed(t, err, core.Rejected, "wechat.kind")
		failed(t, newConnector(nil).Preview(t.Context(), f.account(kind), core.UserRef{}, core.Broadcast{}), core.Rejected, "wechat.kind")
	}
}

func TestPreviewAndProgress(t *testing.T) {
	t.Parallel()
	f := newFake(t, "message/mass/preview", `{"errcode":0,"errmsg":"preview success","msg_id":1}`, "message/mass/get", `{"msg_id":201053012,"msg_status":"SEND_SUCCESS"}`,
		"message/mass/get", `{"msg_id":201053012,"msg_status":"SENDING"}`, "message/mass/get", `{"msg_id":201053012,"msg_status":"SEND_FAIL"}`, "message/mass/get", `{"msg_id":201053012,"msg_status":"DELETE"}`)
	c, a := newConnector(nil), f.account(kindOfficial)
	if err := c.Preview(t.Context(), a, core.UserRef{ExternalID: "o1"}, core.Broadcast{Content: plain("x")}); err != nil {
		t.Error(err)
	}
	same(t, f.seen()[0].body, `{"touser":"o1","msgtype":"text","text":{"content":"x"}}`)
	for _, want := range []core.BroadcastState{core.BroadcastSent, core.BroadcastSending, core.BroadcastFailed, core.BroadcastDeleted} {
		if r, err := c.Progress(t.Context(), a, "201053012"); err != nil || r.State != want || r.ID != "201053012" || (r.Code != "") != (want == core.BroadcastFailed) {
			t.Errorf("%+v, %v, want %s", r, err, want)
		}
	}
	same(t, f.seen()[1].body, `{"msg_id":"201053012"}`)
}

func TestFetch(t *testing.T) {
	t.Parallel()
	g := newFake(t, "video", "Content-Type: video/mpeg4\n\nfilm", "picture", "Content-Type: image/jpeg\n\npixels")
	for name, c := range map[string]struct {
		answer string
		medium core.Media
		want   string
		code   string
	}{
		"bytes":                {"Content-Type: image/jpeg\n\n\xff\xd8", core.Media{Ref: "M1"}, "\xff\xd8", ""},
		"a file that is JSON":  {"Content-Type: application/json\n\n{\"errcode\":1}", core.Media{Ref: "M1"}, `{"errcode":1}`, ""},
		"a video":              {`{"video_url":"` + g.URL + `/cgi-bin/video"}`, core.Media{Ref: "M1"}, "film", ""},
		"too late":             {`{"errcode":40007,"errmsg":"invalid media_id"}`, core.Media{Ref: "M1"}, "", "wechat.media_gone"},
		"too late, an address": {`{"errcode":40007,"errmsg":"invalid media_id"}`, core.Media{Ref: "M1", URL: g.URL + "/cgi-bin/picture"}, "pixels", ""},
		"an address alone":     {"", core.Media{URL: g.URL + "/cgi-bin/picture"}, "pixels", ""},
		"nothing":              {"", core.Media{}, "", "wechat.no_file"},
		"no video":             {`{}`, core.Media{Ref: "M1"}, "", "wechat.media_gone"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFake(t, "media/get", c.answer)
			body, err := newConnector(nil).Fetch(t.Context(), f.account(kindOfficial), c.medium)
			if c.code != "" {
				failed(t, err, core.Rejected, c.code)
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			defer body.Close()
			if got, err := io.ReadAll(body); err != nil || string(got) != c.want {
				t.Errorf("%q, %v", got, err)
			}
			if calls := f.seen(); len(calls) > 0 && calls[0].query != "media_id=M1" {
				t.Error(calls[0].query)
			}
		})
	}
}

func TestFetchWithATokenThatHasEnded(t *testing.T) {
	t.Parallel()
	f := newFake(t, "media/get", `{"errcode":42001,"errmsg":"access_token expired"}`, "media/get", "Content-Type: image/jpeg\n\npixels")
	body, err := newConnector(nil).Fetch(t.Context(), f.account(kindKF), core.Media{Ref: "M1"})
	if err != nil {
		t.Fatal(err)
	}
	defer body.Close()
	if f.tokens != 2 {
		t.Errorf("%d tokens", f.tokens)
	}
	tooBig := &fileBody{ReadCloser: io.NopCloser(failingReader{httpx.ErrResponseTooLarge})}
	if _, err := tooBig.Read(nil); !errors.Is(err, connectors.ErrTooBig) {
		t.Error(err)
	}
	cut := &fileBody{ReadCloser: io.NopCloser(failingReader{errors.New("cut at secret-of-kf")}), secrets: []string{"secret-of-kf"}}
	if _, err := cut.Read(nil); err == nil || strings.Contains(err.Error(), "secret-of-kf") {
		t.Error(err)
	}
}

type failingReader struct{ err error }

func (r failingReader) Read([]byte) (int, error) { return 0, r.err }
