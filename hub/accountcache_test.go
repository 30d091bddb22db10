package hub

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
)

// slowAccounts has one account, whose status is read at once and told late.
type slowAccounts struct {
	mu     sync.Mutex
	status core.AccountStatus
	read   chan struct{} // a status was read
	tell   chan struct{} // it may be told
}

func (s *slowAccounts) Account(_ context.Context, id core.ID) (core.Account, error) {
	s.mu.Lock()
	a := core.Account{ID: id, Status: s.status}
	s.mu.Unlock()
	if s.read != nil {
		s.read <- struct{}{}
		<-s.tell
	}
	return a, nil
}

// What was read before a change and told after it does not stand for the account
// from then on.
func TestAnAccountReadDuringAChangeIsNotKept(t *testing.T) {
	t.Parallel()
	s := &slowAccounts{status: core.AccountPaused, read: make(chan struct{}), tell: make(chan struct{})}
	c, id := newAccountCache(s, time.Now), core.NewID()
	done := make(chan error, 1)
	go func() {
		_, err := c.get(t.Context(), id)
		done <- err
	}()
	<-s.read
	s.mu.Lock()
	s.status = core.AccountActive
	s.mu.Unlock()
	c.forget() // as a change makes it
	close(s.tell)
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	s.read = nil
	if a, err := c.get(t.Context(), id); err != nil || a.Status != core.AccountActive {
		t.Errorf("the account is %s after it was resumed, %v", a.Status, err)
	}
}
