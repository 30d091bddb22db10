package wechat_test

import (
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/normalize/wechat"
)

const official = wechat.KindOfficial

// TestKeys: what is the same has one key, in whatever mode it comes, and what
// differs has two.
func TestKeys(t *testing.T) {
	t.Parallel()
	message := func(from, rest string) string {
		return "<xml><FromUserName>" + from + "</FromUserName><MsgType>text</MsgType><Content>hi</Content><MsgId>7</MsgId>" + rest + "</xml>"
	}
	event := func(at, event, rest string) string {
		return "<xml><FromUserName>o1</FromUserName><CreateTime>" + at + "</CreateTime><MsgType>event</MsgType><Event>" + event + "</Event>" + rest + "</xml>"
	}
	click := event("1", "CLICK", "<EventKey>a</EventKey>")
	for name, c := range map[string]struct {
		a, b string
		same bool
	}{
		"a message again":                {message("o1", ""), message("o1", ""), true},
		"one id, two users":              {message("o1", ""), message("o2", ""), false},
		"a message in compatible mode":   {message("o1", ""), message("o1", "<Encrypt>x</Encrypt>"), true},
		"an event again":                 {click, click, true},
		"its elements in another order":  {event("1", "SCAN", "<EventKey>a</EventKey><Ticket>t</Ticket>"), event("1", "SCAN", "<Ticket> t </Ticket>\n<EventKey>a</EventKey>"), true},
		"an event in compatible mode":    {click, event("1", "CLICK", "<EventKey>a</EventKey><Encrypt>x</Encrypt>"), true},
		"encrypted anew":                 {event("1", "CLICK", "<Encrypt>x</Encrypt>"), event("1", "CLICK", "<Encrypt>y</Encrypt>"), true},
		"a second later":                 {click, event("2", "CLICK", "<EventKey>a</EventKey>"), false},
		"another event of a second":      {click, event("1", "VIEW", "<EventKey>a</EventKey>"), false},
		"another entry of the menu":      {click, event("1", "CLICK", "<EventKey>b</EventKey>"), false},
		"another result of a second":     {event("1", "scancode_push", "<ScanCodeInfo><ScanResult>1</ScanResult></ScanCodeInfo>"), event("1", "scancode_push", "<ScanCodeInfo><ScanResult>2</ScanResult></ScanCodeInfo>"), false},
		"what stands where":              {event("1", "SCAN", "<EventKey>a</EventKey><Ticket/>"), event("1", "SCAN", "<EventKey/><Ticket>a</Ticket>"), false},
		"two templates of a second":      {event("1", "TEMPLATESENDJOBFINISH", "<MsgID>1</MsgID><Status>success</Status>"), event("1", "TEMPLATESENDJOBFINISH", "<MsgID>2</MsgID><Status>success</Status>"), false},
		"left, and came within a second": {event("1", "unsubscribe", ""), event("1", "subscribe", ""), false},
	} {
		if a, b := one(t, official, c.a).Key, one(t, official, c.b).Key; (a == b) != c.same {
			t.Errorf("%s: %s and %s", name, a, b)
		}
	}
}

// TestOneIDOfTwoUsers: the hub takes two messages of one external id for the same.
func TestOneIDOfTwoUsers(t *testing.T) {
	t.Parallel()
	body := func(user string) string {
		return "<xml><FromUserName>" + user + "</FromUserName><MsgType>text</MsgType><Content>hi</Content><MsgId>7</MsgId></xml>"
	}
	if a, b := one(t, official, body("o1")), one(t, official, body("o2")); a.ExternalID == b.ExternalID {
		t.Errorf("both messages are %s", a.ExternalID)
	}
}

// TestWindows: an event takes the name that opens a window here only where it
// opens one at WeChat.
func TestWindows(t *testing.T) {
	t.Parallel()
	for event, want := range map[string]string{
		"CLICK": core.EventClick, "click": core.EventClick, "scancode_push": core.EventClick, "scancode_waitmsg": core.EventClick,
		"SCAN": core.EventScan, "subscribe": core.EventFollow, "user_enter_tempsession": core.EventEnter,
		"pic_sysphoto": "pic_sysphoto", "pic_photo_or_album": "pic_photo_or_album", "pic_weixin": "pic_weixin",
		"location_select": "location_select", "VIEW": core.EventView, "view_miniprogram": core.EventView,
		"unsubscribe": core.EventUnfollow, "user_enter_session_from_card": "user_enter_session_from_card", "WifiConnected": "WifiConnected",
	} {
		if got := one(t, official, push("<MsgType>event</MsgType><Event>"+event+"</Event>")).Event; got != want {
			t.Errorf("%s: %s, want %s", event, got, want)
		}
	}
}

// TestNobodyBecomesACustomer who is none: accounts, helpers, and whoever WeChat
// names as the sender of what this code does not know.
func TestNobodyBecomesACustomer(t *testing.T) {
	t.Parallel()
	from := func(user, rest string) string {
		return "<xml><ToUserName>gh_1</ToUserName><FromUserName>" + user + "</FromUserName><CreateTime>1</CreateTime>" + rest + "</xml>"
	}
	message := "<MsgType>text</MsgType><Content>hi</Content><MsgId>1</MsgId>"
	event := func(name string) string { return "<MsgType>event</MsgType><Event>" + name + "</Event><MsgID>1</MsgID>" }
	for name, body := range map[string]string{
		"a helper's message":   from("mphelper", message),
		"the account's own":    from("gh_1", message),
		"another account's":    from("gh_2", message),
		"a helper's event":     from("mphelper", event("CLICK")),
		"a helper's result":    from("mphelper", event("TEMPLATESENDJOBFINISH")),
		"a helper's results":   from("mphelper", event("subscribe_msg_sent_event")+"<ErrorCode>0</ErrorCode>"),
		"an event of tomorrow": from("o1", event("tomorrow")),
		"an audit":             from("o1", event("weapp_audit_success")),
		"the desk of Tencent":  from("o1", event("kf_create_session")),
	} {
		if envs, err := read(official, body); err != nil || len(envs) != 0 {
			t.Errorf("%s: %+v, %v", name, envs, err)
		}
	}
	e := one(t, official, from("oHelper", event("MASSSENDJOBFINISH")))
	if e.User.ExternalID != "gh_1" || e.Type != core.TypeBroadcast {
		t.Errorf("a broadcast of %+v", e)
	}
}

// TestFailures: each fail_type of KF says what to do, and only a closed window is
// one.
func TestFailures(t *testing.T) {
	t.Parallel()
	seen := map[string]string{}
	for kind, want := range map[string]core.Class{
		"0": core.Rejected, "1": core.Auth, "2": core.Auth, "4": core.WindowClosed, "5": core.WindowClosed, "6": core.WindowClosed, "7": core.Rejected,
		"8": core.Rejected, "10": core.Gone, "11": core.Rejected, "12": core.Rejected, "13": core.Rejected,
	} {
		body := `{"msgtype":"event","msgid":"1","event":{"event_type":"msg_send_fail","external_userid":"w","fail_msgid":"m","fail_type":` + kind + `}}`
		e := one(t, wechat.KindKF, body)
		if e.Error == nil || e.Error.Class != want || !strings.HasPrefix(e.Error.Code, "wechat.") || e.Error.Text == "" {
			t.Fatalf("fail_type %s: %+v", kind, e.Error)
		}
		if other := seen[e.Error.Code]; other != "" {
			t.Errorf("fail_type %s and %s have the code %s", kind, other, e.Error.Code)
		}
		seen[e.Error.Code] = kind
	}
}
