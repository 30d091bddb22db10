package hub_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/api"
	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store/storetest"
	"github.com/switchboard-hub/switchboard/httpserver"
	"github.com/switchboard-hub/switchboard/hub"
)

// nobody is the id of what is not there.
const nobody = "018f3c5e-7b1a-7c3d-9e4f-0123456789ab"

// longText has more characters than the fake channel takes.
const longText = "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789" +
	"0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789" +
	"0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789" +
	"0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"

// house is a hub with its API on a listener.
type house struct {
	*hub.Hub
	url     string
	ops     map[string]operation
	account core.Account
	client  *http.Client
}

// operation is one of the API's, as its document has it.
type operation struct {
	method, path, id string
	Parameters       []struct {
		Name, In string
		Required bool
		Schema   struct {
			Type   any
			Format string
			Enum   []string
		}
	}
	RequestBody struct{ Content map[string]any }
}

// houses runs a behaviour on both databases.
func houses(t *testing.T, f func(t *testing.T, h *house)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { t.Parallel(); f(t, newHouse(t, "")) })
	t.Run("postgres", func(t *testing.T) { t.Parallel(); f(t, newHouse(t, storetest.Postgres(t))) })
}

func newHouse(t *testing.T, database string, change ...func(*hub.Config)) *house {
	t.Helper()
	cfg := config(t, &fake{fetch: func(core.Media) (string, error) { return "bytes", nil }})
	cfg.Database = database
	for _, f := range change {
		f(&cfg)
	}
	h := &house{client: &http.Client{Transport: &http.Transport{}}}
	h.Hub, _ = open(t, cfg)
	s, err := httpserver.New("127.0.0.1:0", httpserver.Options{})
	must(t, err)
	// So long a cache that what ends is seen by being told alone.
	a, err := api.Register(s, api.Options{Backend: h.Hub, AuthCache: time.Hour})
	must(t, err)
	h.OnAccess(a.Forget)
	h.url, h.ops = s.URL(), operationsOf(t, a.OpenAPI())
	go func() { _ = s.Run() }()
	t.Cleanup(func() { h.client.CloseIdleConnections(); _ = s.Shutdown(context.Background()) })
	h.account = link(t, h.Hub)
	return h
}

func operationsOf(t *testing.T, document []byte) map[string]operation {
	t.Helper()
	var doc struct {
		Paths map[string]map[string]struct {
			operation
			OperationID string
		}
	}
	must(t, json.Unmarshal(document, &doc))
	all := map[string]operation{}
	for path, item := range doc.Paths {
		for method, op := range item {
			op.method, op.path, op.id = strings.ToUpper(method), path, op.OperationID
			all[op.id] = op.operation
		}
	}
	return all
}

// gotten is what came back.
type gotten struct {
	status int
	code   string // of a problem
	body   string
}

// ask sends a request for an operation. Names gives the path's parameters;
// those that it does not name are of nothing that is there.
func (h *house) ask(t *testing.T, key string, op operation, names map[string]string, body string) gotten {
	t.Helper()
	path, query := op.path, ""
	for _, p := range op.Parameters {
		value, known := names[p.Name]
		switch {
		case known:
		case p.Schema.Type == "integer":
			value = "999999999"
		case len(p.Schema.Enum) > 0:
			value = p.Schema.Enum[0]
		case p.Schema.Format == "uuid":
			value = nobody
		default:
			value = "x"
		}
		if p.In == "path" {
			path = strings.ReplaceAll(path, "{"+p.Name+"}", value)
		} else if p.In == "query" && p.Required {
			query = "?" + p.Name + "=" + value
		}
	}
	return h.send(t, key, op.method, path+query, slices.Sorted(maps.Keys(op.RequestBody.Content)), body)
}

func (h *house) send(t *testing.T, key, method, path string, types []string, body string) gotten {
	t.Helper()
	req, err := http.NewRequestWithContext(context.Background(), method, h.url+path, strings.NewReader(body))
	must(t, err)
	if key != "" {
		req.Header.Set("Authorization", "Bearer "+key)
	}
	if len(types) > 0 {
		req.Header.Set("Content-Type", types[0])
	}
	resp, err := h.client.Do(req)
	must(t, err)
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	must(t, err)
	out := gotten{status: resp.StatusCode, body: string(b)}
	if bytes.HasPrefix(b, []byte("{")) {
		var p struct{ Code string }
		must(t, json.Unmarshal(b, &p))
		out.code = p.Code
	}
	return out
}

// member adds an agent with a role and returns its viewer and a key.
func (h *house) member(t *testing.T, name, role string) (core.Viewer, string) {
	t.Helper()
	ctx := context.Background()
	a, err := h.CreateAgent(ctx, root(), strings.ReplaceAll(name, " ", ".")+"@example.com", name, role, "")
	must(t, err)
	v, err := h.Store().Viewer(ctx, a.ID)
	must(t, err)
	key, _, err := h.CreateKey(ctx, v, "test", nil)
	must(t, err)
	return v, key
}

// spot is a conversation with what belongs to it.
type spot struct{ conversation, contact, message, attachment core.ID }

// of are the parameters of an operation's path that name what is there.
func (s spot) of(op operation) map[string]string {
	names := map[string]string{"message": s.message.String()}
	switch {
	case strings.Contains(op.path, "/conversations/{id}"):
		names["id"] = s.conversation.String()
	case strings.Contains(op.path, "/contacts/{id}"):
		names["id"] = s.contact.String()
	case strings.Contains(op.path, "/attachments/{id}"):
		names["id"] = s.attachment.String()
	default:
		return nil
	}
	return names
}

// spot makes a conversation that waits in the line of a team, or of none.
func (h *house) spot(t *testing.T, user string, team core.ID) spot {
	t.Helper()
	ctx := context.Background()
	key := core.NewID().String()
	body, err := json.Marshal([]core.Envelope{{Type: core.TypeMessage, User: core.UserRef{ExternalID: user, Name: user}, Direction: core.In, Key: key, ExternalID: key,
		SentAt: 1, Content: &core.Content{Kind: core.KindImage, Text: "hello", Media: []core.Media{{Kind: core.KindImage, Ref: "r"}}}}})
	must(t, err)
	must(t, h.Accept(ctx, core.Raw{AccountID: h.account.ID, Kind: "fake", Body: body}))
	list, err := h.Conversations(ctx, root(), core.ConversationFilter{}, core.Page{Limit: 200})
	must(t, err)
	i := slices.IndexFunc(list.Items, func(c core.ConversationView) bool { return c.ContactName == user })
	c := list.Items[i]
	m, err := h.Messages(ctx, root(), c.ID, 0, 1)
	must(t, err)
	if !team.IsZero() {
		h.step(t, c.ID, core.Step{Kind: core.StepQueue, TeamID: team})
	}
	return spot{conversation: c.ID, contact: c.ContactID, message: m[0].ID, attachment: m[0].Attachments[0].ID}
}

func (h *house) step(t *testing.T, conversation core.ID, s core.Step) {
	t.Helper()
	s.At = core.At(time.Now())
	_, err := h.Step(context.Background(), root(), conversation, s)
	must(t, err)
}

func (h *house) team(t *testing.T, name string, parent core.ID, agents ...core.ID) core.ID {
	t.Helper()
	team, err := h.CreateTeam(context.Background(), root(), core.Team{Name: name, Kind: "department", ParentID: parent})
	must(t, err)
	must(t, h.SetTeamMembers(context.Background(), root(), team.ID, agents))
	return team.ID
}

// staff adds an agent of each role of the matrix and returns their keys.
func (h *house) staff(t *testing.T) map[string]string {
	t.Helper()
	ctx := context.Background()
	_, err := h.CreateRole(ctx, root(), core.Role{Name: "custom", Scope: core.ScopeAll, Permissions: []core.Permission{core.PermContactsRead}})
	must(t, err)
	_, err = h.CreateRole(ctx, root(), core.Role{Name: "personnel", Scope: core.ScopeAll,
		Permissions: []core.Permission{core.PermRead, core.PermContactsRead, core.PermAgents}})
	must(t, err)
	keys := map[string]string{}
	for _, role := range strings.Fields(staff) {
		_, keys[role] = h.member(t, role, role)
	}
	return keys
}

// TestWhoMayDoWhat tries each operation as each role, and as nobody.
func TestWhoMayDoWhat(t *testing.T) {
	t.Parallel()
	houses(t, func(t *testing.T, h *house) {
		keys := h.staff(t)
		colleague, _ := h.member(t, "colleague", "agent")
		spots := map[string]spot{"": h.spot(t, "waits", core.ID{}), "held": h.spot(t, "held", core.ID{})}
		h.step(t, spots["held"].conversation, core.Step{Kind: core.StepAssign, AgentID: colleague.AgentID})
		untested := maps.Clone(h.ops)
		for _, r := range rights() {
			id, _, _ := strings.Cut(r.op, "#")
			op, ok := h.ops[id]
			if !ok {
				t.Errorf("the API has no operation %q: take its line out of hub/matrix_rights_test.go", id)
				continue
			}
			delete(untested, id)
			names := spots[r.in].of(op)
			if strings.Contains(op.path, "/contacts/{id}") {
				names = nil // what people are is not changed here
			}
			a := h.ask(t, "", op, names, r.body)
			if open := a.code != "auth.missing"; open != (r.may == anybody) {
				t.Errorf("%s without a key: %d %s", r.op, a.status, a.code)
			}
			if r.may == anybody {
				h.mayHeDo(t, r, anybody, a)
				continue
			}
			for role, key := range keys {
				h.mayHeDo(t, r, role, h.ask(t, key, op, names, r.body))
			}
		}
		for _, id := range slices.Sorted(maps.Keys(untested)) {
			t.Errorf("%s %s has no line. Add one to rights() in hub/matrix_rights_test.go, with those who may:\n\t{op: %q, may: agents},", h.ops[id].method, h.ops[id].path, id)
		}
	})
}

func (h *house) mayHeDo(t *testing.T, r right, role string, a gotten) {
	t.Helper()
	refused := a.code == "auth.forbidden"
	may := r.may == anybody || slices.Contains(strings.Fields(r.may), role)
	switch {
	case a.code == "request.invalid" || a.code == "request.malformed" || a.code == "request.media_type":
		t.Errorf("%s as %s: the rights were not asked for, as the request is not understood. Give its line in hub/matrix_rights_test.go a body that is:\n%s", r.op, role, a.body)
	case a.status >= 500 || a.status == http.StatusTooManyRequests || a.status == http.StatusUnauthorized && r.may != anybody:
		t.Errorf("%s as %s: %d %s", r.op, role, a.status, a.body)
	case refused == may:
		t.Errorf("%s as %s: %d %s; by its line in hub/matrix_rights_test.go this role may: %v", r.op, role, a.status, a.code, may)
	}
}

// unseen are the answers to who names what it does not see.
var unseen = []string{"conversation.not_found", "contact.not_found", "attachment.not_found"}

// TestWhoSeesWhat tries each operation that names a conversation, a contact or
// an attachment, in each place, with each scope and all permissions.
func TestWhoSeesWhat(t *testing.T) {
	t.Parallel()
	houses(t, func(t *testing.T, h *house) {
		for _, scope := range core.Scopes() {
			_, err := h.CreateRole(context.Background(), root(), core.Role{Name: "sees " + string(scope), Scope: scope, Permissions: core.Permissions()})
			must(t, err)
			key, spots := h.places(t, scope)
			for _, r := range rights() {
				id, _, _ := strings.Cut(r.op, "#")
				op := h.ops[id]
				if spots[0].of(op) == nil || sightless[id] != "" {
					continue
				}
				for i, sight := range sights {
					want := sight.of(scope)
					a := h.ask(t, key, op, spots[i].of(op), r.body)
					if sees := !slices.Contains(unseen, a.code); sees != want || a.status >= 500 || a.code == "auth.forbidden" {
						t.Errorf("%s of what is %s, with the scope %s: %d %s; is it to be seen: %v", r.op, sight.place, scope, a.status, a.code, want)
					}
				}
			}
			h.lists(t, key, scope, spots)
			h.unlisted(t, key, scope, spots)
		}
	})
}

// places makes an agent with a scope, and a conversation in each place of sights.
func (h *house) places(t *testing.T, scope core.Scope) (key string, spots []spot) {
	t.Helper()
	v, key := h.member(t, "agent "+string(scope), "sees "+string(scope))
	other, _ := h.member(t, "other "+string(scope), "agent")
	mine := h.team(t, "mine", core.ID{}, v.AgentID)
	middle := h.team(t, "middle", mine)
	within, others := h.team(t, "within", middle, other.AgentID), h.team(t, "others", core.ID{}, other.AgentID)
	for i, team := range []core.ID{others, others, mine, within, {}, others} {
		spots = append(spots, h.spot(t, fmt.Sprint(sights[i].place, scope), team))
	}
	h.step(t, spots[0].conversation, core.Step{Kind: core.StepAssign, AgentID: v.AgentID})
	must(t, h.Invite(context.Background(), root(), spots[1].conversation, v.AgentID))
	for _, i := range []int{1, 2, 3, 5} {
		h.step(t, spots[i].conversation, core.Step{Kind: core.StepAssign, AgentID: other.AgentID})
	}
	return key, spots
}

// lists compares what lists show with the table.
func (h *house) lists(t *testing.T, key string, scope core.Scope, spots []spot) {
	t.Helper()
	for path, id := range map[string]func(spot) core.ID{"/conversations": func(s spot) core.ID { return s.conversation },
		"/contacts": func(s spot) core.ID { return s.contact }} {
		a := h.send(t, key, http.MethodGet, api.Prefix+path+"?limit=200", nil, "")
		for i, sight := range sights {
			want := sight.of(scope)
			if strings.Contains(a.body, `"id":"`+id(spots[i]).String()) != want {
				t.Errorf("the list of %s with the scope %s has what is %s: %v", path, scope, sight.place, !want)
			}
		}
	}
}

// everywhere lists operations that show what nobody's scope narrows, with the reason.
var everywhere = map[string]string{
	"list-jobs": "engineers look after all", "list-raws": "engineers look after all", "list-account-raws": "engineers look after all",
	"list-audit": "it tells of all that was changed",
}

// unlisted asks all that names nothing for what the agent does not see.
func (h *house) unlisted(t *testing.T, key string, scope core.Scope, spots []spot) {
	t.Helper()
	for id, op := range h.ops {
		if op.method != http.MethodGet || spots[0].of(op) != nil || everywhere[id] != "" {
			continue
		}
		a := h.ask(t, key, op, nil, "")
		for i, sight := range sights {
			if sight.of(scope) {
				continue
			}
			for what, hidden := range map[string]core.ID{"conversation": spots[i].conversation, "contact": spots[i].contact, "message": spots[i].message} {
				if strings.Contains(a.body, hidden.String()) {
					t.Errorf("%s shows with the scope %s a %s that is %s", id, scope, what, sight.place)
				}
			}
		}
	}
}

func TestMergingNeedsTheSightOfBoth(t *testing.T) {
	t.Parallel()
	h := newHouse(t, "")
	_, err := h.CreateRole(context.Background(), root(), core.Role{Name: "sees team", Scope: core.ScopeTeam, Permissions: core.Permissions()})
	must(t, err)
	key, spots := h.places(t, core.ScopeTeam)
	own, foreign := spots[0], spots[5]
	for _, c := range []struct {
		from, into spot
		status     int
	}{{own, foreign, 404}, {foreign, own, 404}, {own, spots[4], 204}} {
		a := h.ask(t, key, h.ops["merge-contact"], c.from.of(h.ops["merge-contact"]), `{"into":"`+c.into.contact.String()+`"}`)
		if a.status != c.status {
			t.Errorf("%d %s, want %d", a.status, a.body, c.status)
		}
	}
	for _, c := range []struct {
		from, into spot
		status     int
	}{{own, foreign, 404}, {foreign, own, 404}, {own, spots[1], 409}} { // that one is of somebody else
		a := h.ask(t, key, h.ops["merge-conversation"], c.from.of(h.ops["merge-conversation"]), `{"into":"`+c.into.conversation.String()+`"}`)
		if a.status != c.status {
			t.Errorf("conversations: %d %s, want %d", a.status, a.body, c.status)
		}
	}
}
