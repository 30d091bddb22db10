package main_test

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/console"
	"github.com/switchboard-hub/switchboard/core"
)

var dotted = regexp.MustCompile(`"([a-z_]+\.[a-z_]+)"`)

// Whatever the doctor may say has words in each language, or the page and the
// command line would show a code.
func TestTheDoctorHasWordsForAllItSays(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../../hub/doctor/*.go")
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, name := range append(files, "../../hub/doctor.go") {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		for _, m := range dotted.FindAllStringSubmatch(readFile(t, name), -1) {
			said = append(said, strings.ReplaceAll(m[1], ".", "_"))
		}
	}
	if len(said) < 80 {
		t.Errorf("only %d codes were found: %v", len(said), said)
	}
	for _, language := range []string{"en", "zh-CN"} {
		words, err := console.DoctorTexts(language)
		if err != nil {
			t.Fatal(err)
		}
		for _, key := range said {
			if words["id"][key] == "" && words["cause"][key] == "" {
				t.Errorf("%s has no words for %s", language, key)
			}
		}
		for key := range words["cause"] {
			if words["cure"][key] == "" && !strings.HasPrefix(key, "skipped_") {
				t.Errorf("%s has no cure for %s", language, key)
			}
		}
		for _, check := range core.Checks() {
			if words["check"][check] == "" {
				t.Errorf("%s does not name the check %s", language, check)
			}
		}
	}
}

// diagnose runs the command line's doctor.
func (n *node) diagnose(language string, flags ...string) (out string, status int) {
	n.t.Helper()
	path, err := binary()
	if err != nil {
		n.t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, path, append(append([]string{"doctor"}, flags...), n.place()...)...)
	cmd.Env = append(os.Environ(), "LC_ALL="+language)
	var b bytes.Buffer
	cmd.Stdout = &b
	_ = cmd.Run() // its status tells
	return b.String(), cmd.ProcessState.ExitCode()
}

// findings are the doctor's by their ids.
func (n *node) findings() (map[string]core.Finding, int) {
	n.t.Helper()
	out, status := n.diagnose("C", "--json")
	var list []core.Finding
	if err := json.Unmarshal([]byte(out), &list); err != nil {
		n.t.Fatalf("%v in %s", err, out)
	}
	return byID(list), status
}

func byID(list []core.Finding) map[string]core.Finding {
	found := map[string]core.Finding{}
	for _, f := range list {
		found[f.ID] = f
	}
	return found
}

// A proxy that drops Upgrade, and is not trusted, stands before the public listener;
// before the agents' one stands another hub.
func TestTheDoctorOfARunningHub(t *testing.T) {
	t.Parallel()
	n, other := newNode(t, ""), newNode(t, "")
	other.start()
	proxy := httptest.NewServer(&httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(&url.URL{Scheme: "http", Host: n.public})
		r.SetXForwarded()
		r.Out.Header.Del("Upgrade")
	}})
	t.Cleanup(proxy.Close)
	n.flags = append(n.flags, "--public-url", proxy.URL, "--agents-url", "http://"+other.agents)
	n.start()
	found, status := n.findings()
	for id, code := range map[string]string{"public.reach": "", "public.proxy": "proxy.untrusted", "public.socket": "socket.refused", "agents.reach": "url.other",
		"database.reach": "", "blobs.round_trip": "", "bus.round_trip": "", "key.file": "", "backup.age": "backup.none", "work.lag": ""} {
		if f, there := found[id]; !there || f.Code != code {
			t.Errorf("%s: %+v, want %q", id, f, code)
		}
	}
	if status != 1 || found["public.proxy"].Detail != "127.0.0.1" || found["public.reach"].Check != core.CheckPublic {
		t.Errorf("status %d, %+v", status, found["public.proxy"])
	}
	if out, _ := n.diagnose("en_US.UTF-8"); !strings.Contains(out, "→ Start serve with --trusted-proxies 127.0.0.1") {
		t.Error(out)
	}
	if out, _ := n.diagnose("zh_CN.UTF-8"); !strings.Contains(out, "→ 请在启动 serve 时加上 --trusted-proxies 127.0.0.1") {
		t.Error(out)
	}
	n.command(nil, "backup", "--to", filepath.Join(t.TempDir(), "b.tar"))
	var list struct{ Items []core.Finding }
	n.get("/doctor?check=backup", &list)
	if len(list.Items) != 1 || list.Items[0].Level != core.FindingOK {
		t.Errorf("after a backup: %+v", list.Items)
	}
	if status, _ := n.call(http.MethodGet, "/doctor?check=nothing", nil, nil); status != http.StatusUnprocessableEntity {
		t.Errorf("a check that there is not: %d", status)
	}
	n.stop()
	other.stop()
}

func TestTheDoctorWithoutAHub(t *testing.T) {
	t.Parallel()
	n := newNode(t, "")
	found, status := n.findings()
	if status != 0 || found["hub.runs"].Code != "hub.not_running" || found["database.schema"].Level != core.FindingOK || found["key.file"].Level != core.FindingOK {
		t.Errorf("status %d, %+v", status, found)
	}
	if err := os.Chmod(filepath.Join(n.data, "key"), 0o644); err != nil {
		t.Fatal(err)
	}
	if found, status = n.findings(); status != 1 || found["key.file"].Code != "key.open" {
		t.Errorf("status %d, %+v", status, found["key.file"])
	}
	n.data = filepath.Join(t.TempDir(), "none")
	if found, status = n.findings(); status != 1 || found["database.reach"].Code != "database.missing" || found["key.file"].Code != "key.missing" {
		t.Errorf("status %d, %+v", status, found)
	}
	if _, err := os.Stat(n.data); err == nil {
		t.Error("the doctor made a folder")
	}
}
