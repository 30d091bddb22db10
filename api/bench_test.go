package api_test

import (
	"io"
	"net/http"
	"testing"

	"github.com/switchboard-hub/switchboard/api"
)

// BenchmarkLists measures a page of 50 through HTTP, without a store below.
func BenchmarkLists(b *testing.B) {
	h := start(b, func(o *api.Options) { o.RateLimit = api.Rate{PerSecond: 1e9, Burst: 1e9} })
	h.b.conversations, h.b.messages = threads(50), said(50)
	for name, path := range map[string]string{"conversations": "/conversations", "messages": thread + "/messages"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			req, err := http.NewRequest(http.MethodGet, h.url+api.Prefix+path, nil)
			if err != nil {
				b.Fatal(err)
			}
			req.Header.Set("Authorization", "Bearer owner")
			for b.Loop() {
				resp, err := http.DefaultClient.Do(req)
				if err != nil || resp.StatusCode != 200 {
					b.Fatal(err, resp)
				}
				_, _ = io.Copy(io.Discard, resp.Body)
				_ = resp.Body.Close()
			}
		})
	}
}
