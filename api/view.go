package api

import (
	"github.com/switchboard-hub/switchboard/core"
)

// The inputs and outputs that many operations share. Those that are embedded
// are exported: reflection sets no field of an embedded unexported type.
type (
	// PageIn asks for a page.
	PageIn struct {
		After string `query:"after" maxLength:"1000" doc:"The next of the page before"`
		Limit int    `query:"limit" minimum:"1" maximum:"200" default:"50" doc:"How many at most"`
	}
	// SequenceIn asks for what follows a number.
	SequenceIn struct {
		After int64 `query:"after" minimum:"0" doc:"The last number that is already known"`
		Limit int   `query:"limit" minimum:"1" maximum:"200" default:"50" doc:"How many at most"`
	}
	// ConversationIn names a conversation.
	ConversationIn struct {
		ID core.ID `path:"id" doc:"Conversation"`
	}
	// MessageIn names a message of a conversation.
	MessageIn struct {
		ConversationIn
		Message core.ID `path:"message" doc:"Message"`
	}

	answer[T any] struct{ Body T }
	// page is one page of a list.
	page[T any] struct {
		Items []T     `json:"items" nullable:"false"`
		Next  *string `json:"next" doc:"Pass it as after to go on; null: nothing follows"`
	}
	// sequence is one page of a numbered list.
	sequence[T any] struct {
		Items []T    `json:"items" nullable:"false"`
		Next  *int64 `json:"next" doc:"The last number here, to pass as after, when more may follow; else null"`
	}
	whole[T any] struct {
		Items []T     `json:"items" nullable:"false"`
		Next  *string `json:"next" doc:"Always null: the list is complete"`
	}
)

func (p PageIn) core() core.Page { return core.Page{After: p.After, Limit: p.Limit} }

func answerOf[T any](body T) *answer[T] { return &answer[T]{Body: body} }

func pageOf[T, U any](l core.List[T], view func(T) U) *answer[page[U]] {
	out := page[U]{Items: each(l.Items, view)}
	if l.Next != "" {
		out.Next = &l.Next
	}
	return answerOf(out)
}

func wholeOf[T, U any](items []T, view func(T) U) *answer[whole[U]] {
	return answerOf(whole[U]{Items: each(items, view)})
}

// each never returns nil: an empty list is [] in JSON.
func each[T, U any](items []T, view func(T) U) []U {
	out := make([]U, len(items))
	for i := range items {
		out[i] = view(items[i])
	}
	return out
}

func same[T any](v T) T { return v }

func filled[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}
