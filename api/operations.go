package api

import (
	"context"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
)

// raw is a payload as it came from a platform, and what became of it.
type raw struct {
	ID         core.ID       `json:"id"`
	Account    core.ID       `json:"account"`
	Channel    string        `json:"channel"`
	Kind       string        `json:"kind"`
	State      core.RawState `json:"state" enum:"done,failed"`
	Error      string        `json:"error,omitempty"`
	Attempts   int           `json:"attempts"`
	ReceivedAt core.Time     `json:"received_at,omitzero"`
	Size       int           `json:"size" doc:"Bytes of the body"`
	Body       string        `json:"body" doc:"The first 4 kB"`
}

func viewRaw(r core.RawRow) raw {
	return raw{ID: r.ID, Account: r.AccountID, Channel: r.Channel, Kind: r.Kind, State: r.State, Error: r.Error,
		Attempts: r.Attempts, ReceivedAt: r.ReceivedAt, Size: len(r.Body),
		Body: strings.ToValidUTF8(string(r.Body[:min(len(r.Body), 4096)]), "")}
}

// job is one piece of durable work.
type job struct {
	ID        int64         `json:"id"`
	Key       string        `json:"key" doc:"Jobs of one key run one at a time"`
	Class     core.JobClass `json:"class" enum:"reply,event,media,bulk"`
	Kind      string        `json:"kind"`
	Account   core.ID       `json:"account,omitzero"`
	State     string        `json:"state" enum:"waiting,running,dead"`
	Attempts  int           `json:"attempts"`
	Error     string        `json:"error,omitempty"`
	DueAt     core.Time     `json:"due_at,omitzero"`
	Deadline  core.Time     `json:"deadline,omitzero"`
	CreatedAt core.Time     `json:"created_at,omitzero"`
}

func viewJob(j core.Job) job {
	return job{ID: j.ID, Key: j.Key, Class: j.Class, Kind: j.Kind, Account: j.AccountID, State: j.State, Attempts: j.Attempts,
		Error: j.Error, DueAt: j.DueAt, Deadline: j.Deadline, CreatedAt: j.CreatedAt}
}

type (
	rawsIn struct {
		PageIn
		State core.RawState `query:"state" enum:"done,failed" default:"failed"`
	}
	accountRawsIn struct {
		IDIn
		PageIn
	}
	jobsIn struct {
		PageIn
		State string `query:"state" enum:"waiting,running,dead" default:"dead"`
	}
	jobIn struct {
		ID int64 `path:"id" minimum:"1"`
	}
	diagnoseIn struct {
		Check string `query:"check" enum:"clock,disk,limits,key,backup,database,blobs,bus,public,agents,accounts,work" doc:"This one alone; left out: all of them"`
	}
)

func (a *API) operationRoutes() {
	add(a, endpoint{method: "GET", path: "/raws", id: "list-raws", tag: "operations", summary: "List payloads, the newest first", needs: core.PermRaws},
		func(ctx context.Context, v core.Viewer, in *rawsIn) (*answer[page[raw]], error) {
			l, err := a.Backend.Raws(ctx, v, in.State, in.core())
			return pageOf(l, viewRaw), err
		})
	add(a, endpoint{method: "GET", path: "/accounts/{id}/raws", id: "list-account-raws", tag: "operations",
		summary: "List the payloads of an account that could not be read, the newest first", needs: core.PermRaws},
		func(ctx context.Context, v core.Viewer, in *accountRawsIn) (*answer[page[raw]], error) {
			l, err := a.Backend.AccountRaws(ctx, v, in.ID, in.core())
			return pageOf(l, viewRaw), err
		})
	add(a, endpoint{method: "POST", path: "/raws/{id}/replay", id: "replay-raw", tag: "operations",
		summary: "Read a payload again", needs: core.PermRaws},
		func(ctx context.Context, v core.Viewer, in *IDIn) (*answer[raw], error) {
			r, err := a.Backend.ReplayRaw(ctx, v, in.ID)
			return answerOf(viewRaw(r)), err
		})
	add(a, endpoint{method: "GET", path: "/jobs", id: "list-jobs", tag: "operations", summary: "List jobs", needs: core.PermJobs},
		func(ctx context.Context, v core.Viewer, in *jobsIn) (*answer[page[job]], error) {
			l, err := a.Backend.Jobs(ctx, v, in.State, in.core())
			return pageOf(l, viewJob), err
		})
	do(a, endpoint{method: "POST", path: "/jobs/{id}/replay", id: "replay-job", tag: "operations", summary: "Run a dead job again", needs: core.PermJobs},
		func(ctx context.Context, v core.Viewer, in *jobIn) error { return a.Backend.ReplayJob(ctx, v, in.ID) })
	add(a, endpoint{method: "GET", path: "/doctor", id: "diagnose", tag: "operations", needs: core.PermAccounts, slow: true,
		summary: "Check the hub and what it stands on; each check takes 5 s at most"},
		func(ctx context.Context, v core.Viewer, in *diagnoseIn) (*answer[whole[core.Finding]], error) {
			l, err := a.Backend.Diagnose(ctx, v, in.Check)
			return wholeOf(l, func(f core.Finding) core.Finding { return f }), err
		})
}
