package main_test

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/connectors/telegram/telegramtest"
)

// Everything that can go wrong with a bot goes wrong at debug level, and
// afterwards no log, no answer of the API, no output of the command line and
// no byte of the database shows a secret.
func TestNoSecretIsSeenAnywhere(t *testing.T) {
	t.Parallel()
	for name, database := range databases() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			v := openVault(t, database(t))
			v.link()
			v.talk()
			v.failToSend()
			v.failToReceive()
			v.loseToken()
			v.askWrongly()
			v.searchEverywhere()
		})
	}
}

// searchEverywhere stops the hub and looks at all that it shows and keeps.
func (v *vault) searchEverywhere() {
	v.t.Helper()
	v.look()
	v.searchFolder() // with the database's log beside it
	v.n.stop()
	v.search("the log", []byte(v.n.log.String()))
	v.search("the command line", []byte(v.output.String()))
	v.searchDatabase()
	v.searchFolder()
	if v.bytes < 20_000 {
		v.t.Errorf("only %d bytes were searched", v.bytes)
	}
}

// vault is a hub, its platform, and the secrets that must not leave them.
type vault struct {
	t       *testing.T
	n       *node
	srv     *telegramtest.Server
	secrets map[string]string
	output  strings.Builder
	account string
	sends   string // in the address of a call that sends
	user    *telegramtest.User
	users   int64
	bytes   int
}

const (
	linkedBot  = "111111:AA-the_secret_of_the_linked_bot"
	polledBot  = "222222:AA-the_secret_of_the_polled_bot"
	unknownBot = "333333:AA-the_secret_of_an_unknown_bot"
	distantBot = "444444:AA-the_secret_of_a_distant_bot"
	newerBot   = "555555:AA-the_secret_of_a_newer_token"
)

func openVault(t *testing.T, database string) *vault {
	t.Helper()
	v := &vault{t: t, srv: telegramtest.New(telegramtest.Options{NoRates: true}), sends: "sendMessage"}
	t.Cleanup(v.srv.Close)
	v.serve(database)
	for _, token := range []string{linkedBot, polledBot, unknownBot, distantBot, newerBot} {
		_, secret, _ := strings.Cut(token, ":")
		v.secrets["token "+token[:6]] = secret
	}
	v.srv.AddBot(linkedBot, "linked_bot")
	v.srv.AddBot(polledBot, "polled_bot")
	v.srv.AddBot(newerBot, "newer_bot")
	v.user = v.srv.User(42, "小明", "", "xiaoming", "zh")
	return v
}

// serve starts the hub and notes the secrets of its own.
func (v *vault) serve(database string) {
	v.t.Helper()
	v.n = newNode(v.t, database, "--log-level=debug")
	v.n.start()
	v.secrets = map[string]string{"API key": v.n.key, "password": "correct horse battery"}
	if u, err := url.Parse(database); err == nil && u.User != nil {
		v.secrets["database password"], _ = u.User.Password()
	}
	key, err := os.ReadFile(filepath.Join(v.n.data, "key"))
	if err != nil {
		v.t.Fatal(err)
	}
	v.secrets["key file"] = strings.TrimSpace(string(key))
}

// run runs a command, keeps what it prints and returns whether it succeeded.
func (v *vault) run(args ...string) bool {
	v.t.Helper()
	var out json.RawMessage
	stderr, err := v.n.try(&out, args...)
	fmt.Fprintf(&v.output, "%s %s %v\n", out, stderr, err)
	return err == nil
}

// link links bots whose token is good, refused, or on a platform that is away.
func (v *vault) link() {
	v.t.Helper()
	add := func(token, base, receive string) bool {
		return v.run("account", "add", "telegram", "--name", "Bot "+token[:6], "--set", "token="+token, "--set", "api_base="+base, "--set", "receive="+receive)
	}
	if !add(linkedBot, v.srv.URL, "webhook") || !add(polledBot, v.srv.URL, "poll") {
		v.t.Fatalf("linking failed: %s", v.output.String())
	}
	if add(unknownBot, v.srv.URL, "webhook") || add("no token at all "+unknownBot, v.srv.URL, "webhook") {
		v.t.Error("a refused token was linked")
	}
	add(distantBot, "http://"+freeAddr(v.t), "poll")
	secret := lastCall(v.srv, linkedBot, "setWebhook").Params["secret_token"]
	if len(secret) < 16 {
		v.t.Fatalf("the webhook's secret is %q", secret)
	}
	v.secrets["webhook secret"] = secret
	var accounts list[struct{ ID, Name string }]
	v.n.get("/accounts", &accounts)
	for _, a := range accounts.Items {
		if a.Name == "Bot 111111" {
			v.account = a.ID
		}
	}
}

// talk lets messages and files come in, some of them with difficulties.
func (v *vault) talk() {
	v.t.Helper()
	v.srv.Fail("file", 1, telegramtest.CutBefore())
	v.srv.Fail("getfile", 1, telegramtest.HTMLError(http.StatusBadGateway))
	v.user.Send(linkedBot, "hello")
	v.user.SendPhoto(linkedBot, []byte("\x89PNG\r\n\x1a\n not much of an image"), "look")
	v.user.Send(polledBot, "hello too")
	if _, err := v.srv.Inject(linkedBot, json.RawMessage(`{"message":{"message_id":"not a number"}}`)); err != nil {
		v.t.Fatal(err)
	}
	v.n.until("all is received", func() bool {
		return v.srv.Pending(linkedBot) == 0 && v.srv.Pending(polledBot) == 0 && len(v.n.conversations()) == 2
	})
}

// post answers a new user of the linked bot and waits until it is decided.
func (v *vault) post(name string, prepare func(*telegramtest.User), decided ...string) {
	v.t.Helper()
	v.users++
	user := v.srv.User(1000+v.users, name, "", "", "zh")
	user.Send(linkedBot, "answer me")
	var id string
	v.n.until("the user's conversation is there", func() bool {
		for _, c := range v.n.conversations() {
			if c.Contact.Name == name {
				id = c.ID
			}
		}
		return id != ""
	})
	prepare(user)
	var m letter
	v.n.must(http.MethodPost, "/conversations/"+id+"/messages", map[string]any{"client_message_id": name, "text": name}, &m)
	v.n.until(name+" is decided", func() bool {
		v.n.get("/conversations/"+id+"/messages/"+m.ID, &m)
		return slices.Contains(decided, m.Delivery)
	})
}

func (v *vault) failToSend() {
	v.t.Helper()
	for name, fault := range map[string]telegramtest.Fault{
		"a proxy's page": telegramtest.HTMLError(http.StatusBadGateway), "cut before": telegramtest.CutBefore(), "cut after": telegramtest.CutAfter(),
		"too many calls": telegramtest.BareTooMany(), "not ok": telegramtest.NotOK(),
		"redirected": {Status: http.StatusFound, Body: "elsewhere"}, "unreadable answer": {Status: http.StatusOK, Body: "{"},
	} {
		v.post(name, func(*telegramtest.User) { v.srv.Fail("sendmessage", 1, fault) }, "sent", "failed", "in_doubt")
	}
	v.post("blocked", func(u *telegramtest.User) { u.Block(linkedBot) }, "failed")
}

func (v *vault) failToReceive() {
	v.t.Helper()
	before := v.srv.CallCount(polledBot, "getupdates")
	v.srv.Fail("getupdates", 1, telegramtest.HTMLError(http.StatusBadGateway))
	v.srv.Fail("getupdates", 1, telegramtest.CutBefore())
	v.user.Send(polledBot, "wake the poll up")
	v.n.until("polls fail and go on", func() bool { return v.srv.CallCount(polledBot, "getupdates") > before+2 })
	for _, secret := range []string{"", "a wrong secret", v.secrets["webhook secret"] + "x"} {
		req, err := http.NewRequest(http.MethodPost, lastCall(v.srv, linkedBot, "setWebhook").Params["url"], strings.NewReader(`{"update_id":1}`))
		if err != nil {
			v.t.Fatal(err)
		}
		req.Header.Set("X-Telegram-Bot-Api-Secret-Token", secret)
		if resp, err := http.DefaultClient.Do(req); err != nil || resp.StatusCode != http.StatusUnauthorized {
			v.t.Errorf("secret %q: %v %v", secret, resp, err)
		}
	}
}

// loseToken lets the platform refuse a token that was good, and gives a new one.
func (v *vault) loseToken() {
	v.t.Helper()
	v.srv.Revoke(linkedBot)
	if v.run("account", "check", v.account) {
		v.t.Error("a revoked token passes its check")
	}
	if v.run("account", "update", v.account, "--set", "token="+unknownBot) {
		v.t.Error("an unknown token was taken")
	}
	if !v.run("account", "update", v.account, "--set", "token="+newerBot) {
		v.t.Error("a new token was not taken")
	}
	v.run("account", "update", v.account, "--set", "tokn="+newerBot)
	v.secrets["newer webhook secret"] = lastCall(v.srv, newerBot, "setWebhook").Params["secret_token"]
}

// askWrongly makes requests that are refused.
func (v *vault) askWrongly() {
	v.t.Helper()
	for _, key := range []string{v.n.key + "x", v.n.key[:len(v.n.key)-1], "Bearer " + v.n.key} {
		other := *v.n
		other.key = key
		_, err := other.call(http.MethodGet, "/me", nil, nil)
		fmt.Fprintln(&v.output, err)
	}
	for _, body := range []map[string]any{
		{"channel": "telegram", "name": "x", "settings": map[string]string{"token": "malformed " + unknownBot}},
		{"channel": "telegram", "name": "x", "settings": map[string]string{"token": unknownBot, "api_base": "http://u:" + unknownBot + "@127.0.0.1/"}},
		{"channel": unknownBot, "name": "x", "settings": map[string]any{"token": []string{unknownBot}}},
	} {
		_, err := v.n.call(http.MethodPost, "/accounts", body, nil)
		fmt.Fprintln(&v.output, err)
	}
}

// look reads all that the API and the command line show.
func (v *vault) look() {
	v.t.Helper()
	v.run("account", "list")
	v.run("raw", "list")
	v.run("job", "list")
	paths := []string{"/me", "/keys", "/agents", "/teams", "/audit", "/channels", "/accounts", "/contacts", "/conversations", "/raws", "/raws?state=failed",
		"/jobs?state=waiting", "/jobs?state=running", "/jobs?state=dead", "/accounts/" + v.account}
	for _, c := range v.n.conversations() {
		paths = append(paths, "/conversations/"+c.ID, "/conversations/"+c.ID+"/changes", "/conversations/"+c.ID+"/messages")
		for _, m := range v.n.messages(c.ID) {
			one := "/conversations/" + c.ID + "/messages/" + m.ID
			paths = append(paths, one, one+"/parts", one+"/exchanges")
		}
	}
	exchanges := 0
	for _, path := range paths {
		body, resp := v.n.raw(http.MethodGet, "http://"+v.n.agents+"/api/v1"+path, "", nil)
		if resp.StatusCode != http.StatusOK {
			v.t.Errorf("%s: %s %s", path, resp.Status, body)
		}
		if strings.HasSuffix(path, "/exchanges") && strings.Contains(string(body), v.sends) {
			exchanges++
		}
		v.search(path, body)
	}
	if exchanges < 5 {
		v.t.Errorf("only %d messages have exchanges", exchanges)
	}
	v.search("the metrics", []byte(v.n.metrics()))
}

// search looks for every secret, as it is and as it may be written.
func (v *vault) search(place string, content []byte) {
	v.t.Helper()
	v.bytes += len(content)
	text := string(content)
	for name, secret := range v.secrets {
		for _, form := range []string{secret, url.QueryEscape(secret), base64.StdEncoding.EncodeToString([]byte(secret)),
			hex.EncodeToString([]byte(secret)), strings.ToUpper(hex.EncodeToString([]byte(secret)))} {
			if at := strings.Index(text, form); at >= 0 {
				v.t.Errorf("%s shows the %s: …%s…", place, name, text[max(0, at-300):min(len(text), at+100)])
				break
			}
		}
	}
}

// searchDatabase reads every table of PostgreSQL; SQLite is a file of the folder.
func (v *vault) searchDatabase() {
	v.t.Helper()
	if v.n.database == "" {
		return
	}
	tables := v.n.query(`SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'`)
	if len(tables) < 20 {
		v.t.Errorf("only %d tables", len(tables))
	}
	for _, table := range tables {
		for _, row := range v.n.query(fmt.Sprintf(`SELECT t::text FROM %q t`, table[0])) {
			v.search(fmt.Sprint("table ", table[0]), []byte(row[0].(string)))
		}
	}
}

// searchFolder reads the data folder: the database of SQLite with its log, the
// files, all but the key.
func (v *vault) searchFolder() {
	v.t.Helper()
	err := filepath.WalkDir(v.n.data, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() || d.Name() == "key" {
			return err
		}
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		b, err := io.ReadAll(f)
		v.search(filepath.Base(path), b)
		return err
	})
	if err != nil {
		v.t.Error(err)
	}
}
