package api

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/switchboard-hub/switchboard/core"
)

func typeOf[T any]() reflect.Type { return reflect.TypeFor[T]() }

// The schemas of core's scalars, which core itself, knowing no framework,
// cannot provide.
type (
	idSchema       struct{}
	timeSchema     struct{}
	durationSchema struct{}
)

// Schema implements huma.SchemaProvider.
func (idSchema) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Format: "uuid"}
}

// Schema implements huma.SchemaProvider.
func (timeSchema) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Format: "date-time"}
}

// Schema implements huma.SchemaProvider.
func (durationSchema) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeInteger, Format: "int64", Description: "Nanoseconds"}
}

func alias(r huma.Registry) {
	r.RegisterTypeAlias(typeOf[core.ID](), typeOf[idSchema]())
	r.RegisterTypeAlias(typeOf[core.Time](), typeOf[timeSchema]())
	r.RegisterTypeAlias(typeOf[time.Duration](), typeOf[durationSchema]())
}

const schemaPrefix = "#/components/schemas/"

// document finishes the OpenAPI document and renders it once.
func (a *API) document() error {
	doc := a.huma.OpenAPI()
	schemas := doc.Components.Schemas
	// huma registers its own form of an error, which no operation answers.
	delete(schemas.Map(), "ErrorModel")
	delete(schemas.Map(), "ErrorDetail")
	requests := map[string]bool{}
	for _, item := range doc.Paths {
		for _, op := range []*huma.Operation{item.Get, item.Post, item.Put, item.Patch, item.Delete} {
			if op == nil || op.RequestBody == nil {
				continue
			}
			for _, media := range op.RequestBody.Content {
				reach(schemas, media.Schema, requests)
			}
		}
	}
	for name, s := range schemas.Map() {
		if s.AdditionalProperties == false && !requests[name] {
			s.AdditionalProperties = true // an answer may gain fields
		}
	}
	b, err := json.MarshalIndent(doc, "", "  ")
	if err != nil {
		return fmt.Errorf("render the OpenAPI document: %w", err)
	}
	a.openapi = b
	return nil
}

// OpenAPI returns the document that is served.
func (a *API) OpenAPI() []byte { return slices.Clone(a.openapi) }

// reach collects the names of the schemas that s is made of.
func reach(r huma.Registry, s *huma.Schema, seen map[string]bool) {
	if s == nil {
		return
	}
	if name, ok := strings.CutPrefix(s.Ref, schemaPrefix); ok {
		if seen[name] {
			return
		}
		seen[name] = true
		s = r.Map()[name]
	}
	reach(r, s.Items, seen)
	for _, p := range s.Properties {
		reach(r, p, seen)
	}
	if more, ok := s.AdditionalProperties.(*huma.Schema); ok {
		reach(r, more, seen)
	}
}
