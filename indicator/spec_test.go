package indicator

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/riskon/riskon/series"
)

func TestParse(t *testing.T) {
	for text, want := range map[string]string{
		"RSI": "RSI(14)", "rsi": "RSI(14)", " RSI ( 14 ) ": "RSI(14)", "RSI()": "RSI(14)", "RSI(14)": "RSI(14)", "RSI(1.4e1)": "RSI(14)",
		"EMA(100000)":           "EMA(100000)",
		"BBANDS(20,2,2,SMA)":    "Bollinger(20,2,2,SMA)",
		"bbands(20, 2, 2, ema)": "Bollinger(20,2,2,EMA)",
		"BBANDS(20,2,2,8)":      "Bollinger(20,2,2,T3)",
		"Bollinger":             "Bollinger(20,2,2,SMA)",
		"Bollinger(10,1.5)":     "Bollinger(10,1.5,2,SMA)",
		"STDDEV(5,1)":           "StdDev(5)",
		"STDDEV(5,1.5)":         "StdDev(5,1.5)",
		"STDDEV(5,-0)":          "StdDev(5,0)",
		"VAR(5,3)":              "Var(5)",
		"PLUS_DI":               "PlusDI(14)",
		"HT_DCPERIOD":           "HTDCPeriod",
		"HT_DCPERIOD()":         "HTDCPeriod",
		"MACDEXT(12,1,26,EMA)":  "MACDExt(12,EMA,26,EMA,9,SMA)",
		"STOCH":                 "Stoch(5,3,SMA,3,SMA)",
		"SAR(0.02,0.2)":         "SAR(0.02,0.2)",
	} {
		s, err := Parse(text)
		if err != nil || s.String() != want {
			t.Errorf("%q: %v %v, want %s", text, s, err, want)
		}
		again, err := Parse(s.String())
		if err != nil || again.String() != want {
			t.Errorf("%q: not canonical: %v %v", want, again, err)
		}
		if e := s.Entry(); len(e.Params) != len(s.Params()) || e.Name != nameOf(want) {
			t.Errorf("%q: %+v", text, e)
		}
	}
	for text, is := range map[string]error{
		"": ErrName, "(": ErrName, "FOO": ErrName, "FOO(3)": ErrName, "RSI14": ErrName, "CDLBULL": ErrName, strings.Repeat("x", 1<<16): ErrName, "R\x00SI": ErrName,
		"RSI(": ErrParam, "RSI(14": ErrParam, "RSI(14))": ErrParam, "RSI(14)x": ErrParam, "RSI(0)": ErrParam, "RSI(-1)": ErrParam, "RSI(1.5)": ErrParam,
		"RSI(100001)": ErrParam, "RSI(1e400)": ErrParam, "RSI(Inf)": ErrParam, "RSI(NaN)": ErrParam, "RSI(14,3)": ErrParam, "RSI(,)": ErrParam, "RSI(SMA)": ErrParam,
		"RSI(0x10)": ErrParam, "RSI(1_0)": ErrParam, "RSI(14,)": ErrParam,
		"Bollinger(20,2,2,FOO)": ErrParam, "Bollinger(20,2,2,9)": ErrParam, "Bollinger(20,2,2,0.5)": ErrParam, "Bollinger(20,2,2,-1)": ErrParam,
		"RSI(" + strings.Repeat("1,", 1<<16) + "1)": ErrParam, "MAVP(9,3)": ErrParam, "HT_DCPERIOD(3)": ErrParam, "VAR(5,x)": ErrParam, "VAR(5,1,1)": ErrParam,
	} {
		s, err := Parse(text)
		var typed *SpecError
		if !errors.Is(err, is) || !errors.As(err, &typed) || s.String() != "" || len(err.Error()) > 300 {
			t.Errorf("%.40q: %v, %v", text, s, err)
		}
		if l, err2 := Open(text); l != nil || err2 == nil {
			t.Errorf("%.40q: opened", text)
		}
		if f, err2 := Eval(text, series.Bars{}); f.Width() != 0 || err2 == nil {
			t.Errorf("%.40q: evaluated", text)
		}
	}
	if _, err := Parse("RSI(0)"); err.Error() != "indicator: RSI(0): period < 1" {
		t.Error(err)
	}
	if (Spec{}).String() != "" || (Spec{}).Entry().Name != "" || len((Spec{}).Params()) != 0 {
		t.Error("the zero Spec is something")
	}
}

// Every entry is found by each of its names, in capitals or not, and its spec
// parses to itself at any parameters.
func TestParseCatalog(t *testing.T) {
	for _, e := range catalog {
		for _, name := range append([]string{e.Name, strings.ToLower(e.Name)}, e.Aliases...) {
			if s, err := Parse(name); err != nil || s.entry != e {
				t.Errorf("%s: %v %v", name, s, err)
			}
		}
		for _, spec := range specs(e) {
			if s, err := Parse(spec); err != nil || s.String() != spec {
				t.Errorf("%s: %v %v", spec, s, err)
			}
		}
	}
}

// What Eval and Live read, from bars and from more.
func TestInputs(t *testing.T) {
	b := mustBars(t, closes(walk(60, 3)))
	c, o := b.Close(), b.Open()
	equal := func(what string, f series.Frame, err error, want series.Series) {
		t.Helper()
		if err != nil || !same(f.Column(0).Values(), want.Values()) {
			t.Errorf("%s: %v", what, err)
		}
	}
	f, err := Eval("SMA(3)", b)
	equal("close", f, err, SMA(c, 3))
	f, err = Eval("SMA(3)", b, o)
	equal("more[0]", f, err, SMA(o, 3))
	f, err = Eval("SMA(3)", series.Bars{}, o)
	equal("no bars", f, err, SMA(o, 3))
	f, err = Eval("CORREL(5)", b)
	equal("close and open", f, err, Correl(c, o, 5))
	f, err = Eval("CORREL(5)", b, b.High())
	equal("close and more[0]", f, err, Correl(c, b.High(), 5))
	f, err = Eval("CORREL(5)", series.Bars{}, b.High(), b.Low())
	equal("more[0] and more[1]", f, err, Correl(b.High(), b.Low(), 5))
	f, err = Eval("ATR(5)", b)
	equal("bars", f, err, ATR(b, 5))
	for spec, more := range map[string][]series.Series{
		"SMA(3)": {o, c}, "CORREL(5)": {o, c, c}, "ATR(5)": {c}, "CORREL(6)": {o.Slice(1, o.Len())}, "CORREL(7)": {o, c.Slice(0, 10)}, "CORREL(8)": {c.Lag(1).Slice(1, 60), c.Slice(0, 59)},
	} {
		if f, err := Eval(spec, b, more...); !errors.Is(err, ErrInput) || f.Width() != 0 {
			t.Errorf("%s with %d series: %v", spec, len(more), err)
		}
	}

	live := func(spec string) *Live {
		l, err := Open(spec)
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	bar := b.Bar(0)
	sma, correl := live("SMA(1)"), live("CORREL(3)")
	for _, c := range []struct {
		l    *Live
		more []float64
		want float64
	}{
		{sma, nil, bar.Close}, {sma, []float64{7}, 7}, {sma, []float64{math.NaN()}, math.NaN()},
	} {
		if got := c.l.Peek(nil, bar, c.more); !same(got, []float64{c.want}) {
			t.Errorf("%s of %v: %v", c.l, c.more, got)
		}
	}
	pair := live("CORREL(2)")
	for i := range b.Len() {
		if got, want := pair.Update(nil, b.Bar(i), []float64{b.High().Value(i), b.Low().Value(i)}), Correl(b.High(), b.Low(), 2).Value(i); !same(got, []float64{want}) {
			t.Fatalf("bar %d: %v, want %v", i, got, want)
		}
	}
	for _, f := range []func(){
		func() { sma.Update(nil, bar, []float64{1, 2}) }, func() { correl.Update(nil, bar, []float64{1, 2, 3}) },
		func() { live("ATR").Update(nil, bar, []float64{1}) }, func() { new(Live).Update(nil, bar, nil) }, func() { new(Live).Peek(nil, bar, nil) },
	} {
		if panics(f) == "" {
			t.Error("numbers that are not read are taken")
		}
	}
}

// A pair is what both series have at an instant: live, whichever of the two comes
// first, it is closed once, and gives what ApplyPair and Eval give.
func TestPairTies(t *testing.T) {
	b := mustBars(t, closes(walk(200, 31)))
	x, y := b.Close().Slice(3, 190), b.Open().Slice(0, 180)
	want := Correl(x, y, 7)
	aligned := series.Align(series.Inner, x, y)
	if f, err := Eval("Correl(7)", series.Bars{}, aligned.Column(0), aligned.Column(1)); err != nil || !same(f.Column(0).Values(), want.Values()) {
		t.Error(err)
	}
	type event struct {
		at     int64
		second bool
		value  float64
	}
	for _, secondFirst := range []bool{false, true} {
		var events []event
		for i, j := 0, 0; i < x.Len() || j < y.Len(); {
			tx, ty := int64(math.MaxInt64), int64(math.MaxInt64)
			if i < x.Len() {
				tx = x.UnixNanos()[i]
			}
			if j < y.Len() {
				ty = y.UnixNanos()[j]
			}
			if tx < ty || tx == ty && !secondFirst {
				events = append(events, event{tx, false, x.Value(i)})
				i++
			} else {
				events = append(events, event{ty, true, y.Value(j)})
				j++
			}
		}
		live, got := NewCorrel(7), []float64{}
		for i := 1; i < len(events); i++ {
			a, b := events[i-1], events[i]
			if a.at != b.at {
				continue
			}
			if a.second {
				a, b = b, a
			}
			got = append(got, live.Update(a.value, b.value))
		}
		if !same(got, want.Values()) {
			t.Errorf("live differs, second first: %v", secondFirst)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, e := range catalog {
		f.Add(e.Name)
		for _, spec := range specs(e) {
			f.Add(spec)
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := Parse(text)
		if err != nil {
			if s.String() != "" || !errors.Is(err, ErrName) && !errors.Is(err, ErrParam) {
				t.Fatalf("%q: %v %v", text, s, err)
			}
			return
		}
		again, err := Parse(s.String())
		if err != nil || again.String() != s.String() || !same(again.Params(), s.Params()) {
			t.Fatalf("%q: %v, then %v, %v", text, s, again, err)
		}
		if len(s.String()) > 255 {
			t.Fatalf("%q: the spec is too long for a state", s)
		}
	})
}
