package wechattest

import (
	"context"
	"net"
	"slices"
	"strings"
	"time"
)

// party is who holds credentials: an app or a corp.
type party struct {
	s         *Server
	id        string
	secret    string
	callback  Callback
	whitelist []string // IP addresses; nil admits all
	app       *App
	corp      *Corp

	normal   *token // of cgi-bin/token, or of gettoken
	stable   *token
	forcedAt []time.Time // forced refreshes of the stable token
	quotas   map[string]int
	used     map[string]int // calls of usedOn, by method
	usedOn   string
	clears   map[string]int // quota clears, by month

	media  map[string]*medium
	shown  []Shown
	calls  []Call
	counts map[string]int // calls by method

	pushes   []*Push
	lanes    map[string][]*Push // waiting for the first attempt, by person
	underway int                // pushes that are not done
	oldKey   int                // deliveries still to come under Callback.PreviousAESKey
}

func (s *Server) newParty(id, secret string, callback Callback, whitelist []string) *party {
	return &party{
		s: s, id: id, secret: secret, callback: callback, whitelist: whitelist,
		quotas: make(map[string]int), used: make(map[string]int), clears: make(map[string]int),
		media: make(map[string]*medium), lanes: make(map[string][]*Push), counts: make(map[string]int),
	}
}

// SetWhitelist replaces the IP addresses that may call; none admits all.
func (p *party) SetWhitelist(addresses ...string) {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	p.whitelist = addresses
}

func (p *party) admits(remote string) bool {
	host, _, err := net.SplitHostPort(remote)
	return p.whitelist == nil || err == nil && slices.Contains(p.whitelist, host)
}

// SetSecret replaces the secret, as its owner does on the platform's page.
func (p *party) SetSecret(secret string) {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	p.secret = secret
}

// SetQuota sets how many calls of a method a day holds; the method is named by
// its path after /cgi-bin/.
func (p *party) SetQuota(method string, calls int) {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	p.quotas[method] = calls
}

// quota is the daily number of calls of a method, 0 for none that is told. The
// numbers are those of "接口调用频次限制说明".
func (p *party) quota(method string) int {
	if n, set := p.quotas[method]; set {
		return n
	}
	if p.corp != nil {
		return 0
	}
	switch method {
	case "token":
		return 2000
	case "message/custom/send":
		return 500000
	case "media/upload", "tags/members/batchtagging", "tags/members/batchuntagging":
		return 100000
	case "media/get":
		return 200000
	case "message/mass/sendall", "message/mass/send":
		return 100
	case "user/get":
		return 500
	case "user/info", "user/info/batchget":
		return 5000000
	case "message/template/send":
		return 100000
	}
	return 0
}

// today are the calls of the day that is, in China's time.
func (p *party) today() map[string]int {
	if day := china(p.s.now()).Format(time.DateOnly); day != p.usedOn {
		p.usedOn, p.used = day, make(map[string]int)
	}
	return p.used
}

// spend counts a call against the day's quota.
func (q *call) spend() *refusal {
	if q.party == nil {
		return nil
	}
	used, most := q.party.today(), q.party.quota(q.name)
	if most > 0 && used[q.name] >= most {
		return refuse(45009)
	}
	used[q.name]++
	return nil
}

// china is the time zone in which the platform's days and months begin.
func china(t time.Time) time.Time { return t.In(time.FixedZone("CST", 8*60*60)) }

// Shown is what people's phones show of the account, in order.
func (p *party) Shown() []Shown {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	return slices.Clone(p.shown)
}

// ShownCount is len(Shown), without copying: for conditions of Wait.
func (p *party) ShownCount() int {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	return len(p.shown)
}

// WaitShown waits until phones show n of the account and returns them all.
func (p *party) WaitShown(ctx context.Context, n int) ([]Shown, error) {
	err := p.s.Wait(ctx, func() bool { return p.ShownCount() >= n })
	return p.Shown(), err
}

// Calls returns the account's last calls, oldest first.
func (p *party) Calls() []Call {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	return slices.Clone(p.calls)
}

// CallCount is how many calls of a method there were, refused and faulty ones
// too. A method is named by its path after /cgi-bin/.
func (p *party) CallCount(method string) int {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	return p.counts[strings.TrimPrefix(method, "/cgi-bin/")]
}
