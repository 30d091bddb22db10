package email

import (
	"strings"
)

// calendar is what an invitation says, each as it is to be read by people. Times
// are RFC 3339 where they are in UTC, and else as the calendar has them, with their zone.
type calendar struct {
	Method    string `json:"method,omitempty"`
	Summary   string `json:"summary,omitempty"`
	Start     string `json:"start,omitempty"`
	End       string `json:"end,omitempty"`
	Location  string `json:"location,omitempty"`
	Organizer string `json:"organizer,omitempty"`
}

// readCalendar reads the first event of an iCalendar file; nil: there is none.
func readCalendar(s string) *calendar {
	s = strings.NewReplacer("\n ", "", "\n\t", "").Replace(clean(s))
	c := &calendar{}
	inEvent := false
	for n, line := range strings.Split(s, "\n") {
		head, value, ok := strings.Cut(line, ":")
		if !ok || n > 5000 {
			continue
		}
		if quotes := strings.Count(head, `"`); quotes%2 == 1 { // a colon inside a quoted parameter
			if more, rest, ok := strings.Cut(value, `":`); ok {
				head, value = head+":"+more+`"`, rest
			}
		}
		name, params, _ := strings.Cut(head, ";")
		value = unescapeCalendar(value)
		switch name = strings.ToUpper(strings.TrimSpace(name)); {
		case name == "METHOD":
			c.Method = strings.ToLower(value)
		case name == "BEGIN" && (value == "VEVENT" || value == "VTODO"):
			inEvent = true
		case name == "END" && (value == "VEVENT" || value == "VTODO"):
			return c
		case !inEvent:
		case name == "SUMMARY":
			c.Summary = value
		case name == "LOCATION":
			c.Location = value
		case name == "DTSTART":
			c.Start = calendarTime(value, params)
		case name == "DTEND" || name == "DUE":
			c.End = calendarTime(value, params)
		case name == "ORGANIZER":
			c.Organizer = organizer(value, params)
		}
	}
	if !inEvent {
		return nil
	}
	return c
}

func unescapeCalendar(s string) string {
	return cut(oneLine(strings.NewReplacer(`\n`, " ", `\N`, " ", `\,`, ",", `\;`, ";", `\\`, `\`).Replace(s)), 1000)
}

// calendarTime writes 20261122T034338Z as 2026-11-22T03:43:38Z.
func calendarTime(v, params string) string {
	if len(v) >= 8 && !strings.ContainsFunc(v[:8], func(r rune) bool { return r < '0' || r > '9' }) {
		out := v[:4] + "-" + v[4:6] + "-" + v[6:8]
		if len(v) >= 15 && v[8] == 'T' {
			out += "T" + v[9:11] + ":" + v[11:13] + ":" + v[13:15] + v[15:]
		}
		v = out
	}
	_, zone, ok := strings.Cut(strings.ToUpper(params), "TZID=")
	if ok && !strings.HasSuffix(v, "Z") {
		zone = params[len(params)-len(zone):]
		zone, _, _ = strings.Cut(zone, ";")
		v += " " + strings.Trim(zone, `"`)
	}
	return v
}

func organizer(value, params string) string {
	to := value
	if strings.HasPrefix(strings.ToLower(to), "mailto:") {
		to = to[len("mailto:"):]
	}
	_, name, ok := strings.Cut(params, "CN=")
	if !ok {
		return to
	}
	if strings.HasPrefix(name, `"`) {
		name, _, _ = strings.Cut(name[1:], `"`)
	} else {
		name, _, _ = strings.Cut(name, ";")
	}
	return oneLine(name + " <" + to + ">")
}

// lines is the invitation as text, one thing a line.
func (c *calendar) lines() string {
	when := c.Start
	if c.End != "" && c.End != c.Start {
		when += " – " + c.End
	}
	var out []string
	for _, s := range []string{c.Summary, when, c.Location, c.Organizer} {
		if s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, "\n")
}
