package indicator
import "testing"
import "math"
func clean2(xs []float64) bool {
	const lim = 0x4f81b1c5a0c0d0aa
	l := math.Float64bits(1e75)<<1
	for len(xs) >= 4 {
		a, b, c, d := math.Float64bits(xs[0])<<1, math.Float64bits(xs[1])<<1, math.Float64bits(xs[2])<<1, math.Float64bits(xs[3])<<1
		if a > l || b > l || c > l || d > l { return false }
		xs = xs[4:]
	}
	return clean(xs)
}
func clean3(xs []float64) bool {
	for len(xs) >= 4 {
		if !(math.Abs(xs[0]) <= 1e75 && math.Abs(xs[1]) <= 1e75 && math.Abs(xs[2]) <= 1e75 && math.Abs(xs[3]) <= 1e75) { return false }
		xs = xs[4:]
	}
	return clean(xs)
}
func BenchmarkClean(b *testing.B) {
	xs := walk(4096, 1)
	for name, f := range map[string]func([]float64) bool{"1": clean, "2": clean2, "3": clean3} {
		b.Run(name, func(b *testing.B) { for range b.N { f(xs) }; b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/4096, "ns/v") })
	}
	b.Run("numbers", func(b *testing.B) { for range b.N { numbers(xs) }; b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/4096, "ns/v") })
}
