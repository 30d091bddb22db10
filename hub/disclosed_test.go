package hub_test

import (
	"context"
	"crypto/ed25519"
	"crypto/x509"
	"encoding/pem"
	"maps"
	"math/big"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/connectors/email"
	"github.com/switchboard-hub/switchboard/connectors/telegram"
	"github.com/switchboard-hub/switchboard/connectors/wechat"
	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/hub"
)

// Nobody listens there, and no hub may call it: what is saved is saved unchecked.
const (
	here  = "http://127.0.0.1:9"
	there = "http://127.0.0.2:9"
)

// Who may change accounts is not told their secrets by pointing them elsewhere.
func TestASecretGoesToNoOtherServer(t *testing.T) {
	t.Parallel()
	telegramSet := map[string]string{"token": "1:abcdefghijklmnopqrstuvwxyzABCDEFGH1", "api_base": here}
	wechatSet := map[string]string{"kind": "official", "appid": "wx0123456789abcdef", "secret": "0123456789abcdef0123456789abcdef", "api_base": here}
	mail := map[string]string{"address": "a@example.com", "imap_url": "imap://127.0.0.1:9?starttls=0", "smtp_url": "smtp://127.0.0.1:9?starttls=0", "password": "p"}
	inURL := map[string]string{"address": "a@example.com", "imap_url": "imaps://u:p@127.0.0.1:9", "smtp_url": "smtps://127.0.0.1:9"}
	granted := map[string]string{"address": "a@example.com", "imap_url": "imaps://127.0.0.1:9", "smtp_url": "smtps://127.0.0.1:9",
		"oauth_client_id": "c", "oauth_client_secret": "s", "oauth_refresh_token": "r", "oauth_token_url": here + "/token"}
	ours, theirs := authority(t), authority(t)
	trusting := map[string]string{"address": "a@example.com", "imap_url": "imaps://127.0.0.1:9", "smtp_url": "smtp://127.0.0.1:9?starttls=1", "password": "p", "tls_ca": ours}
	inTheOpen := maps.Clone(mail)
	inTheOpen["tls_ca"] = ours
	for _, c := range []struct {
		name, channel string
		set, change   map[string]string
		ok            bool
	}{
		{"telegram", "telegram", telegramSet, map[string]string{"api_base": there}, false},
		{"telegram, back to the public one", "telegram", telegramSet, map[string]string{"api_base": ""}, false},
		{"telegram, a port", "telegram", telegramSet, map[string]string{"api_base": "http://127.0.0.1:10"}, false},
		{"telegram, a path", "telegram", telegramSet, map[string]string{"api_base": here + "/bots"}, true},
		{"telegram, with the token", "telegram", telegramSet, map[string]string{"api_base": there, "token": telegramSet["token"]}, true},
		{"telegram, something else", "telegram", telegramSet, map[string]string{"receive": "poll"}, true},
		{"wechat", "wechat", wechatSet, map[string]string{"api_base": there}, false},
		{"wechat, with another secret", "wechat", wechatSet, map[string]string{"api_base": there, "token": "abcdef"}, false},
		{"wechat, with the secret", "wechat", wechatSet, map[string]string{"api_base": there, "secret": wechatSet["secret"]}, true},
		{"imap", "email", mail, map[string]string{"imap_url": "imap://127.0.0.2:9?starttls=0"}, false},
		{"smtp", "email", mail, map[string]string{"smtp_url": "smtp://127.0.0.2:9?starttls=0"}, false},
		{"imap in the open", "email", granted, map[string]string{"imap_url": "imap://127.0.0.1:9?starttls=0"}, false},
		{"smtp, with the password", "email", mail, map[string]string{"smtp_url": "smtp://127.0.0.2:9?starttls=0", "password": "p"}, true},
		{"smtp, with its own", "email", mail, map[string]string{"smtp_url": "smtp://u:q@127.0.0.2:9?starttls=0"}, true},
		{"smtp, by the other's password", "email", inURL, map[string]string{"smtp_url": "smtps://127.0.0.2:9"}, false},
		{"another provider", "email", mail, map[string]string{"provider": "163", "imap_url": "", "smtp_url": ""}, false},
		{"where tokens are got", "email", granted, map[string]string{"oauth_token_url": there + "/token"}, false},
		{"where tokens are got, half of it", "email", granted, map[string]string{"oauth_token_url": there + "/token", "oauth_refresh_token": "r"}, false},
		{"where tokens are got, with all", "email", granted, map[string]string{"oauth_token_url": there + "/token", "oauth_refresh_token": "r", "oauth_client_secret": "s"}, true},
		{"where tokens go", "email", granted, map[string]string{"imap_url": "imaps://127.0.0.2:9"}, false},
		{"another authority", "email", trusting, map[string]string{"tls_ca": theirs}, false},
		{"one more authority", "email", trusting, map[string]string{"tls_ca": ours + theirs}, false},
		{"a first authority", "email", inURL, map[string]string{"tls_ca": ours}, false},
		{"an authority, with tokens", "email", granted, map[string]string{"tls_ca": ours}, false},
		{"an authority, then TLS", "email", inTheOpen, map[string]string{"imap_url": "imaps://127.0.0.1:9"}, false},
		{"another authority, with the password", "email", trusting, map[string]string{"tls_ca": theirs, "password": "p"}, true},
		{"the same authority, written otherwise", "email", trusting, map[string]string{"tls_ca": "\n" + ours + "\n"}, true},
		{"no authority any more", "email", trusting, map[string]string{"tls_ca": ""}, true},
		{"an authority where there is no TLS", "email", mail, map[string]string{"tls_ca": ours}, true},
		{"a signature", "email", mail, map[string]string{"signature": "Ann"}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			cfg := hub.Config{Data: t.TempDir(), Offline: true, Channels: func(e connectors.Env) []connectors.Channel {
				return []connectors.Channel{telegram.Channel(e), wechat.Channel(e), email.Channel(e)}
			}}
			h, _ := open(t, cfg)
			a, err := h.AddAccount(context.Background(), root(), c.channel, "shop", c.set)
			must(t, err)
			_, err = h.UpdateAccount(context.Background(), root(), a.ID, nil, c.change)
			if c.ok {
				must(t, err)
				return
			}
			refused(t, err, "account.secret_needed")
			if b, err := h.Account(context.Background(), root(), a.ID); err != nil || !same(a, b) {
				t.Errorf("it was changed all the same: %v, %v", b, err)
			}
		})
	}
}

// authority makes a certificate of a new authority, in PEM.
func authority(t *testing.T) string {
	t.Helper()
	public, key, err := ed25519.GenerateKey(nil)
	must(t, err)
	about := &x509.Certificate{SerialNumber: big.NewInt(1), IsCA: true, BasicConstraintsValid: true, NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(nil, about, about, public, key)
	must(t, err)
	return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))
}

func same(a, b core.Account) bool {
	for key, v := range a.Config {
		if b.Config[key] != v {
			return false
		}
	}
	for key, v := range a.Secrets {
		if b.Secrets[key] != v {
			return false
		}
	}
	return len(a.Config) == len(b.Config) && len(a.Secrets) == len(b.Secrets)
}
