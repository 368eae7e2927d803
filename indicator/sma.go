package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// SMA is the simple moving average.
func SMA(s series.Series, period int) series.Series { return Apply(s, NewSMA(period)) }

// NewSMA returns a live SMA.
func NewSMA(period int) *Stream {
	checkPeriod("SMA", "period", period)
	return newStream(&sma{window{n: period}})
}

type sma struct{ window }

func (k *sma) spec() string { return format("SMA", k.n) }

func (k *sma) update(x float64) float64 {
	sum, _ := k.push(x)
	if !k.full {
		return math.NaN()
	}
	return k.c + sum/float64(k.n)
}

func (k *sma) peek(x float64) float64 {
	if !k.peekReady() {
		return math.NaN()
	}
	c, sum, _ := k.window.peek(x)
	return c + sum/float64(k.n)
}

func (k *sma) fill(dst, xs []float64) {
	for ; len(xs) > 0 && !k.full; dst, xs = dst[1:], xs[1:] {
		dst[0] = k.update(xs[0])
	}
	for len(xs) > 0 {
		m := k.stretch(xs)
		in, out, tail := xs[:m], dst[:m], k.tail[k.k+1:][:m]
		c, sum, n := k.c, k.sum, float64(k.n)
		for i, x := range in {
			sum += x - c
			out[i] = c + (tail[i]+sum)/n
		}
		k.took(in, sum, 0)
		dst, xs = dst[m:], xs[m:]
	}
}
