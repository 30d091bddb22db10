package hub

import (
	"archive/zip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/blob"
	"github.com/switchboard-hub/switchboard/core/store"
)

// exportPage is how many rows an export reads at once: no more of a person is in
// memory.
const exportPage = 200

// errExportScope refuses who sees only some of a person's conversations.
var errExportScope = &core.Problem{Status: http.StatusForbidden, Code: "contact.scope",
	Text: "only who may see all conversations may export or erase a person: ask somebody whose role has the scope \"all\""}

// whole asks for a right to all of a person.
func whole(v core.Viewer, p core.Permission) error {
	if err := need(v, p); err != nil {
		return err
	}
	if v.Scope != core.ScopeAll {
		return errExportScope
	}
	return nil
}

// ExportContact implements api.Privacy. The archive is written while it is read.
func (h *Hub) ExportContact(ctx context.Context, v core.Viewer, contact core.ID) (io.ReadCloser, error) {
	if err := whole(v, core.PermExport); err != nil {
		return nil, err
	}
	c, ids, tags, err := h.store.Contact(ctx, v, contact)
	switch {
	case err != nil:
		return nil, err
	case c.ErasedAt > 0:
		return nil, core.ErrErased
	case !c.MergedInto.IsZero():
		return nil, store.ErrMerged
	}
	if err := h.audit(ctx, v, "contact.exported", contact.String(), ""); err != nil {
		return nil, err
	}
	r, w := io.Pipe()
	go func() {
		e := &export{h: h, v: v, zip: zip.NewWriter(w)}
		err := e.write(ctx, c, ids, tags)
		w.CloseWithError(errors.Join(err, e.zip.Close()))
	}()
	return r, nil
}

// exportTo writes an archive into a file that only its owner reads, and calls alive
// with all that comes.
func (h *Hub) exportTo(ctx context.Context, v core.Viewer, a ExportArgs, alive func()) (any, error) {
	r, err := h.ExportContact(ctx, v, a.ID)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	stop := context.AfterFunc(ctx, func() { _ = r.Close() }) // or its reader would wait on
	defer stop()
	f, err := os.OpenFile(a.Out, os.O_CREATE|os.O_WRONLY|os.O_EXCL, 0o600)
	if err != nil {
		return nil, fmt.Errorf("write the export: %w", err)
	}
	n, err := io.Copy(f, heard{r, alive})
	if err = errors.Join(context.Cause(ctx), err, f.Close()); err != nil {
		return nil, errors.Join(err, os.Remove(a.Out))
	}
	return map[string]any{"file": a.Out, "bytes": n}, nil
}

// export writes one archive.
type export struct {
	h    *Hub
	v    core.Viewer
	zip  *zip.Writer
	lost []string // files whose bytes are not there
}

// The shapes of an archive: contact.json and conversations/*.json.
type (
	exportedContact struct {
		ID         core.ID            `json:"id"`
		Kind       core.ContactKind   `json:"kind"`
		Name       string             `json:"name"`
		Language   string             `json:"language,omitempty"`
		Fields     map[string]string  `json:"fields,omitempty"`
		Blocked    bool               `json:"blocked,omitempty"`
		VIP        bool               `json:"vip,omitempty"`
		CreatedAt  core.Time          `json:"created_at"`
		Tags       []string           `json:"tags,omitempty"`
		Identities []exportedIdentity `json:"identities,omitempty"`
		Notes      []exportedNote     `json:"notes,omitempty"`
		Merged     []exportedContact  `json:"merged,omitempty"`
	}
	exportedIdentity struct {
		ID         core.ID   `json:"id"`
		Channel    string    `json:"channel"`
		Account    string    `json:"account"`
		ExternalID string    `json:"external_id"`
		Name       string    `json:"name,omitempty"`
		Username   string    `json:"username,omitempty"`
		Union      string    `json:"union,omitempty"`
		CreatedAt  core.Time `json:"created_at"`
	}
	exportedNote struct {
		Text      string    `json:"text"`
		Author    core.ID   `json:"author,omitzero"`
		CreatedAt core.Time `json:"created_at"`
		EditedAt  core.Time `json:"edited_at,omitzero"`
	}
	exportedConversation struct {
		ID          core.ID           `json:"id"`
		Channel     string            `json:"channel"`
		Account     string            `json:"account"`
		Subject     string            `json:"subject,omitempty"`
		Status      core.Status       `json:"status"`
		Disposition string            `json:"disposition,omitempty"`
		Tags        []string          `json:"tags,omitempty"`
		Fields      map[string]string `json:"fields,omitempty"`
		Rating      *exportedRating   `json:"rating,omitempty"`
		CreatedAt   core.Time         `json:"created_at"`
		EndedAt     core.Time         `json:"ended_at,omitzero"`
	}
	exportedRating struct {
		Score   int       `json:"score"`
		Comment string    `json:"comment,omitempty"`
		At      core.Time `json:"at"`
	}
	exportedMessage struct {
		ID         core.ID         `json:"id"`
		Direction  core.Direction  `json:"direction"`
		Visibility core.Visibility `json:"visibility"`
		Kind       string          `json:"kind"`
		Text       string          `json:"text"`
		Content    *core.Content   `json:"content,omitempty"`
		Author     core.Actor      `json:"author"`
		Delivery   core.Delivery   `json:"delivery,omitempty"`
		ExternalID string          `json:"external_id,omitempty"`
		SentAt     core.Time       `json:"sent_at"`
		EditedAt   core.Time       `json:"edited_at,omitzero"`
		DeletedAt  core.Time       `json:"deleted_at,omitzero"`
		Files      []exportedFile  `json:"files,omitempty"`
	}
	exportedFile struct {
		Name string `json:"name,omitempty"`
		MIME string `json:"mime,omitempty"`
		Size int64  `json:"size,omitempty"`
		Path string `json:"path,omitempty"` // within the archive; left out: there are no bytes
	}
	// exportedChange is a message or something else that happened.
	exportedChange struct {
		Message *exportedMessage `json:"message,omitempty"`
		Event   *core.Event      `json:"event,omitempty"`
	}
)

func (e *export) write(ctx context.Context, c core.Contact, ids []core.Identity, tags []string) error {
	about, err := e.contact(ctx, c, ids, tags)
	if err != nil {
		return err
	}
	if err := e.json("contact.json", about); err != nil {
		return err
	}
	if err := e.list("events.json", func(add func(any) error) error { return e.events(ctx, c.ID, add) }); err != nil {
		return err
	}
	if err := e.conversations(ctx, c.ID, e.conversation); err != nil {
		return err
	}
	if err := e.index(ctx, about); err != nil || len(e.lost) == 0 {
		return err
	}
	return e.file("files/MISSING.txt", strings.NewReader("There are no bytes of these files any more:\n"+strings.Join(e.lost, "\n")+"\n"))
}

// json writes a file of one value.
func (e *export) json(name string, v any) error {
	w, err := e.zip.Create(name)
	if err != nil {
		return err
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// list writes a file of an array, each value as it comes.
func (e *export) list(name string, each func(add func(any) error) error) error {
	w, err := e.zip.Create(name)
	if err != nil {
		return err
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	between := ""
	if _, err := io.WriteString(w, "["); err != nil {
		return err
	}
	if err := each(func(v any) error {
		_, err := io.WriteString(w, between)
		between = ","
		return errors.Join(err, enc.Encode(v))
	}); err != nil {
		return err
	}
	_, err = io.WriteString(w, "]\n")
	return err
}

func (e *export) file(name string, r io.Reader) error {
	w, err := e.zip.Create(name)
	if err != nil {
		return err
	}
	_, err = io.Copy(w, r)
	return err
}

func (e *export) account(ctx context.Context, id core.ID) (channel, name string) {
	a, err := e.h.accounts.get(ctx, id)
	if err != nil {
		return "", id.String() // it was removed
	}
	return a.Channel, a.Name
}

func (e *export) contact(ctx context.Context, c core.Contact, ids []core.Identity, tags []string) (exportedContact, error) {
	out := exportedContact{ID: c.ID, Kind: c.Kind, Name: c.Name, Language: c.Language, Fields: c.Fields, Blocked: c.Blocked, VIP: c.VIP, CreatedAt: c.CreatedAt, Tags: tags}
	for _, i := range ids {
		channel, name := e.account(ctx, i.AccountID)
		out.Identities = append(out.Identities, exportedIdentity{ID: i.ID, Channel: channel, Account: name, ExternalID: i.ExternalID, Name: i.Name,
			Username: i.Username, Union: i.Union, CreatedAt: i.CreatedAt})
	}
	for p := (core.Page{Limit: exportPage}); ; {
		notes, err := e.h.store.ContactNotes(ctx, e.v, c.ID, p)
		if err != nil {
			return out, err
		}
		for _, n := range notes.Items {
			out.Notes = append(out.Notes, exportedNote{Text: n.Text, Author: n.AuthorID, CreatedAt: n.CreatedAt, EditedAt: n.EditedAt})
		}
		if p.After = notes.Next; p.After == "" {
			break
		}
	}
	merged, err := e.h.store.Merged(ctx, c.ID)
	if err != nil {
		return out, err
	}
	for _, m := range merged {
		one, ids, tags, err := e.h.store.Contact(ctx, e.v, m.ID)
		if err != nil {
			return out, err
		}
		about, err := e.contact(ctx, one, ids, tags)
		if err != nil {
			return out, err
		}
		out.Merged = append(out.Merged, about)
	}
	return out, nil
}

func (e *export) events(ctx context.Context, contact core.ID, add func(any) error) error {
	for after := (core.ID{}); ; {
		list, err := e.h.store.ContactEvents(ctx, contact, after, exportPage)
		if err != nil || len(list) == 0 {
			return err
		}
		for _, ev := range list {
			if err := add(ev); err != nil {
				return err
			}
		}
		after = list[len(list)-1].ID
	}
}

// conversations hands over each conversation of a contact.
func (e *export) conversations(ctx context.Context, contact core.ID, one func(context.Context, int, core.ConversationView) error) error {
	n := 0
	for p := (core.Page{Limit: exportPage}); ; {
		list, err := e.h.store.Conversations(ctx, e.v, core.ConversationFilter{ContactID: contact}, p)
		if err != nil {
			return err
		}
		for _, c := range list.Items {
			n++
			if err := one(ctx, n, c); err != nil {
				return err
			}
		}
		if p.After = list.Next; p.After == "" {
			return nil
		}
	}
}

// changes hands over what happened in a conversation, in its order.
func (e *export) changes(ctx context.Context, c core.ID, one func(core.Change) error) error {
	for after := int64(0); ; {
		list, err := e.h.store.Changes(ctx, e.v, c, after, exportPage)
		if err != nil || len(list) == 0 {
			return err
		}
		for _, ch := range list {
			if err := one(ch); err != nil {
				return err
			}
		}
		after = list[len(list)-1].Rev
	}
}

// conversation writes a conversation, what was said in it, and the files.
func (e *export) conversation(ctx context.Context, n int, c core.ConversationView) error {
	channel, account := e.account(ctx, c.AccountID)
	head := exportedConversation{ID: c.ID, Channel: channel, Account: account, Subject: c.Subject, Status: c.Status, Disposition: c.Disposition,
		Tags: c.Tags, CreatedAt: c.CreatedAt, EndedAt: c.EndedAt}
	var err error
	if head.Fields, err = e.h.store.ConversationFields(ctx, e.v, c.ID); err != nil {
		return err
	}
	r, ok, err := e.h.store.Rating(ctx, e.v, c.ID)
	if err != nil {
		return err
	}
	if ok && r.RatedAt > 0 {
		head.Rating = &exportedRating{Score: r.Score, Comment: r.Comment, At: r.RatedAt}
	}
	if err := e.json(conversationFile(n, ".json"), head); err != nil {
		return err
	}
	files := false
	if err := e.list(conversationFile(n, ".history.json"), func(add func(any) error) error {
		return e.changes(ctx, c.ID, func(ch core.Change) error {
			if ch.Message == nil {
				return add(exportedChange{Event: ch.Event})
			}
			files = files || len(ch.Message.Attachments) > 0
			return add(exportedChange{Message: e.message(*ch.Message)})
		})
	}); err != nil || !files {
		return err
	}
	return e.files(ctx, c.ID)
}

// files writes the files of a conversation. It reads the messages once more, so that
// no list of all files is in memory.
func (e *export) files(ctx context.Context, conversation core.ID) error {
	return e.changes(ctx, conversation, func(ch core.Change) error {
		if ch.Message == nil {
			return nil
		}
		for _, a := range ch.Message.Attachments {
			if err := e.attachment(ctx, a); err != nil {
				return err
			}
		}
		return nil
	})
}

func conversationFile(n int, end string) string { return fmt.Sprintf("conversations/%04d%s", n, end) }

func (e *export) message(m core.Message) *exportedMessage {
	out := &exportedMessage{ID: m.ID, Direction: m.Direction, Visibility: m.Visibility, Kind: m.Kind, Text: m.Text, Content: m.Content, Author: m.Author,
		Delivery: m.Delivery, ExternalID: m.ExternalID, SentAt: m.SentAt, EditedAt: m.EditedAt, DeletedAt: m.DeletedAt}
	for _, a := range m.Attachments {
		out.Files = append(out.Files, exportedFile{Name: a.Media.Name, MIME: a.Media.MIME, Size: a.Media.Size, Path: attachmentFile(a)})
	}
	return out
}

// attachmentFile is where an attachment is in the archive; "" where there are no
// bytes of it.
func attachmentFile(a core.Attachment) string {
	if a.State != core.AttachmentReady || a.Media.Blob == "" {
		return ""
	}
	name := strings.Trim(path.Base(strings.ReplaceAll(cleanName(a.Media.Name), `\`, "/")), ". ")
	if name == "" || name == "/" {
		name = "file"
	}
	return "files/" + a.ID.String() + "-" + name
}

func (e *export) attachment(ctx context.Context, a core.Attachment) error {
	name := attachmentFile(a)
	if name == "" {
		return nil
	}
	r, _, err := e.h.blobs.Open(ctx, a.Media.Blob)
	if errors.Is(err, blob.ErrNotFound) {
		e.lost = append(e.lost, name)
		return nil
	}
	if err != nil {
		return err
	}
	return errors.Join(e.file(name, r), r.Close())
}
