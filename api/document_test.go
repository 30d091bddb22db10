package api_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"

	"github.com/switchboard-hub/switchboard/api"
)

var update = flag.Bool("update", false, "write docs/openapi.json and docs/envelope.v1.schema.json anew")

func TestCommittedDocumentsAreCurrent(t *testing.T) {
	t.Parallel()
	h := start(t)
	for name, want := range map[string][]byte{"openapi.json": append(h.api.OpenAPI(), '\n'), "envelope.v1.schema.json": api.EnvelopeSchema()} {
		path := filepath.Join("..", "docs", name)
		if *update {
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, want, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		got, err := os.ReadFile(path)
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is stale (%v): run go test ./api -run Committed -update", path, err)
		}
	}
}

func TestTheDocumentsAreServedWithoutAKey(t *testing.T) {
	t.Parallel()
	h := start(t)
	a := h.as("", "GET", "/openapi.json", "")
	if a.status != 200 || a.body != string(h.api.OpenAPI()) || a.header.Get("Content-Type") != "application/openapi+json" {
		t.Errorf("openapi.json: %d, %d bytes, %s", a.status, len(a.body), a.header.Get("Content-Type"))
	}
	a = h.as("", "GET", "/schemas/envelope/1", "")
	v := a.json(t)
	if v["$schema"] != "https://json-schema.org/draft/2020-12/schema" || v["$id"] != api.EnvelopeSchemaID || a.header.Get("Content-Type") != "application/schema+json" {
		t.Errorf("envelope schema: %s", a.body[:min(200, len(a.body))])
	}
	wantRefs(t, v, v)
	h.wantProblem(h.as("", "GET", "/schemas/envelope/2", ""), 404, api.CodeNoRoute)
}

func TestTheOpenAPIDocumentIsWhole(t *testing.T) {
	t.Parallel()
	h := start(t)
	var doc map[string]any
	if err := json.Unmarshal(h.api.OpenAPI(), &doc); err != nil {
		t.Fatal(err)
	}
	if v, _ := doc["openapi"].(string); !strings.HasPrefix(v, "3.1") {
		t.Errorf("openapi %q", v)
	}
	wantRefs(t, doc, doc)
	ids := map[string]bool{}
	for path, item := range doc["paths"].(map[string]any) {
		for method, v := range item.(map[string]any) {
			op := v.(map[string]any)
			id, _ := op["operationId"].(string)
			if id == "" || ids[id] || op["summary"] == "" || op["summary"] == nil || op["tags"] == nil {
				t.Errorf("%s %s: operationId %q, summary %q", method, path, id, op["summary"])
			}
			ids[id] = true
			wantResponses(t, path, op)
			for _, name := range pathParams(path) {
				if !strings.Contains(asJSON(op["parameters"]), `"in":"path","name":"`+name+`"`) {
					t.Errorf("%s %s: the parameter %s is not described", method, path, name)
				}
			}
		}
	}
}

func wantResponses(t *testing.T, path string, op map[string]any) {
	t.Helper()
	responses, _ := op["responses"].(map[string]any)
	success := false
	for status := range responses {
		success = success || strings.HasPrefix(status, "2")
	}
	if !success || !strings.Contains(asJSON(responses["default"]), "application/problem+json") {
		t.Errorf("%s: responses %s", path, asJSON(responses))
	}
}

func pathParams(path string) []string {
	var names []string
	for _, part := range strings.Split(path, "/") {
		if strings.HasPrefix(part, "{") {
			names = append(names, strings.Trim(part, "{}"))
		}
	}
	return names
}

func asJSON(v any) string { b, _ := json.Marshal(v); return string(b) }

// wantRefs follows every $ref below v.
func wantRefs(t *testing.T, doc map[string]any, v any) {
	t.Helper()
	switch v := v.(type) {
	case map[string]any:
		if ref, ok := v["$ref"].(string); ok && !resolves(doc, ref) {
			t.Errorf("%s leads nowhere", ref)
		}
		for _, child := range v {
			wantRefs(t, doc, child)
		}
	case []any:
		for _, child := range v {
			wantRefs(t, doc, child)
		}
	}
}

func resolves(doc map[string]any, ref string) bool {
	path, ok := strings.CutPrefix(ref, "#/")
	var at any = doc
	for _, step := range strings.Split(path, "/") {
		m, isMap := at.(map[string]any)
		if at, ok = m[step], ok && isMap && m[step] != nil; !ok {
			return false
		}
	}
	return true
}

// TestGoldenEnvelopesFitTheSchema checks what the normalizers are held to.
func TestGoldenEnvelopesFitTheSchema(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join("..", "testdata", "*", "*.golden.json"))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Skip("no goldens yet")
	}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var v any
		if err := json.Unmarshal(b, &v); err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		list, isList := v.([]any)
		if !isList && v != nil {
			list = []any{v}
		}
		for _, envelope := range list {
			if m, ok := envelope.(map[string]any); ok && len(m) == 1 && m["error"] != nil {
				continue // the golden of a payload that cannot be read
			}
			for _, err := range faults(envelope) {
				t.Errorf("%s: %v", file, err)
			}
		}
	}
}

func faults(envelope any) []error {
	registry, schema := api.EnvelopeRegistry()
	res := &huma.ValidateResult{}
	huma.Validate(registry, schema, huma.NewPathBuffer(nil, 0), huma.ModeReadFromServer, envelope, res)
	return res.Errors
}

func TestTheEnvelopeSchemaRefusesWhatIsNone(t *testing.T) {
	t.Parallel()
	for _, s := range []string{`{}`, `{"version":1,"type":"hello","user":{"external_id":"1"},"direction":"in","key":"k"}`,
		`{"version":1,"type":"message","user":{},"direction":"in","key":"k"}`, `{"version":"1","type":"message","user":{"external_id":"1"},"direction":"in","key":"k"}`} {
		var v any
		if err := json.Unmarshal([]byte(s), &v); err != nil {
			t.Fatal(err)
		}
		if len(faults(v)) == 0 {
			t.Errorf("%s passes", s)
		}
	}
}
