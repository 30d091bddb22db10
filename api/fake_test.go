package api_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"

	"github.com/switchboard-hub/switchboard/api"
	"github.com/switchboard-hub/switchboard/core"
)

// backend is a hub in memory: it remembers what it was asked for, fails where
// it is told to, and answers with a few fixed rows.
type backend struct {
	mu    sync.Mutex
	calls []string         // "Name arg arg"
	fails map[string]error // by method
	keys  map[string]session
	posts map[string]core.Draft // by client message id

	conversations []core.ConversationView
	messages      []core.Message
	changes       []core.Change
	media         core.Media
	uploaded      []byte
	asked         int // how often Authenticate was

	signIns map[string]session // browsers' sessions, by token
}

type session struct {
	viewer core.Viewer
	key    core.APIKey
	signIn core.Session
}

var _ api.Backend = (*backend)(nil)

var errNotFound = &core.Problem{Status: 404, Code: "conversation.not_found", Text: "there is no such conversation"}

func newBackend() *backend {
	b := &backend{fails: map[string]error{}, keys: map[string]session{}, posts: map[string]core.Draft{}}
	b.keys["owner"] = session{viewer: core.Viewer{AgentID: core.NewID(), Scope: core.ScopeAll, Permissions: core.Permissions()}, key: core.APIKey{ID: core.NewID()}}
	b.signIns = map[string]session{}
	b.keys["reader"] = session{viewer: core.Viewer{AgentID: core.NewID(), Scope: core.ScopeTeam, Permissions: core.Permissions()},
		key: core.APIKey{ID: core.NewID(), Scopes: []core.Permission{core.PermRead}}}
	return b
}

// call records one, and returns how it is to fail.
func (b *backend) call(name string, args ...any) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.calls = append(b.calls, strings.TrimSpace(name+" "+joined(args)))
	if err := b.fails[name]; err != nil {
		if err.Error() == "panic" {
			panic("the backend panics")
		}
		return err
	}
	return nil
}

func joined(args []any) string {
	out := make([]string, len(args))
	for i, a := range args {
		out[i] = fmt.Sprint(a)
	}
	return strings.Join(out, " ")
}

func (b *backend) last() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.calls) == 0 {
		return ""
	}
	return b.calls[len(b.calls)-1]
}

func (b *backend) fail(name string, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.fails[name] = err
}

func (b *backend) Authenticate(_ context.Context, key string) (core.Viewer, core.APIKey, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.asked++
	if err := b.fails["Authenticate"]; err != nil {
		return core.Viewer{}, core.APIKey{}, err
	}
	s, ok := b.keys[key]
	if !ok {
		return core.Viewer{}, core.APIKey{}, &core.Problem{Status: 401, Code: "auth.invalid", Text: "unknown key"}
	}
	return s.viewer, s.key, nil
}

func (b *backend) Conversations(_ context.Context, _ core.Viewer, f core.ConversationFilter, p core.Page) (core.List[core.ConversationView], error) {
	err := b.call("Conversations", f.Status, f.AgentID, f.View, f.Sort, f.Channel, p.After, p.Limit)
	l := core.List[core.ConversationView]{Items: b.conversations}
	if len(l.Items) > p.Limit {
		l = core.List[core.ConversationView]{Items: l.Items[:p.Limit], Next: "cursor"}
	}
	return l, err
}

func (b *backend) Conversation(_ context.Context, _ core.Viewer, id core.ID) (core.ConversationView, error) {
	if err := b.call("Conversation", id); err != nil {
		return core.ConversationView{}, err
	}
	for _, c := range b.conversations {
		if c.ID == id {
			return c, nil
		}
	}
	return core.ConversationView{}, errNotFound
}

func (b *backend) Messages(_ context.Context, _ core.Viewer, id core.ID, after int64, limit int) ([]core.Message, error) {
	err := b.call("Messages", id, after, limit)
	return b.messages[min(int(after), len(b.messages)):min(int(after)+limit, len(b.messages))], err
}

func (b *backend) Changes(_ context.Context, _ core.Viewer, id core.ID, after int64, limit int) ([]core.Change, error) {
	err := b.call("Changes", id, after, limit)
	return b.changes[min(int(after), len(b.changes)):min(int(after)+limit, len(b.changes))], err
}

func (b *backend) Message(_ context.Context, _ core.Viewer, c, m core.ID) (core.Message, error) {
	return b.message(m), b.call("Message", c, m)
}

func (b *backend) message(id core.ID) core.Message {
	return core.Message{ID: id, Kind: "text", Text: "hello", Direction: core.Out, Visibility: core.Public}
}

func (b *backend) Parts(_ context.Context, _ core.Viewer, c, m core.ID) ([]core.PartRow, error) {
	return []core.PartRow{{Part: core.Part{ID: core.NewID(), Content: core.Content{Kind: "text", Text: "hi"}}, State: core.PartFailed,
		ErrorClass: core.Gone, ErrorCode: "telegram.blocked", ErrorText: "blocked"}}, b.call("Parts", c, m)
}

func (b *backend) Exchanges(_ context.Context, _ core.Viewer, c, m core.ID) ([]core.Exchange, error) {
	return []core.Exchange{{ID: core.NewID(), AccountID: core.NewID(), At: 5, Method: "POST", URL: "https://example.com/bot***/send", Status: 403}}, b.call("Exchanges", c, m)
}

func (b *backend) Attachment(ctx context.Context, _ core.Viewer, id core.ID) (core.Attachment, io.ReadCloser, error) {
	bytes := io.NopCloser(&whileAsked{ctx, strings.NewReader("the bytes")})
	return core.Attachment{ID: id, Media: b.media, State: core.AttachmentReady}, bytes, b.call("Attachment", id)
}

func (b *backend) Original(ctx context.Context, _ core.Viewer, c, m core.ID) (io.ReadCloser, error) {
	return io.NopCloser(&whileAsked{ctx, strings.NewReader("From: a@b.cn\r\n\r\nhi")}), b.call("Original", c, m)
}

// whileAsked are the bytes of a store that is far away: no longer to be had
// when the context has ended.
type whileAsked struct {
	ctx context.Context
	io.Reader
}

func (r *whileAsked) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.Reader.Read(p)
}

func (b *backend) Search(_ context.Context, _ core.Viewer, q string, p core.Page) (core.Found, error) {
	return core.Found{List: core.List[core.SearchHit]{Items: []core.SearchHit{{Message: b.message(core.NewID()), ContactID: core.NewID(), ContactName: "王小明", Conversation: core.NewID()}}}},
		b.call("Search", q, p.Limit)
}

func (b *backend) Contacts(_ context.Context, _ core.Viewer, q string, p core.Page) (core.List[core.Contact], error) {
	return core.List[core.Contact]{Items: []core.Contact{{ID: core.NewID(), Kind: core.ContactKnown}}}, b.call("Contacts", q, p.After, p.Limit)
}

func (b *backend) Contact(_ context.Context, _ core.Viewer, id core.ID) (core.Contact, []core.Identity, []string, error) {
	return core.Contact{ID: id, Kind: core.ContactKnown}, []core.Identity{{ID: core.NewID(), AccountID: core.NewID(), ExternalID: "42", Reachable: true}}, []string{"vip"}, b.call("Contact", id)
}

func (b *backend) Post(_ context.Context, _ core.Viewer, c core.ID, d core.Draft) (core.Message, bool, error) {
	if err := b.call("Post", c, d.ClientMessageID, d.Visibility, d.Content.Kind); err != nil {
		return core.Message{}, false, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	before, repeated := b.posts[d.ClientMessageID]
	if repeated && before.Content.Text != d.Content.Text {
		return core.Message{}, false, &core.Problem{Status: 409, Code: "message.conflict", Text: "this client_message_id was used for another message"}
	}
	b.posts[d.ClientMessageID] = d
	return core.Message{ID: core.ID{1}, ClientMessageID: d.ClientMessageID, Text: d.Content.Text, Kind: d.Content.Kind,
		Visibility: d.Visibility, Direction: core.Out, Delivery: core.DeliveryQueued}, repeated, nil
}

func (b *backend) Edit(_ context.Context, _ core.Viewer, c, m core.ID, text string) (core.Message, error) {
	return b.message(m), b.call("Edit", c, m, text)
}

func (b *backend) Delete(_ context.Context, _ core.Viewer, c, m core.ID) (core.Message, error) {
	return b.message(m), b.call("Delete", c, m)
}

func (b *backend) Resolve(_ context.Context, _ core.Viewer, c, m core.ID, decision string) (core.Message, error) {
	return b.message(m), b.call("Resolve", c, m, decision)
}

func (b *backend) Step(_ context.Context, v core.Viewer, c core.ID, s core.Step) (core.ConversationView, error) {
	return core.ConversationView{Conversation: core.Conversation{ID: c, AccountID: core.NewID(), ContactID: core.NewID(), Status: core.StatusActive, Handler: core.HandlerAgent}},
		b.call("Step", c, s.Kind, s.AgentID == v.AgentID, s.TransferID.IsZero(), s.Until, s.Reason, s.Actor.ID == v.AgentID && s.At > 0)
}
func (b *backend) SplitConversation(_ context.Context, _ core.Viewer, c core.ID, messages []core.ID, from core.ID) (core.ConversationView, error) {
	return core.ConversationView{Conversation: core.Conversation{ID: core.NewID(), AccountID: core.NewID(), ContactID: core.NewID(), Status: core.StatusActive, Handler: core.HandlerAgent}}, b.call("SplitConversation", c, len(messages), from.IsZero())
}
func (b *backend) MergeConversations(_ context.Context, _ core.Viewer, c, into core.ID) (core.ConversationView, error) {
	return core.ConversationView{Conversation: core.Conversation{ID: into, AccountID: core.NewID(), ContactID: core.NewID(), Status: core.StatusActive, Handler: core.HandlerAgent}}, b.call("MergeConversations", c, into)
}

func (b *backend) Invite(_ context.Context, _ core.Viewer, c, a core.ID) error {
	return b.call("Invite", c, a)
}
func (b *backend) Leave(_ context.Context, _ core.Viewer, c, a core.ID) error {
	return b.call("Leave", c, a)
}
func (b *backend) Typing(_ context.Context, _ core.Viewer, c core.ID, on bool) error {
	return b.call("Typing", c, on)
}
func (b *backend) TagConversation(_ context.Context, _ core.Viewer, c core.ID, tag string, on bool) error {
	return b.call("TagConversation", c, tag, on)
}
func (b *backend) TagContact(_ context.Context, _ core.Viewer, c core.ID, tag string, on bool) error {
	return b.call("TagContact", c, tag, on)
}

func (b *backend) UpdateContact(_ context.Context, _ core.Viewer, id core.ID, name *string, fields map[string]string) (core.Contact, error) {
	return core.Contact{ID: id, Kind: core.ContactKnown}, b.call("UpdateContact", id, name != nil, fields)
}
func (b *backend) BlockContact(_ context.Context, _ core.Viewer, id core.ID, on bool) error {
	return b.call("BlockContact", id, on)
}
func (b *backend) MergeContacts(_ context.Context, _ core.Viewer, from, into core.ID) error {
	return b.call("MergeContacts", from, into)
}
func (b *backend) UnmergeContact(_ context.Context, _ core.Viewer, id core.ID) error {
	return b.call("UnmergeContact", id)
}

func (b *backend) ExportContact(ctx context.Context, _ core.Viewer, id core.ID) (io.ReadCloser, error) {
	return io.NopCloser(&whileAsked{ctx, strings.NewReader("PK")}), b.call("ExportContact", id)
}

func (b *backend) EraseContact(_ context.Context, _ core.Viewer, id core.ID, confirm string) (core.Erasure, error) {
	return core.Erasure{ContactID: id, Step: core.EraseConversations, By: core.Actor{Kind: core.ByAgent}, CreatedAt: 1}, b.call("EraseContact", id, confirm)
}

func (b *backend) Erasure(_ context.Context, _ core.Viewer, id core.ID) (core.Erasure, error) {
	return core.Erasure{ContactID: id, Step: core.EraseDone, By: core.Actor{Kind: core.BySystem}, CreatedAt: 1, FinishedAt: 2}, b.call("Erasure", id)
}

func (b *backend) Retention(context.Context, core.Viewer) (core.Retention, core.RetentionRun, error) {
	return core.DefaultRetention(), core.RetentionRun{RanAt: 1}, b.call("Retention")
}

func (b *backend) SetRetention(_ context.Context, _ core.Viewer, r core.Retention) error {
	return b.call("SetRetention", r)
}

func (b *backend) PreviewRetention(_ context.Context, _ core.Viewer, r core.Retention) (core.Expiring, error) {
	return core.Expiring{Removed: core.Removed{Raws: 1}}, b.call("PreviewRetention", r)
}

func (b *backend) Upload(_ context.Context, _ core.Viewer, name string, r io.Reader) (core.Upload, error) {
	if err := b.call("Upload", name); err != nil {
		return core.Upload{}, err
	}
	body, err := io.ReadAll(r)
	if err != nil {
		return core.Upload{}, errors.New("the store could not read")
	}
	b.mu.Lock()
	b.uploaded = body
	b.mu.Unlock()
	return core.Upload{Blob: "abc", Name: name, MIME: "text/plain", Size: int64(len(body))}, nil
}
func (b *backend) RetryAttachment(_ context.Context, _ core.Viewer, id core.ID) error {
	return b.call("RetryAttachment", id)
}

func (b *backend) Keys(context.Context, core.Viewer) ([]core.APIKey, error) {
	return []core.APIKey{{ID: core.NewID(), AgentID: core.NewID(), Name: "k", Prefix: "sb_1"}}, b.call("Keys")
}
func (b *backend) CreateKey(_ context.Context, _ core.Viewer, name string, scopes []core.Permission) (string, core.APIKey, error) {
	return "sb_secret", core.APIKey{ID: core.NewID(), AgentID: core.NewID(), Name: name, Scopes: scopes}, b.call("CreateKey", name, scopes)
}
func (b *backend) RevokeKey(_ context.Context, _ core.Viewer, id core.ID) error {
	b.mu.Lock()
	for key, s := range b.keys {
		if s.key.ID == id {
			delete(b.keys, key)
		}
	}
	b.mu.Unlock()
	return b.call("RevokeKey", id)
}

func (b *backend) account(id core.ID) core.Account {
	return core.Account{ID: id, Channel: "test", Name: "Shop", Status: core.AccountActive,
		Config: map[string]string{"mode": "poll", "token": "misplaced-secret"}, Secrets: map[string]string{"secret": "hidden-secret"}}
}
func (b *backend) Accounts(context.Context, core.Viewer) ([]core.Account, error) {
	return []core.Account{b.account(core.NewID())}, b.call("Accounts")
}
func (b *backend) Account(_ context.Context, _ core.Viewer, id core.ID) (core.Account, error) {
	return b.account(id), b.call("Account", id)
}
func (b *backend) AddAccount(_ context.Context, _ core.Viewer, channel, name string, set map[string]string) (core.Account, error) {
	return b.account(core.NewID()), b.call("AddAccount", channel, name, set)
}
func (b *backend) UpdateAccount(_ context.Context, _ core.Viewer, id core.ID, name *string, set map[string]string) (core.Account, error) {
	return b.account(id), b.call("UpdateAccount", id, name != nil, set)
}
func (b *backend) CheckAccount(_ context.Context, _ core.Viewer, id core.ID) (core.Account, error) {
	return b.account(id), b.call("CheckAccount", id)
}
func (b *backend) TestAccount(_ context.Context, _ core.Viewer, id core.ID) ([]core.Leg, error) {
	return []core.Leg{{Name: "credentials", State: core.LegOK}}, b.call("TestAccount", id)
}
func (b *backend) SetAccountStatus(_ context.Context, _ core.Viewer, id core.ID, s core.AccountStatus) (core.Account, error) {
	return b.account(id), b.call("SetAccountStatus", id, s)
}
func (b *backend) CallbackURL(a core.Account) string {
	return "https://hub.example/hooks/test/" + a.ID.String()
}
func (b *backend) Caps(_ context.Context, _ core.Viewer, id core.ID) (core.Caps, error) {
	return core.Caps{Text: core.Limit{Max: 4096, Unit: core.UTF16}}, b.call("Caps", id)
}

func (b *backend) Agents(context.Context, core.Viewer) ([]core.Agent, error) {
	return []core.Agent{{ID: core.NewID(), Name: "Li", Email: "li@example.com", Role: "agent"}}, b.call("Agents")
}
func (b *backend) CreateAgent(_ context.Context, _ core.Viewer, email, name, role, _ string) (core.Agent, error) {
	return core.Agent{ID: core.NewID(), Email: email, Name: name, Role: role}, b.call("CreateAgent", email, name, role)
}
func (b *backend) Teams(context.Context, core.Viewer) ([]core.Team, error) {
	return []core.Team{{ID: core.NewID(), Name: "售后"}}, b.call("Teams")
}
func (b *backend) CreateTeam(_ context.Context, _ core.Viewer, t core.Team) (core.Team, error) {
	t.ID = core.NewID()
	return t, b.call("CreateTeam", t.Name, t.Kind)
}
func (b *backend) RenameTeam(_ context.Context, _ core.Viewer, id core.ID, name string) (core.Team, error) {
	return core.Team{ID: id, Name: name}, b.call("RenameTeam", id, name)
}
func (b *backend) RemoveTeam(_ context.Context, _ core.Viewer, id core.ID) error {
	return b.call("RemoveTeam", id)
}
func (b *backend) SetTeamMembers(_ context.Context, _ core.Viewer, id core.ID, agents []core.ID) error {
	return b.call("SetTeamMembers", id, len(agents))
}

func (b *backend) AccountRaws(_ context.Context, _ core.Viewer, account core.ID, p core.Page) (core.List[core.RawRow], error) {
	return core.List[core.RawRow]{Items: []core.RawRow{b.raw(core.NewID())}}, b.call("AccountRaws", account, p.Limit)
}
func (b *backend) Raws(_ context.Context, _ core.Viewer, s core.RawState, p core.Page) (core.List[core.RawRow], error) {
	return core.List[core.RawRow]{Items: []core.RawRow{b.raw(core.NewID())}}, b.call("Raws", s, p.Limit)
}
func (b *backend) raw(id core.ID) core.RawRow {
	return core.RawRow{Raw: core.Raw{ID: id, AccountID: core.NewID(), Body: []byte("{\xff}")}, State: core.RawFailed, Error: "unreadable"}
}
func (b *backend) ReplayRaw(_ context.Context, _ core.Viewer, id core.ID) (core.RawRow, error) {
	return b.raw(id), b.call("ReplayRaw", id)
}
func (b *backend) Jobs(_ context.Context, _ core.Viewer, s string, p core.Page) (core.List[core.Job], error) {
	return core.List[core.Job]{Items: []core.Job{{ID: 7, Class: core.ClassReply, State: core.JobDead}}}, b.call("Jobs", s, p.Limit)
}
func (b *backend) Diagnose(_ context.Context, _ core.Viewer, check string) ([]core.Finding, error) {
	return []core.Finding{{Check: check, ID: "disk.space", Level: core.FindingOK, Measured: &core.Measure{Value: 1, Unit: core.UnitBytes}}}, b.call("Diagnose", check)
}
func (b *backend) ReplayJob(_ context.Context, _ core.Viewer, id int64) error {
	return b.call("ReplayJob", id)
}
