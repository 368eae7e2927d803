package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// ZScore is the standard score: how many standard deviations a value is away from
// the mean of the last values. Pairs are traded by it: Gatev, Goetzmann and
// Rouwenhorst opened them at 2.
//
//	m         = (x[i-period+1] + ... + x[i]) / period
//	dev       = sqrt(((x[i-period+1]-m)^2 + ... + (x[i]-m)^2) / period)
//	ZScore[i] = (x[i] - m) / dev
//
// These are [SMA] and [StdDev]: the value is one of those it is measured by, and
// the deviation is that of the population. %b of [Bollinger] bands at 2 is
// (ZScore+2)/4.
//
// Input: one number per point: a price, a ratio, a spread. Output: without unit,
// from -sqrt(period-1) to sqrt(period-1), never beyond.
//
// Warm-up: the first output is at input number period. It has no seed: Settle is
// Warmup.
//
// Where all values of the window are equal it is 0. A missing value gives NaN and
// is not counted. ZScore(s, 1) is 0.
//
// Source: Evan Gatev, William N. Goetzmann and K. Geert Rouwenhorst, Pairs Trading:
// Performance of a Relative-Value Arbitrage Rule, Review of Financial Studies 19(3),
// 2006, pages 797-827; John Bollinger, Bollinger on Bollinger Bands, 2001.
//
// TA-Lib has none. Other programs divide by the deviation of a sample, or leave the
// value itself out: their scores are larger.
func ZScore(s series.Series, period int) series.Series { return Apply(s, NewZScore(period)) }

// NewZScore returns a live [ZScore]. It panics if period is not in 1..100000.
func NewZScore(period int) *Stream {
	return newStream("ZScore", float64(period))
}

var zScoreEntry = takingNumber(Entry{
	Name: "ZScore", Title: "standard score", Group: "statistics",
	Params: []Param{periodParam("period", 20)}, Outputs: []string{"ZScore"},
	Low: -math.Sqrt(maxPeriod - 1), High: math.Sqrt(maxPeriod - 1), Exact: true, Source: "Gatev, Goetzmann and Rouwenhorst, Review of Financial Studies 19(3), 2006",
}, func(p []float64) numberKernel[float64] {
	return &zScore{window{n: int(p[0]), squares: true}, math.Sqrt(p[0] - 1)}
})

type zScore struct {
	window
	most float64 // sqrt(n-1), that of one value apart from n-1 equal ones
}

func (k *zScore) update(x float64) float64 {
	sum, sq := k.push(x)
	if !k.full {
		return math.NaN()
	}
	return score(x-k.c, sum, sq, float64(k.n), k.most)
}

func (k *zScore) peek(x float64) float64 {
	if !k.peekReady() {
		return math.NaN()
	}
	c, sum, sq := k.window.peek(x)
	return score(x-c, sum, sq, float64(k.n), k.most)
}

// score returns that of a value at distance d from any point, where n values have
// the sum of distances from it and that of their squares.
func score(d, sum, sq, n, most float64) float64 {
	v := float64(n*sq) - float64(sum*sum)
	if !(v > 0) {
		return 0
	}
	return max(-most, min((float64(n*d)-sum)/math.Sqrt(v), most))
}

func (k *zScore) fill(dst, xs []float64) {
	for ; len(xs) > 0 && !k.full; dst, xs = dst[1:], xs[1:] {
		dst[0] = k.update(xs[0])
	}
	for len(xs) > 0 {
		m := k.stretch(xs)
		in, out, tail, tail2 := xs[:m], dst[:m], k.tail[k.k+1:][:m], k.tail2[k.k+1:][:m]
		c, sum, sq, n, most := k.c, k.sum, k.sq, float64(k.n), k.most
		for i, x := range in {
			d := x - c
			sum += d
			sq += float64(d * d)
			out[i] = score(d, tail[i]+sum, tail2[i]+sq, n, most)
		}
		k.took(in, sum, sq)
		dst, xs = dst[m:], xs[m:]
	}
}
