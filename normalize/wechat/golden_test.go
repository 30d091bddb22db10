package wechat_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/internal/goldentest"
	"github.com/switchboard-hub/switchboard/normalize/wechat"
)

var update = goldentest.Update()

const fixtures = "../../testdata/wechat"

// payloads lists the fixtures that are what WeChat sent.
func payloads(t testing.TB) []string {
	t.Helper()
	return goldentest.Payloads(t, fixtures)
}

// kindOf reads a fixture's kind from its name.
func kindOf(file string) string {
	name := strings.TrimPrefix(filepath.Base(file), "bad_")
	switch {
	case strings.HasPrefix(name, "kf_bell"):
		return wechat.KindBell
	case strings.HasPrefix(name, "kf_"):
		return wechat.KindKF
	case strings.HasPrefix(name, "mini_"):
		return wechat.KindMiniProgram
	}
	return wechat.KindOfficial
}

func TestGolden(t *testing.T) {
	t.Parallel()
	goldentest.Run(t, fixtures, *update, func(file string, body []byte) ([]core.Envelope, error) {
		return wechat.Normalize(core.Raw{Kind: kindOf(file), Body: body})
	})
}

// TestKindOf: by what is in it, a body is read as it is by its kind.
func TestKindOf(t *testing.T) {
	t.Parallel()
	for _, file := range payloads(t) {
		body, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		got, want := wechat.KindOf(body), kindOf(file)
		if want == wechat.KindMiniProgram && got == wechat.KindOfficial {
			got = want // both push it, and it is read in one way
		}
		if got != want && !strings.HasPrefix(filepath.Base(file), "bad_") {
			t.Errorf("%s: %s, want %s", filepath.Base(file), got, want)
		}
	}
}
