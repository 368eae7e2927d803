package ratio

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
)

// irregular is random with stamps at random, which make the longest tally.
func irregular(n int) series.Series {
	r := newRand(1)
	t, v := make([]int64, n), make([]float64, n)
	now := int64(0)
	for i := range t {
		now += 1 + r.Int64N(int64(time.Minute))
		t[i], v[i] = now, 100+r.Float64()
	}
	return build(t, v)
}

func BenchmarkExtremes(b *testing.B) {
	rise := make([]float64, 1e6)
	for i := range rise {
		rise[i] = float64(i) + rand.Float64()
	}
	regular := random(b, 1e6, int64(time.Minute), 0)
	for name, s := range map[string]series.Series{"regular": regular, "irregular": irregular(1e6), "rising": build(regular.UnixNanos(), rise)} {
		for f, run := range map[string]func() series.Series{
			"Lows":            func() series.Series { return Lows(s, 30*day, 365*day).Since },
			"Flips":           func() series.Series { return Flips(s).Run },
			"Drawdowns":       func() series.Series { return Drawdowns(s, 0).Depth },
			"Drawdowns/30day": func() series.Series { return Drawdowns(s, 30*day).Depth },
		} {
			b.Run(f+"/"+name+"/1M", func(b *testing.B) {
				for b.Loop() {
					run()
				}
				perValue(b, s.Len())
			})
		}
	}
}

func BenchmarkExtremeUpdate(b *testing.B) {
	s := random(b, 1e6, int64(time.Minute), 0)
	at, x := s.UnixNanos(), s.Values()
	low, flip, down := NewLow(30*day, 365*day), new(Flip), new(Drawdown)
	for name, update := range map[string]func(time.Time, float64){
		"Low":      func(t time.Time, x float64) { _, _ = low.Update(t, x) },
		"Flip":     func(t time.Time, x float64) { _, _ = flip.Update(t, x-100.5) },
		"Drawdown": func(t time.Time, x float64) { _, _ = down.Update(t, x) },
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			now := start
			for i := 0; b.Loop(); i++ {
				now = now.Add(time.Minute)
				update(now, x[i%len(at)])
			}
		})
	}
}
