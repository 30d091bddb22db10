package hub_test

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
)

// The customer of the masking tests.
const (
	hisNumber = "13812341234"
	hisMail   = "lihua@example.com"
	hisFriend = "79161234567" // whose card he shares
)

// telling are the operations in which somebody who may sees the number.
var telling = []string{"list-conversations", "get-conversation", "list-contacts", "get-contact", "list-contact-conversations"}

// TestNoAnswerShowsAnAddressToWhoMayNotSeeIt asks every operation that reads.
func TestNoAnswerShowsAnAddressToWhoMayNotSeeIt(t *testing.T) {
	t.Parallel()
	h := newHouse(t, "")
	ctx := context.Background()
	s := h.spot(t, hisNumber, core.ID{})
	_, err := h.UpdateContact(ctx, root(), s.contact, nil, map[string]string{"mail": hisMail, "city": "Shenzhen"})
	must(t, err)
	body, err := json.Marshal([]core.Envelope{{Type: core.TypeMessage, User: core.UserRef{ExternalID: hisNumber}, Direction: core.In, Key: "card", ExternalID: "card", SentAt: 2,
		Content: &core.Content{Kind: core.KindContact, Text: "[contact] Petrov, " + hisFriend, Contact: &core.ContactCard{Name: "Petrov", Phone: hisFriend, VCard: "TEL:" + hisFriend}}}})
	must(t, err)
	must(t, h.Accept(ctx, core.Raw{AccountID: h.account.ID, Kind: "fake", Body: body}))
	blind := slices.DeleteFunc(core.Permissions(), func(p core.Permission) bool { return p == core.PermUnmask || p == core.PermRaws }) // raws are as they came
	_, err = h.CreateRole(ctx, root(), core.Role{Name: "blind", Scope: core.ScopeAll, Permissions: blind})
	must(t, err)
	_, key := h.member(t, "blind", "blind")
	_, whole := h.member(t, "leader", "supervisor")
	for id, op := range h.ops {
		if op.method != http.MethodGet {
			continue
		}
		a := h.ask(t, key, op, s.of(op), "")
		for _, secret := range []string{hisNumber, hisMail, hisFriend} {
			if strings.Contains(a.body, secret) {
				t.Errorf("%s shows %s:\n%s", id, secret, a.body)
			}
		}
		if a := h.ask(t, whole, op, s.of(op), ""); slices.Contains(telling, id) != strings.Contains(a.body, hisNumber) && id != "search-messages" && id != "list-raws" {
			t.Errorf("%s for a supervisor: %s", id, a.body)
		}
	}
	a := h.ask(t, key, h.ops["get-contact"], s.of(h.ops["get-contact"]), "")
	for _, want := range []string{`"name":"138****1234"`, `"external_id":"138****1234"`, `"mail":"l***@example.com"`, `"city":"Shenzhen"`} {
		if !strings.Contains(a.body, want) {
			t.Errorf("%s is not in %s", want, a.body)
		}
	}
	eventually(t, "the message is found", func() bool {
		return strings.Contains(h.send(t, whole, http.MethodGet, "/api/v1/search?q=hello", nil, "").body, hisNumber)
	})
	if a := h.send(t, key, http.MethodGet, "/api/v1/search?q=hello", nil, ""); strings.Contains(a.body, hisNumber) || !strings.Contains(a.body, "138****1234") {
		t.Errorf("found: %s", a.body)
	}
	eventually(t, "the card is found", func() bool {
		return strings.Contains(h.send(t, whole, http.MethodGet, "/api/v1/search?q=petrov", nil, "").body, hisFriend)
	})
	if a := h.send(t, key, http.MethodGet, "/api/v1/search?q=petrov", nil, ""); strings.Contains(a.body, hisFriend) || !strings.Contains(a.body, "791****4567") {
		t.Errorf("found: %s", a.body)
	}
}

// TestAFormThatSendsBackWhatItShowedChangesNothing: what a page shows masked
// comes back masked when the page saves another field.
func TestAFormThatSendsBackWhatItShowedChangesNothing(t *testing.T) {
	t.Parallel()
	h := newHouse(t, "")
	ctx := context.Background()
	s := h.spot(t, hisNumber, core.ID{})
	_, err := h.UpdateContact(ctx, root(), s.contact, nil, map[string]string{"mail": hisMail, "phone": "010-12345678"})
	must(t, err)
	_, key := h.member(t, "zhao", "agent")
	a := h.ask(t, key, h.ops["update-contact"], s.of(h.ops["update-contact"]),
		`{"name":"138****1234","fields":{"mail":"l***@example.com","phone":"010****5678","city":"Shenzhen"}}`)
	if a.status != 200 || strings.Contains(a.body, hisMail) {
		t.Fatal(a)
	}
	c, _, _, err := h.Contact(ctx, root(), s.contact)
	must(t, err)
	if c.Name != hisNumber || c.Fields["mail"] != hisMail || c.Fields["phone"] != "010-12345678" || c.Fields["city"] != "Shenzhen" {
		t.Errorf("%+v", c)
	}
	h.ask(t, key, h.ops["update-contact"], s.of(h.ops["update-contact"]), `{"fields":{"mail":"wang@example.com","phone":""}}`)
	c, _, _, err = h.Contact(ctx, root(), s.contact)
	must(t, err)
	if _, there := c.Fields["phone"]; there || c.Fields["mail"] != "wang@example.com" {
		t.Errorf("%+v", c.Fields)
	}
}

func TestPushedListsAreMasked(t *testing.T) {
	t.Parallel()
	h, addr, _ := serveLive(t, config(t, &fake{}), "")
	_, agentKey, _ := member(t, h, "zhao", "agent")
	_, leaderKey, _ := member(t, h, "wang", "supervisor")
	masked, whole := sit(t, addr, agentKey), sit(t, addr, leaderKey)
	eventually(t, "both are connected", func() bool {
		return masked.is(func() bool { return masked.connects > 0 })() && whole.is(func() bool { return whole.connects > 0 })()
	})
	body, err := json.Marshal([]core.Envelope{{Type: core.TypeMessage, User: core.UserRef{ExternalID: "u", Name: hisNumber}, Direction: core.In, Key: "1", ExternalID: "1",
		SentAt: 1, Content: &core.Content{Kind: core.KindText, Text: "hello"}}})
	must(t, err)
	must(t, h.Accept(context.Background(), core.Raw{AccountID: link(t, h).ID, Kind: "fake", Body: body}))
	for d, want := range map[*desk]string{masked: `"138****1234"`, whole: `"` + hisNumber + `"`} {
		eventually(t, "the conversation is pushed with "+want, d.is(func() bool {
			return slices.ContainsFunc(d.feed, func(p push) bool { return strings.Contains(string(p.Conversation), want) })
		}))
	}
	masked.with(func() {
		for _, p := range masked.feed {
			if strings.Contains(string(p.Conversation), hisNumber) {
				t.Errorf("pushed: %s", p.Conversation)
			}
		}
	})
}
