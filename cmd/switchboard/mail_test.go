package main_test

import (
	"fmt"
	"iter"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/connectors/email/mailtest"
)

// linkMail links a mailbox of a real server.
func (n *node) linkMail(t *testing.T, s *mailtest.Server, settings map[string]string) (*own, string) {
	t.Helper()
	address := s.Mailbox()
	user := strings.ReplaceAll(address, "@", "%40") + ":" + mailtest.Password + "@"
	set := map[string]string{"address": address, "tls_ca": s.CA, "plus": "+", "imap_url": "imaps://" + user + s.IMAPS, "smtp_url": "smtps://" + user + s.SMTPS}
	for k, v := range settings {
		set[k] = v
	}
	return n.link(t, "email", set), address
}

// mails writes mails of several people, each with a text of its own.
func mails(from, n, people, size int, at time.Time) iter.Seq2[time.Time, string] {
	filler := strings.Repeat("Lorem ipsum dolor sit amet, consetetur sadipscing elitr.\r\n", size/58)
	return func(yield func(time.Time, string) bool) {
		for i := from; i < from+n; i++ {
			text := fmt.Sprintf("From: Customer %d <customer%d@cust.test>\r\nTo: support@example.test\r\nSubject: question %d\r\nMessage-ID: <mail-%d@cust.test>\r\n"+
				"Date: %s\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\ntext %d\r\n--b\r\n"+
				"Content-Type: text/html; charset=utf-8\r\n\r\n<p>text %d</p>%s\r\n--b--\r\n", i%people, i%people, i, i, at.Format(time.RFC1123Z), i, i, filler)
			if !yield(at, text) {
				return
			}
		}
	}
}

// mailTexts counts what came, by the first line of its text.
func (n *node) mailTexts() map[string]int {
	n.t.Helper()
	out := map[string]int{}
	for _, c := range n.conversations() {
		for _, m := range n.messages(c.ID) {
			if m.Direction == "in" {
				text, _, _ := strings.Cut(m.Text, "\n")
				out[text]++
			}
		}
	}
	return out
}

func TestAMailboxIsLinkedAndItsHealthSaysSinceWhenItIsDeaf(t *testing.T) {
	t.Parallel()
	s := mailtest.Start(t)
	n := newNode(t, "")
	n.start()
	o, address := n.linkMail(t, s, nil)
	account := func() (a struct {
		Name   string `json:"platform_name"`
		Health struct {
			State, Problem string
			FailingSince   string `json:"failing_since"`
		}
	}) {
		n.get("/accounts/"+o.account, &a)
		return a
	}
	n.until("the account is healthy", func() bool { return account().Health.State == "healthy" })
	if err := s.Fill(address, mails(0, 3, 3, 100, time.Now())); err != nil {
		t.Fatal(err)
	}
	n.until("the mails are there", func() bool { return len(n.mailTexts()) == 3 })
	if err := s.StopDovecot(); err != nil {
		t.Fatal(err)
	}
	n.until("the account is deaf", func() bool { a := account(); return a.Health.State == "failing" && a.Health.FailingSince != "" })
	if p := account().Health.Problem; !strings.Contains(p, s.IMAPS) || strings.Contains(p, mailtest.Password+"@") {
		t.Errorf("the problem is %q", p)
	}
	if err := s.Fill(address, mails(3, 3, 3, 100, time.Now())); err != nil {
		t.Fatal(err)
	}
	if err := s.StartDovecot(); err != nil {
		t.Fatal(err)
	}
	n.until("the account is healthy", func() bool { a := account(); return a.Health.State == "healthy" && a.Health.FailingSince == "" })
	n.until("what came meanwhile is there", func() bool { return len(n.mailTexts()) == 6 })
	if strings.Contains(n.log.String(), mailtest.Password+"@") {
		t.Error("the log has the password")
	}
}

// TestSoakMailBackfill reads what came in days without us: 20,000 mails.
func TestSoakMailBackfill(t *testing.T) {
	count := 2000
	if full() {
		count = 20_000
	}
	s := mailtest.Start(t)
	n := newNode(t, "", "--api-rate=100000")
	n.start()
	_, address := n.linkMail(t, s, nil)
	n.stop()
	if err := s.Fill(address, mails(0, count, count/10, 8000, time.Now())); err != nil {
		t.Fatal(err)
	}
	n.start()
	begun := time.Now()
	most := 0
	look := time.NewTicker(100 * time.Millisecond)
	defer look.Stop()
	for n.stored() < count {
		<-look.C
		most = max(most, resident(t, n.cmd.Process.Pid))
		if time.Since(begun) > 10*time.Minute {
			t.Fatalf("%d of %d mails are there after %s", n.stored(), count, time.Since(begun))
		}
	}
	took, rate := time.Since(begun), float64(count)/time.Since(begun).Seconds()
	t.Logf("%d mails in %s, %.0f a second, at most %d MiB resident, %s of the processor", count, took, rate, most, processor(t, n.cmd.Process.Pid))
	if got := n.mailTexts(); len(got) != count {
		t.Errorf("%d mails are there, want %d", len(got), count)
	}
	if rate < 500 && full() {
		t.Errorf("%.0f mails a second are fetched and stored, want 500", rate)
	}
	if most > 400 {
		t.Errorf("it took %d MiB", most)
	}
}

// stored is how many mails this process has stored.
func (n *node) stored() int {
	return int(n.metrics().sum("switchboard_raws_received_total", `channel="email"`, `outcome="stored"`))
}

// resident is a process's memory in MiB.
func resident(t *testing.T, pid int) int {
	t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(text), "VmRSS:")
	kb, err := strconv.Atoi(strings.Fields(rest)[0])
	if err != nil {
		t.Fatal(err)
	}
	return kb >> 10
}

// processor is the time that a process has had of one, in the 100 Hz of Linux.
func processor(t *testing.T, pid int) time.Duration {
	t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		t.Fatal(err)
	}
	fields := strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:]))
	total := 0
	for _, field := range fields[11:13] {
		ticks, err := strconv.Atoi(field)
		if err != nil {
			t.Fatal(err)
		}
		total += ticks
	}
	return time.Duration(total) * 10 * time.Millisecond
}
