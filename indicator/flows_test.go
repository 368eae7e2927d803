package indicator

import (
	"math"
	"math/rand"
	"testing"

	"github.com/riskon/riskon/series"
)

// The totals of AD and OBV are those of their steps to the last bit, however many
// bars there were and whatever the size of their volumes.
func TestRunningTotals(t *testing.T) {
	rng := rand.New(rand.NewSource(21))
	ad, obv := NewAD(), NewOBV()
	sumAD, sumOBV, plain := zero().SetPrec(600), zero().SetPrec(600), 0.0
	last := 0.0
	for i := range 200000 {
		v := math.Exp(60 * rng.Float64())
		c := float64(rng.Intn(9))
		b := bar(i, c, 8, 0, c, v)
		step := accumulated(8, 0, c, v)
		plain += step
		sumAD.Add(sumAD, wide(step))
		switch {
		case i == 0 || c > last:
			sumOBV.Add(sumOBV, wide(v))
		case c < last:
			sumOBV.Sub(sumOBV, wide(v))
		}
		last = c
		if a, o := ulps(ad.Update(b), sumAD), ulps(obv.Update(b), sumOBV); a > 1 || o > 1 {
			t.Fatalf("bar %d: AD is off by %v ulps, OBV by %v", i, a, o)
		}
	}
	t.Logf("a plain sum is off by %.3g ulps", ulps(plain, sumAD))
}

// One bar of a huge volume leaves nothing in ADOsc once it is forgotten.
func TestADOscForgets(t *testing.T) {
	bars := closes(walk(1000, 5))
	spiked, calm := NewADOsc(3, 10), NewADOsc(3, 10)
	for i, b := range bars {
		want := calm.Update(b)
		if i == 100 {
			b.Volume = 1e30
		}
		if got := spiked.Update(b); i >= 100+spiked.Settle(1e-48) && !(math.Abs(got-want) < 1e-6) {
			t.Fatalf("bar %d: %v, without the spike %v", i, got, want)
		}
	}
}

// Prices of 1e-8 and prices below 0 have a money flow like any others.
func TestMFIAnyPrice(t *testing.T) {
	bars := closes(walk(300, 8))
	usual, small, negative := NewMFI(14), NewMFI(14), NewMFI(14)
	for _, b := range bars {
		s, n := b, b
		s.Open, s.High, s.Low, s.Close = b.Open*0x1p-40, b.High*0x1p-40, b.Low*0x1p-40, b.Close*0x1p-40
		n.High, n.Low, n.Close = -b.Low, -b.High, -b.Close
		want := usual.Update(b)
		if got := small.Update(s); got != want && want == want {
			t.Fatalf("%v for small prices, want %v", got, want)
		}
		if got := negative.Update(n); math.Abs(got-(100-want)) > 1e-12 {
			t.Fatalf("%v for negative prices, want %v", got, 100-want)
		}
	}
}

// What is promised of bars holds for whatever a feed sends.
func TestFlowsOfAnything(t *testing.T) {
	rng := rand.New(rand.NewSource(9))
	any := func() float64 {
		return []float64{0, 1, -1, 1e75, -1e75, 5e-324, rng.NormFloat64(), math.Ldexp(rng.NormFloat64(), rng.Intn(400)-200)}[rng.Intn(8)]
	}
	bop, mfi, ad := NewBOP(), NewMFI(3), NewAD()
	for i := range 20000 {
		b := bar(i, any(), any(), any(), any(), any())
		if y := bop.Update(b); !(math.Abs(y) <= 1) {
			t.Fatalf("BOP is %v", y)
		}
		if y := mfi.Update(b); y < 0 || y > 100 || mfi.Ready() && y != y {
			t.Fatalf("MFI is %v", y)
		}
		ad.Update(b)
		if i%100 == 0 {
			if state, _ := ad.MarshalBinary(); new(BarStream).UnmarshalBinary(state) != nil {
				t.Fatal("AD does not take its own state")
			}
		}
	}
}

// MACDFix and MACDExt share the streams of MACD.
func TestMACDKin(t *testing.T) {
	xs := walk(200, 4)
	fix, ext := NewMACDFix(9), NewMACDExt(MACDExtConfig{})
	fix.Append(nil, xs)
	ext.Append(nil, xs)
	if h := fix.Peek(fix.NextZero()).Histogram; !(math.Abs(h) < 1e-12) {
		t.Errorf("Histogram at NextZero is %v", h)
	}
	if x := ext.NextZero(); x == x {
		t.Errorf("NextZero of any averages is %v", x)
	}
	if a, b := ext.String(), "MACDExt(12,SMA,26,SMA,9,SMA)"; a != b {
		t.Errorf("%s, want %s", a, b)
	}
	ema := MACDExtConfig{12, TypeEMA, 26, TypeEMA, 9, TypeEMA}
	s := onClock(mustBars(t, closes(xs)).Close().UnixNanos(), xs)
	want, got := MACD(s, 12, 26, 9), MACDExt(s, ema)
	for i := range xs {
		for _, p := range [][2]series.Series{{want.Line, got.Line}, {want.Signal, got.Signal}, {want.Histogram, got.Histogram}} {
			if a, b := p[0].Value(i), p[1].Value(i); !near(a, b, 1, 1e-12) {
				t.Fatalf("row %d: MACDExt of EMAs gives %v, MACD %v", i, b, a)
			}
		}
	}
	// The order of the periods does not matter.
	turned := MACDExt(s, MACDExtConfig{26, TypeEMA, 12, TypeEMA, 9, TypeEMA})
	a, b := APO(s, 12, 26, TypeWMA), APO(s, 26, 12, TypeWMA)
	for i := range xs {
		if x, y := got.Line.Value(i), turned.Line.Value(i); x == x && x != y {
			t.Fatalf("row %d: %v and %v turned", i, x, y)
		}
		if x, y := a.Value(i), b.Value(i); x == x && x != y {
			t.Fatalf("row %d: APO %v and %v", i, x, y)
		}
	}
}

// Constructors refuse what the catalog does.
func TestFlowsBadParameters(t *testing.T) {
	for want, f := range map[string]func(){
		"indicator: MFI: period < 1":           func() { NewMFI(0) },
		"indicator: Mom: period > 100000":      func() { NewMom(100001) },
		"indicator: ROC: period < 1":           func() { NewROC(0) },
		"indicator: ADOsc: slow < 1":           func() { NewADOsc(3, 0) },
		"indicator: AccBands: period < 1":      func() { NewAccBands(-1) },
		"indicator: APO: type > T3":            func() { NewAPO(1, 2, 9) },
		"indicator: PPO: type < SMA":           func() { NewPPO(1, 2, -1) },
		"indicator: MACDExt: fast < 1":         func() { NewMACDExt(MACDExtConfig{Fast: -1}) },
		"indicator: MACDExt: signalMA > T3":    func() { NewMACDExt(MACDExtConfig{SignalMA: 77}) },
		"indicator: MACDFix: signal < 1":       func() { NewMACDFix(0) },
		"indicator: ROCR100: period > 100000":  func() { NewROCR100(math.MaxInt32) },
		"indicator: AccBands: period > 100000": func() { NewAccBands(100001) },
		"indicator: MACDExt: slow > 100000":    func() { NewMACDExt(MACDExtConfig{Slow: 100001}) },
		"indicator: PPO: fast > 100000":        func() { NewPPO(100001, 2, TypeSMA) },
		"indicator: ROCP: period < 1":          func() { NewROCP(-5) },
		"indicator: ROCR: period < 1":          func() { NewROCR(0) },
	} {
		if got := panics(f); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
