//go:build unix

package main

import "golang.org/x/sys/unix"

// descriptors returns how many files and connections this process may have open.
func descriptors() uint64 {
	var r unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_NOFILE, &r); err != nil {
		return usualDescriptors
	}
	return uint64(r.Cur) //nolint:unconvert // BSDs count in int64
}
