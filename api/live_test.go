package api_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/api"
	"github.com/switchboard-hub/switchboard/core"
)

// TestALargeMessageIsPushedCut: who looks is not cut off by it, and is told to
// fetch it.
func TestALargeMessageIsPushedCut(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		m   core.Message
		cut bool
	}{
		"small": {core.Message{Text: "你好", Content: &core.Content{HTML: "<p>你好</p>", Subject: "x"}}, false},
		"text":  {core.Message{Text: strings.Repeat("你", 100_000)}, true},
		"html":  {core.Message{Text: "你好", Content: &core.Content{HTML: strings.Repeat("x", 1<<20), Subject: "x"}}, true},
		"extra": {core.Message{Text: "你好", Content: &core.Content{Extra: json.RawMessage(`{"mail":"` + strings.Repeat("x", 1<<20) + `"}`), Subject: "x"}}, true},
	} {
		c.m.ID = core.NewID()
		b := api.LiveChange(core.Change{Rev: 3, Message: &c.m})
		var got struct {
			Rev     int64
			Partial bool
			Message struct {
				ID      core.ID
				Text    string
				Content struct{ HTML, Subject string }
			}
		}
		if err := json.Unmarshal(b, &got); err != nil || len(b) > 64<<10 {
			t.Errorf("%s: %d bytes, %v", name, len(b), err)
		}
		if got.Partial != c.cut || got.Rev != 3 || got.Message.ID != c.m.ID || !strings.HasPrefix(c.m.Text, got.Message.Text) || got.Message.Text == "" ||
			c.m.Content != nil && got.Message.Content.Subject != "x" || c.cut && got.Message.Content.HTML != "" {
			t.Errorf("%s: pushed as %.300s", name, b)
		}
	}
}
