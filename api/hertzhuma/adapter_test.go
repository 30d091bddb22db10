package hertzhuma_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"

	"github.com/switchboard-hub/switchboard/api/hertzhuma"
	"github.com/switchboard-hub/switchboard/httpserver"
)

func TestARequestReachesHumaWhole(t *testing.T) {
	t.Parallel()
	s, err := httpserver.New("127.0.0.1:0", httpserver.Options{})
	if err != nil {
		t.Fatal(err)
	}
	a := hertzhuma.New(s)
	a.Handle(&huma.Operation{Method: "POST", Path: "/a/{b}/c", OperationID: "x"}, func(hc huma.Context) {
		hc = huma.WithValue(hc, struct{}{}, 1) // as middleware wraps it
		if err := hertzhuma.From(hc).ReadBody(10); errors.Is(err, httpserver.ErrBodyTooLarge) {
			hc.SetStatus(413)
			return
		}
		body, _ := io.ReadAll(hc.BodyReader())
		seen := ""
		hc.EachHeader(func(k, v string) {
			if k == "X-Test" {
				seen += v
			}
		})
		u := hc.URL()
		hc.SetHeader("X-One", "1")
		hc.AppendHeader("X-Many", "a")
		hc.AppendHeader("X-Many", "b")
		hc.SetStatus(202)
		_, _ = fmt.Fprintf(hc.BodyWriter(), "%s %s %s %s %s %s %s %s %d", hc.Method(), hc.Operation().OperationID, hc.Param("b"), hc.Query("q"),
			hc.Header("X-Test"), seen, u.Path, body, hc.Status())
		if hc.Host() == "" || hc.RemoteAddr() == "" || hc.TLS() != nil || hc.Version().ProtoMajor != 1 {
			t.Errorf("host %q, from %q", hc.Host(), hc.RemoteAddr())
		}
	})
	go func() { _ = s.Run() }()
	t.Cleanup(func() { _ = s.Shutdown(context.Background()) })

	for body, want := range map[string]string{"0123456789": "POST x é/ü 你 好 好 /a/é/ü/c 0123456789 202", "0123456789+": ""} {
		req, err := http.NewRequest("POST", s.URL()+"/a/%C3%A9%2F%C3%BC/c?q=%E4%BD%A0", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("X-Test", "好")
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		got, _ := io.ReadAll(resp.Body)
		_ = resp.Body.Close()
		if string(got) != want || want == "" && resp.StatusCode != 413 || want != "" && len(resp.Header.Values("X-Many")) != 2 {
			t.Errorf("%d %q, want %q; %v", resp.StatusCode, got, want, resp.Header)
		}
	}
}
