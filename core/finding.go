package core

import "slices"

// FindingLevel is how bad a finding is.
type FindingLevel string

// The levels of a finding.
const (
	FindingOK      FindingLevel = "ok"
	FindingWarning FindingLevel = "warning" // it works, and will not for ever
	FindingFailed  FindingLevel = "failed"
	FindingSkipped FindingLevel = "skipped" // it could not be looked at, or there is nothing to look at
)

// The units of what was measured.
const (
	UnitBytes   = "bytes"
	UnitMillis  = "ms"
	UnitSeconds = "seconds"
	UnitDays    = "days"
	UnitCount   = "count"
)

// Measure is a number with its unit.
type Measure struct {
	Value float64 `json:"value"`
	Unit  string  `json:"unit" enum:"bytes,ms,seconds,days,count"`
}

// Finding is what a check of the hub found out about one thing.
type Finding struct {
	Check    string       `json:"check" doc:"The check that found it"`
	ID       string       `json:"id" doc:"What was looked at; stable"`
	Level    FindingLevel `json:"level" enum:"ok,warning,failed,skipped"`
	Code     string       `json:"code,omitempty" doc:"Why it is not ok; stable"`
	About    string       `json:"about,omitempty" doc:"The folder, address or account that was looked at"`
	Account  ID           `json:"account,omitzero" doc:"The account, where it is about one"`
	Measured *Measure     `json:"measured,omitempty"`
	Detail   string       `json:"detail,omitempty" doc:"What the system said of it, in its own words"`
}

// The checks of a hub, in the order in which people read them.
const (
	CheckClock    = "clock"
	CheckDisk     = "disk"
	CheckLimits   = "limits"
	CheckKey      = "key"
	CheckBackup   = "backup"
	CheckDatabase = "database"
	CheckBlobs    = "blobs"
	CheckBus      = "bus"
	CheckPublic   = "public"
	CheckAgents   = "agents"
	CheckAccounts = "accounts"
	CheckWork     = "work"
)

// Checks lists them.
func Checks() []string {
	return []string{CheckClock, CheckDisk, CheckLimits, CheckKey, CheckBackup, CheckDatabase, CheckBlobs, CheckBus,
		CheckPublic, CheckAgents, CheckAccounts, CheckWork}
}

// Failed reports whether one of the findings is a failure.
func Failed(list []Finding) bool {
	return slices.ContainsFunc(list, func(f Finding) bool { return f.Level == FindingFailed })
}
