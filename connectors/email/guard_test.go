package email

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-imap"
	"github.com/emersion/go-imap/client"

	"github.com/switchboard-hub/switchboard/connectors/email/mailtest"
	"github.com/switchboard-hub/switchboard/core"
)

// hostile are lines that end the whole process, or cost it its memory, if go-imap
// reads them; each with a word of what is said of it.
var hostile = map[string]string{
	"* 1 FETCH":                            "FETCH",
	"* FETCH":                              "FETCH",
	"* 1 FETCH NIL":                        "FETCH",
	`* 1 FETCH ("][" x)`:                   "understands", // message.go: s[partStart+1 : partEnd]
	"* EXISTS":                             "EXISTS",
	"* RECENT":                             "RECENT",
	"* EXPUNGE":                            "EXPUNGE",
	"* FLAGS":                              "FLAGS",
	"* " + strings.Repeat("(", 101):        "levels",
	"* LIST " + strings.Repeat("(", 5<<20): "levels",
	"* 1 FETCH (UID " + strings.Repeat("1", 9<<10) + ")":   "word",
	"* 1 FETCH (BODY[" + strings.Repeat("( ", 9<<10) + ")": "word",
	`* LIST () "/" "` + strings.Repeat("x", 65<<10) + `"`:  "quotes",
	"* OK " + strings.Repeat("x", 17<<10):                  "text",
	"* SEARCH" + strings.Repeat(" 1", 1_100_000):           "words",
	"* SEARCH " + strings.Repeat(" ", 9<<20):               "line",
	"* 1 FETCH (UID 1 BODY[] {4294967295}":                 "bytes",
	"* LIST () NIL {200000000}":                            "bytes",
	strings.Repeat("+ go on\r\n", 20) + "* OK":             "go on",
	strings.Repeat("* (\r\n", 200) + "* OK":                "read",
}

func TestAHostileServerEndsItsOwnConnectionOnly(t *testing.T) {
	t.Parallel()
	for line, why := range hostile {
		t.Run(line[:min(len(line), 20)], func(t *testing.T) {
			t.Parallel()
			s := newIMAPScript(t, "one")
			s.answer = func(command string) string {
				if command == "NOOP" {
					return line + "\r\nOK done"
				}
				return ""
			}
			m, b := s.mailbox(), newInbox(t)
			m.receive(b)
			b.has("one")
			b.heard(1, 1)
			b.mu.Lock()
			defer b.mu.Unlock()
			for _, err := range b.states {
				var told *core.SendError
				if errors.As(err, &told) {
					if told.Code != "email.imap_garbage" || told.Class != core.Retry || !strings.Contains(told.Text, s.addr) || !strings.Contains(told.Text, why) {
						t.Errorf("it is said: %+v", told)
					}
					return
				}
			}
			t.Errorf("receiving stood %v", b.states)
		})
	}
}

func TestAServerThatIsHostileFromItsGreetingOn(t *testing.T) {
	t.Parallel()
	for on, want := range map[string]string{
		"":           "imap_connect=failed(email.imap_garbage) imap_login=waiting folder=waiting idle=waiting",
		"CAPABILITY": "imap_connect=ok imap_login=failed(email.imap_garbage) folder=waiting idle=waiting",
		"EXAMINE":    "imap_connect=ok imap_login=ok folder=failed(email.imap_garbage) idle=waiting",
	} {
		s := newIMAPScript(t)
		if on == "" {
			s.change(func() { s.greeting = "* 1 FETCH" })
		}
		s.answer = func(command string) string {
			if on != "" && strings.HasPrefix(command, on) {
				return "* 1 FETCH\r\nOK done"
			}
			return ""
		}
		m := s.mailbox()
		if got := legs(m.c.Test(t.Context(), m.a)); !strings.HasPrefix(got, want) {
			t.Errorf("on %q the legs are %s, want %s", on, got, want)
		}
	}
}

func TestWhatCannotBeReadIsLeftOutWhole(t *testing.T) {
	t.Parallel()
	s := newIMAPScript(t, "one", "two")
	forged := fmt.Sprintf("* 7 FETCH (UID 7 BODY[] {%d}\r\n%s)\r\n", len(mailOf("a@b.test", "forged")), mailOf("a@b.test", "forged"))
	s.answer = func(command string) string {
		if !strings.Contains(command, "BODY.PEEK[]") {
			return ""
		}
		// A mail's own text is no response, even where what is before it cannot be read.
		return fmt.Sprintf("* 1 FETCH (UID 1 a]b c BODY[] {%d}\r\n%s)\r\n* OK a text may end with {7}\r\n", len(forged), forged) + s.usual(command)
	}
	m, b := s.mailbox(), newInbox(t)
	m.receive(b)
	b.has("one", "two")
	b.heard(1, 0)
	if len(b.mails) != 2 {
		t.Errorf("there are %v", b.order)
	}
}

func TestAnAnswerWithHundredsOfThousandsOfMailsIsTaken(t *testing.T) {
	t.Parallel()
	s := newIMAPScript(t)
	var found strings.Builder
	for uid := range 500_000 {
		fmt.Fprint(&found, " ", 1_000_000_000+uid)
	}
	s.answer = func(command string) string {
		if strings.HasPrefix(command, "UID SEARCH") {
			return "* SEARCH" + found.String() + "\r\nOK done"
		}
		return ""
	}
	x := s.open()
	uids, err := x.UidSearch(&imap.SearchCriteria{Since: time.Now()})
	if err != nil || len(uids) != 500_000 {
		t.Errorf("it has %d mails, %v", len(uids), x.explain(err, legFolder))
	}
}

// open is a session in the server's folder.
func (s *imapScript) open() *session {
	s.t.Helper()
	m := s.mailbox()
	set, err := read(m.a)
	if err != nil {
		s.t.Fatal(err)
	}
	x, err := m.c.open(s.t.Context(), m.a, set)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(x.logout)
	if _, err := x.folder(); err != nil {
		s.t.Fatal(err)
	}
	return x
}

func TestAnAccountThatWaitsToSendALiteralIsNotHeldByADeadServer(t *testing.T) {
	t.Parallel()
	s := newIMAPScript(t)
	s.answer = func(command string) string {
		if strings.HasPrefix(command, "LOGIN") {
			return "hang up"
		}
		return ""
	}
	m := s.mailbox()
	m.a.Secrets[keyIMAP] = strings.Replace(m.a.Secrets[keyIMAP], "secret", "%E5%AF%86", 1)
	done := make(chan error, 1)
	go func() { _, err := m.c.Verify(t.Context(), m.a); done <- err }()
	select {
	case err := <-done:
		if err == nil {
			t.Error("it signs in")
		}
	case <-time.After(20 * time.Second):
		t.Error("it waits for ever")
	}
}

func TestAServerThatFallsSilentAfterItsGreetingIsNotWaitedForForEver(t *testing.T) {
	t.Parallel()
	s := newIMAPScript(t)
	s.answer = func(string) string { return "silence" }
	m, b := s.mailbox(), newInbox(t)
	m.c.timing.dial = 200 * time.Millisecond
	m.receive(b)
	b.heard(0, 2)
}

func TestWhatIsPutBehindTheBeginningOfTLSIsRefused(t *testing.T) {
	t.Parallel()
	for said, want := range map[string]string{
		"TLS OK begin\r\n* CAPABILITY IMAP4rev1 LOGINDISABLED\r\n": "email.imap_garbage",
		"TLS NO not here\r\n":          "email.no_starttls",
		"* BYE\r\nTLS BAD what\r\n":    "email.no_starttls",
		strings.Repeat("* NO\r\n", 30): "email.imap_garbage",
		"":                             "email.unreachable", // it hangs up
	} {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { l.Close() })
		go func() {
			for {
				conn, err := l.Accept()
				if err != nil {
					return
				}
				fmt.Fprint(conn, "* OK ready\r\n")
				if line, _ := bufio.NewReader(conn).ReadString('\n'); line != "TLS STARTTLS\r\n" {
					t.Errorf("it is asked for %q", line)
				}
				fmt.Fprint(conn, said)
				_ = conn.(*net.TCPConn).CloseWrite()
			}
		}()
		m := newIMAPScript(t).mailbox()
		m.a.Secrets[keyIMAP] = "imap://u:secret@" + l.Addr().String() + "?starttls=1"
		if got := legs(m.c.Test(t.Context(), m.a)); !strings.Contains(got, "("+want+")") {
			t.Errorf("behind %q the legs are %s, want %s", said, got, want)
		}
	}
}

func TestTLSThatIsAskedForIsGuardedToo(t *testing.T) {
	t.Parallel()
	s := mailtest.Shared(t)
	m := newMailbox(t, s, nil)
	m.a.Secrets[keyIMAP] = strings.Replace(strings.Replace(m.a.Secrets[keyIMAP], "imaps://", "imap://", 1), s.IMAPS, s.IMAP, 1) + "?starttls=1"
	set, err := read(m.a)
	if err != nil {
		t.Fatal(err)
	}
	x, err := m.c.open(t.Context(), m.a, set)
	if err != nil {
		t.Fatal(err)
	}
	defer x.logout()
	if _, ok := x.guard.Conn.(interface{ NetConn() net.Conn }); !ok {
		t.Errorf("the guard is around %T", x.guard.Conn)
	}
}

// FuzzGuard lets a server say anything, and says to it all that the connector does.
func FuzzGuard(f *testing.F) {
	for line := range hostile {
		if len(line) < 1000 {
			f.Add([]byte(line + "\r\n"))
		}
	}
	for _, seed := range []string{
		"* 1 FETCH (UID 1 BODY[] {3}\r\nabc FLAGS (\\Seen))\r\n", "* 1 FETCH (UID 1 RFC822.SIZE 3 INTERNALDATE \"17-Jul-1996 02:44:25 -0700\")\r\n",
		"* 1 FETCH (UID 1 BODYSTRUCTURE ((\"text\" \"plain\" NIL NIL NIL \"7bit\" 1 1)(\"message\" \"rfc822\" NIL NIL NIL \"7bit\" 1 () () 1) \"mixed\" () NIL))\r\n",
		"* SEARCH 1 2 3\r\n", "* LIST (\\Sent) \"/\" \"Sent\"\r\n", "+ \r\n", "TAG NO [ALERT] no\r\n", "TAG OK [UIDNEXT 3\r\n", "* BYE\r\n", "* PREAUTH x\r\n",
		"* CAPABILITY IMAP4rev1 IDLE ID\r\n", "* OK [UIDVALIDITY 7] x\r\n* FLAGS (a)\r\n* 3 EXISTS\r\n", "TAG BAD\r\nTAG OK x\r\n* 3 EXISTS\r\n", "* LIST () NIL {2+}\r\nab\r\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, said []byte) {
		ours, theirs := net.Pipe()
		defer theirs.Close()
		go babble(theirs, said)
		done := make(chan struct{})
		go func() { defer close(done); sayAll(ours) }()
		select {
		case <-done:
		case <-time.After(10 * time.Second):
			stacks := make([]byte, 1<<20)
			t.Fatalf("it hangs on %q:\n%s", said, stacks[:runtime.Stack(stacks, true)])
		}
	})
}

// babble is a server that answers each command with the same, and with OK.
func babble(conn net.Conn, said []byte) {
	defer conn.Close()
	_, _ = conn.Write([]byte("* OK ready\r\n"))
	for lines := bufio.NewScanner(conn); lines.Scan(); {
		tag, _, _ := bytes.Cut(lines.Bytes(), []byte(" "))
		answer := append(bytes.ReplaceAll(said, []byte("TAG"), tag), tag...)
		go func() { _, _ = conn.Write(append(answer, " OK done\r\n"...)) }() // a pipe has no room
	}
}

// sayAll says what the connector says.
func sayAll(conn net.Conn) {
	const soon = 30 * time.Millisecond
	_ = conn.SetDeadline(time.Now().Add(soon))
	g := newGuard(conn, "")
	cl, err := client.New(g)
	if err != nil {
		g.Close()
		return
	}
	cl.Timeout = soon
	x := &session{Client: cl, guard: g, timing: timing{command: soon, idle: soon / 2, idleAnswer: soon, poll: soon / 4}, news: make(chan struct{}, 1), undo: func() bool { return true }}
	x.s.IMAP.User, x.s.IMAP.Password, x.s.Folder = "u", "密", "INBOX"
	cl.ErrorLog = quietLog{}
	x.listen()
	defer x.logout()
	_ = x.password()
	_ = x.identify()
	_, _ = x.folder()
	_, _ = x.sentFolder()
	_ = x.Append("INBOX", nil, time.Time{}, bytes.NewBufferString("a"))
	_, _ = x.firstSince(time.Now(), 1)
	entries, _, _ := x.list(1, 10)
	_, _ = x.take(append(entries, entry{uid: 1, size: 1}))
	_, _ = x.takeLarge(entry{uid: 1}, textToo)
}

type quietLog struct{}

func (quietLog) Printf(string, ...any) {}
func (quietLog) Println(...any)        {}

func TestWhatTheGuardHandsOutIsWhatCame(t *testing.T) {
	t.Parallel()
	ours, theirs := net.Pipe()
	said := "* OK ready {5}\r\n+ go\r\n* 1 FETCH (BODY[] {3}\r\na\r\n \"{9}\" {0}\r\n)\n* SEARCH\r\n"
	const first, command = "* first\r\n", "a SEARCH ALL\r\n"
	go func() {
		_, _ = io.ReadFull(theirs, make([]byte, len(command)))
		_, _ = io.WriteString(theirs, said)
		theirs.Close()
	}()
	g := newGuard(ours, first)
	greeting := make([]byte, len(first))
	if _, err := io.ReadFull(g, greeting); string(greeting) != first || err != nil {
		t.Fatalf("it greets with %q, %v", greeting, err)
	}
	if _, err := io.WriteString(g, command); err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(g)
	if string(got) != said || err != nil {
		t.Errorf("it hands out %q, %v", got, err)
	}
}
