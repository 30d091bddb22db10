package wechattest_test

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/connectors/wechat/wechattest"
)

// BenchmarkCustomSend shows what the emulator costs a benchmark of the hub,
// client included.
func BenchmarkCustomSend(b *testing.B) {
	srv := wechattest.New(wechattest.Options{Start: start})
	defer srv.Close()
	app := srv.AddApp(wechattest.Config{AppID: appid, Secret: secret})
	app.SetQuota("message/custom/send", 1<<30)
	token := srv.URL + "/cgi-bin/message/custom/send?access_token=" + fetchFor(b, srv)
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64}, Timeout: 10 * time.Second}
	var n atomic.Int64
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			f := app.Follower(fmt.Sprint(n.Add(1)))
			f.Follow()
			r, err := client.Post(token, "application/json", strings.NewReader(`{"touser":"`+f.OpenID()+`","msgtype":"text","text":{"content":"hello there"}}`))
			if err != nil {
				b.Error(err)
				return
			}
			io.Copy(io.Discard, r.Body)
			r.Body.Close()
		}
	})
	if app.ShownCount() != int(n.Load()) {
		b.Errorf("%d of %d shown", app.ShownCount(), n.Load())
	}
}

func fetchFor(b *testing.B, srv *wechattest.Server) string {
	b.Helper()
	r, err := http.Get(srv.URL + "/cgi-bin/" + fetch)
	if err != nil {
		b.Fatal(err)
	}
	defer r.Body.Close()
	content, _ := io.ReadAll(r.Body)
	_, rest, _ := strings.Cut(string(content), `"access_token":"`)
	token, _, _ := strings.Cut(rest, `"`)
	return token
}
