package email

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/connectors/email/mailtest"
	"github.com/switchboard-hub/switchboard/core"
	normemail "github.com/switchboard-hub/switchboard/normalize/email"
)

// postfixAccount is one of a real server, which a test may change.
func postfixAccount(s *mailtest.Server, address string) core.Account {
	user := strings.ReplaceAll(address, "@", "%40")
	return core.Account{ID: core.NewID(), Channel: Name, Config: map[string]string{"address": address, "name": "示例客服", "tls_ca": s.CA, "plus": "+"},
		Secrets: map[string]string{"_token_key": "the key of this account", "imap_url": "imap://" + user + ":" + mailtest.Password + "@" + s.IMAP + "?starttls=1",
			"smtp_url": "smtp://" + user + ":" + mailtest.Password + "@" + s.SMTP + "?starttls=1"}}
}

// awaitMail waits for a mail in a mailbox that says something.
func awaitMail(t *testing.T, s *mailtest.Server, address, says string) string {
	t.Helper()
	return awaitIn(t, s, address, filepath.Join("new", "*"), says)
}

// awaitIn waits for a mail among some files of a mailbox.
func awaitIn(t *testing.T, s *mailtest.Server, address, where, says string) string {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) { //nolint:forbidigo // there is nothing else to wait on
		files, err := filepath.Glob(filepath.Join(s.Maildir(address), where))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range files {
			if text, err := os.ReadFile(name); err == nil && strings.Contains(string(text), says) {
				return string(text)
			}
		}
	}
	t.Fatalf("no mail that says %q came to %s\n%s", says, address, s.Log())
	return ""
}

func TestARealServerTakesOurMails(t *testing.T) {
	t.Parallel()
	s := mailtest.Shared(t)
	c := aConnector(theFiles())
	for name, change := range map[string]func(*core.Account){
		"STARTTLS": func(*core.Account) {},
		"TLS from the first byte": func(a *core.Account) {
			a.Secrets["smtp_url"] = strings.NewReplacer("smtp://", "smtps://", s.SMTP, s.SMTPS, "?starttls=1", "").Replace(a.Secrets["smtp_url"])
		},
		"OAuth2": func(a *core.Account) {
			s.Grant("the-token-of-"+a.Setting("address"), a.Setting("address"))
			a.Config["oauth_token_url"], a.Config["oauth_client_id"], a.Secrets["oauth_refresh_token"] = "https://127.0.0.1:1/token", "app", "refresh"
			read, err := read(*a)
			if err != nil {
				t.Fatal(err)
			}
			if err := c.env.Keep.Put(t.Context(), accessName(*a, read), core.Kept{Value: "the-token-of-" + a.Setting("address"), Life: time.Hour}); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a, customer := postfixAccount(s, s.Mailbox()), s.Customer()
			change(&a)
			_, p := everything()
			p.ID, p.To.ExternalID = core.NewID(), customer
			p.Content.Cc, p.Content.Bcc = []core.UserRef{{ExternalID: s.Customer()}}, []core.UserRef{{ExternalID: s.Customer()}}
			receipt, err := c.Send(t.Context(), a, p)
			if err != nil {
				t.Fatal(err)
			}
			for _, u := range append([]core.UserRef{{ExternalID: customer}}, append(p.Content.Cc, p.Content.Bcc...)...) {
				mail := awaitMail(t, s, u.ExternalID, receipt.ExternalID)
				envs, err := normemail.Normalize(core.Raw{Kind: normemail.Kind, Body: []byte(mail)})
				if err != nil {
					t.Fatal(err)
				}
				if got := envs[0].Content; got.Subject != p.Content.Subject || len(got.Media) != 5 || !strings.HasPrefix(got.Text, "您好，\n.\n..请看附件。\n") {
					t.Errorf("%s has subject %q, %d files, text %.80q", u.ExternalID, got.Subject, len(got.Media), got.Text)
				}
				header, _, _ := strings.Cut(mail, "\n\n")
				if blind := p.Content.Bcc[0].ExternalID; u.ExternalID != blind && strings.Contains(header, blind) {
					t.Error("a blind copy shows")
				}
			}
		})
	}
}

func TestABounceComesBackToWhereItIsProven(t *testing.T) {
	t.Parallel()
	s := mailtest.Shared(t)
	a := postfixAccount(s, s.Mailbox())
	p := aMail()
	p.To.ExternalID = "nobody-of-this-name@cust.test"
	receipt, err := aConnector(nil).Send(t.Context(), a, p)
	if err != nil {
		t.Fatal(err)
	}
	settings, err := read(a)
	if err != nil {
		t.Fatal(err)
	}
	bounce := awaitMail(t, s, settings.Address, receipt.ExternalID)
	if got := settings.tokens().proves([]byte(bounce)); got.Bounced != receipt.ExternalID || !got.Conversation.IsZero() {
		t.Errorf("the bounce proves %+v, want %s\n%s", got, receipt.ExternalID, bounce)
	}
	if strings.Contains(bounce, "global-delivery-status") {
		t.Error("it asked for SMTPUTF8, and reports come in another form")
	}
}

func TestAnAnswerComesBackIntoItsConversation(t *testing.T) {
	t.Parallel()
	s := mailtest.Shared(t)
	a, p := postfixAccount(s, s.Mailbox()), aMail()
	settings, err := read(a)
	if err != nil {
		t.Fatal(err)
	}
	to := settings.tokens().replyTo(p.ConversationID)
	subject := "Re: " + p.ConversationID.String()
	if err := s.Deliver(s.Customer(), to, "From: x@cust.test\r\nTo: undisclosed-recipients:;\r\nSubject: "+subject+"\r\n\r\nthanks\r\n"); err != nil {
		t.Fatal(err)
	}
	answer := awaitMail(t, s, settings.Address, subject)
	if got := settings.tokens().proves([]byte(answer)); got.Conversation != p.ConversationID {
		t.Errorf("the answer proves %+v\n%s", got, answer)
	}
}

func TestASentMailIsKeptInTheMailboxWhereThatIsWanted(t *testing.T) {
	t.Parallel()
	s := mailtest.Shared(t)
	a, p := postfixAccount(s, s.Mailbox()), aMail()
	a.Config["save_sent"] = "yes"
	p.To.ExternalID = s.Customer()
	p.Content.Media = []core.Media{{Kind: core.KindFile, Name: "a.bin", Blob: "big"}}
	receipt, err := aConnector(map[string]string{"big": strings.Repeat("x", 1<<20)}).Send(t.Context(), a, p)
	if err != nil {
		t.Fatal(err)
	}
	kept := awaitIn(t, s, a.Setting("address"), filepath.Join(".Sent", "cur", "*:2,S"), receipt.ExternalID)
	if !strings.HasSuffix(strings.TrimSpace(kept), "--") || len(kept) < 1<<20 {
		t.Errorf("the copy has %d bytes", len(kept))
	}
}

func TestARealServerRefuses(t *testing.T) {
	t.Parallel()
	s := mailtest.Shared(t)
	for name, x := range map[string]struct {
		change func(*core.Account, *core.Part)
		class  core.Class
		code   string
	}{
		"a wrong password": {func(a *core.Account, _ *core.Part) {
			a.Secrets["smtp_url"] = strings.Replace(a.Secrets["smtp_url"], mailtest.Password, "wrong-word", 1)
		}, core.Auth, "email.sign_in_refused"},
		"nobody of this name":  {func(_ *core.Account, p *core.Part) { p.To.ExternalID = "nobody@example.test" }, core.Gone, "email.recipient_refused"},
		"an unknown authority": {func(a *core.Account, _ *core.Part) { delete(a.Config, "tls_ca") }, core.Retry, "email.certificate"},
		"no TLS from the first byte": {func(a *core.Account, _ *core.Part) {
			a.Secrets["smtp_url"] = strings.Replace(a.Secrets["smtp_url"], "smtp://", "smtps://", 1)
		}, core.Retry, "email.no_tls"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a, p := postfixAccount(s, s.Mailbox()), aMail()
			p.To.ExternalID = s.Customer()
			x.change(&a, &p)
			_, err := aConnector(nil).Send(t.Context(), a, p)
			told := sendError(t, err)
			if told.Class != x.class || told.Code != x.code {
				t.Errorf("%v (%s), want %s %s", told, told.Code, x.class, x.code)
			}
			if strings.Contains(fmt.Sprint(told), "wrong-word") {
				t.Error("the password shows")
			}
		})
	}
}
