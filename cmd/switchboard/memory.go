package main

import (
	"context"
	"os"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// The collector lets garbage take twice what is in use while that is little,
// which saves a tenth of its work, and garbageMax beyond: with a thousand sockets
// twice as much would be most of the process.
const (
	garbageMax   = 64 << 20
	garbageLeast = 50 // per cent, however much is in use
	garbageMost  = 200
	paceEvery    = 2 * time.Second
)

// paceCollector follows what is in use until ctx ends.
func paceCollector(ctx context.Context) {
	if os.Getenv("GOGC") != "" {
		return
	}
	now := garbageMost
	debug.SetGCPercent(now)
	tick := time.NewTicker(paceEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if next := garbagePercent(inUse()); next < now-10 || next > now+10 {
			now = next
			debug.SetGCPercent(now)
		}
	}
}

func garbagePercent(used uint64) int {
	return int(max(garbageLeast, min(garbageMost, 100*garbageMax/max(used, 1)))) //nolint:gosec // a percentage within bounds
}

// inUse is what the last collection left, with the stacks: they count too.
func inUse() uint64 {
	s := []metrics.Sample{{Name: "/gc/heap/live:bytes"}, {Name: "/memory/classes/heap/stacks:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64() + s[1].Value.Uint64()
}
