package hub

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"github.com/switchboard-hub/switchboard/core"
)

// The command line reaches a running hub by a socket in its data folder, which
// only the folder's owner can open. It carries one command a request.
const socketName = "hub.sock"

// controlLimit bounds one command; a long one that tells of itself goes on for as
// long as nothing takes longer than this.
const controlLimit = 60 * time.Second

// Commands are what the command line can ask for, by name. A long one calls alive
// whenever it got on.
func (h *Hub) commands(alive func()) map[string]func(context.Context, json.RawMessage) (any, error) {
	v := core.Viewer{Scope: core.ScopeAll, Permissions: core.Permissions()} // whoever owns the data folder owns the hub
	return map[string]func(context.Context, json.RawMessage) (any, error){
		"setup": command(func(ctx context.Context, a SetupArgs) (any, error) {
			key, err := h.Setup(ctx, a.Email, a.Password, a.Name)
			return map[string]string{"api_key": key}, err
		}),
		"doctor": command(func(ctx context.Context, a DoctorArgs) (any, error) { return h.Diagnose(ctx, v, a.Check) }),
		"account.add": command(func(ctx context.Context, a AccountArgs) (any, error) {
			acc, err := h.AddAccount(ctx, v, a.Channel, a.Name, a.Set)
			return h.describe(acc), err
		}),
		"account.list": command(func(ctx context.Context, _ struct{}) (any, error) {
			list, err := h.Accounts(ctx, v)
			out := make([]AccountInfo, 0, len(list))
			for _, a := range list {
				out = append(out, h.describe(a))
			}
			return out, err
		}),
		"account.check": command(func(ctx context.Context, a AccountArgs) (any, error) {
			acc, err := h.CheckAccount(ctx, v, a.ID)
			return h.describe(acc), err
		}),
		"account.update": command(func(ctx context.Context, a AccountArgs) (any, error) {
			var name *string
			if a.Name != "" {
				name = &a.Name
			}
			acc, err := h.UpdateAccount(ctx, v, a.ID, name, a.Set)
			return h.describe(acc), err
		}),
		"account.status": command(func(ctx context.Context, a AccountArgs) (any, error) {
			acc, err := h.SetAccountStatus(ctx, v, a.ID, a.Status)
			return h.describe(acc), err
		}),
		"contact.export": command(func(ctx context.Context, a ExportArgs) (any, error) {
			return h.exportTo(ctx, v, a, alive)
		}),
		"contact.erase": command(func(ctx context.Context, a EraseArgs) (any, error) {
			return h.EraseContact(ctx, v, a.ID, a.Confirm)
		}),
		"contact.erasure": command(func(ctx context.Context, a IDArgs) (any, error) {
			return h.Erasure(ctx, v, a.ID)
		}),
		"retention.show": command(func(ctx context.Context, _ struct{}) (any, error) {
			return h.retentionShown(ctx, v)
		}),
		"retention.set": command(func(ctx context.Context, a RetentionArgs) (any, error) {
			r, _, err := h.Retention(ctx, v)
			if err != nil {
				return nil, err
			}
			if err := h.SetRetention(ctx, v, a.changed(r)); err != nil {
				return nil, err
			}
			return h.retentionShown(ctx, v)
		}),
		"retention.preview": command(func(ctx context.Context, a RetentionArgs) (any, error) {
			r, _, err := h.Retention(ctx, v)
			if err != nil {
				return nil, err
			}
			return h.PreviewRetention(ctx, v, a.changed(r))
		}),
		"raw.list": command(func(ctx context.Context, p core.Page) (any, error) {
			l, err := h.Raws(ctx, v, core.RawFailed, p)
			return listOf(l, describeRaw), err
		}),
		"raw.replay": command(func(ctx context.Context, a IDArgs) (any, error) {
			r, err := h.ReplayRaw(ctx, v, a.ID)
			return describeRaw(r), err
		}),
		"job.list": command(func(ctx context.Context, p core.Page) (any, error) {
			l, err := h.Jobs(ctx, v, core.JobDead, p)
			return listOf(l, describeJob), err
		}),
		"job.replay": command(func(ctx context.Context, a IDArgs) (any, error) {
			return map[string]any{"replayed": a.Job}, h.ReplayJob(ctx, v, a.Job)
		}),
	}
}

// SetupArgs are the arguments of "setup".
type SetupArgs struct{ Email, Password, Name string }

// DoctorArgs name a check; none: all.
type DoctorArgs struct{ Check string }

// IDArgs name a raw or a job.
type IDArgs struct {
	ID  core.ID
	Job int64
}

// ExportArgs say who is exported, and into which file that is not there yet.
type ExportArgs struct {
	ID  core.ID
	Out string
}

// EraseArgs say who is erased; Confirm is the name, or the id again.
type EraseArgs struct {
	ID      core.ID
	Confirm string
}

// AccountArgs are the arguments of the account commands.
type AccountArgs struct {
	ID            core.ID
	Channel, Name string
	Set           map[string]string
	Status        core.AccountStatus
}

func command[A any](f func(context.Context, A) (any, error)) func(context.Context, json.RawMessage) (any, error) {
	return func(ctx context.Context, raw json.RawMessage) (any, error) {
		var args A
		if err := json.Unmarshal(raw, &args); err != nil {
			return nil, fmt.Errorf("read the command's arguments: %w", err)
		}
		return f(ctx, args)
	}
}

// Command runs a command of the command line in this process.
func (h *Hub) Command(ctx context.Context, name string, args any) (json.RawMessage, error) {
	raw, err := json.Marshal(args)
	if err != nil {
		return nil, err
	}
	return h.run(ctx, name, raw, func() {})
}

func (h *Hub) run(ctx context.Context, name string, args json.RawMessage, alive func()) (json.RawMessage, error) {
	f, ok := h.commands(alive)[name]
	if !ok {
		return nil, fmt.Errorf("the running hub does not know the command %q; is it of another version?", name)
	}
	out, err := f(ctx, args)
	if err != nil {
		return nil, err
	}
	return json.Marshal(out)
}

// controlAnswer is what the socket answers.
type controlAnswer struct {
	Result json.RawMessage `json:"result,omitempty"`
	Error  string          `json:"error,omitempty"`
}

// Control serves the socket until ctx ends.
func (h *Hub) Control(ctx context.Context) error { return h.control(ctx, controlLimit) }

func (h *Hub) control(ctx context.Context, limit time.Duration) error {
	path, done, err := socketPath(h.cfg.Data)
	if err != nil {
		return err
	}
	defer done()
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove the old control socket: %w", err)
	}
	ln, err := net.Listen("unix", path)
	if err != nil {
		return fmt.Errorf("open the control socket: %w", err)
	}
	if err := os.Chmod(path, 0o600); err != nil {
		return errors.Join(err, ln.Close())
	}
	srv := &http.Server{ReadHeaderTimeout: 5 * time.Second, BaseContext: func(net.Listener) context.Context { return context.WithoutCancel(ctx) },
		Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { h.answer(w, r, limit) })}
	stop := context.AfterFunc(ctx, func() {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		_ = srv.Shutdown(ctx) // what is left after that is cut
	})
	defer stop()
	if err := srv.Serve(ln); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve the control socket: %w", err)
	}
	return nil
}

// answer runs the command of a request. While a long one gets on, blank lines go
// out before the answer, so that who asked knows it.
func (h *Hub) answer(w http.ResponseWriter, r *http.Request, limit time.Duration) {
	ctx, p := newPatience(r.Context(), limit)
	defer p.end()
	var ans controlAnswer
	args, err := io.ReadAll(io.LimitReader(r.Body, 1<<20))
	if err == nil {
		told := time.Now()
		ans.Result, err = h.run(ctx, r.URL.Path[1:], args, func() {
			p.alive()
			if time.Since(told) > limit/10 {
				told = time.Now()
				_, _ = io.WriteString(w, "\n") // a command line that has gone ends the request
				_ = http.NewResponseController(w).Flush()
			}
		})
	}
	if err != nil {
		ans.Error = err.Error()
	}
	_ = json.NewEncoder(w).Encode(ans) // a command line that has gone needs no answer
}

// errNothingHeard ends what has stopped to get on.
var errNothingHeard = errors.New("it has not got on for too long, and was ended")

// patience ends a context when nothing was heard for a while.
type patience struct {
	limit time.Duration
	timer *time.Timer
	end   context.CancelFunc
}

func newPatience(ctx context.Context, limit time.Duration) (context.Context, patience) {
	ctx, cancel := context.WithCancelCause(ctx)
	timer := time.AfterFunc(limit, func() { cancel(errNothingHeard) })
	return ctx, patience{limit: limit, timer: timer, end: func() { timer.Stop(); cancel(nil) }}
}

func (p patience) alive() { p.timer.Reset(p.limit) }

// heard tells of every byte that comes.
type heard struct {
	io.Reader
	alive func()
}

// Read implements io.Reader.
func (h heard) Read(b []byte) (int, error) {
	n, err := h.Reader.Read(b)
	if n > 0 {
		h.alive()
	}
	return n, err
}

// socketPath names the socket so that it fits into a socket address, whose
// limit is about 100 bytes: a long one goes by the folder's descriptor.
func socketPath(data string) (path string, done func(), err error) {
	abs, err := filepath.Abs(data)
	if err != nil {
		return "", nil, err
	}
	if path = filepath.Join(abs, socketName); len(path) < 100 {
		return path, func() {}, nil
	}
	dir, err := os.Open(abs)
	if err != nil {
		return "", nil, fmt.Errorf("open the data folder: %w", err)
	}
	return fmt.Sprintf("/proc/self/fd/%d/%s", dir.Fd(), socketName), func() { _ = dir.Close() }, nil
}

// ErrNoHub is returned by Ask when no hub runs on the folder.
var ErrNoHub = errors.New("no hub runs on this data folder")

// Ask sends a command to the hub that runs on a data folder.
func Ask(ctx context.Context, data, name string, args any) (json.RawMessage, error) {
	return ask(ctx, data, name, args, controlLimit)
}

func ask(ctx context.Context, data, name string, args any, limit time.Duration) (json.RawMessage, error) {
	path, done, err := socketPath(data)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNoHub
	}
	if err != nil {
		return nil, err
	}
	defer done()
	body, err := json.Marshal(args)
	if err != nil {
		return nil, err
	}
	ctx, p := newPatience(ctx, limit)
	defer p.end()
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true,
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			var d net.Dialer
			return d.DialContext(ctx, "unix", path)
		}}}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://hub/"+name, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	resp, err := client.Do(req)
	if err != nil {
		var op *net.OpError
		if errors.As(err, &op) && op.Op == "dial" || errors.Is(err, fs.ErrNotExist) {
			return nil, ErrNoHub
		}
		return nil, fmt.Errorf("ask the running hub: %w", cmp.Or(context.Cause(ctx), err))
	}
	defer resp.Body.Close()
	var ans controlAnswer
	if err := json.NewDecoder(heard{resp.Body, p.alive}).Decode(&ans); err != nil {
		return nil, fmt.Errorf("ask the running hub: %w", cmp.Or(context.Cause(ctx), err))
	}
	if ans.Error != "" {
		return nil, errors.New(ans.Error)
	}
	return ans.Result, nil
}
