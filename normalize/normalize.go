// Package normalize turns raw payloads into envelopes, one folder a channel.
// It is pure: no clock, no network, no database. Every parser has golden files
// under testdata and a fuzzer.
package normalize

import (
	"fmt"

	"github.com/switchboard-hub/switchboard/core"
)

// Func reads one raw. An event that the hub has no use for returns nil, nil:
// the raw is kept. An error means the raw is kept as failed and can be replayed.
// Table fills in the envelopes' Version and Account.
type Func func(core.Raw) ([]core.Envelope, error)

// Table finds the Func by the raw's kind.
type Table map[string]Func

// Normalize reads a raw by its kind. A Func that panics has met input it
// cannot read, which is an error like any other.
func (t Table) Normalize(r core.Raw) (envs []core.Envelope, err error) {
	f, ok := t[r.Kind]
	if !ok {
		return nil, fmt.Errorf("no normalizer for kind %q", r.Kind)
	}
	defer func() {
		if p := recover(); p != nil {
			envs, err = nil, fmt.Errorf("normalizer for %q panicked: %v", r.Kind, p)
		}
	}()
	envs, err = f(r)
	for i := range envs {
		envs[i].Version, envs[i].Account = core.EnvelopeVersion, r.AccountID.String()
	}
	return envs, err
}
