package hub_test

import (
	"context"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
)

func TestAKeyHasNeverMoreRightsThanItsMaker(t *testing.T) {
	t.Parallel()
	cfg := config(t, &fake{})
	cfg.Offline = true
	h, _ := open(t, cfg)
	ctx, owner := context.Background(), agent(t, h)
	key, _, err := h.CreateKey(ctx, owner, "reader", []core.Permission{core.PermRead})
	must(t, err)
	reader, _, err := h.Authenticate(ctx, key)
	must(t, err)
	_, _, err = h.CreateKey(ctx, reader, "more", []core.Permission{core.PermReply})
	refused(t, err, "auth.forbidden")
	key, _, err = h.CreateKey(ctx, reader, "the same", nil)
	must(t, err)
	child, k, err := h.Authenticate(ctx, key)
	must(t, err)
	if len(child.Permissions) != 1 || !child.Can(core.PermRead) {
		t.Errorf("a reader's key may %v", child.Permissions)
	}
	nobody := reader
	nobody.Permissions = nil // its scopes name what its role has no longer
	_, _, err = h.CreateKey(ctx, nobody, "all", nil)
	refused(t, err, "auth.forbidden")
	must(t, h.RevokeKey(ctx, owner, k.ID))
	_, _, err = h.Authenticate(ctx, key)
	refused(t, err, "auth.invalid")
}

func TestStepsAskForTheirRight(t *testing.T) {
	t.Parallel()
	h, _ := open(t, config(t, &fake{}))
	ctx, owner := context.Background(), agent(t, h)
	must(t, h.Accept(ctx, says(link(t, h), "1", text("hello"))))
	id := messages(t, h)[0].ConversationID
	with := func(p ...core.Permission) core.Viewer { v := owner; v.Permissions = p; return v }
	for _, s := range []core.StepKind{core.StepAssign, core.StepUnassign, core.StepQueue, core.StepTakeOver, core.StepTransfer} {
		_, err := h.Step(ctx, with(core.PermRead, core.PermReply), id, core.Step{Kind: s, AgentID: owner.AgentID})
		refused(t, err, "auth.forbidden")
	}
	_, err := h.Step(ctx, with(core.PermRead), id, core.Step{Kind: core.StepClose})
	refused(t, err, "auth.forbidden")
	stranger := core.NewID()
	if _, err = h.Step(ctx, owner, id, core.Step{Kind: core.StepAssign, AgentID: stranger}); err == nil {
		t.Error("it was assigned to nobody known")
	}
	v, err := h.Step(ctx, with(core.PermAssign), id, core.Step{Kind: core.StepAssign, AgentID: owner.AgentID})
	must(t, err)
	if v.AgentID != owner.AgentID {
		t.Errorf("%+v", v.Conversation)
	}
}
