package regime_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"
	"time"

	"github.com/riskon/riskon/ratio"
	"github.com/riskon/riskon/regime"
	"github.com/riskon/riskon/regime/evaluate"
	"github.com/riskon/riskon/series"
	"github.com/shopspring/decimal"
)

// The daily preset on daily market data of 2010 to 2026. The files may be compared
// with and not committed, so the test reads them where RISKON_REFERENCE says. It
// logs the table of episodes that it checks, and what Advance takes:
//
//	RISKON_REFERENCE=... go test ./regime -run RealDaily -v

var (
	realStart = time.Date(2010, 1, 1, 0, 0, 0, 0, time.UTC)
	realFirst = time.Date(2012, 1, 1, 0, 0, 0, 0, time.UTC) // of the steps that are looked at
	realLast  = time.Date(2026, 8, 22, 0, 0, 0, 0, time.UTC)
	realAlts  = []string{"ADA", "AVAX", "BCH", "BNB", "DOGE", "DOT", "ETH", "HYPE", "LINK", "LTC", "SOL", "TRX", "XLM", "XRP"}
)

func realConfig() regime.Config {
	c := regime.Daily()
	c.AllowAverage = true // the Treasury's account is there as a week average
	return c
}

// A realWorld is what the daily files say.
type realWorld struct {
	records  []regime.Record // in order of the instant from which they are known
	btc, eth series.Series
	alts     []ratio.Constituent
}

func realFile(t testing.TB, path ...string) *os.File {
	t.Helper()
	root := os.Getenv("RISKON_REFERENCE")
	if root == "" {
		t.Skip("RISKON_REFERENCE is not set: no market data to compare with")
	}
	f, err := os.Open(filepath.Join(append([]string{root}, path...)...))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// realRows reads a table with a header as maps of its columns.
func realRows(t testing.TB, path ...string) (out []map[string]string) {
	t.Helper()
	rows, err := csv.NewReader(realFile(t, path...)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows[1:] {
		m := map[string]string{}
		for i, name := range rows[0] {
			m[name] = r[i]
		}
		out = append(out, m)
	}
	return out
}

func realDate(t testing.TB, s string) time.Time {
	t.Helper()
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func readRealWorld(t testing.TB) *realWorld {
	w := &realWorld{}
	w.bars(t, "IWM")
	w.bars(t, "SPY")
	w.values(t, "WALCL", series.H41, 1e5, 1e7)           // USD millions
	w.values(t, "WTREGEN", series.H41, 1e3, 2e6)         // the same, in all years of this file
	w.values(t, "RRPONTSYD", series.ReverseRepo, 0, 3e3) // USD billions
	w.values(t, "DTWEXBGS", series.H10, 80, 140)
	w.values(t, "DFEDTARU", series.UTCDay, 0, 6)
	w.coins(t)
	w.flows(t)
	w.facts(t)
	w.records = slices.DeleteFunc(w.records, func(r regime.Record) bool { return r.KnownAt().Before(realStart) })
	sort.SliceStable(w.records, func(i, j int) bool { return w.records[i].KnownAt().Before(w.records[j].KnownAt()) })
	return w
}

func (w *realWorld) add(r regime.Record) { w.records = append(w.records, r) }

// bars are the sessions of a fund, known at the close, early ones too.
func (w *realWorld) bars(t testing.TB, name string) {
	bars, err := series.Exchange().ReadBars(realFile(t, "market", name+".csv"), series.Opens(series.Session(series.NYSE())))
	if err != nil {
		t.Fatal(err)
	}
	for i := range bars.Len() {
		b := bars.Bar(i)
		w.add(regime.Bar{Series: name, Ref: regime.DateOf(b.End).Time, Bar: b})
	}
}

// values are a FRED series by reference date, each known by its calendar. A value
// outside lo..hi would be in another unit.
func (w *realWorld) values(t testing.TB, name string, known func(time.Time) time.Time, lo, hi float64) {
	same := series.References(func(ref time.Time) time.Time { return ref })
	s, err := series.FRED("value").ReadSeries(realFile(t, "market", "FRED_"+name+".csv"), same)
	if err != nil {
		t.Fatal(err)
	}
	regular := time.Date(2013, 9, 23, 0, 0, 0, 0, time.UTC) // reverse repos before were tests
	for i := range s.Len() {
		ref, x := s.Time(i), s.Value(i)
		if x != x || name == "RRPONTSYD" && ref.Before(regular) {
			continue
		}
		if ref.After(realStart) && !(lo <= x && x <= hi) {
			t.Fatalf("%s on %s is %v, not within %v..%v: another unit", name, ref.Format(time.DateOnly), x, lo, hi)
		}
		w.add(regime.Value{Series: name, Ref: ref, Known: known(ref), Value: x})
	}
}

// coins are the closes of UTC days.
func (w *realWorld) coins(t testing.TB) {
	closes := map[int64]map[string]float64{}
	for _, id := range append([]string{"BTC"}, realAlts...) {
		var times []time.Time
		var prices []float64
		for _, r := range realRows(t, "market", id+".csv") {
			text, ok := r["close"]
			if !ok {
				text = r["value"]
			}
			ref, x := realDate(t, r["date"]), 0.0
			if _, err := fmt.Sscan(text, &x); err != nil {
				t.Fatal(err)
			}
			if closes[ref.Unix()] == nil {
				closes[ref.Unix()] = map[string]float64{}
			}
			closes[ref.Unix()][id] = x
			times, prices = append(times, series.UTCDay(ref)), append(prices, x)
		}
		s, err := series.New(times, prices)
		if err != nil {
			t.Fatal(err)
		}
		switch id {
		case "BTC":
			w.btc = s.Until(realLast)
		case "ETH":
			w.eth = s
		}
		if id != "BTC" {
			w.alts = append(w.alts, ratio.Constituent{ID: id, Price: realFridays(s)})
		}
	}
	for at, prices := range closes {
		ref := time.Unix(at, 0).UTC()
		w.add(regime.Closes{Ref: ref, Known: series.UTCDay(ref), Prices: prices})
	}
}

// realFridays is the last close of each week that ends on Saturday 00:00 UTC.
func realFridays(s series.Series) series.Series {
	return s.Last(series.Weekly(time.UTC, time.Saturday), s.Time(s.Len()-1))
}

// flows are the net flows of the funds by session, what treasury companies bought
// and have, and for which dates that is complete.
func (w *realWorld) flows(t testing.TB) {
	number := func(s string) decimal.Decimal {
		d, err := decimal.NewFromString(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for _, r := range realRows(t, "market", "BTC_ETF_FLOW.csv") {
		ref := realDate(t, r["date"])
		w.add(regime.Flow{Class: "btc_etf", Kind: regime.Deployed, USD: number(r["value"]).Mul(decimal.New(1, 6)), Ref: ref, Known: series.ETFFlow(ref)})
	}
	for _, r := range realRows(t, "facts", "dat_purchases.csv") {
		class := "dat_alt"
		if r["asset"] == "BTC" {
			class = "dat_btc"
		}
		w.add(regime.Flow{
			Class: class, Firm: r["company"], Asset: r["asset"], Kind: regime.FlowKind(r["kind"]), Quantity: number(r["quantity"]), USD: number(r["usd"]),
			Ref: realDate(t, r["date"]), Known: series.Filing(realDate(t, r["known"])),
		})
	}
	for _, r := range realRows(t, "facts", "dat_holdings.csv") {
		w.add(regime.Holding{Company: r["company"], Asset: r["asset"], Quantity: number(r["holdings"]).InexactFloat64(), Ref: realDate(t, r["date"]), Known: series.Filing(realDate(t, r["known"]))})
	}
	for _, r := range realRows(t, "facts", "ledger.csv") {
		w.add(regime.Coverage{Class: r["name"], Firm: r["company"], From: realDate(t, r["complete_from"]), Through: realDate(t, r["complete_through"]), Known: realStart})
	}
}

func (w *realWorld) facts(t testing.TB) {
	for _, r := range realRows(t, "facts", "cautions.csv") {
		x := 0.0
		if _, err := fmt.Sscan(r["value"], &x); err != nil {
			t.Fatal(err)
		}
		w.add(regime.Fact{Caution: r["id"], Value: x, Known: series.UTCDay(realDate(t, r["known"])), Expires: realDate(t, r["expires"])})
	}
}

// told returns a classifier that has been told records and stands at the start.
func told(t testing.TB, records []regime.Record) *regime.Classifier {
	t.Helper()
	c, err := regime.NewClassifier(realConfig(), realStart)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range records {
		if err := c.Observe(r); err != nil {
			t.Fatal(err)
		}
	}
	return c
}

func advanced(t testing.TB, c *regime.Classifier, at time.Time) regime.Reading {
	t.Helper()
	if err := c.Advance(at); err != nil {
		t.Fatal(err)
	}
	r, err := c.Reading()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestRealDaily(t *testing.T) {
	w := readRealWorld(t)
	c := told(t, w.records)
	machine := realMachine{state: regime.Neutral, since: 5}
	var readings []regime.Reading
	for at := realStart.AddDate(0, 0, 1); !at.After(realLast); at = at.AddDate(0, 0, 1) {
		for _, cut := range realCuts {
			if cut.Before(at) && cut.After(at.AddDate(0, 0, -1)) {
				w.cut(t, advanced(t, c, cut))
			}
		}
		r := advanced(t, c, at)
		checkParts(t, r)
		if machine.step(r); machine.state != r.State {
			t.Fatalf("%s: %v at score %v, coverage %v, want %v", at, r.State, r.Score, r.Coverage, machine.state)
		}
		if slices.Contains(realCuts, at) {
			w.cut(t, r)
		}
		if len(r.History) == 156 && at.Sub(readings[len(readings)-1].Time) < 100*24*time.Hour && at.Before(realLast) {
			continue // a reading remembers 156 steps
		}
		readings = append(readings, r)
	}
	history, err := evaluate.History(readings)
	if err != nil {
		t.Fatal(err)
	}
	if n := int(realLast.Sub(realStart).Hours() / 24); len(history) != n {
		t.Errorf("%d steps, want %d", len(history), n)
	}
	last := readings[len(readings)-1]
	t.Logf("%d records; the last reading:\n%v", len(w.records), last)
	w.inputs(t, last)
	from := slices.IndexFunc(history, func(s regime.Step) bool { return !s.Time.Before(realFirst) })
	w.table(t, history[from:])
}

// realCuts are the days on which no later record must matter: one between steps.
var realCuts = []time.Time{time.Date(2016, 11, 21, 15, 30, 0, 0, time.UTC), time.Date(2021, 5, 20, 0, 0, 0, 0, time.UTC), time.Date(2025, 10, 11, 0, 0, 0, 0, time.UTC)}

// inputs recomputes the values of a reading that are changes of a series.
func (w *realWorld) inputs(t *testing.T, r regime.Reading) {
	x := map[string][]float64{}
	for _, rec := range w.records { // in order of reference date within a series
		switch rec := rec.(type) {
		case regime.Value:
			if !rec.Known.After(r.Time) {
				x[rec.Series] = append(x[rec.Series], rec.Value)
			}
		case regime.Bar:
			if !rec.Bar.End.After(r.Time) {
				x[rec.Series] = append(x[rec.Series], rec.Bar.Close)
			}
		}
	}
	back := func(name string, n int) float64 { return x[name][len(x[name])-1-n] }
	for _, c := range r.Contributions {
		want := float64(c.Value)
		switch c.ID {
		case "breakout/smallcap":
			want = back("IWM", 0)/back("SPY", 0)/(back("IWM", 63)/back("SPY", 63)) - 1
		case "liquidity/dollar":
			want = back("DTWEXBGS", 0)/back("DTWEXBGS", 63) - 1
		case "liquidity/policy":
			want = -max(-1, min(1, back("DFEDTARU", 0)-back("DFEDTARU", 182)))
		}
		if math.Abs(float64(c.Value)-want) > 1e-12 {
			t.Errorf("%s: %v, want %v", c.ID, c.Value, want)
		}
	}
}

// checkParts holds a reading to what every reading must be: its parts add up, and
// nothing in it is of the future.
func checkParts(t *testing.T, r regime.Reading) {
	t.Helper()
	sum := r.Base.Micro + r.Clip.Micro
	for _, p := range r.Contributions {
		sum += p.Micro
		if p.Known.After(r.Time) || p.Reference.After(r.Time) || p.Quality < 0 || p.Quality > 1 || math.Abs(float64(p.Signal)) > 1 {
			t.Fatalf("%s: %+v", r.Time, p)
		}
	}
	for _, k := range r.Cautions {
		sum += k.Micro
		if k.Reference.After(r.Time) || k.Micro > 0 {
			t.Fatalf("%s: %+v", r.Time, k)
		}
	}
	if sum != r.Micro || r.Micro < 0 || r.Micro > 100e6 || r.Score != float64(r.Micro)/1e6 {
		t.Fatalf("%s: the parts add up to %d, the score is %d", r.Time, sum, r.Micro)
	}
}

// A realMachine is the states by the sentences of the model, on the whole list of
// scores since the state last changed.
type realMachine struct {
	state  regime.State
	since  int // steps
	scores []float64
}

func (m *realMachine) step(r regime.Reading) {
	if r.Coverage < 0.5 {
		*m = realMachine{}
		return
	}
	m.since++
	m.scores = append(m.scores, r.Score)
	all := func(n int, is func(float64) bool) bool {
		if len(m.scores) < n {
			return false
		}
		return !slices.ContainsFunc(m.scores[len(m.scores)-n:], func(x float64) bool { return !is(x) })
	}
	become := func(s regime.State) { m.state, m.since = s, 0 }
	if m.state == regime.Unknown {
		become(regime.Neutral)
	}
	if r.Score <= 25 && m.state != regime.RiskOff {
		become(regime.RiskOff)
	}
	high := all(3, func(x float64) bool { return x >= 60 })
	low := all(3, func(x float64) bool { return x <= 40 })
	switch {
	case m.since < 5:
	case m.state != regime.RiskOn && high:
		become(regime.RiskOn)
	case m.state != regime.RiskOff && low:
		become(regime.RiskOff)
	case m.state == regime.RiskOn && all(2, func(x float64) bool { return x < 50 }), m.state == regime.RiskOff && all(2, func(x float64) bool { return x > 50 }):
		become(regime.Neutral)
	}
}

// cut tells a classifier what was known at the time of a reading and no more, and
// advances there at once: it gives that reading.
func (w *realWorld) cut(t *testing.T, r regime.Reading) {
	t.Helper()
	var known []regime.Record
	for _, rec := range w.records {
		if !rec.KnownAt().After(r.Time) {
			known = append(known, rec)
		}
	}
	whole, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	part, err := json.Marshal(advanced(t, told(t, known), r.Time))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(whole, part) {
		t.Errorf("%s: another reading without the %d records known later", r.Time, len(w.records)-len(known))
	}
}

// table logs the episodes and what followed them, and checks that they tile.
func (w *realWorld) table(t *testing.T, history []regime.Step) {
	const day = 24 * time.Hour
	horizons := []time.Duration{28 * day, 91 * day, 182 * day}
	outcomes := map[string][]evaluate.Outcomes{}
	for _, h := range horizons {
		outcomes["Alt/BTC"] = append(outcomes["Alt/BTC"], w.altRises(t, history, h))
		outcomes["BTC"] = append(outcomes["BTC"], evaluate.Rises(w.btc, evaluate.Times(history), evaluate.RiseConfig{Horizon: h}))
	}
	var b strings.Builder
	steps := 0
	for _, state := range []regime.State{regime.RiskOn, regime.RiskOff, regime.Neutral, regime.Unknown} {
		spells, err := evaluate.EpisodesOf(history, state, 0)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, e := range spells {
			n += e.Steps
		}
		steps += n
		fmt.Fprintf(&b, "%-8v %3d spells, %4d days\n", state, len(spells), n)
		if state == regime.RiskOn || state == regime.RiskOff {
			w.episodes(&b, history, state, spells, outcomes)
		}
	}
	if steps != len(history) {
		t.Errorf("spells of %d steps, want %d", steps, len(history))
	}
	for _, state := range []regime.State{regime.RiskOn, regime.RiskOff} {
		for _, asset := range []string{"Alt/BTC", "BTC"} {
			for i, h := range horizons {
				b.WriteString(realCount(t, history, state, asset, h, outcomes[asset][i]))
			}
		}
	}
	t.Logf("%d steps from %s to %s\n%s", len(history), history[0].Time.Format(time.DateOnly), history[len(history)-1].Time.Format(time.DateOnly), b.String())
}

// altRises are of the weekly basket, or of ETH/BTC where the basket is thin.
func (w *realWorld) altRises(t *testing.T, history []regime.Step, h time.Duration) evaluate.Outcomes {
	basket, err := ratio.BasketIndex(realFridays(w.btc), w.alts, ratio.BasketConfig{})
	if err != nil {
		t.Fatal(err)
	}
	if n := basket.Chain.Value(basket.Chain.Len() - 1); n != 1 {
		t.Fatalf("%v chains: a change may span two", n)
	}
	first := evaluate.Rises(basket.Value, evaluate.Times(history), evaluate.RiseConfig{Horizon: h})
	var thin []time.Time
	for _, s := range history {
		if _, age, ok := basket.Value.At(s.Time); !ok || age > 7*24*time.Hour {
			thin = append(thin, s.Time)
		}
	}
	out := append(first, evaluate.Rises(ratio.Of(w.eth, w.btc, 0), thin, evaluate.RiseConfig{Horizon: h})...)
	sort.Slice(out, func(i, j int) bool { return out[i].Time.Before(out[j].Time) })
	return out
}

// episodes logs a row for each spell: what followed its first step.
func (w *realWorld) episodes(b *strings.Builder, history []regime.Step, state regime.State, spells evaluate.Episodes, outcomes map[string][]evaluate.Outcomes) {
	for _, e := range spells {
		sum, last := 0.0, 0.0
		for _, s := range history {
			if !s.Time.Before(e.From) && !s.Time.After(e.To) {
				sum, last = sum+s.Score, s.Score
			}
		}
		fmt.Fprintf(b, "  %-7v %s %s %4d %5.1f %5.1f ", state, e.From.Format(time.DateOnly), e.To.Format(time.DateOnly), e.Steps, sum/float64(e.Steps), last)
		for _, asset := range []string{"Alt/BTC", "BTC"} {
			for _, o := range outcomes[asset] {
				text := "-"
				if i := slices.IndexFunc(o, func(o evaluate.Outcome) bool { return o.Time.Equal(e.From) }); i >= 0 {
					text = fmt.Sprintf("%+.0f%%", 100*o[i].Return)
				}
				fmt.Fprintf(b, " %7s", text)
			}
			b.WriteString("  ")
		}
		b.WriteByte('\n')
	}
}

// realCount is how many episodes a rise followed, beside any day, with the
// intervals and the probability or its refusal.
func realCount(t *testing.T, history []regime.Step, state regime.State, asset string, h time.Duration, outcomes evaluate.Outcomes) string {
	episodes, err := evaluate.EpisodesOf(history, state, h)
	if err != nil {
		t.Fatal(err)
	}
	n, rose := 0, 0
	for _, e := range episodes {
		if i := slices.IndexFunc(outcomes, func(o evaluate.Outcome) bool { return o.Time.Equal(e.From) }); i >= 0 {
			n++
			if outcomes[i].Happened {
				rose++
			}
		}
	}
	cases, err := evaluate.Join(history, outcomes)
	if err != nil {
		t.Fatal(err)
	}
	all := 0
	for _, c := range cases {
		if c.Happened {
			all++
		}
	}
	exact := evaluate.ClopperPearson(rose, n, 0.95)
	wilson := evaluate.Wilson(rose, n, 0.95)
	text := fmt.Sprintf("%-7v %-7s %2.0f weeks  %2d of %2d  %3.0f%% to %3.0f%%  Wilson %3.0f%% to %3.0f%%  any day %2.0f%% of %d",
		state, asset, h.Hours()/24/7, rose, n, 100*exact.Low, 100*exact.High, 100*wilson.Low, 100*wilson.High, 100*float64(all)/float64(len(cases)), len(cases))
	c, err := evaluate.Calibrate(history, outcomes, evaluate.CalibrateConfig{State: state})
	if err != nil {
		return text + "  refused: " + strings.TrimPrefix(err.Error(), "evaluate: ") + "\n"
	}
	return text + "  " + c.Probability(history[len(history)-1].Score).String() + "\n"
}

// BenchmarkRealDaily is one Advance over ten years of days, everything observed before.
func BenchmarkRealDaily(b *testing.B) {
	w := readRealWorld(b)
	from := realLast.AddDate(-10, 0, 0)
	for b.Loop() {
		b.StopTimer()
		c := told(b, w.records)
		if err := c.Advance(from); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		if err := c.Advance(realLast); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/(realLast.Sub(from).Hours()/24), "ns/step")
}
