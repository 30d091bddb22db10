package hub_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/core"
)

// mailbox is a channel with addresses, which remembers what it was given.
type mailbox struct {
	mu   sync.Mutex
	sent []core.Part
	fail *core.SendError
}

func (m *mailbox) Channel() string          { return "mailbox" }
func (m *mailbox) Check(core.Account) error { return nil }
func (m *mailbox) Caps(core.Account) core.Caps {
	return core.Caps{Text: core.Limit{Max: 100_000, Unit: core.Runes}, MaxParts: 1, Together: 1 << 20, Threads: true,
		Media: map[string]core.MediaCap{"file": {MaxBytes: 1 << 20, Caption: true}, "image": {MaxBytes: 1 << 20, Caption: true}}}
}

func (m *mailbox) Send(_ context.Context, _ core.Account, p core.Part) (core.Receipt, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.sent = append(m.sent, p)
	if m.fail != nil {
		return core.Receipt{}, m.fail
	}
	return core.Receipt{ExternalID: p.ID.String()}, nil
}

func (m *mailbox) mails() []core.Part {
	m.mu.Lock()
	defer m.mu.Unlock()
	return append([]core.Part(nil), m.sent...)
}

// lines are what the agents read of mails that followed somebody.
func (s *site) lines(conversation core.ID) (out []core.Message) {
	s.t.Helper()
	list, err := s.h.Messages(context.Background(), root(), conversation, 0, 200)
	must(s.t, err)
	for _, m := range list {
		if m.Visibility == core.SystemLine {
			out = append(out, m)
		}
	}
	return out
}

// TestUnreadAnswersFollowWhoIsGone: what an agent answers is mailed to a visitor
// who left an address, is gone and has not read it; once, and all that is unread
// together. Who is there, has read, has written since or left no address gets none.
func TestUnreadAnswersFollowWhoIsGone(t *testing.T) {
	t.Parallel()
	box := map[string]*mailbox{}
	var mu sync.Mutex
	onSitesWith(t, generous(), func(t *testing.T) connectors.Channel {
		m := &mailbox{}
		mu.Lock()
		box[t.Name()] = m
		mu.Unlock()
		return connectors.Channel{Connector: m}
	}, func(t *testing.T, s *site) {
		mu.Lock()
		m := box[t.Name()]
		mu.Unlock()
		ctx := context.Background()
		via, err := s.h.AddAccount(ctx, root(), "mailbox", "客服邮箱", nil)
		must(t, err)
		_, err = s.h.UpdateAccount(ctx, root(), s.account.ID, nil, map[string]string{"mail_account": "nobody"})
		refused(t, err, "web.mail_account")
		s.account, err = s.h.UpdateAccount(ctx, root(), s.account.ID, nil, map[string]string{"mail_account": via.ID.String(), "mail_after_minutes": "5"})
		must(t, err)
		pass := func(d time.Duration) { s.ahead.Add(int64(d)) }

		gone, stranger := s.visit(object{"identity": s.jwt("u1")}), s.visit(nil)
		s.say(gone.Token, "1", "尺寸准吗？")
		s.say(stranger.Token, "1", "anybody there?")
		var mine, theirs core.ConversationView
		for _, c := range s.conversations() {
			if s.contact(c.ContactID).Kind == core.ContactVisitor {
				theirs = c
			} else {
				mine = c
			}
		}
		s.answer(mine.ID, "准的")
		s.answer(theirs.ID, "yes")
		pass(4 * time.Minute)
		s.answer(mine.ID, "明天发货")
		pass(2 * time.Minute)
		if n := len(m.mails()); n != 0 {
			t.Errorf("%d mails while more is being written", n)
		}
		pass(5 * time.Minute)
		eventually(t, "the answers follow", func() bool { return len(m.mails()) == 1 })
		got := m.mails()[0]
		if got.To.ExternalID != "u1@example.com" || !strings.Contains(got.Content.Text, "准的") || !strings.Contains(got.Content.Text, "明天发货") ||
			!strings.Contains(got.Content.Subject, "网站") {
			t.Errorf("the mail: %+v", got)
		}
		eventually(t, "the line says that it was sent", func() bool {
			l := s.lines(mine.ID)
			return len(l) == 1 && l[0].Delivery == core.DeliverySent
		})
		if strings.Contains(s.texts(gone.Token), "mail") {
			t.Errorf("the visitor reads the agents' line: %s", s.texts(gone.Token))
		}

		// What comes later is a mail of its own; who writes meanwhile has read it.
		s.answer(mine.ID, "已发货")
		pass(6 * time.Minute)
		eventually(t, "the next answer follows", func() bool { return len(m.mails()) == 2 })
		if text := m.mails()[1].Content.Text; strings.Contains(text, "准的") || !strings.Contains(text, "已发货") {
			t.Errorf("the second mail: %s", text)
		}
		s.answer(mine.ID, "收到请确认")
		offset := s.history(gone.Token, "").Offset
		if r := s.do("POST", "/read", gone.Token, object{"upto": offset}); r.status != 204 {
			t.Errorf("the read mark: %d %s", r.status, r.body)
		}
		pass(time.Hour)
		eventually(t, "what was read is looked at", func() bool { return s.waiting("follow_up") == 0 })
		s.answer(mine.ID, "还有问题吗")
		s.say(gone.Token, "2", "没有了")
		pass(time.Hour)
		eventually(t, "nothing is left to be looked at", func() bool { return s.waiting("follow_up") == 0 })
		if n := len(m.mails()); n != 2 {
			t.Errorf("%d mails, want 2: who writes has read, and so has who says so, and a stranger has no address", n)
		}

		// A refused address tells the agents, and the visitor can be written to still.
		m.mu.Lock()
		m.fail = &core.SendError{Class: core.Gone, Code: "email.gone", Text: "there is no such address"}
		m.mu.Unlock()
		s.answer(mine.ID, "谢谢")
		pass(6 * time.Minute)
		eventually(t, "the line says that it failed", func() bool {
			l := s.lines(mine.ID)
			return len(l) == 3 && l[2].Delivery == core.DeliveryFailed
		})
		s.answer(mine.ID, "再见")
		if !strings.Contains(s.texts(gone.Token), "再见") {
			t.Errorf("the visitor does not read on: %s", s.texts(gone.Token))
		}
	})
}

// waiting counts the jobs of a kind that are to come.
func (s *site) waiting(kind string) (n int) {
	s.t.Helper()
	list, err := s.h.Jobs(context.Background(), root(), core.JobWaiting, core.Page{Limit: 200})
	must(s.t, err)
	for _, j := range list.Items {
		if j.Kind == kind {
			n++
		}
	}
	return n
}
