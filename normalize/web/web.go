// Package web reads what visitors of a website did. The hub wrote the events
// itself, after it had checked who the visitor is; so they are read strictly.
package web

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/normalize"
)

// The kinds of raw.
const (
	KindMessage  = "web.message"
	KindRead     = "web.read"
	KindContact  = "web.contact"  // the visitor says who they are
	KindIdentify = "web.identify" // the site's server has proven it
)

// Table reads every kind.
func Table() normalize.Table {
	return normalize.Table{KindMessage: Normalize, KindRead: Normalize, KindContact: Normalize, KindIdentify: Normalize}
}

// Normalize reads any of the kinds.
func Normalize(r core.Raw) ([]core.Envelope, error) {
	var v core.VisitorEvent
	if err := json.Unmarshal(r.Body, &v); err != nil {
		return nil, fmt.Errorf("read the event: %w", err)
	}
	if v.ID == "" || v.Visitor.ExternalID == "" {
		return nil, errors.New("the event has no id or no visitor")
	}
	e := core.Envelope{Version: core.EnvelopeVersion, User: v.Visitor, Direction: core.In, Key: v.ID, SentAt: v.SentAt}
	switch r.Kind {
	case KindMessage:
		return message(e, v)
	case KindRead:
		if len(v.Refs) == 0 {
			return nil, nil
		}
		e.Type, e.Refs = core.TypeRead, v.Refs
	case KindContact, KindIdentify:
		e.Type = core.TypeFollow // they can be written to; their fields are the contact's own matter
	default:
		return nil, fmt.Errorf("there is no kind %q", r.Kind)
	}
	return []core.Envelope{e}, nil
}

func message(e core.Envelope, v core.VisitorEvent) ([]core.Envelope, error) {
	c := &core.Content{Kind: core.KindText, Text: v.Text, Media: v.Media}
	switch {
	case v.Choice != nil:
		if v.Choice.ID == "" {
			return nil, errors.New("the choice has no id")
		}
		c.Kind, c.Choice = core.KindChoice, v.Choice
	case len(v.Media) > 0:
		c.Kind = v.Media[0].Kind
	case v.Text == "":
		return nil, errors.New("the message is empty")
	}
	if c.Text == "" && v.Choice != nil {
		c.Text = v.Choice.Label
	}
	for _, m := range v.Media {
		if m.Kind == "" || m.Blob == "" {
			return nil, errors.New("an attachment has no kind or no bytes")
		}
	}
	if v.Page != nil && *v.Page != (core.VisitorPage{}) {
		extra, err := json.Marshal(map[string]any{"page": v.Page})
		if err != nil {
			return nil, fmt.Errorf("keep the page: %w", err)
		}
		c.Extra = extra
	}
	e.Type, e.ExternalID, e.Refs, e.Content = core.TypeMessage, v.ID, v.Refs, c
	return []core.Envelope{e}, nil
}
