package series_test

import (
	"fmt"
	"time"

	"github.com/riskon/riskon/series"
)

func gdpVintages() *series.Vintages {
	v := series.NewVintages(series.USDBillions)
	// The first quarter comes in April, the second in July with the first
	// revised, and in August the second is revised.
	for _, p := range []struct {
		ref, known string
		value      float64
	}{
		{"2025-03-31", "2025-04-30", 100},
		{"2025-03-31", "2025-07-30", 101},
		{"2025-06-30", "2025-07-30", 110},
		{"2025-06-30", "2025-08-28", 112},
	} {
		if err := v.Add(date(p.ref), date(p.known), p.value, series.USDBillions); err != nil {
			panic(err)
		}
	}
	return v
}

// The Treasury's account at the Fed, FRED's WTREGEN, was published in billions
// up to November 2025 and is in millions since. The unit goes with the vintage.
func ExampleVintages() {
	change := date("2025-11-13") // the first vintage in millions
	tga := series.NewVintages(series.USDMillions)
	for _, p := range []struct {
		ref   string
		value float64
	}{{"2025-11-05", 957.891}, {"2026-01-07", 837306}} {
		known := series.H41(date(p.ref))
		unit := series.USDBillions
		if !known.Before(change) {
			unit = series.USDMillions
		}
		if err := tga.Add(date(p.ref), known, p.value, unit); err != nil {
			fmt.Println(err)
		}
	}
	show(tga.Latest().Value)

	// The whole history comes again with each vintage. A new unit is no revision.
	err := tga.Add(date("2025-11-05"), series.H41(date("2026-01-14")), 957_891, series.USDMillions)
	fmt.Println(tga.Revisions(date("2025-11-05")).Values(), err)
	// Output:
	// 2025-11-06T21:30:00Z 957891
	// 2026-01-08T21:30:00Z 837306
	// [957891 957891] <nil>
}

func ExampleNewVintages() {
	v := series.NewVintages(series.Percent)
	fmt.Println(v.Unit(), v.Len())
	// Output: percent 0
}

func ExampleVintages_Add() {
	v := series.NewVintages(series.USDMillions)
	ref := date("2026-01-07")
	fmt.Println(v.Add(ref, series.H41(ref), 6_573_602, series.USDMillions))
	fmt.Println(v.Add(ref, series.H41(ref), 6_573_602, series.USDMillions))
	fmt.Println(v.Add(ref, date("2026-01-09"), 4.25, series.Percent))
	// Output:
	// <nil>
	// series: point 1 (2026-01-08T21:30:00Z): time twice
	// series: point 1 (2026-01-09T00:00:00Z): no unit, or units that do not count the same thing
}

func ExampleVintages_AddAll() {
	v := series.NewVintages(series.USDBillions)
	ref := []time.Time{date("2025-03-31"), date("2025-03-31"), date("2025-06-30")} // by reference date
	known := []time.Time{date("2025-04-30"), date("2025-08-28"), date("2025-07-30")}
	err := v.AddAll(ref, known, []float64{100, 101, 110}, series.USDBillions)
	fmt.Println(v.Len(), err)
	show(v.Latest().Value)
	// Output:
	// 3 <nil>
	// 2025-04-30T00:00:00Z 100
	// 2025-07-30T00:00:00Z 110
	// 2025-08-28T00:00:00Z 110
}

func ExampleVintages_Latest() {
	r := gdpVintages().Latest()
	for i := range r.Value.Len() {
		ref := time.Unix(int64(r.Ref.Value(i)), 0).UTC()
		fmt.Println(r.Value.Time(i).Format(time.DateOnly), r.Value.Value(i), "about", ref.Format(time.DateOnly))
	}
	// Output:
	// 2025-04-30 100 about 2025-03-31
	// 2025-07-30 110 about 2025-06-30
	// 2025-08-28 112 about 2025-06-30
}

func ExampleVintages_FirstRelease() {
	show(gdpVintages().FirstRelease().Value)
	// Output:
	// 2025-04-30T00:00:00Z 100
	// 2025-07-30T00:00:00Z 110
}

func ExampleVintages_Revisions() {
	show(gdpVintages().Revisions(date("2025-03-31")))
	// Output:
	// 2025-04-30T00:00:00Z 100
	// 2025-07-30T00:00:00Z 101
}

func ExampleVintages_AsKnown() {
	for ref, x := range gdpVintages().AsKnown(date("2025-08-01")).All() {
		fmt.Println(ref.Format(time.DateOnly), x)
	}
	// Output:
	// 2025-03-31 101
	// 2025-06-30 110
}

func ExampleVintages_Until() {
	v := gdpVintages().Until(date("2025-08-01"))
	fmt.Println(v.Len(), v.Latest().Value.Values())
	// Output: 3 [100 110]
}

func ExampleVintages_Each() {
	// A bot saves each print, and adds them again when it starts.
	saved := series.NewVintages(series.USDMillions)
	from := gdpVintages()
	from.Each(func(ref, known time.Time, value float64) bool {
		return saved.Add(ref, known, value, from.Unit()) == nil
	})
	fmt.Println(saved.Len(), saved.Latest().Value.Values())
	// Output: 4 [100000 110000 112000]
}

func ExampleSnapshot() {
	s := gdpVintages().AsKnown(date("2025-08-28"))
	for i := range s.Len() {
		fmt.Println(s.Ref(i).Format(time.DateOnly), s.Value(i), "since", s.Known(i).Format(time.DateOnly))
	}
	x, y := s.XY(0)
	fmt.Println(x, y)
	// Output:
	// 2025-03-31 101 since 2025-07-30
	// 2025-06-30 112 since 2025-08-28
	// 1.7433792e+09 101
}

func ExampleSnapshot_For() {
	s := gdpVintages().AsKnown(date("2025-08-28"))
	fmt.Println(s.For(date("2025-06-30")))
	fmt.Println(s.For(date("2025-06-29")))
	// Output:
	// 112 true
	// NaN false
}

func ExampleSnapshot_Each() {
	sum := 0.0
	gdpVintages().AsKnown(date("2025-08-28")).Each(func(_ time.Time, x float64) bool {
		sum += x
		return true
	})
	fmt.Println(sum)
	// Output: 213
}

func ExampleUnit() {
	var unset series.Unit
	fmt.Println(series.USDMillions, "-", series.Percent, "-", unset)
	// Output: USD millions - percent - no unit
}

func ExampleUnit_Convert() {
	fmt.Println(series.USDBillions.Convert(64.1, series.USDMillions))
	fmt.Println(series.USDMillions.Convert(64100, series.USDBillions))
	fmt.Println(series.Percent.Convert(4.25, series.USD))
	// Output:
	// 64100 <nil>
	// 64.1 <nil>
	// NaN series: no unit, or units that do not count the same thing
}
