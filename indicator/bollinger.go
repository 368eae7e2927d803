package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// BollingerLines are the outputs of [Bollinger], each on the clock of the input.
type BollingerLines struct{ Upper, Middle, Lower series.Series }

// A BollingerValue is the outputs of [Bollinger] for one input, NaN while warming
// up.
type BollingerValue struct{ Upper, Middle, Lower float64 }

// A BollingerConfig is the parameters of [Bollinger]. A field of 0 means its
// default.
type BollingerConfig struct {
	Period   int     // of Middle and of the deviation; 20
	Up, Down float64 // deviations from Middle to Upper and Lower; 2
	MA       MAType  // of Middle; TypeSMA
}

// Bollinger is a band around a moving average, as wide as the price is volatile.
// John Bollinger made it in the early 1980s.
//
//	Middle = SMA(x, Period), or another average
//	Upper  = Middle + Up*StdDev(x, Period)
//	Lower  = Middle - Down*StdDev(x, Period)
//
// The deviation is always that around the mean of the last Period values, whatever
// Middle is.
//
// Input: one number per point, usually the close. Outputs: in the unit of the
// input.
//
// Warm-up: all three are there from input number Period, or from the first output
// of the average, if that is later. Settle is that of the average, at least Period.
//
// Flat prices bring all three to the price. A missing value gives NaN and is not
// counted. With Period 1 all three are the input.
//
// Source: John Bollinger, Bollinger on Bollinger Bands, 2001.
//
// Differs from TA-Lib in precision: see [StdDev]. Period 1 is allowed. Before
// version 0.8 TA-Lib's default period was 5.
func Bollinger(s series.Series, config BollingerConfig) BollingerLines {
	c := NewBollinger(config).columns(s)
	return BollingerLines{c[0], c[1], c[2]}
}

// NewBollinger returns a live [Bollinger]. It panics if Period is not in
// 1..100000, Up or Down not in -1e6..1e6, or MA unknown.
func NewBollinger(config BollingerConfig) *BollingerStream {
	s := new(BollingerStream)
	p := []float64{float64(config.Period), config.Up, config.Down, float64(config.MA)}
	for i, x := range p {
		if x == 0 {
			p[i] = bollingerEntry.Params[i].Default
		}
	}
	s.open("Bollinger", p...)
	return s
}

// A BollingerStream is a live [Bollinger]. Like a Stream it is used by pointer, and
// its zero value restores itself.
type BollingerStream struct{ numberStream[BollingerValue] }

// Clone returns an independent copy.
func (s *BollingerStream) Clone() *BollingerStream {
	c := new(BollingerStream)
	c.clone(&s.core)
	return c
}

var bollingerEntry = takingNumber(Entry{
	Name: "Bollinger", Aliases: []string{"BBANDS"}, Title: "Bollinger bands", Group: "overlap",
	Params: []Param{
		periodParam("period", 20), numberParam("up", 2, -1e6, 1e6), numberParam("down", 2, -1e6, 1e6), maParam("ma", TypeSMA),
	},
	Outputs: []string{"Upper", "Middle", "Lower"},
	Low:     math.Inf(-1), High: math.Inf(1), Exact: true, maker: maker{scales: true}, Source: "John Bollinger, Bollinger on Bollinger Bands, 2001",
}, func(p []float64) numberKernel[BollingerValue] {
	w := window{n: int(p[0]), squares: true}
	if MAType(p[3]) == TypeSMA {
		return &bollinger{w, p[1], p[2]}
	}
	return &bands{bollinger: bollinger{w, p[1], p[2]}, ma: newMA(MAType(p[3]), w.n)}
})

// A bollinger has the mean of its own window in the middle.
type bollinger struct {
	window
	up, down float64
}

// around returns the bands from the middle and the window's sums.
func (k *bollinger) around(middle, sum, sq float64) BollingerValue {
	dev := k.deviation(sum, sq)
	return BollingerValue{middle + float64(k.up*dev), middle, middle - float64(k.down*dev)}
}

func (k *bollinger) update(x float64) BollingerValue {
	sum, sq := k.push(x)
	if !k.full {
		return none[BollingerValue]()
	}
	return k.around(k.c+float64(sum*k.inv), sum, sq)
}

func (k *bollinger) peek(x float64) BollingerValue {
	if !k.peekReady() {
		return none[BollingerValue]()
	}
	c, sum, sq := k.window.peek(x)
	return k.around(c+float64(sum*k.inv), sum, sq)
}

func (k *bollinger) fill(dst []BollingerValue, xs []float64) {
	for ; len(xs) > 0 && !k.full; dst, xs = dst[1:], xs[1:] {
		dst[0] = k.update(xs[0])
	}
	for len(xs) > 0 {
		m := k.stretch(xs)
		in, out, tail, tail2 := xs[:m], dst[:m], k.tail[k.k+1:][:m], k.tail2[k.k+1:][:m]
		c, sum, sq, n, inv, up, down := k.c, k.sum, k.sq, float64(k.n), k.inv, k.up, k.down
		for i, x := range in {
			d := x - c
			sum += d
			sq += float64(d * d)
			s := tail[i] + sum
			middle, dev := c+float64(s*inv), deviation(s, tail2[i]+sq, n, inv)
			out[i] = BollingerValue{middle + float64(up*dev), middle, middle - float64(down*dev)}
		}
		k.took(in, sum, sq)
		dst, xs = dst[m:], xs[m:]
	}
}

// A bands has another average in the middle.
type bands struct {
	bollinger
	ma     numberKernel[float64]
	middle [piece]float64 // for fill; no state
}

func (k *bands) warmup() int            { return max(k.n, k.ma.warmup()) }
func (k *bands) settle(eps float64) int { return max(k.n, k.ma.settle(eps)) }
func (k *bands) ready() bool            { return k.full && k.ma.ready() }

func (k *bands) walk(w *walker) {
	k.window.walk(w)
	k.ma.walk(w)
}

func (k *bands) restored() bool {
	return k.window.restored() && k.ma.restored()
}

func (k *bands) update(x float64) BollingerValue {
	sum, sq := k.push(x)
	middle := k.ma.update(x)
	if !k.ready() {
		return none[BollingerValue]()
	}
	return k.around(middle, sum, sq)
}

func (k *bands) peek(x float64) BollingerValue {
	middle := k.ma.peek(x)
	if middle != middle || !k.peekReady() {
		return none[BollingerValue]()
	}
	_, sum, sq := k.window.peek(x)
	return k.around(middle, sum, sq)
}

func (k *bands) fill(dst []BollingerValue, xs []float64) {
	for ; len(xs) > 0 && !k.ready(); dst, xs = dst[1:], xs[1:] {
		dst[0] = k.update(xs[0])
	}
	for len(xs) > 0 {
		m := min(piece, len(xs))
		k.ma.fill(k.middle[:m], xs[:m])
		for i, x := range xs[:m] {
			sum, sq := k.push(x)
			dst[i] = k.around(k.middle[i], sum, sq)
		}
		dst, xs = dst[m:], xs[m:]
	}
}
