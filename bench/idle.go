package bench

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"strconv"
	"time"
)

// IdleResult is what "bench idle" prints.
type IdleResult struct {
	Database    string  `json:"database"`
	StartMillis float64 `json:"start_ms"`
	StartAgain  float64 `json:"start_again_ms"`
	RSSMegs     float64 `json:"rss_mb"`
	BinaryMegs  float64 `json:"binary_mb"`
	EngineStart float64 `json:"engine_start_ms"`
	Ratio       float64 `json:"ratio"`
}

// Idle measures an idle hub: its first start, its second, its memory after a
// while, and this binary's size. The bare engine is opening the database.
func Idle(ctx context.Context, o Options) (any, error) {
	s, err := newSpace(ctx, o)
	if err != nil {
		return nil, err
	}
	defer s.close()
	out := IdleResult{Database: "sqlite"}
	if s.database != "" {
		out.Database = "postgres"
	}
	first, err := s.serve(ctx)
	if err != nil {
		return nil, err
	}
	out.StartMillis = millis(first.ready)
	first.stop()
	second, err := s.serve(ctx)
	if err != nil {
		return nil, err
	}
	defer second.stop()
	out.StartAgain = millis(second.ready)
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-time.After(5 * time.Second):
	}
	if out.RSSMegs, err = rss(second.cmd.Process.Pid); err != nil {
		return nil, err
	}
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	info, err := os.Stat(self)
	if err != nil {
		return nil, err
	}
	out.BinaryMegs = float64(info.Size()/1000) / 1000
	return out, s.openAlone(ctx, &out)
}

// openAlone measures what opening the hub's data costs without serving it.
func (s *space) openAlone(ctx context.Context, out *IdleResult) error {
	alone, err := newSpace(ctx, Options{Dir: s.Dir, Database: s.Database, Channels: s.Channels, Normalizers: s.Normalizers})
	if err != nil {
		return err
	}
	defer alone.close()
	started := time.Now()
	h, err := alone.open(ctx, nil)
	if err != nil {
		return err
	}
	out.EngineStart = millis(time.Since(started))
	out.Ratio = ratio(out.EngineStart, out.StartMillis)
	return h.Close()
}

func millis(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// rss reads a process's resident memory in megabytes.
func rss(pid int) (float64, error) {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, err
	}
	for line := range bytes.Lines(b) {
		if v, ok := bytes.CutPrefix(line, []byte("VmRSS:")); ok {
			kb, err := strconv.ParseFloat(string(bytes.TrimSpace(bytes.TrimSuffix(bytes.TrimSpace(v), []byte("kB")))), 64)
			return kb / 1000, err
		}
	}
	return 0, fmt.Errorf("process %d shows no memory", pid)
}
