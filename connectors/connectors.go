// Package connectors is the contract between the hub and a channel: four
// required methods, optional abilities found by type assertion, the gate that
// checks what a platform posts, and the environment a connector works in. One
// folder below holds one channel, with its emulator beside it.
//
// A connector makes single calls; it neither retries nor queues: that is
// outbound's and jobs' work. Nothing here reads or writes the database.
package connectors

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"time"

	"github.com/switchboard-hub/switchboard/core"
)

// Connector is what every channel can do.
type Connector interface {
	// Channel returns the channel's name: "telegram".
	Channel() string
	// Check looks at the account's settings only; no I/O. Nothing else checks
	// them, not even those that Settings calls required. Its errors are
	// *core.Problem and name the setting and what it should be.
	Check(core.Account) error
	// Caps returns what this account can do.
	Caps(core.Account) core.Caps
	// Send makes one platform call for one part. Its errors are *core.SendError.
	Send(context.Context, core.Account, core.Part) (core.Receipt, error)
}

// The optional abilities. The conformance suite checks each against Caps.
type (
	// Receiver pulls: long polls, IMAP, sockets. It runs under the account's
	// lease until ctx ends, and retries by itself.
	Receiver interface {
		// Receives reports whether this account is to be pulled.
		Receives(core.Account) bool
		Receive(context.Context, core.Account, core.Sink) error
	}
	// Listener is a core.Sink that also wants to know how receiving stands, which
	// no mail tells while none comes.
	Listener interface {
		// Listening is told nil where receiving works, and else why it does not. The
		// receiver goes on trying by itself.
		Listening(error)
	}
	// Puller gets what a callback only announced (core.Raw.Bell). It runs as a
	// job, one at a time for an account, and may be repeated: each raw carries
	// the cursor behind it.
	Puller interface {
		// Rung reports whether a bell that rang at any account of the channel is
		// for this one. Pure.
		Rung(a core.Account, at core.Account, b core.Bell) bool
		// Pull hands over everything that is new behind a.Cursor.
		Pull(ctx context.Context, a core.Account, ticket string, sink core.Sink) error
	}
	// Profiler asks the platform who somebody is; what it does not tell is empty.
	Profiler interface {
		Profile(ctx context.Context, a core.Account, externalID string) (core.Person, error)
	}
	// Tagger keeps the platform's own tags of people.
	Tagger interface {
		// Tag puts a tag on people, or takes it from them, and makes the tag where
		// the platform has none of that name. It splits by the platform's limits.
		Tag(ctx context.Context, a core.Account, tag string, users []string, on bool) error
	}
	// Broadcaster sends one content to many in one call, and says later how it went.
	Broadcaster interface {
		// Broadcast may be repeated with the same key: what was accepted already
		// returns the id that it had. Its errors are *core.SendError.
		Broadcast(ctx context.Context, a core.Account, b core.Broadcast) (id string, err error)
		// Preview shows it to one person.
		Preview(ctx context.Context, a core.Account, to core.UserRef, b core.Broadcast) error
		// Progress returns what the platform says of it now.
		Progress(ctx context.Context, a core.Account, id string) (core.BroadcastReport, error)
	}
	// Tester tries each leg of an account by itself, in the order in which they
	// build on each other.
	Tester interface {
		Test(context.Context, core.Account) []core.Leg
	}
	// Namer knows the external id of a part before it leaves, so that what comes
	// back about it is understood even where the call's answer was lost.
	Namer interface {
		ExternalID(a core.Account, p core.Part) string
	}
	// Lengthy knows of calls that take longer than most: those that bring much.
	Lengthy interface {
		// SendLimit is how long sending a part may take. The hub bounds it.
		SendLimit(a core.Account, p core.Part) time.Duration
	}
	// Editor changes what was sent.
	Editor interface {
		Edit(ctx context.Context, a core.Account, externalID string, p core.Part) error
	}
	// Deleter takes back what was sent.
	Deleter interface {
		Delete(ctx context.Context, a core.Account, to core.UserRef, externalID string) error
	}
	// Typer shows that somebody types.
	Typer interface {
		Typing(ctx context.Context, a core.Account, to core.UserRef, on bool) error
	}
	// Fetcher opens a medium of the platform. Media that is too large is ErrTooBig.
	Fetcher interface {
		Fetch(context.Context, core.Account, core.Media) (io.ReadCloser, error)
	}
	// Acknowledger answers an inbound event that wants an answer of its own,
	// such as a pressed button; it runs as a job and may be repeated.
	Acknowledger interface {
		Acknowledge(ctx context.Context, a core.Account, e core.Envelope) error
	}
	// Linker talks to the platform to check an account and to make it call us.
	Linker interface {
		// Verify asks the platform whether the credentials hold, and returns
		// what it says of the account: its name there.
		Verify(context.Context, core.Account) (name string, err error)
		// Connect makes the platform deliver to callback, or prepares
		// receiving by polls; it may be repeated. It returns settings,
		// secrets and cursor to be saved with the account.
		Connect(ctx context.Context, a core.Account, callback string) (core.Account, error)
		// Disconnect undoes Connect.
		Disconnect(context.Context, core.Account) error
	}
)

// ErrTooBig is a medium that the platform does not hand out for its size.
var ErrTooBig = errors.New("the medium is larger than the platform hands out")

// Settings describes the keys that linking an account takes.
type Settings []Setting

// Setting is one key of an account. Required and Default are for people:
// Connector.Check refuses what is missing, and the connector puts defaults in.
type Setting struct {
	Key      string `json:"key"`
	Secret   bool   `json:"secret"` // kept in Account.Secrets, encrypted, and never shown
	Required bool   `json:"required"`
	Default  string `json:"default,omitempty"`
	Help     string `json:"help"`
}

// Env is what a connector is given to work with.
type Env struct {
	HTTP *http.Client // guarded and traced; see httpx
	// Dial opens a connection for what does not speak HTTP, guarded as HTTP is.
	Dial func(ctx context.Context, network, addr string) (net.Conn, error)
	Now  func() time.Time
	Log  *slog.Logger
	// OpenBlob opens what core.Media.Blob names; the caller closes it.
	OpenBlob func(ctx context.Context, hash string) (io.ReadCloser, error)
	// Keep remembers what platforms hand out for a while.
	Keep Keeper
}

// Keeper remembers short-lived values for all processes of a hub: access tokens,
// ids of uploaded media. They are encrypted at rest.
type Keeper interface {
	// Get returns the value of a name. Where there is none, or four fifths of its
	// life are over, one caller among all processes makes a new one; the others
	// wait for it, or get the old value while that is good.
	Get(ctx context.Context, name string, make func(context.Context) (core.Kept, error)) (string, error)
	// Put replaces the value of a name; other processes may go on with the one
	// before for as long as that was good.
	Put(ctx context.Context, name string, v core.Kept) error
	// Look returns the value of a name as it is now, whoever put it there; empty
	// where there is none.
	Look(ctx context.Context, name string) (string, error)
	// Drop forgets the value of a name if it is still this one: the platform
	// refused it. Once a minute is enough: a new one would fare no better.
	Drop(ctx context.Context, name, value string) error
}

// Request is what a platform posted, free of any HTTP framework.
type Request struct {
	Method, Path string
	Query        url.Values
	Header       http.Header
	Body         []byte
	AccountID    string // from the path
	Now          time.Time
}

// Reply is written after the raws of a Verdict are durable.
type Reply struct {
	Status      int
	ContentType string
	Body        []byte
}

// Verdict is a gate's answer: no raws means a handshake. A raw needs Kind and
// Body, and an Ack without a status is a 200; the rest is filled in.
type Verdict struct {
	Raws []core.Raw
	Ack  Reply
}

// Gate checks what a platform posts: signature, freshness, decryption.
type Gate interface {
	// Open is pure; the time is in the request. An error means nothing stored:
	// ErrUnverified is answered with 401, a *core.Problem with its status, any
	// other with 400.
	Open(core.Account, Request) (Verdict, error)
}

// ErrUnverified is a callback whose signature or secret is wrong.
var ErrUnverified = errors.New("the callback is not verified")

// Channel is one line of the list in cmd: everything the hub needs of a channel.
type Channel struct {
	Connector Connector
	Gate      Gate // nil: the platform never calls
	Settings  Settings
	// Patient: the platform keeps what it could not deliver, for hours at least. A
	// paused account then refuses; otherwise it goes on receiving, as what is
	// refused would be lost.
	Patient bool
	// Parts opens a raw whose media are inside it: the function returned gives the
	// bytes that a core.Media's Part names, and what they are. nil: there are none such.
	Parts func(core.Raw) func(part string) (io.Reader, core.Media, error)
}
