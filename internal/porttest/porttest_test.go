package porttest_test

import (
	"fmt"
	"net"
	"testing"

	"github.com/switchboard-hub/switchboard/internal/porttest"
)

func TestThePortCanBeListenedOnAgainAndAgain(t *testing.T) {
	t.Parallel()
	port, err := porttest.Free()
	if err != nil {
		t.Fatal(err)
	}
	if port < 10_000 || port >= 32_768 {
		t.Errorf("port %d is one that the system may give to a connection", port)
	}
	for range 2 {
		l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port))
		if err != nil {
			t.Fatal(err)
		}
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
