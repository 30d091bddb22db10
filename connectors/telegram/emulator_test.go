package telegram_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/connectors/httpx"
	"github.com/switchboard-hub/switchboard/connectors/telegram"
	"github.com/switchboard-hub/switchboard/connectors/telegram/telegramtest"
	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/outbound/plan"
)

const botToken = "4242:AAsecret_of-the-bot"

// world is the emulator with one bot, one person who pressed Start, and the
// connector with a real client.
type world struct {
	*telegramtest.Server
	t       *testing.T
	ann     *telegramtest.User
	c       *telegram.Connector
	account core.Account
	blobs   map[string][]byte
}

func newWorld(t *testing.T) *world {
	t.Helper()
	server := telegramtest.New(telegramtest.Options{NoRates: true})
	t.Cleanup(server.Close)
	server.AddBot(botToken, "helpdesk_bot")
	client := httpx.New(httpx.Options{AllowPrivate: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}})
	t.Cleanup(client.CloseIdleConnections)
	w := &world{Server: server, t: t, ann: server.User(7, "Ann", "Lee", "annlee", "en"), blobs: map[string][]byte{}}
	w.c = telegram.New(connectors.Env{HTTP: client, OpenBlob: func(_ context.Context, hash string) (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(w.blobs[hash])), nil
	}})
	w.account = core.Account{ID: core.NewID(), Channel: telegram.Name,
		Config: map[string]string{"api_base": server.URL}, Secrets: map[string]string{"token": botToken}}
	w.ann.Start(botToken, "")
	return w
}

func (w *world) part(c core.Content) core.Part {
	return core.Part{To: core.UserRef{ExternalID: "7"}, Content: c}
}

func (w *world) send(text string) (core.Receipt, error) {
	return w.c.Send(w.t.Context(), w.account, w.part(core.Content{Kind: core.KindText, Text: text}))
}

func (w *world) wantError(err error, class core.Class, code string) *core.SendError {
	w.t.Helper()
	var se *core.SendError
	if !errors.As(err, &se) || se.Class != class || se.Code != code {
		w.t.Fatalf("got %v, want %s %s", err, class, code)
	}
	if strings.Contains(err.Error(), botToken) {
		w.t.Errorf("the token shows: %v", err)
	}
	return se
}

func TestEmulatorTextLimit(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	limit := w.c.Caps(w.account).Text.Max
	for _, full := range []string{strings.Repeat("界", limit), strings.Repeat("😀", limit/2), strings.Repeat("e\u0301", limit/2)} {
		if _, err := w.send(full); err != nil {
			t.Errorf("%d bytes of %.4q: %v", len(full), full, err)
		}
		_, err := w.send(full + "x")
		w.wantError(err, core.Rejected, "telegram.too_long")
	}
	if n := w.SentCount(botToken); n != 3 {
		t.Errorf("%d arrived", n)
	}
}

func TestEmulatorFailures(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name    string
		fault   telegramtest.Fault
		class   core.Class
		code    string
		arrived int
	}{
		{"cut after it acted", telegramtest.CutAfter(), core.Uncertain, "telegram.no_answer", 1},
		{"cut before it acted", telegramtest.CutBefore(), core.Uncertain, "telegram.no_answer", 0},
		{"a gateway's page", telegramtest.HTMLError(502), core.Retry, "telegram.gateway", 0},
		{"429 without a time", telegramtest.BareTooMany(), core.Throttled, "telegram.throttled", 0},
		{"not ok", telegramtest.NotOK(), core.Uncertain, "telegram.unreadable", 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.Fail("sendMessage", 1, test.fault)
			_, err := w.send("hi")
			w.wantError(err, test.class, test.code)
			if n := w.SentCount(botToken); n != test.arrived {
				t.Errorf("%d arrived, want %d", n, test.arrived)
			}
		})
	}
}

func TestEmulatorPeopleAndTokens(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Throttle(botToken, 30*time.Second)
	_, err := w.send("hi")
	if se := w.wantError(err, core.Throttled, "telegram.throttled"); se.RetryAfter < 25*time.Second || se.RetryAfter > 31*time.Second {
		t.Errorf("retry after %v", se.RetryAfter)
	}
	w.Throttle(botToken, 0)

	w = newWorld(t)
	w.ann.Block(botToken)
	_, err = w.send("hi")
	w.wantError(err, core.Gone, "telegram.blocked")
	w.ann.Unblock(botToken)
	if _, err := w.send("hi"); err != nil {
		t.Error(err)
	}
	w.ann.Deactivate()
	_, err = w.send("hi")
	w.wantError(err, core.Gone, "telegram.deactivated")
	if name, err := w.c.Verify(t.Context(), w.account); err != nil || name != "@helpdesk_bot" {
		t.Errorf("name %q, %v", name, err)
	}
	w.Revoke(botToken)
	_, err = w.send("hi")
	w.wantError(err, core.Auth, "telegram.token_refused")
	var p *core.Problem
	if _, err := w.c.Verify(t.Context(), w.account); !errors.As(err, &p) || p.Code != "telegram.token_refused" || p.Status != 422 {
		t.Errorf("got %v", err)
	}
}

func TestEmulatorEditDeleteReplyAndPress(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ctx := t.Context()
	first, err := w.c.Send(ctx, w.account, w.part(core.Content{Text: "bold?", Entities: []core.Entity{{Type: "bold", Length: 4}},
		Choices: []core.Choice{{ID: "y", Label: "Yes"}}}))
	if err != nil {
		t.Fatal(err)
	}
	answer := w.part(core.Content{Text: "quoting"})
	answer.ReplyTo = first.ExternalID
	if _, err := w.c.Send(ctx, w.account, answer); err != nil {
		t.Fatal(err)
	}
	sent := w.Sent(botToken)
	if len(sent) != 2 || sent[1].ReplyTo != sent[0].MessageID || len(sent[0].Entities) != 1 || first.ExternalID != fmt.Sprintf("%d:7", sent[0].MessageID) {
		t.Fatalf("got %+v", sent)
	}
	pressed, err := w.ann.Press(botToken, sent[0].MessageID, "y")
	if err != nil {
		t.Fatal(err)
	}
	extra := json.RawMessage(fmt.Sprintf(`{"telegram":{"callback_query_id":%q}}`, pressed.QueryID))
	for range 2 { // jobs may run twice
		if err := w.c.Acknowledge(ctx, w.account, core.Envelope{Content: &core.Content{Extra: extra}}); err != nil {
			t.Error(err)
		}
	}
	for range 2 {
		if err := w.c.Edit(ctx, w.account, first.ExternalID, w.part(core.Content{Text: "changed"})); err != nil {
			t.Error(err)
		}
	}
	if err := w.c.Typing(ctx, w.account, core.UserRef{ExternalID: "7"}, true); err != nil {
		t.Error(err)
	}
	for range 2 {
		if err := w.c.Delete(ctx, w.account, core.UserRef{ExternalID: "7"}, first.ExternalID); err != nil {
			t.Error(err)
		}
	}
	if got := w.Sent(botToken)[0]; got.Text != "changed" || !got.Deleted {
		t.Errorf("got %+v", got)
	}
}

func TestEmulatorMediaRoundTrip(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ctx := t.Context()
	w.blobs["b"] = bytes.Repeat([]byte("0123456789"), 50_000)
	for _, kind := range []string{core.KindFile, core.KindVideo, core.KindAudio, core.KindVoice} {
		_, err := w.c.Send(ctx, w.account, w.part(core.Content{Kind: kind, Text: "look",
			Media: []core.Media{{Kind: kind, Name: "a.bin", Blob: "b", Size: 500_000}}}))
		if err != nil {
			t.Fatalf("%s: %v", kind, err)
		}
	}
	for _, sent := range w.Sent(botToken) {
		if sent.Media == nil || sent.Media.Len != 500_000 || sent.Text != "look" {
			t.Fatalf("got %+v", sent)
		}
		body, err := w.c.Fetch(ctx, w.account, core.Media{Ref: sent.Media.FileID})
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(body)
		body.Close()
		if err != nil || !bytes.Equal(got, w.blobs["b"]) {
			t.Errorf("%s: fetched %d bytes, %v", sent.Media.Kind, len(got), err)
		}
	}
}

// What the capabilities call native reaches the chat as what it is.
func TestEmulatorPlacesAndCards(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, msg := range []core.Content{
		{Text: "here", Location: &core.Location{Latitude: 31.25, Longitude: -121.5}},
		{Location: &core.Location{Latitude: 31.25, Longitude: -121.5, Title: "人民广场", Address: "上海"}},
		{Contact: &core.ContactCard{Name: "李雷", Phone: "+8613800000000", VCard: "BEGIN:VCARD"}},
		{Contact: &core.ContactCard{Name: "韩梅梅"}}, // without a number it is no card
	} {
		parts, _, err := plan.Message(msg, w.c.Caps(w.account))
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range parts {
			if _, err := w.c.Send(t.Context(), w.account, w.part(p)); err != nil {
				t.Error(err)
			}
		}
	}
	sent := w.Sent(botToken)
	var methods []string
	for _, s := range sent {
		methods = append(methods, s.Method)
	}
	if got := strings.Join(methods, " "); got != "sendmessage sendlocation sendvenue sendcontact sendmessage" {
		t.Fatalf("calls: %s", got)
	}
	place := telegramtest.Location{Latitude: 31.25, Longitude: -121.5}
	if sent[0].Text != "here" || *sent[1].Location != place || sent[2].Venue.Location != place || sent[2].Venue.Title != "人民广场" ||
		sent[2].Venue.Address != "上海" || sent[3].Contact.FirstName != "李雷" || sent[3].Contact.PhoneNumber != "+8613800000000" || sent[4].Text != "韩梅梅" {
		t.Errorf("got %+v", sent)
	}
	_, err := w.c.Send(t.Context(), w.account, w.part(core.Content{Kind: core.KindLocation, Location: &core.Location{Latitude: 91}}))
	w.wantError(err, core.Rejected, "telegram.location")
}

func TestEmulatorTooBigToFetch(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	box := &mailbox{}
	w.ann.SendFile(botToken, telegramtest.File{Kind: "document", Name: "big.zip", Bytes: []byte("x"), Size: 21 << 20})
	w.poll(box, 2)
	var update struct {
		Message struct {
			Document struct {
				FileID string `json:"file_id"`
			} `json:"document"`
		} `json:"message"`
	}
	if err := json.Unmarshal(box.bodies()[1], &update); err != nil || update.Message.Document.FileID == "" {
		t.Fatalf("no document in %s", box.bodies()[1])
	}
	if _, err := w.c.Fetch(t.Context(), w.account, core.Media{Ref: update.Message.Document.FileID}); !errors.Is(err, connectors.ErrTooBig) {
		t.Errorf("got %v", err)
	}
}

// mailbox is a sink that refuses the first fail batches.
type mailbox struct {
	mu     sync.Mutex
	fail   int
	raws   []core.Raw
	enough int
	stop   func()
}

func (m *mailbox) Accept(_ context.Context, raws ...core.Raw) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.fail > 0 {
		m.fail--
		return errors.New("not now")
	}
	m.raws = append(m.raws, raws...)
	if len(m.raws) >= m.enough {
		m.stop()
	}
	return nil
}

func (m *mailbox) bodies() (list [][]byte) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, r := range m.raws {
		list = append(list, r.Body)
	}
	return list
}

// poll receives until the box holds n updates; the account keeps the cursor.
func (w *world) poll(box *mailbox, n int) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), 20*time.Second)
	defer cancel()
	box.enough, box.stop = n, cancel
	a, err := w.c.Connect(ctx, w.account, "")
	if err != nil || !w.c.Receives(a) {
		w.t.Fatalf("connect: %v", err)
	}
	w.account = a
	if err := w.c.Receive(ctx, a, box); !errors.Is(err, context.Canceled) {
		w.t.Fatalf("receive: %v", err)
	}
	w.account.Cursor = box.raws[len(box.raws)-1].Cursor
}

func TestEmulatorPollLosesAndDoublesNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	box := &mailbox{fail: 1} // the first batch is not stored: it comes again
	for i := range 150 {     // more than one batch
		w.ann.Send(botToken, fmt.Sprint("message ", i))
	}
	w.poll(box, 151)
	w.ann.Send(botToken, "after a restart")
	w.poll(box, 152)
	seen := map[string]bool{}
	for _, r := range box.raws {
		if seen[r.Cursor] {
			t.Errorf("update %s came twice past the sink", r.Cursor)
		}
		seen[r.Cursor] = true
	}
	if len(box.raws) != 152 || !bytes.Contains(box.bodies()[151], []byte("after a restart")) {
		t.Errorf("%d updates", len(box.raws))
	}
}

func TestEmulatorWebhookReachesTheGate(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	got, refused := make(chan []byte, 10), make(chan error, 10)
	hub := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body) //nolint:errcheck // a short body fails the test below
		v, err := telegram.Gate{}.Open(w.account, connectors.Request{Header: r.Header, Body: body, Now: time.Now()})
		if err != nil {
			refused <- err
			rw.WriteHeader(http.StatusUnauthorized)
			return
		}
		got <- v.Raws[0].Body
		rw.WriteHeader(v.Ack.Status)
	}))
	t.Cleanup(hub.Close)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	w.account.Config["receive"] = "webhook"
	linked, err := w.c.Connect(ctx, w.account, hub.URL+"/in")
	if err != nil {
		t.Fatal(err)
	}
	select { // the hub does not know the secret yet: refused, and delivered again later
	case err := <-refused:
		if !errors.Is(err, connectors.ErrUnverified) {
			t.Fatal(err)
		}
	case <-ctx.Done():
		t.Fatal("nothing was delivered")
	}
	hub.Close()
	if err := w.c.Disconnect(ctx, linked); err != nil {
		t.Fatal(err)
	}
	w.account = linked
	second := httptest.NewServer(hub.Config.Handler)
	t.Cleanup(second.Close)
	if _, err := w.c.Connect(ctx, linked, second.URL+"/in"); err != nil {
		t.Fatal(err)
	}
	select {
	case body := <-got:
		if !bytes.Contains(body, []byte("/start")) {
			t.Errorf("got %s", body)
		}
	case <-ctx.Done():
		t.Fatal("nothing was accepted")
	}
}
