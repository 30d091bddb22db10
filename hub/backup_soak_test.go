package hub_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store/db"
	"github.com/switchboard-hub/switchboard/core/store/dump"
	"github.com/switchboard-hub/switchboard/core/store/pgtest"
	"github.com/switchboard-hub/switchboard/hub"
)

// TestSoakBackup measures a backup of very many messages while others come in,
// and its restore. SWITCHBOARD_BACKUP sets another number.
func TestSoakBackup(t *testing.T) {
	n := 2_000
	switch os.Getenv("SWITCHBOARD_SOAK") {
	case "full":
		n = 1_000_000
	case "":
		t.Skip("set SWITCHBOARD_SOAK to short or full")
	}
	if other, err := strconv.Atoi(os.Getenv("SWITCHBOARD_BACKUP")); err == nil {
		n = other
	}
	for name, database := range map[string]func(testing.TB) string{"sqlite": func(testing.TB) string { return "" }, "postgres": pgtest.Shared} {
		t.Run(name, func(t *testing.T) { backupSoak(t, database, n) })
	}
}

func backupSoak(t *testing.T, database func(testing.TB) string, n int) {
	cfg := config(t, &fake{})
	cfg.Database = database(t)
	h, stop := open(t, cfg)
	a := link(t, h)
	started := time.Now()
	for from := 0; from < n; from += 2000 {
		pourIn(t, h, a, from, min(2000, n-from))
	}
	filled := time.Since(started)
	quiet := slowest(t, h, a, n, func(ctx context.Context) error { <-ctx.Done(); return nil }, 3*time.Second)
	file := filepath.Join(t.TempDir(), "backup.tar")
	var info hub.BackupInfo
	var took time.Duration
	busy := slowest(t, h, a, 2*n, func(context.Context) (err error) {
		started := time.Now()
		info, err = hub.Backup(t.Context(), cfg, hub.BackupOptions{To: file, Progress: func(dump.Progress) {}})
		took = time.Since(started)
		return err
	}, time.Hour)
	stop()

	to := config(t, &fake{})
	to.Database = database(t)
	to.Data = filepath.Join(t.TempDir(), "data")
	started = time.Now()
	_, err := hub.Restore(t.Context(), to, hub.RestoreOptions{From: file, KeyFrom: filepath.Join(cfg.Data, "key"), Progress: func(dump.Progress) {}})
	must(t, err)
	back := time.Since(started)
	h, err = hub.Open(t.Context(), to)
	must(t, err)
	defer h.Close()
	var messages, told int64
	_, err = db.One(t.Context(), h.Store().DB(), `SELECT COUNT(*), (SELECT CAST(SUM(seq) AS bigint) FROM conversations) FROM messages`, nil, &messages, &told)
	must(t, err)
	if messages < int64(n) || messages != told {
		t.Errorf("%d messages of %d, conversations tell of %d", messages, n, told)
	}
	rate := func(d time.Duration) float64 { return float64(info.Rows) / d.Seconds() }
	t.Logf("%d messages stored in %v; %d rows backed up in %v (%.0f/s, %.1f MB), restored in %v (%.0f/s); the slowest commit beside it took %v, before %v",
		messages, filled.Round(time.Second), info.Rows, took.Round(time.Millisecond), rate(took), float64(info.Size)/1e6,
		back.Round(time.Millisecond), rate(back), busy.Round(time.Millisecond), quiet.Round(time.Millisecond))
}

// pourIn stores messages of many people, all at once.
func pourIn(t *testing.T, h *hub.Hub, a core.Account, from, n int) {
	t.Helper()
	cmds := make([]*engine.Ingest, n)
	for i := range cmds {
		key := fmt.Sprint("k", from+i)
		raw := says(a, key, text(fmt.Sprintf("你好，我想问一下订单 %d 什么时候发货？谢谢", from+i)))
		raw.ID, raw.Channel, raw.ReceivedAt = core.NewID(), "fake", core.At(time.Now())
		envs, err := readEnvelopes(raw)
		must(t, err)
		envs[0].User.ExternalID = fmt.Sprint("u", (from+i)%5000)
		cmds[i] = &engine.Ingest{Raw: raw, Envelopes: envs, Policy: engine.Policy{ReopenFor: time.Hour}}
	}
	must(t, h.Store().DoAll(t.Context(), cmds))
}

// slowest stores message after message while f runs, at most for a time, and
// returns how long the slowest took.
func slowest(t *testing.T, h *hub.Hub, a core.Account, from int, f func(context.Context) error, most time.Duration) (worst time.Duration) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), most)
	done := make(chan error, 1)
	go func() {
		defer cancel()
		done <- f(ctx)
	}()
	for ; ctx.Err() == nil; from++ {
		started := time.Now()
		pourIn(t, h, a, from, 1)
		worst = max(worst, time.Since(started))
	}
	must(t, <-done)
	return worst
}
