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
	"hash"
	"io"
	"time"

	"github.com/klauspost/compress/gzip"

	"github.com/switchboard-hub/switchboard/core/blob"
)

// partSize is about how many bytes of rows go into one entry, before they are
// compressed.
const partSize = 8 << 20

// The entries of an archive.
const (
	tablesFolder = "tables/"
	blobsFolder  = "blobs/"
	manifestName = "manifest.json"
	sumName      = "manifest.sha256"
)

// Writer writes an archive: a tar of the tables' parts, the blobs, the manifest
// and the manifest's own sum.
type Writer struct {
	tar   *tar.Writer
	now   time.Time
	zip   *gzip.Writer
	m     Manifest
	names hash.Hash // of the blobs
	far   Progress
	tell  func(Progress)
}

// NewWriter begins an archive. tell hears often how far it is.
func NewWriter(to io.Writer, version string, now time.Time, tell func(Progress)) *Writer {
	w := &Writer{now: now.UTC().Truncate(time.Second), names: sha256.New(), tell: tell,
		zip: gzip.NewWriter(io.Discard)}
	w.tar = tar.NewWriter(&counted{to, &w.far.Bytes})
	w.m = Manifest{Format: Format, Version: version, MadeAt: w.now}
	return w
}

// counted adds up what passes.
type counted struct {
	to io.Writer
	n  *int64
}

func (c *counted) Write(p []byte) (int, error) {
	n, err := c.to.Write(p)
	*c.n += int64(n)
	return n, err
}

// Tables writes all rows of a source.
func (w *Writer) Tables(ctx context.Context, s Source) error {
	var err error
	w.m.Engine = s.Engine()
	if w.m.Schema, err = s.Schema(ctx); err != nil {
		return err
	}
	if w.m.Tables, err = s.Tables(ctx); err != nil {
		return err
	}
	w.far.AllRows = w.m.Rows()
	for i := range w.m.Tables {
		t := &w.m.Tables[i]
		p := &parts{ctx: ctx, w: w, t: t}
		err := s.Copy(ctx, *t, p)
		if err == nil {
			err = p.close()
		}
		if err != nil {
			return fmt.Errorf("back up table %s: %w", t.Name, err)
		}
	}
	return nil
}

// Expect says how many blobs will follow.
func (w *Writer) Expect(blobs int) { w.far.AllBlobs = int64(blobs) }

// Key names the key file that opens the archive's secrets.
func (w *Writer) Key(fingerprint string) { w.m.Key = fingerprint }

// parts cuts a table's lines into entries of the archive.
type parts struct {
	ctx  context.Context
	w    *Writer
	t    *Table
	buf  []byte
	rows int64
}

// Write takes lines; a row may come in pieces.
func (p *parts) Write(b []byte) (int, error) {
	p.buf = append(p.buf, b...)
	if len(p.buf) < partSize {
		return len(b), nil
	}
	if end := bytes.LastIndexByte(p.buf, '\n') + 1; end > 0 {
		if err := p.flush(end); err != nil {
			return 0, err
		}
	}
	return len(b), nil
}

func (p *parts) close() error {
	if len(p.buf) > 0 {
		if err := p.flush(len(p.buf)); err != nil {
			return err
		}
	}
	if p.rows != p.t.Rows {
		return fmt.Errorf("it has %d rows, and %d came", p.t.Rows, p.rows)
	}
	return nil
}

// flush writes the first n bytes, whole lines, as a part.
func (p *parts) flush(n int) error {
	if err := p.ctx.Err(); err != nil {
		return err
	}
	var zipped bytes.Buffer
	p.w.zip.Reset(&zipped)
	if _, err := p.w.zip.Write(p.buf[:n]); err != nil {
		return err
	}
	if err := p.w.zip.Close(); err != nil {
		return err
	}
	sum := sha256.Sum256(zipped.Bytes())
	part := Part{Name: fmt.Sprintf("%s%s/%06d.copy.gz", tablesFolder, p.t.Name, len(p.t.Parts)+1),
		Rows: int64(bytes.Count(p.buf[:n], []byte{'\n'})), Size: int64(zipped.Len()), SHA256: hex.EncodeToString(sum[:])}
	if err := p.w.entry(part.Name, zipped.Bytes()); err != nil {
		return err
	}
	p.t.Parts = append(p.t.Parts, part)
	p.rows += part.Rows
	p.w.far.Rows += part.Rows
	p.w.tell(p.w.far)
	p.buf = append(p.buf[:0], p.buf[n:]...)
	return nil
}

func (w *Writer) header(name string, size int64) error {
	return w.tar.WriteHeader(&tar.Header{Typeflag: tar.TypeReg, Name: name, Size: size, Mode: 0o600, ModTime: w.now})
}

func (w *Writer) entry(name string, b []byte) error {
	if err := w.header(name, int64(len(b))); err != nil {
		return err
	}
	_, err := w.tar.Write(b)
	return err
}

// Blob writes a blob. One whose bytes are not its own any more is written as it
// is and named in the manifest: all else is worth keeping.
func (w *Writer) Blob(hash string, size int64, r io.Reader) error {
	if err := w.header(blobsFolder+hash, size); err != nil {
		return err
	}
	_, err := io.Copy(w.tar, r)
	if errors.Is(err, blob.ErrCorrupt) {
		w.m.Blobs.Damaged = append(w.m.Blobs.Damaged, hash)
		err = nil
	}
	if err != nil {
		return err
	}
	w.names.Write([]byte(hash)) // never fails
	w.m.Blobs.Count++
	w.m.Blobs.Size += size
	w.far.Blobs++
	w.tell(w.far)
	return nil
}

// Close writes the manifest, and returns it with the archive's size.
func (w *Writer) Close() (Manifest, int64, error) {
	w.m.Blobs.SHA256 = hex.EncodeToString(w.names.Sum(nil))
	text, err := json.MarshalIndent(w.m, "", " ")
	if err != nil {
		return w.m, 0, err
	}
	sum := sha256.Sum256(text)
	err = errors.Join(w.entry(manifestName, text), w.entry(sumName, []byte(hex.EncodeToString(sum[:])+"\n")))
	if err == nil {
		err = w.tar.Close()
	}
	return w.m, w.far.Bytes, err
}
