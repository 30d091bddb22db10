package wechattest_test

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/silenceper/wechat/v2/util"

	"github.com/switchboard-hub/switchboard/connectors/wechat/wechattest"
)

func results(d wechattest.Delivery) string {
	list := make([]string, len(d.Attempts))
	for i, a := range d.Attempts {
		list[i] = string(a.Result)
	}
	return strings.Join(list, " ")
}

func TestWhatIsNotAnsweredComesThreeTimes(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		reply   func(n int, w http.ResponseWriter, r *http.Request)
		results string
		notices int
	}{
		"success":         {success, "success", 0},
		"nothing to say":  {func(int, http.ResponseWriter, *http.Request) {}, "empty", 0},
		"the second time": {func(n int, w http.ResponseWriter, r *http.Request) { refuseUntil(2, n, w) }, "refused success", 0},
		"never":           {func(n int, w http.ResponseWriter, r *http.Request) { refuseUntil(9, n, w) }, "refused refused refused", 1},
		"json to xml":     {func(_ int, w http.ResponseWriter, _ *http.Request) { io.WriteString(w, `{"ok":true}`) }, "malformed malformed malformed", 3},
		"cut":             {func(int, http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, "failed failed failed", 1},
		"moved":           {func(_ int, w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/", http.StatusFound) }, "refused refused refused", 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, wechattest.Config{})
			w.app.SetCallback(wechattest.Callback{URL: newHook(t, c.reply).URL, Token: cbTok})
			fate, err := w.ann.Say("hello").Wait(deadline(t))
			if err != nil || results(fate) != c.results {
				t.Errorf("%s, %v", results(fate), err)
			}
			if shown := w.app.Shown(); len(shown) != c.notices || c.notices > 0 && shown[0].By != "notice" {
				t.Errorf("shown %+v", shown)
			}
		})
	}
}

func refuseUntil(last, n int, w http.ResponseWriter) {
	if n < last {
		w.WriteHeader(http.StatusServiceUnavailable)
		return
	}
	io.WriteString(w, "success")
}

func TestSilenceEndsAfterFiveSecondsOfThePlatform(t *testing.T) {
	t.Parallel()
	w := newWorld(t, wechattest.Config{})
	arrived := make(chan struct{}, 3)
	h := newHook(t, func(n int, w http.ResponseWriter, r *http.Request) {
		arrived <- struct{}{}
		if n < 3 {
			<-r.Context().Done()
			return
		}
		io.WriteString(w, "success")
	})
	w.app.SetCallback(wechattest.Callback{URL: h.URL, Token: cbTok})
	push := w.ann.Say("hello")
	for range 2 {
		<-arrived
		w.Advance(5 * time.Second)
	}
	fate, err := push.Wait(deadline(t))
	if err != nil || results(fate) != "timeout timeout success" {
		t.Errorf("%s, %v", results(fate), err)
	}
	if len(w.app.Shown()) != 0 {
		t.Errorf("shown %+v", w.app.Shown())
	}
}

// What is delivered again has the same id and time under a new signature.
func TestRedeliveryIsTheSameMessage(t *testing.T) {
	t.Parallel()
	w := newWorld(t, wechattest.Config{})
	h := newHook(t, success)
	w.app.SetCallback(wechattest.Callback{URL: h.URL, Token: cbTok, AESKey: aesKey, Mode: wechattest.Safe})
	push := w.ann.Say("hello")
	w.Advance(time.Second)
	if _, err := push.Again().Wait(deadline(t)); err != nil {
		t.Fatal(err)
	}
	requests, bodies := h.list()
	if len(requests) != 2 || string(bodies[0]) == string(bodies[1]) || requests[0].URL.Query().Get("msg_signature") == requests[1].URL.Query().Get("msg_signature") {
		t.Fatalf("%d deliveries, or the same twice", len(requests))
	}
	if list := w.app.Pushes(); len(list) != 3 || list[1].MsgID != list[2].MsgID || string(list[1].Body) != string(list[2].Body) {
		t.Errorf("pushes %+v", list)
	}
}

func TestAPersonsPushesComeInOrder(t *testing.T) {
	t.Parallel()
	w := newWorld(t, wechattest.Config{})
	h := newHook(t, success)
	w.app.SetCallback(wechattest.Callback{URL: h.URL, Token: cbTok})
	words := []string{"a", "b", "c", "d", "e", "f"}
	for _, word := range words {
		w.ann.Say(word)
	}
	if err := w.app.WaitPushed(deadline(t)); err != nil {
		t.Fatal(err)
	}
	_, bodies := h.list()
	for i, word := range words {
		if !strings.Contains(string(bodies[i]), "<Content><![CDATA["+word+"]]>") {
			t.Errorf("%d is %s", i, bodies[i])
		}
	}
}

func TestModesSayWhatTheyShould(t *testing.T) {
	t.Parallel()
	for mode, want := range map[wechattest.Mode]struct{ plain, sealed bool }{
		wechattest.Plain: {true, false}, wechattest.Compatible: {true, true}, wechattest.Safe: {false, true},
	} {
		w := newWorld(t, wechattest.Config{})
		h := newHook(t, success)
		w.app.SetCallback(wechattest.Callback{URL: h.URL, Token: cbTok, AESKey: aesKey, Mode: mode})
		if _, err := w.ann.Say("hello").Wait(deadline(t)); err != nil {
			t.Fatal(err)
		}
		requests, bodies := h.list()
		body, query := string(bodies[0]), requests[0].URL.Query()
		if strings.Contains(body, "<Content>") != want.plain || strings.Contains(body, "<Encrypt>") != want.sealed ||
			(query.Get("encrypt_type") == "aes") != want.sealed || query.Get("openid") != w.ann.OpenID() || query.Get("signature") == "" {
			t.Errorf("%s: %s with %v", mode, body, query)
		}
	}
}

func TestAHandshakeWantsTheEchoAlone(t *testing.T) {
	t.Parallel()
	w := newWorld(t, wechattest.Config{})
	h := newHook(t, func(_ int, w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, "\ufeff"+r.URL.Query().Get("echostr"))
	})
	w.app.SetCallback(wechattest.Callback{URL: h.URL, Token: cbTok})
	if err := w.app.Verify(deadline(t)); err == nil {
		t.Error("a byte order mark before the echo passed")
	}
}

// For a while after a key was changed some pushes come under the one before.
func TestSomeComeUnderThePreviousKey(t *testing.T) {
	t.Parallel()
	w := newWorld(t, wechattest.Config{})
	h := newHook(t, success)
	w.app.SetCallback(wechattest.Callback{URL: h.URL, Token: cbTok, AESKey: aesKey, PreviousAESKey: oldKey, Mode: wechattest.Safe})
	w.app.PushUnderPreviousKey(1)
	w.ann.Say("late")
	w.ann.Say("now")
	if err := w.app.WaitPushed(deadline(t)); err != nil {
		t.Fatal(err)
	}
	_, bodies := h.list()
	for i, key := range []string{oldKey, aesKey} {
		if _, plain, err := util.DecryptMsg(appid, element(bodies[i], "Encrypt"), key); err != nil || element(plain, "MsgId") == "" {
			t.Errorf("%d: %s, %v", i, plain, err)
		}
	}
}
