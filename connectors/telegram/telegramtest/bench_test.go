package telegramtest_test

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/connectors/telegram/telegramtest"
)

// BenchmarkSendMessage shows what the emulator costs a benchmark of the hub,
// client included.
func BenchmarkSendMessage(b *testing.B) {
	srv := telegramtest.New(telegramtest.Options{NoRates: true})
	defer srv.Close()
	srv.AddBot(token, "helpdesk_bot")
	srv.User(7, "Ann", "", "", "").Start(token, "")
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64}}
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			r, err := client.Post(srv.URL+"/bot"+token+"/sendMessage", "application/json", strings.NewReader(`{"chat_id":7,"text":"hello there"}`))
			if err != nil {
				b.Error(err)
				return
			}
			io.Copy(io.Discard, r.Body)
			r.Body.Close()
		}
	})
}
