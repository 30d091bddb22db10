package blob_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core/blob"
)

func openFolder(t *testing.T) (*blob.Folder, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "blobs")
	s, err := blob.OpenFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	return s, dir
}

func fileOf(dir, hash string) string { return filepath.Join(dir, hash[:2], hash[2:4], hash) }

func TestFolder(t *testing.T) {
	t.Parallel()
	testStore(t, func(t *testing.T) blob.Store { s, _ := openFolder(t); return s })
}

func TestAFolderTellsOfChangedBytesAndIsHealedByPut(t *testing.T) {
	t.Parallel()
	s, dir := openFolder(t)
	hash := put(t, s, "as it was")
	for _, now := range []string{"as it is!", "as", "as it was, and more"} {
		if err := os.WriteFile(fileOf(dir, hash), []byte(now), 0o600); err != nil {
			t.Fatal(err)
		}
		r, _, err := s.Open(t.Context(), hash)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.ReadAll(r); !errors.Is(err, blob.ErrCorrupt) {
			t.Errorf("%q: %v", now, err)
		}
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	}
	if put(t, s, "as it was"); get(t, s, hash) != "as it was" {
		t.Error("not healed")
	}
}

func TestABlobPutAgainIsYoungAgain(t *testing.T) {
	t.Parallel()
	s, dir := openFolder(t)
	hash := put(t, s, "old")
	old := time.Now().Add(-48 * time.Hour)
	if err := os.Chtimes(fileOf(dir, hash), old, old); err != nil {
		t.Fatal(err)
	}
	put(t, s, "old")
	if age := time.Since(list(t, s)[0].StoredAt); age > time.Hour {
		t.Fatalf("%v old", age)
	}
}

func TestOnlyTheOldUnfinishedFilesAreRemovedAtTheStart(t *testing.T) {
	t.Parallel()
	_, dir := openFolder(t)
	crashed, running := filepath.Join(dir, "tmp", "put-1"), filepath.Join(dir, "tmp", "put-2")
	for _, f := range []string{crashed, running} {
		if err := os.WriteFile(f, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	old := time.Now().Add(-25 * time.Hour)
	if err := os.Chtimes(crashed, old, old); err != nil {
		t.Fatal(err)
	}
	if _, err := blob.OpenFolder(dir); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(crashed); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the crash's file is left: %v", err)
	}
	if _, err := os.Stat(running); err != nil {
		t.Errorf("another's upload is gone: %v", err)
	}
}

func TestAFolderListsItsBlobsOnly(t *testing.T) {
	t.Parallel()
	s, dir := openFolder(t)
	hash := put(t, s, "a blob")
	stray := filepath.Join(dir, hash) // a hash for a name, in the wrong place
	for _, f := range []string{stray, filepath.Join(dir, "README")} {
		if err := os.WriteFile(f, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if all := list(t, s); len(all) != 1 || all[0].Size != 6 {
		t.Fatalf("%+v", all)
	}
}

func TestAPutLeavesNoUnfinishedFile(t *testing.T) {
	t.Parallel()
	s, dir := openFolder(t)
	put(t, s, "one")
	put(t, s, "one")
	if left, err := os.ReadDir(filepath.Join(dir, "tmp")); err != nil || len(left) != 0 {
		t.Fatalf("%v, %v", left, err)
	}
}

func TestAFolderThatIsGoneFailsItsCheck(t *testing.T) {
	t.Parallel()
	s, dir := openFolder(t)
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	if s.Check(t.Context()) == nil {
		t.Fatal("the check passed")
	}
}
