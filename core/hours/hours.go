// Package hours knows when somebody is there: business hours by the week, in a
// time zone, with holidays. It counts what of a time is business time. All of it
// is pure: the present is an argument.
//
// A minute is open when a clock on the wall of that place shows a time within
// the hours. So an hour that a change to summer time leaves out is nobody's, and
// one that it repeats counts twice.
package hours

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/switchboard-hub/switchboard/core"
)

// Schedule says when it is open. A nil *Schedule is always open. One from New is
// fast and must not be changed any more; one that was put together by hand means
// the same.
type Schedule struct {
	TimeZone string             `json:"time_zone" maxLength:"64" doc:"IANA name, such as Asia/Shanghai"`
	Weekly   map[Day][]Interval `json:"weekly" doc:"Open hours by day: monday to sunday; a day that is missing is closed"`
	Holidays []Holiday          `json:"holidays,omitempty" maxItems:"1000" nullable:"false" doc:"Dates on which other hours hold"`

	ready *table
}

// Day is a day of the week: monday to sunday.
type Day string

// Days lists the days of the week, Monday first.
func Days() []Day {
	return []Day{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
}

// DayOf returns the name of a day.
func DayOf(d time.Weekday) Day { return Day(strings.ToLower(d.String())) }

// Interval is a stretch of a day, in minutes after its midnight. What goes on
// after the next midnight belongs to the day on which it begins: 22:00 to 02:00
// is 1320 to 1560.
type Interval struct {
	From int `json:"from" minimum:"0" maximum:"1439" doc:"Minutes after midnight"`
	To   int `json:"to" minimum:"1" maximum:"2879" doc:"Minutes after the same midnight; more than 1440 is the next day"`
}

// Holiday is a date on which the hours of the week do not hold.
type Holiday struct {
	Date string     `json:"date" format:"date"`
	Name string     `json:"name" maxLength:"200"`
	Open []Interval `json:"open,omitempty" maxItems:"24" nullable:"false" doc:"Hours of that date; none: closed"`
}

const (
	day          = 24 * 60 // minutes
	holidaysMax  = 1000
	intervalsMax = 24
	nameMax      = 200
)

// New checks a schedule and makes it ready for use.
func New(s Schedule) (*Schedule, error) {
	if err := s.Validate(); err != nil {
		return nil, err
	}
	s.ready = s.build()
	return &s, nil
}

// Validate returns the first problem of a schedule, in words.
func (s *Schedule) Validate() error {
	if _, err := time.LoadLocation(s.TimeZone); err != nil || s.TimeZone == "" || s.TimeZone == "Local" || len(s.TimeZone) > 64 {
		return problem("schedule.time_zone", "%q is no time zone: give an IANA name such as Asia/Shanghai", s.TimeZone)
	}
	for d := range s.Weekly {
		if !slices.Contains(Days(), d) {
			return problem("schedule.day", "%q is no day of the week: they are monday to sunday", d)
		}
	}
	for _, d := range Days() {
		if err := check(string(d), s.Weekly[d]); err != nil {
			return err
		}
	}
	if len(s.Holidays) > holidaysMax {
		return problem("schedule.holiday", "there are more than %d holidays", holidaysMax)
	}
	dates := map[string]bool{}
	for _, h := range s.Holidays {
		switch _, ok := dateOf(h.Date); {
		case !ok:
			return problem("schedule.holiday", "%q is no date: write it as 2026-10-01", h.Date)
		case dates[h.Date]:
			return problem("schedule.holiday", "%s is there twice", h.Date)
		case len(h.Name) > 4*nameMax:
			return problem("schedule.holiday", "the name of %s is too long", h.Date)
		}
		dates[h.Date] = true
		if err := check(h.Date, h.Open); err != nil {
			return err
		}
	}
	return nil
}

func check(of string, list []Interval) error {
	if len(list) > intervalsMax {
		return problem("schedule.interval", "%s has more than %d intervals", of, intervalsMax)
	}
	for i, v := range sorted(list) {
		switch {
		case v.From < 0 || v.From >= day:
			return problem("schedule.interval", "%s: an interval begins at minute %d; it must be between 0 and %d", of, v.From, day-1)
		case v.To <= v.From:
			return problem("schedule.interval", "%s: the interval from %s ends before it begins; for the next day add %d to its end", of, clock(v.From), day)
		case v.To > v.From+day:
			return problem("schedule.interval", "%s: the interval from %s is longer than a day", of, clock(v.From))
		case i > 0 && v.From < sorted(list)[i-1].To:
			return problem("schedule.interval", "%s: two intervals overlap at %s", of, clock(v.From))
		}
	}
	return nil
}

func sorted(list []Interval) []Interval {
	return slices.SortedFunc(slices.Values(list), func(a, b Interval) int { return cmp.Compare(a.From, b.From) })
}

func clock(minute int) string { return fmt.Sprintf("%02d:%02d", minute/60, minute%60) }

func problem(code, format string, args ...any) error {
	return &core.Problem{Status: 422, Code: code, Text: fmt.Sprintf(format, args...)}
}

// Named is a schedule as it is kept.
type Named struct {
	ID       core.ID
	Name     string
	Schedule Schedule
}
