package main_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/internal/docstest"
)

// enter is run in mount, network and process namespaces of its own, so that what it
// mounts is gone with it, however that ends, and all ports are free. Go and the
// modules are those of this machine, which nothing writes to; the package mirror and
// the module proxy are not reached from inside.
const enter = `set -eu
mount --bind -o ro "$GOROOT" "$ROOT/usr/local/go"
mount -o remount,bind,ro "$ROOT/usr/local/go"
mount --bind "$GOMODCACHE/cache/download" "$ROOT/srv/modules"
mount -o remount,bind,ro "$ROOT/srv/modules"
mount --bind "$CLONE" "$ROOT/srv/switchboard.git"
mount -t proc proc "$ROOT/proc"
ip link set lo up
exec chroot --userspec=1000:1000 "$ROOT" /usr/bin/env -i HOME=/home/newcomer PATH=/usr/local/go/bin:/usr/local/bin:/usr/bin:/bin \
	GOPROXY=file:///srv/modules GOSUMDB=off GOTOOLCHAIN=local sh -c 'cd; exec sh'
`

// A newcomer with a Debian that has nothing but its base follows the first page and the
// quick start word for word, from apt-get to the first answered chat.
func TestSoakFresh(t *testing.T) {
	if !full() {
		t.Skip("skipped: a Debian of its own is made by make soak SUITE=Fresh alone")
	}
	if os.Getuid() != 0 {
		t.Skip("skipped: only root can change the root folder")
	}
	root := debian(t)
	readme := docstest.Of("sh", docstest.Blocks(readFile(t, filepath.Join("..", "..", "README.md"))))
	start := docstest.Of("sh", docstest.Blocks(readFile(t, filepath.Join("..", "..", "docs", "quickstart.md"))))
	if len(readme) < 4 || !strings.HasPrefix(readme[0].Commands(), "apt-get") || !strings.HasPrefix(readme[1].Commands(), "git clone") {
		t.Fatalf("the first page begins with other commands: %+v", readme)
	}
	timed := func(what string, do func()) {
		begun := time.Now()
		do()
		t.Logf("%-60s %6.1f s", what, time.Since(begun).Seconds())
	}
	timed("what the first page has apt-get install, as root", func() {
		install := exec.CommandContext(t.Context(), "chroot", root, "sh", "-euc", readme[0].Text)
		install.Env = []string{"PATH=/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND=noninteractive"}
		if out, err := install.CombinedOutput(); err != nil {
			t.Fatalf("%s%v\n%s", readme[0].Text, err, out)
		}
	})
	r := newcomer(t, root)
	timed("git clone", func() { r.block(readme[1]) })
	timed("make demo: from the command to the link; it fetches, compiles", func() {
		r.block(start[0])
		r.untilWithin(time.Hour, "the demo says where to look", func() bool { return demoEntry.MatchString(r.log()) })
	})
	timed("the demo's inbox opens", func() {
		r.until("the link signs in", func() bool {
			return strings.Contains(r.sh("curl -sSL -c jar -b jar "+demoEntry.FindString(r.log())), "<html")
		})
		r.stop()
	})
	begun := time.Now()
	timed("make run: from the command to the link of the set-up", func() {
		r.block(start[1])
		r.says(setupLink)
	})
	timed("the owner, a visitor's word, the answer at the visitor's", func() { r.firstChat() })
	took := time.Since(begun)
	t.Logf("from make run to the first answered chat: %.1f s", took.Seconds())
	if took > 2*time.Minute {
		t.Error("it is to take two minutes at most")
	}
	timed("a key, from the command line", func() {
		for _, b := range readme {
			if strings.Contains(b.Commands(), "setup --data") {
				r.block(b)
			}
		}
	})
	if r.firstConversation() == "" {
		t.Error("the key opens nothing")
	}
	r.stop()
}

// debian makes a root folder with the base of Debian 12, a user and the places that
// enter mounts to.
func debian(t *testing.T) string {
	t.Helper()
	root := filepath.Join(t.TempDir(), "root")
	begun := time.Now()
	script := `set -eu
command -v debootstrap >/dev/null || apt-get install -y --no-install-recommends debootstrap
debootstrap --variant=minbase bookworm "$1" "${MIRROR:-http://deb.debian.org/debian}"
cp /etc/resolv.conf "$1/etc/resolv.conf"
mkdir -p "$1/usr/local/go" "$1/srv/modules" "$1/srv/switchboard.git"
chroot "$1" useradd --create-home --uid 1000 newcomer
chmod 755 "$1" "$(dirname "$1")" "$(dirname "$(dirname "$1")")"`
	if out, err := exec.CommandContext(t.Context(), "sh", "-c", script, "sh", root).CombinedOutput(); err != nil {
		t.Fatalf("debootstrap: %v\n%s", err, out)
	}
	t.Logf("%-60s %6.1f s", "debootstrap (minbase)", time.Since(begun).Seconds())
	return root
}

// newcomer is somebody with a shell on that Debian, who is not root. The clone comes
// from this machine; its address is the one that the page names.
func newcomer(t *testing.T, root string) *reader {
	t.Helper()
	clone := filepath.Join(t.TempDir(), "switchboard.git")
	out, err := exec.CommandContext(t.Context(), "sh", "-euc", `git -c safe.directory='*' clone -q --bare "$1" "$2"; chown -R 1000:1000 "$2"`,
		"sh", filepath.Join("..", ".."), clone).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	places, err := exec.CommandContext(t.Context(), "go", "env", "GOROOT", "GOMODCACHE").Output()
	fatal(t, err)
	goroot, modules, _ := strings.Cut(strings.TrimSpace(string(places)), "\n")
	r := &reader{t: t, dir: root, public: "127.0.0.1:8080", agents: "127.0.0.1:8081", words: map[string]string{}}
	r.open(exec.Command("unshare", "--mount", "--net", "--pid", "--fork", "--kill-child", "sh", "-c", enter),
		append(os.Environ(), "ROOT="+root, "GOROOT="+goroot, "GOMODCACHE="+modules, "CLONE="+clone))
	r.sh("git config --global url./srv/switchboard.git.insteadOf https://github.com/switchboard-hub/switchboard")
	t.Log(strings.TrimSpace(r.sh(`echo "$(id -un) on Debian $(cat /etc/debian_version), $(go version), $(nproc) cores"`)))
	return r
}
