package regime_test

import (
	"encoding/json"
	"fmt"
	"math"
	"time"

	"github.com/riskon/riskon/regime"
	"github.com/riskon/riskon/series"
)

// weeklyRecords are two years of a market that turns up after one: the S&P 500
// fund rises slowly, the small-cap fund falls and then rises, the dollar does the
// opposite, and the Fed eases.
func weeklyRecords(start time.Time) (records []regime.Record) {
	bar := func(name string, friday time.Time, open, close float64) regime.Bar {
		return regime.Bar{Series: name, Ref: friday, Bar: series.Bar{
			Start: friday.AddDate(0, 0, -4), End: friday.Add(21 * time.Hour),
			Open: open, High: max(open, close) + 1, Low: min(open, close) - 1, Close: close,
		}}
	}
	small := func(i int) float64 { return 100 + max(float64(i)-52, (52-float64(i))/2) + float64(i%3) }
	for i := range 104 {
		friday := start.AddDate(0, 0, 7*(i+1))
		rate := 2.0
		if i > 70 {
			rate = 1.25
		}
		records = append(records,
			bar("IWM", friday, small(max(i-1, 0)), small(i)), bar("SPY", friday, 200+float64(i), 201+float64(i)),
			regime.Value{Series: "DFEDTARU", Ref: friday.AddDate(0, 0, -2), Known: friday.AddDate(0, 0, -1), Value: rate},
			regime.Value{Series: "DTWEXBGS", Ref: friday, Known: series.H10(friday), Value: 120 - math.Abs(float64(i)-52)/5 - float64(i%2)})
	}
	return records
}

// A bot tells the classifier what happened and looks once a week. A restart in
// between changes nothing.
func ExampleNewClassifier() {
	start := time.Date(2021, 1, 1, 0, 0, 0, 0, time.UTC)
	c, err := regime.NewClassifier(regime.Config{}, start.AddDate(0, 0, -7))
	if err != nil {
		panic(err)
	}
	for _, r := range weeklyRecords(start) { // in a bot: as they come in
		if err := c.Observe(r); err != nil {
			panic(err)
		}
	}
	for week := 50; week < 104; week += 25 {
		if err := c.Advance(start.AddDate(0, 0, 7*week+1)); err != nil {
			panic(err)
		}
		r, err := c.Reading()
		if err != nil {
			panic(err)
		}
		fmt.Printf("%s  %.1f  %s  coverage %.2f\n", r.Time.Format(time.DateOnly), r.Score, r.State, r.Coverage)

		blob, err := json.Marshal(c) // before a restart
		if err != nil {
			panic(err)
		}
		c = new(regime.Classifier)
		if err := json.Unmarshal(blob, c); err != nil {
			panic(err)
		}
	}
	// Output:
	// 2021-12-18  50.0  Unknown  coverage 0.11
	// 2022-06-11  73.9  RiskOn  coverage 0.56
	// 2022-12-03  65.5  RiskOn  coverage 0.56
}

// A notebook asks for the readings at some dates. Each knows what was known then.
func ExampleClassify() {
	start := time.Date(2021, 1, 1, 0, 0, 0, 0, time.UTC)
	at := []time.Time{start.AddDate(1, 0, 1), start.AddDate(1, 6, 0), start.AddDate(2, 0, 0)}
	readings, err := regime.Classify(regime.Config{}, start, weeklyRecords(start), at)
	if err != nil {
		panic(err)
	}
	for _, r := range readings {
		fmt.Printf("%s  %.1f =", r.Time.Format(time.DateOnly), r.Score)
		for _, c := range r.Contributions {
			if c.Micro != 0 {
				fmt.Printf("  %s %+.2f", c.ID, c.Points)
			}
		}
		fmt.Println()
	}
	// Output:
	// 2022-01-02  50.0 =
	// 2022-07-01  72.9 =  breakout/smallcap +4.97  breakout/state +11.11  liquidity/dollar +2.65  liquidity/policy +4.17
	// 2023-01-01  64.9 =  breakout/smallcap +2.03  breakout/state +11.11  liquidity/dollar +1.79
}

// Somebody said that small caps had rarely been so strong: three record closes
// in a quarter, and 25 points since the beginning of the year.
func ExampleCheckClaims() {
	start := time.Date(2021, 1, 1, 0, 0, 0, 0, time.UTC)
	day := func(month time.Month, day int) regime.Date {
		return regime.DateOf(time.Date(2022, month, day, 0, 0, 0, 0, time.UTC))
	}
	said := []regime.Claim{
		{ID: "records", Text: "strong as rarely", Series: "IWM", Measure: regime.RecordCloses, From: day(7, 1), To: day(9, 30), Op: regime.AtLeast, Value: 3},
		{ID: "rise", Text: "strong as rarely", Series: "IWM", Measure: regime.ChangeOf, From: day(1, 7), To: day(9, 30), Op: regime.AtLeast, Value: 25},
		{ID: "next", Text: "and next year", Series: "IWM", Measure: regime.RecordCloses, From: day(12, 1), To: day(12, 31), Op: regime.AtLeast, Value: 1},
	}
	found, err := regime.CheckClaims(said, weeklyRecords(start), time.Date(2022, 12, 1, 0, 0, 0, 0, time.UTC))
	if err != nil {
		panic(err)
	}
	for _, f := range found {
		fmt.Printf("%s: claimed %g, observed %g, %s, the claim %s", f.ID, f.Value, float64(f.Observed), f.Verdict, f.Of)
		if f.Why != "" {
			fmt.Printf(": %s", f.Why)
		}
		fmt.Println()
	}
	// Output:
	// records: claimed 3, observed 8, Supported, the claim Supported
	// rise: claimed 25, observed 37, Supported, the claim Supported
	// next: claimed 1, observed NaN, Untestable, the claim Untestable: IWM is known through 2022-11-25 only
}

// A model of one's own: one pillar of one input, and a caution that is a dated fact.
func ExampleConfig() {
	cfg := regime.Config{
		ID: "dollar/1",
		Pillars: []regime.Pillar{{ID: "liquidity", Weight: 1, Inputs: []regime.Input{{
			ID: "dollar", Weight: 1,
			Feature:   regime.Feature{Kind: regime.Change, Series: "DTWEXBGS", Lag: 13},
			Normalise: regime.Normalise{Method: regime.Percentile, Window: 52, MinObs: 8, Sign: -1},
			Freshness: regime.Freshness{Grace: 17, Max: 45},
		}}}},
		Cautions: []regime.Caution{{ID: "regulatory", Kind: regime.DatedFact, V: 0.2, Lo: 0, Hi: 1, Unit: "severity"}},
	}
	start := time.Date(2021, 1, 1, 0, 0, 0, 0, time.UTC)
	c, err := regime.NewClassifier(cfg, start)
	if err != nil {
		panic(err)
	}
	for i := range 40 {
		friday := start.AddDate(0, 0, 7*i)
		if err := c.Observe(regime.Value{Series: "DTWEXBGS", Ref: friday, Known: series.H10(friday), Value: 100 - float64(i*i)/50}); err != nil {
			panic(err)
		}
	}
	known := start.AddDate(0, 6, 0)
	err = c.Observe(regime.Fact{Caution: "regulatory", Value: 0.5, Known: known, Expires: known.AddDate(1, 0, 0)})
	if err != nil {
		panic(err)
	}
	fmt.Println(c.Observe(regime.Fact{Caution: "regulatori", Value: 0.5, Known: known, Expires: known.AddDate(1, 0, 0)}))
	if err := c.Advance(start.AddDate(0, 9, 0)); err != nil {
		panic(err)
	}
	r, err := c.Reading()
	if err != nil {
		panic(err)
	}
	fmt.Printf("%s %.1f %s: dollar %+.1f, regulatory %+.1f\n", r.Model, r.Score, r.State, r.Contributions[0].Points, r.Cautions[0].Points)
	// Output:
	// regime: fact regulatori known 2021-07-01: name missing or unknown
	// dollar/1 97.5 RiskOn: dollar +50.0, regulatory -2.5
}
