package bench

import (
	"context"
	"fmt"
	"time"

	"github.com/switchboard-hub/switchboard/connectors/wechat/wechattest"
	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/hub"
)

// WechatResult is what "bench inbound --channel wechat" prints.
type WechatResult struct {
	Database    string  `json:"database"`
	Stored      int     `json:"messages_stored_before"` // half of them by each channel
	Connections int     `json:"connections"`
	Telegram    Rate    `json:"telegram"`
	Wechat      Rate    `json:"wechat"`
	Seal        float64 `json:"loader_seals_us"` // what the loader takes to encrypt and sign one push
	Ratio       float64 `json:"ratio"`
}

// The account of the run. Nothing is ever sent by it.
const (
	wechatAppID = "wxBENCH"
	wechatName  = "gh_bench"
	wechatKey   = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
)

// inboundWechat drives encrypted pushes of an Official Account in turns with
// Telegram's updates, on one hub: the machine's speed changes by the minute.
func (s *space) inboundWechat(ctx context.Context) (any, error) {
	telegram, wechat, err := s.prepareBoth(ctx)
	if err != nil {
		return nil, err
	}
	sv, err := s.serve(ctx, "--public-url", benchURL)
	if err != nil {
		return nil, err
	}
	defer sv.stop()
	out := WechatResult{Database: s.kind(), Stored: s.Stored, Connections: s.Connections}
	turn := time.Duration(s.Seconds) * time.Second / 4
	for _, t := range []struct {
		traffic
		into *Rate
	}{{telegram, &out.Telegram}, {wechat, &out.Wechat}, {wechat, &out.Wechat}, {telegram, &out.Telegram}} {
		s.say("driving %s with %d connections for %s", t.account.Channel, s.Connections, turn)
		r, err := s.drive(sv, t.traffic, turn)
		if err != nil {
			return nil, err
		}
		t.into.add(r)
	}
	out.Ratio = ratio(out.Wechat.PerSecond, out.Telegram.PerSecond)
	out.Seal = seals(wechat)
	return out, nil
}

// add joins two runs of the same length; the latency is that of the worse one.
func (r *Rate) add(more Rate) {
	if r.Messages == 0 {
		*r = more
		return
	}
	r.PerSecond = (r.PerSecond + more.PerSecond) / 2
	r.Messages += more.Messages
	r.Refused += more.Refused
	if more.Latency.P99 > r.Latency.P99 {
		r.Latency = more.Latency
	}
}

// seals measures what making a push takes the loader, in microseconds.
func seals(t traffic) float64 {
	const n = 2000
	started := time.Now()
	for i := range int64(n) {
		t.request("127.0.0.1", t.body(i, i))
	}
	return float64(time.Since(started).Microseconds()) / n
}

// prepareBoth links a bot and an Official Account and stores messages of both.
func (s *space) prepareBoth(ctx context.Context) (telegram, wechat traffic, err error) {
	h, err := s.open(ctx, nil)
	if err != nil {
		return telegram, wechat, err
	}
	defer h.Close()
	bot, err := linkBot(ctx, h)
	if err != nil {
		return telegram, wechat, err
	}
	official, err := linkOfficial(ctx, h)
	if err != nil {
		return telegram, wechat, err
	}
	telegram, wechat = telegramTraffic(bot), wechatTraffic(official)
	for _, t := range []traffic{telegram, wechat} {
		if err := s.fill(ctx, h, s.Stored/2, t); err != nil {
			return telegram, wechat, err
		}
	}
	return telegram, wechat, s.settle(ctx, h)
}

// linkOfficial links an Official Account without asking anybody.
func linkOfficial(ctx context.Context, h *hub.Hub) (core.Account, error) {
	a := core.Account{ID: core.NewID(), Channel: "wechat", Name: "bench", Status: core.AccountActive,
		Config:  map[string]string{"kind": "official", "appid": wechatAppID, "api_base": "http://127.0.0.1:9"},
		Secrets: map[string]string{"secret": "bench", "token": benchToken, "encoding_aes_key": wechatKey}}
	a.Config["_connected"] = benchURL + "/hooks/wechat/" + a.ID.String()
	return a, h.Store().SaveAccount(ctx, a)
}

// benchToken is the token of the run's own callback.
const benchToken = "BenchToken"

func wechatTraffic(a core.Account) traffic {
	callback := wechattest.Callback{Token: benchToken, AESKey: wechatKey, Mode: wechattest.Safe}
	return traffic{account: a, kind: "wechat.official", body: wechatText, request: func(host, body string) []byte {
		query, sealed, err := callback.Sealed(wechatAppID, wechatName, time.Now(), []byte(body))
		if err != nil {
			panic(err) // the key is a constant
		}
		return request("POST", "/hooks/wechat/"+a.ID.String()+"?"+query.Encode(), host, "", string(sealed))
	}}
}

// wechatText is a text message as the platform pushes it, before it is sealed.
func wechatText(id, user int64) string {
	return fmt.Sprintf("<xml><ToUserName><![CDATA["+wechatName+"]]></ToUserName><FromUserName><![CDATA[oBENCH%022d]]></FromUserName><CreateTime>%d</CreateTime>"+
		"<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[你好，我想问一下订单 %d 什么时候发货？谢谢]]></Content><MsgId>%d</MsgId></xml>",
		user, time.Now().Unix(), id, id)
}
