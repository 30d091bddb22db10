package core

// Erasure is how far the data of one person is erased. It says nothing of the
// person.
type Erasure struct {
	ID        ID        `json:"id"`
	ContactID ID        `json:"contact_id"` // who has all that the person had, over merges
	Step      EraseStep `json:"step"`
	After     string    `json:"-"`        // how far the step is; empty: at its beginning
	Messages  int64     `json:"messages"` // whose contents are gone
	Files     int64     `json:"files"`    // that were deleted
	Records   int64     `json:"records"`  // raws, traces, notes, jobs and the like that were deleted
	By        Actor     `json:"by"`
	CreatedAt Time      `json:"created_at"`
	// FinishedAt is 0 while something is left.
	FinishedAt Time `json:"finished_at,omitzero"`
}

// EraseStep is a part of an erasure. Each may be done twice without harm.
type EraseStep string

// The steps of an erasure.
const (
	EraseConversations EraseStep = "conversations" // what hangs on them
	EraseMessages      EraseStep = "messages"
	EraseEvents        EraseStep = "events"
	EraseElsewhere     EraseStep = "elsewhere" // messages of the person in conversations of others
	EraseProfile       EraseStep = "profile"   // notes, tags, fields
	EraseRaws          EraseStep = "raws"
	EraseTraces        EraseStep = "traces"
	EraseJobs          EraseStep = "jobs"
	EraseEarly         EraseStep = "early_refs"
	EraseKeys          EraseStep = "event_keys"
	EraseHealth        EraseStep = "health" // what accounts say of their last failure
	EraseFiles         EraseStep = "files"
	EraseIndex         EraseStep = "index"
	EraseDone          EraseStep = "done"
)

// EraseSteps lists the steps in their order.
func EraseSteps() []EraseStep {
	return []EraseStep{EraseConversations, EraseMessages, EraseEvents, EraseElsewhere, EraseProfile, EraseRaws, EraseTraces, EraseJobs,
		EraseEarly, EraseKeys, EraseHealth, EraseFiles, EraseIndex, EraseDone}
}
