package pgtest

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
)

// ErrMissing says that this machine has no PostgreSQL to run.
var ErrMissing = errors.New("PostgreSQL is not installed (Debian: apt-get install postgresql)")

// installation is where the programs are and who may run them.
type installation struct {
	bin   string
	owner owner
}

func find() (installation, error) {
	// Debian keeps initdb out of PATH, one folder a major version.
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil {
		return installation{}, fmt.Errorf("look for PostgreSQL: %w", err)
	}
	initdb := newest(found)
	if initdb == "" {
		if initdb, err = exec.LookPath("initdb"); err != nil {
			return installation{}, ErrMissing
		}
		if initdb, err = filepath.Abs(initdb); err != nil {
			return installation{}, fmt.Errorf("look for PostgreSQL: %w", err)
		}
	}
	who, err := clusterOwner()
	if err != nil {
		return installation{}, err
	}
	return installation{bin: filepath.Dir(initdb), owner: who}, nil
}

// newest picks the path with the highest major version: 9 is older than 15.
func newest(paths []string) string {
	version := func(path string) float64 {
		v, err := strconv.ParseFloat(filepath.Base(filepath.Dir(filepath.Dir(path))), 64)
		if err != nil {
			return 0
		}
		return v
	}
	if len(paths) == 0 {
		return ""
	}
	return slices.MaxFunc(paths, func(a, b string) int { return cmp.Compare(version(a), version(b)) })
}

// owner is the user that runs a cluster; nil is whoever we are.
type owner struct{ credential *syscall.Credential }

// clusterOwner is the user postgres when we are root, whom PostgreSQL refuses.
func clusterOwner() (owner, error) {
	if os.Getuid() != 0 {
		return owner{}, nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		return owner{}, fmt.Errorf("PostgreSQL does not run as root and there is no user postgres: %w", err)
	}
	uid, err := strconv.ParseUint(u.Uid, 10, 32)
	if err != nil {
		return owner{}, fmt.Errorf("user postgres: %w", err)
	}
	gid, err := strconv.ParseUint(u.Gid, 10, 32)
	if err != nil {
		return owner{}, fmt.Errorf("user postgres: %w", err)
	}
	return owner{&syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}, nil
}

// command prepares a program to be run by the owner, away from our terminal:
// an interrupt from the keyboard is for us, and the watchdog follows.
func (o owner) command(program string, args ...string) *exec.Cmd {
	cmd := exec.Command(program, args...) //nolint:gosec // PostgreSQL's programs, with arguments of our own making
	cmd.Dir = "/"                         // the owner may not be allowed to enter the folder we are in
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Credential: o.credential}
	cmd.Env = []string{"LC_ALL=C"}
	for _, v := range os.Environ() {
		// PGPORT, PGDATA and the like would bend what we start; LANG and LC_*
		// would change its messages.
		if !strings.HasPrefix(v, "PG") && !strings.HasPrefix(v, "LC_") && !strings.HasPrefix(v, "LANG") {
			cmd.Env = append(cmd.Env, v)
		}
	}
	return cmd
}

func (o owner) mkdirTemp(dir string) (string, error) {
	folder, err := os.MkdirTemp(dir, "pgtest-")
	if err != nil {
		return "", fmt.Errorf("make the cluster's folder: %w", err)
	}
	if folder, err = filepath.Abs(folder); err != nil {
		return "", fmt.Errorf("make the cluster's folder: %w", err)
	}
	if err := o.chown(folder); err != nil {
		return "", errors.Join(err, os.Remove(folder))
	}
	// A folder inside another one that only root may enter is of no use.
	if err := o.command("/bin/sh", "-c", `cd "$1"`, "sh", folder).Run(); err != nil {
		return "", errors.Join(fmt.Errorf("the user postgres cannot enter %s: %w", folder, err), os.Remove(folder))
	}
	return folder, nil
}

func (o owner) writeFile(path, text string) error {
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		return fmt.Errorf("prepare the cluster's folder: %w", err)
	}
	return o.chown(path)
}

func (o owner) chown(path string) error {
	if o.credential == nil {
		return nil
	}
	if err := os.Chown(path, int(o.credential.Uid), int(o.credential.Gid)); err != nil {
		return fmt.Errorf("hand the folder to postgres: %w", err)
	}
	return nil
}
