package main_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/switchboard-hub/switchboard/connectors/telegram/telegramtest"
	"github.com/switchboard-hub/switchboard/core/store"
	"github.com/switchboard-hub/switchboard/core/store/pgtest"
)

// schemaNow is the newest schema. Raise it before a release that has migrations,
// and keep its dump: go test ./cmd/switchboard -run Schema -keep-schema
const schemaNow = 21

var keepSchema = flag.Bool("keep-schema", false, "write dumps of the newest schema, with data, to testdata/schema")

func schemaDir(version int) string {
	return filepath.Join("..", "..", "testdata", "schema", fmt.Sprint(version))
}

// Every schema that was ever released is kept with data, on both databases,
// with its key file and with what the API said of it. Today's binary opens
// each, upgraded in one start where it is older, and says the same, if not more.
// It says the same of a backup of the old schema that was restored on the other
// database. Before the upgrade the old one was put aside.
func TestEveryKeptSchemaOpensAndReadsAsItDid(t *testing.T) {
	t.Parallel()
	if *keepSchema {
		keepDumps(t)
	}
	if _, err := os.Stat(schemaDir(schemaNow)); err != nil {
		t.Fatal(err)
	}
	kept, err := os.ReadDir(filepath.Dir(schemaDir(schemaNow)))
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range kept {
		version, err := strconv.Atoi(entry.Name())
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"sqlite", "postgres"} {
			t.Run(fmt.Sprint(name, " ", version), func(t *testing.T) {
				t.Parallel()
				n := restore(t, schemaDir(version), name)
				dir, other := t.TempDir(), ""
				if name == "sqlite" {
					other = pgtest.Shared(t)
				}
				var made archive
				n.command(&made, "backup", "--to", dir, "--key-to", filepath.Join(dir, "key"))
				want := values(t, readFile(t, filepath.Join(schemaDir(version), name+".json")))
				for _, n := range []*node{n, n.restored(t, made, other)} {
					n.start()
					n.awaitSearch()
					if diff := unsaid("", want, values(t, n.readAll())); diff != "" {
						t.Errorf("%s: %s", n.data, diff)
					}
					n.stop()
					n.putAside(version)
				}
			})
		}
	}
}

// Between two kept schemas lie some that no dump was kept of. The older dump,
// brought to each of them, opens and reads as well. One of the databases, in turn.
func TestEverySchemaBetweenTheKeptOpensToo(t *testing.T) {
	t.Parallel()
	kept := 0
	for version := 1; version <= schemaNow; version++ {
		if _, err := os.Stat(schemaDir(version)); err == nil {
			kept = version
			continue
		}
		from, name := schemaDir(kept), []string{"sqlite", "postgres"}[version%2]
		t.Run(fmt.Sprint(name, " ", version), func(t *testing.T) {
			t.Parallel()
			n := restore(t, from, name)
			if err := store.Migrate(t.Context(), store.Location{URL: n.database, Path: filepath.Join(n.data, "hub.db"), Backup: t.TempDir()}, history(t, version)); err != nil {
				t.Fatal(err)
			}
			n.start()
			n.awaitSearch()
			if diff := unsaid("", values(t, readFile(t, filepath.Join(from, name+".json"))), values(t, n.readAll())); diff != "" {
				t.Error(diff)
			}
			n.stop()
			n.putAside(version)
		})
	}
}

// history is the store's own, up to a version.
func history(t *testing.T, version int) fs.FS {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "..", "core", "store", "migrations", "*.sql"))
	if err != nil || len(files) < version {
		t.Fatalf("%d migrations: %v", len(files), err)
	}
	up := fstest.MapFS{}
	for _, file := range files[:version] {
		up[filepath.Base(file)] = &fstest.MapFile{Data: []byte(readFile(t, file))}
	}
	return up
}

// putAside holds that the one upgrade of a node has left its old schema, whole,
// among the backups, and that no upgrade leaves nothing.
func (n *node) putAside(version int) {
	n.t.Helper()
	list, err := filepath.Glob(filepath.Join(n.data, "backups", "*"))
	if err != nil {
		n.t.Fatal(err)
	}
	if version == schemaNow {
		if len(list) > 0 {
			n.t.Errorf("nothing was upgraded, and %v is there", list)
		}
		return
	}
	if len(list) != 1 || !strings.Contains(list[0], fmt.Sprintf("before-upgrade-schema-%d-", version)) {
		n.t.Fatalf("the backups are %v", list)
	}
	var made archive
	if n.database == "" {
		old := &node{t: n.t, data: n.t.TempDir()}
		if err := os.Rename(list[0], filepath.Join(old.data, "hub.db")); err != nil {
			n.t.Fatal(err)
		}
		old.keepFile([]byte("any"))
		old.command(&made, "backup", "--to", filepath.Join(old.data, "a.tar"))
	} else {
		path, err := binary()
		if err != nil {
			n.t.Fatal(err)
		}
		out, err := exec.Command(path, "backup", "verify", list[0]).Output()
		if err != nil {
			n.t.Fatal(err)
		}
		if err := json.Unmarshal(out, &made); err != nil {
			n.t.Fatal(err)
		}
	}
	if made.Schema != version || made.Rows < 50 {
		n.t.Errorf("what was put aside is %+v", made)
	}
}

// values decodes JSON values that follow each other.
func values(t *testing.T, text string) (out []any) {
	t.Helper()
	for d := json.NewDecoder(strings.NewReader(text)); d.More(); {
		var v any
		if err := d.Decode(&v); err != nil {
			t.Fatal(err)
		}
		out = append(out, v)
	}
	return out
}

// unsaid names the first thing that was said once and is not said now. Objects
// may have got new fields.
func unsaid(path string, once, now any) string {
	switch once := once.(type) {
	case map[string]any:
		fields, _ := now.(map[string]any)
		for name, v := range once {
			if diff := unsaid(path+"."+name, v, fields[name]); diff != "" {
				return diff
			}
		}
		return ""
	case []any:
		list, _ := now.([]any)
		if len(list) != len(once) {
			return fmt.Sprintf("%s once had %d items, and now %d", path, len(once), len(list))
		}
		for i, v := range once {
			if diff := unsaid(fmt.Sprintf("%s[%d]", path, i), v, list[i]); diff != "" {
				return diff
			}
		}
		return ""
	}
	if once != now {
		return fmt.Sprintf("%s was once %v, and is now %v", path, once, now)
	}
	return ""
}

func readFile(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// restore makes a node of a kept dump.
func restore(t *testing.T, dir, name string) *node {
	t.Helper()
	database := ""
	if name == "postgres" {
		database = pgtest.Shared(t)
		conn, err := pgx.Connect(context.Background(), database)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close(context.Background())
		if _, err := conn.Exec(context.Background(), readFile(t, filepath.Join(dir, "postgres.sql"))); err != nil {
			t.Fatal(err)
		}
	}
	n := &node{t: t, data: filepath.Join(t.TempDir(), "data"), database: database, log: newOutput(t), public: freeAddr(t), agents: freeAddr(t)}
	if err := os.MkdirAll(n.data, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(n.data, "key"), []byte(readFile(t, filepath.Join(dir, name+".key"))), 0o600); err != nil {
		t.Fatal(err)
	}
	n.keepFile([]byte("\xff\xd8\xff\xe0 a photo")) // dumps have no files
	n.key = strings.TrimSpace(readFile(t, filepath.Join(dir, name+".api-key")))
	if name == "sqlite" {
		zr, err := gzip.NewReader(strings.NewReader(readFile(t, filepath.Join(dir, "sqlite.db.gz"))))
		if err != nil {
			t.Fatal(err)
		}
		raw, err := io.ReadAll(zr)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(n.data, "hub.db"), raw, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return n
}

// keepFile puts a file among the blobs of a hub that does not run.
func (n *node) keepFile(content []byte) {
	n.t.Helper()
	hash := fmt.Sprintf("%x", sha256.Sum256(content))
	file := filepath.Join(n.data, "blobs", hash[:2], hash[2:4], hash)
	if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o700), os.WriteFile(file, content, 0o600)); err != nil {
		n.t.Fatal(err)
	}
}

// readAll is what the API says of everything, in one text.
func (n *node) readAll() string {
	n.t.Helper()
	var out bytes.Buffer
	read := func(path string) json.RawMessage {
		var raw json.RawMessage
		n.get(path, &raw)
		if err := json.Indent(&out, raw, "", "  "); err != nil {
			n.t.Fatal(err)
		}
		out.WriteString("\n")
		return raw
	}
	read("/conversations")
	for _, c := range n.conversations() {
		read("/conversations/" + c.ID + "/messages?limit=200")
		read("/conversations/" + c.ID + "/changes?limit=200")
	}
	for _, path := range []string{"/contacts", "/agents", "/teams", "/raws", "/search?q=" + "%E8%AE%A2%E5%8D%95"} {
		read(path)
	}
	return out.String()
}

// awaitSearch waits until the index, which an upgrade may have begun anew, has
// the day's two messages of an order.
func (n *node) awaitSearch() {
	n.t.Helper()
	n.until("the search index has followed", func() bool {
		var hits list[json.RawMessage]
		n.get("/search?q=%E8%AE%A2%E5%8D%95", &hits)
		return len(hits.Items) == 2
	})
}

// keepDumps runs a day's work in small on both databases and keeps what is left.
func keepDumps(t *testing.T) {
	t.Helper()
	dir := schemaDir(schemaNow)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"sqlite", "postgres"} {
		database := ""
		if name == "postgres" {
			database = pgtest.Shared(t)
		}
		n := newNode(t, database)
		n.start()
		workADay(t, n)
		keep := func(file, text string) {
			if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		n.awaitSearch()
		keep(name+".json", n.readAll())
		keep(name+".api-key", n.key+"\n")
		keep(name+".key", readFile(t, filepath.Join(n.data, "key")))
		n.stop()
		if name == "postgres" {
			keep("postgres.sql", dumpPostgres(t, database))
			continue
		}
		var zipped bytes.Buffer
		zw, err := gzip.NewWriterLevel(&zipped, gzip.BestCompression)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := zw.Write([]byte(readFile(t, filepath.Join(n.data, "hub.db")))); err != nil {
			t.Fatal(err)
		}
		if err := zw.Close(); err != nil {
			t.Fatal(err)
		}
		keep("sqlite.db.gz", zipped.String())
	}
}

// dumpPostgres leaves out what only psql understands.
func dumpPostgres(t *testing.T, database string) string {
	t.Helper()
	out, err := exec.Command("pg_dump", "--no-owner", "--no-privileges", "--inserts", "--dbname", database).Output()
	if err != nil {
		t.Fatal(err)
	}
	var kept []string
	for line := range strings.Lines(string(out)) {
		if !strings.HasPrefix(line, `\`) && !strings.HasPrefix(line, "--") && strings.TrimSpace(line) != "" {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "")
}

// workADay leaves a row of every kind: people, an album, an edit, answers that
// arrived and one in doubt, an edit that was refused, notes, tags, a team, an
// owner, a failed raw, visitors of a website.
func workADay(t *testing.T, n *node) {
	t.Helper()
	srv := telegramtest.New(telegramtest.Options{})
	t.Cleanup(srv.Close)
	srv.AddBot(botToken, "shop_bot")
	n.command(nil, "account", "add", "telegram", "--name", "Shop", "--set", "token="+botToken, "--set", "api_base="+srv.URL, "--set", "receive=webhook")
	ming := srv.User(42, "小明", "王", "xiaoming", "zh")
	ming.Start(botToken, "spring_sale")
	first := ming.Send(botToken, "我的订单还没有发货")
	ming.SendPhoto(botToken, []byte("\xff\xd8\xff\xe0 a photo"), "看这里")
	ming.SendLocation(botToken, 31.23, 121.47)
	if _, err := ming.Edit(botToken, first.MessageID, "我的订单 1001 还没有发货"); err != nil {
		t.Fatal(err)
	}
	anna := srv.User(43, "Anna", "Schmidt", "", "de")
	anna.Start(botToken, "")
	anna.Send(botToken, "订单 order 2002, please")
	srv.Inject(botToken, json.RawMessage(`{"message":"not what a message is"}`))
	n.until("all is stored", func() bool {
		all := n.conversations()
		var raws list[json.RawMessage]
		n.get("/raws", &raws)
		return len(all) == 2 && all[0].Seq+all[1].Seq == 6 && len(raws.Items) == 1
	})
	var team struct{ ID string }
	post := func(path string, body, into any) {
		if _, err := n.call(http.MethodPost, path, body, into); err != nil {
			t.Fatal(err)
		}
	}
	post("/teams", map[string]any{"name": "售后", "kind": "skill_group"}, &team)
	for i, c := range n.conversations() {
		var m struct {
			ID     string
			Change struct{ State string }
		}
		path := "/conversations/" + c.ID
		post(path+"/messages", map[string]any{"client_message_id": "a", "text": fmt.Sprintf("您好 %d", i)}, &m)
		n.until("the answer is sent", func() bool {
			list := n.messages(c.ID)
			return list[len(list)-1].Delivery == "sent"
		})
		srv.Fail("editMessageText", 1, telegramtest.Fault{Status: http.StatusBadRequest,
			Body: `{"ok":false,"error_code":400,"description":"Bad Request: message can't be edited"}`})
		if _, err := n.call(http.MethodPatch, path+"/messages/"+m.ID, map[string]any{"text": fmt.Sprintf("您好！%d", i)}, nil); err != nil {
			t.Fatal(err)
		}
		n.until("the edit is refused", func() bool {
			n.get(path+"/messages/"+m.ID, &m)
			return m.Change.State == "failed"
		})
		post(path+"/messages", map[string]any{"client_message_id": "n", "text": "a note", "visibility": "note"}, nil)
		post("/contacts/"+c.Contact.ID+"/notes", map[string]any{"text": "喜欢喝茶"}, nil)
		if i == 0 {
			srv.Fail("sendMessage", 1, telegramtest.CutAfter())
			post(path+"/messages", map[string]any{"client_message_id": "d", "text": "in doubt"}, nil)
			n.until("it is in doubt", func() bool {
				list := n.messages(c.ID)
				return list[len(list)-1].Delivery == "in_doubt"
			})
			continue
		}
		post(path+"/steps", map[string]any{"kind": "complete", "disposition": "solved"}, nil)
	}
	visitADay(t, n)
	n.until("the photo is here", func() bool {
		for _, c := range n.conversations() {
			for _, m := range n.messages(c.ID) {
				if len(m.Attachments) > 0 && m.Attachments[0].State == "ready" {
					return true
				}
			}
		}
		return false
	})
}

// visitADay leaves two visitors of a website: one whom nobody knows, who says
// something on a page, gets an answer and reads it, and one who is proven.
func visitADay(t *testing.T, n *node) {
	t.Helper()
	const secret = "a secret of thirty-two characters"
	var account, upload struct{ ID string }
	n.command(&account, "account", "add", "web", "--name", "Website", "--set", "identity_secret="+secret)
	visitor := func(path, token, kind string, body io.Reader, into any) {
		t.Helper()
		req, err := http.NewRequest(http.MethodPost, "http://"+n.public+"/widget/v1/"+account.ID+path, body)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Authorization", "Bearer "+token)
		req.Header.Set("Content-Type", kind)
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		raw, err := io.ReadAll(resp.Body)
		if err != nil || resp.StatusCode >= 300 {
			t.Fatalf("%s: %d %s %v", path, resp.StatusCode, raw, err)
		}
		if into == nil {
			return
		}
		if err := json.Unmarshal(raw, into); err != nil {
			t.Fatal(err)
		}
	}
	say := func(path, token, body string, into any) {
		t.Helper()
		visitor(path, token, "application/json", strings.NewReader(body), into)
	}
	var session struct{ Token string }
	say("/session", "", `{"locale":"zh-CN","page":{"url":"https://shop.example.com/tables","title":"餐桌"},"context":{"product":"T-7","count":2}}`, &session)
	form := "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"尺寸.txt\"\r\n\r\n180 x 90\r\n--b--\r\n"
	visitor("/uploads", session.Token, "multipart/form-data; boundary=b", strings.NewReader(form), &upload)
	say("/messages", session.Token, `{"client_message_id":"1","text":"这张桌子有货吗","attachments":[{"upload":"`+upload.ID+`"}]}`, nil)
	say("/contact", session.Token, `{"name":"李小红","email":"li@example.cn"}`, nil)
	var ours list[struct{ ID string }]
	n.get("/conversations?account="+account.ID, &ours)
	if len(ours.Items) != 1 {
		t.Fatalf("%d conversations of a visitor", len(ours.Items))
	}
	if _, err := n.call(http.MethodPost, "/conversations/"+ours.Items[0].ID+"/messages", map[string]any{"client_message_id": "a", "text": "有的"}, nil); err != nil {
		t.Fatal(err)
	}
	say("/read", session.Token, `{"upto":100}`, nil)

	now := time.Now().Unix()
	b64 := base64.RawURLEncoding.EncodeToString
	text := b64([]byte(`{"alg":"HS256"}`)) + "." + b64(fmt.Appendf(nil, `{"sub":"4711","name":"王明","aud":%q,"jti":"1","iat":%d,"exp":%d}`, account.ID, now, now+600))
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(text))
	say("/session", "", `{"identity":"`+text+"."+b64(mac.Sum(nil))+`"}`, &session)
	say("/messages", session.Token, `{"client_message_id":"1","text":"我想退货"}`, nil)
}
