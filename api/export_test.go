package api

import "github.com/danielgtaylor/huma/v2"

// Huma lets the tests check answers against the document they are promised by.
func (a *API) Huma() huma.API { return a.huma }

// EnvelopeRegistry lets the tests validate envelopes.
func EnvelopeRegistry() (huma.Registry, *huma.Schema) { return envelopeRegistry() }
