package email_test

import (
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/internal/goldentest"
	"github.com/switchboard-hub/switchboard/normalize/email"
)

var update = goldentest.Update()

const fixtures = "../../testdata/email"

func TestGolden(t *testing.T) {
	t.Parallel()
	goldentest.Run(t, fixtures, *update, func(_ string, body []byte) ([]core.Envelope, error) {
		return email.Normalize(core.Raw{Kind: email.Kind, Body: body, Header: map[string]string{"reply_text": "yes"}})
	})
}
