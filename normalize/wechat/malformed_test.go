package wechat_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/normalize/wechat"
)

func read(kind, body string) ([]core.Envelope, error) {
	return wechat.Normalize(core.Raw{Kind: kind, Body: []byte(body)})
}

// one reads a body that must give one envelope.
func one(t *testing.T, kind, body string) core.Envelope {
	t.Helper()
	envs, err := read(kind, body)
	if err != nil || len(envs) != 1 {
		t.Fatalf("%s: got %v, %v", body, envs, err)
	}
	return envs[0]
}

// push is a push of a person, with these elements beside the frame.
func push(elements string) string {
	return "<xml><ToUserName>gh_1</ToUserName><FromUserName>o1</FromUserName><CreateTime>1700000000</CreateTime>" + elements + "</xml>"
}

// TestErrorsSayWhatIsWrong: a person reads them beside the stored raw.
func TestErrorsSayWhatIsWrong(t *testing.T) {
	t.Parallel()
	text := func(id, from string) string {
		return "<xml><FromUserName>" + from + "</FromUserName><MsgType>text</MsgType><Content>hi</Content><MsgId>" + id + "</MsgId></xml>"
	}
	for name, c := range map[string]struct{ kind, body, want string }{
		"empty":          {wechat.KindOfficial, " \n", "it is empty"},
		"a form":         {wechat.KindOfficial, "a=1&b=2", `neither XML nor JSON: it begins with "a=1&b=2"`},
		"a list":         {wechat.KindKF, "[]", "neither XML nor JSON"},
		"two objects":    {wechat.KindKF, `{"msgtype":"text"}{}`, "something follows the JSON object"},
		"two elements":   {wechat.KindOfficial, "<xml></xml><xml/>", "something follows the XML element"},
		"not closed":     {wechat.KindOfficial, "<xml><a>", "the XML ends before a <"},
		"closed wrongly": {wechat.KindOfficial, "<xml><a></b></xml>", `"a" ends as "b"`},
		"open tag":       {wechat.KindOfficial, "<xml><a b='></xml>", `ends in the start tag of "a"`},
		"tag in tag":     {wechat.KindOfficial, "<xml><a <b></a></xml>", `the start tag of "a" does not end`},
		"comment":        {wechat.KindOfficial, "<!-- <xml/>", "the XML ends before a -->"},
		"document type":  {wechat.KindOfficial, "<!DOCTYPE xml><xml/>", "no XML element where one should be"},
		"nameless":       {wechat.KindOfficial, "<>", "no XML element where one should be"},
		"encrypted":      {wechat.KindOfficial, "<xml><Encrypt>abc</Encrypt></xml>", "it is still encrypted"},
		"no type":        {wechat.KindMiniProgram, "{}", "MsgType is missing"},
		"no user":        {wechat.KindOfficial, "<xml><MsgType>text</MsgType><MsgId>1</MsgId></xml>", "FromUserName is missing"},
		"no id":          {wechat.KindOfficial, push("<MsgType>text</MsgType><Content>hi</Content>"), "MsgId is missing"},
		"endless id":     {wechat.KindOfficial, text(strings.Repeat("9", 1000), "o1"), "MsgId is longer than 128 bytes"},
		"endless user":   {wechat.KindOfficial, text("1", strings.Repeat("o", 1000)), "FromUserName is longer than 128 bytes"},
		"no result":      {wechat.KindOfficial, push("<MsgType>event</MsgType><Event>subscribe_msg_sent_event</Event>"), "ErrorCode is missing"},
		"result of none": {wechat.KindOfficial, push("<MsgType>event</MsgType><Event>subscribe_msg_sent_event</Event><List><ErrorCode>0</ErrorCode></List>"), "MsgID is missing"},
		"no account":     {wechat.KindOfficial, "<xml><MsgType>event</MsgType><Event>MASSSENDJOBFINISH</Event><MsgID>1</MsgID></xml>", "ToUserName is missing"},
		"kf no type":     {wechat.KindKF, "{}", "msgtype is missing"},
		"kf no origin":   {wechat.KindKF, `{"msgtype":"text","msgid":"1","external_userid":"w"}`, `origin "" is unknown`},
		"kf no id":       {wechat.KindKF, `{"msgtype":"text","origin":3,"external_userid":"w"}`, "msgid is missing"},
		"kf nobody left": {wechat.KindKF, `{"msgtype":"event","event":{"event_type":"enter_session"}}`, "external_userid is missing"},
		"another kind":   {"wechat.letter", "<xml/>", `there is no kind "wechat.letter"`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			envs, err := read(c.kind, c.body)
			if err == nil || envs != nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, %v, want an error with %q", envs, err, c.want)
			}
		})
	}
}

// TestHostileBodies end in bounded errors or envelopes, without a panic and at once.
func TestHostileBodies(t *testing.T) {
	t.Parallel()
	fill := func(n int, s string) string { return strings.Repeat(s, n) }
	text := func(content string) string {
		return push("<MsgType>text</MsgType><MsgId>1</MsgId><Content>" + content + "</Content>")
	}
	for name, c := range map[string]struct {
		kind, body string
		fails      bool
	}{
		"too large":         {wechat.KindOfficial, text(fill(1<<20, "x")), true},
		"deep elements":     {wechat.KindOfficial, push(fill(100_000, "<a>")), true},
		"deep objects":      {wechat.KindKF, fill(9_000, `{"a":`) + "1" + fill(9_000, "}"), true},
		"deep arrays":       {wechat.KindKF, `{"a":` + fill(9_000, "[") + fill(9_000, "]") + "}", true},
		"deeper arrays":     {wechat.KindKF, `{"a":` + fill(400_000, "["), true},
		"long names":        {wechat.KindOfficial, "<" + fill(500_000, "n") + "></x>", true},
		"text in pieces":    {wechat.KindOfficial, text(fill(80_000, "x<!---->")), false},
		"sections":          {wechat.KindOfficial, text(fill(60_000, "<![CDATA[x]]>")), false},
		"bare ampersands":   {wechat.KindOfficial, text(fill(900_000, "&")), false},
		"entities":          {wechat.KindOfficial, text(fill(150_000, "&#0;")), false},
		"many elements":     {wechat.KindOfficial, push("<MsgType>event</MsgType><Event>CLICK</Event>" + fill(200_000, "<a/>")), false},
		"many subscribe":    {wechat.KindOfficial, push("<MsgType>event</MsgType><Event>subscribe_msg_popup_event</Event>" + fill(10_000, "<List><SubscribeStatusString>a</SubscribeStatusString></List>")), false},
		"one result often":  {wechat.KindOfficial, push("<MsgType>event</MsgType><Event>subscribe_msg_sent_event</Event>" + fill(9_000, "<List><MsgID>1</MsgID><ErrorCode>0</ErrorCode></List>")), false},
		"long event":        {wechat.KindOfficial, push("<MsgType>event</MsgType><Event>CLICK</Event><EventKey>" + fill(500_000, "k") + "</EventKey>"), false},
		"endless number":    {wechat.KindMiniProgram, `{"CreateTime":` + fill(500_000, "9") + `,"FromUserName":"o1","MsgType":"text","Content":"x","MsgId":1}`, false},
		"endless new event": {wechat.KindOfficial, push("<MsgType>event</MsgType><Event>" + fill(500_000, "E") + "</Event>"), false},
		"chat in chat":      {wechat.KindKF, `{"msgid":"1","external_userid":"w","origin":3,"msgtype":"merged_msg","merged_msg":{"item":[` + fill(9_999, `{"msg_content":"{\"msgtype\":\"merged_msg\"}"},`) + `{}]}}`, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			envs, err := read(c.kind, c.body)
			if (err != nil) != c.fails || err != nil && len(err.Error()) > 1000 {
				t.Fatalf("got %d envelopes, %.300v", len(envs), err)
			}
			if len(envs) > 1 {
				t.Errorf("%d envelopes of one", len(envs))
			}
			for _, e := range envs {
				holds(t, e)
			}
		})
	}
}

// TestTimes: what is no time of ours is no time, and costs no message.
func TestTimes(t *testing.T) {
	t.Parallel()
	for at, want := range map[string]string{
		"1700000000": "2023-11-14T22:13:20.000000Z", "1700000000\n": "2023-11-14T22:13:20.000000Z",
		"0": "", "-1": "", "": "", "soon": "", "1.7e9": "", "253402300800": "", "9223372036854775808": "",
	} {
		body := fmt.Sprintf("<xml><FromUserName>o1</FromUserName><CreateTime>%s</CreateTime><MsgType>text</MsgType><Content>x</Content><MsgId>1</MsgId></xml>", at)
		if got := one(t, wechat.KindOfficial, body).SentAt.String(); got != want {
			t.Errorf("%q: %q, want %q", at, got, want)
		}
	}
}
