package demo

import (
	"errors"
	"slices"
	"sync"
	"time"

	"github.com/emersion/go-imap"
	"github.com/emersion/go-imap/backend"
	"github.com/emersion/go-imap/backend/memory"
)

// errReadOnly is what changes of the mailbox are answered.
var errReadOnly = errors.New("this mailbox is only read")

// inbox is an IMAP backend with one user, who has one folder, which is only read.
// How mails are taken apart is go-imap's own; that one's folder is for one
// connection and tells nobody of new mails.
type inbox struct {
	mu      sync.Mutex
	mails   []*memory.Message
	updates chan backend.Update // never closed: go-imap's server listens for ever
}

// updatesMost is how many notices wait for a server that is slow; mails are found
// without them.
const updatesMost = 64

func newInbox() *inbox { return &inbox{updates: make(chan backend.Update, updatesMost)} }

// deliver puts a mail into the folder and says so to who waits.
func (b *inbox) deliver(mail []byte, at time.Time) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.mails = append(b.mails, &memory.Message{Uid: b.next(), Date: at, Size: uint32(len(mail)), Flags: []string{}, Body: mail}) //nolint:gosec // bounded by what we write
	status := imap.NewMailboxStatus(imap.InboxName, []imap.StatusItem{imap.StatusMessages})
	status.Messages = uint32(len(b.mails)) //nolint:gosec // as above
	select {
	case b.updates <- &backend.MailboxUpdate{Update: backend.NewUpdate(mailUser, imap.InboxName), MailboxStatus: status}:
	default:
	}
}

// next is the UID of the next mail. The caller holds b.mu.
func (b *inbox) next() uint32 { return uint32(len(b.mails)) + 1 } //nolint:gosec // bounded by what we write

// Updates implements backend.BackendUpdater.
func (b *inbox) Updates() <-chan backend.Update { return b.updates }

// Login implements backend.Backend.
func (b *inbox) Login(_ *imap.ConnInfo, user, password string) (backend.User, error) {
	if user != mailUser || password != mailPassword {
		return nil, backend.ErrInvalidCredentials
	}
	return mailbox{b}, nil
}

// mailbox is the user and the folder.
type mailbox struct{ *inbox }

// Username implements backend.User.
func (mailbox) Username() string { return mailUser }

// ListMailboxes implements backend.User.
func (m mailbox) ListMailboxes(bool) ([]backend.Mailbox, error) { return []backend.Mailbox{m}, nil }

// GetMailbox implements backend.User.
func (m mailbox) GetMailbox(name string) (backend.Mailbox, error) {
	if name != imap.InboxName {
		return nil, backend.ErrNoSuchMailbox
	}
	return m, nil
}

// CreateMailbox implements backend.User.
func (mailbox) CreateMailbox(string) error { return errReadOnly }

// DeleteMailbox implements backend.User.
func (mailbox) DeleteMailbox(string) error { return errReadOnly }

// RenameMailbox implements backend.User.
func (mailbox) RenameMailbox(string, string) error { return errReadOnly }

// Logout implements backend.User.
func (mailbox) Logout() error { return nil }

// Name implements backend.Mailbox.
func (mailbox) Name() string { return imap.InboxName }

// Info implements backend.Mailbox.
func (mailbox) Info() (*imap.MailboxInfo, error) {
	return &imap.MailboxInfo{Delimiter: "/", Name: imap.InboxName}, nil
}

// Status implements backend.Mailbox.
func (m mailbox) Status(items []imap.StatusItem) (*imap.MailboxStatus, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	s := imap.NewMailboxStatus(imap.InboxName, items)
	s.Messages, s.UidNext, s.UidValidity = uint32(len(m.mails)), m.next(), 1 //nolint:gosec // bounded by what we write
	return s, nil
}

// SetSubscribed implements backend.Mailbox.
func (mailbox) SetSubscribed(bool) error { return nil }

// Check implements backend.Mailbox.
func (mailbox) Check() error { return nil }

// ListMessages implements backend.Mailbox.
func (m mailbox) ListMessages(uid bool, set *imap.SeqSet, items []imap.FetchItem, out chan<- *imap.Message) error {
	defer close(out)
	for i, mail := range m.all() {
		seq := uint32(i) + 1 //nolint:gosec // bounded by what we write
		if !set.Contains(number(uid, seq, mail)) {
			continue
		}
		fetched, err := mail.Fetch(seq, items)
		if err != nil {
			return err
		}
		out <- fetched
	}
	return nil
}

// SearchMessages implements backend.Mailbox.
func (m mailbox) SearchMessages(uid bool, criteria *imap.SearchCriteria) ([]uint32, error) {
	var found []uint32
	for i, mail := range m.all() {
		seq := uint32(i) + 1 //nolint:gosec // bounded by what we write
		ok, err := mail.Match(seq, criteria)
		if err != nil {
			return nil, err
		}
		if ok {
			found = append(found, number(uid, seq, mail))
		}
	}
	return found, nil
}

func number(uid bool, seq uint32, mail *memory.Message) uint32 {
	if uid {
		return mail.Uid
	}
	return seq
}

// all are the mails of now; a mail never changes.
func (m mailbox) all() []*memory.Message {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.mails)
}

// CreateMessage implements backend.Mailbox.
func (mailbox) CreateMessage([]string, time.Time, imap.Literal) error { return errReadOnly }

// UpdateMessagesFlags implements backend.Mailbox.
func (mailbox) UpdateMessagesFlags(bool, *imap.SeqSet, imap.FlagsOp, []string) error {
	return errReadOnly
}

// CopyMessages implements backend.Mailbox.
func (mailbox) CopyMessages(bool, *imap.SeqSet, string) error { return errReadOnly }

// Expunge implements backend.Mailbox.
func (mailbox) Expunge() error { return errReadOnly }
