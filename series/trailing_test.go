package series_test

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
)

// window returns the observations of s in (time[i] - d, time[i]].
func window(s series.Series, i int, d time.Duration) (v []float64) {
	for j := range i + 1 {
		if x := s.Value(j); x == x && (s.UnixNanos()[j] > s.UnixNanos()[i]-int64(d) || d == series.Forever) {
			v = append(v, x)
		}
	}
	return v
}

// exact returns the sum, mean and standard deviation in 300-bit arithmetic.
func exact(v []float64) (sum, mean, std *big.Float) {
	num := func(x float64) *big.Float { return new(big.Float).SetPrec(300).SetFloat64(x) }
	n := num(float64(len(v)))
	sum, sq := num(0), num(0)
	for _, x := range v {
		sum.Add(sum, num(x))
	}
	mean = num(0).Quo(sum, n)
	for _, x := range v {
		d := num(0).Sub(num(x), mean)
		sq.Add(sq, d.Mul(d, d))
	}
	return sum, mean, num(0).Sqrt(sq.Quo(sq, n))
}

// off returns |got - want|.
func off(got float64, want *big.Float) float64 {
	d, _ := new(big.Float).Sub(new(big.Float).SetPrec(300).SetFloat64(got), want).Float64()
	return math.Abs(d)
}

func TestTrailingNaive(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 1))
	for range 300 {
		s := random(rnd, rnd.IntN(40))
		for _, d := range []time.Duration{1, 2, 7, 20, 100, series.Forever} {
			w := s.Trailing(d)
			p := rnd.Float64()
			count, sum, mean, std := w.Count(), w.Sum(), w.Mean(), w.Std()
			low, high, q, median := w.Min(), w.Max(), w.Quantile(p), w.Quantile(0.5)
			for i, x := range s.Values() {
				if x != x {
					for _, y := range []series.Series{count, sum, mean, std, low, high, q} {
						if y.Value(i) == y.Value(i) {
							t.Fatalf("at a missing point: %v", y.Value(i))
						}
					}
					continue
				}
				v := window(s, i, d)
				if got := count.Value(i); got != float64(len(v)) {
					t.Fatalf("Count(%d) at %d of %v is %v, want %d", d, i, s, got, len(v))
				}
				if got, want := low.Value(i), type7(v, 0); got != want {
					t.Fatalf("Min is %v, want %v", got, want)
				}
				if got, want := high.Value(i), type7(v, 1); got != want {
					t.Fatalf("Max is %v, want %v", got, want)
				}
				if got, want := q.Value(i), type7(v, p); math.Abs(got-want) > 1e-15 {
					t.Fatalf("Quantile(%v) of %v is %v, want %v", p, v, got, want)
				}
				if got, want := median.Value(i), type7(v, 0.5); got != want {
					t.Fatalf("the median of %v is %v, want %v", v, got, want)
				}
				a, b, c := exact(v)
				if off(sum.Value(i), a) > 1e-14 || off(mean.Value(i), b) > 1e-14 || off(std.Value(i), c) > 1e-14 {
					t.Fatalf("of %v: %v %v %v, want %v %v %v", v, sum.Value(i), mean.Value(i), std.Value(i), a, b, c)
				}
			}
		}
	}
}

// The error does not grow with the length of the series, the level of the data or
// with what has left the window.
func TestTrailingAccuracy(t *testing.T) {
	const n, span = 5_000, 64
	walk := 0.0
	for _, x := range []struct {
		name      string
		next      func(rnd *rand.Rand, i int) float64
		mean, std float64 // largest relative errors
	}{
		{"walk", func(rnd *rand.Rand, i int) float64 { walk += rnd.NormFloat64() / 10; return 100 + walk }, 2.3e-16, 1e-14},
		{"level 1e9", func(rnd *rand.Rand, i int) float64 { return 1e9 + 1e-2*rnd.NormFloat64() }, 2.3e-16, 1e-14},
		{"scale 1e-8", func(rnd *rand.Rand, i int) float64 { return 1e-8 * (1 + rnd.Float64()) }, 4.5e-16, 1e-14},
		{"spikes of 1e6", func(rnd *rand.Rand, i int) float64 {
			if i%200 == 70 {
				return 1e8 * rnd.Float64()
			}
			return 100 + rnd.NormFloat64()
		}, 1e-14, 1e-14},
		{"a spike of 1e12", func(rnd *rand.Rand, i int) float64 {
			if i == 500 {
				return 1e12
			}
			return 100 + rnd.NormFloat64()
		}, 1e-14, 1e-14},
		{"from 1e9 to 1e-3", func(rnd *rand.Rand, i int) float64 {
			return math.Ldexp(1e9*(1+rnd.Float64()/10), -i/100)
		}, 4.5e-16, 1e-14},
	} {
		t.Run(x.name, func(t *testing.T) {
			rnd := rand.New(rand.NewPCG(1, 1))
			at, v := make([]int64, n), make([]float64, n)
			for i := range v {
				at[i], v[i] = int64(i)*10+rnd.Int64N(10), x.next(rnd, i)
			}
			s := ns(at, v)
			w := s.Trailing(span * 10)
			count, sum, mean, std := w.Count(), w.Sum(), w.Mean(), w.Std()
			var worst [3]float64
			for i := range v {
				in := v[i+1-int(count.Value(i)) : i+1]
				a, b, c := exact(in)
				size := 0.0
				for _, x := range in {
					size += math.Abs(x)
				}
				worst[0] = max(worst[0], off(sum.Value(i), a)/(size*float64(len(in))*0x1p-53))
				m, _ := b.Float64()
				worst[1] = max(worst[1], off(mean.Value(i), b)/m)
				if d, _ := c.Float64(); d > 0 {
					worst[2] = max(worst[2], off(std.Value(i), c)/d)
				}
			}
			t.Logf("sum %.2g of its bound, mean %.2g, std %.2g", worst[0], worst[1], worst[2])
			if worst[0] > 1 || worst[1] > x.mean || worst[2] > x.std {
				t.Error("want at most 1,", x.mean, x.std)
			}
		})
	}
}

// Windows that no longer hold a spike have the bits they have without it.
func TestTrailingNoTrace(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 1))
	v := random(rnd, 200).Map(func(x float64) float64 { return x + 5 }).Observed()
	at := v.UnixNanos()
	spike := append([]float64(nil), v.Values()...)
	spike[40] = 1e70
	const d = 60
	a, b := v.Trailing(d), ns(at, spike).Trailing(d)
	for i := range at {
		if at[i]-at[40] < d {
			continue
		}
		for _, x := range [][2]series.Series{{a.Sum(), b.Sum()}, {a.Mean(), b.Mean()}, {a.Std(), b.Std()}, {a.Max(), b.Max()}, {a.Quantile(0.3), b.Quantile(0.3)}} {
			if x[0].Value(i) != x[1].Value(i) {
				t.Fatalf("at %d: %v, without the spike %v", i, x[1].Value(i), x[0].Value(i))
			}
		}
	}
}

func TestTrailingEdges(t *testing.T) {
	s := ns([]int64{math.MinInt64, -10, 0, math.MaxInt64}, []float64{1, 2, 4, 8})
	for d, want := range map[time.Duration][]float64{
		10: {1, 2, 4, 8}, 11: {1, 2, 6, 8}, series.Forever - 1: {1, 3, 6, 8}, series.Forever: {1, 3, 7, 15},
	} {
		if got := s.Trailing(d).Sum(); !equal(got, ns(s.UnixNanos(), want)) {
			t.Errorf("Sum over %d is %v, want %v", d, got.Values(), want)
		}
	}
	flat := daily(0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1).Trailing(4 * 24 * time.Hour)
	for i, v := range flat.Mean().Values() {
		if v != 0.1 || flat.Std().Value(i) != 0 {
			t.Error("equal values have mean", v, "and deviation", flat.Std().Value(i))
		}
	}
	large := daily(1e75, 1e75, -1e75, -1e75).Trailing(48 * time.Hour)
	for name, x := range map[string]struct{ got, want series.Series }{
		"Sum": {large.Sum(), daily(1e75, nan, 0, nan)}, "Mean": {large.Mean(), daily(1e75, 1e75, 0, -1e75)},
		"Std": {large.Std(), daily(0, 0, 1e75, 0)},
	} {
		if !equal(x.got, x.want) {
			t.Error(name, "of large values is", x.got.Values())
		}
	}
	zeros := daily(0, math.Copysign(0, -1)).Trailing(48 * time.Hour)
	if low, high := zeros.Min().Value(1), zeros.Max().Value(1); !math.Signbit(low) || math.Signbit(high) {
		t.Error("of both zeros the smallest is", low, "the largest", high)
	}
	var none series.Trailing
	if none.Sum().Len()+none.Std().Len()+none.Min().Len()+none.Quantile(0).Len()+none.Count().Len() != 0 {
		t.Error("the zero Trailing is not empty")
	}
	mustPanic(t, "series: Trailing: d <= 0", func() { s.Trailing(0) })
	mustPanic(t, "series: Quantile: p not within 0..1", func() { s.Trailing(1).Quantile(nan) })
}

func TestTrailingLaws(t *testing.T) {
	laws := map[string]func(series.Series) series.Series{}
	for name, f := range map[string]func(series.Trailing) series.Series{
		"Sum": series.Trailing.Sum, "Mean": series.Trailing.Mean, "Std": series.Trailing.Std, "Min": series.Trailing.Min,
		"Max": series.Trailing.Max, "Count": series.Trailing.Count,
		"Quantile": func(w series.Trailing) series.Series { return w.Quantile(0.7) },
	} {
		laws[name] = func(s series.Series) series.Series { return f(s.Trailing(30)) }
		laws[name+" Forever"] = func(s series.Series) series.Series { return f(s.Trailing(series.Forever)) }
	}
	unary(t, laws)
}
