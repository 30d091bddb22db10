package hub_test

import (
	"context"
	"crypto/rand"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/hub"
)

// paced gives a block of bytes that cannot be packed every now and then, for a while.
type paced struct {
	every time.Duration
	left  int
}

func (p *paced) Read(b []byte) (int, error) {
	if p.left == 0 {
		return 0, io.EOF
	}
	p.left--
	<-time.After(p.every)
	return rand.Read(b)
}

// stalled gives nothing until it is let go.
type stalled chan struct{}

func (s stalled) Read([]byte) (int, error) { <-s; return 0, io.EOF }

// served serves the command line of a hub where somebody wrote, with a file.
func served(t *testing.T, limit time.Duration, read io.Reader) (ask func(out string) error, data string) {
	t.Helper()
	cfg := config(t, &fake{fetch: func(core.Media) (string, error) { return "the receipt", nil }})
	h, _ := open(t, cfg)
	contact := whoWrote(t, h)
	h.BlobsThrough(func(context.Context) io.ReadCloser { return io.NopCloser(read) })
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- h.ServeControl(ctx, limit) }()
	t.Cleanup(func() { cancel(); must(t, <-done) })
	eventually(t, "it answers", func() bool {
		_, err := hub.Ask(context.Background(), cfg.Data, "account.list", struct{}{})
		return err == nil
	})
	return func(out string) error {
		_, err := hub.AskWithin(context.Background(), cfg.Data, "contact.export", hub.ExportArgs{ID: contact, Out: out}, limit)
		return err
	}, cfg.Data
}

// An export may take longer than a command may be silent for.
func TestALongExportGoesOnWhileBytesFlow(t *testing.T) {
	t.Parallel()
	const limit = 2 * time.Second
	ask, data := served(t, limit, &paced{every: limit / 10, left: 20})
	began, out := time.Now(), filepath.Join(data, "person.zip")
	must(t, ask(out))
	if took := time.Since(began); took < limit*3/2 {
		t.Errorf("it took %v, which is not long", took)
	}
	f, err := os.Open(out)
	must(t, err)
	defer f.Close()
	if files := unzipped(t, f); files["index.html"] == "" {
		t.Errorf("the archive has %d files, and no page", len(files))
	}
}

func TestAnExportThatStandsStillEnds(t *testing.T) {
	t.Parallel()
	wait := make(stalled)
	ask, data := served(t, 500*time.Millisecond, wait)
	t.Cleanup(func() { close(wait) })
	out := filepath.Join(data, "person.zip")
	if err := ask(out); err == nil || !strings.Contains(err.Error(), "has not got on for too long") {
		t.Errorf("%v", err)
	}
	eventually(t, "half of an archive is taken away", func() bool {
		_, err := os.Stat(out)
		return os.IsNotExist(err)
	})
}
