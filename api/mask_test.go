package api_test

import (
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/api"
	"github.com/switchboard-hub/switchboard/core"
)

func TestAddressesAreShownToWhoMaySeeThem(t *testing.T) {
	t.Parallel()
	h := start(t)
	h.b.conversations = threads(2)
	h.b.conversations[0].ContactName, h.b.conversations[1].ContactName = "13812341234", "李 lihua@example.com"
	m := said(1)[0]
	m.Text = "call 13812341234"
	m.Content.Participants = []core.UserRef{{ExternalID: "lihua@example.com", Name: "李"}}
	h.b.messages, h.b.changes = []core.Message{m}, []core.Change{{Rev: 1, Message: &m}}
	for _, path := range []string{"/conversations", "/conversations/" + h.b.conversations[0].ID.String(), thread + "/messages", thread + "/changes",
		"/contacts/" + anID + "/conversations"} {
		whole, masked := h.do("GET", path, "").body, h.as("reader", "GET", path, "").body
		if path == thread+"/messages" || path == thread+"/changes" {
			if strings.Count(masked, "13812341234") != 1 || strings.Contains(masked, "lihua") || !strings.Contains(whole, "lihua@example.com") {
				t.Errorf("%s: %s\nand for who may see it %s", path, masked, whole)
			}
			continue
		}
		if strings.Contains(masked, "13812341234") || strings.Contains(masked, "lihua") {
			t.Errorf("%s: %s\nand for who may see it %s", path, masked, whole)
		}
	}
	masked := h.as("reader", "GET", "/conversations", "").body
	for _, want := range []string{`"138****1234"`, `"李 l***@example.com"`} {
		if !strings.Contains(masked, want) {
			t.Errorf("%s is not in %s", want, masked)
		}
	}
	if n := h.b.conversations[0].ContactName; n != "13812341234" {
		t.Errorf("what the backend keeps was masked: %s", n)
	}
}

func TestLiveUpdatesAreMasked(t *testing.T) {
	t.Parallel()
	c := threads(1)[0]
	c.ContactName = "13812341234"
	if got := string(api.LiveConversation(c)); !strings.Contains(got, `"13812341234"`) {
		t.Error(got)
	}
	if got := string(api.LiveConversationMasked(c)); strings.Contains(got, "13812341234") || !strings.Contains(got, `"138****1234"`) {
		t.Error(got)
	}
	m := said(1)[0]
	m.Content.Participants = []core.UserRef{{ExternalID: "+8613812341234", Name: "李"}}
	if got := string(api.LiveChange(core.Change{Rev: 1, Message: &m})); strings.Contains(got, "13812341234") || !strings.Contains(got, `"+86138****1234"`) {
		t.Error(got)
	}
}
