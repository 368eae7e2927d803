package indicator

import (
	"fmt"
	"testing"

	"github.com/riskon/riskon/series"
)

// benchmark runs the three ways to feed a Stream; ns/value is what to compare.
func benchmark(b *testing.B, s *Stream) {
	const n = 1_000_000
	flat := make([]float64, n)
	for i := range flat {
		flat[i] = 100
	}
	xs := walk(n, 1)
	data := []struct {
		name string
		xs   []float64
	}{{"1M", xs}, {"flat/1M", flat}, {"stops/1M", stops(xs)}, {"missing/1M", gaps(xs)}}
	dst := make([]float64, 0, n)
	for _, d := range data {
		b.Run(d.name, func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				s.Reset()
				s.Append(dst, d.xs)
			}
			perValue(b, n)
		})
	}
	b.Run("Update/1M", func(b *testing.B) {
		b.ReportAllocs()
		for range b.N {
			for _, x := range xs {
				s.Update(x)
			}
		}
		perValue(b, n)
	})
	b.Run("Peek/1M", func(b *testing.B) {
		b.ReportAllocs()
		for range b.N {
			for _, x := range xs {
				s.Peek(x)
				s.Update(x)
			}
		}
		perValue(b, n)
	})
	b.Run("AppendBinary", func(b *testing.B) {
		b.ReportAllocs()
		buf, _ := s.AppendBinary(nil)
		for range b.N {
			buf, _ = s.AppendBinary(buf[:0])
		}
	})
}

func perValue(b *testing.B, n int) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/value")
	b.ReportMetric(0, "ns/op")
}

// gaps returns xs with one missing value in ten.
func gaps(xs []float64) []float64 {
	out := append([]float64(nil), xs...)
	for i := 0; i < len(out); i += 7 + i%7 {
		out[i] = 0 / (out[i] - out[i])
	}
	return out
}

// stops returns xs that stop moving after a while, for ever.
func stops(xs []float64) []float64 {
	out := append([]float64(nil), xs...)
	for i := 1000; i < len(out); i++ {
		out[i] = out[999]
	}
	return out
}

func BenchmarkSMA(b *testing.B)    { periods(b, NewSMA, 20, 200) }
func BenchmarkEMA(b *testing.B)    { periods(b, NewEMA, 20, 200) }
func BenchmarkRSI(b *testing.B)    { periods(b, NewRSI, 14, 200) }
func BenchmarkMax(b *testing.B)    { periods(b, NewMax, 20, 200) }
func BenchmarkMin(b *testing.B)    { periods(b, NewMin, 20) }
func BenchmarkStdDev(b *testing.B) { periods(b, NewStdDev, 20, 200) }

func periods(b *testing.B, live func(int) *Stream, list ...int) {
	for _, p := range list {
		b.Run(fmt.Sprint(p), func(b *testing.B) { benchmark(b, live(p)) })
	}
}

func BenchmarkATR(b *testing.B) {
	const n = 1_000_000
	bars := mustBars(b, closes(walk(n, 1)))
	dst := make([]float64, 0, n)
	s := NewATR(14)
	b.Run("1M", func(b *testing.B) {
		b.ReportAllocs()
		for range b.N {
			s.Reset()
			s.Append(dst, bars)
		}
		perValue(b, n)
	})
	few := slice(bars, 0, 1000)
	b.Run("Update/1M", func(b *testing.B) {
		b.ReportAllocs()
		for range b.N {
			for i := range n {
				s.Update(few[i%1000])
			}
		}
		perValue(b, n)
	})
}

func BenchmarkMACD(b *testing.B) {
	const n = 1_000_000
	xs := walk(n, 1)
	dst := make([]MACDValue, 0, n)
	s := NewMACD(12, 26, 9)
	for _, d := range []struct {
		name string
		xs   []float64
	}{{"1M", xs}, {"stops/1M", stops(xs)}, {"missing/1M", gaps(xs)}} {
		b.Run(d.name, func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				s.Reset()
				s.Append(dst, d.xs)
			}
			perValue(b, n)
		})
	}
	b.Run("batch/1M", func(b *testing.B) {
		b.ReportAllocs()
		c := mustBars(b, closes(xs)).Close()
		b.ResetTimer()
		for range b.N {
			MACD(c, 12, 26, 9)
		}
		perValue(b, n)
	})
	b.Run("Update/1M", func(b *testing.B) {
		b.ReportAllocs()
		for range b.N {
			for _, x := range xs {
				s.Update(x)
			}
		}
		perValue(b, n)
	})
}

// Update, Peek and Append into room that is there do not allocate.
func TestNoAllocation(t *testing.T) {
	xs := gaps(walk(5000, 1))
	bars := mustBars(t, holes(closes(walk(5000, 1)), 2))
	check := func(name string, f func()) {
		t.Helper()
		if n := testing.AllocsPerRun(20, f); n != 0 {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
	dst := make([]float64, 0, 5000)
	for _, s := range []*Stream{NewSMA(20), NewEMA(20), NewRSI(14), NewMax(20), NewMin(20), NewStdDev(20)} {
		check(s.String()+" Update", func() { s.Update(3); s.Update(4) })
		check(s.String()+" Peek", func() { s.Peek(3) })
		check(s.String()+" Append", func() { s.Append(dst, xs) })
		check(s.String()+" Reset", func() { s.Reset() })
	}
	atr := NewATR(14)
	check("ATR Update", func() { atr.Update(series.Bar{High: 2, Low: 1, Close: 1}) })
	check("ATR Peek", func() { atr.Peek(series.Bar{High: 2, Low: 1, Close: 1}) })
	check("ATR Append", func() { atr.Append(dst, bars) })
	m, rows := NewMACD(12, 26, 9), make([]MACDValue, 0, 5000)
	check("MACD Update", func() { m.Update(3) })
	check("MACD Peek", func() { m.Peek(3) })
	check("MACD Append", func() { m.Append(rows, xs) })
	buf, _ := m.AppendBinary(nil)
	check("MACD NextZero", func() { m.NextZero() })
	_ = buf
}

// BenchmarkUpdateAfter shows that an update costs the same after 1e5 values as after 1e3.
func BenchmarkUpdateAfter(b *testing.B) {
	xs := walk(100_000, 1)
	for _, live := range []func(int) *Stream{NewSMA, NewEMA, NewRSI, NewMax, NewMin, NewStdDev} {
		for _, n := range []int{1000, len(xs)} {
			s := live(20)
			s.Append(nil, xs[:n])
			b.Run(fmt.Sprint(s, "/", n), func(b *testing.B) {
				for i := range b.N {
					s.Update(xs[i%5000])
				}
			})
		}
	}
}
