// Package porttest picks ports for servers that tests stop and start again.
//
// A port that the system itself gives out (listen on :0, read the number,
// close) may be on some outgoing connection by the time the server listens
// there. These ports are below those: Linux gives out 32768 and up.
package porttest

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"syscall"
)

const (
	lowest = 10_000
	count  = 22_000
	tries  = 1000
)

// Free returns a port of 127.0.0.1 on which nothing listens.
func Free() (int, error) {
	for range tries {
		port := lowest + rand.IntN(count) //nolint:gosec // a port is no secret
		l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port))
		if errors.Is(err, syscall.EADDRINUSE) {
			continue
		}
		if err != nil {
			return 0, fmt.Errorf("find a free port: %w", err)
		}
		return port, l.Close()
	}
	return 0, fmt.Errorf("find a free port: %d of them are in use", tries)
}
