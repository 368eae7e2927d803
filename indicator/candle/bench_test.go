package candle

import (
	"testing"

	"github.com/riskon/riskon/series"
)

// many repeats the golden bars.
func many(b *testing.B, n int) series.Bars {
	part := listOf(some(b, 0, 5000))
	list := make([]series.Bar, n)
	for i := range list {
		x := part[i%len(part)]
		list[i] = barOf(i, x.Open, x.High, x.Low, x.Close)
	}
	return barsOf(b, list)
}

func report(b *testing.B, bars int) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(bars), "ns/bar")
}

func BenchmarkScan(b *testing.B) {
	bars := many(b, 50000)
	for _, c := range []struct {
		name     string
		patterns []Pattern
	}{{"Engulfing", []Pattern{Engulfing}}, {"MorningStar", []Pattern{MorningStar}}, {"all", nil}} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				Scan(bars, Settings{}, c.patterns...)
			}
			report(b, bars.Len())
		})
	}
}

func BenchmarkUpdate(b *testing.B) {
	list := listOf(many(b, 5000))
	b.Run("MorningStar", func(b *testing.B) {
		st := NewStream(MorningStar, Settings{})
		for b.Loop() {
			for i := range list {
				st.Update(list[i])
			}
		}
		report(b, len(list))
	})
	b.Run("MorningStar/Peek", func(b *testing.B) {
		st := NewStream(MorningStar, Settings{})
		for b.Loop() {
			for i := range list {
				st.Peek(list[i])
			}
		}
		report(b, len(list))
	})
	b.Run("all", func(b *testing.B) {
		sc := NewScanner(Settings{})
		dst := make([]Hit, 0, 100)
		for b.Loop() {
			for i := range list {
				dst = sc.Update(dst[:0], list[i])
			}
		}
		report(b, len(list))
	})
}
