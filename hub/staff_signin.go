package hub

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/secret"
)

// signIns bounds how passwords are tried: by account and by address, and how
// many are hashed at once, since each takes 19 MiB.
type signIns struct {
	accounts  *guesses
	addresses *guesses
	slots     chan struct{}
}

// slotWait is how long a sign-in waits for its turn to be hashed.
const slotWait = 5 * time.Second

func newSignIns() *signIns {
	return &signIns{
		accounts: newGuesses(5, 2*time.Second, 5*time.Minute),
		// An office shares one address.
		addresses: newGuesses(30, 2*time.Second, 15*time.Minute),
		slots:     make(chan struct{}, max(2, runtime.GOMAXPROCS(0))),
	}
}

// turn takes a slot for hashing.
func (s *signIns) turn(ctx context.Context) (done func(), err error) {
	ctx, cancel := context.WithTimeout(ctx, slotWait)
	defer cancel()
	select {
	case s.slots <- struct{}{}:
		return func() { <-s.slots }, nil
	case <-ctx.Done():
		return nil, &core.Problem{Status: 503, Code: "session.busy", Text: "too many people sign in just now; try again in a few seconds", RetryAfter: slotWait}
	}
}

var errCredentials = &core.Problem{Status: 401, Code: "session.credentials", Text: "the e-mail address or the password is wrong"}

// sessionHead begins a session's token.
const sessionHead = "sbs_"

// SignIn implements api.Staff. An unknown address takes as long as a wrong
// password, waits as long, and is told the same.
func (h *Hub) SignIn(ctx context.Context, email, password string, from core.Client) (string, core.Session, error) {
	email = strings.ToLower(strings.TrimSpace(email))
	agent, hash, _, err := h.store.PasswordOf(ctx, email)
	if err != nil {
		return "", core.Session{}, err
	}
	if err := h.tryPassword(ctx, email, agent, hash, password, from); err != nil {
		return "", core.Session{}, err
	}
	token, n, sum := h.newSession(agent, from)
	if err := h.store.AddSession(ctx, n, sum); err != nil {
		return "", n, err
	}
	return token, n, h.store.Audit(ctx, core.Actor{Kind: core.ByAgent, ID: agent}, "session.signed_in", n.ID.String(), from.Address)
}

// tryPassword counts a try and compares. An empty hash is nobody's.
func (h *Hub) tryPassword(ctx context.Context, email string, agent core.ID, hash, password string, from core.Client) error {
	address := core.Network(from.Address)
	name, err := h.triedAs(ctx, email, agent, address)
	if err != nil {
		return err
	}
	if wait := max(h.signIns.accounts.wait(name, h.cfg.Now()), h.signIns.addresses.wait(address, h.cfg.Now())); wait > 0 {
		return &core.Problem{Status: 429, Code: "session.throttled", Text: "too many tries; wait before the next one", RetryAfter: wait}
	}
	held := h.signIns.accounts.try(name, h.cfg.Now())
	held = h.signIns.addresses.try(address, h.cfg.Now()) || held
	done, err := h.signIns.turn(ctx)
	if err != nil {
		return err
	}
	ok, err := secret.CheckPassword(hash, password)
	done()
	if err != nil {
		return fmt.Errorf("check a password: %w", err)
	}
	if !ok {
		if held {
			if err := h.store.Audit(ctx, core.Actor{Kind: core.BySystem}, "session.throttled", agent.String(), from.Address); err != nil {
				return err
			}
		}
		return errCredentials
	}
	h.signIns.accounts.forget(name)
	h.signIns.addresses.forgive(address)
	if secret.NeedsRehash(hash) {
		if err := h.store.Rehash(ctx, agent, hash, secret.HashPassword(password)); err != nil {
			h.log.Warn("a password was not hashed anew", "error", err)
		}
	}
	return nil
}

// knownSignIns is how many of an agent's last sign-ins say which networks are its.
const knownSignIns = 50

// triedAs is what a try is counted under: the account, for whoever tries. While
// that is held back, a network from which the agent has signed in lately counts
// by itself, or strangers could keep the agent out for as long as they go on.
func (h *Hub) triedAs(ctx context.Context, email string, agent core.ID, address string) (string, error) {
	now := h.cfg.Now()
	if h.signIns.accounts.wait(email, now) == 0 {
		return email, nil
	}
	if agent.IsZero() { // asked for all the same: the time it takes tells nothing
		agent = core.NewID()
	}
	last, err := h.store.AuditRows(ctx, core.AuditFilter{Actor: agent, Action: "session.signed_in", From: core.At(now.Add(-core.SessionMax))}, core.Page{Limit: knownSignIns})
	if err != nil {
		return "", err
	}
	if slices.ContainsFunc(last.Items, func(r core.AuditRow) bool { return core.Network(r.Detail) == address }) {
		return email + " from " + address, nil
	}
	return email, nil
}

// newSession draws a session: every sign-in has a token of its own.
func (h *Hub) newSession(agent core.ID, from core.Client) (token string, n core.Session, hash []byte) {
	now := core.At(h.cfg.Now())
	token, hash = secret.NewToken(sessionHead)
	return token, core.Session{ID: core.NewID(), AgentID: agent, Address: from.Address, UserAgent: cut(from.UserAgent, 300),
		CreatedAt: now, LastUsedAt: now, ExpiresAt: core.SessionEnd(now, now)}, hash
}

// cut shortens a text of somebody else's making.
func cut(s string, n int) string {
	if len(s) > n {
		s = s[:n]
	}
	return strings.ToValidUTF8(strings.ReplaceAll(s, "\x00", ""), "")
}
