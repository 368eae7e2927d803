package indicator

import (
	"math"
	"math/big"
	"slices"
	"testing"
)

var averagesOracles = map[string]oracle{
	"WMA":   averageOracle(TypeWMA),
	"DEMA":  averageOracle(TypeDEMA),
	"TEMA":  averageOracle(TypeTEMA),
	"TRIMA": averageOracle(TypeTRIMA),
	"KAMA": func(p []float64, d data) [][]float64 {
		return [][]float64{naiveKAMA(d.x, int(p[0]))}
	},
	"T3": func(p []float64, d data) [][]float64 {
		return [][]float64{naiveT3(d.x, int(p[0]), p[1])}
	},
	"MA": func(p []float64, d data) [][]float64 {
		return [][]float64{naiveMA(MAType(p[1]), int(p[0]), d.x)}
	},
	"MAVP": func(p []float64, d data) [][]float64 {
		return [][]float64{naiveMAVP(d.x, d.y, int(p[0]), int(p[1]), MAType(p[2]))}
	},
	"TRIX": func(p []float64, d data) [][]float64 {
		n := int(p[0])
		e := naiveEMA(naiveEMA(naiveEMA(d.x, n), n), n)
		out := nans(len(e))
		for i := 1; i < len(e); i++ {
			if out[i] = 100 * (e[i] - e[i-1]) / e[i-1]; e[i-1] == 0 {
				out[i] = 0
			}
		}
		return [][]float64{out}
	},
}

func averageOracle(m MAType) oracle {
	return func(p []float64, d data) [][]float64 { return [][]float64{naiveMA(m, int(p[0]), d.x)} }
}

// naiveMA returns the average of a type, each from its definition. xs may start
// with NaNs; the average starts after them.
func naiveMA(m MAType, n int, xs []float64) []float64 {
	if n == 1 {
		return slices.Clone(xs)
	}
	switch m {
	case TypeSMA:
		return naiveWeighted(xs, n, func(int) int { return 1 })
	case TypeEMA:
		return naiveEMA(xs, n)
	case TypeWMA:
		return naiveWeighted(xs, n, func(i int) int { return i + 1 })
	case TypeDEMA:
		e1 := naiveEMA(xs, n)
		e2 := naiveEMA(e1, n)
		for i := range e1 {
			e1[i] = 2*e1[i] - e2[i]
		}
		return e1
	case TypeTEMA:
		e1 := naiveEMA(xs, n)
		e2 := naiveEMA(e1, n)
		e3 := naiveEMA(e2, n)
		for i := range e1 {
			e1[i] = 3*e1[i] - 3*e2[i] + e3[i]
		}
		return e1
	case TypeTRIMA: // 1, 2, 3 ... 3, 2, 1
		return naiveWeighted(xs, n, func(i int) int { return min(i+1, n-i) })
	case TypeKAMA:
		return naiveKAMA(xs, n)
	case TypeMAMA:
		return skipping(xs, naiveMAMA)
	}
	return naiveT3(xs, n, 0.7)
}

// skipping returns f of xs without the NaNs that it starts with, and these.
func skipping(xs []float64, f func(xs []float64) []float64) []float64 {
	first := slices.IndexFunc(xs, func(x float64) bool { return x == x })
	if first < 0 {
		return nans(len(xs))
	}
	return append(nans(first), f(xs[first:])...)
}

// naiveWeighted returns the mean of every window of n in which value i from the
// oldest has a weight, to 200 bits.
func naiveWeighted(xs []float64, n int, weight func(i int) int) []float64 {
	return skipping(xs, func(xs []float64) []float64 {
		return column(bigWindow(xs, n, 1, bigWeighted(weight)))[0]
	})
}

func bigWeighted(weight func(i int) int) func(xs []float64) *big.Float {
	return func(xs []float64) *big.Float {
		sum, all := zero(), 0
		for i, x := range xs {
			w := weight(i)
			all += w
			sum.Add(sum, zero().Mul(wide(x), wide(float64(w))))
		}
		return quo(sum, all)
	}
}

// naiveEMA computes with 200 bits, so that flat prices stay flat.
func naiveEMA(xs []float64, n int) []float64 {
	return skipping(xs, func(xs []float64) []float64 {
		if len(xs) < n {
			return nans(len(xs))
		}
		return column(bigEMA(xs, n))[0]
	})
}

func naiveT3(xs []float64, n int, v float64) []float64 {
	var e [7][]float64
	e[0] = xs
	for i := 1; i < len(e); i++ {
		e[i] = naiveEMA(e[i-1], n)
	}
	out := make([]float64, len(xs))
	v2, v3 := v*v, v*v*v
	for i := range out {
		out[i] = -v3*e[6][i] + (3*v2+3*v3)*e[5][i] + (-6*v2-3*v-3*v3)*e[4][i] + (1+3*v+v3+3*v2)*e[3][i]
	}
	return out
}

func naiveKAMA(xs []float64, n int) []float64 {
	return skipping(xs, func(xs []float64) []float64 {
		out := nans(len(xs))
		for i := n; i < len(xs); i++ {
			path := 0.0
			for j := i - n + 1; j <= i; j++ {
				path += math.Abs(xs[j] - xs[j-1])
			}
			er := 1.0
			if path > 0 {
				er = math.Abs(xs[i]-xs[i-n]) / path
			}
			sc := er*(2.0/3-2.0/31) + 2.0/31
			last := xs[i-1]
			if i > n {
				last = out[i-1]
			}
			out[i] = last + sc*sc*(xs[i]-last)
		}
		return out
	})
}

// naiveMAVP computes the average of each period so that all begin together.
func naiveMAVP(xs, periods []float64, low, high int, m MAType) []float64 {
	begin := func(n int) int {
		return slices.IndexFunc(naiveMA(m, n, xs), func(x float64) bool { return x == x })
	}
	start, out := begin(high), nans(len(xs))
	if start < 0 {
		return out
	}
	of := map[int][]float64{}
	for i := start; i < len(xs); i++ {
		n := int(max(float64(low), min(math.Floor(periods[i]), float64(high))))
		if of[n] == nil {
			late := start - begin(n)
			of[n] = append(nans(late), naiveMA(m, n, xs[late:])...)
		}
		out[i] = of[n][i]
	}
	return out
}

// A WMA is right to the last bit.
func TestWMAAccuracy(t *testing.T) {
	t.Parallel()
	for name, xs := range hostile(20000) {
		for _, n := range []int{2, 5, 20, 200} {
			truth, worst := bigWindow(xs, n, 1+n/3, bigWeighted(func(i int) int { return i + 1 })), 0.0
			for i, y := range NewWMA(n).Append(nil, xs) {
				if truth[i] != nil {
					worst = max(worst, ulps(y, truth[i]))
				}
			}
			t.Logf("%-10s period %3d %.2g ulps", name, n, worst)
			if calm := name == "walk" || name == "1e9+noise" || name == "1e-8"; calm && worst > 1 {
				t.Errorf("%s: WMA(%d) is off by %v ulps", name, n, worst)
			}
		}
	}
}

// A spike outside of the window leaves no trace in KAMA's path.
func TestKAMASpike(t *testing.T) {
	xs := walk(300, 9)
	xs[40] = 1e14
	got, want := NewKAMA(10), NewKAMA(10)
	got.Append(nil, xs)
	want.Append(nil, xs[100:])
	// The averages differ by what is left of the spike; the paces must not.
	for _, x := range walk(50, 10) {
		g, w := got.k.(*kama), want.k.(*kama)
		got.Update(x)
		want.Update(x)
		if a, b := g.tail[(g.k+9)%10+1]+g.path, w.tail[(w.k+9)%10+1]+w.path; !near(a, b, 0, 1e-14) {
			t.Fatalf("path %v, want %v", a, b)
		}
	}
}

// The average of every period begins so that all are there together, fed one by
// one or at once.
func TestMAVPTypes(t *testing.T) {
	xs := walk(400, 14)
	periods := make([]float64, len(xs))
	for i := range periods {
		periods[i] = float64(i*i%13) + 0.5
	}
	for m := TypeSMA; m <= lastMAType; m++ {
		for _, low := range []int{1, 4, 9} {
			want := naiveMAVP(xs, periods, low, 9, m)
			s, live := NewMAVP(low, 9, m), NewMAVP(low, 9, m)
			for i, y := range s.Append(nil, xs, periods) {
				if !near(y, want[i], 100, 1e-12) {
					t.Fatalf("%s: row %d: %v, want %v", s, i, y, want[i])
				}
				if got := live.Update(xs[i], periods[i]); got != y && y == y {
					t.Fatalf("%s: row %d: live %v, batch %v", s, i, got, y)
				}
			}
		}
	}
}

// MAVP takes any number for a period.
func TestMAVPPeriods(t *testing.T) {
	s, one, three := NewMAVP(1, 3, TypeSMA), NewSMA(1), NewSMA(3)
	for _, y := range []float64{2, 2, 1e75, -1e75, 3.99, 0.5, -3, 1.99, 1e18, math.Copysign(0, -1)} {
		x := y + 1
		a, b := one.Update(x), three.Update(x)
		want := a
		if y >= 3 {
			want = b
		}
		if got := s.Update(x, y); s.Ready() && got != want {
			t.Errorf("period %v: %v, want %v", y, got, want)
		}
	}
	if got := panics(func() { NewMAVP(3, 2, TypeSMA) }); got != "indicator: MAVP: min > max" {
		t.Error(got)
	}
	if got := panics(func() { NewMAVP(2, 1001, TypeSMA) }); got != "indicator: MAVP: max > 1000" {
		t.Error(got)
	}
}
