package dump_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core/blob"
	"github.com/switchboard-hub/switchboard/core/store/dump"
)

// source is a table with rows of a certain size.
type source struct{ rows, size int }

func (s source) Engine() string                                { return "test" }
func (s source) Schema(context.Context) (int64, error)         { return 7, nil }
func (s source) Value(context.Context, string) (string, error) { return "", nil }
func (s source) Close() error                                  { return nil }
func (s source) Tables(context.Context) ([]dump.Table, error) {
	return []dump.Table{{Name: "notes", Columns: []dump.Column{{Name: "text", Type: "text"}}, Rows: int64(s.rows)}}, nil
}

func (s source) Copy(_ context.Context, _ dump.Table, to io.Writer) error {
	for i := range s.rows {
		if _, err := fmt.Fprintf(to, "%06d%s\n", i, strings.Repeat("x", s.size)); err != nil {
			return err
		}
	}
	return nil
}

// target remembers the lines.
type target struct {
	source
	lines bytes.Buffer
}

func (t *target) Load(_ context.Context, _ dump.Table, lines io.Reader) (int64, error) {
	b, err := io.ReadAll(lines)
	t.lines.Write(b)
	return int64(bytes.Count(b, []byte{'\n'})), err
}
func (t *target) Count(context.Context, dump.Table) error { return nil }
func (t *target) Exec(context.Context, string) error      { return nil }
func (t *target) Commit(context.Context) error            { return nil }

func silent(dump.Progress) {}

// archived is an archive with a table, a blob and one that is damaged.
func archived(t *testing.T, s source) []byte {
	t.Helper()
	var out bytes.Buffer
	w := dump.NewWriter(&out, "v1", time.Unix(1_700_000_000, 0), silent)
	if err := w.Tables(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256([]byte("a file"))
	if err := w.Blob(hex.EncodeToString(sum[:]), 6, strings.NewReader("a file")); err != nil {
		t.Fatal(err)
	}
	if err := w.Blob(strings.Repeat("0", 64), 3, io.MultiReader(strings.NewReader("bad"), corrupt{})); err != nil {
		t.Fatal(err)
	}
	m, size, err := w.Close()
	if err != nil || size != int64(out.Len()) || m.Rows() != int64(s.rows) || m.Schema != 7 || len(m.Blobs.Damaged) != 1 {
		t.Fatalf("%+v, %d bytes of %d: %v", m, size, out.Len(), err)
	}
	return out.Bytes()
}

type corrupt struct{}

func (corrupt) Read([]byte) (int, error) { return 0, blob.ErrCorrupt }

func open(t *testing.T, text []byte) (*dump.Archive, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.tar")
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return dump.Open(t.Context(), path, silent)
}

func TestAnArchiveOfManyPartsIsReadBack(t *testing.T) {
	t.Parallel()
	s := source{rows: 300, size: 100_000} // four parts
	a, err := open(t, archived(t, s))
	if err != nil {
		t.Fatal(err)
	}
	if parts := a.Manifest.Tables[0].Parts; len(parts) != 4 {
		t.Errorf("%d parts", len(parts))
	}
	var want bytes.Buffer
	to := &target{source: source{}}
	if err := errors.Join(s.Copy(t.Context(), dump.Table{}, &want), a.Load(t.Context(), to)); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(to.lines.Bytes(), want.Bytes()) {
		t.Error("the rows are not those that were written")
	}
	blobs := ""
	if err := a.Blobs(t.Context(), func(_ string, _ int64, r io.Reader) error {
		b, err := io.ReadAll(r)
		blobs += string(b)
		return err
	}); err != nil || blobs != "a file" {
		t.Errorf("blobs %q: %v", blobs, err)
	}
}

// An archive that lacks its end, wherever it was cut, or has another byte where
// any is told, is refused. Padding, and a header's owner and date, tell nothing.
func TestAnArchiveThatIsNotWholeIsRefused(t *testing.T) {
	t.Parallel()
	text := archived(t, source{rows: 3, size: 40})
	path := filepath.Join(t.TempDir(), "a.tar")
	try := func(b []byte) error {
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := dump.Open(t.Context(), path, silent)
		return err
	}
	end := bytes.LastIndex(text, []byte("manifest.sha256")) + 512 + 65 // what follows is zeros
	for n := 0; n < end; n += 97 {
		if err := try(text[:n]); !errors.Is(err, dump.ErrDamaged) {
			t.Errorf("cut after %d of %d bytes: %v", n, len(text), err)
		}
	}
	for at := 0; at < end; at += 31 {
		b := bytes.Clone(text)
		if b[at] == 0 || b[at] == ' ' {
			continue
		}
		b[at] ^= 4
		if err := try(b); !errors.Is(err, dump.ErrDamaged) {
			t.Errorf("changed at %d of %d: %v", at, len(text), err)
		}
	}
	if err := try(append(bytes.Clone(text[:len(text)-1024]), text...)); !errors.Is(err, dump.ErrDamaged) {
		t.Errorf("two in one: %v", err)
	}
}

func FuzzOpen(f *testing.F) {
	f.Add([]byte("manifest.json"))
	f.Fuzz(func(t *testing.T, text []byte) {
		if _, err := open(t, text); err == nil {
			t.Error("it was believed")
		}
	})
}
