package email

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/connectors/email/mailtest"
	"github.com/switchboard-hub/switchboard/core"
)

// legs writes how each leg fared: name=state, with a code behind those that say one.
func legs(list []core.Leg) string {
	var out []string
	for _, l := range list {
		text := l.Name + "=" + string(l.State)
		if l.Code != "" {
			text += "(" + l.Code + ")"
		}
		out = append(out, text)
	}
	return strings.Join(out, " ")
}

func TestEachLegSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	s := mailtest.Shared(t)
	quiet := newProxy(t, s.IMAPS) // nothing is passed on
	quiet.mu.Lock()
	close(quiet.stalled)
	quiet.mu.Unlock()
	const (
		good     = "imap_connect=ok imap_tls=ok imap_login=ok folder=ok idle=ok"
		goodSMTP = " smtp_connect=ok smtp_tls=ok smtp_login=ok"
	)
	for name, c := range map[string]struct {
		change func(*mailbox)
		want   string
	}{
		"good": {func(*mailbox) {}, good + goodSMTP},
		"password": {func(m *mailbox) {
			m.a.Secrets[keyIMAP] = strings.Replace(m.a.Secrets[keyIMAP], ":secret@", ":geheimnis@", 1)
		},
			"imap_connect=ok imap_tls=ok imap_login=failed(email.login_refused) folder=waiting idle=waiting" + goodSMTP},
		"smtp password": {func(m *mailbox) {
			m.a.Secrets[keySMTP] = strings.Replace(m.a.Secrets[keySMTP], ":secret@", ":geheimnis@", 1)
		},
			good + " smtp_connect=ok smtp_tls=ok smtp_login=failed(email.sign_in_refused)"},
		"certificate": {func(m *mailbox) { delete(m.a.Config, keyCA) },
			"imap_connect=ok imap_tls=failed(email.certificate) imap_login=waiting folder=waiting idle=waiting smtp_connect=ok smtp_tls=failed(email.certificate) smtp_login=waiting"},
		"name": {func(m *mailbox) {
			m.a.Secrets[keyIMAP] = strings.Replace(m.a.Secrets[keyIMAP], "127.0.0.1", "imap.nowhere.invalid", 1)
		},
			"imap_connect=failed(email.host_unknown) imap_tls=waiting imap_login=waiting folder=waiting idle=waiting" + goodSMTP},
		"no TLS there": {func(m *mailbox) { m.a.Secrets[keyIMAP] = strings.Replace(m.a.Secrets[keyIMAP], s.IMAPS, s.IMAP, 1) },
			"imap_connect=ok imap_tls=failed(email.no_tls) imap_login=waiting folder=waiting idle=waiting" + goodSMTP},
		"nobody there": {func(m *mailbox) {
			m.a.Secrets[keyIMAP] = strings.Replace(m.a.Secrets[keyIMAP], s.IMAPS, "127.0.0.1:1", 1)
		},
			"imap_connect=failed(email.unreachable) imap_tls=waiting imap_login=waiting folder=waiting idle=waiting" + goodSMTP},
		"silence": {func(m *mailbox) {
			m.c.timing.dial = 300 * time.Millisecond
			m.a.Secrets[keyIMAP] = strings.Replace(m.a.Secrets[keyIMAP], s.IMAPS, quiet.Addr().String(), 1)
		}, "imap_connect=failed(email.unreachable) imap_tls=waiting imap_login=waiting folder=waiting idle=waiting" + goodSMTP},
		"folder": {func(m *mailbox) { m.a.Config[keyFolder] = "工作" },
			"imap_connect=ok imap_tls=ok imap_login=ok folder=failed(email.folder_refused) idle=waiting" + goodSMTP},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := newMailbox(t, s, nil)
			c.change(m)
			got := m.c.Test(t.Context(), m.a)
			if legs(got) != c.want {
				t.Errorf("the legs are\n%s, want\n%s", legs(got), c.want)
			}
			_, err := m.c.Verify(t.Context(), m.a)
			if (err == nil) != !strings.Contains(c.want, "failed") {
				t.Errorf("verifying says %v", err)
			}
			if all := fmt.Sprint(got, err); strings.Contains(all, "secret@") || strings.Contains(all, "geheimnis") {
				t.Errorf("the password is said: %s", all)
			}
		})
	}
}

func TestConnectingAgainGoesOnWhereReadingWas(t *testing.T) {
	t.Parallel()
	m := newMailbox(t, mailtest.Shared(t), nil)
	m.put(time.Now(), "before")
	m.link()
	key, first := m.a.Secrets[keyTokenKey], m.a.Cursor
	if at, ok := readCursor(first); !ok || at.next != 2 || len(key) < 40 {
		t.Fatalf("the cursor is %q, the key has %d letters", first, len(key))
	}
	m.put(time.Now(), "after")
	m.link()
	if m.a.Cursor != first || m.a.Secrets[keyTokenKey] != key {
		t.Errorf("the cursor is %s, was %s", m.a.Cursor, first)
	}
	if err := m.server.CreateFolder(m.address, "Desk"); err != nil {
		t.Fatal(err)
	}
	m.a.Config[keyFolder] = "Desk"
	m.link()
	if m.a.Cursor == first || m.a.Secrets[keyTokenKey] != key {
		t.Errorf("another folder has the cursor %s", m.a.Cursor)
	}
}

// provider gives access tokens for a mailbox, each with a new refresh token.
type provider struct {
	*httptest.Server
	server  *mailtest.Server
	mailbox string

	mu      sync.Mutex
	given   int
	refresh string // the one that is good
	refuse  string // an error to answer with
}

func newProvider(t *testing.T, s *mailtest.Server) *provider {
	t.Helper()
	p := &provider{server: s, refresh: "refresh-0"}
	p.Server = httptest.NewServer(p)
	t.Cleanup(p.Close)
	return p
}

// ServeHTTP implements http.Handler.
func (p *provider) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	answer := map[string]any{}
	switch {
	case p.refuse != "":
		w.WriteHeader(http.StatusBadRequest)
		answer["error"] = p.refuse
	case r.FormValue("grant_type") != "refresh_token" || r.FormValue("client_id") != "app" || r.FormValue("refresh_token") != p.refresh:
		w.WriteHeader(http.StatusBadRequest)
		answer["error"], answer["error_description"] = "invalid_grant", "it is not "+r.FormValue("refresh_token")
	default:
		p.given++
		p.refresh = fmt.Sprint("refresh-", p.given)
		token := fmt.Sprintf("%s-access-%d", p.mailbox, p.given)
		p.server.Grant(token, p.mailbox)
		answer["access_token"], answer["refresh_token"], answer["expires_in"] = token, p.refresh, 3600
	}
	_ = json.NewEncoder(w).Encode(answer)
}

func (p *provider) revoke() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.server.Revoke(fmt.Sprintf("%s-access-%d", p.mailbox, p.given))
}

func oauthMailbox(t *testing.T) (*mailbox, *provider) {
	t.Helper()
	s := mailtest.Shared(t)
	p := newProvider(t, s)
	m := newMailbox(t, s, map[string]string{keyOAuthToken: p.URL, keyOAuthClient: "app"})
	m.a.Secrets[keyIMAP], m.a.Secrets[keySMTP] = "imaps://"+s.IMAPS, "smtps://"+s.SMTPS
	m.a.Secrets[keyOAuthRefresh] = "refresh-0"
	p.mailbox = m.address
	return m, p
}

func TestAMailboxIsLinkedByOAuth2(t *testing.T) {
	t.Parallel()
	m, p := oauthMailbox(t)
	m.link()
	if got := legs(m.c.Test(t.Context(), m.a)); strings.Contains(got, "failed") || !strings.Contains(got, "oauth=ok") {
		t.Error(got)
	}
	if p.given != 1 {
		t.Errorf("%d access tokens were asked for", p.given)
	}
	b := newInbox(t)
	m.receive(b)
	b.heard(1, 0)
	p.revoke() // before its time
	if err := m.server.Kick(m.address); err != nil {
		t.Fatal(err)
	}
	m.deliver("by another token")
	b.has("by another token")
	if p.given != 2 {
		t.Errorf("%d access tokens were asked for", p.given)
	}
	other := newMailbox(t, m.server, nil) // another process, that shares what is kept
	other.c.env.Keep = m.c.env.Keep
	if _, err := other.c.Verify(t.Context(), m.a); err != nil || p.given != 2 {
		t.Errorf("another process: %v, %d tokens", err, p.given)
	}
}

func TestARefusedGrantSaysWhatToDo(t *testing.T) {
	t.Parallel()
	for refusal, want := range map[string]string{"invalid_grant": "email.oauth_refused", "invalid_client": "email.oauth_refused", "temporarily_unavailable": "email.token_unavailable"} {
		m, p := oauthMailbox(t)
		p.refuse = refusal
		_, err := m.c.Verify(t.Context(), m.a)
		var said *core.Problem
		if !errors.As(err, &said) || said.Code != want {
			t.Errorf("%s: %v", refusal, err)
		}
		if got := legs(m.c.Test(t.Context(), m.a)); !strings.Contains(got, "oauth=failed("+want+")") {
			t.Errorf("%s: %s", refusal, got)
		}
	}
	m, _ := oauthMailbox(t)
	m.a.Secrets[keyOAuthRefresh] = "refresh-of-yesterday"
	if _, err := m.c.Verify(t.Context(), m.a); err == nil || strings.Contains(err.Error(), "yesterday") {
		t.Errorf("an old refresh token: %v", err)
	}
}

func TestARotatedRefreshTokenIsKeptBeforeTheAccessTokenIsUsed(t *testing.T) {
	t.Parallel()
	m, _ := oauthMailbox(t)
	s, err := read(m.a)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := m.c.accessToken(t.Context(), m.a, s); err != nil {
		t.Fatal(err)
	}
	if kept, err := m.c.env.Keep.Look(t.Context(), refreshName(m.a, s)); kept != "refresh-1" || err != nil {
		t.Errorf("the kept refresh token is %q, %v", kept, err)
	}
	if err := m.c.env.Keep.Drop(t.Context(), accessName(m.a, s), m.address+"-access-1"); err != nil {
		t.Fatal(err)
	}
	if token, err := m.c.accessToken(t.Context(), m.a, s); err != nil || token != m.address+"-access-2" {
		t.Errorf("the next access token is %q, %v", token, err)
	}
}
