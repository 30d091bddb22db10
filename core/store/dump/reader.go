package dump

import (
	"archive/tar"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/klauspost/compress/gzip"

	"github.com/switchboard-hub/switchboard/core/blob"
)

// The bounds of what is read into memory.
const (
	partMax     = 512 << 20
	manifestMax = 256 << 20
)

// ErrDamaged is an archive that is not what was written.
var ErrDamaged = errors.New("the backup is damaged or incomplete: take another one")

func damaged(why string, args ...any) error {
	return fmt.Errorf("%w (%s)", ErrDamaged, fmt.Sprintf(why, args...))
}

// Archive is an archive that was read once to its end and is whole.
type Archive struct {
	Manifest Manifest
	path     string
	size     int64
	tell     func(Progress)
}

// Open reads an archive to its end and compares it with its manifest.
func Open(ctx context.Context, path string, tell func(Progress)) (*Archive, error) {
	a := &Archive{path: path, tell: tell}
	c := &check{parts: map[string]Part{}, names: sha256.New()}
	far := Progress{}
	err := a.walk(ctx, func(e entry) error {
		far.Bytes, far.AllBytes = far.Bytes+e.size, a.size
		tell(far)
		return c.take(e)
	})
	if err != nil {
		return nil, err
	}
	a.Manifest, err = c.manifest()
	return a, err
}

// Size is the archive's, in bytes.
func (a *Archive) Size() int64 { return a.size }

// entry is one file of an archive.
type entry struct {
	name string
	size int64
	r    io.Reader
}

// walk calls f for every entry.
func (a *Archive) walk(ctx context.Context, f func(entry) error) error {
	file, err := os.Open(a.path)
	if err != nil {
		return fmt.Errorf("open the backup: %w", err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return fmt.Errorf("open the backup: %w", err)
	}
	if !info.Mode().IsRegular() {
		return fmt.Errorf("open the backup: %s is not a file", a.path)
	}
	a.size = info.Size()
	entries := tar.NewReader(file)
	for {
		h, err := entries.Next()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return damaged("after an entry: %v", err)
		case ctx.Err() != nil:
			return ctx.Err()
		case h.Typeflag != tar.TypeReg:
			return damaged("%q is not a file", h.Name)
		}
		if err := f(entry{h.Name, h.Size, entries}); err != nil {
			return err
		}
	}
}

// whole reads a small entry.
func (e entry) whole(limit int64) ([]byte, error) {
	if e.size > limit {
		return nil, damaged("%q is too large", e.name)
	}
	b, err := io.ReadAll(e.r)
	if err != nil {
		return nil, damaged("%q: %v", e.name, err)
	}
	return b, nil
}

// check collects what an archive holds, to be compared with what it says.
type check struct {
	parts map[string]Part // as they are
	blobs Blobs
	bad   []string // blobs whose bytes are not theirs
	names interface {
		io.Writer
		Sum([]byte) []byte
	}
	text, sum []byte // of the manifest
}

func (c *check) take(e entry) error {
	hash, isBlob := strings.CutPrefix(e.name, blobsFolder)
	switch {
	case c.text != nil && e.name != sumName || c.sum != nil:
		return damaged("%q comes after the manifest", e.name)
	case e.name == manifestName:
		text, err := e.whole(manifestMax)
		c.text = text
		return err
	case e.name == sumName:
		sum, err := e.whole(1024)
		c.sum = sum
		return err
	case isBlob && blob.ValidHash(hash):
		return c.takeBlob(hash, e)
	case strings.HasPrefix(e.name, tablesFolder):
		return c.takePart(e)
	}
	return damaged("%q is none of ours", e.name)
}

func (c *check) takeBlob(hash string, e entry) error {
	sum := sha256.New()
	if _, err := io.Copy(sum, e.r); err != nil {
		return damaged("blob %s: %v", hash, err)
	}
	if hex.EncodeToString(sum.Sum(nil)) != hash {
		c.bad = append(c.bad, hash)
	}
	_, _ = c.names.Write([]byte(hash)) // a hash takes everything
	c.blobs.Count++
	c.blobs.Size += e.size
	return nil
}

func (c *check) takePart(e entry) error {
	b, err := e.whole(partMax)
	if err != nil {
		return err
	}
	if _, again := c.parts[e.name]; again {
		return damaged("%q is there twice", e.name)
	}
	sum := sha256.Sum256(b)
	lines, err := unzip(b)
	if err != nil {
		return damaged("%q: %v", e.name, err)
	}
	p := Part{Name: e.name, Size: e.size, SHA256: hex.EncodeToString(sum[:])}
	if err := eachLine(lines, func([]byte) error { p.Rows++; return nil }); err != nil {
		return damaged("%q: %v", e.name, err)
	}
	c.parts[e.name] = p
	return nil
}

func unzip(b []byte) (io.Reader, error) { return gzip.NewReader(bytes.NewReader(b)) }

// manifest reads the manifest and compares it with what is there.
func (c *check) manifest() (Manifest, error) {
	var m Manifest
	sum := sha256.Sum256(c.text)
	if c.text == nil || strings.TrimSpace(string(c.sum)) != hex.EncodeToString(sum[:]) {
		return m, damaged("its end is missing, or its manifest was changed")
	}
	if err := json.Unmarshal(c.text, &m); err != nil {
		return m, damaged("its manifest: %v", err)
	}
	if m.Format != Format {
		return m, fmt.Errorf("the backup has format %d, this binary reads %d: use the binary of version %s, which made it", m.Format, Format, m.Version)
	}
	parts := 0
	for _, t := range m.Tables {
		var rows int64
		for _, p := range t.Parts {
			if c.parts[p.Name] != p || !strings.HasPrefix(p.Name, tablesFolder+t.Name+"/") {
				return m, damaged("%s is not what the manifest says", p.Name)
			}
			rows += p.Rows
			parts++
		}
		if rows != t.Rows {
			return m, damaged("table %s has %d rows of %d", t.Name, rows, t.Rows)
		}
	}
	c.blobs.SHA256 = hex.EncodeToString(c.names.Sum(nil))
	same := c.blobs.Count == m.Blobs.Count && c.blobs.Size == m.Blobs.Size && c.blobs.SHA256 == m.Blobs.SHA256
	if parts != len(c.parts) || !same || !slices.Equal(c.bad, m.Blobs.Damaged) {
		return m, damaged("its parts or files are not those of its manifest")
	}
	return m, nil
}

// Load puts all rows of the archive into an empty target, which then has to be
// committed.
func (a *Archive) Load(ctx context.Context, to Target) error {
	there, err := to.Tables(ctx)
	if err != nil {
		return err
	}
	of := map[string]Table{} // by part
	sums := map[string]Part{}
	for _, t := range a.Manifest.Tables {
		if err := match(t, there); err != nil {
			return fmt.Errorf("the backup does not fit: %w", err)
		}
		for _, p := range t.Parts {
			of[p.Name], sums[p.Name] = t, p
		}
	}
	far := Progress{AllRows: a.Manifest.Rows(), AllBlobs: a.Manifest.Blobs.Count, AllBytes: a.size}
	err = a.walk(ctx, func(e entry) error {
		if !strings.HasPrefix(e.name, tablesFolder) {
			return nil
		}
		b, err := e.whole(partMax)
		if err != nil {
			return err
		}
		if sum := sha256.Sum256(b); hex.EncodeToString(sum[:]) != sums[e.name].SHA256 {
			return damaged("%q has changed meanwhile", e.name)
		}
		lines, err := unzip(b)
		if err != nil {
			return damaged("%q: %v", e.name, err)
		}
		n, err := to.Load(ctx, of[e.name], lines)
		if err == nil && n != sums[e.name].Rows {
			err = fmt.Errorf("%d rows of %d were taken", n, sums[e.name].Rows)
		}
		if err != nil {
			return fmt.Errorf("restore %s: %w", e.name, err)
		}
		far.Rows, far.Bytes = far.Rows+n, far.Bytes+e.size
		a.tell(far)
		return nil
	})
	if err != nil {
		return err
	}
	for _, t := range a.Manifest.Tables {
		if t.Counter == "" {
			continue
		}
		if err := to.Count(ctx, t); err != nil {
			return fmt.Errorf("restore the counting of %s: %w", t.Name, err)
		}
	}
	return nil
}

// Blobs calls f for every blob that is not damaged.
func (a *Archive) Blobs(ctx context.Context, f func(hash string, size int64, r io.Reader) error) error {
	far := Progress{Rows: a.Manifest.Rows(), AllRows: a.Manifest.Rows(), AllBlobs: a.Manifest.Blobs.Count, AllBytes: a.size}
	return a.walk(ctx, func(e entry) error {
		hash, ok := strings.CutPrefix(e.name, blobsFolder)
		if !ok {
			return nil
		}
		if !slices.Contains(a.Manifest.Blobs.Damaged, hash) {
			if err := f(hash, e.size, e.r); err != nil {
				return err
			}
		}
		far.Blobs, far.Bytes = far.Blobs+1, far.Bytes+e.size
		a.tell(far)
		return nil
	})
}
