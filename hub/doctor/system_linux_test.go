package doctor_test

import (
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/switchboard-hub/switchboard/hub/doctor"
)

func TestADiskThatIsFull(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := unix.Mount("tmpfs", dir, "tmpfs", 0, "size=1m,nr_inodes=8"); err != nil {
		t.Skip("mounting a small file system takes root: ", err)
	}
	t.Cleanup(func() { must(t, unix.Unmount(dir, unix.MNT_DETACH)) })
	for _, name := range []string{"a", "b", "c", "d", "e", "f", "g"} {
		must(t, os.WriteFile(filepath.Join(dir, name), []byte(name), 0o600))
	}
	expect(t, doctor.Disk(doctor.FolderRoom, dir, filepath.Join(dir, ".")), "disk.space failed disk.full; disk.inodes failed inodes.none")
}
