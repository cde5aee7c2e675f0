package table

import (
	"strconv"
	"strings"
	"unicode"
)

// order says in which order a date has its parts. A column has one of them.
type order uint8

const (
	yearFirst  order = iota // 2026-01-31, also with a time of day behind it
	dayFirst                // 31.1.2026, 31/01/26, 31 Jan 2026, 1er févr. 2026, 31 de enero de 2026
	monthFirst              // 1/31/2026, Jan 31, 2026
	orders
)

// dates are how many cells are dates of each order.
type dates [orders]int

// add counts a cell.
func (d *dates) add(s string) {
	if len(s) < 6 || len(s) > 40 {
		return
	}
	for o := range orders {
		if _, ok := o.days(s); ok {
			d[o]++
		}
	}
}

// best is the order in which the most cells are dates, and how many those are.
// doubt is set where days and months can be exchanged in all of them.
func (d *dates) best() (o order, n int, doubt bool) {
	for k := range orders {
		if d[k] > d[o] {
			o = k
		}
	}
	return o, d[o], d[dayFirst] == d[monthFirst] && o != yearFirst
}

// days is the time from 1970-01-01 to the date s in days, without regard to
// leap seconds; a time of day is a fraction, and one without a zone is of UTC.
func (o order) days(s string) (float64, bool) {
	if strings.ContainsAny(s, "年년") { // 2026年1月31日
		s = eastern.Replace(s)
	}
	s = withoutWeekday(strings.TrimSpace(s))
	date, clock := s, ""
	if o == yearFirst && len(s) > 12 && s[8] == 'T' && strings.Trim(s[:8]+s[9:13], "0123456789") == "" { // 20260131T120000Z
		end := 13
		for end < len(s) && s[end] >= '0' && s[end] <= '9' {
			end++
		}
		if end != 13 && end != 15 {
			return 0, false
		}
		clock = s[9:11] + ":" + s[11:13]
		if end == 15 {
			clock += ":" + s[13:15]
		}
		s = s[:4] + "-" + s[4:6] + "-" + s[6:8] + "T" + clock + s[end:]
		date = s
	}
	if i := strings.IndexAny(s, "T"); i > 0 && s[i-1] >= '0' && s[i-1] <= '9' {
		date, clock = s[:i], s[i+1:]
	} else if i := strings.IndexByte(s, ':'); i > 0 { // the blank before the hours
		i = strings.LastIndexByte(s[:i], ' ')
		if i < 0 {
			return 0, false
		}
		date, clock = strings.TrimSpace(s[:i]), s[i+1:]
	}
	y, m, d, ok := o.parts(date)
	if !ok {
		return 0, false
	}
	fraction, ok := dayTime(clock)
	return float64(civil(y, m, d)) + fraction, ok
}

// withoutWeekday is a date without the day of the week before it, Mon, 05 Jan 2026, and with the year
// before the time of day where it stands behind, as C writes it: Mon Jan  5 03:04:05 2026.
func withoutWeekday(s string) string {
	first, rest, ok := strings.Cut(s, " ")
	if word := strings.TrimRight(first, ",."); ok && (len(word) < len(first) || len(word) == 3) && word != "" && monthOf(word) == 0 && strings.IndexFunc(word, func(r rune) bool { return !unicode.IsLetter(r) }) < 0 {
		s = strings.TrimSpace(rest)
	}
	if f := strings.Fields(s); len(f) == 4 && strings.Contains(f[2], ":") && len(f[3]) == 4 {
		s = f[0] + " " + f[1] + " " + f[3] + " " + f[2]
	}
	return s
}

// eastern makes numbers with dashes of dates as they are written in Chinese, Japanese and
// Korean.
var eastern = strings.NewReplacer("年", "-", "月", "-", "日", " ", "号", " ", "년 ", "-", "월 ", "-", "년", "-", "월", "-", "일", " ")

// parts are year, month and day of a date.
func (o order) parts(s string) (y, m, d int, ok bool) {
	var fields [3]string
	n := 0
	rest := s
	if o == dayFirst && strings.Contains(s, " de ") {
		rest = strings.ReplaceAll(s, " de ", " ")
	}
	for ; n < 3 && rest != ""; n++ {
		i := strings.IndexAny(rest, "-/. ,")
		if i < 0 {
			i = len(rest)
		}
		fields[n] = rest[:i]
		rest = strings.TrimLeft(strings.TrimPrefix(rest[i:], ","), "-/. ")
	}
	if n < 2 || n == 2 && o != yearFirst || rest != "" {
		return 0, 0, 0, false
	}
	year, month, day := fields[0], fields[1], fields[2]
	switch o {
	case yearFirst:
		if len(year) != 4 {
			return 0, 0, 0, false
		}
		if n == 2 { // 2026-01
			if !strings.Contains(s, "-") || len(month) != 2 {
				return 0, 0, 0, false
			}
			day = "1"
		}
	case dayFirst:
		year, day = fields[2], strings.TrimSuffix(fields[0], "er")
	case monthFirst:
		year, month, day = fields[2], fields[0], fields[1]
		if strings.Contains(s, ".") {
			return 0, 0, 0, false
		}
	}
	y, errY := strconv.Atoi(year)
	d, errD := strconv.Atoi(day)
	m = monthOf(month)
	if errY != nil || errD != nil || len(day) > 2 || len(year) != 4 && len(year) != 2 || m < 1 || d < 1 || d > daysIn(y, m) {
		return 0, 0, 0, false
	}
	if len(year) == 2 { // as spreadsheets do
		y += 1900
		if y < 1930 {
			y += 100
		}
	}
	return y, m, d, true
}

// monthNames are the names of each month in English, French, German, Spanish, Italian, Portuguese
// and Dutch, without accents, and short forms that do not begin them.
var monthNames = [12]string{
	"january janvier januar enero gennaio janeiro", "february fevrier februar febrero febbraio fevereiro", "march mars maerz marzo marco maart mrz mrt",
	"april avril abril aprile", "may mai mayo maggio maio mei", "june juin juni junio giugno junho", "july juillet juli julio luglio julho",
	"august aout agosto augustus", "september septembre septiembre setiembre settembre setembro", "october octobre oktober octubre ottobre outubro",
	"november novembre noviembre", "december decembre dezember diciembre dicembre dezembro",
}

var unaccented = strings.NewReplacer("é", "e", "û", "u", "ä", "a", "ç", "c")

// monthOf is the month of a number, or of a name or its first letters, three at least; 0 of
// anything else, and of letters with which two months begin.
func monthOf(s string) int {
	if m, err := strconv.Atoi(s); err == nil {
		if len(s) > 2 || m > 12 || m < 0 {
			return 0
		}
		return m
	}
	if len(s) < 3 || len(s) > len("septiembre") {
		return 0
	}
	found := 0
	word := unaccented.Replace(strings.ToLower(s))
	for i, names := range monthNames {
		for name := range strings.SplitSeq(names, " ") {
			switch {
			case word == name || word == "marz" && i == 2: // März, as it is written without its accent
				return i + 1
			case found == i+1 || !strings.HasPrefix(name, word):
			case found > 0:
				return 0
			default:
				found = i + 1
			}
		}
	}
	return found
}

func daysIn(y, m int) int {
	switch {
	case m == 2 && (y%4 != 0 || y%100 == 0 && y%400 != 0):
		return 28
	case m == 2:
		return 29
	case m == 4 || m == 6 || m == 9 || m == 11:
		return 30
	}
	return 31
}

// civil is the number of days from 1970-01-01 to a date of the Gregorian
// calendar: years of 365 days with their leap days, counted from a March, so that
// a leap day ends its year.
func civil(y, m, d int) int {
	if m <= 2 {
		y--
		m += 12
	}
	return 365*y + floorDiv(y, 4) - floorDiv(y, 100) + floorDiv(y, 400) + (153*(m-3)+2)/5 + d - 719469
}

func floorDiv(a, b int) int {
	if a < 0 {
		return -((-a + b - 1) / b)
	}
	return a / b
}

// dayTime is a time of day, 12:00, 12:00:00.5Z, 6:00 PM or 12:00+01:00, as part of
// a day.
func dayTime(s string) (part float64, ok bool) {
	s = strings.TrimSpace(s)
	if s == "" {
		return 0, true
	}
	upper := strings.ToUpper(s)
	afternoon, half := strings.HasSuffix(upper, "PM"), strings.HasSuffix(upper, "AM") || strings.HasSuffix(upper, "PM")
	if half {
		s = strings.TrimSpace(s[:len(s)-2])
	}
	s = strings.TrimSpace(strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(s, "UTC"), "GMT"), "Z"))
	zone := 0.0
	if i := strings.LastIndexAny(s, "+-"); i > 0 {
		digits := strings.ReplaceAll(s[i+1:], ":", "")
		v, err := strconv.Atoi(digits)
		if err != nil || len(digits) != 4 && len(digits) != 2 {
			return 0, false
		}
		if len(digits) == 2 {
			v *= 100
		}
		zone = float64(v/100) + float64(v%100)/60
		if s[i] == '-' {
			zone = -zone
		}
		s = strings.TrimSpace(s[:i])
	}
	parts := strings.Split(s, ":")
	if len(parts) < 2 || len(parts) > 3 {
		return 0, false
	}
	var v [3]float64
	for i, p := range parts {
		x, err := strconv.ParseFloat(strings.Replace(p, ",", ".", 1), 64)
		if err != nil || !(x >= 0 && x < 61) || i < 2 && len(p) > 2 {
			return 0, false
		}
		v[i] = x
	}
	if half {
		if v[0] < 1 || v[0] > 12 {
			return 0, false
		}
		if v[0] == 12 {
			v[0] = 0
		}
		if afternoon {
			v[0] += 12
		}
	}
	return (v[0]-zone)/24 + v[1]/1440 + v[2]/86400, v[0] <= 24
}
