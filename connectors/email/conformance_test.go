package email

import (
	"bufio"
	"fmt"
	"net"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/connectors/connectortest"
	"github.com/switchboard-hub/switchboard/core"
)

// speak is an SMTP server for one connection, which answers mails from the Case.
func speak(conn net.Conn, take func() (string, bool)) {
	fmt.Fprintf(conn, "220 sink.test\r\n")
	lines := bufio.NewScanner(conn)
	lines.Buffer(nil, 1<<20)
	data := false
	for lines.Scan() {
		word, _, _ := strings.Cut(lines.Text(), " ")
		switch {
		case data && lines.Text() != ".":
			continue
		case data:
			data = false
			answer, ok := take()
			if !ok {
				return
			}
			fmt.Fprintf(conn, "%s\r\n", answer)
			continue
		}
		switch strings.ToUpper(word) {
		case "EHLO":
			fmt.Fprintf(conn, "250-sink.test\r\n250-ENHANCEDSTATUSCODES\r\n250 AUTH PLAIN\r\n")
		case "AUTH":
			fmt.Fprintf(conn, "235 2.7.0 in\r\n")
		case "DATA":
			data = true
			fmt.Fprintf(conn, "354 go on\r\n")
		default:
			fmt.Fprintf(conn, "250 2.0.0 ok\r\n")
		}
	}
}

func TestConformance(t *testing.T) {
	t.Parallel()
	says := func(reply string) connectortest.Answer { return connectortest.Answer{Body: reply} }
	means := func(name, reply string, class core.Class, code string) connectortest.ErrorCase {
		return connectortest.ErrorCase{Name: name, Answer: says(reply), Class: class, Code: code}
	}
	part := aMail()
	connectortest.Run(t, connectortest.Case{
		New:      func(env connectors.Env) connectors.Connector { return New(env) },
		Settings: Settings(),
		Account: func(base string) core.Account {
			a := anAccount(base)
			a.Secrets["password"] = "the-password-of-this-mailbox"
			a.Secrets["smtp_url"] = "smtp://" + base + "?starttls=0"
			return a
		},
		Part: part, Speak: speak, Sent: says("250 2.0.0 queued"), ExternalID: someTokens().messageID(part.ID),
		Throttled: says("451 4.7.1 Too many messages, slow down"), Pause: rateWait,
		Errors: []connectortest.ErrorCase{
			means("not now", "451 4.3.0 Try again later", core.Retry, "email.later"),
			means("spam", "550 5.7.1 Rejected as spam", core.Rejected, "email.policy"),
			means("too large", "552 5.3.4 Message too big", core.Rejected, "email.too_large"),
			means("nobody", "550 5.1.1 No such user", core.Gone, "email.recipient_refused"),
			means("no reason", "554 no", core.Rejected, "email.refused"),
			means("no mail server", "<html>welcome to this hotel</html>", core.Uncertain, "email.no_answer"),
			means("the server echoes the password", "550 5.7.1 the-password-of-this-mailbox", core.Rejected, ""),
		},
	})
}
