package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/switchboard-hub/switchboard/core/store/dump"
	"github.com/switchboard-hub/switchboard/hub"
)

type backupCmd struct {
	Make   backupMake   `cmd:"" default:"withargs" help:"Write everything but the key file into one archive; the hub may be running."`
	Verify backupVerify `cmd:"" help:"Read an archive to its end and compare it with what it says of itself."`
}

type backupMake struct {
	place
	To    string `required:"" help:"The archive: a file that is not there yet, or a folder, in which it is named by the time." placeholder:"FILE|DIR"`
	KeyTo string `help:"Copy the key file there; keep it apart from the archive." placeholder:"FILE"`
}

// Run backs a hub up.
func (c *backupMake) Run(ctx context.Context) error {
	cfg, err := c.config()
	if err != nil {
		return err
	}
	bar := newBar(os.Stderr, "backup")
	info, err := hub.Backup(ctx, cfg, hub.BackupOptions{To: c.To, KeyTo: c.KeyTo, Version: version, Progress: bar.tell})
	bar.end(err)
	if err != nil {
		return err
	}
	if info.KeyFile == "" {
		fmt.Fprintln(os.Stderr, "switchboard: the key file is not in the backup: keep a copy of it elsewhere (--key-to FILE); without it the accounts' secrets are lost")
	} else {
		fmt.Fprintln(os.Stderr, "switchboard: the key file's copy is "+info.KeyFile+": keep it apart from the backup; who has both has the accounts' secrets, and without it they are lost")
	}
	for _, hash := range info.Damaged {
		fmt.Fprintln(os.Stderr, "switchboard: the file "+hash+" was damaged before: it is in the backup as it is, and will not be restored")
	}
	return printInfo(info)
}

func printInfo(info hub.BackupInfo) error {
	raw, err := json.Marshal(info)
	if err != nil {
		return err
	}
	return printJSON(os.Stdout, raw)
}

type backupVerify struct {
	File string `arg:"" help:"The archive."`
}

// Run verifies an archive.
func (c *backupVerify) Run(ctx context.Context) error {
	bar := newBar(os.Stderr, "verify")
	info, err := hub.VerifyBackup(ctx, c.File, bar.tell)
	bar.end(err)
	if err != nil {
		return fmt.Errorf("%s: %w", c.File, err)
	}
	return printInfo(info)
}

type restoreCmd struct {
	place
	From    string `required:"" help:"The archive." placeholder:"FILE"`
	KeyFrom string `help:"The copy of the key file; left out: the one that lies in its place already." placeholder:"FILE"`
}

// Run restores a hub into an empty place.
func (c *restoreCmd) Run(ctx context.Context) error {
	cfg, err := c.config()
	if err != nil {
		return err
	}
	bar := newBar(os.Stderr, "restore")
	info, err := hub.Restore(ctx, cfg, hub.RestoreOptions{From: c.From, KeyFrom: c.KeyFrom, Progress: bar.tell})
	bar.end(err)
	if err != nil {
		return err
	}
	if info.KeyFile == "" {
		fmt.Fprintln(os.Stderr, "switchboard: put the key file with the fingerprint "+info.Key+" in its place before the start: without it the hub does not open the accounts' secrets")
	}
	return printInfo(info)
}

// bar shows how far a long work is: on a terminal in one line, elsewhere by a
// line now and then.
type bar struct {
	to    io.Writer
	what  string
	every time.Duration
	line  string // what stands before and behind each message
	shown time.Time
	last  dump.Progress
}

func newBar(f *os.File, what string) *bar {
	b := &bar{to: f, what: what, every: 10 * time.Second, line: "%s\n", shown: time.Now()}
	if info, err := f.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 {
		b.every, b.line = 100*time.Millisecond, "\r%s\x1b[K"
	}
	return b
}

func (b *bar) tell(p dump.Progress) {
	if b.last = p; time.Since(b.shown) < b.every {
		return
	}
	b.shown = time.Now()
	fmt.Fprintf(b.to, b.line, b.text())
}

// end leaves the last state as a line of its own.
func (b *bar) end(err error) {
	if b.last == (dump.Progress{}) {
		return
	}
	if err == nil { // headers and paddings were not counted
		b.last.AllBytes = b.last.Bytes
	}
	fmt.Fprintf(b.to, b.line, b.text())
	if !strings.HasSuffix(b.line, "\n") {
		fmt.Fprintln(b.to)
	}
}

func (b *bar) text() string {
	p := b.last
	text := b.what
	switch {
	case p.AllBytes > 0:
		text += fmt.Sprintf(" %3d%%", 100*p.Bytes/p.AllBytes)
	case p.AllRows > 0:
		text += fmt.Sprintf(" %3d%%", 100*(p.Rows+p.Blobs)/(p.AllRows+p.AllBlobs))
	}
	if p.AllRows > 0 {
		text += fmt.Sprintf("  rows %d of %d", p.Rows, p.AllRows)
	}
	if p.AllBlobs > 0 {
		text += fmt.Sprintf("  files %d of %d", p.Blobs, p.AllBlobs)
	}
	return text + fmt.Sprintf("  %.1f MB", float64(p.Bytes)/1e6)
}
