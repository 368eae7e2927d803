package series_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
)

// millionBars makes a million minute bars.
func millionBars(b *testing.B) series.Bars {
	b.Helper()
	rnd := rand.New(rand.NewPCG(1, 1))
	at, x := on("2024-01-01"), 100.0
	bars := make([]series.Bar, 1_000_000)
	for i := range bars {
		o := x
		x += rnd.NormFloat64() / 100
		bars[i] = series.Bar{Start: at, End: at.Add(time.Minute), Open: o, High: max(o, x) + 0.01, Low: min(o, x) - 0.01, Close: x, Volume: float64(rnd.IntN(1000))}
		at = bars[i].End
	}
	all, err := series.NewBars(bars)
	if err != nil {
		b.Fatal(err)
	}
	return all
}

func perElement(b *testing.B, name string, n int, f func() error) {
	b.Run(name, func(b *testing.B) {
		b.ReportAllocs()
		for range b.N {
			if err := f(); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/el")
	})
}

func BenchmarkResample(b *testing.B) {
	bars := millionBars(b)
	n, newYork := bars.Len(), location(b, "America/New_York")
	ticks := bars.Close()
	to := func(g series.Grid) func() error {
		return func() error { _, err := bars.Resample(g, later); return err }
	}
	perElement(b, "1M_UTC_days", n, to(series.Daily(time.UTC)))
	perElement(b, "1M_NewYork_days", n, to(series.Daily(newYork)))
	perElement(b, "1M_plain", n, func() error { plainDays(bars); return nil })
	perElement(b, "1M_hours", n, to(series.Every(time.Hour)))
	perElement(b, "1M_minutes", n, to(series.Every(time.Minute)))
	perElement(b, "1M_sessions", n, to(series.Session(series.NYSE())))
	perElement(b, "ticks_UTC_days", n, func() error { ticks.Resample(series.Daily(time.UTC), later); return nil })
	perElement(b, "ticks_NewYork_days", n, func() error { ticks.Resample(series.Daily(newYork), later); return nil })
	perElement(b, "trades_UTC_days", n, func() error {
		_, err := ticks.ResampleTrades(bars.Volume(), series.Daily(time.UTC), later)
		return err
	})
	live, dst := listed(bars), make([]series.Bar, 0, 2)
	perElement(b, "live_UTC_days", n, func() (err error) {
		r := series.NewResampler(series.Daily(time.UTC))
		for _, x := range live {
			if dst, err = r.Push(dst[:0], x); err != nil {
				return err
			}
		}
		return nil
	})
}

func BenchmarkLast(b *testing.B) {
	bars := millionBars(b)
	s, newYork := bars.Close(), location(b, "America/New_York")
	perElement(b, "1M_UTC_days", s.Len(), func() error { s.Last(series.Daily(time.UTC), later); return nil })
	perElement(b, "1M_NewYork_days", s.Len(), func() error { s.Last(series.Daily(newYork), later); return nil })
	perElement(b, "1M_plain", s.Len(), func() error { plainLast(s); return nil })
}

const dayNanos = int64(24 * time.Hour)

var plainSink struct {
	end []int64
	v   [5][]float64
}

// plainDays is the same work without grids, doors and missing values.
func plainDays(b series.Bars) {
	t, open, high := b.Close().UnixNanos(), b.Open().Values(), b.High().Values()
	low, close, volume := b.Low().Values(), b.Close().Values(), b.Volume().Values()
	var end []int64
	var o, h, l, c, v []float64
	last, k := int64(-1), -1
	for i, ns := range t {
		if day := (ns - 1) / dayNanos; day != last {
			last, k = day, k+1
			end, o, c = append(end, (day+1)*dayNanos), append(o, open[i]), append(c, close[i])
			h, l, v = append(h, high[i]), append(l, low[i]), append(v, volume[i])
			continue
		}
		h[k], l[k], c[k] = max(h[k], high[i]), min(l[k], low[i]), close[i]
		v[k] += volume[i]
	}
	plainSink.end, plainSink.v = end, [5][]float64{o, h, l, c, v}
}

func plainLast(s series.Series) {
	var end []int64
	var v []float64
	last, x := int64(-1), s.Values()
	for i, ns := range s.UnixNanos() {
		if day := (ns - 1) / dayNanos; day != last {
			last, end, v = day, append(end, (day+1)*dayNanos), append(v, 0)
		}
		v[len(v)-1] = x[i]
	}
	plainSink.end, plainSink.v[0] = end, v
}
