package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// StdDev is the population standard deviation of the last values, the measure
// of spread that Karl Pearson named in 1893; Bollinger's bands are made of it.
//
//	m         = (x[i-period+1] + ... + x[i]) / period
//	StdDev[i] = sqrt(((x[i-period+1]-m)^2 + ... + (x[i]-m)^2) / period)
//
// Input: one number per point, usually the close. Output: in the unit of the
// input, 0 or more.
//
// Warm-up: the first output is at input number period. It has no seed: Settle is
// Warmup.
//
// Flat prices give exactly 0, at any level. A missing value gives NaN and is not
// counted. StdDev(s, 1) is 0.
//
// Source: Karl Pearson, Contributions to the Mathematical Theory of Evolution,
// Philosophical Transactions of the Royal Society A 185, 1894, page 80.
//
// Differs from TA-Lib in precision: TA-Lib subtracts a squared mean from a mean
// square, loses half of the digits, and gives 0 for small spreads. TA-Lib's factor
// optInNbDev is for specs only, where StdDev(20,2) is twice StdDev(20). Period 1 is
// allowed.
func StdDev(s series.Series, period int) series.Series { return Apply(s, NewStdDev(period)) }

// NewStdDev returns a live [StdDev]. It panics if period is not in 1..100000.
func NewStdDev(period int) *Stream {
	return newStream("StdDev", float64(period), 1)
}

var stdDevEntry = takingNumber(Entry{
	Name: "StdDev", Title: "standard deviation", Group: "statistics",
	Params: []Param{periodParam("period", 5), stdDevTimes}, Outputs: []string{"StdDev"},
	Low: math.Inf(-1), High: math.Inf(1), Exact: true, maker: maker{scales: true}, Source: "Karl Pearson, Philosophical Transactions of the Royal Society A 185, 1894",
}, func(p []float64) numberKernel[float64] {
	return &stdDev{window{n: int(p[0]), squares: true}, p[1]}
})

// stdDevTimes is TA-Lib's factor, which only a spec can give: in Go a product says
// it better.
var stdDevTimes = Param{Name: "times", Kind: KindNumber, Default: 1, Min: -1e6, Max: 1e6, Tacit: true}

type stdDev struct {
	window
	times float64
}

func (k *stdDev) update(x float64) float64 {
	sum, sq := k.push(x)
	if !k.full {
		return math.NaN()
	}
	return float64(k.times * k.deviation(sum, sq))
}

func (k *stdDev) peek(x float64) float64 {
	if !k.peekReady() {
		return math.NaN()
	}
	_, sum, sq := k.window.peek(x)
	return float64(k.times * k.deviation(sum, sq))
}

// deviation returns the standard deviation of n values from the sums of their
// distances to any point and of the squares of these: exactly 0 where all
// distances are. inv is 1/n.
func deviation(sum, sq, n, inv float64) float64 {
	if v := float64(n*sq) - float64(sum*sum); v > 0 {
		return float64(math.Sqrt(v) * inv)
	}
	return 0
}

// deviation is that of the window's sums.
func (w *window) deviation(sum, sq float64) float64 { return deviation(sum, sq, float64(w.n), w.inv) }

func (k *stdDev) fill(dst, xs []float64) {
	for ; len(xs) > 0 && !k.full; dst, xs = dst[1:], xs[1:] {
		dst[0] = k.update(xs[0])
	}
	for len(xs) > 0 {
		m := k.stretch(xs)
		in, out, tail, tail2 := xs[:m], dst[:m], k.tail[k.k+1:][:m], k.tail2[k.k+1:][:m]
		c, sum, sq, n, inv, times := k.c, k.sum, k.sq, float64(k.n), k.inv, k.times
		for i, x := range in {
			d := x - c
			sum += d
			sq += float64(d * d)
			out[i] = float64(times * deviation(tail[i]+sum, tail2[i]+sq, n, inv))
		}
		k.took(in, sum, sq)
		dst, xs = dst[m:], xs[m:]
	}
}
