package indicator

import (
	"math"
	"testing"
)

// Append refuses to write over its input, at any offset.
func TestAppendOverlap(t *testing.T) {
	xs := walk(100, 1)
	for _, dst := range [][]float64{xs[:0], xs[:50], xs[:99], xs[20:30]} {
		if panics(func() { NewSMA(3).Append(dst, xs[10:]) }) == "" {
			t.Errorf("dst of length %d, capacity %d: no panic", len(dst), cap(dst))
		}
	}
	NewSMA(3).Append(xs[:50:50], xs)      // no free part
	NewSMA(3).Append(xs[50:60], xs[:50])  // beside it
	NewSMA(3).Append(xs[:10:20], xs[20:]) // before it
	NewSMA(3).Append(nil, nil)
	bars := mustBars(t, closes(walk(20, 1)))
	low := bars.Low().Values()
	if panics(func() { NewATR(3).Append(low[:0], bars) }) == "" {
		t.Error("bars: no panic")
	}
}

// Infinite values that Append meets are missing like NaN.
func TestAppendInfinite(t *testing.T) {
	xs := walk(300, 1)
	clean := append([]float64(nil), xs...)
	dirty := append(append(append([]float64(nil), xs[:100]...), math.Inf(1), 2e75, math.NaN()), xs[100:]...)
	for _, live := range []func(int) *Stream{NewSMA, NewEMA, NewRSI, NewMax, NewMin, NewStdDev} {
		a, b := live(5).Append(nil, clean), live(5).Append(nil, dirty)
		if !same(a[:100], b[:100]) || !same(a[100:], b[103:]) || b[100] == b[100] || b[101] == b[101] {
			t.Errorf("%s: infinite input leaves a trace", live(5))
		}
	}
	var a, b []MACDValue
	a, b = NewMACD(3, 7, 4).Append(a, clean), NewMACD(3, 7, 4).Append(b, dirty)
	if a[99] != b[99] || a[299] != b[302] || b[101].Line == b[101].Line {
		t.Error("MACD: infinite input leaves a trace")
	}
}

// NextZero is the input that makes the Histogram 0.
func TestNextZero(t *testing.T) {
	s := NewMACD(12, 26, 9)
	for i, x := range walk(300, 5) {
		zero := s.NextZero()
		if s.Ready() != (zero == zero) {
			t.Fatalf("bar %d: %v", i, zero)
		}
		if h := s.Peek(zero).Histogram; s.Ready() && !(math.Abs(h) < 1e-12) {
			t.Fatalf("bar %d: histogram %v at %v", i, h, zero)
		}
		s.Update(x)
	}
	if x := NewMACD(3, 3, 1); x.NextZero() == x.NextZero() {
		t.Error("NextZero before the first input")
	}
	same := NewMACD(3, 3, 2)
	same.Append(nil, walk(10, 1))
	if x := same.NextZero(); x == x {
		t.Error("NextZero of equal averages")
	}
}

// Settle says when two seeds agree.
func TestSettle(t *testing.T) {
	xs := walk(8000, 8)
	bars := closes(xs)
	settling := 0
	for _, s := range subjects(t) {
		const eps = 1e-6
		if s.Settle(eps) == math.MaxInt {
			continue
		}
		settling++
		other := s.clone()
		late := 40
		liveRows(s, bars[:late])
		n := late + s.Settle(eps) + 1
		if n > len(xs) {
			t.Fatalf("%s settles after %d", s, n)
		}
		liveRows(s, bars[late:n])
		liveRows(other, bars[late:n])
		seeds := max(1, math.Abs(s.value()[0])) // how far apart seeds are, about; volumes are millions
		for i, y := range s.value() {
			if !(math.Abs(y-other.value()[i]) <= 100*eps*seeds) {
				t.Errorf("%s: %v and %v after %d", s, y, other.value()[i], n)
			}
		}
	}
	if settling < len(catalog)/2 {
		t.Errorf("only %d settle", settling)
	}
}

// Flat prices: an average is the price, a spread is 0, an RSI is 50.
func TestFlat(t *testing.T) {
	for _, x := range []float64{0, 42.1, 1e-300, 1e75, -0.3} {
		for _, c := range []struct {
			s    *Stream
			want float64
		}{{NewSMA(7), x}, {NewEMA(7), x}, {NewMax(7), x}, {NewMin(7), x}, {NewStdDev(7), 0}, {NewRSI(7), 50}} {
			for range 200 {
				c.s.Update(x)
			}
			if got := c.s.Value(); got != c.want {
				t.Errorf("%s of %v: %v", c.s, x, got)
			}
		}
		m := NewMACD(3, 7, 4)
		for range 200 {
			m.Update(x)
		}
		if v := m.Value(); v != (MACDValue{}) {
			t.Errorf("MACD of %v: %v", x, v)
		}
	}
}

// An RSI keeps its value in a market that stands still, and does not slow down.
func TestRSIStandsStill(t *testing.T) {
	s := NewRSI(3)
	s.Append(nil, walk(50, 1))
	before := s.Value()
	for range 100000 {
		s.Update(100)
	}
	s.Update(100)
	at := s.Value()
	for range 100 {
		s.Update(100)
	}
	if s.Value() != at || !(before > 0) {
		t.Errorf("%v, then %v", at, s.Value())
	}
}
