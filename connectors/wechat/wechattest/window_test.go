package wechattest_test

import (
	"strings"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/connectors/wechat/wechattest"
)

func TestAMessageAllowsFiveInTwoDays(t *testing.T) {
	t.Parallel()
	w := newWorld(t, wechattest.Config{})
	w.Advance(time.Minute) // following allowed three for a minute
	w.words(w.ann.OpenID(), "before").wants(45015)
	w.ann.Say("hello")
	for range 5 {
		w.words(w.ann.OpenID(), "answer").wants(0)
	}
	w.words(w.ann.OpenID(), "the sixth").wants(45047)
	w.ann.Say("and")
	w.words(w.ann.OpenID(), "again").wants(0)
	w.Advance(48*time.Hour - time.Second)
	w.renew()
	w.words(w.ann.OpenID(), "in time").wants(0)
	w.Advance(time.Second)
	w.words(w.ann.OpenID(), "late").wants(45015)
	if shown := w.ann.Shown(); len(shown) != 7 || shown[6].Text != "in time" || shown[6].User != w.ann.OpenID() {
		t.Errorf("shown %+v", shown)
	}
}

func TestAnEventAllowsThreeForAMinute(t *testing.T) {
	t.Parallel()
	for name, act := range map[string]func(*wechattest.Follower){
		"follow": func(f *wechattest.Follower) { f.Follow() },
		"scan":   func(f *wechattest.Follower) { f.Scan("door") },
		"click":  func(f *wechattest.Follower) { f.Click("orders") },
		"menu":   func(f *wechattest.Follower) { f.ScanForMenu("key", "http://example.com", true) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, wechattest.Config{})
			w.Advance(time.Minute)
			act(w.ann)
			for range 3 {
				w.words(w.ann.OpenID(), "answer").wants(0)
			}
			w.words(w.ann.OpenID(), "the fourth").wants(45047)
			w.Advance(time.Minute)
			w.words(w.ann.OpenID(), "late").wants(45015)
		})
	}
}

func TestAPageViewedAllowsNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t, wechattest.Config{})
	w.Advance(time.Minute)
	w.ann.View("http://example.com", "1")
	w.words(w.ann.OpenID(), "answer").wants(45015)
}

// A click gives none of a message's allowance: its three end with its minute.
func TestAClickDoesNotRenewAMessage(t *testing.T) {
	t.Parallel()
	w := newWorld(t, wechattest.Config{})
	w.Advance(time.Minute)
	w.ann.Say("hello")
	for range 5 {
		w.words(w.ann.OpenID(), "answer").wants(0)
	}
	w.ann.Click("orders")
	w.words(w.ann.OpenID(), "for the click").wants(0)
	w.Advance(time.Minute)
	w.words(w.ann.OpenID(), "after its minute").wants(45047)
}

// "可下发消息条数更新为当前可下发条数限制的最大值，有效下发时间限制也更新为最长有效时间".
func TestAllowancesOfAMiniProgramDoNotAddUp(t *testing.T) {
	t.Parallel()
	w := newWorld(t, wechattest.Config{Kind: wechattest.MiniProgram})
	w.ann.Enter("order/7")
	w.ann.Say("hello")
	for range 5 {
		w.words(w.ann.OpenID(), "answer").wants(0)
	}
	w.words(w.ann.OpenID(), "the sixth").wants(45047)
	w.ann.Enter("order/7")
	w.Advance(time.Hour)
	w.words(w.ann.OpenID(), "the longer time wins").wants(0)
}

func TestWhoDoesNotFollowGetsNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t, wechattest.Config{})
	w.words(w.app.Follower("bob").OpenID(), "hello").wants(43004)
	w.words("oNOBODY", "hello").wants(40003)
	other := w.AddApp(wechattest.Config{AppID: "wx2"}).Follower("ann")
	w.words(other.OpenID(), "hello").wants(40003)
	w.ann.Unfollow()
	w.words(w.ann.OpenID(), "hello").wants(43004)
	w.ann.Follow()
	w.ann.Block(true)
	w.words(w.ann.OpenID(), "hello").wants(48002)
}

func TestATextHasItsBounds(t *testing.T) {
	t.Parallel()
	w := newWorld(t, wechattest.Config{})
	w.ann.Say("hello")
	id := w.ann.OpenID()
	w.words(id, "").wants(44004)
	w.words(id, strings.Repeat("字", 682)+"ab").wants(0) // 2,048 bytes
	w.words(id, strings.Repeat("字", 683)).wants(45002)
	w.post("message/custom/send", `{"touser":"`+id+`","msgtype":"text","text":{"content":"\u4f60"}}`).wants(40033)
	w.post("message/custom/send", `{"touser":"`+id+`","msgtype":"text","text":{"content":"C:\\users"}}`).wants(0)
	w.post("message/custom/send", `{"touser":`).wants(47001)
	w.post("message/custom/send", ``).wants(44002)
	w.get("message/custom/send?access_token=" + w.token).wants(43002)
}
