package store

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"slices"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// mergedMax is how many of the merged are listed.
const mergedMax = 200

// Merged lists those who were merged into a contact and still are, the last
// first. Whether the viewer sees the contact is asked before.
func (s *Store) Merged(ctx context.Context, into core.ID) ([]core.MergedContact, error) {
	var out []core.MergedContact
	q := `SELECT ` + prefixed("ct", contactCols) + ` FROM contacts ct WHERE ct.merged_into = $1 ORDER BY ct.updated_at DESC, ct.id DESC LIMIT $2`
	err := db.Each(ctx, s.db, q, db.Args(into, mergedMax), func(scan func(...any) error) error {
		var m core.MergedContact
		err := scan(scanContact(&m.Contact)...)
		out = append(out, m)
		return err
	})
	if err != nil || len(out) == 0 {
		return out, err
	}
	seen := map[core.ID]core.Event{}
	q = `SELECT ` + prefixed("e", eventCols) + ` FROM events e WHERE e.contact_id = $1 AND e.conversation_id IS NULL AND e.type = $2 ORDER BY e.id DESC LIMIT $3`
	err = db.Each(ctx, s.db, q, db.Args(into, string(core.EventContactMerged), 2*mergedMax), func(scan func(...any) error) error {
		var e core.Event
		var data struct{ From core.ID }
		if err := scan(scanEvent(&e)...); err != nil {
			return err
		}
		if json.Unmarshal(e.Data, &data) != nil {
			return nil
		}
		if _, later := seen[data.From]; !later {
			seen[data.From] = e
		}
		return nil
	})
	for i := range out {
		e := seen[out[i].ID]
		out[i].At, out[i].By = e.At, e.Actor
	}
	return out, err
}

// lender is a contact with what it has of others.
type lender struct {
	core.Contact
	loan borrowed
}

// lenders reads contacts to be changed, those first who were merged first.
func lenders(ctx context.Context, tx db.Tx, where string, args ...any) (out []*lender, err error) {
	q := `SELECT ` + prefixed("ct", contactCols) + `, ct.borrowed FROM contacts ct WHERE ` + where
	err = db.Each(ctx, tx, q+locking(tx, "ct"), args, func(scan func(...any) error) error {
		var l lender
		err := scan(append(scanContact(&l.Contact), jsonInto(&l.loan))...)
		out = append(out, &l)
		return err
	})
	slices.SortFunc(out, func(a, b *lender) int {
		return cmp.Or(cmp.Compare(a.UpdatedAt, b.UpdatedAt), bytes.Compare(a.ID[:], b.ID[:]))
	})
	return out, err
}

// whole reads a contact to be changed. One that was merged is refused: nobody
// would hear of it. So is one that was erased: nothing is kept of it again.
func whole(ctx context.Context, tx db.Tx, id core.ID) (*lender, error) {
	found, err := lenders(ctx, tx, `ct.id = $1`, id)
	switch {
	case err != nil:
		return nil, err
	case len(found) == 0:
		return nil, ErrNoContact
	case found[0].ErasedAt > 0:
		return nil, core.ErrErased
	case !found[0].MergedInto.IsZero():
		return nil, ErrMerged
	}
	return found[0], nil
}

// write keeps it. The time at which somebody was merged stays.
func (l *lender) write(ctx context.Context, tx db.Tx, now int64) error {
	if l.MergedInto.IsZero() {
		l.UpdatedAt = core.Time(now)
	}
	_, err := tx.Exec(ctx, `UPDATE contacts SET name = $2, fields = $3, blocked = $4, updated_at = $5, vip = $6, agent_id = $7, borrowed = $8 WHERE id = $1`,
		l.ID, l.Name, fieldsJSON(l.Fields), l.Blocked, int64(l.UpdatedAt), l.VIP, l.AgentID, nullJSON(l.loan, l.loan.empty()))
	return err
}

// Merge makes two contacts one. The identities, conversations and notes of the
// first go to the other; a conversation keeps its identity, so that answers go where they
// came from. The other one gets its tags too, and of its fields, its own agent
// and whether it is a VIP what it has not itself. Where either is blocked the
// other is from then on: whoever was blocked would be heard again otherwise.
func (s *Store) Merge(ctx context.Context, from, into core.ID, by core.Actor) error {
	if from == into {
		return &core.Problem{Status: 422, Code: "contact.same", Text: "a contact cannot be merged into itself"}
	}
	return s.Update(ctx, into.String(), func(ctx context.Context, tx db.Tx) error {
		return mergeContacts(ctx, tx, from, into, by, s.clock())
	})
}

func mergeContacts(ctx context.Context, tx db.Tx, from, into core.ID, by core.Actor, at core.Time) error {
	// Locked, since the other way round at the same time would make a ring.
	two, err := lenders(ctx, tx, `ct.id IN ($1, $2) AND ct.merged_into IS NULL`, from, into)
	if err != nil {
		return err
	}
	if len(two) < 2 {
		return &core.Problem{Status: 409, Code: "contact.merged", Text: "one of the two contacts is merged already"}
	}
	goes, stays := two[0], two[1]
	if goes.ErasedAt > 0 || stays.ErasedAt > 0 {
		return core.ErrErased
	}
	if goes.ID != from {
		goes, stays = stays, goes
	}
	now := int64(at)
	for _, table := range []string{"identities", "conversations"} {
		if _, err := tx.Exec(ctx, `UPDATE `+table+` SET contact_id = $2, updated_at = $3 WHERE contact_id = $1`, from, into, now); err != nil {
			return err
		}
	}
	if _, err := tx.Exec(ctx, `UPDATE contact_notes SET contact_id = $2 WHERE contact_id = $1`, from, into); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `UPDATE contacts SET merged_into = $2, updated_at = $3 WHERE id = $1`, from, into, now); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `INSERT INTO taggings (tag_id, target_id, at, borrowed) SELECT g.tag_id, $2, $3, $4 FROM taggings g WHERE g.target_id = $1
		ON CONFLICT DO NOTHING`, from, into, now, true); err != nil {
		return err
	}
	stays.loan.take(&stays.Contact, goes.Contact)
	if err := stays.write(ctx, tx, now); err != nil {
		return err
	}
	if err := contactsChanged(ctx, tx, from, into); err != nil {
		return err
	}
	return contactEvent(ctx, tx, core.EventContactMerged, into, by, at, map[string]core.ID{"from": from, "into": into})
}

// Unmerge undoes a merge: what came from the contact goes back to it, and with
// it what had been merged into it before. It is as it was, and what the other
// has only of it goes from there, unless somebody has changed it since: a field
// that has another value stays, and so does a tag that was put on again. Whoever
// was blocked or unblocked as one stays so, both of them.
func (s *Store) Unmerge(ctx context.Context, contact core.ID, by core.Actor) error {
	return s.Update(ctx, contact.String(), func(ctx context.Context, tx db.Tx) error {
		now := int64(s.clock())
		holders, err := holdersOf(ctx, tx, contact) // of all that it is merged into, the last one has everything
		if err != nil {
			return err
		}
		if len(holders) == 0 {
			return &core.Problem{Status: 409, Code: "contact.not_merged", Text: "the contact is not merged into another"}
		}
		if _, err := whole(ctx, tx, holders[len(holders)-1]); err != nil {
			return err
		}
		home := `WITH RECURSIVE home(id) AS (SELECT o.id FROM contacts o WHERE o.id = $1 UNION ALL SELECT c.id FROM home JOIN contacts c ON c.merged_into = home.id) `
		mine := `i.contact_id = $3 AND i.home_contact_id IN (SELECT id FROM home)`
		theirs := holders[len(holders)-1]
		for _, q := range []string{
			home + `UPDATE conversations SET contact_id = $1, updated_at = $2 WHERE contact_id = $3 AND identity_id IN (SELECT i.id FROM identities i WHERE ` + mine + `)`,
			home + `UPDATE identities AS i SET contact_id = $1, updated_at = $2 WHERE ` + mine,
		} {
			if _, err := tx.Exec(ctx, q, contact, now, theirs); err != nil {
				return err
			}
		}
		if _, err := tx.Exec(ctx, home+`UPDATE contact_notes SET contact_id = $1 WHERE contact_id = $2 AND home_contact_id IN (SELECT id FROM home)`, contact, theirs); err != nil {
			return err
		}
		if err := giveBack(ctx, tx, contact, holders, now); err != nil {
			return err
		}
		if err := contactsChanged(ctx, tx, append(holders, contact)...); err != nil {
			return err
		}
		return contactEvent(ctx, tx, core.EventContactUnmerged, contact, by, core.Time(now), map[string]core.ID{"contact": contact})
	})
}

// HolderOf returns who has all that a contact has: the last one that it was merged
// into, or else itself.
func (s *Store) HolderOf(ctx context.Context, contact core.ID) (core.ID, error) {
	holders, err := holdersOf(ctx, s.db, contact)
	if err != nil || len(holders) == 0 {
		return contact, err
	}
	return holders[len(holders)-1], nil
}

// holdersOf returns what a contact is merged into, and what that is merged into,
// to the last.
func holdersOf(ctx context.Context, tx db.Querier, contact core.ID) (out []core.ID, err error) {
	q := `WITH RECURSIVE up(id, into_id, far) AS (SELECT id, merged_into, 0 FROM contacts WHERE id = $1
		UNION ALL SELECT c.id, c.merged_into, up.far + 1 FROM up JOIN contacts c ON c.id = up.into_id) SELECT id FROM up WHERE far > 0 ORDER BY far`
	err = db.Each(ctx, tx, q, db.Args(contact), func(scan func(...any) error) error {
		var id core.ID
		err := scan(&id)
		out = append(out, id)
		return err
	})
	return out, err
}

// giveBack takes a contact out of the first of its holders, and out of all of
// them what they have only of it.
func giveBack(ctx context.Context, tx db.Tx, contact core.ID, holders []core.ID, now int64) error {
	gone, err := lenders(ctx, tx, `ct.id = $1`, contact)
	if err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `UPDATE contacts SET merged_into = NULL, updated_at = $2 WHERE id = $1`, contact, now); err != nil {
		return err
	}
	for _, id := range holders {
		one, err := lenders(ctx, tx, `ct.id = $1`, id)
		if err != nil {
			return err
		}
		rest, err := lenders(ctx, tx, `ct.merged_into = $1`, id)
		if err != nil {
			return err
		}
		left := make([]core.Contact, len(rest))
		for i, l := range rest {
			left[i] = l.Contact
		}
		holder := one[0]
		holder.loan.giveBack(&holder.Contact, gone[0].Contact, left)
		if err := holder.write(ctx, tx, now); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `DELETE FROM taggings WHERE target_id = $1 AND borrowed AND tag_id NOT IN
			(SELECT g.tag_id FROM contacts c JOIN taggings g ON g.target_id = c.id WHERE c.merged_into = $1)`, id); err != nil {
			return err
		}
	}
	return nil
}

// blockMerged blocks, or unblocks, those who are merged into a contact: whoever
// is blocked as one person is not heard again by being parted.
func blockMerged(ctx context.Context, tx db.Tx, into core.ID, blocked bool, now int64) error {
	merged, err := lenders(ctx, tx, `ct.merged_into = $1`, into)
	if err != nil {
		return err
	}
	for _, l := range merged {
		l.Blocked, l.loan.Blocked = blocked, false
		if err := l.write(ctx, tx, now); err != nil {
			return err
		}
		if err := blockMerged(ctx, tx, l.ID, blocked, now); err != nil {
			return err
		}
	}
	return nil
}
