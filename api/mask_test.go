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

// shared is a message with which a customer shares somebody's number.
func shared() core.Message {
	m := said(1)[0]
	m.Kind, m.Text = core.KindContact, "[contact] Li, 79161234567"
	m.Content = &core.Content{Contact: &core.ContactCard{Name: "Li", Phone: "79161234567", VCard: "TEL:79161234567", Ref: "42", Verified: true}}
	return m
}

func TestASharedContactIsMasked(t *testing.T) {
	t.Parallel()
	h := start(t)
	m := shared()
	h.b.messages, h.b.changes = []core.Message{m}, []core.Change{{Rev: 1, Message: &m}}
	for _, path := range []string{thread + "/messages", thread + "/changes"} {
		whole, masked := h.do("GET", path, "").body, h.as("reader", "GET", path, "").body
		if strings.Count(whole, "79161234567") != 3 {
			t.Errorf("for who may see it: %s", whole)
		}
		if strings.Contains(masked, "79161234567") || strings.Count(masked, "791****4567") != 2 || !strings.Contains(masked, `"ref":"42"`) {
			t.Errorf("%s: %s", path, masked)
		}
	}
	if got := string(api.LiveChange(core.Change{Rev: 1, Message: &m})); strings.Contains(got, "79161234567") || strings.Count(got, "791****4567") != 2 {
		t.Error(got)
	}
	if m.Content.Contact.Phone != "79161234567" || m.Text != "[contact] Li, 79161234567" {
		t.Error("what the backend keeps was masked")
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
