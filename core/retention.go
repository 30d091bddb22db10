package core

import "time"

// Retention is how long what the hub keeps is kept, in days; 0 is for ever.
type Retention struct {
	Raws   int64 `json:"raws"`        // what platforms delivered, as it came, and was understood
	Failed int64 `json:"failed_raws"` // what was not understood, and can be replayed
	Traces int64 `json:"traces"`      // calls of platforms, with their answers
	// Messages are kept for so many days after their conversation has ended, by
	// channel; a channel that is not named keeps them for ever.
	Messages map[string]int64 `json:"messages"`
}

// DefaultRetention holds where nobody has said anything else.
func DefaultRetention() Retention {
	return Retention{Raws: 90, Traces: 30, Messages: map[string]int64{}}
}

// KeptFrom is the time from which on a thing is kept that is kept for so many
// days; 0 where it is kept for ever.
func KeptFrom(now Time, days int64) Time {
	if days <= 0 {
		return 0
	}
	return now.Add(-time.Duration(days) * 24 * time.Hour)
}

// Removed counts what retention has removed, or would.
type Removed struct {
	Raws          int64 `json:"raws"`
	Failed        int64 `json:"failed_raws"`
	Traces        int64 `json:"traces"`
	Messages      int64 `json:"messages"`
	Conversations int64 `json:"conversations"` // left without a message
	Files         int64 `json:"files"`
}

// Add adds up.
func (r *Removed) Add(o Removed) {
	r.Raws += o.Raws
	r.Failed += o.Failed
	r.Traces += o.Traces
	r.Messages += o.Messages
	r.Conversations += o.Conversations
	r.Files += o.Files
}

// Expiring is what a setting would remove now.
type Expiring struct {
	Removed
	OldestAt Time `json:"oldest_at,omitzero"` // when the oldest of the messages was received
}

// Add adds up.
func (e *Expiring) Add(o Expiring) {
	e.Removed.Add(o.Removed)
	if e.OldestAt == 0 || o.OldestAt != 0 && o.OldestAt < e.OldestAt {
		e.OldestAt = o.OldestAt
	}
}

// RetentionRun is what the clean-up did last.
type RetentionRun struct {
	RanAt     Time    `json:"ran_at,omitzero"`     // 0: never yet
	RemovedAt Time    `json:"removed_at,omitzero"` // when it last had something to remove
	Removed   Removed `json:"removed"`             // at that time
}
