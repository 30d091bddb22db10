package email

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"

	msgdkim "github.com/emersion/go-msgauth/dkim"
)

// maxInMemory is how much of a mail is held in memory; a larger one goes through
// a file.
const maxInMemory = 256 << 10

// spool is a mail that was written whole before a server is spoken to: its size
// is known, it can be signed, and no file of it fails in the midst of sending.
type spool struct {
	small bytes.Buffer
	file  *os.File // all of it, once it is large
	size  int64    // bytes, with the seal
	seal  string   // the DKIM-Signature field, with its line end
}

// Write implements io.Writer.
func (s *spool) Write(p []byte) (int, error) {
	n, err := s.small.Write(p)
	s.size += int64(n)
	if err != nil || s.small.Len() <= maxInMemory {
		return n, err
	}
	return n, s.spill()
}

// spill moves what is in memory to the file.
func (s *spool) spill() error {
	if s.file == nil {
		f, err := os.CreateTemp("", "mail-*")
		if err != nil {
			return fmt.Errorf("spool a mail: %w", err)
		}
		s.file = f
	}
	if _, err := s.small.WriteTo(s.file); err != nil {
		return fmt.Errorf("spool a mail: %w", err)
	}
	return nil
}

// reader reads the mail from its beginning, as often as it is asked for.
func (s *spool) reader() io.Reader {
	written := s.size - int64(len(s.seal))
	if s.file == nil {
		return io.MultiReader(strings.NewReader(s.seal), bytes.NewReader(s.small.Bytes()))
	}
	inFile := written - int64(s.small.Len())
	return io.MultiReader(strings.NewReader(s.seal), io.NewSectionReader(s.file, 0, inFile), bytes.NewReader(s.small.Bytes()))
}

// close forgets the mail.
func (s *spool) close() error {
	if s.file == nil {
		return nil
	}
	s.file.Close()
	return os.Remove(s.file.Name())
}

// dkimFields are signed, also where they are missing, so that nobody can add
// one: RFC 6376 5.4.1, and for one click to unsubscribe RFC 8058 4.
func dkimFields() []string {
	return []string{
		"From", "To", "Cc", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "Reply-To",
		"List-Unsubscribe", "List-Unsubscribe-Post", "Content-Type", "MIME-Version",
	}
}

// seal signs the mail, where the account has a key.
func (d dkim) seal(s *spool) error {
	if d.Domain == "" {
		return nil
	}
	key, err := d.signer()
	if err != nil {
		return err
	}
	signer, err := msgdkim.NewSigner(&msgdkim.SignOptions{
		Domain: d.Domain, Selector: d.Selector, Signer: key, HeaderKeys: dkimFields(),
		HeaderCanonicalization: msgdkim.CanonicalizationRelaxed, BodyCanonicalization: msgdkim.CanonicalizationRelaxed,
	})
	if err != nil {
		return fmt.Errorf("sign a mail: %w", err)
	}
	if _, err := io.Copy(signer, s.reader()); err != nil {
		signer.Close() //nolint:errcheck // the copy has said why
		return fmt.Errorf("sign a mail: %w", err)
	}
	if err := signer.Close(); err != nil {
		return fmt.Errorf("sign a mail: %w", err)
	}
	s.seal = signer.Signature()
	s.size += int64(len(s.seal))
	return nil
}
