package hub

import (
	"fmt"
	"slices"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/core"
)

// disclose refuses a change by which a stored secret would go to a server that
// did not have it, unless the change brings the secret itself.
func (h *Hub) disclose(before, after core.Account, set map[string]string) error {
	c, ok := h.channels[after.Channel].Connector.(connectors.Discloser)
	if !ok {
		return nil
	}
	known := c.Disclosed(before)
	for _, d := range c.Disclosed(after) {
		if before.Setting(d.Setting) == "" || set[d.Setting] != "" || slices.Contains(known, d) {
			continue
		}
		return &core.Problem{Status: 422, Code: "account.secret_needed",
			Text: fmt.Sprintf("the setting %s would go to another server, %s: enter it again", d.Setting, d.To)}
	}
	return nil
}
