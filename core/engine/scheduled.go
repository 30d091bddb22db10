package engine

import "github.com/switchboard-hub/switchboard/core"

// JobScheduled sends what was put off: ScheduledWork.
const JobScheduled = "scheduled"

// ScheduledWork names a scheduled message and the time that it waits for.
type ScheduledWork struct {
	ID     core.ID   `json:"id"`
	SendAt core.Time `json:"send_at"`
}
