package telegramtest

import "time"

// limiter is the bot-wide part of the rates; all of it is guarded by the bot's
// lock.
type limiter struct {
	rates Rates
	off   bool
	all   bucket
	until time.Time // the whole bot is refused until then
}

// bucket is a token bucket that starts full.
type bucket struct {
	tokens float64
	at     time.Time
}

// chatRate is the part of one chat: a bucket, and for groups the times of the
// messages of the last minute.
type chatRate struct {
	bucket bucket
	minute []time.Time
}

// refill brings the bucket up to date.
func (k *bucket) refill(now time.Time, perSecond, burst int) {
	if k.at.IsZero() {
		k.tokens = float64(burst)
	} else if past := now.Sub(k.at); past > 0 {
		k.tokens = min(k.tokens+past.Seconds()*float64(perSecond), float64(burst))
	}
	k.at = now
}

// wait is how long until n tokens are there. More than a full bucket is let
// pass when it is full, or an album could never be sent.
func (k *bucket) wait(n, perSecond, burst int) time.Duration {
	missing := min(float64(n), float64(burst)) - k.tokens
	if missing <= 0 {
		return 0
	}
	return time.Duration(missing / float64(perSecond) * float64(time.Second))
}

// spend counts n messages to a chat, or refuses and throttles the whole bot:
// after a 429 nothing is accepted until retry_after has passed. The caller
// holds the bot's lock.
func (l *limiter) spend(c *chat, n int, now time.Time) *apiError {
	if l.off {
		return nil
	}
	r := &l.rates
	burst := max(r.ChatBurst, 1)
	l.all.refill(now, r.PerSecond, r.PerSecond)
	c.rate.bucket.refill(now, r.ChatPerSecond, burst)
	wait := max(l.all.wait(n, r.PerSecond, r.PerSecond), c.rate.bucket.wait(n, r.ChatPerSecond, burst))
	if c.person == nil {
		wait = max(wait, c.rate.groupWait(n, r.GroupPerMinute, now))
	}
	if wait > 0 {
		refusal := tooMany(wait)
		l.until = now.Add(time.Duration(refusal.RetryAfter) * time.Second)
		return refusal
	}
	l.all.tokens -= float64(n)
	c.rate.bucket.tokens -= float64(n)
	return nil
}

// groupWait keeps a sliding minute and books n messages when they fit.
func (c *chatRate) groupWait(n, most int, now time.Time) time.Duration {
	for len(c.minute) > 0 && now.Sub(c.minute[0]) >= time.Minute {
		c.minute = c.minute[1:]
	}
	if over := len(c.minute) + n - most; over > 0 && len(c.minute) > 0 {
		last := c.minute[min(over, len(c.minute))-1]
		return time.Minute - now.Sub(last)
	}
	for range n {
		c.minute = append(c.minute, now)
	}
	return 0
}

// Throttle refuses everything the bot sends for d, with 429.
func (s *Server) Throttle(token string, d time.Duration) {
	b := s.mustBot(token)
	b.mu.Lock()
	defer b.mu.Unlock()
	b.limiter.until = s.opts.Now().Add(d)
}

func (b *bot) throttledFor(now time.Time) time.Duration {
	b.mu.Lock()
	defer b.mu.Unlock()
	return max(b.limiter.until.Sub(now), 0)
}
