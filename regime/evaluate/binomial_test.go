package evaluate

import (
	"math"
	"math/big"
	"testing"
)

// tail is the chance of at least hits of n trials, each p, to 200 bits.
func tail(hits, n int, p float64) float64 {
	x := func(f float64) *big.Float { return new(big.Float).SetPrec(200).SetFloat64(f) }
	q := new(big.Float).Sub(x(1), x(p))
	sum := x(0)
	for k := hits; k <= n; k++ {
		term := x(0).SetInt(new(big.Int).Binomial(int64(n), int64(k)))
		for range k {
			term.Mul(term, x(p))
		}
		for range n - k {
			term.Mul(term, q)
		}
		sum.Add(sum, term)
	}
	f, _ := sum.Float64()
	return f
}

// At the ends of the interval what was seen is just (1-level)/2 likely.
func TestClopperPearsonOracle(t *testing.T) {
	for _, n := range []int{1, 2, 7, 30, 111} {
		for _, hits := range []int{0, 1, n / 3, n / 2, n - 1, n} {
			for _, level := range []float64{0.5, 0.9, 0.95, 0.999} {
				i := ClopperPearson(hits, n, level)
				if hits > 0 {
					near(t, "low", tail(hits, n, i.Low), (1-level)/2, 1e-9)
				} else if i.Low != 0 {
					t.Error(i)
				}
				if hits < n {
					near(t, "high", 1-tail(hits+1, n, i.High), (1-level)/2, 1e-9)
				} else if i.High != 1 {
					t.Error(i)
				}
			}
		}
	}
}

// Wilson's ends are where |p - share| is z standard errors of p.
func TestWilsonOracle(t *testing.T) {
	const z = 1.9599639845400542
	for _, n := range []int{1, 2, 7, 30, 1000} {
		for _, hits := range []int{0, 1, n / 3, n / 2, n} {
			i := Wilson(hits, n, 0.95)
			if (i.Low == 0) != (hits == 0) || (i.High == 1) != (hits == n) {
				t.Error(hits, n, i)
			}
			for _, p := range []float64{i.Low, i.High} {
				if p > 0 && p < 1 {
					near(t, "z", math.Abs(float64(hits)/float64(n)-p)/math.Sqrt(p*(1-p)/float64(n)), z, 1e-9)
				}
			}
		}
	}
}

func TestIntervalEdges(t *testing.T) {
	for _, f := range []func(hits, n int, level float64) Interval{ClopperPearson, Wilson} {
		if i := f(0, 0, 0.95); i.Low != 0 || i.High != 1 {
			t.Error(i)
		}
		if a, b := f(3, 10, 0.9), f(7, 10, 0.9); math.Abs(a.Low+b.High-1) > 1e-12 || math.Abs(a.High+b.Low-1) > 1e-12 {
			t.Error("not symmetric", a, b)
		}
		if i := f(400_000, 1_000_000, 0.95); !(i.Low > 0.399 && i.Low < 0.4 && i.High > 0.4 && i.High < 0.401) {
			t.Error(i)
		}
		panics(t, "hits", func() { f(2, 1, 0.9) })
		panics(t, "negative", func() { f(-1, 1, 0.9) })
		panics(t, "level", func() { f(1, 1, 1) })
		panics(t, "NaN", func() { f(1, 1, math.NaN()) })
	}
}
