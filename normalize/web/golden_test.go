package web_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/internal/goldentest"
	"github.com/switchboard-hub/switchboard/normalize/web"
)

var update = goldentest.Update()

const fixtures = "../../testdata/web"

// payloads lists the fixtures that are events.
func payloads(t testing.TB) []string {
	t.Helper()
	return goldentest.Payloads(t, fixtures)
}

// kindOf reads the kind from a fixture's name.
func kindOf(file string) string {
	first, _, _ := strings.Cut(strings.TrimSuffix(filepath.Base(file), ".json"), "_")
	switch first {
	case "read", "contact", "identify":
		return "web." + first
	}
	return web.KindMessage
}

func TestGolden(t *testing.T) {
	t.Parallel()
	goldentest.Run(t, fixtures, *update, func(file string, body []byte) ([]core.Envelope, error) {
		return web.Normalize(core.Raw{Kind: kindOf(file), Body: body})
	})
}
