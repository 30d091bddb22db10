package doctor

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"time"

	"github.com/switchboard-hub/switchboard/core"
)

// errUnknown is what a system says that cannot be asked.
var errUnknown = errors.New("this system does not tell")

// Room is what a file system has left.
type Room struct {
	Device      uint64 // the same for all folders of one file system
	Free, Size  uint64 // bytes; free for who is not root
	Spare, Made uint64 // inodes: free, and all; no inodes: a file system that makes them as needed
}

// What a disk has to have left. SQLite and PostgreSQL take no writes on a full one.
const (
	diskLeast = 512 << 20
	diskLow   = 2 << 30
	diskShare = 20 // one part of so many of the disk is low as well,
	diskMuch  = 20 << 30
	inodesLow = 20 // one part of so many
	inodesBad = 100
)

// Disk looks at the room that is left for folders; those of one file system count
// as the first of them.
func Disk(room func(folder string) (Room, error), folders ...string) Check {
	return Check{Name: core.CheckDisk, Run: func(context.Context) []core.Finding {
		var out []core.Finding
		seen := map[uint64]bool{}
		for _, folder := range folders {
			r, err := room(folder)
			switch {
			case errors.Is(err, errUnknown):
				return listOf(skipped("disk.space", "skipped.system"))
			case err != nil:
				out = append(out, listOf(failed("disk.space", "disk.unknown").about(folder).because(err))...)
			case !seen[r.Device]:
				seen[r.Device] = true
				out = append(out, listOf(space(r).about(folder), inodes(r).about(folder))...)
			}
		}
		return out
	}}
}

func space(r Room) finding {
	low := min(max(diskLow, r.Size/diskShare), diskMuch)
	f := ok("disk.space")
	switch {
	case r.Free < diskLeast:
		f = failed("disk.space", "disk.full")
	case r.Free < low:
		f = warning("disk.space", "disk.low")
	}
	return f.measured(float64(r.Free), core.UnitBytes)
}

func inodes(r Room) finding {
	if r.Made == 0 {
		return skipped("disk.inodes", "skipped.inodes")
	}
	f := ok("disk.inodes")
	switch {
	case r.Spare*inodesBad < r.Made:
		f = failed("disk.inodes", "inodes.none")
	case r.Spare*inodesLow < r.Made:
		f = warning("disk.inodes", "inodes.low")
	}
	return f.measured(float64(r.Spare), core.UnitCount)
}

// Machine is what bounds the process.
type Machine struct {
	Files, FilesOpen uint64 // that it may open, and has
	Memory, Used     uint64 // bytes that it may take at most, and takes
}

// A live connection is an open file, and 1,000 of them are no exception; a hub at
// rest takes some 60 MB, a thousand connections 30 MB more.
const (
	filesFew     = 4096
	memoryLittle = 512 << 20
	nearly       = 0.8
)

// Limits looks at what the system lets the process have.
func Limits(ask func() (Machine, error)) Check {
	return Check{Name: core.CheckLimits, Run: func(context.Context) []core.Finding {
		m, err := ask()
		if err != nil {
			return listOf(skipped("limits.files", "skipped.system"), skipped("limits.memory", "skipped.system"))
		}
		files, memory := ok("limits.files"), ok("limits.memory")
		switch {
		case float64(m.FilesOpen) > nearly*float64(m.Files):
			files = failed("limits.files", "files.used")
		case m.Files < filesFew:
			files = warning("limits.files", "files.few")
		}
		switch {
		case float64(m.Used) > nearly*float64(m.Memory):
			memory = warning("limits.memory", "memory.used")
		case m.Memory < memoryLittle:
			memory = warning("limits.memory", "memory.little")
		}
		return listOf(files.measured(float64(m.Files), core.UnitCount), memory.measured(float64(m.Memory), core.UnitBytes))
	}}
}

// Clocks that differ by more than a moment break signatures of platforms, live
// tokens and the order in which things seem to have happened.
const (
	skewWarn = time.Second
	skewFail = 10 * time.Second
)

// Clock compares this machine's clock with the database's, and asks the system
// whether something keeps it right. A database without a clock of its own tells
// the zero time.
func Clock(now func() time.Time, database func(context.Context) (time.Time, error), synced func() (bool, error)) Check {
	return Check{Name: core.CheckClock, Run: func(ctx context.Context) []core.Finding {
		return listOf(keeping(synced), against(ctx, now, database))
	}}
}

func keeping(synced func() (bool, error)) finding {
	good, err := synced()
	switch {
	case err != nil:
		return skipped("clock.sync", "skipped.system")
	case !good:
		return warning("clock.sync", "clock.unsynchronised")
	}
	return ok("clock.sync")
}

func against(ctx context.Context, now func() time.Time, database func(context.Context) (time.Time, error)) finding {
	before := now()
	there, err := database(ctx)
	after := now()
	switch {
	case err != nil:
		return skipped("clock.database", "skipped.database")
	case there.IsZero():
		return skipped("clock.database", "skipped.sqlite")
	}
	var skew time.Duration // as little as the moments of asking allow
	switch {
	case there.Before(before):
		skew = before.Sub(there)
	case there.After(after):
		skew = there.Sub(after)
	}
	return graded("clock.database", skew.Seconds(), skewWarn.Seconds(), skewFail.Seconds(), "clock.skew", "clock.skew").millis(skew)
}

// Key looks at the key file.
func Key(path string) Check {
	return Check{Name: core.CheckKey, Run: func(context.Context) []core.Finding {
		info, err := os.Stat(path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return listOf(failed("key.file", "key.missing").about(path))
		case err != nil:
			return listOf(failed("key.file", "key.unreadable").about(path).because(err))
		case info.Mode().Perm()&0o077 != 0:
			f := failed("key.file", "key.open").about(path)
			f.Detail = info.Mode().Perm().String()
			return listOf(f)
		}
		return listOf(ok("key.file").about(path))
	}}
}

// backupOld is when a backup is older than one wants to lose.
const backupOld = 3 * 24 * time.Hour

// Backup looks at when the last backup was made: the time of the file that it leaves.
func Backup(mark string, now func() time.Time) Check {
	return Check{Name: core.CheckBackup, Run: func(context.Context) []core.Finding {
		info, err := os.Stat(mark)
		if errors.Is(err, fs.ErrNotExist) {
			return listOf(warning("backup.age", "backup.none"))
		}
		if err != nil {
			return listOf(warning("backup.age", "backup.none").because(err))
		}
		age := max(0, now().Sub(info.ModTime()))
		f := ok("backup.age")
		if age > backupOld {
			f = warning("backup.age", "backup.old")
		}
		return listOf(f.measured(age.Hours()/24, core.UnitDays))
	}}
}
