package indicator

import (
	"math"
	"math/big"
	"math/rand"
	"testing"
)

// wide returns x with 200 bits.
func wide(x float64) *big.Float { return new(big.Float).SetPrec(200).SetFloat64(x) }

func zero() *big.Float { return new(big.Float).SetPrec(200) }

func quo(x *big.Float, n int) *big.Float { return zero().Quo(x, wide(float64(n))) }

func bigMean(xs []float64) *big.Float {
	sum := zero()
	for _, x := range xs {
		sum.Add(sum, wide(x))
	}
	return quo(sum, len(xs))
}

func bigStdDev(xs []float64) *big.Float {
	mean, sum := bigMean(xs), zero()
	for _, x := range xs {
		d := zero().Sub(wide(x), mean)
		sum.Add(sum, d.Mul(d, d))
	}
	return zero().Sqrt(quo(sum, len(xs)))
}

// bigSmooth returns y + (x-y)*num/den: every recurrence here.
func bigSmooth(y, x *big.Float, num, den int) *big.Float {
	d := zero().Sub(x, y)
	d.Mul(d, wide(float64(num)))
	return zero().Add(y, quo(d, den))
}

// bigWindow returns f of every full window, or of one in step, nil elsewhere.
func bigWindow(xs []float64, n, step int, f func([]float64) *big.Float) []*big.Float {
	out := make([]*big.Float, len(xs))
	for i := n - 1; i < len(xs); i += step {
		out[i] = f(xs[i-n+1 : i+1])
	}
	return out
}

// bigAverages returns the recurrence over n values with weight num/den, seeded
// at index at by the mean of the last n; ins may start with nils.
func bigAverages(ins []*big.Float, n, at, num, den int) []*big.Float {
	out := make([]*big.Float, len(ins))
	for i := at; i < len(ins); i++ {
		if i > at {
			out[i] = bigSmooth(out[i-1], ins[i], num, den)
			continue
		}
		sum := zero()
		for _, x := range ins[i-n+1 : i+1] {
			sum.Add(sum, x)
		}
		out[i] = quo(sum, n)
	}
	return out
}

func wides(xs []float64) []*big.Float {
	out := make([]*big.Float, len(xs))
	for i, x := range xs {
		out[i] = wide(x)
	}
	return out
}

func bigEMA(xs []float64, n int) []*big.Float { return bigAverages(wides(xs), n, n-1, 2, n+1) }

func bigRSI(xs []float64, n int) []*big.Float {
	up, down := make([]*big.Float, len(xs)), make([]*big.Float, len(xs))
	for i := range xs {
		up[i], down[i] = zero(), zero()
		if i > 0 {
			d := zero().Sub(wide(xs[i]), wide(xs[i-1]))
			if d.Sign() > 0 {
				up[i] = d
			} else {
				down[i] = d.Neg(d)
			}
		}
	}
	gain, loss := bigAverages(up, n, n, 1, n), bigAverages(down, n, n, 1, n)
	out := make([]*big.Float, len(xs))
	for i := n; i < len(xs); i++ {
		all := zero().Add(gain[i], loss[i])
		switch {
		case all.Sign() > 0:
			out[i] = zero().Quo(zero().Mul(wide(100), gain[i]), all)
		case i == n:
			out[i] = wide(50)
		default:
			out[i] = out[i-1] // period 1 on a price that stands still
		}
	}
	return out
}

func bigATR(d data, n int) []*big.Float {
	tr := make([]*big.Float, len(d.close))
	for i := range tr {
		tr[i] = zero()
		if i > 0 {
			c := d.close[i-1]
			tr[i].Sub(wide(math.Max(d.high[i], c)), wide(math.Min(d.low[i], c)))
		}
	}
	return bigAverages(tr, n, n, 1, n)
}

// hostile returns the five series of the accuracy rules.
func hostile(n int) map[string][]float64 {
	rng := rand.New(rand.NewSource(11))
	w := walk(n, 11)
	out := map[string][]float64{"walk": w}
	for _, name := range []string{"1e9+noise", "1e-8", "spikes 1e6", "spike 1e12"} {
		out[name] = append([]float64(nil), w...)
	}
	for i, x := range w {
		out["1e9+noise"][i] = 1e9 + 1e-2*rng.NormFloat64()
		out["1e-8"][i] = x * 1e-10
		if i%1000 == 500 {
			out["spikes 1e6"][i] = x * 1e6
		}
	}
	out["spike 1e12"][n/2] = 1e14
	return out
}

// ulps returns |y-truth| in units in the last place of truth.
func ulps(y float64, truth *big.Float) float64 {
	f, _ := truth.Float64()
	f = math.Abs(f)
	return distance(y, truth) / (math.Nextafter(f, math.Inf(1)) - f)
}

func distance(y float64, truth *big.Float) float64 {
	d, _ := zero().Sub(wide(y), truth).Float64()
	return math.Abs(d)
}

func relative(y float64, truth *big.Float) float64 {
	f, _ := truth.Float64()
	if f == 0 {
		return math.Abs(y)
	}
	return distance(y, truth) / math.Abs(f)
}

func TestAccuracy(t *testing.T) {
	t.Parallel()
	const n = 20000
	calm := func(name string) bool { return name == "walk" || name == "1e9+noise" || name == "1e-8" }
	rules := []struct {
		name  string
		live  func(int) *Stream
		truth func([]float64, int) []*big.Float
		err   func(float64, *big.Float) float64
		bar   float64
		on    func(series string) bool
	}{
		{"SMA ulps", NewSMA, func(xs []float64, n int) []*big.Float { return bigWindow(xs, n, 7, bigMean) }, ulps, 1, calm},
		{"EMA ulps", NewEMA, bigEMA, ulps, 1, calm},
		{"StdDev relative", NewStdDev, func(xs []float64, n int) []*big.Float { return bigWindow(xs, n, 7, bigStdDev) }, relative, 1e-14, nil},
		{"RSI absolute", NewRSI, bigRSI, distance, 1e-13, nil},
	}
	for name, xs := range hostile(n) {
		for _, r := range rules {
			for _, period := range []int{5, 20} {
				want, worst := r.truth(xs, period), 0.0
				for i, y := range r.live(period).Append(nil, xs) {
					if want[i] != nil {
						worst = max(worst, r.err(y, want[i]))
					}
				}
				t.Logf("%-10s period %3d %-15s %.2g", name, period, r.name, worst)
				if worst > r.bar && (r.on == nil || r.on(name)) {
					t.Errorf("%s: %s of period %d is off by %v, at most %v", name, r.name, period, worst, r.bar)
				}
			}
		}
	}
}

// After a spike the anchored EMA is no worse than the plain recurrence, but for
// the luck of a few roundings.
func TestEMASpikes(t *testing.T) {
	t.Parallel()
	for name, xs := range hostile(20000) {
		for _, period := range []int{2, 3, 5, 9, 12, 20, 26, 50, 200} {
			b := float64(period-1) / float64(period+1)
			truth := bigEMA(xs, period)
			plain, worst, plainWorst := 0.0, 0.0, 0.0
			for i, y := range NewEMA(period).Append(nil, xs) {
				if truth[i] == nil {
					continue
				}
				if i == period-1 {
					plain, _ = truth[i].Float64()
				} else {
					plain = float64(b*plain) + float64((1-b)*xs[i])
				}
				worst = max(worst, ulps(y, truth[i]))
				plainWorst = max(plainWorst, ulps(plain, truth[i]))
			}
			t.Logf("%-10s period %3d: %.3g ulps, plain %.3g", name, period, worst, plainWorst)
			if worst > max(1, 1.25*plainWorst) {
				t.Errorf("%s: EMA(%d): %v ulps, plain recurrence %v", name, period, worst, plainWorst)
			}
		}
	}
}
