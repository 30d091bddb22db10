package demo

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"time"
)

// recordsEvery is how often the shop's records look for people they know.
const recordsEvery = time.Second

// records stand for the shop's own customer records: a program that tells the hub
// by the API who somebody is. WeChat's Official Accounts and Mini Programs tell no
// names.
type records struct {
	world *world
	done  map[string]bool // contacts, and people by name
}

// contact is what the records see of one.
type contact struct {
	ID, Name   string
	Identities []struct {
		External string `json:"external_id"`
	}
}

// keep looks until everybody was found.
func (r *records) keep(ctx context.Context) error {
	r.done = map[string]bool{}
	openids := map[string]*person{}
	for _, p := range r.world.script.People {
		switch p.Channel {
		case onOfficial:
			openids[r.world.platforms.official.Follower(p.Name).OpenID()] = p
		case onMiniProgram:
			openids[r.world.platforms.mini.Follower(p.Name).OpenID()] = p
		}
	}
	for found := 0; found < len(r.world.script.People) && pause(ctx, recordsEvery); {
		n, err := r.look(ctx, openids)
		var refusal *refused
		if err != nil && !errors.As(err, &refusal) { // what was refused is tried again
			return err
		}
		found += n
	}
	return nil
}

// look writes down who is new.
func (r *records) look(ctx context.Context, openids map[string]*person) (found int, err error) {
	var all page[conversation]
	if err := r.world.owner.call(ctx, http.MethodGet, "/conversations?limit=200", nil, &all); err != nil {
		return 0, err
	}
	for _, v := range all.Items {
		if r.done[v.Contact.ID] {
			continue
		}
		var c contact
		if err := r.world.owner.call(ctx, http.MethodGet, "/contacts/"+v.Contact.ID, nil, &c); err != nil {
			return found, err
		}
		p, known := r.world.script.person(c.Name)
		for _, identity := range c.Identities {
			if who := openids[identity.External]; who != nil {
				p, known = who, true
			}
		}
		if !known {
			continue
		}
		if err := r.write(ctx, c, p); err != nil {
			return found, err
		}
		r.done[c.ID] = true
		found++
	}
	return found, nil
}

// write puts down what the shop knows of a person.
func (r *records) write(ctx context.Context, c contact, p *person) error {
	change := map[string]any{"fields": p.Fields}
	if c.Name != p.Name {
		change["name"] = p.Name
	}
	at := "/contacts/" + c.ID
	if err := r.world.owner.call(ctx, http.MethodPatch, at, change, nil); err != nil {
		return err
	}
	if p.VIP {
		if err := r.world.owner.call(ctx, http.MethodPatch, at+"/care", map[string]bool{"vip": true}, nil); err != nil {
			return err
		}
	}
	for _, tag := range p.Tags {
		if err := r.world.owner.call(ctx, http.MethodPut, at+"/tags/"+url.PathEscape(tag), nil, nil); err != nil {
			return err
		}
	}
	return nil
}
