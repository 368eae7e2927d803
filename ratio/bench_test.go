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

// BenchmarkBasket gives the time per coin and row, of 20 coins that all trade and
// have sizes, with their recording; facts is the table of the main example.
func BenchmarkBasket(b *testing.B) {
	base, coins := facts(b, "9")
	b.Run("facts", func(b *testing.B) {
		n := 0
		for b.Loop() {
			n = basketIndex(b, base, coins, BasketConfig{}).Value.Len()
		}
		perValue(b, n*len(coins))
	})
	const rows, size = 2000, 20
	coins = nil
	for i := range size {
		coins = append(coins, Constituent{string(rune('A' + i)), random(b, rows+i, int64(day), 0), random(b, rows+50+i, int64(day), 0)})
	}
	base = random(b, rows, int64(day), 0)
	for _, v := range variants(b) {
		v.cfg.MaxAge, v.cfg.SizeAge = 14*day, 14*day
		b.Run(v.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				basketIndex(b, base, coins, v.cfg)
			}
			perValue(b, rows*size)
		})
	}
}

func BenchmarkSpread(b *testing.B) {
	y, x := random(b, 1e5, int64(time.Minute), 0), random(b, 1e5, int64(time.Minute), 0).Lag(7)
	for h := GivenHedge; h <= KalmanHedge; h++ {
		b.Run(h.String()+"/100k", func(b *testing.B) {
			for b.Loop() {
				Spread(y, x, SpreadConfig{Hedge: h, MaxAge: time.Hour, Beta: 1})
			}
			perValue(b, y.Len())
		})
	}
}

func BenchmarkRelatives(b *testing.B) {
	s := random(b, 1e6, int64(time.Minute), 0)
	for name, f := range map[string]func(){
		"Index": func() { Index(s, 100) }, "Mansfield": func() { Mansfield(s, 52) }, "Rotations": func() { Rotations(s, 14, 1) },
	} {
		b.Run(name+"/1M", func(b *testing.B) {
			for b.Loop() {
				f()
			}
			perValue(b, s.Len())
		})
	}
}
