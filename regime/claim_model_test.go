package regime

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
	"github.com/shopspring/decimal"
)

// dailyAndWeekly are closes and bars of four years of days, and those of their Fridays.
// The last Friday has none: the week ends on a Thursday.
func dailyAndWeekly() (days, weeks []Record) {
	const n = 7*4*52 - 1
	for d := range n {
		ref := synthStart.AddDate(0, 0, d)
		prices := map[string]float64{"BTC": 100 + float64(d*d%13)}
		for i, id := range synthAlts {
			prices[id] = float64(i+1) * (10 + 4*math.Sin(float64(d)/60+float64(i)) + float64(d*(i+2)%11)/10)
		}
		price := 100 + 30*math.Sin(float64(d)/90) + 3*math.Sin(float64(d*d)) + float64(d)/40
		closes := Closes{Ref: ref, Known: ref.Add(day), Prices: prices}
		b := Bar{Series: "IWM", Ref: ref, Bar: series.Bar{Start: ref.Add(14 * time.Hour), End: ref.Add(21 * time.Hour), Open: price, High: price + 1, Low: price - 1, Close: price, Volume: 1}}
		days = append(days, closes)
		if w := ref.Weekday(); w != time.Saturday && w != time.Sunday {
			days = append(days, b)
		}
		if ref.Weekday() == time.Friday {
			weeks = append(weeks, closes, b)
		}
	}
	return days, weeks
}

// TestClaimsOfDays: a measure of weeks says the same of daily data, under the model that
// takes them, as of weekly ones, also in the middle of a week.
func TestClaimsOfDays(t *testing.T) {
	days, weeks := dailyAndWeekly()
	daily := Daily()
	var claims []Claim
	for _, name := range []string{"IWM", AltBTCName, ETHBTCName, "ETH"} {
		for _, m := range []Measure{RecordCloses, LowCloses, LongestRun, LowestRSI, HighestAfter, EachRSI, EachFlip, EachMonthFlip} {
			for _, op := range m.ops() {
				c := claim(m, name, "2017-06-30", "2018-07-05", op, 3)
				c.Unit = unitMonths
				claims = append(claims, c)
			}
		}
	}
	testable := 0
	for _, at := range []string{"2018-06-30", "2018-07-04", "2018-07-06"} {
		got, err := CheckClaims(claims, days, date(at), daily)
		if err != nil {
			t.Fatal(err)
		}
		want, err := CheckClaims(claims, weeks, date(at), Weekly())
		if err != nil {
			t.Fatal(err)
		}
		plain, err := CheckClaims(claims, weeks, date(at))
		if err != nil {
			t.Fatal(err)
		}
		for i, w := range want {
			if g := got[i]; !same(g.Observed, w.Observed) || g.Verdict != w.Verdict || g.Why != w.Why || plain[i].Why != w.Why || !same(plain[i].Observed, w.Observed) {
				t.Errorf("%s at %s: of days %v %s (%s), of weeks %v %s (%s)", w.about(), at, g.Observed, g.Verdict, g.Why, w.Observed, w.Verdict, w.Why)
			}
			if w.Verdict != Untestable && !w.Observed.Missing() && w.Observed != 0 {
				testable++
			}
		}
	}
	if testable < 60 {
		t.Errorf("only %d findings: the test says little", testable)
	}
	// Of days, what is not of weeks is of days.
	for _, x := range []struct {
		c    Claim
		at   string
		want Number
		why  string
	}{
		{claim(ChangeOf, "BTC", "2018-06-26", "2018-06-27", AtLeast, 0), "2018-07-04", Number(priceOf(days, "BTC", "2018-06-27") - priceOf(days, "BTC", "2018-06-26")), ""},
		{claim(ChangeOf, "BTC", "2018-06-20", "2018-06-27", AtLeast, 0), "2018-06-24", missing, "known through 2018-06-23"},
		{claim(ChangeOf, "IWM", "2018-06-20", "2018-06-24", AtLeast, 0), "2018-06-24", Number(priceOf(days, "IWM", "2018-06-22") - priceOf(days, "IWM", "2018-06-20")), ""},
		{claim(HighestAfter, "ETH", "2018-06-29", "2018-07-05", AtLeast, 0), "2018-07-06", missing, "too few values"}, // the week is not over
	} {
		f, err := CheckClaims([]Claim{x.c}, days, date(x.at), daily)
		if err != nil || !same(f[0].Observed, x.want) || !strings.Contains(f[0].Why, x.why) {
			t.Errorf("%s at %s: %v (%s), %v, want %v", x.c.Series, x.at, f[0].Observed, f[0].Why, err, x.want)
		}
	}
}

func priceOf(records []Record, name, ref string) float64 {
	for _, r := range records {
		switch r := r.(type) {
		case Closes:
			if r.Ref.Equal(date(ref)) && r.Prices[name] != 0 {
				return r.Prices[name]
			}
		case Bar:
			if r.Ref.Equal(date(ref)) && r.Series == name {
				return r.Bar.Close
			}
		}
	}
	return math.NaN()
}

// TestClaimsBesideAModel: events are of its machine, Alt/BTC is its basket, and that of
// its readings at the instant.
func TestClaimsBesideAModel(t *testing.T) {
	days, weeks := dailyAndWeekly()
	for name, x := range map[string]struct {
		cfg     Config
		records []Record
	}{
		"daily": {Daily(), days}, "weekly": {Weekly(), weeks}, "20 bars": {Config{Breakout: BreakoutConfig{Window: 20, Cooldown: -1}}, weeks},
	} {
		b, n, first := NewBreakout(x.cfg.defaults().Breakout), 0, ""
		for _, r := range x.records {
			bar, ok := r.(Bar)
			if !ok {
				continue
			}
			if e, _ := b.Update(bar.Ref, bar.Bar); e.Event == Break {
				n++
				if first == "" {
					first = e.Date.String()
				}
			}
		}
		found, err := CheckClaims([]Claim{claim(EachBreak, "IWM", first, "2018-09-30", AtLeast, 1)}, x.records, date("2018-12-01"), x.cfg)
		if err != nil || float64(found[0].Observed) != float64(n) || n < 2 {
			t.Errorf("%s: %v Breaks (%s), %v, want %d", name, found[0].Observed, found[0].Why, err, n)
		}
	}
	breadth := Config{Breakout: BreakoutConfig{Window: 20, Breadth: BreadthFilter{Use: FilterRequire, Series: "BREADTH", MaxAge: 6}}}
	c := claim(EachBreak, "IWM", "2016-01-01", "2018-09-21", AtLeast, 1)
	share := func(x float64, late int) (out []Record) {
		for _, r := range weeks {
			if b, ok := r.(Bar); ok {
				ref := b.Ref.AddDate(0, 0, -late)
				out = append(out, b, Value{Series: "BREADTH", Ref: ref, Known: b.Bar.End, Value: x})
			}
		}
		return out
	}
	for _, x := range []struct {
		name    string
		records []Record
		some    bool
	}{{"broad", share(0.9, 0), true}, {"narrow", share(0.1, 0), false}, {"six days old", share(0.9, 6), true}, {"too old", append(share(0.9, 0)[:2], weeks[2:]...), false}, {"unknown", weeks, false}} {
		found, err := CheckClaims([]Claim{c}, x.records, date("2018-12-01"), breadth)
		if err != nil || (found[0].Observed > 0) != x.some {
			t.Errorf("%s: %v Breaks (%s), %v", x.name, found[0].Observed, found[0].Why, err)
		}
	}
	for _, alt := range []AltConfig{{}, {MinMembers: 100}, {MinCloses: 100}} {
		cfg := Daily()
		cfg.Alt = alt
		f, err := CheckClaims([]Claim{claim(ChangeOf, AltBTCName, "2016-03-04", "2018-06-29", AtLeast, 0)}, days, date("2018-06-30"), cfg)
		if err != nil || (f[0].Verdict == Untestable) != (alt != AltConfig{}) {
			t.Errorf("%+v: %+v, %v", alt, f, err)
		}
	}
	if _, err := CheckClaims(nil, nil, time.Time{}, Config{Kappa: 11}); !errors.Is(err, ErrConfig) {
		t.Errorf("a bad model: %v", err)
	}
	if _, err := CheckClaims(nil, nil, time.Time{}, Daily(), Weekly()); !errors.Is(err, ErrConfig) {
		t.Errorf("two models: %v", err)
	}
}

// TestClaimNumbers: a ratio to 0 is no number, and what is there twice is an error.
func TestClaimNumbers(t *testing.T) {
	for _, start := range []float64{0, -1} {
		records := []Record{value("RRP", "2016-01-06", start), value("RRP", "2016-01-13", 1), value("RRP", "2016-01-20", 2)}
		f := checkOne(t, claim(HighestAfter, "RRP", "2016-01-06", "2016-01-20", AtLeast, 1), records, "2017-01-01")
		if _, err := json.Marshal(f); err != nil || f.Verdict != Untestable || !f.Observed.Missing() || !strings.Contains(f.Why, "not above 0") {
			t.Errorf("%+v, %v", f, err)
		}
	}
	flow := Flow{Class: "dat_btc", Firm: "Able", Kind: Deployed, USD: decimal.New(1, 6), Ref: date("2016-01-01"), Known: date("2016-01-02")}
	other := flow
	other.USD = decimal.New(2, 6)
	c := []Claim{claim(USDDeployed, "dat_btc", "2016-01-01", "2016-01-31", AtLeast, 3e6)}
	all := []Record{complete("dat_btc", "2015-01-01", "2016-02-01"), flow, other}
	if f, err := CheckClaims(c, all, date("2017-01-01")); err != nil || f[0].Observed != 3e6 {
		t.Errorf("two purchases of a day: %+v, %v", f, err)
	}
	var bad *RecordError
	if _, err := CheckClaims(c, append(all, flow), date("2017-01-01")); !errors.Is(err, ErrDuplicate) || !errors.As(err, &bad) {
		t.Errorf("a purchase twice: %v", err)
	}
	closes := Closes{Ref: date("2016-01-08"), Known: date("2016-01-09"), Prices: map[string]float64{"BTC": 400}}
	again := closes
	again.Known, again.Prices = date("2016-01-10"), map[string]float64{"BTC": 500}
	if _, err := CheckClaims(c, append(all, closes, again), date("2017-01-01")); !errors.Is(err, ErrDuplicate) {
		t.Errorf("two rows of closes of a date: %v", err)
	}
	if _, err := CheckClaims(c, append(all, flow), date("2016-01-01")); err != nil {
		t.Errorf("what is not known yet: %v", err)
	}
}
