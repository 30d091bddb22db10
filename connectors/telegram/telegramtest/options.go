package telegramtest

import (
	"net/http"
	"time"
)

// Options shape the emulated platform. The zero value is usable.
type Options struct {
	// Addr is where to listen; "127.0.0.1:0" by default.
	Addr string
	// Now is the platform's clock: dates, the age of messages, rates and the
	// life of links follow it. Timeouts of requests do not. time.Now by default.
	Now func() time.Time

	// StrictWebhookURL enforces HTTPS and the ports 443, 80, 88 and 8443, as
	// the Bot API documentation of setWebhook demands. Off, so that tests can
	// point a webhook at loopback.
	StrictWebhookURL bool
	// WebhookTimeout bounds one delivery; 10 s by default.
	WebhookTimeout time.Duration
	// RedeliverAfter is the first pause after a refused delivery; it doubles
	// up to RedeliverMax. 50 ms and 2 s by default, to suit tests: the
	// platform's own pauses are not published.
	RedeliverAfter, RedeliverMax time.Duration
	// AnyChatOrder lets updates of one chat be delivered at the same time and
	// out of order, which the platform does not rule out. By default one
	// update a chat is in flight (the option called PerChatOrder).
	AnyChatOrder bool
	// WebhookTransport replaces the transport of deliveries, say to trust the
	// certificate of a test server.
	WebhookTransport http.RoundTripper

	// Rates are the sending limits; zero fields take DefaultRates.
	Rates Rates
	// NoRates switches the limits off. Throttle still works.
	NoRates bool

	// MaxDownload is the largest file getFile gives out and MaxUpload the
	// largest a bot may send, 20 and 50 MB; MaxPhoto is 10 MB. (Bot API
	// documentation, "Sending files" and getFile.)
	MaxDownload, MaxUpload, MaxPhoto int64
	// FileLinkLife is how long a file_path works: "at least 1 hour" (Bot API
	// documentation, getFile), so an hour is the least a client may count on.
	FileLinkLife time.Duration
	// CallbackLife is how long a callback query can be answered; 5 minutes.
	// The platform's number is not published.
	CallbackLife time.Duration

	// CallLog is how many calls a bot's log keeps; 4096 by default, negative
	// for none.
	CallLog int
	// OnCall, if set, is called after each call, from its handler.
	OnCall func(Call)
}

// Rates are the limits of the Bot API FAQ, "My bot is hitting limits".
type Rates struct {
	PerSecond      int // messages a bot may send a second, to all chats
	ChatPerSecond  int // messages a second to one chat, after ChatBurst
	ChatBurst      int // "short bursts" over ChatPerSecond that are let pass
	GroupPerMinute int // messages a minute to one group
}

// DefaultRates are the published limits; the size of a burst is not published.
var DefaultRates = Rates{PerSecond: 30, ChatPerSecond: 1, ChatBurst: 5, GroupPerMinute: 20}

const megabyte = 1 << 20

func (o Options) withDefaults() Options {
	orDuration := func(d *time.Duration, def time.Duration) {
		if *d == 0 {
			*d = def
		}
	}
	orSize := func(n *int64, def int64) {
		if *n == 0 {
			*n = def
		}
	}
	orInt := func(n *int, def int) {
		if *n == 0 {
			*n = def
		}
	}
	if o.Addr == "" {
		o.Addr = "127.0.0.1:0"
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	orDuration(&o.WebhookTimeout, 10*time.Second)
	orDuration(&o.RedeliverAfter, 50*time.Millisecond)
	orDuration(&o.RedeliverMax, 2*time.Second)
	orDuration(&o.FileLinkLife, time.Hour)
	orDuration(&o.CallbackLife, 5*time.Minute)
	orSize(&o.MaxDownload, 20*megabyte)
	orSize(&o.MaxUpload, 50*megabyte)
	orSize(&o.MaxPhoto, 10*megabyte)
	orInt(&o.CallLog, 4096)
	orInt(&o.Rates.PerSecond, DefaultRates.PerSecond)
	orInt(&o.Rates.ChatPerSecond, DefaultRates.ChatPerSecond)
	orInt(&o.Rates.ChatBurst, DefaultRates.ChatBurst)
	orInt(&o.Rates.GroupPerMinute, DefaultRates.GroupPerMinute)
	return o
}
