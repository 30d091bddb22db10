package email

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/emersion/go-imap"
)

// cursor is what a folder was read up to. As text it is
// v2:BOX:SINCE:VALIDITY:NEXT:NEWEST, and :UNTIL:BEFORE behind it where those are
// set. A receiver that still stops may store one after the account was changed: by
// BOX and SINCE the next one sees of what it is.
type cursor struct {
	box      string // of which mailbox: see settings.box
	since    int64  // Unix seconds: what is older was not asked for
	validity uint32 // the folder's UIDVALIDITY; with another one all UIDs are others
	next     uint32 // the first UID that was not read
	newest   int64  // Unix seconds: the newest that a mail arrived
	// Below the UID until, what arrived before is history, as it was there before
	// us: it wakes nobody.
	until  uint32
	before int64
}

func (c cursor) String() string {
	text := fmt.Sprintf("v2:%s:%d:%d:%d:%d", c.box, c.since, c.validity, c.next, c.newest)
	if c.until > 0 {
		text += fmt.Sprintf(":%d:%d", c.until, c.before)
	}
	return text
}

// readCursor reads a cursor; false: it is none.
func readCursor(text string) (cursor, bool) {
	fields := strings.Split(text, ":")
	if fields[0] != "v2" || len(fields) != 6 && len(fields) != 8 {
		return cursor{}, false
	}
	var n [6]int64
	for i, field := range fields[2:] {
		v, err := strconv.ParseInt(field, 10, 64)
		if err != nil || v < 0 {
			return cursor{}, false
		}
		n[i] = v
	}
	const most = 1<<32 - 1
	c := cursor{box: fields[1], since: n[0], validity: uint32(n[1]), next: uint32(n[2]), newest: n[3], until: uint32(n[4]), before: n[5]} //nolint:gosec // looked at below
	return c, n[1] > 0 && n[1] <= most && n[2] > 0 && n[2] <= most && n[4] <= most
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
	c := cursor{box: x.s.box(), since: oldest.Unix(), validity: box.UidValidity, next: next, newest: now.Unix()}
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

// further is where reading goes on when more history is asked for. What was read
// before is dropped by its id. Only what is older is history: what was still to be
// read when it was asked for is not.
func (x *session) further(at cursor, oldest, now time.Time) (cursor, error) {
	if at.until > at.next { // in the midst of other history
		at.before = max(at.before, at.since)
	} else {
		at.until, at.before = at.next, now.Add(24*time.Hour).Unix()
	}
	first, err := x.firstSince(oldest, at.next)
	if err != nil {
		return cursor{}, err
	}
	at.next, at.since = min(first, at.next), oldest.Unix()
	if at.next >= at.until {
		at.until, at.before = 0, 0
	}
	return at, nil
}

// again is where reading begins in a folder whose UIDs have become others: with
// what came since oldest, all of which the hub knows by its names if it had it.
// What is older than a day before the newest that was read wakes nobody.
func (x *session) again(box *imap.MailboxStatus, was cursor, oldest time.Time) (cursor, error) {
	next, err := x.nextUID(box)
	if err != nil {
		return cursor{}, err
	}
	c := cursor{box: x.s.box(), since: oldest.Unix(), validity: box.UidValidity, newest: was.newest}
	if c.next, err = x.firstSince(oldest, next); err != nil {
		return cursor{}, err
	}
	if c.next < next {
		c.until, c.before = next, was.newest-int64(24*time.Hour/time.Second)
	}
	return c, nil
}
