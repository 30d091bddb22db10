package hub_test

import (
	"context"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
)

func TestEverybodyHearsThatTheDeskHasChanged(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	h, addr, _ := serveLive(t, config(t, &fake{}), "")
	boss, _, _ := member(t, h, "boss", "supervisor")
	_, annKey, _ := member(t, h, "ann", "agent")
	ann := sit(t, addr, annKey)
	eventually(t, "ann is there", ann.is(func() bool { return ann.connects == 1 }))
	_, err := h.CreateCanned(ctx, boss, core.CannedReply{Scope: core.CannedPersonal, Shortcut: "mine", Text: "x"})
	must(t, err)
	_, err = h.CreateTag(ctx, boss, core.Tag{Scope: core.TagContact, Name: "vip"})
	must(t, err)
	_, err = h.CreateField(ctx, boss, core.Field{Scope: core.FieldContact, Key: "size", Name: "Size", Kind: core.FieldText})
	must(t, err)
	_, err = h.CreateCanned(ctx, boss, core.CannedReply{Scope: core.CannedShared, Shortcut: "all", Text: "x"})
	must(t, err)
	eventually(t, "ann hears of what is for her too", func() bool { return ann.count("desk") == 3 })
}
