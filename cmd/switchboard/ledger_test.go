package main_test

import (
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// The API's answers, as far as the ledger looks at them.
type (
	stormConversation struct {
		ID       string `json:"id"`
		Seq, Rev int64
		Contact  struct{ Name string } `json:"contact"`
	}
	stormMessage struct {
		message
		Error struct{ Code, Text string } `json:"error"`
	}
	stormPart struct {
		State, Text string
		Attempts    int
		Error       struct{ Code, Text string } `json:"error"`
	}
)

// ledger holds the hub to what the storm said and what the platform recorded.
// It reads each conversation on from where it has read before.
type ledger struct {
	*storm
	pages  map[string]*page // by conversation
	doubts map[string]bool  // texts of parts in doubt so far
	failed int
}

// page is what the ledger has read of one conversation.
type page struct {
	seq, rev int64
	in       []string
	out      []stormMessage
	sent     []string // texts of the parts that the hub calls sent, in order
	doubt    map[string]bool
	doubted  map[string]bool // messages that once were in doubt
	late     []string        // texts of their parts that are sent after all
	settled  int             // of out, how many are in sent and doubt
}

func newPage() *page { return &page{doubt: map[string]bool{}, doubted: map[string]bool{}} }

func newLedger(s *storm) *ledger {
	return &ledger{storm: s, pages: map[string]*page{}, doubts: map[string]bool{}}
}

// progress waits until the platform has n more answers.
func (l *ledger) progress(n int) {
	l.t.Helper()
	count := func() (sum int) {
		for _, token := range l.bots {
			sum += l.srv.SentCount(token)
		}
		return sum
	}
	want := count() + n
	l.front().until("answers go on", func() bool { return count() >= want })
}

// drain waits until nothing is on its way any more.
func (l *ledger) drain() {
	l.t.Helper()
	n := l.front()
	n.until("the platform has delivered every update", func() bool {
		for _, token := range l.bots {
			if l.srv.Pending(token) > 0 {
				return false
			}
		}
		return true
	})
	n.until("every answer is acknowledged", func() bool { return l.posting.Load() == 0 })
	n.until("no job waits or runs", func() bool {
		m := n.metrics()
		return m.sum("switchboard_jobs", `state="waiting"`) == 0 && m.sum("switchboard_jobs", `state="running"`) == 0
	})
}

// check reads what is new and returns the texts of the parts newly in doubt.
func (l *ledger) check() (newDoubts []string) {
	l.t.Helper()
	n := l.front()
	for _, state := range []string{"waiting", "running", "dead"} {
		var jobs list[struct{ Kind, Error string }]
		n.get("/jobs?state="+state, &jobs)
		if len(jobs.Items) > 0 {
			l.t.Errorf("%d jobs are %s after draining: %+v", len(jobs.Items), state, jobs.Items[0])
		}
	}
	if v := n.metrics().sum("switchboard_raws_failed"); v != 0 {
		l.t.Errorf("%v raws failed", v)
	}
	seen := map[*stormChat]string{}
	for _, c := range n.stormConversations("telegram") {
		chat := l.know(c)
		if chat == nil || seen[chat] != "" {
			l.t.Fatalf("conversation %s of %q is nobody's, or the second beside %q", c.ID, c.Contact.Name, seen[chat])
		}
		seen[chat] = c.ID
		if l.pages[c.ID] == nil {
			l.pages[c.ID] = newPage()
		}
		l.pages[c.ID].read(n, c)
	}
	arrived := l.arrived()
	for _, chat := range l.chats {
		if len(chat.said) == 0 {
			continue
		}
		if seen[chat] == "" {
			l.t.Fatalf("user %d has no conversation", chat.user.ID())
		}
		newDoubts = append(newDoubts, l.judge(chat, l.pages[seen[chat]], arrived[chat.user.ID()])...)
	}
	if v := n.metrics().sum("switchboard_parts_in_doubt"); int(v) != len(l.doubts) {
		l.t.Errorf("the metrics count %v parts in doubt, the conversations have %d", v, len(l.doubts))
	}
	return newDoubts
}

// stormConversations reads the whole list of a channel.
func (n *node) stormConversations(channel string) (all []stormConversation) {
	n.t.Helper()
	for after := ""; ; {
		var page list[stormConversation]
		n.get("/conversations?channel="+channel+"&limit=200&after="+after, &page)
		all = append(all, page.Items...)
		next, err := strconv.Unquote(string(page.Next))
		if err != nil || next == "" {
			return all
		}
		after = next
	}
}

// read goes on in a conversation: seq and rev rise by one, without a gap.
func (p *page) read(n *node, c stormConversation) {
	n.t.Helper()
	for p.seq < c.Seq {
		var more list[stormMessage]
		n.get(fmt.Sprintf("/conversations/%s/messages?limit=200&after=%d", c.ID, p.seq), &more)
		for _, m := range more.Items {
			if p.seq++; m.Seq != p.seq {
				n.t.Fatalf("conversation %s: seq %d where %d should be", c.ID, m.Seq, p.seq)
			}
			if m.Direction == "in" {
				p.in = append(p.in, m.Text)
			} else {
				p.out = append(p.out, m)
			}
		}
		if len(more.Items) == 0 {
			n.t.Fatalf("conversation %s ends at %d, not at %d", c.ID, p.seq, c.Seq)
		}
	}
	for p.rev < c.Rev {
		var more list[change]
		n.get(fmt.Sprintf("/conversations/%s/changes?limit=200&after=%d", c.ID, p.rev), &more)
		for _, m := range more.Items {
			if p.rev++; m.Rev != p.rev {
				n.t.Fatalf("conversation %s: rev %d where %d should be", c.ID, m.Rev, p.rev)
			}
			if m.Event != nil && strings.Contains(string(m.Event.Data), `"in_doubt"`) {
				p.doubted[m.Event.MessageID] = true
			}
		}
		if len(more.Items) == 0 {
			n.t.Fatalf("the changes of conversation %s end at %d, not at %d", c.ID, p.rev, c.Rev)
		}
	}
}

// arrived is what the platform has of each chat, in its order.
func (l *ledger) arrived() map[int64][]string {
	out := map[int64][]string{}
	for _, token := range l.bots {
		for _, m := range l.srv.Sent(token) {
			out[m.ChatID] = append(out[m.ChatID], m.Text)
		}
	}
	return out
}

// judge compares a chat's two sides: what was said is there once and in order;
// each answer is there once and says truly what became of it.
func (l *ledger) judge(chat *stormChat, p *page, arrived []string) (newDoubts []string) {
	l.t.Helper()
	if !slices.Equal(p.in, chat.said) {
		l.t.Errorf("user %d wrote\n%q\nthe API has\n%q", chat.user.ID(), chat.said, p.in)
	}
	if len(p.out) != len(chat.answers) {
		l.t.Errorf("user %d: %d answers were acknowledged, the API has %d", chat.user.ID(), len(chat.answers), len(p.out))
		return nil
	}
	for i := p.settled; i < len(p.out); i++ {
		m, a := p.out[i], chat.answers[i]
		if m.ID != a.id || m.ClientMessageID != a.clientID {
			l.t.Errorf("answer %s is %s in the API, where %s was acknowledged", a.clientID, m.ID, a.id)
		}
		doubts, failed := p.settle(l.front(), chat.conversation, m)
		for _, text := range doubts {
			l.doubts[text] = true
		}
		newDoubts, l.failed = append(newDoubts, doubts...), l.failed+failed
	}
	p.settled = len(p.out)
	p.compare(l.t, fmt.Sprintf("user %d", chat.user.ID()), arrived)
	return newDoubts
}

// compare holds what arrived at somebody against what the hub calls sent. What was
// in doubt arrived at most once, and at any time.
func (p *page) compare(t *testing.T, who string, arrived []string) {
	t.Helper()
	var surely []string
	count := map[string]int{}
	for _, text := range arrived {
		if count[text]++; count[text] > 1 {
			t.Errorf("%.60q arrived %d times", text, count[text])
		}
		if !p.doubt[text] {
			surely = append(surely, text)
		}
	}
	for _, text := range p.late {
		if count[text] != 1 {
			t.Errorf("%.60q was resolved as sent, and arrived %d times", text, count[text])
		}
	}
	if !slices.Equal(surely, p.sent) {
		t.Errorf("%s got\n%.60q\nthe hub says that it sent\n%.60q", who, surely, p.sent)
	}
}

// settle books the parts of an answer; it returns those in doubt, and how many failed.
func (p *page) settle(n *node, conversation string, m stormMessage) (doubts []string, failed int) {
	n.t.Helper()
	if m.Delivery == "sent" && len(m.Text) < 200 && !p.doubted[m.ID] {
		p.sent = append(p.sent, m.Text)
		return nil, 0
	}
	var parts list[stormPart]
	n.get("/conversations/"+conversation+"/messages/"+m.ID+"/parts", &parts)
	for _, part := range parts.Items {
		part.Text = strings.TrimSpace(part.Text) // as the platform does
		switch part.State {
		case "sent":
			if p.doubted[m.ID] { // it arrived, at whatever time
				p.late = append(p.late, part.Text)
				p.doubt[part.Text] = true
				continue
			}
			p.sent = append(p.sent, part.Text)
		case "in_doubt":
			p.doubt[part.Text] = true
			doubts = append(doubts, part.Text)
		case "failed":
			failed++
			if part.Error.Code == "" || m.Error.Code == "" {
				n.t.Errorf("%s failed without a reason", m.ClientMessageID)
			}
		default:
			n.t.Errorf("%s is %s after draining", m.ClientMessageID, part.State)
		}
	}
	return doubts, failed
}

// metrics is a page of Prometheus' text form.
type metrics string

func (n *node) metrics() metrics {
	resp, err := (&http.Client{Timeout: 5 * time.Second}).Get("http://" + n.agents + "/metrics")
	if err != nil {
		return ""
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return ""
	}
	return metrics(b)
}

// sum adds up the series of a name that have all the labels; -1 where there
// is none.
func (m metrics) sum(name string, labels ...string) float64 {
	total, found := 0.0, false
lines:
	for line := range strings.Lines(string(m)) {
		series, value, ok := strings.Cut(strings.TrimSpace(line), " ")
		if base, _, _ := strings.Cut(series, "{"); !ok || base != name {
			continue
		}
		for _, label := range labels {
			if !strings.Contains(series, label) {
				continue lines
			}
		}
		if v, err := strconv.ParseFloat(value, 64); err == nil {
			total, found = total+v, true
		}
	}
	if !found {
		return -1
	}
	return total
}
