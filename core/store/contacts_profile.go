package store

import (
	"cmp"
	"context"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// KeepProfile keeps what a platform tells of somebody, and returns the contact
// that they are. A name that an agent corrected stays. Those who bear one union
// are one contact from then on, the oldest: nothing else joins anybody without
// being asked.
func (s *Store) KeepProfile(ctx context.Context, identity core.ID, p core.Person) (_ core.ID, err error) {
	var contact core.ID
	err = s.Update(ctx, identity.String(), func(ctx context.Context, tx db.Tx) error {
		if tx.Dialect() == db.Postgres && p.User.Union != "" { // two who bear one union may be told of at once, on two nodes
			if _, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, p.User.Union); err != nil {
				return err
			}
		}
		var i core.Identity
		ok, err := db.One(ctx, tx, `SELECT `+prefixed("i", identityCols)+` FROM identities i WHERE i.id = $1`+locking(tx, "i"), db.Args(identity), scanIdentity(&i)...)
		if err != nil || !ok {
			return cmp.Or(err, error(ErrNoContact))
		}
		if contact = i.ContactID; i.ExternalID == core.ErasedName(i.ID) {
			return nil
		}
		now := int64(s.clock())
		name := cmp.Or(core.CleanText(p.User.Name), i.Name)
		called := cmp.Or(core.CleanText(p.Remark), name)
		union := cmp.Or(core.CleanText(p.User.Union), i.Union)
		if _, err := tx.Exec(ctx, `UPDATE identities SET name = $2, union_id = $3, updated_at = $4 WHERE id = $1`, identity, name, db.NullText(union), now); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `UPDATE contacts SET name = $2, updated_at = $3 WHERE id = $1 AND name = $4`, i.ContactID, called, now, i.Name); err != nil {
			return err
		}
		if p.User.Language != "" {
			if _, err := tx.Exec(ctx, `UPDATE contacts SET language = $2 WHERE id = $1 AND language IS NULL`, i.ContactID, p.User.Language); err != nil {
				return err
			}
		}
		if err := contactsChanged(ctx, tx, i.ContactID); err != nil {
			return err
		}
		if contact = i.ContactID; union == i.Union {
			return nil // joined when it was first told: what agents have parted since stays so
		}
		contact, err = s.joinUnion(ctx, tx, i.ContactID, union)
		return err
	})
	if err != nil {
		return core.ID{}, err // it may be at work still
	}
	return contact, nil
}

// joinUnion makes one contact of all who bear a union, and returns it.
func (s *Store) joinUnion(ctx context.Context, tx db.Tx, contact core.ID, union string) (core.ID, error) {
	if union == "" {
		return contact, nil
	}
	var others []core.ID
	err := db.Each(ctx, tx, `SELECT DISTINCT i.contact_id FROM identities i WHERE i.union_id = $1 AND i.contact_id <> $2 ORDER BY i.contact_id`, db.Args(union, contact),
		func(scan func(...any) error) error {
			var id core.ID
			err := scan(&id)
			others = append(others, id)
			return err
		})
	if err != nil {
		return contact, err
	}
	for _, other := range others {
		from, into := contact, other
		if contact.String() < other.String() {
			from, into = other, contact
		}
		if err := mergeContacts(ctx, tx, from, into, core.Actor{Kind: core.BySystem}, s.clock()); err != nil {
			return contact, err
		}
		contact = into
	}
	return contact, nil
}
