package store

import (
	"context"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/routing"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// The refusals about rules and word lists.
var (
	ErrNoRule       = &core.Problem{Status: 404, Code: "routing.rule_not_found", Text: "there is no such rule"}
	ErrNoWordList   = &core.Problem{Status: 404, Code: "routing.word_list_not_found", Text: "there is no such word list"}
	ErrRuleOrder    = &core.Problem{Status: 409, Code: "routing.order", Text: "the rules have changed in the meantime: read them again and order all of them"}
	ErrListTaken    = &core.Problem{Status: 409, Code: "routing.word_list_name", Text: "there is a word list with this name already"}
	ErrListInUse    = &core.Problem{Status: 409, Code: "routing.word_list_in_use", Text: "a rule looks for the words of this list: change the rule first"}
	errListMissing  = &core.Problem{Status: 422, Code: routing.CodeRule, Text: "the rule names a word list that does not exist"}
	errHoursMissing = &core.Problem{Status: 422, Code: routing.CodeRule, Text: "the rule names a schedule that does not exist"}
	errTeamMissing  = &core.Problem{Status: 422, Code: routing.CodeRule, Text: "the rule names a team that does not exist"}
)

// routingRevision is the setting that rises with every change of rules, word
// lists and schedules. Its row keeps such changes, and the removal of teams, one
// behind the other, so that each sees what the one before it left.
const routingRevision = "routing.revision"

// RoutingRevision returns a text that is another one after each change of rules,
// word lists and schedules.
func (s *Store) RoutingRevision(ctx context.Context) (string, error) {
	return s.Setting(ctx, routingRevision)
}

// changeRouting runs f as the next change of the rules and what they name.
func (s *Store) changeRouting(ctx context.Context, f func(context.Context, db.Tx) error) error {
	return s.aside(ctx, "routing", func(ctx context.Context, tx db.Tx) error {
		if err := nextRouting(ctx, tx); err != nil {
			return err
		}
		return f(ctx, tx)
	})
}

func nextRouting(ctx context.Context, tx db.Tx) error {
	_, err := tx.Exec(ctx, `INSERT INTO settings (key, value) VALUES ($1, '1') ON CONFLICT (key)
		DO UPDATE SET value = CAST(CAST(settings.value AS bigint) + 1 AS text)`, routingRevision)
	return err
}

// ruleBody is what the rows keep as JSON.
type ruleBody struct {
	When routing.When `json:"when"`
	Then routing.Then `json:"then"`
	Stop *bool        `json:"stop,omitempty"`
}

// RoutingRules returns the rules in their order.
func (s *Store) RoutingRules(ctx context.Context) ([]routing.Rule, error) {
	var out []routing.Rule
	err := db.Each(ctx, s.db, `SELECT id, name, enabled, body FROM routing_rules ORDER BY position, id`, nil, func(scan func(...any) error) error {
		var r routing.Rule
		var body ruleBody
		err := scan(&r.ID, &r.Name, &r.Enabled, jsonInto(&body))
		r.When, r.Then, r.Stop = body.When, body.Then, body.Stop
		out = append(out, r)
		return err
	})
	return out, err
}

// AddRoutingRule adds a rule behind all others.
func (s *Store) AddRoutingRule(ctx context.Context, r routing.Rule) error {
	return s.changeRouting(ctx, func(ctx context.Context, tx db.Tx) error {
		if err := ruleReferences(ctx, tx, r); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `INSERT INTO routing_rules (id, position, name, enabled, body, updated_at)
			VALUES ($1, (SELECT COALESCE(MAX(position), 0) + 1 FROM routing_rules), $2, $3, $4, $5)`,
			r.ID, r.Name, r.Enabled, mustJSON(ruleBody{r.When, r.Then, r.Stop}), int64(s.clock()))
		return err
	})
}

// SaveRoutingRule changes a rule, which stays where it is.
func (s *Store) SaveRoutingRule(ctx context.Context, r routing.Rule) error {
	return s.changeRouting(ctx, func(ctx context.Context, tx db.Tx) error {
		if err := ruleReferences(ctx, tx, r); err != nil {
			return err
		}
		n, err := tx.Exec(ctx, `UPDATE routing_rules SET name = $2, enabled = $3, body = $4, updated_at = $5 WHERE id = $1`,
			r.ID, r.Name, r.Enabled, mustJSON(ruleBody{r.When, r.Then, r.Stop}), int64(s.clock()))
		return orMissing(n, err, ErrNoRule)
	})
}

// RemoveRoutingRule removes a rule.
func (s *Store) RemoveRoutingRule(ctx context.Context, id core.ID) error {
	return s.changeRouting(ctx, func(ctx context.Context, tx db.Tx) error {
		n, err := tx.Exec(ctx, `DELETE FROM routing_rules WHERE id = $1`, id)
		return orMissing(n, err, ErrNoRule)
	})
}

// OrderRoutingRules puts all rules into an order. It names each of them once.
func (s *Store) OrderRoutingRules(ctx context.Context, order []core.ID) error {
	return s.changeRouting(ctx, func(ctx context.Context, tx db.Tx) error {
		left := map[core.ID]bool{}
		err := db.Each(ctx, tx, `SELECT id FROM routing_rules`, nil, func(scan func(...any) error) error {
			var id core.ID
			err := scan(&id)
			left[id] = true
			return err
		})
		if err != nil {
			return err
		}
		if len(left) != len(order) {
			return ErrRuleOrder
		}
		for i, id := range order {
			if !left[id] {
				return ErrRuleOrder
			}
			delete(left, id)
			if _, err := tx.Exec(ctx, `UPDATE routing_rules SET position = $2 WHERE id = $1`, id, int64(i+1)); err != nil {
				return err
			}
		}
		return nil
	})
}

// ruleReferences asks that the team, the word lists and the schedule of a rule
// are there.
func ruleReferences(ctx context.Context, tx db.Tx, r routing.Rule) error {
	there := func(query string, id core.ID, missing error) error {
		var one int64
		ok, err := db.One(ctx, tx, query, db.Args(id), &one)
		if err == nil && !ok {
			err = missing
		}
		return err
	}
	if !r.Then.Team.IsZero() {
		if err := there(`SELECT 1 FROM teams WHERE id = $1`, r.Then.Team, errTeamMissing); err != nil {
			return err
		}
	}
	if k := r.When.Keywords; k != nil {
		for _, id := range k.Lists {
			if err := there(`SELECT 1 FROM word_lists WHERE id = $1`, id, errListMissing); err != nil {
				return err
			}
		}
	}
	if h := r.When.Hours; h != nil && !h.Schedule.IsZero() {
		return there(`SELECT 1 FROM schedules WHERE id = $1`, h.Schedule, errHoursMissing)
	}
	return nil
}

func orMissing(n int64, err, missing error) error {
	if err == nil && n == 0 {
		return missing
	}
	return err
}

// unused returns a problem where one of the queries finds an id in a JSON text.
func unused(ctx context.Context, tx db.Tx, id core.ID, used error, queries ...string) error {
	for _, query := range queries {
		var one int64
		if found, err := db.One(ctx, tx, query, db.Args("%"+id.String()+"%"), &one); err != nil || found {
			if err == nil {
				err = used
			}
			return err
		}
	}
	return nil
}

func orTaken(err, taken error) error {
	if db.IsUnique(err) {
		return taken
	}
	return err
}
