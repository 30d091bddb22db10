// Package api is the agents' HTTP API, /api/v1. Its OpenAPI 3.1 document is
// generated from the Go types that are served, so the two cannot differ; the
// envelope's JSON Schema is published beside it. It knows who asks, how often,
// and how answers and errors look. What may be seen and what happens is the
// Backend's to decide: there is no SQL and no rule of a conversation here.
package api
