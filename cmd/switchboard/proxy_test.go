package main_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/centrifugal/centrifuge-go"

	"github.com/switchboard-hub/switchboard/core/store/pgtest"
)

// The names of the examples in deploy.
const (
	hubName  = "hub.example.org"
	deskName = "desk.example.org"
)

// Two nodes on one PostgreSQL and one NATS stand behind each proxy that deploy
// has an example for. Visitors and agents reach them by TLS and sockets; one node
// is killed, and nothing is lost, and live updates go on at once.
func TestNodesBehindTheProxiesOfTheExamples(t *testing.T) {
	t.Parallel()
	for name, run := range map[string]func(*gateway){"nginx": runNginx, "caddy": runCaddy} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if _, err := exec.LookPath(name); err != nil {
				t.Skipf("skipped: %v", err)
			}
			f := newGateway(t)
			run(f)
			f.a.start()
			f.b.start()
			f.a.until("the proxy passes requests on", func() bool { return f.status(hubName, "/healthz") == 200 && f.status(deskName, "/healthz") == 200 })
			for _, path := range []string{"/metrics", "/readyz"} {
				if got := f.status(deskName, path); got != http.StatusForbidden {
					t.Errorf("%s is answered %d to the world", path, got)
				}
			}
			f.signIn()
			f.talk()
		})
	}
}

// gateway is a proxy in front of two nodes of visitors, of which one is killed.
type gateway struct {
	t      *testing.T
	a, b   *node
	desk   *node  // serves agents and lives on
	home   *node  // has the key: the command line runs in its folder
	addr   string // of the proxy
	dir    string // has cert.pem and key.pem
	client *http.Client
	tls    *tls.Config
}

func newGateway(t *testing.T) *gateway {
	t.Helper()
	bus := newBus(t)
	f := &gateway{t: t, addr: freeAddr(t), dir: t.TempDir()}
	f.a = newNode(t, pgtest.Shared(t), "--nats", bus.ClientURL(), "--trusted-proxies", "127.0.0.1/32",
		"--public-url", "https://"+hubName, "--agents-url", "https://"+deskName)
	f.b = f.a.sibling()
	f.home, f.desk = f.a, f.b
	f.certify()
	f.client = &http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{TLSClientConfig: f.tls, DialContext: f.dial}}
	t.Cleanup(f.client.CloseIdleConnections)
	return f
}

// dial reaches the proxy whatever the name, as somebody who is not the proxy.
func (f *gateway) dial(ctx context.Context, network, _ string) (net.Conn, error) {
	d := &net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 0, 0, 77)}, Timeout: 5 * time.Second}
	return d.DialContext(ctx, network, f.addr)
}

// certify makes a certificate of both names that the clients believe.
func (f *gateway) certify() {
	f.t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	fatal(f.t, err)
	made := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: hubName}, DNSNames: []string{hubName, deskName},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}}
	der, err := x509.CreateCertificate(rand.Reader, made, made, &key.PublicKey, key)
	fatal(f.t, err)
	private, err := x509.MarshalPKCS8PrivateKey(key)
	fatal(f.t, err)
	cert := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	fatal(f.t, errors.Join(os.WriteFile(f.file("cert.pem"), cert, 0o600),
		os.WriteFile(f.file("key.pem"), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private}), 0o600)))
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(cert)
	f.tls = &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12}
}

func (f *gateway) file(name string) string { return filepath.Join(f.dir, name) }

// example reads a file of deploy with its addresses changed; each of them must
// be there, so that the example cannot drift away from the test.
func (f *gateway) example(name string, changes ...string) string {
	f.t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "deploy", name))
	fatal(f.t, err)
	out := string(text)
	for i := 0; i < len(changes); i += 2 {
		if !strings.Contains(out, changes[i]) {
			f.t.Fatalf("deploy/%s lacks %q", name, changes[i])
		}
		out = strings.ReplaceAll(out, changes[i], changes[i+1])
	}
	return out
}

func (f *gateway) run(program string, args ...string) {
	f.t.Helper()
	cmd := exec.Command(program, args...)
	log := newOutput(f.t)
	cmd.Stdout, cmd.Stderr, cmd.Dir = log.file, log.file, f.dir
	cmd.Env = append(os.Environ(), "HOME="+f.dir, "XDG_DATA_HOME="+f.dir, "XDG_CONFIG_HOME="+f.dir)
	fatal(f.t, cmd.Start())
	f.t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		if f.t.Failed() {
			f.t.Log(tail(log.String(), 4000))
		}
	})
}

func runNginx(f *gateway) {
	f.t.Helper()
	server := func(addr string) string { return "server " + addr + " max_fails=1 fail_timeout=2s;" }
	site := f.example("nginx.conf",
		server("127.0.0.1:8080"), server(f.a.public)+server(f.b.public), server("127.0.0.1:8081"), server(f.a.agents)+server(f.b.agents),
		"/etc/ssl/certs/hub.example.org.pem", f.file("cert.pem"), "/etc/ssl/private/hub.example.org.key", f.file("key.pem"),
		"listen 443 ssl", "listen "+f.addr+" ssl")
	var temporary strings.Builder
	for _, kind := range []string{"client_body", "proxy", "fastcgi", "uwsgi", "scgi"} {
		fmt.Fprintf(&temporary, "%s_temp_path %s;\n", kind, f.file(kind))
	}
	config := fmt.Sprintf("daemon off; master_process off; pid %s; error_log stderr;\nevents { worker_connections 1024; }\nhttp {\naccess_log off;\n%s%s}\n",
		f.file("pid"), temporary.String(), site)
	fatal(f.t, os.WriteFile(f.file("nginx.conf"), []byte(config), 0o600))
	f.run("nginx", "-p", f.dir, "-c", f.file("nginx.conf"))
}

func runCaddy(f *gateway) {
	f.t.Helper()
	f.caddy("Caddyfile", "reverse_proxy 127.0.0.1:8080", "reverse_proxy "+f.a.public+" "+f.b.public,
		"reverse_proxy 127.0.0.1:8081", "reverse_proxy "+f.a.agents+" "+f.b.agents)
}

// caddy runs an example with the test's certificate and the addresses of its nodes.
func (f *gateway) caddy(name string, changes ...string) {
	f.t.Helper()
	_, port, err := net.SplitHostPort(f.addr)
	fatal(f.t, err)
	site := func(name string) string {
		return fmt.Sprintf("\nhttps://%s:%s {\n\ttls %s %s\n", name, port, f.file("cert.pem"), f.file("key.pem"))
	}
	config := f.example(name, append(changes, "\nhub.example.org {\n", site(hubName), "\ndesk.example.org {\n", site(deskName),
		"\n{\n\tservers", "\n{\n\tadmin off\n\tauto_https off\n\tdefault_bind 127.0.0.1\n\tservers")...)
	fatal(f.t, os.WriteFile(f.file("Caddyfile"), []byte(config), 0o600))
	f.run("caddy", "run", "--config", f.file("Caddyfile"), "--adapter", "caddyfile")
}

func (f *gateway) status(name, path string) int {
	resp, err := f.client.Get("https://" + name + path)
	if err != nil {
		return 0
	}
	defer resp.Body.Close()
	_, _ = io.Copy(io.Discard, resp.Body) // the status is what is asked for
	return resp.StatusCode
}

// signIn signs in as a browser does: the cookie is for TLS alone, and the hub
// knows the client's own address.
func (f *gateway) signIn() {
	f.t.Helper()
	body := `{"email":"owner@example.com","password":"correct horse battery"}`
	req, err := http.NewRequest(http.MethodPost, "https://"+deskName+"/api/v1/session", strings.NewReader(body))
	fatal(f.t, err)
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Origin", "https://"+deskName)
	resp, err := f.client.Do(req)
	fatal(f.t, err)
	defer resp.Body.Close()
	cookie := resp.Header.Get("Set-Cookie")
	if resp.StatusCode != http.StatusOK || !strings.Contains(cookie, "Secure") {
		f.t.Fatalf("signed in: %s, cookie %q", resp.Status, cookie)
	}
	var signed struct{ Me struct{ Agent string } }
	fatal(f.t, json.NewDecoder(resp.Body).Decode(&signed))
	var sessions list[struct{ Address string }]
	f.desk.get("/agents/"+signed.Me.Agent+"/sessions", &sessions)
	if len(sessions.Items) != 1 || sessions.Items[0].Address != "127.0.0.77" {
		f.t.Errorf("the session's client is %v", sessions.Items)
	}
}

// talk lets a visitor write and an agent hear it, while a node is killed.
func (f *gateway) talk() {
	f.t.Helper()
	t := f.t
	var site struct{ ID string }
	f.home.command(&site, "account", "add", "web", "--name", "shop", "--set", "origins="+shopOrigin)
	base := "https://" + hubName + "/widget/v1/" + site.ID
	var session struct{ Token string }
	_, err := post(f.client, base+"/session", "", shopOrigin, map[string]any{}, &session)
	fatal(t, err)
	say := func(text string) bool {
		_, err := post(f.client, base+"/messages", session.Token, shopOrigin, map[string]any{"client_message_id": strings.ReplaceAll(text, " ", "-"), "text": text}, nil)
		return err == nil
	}
	if !say("hello") {
		t.Fatal("the visitor's word is not taken")
	}
	e := f.hear(f.desk.conversations()[0].ID)
	insistOn := func(text string) { f.b.until(text+" is taken", func() bool { return say(text) }) }
	for i := range 20 {
		insistOn(fmt.Sprintf("before %d", i))
	}
	f.b.until("the agent hears all", func() bool { return e.has("before 19") })
	f.a.kill()
	killed := time.Now()
	insistOn("after the kill")
	f.b.until("the agent hears again", func() bool { return e.has("after the kill") })
	took := time.Since(killed).Round(time.Millisecond)
	t.Logf("a node was killed; what was written next was heard %v after it", took)
	if full() && took > 5*time.Second {
		t.Errorf("live updates went on after %v, want 5 s at most", took)
	}
	for i := range 20 {
		insistOn(fmt.Sprintf("later %d", i))
	}
	f.b.until("the agent hears all", func() bool { return e.has("later 19") })
	want := 42
	if got := f.desk.messages(f.desk.conversations()[0].ID); len(got) != want {
		t.Errorf("%d messages are there, want %d", len(got), want)
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	for text, times := range e.heard {
		if times != 1 {
			t.Errorf("%q was heard %d times", text, times)
		}
	}
	if len(e.heard) != want-1 { // the first word was there before
		t.Errorf("%d messages were heard, want %d", len(e.heard), want-1)
	}
}

// ear is an agent's socket through the proxy.
type ear struct {
	mu    sync.Mutex
	heard map[string]int
}

func (e *ear) has(text string) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.heard[text] > 0
}

func (f *gateway) hear(conversation string) *ear {
	f.t.Helper()
	e := &ear{heard: map[string]int{}}
	c := centrifuge.NewJsonClient("wss://"+deskName+"/connection/websocket", centrifuge.Config{Token: f.desk.key, TLSConfig: f.tls, NetDialContext: f.dial,
		MinReconnectDelay: 20 * time.Millisecond, MaxReconnectDelay: 500 * time.Millisecond})
	sub, err := c.NewSubscription("conversation:"+conversation, centrifuge.SubscriptionConfig{Recoverable: true, Positioned: true})
	fatal(f.t, err)
	sub.OnPublication(func(p centrifuge.PublicationEvent) {
		var change struct{ Message *message }
		if json.Unmarshal(p.Data, &change) != nil || change.Message == nil || change.Message.Direction != "in" {
			return
		}
		e.mu.Lock()
		defer e.mu.Unlock()
		e.heard[change.Message.Text]++
	})
	f.t.Cleanup(c.Close)
	fatal(f.t, sub.Subscribe())
	fatal(f.t, c.Connect())
	f.b.until("the agent listens", func() bool { return sub.State() == centrifuge.SubStateSubscribed })
	return e
}
