package ratio

import (
	"testing"
	"time"

	"github.com/riskon/riskon/series"
)

func random(b *testing.B, n int, step, first int64) series.Series {
	r := newRand(uint64(n))
	t, v := make([]int64, n), make([]float64, n)
	for i := range t {
		t[i], v[i] = first+int64(i)*step, 100+r.Float64()
	}
	s, err := series.FromUnixNano(t, v)
	if err != nil {
		b.Fatal(err)
	}
	return s
}

func perValue(b *testing.B, n int) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/value")
}

func BenchmarkOf(b *testing.B) {
	for name, first := range map[string]int64{"shared/1M": 0, "apart/1M": int64(time.Second)} {
		x, y := random(b, 1e6, int64(time.Minute), 0), random(b, 1e6, int64(time.Minute), first)
		b.Run(name, func(b *testing.B) {
			n := 0
			for b.Loop() {
				n = Of(x, y, time.Hour).Len()
			}
			perValue(b, n)
		})
	}
}

func BenchmarkPair(b *testing.B) {
	p, at := NewPair(time.Hour), start
	var dst []PairValue
	b.ReportAllocs()
	for b.Loop() {
		at = at.Add(time.Minute)
		_, _ = p.Observe(Numerator, at, 1), p.Observe(Denominator, at, 2)
		dst = p.Advance(dst[:0], at)
	}
}

func BenchmarkEqualWeight(b *testing.B) {
	base, coins := facts(b, "9")
	n := 0
	for b.Loop() {
		lines := equalWeight(b, base, coins, BasketConfig{})
		n = lines.Value.Len()
	}
	perValue(b, n*len(coins))
}
