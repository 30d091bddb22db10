package demo

import (
	"context"
	"math/rand/v2"
	"time"
)

// How long customers take, and have patience.
const (
	writeLeast, writeMost = 2 * time.Second, 6 * time.Second
	readLeast, readMost   = 3 * time.Second, 8 * time.Second
	restLeast, restMost   = time.Minute, 150 * time.Second
	awayLeast, awayMost   = 30 * time.Second, 2 * time.Minute // after the last visit, before the first comes again
	patience              = 100 * time.Second                 // until a customer asks whether anybody is there
	giveUp                = 15 * time.Minute
	lingers               = 2 * time.Minute // after the last word, for answers and a question for a rating
	smallTalk             = 2               // replies to what comes after the last word
)

// customer is a person of the script who lives.
type customer struct {
	world  *world
	person *person
	rand   *rand.Rand
	phone  phone
}

// live goes through the person's visits, and then through as many others again and
// again, until ctx ends.
func (c *customer) live(ctx context.Context, first time.Duration) error {
	var err error
	if c.phone, err = c.world.phone(c.person); err != nil || !pause(ctx, first) {
		return err
	}
	for visits := c.person.Visits; ; visits = c.world.others[c.person.Language].draw(len(visits)) {
		for _, v := range visits {
			c.world.report(ctx, c.person.Name, c.visit(ctx, v))
			if !pause(ctx, between(c.rand, restLeast, restMost)) {
				return nil
			}
		}
		if !pause(ctx, between(c.rand, awayLeast, awayMost)) {
			return nil
		}
	}
}

// visit is one matter, from the first word to the last.
func (c *customer) visit(ctx context.Context, v visit) error {
	if err := c.phone.arrive(ctx, v); err != nil {
		return err
	}
	for i, t := range v.Turns {
		if err := c.speak(ctx, t.Say, i > 0); err != nil {
			return err
		}
		if v.Leaves && i == len(v.Turns)-1 {
			if !pause(ctx, between(c.rand, 5*readMost, 10*readMost)) {
				return nil
			}
			return c.phone.leave(ctx)
		}
		if on, err := c.answered(ctx, v); err != nil || !on {
			return err
		}
	}
	if v.Thanks != "" {
		if err := c.speak(ctx, []line{{Text: v.Thanks}}, true); err != nil {
			return err
		}
	}
	return c.linger(ctx, v)
}

// speak writes lines one after the other, and takes its time.
func (c *customer) speak(ctx context.Context, lines []line, slowly bool) error {
	for _, l := range lines {
		if slowly {
			if err := c.phone.typing(ctx); err != nil {
				return err
			}
			if !pause(ctx, between(c.rand, writeLeast, writeMost)) {
				return nil
			}
		}
		if err := c.phone.say(ctx, l); err != nil {
			return err
		}
		slowly = true
	}
	return nil
}

// answered waits for an answer, and asks once whether anybody is there. on: the
// visit goes on.
func (c *customer) answered(ctx context.Context, v visit) (on bool, err error) {
	got, err := c.hear(ctx, patience)
	if err != nil {
		return false, err
	}
	if len(got) == 0 {
		if err := c.speak(ctx, []line{{Text: c.pick(c.world.script.Phrases[c.person.Language].Nudges)}}, true); err != nil {
			return false, err
		}
		if got, err = c.hear(ctx, giveUp); err != nil || len(got) == 0 {
			return false, err
		}
	}
	if asked, err := c.rated(ctx, v, got); err != nil || asked {
		return false, err // the agent has ended it
	}
	return pause(ctx, between(c.rand, readLeast, readMost)), nil
}

// linger stays a while after the last word: for a question how it was, and for
// what an agent may still say. The question follows a goodbye, which asks for no
// reply.
func (c *customer) linger(ctx context.Context, v visit) error {
	for range smallTalk {
		got, err := c.hear(ctx, lingers)
		if err != nil || len(got) == 0 {
			return err
		}
		more, err := c.hear(ctx, readMost)
		if err != nil {
			return err
		}
		if asked, err := c.rated(ctx, v, append(got, more...)); err != nil || asked {
			return err
		}
		if err := c.speak(ctx, []line{{Text: c.pick(c.world.script.Phrases[c.person.Language].Replies)}}, true); err != nil {
			return err
		}
	}
	return nil
}

// rated gives a score where one was asked for.
func (c *customer) rated(ctx context.Context, v visit, got []heard) (asked bool, err error) {
	for _, h := range got {
		if h.rate == nil {
			continue
		}
		if v.Score == 0 || !pause(ctx, between(c.rand, readLeast, readMost)) {
			return true, nil
		}
		return true, h.rate(ctx, v.Score)
	}
	return false, nil
}

// hear waits for what comes, for so long at most.
func (c *customer) hear(ctx context.Context, most time.Duration) ([]heard, error) {
	limited, cancel := context.WithTimeout(ctx, most)
	defer cancel()
	got, err := c.phone.hear(limited)
	if limited.Err() != nil {
		return got, nil //nolint:nilerr // nothing came
	}
	return got, err
}

func (c *customer) pick(list []string) string { return list[c.rand.IntN(len(list))] }
