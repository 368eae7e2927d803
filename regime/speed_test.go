package regime

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
	"github.com/shopspring/decimal"
)

// dailyStart is before the first record of dailyHistory.
var dailyStart = time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC)

// dailyHistory is what ten years tell the daily model, in order of known instant:
// every session bars of two funds and the dollar, every day the policy rate, the
// closes of BTC and 14 coins, every week the Fed's balance sheet, a few flows and the
// ledgers, every month holdings, every quarter facts.
func dailyHistory(years int) []Record {
	random := rand.New(rand.NewPCG(8, 8))
	var records []Record
	add := func(r ...Record) { records = append(records, r...) }
	price := map[string]float64{"IWM": 120, "SPY": 200, "BTC": 300, "DTWEXBGS": 100, "WALCL": 4.5e6, "WDTGAL": 3e5, "RRPONTSYD": 200}
	step := func(name string, size float64) float64 {
		price[name] *= 1 + size*(2*random.Float64()-1)
		return price[name]
	}
	coins := []string{"ADA", "AVAX", "BCH", "BNB", "DOGE", "DOT", "ETH", "HYPE", "LINK", "LTC", "SOL", "TRX", "XLM", "XRP"}
	for i, id := range coins {
		price[id] = float64(i + 1)
	}
	firms := map[string][]string{"dat_btc": {"Able", "Baker", "Chain", "Delta"}, "dat_alt": {"Eagle", "Field", "Ghost"}, "btc_etf": {""}}
	for d := range 365 * years {
		date := dailyStart.AddDate(0, 0, d)
		evening := date.Add(21 * time.Hour)
		if w := date.Weekday(); w != time.Saturday && w != time.Sunday {
			for _, fund := range []string{"IWM", "SPY"} {
				open := price[fund]
				close := step(fund, 0.015)
				add(Bar{Series: fund, Ref: date, Bar: series.Bar{
					Start: date.Add(14 * time.Hour), End: evening, Open: open, High: 1.003 * max(open, close), Low: 0.997 * min(open, close), Close: close, Volume: 1e6,
				}})
			}
			add(Value{Series: "DTWEXBGS", Ref: date, Known: date.AddDate(0, 0, 3).Add(20 * time.Hour), Value: step("DTWEXBGS", 0.004)})
		}
		add(Value{Series: "DFEDTARU", Ref: date, Known: evening, Value: 2 + 0.25*math.Round(4*math.Sin(float64(d)/400))})
		prices := map[string]float64{"BTC": step("BTC", 0.04)}
		for _, id := range coins {
			prices[id] = step(id, 0.06)
		}
		add(Closes{Ref: date, Known: date.AddDate(0, 0, 1).Add(time.Minute), Prices: prices})
		if date.Weekday() == time.Wednesday {
			for _, name := range []string{"WALCL", "WDTGAL", "RRPONTSYD"} {
				add(Value{Series: name, Ref: date, Known: series.H41(date), Value: math.Round(step(name, 0.02))})
			}
		}
		flow := func(class, firm string) {
			usd := decimal.New(random.Int64N(40_000_000_000)-5_000_000_000, -2)
			add(Flow{Class: class, Firm: firm, Asset: "X", Kind: Deployed, USD: usd, Quantity: decimal.New(random.Int64N(1e9), -4), Ref: date, Known: evening.AddDate(0, 0, 1)})
		}
		switch date.Weekday() {
		case time.Monday:
			flow("dat_btc", firms["dat_btc"][random.IntN(4)])
			for class, list := range firms {
				for _, firm := range list {
					add(Coverage{Class: class, Firm: firm, From: dailyStart, Through: date.AddDate(0, 0, 9), Known: evening})
				}
			}
		case time.Thursday:
			flow("dat_alt", firms["dat_alt"][random.IntN(3)])
		case time.Friday:
			flow("btc_etf", "")
		}
		if date.Day() == 10 {
			for i, company := range []string{"Able", "Baker", "Chain", "Delta", "Hotel", "India", "Juliet", "Kilo", "Lima", "Mike"} {
				add(Holding{Company: company, Asset: "BTC", Quantity: math.Round(1000 * float64(i+1) * (1 + random.Float64())), Ref: date, Known: evening})
			}
		}
		if date.Day() == 20 && date.Month()%3 == 0 {
			for _, id := range []string{"etf_outflow", "neg_earnings"} {
				add(Fact{Caution: id, Value: 0.5 * random.Float64(), Known: evening, Expires: date.AddDate(0, 3, 15)})
			}
		}
	}
	return inOrderOfKnown(records)
}

func dailyClassifier(tb testing.TB) *Classifier {
	tb.Helper()
	c, err := NewClassifier(Daily(), dailyStart)
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

// byDay cuts a history at the daily ticks.
func byDay(records []Record, days int) [][]Record {
	out, k := make([][]Record, days), 0
	for d := range out {
		from, tick := k, dailyStart.AddDate(0, 0, d+1)
		for ; k < len(records) && !records[k].KnownAt().After(tick); k++ {
		}
		out[d] = records[from:k]
	}
	return out
}

// runDaily tells c each day's records and makes its step.
func runDaily(tb testing.TB, c *Classifier, days [][]Record) {
	tb.Helper()
	for d, records := range days {
		for _, r := range records {
			if err := c.Observe(r); err != nil {
				tb.Fatal(err)
			}
		}
		if err := c.Advance(dailyStart.Add(time.Duration(d+1) * day)); err != nil {
			tb.Fatal(err)
		}
	}
}

// TestDailyHistorySays: in the history that is timed, every input and caution is there.
func TestDailyHistorySays(t *testing.T) {
	c := dailyClassifier(t)
	runDaily(t, c, byDay(dailyHistory(3), 3*365))
	r, err := c.Reading()
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range r.Contributions {
		if k.Signal.Missing() || k.Quality == 0 {
			t.Errorf("%s says nothing: %+v", k.ID, k)
		}
	}
	for _, k := range r.Cautions {
		if k.Value.Missing() {
			t.Errorf("%s says nothing: %+v", k.ID, k)
		}
	}
	addsUp(t, r)
	if r.State == Unknown || r.Coverage < 0.9 {
		t.Errorf("%v, coverage %v", r.State, r.Coverage)
	}
}

// TestToldAtOnce: all records up front, in any order, or each on its day: the same state.
func TestToldAtOnce(t *testing.T) {
	records := dailyHistory(1)
	want := dailyClassifier(t)
	runDaily(t, want, byDay(records, 380))
	for seed := range uint64(2) {
		c := dailyClassifier(t)
		told := slices.Clone(records)
		if seed > 0 {
			rand.New(rand.NewPCG(seed, 1)).Shuffle(len(told), func(i, j int) { told[i], told[j] = told[j], told[i] })
		}
		observe(t, c, told...)
		if err := c.Advance(dailyStart.AddDate(0, 0, 380)); err != nil {
			t.Fatal(err)
		}
		if got, want := savedBytes(t, c), savedBytes(t, want); string(got) != string(want) {
			t.Errorf("seed %d: another state", seed)
		}
	}
}

// BenchmarkDailyTenYears is ten years of the daily model: every record observed,
// every day stepped. The goal is 20 ms.
func BenchmarkDailyTenYears(b *testing.B) {
	records := dailyHistory(10)
	days := byDay(records, 3650)
	b.ReportAllocs()
	for b.Loop() {
		runDaily(b, dailyClassifier(b), days)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/3650, "ns/day")
	b.ReportMetric(float64(len(records)), "records")
}

// BenchmarkDailyAtOnce is the same with every record observed before the first step.
func BenchmarkDailyAtOnce(b *testing.B) {
	records := dailyHistory(10)
	b.ReportAllocs()
	for b.Loop() {
		c := dailyClassifier(b)
		observe(b, c, records...)
		for d := 1; d <= 3650; d++ {
			if err := c.Advance(dailyStart.AddDate(0, 0, d)); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkLive is what a bot does when a number comes in: Observe it, Advance to
// its instant, Reading. The goal is 10 us.
func BenchmarkLive(b *testing.B) {
	c := dailyClassifier(b)
	runDaily(b, c, byDay(dailyHistory(3), 3*365))
	blob, start := savedBytes(b, c), c.mem.Closed
	records := []Record{}
	for i := range 5000 {
		known := start.Add(time.Duration(i+1) * 10 * time.Minute)
		name := []string{"DTWEXBGS", "DFEDTARU", "WALCL", "WDTGAL", "RRPONTSYD"}[i%5]
		records = append(records, Value{Series: name, Ref: start.AddDate(0, 0, -1), Known: known, Value: 100 + float64(i%7)})
		if i%5 < 2 { // new dates, where the others revise one
			records[i] = Value{Series: name, Ref: known, Known: known, Value: 100 + float64(i%7)}
		}
	}
	i := len(records)
	b.ReportAllocs()
	for b.Loop() {
		if i == len(records) {
			b.StopTimer()
			i, c = 0, new(Classifier)
			if err := c.UnmarshalJSON(blob); err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
		}
		if err := c.Observe(records[i]); err != nil {
			b.Fatal(err)
		}
		if err := c.Advance(records[i].KnownAt()); err != nil {
			b.Fatal(err)
		}
		if _, err := c.Reading(); err != nil {
			b.Fatal(err)
		}
		i++
	}
}
