package main_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// A payload of WeChat says by itself which of the kinds it is.
func TestNormalizeTellsTheKindsOfWechat(t *testing.T) {
	t.Parallel()
	path, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	for file, want := range map[string]int{"text.xml": 1, "image.xml": 1, "kf_image.json": 1, "kf_bell.xml": 0} {
		body, err := os.ReadFile(filepath.Join("..", "..", "testdata", "wechat", file))
		if err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(path, "normalize", "wechat")
		var errs bytes.Buffer
		cmd.Stdin, cmd.Stderr = bytes.NewReader(body), &errs
		out, err := cmd.Output()
		var envelopes []json.RawMessage
		if err != nil || json.Unmarshal(out, &envelopes) != nil || len(envelopes) != want {
			t.Errorf("%s: %v %s%s", file, err, out, errs.String())
		}
	}
}
