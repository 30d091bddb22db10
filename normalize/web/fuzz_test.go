package web_test

import (
	"os"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/normalize/web"
)

// FuzzNormalize: whatever the event, an envelope names its person and itself.
func FuzzNormalize(f *testing.F) {
	kinds := []string{web.KindMessage, web.KindRead, web.KindContact, web.KindIdentify, "web.unheard"}
	for _, file := range payloads(f) {
		body, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for i := range kinds {
			f.Add(uint8(i), body)
		}
	}
	f.Fuzz(func(t *testing.T, kind uint8, body []byte) {
		envs, err := web.Normalize(core.Raw{Kind: kinds[int(kind)%len(kinds)], Body: body})
		if err != nil && envs != nil {
			t.Fatal("an error and envelopes")
		}
		for _, e := range envs {
			if e.Key == "" || e.User.ExternalID == "" || e.Direction != core.In {
				t.Errorf("it names nothing: %+v", e)
			}
			if e.Type == core.TypeMessage && (e.Content == nil || e.ExternalID != e.Key || e.Content.Kind == "") {
				t.Errorf("a message without content or name: %+v", e)
			}
		}
	})
}
