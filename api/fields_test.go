package api_test

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"
)

const componentPrefix = "#/components/schemas/"

// TestTheDocumentHasEveryField compares each schema with what encoding/json
// writes of its type, what it embeds included.
func TestTheDocumentHasEveryFieldThatIsWritten(t *testing.T) {
	t.Parallel()
	r := start(t).api.Huma().OpenAPI().Components.Schemas
	seen := 0
	for name, schema := range r.Map() {
		typ := r.TypeFromRef(componentPrefix + name)
		if typ == nil || typ.Kind() != reflect.Struct || schema.Type != huma.TypeObject {
			continue
		}
		seen++
		got, want := slices.Sorted(maps.Keys(schema.Properties)), jsonKeys(typ)
		if !slices.Equal(got, want) {
			t.Errorf("%s is documented with %v, written with %v", name, got, want)
		}
	}
	if seen < 40 {
		t.Errorf("only %d types were compared", seen)
	}
}

// jsonKeys returns the names under which encoding/json writes a struct.
func jsonKeys(typ reflect.Type) []string {
	var keys []string
	for _, f := range reflect.VisibleFields(typ) {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if !f.IsExported() || name == "-" || f.Anonymous && name == "" {
			continue
		}
		if name == "" {
			name = f.Name
		}
		keys = append(keys, name)
	}
	slices.Sort(keys)
	return keys
}
