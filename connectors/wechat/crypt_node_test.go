package wechat

import (
	"bytes"
	"encoding/json"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// TestCryptographyOfOthers seals and opens with public implementations for
// Node, Tencent's own among them. scripts/pages install gets them.
func TestCryptographyOfOthers(t *testing.T) {
	t.Parallel()
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("node is missing")
	}
	if _, err := os.Stat("testdata/crypto/node_modules"); err != nil {
		t.Skip("the packages of testdata/crypto are not installed: scripts/pages install")
	}
	messages := []string{words, strings.Repeat("好", 10), strings.Repeat("x", 4096)}
	for n := range 33 { // every length of padding
		messages = append(messages, strings.Repeat("a", n+1))
	}
	ask := map[string]any{"token": aToken, "key": aKey, "id": anAppID, "timestamp": "1700000000", "nonce": "9", "messages": messages}
	var ours []string
	for _, m := range messages {
		ours = append(ours, sealFor(t, aKey, anAppID, m))
	}
	ask["sealed"] = ours
	in, err := json.Marshal(ask)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), node, "seal.js")
	cmd.Dir, cmd.Stdin, cmd.Stderr = "testdata/crypto", bytes.NewReader(in), os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var answer struct {
		Seals  [][]struct{ By, Encrypt, Signature string }
		Opened [][]struct{ By, Message, ID string }
	}
	if err := json.Unmarshal(out, &answer); err != nil {
		t.Fatal(err)
	}
	if len(answer.Seals) != len(ours) || len(answer.Opened) != len(ours) {
		t.Fatalf("%d and %d answers to %d messages", len(answer.Seals), len(answer.Opened), len(ours))
	}
	for i, want := range messages {
		for _, s := range answer.Seals[i] {
			v, err := (Gate{}).Open(official(modeSafe), posted(http.MethodPost, envelope(s.Encrypt), "", "msg_signature", s.Signature))
			if err != nil || len(v.Raws) != 1 || string(v.Raws[0].Body) != want {
				t.Errorf("what %s sealed (%d bytes) is not opened: %v", s.By, len(want), err)
			}
		}
		for _, o := range answer.Opened[i] {
			if o.Message != want || o.ID != anAppID {
				t.Errorf("%s opens %q for %q", o.By, o.Message, o.ID)
			}
		}
	}
}
