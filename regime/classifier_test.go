package regime

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
	"github.com/riskon/riskon/series/seriestest"
	"github.com/shopspring/decimal"
)

// TestOrderWithinAnInstantChangesNothing tells all records in random order, as far as
// that may be done: those of one series wait for each other.
func TestOrderWithinAnInstantChangesNothing(t *testing.T) {
	weeks := 80
	cfg, records, steps := synthConfig(), synth(11, weeks), synthSteps(weeks)
	want, err := Classify(cfg, steps[0].AddDate(0, 0, -7), records, steps)
	if err != nil {
		t.Fatal(err)
	}
	for seed := range uint64(4) {
		random := rand.New(rand.NewPCG(seed, 3))
		shuffled := slices.Clone(records)
		random.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		got, err := Classify(cfg, steps[0].AddDate(0, 0, -7), shuffled, steps)
		if err != nil {
			t.Fatal(err)
		}
		for i := range want {
			sameReading(t, "shuffled", got[i], want[i])
		}
	}
}

// TestAdvanceInOneOrManySteps: how often a program looks does not change what it sees.
func TestAdvanceInOneOrManySteps(t *testing.T) {
	weeks := 120
	cfg, records := synthConfig(), synth(12, weeks)
	steps := synthSteps(weeks)
	random := rand.New(rand.NewPCG(4, 4))
	often, seldom := newSynth(t, cfg), newSynth(t, cfg)
	observe(t, seldom, records...)
	next := 0
	for i := 0; i < len(steps); i += 1 + random.IntN(20) {
		for now := often.mem.Closed; now.Before(steps[i]); {
			now = now.Add(time.Duration(1 + random.Int64N(int64(3*day))))
			if now.After(steps[i]) {
				now = steps[i]
			}
			for next < len(records) && !records[next].KnownAt().After(now) {
				observe(t, often, records[next])
				next++
			}
			if err := often.Advance(now); err != nil {
				t.Fatal(err)
			}
			if random.IntN(3) == 0 {
				readAt(t, often, now) // to read changes nothing
			}
		}
		sameReading(t, "looked at often", readAt(t, often, steps[i]), readAt(t, seldom, steps[i]))
		a, b := often.mem, seldom.mem
		if !bytes.Equal(savedState(t, a), savedState(t, b)) {
			t.Fatalf("the states at %s differ", steps[i])
		}
	}
}

// savedState is a state as JSON, without what waits.
func savedState(t testing.TB, s memory) []byte {
	t.Helper()
	return savedBytes(t, &Classifier{plan: newPlan(Config{}.defaults()), mem: s, waiting: newQueue()})
}

// TestLateMonthEnd: the last Friday of a month counts as soon as it is known, also
// when somebody has looked at the month in between.
func TestLateMonthEnd(t *testing.T) {
	looked, not := newSynth(t, Config{}), newSynth(t, Config{})
	for i := range 140 {
		friday := synthStart.AddDate(0, 0, 7*i)
		known := friday.AddDate(0, 0, 5)
		r := Closes{Ref: friday, Known: known, Prices: map[string]float64{"BTC": 100, "ETH": 5 + float64(i*i%23)}}
		observe(t, looked, r)
		observe(t, not, r)
		for d := range 5 {
			readAt(t, looked, friday.AddDate(0, 0, d))
		}
		sameReading(t, "looked at daily", readAt(t, looked, known), readAt(t, not, known))
	}
	r, err := not.Reading()
	if err != nil {
		t.Fatal(err)
	}
	if m := r.Evidence.ETHBTC.Monthly; m.Line.Missing() || m.N < 30 {
		t.Errorf("month-end MACD of %d months: %+v", m.N, m)
	}
}

// TestAdvanceDoesNotGoBack also checks that the same instant again changes nothing.
func TestAdvanceDoesNotGoBack(t *testing.T) {
	c := newSynth(t, synthConfig())
	observe(t, c, synth(13, 20)...)
	at := synthStart.AddDate(0, 0, 71)
	want := readAt(t, c, at)
	before := savedBytes(t, c)
	for _, back := range []time.Time{at.Add(-1), synthStart, {}, time.Unix(0, math.MinInt64)} {
		if err := c.Advance(back); !errors.Is(err, ErrRewind) {
			t.Errorf("advance back to %s: %v", back, err)
		}
	}
	sameReading(t, "again", readAt(t, c, at), want)
	if !bytes.Equal(savedBytes(t, c), before) {
		t.Error("going back, or nowhere, has changed the state")
	}
	if _, err := Classify(Config{}, synthStart, nil, []time.Time{at, at.Add(-1)}); !errors.Is(err, ErrRewind) {
		t.Errorf("Classify going back: %v", err)
	}
	if _, err := Classify(Config{Cautions: []Caution{{}}}, synthStart, nil, nil); !errors.Is(err, ErrConfig) {
		t.Errorf("Classify with a bad config: %v", err)
	}
	if _, err := Classify(Config{}, synthStart, []Record{Value{}}, nil); !errors.Is(err, ErrName) {
		t.Errorf("Classify with a bad record: %v", err)
	}
}

// TestSilence: with nothing known the state is Unknown from the first step on,
// the score is neutral, and the thesis is unknown.
func TestSilence(t *testing.T) {
	c := newSynth(t, Config{})
	r := readAt(t, c, synthStart.AddDate(0, 0, -7*synthEarly))
	if r.State != Neutral || !r.Tick.IsZero() || len(r.History) != 0 {
		t.Errorf("before the first step: %v %v %v", r.State, r.Tick, r.History)
	}
	for _, step := range synthSteps(3) {
		r = readAt(t, c, step)
		if r.State != Unknown || r.Score != 50 || r.Coverage != 0 || r.Confidence != 0 || !r.Tick.Equal(step) {
			t.Fatalf("%s: %v %v coverage %v", step, r.State, r.Score, r.Coverage)
		}
		addsUp(t, r)
	}
	if len(r.Events) != 1 || r.Events[0].To != Unknown || r.Events[0].Rule[0] != '1' {
		t.Errorf("events %v", r.Events)
	}
	for _, k := range r.Contributions {
		if !k.Value.Missing() || !k.AgeDays.Missing() || k.Points != 0 || k.Micro != 0 || !slices.Contains(k.Flags, "missing") && !slices.Contains(k.Flags, "thin") {
			t.Errorf("%s: %+v", k.ID, k)
		}
	}
	for _, k := range r.Cautions {
		if !k.C.Missing() || k.Micro != 0 || !reflect.DeepEqual(k.Flags, []string{"unknown"}) {
			t.Errorf("%s: %+v", k.ID, k)
		}
	}
	for _, l := range r.Thesis {
		if l.Status != LegUnknown || !l.Since.Equal(synthSteps(0)[0]) {
			t.Errorf("%s: %s since %s", l.ID, l.Status, l.Since)
		}
	}
	readingBytes(t, r)
}

// TestFarFuture: a classifier left alone for two centuries goes stale, quickly.
func TestFarFuture(t *testing.T) {
	c := newSynth(t, synthConfig())
	observe(t, c, synth(14, 90)...)
	fresh := readAt(t, c, synthStart.AddDate(0, 0, 7*88+1))
	if fresh.State == Unknown || fresh.Coverage < 0.5 {
		t.Fatalf("fresh: %v, coverage %v", fresh.State, fresh.Coverage)
	}
	r := readAt(t, c, date("2250-12-31"))
	if r.State != Unknown || r.Coverage != 0 || len(r.History) != keepHistory {
		t.Errorf("%v, coverage %v, %d steps", r.State, r.Coverage, len(r.History))
	}
	for _, k := range r.Contributions {
		if k.Quality != 0 || k.Micro != 0 {
			t.Errorf("%s still counts: %+v", k.ID, k)
		}
	}
	for _, k := range r.Cautions {
		if len(k.Flags) == 0 {
			t.Errorf("%s is not stale, expired or unknown: %+v", k.ID, k)
		}
	}
	addsUp(t, r)
	var again Classifier
	if err := again.UnmarshalJSON(savedBytes(t, c)); err != nil {
		t.Fatal(err)
	}
	sameReading(t, "restored", readAt(t, &again, date("2251-06-01")), readAt(t, c, date("2251-06-01")))
}

// TestEndOfTime: there is no step beyond the years that nanoseconds count, and no state to save.
func TestEndOfTime(t *testing.T) {
	for _, start := range []time.Time{{}, date("1677-01-01"), date("2263-01-01"), date("9999-01-01")} {
		if _, err := NewClassifier(Config{}, start); !errors.Is(err, ErrConfig) {
			t.Errorf("start at %s: %v", start, err)
		}
	}
	c, err := NewClassifier(Config{}, date("2262-01-01"))
	if err != nil {
		t.Fatal(err)
	}
	before := savedBytes(t, c)
	for _, at := range []time.Time{date("2262-04-11"), date("2263-01-01"), date("9999-01-01"), date("9999-01-01").AddDate(10000, 0, 0)} {
		if err := c.Advance(at); !errors.Is(err, ErrClock) {
			t.Errorf("advance to %s: %v", at, err)
		}
	}
	if !bytes.Equal(before, savedBytes(t, c)) {
		t.Error("the refused instants have changed the state")
	}
	readAt(t, c, date("2262-03-01"))
	var again Classifier
	if err := again.UnmarshalJSON(savedBytes(t, c)); err != nil {
		t.Error(err)
	}
}

// TestZeroClassifier: it has no model. It says so, and waits to be restored.
func TestZeroClassifier(t *testing.T) {
	var c Classifier
	for _, r := range []Record{Closes{Ref: synthStart, Known: synthStart}, Holding{Company: "A", Asset: "BTC", Ref: synthStart, Known: synthStart}, value("WALCL", "2015-01-01", 1)} {
		if err := c.Observe(r); !errors.Is(err, ErrConfig) {
			t.Errorf("%v: %v", r, err)
		}
	}
	if _, err := c.Reading(); err == nil {
		t.Error("a reading without a model")
	}
	if _, err := c.MarshalJSON(); !errors.Is(err, ErrSaved) {
		t.Errorf("saved: %v", err)
	}
	if err := c.Advance(synthStart); err == nil {
		t.Error("advanced without a model")
	}
	if err := c.UnmarshalJSON(savedBytes(t, told(t))); err != nil {
		t.Error(err)
	}
	sameReading(t, "restored", readAt(t, &c, date("2016-08-01")), readAt(t, told(t), date("2016-08-01")))
}

// TestExtremeNumbers: the largest and the smallest numbers that are taken never make
// a score that is none, nor a state that cannot be restored.
func TestExtremeNumbers(t *testing.T) {
	sizes := []float64{1e75, 1e-75, 1, 0.3, 3e74, 7e-75}
	signed := []float64{1e75, -1e75, 0, 1, -1, math.SmallestNonzeroFloat64, 3e74}
	cfg := synthConfig()
	cfg.Pillars[2].Inputs = append(cfg.Pillars[2].Inputs, Input{
		ID: "over", Weight: 1, Feature: Feature{Kind: Change, Series: "WALCL", Over: "WTREGEN", Lag: 2},
		Normalise: Normalise{Method: Percentile, Window: 20, MinObs: 3, Sign: -1}, Freshness: Freshness{10, 40},
	})
	for seed := range uint64(6) {
		random := rand.New(rand.NewPCG(seed, 8))
		size := func() float64 { return sizes[random.IntN(len(sizes))] }
		number := func() float64 { return signed[random.IntN(len(signed))] }
		c := newSynth(t, cfg)
		for i := range 70 {
			f := synthStart.AddDate(0, 0, 7*i)
			prices := map[string]float64{"BTC": size()}
			for _, id := range synthAlts {
				prices[id] = size()
			}
			observe(t, c, Closes{Ref: f, Known: f.Add(day), Prices: prices})
			for _, fund := range []string{"IWM", "SPY"} {
				x := size()
				observe(t, c, Bar{Series: fund, Ref: f, Bar: series.Bar{Start: f, End: f.Add(20 * time.Hour), Open: x, High: x, Low: x, Close: x}})
			}
			for _, name := range []string{"WALCL", "WTREGEN", "RRPONTSYD", "DTWEXBGS", "DFEDTARU"} {
				observe(t, c, Value{Series: name, Value: number(), Ref: f, Known: f.Add(day)})
			}
			for _, company := range synthAlts {
				observe(t, c, Holding{Company: company, Asset: "BTC", Quantity: math.Abs(number()), Ref: f, Known: f.Add(day)})
			}
			r := readAt(t, c, f.Add(day))
			addsUp(t, r)
			if r.Score != r.Score || r.Confidence != r.Confidence || r.K != r.K {
				t.Fatalf("score %v confidence %v", r.Score, r.Confidence)
			}
			readingBytes(t, r)
			var again Classifier
			if err := again.UnmarshalJSON(savedBytes(t, c)); err != nil {
				t.Fatalf("seed %d week %d: %v", seed, i, err)
			}
			c = &again
		}
	}
}

// TestWeekWithoutBTC: the coins' closes count, but there is no row: what was read stays and ages.
func TestWeekWithoutBTC(t *testing.T) {
	c, week := newSynth(t, Config{}), 0
	tell := func(withBTC bool) Reading {
		f := synthStart.AddDate(0, 0, 7*week)
		week++
		prices := map[string]float64{}
		for i, id := range synthAlts {
			prices[id] = 10 + math.Mod(float64(week*(i+3)), 7)
		}
		if withBTC {
			prices["BTC"] = 1000
		}
		observe(t, c, Closes{Ref: f, Known: f.Add(day), Prices: prices})
		return readAt(t, c, f.Add(day))
	}
	for range 70 {
		tell(true)
	}
	was := tell(true)
	for gap := 1; gap <= 4; gap++ {
		now := tell(false)
		a, b := contribution(t, was, "ratio/alt_btc"), contribution(t, now, "ratio/alt_btc")
		if a.Value != b.Value || a.Reference != b.Reference || int(b.AgeDays) != 1+7*gap || !sameRow(t, was.Evidence.AltBTC, now.Evidence.AltBTC) {
			t.Errorf("%d weeks without BTC: %+v, before %+v", gap, b, a)
		}
		if want, _ := (Freshness{7, 21}).Quality(1 + 7*gap); b.Quality != want {
			t.Errorf("%d weeks without BTC: q %v, want %v", gap, b.Quality, want)
		}
		if shock := cautionOf(t, now, "vol_shock"); shock.Value.Missing() != (1+7*gap > 21) || shock.C.Missing() {
			t.Errorf("%d weeks without BTC: %+v", gap, shock)
		}
	}
	now := tell(true)
	if k := contribution(t, now, "ratio/alt_btc"); k.AgeDays != 1 || k.Reference == contribution(t, was, "ratio/alt_btc").Reference {
		t.Errorf("BTC is back: %+v", k)
	}
	if n := now.Evidence.AltBTC.Weekly.N; n != was.Evidence.AltBTC.Weekly.N+1 {
		t.Errorf("%d rows, before the gap %d", n, was.Evidence.AltBTC.Weekly.N)
	}
}

// sameRow reports whether two evidences are of one row. Months go by without one.
func sameRow(t testing.TB, a, b RatioEvidence) bool {
	t.Helper()
	a.Monthly, b.Monthly = Momentum{}, Momentum{}
	x, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	y, err := json.Marshal(b)
	return err == nil && bytes.Equal(x, y)
}

// TestScoreDoesNotLookAhead runs the law of causality from closes to scores.
func TestScoreDoesNotLookAhead(t *testing.T) {
	cfg := synthConfig()
	for i := range cfg.Pillars {
		if cfg.Pillars[i].ID != "ratio" {
			cfg.Pillars[i].Weight = 0
		}
	}
	random := rand.New(rand.NewPCG(2, 2))
	var stamps []time.Time
	var btc, eth []float64
	x, y := 100.0, 3.0
	for i := range 72 {
		stamps = append(stamps, synthStart.AddDate(0, 0, 7*i+1))
		x, y = x*(0.9+0.2*random.Float64()), y*(0.85+0.3*random.Float64())
		btc, eth = append(btc, x), append(eth, y)
	}
	a, err := series.New(stamps, btc)
	if err != nil {
		t.Fatal(err)
	}
	b, err := series.New(stamps, eth)
	if err != nil {
		t.Fatal(err)
	}
	seriestest.Causal(t, func(in ...series.Series) series.Series {
		var records []Record
		for i := range in[0].Len() {
			known := in[0].Time(i)
			prices := map[string]float64{"BTC": in[0].Value(i)}
			for k := range 6 {
				prices[string(rune('P'+k))] = in[1].Value(i) * (1 + 0.1*math.Sin(float64(i*(k+1))))
			}
			records = append(records, Closes{Ref: known.AddDate(0, 0, -1), Known: known, Prices: prices})
		}
		var at []time.Time
		for i := range in[0].Len() {
			at = append(at, in[0].Time(i))
		}
		readings, err := Classify(cfg, synthStart, records, at)
		if err != nil {
			t.Fatal(err)
		}
		var v []float64
		for _, r := range readings {
			v = append(v, r.Score)
		}
		s, err := series.New(at, v)
		if err != nil {
			t.Fatal(err)
		}
		if len(v) == len(stamps) && slices.Max(v) == slices.Min(v) {
			t.Fatal("the scores do not move: the law says little about them")
		}
		return s
	}, a, b)
}

// TestReadingIsItsOwn: what is done to a reading reaches neither the classifier nor other readings.
//
// Its events and its history are shared and not to be written to; so none of them
// changes when the classifier goes on.
func TestReadingIsItsOwn(t *testing.T) {
	c := newSynth(t, synthConfig())
	observe(t, c, synth(15, 70)...)
	r := readAt(t, c, synthSteps(70)[75])
	want := readingBytes(t, r)
	events, history := r.Events, r.History
	r.Events, r.History = nil, nil
	deface(reflect.ValueOf(&r).Elem())
	again, err := c.Reading()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(readingBytes(t, again), want) {
		t.Error("a defaced reading shows in the next one")
	}
	before, err := json.Marshal([]any{events, history})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 3 * keepHistory {
		readAt(t, c, r.Time.AddDate(0, 0, 7*i))
	}
	if after, err := json.Marshal([]any{events, history}); err != nil || !bytes.Equal(before, after) {
		t.Errorf("what a reading shares has changed: %v", err)
	}
	if cap(events) != len(events) || cap(history) != len(history) {
		t.Error("an append to what a reading shares writes to the classifier's")
	}
}

// deface overwrites the elements of every slice within v.
func deface(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			deface(v.Field(i))
		}
	case reflect.Slice:
		for i := range v.Len() {
			deface(v.Index(i))
			if e := v.Index(i); e.CanSet() {
				e.SetZero()
			}
		}
	}
}

func BenchmarkAdvance(b *testing.B) {
	const weeks = 400
	cfg, records, steps := Config{AllowAverage: true}, synth(1, weeks), synthSteps(weeks)
	const from = 200 // of a classifier that has seen enough to fill every window
	warm := newSynth(b, cfg)
	k := 0
	for ; !records[k].KnownAt().After(steps[from]); k++ {
		observe(b, warm, records[k])
	}
	if err := warm.Advance(steps[from]); err != nil {
		b.Fatal(err)
	}
	blob := savedBytes(b, warm)
	b.ReportAllocs()
	b.ResetTimer()
	for i := 0; i < b.N; {
		b.StopTimer()
		var c Classifier
		if err := c.UnmarshalJSON(blob); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		next := k
		for step := from + 1; step < len(steps) && i < b.N; step, i = step+1, i+1 {
			for ; next < len(records) && !records[next].KnownAt().After(steps[step]); next++ {
				if err := c.Observe(records[next]); err != nil {
					b.Fatal(err)
				}
			}
			if err := c.Advance(steps[step]); err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkReading(b *testing.B) {
	c := newSynth(b, Config{AllowAverage: true})
	observe(b, c, synth(1, 250)...)
	if err := c.Advance(synthSteps(250)[255]); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := c.Reading(); err != nil {
			b.Fatal(err)
		}
	}
}

// TestTwoWindowsOfAClass: the flows of a class are kept for the longest window that is
// read, whichever input comes last.
func TestTwoWindowsOfAClass(t *testing.T) {
	balance := func(id string, lag int) Input {
		return Input{id, 1, Feature{Kind: FlowBalance, Series: "f", Lag: lag}, Normalise{Method: AsIs}, Freshness{7, 21}}
	}
	c := newSynth(t, Config{Cautions: []Caution{}, Clock: series.Daily(time.UTC), Pillars: []Pillar{{"p", 1, []Input{balance("long", 5), balance("short", 2)}}}})
	at := func(i int) time.Time { return synthStart.AddDate(0, 0, i) }
	observe(t, c, Coverage{Class: "f", From: at(-50), Through: at(50), Known: at(0)})
	for i := range 30 {
		observe(t, c, Flow{Class: "f", Kind: Deployed, USD: decimal.New(int64(i*i), 8), Ref: at(i), Known: at(i)})
		r := readAt(t, c, at(i))
		for id, lag := range map[string]int{"p/long": 5, "p/short": 2} {
			net, size := 0, 1
			for k := range min(2*lag, i+1) {
				x := (i - k) * (i - k)
				size += x
				if k >= lag {
					x = -x
				}
				net += x
			}
			if k := contribution(t, r, id); float64(k.Value) != float64(net)/float64(size) {
				t.Fatalf("day %d: %s is %v, want %d/%d", i, id, k.Value, net, size)
			}
		}
	}
}

// TestUnknownHasNoDate: what a caution was never known from has no reference date.
func TestUnknownHasNoDate(t *testing.T) {
	c := told(t) // with one close of BTC, of the 53 that it takes
	r := readAt(t, c, date("2016-07-02"))
	if k := cautionOf(t, r, "vol_shock"); len(k.Flags) != 1 || k.Flags[0] != flagUnknown || !k.Reference.IsZero() || r.Evidence.VolShock.Date.IsZero() {
		t.Errorf("%+v, behind it %+v", k, r.Evidence.VolShock)
	}
}

// TestSince: a state began at the step at which it was not yet the state before.
func TestSince(t *testing.T) {
	weeks := 150
	c := newSynth(t, synthConfig())
	observe(t, c, synth(60, weeks)...)
	before, since, changes := Neutral, Date{}, 0
	for _, step := range synthSteps(weeks) {
		r := readAt(t, c, step)
		if r.State != before {
			before, since = r.State, DateOf(step)
			changes++
		}
		if between := readAt(t, c, step.Add(50*time.Hour)); r.Since != since || between.Since != since {
			t.Fatalf("%s: %v since %v, want %v", step, r.State, r.Since, since)
		}
	}
	if changes < 3 {
		t.Errorf("%d changes", changes)
	}
}
