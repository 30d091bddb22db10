// Package canned fills the variables of a prepared answer, such as
// {{contact.name}}. It is pure: what a variable stands for is told to it, and a
// value is never looked into for further variables, since customers choose
// their own names.
package canned

import (
	"regexp"
	"slices"
	"strings"
)

// Custom fields are variables too: these prefixes with the field's key.
const (
	ContactField      = "contact.field."
	ConversationField = "conversation.field."
)

// Names lists the variables, without the custom fields.
func Names() []string {
	return []string{"contact.name", "contact.id", "contact.language", "agent.name", "team.name", "account.name",
		"conversation.id", "conversation.subject"}
}

var variable = regexp.MustCompile(`\{\{\s*([^{}\s]+)\s*\}\}`)

// Variables returns the different variables of a text, in order of appearance.
func Variables(text string) []string {
	var out []string
	for _, m := range variable.FindAllStringSubmatch(text, -1) {
		if !slices.Contains(out, m[1]) {
			out = append(out, m[1])
		}
	}
	return out
}

// Unknown returns the variables of a text that stand for nothing.
func Unknown(text string) []string {
	return slices.DeleteFunc(Variables(text), func(name string) bool {
		for _, prefix := range []string{ContactField, ConversationField} {
			if key, ok := strings.CutPrefix(name, prefix); ok && key != "" {
				return true
			}
		}
		return slices.Contains(Names(), name)
	})
}

// Render fills in the variables; one without a value is left out and returned.
func Render(text string, value func(name string) string) (out string, missing []string) {
	out = variable.ReplaceAllStringFunc(text, func(found string) string {
		name := variable.FindStringSubmatch(found)[1]
		v := value(name)
		if v == "" && !slices.Contains(missing, name) {
			missing = append(missing, name)
		}
		return v
	})
	return out, missing
}
