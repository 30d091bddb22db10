package email

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-imap"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/connectors/email/mailtest"
	"github.com/switchboard-hub/switchboard/connectors/httpx"
	"github.com/switchboard-hub/switchboard/core"
	normemail "github.com/switchboard-hub/switchboard/normalize/email"
)

func TestMain(m *testing.M) { os.Exit(mailtest.Main(m)) }

// inbox collects what is received, as a hub does: each mail once, by its key.
type inbox struct {
	t *testing.T

	mu     sync.Mutex
	mails  map[string]core.Raw // by subject
	order  []string
	states []error // what Listening said
	cursor string
	fail   error // the next Accept ends with it
	news   chan struct{}
	again  int // mails that came more than once
}

func newInbox(t *testing.T) *inbox {
	return &inbox{t: t, mails: map[string]core.Raw{}, news: make(chan struct{}, 1)}
}

// Accept implements core.Sink.
func (b *inbox) Accept(_ context.Context, raws ...core.Raw) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if err := b.fail; err != nil {
		b.fail = nil
		return err
	}
	for _, r := range raws {
		envs, err := normemail.Normalize(r)
		if err != nil || len(envs) != 1 {
			b.t.Errorf("a raw gives %d envelopes, %v", len(envs), err)
			continue
		}
		subject := envs[0].Content.Subject
		if _, ok := b.mails[subject]; ok {
			b.again++
			continue
		}
		b.mails[subject] = r
		b.order = append(b.order, subject)
		b.cursor = r.Cursor
	}
	b.changed()
	return nil
}

// Listening implements connectors.Listener.
func (b *inbox) Listening(err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.states = append(b.states, err)
	b.changed()
}

func (b *inbox) changed() {
	select {
	case b.news <- struct{}{}:
	default:
	}
}

// until waits for a condition on the inbox.
func (b *inbox) until(what string, ok func() bool) {
	b.t.Helper()
	deadline := time.After(30 * time.Second)
	for {
		b.mu.Lock()
		met := ok()
		b.mu.Unlock()
		if met {
			return
		}
		select {
		case <-b.news:
		case <-deadline:
			b.t.Fatalf("not in 30 s: %s; there are %v, and receiving stood %v", what, b.order, b.states)
		}
	}
}

func (b *inbox) has(subjects ...string) {
	b.t.Helper()
	b.until(fmt.Sprint("there is ", subjects), func() bool {
		for _, s := range subjects {
			if _, ok := b.mails[s]; !ok {
				return false
			}
		}
		return true
	})
}

// heard waits until receiving was said to work so many times, and to fail so many.
func (b *inbox) heard(works, fails int) {
	b.t.Helper()
	b.until(fmt.Sprintf("receiving works %d times and fails %d times", works, fails), func() bool {
		var good, bad int
		for _, err := range b.states {
			if err == nil {
				good++
			} else {
				bad++
			}
		}
		return good >= works && bad >= fails
	})
}

// mailbox is an account of a real server, and what tests do with it.
type mailbox struct {
	t       *testing.T
	server  *mailtest.Server
	c       *Connector
	a       core.Account
	address string
}

func dialLocal(ctx context.Context, network, addr string) (net.Conn, error) {
	return httpx.Dialer([]netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}).DialContext(ctx, network, addr)
}

func connector(t *testing.T) *Connector {
	t.Helper()
	c := New(connectors.Env{Dial: dialLocal, HTTP: httpx.New(httpx.Options{AllowPrivate: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}})})
	c.timing.leastBackoff = 20 * time.Millisecond
	c.timing.mostBackoff = 200 * time.Millisecond
	return c
}

func newMailbox(t *testing.T, s *mailtest.Server, set map[string]string) *mailbox {
	t.Helper()
	address := s.Mailbox()
	m := &mailbox{t: t, server: s, c: connector(t), address: address}
	user := strings.ReplaceAll(address, "@", "%40")
	m.a = core.Account{ID: core.NewID(), Channel: Name, Status: core.AccountActive,
		Config: map[string]string{keyAddress: address, keyCA: s.CA},
		Secrets: map[string]string{
			keyIMAP: "imaps://" + user + ":" + mailtest.Password + "@" + s.IMAPS,
			keySMTP: "smtp://" + user + ":" + mailtest.Password + "@" + s.SMTP + "?starttls=1",
		}}
	for k, v := range set {
		if _, ok := m.a.Secrets[k]; ok {
			m.a.Secrets[k] = v
		} else {
			m.a.Config[k] = v
		}
	}
	return m
}

// link does what the hub does when an account is added.
func (m *mailbox) link() {
	m.t.Helper()
	if err := m.c.Check(m.a); err != nil {
		m.t.Fatal(err)
	}
	if _, err := m.c.Verify(m.t.Context(), m.a); err != nil {
		m.t.Fatal(err)
	}
	linked, err := m.c.Connect(m.t.Context(), m.a, "")
	if err != nil {
		m.t.Fatal(err)
	}
	m.a = linked
}

// receive runs the receiver until the function returned is called, or the test ends.
func (m *mailbox) receive(b *inbox) (stop func()) {
	m.t.Helper()
	if b.cursor != "" {
		m.a.Cursor = b.cursor
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- m.c.Receive(ctx, m.a, b) }()
	once := sync.OnceFunc(func() {
		cancel()
		select {
		case err := <-done:
			if !errors.Is(err, context.Canceled) {
				m.t.Errorf("receiving ended with %v", err)
			}
		case <-time.After(10 * time.Second):
			m.t.Error("receiving does not end with its context")
		}
	})
	m.t.Cleanup(once)
	return once
}

func mailOf(to, subject string) string {
	return fmt.Sprintf("From: Alice <alice@cust.test>\r\nTo: %s\r\nSubject: %s\r\nMessage-ID: <%s@cust.test>\r\nDate: %s\r\n\r\nhello\r\n",
		to, subject, strings.ReplaceAll(subject, " ", "-"), time.Now().Format(time.RFC1123Z))
}

func (m *mailbox) deliver(subject string) {
	m.t.Helper()
	if err := m.server.Deliver("alice@cust.test", m.address, mailOf(m.address, subject)); err != nil {
		m.t.Fatal(err)
	}
}

// put appends a mail by IMAP, with the time at which it arrived.
func (m *mailbox) put(at time.Time, subjects ...string) {
	m.t.Helper()
	s, err := read(m.a)
	if err != nil {
		m.t.Fatal(err)
	}
	x, err := m.c.open(m.t.Context(), m.a, s)
	if err != nil {
		m.t.Fatal(err)
	}
	defer x.logout()
	for _, subject := range subjects {
		if err := x.Append("INBOX", nil, at, strings.NewReader(mailOf(m.address, subject))); err != nil {
			m.t.Fatal(err)
		}
	}
}

func TestANewMailWakesUs(t *testing.T) {
	t.Parallel()
	for _, tls := range []bool{true, false} {
		m := newMailbox(t, mailtest.Shared(t), nil)
		if !tls {
			m.a.Secrets[keyIMAP] = strings.Replace(m.a.Secrets[keyIMAP], "imaps://", "imap://", 1)
			m.a.Secrets[keyIMAP] = strings.Replace(m.a.Secrets[keyIMAP], m.server.IMAPS, m.server.IMAP, 1) + "?starttls=1"
		}
		m.c.timing.poll = time.Hour // nobody asks: the server says that there is a mail
		m.put(time.Now(), "before the link")
		m.link()
		b := newInbox(t)
		m.receive(b)
		b.heard(1, 0)
		for i := range 3 {
			subject := fmt.Sprint("hello ", i)
			begun := time.Now()
			m.deliver(subject)
			b.has(subject)
			t.Logf("a mail took %s", time.Since(begun))
		}
		if len(b.mails) != 3 || b.again != 0 {
			t.Errorf("there are %v, and %d again", b.order, b.again)
		}
		raw := b.mails["hello 0"]
		if raw.Header["own"] != m.address || raw.Header["historical"] != "" || raw.Header["received_at"] == "" || raw.Kind != normemail.Kind {
			t.Errorf("the header is %v of kind %s", raw.Header, raw.Kind)
		}
	}
}

func TestASessionThatIsKilledComesBack(t *testing.T) {
	t.Parallel()
	m := newMailbox(t, mailtest.Shared(t), nil)
	m.link()
	b := newInbox(t)
	m.receive(b)
	b.heard(1, 0)
	for i := range 3 {
		if err := m.server.Kick(m.address); err != nil {
			t.Fatal(err)
		}
		m.deliver(fmt.Sprint("after kick ", i))
		b.has(fmt.Sprint("after kick ", i))
		b.heard(i+2, i+1)
	}
	if b.again != 0 {
		t.Errorf("%d came again", b.again)
	}
}

func TestWhatCameWhileWeWereAwayIsFetched(t *testing.T) {
	t.Parallel()
	m := newMailbox(t, mailtest.Shared(t), nil)
	m.link()
	b := newInbox(t)
	stop := m.receive(b)
	b.heard(1, 0)
	m.deliver("one")
	b.has("one")
	stop()
	var all []string
	for i := range 450 { // more than two batches
		all = append(all, fmt.Sprint("while away ", i))
	}
	m.put(time.Now(), all...)
	m.receive(b)
	b.has(all...)
	if b.again != 0 || len(b.mails) != 451 || b.order[1] != all[0] || b.order[450] != all[449] {
		t.Errorf("%d mails, %d again, out of order from %s to %s", len(b.mails), b.again, b.order[1], b.order[len(b.order)-1])
	}
	for _, r := range b.mails {
		if r.Header["historical"] != "" {
			t.Fatal("a mail that came while we were away is history")
		}
	}
}

func TestWhatIsNotStoredIsFetchedAgain(t *testing.T) {
	t.Parallel()
	m := newMailbox(t, mailtest.Shared(t), map[string]string{keyMarkSeen: "yes"})
	m.link()
	b := newInbox(t)
	b.fail = errors.New("the database is away")
	m.receive(b)
	b.heard(1, 0)
	m.deliver("kept")
	b.has("kept")
	b.heard(2, 1)
	if b.again != 0 {
		t.Errorf("%d came again", b.again)
	}
}

func TestAnotherUIDVALIDITYImportsNothingTwice(t *testing.T) {
	t.Parallel()
	m := newMailbox(t, mailtest.Shared(t), map[string]string{keyFolder: "Desk"})
	if err := m.server.CreateFolder(m.address, "Desk"); err != nil {
		t.Fatal(err)
	}
	put := func(at time.Time, subject string) {
		t.Helper()
		s, _ := read(m.a)
		x, err := m.c.open(t.Context(), m.a, s)
		if err != nil {
			t.Fatal(err)
		}
		defer x.logout()
		if err := x.Append("Desk", nil, at, strings.NewReader(mailOf(m.address, subject))); err != nil {
			t.Fatal(err)
		}
	}
	day := 24 * time.Hour
	put(time.Now().Add(-5*day), "before the link")
	m.link()
	b := newInbox(t)
	stop := m.receive(b)
	b.heard(1, 0)
	put(time.Now(), "one")
	put(time.Now(), "two")
	b.has("one", "two")
	stop()
	if err := m.server.Renew(m.address, "Desk"); err != nil {
		t.Fatal(err)
	}
	m.a.Config[keyLinked] = time.Now().Add(-4 * day).UTC().Format(time.RFC3339) // days ago
	m.a.Config[keyOldest] = m.a.Config[keyLinked]
	put(time.Now().Add(-5*day), "before the link") // a restored backup, in another order
	put(time.Now().Add(-2*day), "old and not known")
	put(time.Now(), "three")
	put(time.Now(), "one")
	put(time.Now(), "two")
	m.receive(b)
	b.has("old and not known", "three")
	put(time.Now(), "four")
	b.has("four")
	if len(b.mails) != 5 || b.again != 2 {
		t.Errorf("there are %v, and %d again", b.order, b.again)
	}
	if b.mails["old and not known"].Header["historical"] != "yes" || b.mails["three"].Header["historical"] != "" {
		t.Error("what is older than a day before the newest wakes somebody, or what is new does not")
	}
	if at, _ := readCursor(b.cursor); at.until != 0 {
		t.Errorf("the cursor is still %s", b.cursor)
	}
}

func TestHistoryComesOnRequestOnly(t *testing.T) {
	t.Parallel()
	day := 24 * time.Hour
	m := newMailbox(t, mailtest.Shared(t), map[string]string{keyHistory: "7"})
	m.put(time.Now().Add(-10*day), "ten days")
	m.put(time.Now().Add(-6*day), "six days")
	m.put(time.Now().Add(-time.Minute), "a minute")
	m.link()
	m.put(time.Now(), "new")
	b := newInbox(t)
	stop := m.receive(b)
	b.has("six days", "a minute", "new")
	for subject, want := range map[string]string{"six days": "yes", "a minute": "yes", "new": ""} {
		if got := b.mails[subject].Header["historical"]; got != want {
			t.Errorf("%s: historical is %q", subject, got)
		}
	}
	stop()
	m.a.Cursor = b.cursor
	m.a.Config[keyHistory] = "14" // more of it
	m.link()
	b.cursor = ""
	m.receive(b)
	b.has("ten days")
	m.put(time.Now(), "newer")
	b.has("newer")
	if len(b.mails) != 5 || b.mails["ten days"].Header["historical"] != "yes" {
		t.Errorf("there are %v, and ten days is %v", b.order, b.mails["ten days"].Header)
	}
}

func TestDovecotStoppedAndStarted(t *testing.T) {
	t.Parallel()
	m := newMailbox(t, mailtest.Start(t), nil)
	m.link()
	b := newInbox(t)
	m.receive(b)
	b.heard(1, 0)
	if err := m.server.StopDovecot(); err != nil {
		t.Fatal(err)
	}
	b.heard(1, 3)
	if err := m.server.StartDovecot(); err != nil {
		t.Fatal(err)
	}
	m.deliver("it is back")
	b.has("it is back")
	b.until("receiving works at last", func() bool { return b.states[len(b.states)-1] == nil })
}

// proxy is one that can stop to pass anything on, as a box on the way does
// that has forgotten a connection.
type proxy struct {
	net.Listener
	mu      sync.Mutex
	stalled chan struct{} // closed: what is read goes nowhere
}

func newProxy(t *testing.T, to string) *proxy {
	t.Helper()
	inner, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l := &proxy{Listener: inner, stalled: make(chan struct{})}
	t.Cleanup(func() { inner.Close() })
	go func() {
		for {
			here, err := inner.Accept()
			if err != nil {
				return
			}
			there, err := net.Dial("tcp", to)
			if err != nil {
				here.Close()
				continue
			}
			l.mu.Lock()
			stalled := l.stalled
			l.mu.Unlock()
			for _, pair := range [][2]net.Conn{{here, there}, {there, here}} {
				go l.pass(pair[0], pair[1], stalled)
			}
		}
	}()
	return l
}

func (l *proxy) pass(from, to net.Conn, stalled chan struct{}) {
	defer to.Close()
	buf := make([]byte, 4096)
	for {
		n, err := from.Read(buf)
		if err != nil {
			return
		}
		select {
		case <-stalled:
			io.Copy(io.Discard, from)
			return
		default:
		}
		if _, err := to.Write(buf[:n]); err != nil {
			return
		}
	}
}

// stall makes the connections of now pass nothing on; those to come do.
func (l *proxy) stall() {
	l.mu.Lock()
	defer l.mu.Unlock()
	close(l.stalled)
	l.stalled = make(chan struct{})
}

func TestALinkThatIsDeadIsNoticed(t *testing.T) {
	t.Parallel()
	m := newMailbox(t, mailtest.Shared(t), nil)
	l := newProxy(t, m.server.IMAPS)
	m.a.Secrets[keyIMAP] = strings.Replace(m.a.Secrets[keyIMAP], m.server.IMAPS, l.Addr().String(), 1)
	m.link()
	m.c.timing.idle, m.c.timing.idleAnswer, m.c.timing.command = 500*time.Millisecond, 800*time.Millisecond, 2*time.Second
	b := newInbox(t)
	m.receive(b)
	b.heard(1, 0)
	l.stall()
	begun := time.Now()
	m.deliver("behind a dead link")
	b.has("behind a dead link")
	t.Logf("noticed and fetched in %s", time.Since(begun))
	b.heard(2, 1)
}

func TestALostCursorBeginsWithTheLink(t *testing.T) {
	t.Parallel()
	m := newMailbox(t, mailtest.Shared(t), nil)
	m.put(time.Now().Add(-time.Hour), "before the link")
	m.link()
	m.put(time.Now().Add(time.Second), "after the link")
	m.a.Cursor = ""
	b := newInbox(t)
	m.receive(b)
	b.has("after the link")
	if len(b.mails) != 1 || b.mails["after the link"].Header["historical"] != "" {
		t.Errorf("there are %v", b.order)
	}
}

func TestAMailThatIsTooLargeComesWithoutItsFiles(t *testing.T) {
	t.Parallel()
	m := newMailbox(t, mailtest.Shared(t), nil)
	m.link()
	line := strings.Repeat("QUJD", 18) + "\r\n"
	file := "--b\r\nContent-Type: application/zip; name=big.zip\r\nContent-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
		strings.Repeat(line, mailMax/len(line)+1) + "--b--\r\n"
	head := "From: alice@cust.test\r\nSubject: big\r\nMessage-ID: <big@cust.test>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
	text := "--b\r\nContent-Type: text/plain; charset=gbk\r\nContent-Transfer-Encoding: base64\r\n\r\nxOO6ww==\r\n"
	small := mailOf(m.address, "small")
	all := func(yield func(time.Time, string) bool) {
		_ = yield(time.Now(), head+text+file) && yield(time.Now(), small)
	}
	if err := m.server.Fill(m.address, all); err != nil {
		t.Fatal(err)
	}
	b := newInbox(t)
	m.receive(b)
	b.has("big", "small")
	raw := b.mails["big"]
	envs, err := normemail.Normalize(raw)
	if err != nil || envs[0].Content.Text != "你好" || len(envs[0].Content.Media) != 0 || len(raw.Body) > 1000 {
		t.Errorf("of the large mail came %d bytes, %q, %v", len(raw.Body), envs[0].Content.Text, err)
	}
	if raw.Header["omitted_size"] == "" || b.mails["small"].Header["omitted_size"] != "" {
		t.Errorf("what was omitted: %q, %q", raw.Header["omitted_size"], b.mails["small"].Header["omitted_size"])
	}
}

func TestAMailThatTheServerCannotReadStopsNoOther(t *testing.T) {
	t.Parallel()
	m := newMailbox(t, mailtest.Shared(t), nil)
	m.link()
	all := func(yield func(time.Time, string) bool) {
		for _, subject := range []string{"one", "two", "three"} {
			if !yield(time.Now(), mailOf(m.address, subject)) {
				return
			}
		}
	}
	if err := m.server.Fill(m.address, all); err != nil {
		t.Fatal(err)
	}
	if err := m.server.Spoil(m.address, 1); err != nil {
		t.Fatal(err)
	}
	m.c.timing.lateAgain, m.c.timing.lateFor, m.c.timing.idle = 20*time.Millisecond, 500*time.Millisecond, 200*time.Millisecond
	b := newInbox(t)
	m.receive(b)
	b.has("one", "three", "A mail that cannot be read")
	if b.order[len(b.order)-1] != "A mail that cannot be read" {
		t.Errorf("others waited for it: %v", b.order)
	}
}

func TestATokenInTheAddressProvesItsConversation(t *testing.T) {
	t.Parallel()
	m := newMailbox(t, mailtest.Shared(t), map[string]string{keyPlus: "+"})
	m.link()
	s, err := read(m.a)
	if err != nil {
		t.Fatal(err)
	}
	b := newInbox(t)
	m.receive(b)
	conversation, part := core.NewID(), core.NewID()
	for subject, to := range map[string]string{
		"answer": s.tokens().replyTo(conversation), "bounce": s.tokens().bouncesTo(part),
		"forged": strings.Replace(s.tokens().replyTo(conversation), "+c.", "+c.0", 1),
	} {
		if err := m.server.Deliver("alice@cust.test", to, mailOf("undisclosed:;", subject)); err != nil {
			t.Fatal(err)
		}
	}
	b.has("answer", "bounce", "forged")
	for subject, want := range map[string][2]string{"answer": {conversation.String(), ""}, "bounce": {"", s.tokens().messageID(part)}, "forged": {}} {
		h := b.mails[subject].Header
		if h["conversation"] != want[0] || h["bounced"] != want[1] {
			t.Errorf("%s proves %q and %q, want %q", subject, h["conversation"], h["bounced"], want)
		}
	}
}

func TestAMailboxIsLeftAsItIsUnlessItIsAskedFor(t *testing.T) {
	t.Parallel()
	for mark, want := range map[string]int{"no": 0, "yes": 1} {
		m := newMailbox(t, mailtest.Shared(t), map[string]string{keyMarkSeen: mark})
		m.link()
		b := newInbox(t)
		stop := m.receive(b)
		b.heard(1, 0)
		m.deliver("read by the hub")
		b.has("read by the hub")
		seen := func() int {
			s, err := read(m.a)
			if err != nil {
				t.Fatal(err)
			}
			x, err := m.c.open(t.Context(), m.a, s)
			if err != nil {
				t.Fatal(err)
			}
			defer x.logout()
			if _, err := x.folder(); err != nil {
				t.Fatal(err)
			}
			uids, err := x.UidSearch(&imap.SearchCriteria{WithFlags: []string{imap.SeenFlag}})
			if err != nil {
				t.Fatal(err)
			}
			return len(uids)
		}
		m.deliver("another") // once it is there, the first has been marked
		b.has("another")
		stop()
		if got := seen(); got < want || want == 0 && got > 0 {
			t.Errorf("with mark_seen=%s %d mails are seen", mark, got)
		}
	}
}
