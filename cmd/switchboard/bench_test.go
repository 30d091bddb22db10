package main_test

import (
	"encoding/json"
	"os/exec"
	"strings"
	"testing"
)

// The benches measure a hub of their own; here some of them only have to work, on
// little data and for a moment.
func TestABenchPrintsTheHubsFigureAndItsRatio(t *testing.T) {
	t.Parallel()
	path, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	for suite, figure := range map[string]string{"inbound": "hub", "idle": "rss_mb", "inbound --channel=wechat": "wechat"} {
		t.Run(suite, func(t *testing.T) {
			args := append([]string{"bench"}, strings.Fields(suite)...)
			out, err := exec.Command(path, append(args, "--stored", "3000", "--seconds", "3", "--connections", "8", "--dir", t.TempDir())...).Output()
			if err != nil {
				t.Fatal(err)
			}
			var result map[string]any
			if err := json.Unmarshal(out, &result); err != nil {
				t.Fatalf("%v in %s", err, out)
			}
			ratio, ok := result["ratio"].(float64)
			if !ok || ratio <= 0 || result[figure] == nil {
				t.Errorf("bench %s printed %s", suite, out)
			}
		})
	}
}
