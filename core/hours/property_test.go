package hours_test

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/switchboard-hub/switchboard/core/hours"
)

// zones have summer time of an hour and of half of one, at midnight, in the
// south, twice a year around Ramadan, offsets of quarters of an hour, and a
// date that there never was (Apia, 2011-12-30).
var zones = []string{"UTC", "Asia/Shanghai", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "America/St_Johns", "Asia/Kathmandu",
	"Pacific/Apia", "Africa/Casablanca", "America/Sao_Paulo", "Asia/Beirut", "America/Santiago"}

// turns are days around which clocks change somewhere.
var turns = []string{"2011-12-29", "2018-11-03", "2018-02-17", "2026-03-08", "2026-03-29", "2026-04-05", "2026-10-04", "2026-10-25", "2026-11-01", "2026-02-14", "2026-09-05"}

func drawIntervals(t *rapid.T, label string) []hours.Interval {
	var out []hours.Interval
	at := 0
	for range rapid.IntRange(0, 3).Draw(t, label) {
		from := at + rapid.IntRange(0, 700).Draw(t, "gap")
		if from >= 1440 {
			break
		}
		at = from + rapid.IntRange(1, 1440).Draw(t, "length")
		out = append(out, hours.Interval{From: from, To: at})
	}
	return out
}

func drawSchedule(t *rapid.T, start time.Time) hours.Schedule {
	s := hours.Schedule{TimeZone: rapid.SampledFrom(zones).Draw(t, "zone"), Weekly: map[hours.Day][]hours.Interval{}}
	for _, d := range hours.Days() {
		if open := drawIntervals(t, string(d)); len(open) > 0 {
			s.Weekly[d] = open
		}
	}
	for i := range 4 {
		if rapid.Bool().Draw(t, "holiday") {
			s.Holidays = append(s.Holidays, hours.Holiday{Date: start.AddDate(0, 0, i).Format(time.DateOnly), Open: drawIntervals(t, "special")})
		}
	}
	return s
}

// clockOpen looks at the clock on the wall, and at nothing else.
func clockOpen(s hours.Schedule, zone *time.Location, at time.Time) bool {
	wall := at.In(zone)
	minute := wall.Hour()*60 + wall.Minute()
	begins := func(date time.Time) []hours.Interval {
		for _, h := range s.Holidays {
			if h.Date == date.Format(time.DateOnly) {
				return h.Open
			}
		}
		return s.Weekly[map[time.Weekday]hours.Day{time.Monday: "monday", time.Tuesday: "tuesday", time.Wednesday: "wednesday", time.Thursday: "thursday",
			time.Friday: "friday", time.Saturday: "saturday", time.Sunday: "sunday"}[date.Weekday()]]
	}
	noon := time.Date(wall.Year(), wall.Month(), wall.Day(), 12, 0, 0, 0, time.UTC)
	for _, v := range begins(noon) {
		if v.From <= minute && minute < v.To {
			return true
		}
	}
	for _, v := range begins(noon.AddDate(0, 0, -1)) {
		if v.From <= minute+1440 && minute+1440 < v.To {
			return true
		}
	}
	return false
}

// TestEveryMinuteIsWhatTheClockSays walks three days minute by minute.
func TestEveryMinuteIsWhatTheClockSays(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		start, err := time.Parse(time.DateOnly, rapid.SampledFrom(turns).Draw(t, "day"))
		if err != nil {
			t.Fatal(err)
		}
		data := drawSchedule(t, start)
		s, err := hours.New(data)
		if err != nil {
			t.Fatal(err)
		}
		zone, err := time.LoadLocation(data.TimeZone)
		if err != nil {
			t.Fatal(err)
		}
		from := start.Add(time.Duration(rapid.IntRange(-1440, 1440).Draw(t, "from")) * time.Minute)
		second := time.Duration(rapid.IntRange(0, 59).Draw(t, "second")) * time.Second
		var opens, begins time.Time
		was := clockOpen(data, zone, from)
		var sum time.Duration
		wanted := time.Duration(rapid.IntRange(1, 2000).Draw(t, "wanted")) * time.Minute
		for m := range 3 * 1440 {
			at := from.Add(time.Duration(m) * time.Minute)
			open := clockOpen(data, zone, at)
			if got := s.Open(at.Add(second)); got != open {
				t.Fatalf("at %s it is open: %v", at.In(zone), got)
			}
			if open && !was && begins.IsZero() {
				begins = at
				if got, ok := s.Begins(from); !ok || !got.Equal(at) {
					t.Fatalf("after %s hours begin at %s, not at %s", from.In(zone), got.In(zone), at.In(zone))
				}
			}
			if was = open; !open {
				continue
			}
			if opens.IsZero() {
				opens = at
				if got, ok := s.NextOpen(from); !ok || !got.Equal(at) {
					t.Fatalf("after %s it opens at %s, not at %s", from.In(zone), got.In(zone), at.In(zone))
				}
			}
			if sum += time.Minute; sum == wanted {
				if got, ok := s.Add(from, wanted); !ok || !got.Equal(at.Add(time.Minute)) {
					t.Fatalf("%s after %s is %s, not %s", wanted, from.In(zone), got.In(zone), at.Add(time.Minute).In(zone))
				}
			}
		}
		if got := s.Between(from, from.Add(3*1440*time.Minute)); got != sum {
			t.Fatalf("in three days from %s there are %s, not %s", from.In(zone), got, sum)
		}
	})
}

func TestWhatIsPutTogetherByHandMeansTheSame(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		at := time.Unix(rapid.Int64Range(1.3e9, 1.9e9).Draw(t, "at"), 0)
		data := drawSchedule(t, at)
		s, err := hours.New(data)
		if err != nil {
			t.Fatal(err)
		}
		a, aok := s.Add(at, 5*time.Hour)
		b, bok := data.Add(at, 5*time.Hour)
		if aok != bok || !a.Equal(b) || s.Open(at) != data.Open(at) {
			t.Fatal(fmt.Sprint(a, b))
		}
	})
}

func BenchmarkAdd(b *testing.B) {
	s := shop(b, "Europe/Berlin", hours.Holiday{Date: "2026-10-01"})
	at := in(b, "Europe/Berlin", "2026-09-30 17:55:00")
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := s.Add(at, 10*time.Minute); !ok {
			b.Fatal("never")
		}
	}
}
