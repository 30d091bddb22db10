package store_test

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"testing"
	"testing/fstest"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store"
	"github.com/switchboard-hub/switchboard/core/store/db"
	"github.com/switchboard-hub/switchboard/core/store/pgtest"
)

func TestTheBuiltInRolesAreWrittenAnew(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		sql(t, s, `UPDATE roles SET scope = 'all', permissions = '["conversations.read"]' WHERE name = 'agent'`)
		must(t, s.AddRole(ctx, core.Role{Name: "质检", Scope: core.ScopeAll, Permissions: []core.Permission{core.PermRead}}))
		must(t, s.Seed(ctx))
		roles, err := s.Roles(ctx)
		must(t, err)
		if len(roles) != len(core.BuiltinRoles())+1 {
			t.Fatalf("%+v", roles)
		}
		for _, want := range core.BuiltinRoles() {
			if got, err := s.Role(ctx, want.Name); err != nil || got.Scope != want.Scope || !slices.Equal(got.Permissions, want.Permissions) {
				t.Errorf("%+v, %v", got, err)
			}
		}
	})
}

func TestARoleIsChangedForWhoHasIt(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, r := context.Background(), core.Role{Name: "质检", Scope: core.ScopeOwn, Permissions: []core.Permission{core.PermRead}}
		must(t, s.AddRole(ctx, r))
		if err := s.AddRole(ctx, r); !errors.Is(err, store.ErrRoleTaken) {
			t.Fatal(err)
		}
		a := core.Agent{ID: core.NewID(), Email: "a@example.com", Name: "A", Role: r.Name}
		must(t, s.SaveAgent(ctx, a, ""))
		r.Scope, r.Permissions = core.ScopeAll, []core.Permission{core.PermNote}
		agents, err := s.SaveRole(ctx, r)
		must(t, err)
		if !slices.Equal(agents, []core.ID{a.ID}) {
			t.Errorf("it is changed for %v", agents)
		}
		gone, err := s.Jobs(ctx, core.JobWaiting, core.Page{})
		must(t, err)
		if len(gone.Items) != 2 || gone.Items[0].Kind != engine.JobGone { // now, and once more for what was on its way
			t.Errorf("who may answer nobody any more: %+v", gone.Items)
		}
		if v, err := s.Viewer(ctx, a.ID); err != nil || v.Scope != core.ScopeAll || !v.Can(core.PermNote) || v.Can(core.PermRead) {
			t.Errorf("%+v, %v", v, err)
		}
		if err := s.RemoveRole(ctx, r.Name); !errors.Is(err, store.ErrRoleInUse) {
			t.Error(err)
		}
		a.Role = "agent"
		must(t, s.SaveAgent(ctx, a, ""))
		i := core.Invitation{ID: core.NewID(), Role: r.Name, ExpiresAt: core.At(time.Now().Add(time.Hour))}
		must(t, s.AddInvitation(ctx, i, []byte("hash")))
		if err := s.RemoveRole(ctx, r.Name); !errors.Is(err, store.ErrRoleInUse) {
			t.Error(err)
		}
		must(t, s.WithdrawInvitation(ctx, i.ID))
		must(t, s.RemoveRole(ctx, r.Name))
		_, err = s.SaveRole(ctx, r)
		for _, err := range []error{s.RemoveRole(ctx, r.Name), err} {
			if !errors.Is(err, store.ErrNoRole) {
				t.Error(err)
			}
		}
		if _, err := s.Role(ctx, r.Name); !errors.Is(err, store.ErrNoRole) {
			t.Error(err)
		}
	})
}

// TestADepartmentSeesTheTeamsWithinIt: each team of the desk is within the one
// before; lists, counts and core.Viewer.Sees agree on what that shows.
func TestADepartmentSeesTheTeamsWithinIt(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, d := context.Background(), newDesk(t, s, 4, 40)
		for i, team := range d.teams[1:] {
			sql(t, s, `UPDATE teams SET parent_id = $2 WHERE id = $1`, team, d.teams[i])
		}
		for i, team := range d.teams[1:] {
			must(t, s.SetTeamMembers(ctx, team, d.agents[i:i+1]))
		}
		for i, want := range [][]core.ID{d.teams[1:], d.teams[2:], d.teams[3:], nil} {
			v, err := s.Viewer(ctx, d.agents[i])
			must(t, err)
			if !slices.Equal(v.Teams, want) {
				t.Errorf("agent %d sees the teams %v, want %v", i, v.Teams, want)
			}
		}
		above, err := s.TeamSeenBy(ctx, d.teams[2])
		must(t, err)
		if !slices.Equal(above, d.agents[:2]) {
			t.Errorf("team 2 is seen by %v", above)
		}
		for _, v := range d.viewers(t) {
			for _, f := range d.filters() {
				var want []core.ID
				for _, c := range d.views {
					if fits(f, c) && v.Sees(c.Conversation, c.Participants) {
						want = append(want, c.ID)
					}
				}
				got := idsOf(d.list(t, v, f))
				slices.SortFunc(got, compareIDs)
				slices.SortFunc(want, compareIDs)
				if !slices.Equal(got, want) {
					t.Fatalf("%+v, %+v: %d are listed, %d to be seen", v, f, len(got), len(want))
				}
			}
			for _, c := range d.views {
				_, err := s.Conversation(ctx, v, c.ID)
				if sees := v.Sees(c.Conversation, c.Participants); sees != (err == nil) {
					t.Fatalf("%+v sees it: %v, and reads it: %v", v, sees, err)
				}
			}
		}
	})
}

func compareIDs(a, b core.ID) int { return slices.Compare(a[:], b[:]) }

func TestTheLogOfChangesIsNarrowed(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, li, wang := context.Background(), core.Actor{Kind: core.ByAgent, ID: core.NewID()}, core.Actor{Kind: core.ByAgent, ID: core.NewID()}
		for _, r := range []struct {
			by             core.Actor
			action, target string
		}{{li, "session.signed_in", "a"}, {wang, "agent.updated", "b"}, {li, "session.ended", "b"}, {wang, "Session%_", "a"}} {
			must(t, s.Audit(ctx, r.by, r.action, r.target, ""))
		}
		everything, err := s.AuditRows(ctx, core.AuditFilter{}, core.Page{})
		must(t, err)
		oldest := everything.Items[3].At
		for _, c := range []struct {
			f    core.AuditFilter
			want []string
		}{
			{core.AuditFilter{}, []string{"Session%_", "session.ended", "agent.updated", "session.signed_in"}},
			{core.AuditFilter{Actor: li.ID}, []string{"session.ended", "session.signed_in"}},
			{core.AuditFilter{Action: "session"}, []string{"session.ended", "session.signed_in"}},
			{core.AuditFilter{Action: "session.ended"}, []string{"session.ended"}},
			{core.AuditFilter{Action: "%"}, nil},
			{core.AuditFilter{Target: "b"}, []string{"session.ended", "agent.updated"}},
			{core.AuditFilter{Target: "b", Actor: wang.ID}, []string{"agent.updated"}},
			{core.AuditFilter{To: oldest}, nil},
			{core.AuditFilter{From: oldest, Action: "agent"}, []string{"agent.updated"}},
			{core.AuditFilter{From: oldest.Add(time.Hour)}, nil},
		} {
			var got []string
			for p := (core.Page{Limit: 1}); ; {
				l, err := s.AuditRows(ctx, c.f, p)
				must(t, err)
				for _, r := range l.Items {
					got = append(got, r.Action)
				}
				if p.After = l.Next; l.Next == "" {
					break
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%+v: %v, want %v", c.f, got, c.want)
			}
		}
	})
}

func TestAllSessionsOfAnAgentEnd(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, p, q := context.Background(), someone("agent"), someone("agent")
		for _, one := range []core.Profile{p, q} {
			must(t, s.SaveAgent(ctx, one.Agent, "hash"))
		}
		for _, n := range []core.Session{signIn(p.ID, 0), signIn(p.ID, time.Hour), signIn(q.ID, 0)} {
			must(t, s.AddSession(ctx, n, hashOf(n)))
		}
		ended, err := s.EndSessions(ctx, p.ID)
		must(t, err)
		left, err := s.Sessions(ctx, q.ID)
		must(t, err)
		if len(ended) != 2 || ended[0].AgentID != p.ID || len(left) != 1 {
			t.Errorf("%d ended, %d are left of the other", len(ended), len(left))
		}
		if ended, err = s.EndSessions(ctx, p.ID); err != nil || len(ended) != 0 {
			t.Errorf("%v, %v", ended, err)
		}
	})
}

// TestAnOldKeyKeepsWhatItCould: its scopes were stored when one name covered what
// several do now.
func TestAnOldKeyKeepsWhatItCould(t *testing.T) {
	t.Parallel()
	for name, url := range map[string]func(testing.TB) string{"sqlite": func(testing.TB) string { return "" }, "postgres": pgtest.Shared} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ctx, dir := context.Background(), t.TempDir()
			l := store.Location{URL: url(t), Path: filepath.Join(dir, "hub.db"), Backup: dir}
			before := history(t).(fstest.MapFS)
			for file := range before {
				if file >= "00009" {
					delete(before, file)
				}
			}
			must(t, store.Migrate(ctx, l, before))
			old, err := openRaw(ctx, l)
			must(t, err)
			must(t, old.Update(ctx, func(tx db.Tx) error {
				agent := core.NewID()
				for _, q := range []db.Stmt{
					{SQL: `INSERT INTO roles (name, scope, permissions) VALUES ('owner', 'all', '[]')`},
					{SQL: `INSERT INTO agents (id, email, name, role, availability, disabled, created_at) VALUES ($1, 'a', 'a', 'owner', 'ready', $2, 1)`, Args: db.Args(agent, false)},
					{SQL: `INSERT INTO api_keys (id, agent_id, name, prefix, hash, scopes, created_at) VALUES ($1, $2, 'all', 'sb_', $3, 'null', 1)`,
						Args: db.Args(core.NewID(), agent, []byte("all"))},
					{SQL: `INSERT INTO api_keys (id, agent_id, name, prefix, hash, scopes, created_at) VALUES ($1, $2, 'some', 'sb_', $3, $4, 1)`,
						Args: db.Args(core.NewID(), agent, []byte("some"), `["conversations.read","conversations.assign","contacts.write","jobs.manage"]`)},
				} {
					if _, err := tx.Exec(ctx, q.SQL, q.Args...); err != nil {
						return err
					}
				}
				return nil
			}))
			must(t, old.Close())
			d, err := store.OpenDB(ctx, l)
			must(t, err)
			s := openOn(t, d, filepath.Join(dir, "key"))
			defer func() { must(t, s.Close()); must(t, d.Close()) }()
			k, _, err := s.KeyByHash(ctx, []byte("all"))
			must(t, err)
			if len(k.Scopes) != 0 {
				t.Errorf("a key with all rights of its owner has %v", k.Scopes)
			}
			k, _, err = s.KeyByHash(ctx, []byte("some"))
			must(t, err)
			want := []core.Permission{core.PermRead, core.PermContactsRead, core.PermUnmask, core.PermAssign, core.PermTransfer, core.PermEnd, core.PermTag,
				core.PermSupervise, core.PermContacts, core.PermMerge, core.PermBlock, core.PermJobs}
			if !slices.Equal(k.Scopes, want) {
				t.Errorf("%v, want %v", k.Scopes, want)
			}
		})
	}
}

// openRaw opens a database as it is.
func openRaw(ctx context.Context, l store.Location) (db.DB, error) {
	if l.URL != "" {
		return db.OpenPostgres(ctx, l.URL)
	}
	return db.OpenSQLite(ctx, l.Path)
}
