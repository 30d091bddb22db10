package main_test

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/switchboard-hub/switchboard/connectors/wechat/wechattest"
	"github.com/switchboard-hub/switchboard/core/store/pgtest"
)

func TestLongAnswersByWechat(t *testing.T) {
	t.Parallel()
	s := openWechatShop(t, "")
	for name, f := range map[string]func(*official){
		"three thousand characters arrive whole":      wechatLongAnswer,
		"used up in the middle, and sent on later":    wechatUsedUp,
		"the customer leaves in the middle":           wechatLeaves,
		"a part whose answer was lost is named":       wechatLostAnswer,
		"what does not fit the window does not leave": wechatTooMuch,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f(s.official(t, nil))
		})
	}
}

// Time passes on the platform: tokens end, and with them the window. The clock is
// the test's own.
func TestAWechatWindowEndsInTheMiddleOfAnAnswer(t *testing.T) {
	t.Parallel()
	o := openWechatShop(t, "").official(t, nil)
	id, m := o.begin()
	o.srv.Advance(49 * time.Hour)
	o.delivered(id, m, "failed")
	o.halves(id, m, "wechat.window_closed")
}

// answerText is 3,000 characters of three bytes, without a place to cut at.
func answerText() string {
	return strings.Repeat("这是一个没有空格的很长的句子一二三四五六七八九十，", 120)
}

// begin posts the long answer to ann and waits until the second of its parts is
// shown.
func (o *official) begin() (conversation, message string) {
	o.t.Helper()
	conversation = o.greet()
	o.srv.Fail("message/custom/send", -1, wechattest.Slow(300*time.Millisecond))
	message = o.answer(conversation, map[string]any{"text": answerText()})
	o.until("the second part is shown", func() bool { return o.app.ShownCount() == 2 })
	return conversation, message
}

// halves holds the parts in the API against what the phone shows: a beginning that
// arrived, one part that says why it did not, and a rest that was not tried.
func (o *official) halves(conversation, message, code string) (arrived int) {
	o.t.Helper()
	shown := o.app.Shown()
	parts := o.letterParts(conversation, message)
	if len(parts) != 5 || len(shown) < 2 || len(shown) >= 5 {
		o.t.Fatalf("%d of %d parts are shown", len(shown), len(parts))
	}
	for i, p := range parts {
		want, why := "failed", "earlier_part_failed"
		switch {
		case i < len(shown):
			want, why = "sent", ""
		case i == len(shown):
			why = code
		}
		if p.State != want || p.Error.Code != why || i < len(shown) && p.Text != shown[i].Text {
			o.t.Errorf("part %d of %d is %s %s, want %s %s", i, len(shown), p.State, p.Error.Code, want, why)
		}
	}
	return len(shown)
}

func (o *official) whole() {
	o.t.Helper()
	var whole strings.Builder
	for i, m := range o.shown(5) {
		if len(m.Text) > 2048 || !utf8.ValidString(m.Text) {
			o.t.Errorf("part %d has %d bytes", i, len(m.Text))
		}
		whole.WriteString(m.Text)
	}
	if whole.String() != answerText() {
		o.t.Errorf("%d of %d bytes arrived, or in another order", whole.Len(), len(answerText()))
	}
}

func wechatLongAnswer(o *official) {
	if n := utf8.RuneCountInString(answerText()); n != 3000 {
		o.t.Fatalf("%d characters", n)
	}
	id := o.greet()
	o.delivered(id, o.answer(id, map[string]any{"text": answerText()}), "sent")
	o.whole()
	var refused letter
	if status, err := o.call(http.MethodPost, "/conversations/"+id+"/messages", map[string]any{"client_message_id": "more", "text": "more"}, &refused); status != http.StatusConflict || !strings.Contains(err.Error(), "message.window_used_up") {
		o.t.Errorf("a sixth answer: %d %v", status, err)
	}
}

// Another program has used up some of the window, of which the hub cannot know.
func wechatUsedUp(o *official) {
	id := o.greet()
	o.srv.Fail("message/custom/send", 1, wechattest.Slow(1100*time.Millisecond)) // in its own second a refusal may concern a window before
	o.srv.Fail("message/custom/send", 1, wechattest.Fault{})
	o.srv.Fail("message/custom/send", 1, wechattest.Refuse(45047))
	m := o.answer(id, map[string]any{"text": answerText()})
	o.delivered(id, m, "failed")
	if n := o.halves(id, m, "wechat.window_used_up"); n != 2 {
		o.t.Errorf("%d parts arrived", n)
	}
	path := "/conversations/" + id + "/messages/" + m + "/resolve"
	if status, err := o.call(http.MethodPost, path, map[string]any{"decision": "resend"}, nil); status != http.StatusConflict {
		o.t.Errorf("sent again into a window that is used up: %d %v", status, err)
	}
	o.ann.Say("还在吗?")
	o.incomingAfter(id, 3)
	o.must(http.MethodPost, path, map[string]any{"decision": "resend"}, nil)
	o.delivered(id, m, "sent")
	o.whole()
}

// incomingAfter waits until a conversation has n messages.
func (o *own) incomingAfter(conversation string, n int) {
	o.t.Helper()
	o.until(fmt.Sprintf("there are %d messages", n), func() bool { return len(o.letters(conversation)) == n })
}

func wechatLeaves(o *official) {
	id := o.greet()
	o.srv.Fail("message/custom/send", 2, wechattest.Fault{})
	o.srv.Fail("message/custom/send", 1, wechattest.Refuse(45015)) // as it answers who has unfollowed
	m := o.answer(id, map[string]any{"text": answerText()})
	o.delivered(id, m, "failed")
	o.halves(id, m, "wechat.window_closed")
	o.fate(o.ann.Unfollow())
	o.until("the contact is told to be gone", func() bool {
		var c struct {
			Identities []struct{ Reachable bool }
		}
		o.get("/contacts/"+o.threads()[0].Contact.ID, &c)
		return len(c.Identities) == 1 && !c.Identities[0].Reachable
	})
}

// What arrived although its answer was lost is in doubt, and what follows it waits
// for a decision; then it goes on, and nothing is there twice.
func wechatLostAnswer(o *official) {
	id := o.greet()
	o.srv.Fail("message/custom/send", 1, wechattest.Fault{})
	o.srv.Fail("message/custom/send", 1, wechattest.CutAfter())
	m := o.answer(id, map[string]any{"text": answerText()})
	o.delivered(id, m, "in_doubt")
	if parts := o.letterParts(id, m); parts[0].State != "sent" || parts[1].State != "in_doubt" {
		o.t.Errorf("parts %+v", parts)
	}
	o.must(http.MethodPost, "/conversations/"+id+"/messages/"+m+"/resolve", map[string]any{"decision": "sent"}, nil)
	o.delivered(id, m, "sent")
	o.whole()
}

func wechatTooMuch(o *official) {
	id := o.greet()
	o.delivered(id, o.answer(id, map[string]any{"text": "一"}), "sent")
	status, err := o.call(http.MethodPost, "/conversations/"+id+"/messages", map[string]any{"client_message_id": "long", "text": answerText()}, nil)
	if status != http.StatusConflict || !strings.Contains(err.Error(), "message.window_too_small") {
		o.t.Errorf("five parts where four are allowed: %d %v", status, err)
	}
	if n := len(o.letters(id)); n != 2 || o.app.ShownCount() != 1 {
		o.t.Errorf("%d messages, %d are shown", n, o.app.ShownCount())
	}
}

// Two processes of one hub whose token has ended fetch one, whatever the platform
// does meanwhile, and no answer is lost to it.
func TestTwoNodesFetchOneWechatToken(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]wechattest.Fault{
		"at once":            {},
		"it takes 3 s":       wechattest.Slow(3 * time.Second),
		"it is busy once":    wechattest.Busy(), // such a call gives none, and is not counted
		"its answer is lost": wechattest.CutBefore(),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := openWechatShop(t, pgtest.Shared(t))
			other := s.node.sibling()
			other.start()
			o := s.official(t, nil)
			nodes := []*node{o.node, other}
			threads := o.crowd(40)
			before := o.app.CallCount("token")
			o.app.ExpireTokens()
			o.srv.Fail("token", 1, fault)
			var all sync.WaitGroup
			for i := range 200 {
				all.Go(func() {
					body := map[string]any{"client_message_id": fmt.Sprint("m", i), "text": fmt.Sprint("answer ", i)}
					if _, err := nodes[i%2].call(http.MethodPost, "/conversations/"+threads[i%len(threads)]+"/messages", body, nil); err != nil {
						t.Error(err)
					}
				})
			}
			all.Wait()
			shown := o.shown(200)
			if n := o.app.CallCount("token") - before; n != 1 {
				t.Errorf("%d tokens were fetched", n)
			}
			texts := map[string]bool{}
			for _, m := range shown {
				texts[m.Text] = true
			}
			if len(texts) != 200 {
				t.Errorf("%d of 200 answers are there", len(texts))
			}
			for i, n := range nodes {
				m := n.metrics()
				if sent := m.sum("switchboard_sends_total", `channel="wechat"`, `result="sent"`); sent < 20 {
					t.Errorf("node %d sent %v", i, sent)
				}
			}
			other.stop()
		})
	}
}

// crowd opens conversations of many.
func (o *official) crowd(n int) (conversations []string) {
	o.t.Helper()
	for i := range n {
		fan := o.app.Follower(fmt.Sprint("fan ", i, " of ", o.account))
		fan.Follow()
		fan.Say("你好")
	}
	o.until("all have a conversation", func() bool { return len(o.conversations()) == n })
	for _, c := range o.conversations() {
		conversations = append(conversations, c.ID)
	}
	return conversations
}
