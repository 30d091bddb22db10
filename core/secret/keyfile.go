package secret

import (
	"bufio"
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"golang.org/x/crypto/chacha20poly1305"

	"github.com/switchboard-hub/switchboard/core"
)

// The key file is text, so that it survives copy and paste: comment lines that
// start with #, and one line "switchboard-key-1 BASE64" with the 32 bytes.
const (
	keyTag     = "switchboard-key-1"
	keyComment = "# Switchboard's key file: without it the linked accounts cannot be read.\n" +
		"# Keep a copy of it, apart from the copies of the database.\n"
	maxKeyFile = 4096 // bytes; ours has about 200
)

// OpenKeyFile reads the key of a hub. Where the file does not exist and create
// is true, a new random key is written first, for its owner only (0600).
//
// Its errors are *core.Problem: secret.key_missing, secret.key_readable (others
// may read the file), secret.key_damaged.
func OpenKeyFile(path string, create bool) (*Box, error) {
	box, err := readKeyFile(path)
	if err == nil || !errors.Is(err, fs.ErrNotExist) {
		return box, err
	}
	if !create {
		return nil, &core.Problem{
			Status: http.StatusInternalServerError, Code: "secret.key_missing", Err: err,
			Text: fmt.Sprintf("the key file %s is missing: restore it from its copy; without it the linked accounts cannot be read", path),
		}
	}
	// Whoever loses a race to create the file reads the winner's.
	if err := createKeyFile(path); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, fmt.Errorf("create key file: %w", err)
	}
	return readKeyFile(path)
}

func readKeyFile(path string) (*Box, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open key file: %w", err)
	}
	defer f.Close()
	// The open file is asked, not the path, which could be swapped meanwhile.
	info, err := f.Stat()
	if err != nil {
		return nil, fmt.Errorf("open key file: %w", err)
	}
	if !info.Mode().IsRegular() {
		return nil, keyDamaged(path, errors.New("it is not a regular file"))
	}
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		return nil, &core.Problem{
			Status: http.StatusInternalServerError, Code: "secret.key_readable",
			Text: fmt.Sprintf("the key file %s is open to other users (mode %04o): run chmod 600 on it; "+
				"if others may have read it, link the accounts again", path, info.Mode().Perm()),
		}
	}
	text, err := io.ReadAll(io.LimitReader(f, maxKeyFile+1))
	if err != nil {
		return nil, fmt.Errorf("read key file: %w", err)
	}
	key, err := parseKey(text)
	if err != nil {
		return nil, keyDamaged(path, err)
	}
	return newBox(key)
}

func parseKey(text []byte) ([]byte, error) {
	if len(text) > maxKeyFile {
		return nil, errors.New("it is too long")
	}
	var key []byte
	for lines := bufio.NewScanner(bytes.NewReader(text)); lines.Scan(); {
		line := strings.TrimSpace(lines.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		tag, value, _ := strings.Cut(line, " ")
		if tag != keyTag || key != nil {
			return nil, fmt.Errorf("expected one line %q with the key", keyTag+" …")
		}
		raw, err := base64.StdEncoding.Strict().DecodeString(value)
		if err != nil || len(raw) != chacha20poly1305.KeySize {
			return nil, errors.New("the key is not 32 bytes of base64")
		}
		key = raw
	}
	if key == nil {
		return nil, errors.New("it holds no key")
	}
	return key, nil
}

func keyDamaged(path string, err error) error {
	return &core.Problem{
		Status: http.StatusInternalServerError, Code: "secret.key_damaged", Err: err,
		Text: fmt.Sprintf("the key file %s cannot be read: restore it from its copy", path),
	}
}

// createKeyFile never replaces a file and never leaves a half-written one under
// the final name: the key is written and synced beside it, then linked to it.
func createKeyFile(path string) error {
	key := make([]byte, chacha20poly1305.KeySize)
	if _, err := rand.Read(key); err != nil {
		return err
	}
	text := keyComment + keyTag + " " + base64.StdEncoding.EncodeToString(key) + "\n"
	dir := filepath.Dir(path)
	temp := filepath.Join(dir, "."+filepath.Base(path)+"."+rand.Text())
	if err := writeNew(temp, text); err != nil {
		return err
	}
	defer func() { _ = os.Remove(temp) }() // a name that stays is clutter, no harm
	err := os.Link(temp, path)
	if err != nil && !errors.Is(err, fs.ErrExist) {
		// Some shared folders know no links.
		err = writeNew(path, text)
	}
	if err != nil {
		return err
	}
	return syncDir(dir)
}

func writeNew(path, text string) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	err = errors.Join(err, f.Sync(), f.Close())
	if err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return nil
}

// syncDir makes the new name itself durable.
func syncDir(dir string) error {
	if runtime.GOOS == "windows" { // folders cannot be synced there
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
