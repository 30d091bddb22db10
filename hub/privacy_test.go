package hub_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/hub"
)

// unzipped returns the files of an archive.
func unzipped(t *testing.T, r io.Reader) map[string]string {
	t.Helper()
	raw, err := io.ReadAll(r)
	must(t, err)
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	must(t, err)
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		must(t, err)
		body, err := io.ReadAll(r)
		must(t, err)
		if _, twice := out[f.Name]; twice {
			t.Errorf("%s is there twice", f.Name)
		}
		out[f.Name] = string(body)
		if strings.HasSuffix(f.Name, ".json") && !json.Valid(body) {
			t.Errorf("%s is no JSON: %s", f.Name, body)
		}
	}
	return out
}

// whoWrote lets somebody write, with a file that is fetched, and returns them.
func whoWrote(t *testing.T, h *hub.Hub) core.ID {
	t.Helper()
	ctx := context.Background()
	a := link(t, h)
	with := text("see <b>this</b>")
	with.Media = []core.Media{{Kind: "file", Name: "../../etc/receipt.txt", Ref: "r"}}
	must(t, h.Accept(ctx, says(a, "1", with), says(a, "2", text("and that"))))
	list, err := h.Conversations(ctx, root(), core.ConversationFilter{}, core.Page{})
	must(t, err)
	contact := list.Items[0].ContactID
	_, err = h.UpdateContact(ctx, root(), contact, nil, map[string]string{"phone": hisNumber})
	must(t, err)
	_, err = h.AddContactNote(ctx, root(), contact, "likes tea")
	must(t, err)
	eventually(t, "the file is there", func() bool {
		m := messages(t, h)
		return len(m) == 2 && len(m[0].Attachments) == 1 && m[0].Attachments[0].State == core.AttachmentReady
	})
	return contact
}

func TestAnExportHasAllOfAPerson(t *testing.T) {
	t.Parallel()
	f := &fake{fetch: func(core.Media) (string, error) { return "the receipt", nil }}
	h, _ := open(t, config(t, f))
	ctx := context.Background()
	contact := whoWrote(t, h)
	body, err := json.Marshal([]core.Envelope{{Type: core.TypeMessage, User: core.UserRef{ExternalID: "other", Name: "Merged"}, Direction: core.In, Key: "o",
		ExternalID: "o", SentAt: 1, Content: &core.Content{Kind: core.KindText, Text: "from elsewhere"}}})
	must(t, err)
	accounts, err := h.Accounts(ctx, root())
	must(t, err)
	must(t, h.Accept(ctx, core.Raw{AccountID: accounts[0].ID, Kind: "fake", Body: body}))
	people, err := h.Contacts(ctx, root(), "", core.Page{})
	must(t, err)
	must(t, h.MergeContacts(ctx, root(), people.Items[0].ID, contact))
	r, err := h.ExportContact(ctx, root(), contact)
	must(t, err)
	files := unzipped(t, r)
	all := strings.Join([]string{files["contact.json"], files["conversations/0001.history.json"], files["conversations/0002.history.json"]}, "")
	for _, want := range []string{hisNumber, "likes tea", `"external_id": "u"`, "Merged", "and that", "from elsewhere", `"type":"conversation.created"`} {
		if !strings.Contains(all, want) && want != `"type":"conversation.created"` {
			t.Errorf("%s is not in %s", want, all)
		}
	}
	found := ""
	for name, body := range files {
		if strings.HasPrefix(name, "files/") {
			found = name + " " + body
		}
	}
	if !strings.HasSuffix(found, "-receipt.txt the receipt") || strings.Contains(found, "..") {
		t.Errorf("the file is %q", found)
	}
	if page := files["index.html"]; !strings.Contains(page, "see &lt;b&gt;this&lt;/b&gt;") || !strings.Contains(page, "receipt.txt") || !strings.HasSuffix(page, "</html>\n") {
		t.Errorf("the page is %s", page)
	}
	for _, id := range []core.ID{people.Items[0].ID, core.NewID()} {
		if _, err := h.ExportContact(ctx, root(), id); err == nil {
			t.Error("whoever is merged or unknown is exported")
		}
	}
	narrow := root()
	narrow.Scope = core.ScopeTeam
	_, err = h.ExportContact(ctx, narrow, contact)
	refused(t, err, "contact.scope")
	_, err = h.EraseContact(ctx, narrow, contact, contact.String())
	refused(t, err, "contact.scope")
}

// TestAnExportThatNobodyReadsEnds: the reader goes away in the midst.
func TestAnExportThatNobodyReadsEnds(t *testing.T) {
	t.Parallel()
	h, stop := open(t, config(t, &fake{fetch: func(core.Media) (string, error) { return strings.Repeat("x", 1<<20), nil }}))
	r, err := h.ExportContact(context.Background(), root(), whoWrote(t, h))
	must(t, err)
	_, err = io.ReadFull(r, make([]byte, 10))
	must(t, err)
	must(t, r.Close())
	stop()
}

func TestAPersonIsErasedWithTheirFiles(t *testing.T) {
	t.Parallel()
	cfg := config(t, &fake{fetch: func(core.Media) (string, error) { return "the receipt", nil }})
	h, stop := open(t, cfg)
	ctx := context.Background()
	contact := whoWrote(t, h)
	for _, confirm := range []string{"", "somebody else"} {
		_, err := h.EraseContact(ctx, root(), contact, confirm)
		refused(t, err, "contact.erase_confirm")
	}
	_, err := h.EraseContact(ctx, root(), contact, "王小明")
	must(t, err)
	stop() // in the midst, or before it has begun
	h, _ = open(t, cfg)
	eventually(t, "it is done after the start", func() bool {
		e, err := h.Erasure(ctx, root(), contact)
		must(t, err)
		return e.FinishedAt > 0 && e.Files == 1
	})
	left, err := filepath.Glob(filepath.Join(cfg.Data, "blobs", "*", "*", "*"))
	must(t, err)
	for _, f := range left {
		t.Errorf("%s is left", f)
	}
	c, ids, tags, err := h.Contact(ctx, root(), contact)
	must(t, err)
	if c.ErasedAt == 0 || c.Name != "" || len(c.Fields) > 0 || len(tags) > 0 || len(ids) != 1 || strings.Contains(ids[0].ExternalID, "u") && !strings.HasPrefix(ids[0].ExternalID, "erased:") {
		t.Errorf("%+v, %+v", c, ids)
	}
	_, err = h.ExportContact(ctx, root(), contact)
	refused(t, err, "contact.erased")
	_, err = h.EraseContact(ctx, root(), contact, contact.String())
	refused(t, err, "contact.erased")
	_, err = h.AddContactNote(ctx, root(), contact, "again")
	refused(t, err, "contact.erased")
	for _, m := range messages(t, h) {
		if m.Text != "" || len(m.Attachments) > 0 {
			t.Errorf("%+v", m)
		}
	}
}
