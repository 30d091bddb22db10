package email

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/emersion/go-imap"
)

// cursor is what a folder was read up to. As text it is
// v1:VALIDITY:NEXT:NEWEST, and :UNTIL:BEFORE behind it where those are set.
type cursor struct {
	validity uint32 // the folder's UIDVALIDITY; with another one all UIDs are others
	next     uint32 // the first UID that was not read
	newest   int64  // Unix seconds: the newest that a mail arrived
	// Below the UID until, what arrived before is history, as it was there before
	// us: it wakes nobody.
	until  uint32
	before int64
}

func (c cursor) String() string {
	text := fmt.Sprintf("v1:%d:%d:%d", c.validity, c.next, c.newest)
	if c.until > 0 {
		text += fmt.Sprintf(":%d:%d", c.until, c.before)
	}
	return text
}

// readCursor reads a cursor; false: it is none.
func readCursor(text string) (cursor, bool) {
	fields := strings.Split(text, ":")
	if fields[0] != "v1" || len(fields) != 4 && len(fields) != 6 {
		return cursor{}, false
	}
	var n [5]int64
	for i, field := range fields[1:] {
		v, err := strconv.ParseInt(field, 10, 64)
		if err != nil || v < 0 {
			return cursor{}, false
		}
		n[i] = v
	}
	const most = 1<<32 - 1
	c := cursor{validity: uint32(n[0]), next: uint32(n[1]), newest: n[2], until: uint32(n[3]), before: n[4]} //nolint:gosec // looked at below
	return c, n[0] > 0 && n[0] <= most && n[1] > 0 && n[1] <= most && n[3] <= most
}

// historical reports whether a mail was there before us.
func (c cursor) historical(uid uint32, arrived time.Time) bool {
	return uid < c.until && arrived.Unix() < c.before
}

// past is the cursor behind a mail.
func (c cursor) past(uid uint32, arrived time.Time) cursor {
	c.next = max(c.next, uid+1)
	c.newest = max(c.newest, arrived.Unix())
	if c.next >= c.until {
		c.until, c.before = 0, 0
	}
	return c
}

// nextUID is the UID that the next mail of a folder gets. What tells none is asked
// for its last mail.
func (x *session) nextUID(box *imap.MailboxStatus) (uint32, error) {
	if box.UidNext > 0 || box.Messages == 0 {
		return max(box.UidNext, 1), nil
	}
	uids, err := x.UidSearch(&imap.SearchCriteria{Uid: lastOnly()})
	if err != nil || len(uids) == 0 {
		return 1, err
	}
	return uids[len(uids)-1] + 1, nil
}

func lastOnly() *imap.SeqSet {
	set := new(imap.SeqSet)
	set.AddNum(0) // "*"
	return set
}

// firstSince is the lowest UID of what arrived since a day; none: that of the next mail.
func (x *session) firstSince(since time.Time, none uint32) (uint32, error) {
	// SINCE knows days only, and those of the server's own zone.
	uids, err := x.UidSearch(&imap.SearchCriteria{Since: since.Add(-24 * time.Hour)})
	if err != nil {
		return 0, err
	}
	first := none
	for _, uid := range uids {
		first = min(first, uid)
	}
	return first, nil
}

// link is where reading begins in a folder that was not read before: with the
// mails that come from now on, or with those since oldest.
func (x *session) link(box *imap.MailboxStatus, oldest, now time.Time) (cursor, error) {
	next, err := x.nextUID(box)
	if err != nil {
		return cursor{}, err
	}
	c := cursor{validity: box.UidValidity, next: next, newest: now.Unix()}
	if !oldest.Before(now) {
		return c, nil
	}
	if c.next, err = x.firstSince(oldest, next); err != nil {
		return cursor{}, err
	}
	if c.next < next {
		c.until, c.before = next, now.Add(24*time.Hour).Unix() // whatever the server's clock says
	}
	return c, nil
}

// again is where reading begins in a folder whose UIDs have become others: with
// what came since oldest, all of which the hub knows by its names if it had it.
// What is older than a day before the newest that was read wakes nobody.
func (x *session) again(box *imap.MailboxStatus, was cursor, oldest time.Time) (cursor, error) {
	next, err := x.nextUID(box)
	if err != nil {
		return cursor{}, err
	}
	c := cursor{validity: box.UidValidity, newest: was.newest}
	if c.next, err = x.firstSince(oldest, next); err != nil {
		return cursor{}, err
	}
	if c.next < next {
		c.until, c.before = next, was.newest-int64(24*time.Hour/time.Second)
	}
	return c, nil
}
