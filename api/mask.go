package api

import (
	"bytes"
	"encoding/json"
	"reflect"
	"slices"
	"sync"

	"github.com/danielgtaylor/huma/v2"

	"github.com/switchboard-hub/switchboard/core"
)

// masker is what holds phone numbers or mail addresses of people outside. Every
// answer is searched for such values on its way out, so that no operation can
// forget to mask what it returns. What people write is not altered.
type masker interface{ mask() }

func (c *contactRef) mask() { c.Name = core.MaskedName(c.Name) }

func (c *contact) mask() {
	c.Name = core.MaskedName(c.Name)
	fields := make(map[string]string, len(c.Fields))
	for k, v := range c.Fields {
		fields[k] = core.MaskedField(k, v)
	}
	c.Fields = fields
}

func (i *identity) mask() {
	i.ExternalID, i.Name, i.Username = core.Masked(i.ExternalID), core.MaskedName(i.Name), core.MaskedName(i.Username)
}

func (c *content) mask() {
	for _, list := range []*[]core.UserRef{&c.Participants, &c.To, &c.Cc, &c.Bcc} {
		people := make([]core.UserRef, len(*list))
		for i, p := range *list {
			p.ExternalID, p.Name, p.Username = core.Masked(p.ExternalID), core.MaskedName(p.Name), core.MaskedName(p.Username)
			people[i] = p
		}
		*list = people
	}
	c.Extra = maskedExtra(c.Extra)
	if c.Contact != nil {
		card := c.Contact.Masked()
		c.Contact = &card
	}
}

// maskedExtra masks the addresses of people that only a channel knows of: what is
// called so in its JSON, at any depth.
func maskedExtra(extra json.RawMessage) json.RawMessage {
	d := json.NewDecoder(bytes.NewReader(extra))
	d.UseNumber()
	var v any
	if d.Decode(&v) != nil {
		return extra
	}
	maskAddresses(v)
	out, err := json.Marshal(v)
	if err != nil {
		return nil
	}
	return out
}

// addressed are the fields of an extra that hold an address, or who has it.
var addressed = []string{"address", "name", "recipient", "delivered_to"}

func maskAddresses(v any) {
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			maskAddresses(item)
		}
	case map[string]any:
		for key, item := range v {
			if text, is := item.(string); is && slices.Contains(addressed, key) {
				v[key] = core.MaskedName(text)
				continue
			}
			maskAddresses(item)
		}
	}
}

// mask alters the text that stands for a shared contact, which nobody wrote. It
// comes before the content's own, by which the number is known.
func (m *message) mask() {
	if m.Content != nil && m.Content.Contact != nil {
		m.Text = core.MaskedCard(m.Text, *m.Content.Contact)
	}
}

func (x *exchange) mask() {
	x.URL, x.Request, x.Response, x.Error = core.Masked(x.URL), core.MaskedTrace(x.Request), core.MaskedTrace(x.Response), core.Masked(x.Error)
}

// masked is a huma transformer: it hides what the caller may not see whole.
func (a *API) masked(hc huma.Context, _ string, body any) (any, error) {
	if body == nil || viewer(hc.Context()).Can(core.PermUnmask) || !a.maskers.within(reflect.TypeOf(body)) {
		return body, nil
	}
	out := reflect.New(reflect.TypeOf(body)).Elem()
	out.Set(reflect.ValueOf(body))
	a.maskers.mask(out)
	return out.Interface(), nil
}

// maskers remembers of types whether their values may hold a masker, and of
// structs in which fields.
type maskers struct {
	known  sync.Map // reflect.Type to bool
	fields sync.Map // reflect.Type to []int
}

func (m *maskers) within(t reflect.Type) bool {
	known, ok := m.known.Load(t)
	if !ok {
		known = holdsMasker(t, map[reflect.Type]bool{})
		m.known.Store(t, known)
	}
	return known == true
}

func holdsMasker(t reflect.Type, seen map[reflect.Type]bool) bool {
	if seen[t] {
		return false // a type within itself adds nothing
	}
	seen[t] = true
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array:
		return holdsMasker(t.Elem(), seen)
	case reflect.Struct:
		if reflect.PointerTo(t).Implements(reflect.TypeFor[masker]()) {
			return true
		}
		for i := range t.NumField() {
			if f := t.Field(i); f.IsExported() && holdsMasker(f.Type, seen) {
				return true
			}
		}
	}
	return false
}

// mask masks what it finds in a value that can be set. An answer is its
// request's own: nobody else reads what it points to.
func (m *maskers) mask(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			m.mask(v.Elem())
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			m.mask(v.Index(i))
		}
	case reflect.Struct:
		if one, ok := v.Addr().Interface().(masker); ok {
			one.mask()
		}
		for _, i := range m.fieldsOf(v.Type()) {
			m.mask(v.Field(i))
		}
	}
}

// fieldsOf returns the fields of a struct that may hold a masker.
func (m *maskers) fieldsOf(t reflect.Type) []int {
	if known, ok := m.fields.Load(t); ok {
		return known.([]int)
	}
	var out []int
	for i := range t.NumField() {
		if f := t.Field(i); f.IsExported() && m.within(f.Type) {
			out = append(out, i)
		}
	}
	m.fields.Store(t, out)
	return out
}
