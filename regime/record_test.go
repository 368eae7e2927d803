package regime

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
	"github.com/shopspring/decimal"
)

func bar(name, on string, close float64) Bar {
	d := date(on)
	return Bar{Series: name, Ref: d, Bar: series.Bar{Start: d.AddDate(0, 0, -4), End: d.Add(21 * time.Hour), Open: close, High: close, Low: close, Close: close}}
}

func value(name, on string, x float64) Value {
	d := date(on)
	return Value{Series: name, Value: x, Ref: d, Known: d.Add(day)}
}

// told is a classifier that has been advanced to 2016-07-01 and has records waiting.
func told(t testing.TB) *Classifier {
	t.Helper()
	c, err := NewClassifier(Config{}, date("2016-01-01"))
	if err != nil {
		t.Fatal(err)
	}
	observe(t, c,
		value("WALCL", "2016-06-15", 4e6), bar("IWM", "2016-06-17", 110),
		Closes{Ref: date("2016-06-24"), Known: date("2016-06-25"), Prices: map[string]float64{"BTC": 650}})
	if err := c.Advance(date("2016-07-01")); err != nil {
		t.Fatal(err)
	}
	observe(t, c,
		Value{Series: "WALCL", Ref: date("2016-07-06"), Known: date("2016-07-10"), Value: 4e6}, bar("SPY", "2016-07-15", 210), value("DFEDTARU", "2016-07-20", 0.5),
		Flow{Class: "dat_btc", Firm: "Able", Asset: "BTC", Kind: Deployed, USD: decimal.New(5, 6), Ref: date("2016-07-01"), Known: date("2016-07-20")},
		Holding{Company: "Able", Asset: "BTC", Quantity: 5, Ref: date("2016-07-01"), Known: date("2016-07-20")},
		Fact{Caution: "etf_outflow", Value: 0.05, Known: date("2016-07-20"), Expires: date("2016-08-01")},
		Coverage{Class: "dat_btc", Firm: "Able", From: date("2016-01-01"), Through: date("2016-07-30"), Known: date("2016-07-20")})
	return c
}

// TestRefusals tells a classifier everything it has to refuse. Each refusal names
// its reason and its record, and leaves no trace in the state.
func TestRefusals(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	later := date("2016-07-20")
	withPrices := func(p ...float64) Bar {
		b := bar("IWM", "2016-07-22", 100)
		b.Bar.Open, b.Bar.High, b.Bar.Low, b.Bar.Close = p[0], p[1], p[2], p[3]
		return b
	}
	flow := func(change func(*Flow)) Flow {
		f := Flow{Class: "dat_btc", Firm: "Baker", Asset: "BTC", Kind: Deployed, USD: decimal.New(1, 6), Ref: date("2016-07-02"), Known: later}
		change(&f)
		return f
	}
	huge, tiny, long := decimal.New(1, 1<<30), decimal.New(1, -(1<<30)), decimal.RequireFromString("1"+string(bytes.Repeat([]byte("0"), 300)))
	for _, x := range []struct {
		name string
		r    Record
		want error
	}{
		{"a value that is no number", Value{Series: "WALCL", Ref: later, Known: later, Value: nan}, ErrNumber},
		{"an infinite value", Value{Series: "WALCL", Ref: later, Known: later, Value: inf}, ErrNumber},
		{"a value beyond the limit", Value{Series: "WALCL", Ref: later, Known: later, Value: 2e75}, ErrNumber},
		{"a value without a series", Value{Ref: later, Known: later, Value: 1}, ErrName},
		{"a value of an unknown series", Value{Series: "WALC", Ref: later, Known: later, Value: 1}, ErrName},
		{"the account that is not configured", Value{Series: "WTREGEN", Ref: later, Known: later, Value: 1}, ErrName},
		{"a value known before its date", Value{Series: "WALCL", Ref: later, Known: later.Add(-1), Value: 1}, ErrTime},
		{"a value of year 1", Value{Series: "WALCL", Known: later, Value: 1}, ErrTime},
		{"a value of year 1 known in year 1", Value{Series: "WALCL", Value: 1}, ErrTime},
		{"a value known in year 3000", Value{Series: "WALCL", Ref: later, Known: date("3000-01-01"), Value: 1}, ErrTime},
		{"a value known in year 20000", Value{Series: "WALCL", Ref: later, Known: later.AddDate(18000, 0, 0), Value: 1}, ErrTime},
		{"a value of year -5", Value{Series: "WALCL", Ref: later.AddDate(-2021, 0, 0), Known: later, Value: 1}, ErrTime},
		{"a value known at a closed instant", Value{Series: "WALCL", Ref: date("2016-06-29"), Known: date("2016-06-30"), Value: 1}, ErrClosed},
		{"a value known at the instant closed last", Value{Series: "WALCL", Ref: date("2016-06-29"), Known: date("2016-07-01"), Value: 1}, ErrClosed},
		{"a value of the date taken last", value("WALCL", "2016-06-15", 1), ErrClosed},
		{"a value that waits", Value{Series: "WALCL", Ref: date("2016-07-06"), Known: date("2016-07-10"), Value: 5e6}, ErrDuplicate},
		{"a value of a day that waits, at another hour", Value{Series: "WALCL", Ref: date("2016-07-06").Add(6 * time.Hour), Known: date("2016-07-10"), Value: 1}, ErrDuplicate},
		{"a bar without a series", Bar{Ref: later, Bar: withPrices(1, 1, 1, 1).Bar}, ErrName},
		{"a bar of an unknown series", bar("QQQ", "2016-07-22", 1), ErrName},
		{"a bar with a price missing", withPrices(1, 1, nan, 1), ErrNumber},
		{"a bar with an infinite price", withPrices(1, inf, 1, 1), ErrNumber},
		{"a bar with a price of 0", withPrices(1, 1, 0, 1), ErrPrice},
		{"a bar with a price below 0", withPrices(1, 1, -1, 1), ErrPrice},
		{"a bar whose high is below its close", withPrices(1, 1, 1, 2), nil},
		{"a bar that ends before it begins", Bar{Series: "IWM", Ref: date("2016-07-22"), Bar: series.Bar{Start: date("2016-07-24"), End: date("2016-07-23"), Open: 1, High: 1, Low: 1, Close: 1}}, nil},
		{"a bar of the week taken last", bar("IWM", "2016-06-17", 1), ErrClosed},
		{"a bar that waits", bar("SPY", "2016-07-15", 1), ErrDuplicate},
		{"a zero bar", Bar{}, ErrName},
		{"closes with a price of 0", Closes{Ref: later, Known: later, Prices: map[string]float64{"BTC": 0}}, ErrPrice},
		{"closes with a price below 0", Closes{Ref: later, Known: later, Prices: map[string]float64{"BTC": 1, "ETH": -3}}, ErrPrice},
		{"closes with a price so small that its inverse is too large", Closes{Ref: later, Known: later, Prices: map[string]float64{"BTC": 1e-76}}, ErrPrice},
		{"closes with a price that is no number", Closes{Ref: later, Known: later, Prices: map[string]float64{"BTC": nan}}, ErrNumber},
		{"closes of a coin without a name", Closes{Ref: later, Known: later, Prices: map[string]float64{"": 1}}, ErrName},
		{"closes of a coin whose name is no text", Closes{Ref: later, Known: later, Prices: map[string]float64{"\xff": 1}}, ErrName},
		{"closes known before their date", Closes{Ref: later, Known: later.Add(-1)}, ErrTime},
		{"closes of the date taken last", Closes{Ref: date("2016-06-24"), Known: later}, ErrOrder},
		{"zero closes", Closes{}, ErrTime},
		{"a flow without a class", flow(func(f *Flow) { f.Class = "" }), ErrName},
		{"a flow of an unknown class", flow(func(f *Flow) { f.Class = "dat" }), ErrName},
		{"a flow of no kind", flow(func(f *Flow) { f.Kind = "" }), ErrKind},
		{"a flow of a kind that does not exist", flow(func(f *Flow) { f.Kind = "deployed" }), ErrKind},
		{"a flow of a billion digits", flow(func(f *Flow) { f.USD = huge }), ErrNumber},
		{"a flow with a billion places", flow(func(f *Flow) { f.USD = tiny }), ErrNumber},
		{"a flow of a long coefficient", flow(func(f *Flow) { f.USD = long }), ErrNumber},
		{"a flow of a billion digits of coins", flow(func(f *Flow) { f.Quantity = huge.Neg() }), ErrNumber},
		{"a flow of a firm whose name is no text", flow(func(f *Flow) { f.Firm = "a\xc3" }), ErrName},
		{"a flow of an asset whose name is no text", flow(func(f *Flow) { f.Asset = "\xff" }), ErrName},
		{"a flow known before its date", flow(func(f *Flow) { f.Known = f.Ref.Add(-1) }), ErrTime},
		{"a flow that waits", Flow{Class: "dat_btc", Firm: "Able", Asset: "BTC", Kind: Deployed, USD: decimal.New(50, 5), Ref: date("2016-07-01"), Known: later}, ErrDuplicate},
		{"a zero flow", Flow{}, ErrName},
		{"a holding without a company", Holding{Asset: "BTC", Ref: later, Known: later}, ErrName},
		{"a holding without an asset", Holding{Company: "Able", Ref: later, Known: later}, ErrName},
		{"a holding below 0", Holding{Company: "Able", Asset: "BTC", Quantity: -1, Ref: later, Known: later}, ErrNumber},
		{"a holding that is no number", Holding{Company: "Able", Asset: "BTC", Quantity: nan, Ref: later, Known: later}, ErrNumber},
		{"a holding of a company whose name is no text", Holding{Company: "\xfe", Asset: "BTC", Ref: later, Known: later}, ErrName},
		{"a holding of year 1", Holding{Company: "Able", Asset: "BTC", Known: later}, ErrTime},
		{"a holding that waits", Holding{Company: "Able", Asset: "BTC", Quantity: 7, Ref: date("2016-07-01"), Known: later}, ErrDuplicate},
		{"a zero holding", Holding{}, ErrName},
		{"a fact without a caution", Fact{Value: 1, Known: later, Expires: later.Add(1)}, ErrName},
		{"a fact of an unknown caution", Fact{Caution: "weather", Known: later, Expires: later.Add(1)}, ErrName},
		{"a fact of a caution that reads no facts", Fact{Caution: "vol_shock", Known: later, Expires: later.Add(1)}, ErrName},
		{"a fact that is no number", Fact{Caution: "etf_outflow", Value: nan, Known: later, Expires: later.Add(1)}, ErrNumber},
		{"a fact that expires when it is known", Fact{Caution: "etf_outflow", Known: later, Expires: later}, ErrTime},
		{"a fact without an end", Fact{Caution: "etf_outflow", Known: later}, ErrTime},
		{"a fact that expires in year 20000", Fact{Caution: "etf_outflow", Known: later.Add(1), Expires: later.AddDate(18000, 0, 0)}, ErrTime},
		{"a withdrawal that expires in year -5", Fact{Caution: "etf_outflow", Known: later.Add(1), Expires: later.AddDate(-2021, 0, 0), Withdrawn: true}, ErrTime},
		{"a fact that waits", Fact{Caution: "etf_outflow", Known: later, Withdrawn: true}, ErrDuplicate},
		{"a zero fact", Fact{}, ErrName},
		{"a coverage without a class", Coverage{Through: later, Known: later}, ErrName},
		{"a coverage of an unknown class", Coverage{Class: "dat", From: later, Through: later, Known: later}, ErrName},
		{"a coverage that ends before it begins", Coverage{Class: "dat_btc", From: later.Add(day), Through: later, Known: later}, ErrTime},
		{"a coverage without a beginning", Coverage{Class: "dat_btc", Through: later, Known: later}, ErrTime},
		{"a coverage through year 20000", Coverage{Class: "dat_btc", From: later, Through: later.AddDate(18000, 0, 0), Known: later}, ErrTime},
		{"a coverage of a firm whose name is no text", Coverage{Class: "dat_btc", Firm: "\xff", From: later, Through: later, Known: later}, ErrName},
		{"a coverage that waits", Coverage{Class: "dat_btc", Firm: "Able", From: later, Through: later, Known: later}, ErrDuplicate},
		{"a coverage that takes back what waits", Coverage{Class: "dat_btc", Firm: "Able", From: date("2016-01-01"), Through: date("2016-07-29"), Known: later.Add(day)}, ErrOrder},
		{"a zero coverage", Coverage{}, ErrName},
		{"nothing", nil, ErrName},
		{"a pointer", &Value{Series: "WALCL", Ref: later, Known: later, Value: 1}, ErrName},
	} {
		c := told(t)
		before := savedBytes(t, c)
		err := c.Observe(x.r)
		var whole *RecordError
		switch {
		case err == nil:
			t.Errorf("%s: taken", x.name)
		case !errors.As(err, &whole):
			t.Errorf("%s: %v is no *RecordError", x.name, err)
		case x.want != nil && !errors.Is(err, x.want):
			t.Errorf("%s: %v, want %v", x.name, err, x.want)
		case err.Error() == "":
			t.Errorf("%s: no text", x.name)
		}
		if after := savedBytes(t, c); !bytes.Equal(before, after) {
			t.Errorf("%s: the state has changed", x.name)
		}
	}
}

// TestNothingRefusedWithoutReason is the other side: what is right is taken, also at the edges.
func TestNothingRefusedWithoutReason(t *testing.T) {
	c, later := told(t), date("2016-07-20")
	observe(t, c,
		Value{Series: "WALCL", Ref: date("2016-07-07"), Known: date("2016-07-10"), Value: -5},
		Value{Series: "WALCL", Ref: date("2016-07-05"), Known: date("2016-07-07"), Value: 0},
		Value{Series: "WALCL", Ref: date("2016-07-04"), Known: date("2016-07-04").Add(1), Value: 1e75},
		Closes{Ref: date("2016-07-08"), Known: date("2016-07-09")},
		Closes{Ref: date("2016-07-15"), Known: date("2016-07-16"), Prices: map[string]float64{"ETH": 1e-75, "X": 1e75}},
		Flow{Class: "dat_btc", Kind: Announced, Ref: later, Known: later},
		Flow{Class: "dat_btc", Kind: Announced, Ref: later, Known: later.Add(1)},
		Flow{Class: "dat_btc", Kind: Closed, USD: decimal.New(-1, 40), Ref: later, Known: later},
		Holding{Company: "Able", Asset: "BTC", Quantity: 0, Ref: date("2016-07-01"), Known: later.Add(1)},
		Fact{Caution: "etf_outflow", Known: later.Add(1), Withdrawn: true},
		Fact{Caution: "neg_earnings", Value: -1e75, Known: later, Expires: date("9999-12-31")},
		Coverage{Class: "dat_btc", Firm: "Able", From: date("2010-01-01"), Through: date("2016-07-30"), Known: later.Add(2)},
		Coverage{Class: "dat_btc", Firm: "Able", From: date("2010-01-01"), Through: date("2016-07-30"), Known: later.Add(1)},
		Coverage{Class: "dat_btc", Firm: "Able", From: date("2016-01-01"), Through: date("9999-12-31"), Known: later.Add(day)},
		Value{Series: "DFEDTARU", Ref: date("2250-12-01"), Known: date("2250-12-31"), Value: 1},
	)
	again, err := NewClassifier(Config{}, date("2016-01-01"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(savedBytes(t, c), again); err != nil {
		t.Fatal(err)
	}
	for _, at := range []time.Time{date("2016-07-21"), date("2017-01-01")} {
		sameReading(t, "restored", readAt(t, again, at), readAt(t, c, at))
	}
}

// TestFirstInstant: what is known at the very start may be told, once.
func TestFirstInstant(t *testing.T) {
	start := date("2016-01-01")
	c, err := NewClassifier(Config{}, start)
	if err != nil {
		t.Fatal(err)
	}
	at := func(known time.Time) Record {
		return Coverage{Class: "dat_btc", Firm: "Able", From: date("2015-01-01"), Through: date("2016-01-01"), Known: known}
	}
	if err := c.Observe(at(start.Add(-1))); !errors.Is(err, ErrClosed) {
		t.Errorf("known before the start: %v", err)
	}
	observe(t, c, at(start))
	for _, to := range []time.Time{start, start.Add(1)} {
		if err := c.Advance(to); err != nil {
			t.Fatal(err)
		}
		if err := c.Observe(at(start)); !errors.Is(err, ErrClosed) {
			t.Errorf("known at the start, told after it was closed, at %v: %v", to, err)
		}
		again := reopen(t, c)
		if err := again.Observe(at(start)); !errors.Is(err, ErrClosed) {
			t.Errorf("the same after a restart, at %v: %v", to, err)
		}
	}
}

// reopen returns what is restored from a saved c.
func reopen(t testing.TB, c *Classifier) *Classifier {
	t.Helper()
	blob, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	again := new(Classifier)
	if err := json.Unmarshal(blob, again); err != nil {
		t.Fatal(err)
	}
	return again
}

// TestBarIsAValue: the close of a bar is a number of its series, which a Value of
// the date that becomes known later revises; a second bar of a date is refused.
func TestBarIsAValue(t *testing.T) {
	c, err := NewClassifier(Config{Pillars: []Pillar{{"p", 1, []Input{
		{"x", 1, Feature{Kind: Change, Series: "IWM", Lag: 1}, Normalise{RobustZ, 8, 2, 1}, Freshness{7, 21}},
	}}}}, date("2016-01-01"))
	if err != nil {
		t.Fatal(err)
	}
	observe(t, c, bar("IWM", "2016-01-15", 100), bar("IWM", "2016-01-22", 110))
	if k := contribution(t, readAt(t, c, date("2016-01-25")), "p/x"); !near(float64(k.Value), 0.1) {
		t.Errorf("two bars: %v", k.Value)
	}
	observe(t, c, Value{Series: "IWM", Ref: date("2016-01-15"), Known: date("2016-01-26"), Value: 88})
	if k := contribution(t, readAt(t, c, date("2016-01-26")), "p/x"); !near(float64(k.Value), 0.25) || !k.Known.Equal(date("2016-01-26")) {
		t.Errorf("revised: %v known %s", k.Value, k.Known)
	}
	again := bar("IWM", "2016-01-22", 99)
	again.Bar.End = date("2016-01-27")
	if err := c.Observe(again); !errors.Is(err, ErrOrder) {
		t.Errorf("a second bar of a date: %v", err)
	}
}

// TestObserveKeepsNothingOfTheCaller: a program may fill the same map again.
func TestObserveKeepsNothingOfTheCaller(t *testing.T) {
	want, got := newSynth(t, Config{}), newSynth(t, Config{})
	prices := map[string]float64{}
	for i := range 60 {
		known := synthStart.AddDate(0, 0, 7*i+1)
		x := 100 + float64(i*i%17)
		prices["BTC"] = x
		observe(t, got, Closes{Ref: known.AddDate(0, 0, -1), Known: known, Prices: prices})
		observe(t, want, Closes{Ref: known.AddDate(0, 0, -1), Known: known, Prices: map[string]float64{"BTC": x}})
	}
	end := synthStart.AddDate(0, 0, 7*60)
	sameReading(t, "one map for all closes", readAt(t, got, end), readAt(t, want, end))
}

// TestPlacesAndClocks: a stamp is an instant, whatever place it is written in.
func TestPlacesAndClocks(t *testing.T) {
	place := time.FixedZone("somewhere", -4*3600-56*60-2) // seconds, as places had them in 1880
	moved := func(r Record) Record {
		switch r := r.(type) {
		case Value:
			r.Ref, r.Known = r.Ref.In(place), r.Known.In(place)
			return r
		case Bar:
			r.Ref, r.Bar.Start, r.Bar.End = r.Ref.In(place), r.Bar.Start.In(place), r.Bar.End.In(place)
			return r
		case Closes:
			r.Ref, r.Known = r.Ref.In(place), r.Known.In(place)
			return r
		case Flow:
			r.Ref, r.Known = r.Ref.In(place), r.Known.In(place)
			return r
		case Holding:
			r.Ref, r.Known = r.Ref.In(place), r.Known.In(place)
			return r
		case Fact:
			r.Known, r.Expires = r.Known.In(place), r.Expires.In(place)
			return r
		case Coverage:
			r.From, r.Through, r.Known = r.From.In(place), r.Through.In(place), r.Known.In(place)
			return r
		}
		return r
	}
	cfg, records := synthConfig(), synth(9, 40)
	a, b := newSynth(t, cfg), newSynth(t, cfg)
	for _, r := range records {
		observe(t, a, r)
		observe(t, b, moved(r))
	}
	if !bytes.Equal(savedBytes(t, a), savedBytes(t, b)) {
		t.Error("waiting records are saved differently in another place")
	}
	var c Classifier
	if err := json.Unmarshal(savedBytes(t, b), &c); err != nil {
		t.Fatal(err)
	}
	for _, step := range synthSteps(40) {
		want := readAt(t, a, step)
		sameReading(t, "in another place", readAt(t, b, step.In(place)), want)
		sameReading(t, "restored from another place", readAt(t, &c, step), want)
	}
}

// TestRecordText: a record says what it is, also one that is nothing.
func TestRecordText(t *testing.T) {
	for _, r := range []Record{Value{}, Bar{}, Closes{}, Flow{}, Holding{}, Fact{}, Coverage{}} {
		if r.String() == "" || (&RecordError{r, ErrName}).Error() == "" {
			t.Errorf("%T has no text", r)
		}
	}
	if got := value("WALCL", "2016-07-06", 1).String(); got != "value of WALCL on 2016-07-06" {
		t.Error(got)
	}
}

// TestStartIsAnInstant: a start is an instant, whatever place and clock it was read from.
func TestStartIsAnInstant(t *testing.T) {
	place := time.FixedZone("somewhere", -4*3600-56*60-2)
	for _, start := range []time.Time{time.Now(), time.Date(2016, 1, 1, 0, 0, 0, 7, place)} {
		c, err := NewClassifier(Config{}, start)
		if err != nil {
			t.Fatal(err)
		}
		r, err := c.Reading()
		if err != nil {
			t.Fatal(err)
		}
		again, err := reopen(t, c).Reading()
		if err != nil {
			t.Fatal(err)
		}
		if r.Time != start.Round(0).UTC() || again.Time != r.Time {
			t.Errorf("started at %v: %v, and %v after a restart", start, r.Time, again.Time)
		}
	}
}

// TestNoMinusZero: minus zero is 0, as a number, a quotient and a caution.
func TestNoMinusZero(t *testing.T) {
	negative := math.Copysign(0, -1)
	for name, f := range map[string]Feature{"level": {Kind: Level, Series: "A"}, "quotient": {Kind: Level, Series: "A", Over: "B"}, "difference": {Kind: Difference, Series: "A", Lag: 1}} {
		c := newSynth(t, one(f, Normalise{RobustZ, 5, 1, -1}, Config{Cautions: []Caution{{ID: "level", Kind: SeriesLevel, V: 0.1, Lo: -1, Hi: 1, Series: "A", MaxAge: 5}}}))
		for i := range 4 {
			at := synthStart.AddDate(0, 0, i)
			observe(t, c, Value{Series: "A", Ref: at, Known: at, Value: []float64{0, negative}[i%2]})
			if f.Over != "" {
				observe(t, c, Value{Series: "B", Ref: at, Known: at, Value: -5})
			}
		}
		if r := readingBytes(t, readAt(t, c, synthStart.AddDate(0, 0, 3))); bytes.Contains(r, []byte(":-0,")) || !bytes.Contains(r, []byte(`"value":0,`)) {
			t.Errorf("%s: %s", name, r)
		}
	}
}

// TestOnceADate: closes and bars of one date are told once, also while they wait and
// whatever instant they become known at. A ledger may say the same date again.
func TestOnceADate(t *testing.T) {
	c, known := told(t), date("2016-07-20")
	again := bar("SPY", "2016-07-15", 211)
	again.Bar.End = known
	observe(t, c, Closes{Ref: date("2016-07-08"), Known: known})
	for _, r := range []Record{again, Closes{Ref: date("2016-07-08"), Known: known.Add(1)}, Closes{Ref: date("2016-07-08"), Known: known.Add(-1)}} {
		if err := c.Observe(r); !errors.Is(err, ErrDuplicate) {
			t.Errorf("%v known %s: %v", r, r.KnownAt(), err)
		}
	}
	readAt(t, c, known)
	for _, c := range []*Classifier{c, reopen(t, c)} {
		cover := Coverage{Class: "dat_btc", Firm: "Able", From: date("2015-01-01"), Through: date("2016-07-30"), Known: known.Add(1)}
		observe(t, c, cover)
		cover.Through, cover.Known = date("2016-07-29"), known.Add(2)
		if err := c.Observe(cover); !errors.Is(err, ErrOrder) {
			t.Errorf("a ledger that takes back what was complete: %v", err)
		}
		readAt(t, c, known.Add(1))
		if f := c.mem.Flows[c.plan.class("dat_btc")].Firms[0]; !f.From.Equal(date("2015-01-01")) {
			t.Errorf("said again: complete from %s", f.From)
		}
	}
}
