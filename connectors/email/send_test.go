package email

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/textproto"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/connectors/httpx"
	"github.com/switchboard-hub/switchboard/core"
)

// arrived is a mail as the sink took it.
type arrived struct {
	from string
	to   []string
	size int64
	utf8 bool
	body string
}

// sink is an SMTP server that keeps what it takes. Its answers can be replaced.
type sink struct {
	addr string

	onSignIn, onMail, onRcpt, onData func(string) error

	mu       sync.Mutex
	sessions int
	conns    []net.Conn
	mails    []arrived
}

func newSink(t *testing.T, change func(*smtp.Server)) *sink {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	k := &sink{addr: l.Addr().String()}
	server := smtp.NewServer(k)
	server.Domain, server.AllowInsecureAuth, server.MaxMessageBytes = "sink.test", true, 64<<20
	if change != nil {
		change(server)
	}
	var done sync.WaitGroup
	done.Go(func() { _ = server.Serve(l) })
	t.Cleanup(func() {
		server.Close()
		l.Close() // also where the server has not begun yet
		done.Wait()
	})
	return k
}

// NewSession implements smtp.Backend.
func (k *sink) NewSession(c *smtp.Conn) (smtp.Session, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.sessions++
	k.conns = append(k.conns, c.Conn())
	return &sinkSession{k: k}, nil
}

func (k *sink) taken() ([]arrived, int) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return append([]arrived(nil), k.mails...), k.sessions
}

func (k *sink) cut() {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, c := range k.conns {
		c.Close()
	}
}

type sinkSession struct {
	k *sink
	m arrived
}

func (s *sinkSession) AuthMechanisms() []string { return []string{sasl.Plain} }

func (s *sinkSession) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if s.k.onSignIn != nil {
			return s.k.onSignIn(password)
		}
		if user != "support@example.com" || password != "p@ss word" {
			return smtp.ErrAuthFailed
		}
		return nil
	}), nil
}

func ask(f func(string) error, with string) error {
	if f == nil {
		return nil
	}
	return f(with)
}

func (s *sinkSession) Mail(from string, o *smtp.MailOptions) error {
	s.m = arrived{from: from, size: o.Size, utf8: o.UTF8}
	return ask(s.k.onMail, from)
}

func (s *sinkSession) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.m.to = append(s.m.to, to)
	return ask(s.k.onRcpt, to)
}

func (s *sinkSession) Data(r io.Reader) error {
	b, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	s.m.body = string(b)
	if err := ask(s.k.onData, s.m.body); err != nil {
		return err
	}
	s.k.mu.Lock()
	defer s.k.mu.Unlock()
	s.k.mails = append(s.k.mails, s.m)
	return nil
}

func (s *sinkSession) Reset()        { s.m = arrived{} }
func (s *sinkSession) Logout() error { return nil }

// anAccount is a complete one whose mails go to addr, without TLS.
func anAccount(addr string) core.Account {
	return core.Account{ID: core.NewID(), Channel: Name, Config: map[string]string{"address": "support@example.com", "name": "示例客服", "plus": "+"},
		Secrets: map[string]string{
			"imap_url": "imap://u:pass-word@127.0.0.1:1?starttls=0", "smtp_url": "smtp://support%40example.com:p%40ss%20word@" + addr + "?starttls=0", "_token_key": "the key of this account",
		}}
}

func aMail(to ...string) core.Part {
	p := core.Part{ID: core.NewID(), ConversationID: core.NewID(), To: core.UserRef{ExternalID: "alice@cust.test", Name: "王小明"},
		Content: core.Content{Kind: core.KindText, Subject: "Re: 订单", Text: "您好，已经发货。\n"}}
	for _, address := range to {
		p.Content.To = append(p.Content.To, core.UserRef{ExternalID: address})
	}
	return p
}

func aConnector(blobs map[string]string) *Connector {
	return New(connectors.Env{Dial: (&net.Dialer{}).DialContext, OpenBlob: func(_ context.Context, hash string) (io.ReadCloser, error) {
		text, ok := blobs[hash]
		if !ok {
			return nil, errors.New("no such blob")
		}
		return io.NopCloser(strings.NewReader(text)), nil
	}})
}

func sendError(t *testing.T, err error) *core.SendError {
	t.Helper()
	var told *core.SendError
	if !errors.As(err, &told) {
		t.Fatalf("got %v, want a *core.SendError", err)
	}
	if told.Code == "" || told.Text == "" || !strings.HasPrefix(told.Code, "email.") {
		t.Errorf("an agent cannot use this: code %q, text %q", told.Code, told.Text)
	}
	if strings.Contains(told.Error(), "p@ss word") {
		t.Errorf("the password shows: %v", told)
	}
	return told
}

func TestAMailArrives(t *testing.T) {
	t.Parallel()
	k := newSink(t, nil)
	c, a, p := aConnector(nil), anAccount(k.addr), aMail()
	trace := httpx.NewTrace(a, p)
	receipt, err := c.Send(httpx.WithTrace(t.Context(), trace), a, p)
	if err != nil {
		t.Fatal(err)
	}
	mails, _ := k.taken()
	if len(mails) != 1 {
		t.Fatalf("%d mails arrived", len(mails))
	}
	m := mails[0]
	if receipt.ExternalID != c.ExternalID(a, p) || !strings.Contains(m.body, "Message-Id: <"+receipt.ExternalID+">\r\n") || receipt.At == 0 {
		t.Errorf("the receipt is %+v, the mail\n%s", receipt, m.body)
	}
	if m.size != int64(len(m.body)) {
		t.Errorf("SIZE said %d, the mail has %d bytes", m.size, len(m.body))
	}
	s, err := read(a)
	if err != nil {
		t.Fatal(err)
	}
	if m.from != s.tokens().bouncesTo(p.ID) || m.utf8 {
		t.Errorf("it came from %s, with SMTPUTF8: %v", m.from, m.utf8)
	}
	if got := s.tokens().proves([]byte("To:" + strings.SplitN(strings.SplitN(m.body, "Reply-To:", 2)[1], "\r\n\r\n", 2)[0])); got.Conversation != p.ConversationID {
		t.Errorf("an answer would not come back: %+v", got)
	}
	x := trace.Exchanges()
	if len(x) != 1 || x[0].Status != 250 || !strings.Contains(x[0].Request, "RCPT TO:<alice@cust.test>") {
		t.Errorf("the trace is %+v", x)
	}
}

func TestWhoGetsAMail(t *testing.T) {
	t.Parallel()
	k := newSink(t, func(s *smtp.Server) { s.EnableSMTPUTF8 = true })
	a := anAccount(k.addr)
	a.Config["aliases"] = "sales@example.com"
	p := aMail("alice@cust.test", "ALICE@cust.test")
	p.Content.From = "Sales@example.com"
	p.Content.Cc = []core.UserRef{{ExternalID: "bob@cust.test", Name: "Bob \"B\", the\r\nBcc: evil@x.y"}}
	p.Content.Bcc = []core.UserRef{{ExternalID: "boss@例子.中国"}, {ExternalID: "bob@cust.test"}}
	if _, err := aConnector(nil).Send(t.Context(), a, p); err != nil {
		t.Fatal(err)
	}
	mails, _ := k.taken()
	if got := strings.Join(mails[0].to, " "); got != "alice@cust.test bob@cust.test boss@xn--fsqu00a.xn--fiqs8s" {
		t.Errorf("it went to %s", got)
	}
	if mails[0].utf8 {
		t.Error("SMTPUTF8 is asked for, and nobody needs it")
	}
	h, err := textproto.NewReader(bufio.NewReader(strings.NewReader(mails[0].body))).ReadMIMEHeader()
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(strings.ToLower(mails[0].body), "boss") || h.Get("Bcc") != "" {
		t.Errorf("a blind copy shows:\n%s", mails[0].body)
	}
	if !strings.HasSuffix(h.Get("From"), "<sales@example.com>") || len(h["Cc"]) != 1 {
		t.Errorf("From %q, Cc %q", h.Get("From"), h["Cc"])
	}
}

// refuses answers one address, or all, with an error.
func refuses(address string, code int, enhanced smtp.EnhancedCode, words string) func(string) error {
	return func(with string) error {
		if address != "" && with != address {
			return nil
		}
		return &smtp.SMTPError{Code: code, EnhancedCode: enhanced, Message: words}
	}
}

func TestWhatRefusalsMean(t *testing.T) {
	t.Parallel()
	no := smtp.NoEnhancedCode
	at := func(s stage, code int, enhanced smtp.EnhancedCode, words string) func(*sink) {
		return func(k *sink) {
			f := refuses("", code, enhanced, words)
			switch s {
			case atSignIn:
				k.onSignIn = f
			case atSender:
				k.onMail = f
			case atRecipient:
				k.onRcpt = f
			case atData:
				k.onData = f
			}
		}
	}
	for name, x := range map[string]struct {
		server func(*sink)
		class  core.Class
		code   string
	}{
		"a wrong password":                 {at(atSignIn, 535, smtp.EnhancedCode{5, 7, 8}, "Authentication failed"), core.Auth, "email.sign_in_refused"},
		"QQ wants an authorization code":   {at(atSignIn, 535, no, "Login Fail. Please enter your authorization code to login."), core.Auth, "email.sign_in_refused"},
		"Microsoft takes no passwords":     {at(atSignIn, 550, smtp.EnhancedCode{5, 7, 30}, "Basic authentication is not supported"), core.Auth, "email.sign_in_refused"},
		"a sign-in that fails for now":     {at(atSignIn, 454, smtp.EnhancedCode{4, 7, 0}, "Temporary authentication failure"), core.Retry, "email.later"},
		"no sign-in":                       {at(atSender, 530, smtp.EnhancedCode{5, 7, 0}, "Authentication required"), core.Auth, "email.sign_in_refused"},
		"not one's own sender":             {at(atSender, 553, smtp.EnhancedCode{5, 7, 1}, "Sender address rejected: not owned by user"), core.Rejected, "email.sender_refused"},
		"QQ's word for it":                 {at(atSender, 501, no, "mail from address must be same as authorization user"), core.Rejected, "email.sender_refused"},
		"a sender that is slowed down":     {at(atSender, 421, smtp.EnhancedCode{4, 7, 0}, "Try again later, closing connection"), core.Throttled, "email.rate"},
		"QQ's limit":                       {at(atSender, 550, no, "Ip frequency limited"), core.Throttled, "email.rate"},
		"nobody of this name":              {at(atRecipient, 550, smtp.EnhancedCode{5, 1, 1}, "User unknown"), core.Gone, "email.recipient_refused"},
		"nobody, in old words":             {at(atRecipient, 550, no, "Mailbox not found"), core.Gone, "email.recipient_refused"},
		"a bad sequence is no bad address": {at(atRecipient, 503, smtp.EnhancedCode{5, 5, 1}, "Bad sequence"), core.Rejected, "email.refused"},
		"a full mailbox":                   {at(atRecipient, 552, smtp.EnhancedCode{5, 2, 2}, "Over quota"), core.Rejected, "email.mailbox_full"},
		"a mailbox that is full for now":   {at(atRecipient, 452, smtp.EnhancedCode{4, 2, 2}, "Mailbox full"), core.Retry, "email.mailbox_full"},
		"no relaying":                      {at(atRecipient, 554, smtp.EnhancedCode{5, 7, 1}, "Relay access denied"), core.Rejected, "email.policy"},
		"greylisting":                      {at(atRecipient, 450, smtp.EnhancedCode{4, 7, 1}, "Greylisted, come back in 5 minutes"), core.Retry, "email.greylisted"},
		"a busy mailbox":                   {at(atRecipient, 450, smtp.EnhancedCode{4, 2, 0}, "Mailbox busy"), core.Retry, "email.later"},
		"too many at once":                 {at(atRecipient, 450, smtp.EnhancedCode{4, 7, 1}, "Too many messages"), core.Throttled, "email.rate"},
		"too many recipients":              {at(atRecipient, 452, smtp.EnhancedCode{4, 5, 3}, "Too many recipients"), core.Rejected, "email.too_many_recipients"},
		"too large, said late":             {at(atData, 552, smtp.EnhancedCode{5, 3, 4}, "Message too big"), core.Rejected, "email.too_large"},
		"a limit that is one of size":      {at(atData, 552, smtp.EnhancedCode{5, 3, 4}, "Message size limit exceeded"), core.Rejected, "email.too_large"},
		"the same without its code":        {at(atData, 554, no, "message size limit exceeded"), core.Rejected, "email.too_large"},
		"too large for this recipient":     {at(atRecipient, 550, smtp.EnhancedCode{5, 2, 3}, "limit exceeded"), core.Rejected, "email.too_large"},
		"a mailbox at its limit":           {at(atRecipient, 550, smtp.EnhancedCode{5, 2, 2}, "Mailbox size limit exceeded"), core.Rejected, "email.mailbox_full"},
		"a mail that runs in circles":      {at(atData, 554, smtp.EnhancedCode{5, 4, 6}, "Too many hops"), core.Rejected, "email.refused"},
		"the same in old words":            {at(atData, 554, no, "too many hops, this message is looping"), core.Rejected, "email.refused"},
		"a limit on sending, for good":     {at(atData, 550, smtp.EnhancedCode{5, 4, 5}, "Daily user sending limit exceeded"), core.Throttled, "email.rate"}, // Gmail
		"NetEase's limit":                  {at(atData, 554, no, "MI:DMC rate limit"), core.Throttled, "email.rate"},
		"spam":                             {at(atData, 550, smtp.EnhancedCode{5, 7, 1}, "Message content rejected as spam"), core.Rejected, "email.policy"},
		"NetEase's word for spam":          {at(atData, 554, no, "DT:SPM 163 smtp5"), core.Rejected, "email.policy"},
		"nobody, said late":                {at(atData, 550, smtp.EnhancedCode{5, 1, 1}, "No such user"), core.Gone, "email.recipient_refused"},
		"not now":                          {at(atData, 451, smtp.EnhancedCode{4, 3, 0}, "Try again"), core.Retry, "email.later"},
		"the password comes back":          {at(atSignIn, 535, smtp.EnhancedCode{5, 7, 8}, "bad password p@ss word"), core.Auth, "email.sign_in_refused"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			k := newSink(t, nil)
			x.server(k)
			_, err := aConnector(nil).Send(t.Context(), anAccount(k.addr), aMail())
			if told := sendError(t, err); told.Class != x.class || told.Code != x.code {
				t.Errorf("%s %s, want %s %s", told.Class, told.Code, x.class, x.code)
			}
			if mails, _ := k.taken(); len(mails) != 0 {
				t.Error("the sink has the mail")
			}
		})
	}
}

func TestAProvidersCureIsSaid(t *testing.T) {
	t.Parallel()
	k := newSink(t, nil)
	k.onSignIn = refuses("", 535, smtp.NoEnhancedCode, "Login Fail")
	a := anAccount(k.addr)
	a.Config["provider"] = "qq"
	_, err := aConnector(nil).Send(t.Context(), a, aMail())
	if told := sendError(t, err); !strings.Contains(told.Text, "授权码") {
		t.Errorf("nobody learns of the authorization code: %s", told.Text)
	}
}

func TestNobodyGetsAMailThatOneCannotGet(t *testing.T) {
	t.Parallel()
	for name, x := range map[string]struct {
		refused string
		class   core.Class
	}{"the person": {"alice@cust.test", core.Gone}, "a copy": {"bob@cust.test", core.Rejected}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			k := newSink(t, nil)
			k.onRcpt = refuses(x.refused, 550, smtp.EnhancedCode{5, 1, 1}, "User unknown")
			p := aMail()
			p.Content.Cc = []core.UserRef{{ExternalID: "bob@cust.test"}, {ExternalID: "carol@cust.test"}}
			_, err := aConnector(nil).Send(t.Context(), anAccount(k.addr), p)
			if told := sendError(t, err); told.Class != x.class || !strings.Contains(told.Text, "nobody got the mail") || !strings.Contains(told.Text, x.refused) {
				t.Errorf("got %v", told)
			}
			if mails, _ := k.taken(); len(mails) != 0 {
				t.Error("some got it")
			}
		})
	}
}

func TestASenderOfOnesOwnIsTakenWhereTheOtherIsRefused(t *testing.T) {
	t.Parallel()
	postfix := &smtp.SMTPError{Code: 553, EnhancedCode: smtp.EnhancedCode{5, 7, 1}, Message: "Sender address rejected: not owned by user support"}
	exchange := &smtp.SMTPError{Code: 554, EnhancedCode: smtp.EnhancedCode{5, 2, 252}, Message: "SendAsDenied; support@example.com not allowed to send as support+b"}
	for at, refusal := range map[stage]*smtp.SMTPError{atSender: postfix, atRecipient: postfix, atData: exchange} {
		t.Run(string(at), func(t *testing.T) {
			t.Parallel()
			k := newSink(t, nil)
			var mu sync.Mutex
			foreign, refused := false, 0
			ask := func(here stage) error {
				mu.Lock()
				defer mu.Unlock()
				if here == at && foreign {
					refused++
					return refusal
				}
				return nil
			}
			k.onMail = func(from string) error {
				mu.Lock()
				foreign = from != "support@example.com"
				mu.Unlock()
				return ask(atSender)
			}
			k.onRcpt = func(string) error { return ask(atRecipient) }
			k.onData = func(string) error { return ask(atData) }
			c, a := aConnector(nil), anAccount(k.addr)
			for range 2 {
				if _, err := c.Send(t.Context(), a, aMail("alice@cust.test", "bob@cust.test")); err != nil {
					t.Fatal(err)
				}
			}
			mails, sessions := k.taken()
			if len(mails) != 2 || mails[0].from != "support@example.com" || len(mails[0].to) != 2 || sessions != 1 {
				t.Errorf("%d sessions, %+v", sessions, mails)
			}
			if refused > 2 { // at most once a recipient, and only of the first mail
				t.Errorf("the refused sender was tried again: %d", refused)
			}
		})
	}
}

func TestTheSizeIsLookedAtBefore(t *testing.T) {
	t.Parallel()
	k := newSink(t, func(s *smtp.Server) { s.MaxMessageBytes = 1 << 20 })
	p := aMail()
	p.Content.Media = []core.Media{{Kind: core.KindFile, Name: "a.bin", Blob: "big", Size: 1 << 20}}
	_, err := aConnector(map[string]string{"big": strings.Repeat("x", 1<<20)}).Send(t.Context(), anAccount(k.addr), p)
	if told := sendError(t, err); told.Class != core.Rejected || told.Code != "email.too_large" || !strings.Contains(told.Text, "1.0 MB") {
		t.Errorf("got %v", told)
	}
}

func TestWhatCannotBeSentIsRefusedBefore(t *testing.T) {
	t.Parallel()
	var many []core.UserRef
	for i := range maxRecipients {
		many = append(many, core.UserRef{ExternalID: fmt.Sprintf("x%d@cust.test", i)})
	}
	k := newSink(t, nil)
	for name, x := range map[string]struct {
		change func(*core.Part)
		class  core.Class
		code   string
	}{
		"an alias of another":       {func(p *core.Part) { p.Content.From = "ceo@example.com" }, core.Rejected, "email.alias_unknown"},
		"no address":                {func(p *core.Part) { p.To.ExternalID = "alice" }, core.Rejected, "email.address_malformed"},
		"a command in an address":   {func(p *core.Part) { p.To.ExternalID = "a@b.c>\r\nRCPT TO:<evil@x.y" }, core.Rejected, "email.address_malformed"},
		"two addresses in one":      {func(p *core.Part) { p.To.ExternalID = "a@b.c, d@e.f" }, core.Rejected, "email.address_malformed"},
		"too many people":           {func(p *core.Part) { p.Content.Cc = many }, core.Rejected, "email.too_many_recipients"},
		"letters the server cannot": {func(p *core.Part) { p.To.ExternalID = "王@cust.test" }, core.Rejected, "email.address_letters"},
		"a file that is not there":  {func(p *core.Part) { p.Content.Media = []core.Media{{Blob: "gone", Name: "a"}} }, core.Retry, "email.file_unavailable"},
		"a file of elsewhere":       {func(p *core.Part) { p.Content.Media = []core.Media{{URL: "https://x.y/z"}} }, core.Rejected, "email.no_file"},
		"a bad unsubscribe":         {func(p *core.Part) { p.Content.Extra = []byte(`{"unsubscribe":{"url":"http://x.y"}}`) }, core.Rejected, "email.unsubscribe_malformed"},
		"a header in unsubscribe":   {func(p *core.Part) { p.Content.Extra = []byte(`{"unsubscribe":{"url":"https://x.y/\r\nBcc: a@b.c"}}`) }, core.Rejected, "email.unsubscribe_malformed"},
	} {
		p := aMail()
		x.change(&p)
		_, err := aConnector(nil).Send(t.Context(), anAccount(k.addr), p)
		if told := sendError(t, err); told.Class != x.class || told.Code != x.code {
			t.Errorf("%s: %v, want %s %s", name, told, x.class, x.code)
		}
	}
	if mails, _ := k.taken(); len(mails) != 0 {
		t.Error("something left")
	}
}

func TestLettersOfAllTheWorldWhereTheServerTakesThem(t *testing.T) {
	t.Parallel()
	k := newSink(t, func(s *smtp.Server) { s.EnableSMTPUTF8 = true })
	p := aMail()
	p.To.ExternalID = "王@cust.test"
	if _, err := aConnector(nil).Send(t.Context(), anAccount(k.addr), p); err != nil {
		t.Fatal(err)
	}
	if mails, _ := k.taken(); len(mails) != 1 || !mails[0].utf8 || mails[0].to[0] != "王@cust.test" {
		t.Errorf("%+v", mails)
	}
}

func TestAnAccountThatWasNotLinkedSendsNothing(t *testing.T) {
	t.Parallel()
	a := anAccount("127.0.0.1:1")
	delete(a.Secrets, keyTokenKey)
	_, err := aConnector(nil).Send(t.Context(), a, aMail())
	if told := sendError(t, err); told.Class != core.Auth || told.Code != "email.not_linked" {
		t.Errorf("got %v", told)
	}
}

// script is a server that goes its own ways: it answers each line by its first
// word, and ends the connection where there is no answer.
func script(t *testing.T, answers map[string]string) string {
	t.Helper()
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
			go follow(conn, answers)
		}
	}()
	return l.Addr().String()
}

func follow(conn net.Conn, answers map[string]string) {
	defer conn.Close()
	fmt.Fprintf(conn, "220 script\r\n")
	lines := bufio.NewScanner(conn)
	data := false
	for lines.Scan() {
		word, _, _ := strings.Cut(lines.Text(), " ")
		switch {
		case data && lines.Text() != ".":
			if answer, ok := answers["text"]; ok && answer == "" {
				return
			}
			continue
		case data:
			word, data = ".", false
		case word == "DATA":
			data = true
		}
		answer := answers[word]
		switch answer {
		case "":
			return
		case "hang":
			_, _ = io.Copy(io.Discard, conn)
			return
		}
		fmt.Fprintf(conn, "%s\r\n", answer)
	}
}

func polite() map[string]string {
	return map[string]string{"EHLO": "250-script\r\n250 AUTH PLAIN LOGIN", "AUTH": "235 in", "MAIL": "250 ok", "RCPT": "250 ok", "DATA": "354 go", ".": "250 taken", "NOOP": "250 ok", "QUIT": "221 bye"}
}

func TestWhereAConnectionBreaks(t *testing.T) {
	t.Parallel()
	for at, x := range map[string]struct {
		class core.Class
		code  string
	}{
		"EHLO": {core.Retry, "email.unreachable"}, "AUTH": {core.Retry, "email.cut_off"}, "MAIL": {core.Retry, "email.cut_off"},
		"RCPT": {core.Retry, "email.cut_off"}, "DATA": {core.Retry, "email.cut_off"}, ".": {core.Uncertain, "email.no_answer"},
	} {
		for _, how := range []string{"", "hang"} {
			t.Run(at+" "+how, func(t *testing.T) {
				t.Parallel()
				answers := polite()
				answers[at] = how
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				if how == "hang" {
					var stop context.CancelFunc
					ctx, stop = context.WithTimeout(ctx, 3*time.Second)
					defer stop()
				}
				began := time.Now()
				_, err := aConnector(nil).Send(ctx, anAccount(script(t, answers)), aMail())
				if told := sendError(t, err); told.Class != x.class || told.Code != x.code {
					t.Errorf("%v, want %s %s", told, x.class, x.code)
				}
				if took := time.Since(began); took > commandLimit*3/4 {
					t.Errorf("the end of its context took %v", took)
				}
			})
		}
	}
}

func TestABreakWithinAMailIsNoDoubt(t *testing.T) {
	t.Parallel()
	answers := polite()
	answers["text"] = ""
	p := aMail()
	p.Content.Media = []core.Media{{Blob: "big", Name: "a.bin"}}
	_, err := aConnector(map[string]string{"big": strings.Repeat("x", 8<<20)}).Send(t.Context(), anAccount(script(t, answers)), p)
	if told := sendError(t, err); told.Class != core.Retry || told.Code != "email.cut_off" {
		t.Errorf("got %v", told)
	}
}

func TestARefusedConnectionIsTriedAgain(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	a := anAccount(l.Addr().String())
	l.Close()
	_, err = aConnector(nil).Send(t.Context(), a, aMail())
	if told := sendError(t, err); told.Class != core.Retry || told.Code != "email.unreachable" {
		t.Errorf("got %v", told)
	}
}

func TestInnerNetworksStayClosed(t *testing.T) {
	t.Parallel()
	k := newSink(t, nil)
	_, err := New(connectors.Env{}).Send(t.Context(), anAccount(k.addr), aMail())
	if told := sendError(t, err); told.Class != core.Retry || !strings.Contains(told.Text, "--allow-private") {
		t.Errorf("got %v", told)
	}
}

func TestACancelledMailDoesNotLeave(t *testing.T) {
	t.Parallel()
	k := newSink(t, nil)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := aConnector(nil).Send(ctx, anAccount(k.addr), aMail())
	if told := sendError(t, err); told.Class != core.Retry {
		t.Errorf("got %v", told)
	}
	if _, sessions := k.taken(); sessions != 0 {
		t.Error("it connected")
	}
}

func TestSessionsAreUsedAgain(t *testing.T) {
	t.Parallel()
	k := newSink(t, nil)
	c, a := aConnector(nil), anAccount(k.addr)
	for range 5 {
		if _, err := c.Send(t.Context(), a, aMail()); err != nil {
			t.Fatal(err)
		}
	}
	if mails, sessions := k.taken(); len(mails) != 5 || sessions != 1 {
		t.Errorf("%d mails in %d sessions", len(mails), sessions)
	}
	k.cut() // as a server that ends what is quiet
	if _, err := c.Send(t.Context(), a, aMail()); err != nil {
		t.Fatalf("a session that had ended: %v", err)
	}
	if mails, sessions := k.taken(); len(mails) != 6 || sessions != 2 {
		t.Errorf("%d mails in %d sessions", len(mails), sessions)
	}
	a.Secrets["smtp_url"] = strings.Replace(a.Secrets["smtp_url"], "p%40ss", "wrong", 1)
	if _, err := c.Send(t.Context(), a, aMail()); sendError(t, err).Class != core.Auth {
		t.Errorf("another password goes on in the old session: %v", err)
	}
}

func TestSessionsAreBounded(t *testing.T) {
	t.Parallel()
	k := newSink(t, nil)
	hold := make(chan struct{})
	held := make(chan struct{}, 100)
	k.onData = func(string) error {
		held <- struct{}{}
		<-hold
		return nil
	}
	c, a := aConnector(nil), anAccount(k.addr)
	var all sync.WaitGroup
	for range 3 * maxSessions {
		all.Go(func() {
			if _, err := c.Send(t.Context(), a, aMail()); err != nil {
				t.Error(err)
			}
		})
	}
	for range maxSessions {
		select {
		case <-held:
		case <-time.After(10 * time.Second):
			t.Error("the account sends in fewer sessions than it may")
		}
	}
	close(hold)
	all.Wait()
	if mails, sessions := k.taken(); len(mails) != 3*maxSessions || sessions > maxSessions {
		t.Errorf("%d mails in %d sessions", len(mails), sessions)
	}
}

func TestASessionEndsAfterAHundredMails(t *testing.T) {
	t.Parallel()
	k := newSink(t, nil)
	c, a := aConnector(nil), anAccount(k.addr)
	for range maxMails + 1 {
		if _, err := c.Send(t.Context(), a, aMail()); err != nil {
			t.Fatal(err)
		}
	}
	if mails, sessions := k.taken(); len(mails) != maxMails+1 || sessions != 2 {
		t.Errorf("%d mails in %d sessions", len(mails), sessions)
	}
}

func TestALargeMailHasTimeToLeave(t *testing.T) {
	t.Parallel()
	c, p := aConnector(nil), aMail()
	small := c.SendLimit(core.Account{}, p)
	p.Content.Media = []core.Media{{Size: 10 << 20}, {Size: 15 << 20}}
	if large := c.SendLimit(core.Account{}, p); small < beginLimit+submissionLimit || small > 5*time.Minute || large-small < 25<<20/(100<<10)*time.Second {
		t.Errorf("a small mail has %v, one of 25 MB %v", small, large)
	}
}

func TestTheAnswerToAMailHasTimeOfItsOwn(t *testing.T) {
	t.Parallel()
	whole, cancel := context.WithTimeout(t.Context(), time.Hour)
	defer cancel()
	for _, x := range []struct {
		ctx  context.Context
		left time.Duration // less than the whole
	}{{whole, submissionLimit}, {t.Context(), 0}} {
		ctx, cancel := uploading(x.ctx)
		end, ok := ctx.Deadline()
		all, bounded := x.ctx.Deadline()
		if ok != bounded || all.Sub(end) != x.left {
			t.Errorf("the answer has %v, want %v", all.Sub(end), x.left)
		}
		cancel()
	}
}
