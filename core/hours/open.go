package hours

import (
	"iter"
	"time"
)

const (
	// nextMax is how far NextOpen looks ahead, and addMax how far Add does.
	nextMax = 366 * 24 * time.Hour
	addMax  = 10 * nextMax
)

// Open reports whether it is open at a time.
func (s *Schedule) Open(t time.Time) bool {
	if s == nil {
		return true
	}
	h := s.table()
	_, offset := t.In(h.zone).Zone()
	date, second := split(t.Unix() + int64(offset))
	for _, v := range h.on(date) {
		if minute := int(second / 60); v.From <= minute && minute < v.To {
			return true
		}
	}
	return false
}

// NextOpen returns when it opens next: t itself where it is open; false where it
// does not within a year.
func (s *Schedule) NextOpen(t time.Time) (time.Time, bool) {
	if s == nil {
		return t, true
	}
	for span := range s.table().spans(t, t.Add(nextMax)) {
		return span.from.In(t.Location()), true
	}
	return time.Time{}, false
}

// Begins returns when hours begin after t: where it is open then, those after.
// false where none do within a year; it is never closed then, or never open.
func (s *Schedule) Begins(t time.Time) (time.Time, bool) {
	if s == nil {
		return time.Time{}, false
	}
	until := t
	for span := range s.table().spans(t, t.Add(nextMax)) {
		if span.from.After(until) {
			return span.from.In(t.Location()), true
		}
		until = span.to // what goes on at midnight begins nothing
	}
	return time.Time{}, false
}

// Add returns the moment at which d of business time has passed since t; false
// where that takes more than ten years.
func (s *Schedule) Add(t time.Time, d time.Duration) (time.Time, bool) {
	if s == nil || d <= 0 {
		return t.Add(max(d, 0)), true
	}
	for span := range s.table().spans(t, t.Add(addMax)) {
		length := span.to.Sub(span.from)
		if d <= length {
			return span.from.Add(d).In(t.Location()), true
		}
		d -= length
	}
	return time.Time{}, false
}

// Between returns how much business time lies between two times; 0 where b is
// not after a.
func (s *Schedule) Between(a, b time.Time) time.Duration {
	if s == nil {
		return max(b.Sub(a), 0)
	}
	var sum time.Duration
	for span := range s.table().spans(a, b) {
		sum += span.to.Sub(span.from)
	}
	return sum
}

// table is a schedule as it is asked: the hours of each date within that date,
// in order and apart. Dates are days since 1970.
type table struct {
	zone    *time.Location
	weekly  [7][]Interval // by date modulo 7; 1970 began with a Thursday
	special map[int64][]Interval
}

func (s *Schedule) table() *table {
	if s.ready != nil {
		return s.ready
	}
	return s.build()
}

// build is for schedules that Validate passes; a zone that nobody knows is UTC.
func (s *Schedule) build() *table {
	zone, err := time.LoadLocation(s.TimeZone)
	if err != nil {
		zone = time.UTC
	}
	h := &table{zone: zone, special: make(map[int64][]Interval, 2*len(s.Holidays))}
	holidays := make(map[int64][]Interval, len(s.Holidays))
	for _, holiday := range s.Holidays {
		if date, ok := dateOf(holiday.Date); ok {
			holidays[date] = holiday.Open
		}
	}
	begins := func(date int64) []Interval {
		if open, ok := holidays[date]; ok {
			return open
		}
		return s.Weekly[DayOf(time.Weekday((date%7+7+4)%7))]
	}
	for date := range h.weekly {
		h.weekly[date] = within(s.Weekly[DayOf(time.Weekday((date+4)%7))], s.Weekly[DayOf(time.Weekday((date+3)%7))])
	}
	for date := range holidays {
		h.special[date] = within(begins(date), begins(date-1))
		h.special[date+1] = within(begins(date+1), begins(date))
	}
	return h
}

// within returns the open stretches of a date from the intervals that begin on
// it, and on the date before.
func within(today, yesterday []Interval) []Interval {
	var all []Interval
	for _, v := range yesterday {
		if v.To > day {
			all = append(all, Interval{0, min(v.To-day, day)})
		}
	}
	for _, v := range today {
		all = append(all, Interval{v.From, min(v.To, day)})
	}
	var out []Interval
	for _, v := range sorted(all) {
		if n := len(out); n > 0 && v.From <= out[n-1].To {
			out[n-1].To = max(out[n-1].To, v.To)
			continue
		}
		out = append(out, v)
	}
	return out
}

func (h *table) on(date int64) []Interval {
	if len(h.special) > 0 {
		if open, ok := h.special[date]; ok {
			return open
		}
	}
	return h.weekly[(date%7+7)%7]
}

type span struct{ from, to time.Time }

// spans yields the open stretches between two times, in order. As long as the
// zone's offset stays the same, the clock on the wall runs evenly.
func (h *table) spans(from, to time.Time) iter.Seq[span] {
	return func(yield func(span) bool) {
		for at := from.Round(0); at.Before(to); {
			local := at.In(h.zone)
			_, offset := local.Zone()
			_, until := local.ZoneBounds()
			if until.IsZero() || until.After(to) {
				until = to
			}
			date, _ := split(at.Unix() + int64(offset))
			for ; ; date++ {
				midnight := time.Unix(date*24*60*60-int64(offset), 0)
				if !midnight.Before(until) {
					break
				}
				for _, v := range h.on(date) {
					s := span{midnight.Add(time.Duration(v.From) * time.Minute), midnight.Add(time.Duration(v.To) * time.Minute)}
					if s.from.Before(at) {
						s.from = at
					}
					if s.to.After(until) {
						s.to = until
					}
					if s.from.Before(s.to) && !yield(s) {
						return
					}
				}
			}
			at = until
		}
	}
}

// split returns the date of a second since 1970, and the second within it.
func split(second int64) (date, within int64) {
	date = second / (24 * 60 * 60)
	if within = second % (24 * 60 * 60); within < 0 {
		date, within = date-1, within+24*60*60
	}
	return date, within
}

func dateOf(text string) (int64, bool) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return 0, false
	}
	date, _ := split(t.Unix())
	return date, true
}

// Location returns the time zone; UTC where there are no hours.
func (s *Schedule) Location() *time.Location {
	if s == nil {
		return time.UTC
	}
	zone, err := time.LoadLocation(s.TimeZone)
	if err != nil {
		return time.UTC
	}
	return zone
}
