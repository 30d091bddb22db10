package main

import "testing"

func TestGarbageIsBounded(t *testing.T) {
	t.Parallel()
	for used, want := range map[uint64]int{0: 200, 12 << 20: 200, 32 << 20: 200, 64 << 20: 100, 100 << 20: 64, 1 << 30: 50, 1 << 62: 50} {
		if got := garbagePercent(used); got != want {
			t.Errorf("%d in use: %d %%, want %d", used, got, want)
		}
	}
}
