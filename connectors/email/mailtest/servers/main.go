// Command servers runs the mail servers of mailtest as a process, for tests that
// are not written in Go. Its first line on stdout is {"imaps": …, "smtp": …,
// "smtps": …, "ca": …, "password": …, "mail": …}: addresses, the certificate
// authority as PEM, the password of every mailbox, and the folder of theirs
// (mail/<address>/Maildir). Where the servers cannot run it is {"missing": …}. It
// ends with its stdin.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/switchboard-hub/switchboard/connectors/email/mailtest"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	s, err := mailtest.New()
	if errors.Is(err, mailtest.ErrMissing) {
		return tell(map[string]string{"missing": err.Error()})
	}
	if err != nil {
		return err
	}
	err = tell(map[string]string{"imaps": s.IMAPS, "smtp": s.SMTP, "smtps": s.SMTPS, "ca": s.CA, "password": mailtest.Password,
		"mail": filepath.Join(s.Maildir("any"), "..", "..")})
	if err == nil {
		_, err = io.Copy(io.Discard, os.Stdin)
	}
	return errors.Join(err, s.Stop())
}

func tell(line map[string]string) error {
	if err := json.NewEncoder(os.Stdout).Encode(line); err != nil {
		return fmt.Errorf("tell the addresses: %w", err)
	}
	return nil
}
