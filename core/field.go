package core

import (
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// FieldScope says what a custom field is kept of.
type FieldScope string

// The scopes of a field.
const (
	FieldContact      FieldScope = "contact"
	FieldConversation FieldScope = "conversation"
)

// FieldKind says what a field's values are.
type FieldKind string

// The kinds of field.
const (
	FieldText    FieldKind = "text"
	FieldNumber  FieldKind = "number"
	FieldDate    FieldKind = "date" // 2006-01-02
	FieldSelect  FieldKind = "select"
	FieldBoolean FieldKind = "boolean"
)

// FieldKinds lists the kinds.
func FieldKinds() []FieldKind {
	return []FieldKind{FieldText, FieldNumber, FieldDate, FieldSelect, FieldBoolean}
}

// Field defines what a workspace keeps of contacts or conversations.
type Field struct {
	Scope     FieldScope
	Key       string // by which values, variables and programs name it; it never changes
	Name      string
	Kind      FieldKind
	Options   []string // of a select
	Position  int64
	CreatedAt Time
	UpdatedAt Time
}

// EventFieldsChanged tells that values of a conversation's fields changed.
const EventFieldsChanged EventType = "conversation.fields_changed"

// fieldTextMax bounds a value, in characters.
const fieldTextMax = 2000

// A number is kept as it is written: it may have more digits than a float.
var fieldNumber = regexp.MustCompile(`^-?[0-9]{1,18}(\.[0-9]{1,6})?$`)

// Value checks a value that is not empty and returns it as it is kept; ok is
// false for one that the field cannot have.
func (f Field) Value(text string) (value string, ok bool) {
	value = strings.TrimSpace(CleanText(text))
	switch f.Kind {
	case FieldNumber:
		return value, fieldNumber.MatchString(value)
	case FieldDate:
		_, err := time.Parse(time.DateOnly, value)
		return value, err == nil
	case FieldSelect:
		return value, slices.Contains(f.Options, value)
	case FieldBoolean:
		return value, value == "true" || value == "false"
	}
	return value, utf8.RuneCountInString(value) <= fieldTextMax
}
