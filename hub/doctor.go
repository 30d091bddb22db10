package hub

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store"
	"github.com/switchboard-hub/switchboard/core/store/db"
	"github.com/switchboard-hub/switchboard/hub/doctor"
)

// Diagnose runs the check of a name, or all of them where it is empty.
func (h *Hub) Diagnose(ctx context.Context, v core.Viewer, check string) ([]core.Finding, error) {
	if err := need(v, core.PermAccounts); err != nil {
		return nil, err
	}
	checks := h.checks()
	if check != "" {
		checks = slices.DeleteFunc(checks, func(c doctor.Check) bool { return c.Name != check })
	}
	return h.diagnoses.Run(ctx, doctor.Limit, checks), nil
}

// checks are those of a hub that runs, in the order of core.Checks.
func (h *Hub) checks() []doctor.Check {
	all := append(h.cfg.checks(), doctor.Database(h.store.Probe), doctor.Blobs(h.blobs))
	if h.bus != nil {
		all = append(all, doctor.Bus(h.bus, h.bus.Stats().EmbeddedServer, h.countNodes))
	}
	return append(slices.Insert(all, 0, doctor.Clock(h.cfg.Now, h.databaseClock, doctor.Synchronised)),
		h.site(core.CheckPublic, h.cfg.PublicURL), h.site(core.CheckAgents, h.cfg.AgentsURL),
		doctor.Accounts(h.toTest), doctor.Work(doctor.Waits{Backlog: h.store.Backlog, Gauges: h.store.Gauges, Workless: h.workless, Now: h.cfg.Now}))
}

// checks are those that need no open hub.
func (c Config) checks() []doctor.Check {
	folders := []string{c.Data}
	switch u, err := url.Parse(c.Blobs); {
	case err == nil && u.Scheme == "file":
		folders = append(folders, filepath.FromSlash(u.Path))
	case c.Blobs != "" && !strings.Contains(c.Blobs, "://"):
		folders = append(folders, c.Blobs)
	case c.Blobs == "":
		folders = append(folders, filepath.Join(c.Data, blobsName))
	}
	now := c.Now
	if now == nil {
		now = time.Now
	}
	return []doctor.Check{doctor.Disk(doctor.FolderRoom, folders...), doctor.Limits(doctor.ThisMachine), doctor.Key(c.keyPath()),
		doctor.Backup(filepath.Join(c.Data, backedUpName), now)}
}

func (h *Hub) databaseClock(ctx context.Context) (time.Time, error) {
	p, err := h.store.Probe(ctx)
	if err != nil || p.Clock == 0 {
		return time.Time{}, err
	}
	return p.Clock.Std(), nil
}

func (h *Hub) countNodes(ctx context.Context) (int, error) {
	names, err := h.store.Nodes(ctx)
	return max(1, len(names)), err // on SQLite there are no others, and no leases
}

// workless is for how long nobody has done the hub's work. On SQLite who asks does.
func (h *Hub) workless(ctx context.Context) (time.Duration, bool, error) {
	if h.db.Dialect() == db.SQLite {
		return 0, true, nil
	}
	return h.store.Workless(ctx)
}

func (h *Hub) site(name, address string) doctor.Check {
	return doctor.Site{Name: name, URL: address, Now: h.cfg.Now, Open: h.openWitness}.Check()
}

func (h *Hub) toTest(ctx context.Context) ([]doctor.Tested, error) {
	list, err := h.store.Accounts(ctx)
	if err != nil {
		return nil, err
	}
	var out []doctor.Tested
	for _, a := range list {
		out = append(out, doctor.Tested{ID: a.ID, Name: a.Name, Paused: a.Status == core.AccountPaused,
			Test: func(ctx context.Context) []core.Leg { return h.legs(ctx, a) }})
	}
	return out, nil
}

// witnessAAD is what the doctor's own requests are sealed for, and probeLength the
// most of what anybody may have sealed.
const (
	witnessAAD  = "doctor's witness"
	probeLength = 64
)

// Testify seals what was seen of a request of the doctor, on whatever node it came
// in. It is empty where the request is not the doctor's.
func (h *Hub) Testify(w doctor.Witness) string {
	if w.Probe == "" || len(w.Probe) > probeLength || len(w.Forwarded) > probeLength*16 {
		return ""
	}
	b, err := json.Marshal(w)
	if err != nil {
		return ""
	}
	sealed, err := h.box.Seal(witnessAAD, b)
	if err != nil {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString(sealed)
}

func (h *Hub) openWitness(sealed string) (w doctor.Witness, good bool) {
	b, err := base64.RawURLEncoding.DecodeString(sealed)
	if err == nil {
		b, err = h.box.Open(witnessAAD, b)
	}
	return w, err == nil && json.Unmarshal(b, &w) == nil
}

// DiagnoseFolder looks at what can be seen of a hub that does not run.
func DiagnoseFolder(ctx context.Context, cfg Config) []core.Finding {
	checks := append(cfg.checks(), doctor.Database(cfg.probe))
	return append(doctor.Run(ctx, doctor.Limit, checks), core.Finding{Check: "hub", ID: "hub.runs", Level: core.FindingWarning, Code: "hub.not_running", About: cfg.Data})
}

// probe asks the database without a change to it, while no other process has it.
func (c Config) probe(ctx context.Context) (_ store.Probe, err error) {
	if c.Database != "" {
		return store.ProbeAt(ctx, c.location())
	}
	lock, err := lockFolder(c.Data)
	if err != nil {
		return store.Probe{}, err
	}
	defer func() { err = errors.Join(err, lock.Close()) }()
	return store.ProbeAt(ctx, c.location())
}
