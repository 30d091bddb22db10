package hub_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/centrifugal/centrifuge-go"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/routing"
	"github.com/switchboard-hub/switchboard/hub"
)

// scripted answers by what the customer says.
type scripted struct {
	asked  atomic.Int64
	answer func(last string) (hub.BotReply, error)
}

func (s *scripted) Answer(_ context.Context, t hub.Turn) (hub.BotReply, error) {
	s.asked.Add(1)
	return s.answer(t.Messages[len(t.Messages)-1].Text)
}

// botDesk is a hub whose every new conversation goes to a bot.
func botDesk(t *testing.T, f *fake, name string, bot hub.Bot) (*hub.Hub, core.Account) {
	t.Helper()
	cfg := config(t, f)
	cfg.Bots = map[string]hub.Bot{"greeter": bot}
	h, _ := open(t, cfg)
	_, err := h.AddRoutingRule(context.Background(), root(), routing.Rule{Name: "all", Enabled: true, Then: routing.Then{Bot: name}})
	must(t, err)
	return h, link(t, h)
}

func sent(f *fake) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return fmt.Sprint(f.sent)
}

func theOne(t *testing.T, h *hub.Hub) core.ConversationView {
	t.Helper()
	list, err := h.Conversations(context.Background(), root(), core.ConversationFilter{}, core.Page{})
	must(t, err)
	if len(list.Items) != 1 {
		t.Fatalf("%d conversations", len(list.Items))
	}
	return list.Items[0]
}

func TestABotAnswersAndHandsOver(t *testing.T) {
	t.Parallel()
	f, ctx := &fake{}, context.Background()
	bot := &scripted{answer: func(last string) (hub.BotReply, error) {
		if strings.Contains(last, "人工") {
			return hub.BotReply{Text: "好的，马上转人工", HandOver: true, Summary: "客户想退款"}, nil
		}
		return hub.BotReply{Text: "您好，我是机器人：" + last}, nil
	}}
	h, account := botDesk(t, f, "greeter", bot)
	must(t, h.Accept(ctx, says(account, "1", text("在吗"))))
	eventually(t, "the bot has answered", func() bool { return sent(f) == "[您好，我是机器人：在吗]" })
	if c := theOne(t, h); c.Status != core.StatusBot || c.Handler != core.HandlerBot || !c.WaitingSince.IsZero() {
		t.Errorf("it is %+v", c.Conversation)
	}
	must(t, h.Accept(ctx, says(account, "2", text("转人工"))))
	eventually(t, "it waits for people", func() bool { return theOne(t, h).Status == core.StatusQueued })
	eventually(t, "the bot's note is there", func() bool {
		list := messages(t, h)
		last := list[len(list)-1]
		return last.Visibility == core.Note && last.Text == "客户想退款" && last.Author.Kind == core.ByBot
	})
	must(t, h.Accept(ctx, says(account, "3", text("在吗"))))
	if n := bot.asked.Load(); n != 2 {
		t.Errorf("the bot was asked %d times", n)
	}
}

// TestAnyPersonTakesOver: a person's answer ends the bot's part at once, and what
// the bot had begun to say is not sent.
func TestAnyPersonTakesOver(t *testing.T) {
	t.Parallel()
	f, ctx, thinking, release := &fake{}, context.Background(), make(chan struct{}), make(chan struct{})
	h, account := botDesk(t, f, "greeter", &scripted{answer: func(string) (hub.BotReply, error) {
		close(thinking)
		<-release
		return hub.BotReply{Text: "too late"}, nil
	}})
	me := agent(t, h)
	must(t, h.Accept(ctx, says(account, "1", text("在吗"))))
	<-thinking
	_, _, err := h.Post(ctx, me, theOne(t, h).ID, core.Draft{ClientMessageID: "a", Visibility: core.Public, Content: text("我来")})
	must(t, err)
	close(release)
	eventually(t, "the job of the bot is gone", func() bool {
		jobs, err := h.Jobs(ctx, root(), core.JobRunning, core.Page{})
		must(t, err)
		return len(jobs.Items) == 0 && sent(f) == "[我来]"
	})
	if c := theOne(t, h); c.Handler != core.HandlerAgent || c.AgentID != me.AgentID {
		t.Errorf("it is %+v", c.Conversation)
	}
}

func TestABotThatIsNotThereHandsOver(t *testing.T) {
	t.Parallel()
	f, ctx := &fake{}, context.Background()
	h, _ := open(t, config(t, f))
	account := link(t, h)
	must(t, h.Accept(ctx, says(account, "1", text("在吗"))))
	must(t, h.Store().Do(ctx, &engine.Step{System: true, ConversationID: theOne(t, h).ID,
		Step: core.Step{Kind: core.StepBotStart, BotID: "nobody", Actor: core.Actor{Kind: core.BySystem}}}))
	eventually(t, "people have it, and a note", func() bool { return len(messages(t, h)) == 2 })
	changes, err := h.Changes(ctx, root(), theOne(t, h).ID, 0, 100)
	must(t, err)
	var kinds []core.EventType
	for _, c := range changes {
		if c.Event != nil {
			kinds = append(kinds, c.Event.Type)
		}
	}
	got, err := json.Marshal(kinds)
	must(t, err)
	want := `["conversation.created","conversation.bot_started","conversation.bot_handoff","conversation.queued"]`
	if string(got) != want {
		t.Errorf("%s", got)
	}
}

// helper is a scripted bot that suggests to agents too.
type helper struct {
	scripted
	suggest func(last string) ([]string, error)
}

func (b *helper) Suggest(_ context.Context, t hub.Turn) ([]string, error) {
	b.asked.Add(1)
	return b.suggest(t.Messages[len(t.Messages)-1].Text)
}

// TestABotSuggestsWhileAPersonAnswers: what it suggests is read and pushed, to who
// sees the conversation alone; it ends with the agent's answer, and what comes too
// late is for nobody.
func TestABotSuggestsWhileAPersonAnswers(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, url string) {
		ctx, f := context.Background(), &fake{}
		bot := &helper{suggest: func(last string) ([]string, error) {
			if last == "fail" {
				return nil, errors.New("no idea")
			}
			return []string{" re: " + last, "", "b", "c", "d"}, nil
		}}
		cfg := config(t, f)
		cfg.Database, cfg.Bots = url, map[string]hub.Bot{"faq": bot, "mute": &scripted{}}
		h, addr, _ := serveLive(t, cfg, "")
		account := link(t, h)
		me, key, _ := member(t, h, "wang", "agent")
		_, err := h.SetQueue(ctx, root(), core.ID{}, routing.Settings{Policy: routing.Manual, SuggestBot: "mute"})
		refused(t, err, "queue.settings")
		_, err = h.SetQueue(ctx, root(), core.ID{}, routing.Settings{Policy: routing.Manual, SuggestBot: "faq"})
		must(t, err)
		must(t, h.Accept(ctx, says(account, "1", text("one"))))
		id := theOne(t, h).ID
		d, pushed := sit(t, addr, key), make(chan string, 10)
		d.OnMessage(func(e centrifuge.MessageEvent) {
			var p struct {
				Type  string
				Items []struct {
					Text, Bot string
					Seq       int64
				}
			}
			if json.Unmarshal(e.Data, &p) == nil && p.Type == "suggestions" {
				pushed <- fmt.Sprint(p.Items)
			}
		})
		d.read(t, id)
		suggested := func() string {
			g, err := h.Suggestions(ctx, me, id)
			must(t, err)
			return fmt.Sprint(g.Seq, g.Texts)
		}
		if got := suggested(); got != "0 []" || bot.asked.Load() > 0 {
			t.Errorf("nobody has it, and suggested is %s", got)
		}
		_, err = h.Step(ctx, me, id, core.Step{Kind: core.StepTakeOver, AgentID: me.AgentID})
		must(t, err)
		if got := <-pushed; got != "[{re: one faq 1} {b faq 1} {c faq 1}]" || suggested() != "1 [re: one b c]" {
			t.Errorf("pushed %s, read %s", got, suggested())
		}
		_, _, err = h.Post(ctx, me, id, core.Draft{ClientMessageID: "n", Visibility: core.Note, Content: text("a note")})
		must(t, err)
		if got := suggested(); got != "1 [re: one b c]" {
			t.Errorf("a note answers nobody: %s", got)
		}
		_, _, err = h.Post(ctx, me, id, core.Draft{ClientMessageID: "a", Visibility: core.Public, Content: text("an answer")})
		must(t, err)
		if got := suggested(); got != "0 []" {
			t.Errorf("it is answered: %s", got)
		}
		must(t, h.Accept(ctx, says(account, "2", text("fail"))))
		eventually(t, "the bot was asked", func() bool { return bot.asked.Load() == 2 })
		must(t, h.Accept(ctx, says(account, "3", text("three"))))
		if got := <-pushed; got != "[{re: three faq 5} {b faq 5} {c faq 5}]" {
			t.Errorf("pushed %s", got)
		}
		_, err = h.Suggestions(ctx, core.Viewer{AgentID: core.NewID(), Scope: core.ScopeOwn}, id)
		refused(t, err, "conversation.not_found")
		if c := theOne(t, h); c.Handler != core.HandlerAgent || sent(f) != "[an answer]" {
			t.Errorf("the bot did more than to suggest: %s, %s", c.Handler, sent(f))
		}
	})
}

func TestBotsAreListedToWhoSendsThere(t *testing.T) {
	t.Parallel()
	cfg, ctx := config(t, &fake{}), context.Background()
	cfg.Offline, cfg.Bots = true, map[string]hub.Bot{"zoe": &scripted{}, "faq": &scripted{}}
	h, _ := open(t, cfg)
	for _, p := range []core.Permission{core.PermRouting, core.PermTransfer} {
		list, err := h.Bots(ctx, core.Viewer{Scope: core.ScopeOwn, Permissions: []core.Permission{p}})
		must(t, err)
		if !slices.Equal(list, []string{"faq", "zoe"}) {
			t.Errorf("with %s: %q", p, list)
		}
	}
	_, err := h.Bots(ctx, core.Viewer{Scope: core.ScopeAll, Permissions: []core.Permission{core.PermRead}})
	refused(t, err, "auth.forbidden")
}
