package telegram

import (
	"crypto/subtle"
	"net/http"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/core"
	normtelegram "github.com/switchboard-hub/switchboard/normalize/telegram"
)

// secretHeader carries what setWebhook was told as secret_token.
const secretHeader = "X-Telegram-Bot-Api-Secret-Token" //nolint:gosec // its name, no secret

// Gate checks the secret and nothing else. It does not look into the body: an
// update that came from the platform is kept even where nobody can read it yet.
type Gate struct{}

// Open implements connectors.Gate.
func (Gate) Open(a core.Account, r connectors.Request) (connectors.Verdict, error) {
	want, got := a.Setting(keySecret), r.Header.Get(secretHeader)
	if want == "" || subtle.ConstantTimeCompare([]byte(want), []byte(got)) != 1 {
		return connectors.Verdict{}, connectors.ErrUnverified
	}
	raw := core.Raw{AccountID: a.ID, Channel: Name, Kind: normtelegram.Kind, Body: r.Body, ReceivedAt: core.At(r.Now)}
	return connectors.Verdict{Raws: []core.Raw{raw}, Ack: connectors.Reply{Status: http.StatusOK}}, nil
}
