package api

import (
	"context"

	"github.com/switchboard-hub/switchboard/core"
)

// contact is a person outside.
type contact struct {
	ID         core.ID           `json:"id"`
	Kind       core.ContactKind  `json:"kind" enum:"visitor,known"`
	Name       string            `json:"name"`
	Language   string            `json:"language,omitempty" doc:"BCP 47"`
	Fields     map[string]string `json:"fields" doc:"What the workspace keeps of a person"`
	Blocked    bool              `json:"blocked"`
	VIP        bool              `json:"vip"`
	Agent      core.ID           `json:"agent,omitzero" doc:"Its own agent, whom queues may prefer"`
	MergedInto core.ID           `json:"merged_into,omitzero"`
	ErasedAt   core.Time         `json:"erased_at,omitzero" doc:"Its data was erased: nothing else of it is left"`
	CreatedAt  core.Time         `json:"created_at,omitzero"`
	UpdatedAt  core.Time         `json:"updated_at,omitzero"`
}

func viewContact(c core.Contact) contact {
	if c.Fields == nil {
		c.Fields = map[string]string{}
	}
	return contact{ID: c.ID, Kind: c.Kind, Name: c.Name, Language: c.Language, Fields: c.Fields, Blocked: c.Blocked, VIP: c.VIP, Agent: c.AgentID,
		MergedInto: c.MergedInto, ErasedAt: c.ErasedAt, CreatedAt: c.CreatedAt, UpdatedAt: c.UpdatedAt}
}

// identity is an address of a contact in one account.
type identity struct {
	ID         core.ID `json:"id"`
	Account    core.ID `json:"account"`
	ExternalID string  `json:"external_id" doc:"The platform's name of the person"`
	Name       string  `json:"name,omitempty"`
	Username   string  `json:"username,omitempty"`
	Kind       string  `json:"kind,omitempty" doc:"person, group or channel"`
	Reachable  bool    `json:"reachable" doc:"false after the person blocked the account"`
}

func viewIdentity(i core.Identity) identity {
	return identity{ID: i.ID, Account: i.AccountID, ExternalID: i.ExternalID, Name: i.Name, Username: i.Username,
		Kind: i.Kind, Reachable: i.Reachable}
}

// ContactFields is contact where it is embedded: the document has only exported fields.
type ContactFields = contact

// contactDetail is a contact with what belongs to it.
type contactDetail struct {
	ContactFields
	Identities []identity `json:"identities" nullable:"false"`
	Tags       []string   `json:"tags" nullable:"false"`
}

// mergedContact is one that was merged into another.
type mergedContact struct {
	Contact contact    `json:"contact"`
	At      core.Time  `json:"merged_at,omitzero"`
	By      core.Actor `json:"by,omitzero" doc:"Who merged them; the hub, where a person was proven to be somebody it knew"`
}

func viewMerged(m core.MergedContact) mergedContact {
	return mergedContact{Contact: viewContact(m.Contact), At: m.At, By: m.By}
}

type (
	contactsIn struct {
		PageIn
		Q string `query:"q" maxLength:"200" doc:"Words of a name, a phone number, an address or an identity, whole or how the last one begins; Chinese by any of its characters. Those that are masked for the caller find nothing"`
	}
	// ContactIn names a contact.
	ContactIn struct {
		ID core.ID `path:"id" doc:"Contact"`
	}
	contactPatchIn struct {
		ContactIn
		Body struct {
			Name   *string           `json:"name,omitempty" maxLength:"200"`
			Fields map[string]string `json:"fields,omitempty" maxProperties:"200" doc:"Only those named change; an empty value removes one"`
		}
	}
	contactTagIn struct {
		ContactIn
		Tag string `path:"tag" maxLength:"100"`
	}
	mergeIn struct {
		ContactIn
		Body struct {
			Into core.ID `json:"into" doc:"The contact that stays"`
		}
	}
)

func (a *API) contactRoutes() {
	add(a, endpoint{method: "GET", path: "/contacts", id: "list-contacts", tag: "contacts", summary: "List contacts, or find some", needs: core.PermContactsRead},
		func(ctx context.Context, v core.Viewer, in *contactsIn) (*answer[page[contact]], error) {
			l, err := a.Backend.Contacts(ctx, v, in.Q, in.core())
			return pageOf(l, viewContact), err
		})
	add(a, endpoint{method: "GET", path: "/contacts/{id}", id: "get-contact", tag: "contacts",
		summary: "Get a contact with its identities and tags", needs: core.PermContactsRead},
		func(ctx context.Context, v core.Viewer, in *ContactIn) (*answer[contactDetail], error) {
			c, ids, tags, err := a.Backend.Contact(ctx, v, in.ID)
			return answerOf(contactDetail{ContactFields: viewContact(c), Identities: each(ids, viewIdentity), Tags: filled(tags)}), err
		})
	add(a, endpoint{method: "GET", path: "/contacts/{id}/merged", id: "list-merged-contacts", tag: "contacts",
		summary: "List who was merged into a contact and still is", needs: core.PermContactsRead},
		func(ctx context.Context, v core.Viewer, in *ContactIn) (*answer[whole[mergedContact]], error) {
			l, err := a.Backend.MergedContacts(ctx, v, in.ID)
			return wholeOf(l, viewMerged), err
		})
	add(a, endpoint{method: "PATCH", path: "/contacts/{id}", id: "update-contact", tag: "contacts", summary: "Change a contact", needs: core.PermContacts},
		func(ctx context.Context, v core.Viewer, in *contactPatchIn) (*answer[contact], error) {
			c, err := a.Backend.UpdateContact(ctx, v, in.ID, in.Body.Name, in.Body.Fields)
			return answerOf(viewContact(c)), err
		})
	a.contactActions()
}

func (a *API) contactActions() {
	write := func(method, path, id, summary string, needs core.Permission) endpoint {
		return endpoint{method: method, path: "/contacts/{id}" + path, id: id, tag: "contacts", summary: summary, needs: needs}
	}
	do(a, write("PUT", "/block", "block-contact", "Take no more messages from a contact: what it writes is kept, and waits for nobody", core.PermBlock),
		func(ctx context.Context, v core.Viewer, in *ContactIn) error {
			return a.Backend.BlockContact(ctx, v, in.ID, true)
		})
	do(a, write("DELETE", "/block", "unblock-contact", "Take messages from a contact again", core.PermBlock),
		func(ctx context.Context, v core.Viewer, in *ContactIn) error {
			return a.Backend.BlockContact(ctx, v, in.ID, false)
		})
	do(a, write("POST", "/merge", "merge-contact", "Make a contact one with another", core.PermMerge),
		func(ctx context.Context, v core.Viewer, in *mergeIn) error {
			return a.Backend.MergeContacts(ctx, v, in.ID, in.Body.Into)
		})
	do(a, write("POST", "/unmerge", "unmerge-contact", "Undo a merge", core.PermMerge),
		func(ctx context.Context, v core.Viewer, in *ContactIn) error {
			return a.Backend.UnmergeContact(ctx, v, in.ID)
		})
	do(a, write("PUT", "/tags/{tag}", "tag-contact", "Put a tag on", core.PermContacts),
		func(ctx context.Context, v core.Viewer, in *contactTagIn) error {
			return a.Backend.TagContact(ctx, v, in.ID, in.Tag, true)
		})
	do(a, write("DELETE", "/tags/{tag}", "untag-contact", "Take a tag off", core.PermContacts),
		func(ctx context.Context, v core.Viewer, in *contactTagIn) error {
			return a.Backend.TagContact(ctx, v, in.ID, in.Tag, false)
		})
}
