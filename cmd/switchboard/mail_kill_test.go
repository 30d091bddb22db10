package main_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/connectors/email/mailtest"
)

// TestSoakMail: a hub is killed at random moments while it reads a mailbox into
// which mails come all the time, and whose sessions are ended now and then, over
// and over on the same data. Whatever came into the mailbox is there once.
func TestSoakMail(t *testing.T) {
	t.Parallel()
	for name, database := range databases() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			seed := rand.Uint64()
			t.Logf("seed %d", seed)
			s := mailtest.Start(t)
			n := newNode(t, database(t), "--api-rate=100000")
			n.start()
			_, address := n.linkMail(t, s, nil)
			b := &mailStorm{n: n, s: s, address: address, dice: rand.New(rand.NewPCG(seed, seed))} //nolint:gosec // when to kill
			for round := range soakRounds(5, 50) {
				b.round(round)
			}
			n.stop()
			t.Logf("all: %d kills, %d sessions ended; %d mails, each there once", b.kills, b.kicks, b.put)
		})
	}
}

// mailStorm is the load under which a hub is killed.
type mailStorm struct {
	n       *node
	s       *mailtest.Server
	address string
	dice    *rand.Rand

	put, kills, kicks int
}

// round lets mails come while the hub is killed, then counts what is there.
func (b *mailStorm) round(round int) {
	t := b.n.t
	for again := true; again; again = b.dice.IntN(3) == 0 {
		b.come(50 + b.dice.IntN(soakRounds(200, 400))) // more than a batch, now and then
		if b.dice.IntN(4) == 0 {
			b.kicks++
			_ = b.s.Kick(b.address) // there may be no session
		}
		b.wait(time.Duration(b.dice.IntN(1200)) * time.Millisecond)
		b.n.kill()
		b.kills++
		b.come(b.dice.IntN(100))
		b.n.launch()
	}
	b.n.await()
	b.come(10)
	started := time.Now()
	var got map[string]int
	look := time.NewTicker(250 * time.Millisecond) // the hub has other work than to be looked at
	defer look.Stop()
	b.n.until("all mails are there", func() bool {
		<-look.C
		lines := int64(0) // of all conversations: cheaper to ask for than their texts
		for _, c := range b.n.conversations() {
			lines += c.Seq
		}
		if lines < int64(b.put) {
			return false
		}
		got = b.n.mailTexts()
		return len(got) >= b.put
	})
	for text, count := range got {
		if count != 1 {
			t.Errorf("%q is there %d times", text, count)
		}
	}
	if len(got) != b.put {
		t.Errorf("%d texts are there, of %d mails", len(got), b.put)
	}
	t.Logf("round %d: %d kills so far, %d mails, drained in %v", round+1, b.kills, b.put, time.Since(started).Round(time.Millisecond))
	if t.Failed() {
		t.Fatal(tail(b.n.log.String(), 4000))
	}
}

// come puts mails into the mailbox.
func (b *mailStorm) come(count int) {
	b.n.t.Helper()
	if err := b.s.Fill(b.address, mails(b.put, count, 40, 4000, time.Now())); err != nil {
		b.n.t.Fatal(err)
	}
	b.put += count
}

func (b *mailStorm) wait(d time.Duration) {
	select {
	case <-time.After(d):
	case <-b.n.t.Context().Done():
	}
}
