package telegramtest

import (
	"encoding/json"
	"net/http"
	"strconv"
	"time"
)

// apiError is an answer with "ok": false. The HTTP status is the error code.
type apiError struct {
	Code        int
	Description string
	RetryAfter  int // seconds, 0 for none
}

func (e *apiError) Error() string { return e.Description }

func badRequest(text string) *apiError {
	return &apiError{Code: http.StatusBadRequest, Description: "Bad Request: " + text}
}

func forbidden(text string) *apiError {
	return &apiError{Code: http.StatusForbidden, Description: "Forbidden: " + text}
}

func conflict(text string) *apiError {
	return &apiError{Code: http.StatusConflict, Description: "Conflict: " + text}
}

func notFound() *apiError {
	return &apiError{Code: http.StatusNotFound, Description: "Not Found"}
}

func unauthorized() *apiError {
	return &apiError{Code: http.StatusUnauthorized, Description: "Unauthorized"}
}

// tooMany rounds up: a client that waits exactly retry_after must pass.
func tooMany(wait time.Duration) *apiError {
	seconds := max(int((wait+time.Second-1)/time.Second), 1)
	return &apiError{
		Code:        http.StatusTooManyRequests,
		Description: "Too Many Requests: retry after " + strconv.Itoa(seconds),
		RetryAfter:  seconds,
	}
}

// envelope is the shape of every answer (Bot API documentation, "Making
// requests").
type envelope struct {
	OK          bool            `json:"ok"`
	ErrorCode   int             `json:"error_code,omitempty"`
	Description string          `json:"description,omitempty"`
	Result      any             `json:"result,omitempty"`
	Parameters  *responseParams `json:"parameters,omitempty"`
}

type responseParams struct {
	RetryAfter int `json:"retry_after,omitempty"`
}

// described is a result that comes with a sentence, as webhook methods have.
type described struct {
	result      any
	description string
}

func writeResult(w http.ResponseWriter, result any) {
	e := envelope{OK: true, Result: result}
	if d, ok := result.(described); ok {
		e.Result, e.Description = d.result, d.description
	}
	writeJSON(w, http.StatusOK, e)
}

func writeError(w http.ResponseWriter, err *apiError) {
	e := envelope{ErrorCode: err.Code, Description: err.Description}
	if err.RetryAfter > 0 {
		e.Parameters = &responseParams{RetryAfter: err.RetryAfter}
		w.Header().Set("Retry-After", strconv.Itoa(err.RetryAfter))
	}
	writeJSON(w, err.Code, e)
}

func writeJSON(w http.ResponseWriter, status int, body any) {
	text, err := json.Marshal(body)
	if err != nil { // only an injected update that is not JSON could do this
		status, text = http.StatusInternalServerError, []byte(`{"ok":false,"error_code":500,"description":"Internal Server Error"}`)
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", strconv.Itoa(len(text)))
	w.WriteHeader(status)
	w.Write(text) //nolint:errcheck // the client may have gone
}
