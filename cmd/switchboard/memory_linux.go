package main

import (
	"bufio"
	"fmt"
	"os"
	"runtime/debug"
	"strings"

	"golang.org/x/sys/unix"
)

// settle gives back what only starting up took: the heap of it, and the pages of
// the binary itself. Linux maps those in large pieces, most of which no hub at
// rest uses (40 of 50 MB); what is needed comes back from its cache by itself.
func settle() {
	debug.FreeOSMemory()
	maps, err := os.Open("/proc/self/maps")
	if err != nil {
		return
	}
	defer func() { _ = maps.Close() }() // it was only read
	self, err := os.Executable()
	if err != nil {
		return
	}
	for lines := bufio.NewScanner(maps); lines.Scan(); {
		var from, to uintptr
		var rights string
		if !strings.HasSuffix(lines.Text(), " "+self) {
			continue
		}
		if n, _ := fmt.Sscanf(lines.Text(), "%x-%x %s", &from, &to, &rights); n != 3 || strings.Contains(rights, "w") {
			continue
		}
		_, _, _ = unix.Syscall(unix.SYS_MADVISE, from, to-from, unix.MADV_DONTNEED) // where it is refused, they stay
	}
}
