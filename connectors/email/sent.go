package email

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/emersion/go-imap"

	"github.com/switchboard-hub/switchboard/core"
)

const (
	maxCopies = 4 // at once; what is beyond is left out, for nobody waits for them
	copyLimit = 90 * time.Second
)

// outgoing is a mail as go-imap takes it.
type outgoing struct {
	io.Reader
	size int
}

// Len implements imap.Literal.
func (l outgoing) Len() int { return l.size }

// keepCopy puts a mail that was taken into the mailbox's folder of sent mail. It
// is an extra for people who read the mailbox: nothing waits for it, and a copy
// that fails is only noted. The mail is forgotten in the end.
func (c *Connector) keepCopy(a core.Account, s settings, mail *spool) {
	if !s.SaveSent {
		c.forget(a, mail)
		return
	}
	select {
	case c.copies <- struct{}{}:
	default:
		c.env.Log.Warn("a sent mail was not put into the folder of sent mail: others are under way", "account", a.ID)
		c.forget(a, mail)
		return
	}
	go func() {
		defer func() { <-c.copies }()
		defer c.forget(a, mail)
		ctx, cancel := context.WithTimeout(context.Background(), copyLimit)
		defer cancel()
		if err := c.appendSent(ctx, a, s, mail); err != nil {
			c.env.Log.Warn("a sent mail was not put into the folder of sent mail", "account", a.ID, "error", err)
		}
	}()
}

func (c *Connector) appendSent(ctx context.Context, a core.Account, s settings, mail *spool) error {
	x, err := c.open(ctx, a, s)
	if err != nil {
		return err
	}
	defer x.logout()
	folder, err := x.sentFolder()
	if err != nil {
		return err
	}
	x.Timeout = x.timing.command
	return x.Append(folder, []string{imap.SeenFlag}, c.env.Now(), outgoing{mail.reader(), int(mail.size)})
}

// sentFolder finds the folder of sent mail: by its mark (RFC 6154), or else by
// the names that servers without marks give it.
func (x *session) sentFolder() (string, error) {
	found := make(chan *imap.MailboxInfo, 16)
	done := make(chan error, 1)
	go func() { done <- x.List("", "*", found) }()
	marked, named := "", ""
	for box := range found {
		switch {
		case slices.ContainsFunc(box.Attributes, func(mark string) bool { return strings.EqualFold(mark, imap.SentAttr) }):
			marked = box.Name
		case slices.Contains([]string{"sent", "sent messages", "sent items", "已发送", "已发送邮件"}, strings.ToLower(ownName(box))):
			named = box.Name
		}
	}
	if err := <-done; err != nil {
		return "", err
	}
	if marked == "" && named == "" {
		return "", errors.New("the mailbox has no folder of sent mail")
	}
	if marked != "" {
		return marked, nil
	}
	return named, nil
}

// ownName is a folder's name without those that it lies in. A server without a
// hierarchy has no delimiter, NIL (RFC 3501 7.2.2).
func ownName(box *imap.MailboxInfo) string {
	if box.Delimiter == "" {
		return box.Name
	}
	return box.Name[strings.LastIndex(box.Name, box.Delimiter)+len(box.Delimiter):]
}
