package core_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
)

func TestParseID(t *testing.T) {
	t.Parallel()
	for text, ok := range map[string]bool{
		"018f3c5e-7b1a-7c3d-9e4f-0123456789ab":          true,
		"018F3C5E-7B1A-7C3D-9E4F-0123456789AB":          true,
		"":                                              false,
		"018f3c5e7b1a7c3d9e4f0123456789ab":              false,
		"{018f3c5e-7b1a-7c3d-9e4f-0123456789ab}":        false,
		"urn:uuid:018f3c5e-7b1a-7c3d-9e4f-0123456789ab": false,
		"018f3c5e-7b1a-7c3d-9e4f-0123456789ag":          false,
		"018f3c5e_7b1a_7c3d_9e4f_0123456789ab":          false,
		"总机总机总机总机总机总机":                                  false, // 36 bytes
	} {
		if id, err := core.ParseID(text); (err == nil) != ok || err != nil && (!errors.Is(err, core.ErrID) || !id.IsZero()) {
			t.Errorf("%q: %v, %v", text, id, err)
		}
	}
}

// TestNewIDRises: ids sort by their time, also within one millisecond.
func TestNewIDRises(t *testing.T) {
	t.Parallel()
	last := core.NewID()
	for range 10_000 {
		id := core.NewID()
		if bytes.Compare(last[:], id[:]) >= 0 {
			t.Fatalf("%s came after %s", id, last)
		}
		last = id
	}
	if last[6]>>4 != 7 {
		t.Errorf("%s is not of version 7", last)
	}
}

func TestIDInJSON(t *testing.T) {
	t.Parallel()
	type row struct {
		ID    core.ID `json:"id,omitzero"`
		Other core.ID `json:"other"`
	}
	id := core.NewID()
	b, err := json.Marshal(row{Other: id})
	if want := `{"other":"` + id.String() + `"}`; err != nil || string(b) != want {
		t.Fatalf("got %s, %v, want %s", b, err, want)
	}
	var back row
	if err := json.Unmarshal([]byte(`{"id":"","other":"`+id.String()+`"}`), &back); err != nil || back != (row{Other: id}) {
		t.Errorf("got %+v, %v", back, err)
	}
	if err := json.Unmarshal([]byte(`{"id":"nonsense"}`), &back); !errors.Is(err, core.ErrID) {
		t.Errorf("got %v", err)
	}
}

func TestIDInTheDatabase(t *testing.T) {
	t.Parallel()
	id := core.NewID()
	if v, err := (core.ID{}).Value(); v != nil || err != nil {
		t.Errorf("the zero id is %v, %v", v, err)
	}
	v, err := id.Value()
	if b, ok := v.([]byte); err != nil || !ok || !bytes.Equal(b, id[:]) {
		t.Errorf("got %v, %v", v, err)
	}
	for name, c := range map[string]struct {
		src  any
		want core.ID
		ok   bool
	}{
		"bytes":        {id[:], id, true},
		"text":         {id.String(), id, true},
		"text bytes":   {[]byte(id.String()), id, true},
		"array":        {[16]byte(id), id, true},
		"null":         {nil, core.ID{}, true},
		"too short":    {id[:15], core.ID{9}, false},
		"number":       {int64(5), core.ID{9}, false},
		"other string": {"x", core.ID{9}, false},
	} {
		got := core.ID{9}
		if err := got.Scan(c.src); (err == nil) != c.ok || got != c.want {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
}
