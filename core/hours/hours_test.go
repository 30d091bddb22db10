package hours_test

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/hours"
)

// shop is open 9:00–12:00 and 13:30–18:00 from Monday to Friday and in the night
// from Saturday to Sunday.
func shop(t testing.TB, zone string, holidays ...hours.Holiday) *hours.Schedule {
	t.Helper()
	s := hours.Schedule{TimeZone: zone, Weekly: map[hours.Day][]hours.Interval{"saturday": {{From: 22 * 60, To: 26 * 60}}}, Holidays: holidays}
	for _, d := range hours.Days()[:5] {
		s.Weekly[d] = []hours.Interval{{From: 9 * 60, To: 12 * 60}, {From: 13*60 + 30, To: 18 * 60}}
	}
	out, err := hours.New(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func in(t testing.TB, zone, text string) time.Time {
	t.Helper()
	loc, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	at, err := time.ParseInLocation("2006-01-02 15:04:05", text, loc)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func TestHoursOfAWeek(t *testing.T) {
	t.Parallel()
	const zone = "Asia/Shanghai"
	s := shop(t, zone, hours.Holiday{Date: "2026-10-01", Name: "国庆节"},
		hours.Holiday{Date: "2026-10-10", Name: "调休", Open: []hours.Interval{{From: 10 * 60, To: 16 * 60}}})
	for _, c := range []struct {
		at   string
		open bool
		next string
	}{
		{"2026-09-28 08:59:59", false, "2026-09-28 09:00:00"}, // Monday
		{"2026-09-28 09:00:00", true, "2026-09-28 09:00:00"},
		{"2026-09-28 11:59:59", true, "2026-09-28 11:59:59"},
		{"2026-09-28 12:00:00", false, "2026-09-28 13:30:00"},
		{"2026-09-28 18:00:00", false, "2026-09-29 09:00:00"},
		{"2026-09-30 18:00:00", false, "2026-10-02 09:00:00"}, // the holiday is between
		{"2026-10-01 10:00:00", false, "2026-10-02 09:00:00"},
		{"2026-10-03 23:59:59", true, "2026-10-03 23:59:59"},
		{"2026-10-04 00:00:00", true, "2026-10-04 00:00:00"},
		{"2026-10-04 02:00:00", false, "2026-10-05 09:00:00"},
		{"2026-10-10 09:30:00", false, "2026-10-10 10:00:00"},
		{"2026-10-10 22:30:00", false, "2026-10-12 09:00:00"}, // no night on a special Saturday
	} {
		at := in(t, zone, c.at)
		if got := s.Open(at); got != c.open {
			t.Errorf("at %s: open %v", c.at, got)
		}
		if got, ok := s.NextOpen(at.UTC()); !ok || !got.Equal(in(t, zone, c.next)) || got.Location() != time.UTC {
			t.Errorf("after %s it opens at %s, %v", c.at, got.In(at.Location()), ok)
		}
	}
}

func TestBusinessTimeIsAdded(t *testing.T) {
	t.Parallel()
	const zone = "Asia/Shanghai"
	s := shop(t, zone)
	for _, c := range []struct {
		from string
		d    time.Duration
		to   string
	}{
		{"2026-09-28 09:30:15", 15 * time.Minute, "2026-09-28 09:45:15"},
		{"2026-09-28 11:50:00", 10 * time.Minute, "2026-09-28 12:00:00"},
		{"2026-09-28 11:50:00", 30 * time.Minute, "2026-09-28 13:50:00"},
		{"2026-09-28 20:00:00", time.Hour, "2026-09-29 10:00:00"},
		{"2026-10-02 17:00:00", 2 * time.Hour, "2026-10-03 23:00:00"},
		{"2026-10-02 17:00:00", 6 * time.Hour, "2026-10-05 10:00:00"},
		{"2026-09-28 20:00:00", 0, "2026-09-28 20:00:00"},
		{"2026-09-28 20:00:00", -time.Hour, "2026-09-28 20:00:00"},
	} {
		from := in(t, zone, c.from)
		if got, ok := s.Add(from, c.d); !ok || !got.Equal(in(t, zone, c.to)) {
			t.Errorf("%s and %s: %s, %v", c.from, c.d, got, ok)
		} else if back := s.Between(from, got); back != max(c.d, 0) {
			t.Errorf("between %s and %s: %s", from, got, back)
		}
	}
}

// TestClocksThatChange has the two nights on which summer time begins and ends.
func TestClocksThatChange(t *testing.T) {
	t.Parallel()
	const zone = "America/New_York"
	night := hours.Schedule{TimeZone: zone, Weekly: map[hours.Day][]hours.Interval{"sunday": {{From: 60, To: 4 * 60}}}}
	for date, want := range map[string]time.Duration{"2026-03-08": 2 * time.Hour, "2026-11-01": 4 * time.Hour, "2026-06-07": 3 * time.Hour} {
		from := in(t, zone, date+" 00:00:00")
		if got := night.Between(from, from.Add(12*time.Hour)); got != want {
			t.Errorf("the night of %s has %s", date, got)
		}
	}
}

func TestNoHoursAndNoSchedule(t *testing.T) {
	t.Parallel()
	at := in(t, "UTC", "2026-01-01 00:00:00")
	never, err := hours.New(hours.Schedule{TimeZone: "UTC"})
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := never.NextOpen(at); ok || never.Open(at) || never.Between(at, at.Add(time.Hour)) != 0 {
		t.Error("what has no hours opens")
	}
	if _, ok := never.Add(at, time.Second); ok {
		t.Error("what has no hours passes")
	}
	var always *hours.Schedule
	if got, ok := always.Begins(at); ok {
		t.Errorf("what is always open begins at %s", got)
	}
	next, ok := always.NextOpen(at)
	later, added := always.Add(at, time.Hour)
	if !ok || !added || !next.Equal(at) || !later.Equal(at.Add(time.Hour)) || !always.Open(at) || always.Between(at, later) != time.Hour || always.Between(later, at) != 0 {
		t.Error("no schedule is not always open")
	}
	far, err := hours.New(hours.Schedule{TimeZone: "UTC", Holidays: []hours.Holiday{{Date: "2028-01-01", Open: []hours.Interval{{From: 0, To: 1440}}}}})
	if err != nil {
		t.Fatal(err)
	}
	if got, ok := far.NextOpen(at); ok {
		t.Errorf("within a year: %s", got)
	}
}

func TestProblemsSayWhatIsWrong(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ text, code, says string }{
		"no zone":      {`{}`, "schedule.time_zone", `"" is no time zone`},
		"local":        {`{"time_zone":"Local"}`, "schedule.time_zone", "Local"},
		"a made-up":    {`{"time_zone":"Asia/Shangai"}`, "schedule.time_zone", "Asia/Shangai"},
		"a day":        {`{"time_zone":"UTC","weekly":{"montag":[]}}`, "schedule.day", "montag"},
		"backwards":    {`{"time_zone":"UTC","weekly":{"monday":[{"from":1320,"to":120}]}}`, "schedule.interval", "monday: the interval from 22:00 ends before"},
		"negative":     {`{"time_zone":"UTC","weekly":{"monday":[{"from":-1,"to":120}]}}`, "schedule.interval", "minute -1"},
		"too long":     {`{"time_zone":"UTC","weekly":{"monday":[{"from":60,"to":1560}]}}`, "schedule.interval", "longer than a day"},
		"overlap":      {`{"time_zone":"UTC","weekly":{"friday":[{"from":600,"to":700},{"from":500,"to":601}]}}`, "schedule.interval", "friday: two intervals overlap at 10:00"},
		"a date":       {`{"time_zone":"UTC","holidays":[{"date":"2026-02-30"}]}`, "schedule.holiday", "2026-02-30"},
		"twice":        {`{"time_zone":"UTC","holidays":[{"date":"2026-02-03"},{"date":"2026-02-03"}]}`, "schedule.holiday", "twice"},
		"on a holiday": {`{"time_zone":"UTC","holidays":[{"date":"2026-02-03","open":[{"from":5,"to":5}]}]}`, "schedule.interval", "2026-02-03"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var s hours.Schedule
			if err := json.Unmarshal([]byte(c.text), &s); err != nil {
				t.Fatal(err)
			}
			_, err := hours.New(s)
			if !errors.Is(err, &core.Problem{Code: c.code}) || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%v", err)
			}
		})
	}
}

func FuzzSchedule(f *testing.F) {
	f.Add(`{"time_zone":"Asia/Shanghai","weekly":{"monday":[{"from":540,"to":1080}]},"holidays":[{"date":"2026-10-01","name":"国庆节"}]}`, int64(1790000000))
	f.Add(`{"time_zone":"Pacific/Apia","weekly":{"friday":[{"from":1,"to":1441}],"saturday":[{"from":1439,"to":2879}]}}`, int64(1325239200))
	f.Add(`{"time_zone":"America/New_York","weekly":{"sunday":[{"from":0,"to":1440}]}}`, int64(-62135596800))
	f.Fuzz(func(t *testing.T, text string, second int64) {
		var s hours.Schedule
		if json.Unmarshal([]byte(text), &s) != nil {
			return
		}
		ready, err := hours.New(s)
		if err != nil {
			return
		}
		b, err := json.Marshal(ready)
		if err != nil {
			t.Fatal(err)
		}
		var again hours.Schedule
		if err := json.Unmarshal(b, &again); err != nil || again.Validate() != nil {
			t.Fatalf("%s is written as %s: %v, %v", text, b, err, again.Validate())
		}
		if b2, _ := json.Marshal(again); string(b2) != string(b) || !reflect.DeepEqual(again.Weekly, ready.Weekly) && len(again.Weekly)+len(ready.Weekly) > 0 {
			t.Fatalf("%s is written as %s and then as %s", text, b, b2)
		}
		at := time.Unix(second%(1<<36), 0)
		next, ok := ready.NextOpen(at)
		if ready.Open(at) != (ok && next.Equal(at)) {
			t.Fatalf("at %s it is open: %v, and opens at %s", at, ready.Open(at), next)
		}
		if ok && (!ready.Open(next) || ready.Between(at, next) != 0) {
			t.Fatalf("after %s it opens at %s, when it is open: %v", at, next, ready.Open(next))
		}
		if end, ok := ready.Add(at, time.Hour); ok && ready.Between(at, end) != time.Hour {
			t.Fatalf("an hour after %s is %s", at, end)
		}
	})
}
