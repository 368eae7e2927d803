package series_test

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
)

const million = 1_000_000

// minutes is a walk of n values, one per minute.
func minutes(n int) series.Series {
	rnd := rand.New(rand.NewPCG(1, 1))
	t, v := make([]int64, n), make([]float64, n)
	x := 100.0
	for i := range t {
		x += rnd.NormFloat64() / 100
		t[i], v[i] = int64(i)*int64(time.Minute), x
	}
	return ns(t, v)
}

// per runs f and reports its time per element, of which there are n.
func per(b *testing.B, name string, n int, f func()) {
	b.Run(name, func(b *testing.B) {
		b.ReportAllocs()
		for range b.N {
			f()
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/el")
	})
}

var sink any

func BenchmarkAsOf(b *testing.B) {
	s := minutes(million)
	regular := make([]int64, million)
	random := make([]int64, million)
	rnd := rand.New(rand.NewPCG(1, 1))
	for i := range regular {
		regular[i] = s.UnixNanos()[i] + 3
		random[i] = s.UnixNanos()[i]/2 + rnd.Int64N(int64(time.Minute)/2)
		if i > million/2 {
			random[i] = random[i-1] + 1 + rnd.Int64N(int64(time.Minute)*3/2)
		}
	}
	gaps := append([]float64(nil), s.Values()...)
	for i := range gaps {
		if rnd.IntN(10) == 0 {
			gaps[i] = nan
		}
	}
	clock, uneven := ns(regular, make([]float64, million)), ns(random, make([]float64, million))
	per(b, "1Mx1M", million, func() { sink = s.AsOf(clock, series.Forever) })
	per(b, "1Mx1M/uneven", million, func() { sink = s.AsOf(uneven, series.Forever) })
	per(b, "1Mx1M/missing", million, func() { sink = ns(s.UnixNanos(), gaps).AsOf(uneven, series.Forever) })
	per(b, "1Mx1M/maxAge", million, func() { sink = s.AsOf(uneven, 30*time.Second) })
	per(b, "plain", million, func() {
		t, v, out, j := s.UnixNanos(), s.Values(), make([]float64, million), 0
		for i, now := range uneven.UnixNanos() {
			for j < len(t) && t[j] <= now {
				j++
			}
			out[i] = v[max(j-1, 0)]
		}
		sink = out
	})
}

func BenchmarkTrailing(b *testing.B) {
	const day = 24 * time.Hour
	s := minutes(million) // 20 days are 28,800 values
	w := s.Trailing(20 * day)
	per(b, "Mean/20d/1M", million, func() { sink = w.Mean() })
	per(b, "Mean/20min/1M", million, func() { sink = s.Trailing(20 * time.Minute).Mean() })
	per(b, "Sum/20d/1M", million, func() { sink = w.Sum() })
	per(b, "Std/20d/1M", million, func() { sink = w.Std() })
	per(b, "Std/20min/1M", million, func() { sink = s.Trailing(20 * time.Minute).Std() })
	per(b, "Min/20d/1M", million, func() { sink = w.Min() })
	per(b, "Max/20min/1M", million, func() { sink = s.Trailing(20 * time.Minute).Max() })
	per(b, "Count/20d/1M", million, func() { sink = w.Count() })
	per(b, "Quantile/20d/1M", million, func() { sink = w.Quantile(0.5) })
	per(b, "Quantile/20min/1M", million, func() { sink = s.Trailing(20 * time.Minute).Quantile(0.5) })
	per(b, "plain", million, func() { // the running sum, with its drift
		t, v, out, lo, sum := s.UnixNanos(), s.Values(), make([]float64, million), 0, 0.0
		for i, x := range v {
			sum += x
			for t[i]-t[lo] >= int64(20*day) {
				sum -= v[lo]
				lo++
			}
			out[i] = sum / float64(i-lo+1)
		}
		sink = out
	})
}

func BenchmarkAlign(b *testing.B) {
	const n, k = 100_000, 10
	rnd := rand.New(rand.NewPCG(1, 1))
	full := minutes(n * 10 / 9)
	holes, apart := make([]series.Series, k), make([]series.Series, k)
	for j := range k {
		var t, u []int64
		var at int64
		for _, ns := range full.UnixNanos() {
			at += 1 + rnd.Int64N(1e12)
			if rnd.IntN(10) > 0 && len(t) < n {
				t, u = append(t, ns), append(u, at)
			}
		}
		holes[j], apart[j] = ns(t, make([]float64, len(t))), ns(u, make([]float64, len(u)))
	}
	same := make([]series.Series, k)
	for j := range same {
		same[j] = ns(append([]int64(nil), full.UnixNanos()[:n]...), full.Values()[:n])
	}
	// A row-column is a point of the input for Inner, a cell of the table for Outer.
	per(b, "Inner/10x100k/same", n*k, func() { sink = series.Align(series.Inner, same...) })
	per(b, "Inner/10x100k/holes", n*k, func() { sink = series.Align(series.Inner, holes...) })
	per(b, "Inner/10x100k/apart", n*k, func() { sink = series.Align(series.Inner, apart...) })
	per(b, "Outer/10x100k/same", n*k, func() { sink = series.Align(series.Outer, same...) })
	rows := series.Align(series.Outer, holes...).Len()
	per(b, "Outer/10x100k/holes", rows*k, func() { sink = series.Align(series.Outer, holes...) })
	rows = series.Align(series.Outer, apart...).Len()
	per(b, "Outer/10x100k/apart", rows*k, func() { sink = series.Align(series.Outer, apart...) })
	per(b, "plain", n*k, func() { // by a map from stamp to row
		row := make(map[int64]int, n)
		for i, at := range holes[0].UnixNanos() {
			row[at] = i
		}
		cols := make([][]float64, k)
		for j, s := range holes {
			cols[j] = make([]float64, n)
			for i, at := range s.UnixNanos() {
				if r, ok := row[at]; ok {
					cols[j][r] = s.Value(i)
				}
			}
		}
		sink = cols
	})
}

func BenchmarkSeries(b *testing.B) {
	s := minutes(million)
	per(b, "Lag/1M", million, func() { sink = s.Lag(20) })
	per(b, "Delay/1M", million, func() { sink = s.Delay(time.Minute) })
	per(b, "Diff/1M", million, func() { sink = s.Diff(20) })
	per(b, "LogReturn/1M", million, func() { sink = s.LogReturn(20) })
	per(b, "DiffOver/1M", million, func() { sink = s.DiffOver(time.Hour, time.Hour) })
	per(b, "Mul/1M", million, func() { sink, _ = s.Mul(s) })
	per(b, "Map/1M", million, func() { sink = s.Map(math.Abs) })
	per(b, "plain", million, func() {
		v, out := s.Values(), make([]float64, million)
		for i := 20; i < len(v); i++ {
			out[i] = v[i] - v[i-20]
		}
		sink = out
	})
	times := make([]time.Time, million)
	for i := range times {
		times[i] = s.Time(i)
	}
	per(b, "Sort/1M/clean", million, func() { sink, _, _ = series.Sort(times, s.Values(), series.Reject) })
	rand.New(rand.NewPCG(1, 1)).Shuffle(million, func(i, j int) { times[i], times[j] = times[j], times[i] })
	per(b, "Sort/1M/shuffled", million, func() { sink, _, _ = series.Sort(times, s.Values(), series.Reject) })
}

// Cuts share memory.
func TestCutsAllocateNothing(t *testing.T) {
	s := minutes(1000)
	f := series.Align(series.Inner, s)
	b := weeklyBars(t, 10)
	from, to := s.Time(100), s.Time(500)
	for name, cut := range map[string]func(){
		"Slice":   func() { s = s.Slice(0, s.Len()) },
		"Until":   func() { _ = s.Until(to) },
		"Between": func() { _ = s.Between(from, to) },
		"At":      func() { s.At(to) },
		"Column":  func() { _ = f.Column(0) },
		"Bars":    func() { _ = b.Slice(1, 9).Until(b.Bar(5).End).Close() },
	} {
		if n := testing.AllocsPerRun(50, cut); n != 0 {
			t.Error(name, "allocates", n, "times")
		}
	}
}
