package indicator

import (
	"fmt"
	"testing"
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
func BenchmarkZScore(b *testing.B) { periods(b, NewZScore, 20, 200) }

func BenchmarkPercentRank(b *testing.B)  { periods(b, NewPercentRank, 20, 200, 1000, 10000) }
func BenchmarkHedgeRatio(b *testing.B)   { pairPeriods(b, NewHedgeRatio, 20, 200) }
func BenchmarkDownsideBeta(b *testing.B) { pairPeriods(b, NewDownsideBeta, 20, 200) }
func BenchmarkSpearman(b *testing.B)     { pairPeriods(b, NewSpearman, 20, 200) }
func BenchmarkKendall(b *testing.B)      { pairPeriods(b, NewKendall, 20, 200) }

func periods(b *testing.B, live func(int) *Stream, list ...int) {
	for _, p := range list {
		b.Run(fmt.Sprint(p), func(b *testing.B) { benchmark(b, live(p)) })
	}
}

// pairPeriods runs the three ways to feed a PairStream.
func pairPeriods(b *testing.B, live func(int) *PairStream, list ...int) {
	const n = 100_000
	xs, ys := walk(n, 1), walk(n, 2)
	dst := make([]float64, 0, n)
	for _, p := range list {
		s := live(p)
		run := func(name string, f func()) {
			b.Run(fmt.Sprint(p, "/", name, "/100k"), func(b *testing.B) {
				b.ReportAllocs()
				for range b.N {
					f()
				}
				perValue(b, n)
			})
		}
		run("Append", func() { s.Append(dst, xs, ys) })
		run("Update", func() {
			for i, x := range xs {
				s.Update(x, ys[i])
			}
		})
		run("Peek", func() {
			for i, x := range xs {
				s.Peek(x, ys[i])
				s.Update(x, ys[i])
			}
		})
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

// BenchmarkUpdateAfter shows for every indicator that an update costs the same after
// 1e5 values as after 1e3: compare the two lines of each.
func BenchmarkUpdateAfter(b *testing.B) {
	list := closes(walk(100_000, 1))
	for _, s := range usual(b) {
		for _, n := range []int{1000, len(list)} {
			s.Reset()
			row := make([]float64, 0, maxOutputs)
			for _, x := range list[:n] {
				s.Update(row, x, nil)
			}
			b.Run(fmt.Sprint(s, "/", n), func(b *testing.B) {
				for i := range b.N {
					s.Update(row, list[i%5000], nil)
				}
			})
		}
	}
}

// BenchmarkAppend runs Append of every indicator over a million values.
func BenchmarkAppend(b *testing.B) {
	const n = 1_000_000
	bars := mustBars(b, closes(walk(n, 1)))
	in := inputs{colsOf(bars), bars.Close().Values(), bars.Open().Values()}
	for _, s := range usual(b) {
		room := newRoom(s, n)
		b.Run(s.String(), func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				s.Reset()
				room.fill(in)
			}
			perValue(b, n)
		})
	}
}
