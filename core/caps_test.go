package core_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
)

func TestALevelThatIsNotSetIsNone(t *testing.T) {
	t.Parallel()
	b, err := json.Marshal(core.Caps{Edit: core.LevelFull})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"edit":"full"`, `"delete":"none"`, `"reply":"none"`} {
		if !strings.Contains(string(b), want) {
			t.Errorf("%s lacks %s", b, want)
		}
	}
	var back core.Caps
	if err := json.Unmarshal(b, &back); err != nil || back.Edit != core.LevelFull || back.Delete != core.LevelNone {
		t.Errorf("%+v, %v", back, err)
	}
}
