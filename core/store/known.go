package store

import (
	"context"

	lru "github.com/hashicorp/golang-lru/v2"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// known keeps identities and open conversations as this node last saw them, for
// PostgreSQL, where others write too: each with the transaction that wrote its
// row, which PostgreSQL tells as the row's xmin. A batch locks its rows all the
// same, and only those that another transaction has written since are read. All
// writers use it. A nil known keeps nothing.
type known struct {
	identities    *lru.Cache[core.ID, version[core.Identity]]
	conversations *lru.Cache[core.ID, version[core.Conversation]]
}

type version[T any] struct {
	row  T
	xmin uint32
}

// versions are those of the rows that a batch has locked, and the batch's own.
type versions struct {
	own  uint32
	rows map[core.ID]uint32
}

func newKnown() *known {
	k := &known{}
	k.identities, _ = lru.New[core.ID, version[core.Identity]](recentMax) // fails for no size only
	k.conversations, _ = lru.New[core.ID, version[core.Conversation]](recentMax)
	return k
}

// keep takes what a committed batch has left.
func (k *known) keep(s *engine.Set, v *versions) {
	if k == nil || s == nil || v == nil {
		return
	}
	for id, i := range s.IdentityByID {
		if xmin := v.of(id, i.New || i.Dirty); xmin != 0 {
			k.identities.Add(id, version[core.Identity]{i.V, xmin})
		}
	}
	for id, c := range s.Conversations {
		if xmin := v.of(id, c.New || c.Dirty); xmin != 0 && c.V.EndedAt == 0 {
			k.conversations.Add(id, version[core.Conversation]{c.V, xmin})
		} else {
			k.conversations.Remove(id)
		}
	}
}

// of returns the version of a row now; 0 where it is not known.
func (v *versions) of(id core.ID, written bool) uint32 {
	if written {
		return v.own
	}
	return v.rows[id]
}

func (v *versions) saw(id core.ID, xmin uint32) {
	if v.rows == nil {
		v.rows = map[core.ID]uint32{}
	}
	v.rows[id] = xmin
}

// lockedIdentity takes a row of those that were locked.
func (l *loader) lockedIdentity(scan func(...any) error) error {
	var id core.ID
	var xmin uint32
	var blocked bool
	if err := scan(&id, &xmin, &blocked); err != nil {
		return err
	}
	l.versions.saw(id, xmin)
	if v, ok := l.known.identities.Get(id); ok && v.xmin == xmin {
		v.row.Blocked = blocked
		putIdentity(l.set, v.row)
		return nil
	}
	if l.blocked == nil {
		l.blocked = map[core.ID]bool{}
	}
	l.blocked[id] = blocked
	return nil
}

func (l *loader) lockedConversation(scan func(...any) error) error {
	var id core.ID
	var xmin uint32
	if err := scan(&id, &xmin); err != nil {
		return err
	}
	l.versions.saw(id, xmin)
	if v, ok := l.known.conversations.Get(id); ok && v.xmin == xmin {
		putConversation(l.set, v.row)
		l.open(v.row)
		return nil
	}
	if l.unread == nil {
		l.unread = map[core.ID]struct{}{}
	}
	l.unread[id] = struct{}{}
	return nil
}

// locked runs what was collected, and then reads those of the locked rows that
// are not known as they are.
func (l *loader) locked(ctx context.Context) error {
	if l.known == nil {
		return l.read(ctx)
	}
	if l.versions.own == 0 && len(l.lookups) > 0 {
		l.lookups = append(l.lookups, db.Lookup{SQL: `SELECT pg_current_xact_id()::xid`, Row: func(scan func(...any) error) error {
			return scan(&l.versions.own)
		}})
	}
	if err := l.read(ctx); err != nil {
		return err
	}
	identities := map[core.ID]struct{}{}
	for id := range l.blocked {
		identities[id] = struct{}{}
	}
	l.add(`WITH v(k) AS ({rows}) SELECT `+prefixed("i", identityCols)+` FROM v JOIN identities i ON i.id = v.k`, idSet(identities), func(scan func(...any) error) error {
		var i core.Identity
		err := scan(scanIdentity(&i)...)
		i.Blocked = l.blocked[i.ID]
		putIdentity(l.set, i)
		return err
	})
	l.add(`WITH v(k) AS ({rows}) SELECT `+prefixed("c", conversationCols)+` FROM v JOIN conversations c ON c.id = v.k`, idSet(l.unread), func(scan func(...any) error) error {
		c, err := l.conversation(scan)
		l.open(c)
		return err
	})
	l.blocked, l.unread = nil, nil
	return l.read(ctx)
}
