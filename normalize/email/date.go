package email

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/switchboard-hub/switchboard/core"
)

var (
	clockRE   = regexp.MustCompile(`(\d{1,2}):(\d{1,2})(?:[:.](\d{1,2})(?:[.,]\d+)?)?`)
	dottedRE  = regexp.MustCompile(`(\d{1,2})\.(\d{1,2})(?:\.(\d{1,2}))?`) // where no clock has colons
	isoRE     = regexp.MustCompile(`(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})`)
	offsetRE  = regexp.MustCompile(`^\s*(?:GMT|UTC|UT)?\s*([+\-])\s*(\d{1,2}?):?(\d{2})?(?:\D|$)`)
	zoneRE    = regexp.MustCompile(`^\s*[("]?\s*([A-Za-z]{1,5})\b`)
	numberRE  = regexp.MustCompile(`\d+`)
	monthRE   = regexp.MustCompile(`(?i)(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*`)
	cnMonthRE = regexp.MustCompile(`(\d{1,2}|[一二三四五六七八九十]{1,2})月`)
	afterRE   = regexp.MustCompile(`(?i)下午|晚上|\bp\.?m\b`)
	beforeRE  = regexp.MustCompile(`(?i)上午|凌晨|\ba\.?m\b`)
)

// parseDate reads a Date as RFC 5322 has it, and as mailers write it: years of
// two digits, months by number or in Chinese, zones by name, broken or missing,
// which then is UTC, and China's where the date is written in Chinese. ok is false where no day can be made out.
func parseDate(s string) (at core.Time, ok bool) {
	s = cut(oneLine(s), 200)
	if s == "" {
		return 0, false
	}
	clock := clockRE.FindStringSubmatchIndex(s)
	if clock == nil && monthRE.MatchString(s) {
		clock = dottedRE.FindStringSubmatchIndex(s)
	}
	day, tail := s, ""
	var hour, minute, second int
	if len(clock) > 0 {
		hour, minute = atoi(s[clock[2]:clock[3]]), atoi(s[clock[4]:clock[5]])
		if clock[6] >= 0 {
			second = min(atoi(s[clock[6]:clock[7]]), 59)
		}
		day, tail = s[:clock[0]], s[clock[1]:]
	}
	switch {
	case afterRE.MatchString(s) && hour < 12:
		hour += 12
	case beforeRE.MatchString(s) && hour == 12:
		hour = 0
	}
	year, month, date, ok := dayOf(strings.TrimSuffix(day, "T"))
	if !ok {
		year, month, date, ok = dayOf(day + " " + zoneless(tail)) // the year comes after the clock
	}
	if !ok || month < 1 || month > 12 || date < 1 || date > 31 || hour > 24 || minute > 59 || year < 1970 || year > 9998 {
		return 0, false
	}
	t := time.Date(year, time.Month(month), date, hour, minute, second, 0, time.UTC).Add(-zone(s, tail))
	if t.Before(time.Unix(0, 0)) {
		return 0, false
	}
	return core.At(t), true
}

// zone is the offset of a date; one that is written in Chinese and has none is China's.
func zone(s, tail string) time.Duration {
	if strings.ContainsRune(s, '年') && strings.TrimSpace(tail) == "" {
		return 8 * time.Hour
	}
	return offset(tail)
}

func atoi(s string) int { n, _ := strconv.Atoi(s); return n }

// dayOf finds year, month and day of the month.
func dayOf(s string) (year, month, date int, ok bool) {
	if m := isoRE.FindStringSubmatch(s); m != nil {
		return atoi(m[1]), atoi(m[2]), atoi(m[3]), true
	}
	rest := ""
	if m := monthRE.FindStringSubmatchIndex(s); m != nil {
		month = strings.Index("janfebmaraprmayjunjulaugsepoctnovdec", strings.ToLower(s[m[2]:m[3]]))/3 + 1
		rest = s[:m[0]] + " " + s[m[1]:]
	} else if m := cnMonthRE.FindStringSubmatchIndex(s); m != nil {
		if month = atoi(s[m[2]:m[3]]); month == 0 {
			month = chineseMonth(s[m[2]:m[3]])
		}
		rest = s[:m[0]] + " " + s[m[1]:]
	} else if n := numberRE.FindAllString(s, 4); len(n) == 3 && len(n[2]) == 4 { // 22/11/2026, 11/22/2026
		a, b := atoi(n[0]), atoi(n[1])
		if a > 12 || strings.Contains(s, ".") {
			a, b = b, a
		}
		return atoi(n[2]), a, b, true
	} else {
		return 0, 0, 0, false
	}
	n := numberRE.FindAllString(rest, 3)
	if len(n) < 2 {
		return 0, 0, 0, false
	}
	d, y := n[0], n[1]
	if len(d) == 4 {
		d, y = y, d
	}
	return fullYear(y), month, atoi(d), true
}

func chineseMonth(s string) int {
	const digits = "一二三四五六七八九十"
	m := 0
	for _, r := range s {
		m += strings.Index(digits, string(r))/3 + 1
	}
	return m
}

// fullYear reads a year of two or three digits as RFC 5322 says.
func fullYear(s string) int {
	y := atoi(s)
	switch {
	case len(s) <= 2 && y < 50:
		return 2000 + y
	case len(s) <= 3:
		return 1900 + y
	}
	return y
}

// zoneless is what follows the clock, without numbers that are a zone.
func zoneless(tail string) string {
	if m := offsetRE.FindStringIndex(tail); m != nil {
		return tail[m[1]:]
	}
	return tail
}

// offset reads the zone after the clock; nothing and nonsense are UTC.
func offset(tail string) time.Duration {
	tail = beforeRE.ReplaceAllString(afterRE.ReplaceAllString(tail, ""), "")
	if m := offsetRE.FindStringSubmatch(tail); m != nil {
		h, minutes := atoi(m[2]), atoi(m[3])
		if h > 14 || minutes > 59 {
			return 0
		}
		d := time.Duration(h)*time.Hour + time.Duration(minutes)*time.Minute
		if m[1] == "-" {
			return -d
		}
		return d
	}
	if m := zoneRE.FindStringSubmatch(tail); m != nil {
		return time.Duration(zoneHours(strings.ToUpper(m[1]))) * time.Hour
	}
	return 0
}

// zoneHours knows the names of RFC 5322 and some that mailers write. CST is
// America's there, and China's nowhere.
func zoneHours(name string) int {
	switch name {
	case "EST", "CDT":
		return -5
	case "EDT":
		return -4
	case "CST", "MDT":
		return -6
	case "MST", "PDT":
		return -7
	case "PST":
		return -8
	case "CET", "BST", "MEZ", "WEST":
		return 1
	case "CEST", "EET", "MESZ":
		return 2
	case "MSK", "EEST":
		return 3
	case "HKT", "SGT":
		return 8
	case "JST", "KST":
		return 9
	}
	return 0
}
