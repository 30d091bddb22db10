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

	"github.com/switchboard-hub/switchboard/core/store"
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
		{"caddy", "validate", "--adapter", "caddyfile", "--config", "Caddyfile.tiers"},
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
}

// compose is what the tests read of an example for containers.
type compose struct {
	Services map[string]struct {
		Image       string
		Command     []string
		Environment map[string]string
		Volumes     []string
		ReadOnly    bool     `yaml:"read_only"`
		CapDrop     []string `yaml:"cap_drop"`
	}
	Volumes map[string]any
}

func readCompose(t *testing.T, name string) (c compose) {
	t.Helper()
	fatal(t, yaml.Unmarshal([]byte(readFile(t, filepath.Join("..", "..", "deploy", name))), &c))
	return c
}

// The containers' settings are the hub's, and the files that they name are there.
func TestTheExamplesForContainersFit(t *testing.T) {
	t.Parallel()
	path, err := binary()
	fatal(t, err)
	help, err := exec.CommandContext(t.Context(), path, "serve", "--help").CombinedOutput()
	fatal(t, err)
	for name, nodes := range map[string]int{"compose.yaml": 2, "compose.tiers.yaml": 5} {
		file := readCompose(t, name)
		for service, s := range file.Services {
			for _, v := range s.Volumes {
				from, _, _ := strings.Cut(v, ":")
				_, declared := file.Volumes[from]
				if _, err := os.Stat(filepath.Join("..", "..", "deploy", from)); !declared && err != nil {
					t.Errorf("%s: %s wants %s, which is neither a volume nor a file", name, service, from)
				}
			}
			if s.Image != "switchboard" {
				continue
			}
			nodes--
			if len(s.Environment) == 0 || !s.ReadOnly || !slices.Equal(s.CapDrop, []string{"ALL"}) || !slices.Contains(s.Volumes, service+":/data") {
				t.Errorf("%s: %s has no settings, no folder of its own, or too many rights: %+v", name, service, s)
			}
			for setting := range s.Environment {
				if !strings.Contains(string(help), "$"+setting) {
					t.Errorf("%s: %s is no setting of the hub", name, setting)
				}
			}
		}
		if nodes != 0 {
			t.Errorf("%s has %d nodes too few", name, nodes)
		}
	}
}

// The tiers of the example stand behind its proxy: visitors and agents reach their
// own nodes alone, one of visitors is killed, and those that work share the lanes.
func TestTheTiersOfTheExampleBehindItsProxy(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("caddy"); err != nil {
		t.Skipf("skipped: %v", err)
	}
	f := newGateway(t)
	nodes, all := map[string]*node{}, []*node{}
	for name, s := range readCompose(t, "compose.tiers.yaml").Services {
		if s.Image == "switchboard" {
			n := f.home.sibling()
			n.flags = append(n.flags, s.Command[1:]...) // the first word is serve
			if !slices.Contains(s.Command, "visitors") {
				n.public = ""
			}
			nodes[name], all = n, append(all, n)
		}
	}
	f.a, f.b, f.desk = nodes["visitors1"], nodes["visitors2"], nodes["agents1"]
	f.caddy("Caddyfile.tiers", "visitors1:8080", f.a.public, "visitors2:8080", f.b.public, "agents1:8081", f.desk.agents)
	start(all...)
	f.b.until("the proxy passes requests on", func() bool { return f.status(hubName, "/healthz") == 200 && f.status(deskName, "/healthz") == 200 })
	for _, c := range []struct {
		name, path string
		want       int
	}{
		{hubName, "/api/v1/me", http.StatusNotFound}, {hubName, "/widget/v1/loader.js", http.StatusOK}, {hubName, "/metrics", http.StatusNotFound},
		{deskName, "/api/v1/me", http.StatusUnauthorized}, {deskName, "/widget/v1/loader.js", http.StatusNotFound}, {deskName, "/metrics", http.StatusForbidden},
	} {
		if got := f.status(c.name, c.path); got != c.want {
			t.Errorf("%s%s is answered %d, want %d", c.name, c.path, got, c.want)
		}
	}
	watchLanes(nodes["work1"]).within(laneWithin, store.Lanes/2, store.Lanes/2)
	f.signIn()
	f.talk()
}
