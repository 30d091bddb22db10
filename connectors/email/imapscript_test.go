package email

import (
	"bufio"
	"cmp"
	"fmt"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-imap"

	"github.com/switchboard-hub/switchboard/core"
	normemail "github.com/switchboard-hub/switchboard/normalize/email"
)

// imapScript is an IMAP server that does what a test says: what servers do by chance,
// under load, or in other houses. Its grammar is RFC 3501's.
type imapScript struct {
	t    *testing.T
	addr string
	// greeting is what is said first, where it is not as of any server.
	greeting string

	mu       sync.Mutex
	validity int
	mails    map[int]string // by UID
	arrived  time.Time
	size     int // that it says of each mail; 0: what it has
	// answer is asked first, with a command without its tag. It returns what is
	// said instead, the last line without a tag; "": as a server does.
	answer func(command string) string
	asked  []string
}

func newIMAPScript(t *testing.T, mails ...string) *imapScript {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	s := &imapScript{t: t, addr: l.Addr().String(), validity: 7, mails: map[int]string{}, arrived: time.Now()}
	for i, subject := range mails {
		s.mails[i+1] = mailOf("support@example.test", subject)
	}
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go s.serve(conn)
		}
	}()
	return s
}

// mailbox is an account of the server, that has read nothing.
func (s *imapScript) mailbox() *mailbox {
	s.t.Helper()
	c := connector(s.t)
	c.timing.poll = 20 * time.Millisecond
	now := time.Now().UTC().Format(time.RFC3339)
	a := core.Account{ID: core.NewID(), Channel: Name, Status: core.AccountActive,
		Config:  map[string]string{keyAddress: "support@example.test", keyLinked: now, keyOldest: now},
		Secrets: map[string]string{keyIMAP: "imap://u:secret@" + s.addr + "?starttls=0", keySMTP: "smtp://u:secret@127.0.0.1:1?starttls=0"}}
	m := &mailbox{t: s.t, c: c, a: a, address: "support@example.test"}
	set, err := read(a)
	if err != nil {
		s.t.Fatal(err)
	}
	m.a.Cursor = cursor{box: set.box(), validity: 7, next: 1}.String()
	return m
}

func (s *imapScript) serve(conn net.Conn) {
	defer conn.Close()
	s.mu.Lock()
	greeting := cmp.Or(s.greeting, "* OK ready")
	s.mu.Unlock()
	fmt.Fprint(conn, greeting, "\r\n")
	for lines := bufio.NewScanner(conn); lines.Scan(); {
		tag, command, _ := strings.Cut(lines.Text(), " ")
		s.mu.Lock()
		s.asked = append(s.asked, command)
		said := ""
		if s.answer != nil {
			said = s.answer(command)
		}
		if said == "" {
			said = s.usual(command)
		}
		s.mu.Unlock()
		if said == "hang up" {
			return
		}
		if said == "silence" {
			continue
		}
		said = strings.TrimSuffix(said, "\r\n")
		at := strings.LastIndex(said, "\r\n") + 1
		if at > 0 {
			at++
		}
		fmt.Fprint(conn, said[:at], tag, " ", said[at:], "\r\n")
	}
}

func (s *imapScript) last() int {
	last := 0
	for uid := range s.mails {
		last = max(last, uid)
	}
	return last
}

// usual is what servers say.
func (s *imapScript) usual(command string) string {
	words := strings.Fields(command)
	switch name := strings.ToUpper(words[0]); {
	case name == "CAPABILITY":
		return "* CAPABILITY IMAP4rev1\r\nOK done"
	case name == "SELECT", name == "EXAMINE":
		return fmt.Sprintf("* %d EXISTS\r\n* OK [UIDVALIDITY %d] of now\r\n* OK [UIDNEXT %d] next\r\nOK done", len(s.mails), s.validity, s.last()+1)
	case name == "UID" && strings.EqualFold(words[1], "SEARCH"):
		return s.search(words)
	case name == "UID" && strings.EqualFold(words[1], "FETCH"):
		return s.fetched(words[2], command)
	case name == "NOOP":
		return fmt.Sprintf("* %d EXISTS\r\nOK done", len(s.mails))
	}
	return "OK done"
}

func (s *imapScript) among(set string, each func(n, uid int)) {
	uids, err := imap.ParseSeqSet(set)
	if err != nil {
		s.t.Errorf("%q is no set", set)
		return
	}
	n := 0
	for uid := 1; uid <= s.last(); uid++ {
		if _, ok := s.mails[uid]; !ok {
			continue
		}
		n++
		if uids.Contains(uint32(uid)) || uid == s.last() && uids.Contains(0) { //nolint:gosec // of a test
			each(n, uid)
		}
	}
}

// search finds by UID; any other criterion finds all.
func (s *imapScript) search(words []string) string {
	set := "1:*"
	for i, word := range words[2:] {
		if strings.EqualFold(word, "UID") {
			set = words[i+3]
		}
	}
	var found strings.Builder
	s.among(set, func(_, uid int) { fmt.Fprint(&found, " ", uid) })
	return "* SEARCH" + found.String() + "\r\nOK done"
}

func (s *imapScript) fetched(set, items string) string {
	var out strings.Builder
	s.among(set, func(n, uid int) {
		mail := s.mails[uid]
		head, text, _ := strings.Cut(mail, "\r\n\r\n")
		head += "\r\n\r\n"
		fmt.Fprintf(&out, "* %d FETCH (UID %d", n, uid)
		if strings.Contains(items, "RFC822.SIZE") {
			fmt.Fprintf(&out, " RFC822.SIZE %d INTERNALDATE %q", cmp.Or(s.size, len(mail)), s.arrived.Format(imap.DateTimeLayout))
		}
		if strings.Contains(items, "BODYSTRUCTURE") {
			fmt.Fprintf(&out, ` BODYSTRUCTURE ("text" "plain" NIL NIL NIL "7bit" %d 1)`, len(text))
		}
		for section, of := range map[string]string{"[]": mail, "[HEADER]": head, "[1.MIME]": "\r\n", "[1]<0>": text[:min(len(text), textMax)]} {
			if asked, _, _ := strings.Cut(section, "<"); strings.Contains(items, "BODY.PEEK"+asked) {
				fmt.Fprintf(&out, " BODY%s {%d}\r\n%s", section, len(of), of)
			}
		}
		out.WriteString(")\r\n")
	})
	return out.String() + "OK done"
}

// change changes the server between two commands.
func (s *imapScript) change(f func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f()
}

func TestFlagsThatChangeDuringAFetchLoseNoMail(t *testing.T) {
	t.Parallel()
	s := newIMAPScript(t, "one", "two", "three")
	s.answer = func(command string) string {
		if !strings.HasPrefix(command, "UID FETCH") {
			return ""
		}
		said := strings.TrimSuffix(s.usual(command), "OK done")
		return said + "* 2 FETCH (UID 2 FLAGS (\\Seen))\r\nOK done"
	}
	m, b := s.mailbox(), newInbox(t)
	m.receive(b)
	b.has("one", "two", "three")
	if at, err := time.Parse(time.RFC3339, b.mails["two"].Header["received_at"]); err != nil || at.Unix() != s.arrived.Unix() {
		t.Errorf("the second came at %s, %v", at, err)
	}
}

func TestFlagsBeforeTheMailThemselvesAreNoMail(t *testing.T) {
	t.Parallel()
	s := newIMAPScript(t, "one", "two")
	s.answer = func(command string) string {
		if !strings.HasPrefix(command, "UID FETCH") {
			return ""
		}
		return "* 1 FETCH (FLAGS (\\Seen) UID 1)\r\n* 2 FETCH (FLAGS () UID 2)\r\n* 9 FETCH (FLAGS () UID 9)\r\n" + s.usual(command)
	}
	m, b := s.mailbox(), newInbox(t)
	m.receive(b)
	b.has("one", "two")
	b.heard(1, 0)
	if at, _ := readCursor(b.cursor); at.next != 3 {
		t.Errorf("it was read up to %s", b.cursor)
	}
}

func TestAMailWithoutABodyIsAskedForAgainUnlessItIsGone(t *testing.T) {
	t.Parallel()
	s := newIMAPScript(t, "one", "two", "three")
	empty := 1
	s.answer = func(command string) string {
		if !strings.HasPrefix(command, "UID FETCH") || !strings.Contains(command, "BODY.PEEK[]") {
			return ""
		}
		if empty > 0 {
			empty--
			delete(s.mails, 3)
			return "* 1 FETCH (UID 1 BODY[] NIL)\r\n" + s.fetched("2", command)
		}
		return ""
	}
	m, b := s.mailbox(), newInbox(t)
	m.receive(b)
	b.has("one", "two")
	b.heard(1, 0)
	if len(b.mails) != 2 {
		t.Errorf("there are %v", b.order)
	}
}

func TestAServerThatAsksForPatienceLosesNoMail(t *testing.T) {
	t.Parallel()
	for _, said := range []string{"NO [OVERQUOTA] Account exceeded command or bandwidth limits", "NO Request is throttled. Suggested backoff time: 1000 ms", "hang up"} {
		s := newIMAPScript(t, "one", "two", "three")
		left := 12
		s.answer = func(command string) string {
			if left == 0 || !strings.Contains(command, "BODY") {
				return ""
			}
			left--
			return said
		}
		m, b := s.mailbox(), newInbox(t)
		m.c.timing.leastBackoff, m.c.timing.mostBackoff = time.Millisecond, 20*time.Millisecond
		m.c.timing.lateAgain = time.Millisecond
		m.receive(b)
		b.has("one", "two", "three")
		b.heard(1, 3) // each time with a pause
		if len(b.mails) != 3 || b.again > 0 {
			t.Errorf("after %q there are %v", said, b.order)
		}
	}
}

func TestAMailThatIsPutOffStopsNoOtherAndIsNotForgotten(t *testing.T) {
	t.Parallel()
	s := newIMAPScript(t, "one", "two", "three")
	refuses := true
	s.answer = func(command string) string {
		words := strings.Fields(command)
		if !refuses || len(words) < 3 || !strings.Contains(command, "BODY") {
			return ""
		}
		if set, err := imap.ParseSeqSet(words[2]); err == nil && set.Contains(2) {
			return "NO [SERVERBUG] Internal error"
		}
		return ""
	}
	m, b := s.mailbox(), newInbox(t)
	m.c.timing.leastBackoff, m.c.timing.mostBackoff = time.Millisecond, 20*time.Millisecond
	stop := m.receive(b)
	b.has("one", "three")
	b.heard(1, 3)
	stop()
	if at, _ := readCursor(b.cursor); at.next != 2 {
		t.Errorf("the cursor is %s", b.cursor)
	}
	s.change(func() { refuses = false })
	m.receive(b)
	b.has("two")
	s.change(func() { s.mails[4] = mailOf("support@example.test", "four") })
	b.has("four")
	if at, _ := readCursor(b.cursor); at.next != 5 || len(b.mails) != 4 {
		t.Errorf("the cursor is %s, and there are %v", b.cursor, b.order)
	}
}

func TestAnotherWayToAMailboxLosesNothing(t *testing.T) {
	t.Parallel()
	for name, moved := range map[string]func(*imapScript){
		"the same server": func(*imapScript) {},
		"other UIDs":      func(s *imapScript) { s.validity = 8 },
		// A server that counts anew, and whose UIDVALIDITY happens to be the same.
		"fewer UIDs": func(s *imapScript) { s.mails = map[int]string{1: s.mails[3]} },
	} {
		s := newIMAPScript(t, "one", "two")
		m, b := s.mailbox(), newInbox(t)
		m.a.Config[keyLinked], m.a.Cursor = "", ""
		s.mails = map[int]string{}
		linked, err := m.c.Connect(t.Context(), m.a, "")
		if err != nil {
			t.Fatal(err)
		}
		m.a = linked
		s.change(func() {
			for uid, subject := range []string{"one", "two"} {
				s.mails[uid+1] = mailOf(m.address, subject)
			}
		})
		stop := m.receive(b)
		b.has("one", "two")
		stop()
		s.change(func() { // it comes while the account cannot sign in
			s.mails[3], s.arrived = mailOf(m.address, "three"), time.Now().Add(time.Second) // the server tells whole seconds
			moved(s)
		})
		m.a.Cursor = b.cursor
		m.a.Secrets[keyIMAP] = strings.Replace(m.a.Secrets[keyIMAP], "u:secret@127.0.0.1", "user:secret@localhost", 1)
		if m.a, err = m.c.Connect(t.Context(), m.a, ""); err != nil {
			t.Fatal(err)
		}
		b.cursor = ""
		m.receive(b)
		b.has("three")
		if b.mails["three"].Header["historical"] != "" {
			t.Errorf("%s: it is history", name)
		}
	}
}

func TestMoreHistoryMakesNoNewMailHistory(t *testing.T) {
	t.Parallel()
	s := newIMAPScript(t, "before the link")
	m, b := s.mailbox(), newInbox(t)
	m.a.Config[keyLinked], m.a.Cursor = "", ""
	var err error
	if m.a, err = m.c.Connect(t.Context(), m.a, ""); err != nil {
		t.Fatal(err)
	}
	stop := m.receive(b)
	b.heard(1, 0)
	s.change(func() { s.mails[2] = mailOf(m.address, "read") })
	b.has("read")
	stop()
	was := b.cursor
	m.a.Cursor = was
	s.change(func() { s.mails[3] = mailOf(m.address, "not yet read") })
	m.a.Config[keyHistory] = "7"
	if m.a, err = m.c.Connect(t.Context(), m.a, ""); err != nil {
		t.Fatal(err)
	}
	b.cursor = was // the receiver that was still running stored where it was
	stop = m.receive(b)
	b.has("before the link", "not yet read")
	stop()
	for subject, want := range map[string]string{"before the link": "yes", "read": "", "not yet read": ""} {
		if got := b.mails[subject].Header["historical"]; got != want {
			t.Errorf("%q is history: %q", subject, got)
		}
	}
	again := b.again
	m.receive(b)
	b.heard(3, 0)
	if at, _ := readCursor(b.cursor); at.next != 4 || at.until != 0 || b.again != again {
		t.Errorf("the cursor is %s, %d came again", b.cursor, b.again)
	}
}

func TestTheCursorOfAnotherMailboxIsNotUsed(t *testing.T) {
	t.Parallel()
	s := newIMAPScript(t, "before the link", "one")
	m, b := s.mailbox(), newInbox(t)
	s.change(func() { delete(s.mails, 2) })
	m.a.Config[keyLinked], m.a.Cursor = "", ""
	var err error
	if m.a, err = m.c.Connect(t.Context(), m.a, ""); err != nil {
		t.Fatal(err)
	}
	// The receiver of the mailbox that the account had was still running.
	m.a.Cursor = cursor{box: "0123456789abcdef", validity: 7, next: 3}.String()
	s.change(func() { s.mails[2], s.arrived = mailOf(m.address, "one"), time.Now().Add(time.Second) })
	m.receive(b)
	b.has("one")
	if b.mails["one"].Header["historical"] != "" {
		t.Error("it is history")
	}
}

func TestHistoryThatWasNotReadToItsEndStaysHistory(t *testing.T) {
	t.Parallel()
	at := cursor{box: "b", since: 500, validity: 7, next: 3, newest: 900, until: 9, before: 400}
	s := newIMAPScript(t, "one")
	m := s.mailbox()
	set, err := read(m.a)
	if err != nil {
		t.Fatal(err)
	}
	x, err := m.c.open(t.Context(), m.a, set)
	if err != nil {
		t.Fatal(err)
	}
	defer x.logout()
	if _, err := x.folder(); err != nil {
		t.Fatal(err)
	}
	got, err := x.further(at, time.Unix(100, 0), time.Unix(1000, 0))
	if want := (cursor{box: "b", since: 100, validity: 7, next: 1, newest: 900, until: 9, before: 500}); err != nil || got != want {
		t.Errorf("it goes on at %s, %v, want %s", got, err, want)
	}
}

func TestAMailThatIsLargerThanItsServerSaysComesWithoutItsFiles(t *testing.T) {
	t.Parallel()
	s := newIMAPScript(t, "small", "big", "last")
	s.size = 1000
	s.mails[2] += strings.Repeat(strings.Repeat("x", 70)+"\r\n", mailMax/72+1)
	m, b := s.mailbox(), newInbox(t)
	m.receive(b)
	b.has("small", "big", "last")
	raw := b.mails["big"]
	if len(raw.Body) > 2*textMax || !strings.Contains(string(raw.Body), "hello") {
		t.Errorf("it has %d bytes", len(raw.Body))
	}
	if got := raw.Header["omitted_size"]; got != fmt.Sprint(len(s.mails[2])) || b.mails["small"].Header["omitted_size"] != "" {
		t.Errorf("what was omitted: %q", got)
	}
}

func TestATextThatDoesNotComeIsAskedForAgain(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		fails int
		want  string
	}{"at last": {3, "hello"}, "never": {1 << 30, ""}} {
		s := newIMAPScript(t, "big", "last")
		s.size = mailMax + 1
		s.answer = func(command string) string {
			if c.fails == 0 || !strings.HasPrefix(command, "UID FETCH 1 ") || !strings.Contains(command, "BODY.PEEK[1]") {
				return ""
			}
			c.fails--
			return "* 1 FETCH (UID 1 BODY[1.MIME] {2}\r\n\r\n BODY[1]<0> NIL)\r\nOK done"
		}
		m, b := s.mailbox(), newInbox(t)
		m.c.timing.leastBackoff, m.c.timing.mostBackoff = time.Millisecond, 20*time.Millisecond
		m.c.timing.lateAgain, m.c.timing.lateFor = 20*time.Millisecond, 200*time.Millisecond
		m.receive(b)
		b.has("big", "last")
		envs, err := normemail.Normalize(b.mails["big"])
		if err != nil || envs[0].Content.Text != c.want || !strings.Contains(string(envs[0].Content.Extra), fmt.Sprint(`"whole_size":`, mailMax+1)) {
			t.Errorf("%s: %q, %s, %v", name, envs[0].Content.Text, envs[0].Content.Extra, err)
		}
	}
}
