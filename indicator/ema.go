package indicator

import "github.com/riskon/riskon/series"

// EMA is the exponential moving average.
func EMA(s series.Series, period int) series.Series { return Apply(s, NewEMA(period)) }

// NewEMA returns a live EMA.
func NewEMA(period int) *Stream {
	checkPeriod("EMA", "period", period)
	return newStream(newEMA(period))
}

type ema struct{ anchored }

func newEMA(period int) *ema {
	return &ema{newAnchored(period, period-1, period+1)}
}

func (k *ema) spec() string           { return format("EMA", k.n) }
func (k *ema) outputs() int           { return 1 }
func (k *ema) warmup() int            { return k.n }
func (k *ema) settle(eps float64) int { return later(k.n, decay(k.b, eps)) }
func (k *ema) ready() bool            { return k.seen == k.n }

func (k *ema) update(x float64) float64 { return k.push(x) }

func (k *ema) peek(x float64) float64 {
	if !k.ready() {
		t := *k
		return t.push(x)
	}
	return k.anchored.peek(x)
}

func (k *ema) fill(dst, xs []float64) {
	for ; len(xs) > 0 && (k.seen < k.n || k.j > 0); dst, xs = dst[1:], xs[1:] {
		dst[0] = k.push(xs[0])
	}
	n := len(xs) &^ 3
	k.fours(dst[:n], xs[:n])
	for i, x := range xs[n:] {
		dst[n+i] = k.push(x)
	}
}
