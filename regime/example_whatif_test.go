package regime_test

import (
	"fmt"
	"time"

	"github.com/riskon/riskon/regime"
	"github.com/riskon/riskon/series"
)

// fear is a model of one pillar: a survey that is a signal as it is, and an index that
// counts against its own past; one caution.
func fear() regime.Config {
	fresh := regime.Freshness{Grace: 7, Max: 21}
	return regime.Config{
		ID: "fear/1",
		Pillars: []regime.Pillar{{ID: "mood", Weight: 1, Inputs: []regime.Input{
			{ID: "survey", Weight: 1, Feature: regime.Feature{Kind: regime.Level, Series: "SURVEY"}, Normalise: regime.Normalise{Method: regime.AsIs}, Freshness: fresh},
			{ID: "vix", Weight: 1, Feature: regime.Feature{Kind: regime.Level, Series: "VIX"},
				Normalise: regime.Normalise{Method: regime.RobustZ, Window: 8, MinObs: 4, Sign: -1}, Freshness: fresh},
		}}},
		Cautions: []regime.Caution{{ID: "credit", Kind: regime.SeriesLevel, Series: "SPREAD", MaxAge: 30, V: 0.2, Lo: 3, Hi: 8, Unit: "percent"}},
	}
}

// fearful is a classifier of fear that was told some weeks, and a value of a week.
func fearful() (*regime.Classifier, func(name string, week int, x float64)) {
	start := time.Date(2025, 1, 3, 0, 0, 0, 0, time.UTC)
	c, err := regime.NewClassifier(fear(), start)
	if err != nil {
		fmt.Println(err)
	}
	tell := func(name string, week int, x float64) {
		ref := start.AddDate(0, 0, 7*week)
		if err := c.Observe(regime.Value{Series: name, Ref: ref, Known: ref.Add(12 * time.Hour), Value: x}); err != nil {
			fmt.Println(err)
		}
	}
	for week, vix := range []float64{16, 18, 15, 17, 19, 16, 18} {
		tell("VIX", week, vix)
		tell("SURVEY", week, 0.2)
	}
	tell("SPREAD", 6, 4)
	return c, tell
}

func ExampleExplain() {
	c, tell := fearful()
	tell("VIX", 7, 15)
	tell("SURVEY", 7, 0.5)
	at := time.Date(2025, 2, 15, 0, 0, 0, 0, time.UTC)
	before, err := c.At(at)
	after, err2 := c.At(at.AddDate(0, 0, 7))
	e, err3 := regime.Explain(before, after)
	fmt.Print(err, err2, err3, "\n", e)
	// Output:
	// <nil> <nil> <nil>
	// 2025-02-15 00:00 to 2025-02-22 00:00: +32.764512
	//   +25.264512     mood/vix  signal +25.265  freshness +0.000
	//    +7.500000  mood/survey   signal +7.500  freshness +0.000
}

func ExampleFlip() {
	c, _ := fearful()
	if err := c.Advance(time.Date(2025, 2, 15, 0, 0, 0, 0, time.UTC)); err != nil {
		fmt.Println(err)
	}
	r, err := c.Reading()
	fmt.Println(err, r.State, r.Score)
	fmt.Print(regime.Flip(r))
	// Output:
	// <nil> Neutral 42.715058
	// input           to       score  steps  needs   change  value
	// mood/survey     RiskOff  40     3      +0.091  -0.109  0.0913977
	// mood/vix        RiskOff  40     3      -0.560  -0.109  18.5043
	// caution/credit  RiskOff  40     3      +0.743  +0.543  6.71506
}

func ExampleVintageValues() {
	wednesday := time.Date(2025, 11, 12, 0, 0, 0, 0, time.UTC)
	v := series.NewVintages(series.USDMillions)
	err := v.Add(wednesday, series.H41(wednesday), 957.891, series.USDBillions) // as it was printed first
	err2 := v.Add(wednesday, series.H41(wednesday).AddDate(0, 0, 7), 957_902, series.USDMillions)
	values, err3 := regime.VintageValues("WTREGEN", v)
	fmt.Println(err, err2, err3)
	for _, x := range values {
		fmt.Println(x, "known", x.Known.Format(time.RFC3339), x.Value)
	}
	// Output:
	// <nil> <nil> <nil>
	// value of WTREGEN on 2025-11-12 known 2025-11-13T21:30:00Z 957891
	// value of WTREGEN on 2025-11-12 known 2025-11-20T21:30:00Z 957902
}

func ExampleClassifier_Snapshot() {
	c, tell := fearful()
	err := c.Advance(time.Date(2025, 2, 15, 0, 0, 0, 0, time.UTC))
	snapshot, err2 := c.Snapshot() // for a page that others ask while the classifier goes on
	tell("SURVEY", 7, -1)
	err3 := c.Advance(time.Date(2025, 2, 22, 0, 0, 0, 0, time.UTC))
	later, err4 := snapshot.At(time.Date(2025, 2, 22, 0, 0, 0, 0, time.UTC))
	now, err5 := c.Reading()
	fmt.Println(err, err2, err3, err4, err5)
	fmt.Println(snapshot.Reading().Score, later.Score, now.Score) // the same data a week older; the classifier knows more
	// Output:
	// <nil> <nil> <nil> <nil> <nil>
	// 42.715058 43.163983 13.521126
}

func ExampleDaily() {
	daily := regime.Daily()
	fmt.Println(daily.ID, daily.Clock, daily.Pillars[0].Inputs[0].Feature)
	// Output: riskon/1-daily daily from 00:00 UTC change IWM/SPY, 63 back
}

func ExampleWeekly() {
	mine := regime.Weekly()
	mine.ID = "mine/1" // riskon/1, but for Alt/BTC, which counts like the others
	for i, p := range mine.Pillars {
		if p.ID == "ratio" {
			mine.Pillars[i].Weight = 1
		}
	}
	fmt.Println(mine.Validate())
	// Output: <nil>
}
