package hub_test

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store/db"
	"github.com/switchboard-hub/switchboard/web"
)

// named proves a user by a token that calls itself something.
func (s *site) named(subject, id string) string {
	claims, _ := json.Marshal(object{"sub": subject, "aud": s.account.ID.String(), "jti": id,
		"iat": time.Now().Unix(), "exp": time.Now().Add(time.Hour).Unix()}) // always encodes
	text := base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"HS256"}`)) + "." + base64.RawURLEncoding.EncodeToString(claims)
	return text + "." + base64.RawURLEncoding.EncodeToString(sign(siteSecret, text))
}

func TestATokenThatNamesItselfIsGoodForOneSession(t *testing.T) {
	t.Parallel()
	onSites(t, generous(), func(t *testing.T, s *site) {
		first := s.named("7", "one")
		v := s.visit(object{"identity": first})
		s.say(v.Token, "1", "my order")
		refused := func(r reply) {
			t.Helper()
			if r.status != 401 || r.code() != "widget.identity_used" {
				t.Errorf("a token that was used opens: %d %s", r.status, r.body)
			}
		}
		refused(s.do("POST", "/session", "", object{"identity": first}))
		thief := s.visit(nil)
		refused(s.do("POST", "/session", "", object{"token": thief.Token, "identity": first}))
		refused(s.do("POST", "/identify", thief.Token, object{"identity": first}))
		if s.texts(thief.Token) != "" {
			t.Error("the thief reads")
		}
		// The page that has it says it as often as it likes, also with what it got for it.
		for range 2 {
			if v = s.visit(object{"token": v.Token, "identity": first}); s.texts(v.Token) != "my order|" {
				t.Error("the session itself is refused")
			}
		}
		second := s.named("7", "two")
		other := into[web.Session](t, s.do("POST", "/identify", thief.Token, object{"identity": second}), 200)
		if other.Visitor.ID != v.Visitor.ID {
			t.Error("another token of the user is another user")
		}
		refused(s.do("POST", "/session", "", object{"identity": second}))
		must(t, s.h.EndVisitor(context.Background(), web.Caller{Account: s.account.ID, Token: v.Token}))
		refused(s.do("POST", "/session", "", object{"identity": first}))
		for range 2 { // without a name all is as it was
			s.visit(object{"identity": s.jwt("7")})
		}
	})
}

func TestOfManyWhoBringOneTokenOneComesIn(t *testing.T) {
	t.Parallel()
	onSites(t, generous(), func(t *testing.T, s *site) {
		token := s.named("7", "one")
		var in atomic.Int32
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				if r := s.do("POST", "/session", "", object{"identity": token}); r.status == 200 {
					in.Add(1)
				} else if r.code() != "widget.identity_used" {
					t.Errorf("%d %s", r.status, r.body)
				}
			})
		}
		wg.Wait()
		if in.Load() != 1 {
			t.Errorf("%d came in", in.Load())
		}
	})
}

func TestUsedTokensAreForgottenOnceTheyHaveExpired(t *testing.T) {
	t.Parallel()
	onSites(t, generous(), func(t *testing.T, s *site) {
		ctx := context.Background()
		s.visit(object{"identity": s.named("7", "old")})
		s.visit(object{"identity": s.named("8", "young")})
		d := s.h.Store().DB()
		must(t, d.Update(ctx, func(tx db.Tx) error {
			_, err := tx.Exec(ctx, `UPDATE visitor_proofs SET expires_at = $1 WHERE token_id = 'old'`, int64(core.At(time.Now().Add(-2*time.Hour))))
			return err
		}))
		s.h.PruneVisitors(ctx)
		left := ""
		must(t, db.Each(ctx, d, `SELECT token_id FROM visitor_proofs`, nil, func(scan func(...any) error) error {
			var id string
			err := scan(&id)
			left += id
			return err
		}))
		if left != "young" {
			t.Errorf("%q is left", left)
		}
	})
}
