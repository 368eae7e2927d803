package ratio

import (
	"testing"
	"time"
)

// What the weekly closes of the main example come to. The reference are rescans
// of crypto_weekly.csv by a separate program: ETH/BTC of 2025-02-28 was last lower
// on 2021-01-01; its month-end MACD, which golden facts check by count, was down
// from 2022-06-24 to 2025-08-29.
func TestGoldenExtremes(t *testing.T) {
	base, coins := facts(t, "2026-08-21")
	for _, c := range coins {
		if c.ID != "ETH" {
			continue
		}
		s := Of(c.Price, base.Between(c.Price.Time(0), base.Time(base.Len()-1)), 0)
		low, flip, texts := NewLow(156*week, 5200*week), new(Flip), map[string]string{}
		for i, x := range s.Values() {
			v, err := low.Update(s.Time(i), x)
			if err != nil {
				t.Fatal(err)
			}
			texts[v.Time.Format(time.DateOnly)] = v.String()
		}
		h := histogram(monthEnds(t, s, s.Time(s.Len()-1)))
		for i, x := range h.Values() {
			v, err := flip.Update(h.Time(i), x)
			if err != nil {
				t.Fatal(err)
			}
			if v.Flipped {
				texts["flip "+v.Time.Format(time.DateOnly)] = v.String()
			}
		}
		for day, want := range map[string]string{
			"2025-02-28":      "lowest in 4.2 years, since 2021-01-01",
			"2025-04-11":      "lowest in 5.3 years, since 2020-01-10",
			"flip 2022-06-24": "turned down, first turn in 24 months",
			"flip 2025-08-29": "turned up, first turn in 3.2 years",
		} {
			if texts[day] != want {
				t.Errorf("%s: %q, want %q", day, texts[day], want)
			}
		}
	}
	on := func(day string) time.Time { at, _ := time.Parse(time.DateOnly, day); return at }
	want := Decline{
		Depth: -0.8168804251449999, Peak: 17706.9, Trough: 3242.48,
		PeakTime: on("2017-12-15"), TroughTime: on("2018-12-14"), Recovered: on("2020-11-20"),
	}
	if got := MaxDrawdown(base, 0); got != want {
		t.Errorf("BTC: %#v, want %#v", got, want)
	}
}
