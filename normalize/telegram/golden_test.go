package telegram_test

import (
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/internal/goldentest"
	"github.com/switchboard-hub/switchboard/normalize/telegram"
)

var update = goldentest.Update()

const fixtures = "../../testdata/telegram"

// payloads lists the fixtures that are updates.
func payloads(t testing.TB) []string {
	t.Helper()
	return goldentest.Payloads(t, fixtures)
}

func TestGolden(t *testing.T) {
	t.Parallel()
	goldentest.Run(t, fixtures, *update, func(_ string, body []byte) ([]core.Envelope, error) {
		return telegram.Normalize(core.Raw{Kind: telegram.Kind, Body: body})
	})
}
