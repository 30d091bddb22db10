package doctor_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/blob"
	"github.com/switchboard-hub/switchboard/core/bus"
	"github.com/switchboard-hub/switchboard/core/store"
	"github.com/switchboard-hub/switchboard/core/store/pgtest"
	"github.com/switchboard-hub/switchboard/hub/doctor"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// told writes findings as "id level code".
func told(list []core.Finding) string {
	var out []string
	for _, f := range list {
		out = append(out, strings.TrimSpace(fmt.Sprintf("%s %s %s", f.ID, f.Level, f.Code)))
	}
	return strings.Join(out, "; ")
}

// expect runs a check and compares what it tells.
func expect(t *testing.T, c doctor.Check, want string) []core.Finding {
	t.Helper()
	got := c.Run(t.Context())
	if told(got) != want {
		t.Errorf("%s: %s, want %s: %+v", c.Name, told(got), want, got)
	}
	return got
}

func TestACheckThatHangsIsAFinding(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		forever := make(chan struct{})
		defer close(forever)
		hangs := doctor.Check{Name: core.CheckBlobs, Run: func(context.Context) []core.Finding { <-forever; return nil }}
		met := make(chan struct{})
		meets := func(name string, f func()) doctor.Check {
			return doctor.Check{Name: name, Run: func(context.Context) []core.Finding {
				f()
				return []core.Finding{{ID: name + ".met", Level: core.FindingOK}}
			}}
		}
		first := meets("first", func() { met <- struct{}{} })
		second := meets("second", func() { <-met }) // they meet only where both run at once
		got := doctor.Run(t.Context(), 50*time.Millisecond, []doctor.Check{hangs, first, second})
		if want := "blobs failed timeout; first.met ok; second.met ok"; told(got) != want {
			t.Errorf("%s, want %s", told(got), want)
		}
		if got[0].Check != core.CheckBlobs || got[1].Check != "first" || got[0].Measured.Value != 0.05 {
			t.Errorf("%+v", got)
		}
	})
}

func TestRoomOnTheDisk(t *testing.T) {
	t.Parallel()
	const gb = 1 << 30
	for _, c := range []struct {
		room doctor.Room
		want string
	}{
		{doctor.Room{Free: 30 * gb, Size: 100 * gb, Spare: 50, Made: 100}, "disk.space ok; disk.inodes ok"},
		{doctor.Room{Free: 3 * gb, Size: 100 * gb, Spare: 4, Made: 100}, "disk.space warning disk.low; disk.inodes warning inodes.low"},
		{doctor.Room{Free: 30 * gb, Size: 4000 * gb, Spare: 0, Made: 100}, "disk.space ok; disk.inodes failed inodes.none"}, // 5 % of much is much
		{doctor.Room{Free: gb, Size: 8 * gb}, "disk.space warning disk.low; disk.inodes skipped skipped.inodes"},
		{doctor.Room{Free: gb / 4, Size: 8 * gb, Spare: 50, Made: 100}, "disk.space failed disk.full; disk.inodes ok"},
	} {
		got := expect(t, doctor.Disk(func(string) (doctor.Room, error) { return c.room, nil }, "data", "data/blobs"), c.want)
		if got[0].Measured.Value != float64(c.room.Free) || got[0].About != "data" {
			t.Errorf("%+v", got[0])
		}
	}
	apart := func(folder string) (doctor.Room, error) {
		return doctor.Room{Device: uint64(len(folder)), Free: 30 * gb, Size: 31 * gb}, nil
	}
	if got := doctor.Disk(apart, "a", "bb").Run(t.Context()); len(got) != 4 || got[2].About != "bb" {
		t.Errorf("%+v", got)
	}
	if runtime.GOOS == "linux" {
		expect(t, doctor.Disk(doctor.FolderRoom, filepath.Join(t.TempDir(), "none")), "disk.space failed disk.unknown")
	}
}

func TestLimitsOfTheSystem(t *testing.T) {
	t.Parallel()
	const gb = 1 << 30
	for _, c := range []struct {
		machine doctor.Machine
		want    string
	}{
		{doctor.Machine{Files: 20000, FilesOpen: 100, Memory: 4 * gb, Used: gb / 8}, "limits.files ok; limits.memory ok"},
		{doctor.Machine{Files: 1024, FilesOpen: 100, Memory: gb / 4, Used: gb / 16}, "limits.files warning files.few; limits.memory warning memory.little"},
		{doctor.Machine{Files: 20000, FilesOpen: 19000, Memory: 4 * gb, Used: 4*gb - 1}, "limits.files failed files.used; limits.memory warning memory.used"},
	} {
		expect(t, doctor.Limits(func() (doctor.Machine, error) { return c.machine, nil }), c.want)
	}
	if m, err := doctor.ThisMachine(); runtime.GOOS == "linux" && (err != nil || m.FilesOpen < 3 || m.Files < m.FilesOpen || m.Used < 1<<20 || m.Memory < m.Used) {
		t.Errorf("%+v %v", m, err)
	}
	expect(t, doctor.Limits(func() (doctor.Machine, error) { return doctor.Machine{}, errors.New("no") }), "limits.files skipped skipped.system; limits.memory skipped skipped.system")
}

func TestClocksThatDiffer(t *testing.T) {
	t.Parallel()
	here := time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)
	yes := func() (bool, error) { return true, nil }
	for _, c := range []struct {
		skew time.Duration
		want string
	}{{0, "ok"}, {900 * time.Millisecond, "ok"}, {-3 * time.Second, "warning clock.skew"}, {3 * time.Second, "warning clock.skew"}, {-time.Minute, "failed clock.skew"}, {time.Hour, "failed clock.skew"}} {
		got := expect(t, doctor.Clock(func() time.Time { return here }, func(context.Context) (time.Time, error) { return here.Add(c.skew), nil }, yes),
			"clock.sync ok; clock.database "+c.want)
		if float64(c.skew.Abs().Milliseconds()) != got[1].Measured.Value {
			t.Errorf("%v is measured as %+v", c.skew, got[1].Measured)
		}
	}
	none := func(context.Context) (time.Time, error) { return time.Time{}, nil }
	expect(t, doctor.Clock(time.Now, none, func() (bool, error) { return false, nil }), "clock.sync warning clock.unsynchronised; clock.database skipped skipped.sqlite")
	gone := func(context.Context) (time.Time, error) { return time.Time{}, errors.New("gone") }
	expect(t, doctor.Clock(time.Now, gone, func() (bool, error) { return false, errors.New("no") }), "clock.sync skipped skipped.system; clock.database skipped skipped.database")
}

func TestTheKeyFileIsForItsOwner(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "key")
	expect(t, doctor.Key(path), "key.file failed key.missing")
	must(t, os.WriteFile(path, nil, 0o600))
	expect(t, doctor.Key(path), "key.file ok")
	must(t, os.Chmod(path, 0o640))
	expect(t, doctor.Key(path), "key.file failed key.open")
	must(t, os.Chmod(path, 0o644))
	if got := expect(t, doctor.Key(path), "key.file failed key.open"); got[0].Detail != "-rw-r--r--" {
		t.Errorf("%+v", got)
	}
}

func TestTheAgeOfTheLastBackup(t *testing.T) {
	t.Parallel()
	mark := filepath.Join(t.TempDir(), "mark")
	now := time.Now()
	check := doctor.Backup(mark, func() time.Time { return now })
	expect(t, check, "backup.age warning backup.none")
	must(t, os.WriteFile(mark, nil, 0o600))
	expect(t, check, "backup.age ok")
	must(t, os.Chtimes(mark, now, now.Add(-10*24*time.Hour)))
	if got := expect(t, check, "backup.age warning backup.old"); got[0].Measured.Value != 10 {
		t.Errorf("%+v", got[0].Measured)
	}
}

func TestBlobsAreStoredAndReadAndGone(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "blobs")
	s, err := blob.OpenFolder(dir)
	must(t, err)
	expect(t, doctor.Blobs(s), "blobs.round_trip ok")
	must(t, s.List(t.Context(), func(i blob.Info) error { return fmt.Errorf("%s is left", i.Hash) }))
	must(t, os.RemoveAll(dir))
	must(t, os.WriteFile(dir, nil, 0o600)) // a file in its place, which stops root too
	if got := expect(t, doctor.Blobs(s), "blobs.round_trip failed blobs.failed"); got[0].Detail == "" {
		t.Error("it does not say why")
	}
}

// deaf takes hints and hands none out.
type deaf struct{}

func (deaf) Publish(string, []byte) {}
func (deaf) Subscribe(string, func(string, []byte)) (func(), error) {
	return func() {}, nil
}

func TestAHintComesBack(t *testing.T) {
	t.Parallel()
	b, err := bus.Open("", nil)
	must(t, err)
	t.Cleanup(b.Close)
	nodes := func(n int) func(context.Context) (int, error) {
		return func(context.Context) (int, error) { return n, nil }
	}
	expect(t, doctor.Bus(b, true, nodes(1)), "bus.round_trip ok; bus.nodes ok")
	expect(t, doctor.Bus(b, true, nodes(2)), "bus.round_trip ok; bus.nodes failed bus.split")
	expect(t, doctor.Bus(b, false, nodes(2)), "bus.round_trip ok; bus.nodes ok")
	short, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if got := told(doctor.Bus(deaf{}, false, nodes(1)).Run(short)); got != "bus.round_trip failed bus.down; bus.nodes ok" {
		t.Error(got)
	}
}

// atLeisure is the check of a real database; that this machine is busy is no finding.
func atLeisure(l store.Location) doctor.Check {
	return doctor.Database(func(ctx context.Context) (store.Probe, error) {
		p, err := store.ProbeAt(ctx, l)
		p.Took = 0
		return p, err
	})
}

func TestTheDatabaseTellsOfItself(t *testing.T) {
	t.Parallel()
	l := store.Location{Path: filepath.Join(t.TempDir(), "hub.db")}
	expect(t, atLeisure(l), "database.reach failed database.missing")
	d, err := store.OpenDB(t.Context(), l)
	must(t, err)
	must(t, d.Close())
	expect(t, atLeisure(l), "database.reach ok; database.schema ok; database.size ok; database.journal ok")
	must(t, os.WriteFile(l.Path, []byte(strings.Repeat("no database ", 1000)), 0o600))
	expect(t, atLeisure(l), "database.reach failed database.unreachable")

	for _, c := range []struct {
		probe store.Probe
		want  string
	}{
		{store.Probe{Took: time.Second, Schema: 20, Known: 19, Setting: map[string]string{"journal_mode": "delete"}},
			"database.reach warning database.slow; database.schema failed schema.newer; database.size ok; database.journal warning sqlite.journal"},
		{store.Probe{Schema: 18, Known: 19, Size: 5 << 30, Free: 3 << 30, Setting: map[string]string{"journal_mode": "wal"}},
			"database.reach ok; database.schema warning schema.older; database.size warning sqlite.free; database.journal ok"},
	} {
		expect(t, doctor.Database(func(context.Context) (store.Probe, error) { return c.probe, nil }), c.want)
	}
}

// The settings that lose messages are those of the hub's own connections: here they
// come with the address.
func TestPostgresThatLosesWhatItSaysIsStored(t *testing.T) {
	t.Parallel()
	url := pgtest.Shared(t)
	d, err := store.OpenDB(t.Context(), store.Location{URL: url})
	must(t, err)
	must(t, d.Close())
	at := func(url string) doctor.Check { return atLeisure(store.Location{URL: url}) }
	between := "?"
	if strings.Contains(url, "?") {
		between = "&"
	}
	bad := at(url + between + "synchronous_commit=off&jit=on").Run(t.Context())
	for _, want := range []string{"database.schema ok", "database.synchronous_commit failed postgres.synchronous_commit", "database.jit warning postgres.jit"} {
		if !strings.Contains(told(bad), want) {
			t.Errorf("%s lacks %s", told(bad), want)
		}
	}
	good := at(url + between + "synchronous_commit=on").Run(t.Context())
	for _, want := range []string{"database.reach ok", "database.size ok", "database.synchronous_commit ok", "database.jit ok"} {
		if !strings.Contains(told(good), want) {
			t.Errorf("%s lacks %s", told(good), want)
		}
	}
	p, err := store.ProbeAt(t.Context(), store.Location{URL: url})
	if err != nil || time.Since(p.Clock.Std()).Abs() > time.Minute || p.Size < 1<<20 || p.Setting["fsync"] == "" {
		t.Errorf("%+v %v", p, err)
	}
}

func TestWorkThatWaits(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)
	work := func(backlog int, g store.Gauges, err error) doctor.Check {
		return doctor.Work(doctor.Waits{Backlog: func() int { return backlog }, Gauges: func(context.Context) (store.Gauges, error) { return g, err },
			Workless: func(context.Context) (time.Duration, bool, error) { return 0, true, nil }, Now: func() time.Time { return now }})
	}
	expect(t, work(0, store.Gauges{}, nil), "work.nodes ok; work.queue ok; work.lag ok; work.dead_jobs ok; work.failed_raws ok; work.in_doubt ok; work.oldest_raw ok")
	bad := store.Gauges{Jobs: map[string]map[string]int64{"reply": {core.JobDead: 2}, "media": {core.JobDead: 3, core.JobWaiting: 9}}, OldestJob: core.At(now.Add(-2 * time.Minute)),
		FailedRaws: 4, OldestFailed: core.At(now.Add(-time.Hour)), InDoubt: 1}
	got := expect(t, work(1500, bad, nil), "work.nodes ok; work.queue warning queue.long; work.lag warning jobs.late; work.dead_jobs warning jobs.dead; "+
		"work.failed_raws warning raws.failed; work.in_doubt warning parts.doubt; work.oldest_raw warning raws.old")
	for i, want := range []float64{1500, 120, 5, 4, 1, 3600} {
		if f := got[i+1]; f.Measured.Value != want {
			t.Errorf("%s: %v, want %v", f.ID, f.Measured.Value, want)
		}
	}
	bad = store.Gauges{OldestJob: core.At(now.Add(-time.Hour))}
	expect(t, work(4000, bad, nil), "work.nodes ok; work.queue failed queue.full; work.lag failed jobs.late; work.dead_jobs ok; work.failed_raws ok; work.in_doubt ok; work.oldest_raw ok")
	expect(t, work(0, bad, errors.New("gone")), "work.queue ok; work.lag failed database.unreachable")
}

func TestSomebodyHasToWork(t *testing.T) {
	t.Parallel()
	rest := "; work.queue ok; work.lag ok; work.dead_jobs ok; work.failed_raws ok; work.in_doubt ok; work.oldest_raw ok"
	for _, c := range []struct {
		none time.Duration
		ever bool
		err  error
		want string
	}{
		{0, true, nil, "work.nodes ok"},
		{20 * time.Second, true, nil, "work.nodes warning work.nobody"},
		{2 * time.Minute, true, nil, "work.nodes failed work.nobody"},
		{0, false, nil, "work.nodes failed work.nobody"},
		{0, true, errors.New("gone"), "work.nodes skipped skipped.database"},
	} {
		got := expect(t, doctor.Work(doctor.Waits{Backlog: func() int { return 0 }, Gauges: func(context.Context) (store.Gauges, error) { return store.Gauges{}, nil },
			Workless: func(context.Context) (time.Duration, bool, error) { return c.none, c.ever, c.err }, Now: time.Now}), c.want+rest)
		if c.none > 0 && (got[0].Measured == nil || got[0].Measured.Value != c.none.Seconds()) {
			t.Errorf("%+v", got[0])
		}
	}
}

// Who asks while a check is under way gets what it finds, also when the first to ask
// has gone away.
func TestDiagnosesAtTheSameTimeAreOne(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		runs, goOn := 0, make(chan struct{})
		checks := []doctor.Check{{Name: core.CheckBlobs, Run: func(ctx context.Context) []core.Finding {
			runs++
			select {
			case <-goOn:
				return []core.Finding{{ID: "blobs.met", Level: core.FindingOK}}
			case <-ctx.Done():
				return nil
			}
		}}}
		var f doctor.Flights
		first, leave := context.WithCancel(t.Context())
		gone := make(chan string, 1)
		go func() { gone <- told(f.Run(first, time.Minute, checks)) }()
		synctest.Wait()
		const many = 20
		answers := make(chan []core.Finding, many)
		for range many {
			go func() { answers <- f.Run(t.Context(), time.Minute, checks) }()
		}
		synctest.Wait()
		leave()
		if got := <-gone; got != "blobs failed timeout" {
			t.Errorf("who went away was told %s", got)
		}
		close(goOn)
		for range many {
			if got := <-answers; told(got) != "blobs.met ok" || got[0].Check != core.CheckBlobs {
				t.Errorf("%+v", got)
			}
		}
		if runs != 1 {
			t.Errorf("it ran %d times for %d who asked at once", runs, many+1)
		}
		if got := told(f.Run(t.Context(), time.Minute, checks)); got != "blobs.met ok" || runs != 2 {
			t.Errorf("a later one: %s, after %d runs", got, runs)
		}
	})
}

func TestEachAccountIsTested(t *testing.T) {
	t.Parallel()
	legs := func(l ...core.Leg) func(context.Context) []core.Leg {
		return func(context.Context) []core.Leg { return l }
	}
	all := []doctor.Tested{
		{ID: core.NewID(), Name: "good", Test: legs(core.Leg{Name: "credentials", State: core.LegOK}, core.Leg{Name: "first_message", State: core.LegWaiting})},
		{ID: core.NewID(), Name: "bad", Test: legs(core.Leg{Name: "credentials", State: core.LegFailed, Text: "wrong token"}, core.Leg{Name: "callback", State: core.LegWaiting, Code: "callback.not_called"})},
		{ID: core.NewID(), Name: "paused", Paused: true},
		{ID: core.NewID(), Name: "hangs", Test: func(ctx context.Context) []core.Leg { <-ctx.Done(); select {} }},
	}
	for range 30 { // more than are asked at once
		all = append(all, all[0])
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	got := doctor.Accounts(func(context.Context) ([]doctor.Tested, error) { return all, nil }).Run(ctx)
	if want := "account ok; account failed account.failed; account warning account.waiting; account skipped skipped.paused; account failed timeout"; told(got[:5]) != want || len(got) != 35 {
		t.Errorf("%s, want %s", told(got), want)
	}
	if got[1].About != "bad" || got[1].Account != all[1].ID || got[1].Detail != "credentials: wrong token" || got[34].Level != core.FindingOK {
		t.Errorf("%+v", got[1])
	}
	expect(t, doctor.Accounts(func(context.Context) ([]doctor.Tested, error) { return nil, nil }), "account skipped skipped.accounts")
}
