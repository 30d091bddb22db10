package main_test

import (
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

// The rules and the dashboard ask for metrics that a hub has.
func TestTheExamplesAskForMetricsThatAreThere(t *testing.T) {
	t.Parallel()
	n := newNode(t, "")
	n.start()
	resp, err := http.Get("http://" + n.agents + "/metrics")
	fatal(t, err)
	defer resp.Body.Close()
	there, err := io.ReadAll(resp.Body)
	fatal(t, err)
	name := regexp.MustCompile(`\b(?:switchboard|process|go)_[a-z_]+`)
	// A counter by labels is there once something was counted: the sources have it.
	counted := []string{"switchboard_raws_received_total", "switchboard_raws_unreadable_total", "switchboard_jobs_dead_total", "switchboard_sends_total", "switchboard_send_seconds_bucket"}
	for _, file := range []string{"alerts.yaml", "grafana.json"} {
		text, err := os.ReadFile(filepath.Join("..", "..", "deploy", file))
		fatal(t, err)
		asked := name.FindAllString(string(text), -1)
		if len(asked) < 10 {
			t.Errorf("%s asks for %d metrics only", file, len(asked))
		}
		for _, metric := range asked {
			if !slices.Contains(counted, metric) && !strings.Contains(string(there), "\n"+metric+" ") && !strings.Contains(string(there), "\n"+metric+"{") {
				t.Errorf("%s asks for %s, which a hub does not have", file, metric)
			}
		}
	}
}

// The operating pages say of each alarm what it means and what to do.
func TestEachAlarmIsExplained(t *testing.T) {
	t.Parallel()
	rules := readFile(t, filepath.Join("..", "..", "deploy", "alerts.yaml"))
	alarms := regexp.MustCompile(`(?m)- alert: (\w+)$`).FindAllStringSubmatch(rules, -1)
	if len(alarms) < 10 {
		t.Fatalf("%d alarms", len(alarms))
	}
	for _, page := range []string{"operating.md", filepath.Join("zh", "operating.md")} {
		text := readFile(t, filepath.Join("..", "..", "docs", page))
		for _, a := range alarms {
			if !strings.Contains(text, "\n| `"+a[1]+"` |") {
				t.Errorf("%s does not explain %s", page, a[1])
			}
		}
	}
}

// The examples are believed by the programs that read them.
func TestTheExamplesAreValid(t *testing.T) {
	t.Parallel()
	for _, c := range [][]string{
		{"promtool", "check", "rules", "alerts.yaml"},
		{"caddy", "validate", "--adapter", "caddyfile", "--config", "Caddyfile"},
		{"caddy", "validate", "--adapter", "caddyfile", "--config", "Caddyfile.nodes"},
	} {
		t.Run(c[0]+" "+c[len(c)-1], func(t *testing.T) {
			t.Parallel()
			if _, err := exec.LookPath(c[0]); err != nil {
				t.Skipf("skipped: %v", err)
			}
			cmd := exec.CommandContext(t.Context(), c[0], c[1:]...)
			cmd.Dir = filepath.Join("..", "..", "deploy")
			cmd.Env = append(os.Environ(), "HOME="+t.TempDir())
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
	// `switchboard serve` reads its example: it comes as far as the data folder.
	t.Run("switchboard.yaml", func(t *testing.T) {
		t.Parallel()
		n := newNode(t, "")
		n.serveWith([]string{"serve", "--config", filepath.Join("..", "..", "deploy", "switchboard.yaml"), "--data", n.data, "--public", n.public, "--agents", n.agents})
		n.await()
		n.stop()
	})
	t.Run("compose.yaml", func(t *testing.T) {
		t.Parallel()
		text, err := os.ReadFile(filepath.Join("..", "..", "deploy", "compose.yaml"))
		fatal(t, err)
		var file struct {
			Services map[string]struct {
				Environment map[string]string
			}
		}
		fatal(t, yaml.Unmarshal(text, &file))
		path, err := binary()
		fatal(t, err)
		help, err := exec.CommandContext(t.Context(), path, "serve", "--help").CombinedOutput()
		fatal(t, err)
		for _, node := range []string{"one", "two"} {
			if len(file.Services[node].Environment) == 0 {
				t.Errorf("%s has no settings", node)
			}
			for setting := range file.Services[node].Environment {
				if !strings.Contains(string(help), "$"+setting) {
					t.Errorf("%s is no setting of the hub", setting)
				}
			}
		}
	})
}
