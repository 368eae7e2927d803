package indicator

import "github.com/riskon/riskon/series"

// AroonLines are the outputs of [Aroon], stamped at the bars' ends.
type AroonLines struct{ Down, Up series.Series }

// An AroonValue is the outputs of [Aroon] for one bar, NaN while warming up.
type AroonValue struct{ Down, Up float64 }

// Aroon is how recent the lowest low and the highest high are. Tushar Chande
// published it in 1995; the name is Sanskrit for the first light of dawn.
//
//	Down[i] = 100*(period - bars since the lowest of low[i-period], ..., low[i])/period
//	Up[i]   = 100*(period - bars since the highest of high[i-period], ..., high[i])/period
//
// Input: high and low. Outputs: 0 to 100; 100 is an extreme in the newest bar.
//
// Warm-up: the first output is at bar number period+1, as a bar can be period bars
// old. It has no seed: Settle is Warmup.
//
// Of equal extremes the most recent one counts, so that flat prices give 100 and
// 100. A bar whose high or low is missing gives NaN and is not counted. Open,
// close and volume do not matter.
//
// Source: Tushar S. Chande, A Time Price Oscillator, Technical Analysis of Stocks
// & Commodities 13(9), 1995.
//
// Differs from TA-Lib in nothing but rounding, and in that period 1 is allowed.
func Aroon(b series.Bars, period int) AroonLines {
	c := NewAroon(period).columns(b)
	return AroonLines{c[0], c[1]}
}

// NewAroon returns a live [Aroon]. It panics if period is not in 1..100000.
func NewAroon(period int) *AroonStream {
	s := new(AroonStream)
	s.open("Aroon", float64(period))
	return s
}

// An AroonStream is a live [Aroon]. Like a Stream it is used by pointer, and its
// zero value restores itself.
type AroonStream struct{ barStream[AroonValue] }

// Clone returns an independent copy.
func (s *AroonStream) Clone() *AroonStream {
	c := new(AroonStream)
	c.clone(&s.core)
	return c
}

var aroonEntry = takingBar(Entry{
	Name: "Aroon", Title: "Aroon", Group: "momentum",
	Params: []Param{periodParam("period", 14)}, Inputs: []string{"high", "low"}, Outputs: []string{"Down", "Up"},
	Low: 0, High: 100, Exact: true, Source: "Tushar S. Chande, Technical Analysis of Stocks & Commodities 13(9), 1995",
}, func(p []float64) barKernel[AroonValue] { return &aroon{newPlaces(int(p[0])+1, false)} })

type aroon struct{ places }

// fresh returns 100 for the newest of positions, at 0, down to 0 for that at -n. It
// is exact but for the division.
func fresh(position int32, n float64) float64 { return float64(100*(n+float64(position))) / n }

func (k *aroon) update(r row) AroonValue {
	newest, n := k.k, float64(k.n-1)
	top, bottom := k.push(r.high, r.low)
	if !k.full {
		return none[AroonValue]()
	}
	return AroonValue{fresh(int32(bottom-newest), n), fresh(int32(top-newest), n)}
}

func (k *aroon) peek(r row) AroonValue {
	if !k.peekReady() {
		return none[AroonValue]()
	}
	n := float64(k.n - 1)
	top, bottom := k.places.peek(r.high, r.low)
	return AroonValue{fresh(int32(bottom-k.k), n), fresh(int32(top-k.k), n)}
}

func (k *aroon) fill(dst []AroonValue, c cols) {
	i := 0
	for ; i < len(dst) && !k.full; i++ {
		dst[i] = k.update(row{high: c.high[i], low: c.low[i]})
	}
	dst = dst[i:]
	high, low := c.high[i:], c.low[i:]
	n := float64(k.n - 1)
	var spots [piece]spot
	for at := 0; at < len(dst); {
		newest := int32(k.k)
		m := k.places.fill(spots[:], high, low, at)
		for j, p := range spots[:m] {
			dst[at+j] = AroonValue{fresh(p.bottom-newest, n), fresh(p.top-newest, n)}
			newest++
		}
		k.took(high, low, at, m)
		at += m
	}
	k.store(high, low)
}
