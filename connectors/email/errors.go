package email

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/emersion/go-smtp"

	"github.com/switchboard-hub/switchboard/connectors/httpx"
	"github.com/switchboard-hub/switchboard/core"
)

// failure is a mail that did not leave, and what the hub is told.
type failure struct {
	send   *core.SendError
	sender bool // the envelope's sender may be why
}

// because adds the cause, without the account's secrets.
func (f *failure) because(err error, secrets ...string) *failure {
	f.send.Err = httpx.RedactError(err, secrets...)
	return f
}

func (f *failure) after(d time.Duration) *failure {
	f.send.RetryAfter = d
	return f
}

func fail(class core.Class, name, text string) *failure {
	return &failure{send: &core.SendError{Class: class, Code: "email." + name, Text: text}}
}

// rejected is what cannot be sent as it is.
func rejected(name, text string) *failure { return fail(core.Rejected, name, text) }

// How long a server is left alone that asks for it; none says for how long.
const (
	rateWait  = time.Minute
	laterWait = 2 * time.Minute // greylisting mostly lasts 1 to 5 minutes
)

// stage is how far a mail has come.
type stage string

// The stages in which a server speaks.
const (
	atConnect   stage = "the connection"
	atSignIn    stage = "the sign-in"
	atSender    stage = "the sender"
	atRecipient stage = "the recipient"
	atData      stage = "the mail"
)

// explain says what an error of a server means. Before the end of the data
// nothing has left, whatever happens; a break after it is explained by inDoubt.
// token is the access token that was signed in with, if any.
func (s settings) explain(at stage, err error, token string) *failure {
	var spoken *smtp.SMTPError
	var f *failure
	if errors.As(err, &spoken) {
		f = s.spoken(at, spoken)
		f.sender = spoken.Code >= 500 && (at == atSender || notOwned(strings.ToLower(spoken.Message)))
	} else {
		f = s.silence(at, err)
	}
	f.send.Text = httpx.Redact(f.send.Text, s.SMTP.Password, token)
	return f.because(fmt.Errorf("%s at %s: %w", s.SMTP.addr(), at, err), s.SMTP.Password, token)
}

// silence explains a server that did not answer.
func (s settings) silence(at stage, err error) *failure {
	var guarded *core.Problem
	var certificate *tls.CertificateVerificationError
	var unknown x509.UnknownAuthorityError
	var noTLS tls.RecordHeaderError
	server := s.SMTP.addr()
	switch {
	case errors.As(err, &guarded):
		return fail(core.Retry, "address_refused", guarded.Text)
	case errors.As(err, &certificate), errors.As(err, &unknown):
		return fail(core.Retry, "certificate", "the certificate of "+server+" cannot be trusted: check the host in smtp_url; a server with a certificate authority of its own needs tls_ca")
	case errors.As(err, &noTLS):
		return fail(core.Retry, "no_tls", server+" does not speak TLS from the first byte: write smtp://host:port?starttls=1 in smtp_url, or use its port for smtps")
	case strings.Contains(err.Error(), "support STARTTLS"): // the library has no name for it
		return fail(core.Retry, "no_starttls", server+" does not begin TLS when it is asked to (STARTTLS): use its port for TLS, with smtps:// in smtp_url")
	case errors.Is(err, context.Canceled):
		return fail(core.Retry, "canceled", "the mail was stopped before it left")
	case at == atConnect:
		return fail(core.Retry, "unreachable", server+" cannot be reached: check the network and the account's smtp_url")
	}
	return fail(core.Retry, "cut_off", "the connection to "+server+" ended before it had the whole mail; it is sent again")
}

// inDoubt is a break between the end of the mail and its answer (RFC 5321
// 4.5.3.2.6): the server may have taken it, and would deliver a second one too.
func (s settings) inDoubt(err error, token string) *failure {
	return fail(core.Uncertain, "no_answer", "the connection to "+s.SMTP.addr()+" ended before it said whether it took the mail; it may have arrived: ask the customer before sending it again").
		because(fmt.Errorf("%s after the mail: %w", s.SMTP.addr(), err), s.SMTP.Password, token)
}

// spoken explains a refusal, by RFC 5321 4.2, RFC 3463 and what the larger
// providers write instead.
func (s settings) spoken(at stage, e *smtp.SMTPError) *failure {
	words := strings.ToLower(e.Message)
	quote := fmt.Sprintf(" (%s says: %d %s)", s.SMTP.Host, e.Code, oneLine(e.Message))
	switch {
	case at == atSignIn && e.Code >= 500, e.Code == 530, e.Code == 534, e.Code == 535, e.Code == 538, ends(e, 7, 30):
		return fail(core.Auth, "sign_in_refused", s.refusedSignIn(e, words)+quote)
	case e.Code/100 == 4:
		return temporary(e, words, quote)
	case limitsMail(e, words):
		return refused(at, e, words, quote)
	case tooOften(words):
		return fail(core.Throttled, "rate", "the provider limits how many mails this account sends; the mail waits"+quote).after(10 * rateWait)
	case at == atConnect:
		return fail(core.Auth, "connection_refused", "the server takes no connections of this hub: let its operator allow the hub's address"+quote)
	case at == atSender && !policy(e, words), at == atSender && ends(e, 7, 1), notOwned(words):
		return rejected("sender_refused", "the server lets this account not send from this address: choose the account's own address, or let the provider confirm the alias"+quote)
	}
	return refused(at, e, words, quote)
}

// refused explains a 5xx that is about a recipient or the mail itself.
func refused(at stage, e *smtp.SMTPError, words, quote string) *failure {
	switch {
	case ends(e, 2, 2):
		return rejected("mailbox_full", "the recipient's mailbox is full: send it again later, or reach the customer in another way"+quote)
	case ends(e, 5, 3):
		return rejected("too_many_recipients", "the server takes fewer recipients in a mail: send it to some of them first"+quote)
	case e.Code == 552, ends(e, 2, 3), ends(e, 3, 4), strings.Contains(words, "message size"), strings.Contains(words, "too large"):
		return rejected("too_large", "the mail is larger than the server takes: send fewer or smaller attachments"+quote)
	case policy(e, words):
		return rejected("policy", "the server takes this mail for spam or forbids it: change what it says, or ask the provider about the account's reputation"+quote)
	case at == atRecipient && slices.Contains([]int{550, 551, 553}, e.Code), e.EnhancedCode[1] == 1:
		return fail(core.Gone, "recipient_refused", "this address does not take mail: correct it, or reach the customer in another way"+quote)
	}
	return rejected("refused", "the server refuses this mail"+quote)
}

// refusedSignIn says what to enter instead.
func (s settings) refusedSignIn(e *smtp.SMTPError, words string) string {
	switch {
	case strings.Contains(words, "starttls"):
		return "the server wants TLS before the sign-in: write smtps://… or smtp://…?starttls=1 in smtp_url"
	case e.Code == 530:
		return "the server wants a sign-in: set the password, or OAuth2's oauth_refresh_token"
	case s.OAuth.RefreshToken != "":
		return "the server refuses the access token of this account: let its owner consent again and enter the new oauth_refresh_token"
	}
	return "the server refuses the name or the password" + s.Provider.cure(". ")
}

// temporary explains a 4xx: nothing was taken, and it may be later.
func temporary(e *smtp.SMTPError, words, quote string) *failure {
	switch {
	case strings.Contains(words, "greylist"), strings.Contains(words, "graylist"), strings.Contains(words, "grey list"):
		return fail(core.Retry, "greylisted", "the recipient's server takes mail of unknown senders at a second try only; it is sent again"+quote).after(laterWait)
	case tooOften(words), e.EnhancedCode[1] == 7 && e.Code != 454:
		return fail(core.Throttled, "rate", "the server asks the account to slow down; the mail waits"+quote).after(rateWait)
	case ends(e, 5, 3):
		return rejected("too_many_recipients", "the server takes fewer recipients in a mail: send it to some of them first"+quote)
	case ends(e, 2, 2):
		return fail(core.Retry, "mailbox_full", "the recipient's mailbox is full for now; the mail is sent again"+quote).after(laterWait)
	}
	return fail(core.Retry, "later", "the server does not take the mail for now; it is sent again"+quote)
}

// ends compares an enhanced status code (RFC 3463) but for its class.
func ends(e *smtp.SMTPError, subject, detail int) bool {
	return e.EnhancedCode[1] == subject && e.EnhancedCode[2] == detail
}

// limitsMail reports a permanent refusal of this mail or this mailbox, whose words
// may be those for a limit on sending: "552 5.3.4 Message size limit exceeded",
// "5.2.2 Mailbox size limit exceeded", "554 5.4.6 Too many hops".
func limitsMail(e *smtp.SMTPError, words string) bool {
	return ends(e, 2, 2) || ends(e, 2, 3) || ends(e, 3, 4) || ends(e, 4, 6) || ends(e, 5, 3) ||
		e.Code == 552 && !strings.Contains(words, "rate") && !strings.Contains(words, "frequency") ||
		strings.Contains(words, "size limit") || strings.Contains(words, "too many hops")
}

// tooOften reports words for a limit on how many mails are sent. QQ and NetEase
// answer it with 550 and 554.
func tooOften(words string) bool {
	for _, w := range []string{"rate limit", "too many", "frequency limit", "frequency limited", "limit exceeded", "sending limit", "slow down", "over quota limit"} {
		if strings.Contains(words, w) && !strings.Contains(words, "too many recipients") {
			return true
		}
	}
	return false
}

// notOwned reports words for a sender that is not the account's: Postfix says them
// with a recipient, Exchange after the mail.
func notOwned(words string) bool {
	for _, w := range []string{"sender address rejected", "not owned by", "sendasdenied", "send as", "mail from address must be same"} {
		if strings.Contains(words, w) {
			return true
		}
	}
	return false
}

// policy reports a refusal for what the mail is, not for whom it is. Microsoft's
// 5.7.515 and NetEase's DT:SPM are of these.
func policy(e *smtp.SMTPError, words string) bool {
	if e.EnhancedCode[1] == 7 {
		return true
	}
	for _, w := range []string{"spam", "policy", "blacklist", "blocklist", "block list", "reputation", "dt:spm", "mi:", "spf", "dmarc", "dkim", "relay"} {
		if strings.Contains(words, w) {
			return true
		}
	}
	return false
}
