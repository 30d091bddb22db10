package core

import (
	"database/sql/driver"
	"encoding/hex"
	"errors"
	"fmt"

	"github.com/google/uuid"
)

// ID is a UUIDv7. It is 16 bytes in the database and its usual hyphenated form
// in JSON; the zero ID is NULL in the database and absent in JSON.
type ID [16]byte

// NewID returns a new UUIDv7, monotonic within this process.
func NewID() ID {
	u, err := uuid.NewV7()
	if err != nil { // the system has no randomness: nothing can go on safely
		panic(fmt.Sprintf("new id: %v", err))
	}
	return ID(u)
}

// ErrID is returned for text that is not a UUID.
var ErrID = errors.New("not a valid id: expected a UUID such as 018f3c5e-7b1a-7c3d-9e4f-0123456789ab")

// ParseID reads the hyphenated form and nothing else.
func ParseID(s string) (ID, error) {
	if len(s) != 36 {
		return ID{}, ErrID
	}
	u, err := uuid.Parse(s)
	if err != nil {
		return ID{}, ErrID
	}
	return ID(u), nil
}

// IsZero reports whether the ID is absent.
func (id ID) IsZero() bool { return id == ID{} }

// String returns the hyphenated form, or "" for the zero ID.
func (id ID) String() string {
	if id.IsZero() {
		return ""
	}
	return uuid.UUID(id).String()
}

// MarshalText implements encoding.TextMarshaler.
func (id ID) MarshalText() ([]byte, error) {
	if id.IsZero() {
		return []byte{}, nil
	}
	return uuid.UUID(id).MarshalText()
}

// UnmarshalText implements encoding.TextUnmarshaler; empty text is the zero ID.
func (id *ID) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*id = ID{}
		return nil
	}
	v, err := ParseID(string(b))
	if err != nil {
		return err
	}
	*id = v
	return nil
}

// Value implements driver.Valuer: 16 bytes, or NULL for the zero ID.
func (id ID) Value() (driver.Value, error) {
	if id.IsZero() {
		return nil, nil
	}
	return id[:], nil
}

// Scan implements sql.Scanner for 16 bytes, hyphenated text and NULL.
func (id *ID) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*id = ID{}
		return nil
	case []byte:
		if len(v) == 16 {
			copy(id[:], v)
			return nil
		}
		return id.scanText(string(v))
	case string:
		return id.scanText(v)
	case [16]byte:
		*id = v
		return nil
	}
	return fmt.Errorf("scan id: unexpected %T", src)
}

func (id *ID) scanText(s string) error {
	v, err := ParseID(s)
	if err != nil {
		return fmt.Errorf("scan id %s: %w", hex.EncodeToString([]byte(s)), err)
	}
	*id = v
	return nil
}
