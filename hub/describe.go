package hub

import (
	"strings"

	"github.com/switchboard-hub/switchboard/core"
)

// AccountInfo is an account as the command line shows it: without secrets.
type AccountInfo struct {
	ID          core.ID            `json:"id"`
	Channel     string             `json:"channel"`
	Name        string             `json:"name"`
	Status      core.AccountStatus `json:"status"`
	CallbackURL string             `json:"callback_url"`
	Config      map[string]string  `json:"config"`
	Health      core.Health        `json:"health"`
}

func (h *Hub) describe(a core.Account) AccountInfo {
	info := AccountInfo{ID: a.ID, Channel: a.Channel, Name: a.Name, Status: a.Status, CallbackURL: h.CallbackURL(a), Config: map[string]string{}, Health: a.Health}
	for k, v := range a.Config {
		if !strings.HasPrefix(k, "_") {
			info.Config[k] = v
		}
	}
	return info
}

// RawInfo is a payload as the command line shows it.
type RawInfo struct {
	ID         core.ID       `json:"id"`
	Account    core.ID       `json:"account"`
	Kind       string        `json:"kind"`
	State      core.RawState `json:"state"`
	Error      string        `json:"error,omitempty"`
	Attempts   int           `json:"attempts"`
	ReceivedAt core.Time     `json:"received_at"`
	Size       int           `json:"size"`
	Body       string        `json:"body"` // the first 4 kB
}

// rawShown bounds the payload that the command line shows, in bytes.
const rawShown = 4 << 10

func describeRaw(r core.RawRow) RawInfo {
	return RawInfo{ID: r.ID, Account: r.AccountID, Kind: r.Kind, State: r.State, Error: r.Error, Attempts: r.Attempts, ReceivedAt: r.ReceivedAt,
		Size: len(r.Body), Body: strings.ToValidUTF8(string(r.Body[:min(len(r.Body), rawShown)]), "\uFFFD")}
}

// JobInfo is a job as the command line shows it.
type JobInfo struct {
	ID        int64         `json:"id"`
	Kind      string        `json:"kind"`
	Class     core.JobClass `json:"class"`
	Account   core.ID       `json:"account,omitzero"`
	State     string        `json:"state"`
	Attempts  int           `json:"attempts"`
	Error     string        `json:"error,omitempty"`
	CreatedAt core.Time     `json:"created_at"`
}

func describeJob(j core.Job) JobInfo {
	return JobInfo{ID: j.ID, Kind: j.Kind, Class: j.Class, Account: j.AccountID, State: j.State, Attempts: j.Attempts, Error: j.Error, CreatedAt: j.CreatedAt}
}

// listInfo is a page of a list, in the API's form.
type listInfo[T any] struct {
	Items []T     `json:"items"`
	Next  *string `json:"next"`
}

func listOf[T, U any](l core.List[T], describe func(T) U) listInfo[U] {
	out := listInfo[U]{Items: make([]U, 0, len(l.Items))}
	for _, item := range l.Items {
		out.Items = append(out.Items, describe(item))
	}
	if l.Next != "" {
		out.Next = &l.Next
	}
	return out
}
