package core

// Exchange is the redacted trace of one call to a platform, or of one
// callback from it. A person can open it from the message.
type Exchange struct {
	ID         ID     `json:"id"`
	AccountID  ID     `json:"account_id"`
	MessageID  ID     `json:"message_id,omitzero"`
	PartID     ID     `json:"part_id,omitzero"`
	At         Time   `json:"at"`
	Duration   int64  `json:"duration_us" doc:"Microseconds"`
	Method     string `json:"method" doc:"HTTP method"`
	URL        string `json:"url" doc:"Secrets replaced by ***"`
	Status     int    `json:"status,omitempty" doc:"HTTP status; absent when no answer came"`
	Request    string `json:"request,omitempty" doc:"At most 4 kB, secrets replaced"`
	Response   string `json:"response,omitempty" doc:"At most 4 kB, secrets replaced"`
	Error      string `json:"error,omitempty"`
	ErrorClass Class  `json:"error_class,omitempty"`
}
