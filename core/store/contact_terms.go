package store

import (
	"bytes"
	"context"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/search"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

const (
	// contactBatch is how many contacts' words are written at once.
	contactBatch = 500
	// contactTermsMax bounds the words of one contact: whoever writes may choose
	// a name as long as they like.
	contactTermsMax = 200
	// shortTerm is up to how many characters the beginnings of a word are words
	// of their own, so that the common ones are found without looking at all
	// that begin so.
	shortTerm = 3
)

// contactTerms returns the words by which a contact is found, and of each
// whether it is hidden from who sees phone numbers and mail addresses masked:
// what such a viewer is not shown does not find either.
func contactTerms(c core.Contact, identities []core.Identity) map[string]bool {
	terms := map[string]bool{}
	add := func(words int, whole, shown string) {
		for _, term := range wordsOf(shown, words) {
			terms[term] = false
		}
		for _, term := range append(wordsOf(whole, words), wordsOf(core.PhoneDigits(whole), words)...) {
			if _, there := terms[term]; !there && len(terms) < contactTermsMax {
				terms[term] = whole != shown
			}
		}
	}
	add(contactTermsMax, c.Name, core.MaskedName(c.Name))
	for key, value := range c.Fields {
		if core.NamesContact(key) {
			add(1, value, core.MaskedField(key, value))
		}
	}
	for _, i := range identities {
		add(contactTermsMax, i.Name, core.MaskedName(i.Name))
		add(1, i.Username, core.MaskedName(i.Username))
		if _, err := core.ParseID(i.ExternalID); err != nil { // one that the hub drew itself says nothing
			add(0, i.ExternalID, core.Masked(i.ExternalID))
		}
	}
	return terms
}

// wordsOf returns the words of a text, and of so many of them how they begin.
func wordsOf(text string, begin int) []string {
	var out []string
	for n, token := range search.Tokens(text) {
		for end := 0; n < begin && utf8.RuneCountInString(token[:end]) < shortTerm; {
			_, size := utf8.DecodeRuneInString(token[end:])
			if end += size; end == len(token) {
				break
			}
			out = append(out, token[:end])
		}
		if out = append(out, token); len(out) >= contactTermsMax {
			break
		}
	}
	return out
}

// IndexContacts keeps the words by which contacts are found until ctx ends. One
// node does it at a time.
func (s *Store) IndexContacts(ctx context.Context) {
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
		}
		started := s.now()
		n, err := s.indexContacts(ctx)
		if err != nil && ctx.Err() == nil {
			s.log.Warn("the index of contacts is behind", "error", err)
		}
		if n < contactBatch || err != nil {
			timer.Reset(indexEvery)
		} else { // a tenth of the writer's time at most
			timer.Reset(9 * s.now().Sub(started))
		}
	}
}

// indexContacts writes the words of those who changed first.
func (s *Store) indexContacts(ctx context.Context) (int, error) {
	var changes [][]any
	people := map[core.ID]struct{}{}
	err := db.Each(ctx, s.db, `SELECT x.pos, x.contact_id FROM contact_stale x ORDER BY x.pos LIMIT $1`, db.Args(contactBatch), func(scan func(...any) error) error {
		var pos int64
		var id core.ID
		err := scan(&pos, &id)
		changes = append(changes, []any{pos})
		people[id] = struct{}{}
		return err
	})
	if err != nil || len(changes) == 0 {
		return 0, err
	}
	want, err := s.termsOf(ctx, people)
	if err != nil {
		return 0, err
	}
	gone, err := s.termsGone(ctx, people, want)
	if err != nil {
		return 0, err
	}
	var rows [][]any
	for id, terms := range want {
		for term, hidden := range terms {
			rows = append(rows, []any{term, id, hidden})
		}
	}
	return len(changes), s.aside(ctx, "contact terms", func(ctx context.Context, tx db.Tx) error {
		w := &writer{}
		w.set(`WITH v(t, c) AS ({rows}) DELETE FROM contact_terms WHERE (term, contact_id) IN (SELECT t, c FROM v)`, db.Cols("t text, c uuid"), gone)
		w.set(`INSERT INTO contact_terms (term, contact_id, hidden) {rows} ON CONFLICT (term, contact_id) DO UPDATE SET hidden = excluded.hidden`,
			db.Cols("term text, contact_id uuid, hidden boolean"), rows)
		w.set(`WITH v(k) AS ({rows}) DELETE FROM contact_stale WHERE pos IN (SELECT k FROM v)`, countCols, changes)
		return tx.Defer(ctx, w.stmts)
	})
}

// termsOf returns the words of contacts as they are now; one that was merged
// into another has none, since its addresses are the other's.
func (s *Store) termsOf(ctx context.Context, people map[core.ID]struct{}) (map[core.ID]map[string]bool, error) {
	contacts, identities := map[core.ID]core.Contact{}, map[core.ID][]core.Identity{}
	q := `WITH v(k) AS ({rows}) SELECT ` + prefixed("ct", contactCols) + ` FROM contacts ct WHERE ct.id IN (SELECT k FROM v)`
	err := db.Each(ctx, s.db, q, db.Args(idSet(people)), func(scan func(...any) error) error {
		var c core.Contact
		err := scan(scanContact(&c)...)
		contacts[c.ID] = c
		return err
	})
	if err != nil {
		return nil, err
	}
	q = `WITH v(k) AS ({rows}) SELECT ` + prefixed("i", identityCols) + ` FROM identities i WHERE i.contact_id IN (SELECT k FROM v)`
	err = db.Each(ctx, s.db, q, db.Args(idSet(people)), func(scan func(...any) error) error {
		var i core.Identity
		err := scan(scanIdentity(&i)...)
		identities[i.ContactID] = append(identities[i.ContactID], i)
		return err
	})
	out := map[core.ID]map[string]bool{}
	for id, c := range contacts {
		if c.MergedInto.IsZero() {
			out[id] = contactTerms(c, identities[id])
		}
	}
	return out, err
}

// termsGone returns the words that contacts had, and takes from want those
// that are there already.
func (s *Store) termsGone(ctx context.Context, people map[core.ID]struct{}, want map[core.ID]map[string]bool) (gone [][]any, err error) {
	q := `WITH v(k) AS ({rows}) SELECT x.term, x.contact_id, x.hidden FROM contact_terms x WHERE x.contact_id IN (SELECT k FROM v)`
	err = db.Each(ctx, s.db, q, db.Args(idSet(people)), func(scan func(...any) error) error {
		var term string
		var id core.ID
		var hidden bool
		err := scan(&term, &id, &hidden)
		switch wanted, there := want[id][term]; {
		case !there:
			gone = append(gone, []any{term, id})
		case wanted == hidden:
			delete(want[id], term)
		}
		return err
	})
	return gone, err
}

// contactsChanged notes whose words have to be written anew.
func contactsChanged(ctx context.Context, tx db.Tx, contacts ...core.ID) error {
	w := &writer{}
	w.contactsChanged(contacts)
	return tx.Defer(ctx, w.stmts)
}

func (w *writer) contactsChanged(contacts []core.ID) {
	w.set("INSERT INTO contact_stale (contact_id) {rows}", db.Cols("contact_id uuid"), rowsOf(contacts, func(id core.ID) []any { return []any{id} }))
}

// The bounds of what one look-up of contacts costs.
const (
	contactQueryMax = 8      // words
	contactProbe    = 2000   // how far it is counted to find the rarest word
	contactWindow   = 10_000 // of those who bear the rarest word, the newest
	contactChunk    = 128    // of these at once
)

// contactTerm is one condition of a look-up.
type contactTerm struct {
	text  string
	begin bool // all words that begin so
}

// contactQuery returns the conditions of what somebody looks for. What is
// written as a phone number is one word, however it is parted.
func contactQuery(q string) []contactTerm {
	if number := core.PhoneDigits(q); number != "" {
		q = number
	}
	var out []contactTerm
	for _, t := range search.Query(q) {
		term := contactTerm{text: t.Text, begin: t.Prefix && utf8.RuneCountInString(t.Text) > shortTerm}
		if !slices.Contains(out, term) && len(out) < contactQueryMax {
			out = append(out, term)
		}
	}
	return out
}

// where is the condition on the words x; arg adds an argument and returns its place.
func (t contactTerm) where(v core.Viewer, arg func(any) string) string {
	open := ""
	if !v.Can(core.PermUnmask) {
		open = " AND x.hidden = " + arg(false)
	}
	if t.begin {
		return "x.term >= " + arg(t.text) + " AND x.term < " + arg(t.text+"\U0010FFFF") + open
	}
	return "x.term = " + arg(t.text) + open
}

// FindContacts lists those of whom all words of a text are known, newest first;
// the last word may be a beginning. Only what the viewer is shown finds. Of a
// word that very many bear only the newest are looked through, and of a
// beginning only so many words.
func (s *Store) FindContacts(ctx context.Context, v core.Viewer, text string, p core.Page) (core.List[core.Contact], error) {
	var out core.List[core.Contact]
	before, err := parseIDCursor(p.After)
	if err != nil {
		return out, err
	}
	terms, err := s.rarestFirst(ctx, v, contactQuery(text))
	if err != nil || len(terms) == 0 {
		return out, err
	}
	next := s.bearers(ctx, v, terms[0], before)
	for looked := 0; looked < contactWindow; looked += contactChunk {
		ids, err := next()
		if err != nil || len(ids) == 0 {
			return out, err
		}
		found, err := s.among(ctx, v, terms[1:], ids)
		if err != nil {
			return out, err
		}
		for _, c := range found {
			if appendPage(&out, c, pageLimit(p), func(c core.Contact) core.ID { return c.ID }); out.Next != "" {
				return out, nil
			}
		}
		if len(ids) < contactChunk {
			return out, nil
		}
	}
	return out, nil
}

// bearers returns those who bear a word, newest first and some at a time.
func (s *Store) bearers(ctx context.Context, v core.Viewer, t contactTerm, before core.ID) func() ([]core.ID, error) {
	read := func(limit int, order string) (ids []core.ID, err error) {
		args := db.Args(before, limit)
		where := t.where(v, func(x any) string { args = append(args, x); return "$" + strconv.Itoa(len(args)) })
		q := `SELECT x.contact_id FROM contact_terms x WHERE ` + where + ` AND x.contact_id < $1 ` + order + ` LIMIT $2`
		return ids, db.Each(ctx, s.db, q, args, func(scan func(...any) error) error {
			var id core.ID
			err := scan(&id)
			ids = append(ids, id)
			return err
		})
	}
	if !t.begin {
		return func() ([]core.ID, error) {
			ids, err := read(contactChunk, "ORDER BY x.contact_id DESC")
			if len(ids) > 0 {
				before = ids[len(ids)-1]
			}
			return ids, err
		}
	}
	var all []core.ID
	var err error
	asked := false
	return func() ([]core.ID, error) {
		if !asked {
			asked = true
			all, err = read(contactWindow, "")
			slices.SortFunc(all, func(a, b core.ID) int { return bytes.Compare(b[:], a[:]) })
			all = slices.Compact(all)
		}
		some := all[:min(contactChunk, len(all))]
		all = all[len(some):]
		return some, err
	}
}

// among returns those of some whom the viewer sees and who bear all words, newest
// first.
func (s *Store) among(ctx context.Context, v core.Viewer, terms []contactTerm, ids []core.ID) ([]core.Contact, error) {
	set := db.Set{Cols: idCols, Rows: rowsOf(ids, func(id core.ID) []any { return []any{id} }), Repeatable: true}
	scope, args := contactVisible(v, 1)
	where := ` AND ` + scope
	for _, t := range terms {
		where += ` AND EXISTS (SELECT 1 FROM contact_terms x WHERE x.contact_id = ct.id AND ` +
			t.where(v, func(x any) string { args = append(args, x); return "$" + strconv.Itoa(len(args)) }) + `)`
	}
	var out []core.Contact
	q := `WITH v(k) AS ({rows}) SELECT ` + prefixed("ct", contactCols) + ` FROM contacts ct WHERE ct.id IN (SELECT k FROM v) AND ct.merged_into IS NULL` + where
	err := db.Each(ctx, s.db, q, append(db.Args(set), args...), func(scan func(...any) error) error {
		var c core.Contact
		err := scan(scanContact(&c)...)
		out = append(out, c)
		return err
	})
	slices.SortFunc(out, func(a, b core.Contact) int { return bytes.Compare(b.ID[:], a.ID[:]) })
	return out, err
}

// rarestFirst puts the word that the fewest bear first; none are returned where
// one of them is nobody's.
func (s *Store) rarestFirst(ctx context.Context, v core.Viewer, terms []contactTerm) ([]contactTerm, error) {
	if len(terms) < 2 {
		return terms, nil
	}
	count := map[contactTerm]int64{}
	for _, t := range terms {
		var args []any
		where := t.where(v, func(x any) string { args = append(args, x); return "$" + strconv.Itoa(len(args)) })
		var n int64
		q := `SELECT COUNT(*) FROM (SELECT 1 FROM contact_terms x WHERE ` + where + ` LIMIT ` + "$" + strconv.Itoa(len(args)+1) + `) y`
		if _, err := db.One(ctx, s.db, q, append(args, contactProbe), &n); err != nil || n == 0 {
			return nil, err
		}
		count[t] = n
	}
	slices.SortStableFunc(terms, func(a, b contactTerm) int { return int(count[a] - count[b]) })
	return terms, nil
}
