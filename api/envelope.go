package api

import (
	"encoding/json"

	"github.com/danielgtaylor/huma/v2"

	"github.com/switchboard-hub/switchboard/core"
)

// EnvelopeSchemaID names version 1 of the envelope's schema. It is a name and
// not an address: every hub serves it at /api/v1/schemas/envelope/1.
const EnvelopeSchemaID = "urn:switchboard:schema:envelope:1"

const defs = "#/$defs/"

// envelopeRegistry reflects core.Envelope.
func envelopeRegistry() (huma.Registry, *huma.Schema) {
	r := huma.NewMapRegistry(defs, huma.DefaultSchemaNamer)
	alias(r)
	return r, r.Schema(typeOf[core.Envelope](), true, "")
}

// EnvelopeSchema returns the envelope's JSON Schema, 2020-12.
func EnvelopeSchema() []byte {
	r, root := envelopeRegistry()
	doc := map[string]any{
		"$schema":     "https://json-schema.org/draft/2020-12/schema",
		"$id":         EnvelopeSchemaID,
		"title":       "Switchboard envelope, version 1",
		"description": "The one form every channel's message takes on its way in. New optional fields may appear; a changed meaning has a new version.",
		"$ref":        root.Ref,
		"$defs":       r.Map(),
	}
	b, err := json.Marshal(doc)
	if err != nil {
		panic(err) // reflected from our own types: it works always or never
	}
	var plain map[string]any
	if err := json.Unmarshal(b, &plain); err != nil {
		panic(err)
	}
	open(plain)
	version := plain["$defs"].(map[string]any)["Envelope"].(map[string]any)["properties"].(map[string]any)["version"].(map[string]any)
	version["const"] = core.EnvelopeVersion
	b, err = json.MarshalIndent(plain, "", "  ")
	if err != nil {
		panic(err)
	}
	return append(b, '\n')
}

// open says of a schema what huma's strict reading for requests does not:
// unknown fields are allowed, and lists are absent rather than null.
func open(v any) {
	switch v := v.(type) {
	case map[string]any:
		if v["additionalProperties"] == false {
			delete(v, "additionalProperties")
		}
		if t, ok := v["type"].([]any); ok && len(t) == 2 && t[0] == "array" {
			v["type"] = "array"
		}
		for _, child := range v {
			open(child)
		}
	case []any:
		for _, child := range v {
			open(child)
		}
	}
}
