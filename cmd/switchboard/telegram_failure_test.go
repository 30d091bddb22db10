package main_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/connectors/telegram/telegramtest"
)

func TestASendThatFailsIsNamedAndNeverDoubled(t *testing.T) {
	t.Parallel()
	s := openShop(t)
	for name, f := range map[string]func(*bot){
		"a 429 silences the bot for as long as it says":    throttled,
		"a person who blocked the bot cannot be reached":   blocked,
		"a cut connection leaves the message in doubt":     inDoubt,
		"a platform that hangs leaves it in doubt too":     hangs,
		"what did not arrive is sent again on demand":      resend,
		"what is given up has failed":                      giveUp,
		"a gateway's error page is tried again, once over": gatewayPage,
		"a refused middle part ends the message":           middlePart,
		"every exchange leaves a redacted trace":           trace,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f(s.bot(t))
		})
	}
}

// fail arms a fault for this bot only.
func (b *bot) fail(method string, times int, f telegramtest.Fault) {
	f.Bot = b.token
	b.srv.Fail(method, times, f)
}

func throttled(b *bot) {
	id := b.greet()
	b.fail("sendmessage", 1, telegramtest.Fault{Status: http.StatusTooManyRequests,
		Body: `{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 2","parameters":{"retry_after":2}}`})
	var ids []string
	for i := range 3 {
		ids = append(ids, b.answer(id, map[string]any{"text": fmt.Sprintf("答 %d", i)}))
	}
	for _, m := range ids {
		b.delivered(id, m, "sent")
	}
	for i, p := range b.sent(3) {
		if p.Text != fmt.Sprintf("答 %d", i) {
			b.t.Errorf("part %d is %q", i, p.Text)
		}
	}
	var refused time.Time
	for _, c := range b.srv.Calls(b.token) {
		switch {
		case !strings.EqualFold(c.Method, "sendMessage"):
		case refused.IsZero():
			refused = c.At
		case c.At.Sub(refused) < 2*time.Second:
			b.t.Errorf("called again after %s", c.At.Sub(refused))
		}
	}
}

func blocked(b *bot) {
	id := b.greet()
	// The block itself is not told: it is found out by sending.
	b.fail("sendmessage", 1, telegramtest.Fault{Status: http.StatusForbidden,
		Body: `{"ok":false,"error_code":403,"description":"Forbidden: bot was blocked by the user"}`})
	m := b.delivered(id, b.answer(id, map[string]any{"text": "在吗"}), "failed")
	if m.Error.Code != "telegram.blocked" || !strings.Contains(m.Error.Text, "blocked the bot") {
		b.t.Errorf("error %+v", m.Error)
	}
	reachable := func() bool {
		var c struct {
			Identities []struct{ Reachable bool }
		}
		b.get("/contacts/"+b.threads()[0].Contact.ID, &c)
		return c.Identities[0].Reachable
	}
	b.until("the identity is out of reach", func() bool { return !reachable() })
	b.user.Send(b.token, "我回来了")
	b.until("who writes can be reached", reachable)
}

// doubt sends a message whose fate nobody knows, and returns it.
func (b *bot) doubt(f telegramtest.Fault) (conversation, id string) {
	b.t.Helper()
	conversation = b.greet()
	b.fail("sendmessage", 1, f)
	id = b.answer(conversation, map[string]any{"text": "已发货"})
	m := b.delivered(conversation, id, "in_doubt")
	if m.Error.Code != "telegram.no_answer" || !strings.Contains(m.Error.Text, "may have arrived") {
		b.t.Errorf("error %+v", m.Error)
	}
	return conversation, id
}

func inDoubt(b *bot) {
	conversation, id := b.doubt(telegramtest.CutAfter())
	next := b.answer(conversation, map[string]any{"text": "还有问题吗"})
	b.delivered(conversation, next, "sent") // after its turn, and with the doubt still open
	got := b.sent(2)
	if got[0].Text != "已发货" || got[1].Text != "还有问题吗" {
		b.t.Errorf("the user got %q and %q", got[0].Text, got[1].Text)
	}
	if m := b.letter(conversation, id); m.Delivery != "in_doubt" {
		b.t.Errorf("delivery %q", m.Delivery)
	}
	b.must(http.MethodPost, "/conversations/"+conversation+"/messages/"+id+"/resolve", map[string]string{"decision": "sent"}, nil)
	b.delivered(conversation, id, "sent")
	b.sent(2)
}

func hangs(b *bot) {
	f := telegramtest.HangAfter(300 * time.Millisecond)
	conversation, id := b.doubt(f)
	b.must(http.MethodPost, "/conversations/"+conversation+"/messages/"+id+"/resolve", map[string]string{"decision": "sent"}, nil)
	if status, _ := b.call(http.MethodPost, "/conversations/"+conversation+"/messages/"+id+"/resolve",
		map[string]string{"decision": "resend"}, nil); status != http.StatusConflict {
		b.t.Errorf("a second decision: status %d", status)
	}
	b.sent(1)
}

func resend(b *bot) {
	conversation, id := b.doubt(telegramtest.CutBefore())
	b.sent(0)
	b.must(http.MethodPost, "/conversations/"+conversation+"/messages/"+id+"/resolve", map[string]string{"decision": "resend"}, nil)
	b.delivered(conversation, id, "sent")
	b.sent(1)
}

func giveUp(b *bot) {
	conversation, id := b.doubt(telegramtest.CutBefore())
	b.must(http.MethodPost, "/conversations/"+conversation+"/messages/"+id+"/resolve", map[string]string{"decision": "give_up"}, nil)
	b.delivered(conversation, id, "failed")
	b.delivered(conversation, b.answer(conversation, map[string]any{"text": "再试"}), "sent")
	if got := b.sent(1)[0]; got.Text != "再试" {
		b.t.Errorf("the user got %q", got.Text)
	}
}

func gatewayPage(b *bot) {
	id := b.greet()
	b.fail("sendmessage", 1, telegramtest.HTMLError(http.StatusBadGateway))
	b.delivered(id, b.answer(id, map[string]any{"text": "好的"}), "sent")
	b.sent(1)
	if n := b.srv.CallCount(b.token, "sendmessage"); n != 2 {
		b.t.Errorf("%d calls", n)
	}
}

func middlePart(b *bot) {
	id := b.greet()
	m := b.answer(id, map[string]any{"text": strings.Repeat("长", 4000), "attachments": []map[string]string{
		{"blob": b.upload("a.pdf", pdfBytes, true)}, {"blob": b.upload("b.jpg", jpegBytes, true)}}})
	b.fail("senddocument", 1, telegramtest.Fault{Status: http.StatusBadRequest,
		Body: `{"ok":false,"error_code":400,"description":"Bad Request: file must be non-empty"}`})
	got := b.delivered(id, m, "failed")
	if got.Error.Code != "telegram.rejected" {
		b.t.Errorf("error %+v", got.Error)
	}
	b.sent(1)
	b.must(http.MethodPost, "/conversations/"+id+"/messages/"+m+"/resolve", map[string]string{"decision": "resend"}, nil)
	b.delivered(id, m, "sent")
	if p := b.sent(3); p[1].Media == nil || p[1].Media.Kind != "document" || p[2].Media == nil {
		b.t.Errorf("parts %+v", p)
	}
}

func trace(b *bot) {
	id := b.greet()
	m := b.answer(id, map[string]any{"text": "查询"})
	b.delivered(id, m, "sent")
	type exchange struct {
		Method, URL, Request, Response string
		Status                         int
	}
	var all list[exchange]
	b.until("the trace is written", func() bool {
		b.get("/conversations/"+id+"/messages/"+m+"/exchanges", &all)
		return len(all.Items) == 1
	})
	x := all.Items[0]
	_, half, _ := strings.Cut(b.token, ":")
	if x.Status != http.StatusOK || !strings.HasSuffix(x.URL, "/sendMessage") || !strings.Contains(x.Response, "message_id") {
		b.t.Errorf("trace %+v", x)
	}
	if all := x.URL + x.Request + x.Response; strings.Contains(all, half) || !strings.Contains(x.URL, "***") {
		b.t.Errorf("the trace shows the token: %s", all)
	}
	if strings.Contains(b.log.String(), half) {
		b.t.Error("the log shows the token")
	}
}
