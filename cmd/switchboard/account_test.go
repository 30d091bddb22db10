package main_test

import (
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/connectors/telegram/telegramtest"
)

// linked is an account as the command line prints it.
type linked struct {
	ID          string `json:"id"`
	Status      string `json:"status"`
	CallbackURL string `json:"callback_url"`
	Health      struct{ State, Problem string }
}

const oldToken, newToken = "700:AA-the_first_token", "700:AA-the_second_token"

func TestLinkingRefusesWhatCannotWork(t *testing.T) {
	t.Parallel()
	srv := telegramtest.New(telegramtest.Options{})
	t.Cleanup(srv.Close)
	n := newNode(t, "")
	for _, serving := range []bool{false, true} {
		if serving {
			n.start()
		}
		add := func(settings ...string) []string {
			args := []string{"account", "add", "telegram", "--name", "Shop"}
			for _, s := range settings {
				args = append(args, "--set", s)
			}
			return append(append(args, n.place()...), "--allow-private", "127.0.0.0/8")
		}
		fails(t, add("token=700:AA-nobody", "api_base="+srv.URL), "Telegram refuses this token", "@BotFather")
		fails(t, add("token=nonsense", "api_base="+srv.URL), "has not the form of a bot token")
		fails(t, add("api_base="+srv.URL), "token is missing")
		fails(t, add("token="+oldToken, "tokn=x"), `no setting "tokn"`)
		fails(t, add("token=@"+filepath.Join(n.data, "nofile")), "--set token", "no such file")
		fails(t, append([]string{"account", "add", "pigeon", "--name", "x"}, n.place()...), `no channel "pigeon"`, "telegram")
		fails(t, append([]string{"account", "check", nowhere}, n.place()...), "there is no such account")
		if list := n.accounts(); len(list) != 0 {
			t.Errorf("serving %v: %d accounts are linked", serving, len(list))
		}
	}
	n.flags = nil
	n.stop()
	n.start() // a hub that may not reach private networks
	private := append([]string{"account", "add", "telegram", "--name", "Shop", "--set", "token=" + oldToken, "--set", "api_base=" + srv.URL}, n.place()...)
	fails(t, private, "not a public address", "--allow-private 127.0.0.1/32")
	if list := n.accounts(); len(list) != 0 {
		t.Errorf("%d accounts are linked", len(list))
	}
}

// Which private networks may be reached is the serving hub's setting: linking
// beside no hub leaves the account to it.
func TestAnAccountInAPrivateNetworkIsCheckedByTheHubThatMayReachIt(t *testing.T) {
	t.Parallel()
	srv := telegramtest.New(telegramtest.Options{})
	t.Cleanup(srv.Close)
	srv.AddBot(oldToken, "shop_bot")
	n := newNode(t, "")
	path, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	args := append([]string{"account", "add", "telegram", "--name", "Shop", "--set", "token=" + oldToken, "--set", "api_base=" + srv.URL,
		"--set", "receive=webhook"}, n.place()...)
	if out, err := exec.Command(path, args...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	n.start()
	n.until("the hub has connected it", func() bool {
		list := n.accounts()
		return len(list) == 1 && list[0].Health.State == "healthy" && srv.CallCount(oldToken, "setwebhook") == 1
	})
}

func (n *node) accounts() []linked {
	n.t.Helper()
	var all []linked
	n.command(&all, "account", "list")
	return all
}

// A platform that cannot be reached is no reason to type everything again.
func TestAnAccountOfAPlatformThatIsAwayIsCheckedLater(t *testing.T) {
	t.Parallel()
	srv := telegramtest.New(telegramtest.Options{})
	t.Cleanup(srv.Close)
	srv.AddBot(oldToken, "shop_bot")
	srv.Fail("getme", 1, telegramtest.HTMLError(http.StatusBadGateway))
	n := newNode(t, "")
	var a linked
	n.command(&a, "account", "add", "telegram", "--name", "Shop", "--set", "token="+oldToken, "--set", "api_base="+srv.URL, "--set", "receive=webhook")
	if a.Health.State != "unchecked" || !strings.Contains(a.Health.Problem, "cannot be used now") {
		t.Fatalf("health %+v", a.Health)
	}
	n.start()
	n.until("the running hub connects it", func() bool { return n.accounts()[0].Health.State == "healthy" })
	if srv.CallCount(oldToken, "setwebhook") == 0 {
		t.Error("the platform was not told the address")
	}
	n.stop()
}

func TestAnAccountLinkedBeforeTheFirstServeIsConnectedByIt(t *testing.T) {
	t.Parallel()
	srv := telegramtest.New(telegramtest.Options{})
	t.Cleanup(srv.Close)
	srv.AddBot(oldToken, "shop_bot")
	n := newNode(t, "", "--public-url", "https://hub.example.com/")
	secret := filepath.Join(t.TempDir(), "token")
	if err := os.WriteFile(secret, []byte(oldToken+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var a linked
	n.command(&a, "account", "add", "--set", "token=@"+secret, "--name", "Shop", "--set", "api_base="+srv.URL, "telegram")
	if a.Health.State != "healthy" || a.ID == "" {
		t.Fatalf("linked %+v", a)
	}
	n.start()
	want := "https://hub.example.com/hooks/telegram/" + a.ID
	n.until("the platform knows the address", func() bool { return lastCall(srv, oldToken, "setWebhook").Params["url"] == want })
	if got := n.accounts()[0].CallbackURL; got != want {
		t.Errorf("callback_url %q", got)
	}
	n.stop()
	n.command(&a, "account", "check", a.ID) // the address is known now, also without a hub
	if a.CallbackURL != want || a.Health.State != "healthy" {
		t.Errorf("checked %+v", a)
	}
}

func TestATokenIsRotated(t *testing.T) {
	t.Parallel()
	s := openShop(t)
	b := s.bot(t)
	id := b.greet()
	s.srv.Revoke(b.token)
	rotated := strings.Replace(b.token, "the_token", "the_next", 1)
	s.srv.AddBot(rotated, "shop_bot")
	fails(t, append([]string{"account", "update", b.account, "--set", "token=1:AA-wrong"}, b.place()...), "Telegram refuses this token")
	var a linked
	b.command(&a, "account", "update", b.account, "--set", "token="+rotated)
	if a.Health.State != "healthy" {
		t.Errorf("health %+v", a.Health)
	}
	old := b.token
	b.token = rotated
	b.user.Send(b.token, "同一个") // the emulator counts anew: this is message 1 again, and dropped
	b.user.Send(b.token, "新机器人")
	b.until("messages arrive again", func() bool { return len(b.letters(id)) == 2 })
	b.delivered(id, b.answer(id, map[string]any{"text": "好"}), "sent")
	if n := b.srv.SentCount(old); n != 0 {
		t.Errorf("%d messages left under the old token", n)
	}
}

func TestAPausedAccountKeepsEverythingForLater(t *testing.T) {
	t.Parallel()
	s := openShop(t)
	b := s.bot(t)
	id := b.greet()
	var a linked
	b.command(&a, "account", "pause", b.account)
	if a.Status != "paused" {
		t.Fatalf("status %q", a.Status)
	}
	if got := b.deliver(b.secret(), update(50, b.user.ID(), "hi")); got != http.StatusServiceUnavailable {
		t.Errorf("a callback: status %d", got)
	}
	b.user.Send(b.token, "在吗")
	m := b.answer(id, map[string]any{"text": "在"})
	b.until("the platform's delivery is put off", func() bool {
		all := b.srv.UpdatesOf(b.token)
		return all[len(all)-1].Attempts > 0
	})
	if got := b.letter(id, m).Delivery; got != "queued" {
		t.Errorf("the answer is %s", got)
	}
	b.sent(0)
	b.command(&a, "account", "resume", b.account)
	b.until("the user's message is there", func() bool { return len(b.letters(id)) == 3 })
	b.delivered(id, m, "sent")
}

func TestARemovedAccountIsGoneAndItsConversationsStay(t *testing.T) {
	t.Parallel()
	s := openShop(t)
	b := s.bot(t)
	id := b.greet()
	secret := b.secret()
	b.must(http.MethodPost, "/accounts/"+b.account+"/pause", nil, nil)
	m := b.answer(id, map[string]any{"text": "太晚"})
	b.command(nil, "account", "remove", b.account)
	if got := b.deliver(secret, update(51, b.user.ID(), "hi")); got != http.StatusGone {
		t.Errorf("a callback: status %d", got)
	}
	if b.srv.CallCount(b.token, "deletewebhook") == 0 {
		t.Error("the platform was not told")
	}
	got := b.delivered(id, m, "failed")
	if got.Error.Code != "account.removed" {
		t.Errorf("error %+v", got.Error)
	}
	b.refused(http.StatusConflict, http.MethodPost, "/conversations/"+id+"/messages", map[string]any{"client_message_id": "z", "text": "x"}, "account.removed")
	b.refused(http.StatusNotFound, http.MethodGet, "/accounts/"+b.account, nil, "account.not_found")
	fails(t, append([]string{"account", "resume", b.account}, b.place()...), "there is no such account")
	b.sent(0)
}
