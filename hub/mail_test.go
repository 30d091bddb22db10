package hub_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/routing"
	"github.com/switchboard-hub/switchboard/hub"
)

// post is a channel of mails: with threads, copies and HTML, and files inside a raw.
type post struct{ *fake }

func (post) Caps(core.Account) core.Caps {
	file := core.MediaCap{MaxBytes: 1 << 20}
	return core.Caps{Text: core.Limit{Max: 1 << 20, Unit: core.Bytes}, MaxParts: 1, Together: 1 << 20, Threads: true, Copies: true, HTML: true,
		Begin: core.BeginAnyone, Reply: core.LevelFull, Media: map[string]core.MediaCap{core.KindImage: file, core.KindFile: file}}
}

// inside opens a part of a raw by its path; "gone" is none.
func inside(core.Raw) func(string) (io.Reader, core.Media, error) {
	return func(path string) (io.Reader, core.Media, error) {
		if path == "gone" {
			return nil, core.Media{}, errors.New("there is no such part")
		}
		return strings.NewReader("part " + path), core.Media{MIME: "text/plain"}, nil
	}
}

func postbox(t *testing.T, f *fake, change func(*hub.Config)) (*hub.Hub, core.Account) {
	t.Helper()
	cfg := config(t, f)
	cfg.Channels = func(connectors.Env) []connectors.Channel {
		return []connectors.Channel{{Connector: post{f}, Settings: connectors.Settings{{Key: "token", Secret: true, Required: true}}, Parts: inside}}
	}
	change(&cfg)
	h, _ := open(t, cfg)
	return h, link(t, h)
}

func unchanged(*hub.Config) {}

// mails is a raw with a mail.
func mails(a core.Account, id, subject string, change func(*core.Envelope)) core.Raw {
	e := core.Envelope{Type: core.TypeMessage, User: core.UserRef{ExternalID: "li@b.cn"}, Direction: core.In, Key: id, ExternalID: id, SentAt: 1,
		Content: &core.Content{Kind: core.KindText, Text: "text of " + id, Subject: subject}}
	change(&e)
	body, err := json.Marshal([]core.Envelope{e})
	if err != nil {
		panic(err) // an envelope always encodes
	}
	return core.Raw{AccountID: a.ID, Kind: "fake", Body: body}
}

func asItIs(*core.Envelope) {}

func TestAMailArrivesWithItsFilesAndItsOriginal(t *testing.T) {
	t.Parallel()
	h, account := postbox(t, &fake{}, unchanged)
	ctx := t.Context()
	raw := mails(account, "a1", "Files", func(e *core.Envelope) {
		e.Content.Media = []core.Media{{Kind: core.KindFile, Name: "a.txt", Part: "2"}, {Kind: core.KindFile, Name: "b.txt", Part: "gone"}}
	})
	must(t, h.Accept(ctx, raw))
	m := messages(t, h)[0]
	if a := m.Attachments; len(a) != 2 || a[0].State != core.AttachmentReady || a[0].Media.MIME != "text/plain" || a[0].Media.Size != 6 ||
		a[1].State != core.AttachmentFailed || a[1].Error == "" {
		t.Fatalf("it arrived with %+v", a)
	}
	_, r, err := h.Attachment(ctx, root(), m.Attachments[0].ID)
	must(t, err)
	if got, err := io.ReadAll(r); err != nil || string(got) != "part 2" {
		t.Errorf("the file has %q, %v", got, err)
	}
	must(t, r.Close())
	r, err = h.Original(ctx, root(), m.ConversationID, m.ID)
	must(t, err)
	if got, err := io.ReadAll(r); err != nil || string(got) != string(raw.Body) {
		t.Errorf("the original is %q, %v", got, err)
	}
	must(t, r.Close())
	masked := root()
	masked.Permissions = []core.Permission{core.PermRead}
	_, err = h.Original(ctx, masked, m.ConversationID, m.ID)
	refused(t, err, "auth.forbidden")
	_, err = h.Original(ctx, root(), m.ConversationID, core.NewID())
	refused(t, err, "message.not_found")
	long := mails(account, "a2", "Re: Files", func(e *core.Envelope) { e.Refs, e.Content.Text = []string{"a1"}, strings.Repeat("long ", 20_000) })
	must(t, h.Accept(ctx, long))
	m = messages(t, h)[1]
	r, err = h.Original(ctx, root(), m.ConversationID, m.ID)
	must(t, err)
	if got, err := io.ReadAll(r); err != nil || len(got) != len(long.Body) {
		t.Errorf("a long original has %d bytes, %v", len(got), err)
	}
	must(t, r.Close())
}

func TestOnlyMailsHaveAnOriginal(t *testing.T) {
	t.Parallel()
	h, _ := open(t, config(t, &fake{}))
	must(t, h.Accept(t.Context(), says(link(t, h), "1", text("hello"))))
	m := messages(t, h)[0]
	_, err := h.Original(t.Context(), root(), m.ConversationID, m.ID)
	refused(t, err, "message.no_original")
}

func TestWhatLeavesAsMail(t *testing.T) {
	t.Parallel()
	h, account := postbox(t, &fake{}, unchanged)
	ctx := t.Context()
	must(t, h.Accept(ctx, mails(account, "a1", "订单", asItIs)))
	me, c := agent(t, h), theOne(t, h)
	file, err := h.Upload(ctx, me, "pic.png", strings.NewReader("\x89PNG\r\n\x1a\n a picture"))
	must(t, err)
	html := `<p>hi <img src="cid:` + file.Blob + `"></p>`
	d := core.Draft{ClientMessageID: "1", Visibility: core.Public, Content: core.Content{Text: "hi", HTML: html + `<script>x()</script>`,
		Cc: []core.UserRef{{ExternalID: "wang@b.cn"}}, Media: []core.Media{{Blob: file.Blob}}}}
	m, _, err := h.Post(ctx, me, c.ID, d)
	must(t, err)
	parts, err := h.Parts(ctx, me, c.ID, m.ID)
	must(t, err)
	if p := parts[0].Content; len(parts) != 1 || p.HTML != html || p.Text != "hi" || p.Subject != "Re: 订单" || len(p.Cc) != 1 || len(p.Media) != 1 {
		t.Errorf("it leaves as %+v", p)
	}
	if m.Content == nil || m.Content.HTML != html || m.Content.Subject != "Re: 订单" || len(m.Content.Cc) != 1 {
		t.Errorf("it is kept as %+v", m.Content)
	}
	d.ClientMessageID, d.Content.Media = "2", nil
	_, _, err = h.Post(ctx, me, c.ID, d)
	refused(t, err, "message.inline_image")
	view, first, err := h.StartConversation(ctx, me, account.ID, c.ContactID, core.ID{}, core.Draft{ClientMessageID: "s", Visibility: core.Public,
		Content: core.Content{Text: "something else", Subject: "发票"}})
	must(t, err)
	if view.ID == c.ID || view.Subject != "发票" || first.Content.Subject != "发票" {
		t.Errorf("another matter is %+v in %+v", first.Content, view.Conversation)
	}
	again, repeated, err := h.StartConversation(ctx, me, account.ID, c.ContactID, core.ID{}, core.Draft{ClientMessageID: "s", Visibility: core.Public,
		Content: core.Content{Text: "something else", Subject: "发票"}})
	must(t, err)
	if again.ID != view.ID || repeated.ID != first.ID {
		t.Errorf("the same start twice is %s and %s", view.ID, again.ID)
	}
	// Anyone with an address can be written to, once known as well as before.
	fresh := func(id, to string) core.ConversationView {
		t.Helper()
		got, _, err := h.StartConversation(ctx, me, account.ID, core.ID{}, core.ID{}, core.Draft{ClientMessageID: id, Visibility: core.Public,
			Content: core.Content{Text: "hello", Subject: "报价", To: []core.UserRef{{ExternalID: to, Name: "新人"}}}})
		must(t, err)
		return got
	}
	one, other := fresh("n1", "New@Example.COM"), fresh("n2", "New@example.com")
	if one.ID == other.ID || one.ContactID != other.ContactID || one.ContactName != "新人" || one.ContactID == c.ContactID {
		t.Errorf("two mails to a new address: %+v and %+v", one, other)
	}
	_, _, err = h.StartConversation(ctx, me, account.ID, core.ID{}, core.ID{}, core.Draft{ClientMessageID: "n3", Visibility: core.Public,
		Content: core.Content{Text: "hello", To: []core.UserRef{{ExternalID: "nobody"}}}})
	refused(t, err, "copies.address")
}

// TestMaskedPeopleAreWrittenTo: an agent who does not see addresses answers the
// people of a conversation all the same, as they are shown; nobody else.
func TestMaskedPeopleAreWrittenTo(t *testing.T) {
	t.Parallel()
	h, account := postbox(t, &fake{}, unchanged)
	ctx, me := t.Context(), agent(t, h)
	must(t, h.Accept(ctx, mails(account, "a1", "订单", func(e *core.Envelope) {
		e.Content.Participants = []core.UserRef{{ExternalID: "wang@b.cn", Name: "王"}, {ExternalID: "one@c.cn"}, {ExternalID: "other@c.cn"}}
		e.Content.Extra = json.RawMessage(`{"mail":{"from":[{"address":"li@b.cn"}],"cc":[{"name":"赵","address":"zhao@d.cn"}]}}`)
	})))
	c := only(t, h)
	post := func(id string, cc ...string) (core.Message, error) {
		d := core.Draft{ClientMessageID: id, Visibility: core.Public, Content: core.Content{Text: "hi", To: []core.UserRef{{ExternalID: core.MaskEmail("li@b.cn")}}}}
		for _, a := range cc {
			d.Content.Cc = append(d.Content.Cc, core.UserRef{ExternalID: core.MaskEmail(a)})
		}
		m, _, err := h.Post(ctx, me, c.ID, d)
		return m, err
	}
	m, err := post("1", "wang@b.cn", "zhao@d.cn")
	must(t, err)
	parts, err := h.Parts(ctx, me, c.ID, m.ID)
	must(t, err)
	if p := parts[0].Content; p.To[0].ExternalID != "li@b.cn" || p.Cc[0].ExternalID != "wang@b.cn" || p.Cc[1].ExternalID != "zhao@d.cn" {
		t.Errorf("it leaves to %+v, %+v", p.To, p.Cc)
	}
	_, err = post("2", "other@c.cn") // so reads another one, too
	refused(t, err, "copies.masked")
	_, err = post("3", "stranger@e.cn")
	refused(t, err, "copies.masked")
}

// TestRobotsAreNotAnswered: a rule's reply goes to people, once a day, whatever they write
// about, and never to what no person wrote.
func TestRobotsAreNotAnswered(t *testing.T) {
	t.Parallel()
	f := &fake{}
	h, account := postbox(t, f, unchanged)
	ctx := t.Context()
	_, err := h.AddRoutingRule(ctx, root(), routing.Rule{Name: "all", Enabled: true, Then: routing.Then{Reply: "we have it", Tags: []string{"seen"}}})
	must(t, err)
	seen := func(n int) {
		t.Helper()
		eventually(t, fmt.Sprint(n, " are tagged and nothing is left to do"), func() bool {
			list, err := h.Conversations(ctx, root(), core.ConversationFilter{}, core.Page{})
			must(t, err)
			tagged := 0
			for _, c := range list.Items {
				if len(c.Tags) > 0 {
					tagged++
				}
			}
			jobs, err := h.Jobs(ctx, root(), core.JobWaiting, core.Page{})
			must(t, err)
			running, err := h.Jobs(ctx, root(), core.JobRunning, core.Page{})
			must(t, err)
			return tagged == n && len(jobs.Items)+len(running.Items) == 0
		})
	}
	robot := func(e *core.Envelope) { e.Automatic = true }
	must(t, h.Accept(ctx, mails(account, "r1", "Your invoice", robot)))
	seen(1)
	if got := sent(f); got != "[]" {
		t.Fatalf("a robot was told %s", got)
	}
	must(t, h.Accept(ctx, mails(account, "a1", "Order", asItIs)))
	seen(2)
	if got := sent(f); got != "[we have it]" {
		t.Fatalf("a person was told %s", got)
	}
	must(t, h.Accept(ctx, mails(account, "a2", "Another order", asItIs)))
	seen(3)
	if got := sent(f); got != "[we have it]" {
		t.Errorf("a person was told %s within a day", got)
	}
}

func TestABotLeavesRobotsToPeople(t *testing.T) {
	t.Parallel()
	f, bot := &fake{}, &scripted{answer: func(string) (hub.BotReply, error) { return hub.BotReply{Text: "I am a bot"}, nil }}
	h, account := postbox(t, f, func(cfg *hub.Config) { cfg.Bots = map[string]hub.Bot{"greeter": bot} })
	_, err := h.AddRoutingRule(t.Context(), root(), routing.Rule{Name: "all", Enabled: true, Then: routing.Then{Bot: "greeter"}})
	must(t, err)
	must(t, h.Accept(t.Context(), mails(account, "r1", "A list", func(e *core.Envelope) { e.Automatic = true })))
	eventually(t, "people have it", func() bool { c := theOne(t, h); return c.Status == core.StatusQueued && !c.Unrouted })
	if got := sent(f); bot.asked.Load() > 0 || got != "[]" {
		t.Errorf("the bot was asked and said %s", got)
	}
}

func TestWhatIsQuietWaitsForNobody(t *testing.T) {
	t.Parallel()
	h, account := postbox(t, &fake{}, unchanged)
	quiet := func(e *core.Envelope) { e.Automatic, e.Quiet = true, true }
	must(t, h.Accept(t.Context(), mails(account, "q1", "Undelivered", quiet)))
	c := theOne(t, h)
	if c.Status != core.StatusCompleted || c.WaitingSince != 0 || c.Unrouted {
		t.Errorf("it began %+v", c.Conversation)
	}
}
