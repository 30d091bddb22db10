package main_test

import (
	"bytes"
	"debug/elf"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A release is built, and the file system of its image is a whole machine for the
// hub: it serves in it, as nobody, with nothing else there.
func TestSoakRelease(t *testing.T) {
	if !full() {
		t.Skip("skipped: a release is built by make soak SUITE=Release alone")
	}
	if os.Getuid() != 0 {
		t.Skip("skipped: only root can change the root folder")
	}
	out := t.TempDir()
	for _, dir := range []string{out, filepath.Dir(out)} {
		fatal(t, os.Chmod(dir, 0o755)) //nolint:gosec // another user enters it
	}
	build := exec.CommandContext(t.Context(), filepath.Join("..", "..", "scripts", "release"), "amd64")
	build.Env = append(os.Environ(), "OUT="+out)
	if log, err := build.CombinedOutput(); err != nil {
		t.Fatalf("release: %v\n%s", err, log)
	}
	check := exec.CommandContext(t.Context(), "sha256sum", "-c", "SHA256SUMS")
	check.Dir = out
	if log, err := check.CombinedOutput(); err != nil {
		t.Errorf("the sums: %v\n%s", err, log)
	}
	root := filepath.Join(out, "rootfs_linux_amd64")
	static(t, filepath.Join(root, "switchboard"))
	fatal(t, os.Chown(filepath.Join(root, "data"), 10001, 10001))

	public, agents := freeAddr(t), freeAddr(t)
	n := &node{t: t, public: public, agents: agents, log: newOutput(t)}
	inside := func(args ...string) *exec.Cmd {
		cmd := exec.CommandContext(t.Context(), "/switchboard", args...)
		cmd.Dir, cmd.Env = "/", []string{"SWITCHBOARD_DATA=/data", "SWITCHBOARD_PUBLIC=" + public, "SWITCHBOARD_AGENTS=" + agents}
		cmd.SysProcAttr = &syscall.SysProcAttr{Chroot: root, Credential: &syscall.Credential{Uid: 10001, Gid: 10001}}
		return cmd
	}
	serve := inside("serve")
	serve.Stdout, serve.Stderr = n.log.file, n.log.file
	fatal(t, serve.Start())
	exited := make(chan error, 1)
	n.cmd, n.exited = serve, exited
	go func() { exited <- serve.Wait() }()
	t.Cleanup(func() { _ = serve.Process.Kill() })
	n.await()
	var said, errs bytes.Buffer
	setup := inside("setup", "--email", "owner@example.com", "--password", "correct horse battery", "--name", "Owner")
	setup.Stdout, setup.Stderr = &said, &errs
	if err := setup.Run(); err != nil || !strings.Contains(said.String(), "api_key") {
		t.Errorf("setup: %v %s%s", err, said.String(), errs.String())
	}
	n.stop()
}

// static checks that a program needs nothing of the machine that it runs on.
func static(t *testing.T, path string) {
	t.Helper()
	program, err := elf.Open(path)
	fatal(t, err)
	defer program.Close()
	for _, p := range program.Progs {
		if p.Type == elf.PT_INTERP {
			t.Error("the program is not static")
		}
	}
	info, err := os.Stat(path)
	fatal(t, err)
	t.Logf("%.1f MB", float64(info.Size())/1e6)
}
