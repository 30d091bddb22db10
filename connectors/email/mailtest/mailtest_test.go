package mailtest_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/connectors/email/mailtest"
)

func TestMain(m *testing.M) { os.Exit(mailtest.Main(m)) }

func TestAMailIsDeliveredAndAnAddressThatIsNotThereIsRefused(t *testing.T) {
	t.Parallel()
	s := mailtest.Shared(t)
	to := s.Mailbox()
	if err := s.Deliver("alice@cust.test", to, "Subject: hello\r\n\r\nhello\r\n"); err != nil {
		t.Fatal(err)
	}
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for deadline := time.Now().Add(10 * time.Second); ; <-tick.C {
		files, err := filepath.Glob(filepath.Join(s.Maildir(to), "new", "*"))
		if err != nil {
			t.Fatal(err)
		}
		if len(files) == 1 {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("the mail was not delivered\n", s.Log())
		}
	}
	if err := s.Deliver("alice@cust.test", "nobody@example.test", "Subject: hello\r\n\r\nhello\r\n"); err == nil {
		t.Error("an address that is not there was taken")
	}
}
