package secret

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
)

func code(err error) string {
	var p *core.Problem
	if errors.As(err, &p) {
		return p.Code
	}
	return ""
}

func TestAKeyFileIsMadeOnceForItsOwnerOnly(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "key")
	if _, err := OpenKeyFile(path, false); code(err) != "secret.key_missing" || !strings.Contains(err.Error(), path) {
		t.Fatalf("missing file: %v", err)
	}
	first, err := OpenKeyFile(path, true)
	if err != nil {
		t.Fatal(err)
	}
	again, err := OpenKeyFile(path, true)
	if err != nil || again.Fingerprint() != first.Fingerprint() {
		t.Fatalf("opened again: %v", err)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("mode %v, %v", info.Mode(), err)
	}
	if left, _ := os.ReadDir(dir); len(left) != 1 {
		t.Fatalf("files left behind: %v", left)
	}
}

func TestManyWhoCreateAtOnceGetOneKey(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "key")
	prints := make([]string, 16)
	var wg sync.WaitGroup
	for i := range prints {
		wg.Go(func() {
			if b, err := OpenKeyFile(path, true); err == nil {
				prints[i] = b.Fingerprint()
			}
		})
	}
	wg.Wait()
	for _, p := range prints {
		if p == "" || p != prints[0] {
			t.Fatalf("fingerprints differ: %v", prints)
		}
	}
}

func TestAKeyFileThatOthersCanReadIsRefused(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "key")
	if _, err := OpenKeyFile(path, true); err != nil {
		t.Fatal(err)
	}
	for _, mode := range []os.FileMode{0o644, 0o640, 0o604, 0o620} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		_, err := OpenKeyFile(path, true)
		if code(err) != "secret.key_readable" || !strings.Contains(err.Error(), "chmod 600") {
			t.Errorf("mode %o: %v", mode, err)
		}
	}
	if err := os.Chmod(path, 0o400); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenKeyFile(path, true); err != nil {
		t.Errorf("a read-only key file is fine: %v", err)
	}
}

func TestADamagedKeyFileIsNeverReplaced(t *testing.T) {
	t.Parallel()
	good := strings.Repeat("A", 43) + "="
	for name, text := range map[string]string{
		"empty":      "",
		"comments":   "# nothing\n\n",
		"other file": "hello world",
		"short key":  keyTag + " QUJD\n",
		"not base64": keyTag + " ****\n",
		"two keys":   keyTag + " " + good + "\n" + keyTag + " " + good + "\n",
		"too long":   keyTag + " " + good + "\n" + strings.Repeat("#\n", maxKeyFile),
	} {
		path := filepath.Join(t.TempDir(), "key")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := OpenKeyFile(path, true); code(err) != "secret.key_damaged" {
			t.Errorf("%s: %v", name, err)
		}
		if left, _ := os.ReadFile(path); string(left) != text {
			t.Errorf("%s: the file was changed", name)
		}
	}
	if _, err := OpenKeyFile(t.TempDir(), true); err == nil {
		t.Error("a folder was taken for a key file")
	}
}

func TestAFolderThatCannotBeWrittenIsNamed(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "missing", "key")
	if _, err := OpenKeyFile(path, true); err == nil || !strings.Contains(err.Error(), "create key file") {
		t.Fatal(err)
	}
}

func FuzzParseKey(f *testing.F) {
	f.Add([]byte(keyComment + keyTag + " " + strings.Repeat("A", 43) + "=\n"))
	f.Add([]byte("switchboard-key-1"))
	f.Fuzz(func(t *testing.T, text []byte) {
		if key, err := parseKey(text); err == nil && len(key) != 32 {
			t.Fatalf("a key of %d bytes", len(key))
		}
	})
}
