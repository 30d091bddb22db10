package email

import (
	"testing"

	"github.com/emersion/go-imap"
)

func TestAFoldersOwnName(t *testing.T) {
	t.Parallel()
	for _, x := range []struct {
		name string
		in   imap.MailboxInfo
	}{
		{"INBOX", imap.MailboxInfo{Name: "INBOX"}}, // (\NoInferiors) NIL INBOX: no folder lies in another
		{"Sent", imap.MailboxInfo{Name: "INBOX.Sent", Delimiter: "."}},
		{"Sent", imap.MailboxInfo{Name: "Sent", Delimiter: "/"}},
		{"", imap.MailboxInfo{Delimiter: "/"}},
	} {
		if got := ownName(&x.in); got != x.name {
			t.Errorf("%+v is %q, want %q", x.in, got, x.name)
		}
	}
}
