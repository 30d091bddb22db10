package wechattest_test

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/connectors/wechat/wechattest"
)

func TestFaults(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		fault  wechattest.Fault
		status int // 0: no answer
		body   string
		shown  int
	}{
		"busy":       {wechattest.Busy(), 200, `"errcode":-1`, 0},
		"too many":   {wechattest.TooMany(), 200, `"errcode":45011`, 0},
		"refused":    {wechattest.Refuse(45015), 200, `"errcode":45015`, 0},
		"gateway":    {wechattest.HTMLError(502), 502, "<h1>Bad Gateway", 0},
		"garbage":    {wechattest.Garbage(), 200, `{"errcode":0,"err`, 0},
		"cut before": {wechattest.CutBefore(), 0, "", 0},
		"cut after":  {wechattest.CutAfter(), 0, "", 1},
		"slow":       {wechattest.Slow(1), 200, `"errcode":0`, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, wechattest.Config{})
			w.ann.Say("hello")
			w.Fail("message/custom/send", 1, c.fault)
			status, body := w.raw(t.Context())
			if status != c.status || !strings.Contains(body, c.body) {
				t.Errorf("HTTP %d %s", status, body)
			}
			if n := w.app.ShownCount(); n != c.shown {
				t.Errorf("shown %d", n)
			}
			if calls := w.app.Calls(); !calls[len(calls)-1].Fault || calls[len(calls)-1].Status != c.status {
				t.Errorf("log %+v", calls)
			}
			w.words(w.ann.OpenID(), "after it").wants(0)
		})
	}
}

func (w *world) raw(ctx context.Context) (status int, body string) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, w.URL+"/cgi-bin/message/custom/send?access_token="+w.token,
		strings.NewReader(`{"touser":"`+w.ann.OpenID()+`","msgtype":"text","text":{"content":"x"}}`))
	if err != nil {
		w.t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return 0, ""
	}
	defer answer.Body.Close()
	content, _ := io.ReadAll(answer.Body)
	return answer.StatusCode, string(content)
}

func TestAHangEndsWithItsClient(t *testing.T) {
	t.Parallel()
	w := newWorld(t, wechattest.Config{})
	w.ann.Say("hello")
	w.Fail("", -1, wechattest.HangAfter(wechattest.Forever))
	ctx, leave := context.WithCancel(deadline(t))
	done := make(chan int)
	go func() {
		status, _ := w.raw(ctx)
		done <- status
	}()
	if _, err := w.app.WaitShown(deadline(t), 1); err != nil {
		t.Fatal(err)
	}
	leave()
	if status := <-done; status != 0 {
		t.Errorf("HTTP %d", status)
	}
	w.Heal()
	w.words(w.ann.OpenID(), "healed").wants(0)
}

// What hangs on either side does not hold up the end.
func TestCloseWaitsForNobody(t *testing.T) {
	t.Parallel()
	w := newWorld(t, wechattest.Config{})
	arrived := make(chan struct{}, 1)
	h := newHook(t, func(_ int, _ http.ResponseWriter, r *http.Request) {
		arrived <- struct{}{}
		<-r.Context().Done()
	})
	w.app.SetCallback(wechattest.Callback{URL: h.URL, Token: cbTok})
	push := w.ann.Say("hello")
	<-arrived
	w.Fail("", 1, wechattest.HangBefore(wechattest.Forever))
	done := make(chan int)
	go func() {
		status, _ := w.raw(t.Context())
		done <- status
	}()
	if err := w.Wait(deadline(t), func() bool { return w.app.CallCount("message/custom/send") == 1 }); err != nil {
		t.Fatal(err)
	}
	w.Close()
	if status, fate := <-done, push.Fate(); status != 0 || fate.Accepted || !fate.Done {
		t.Errorf("HTTP %d, %+v", status, fate)
	}
}
