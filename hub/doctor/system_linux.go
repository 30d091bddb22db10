package doctor

import (
	"math"
	"os"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// FolderRoom asks the file system of a folder.
func FolderRoom(folder string) (Room, error) {
	var room unix.Statfs_t
	var file unix.Stat_t
	if err := unix.Statfs(folder, &room); err != nil {
		return Room{}, &os.PathError{Op: "statfs", Path: folder, Err: err}
	}
	if err := unix.Stat(folder, &file); err != nil {
		return Room{}, &os.PathError{Op: "stat", Path: folder, Err: err}
	}
	block := uint64(max(0, room.Bsize)) //nolint:unconvert,gosec // its type is another on other processors; not below 0
	return Room{Device: file.Dev, Free: room.Bavail * block, Size: room.Blocks * block, Spare: room.Ffree, Made: room.Files}, nil
}

// Synchronised asks the kernel whether something keeps its clock right.
func Synchronised() (bool, error) {
	var t unix.Timex // nothing is set
	state, err := unix.Adjtimex(&t)
	return state != unix.TIME_ERROR, err
}

// ThisMachine asks what this process may have, and has.
func ThisMachine() (Machine, error) {
	var files unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_NOFILE, &files); err != nil {
		return Machine{}, err
	}
	open, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return Machine{}, err
	}
	return Machine{Files: files.Cur, FilesOpen: uint64(len(open)), Memory: memoryLimit(), Used: resident()}, nil
}

// memoryLimit is the machine's memory, or the least limit of a control group: the
// files of version 2 and 1 as a container sees its own, and GOMEMLIMIT is none.
func memoryLimit() uint64 {
	limit := uint64(math.MaxUint64)
	var info unix.Sysinfo_t
	if unix.Sysinfo(&info) == nil {
		limit = uint64(info.Totalram) * uint64(info.Unit) //nolint:unconvert // its type is another on other processors
	}
	for _, name := range []string{"/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"} {
		text, err := os.ReadFile(name)
		if err != nil {
			continue
		}
		if n, err := strconv.ParseUint(strings.TrimSpace(string(text)), 10, 64); err == nil { // "max" is none
			limit = min(limit, n)
		}
	}
	return limit
}

// resident is the process's own memory: the second word of statm, in pages.
func resident() uint64 {
	text, err := os.ReadFile("/proc/self/statm")
	words := strings.Fields(string(text))
	if err != nil || len(words) < 2 {
		return 0
	}
	pages, err := strconv.ParseUint(words[1], 10, 64)
	if err != nil {
		return 0
	}
	return pages * uint64(os.Getpagesize()) //nolint:gosec // a page has a size
}
