package hub

import (
	"context"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store"
)

// The bounds of custom fields.
const (
	fieldsMax      = 200 // of a scope
	optionsMax     = 200
	fieldNameMax   = 100
	fieldOptionMax = 200
)

var fieldKeyForm = regexp.MustCompile(`^[a-z][a-z0-9_]{0,49}$`)

// Fields implements api.AtDesk.
func (h *Hub) Fields(ctx context.Context, _ core.Viewer) ([]core.Field, error) {
	return h.store.Fields(ctx)
}

// CreateField implements api.AtDesk.
func (h *Hub) CreateField(ctx context.Context, v core.Viewer, f core.Field) (core.Field, error) {
	if err := need(v, core.PermDesk); err != nil {
		return f, err
	}
	if err := checkField(&f); err != nil {
		return f, err
	}
	list, err := h.store.Fields(ctx)
	if err != nil {
		return f, err
	}
	if n := len(slices.DeleteFunc(list, func(o core.Field) bool { return o.Scope != f.Scope })); n >= fieldsMax {
		return f, &core.Problem{Status: 409, Code: "field.too_many", Text: fmt.Sprintf("there are %d fields here already: remove some that nobody fills in", n)}
	}
	if f, err = h.store.AddField(ctx, f); err != nil {
		return f, err
	}
	h.deskChanged("fields")
	return f, h.audit(ctx, v, "field.created", string(f.Scope)+"."+f.Key, string(f.Kind))
}

// UpdateField implements api.AtDesk. Values that the new options leave out
// stay where they are, until somebody changes them.
func (h *Hub) UpdateField(ctx context.Context, v core.Viewer, scope core.FieldScope, key string, name *string, options *[]string) (core.Field, error) {
	if err := need(v, core.PermDesk); err != nil {
		return core.Field{}, err
	}
	list, err := h.store.Fields(ctx)
	if err != nil {
		return core.Field{}, err
	}
	i := slices.IndexFunc(list, func(f core.Field) bool { return f.Scope == scope && f.Key == key })
	if i < 0 {
		return core.Field{}, store.ErrNoField
	}
	f := list[i]
	if name != nil {
		f.Name = *name
	}
	if options != nil {
		f.Options = *options
	}
	if err := checkField(&f); err != nil {
		return f, err
	}
	if f, err = h.store.ChangeField(ctx, f); err != nil {
		return f, err
	}
	h.deskChanged("fields")
	return f, h.audit(ctx, v, "field.updated", string(scope)+"."+key, f.Name)
}

// RemoveField implements api.AtDesk.
func (h *Hub) RemoveField(ctx context.Context, v core.Viewer, scope core.FieldScope, key string) error {
	if err := need(v, core.PermDesk); err != nil {
		return err
	}
	if err := h.store.RemoveField(ctx, scope, key); err != nil {
		return err
	}
	h.deskChanged("fields")
	return h.audit(ctx, v, "field.removed", string(scope)+"."+key, "")
}

// OrderFields implements api.AtDesk. It takes all keys of a scope.
func (h *Hub) OrderFields(ctx context.Context, v core.Viewer, scope core.FieldScope, keys []string) error {
	if err := need(v, core.PermDesk); err != nil {
		return err
	}
	list, err := h.store.Fields(ctx)
	if err != nil {
		return err
	}
	var have []string
	for _, f := range list {
		if f.Scope == scope {
			have = append(have, f.Key)
		}
	}
	if !slices.Equal(slices.Sorted(slices.Values(have)), slices.Sorted(slices.Values(keys))) {
		return &core.Problem{Status: 422, Code: "field.order", Text: "name all fields of the scope, each once"}
	}
	if err := h.store.OrderFields(ctx, scope, keys); err != nil {
		return err
	}
	h.deskChanged("fields")
	return h.audit(ctx, v, "field.ordered", string(scope), "")
}

func checkField(f *core.Field) error {
	refuse := func(code, format string, args ...any) error {
		return &core.Problem{Status: 422, Code: "field." + code, Text: fmt.Sprintf(format, args...)}
	}
	f.Name = strings.TrimSpace(core.CleanText(f.Name))
	for i, o := range f.Options {
		f.Options[i] = strings.TrimSpace(core.CleanText(o))
	}
	once := slices.Compact(slices.Sorted(slices.Values(f.Options)))
	switch {
	case f.Scope != core.FieldContact && f.Scope != core.FieldConversation:
		return refuse("scope", "a field is of contacts or of conversations")
	case !fieldKeyForm.MatchString(f.Key):
		return refuse("key", "a key begins with a letter and has at most 50 of a to z, 0 to 9 and _")
	case f.Name == "" || utf8.RuneCountInString(f.Name) > fieldNameMax:
		return refuse("name", "a name has 1 to %d characters", fieldNameMax)
	case !slices.Contains(core.FieldKinds(), f.Kind):
		return refuse("kind", "a field is one of %v", core.FieldKinds())
	case f.Kind != core.FieldSelect && len(f.Options) > 0:
		return refuse("options", "only a field to select from has options")
	case f.Kind == core.FieldSelect && (len(f.Options) == 0 || len(f.Options) > optionsMax || len(once) != len(f.Options)):
		return refuse("options", "a field to select from has 1 to %d different options", optionsMax)
	}
	for _, o := range f.Options {
		if o == "" || utf8.RuneCountInString(o) > fieldOptionMax {
			return refuse("options", "an option has 1 to %d characters", fieldOptionMax)
		}
	}
	return nil
}

// fieldValues checks values that are to be kept, and returns them in the form
// in which they are kept; empty ones take a value away. What is kept of contacts
// without a definition is text: programs and visitors' pages bring their own.
func (h *Hub) fieldValues(ctx context.Context, scope core.FieldScope, values map[string]string) (map[string]string, error) {
	if len(values) == 0 {
		return values, nil
	}
	list, err := h.store.Fields(ctx)
	if err != nil {
		return nil, err
	}
	out := maps.Clone(values)
	for _, key := range slices.Sorted(maps.Keys(values)) {
		i := slices.IndexFunc(list, func(f core.Field) bool { return f.Scope == scope && f.Key == key })
		f := core.Field{Key: key, Name: key, Kind: core.FieldText}
		switch {
		case i >= 0:
			f = list[i]
		case scope == core.FieldConversation && values[key] != "":
			return nil, &core.Problem{Status: 422, Code: "field.unknown", Text: fmt.Sprintf("there is no field %q of conversations", key)}
		}
		if values[key] == "" {
			continue
		}
		value, ok := f.Value(values[key])
		if !ok {
			return nil, &core.Problem{Status: 422, Code: "field.value", Text: fieldWants(f)}
		}
		out[key] = value
	}
	return out, nil
}

// fieldWants says which values a field takes.
func fieldWants(f core.Field) string {
	wants := map[core.FieldKind]string{core.FieldNumber: "a number such as -12.5", core.FieldDate: "a date such as 2024-02-29",
		core.FieldSelect: "one of its options", core.FieldBoolean: "true or false", core.FieldText: "a text of at most 2000 characters"}
	return fmt.Sprintf("the field %q takes %s", f.Name, wants[f.Kind])
}

// ConversationFields implements api.AtDesk.
func (h *Hub) ConversationFields(ctx context.Context, v core.Viewer, conversation core.ID) (map[string]string, error) {
	have, err := h.store.ConversationFields(ctx, v, conversation)
	return shownFields(v, have), err
}

// shownFields hides phone numbers and addresses from who may not see them.
func shownFields(v core.Viewer, values map[string]string) map[string]string {
	if v.Can(core.PermUnmask) {
		return values
	}
	out := make(map[string]string, len(values))
	for k, value := range values {
		out[k] = core.MaskedField(k, value)
	}
	return out
}

// fresh are the values that somebody changes: a form sends back as it came what
// was hidden from the viewer.
func fresh(v core.Viewer, have, given map[string]string) map[string]string {
	out := maps.Clone(given)
	maps.DeleteFunc(out, func(k, value string) bool { return masked(v, value, core.MaskedField(k, have[k])) })
	return out
}

// SetConversationFields implements api.AtDesk.
func (h *Hub) SetConversationFields(ctx context.Context, v core.Viewer, conversation core.ID, values map[string]string) (map[string]string, error) {
	if err := need(v, core.PermReply); err != nil {
		return nil, err
	}
	have, err := h.store.ConversationFields(ctx, v, conversation)
	if err != nil {
		return nil, err
	}
	values, err = h.fieldValues(ctx, core.FieldConversation, fresh(v, have, values))
	if err != nil {
		return nil, err
	}
	now, err := h.store.SetConversationFields(ctx, conversation, values, v.Actor())
	return shownFields(v, now), err
}
