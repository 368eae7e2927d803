package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// AvgPrice is the average price of a bar: one number in place of four.
//
//	AvgPrice[i] = (open[i] + high[i] + low[i] + close[i]) / 4
//
// Input: open, high, low and close. Output: in the unit of the price, between the
// low and the high.
//
// Warm-up: none; the first output is at the first bar. Settle is Warmup.
//
// A bar of which any of the four is missing gives NaN. Volume does not matter.
//
// Source: Mario Fortier, TA-Lib, 2001; candlestick charts of the Heikin-Ashi kind
// close at it.
//
// Differs from TA-Lib in nothing but rounding. TradingView calls it ohlc4.
func AvgPrice(b series.Bars) series.Series { return ApplyBars(b, NewAvgPrice()) }

// MedPrice is the median price of a bar: the middle of its range.
//
//	MedPrice[i] = (high[i] + low[i]) / 2
//
// Input: high and low. Output: in the unit of the price, between the low and the
// high.
//
// Warm-up: none; the first output is at the first bar. Settle is Warmup.
//
// A bar whose high or low is missing gives NaN. Open, close and volume do not
// matter.
//
// Source: Steven B. Achelis, Technical Analysis from A to Z, 1995, "Median Price".
//
// Differs from TA-Lib in nothing but rounding. TradingView calls it hl2.
func MedPrice(b series.Bars) series.Series { return ApplyBars(b, NewMedPrice()) }

// TypPrice is the typical price of a bar, as [MFI] uses it.
//
//	TypPrice[i] = (high[i] + low[i] + close[i]) / 3
//
// Input: high, low and close. Output: in the unit of the price, between the low
// and the high but for rounding.
//
// Warm-up: none; the first output is at the first bar. Settle is Warmup.
//
// A bar whose high, low or close is missing gives NaN. Open and volume do not
// matter.
//
// Source: Steven B. Achelis, Technical Analysis from A to Z, 1995, "Typical Price".
//
// Differs from TA-Lib in nothing but rounding. TradingView calls it hlc3.
func TypPrice(b series.Bars) series.Series { return ApplyBars(b, NewTypPrice()) }

// WclPrice is the weighted close of a bar: the close counts twice.
//
//	WclPrice[i] = (high[i] + low[i] + 2*close[i]) / 4
//
// Input: high, low and close. Output: in the unit of the price, between the low
// and the high.
//
// Warm-up: none; the first output is at the first bar. Settle is Warmup.
//
// A bar whose high, low or close is missing gives NaN. Open and volume do not
// matter.
//
// Source: Steven B. Achelis, Technical Analysis from A to Z, 1995, "Weighted Close".
//
// Differs from TA-Lib in nothing but rounding. TradingView calls it hlcc4.
func WclPrice(b series.Bars) series.Series { return ApplyBars(b, NewWclPrice()) }

// NewAvgPrice returns a live [AvgPrice].
func NewAvgPrice() *BarStream { return newBarStream("AvgPrice") }

// NewMedPrice returns a live [MedPrice].
func NewMedPrice() *BarStream { return newBarStream("MedPrice") }

// NewTypPrice returns a live [TypPrice].
func NewTypPrice() *BarStream { return newBarStream("TypPrice") }

// NewWclPrice returns a live [WclPrice].
func NewWclPrice() *BarStream { return newBarStream("WclPrice") }

var (
	avgPriceEntry = priceEntry("AvgPrice", "average price", averagePrice, "Mario Fortier, TA-Lib, 2001", "open", "high", "low", "close")
	medPriceEntry = priceEntry("MedPrice", "median price", medianPrice, achelis, "high", "low")
	typPriceEntry = priceEntry("TypPrice", "typical price", typicalPrice, achelis, "high", "low", "close")
	wclPriceEntry = priceEntry("WclPrice", "weighted close", weightedClose, achelis, "high", "low", "close")
)

// achelis is where many formulas without a paper of their own are written down.
const achelis = "Steven B. Achelis, Technical Analysis from A to Z, 1995"

// priceEntry returns the entry of a price.
func priceEntry(name, title string, kind priceKind, source string, inputs ...string) *Entry {
	return takingBar(Entry{
		Name: name, Title: title, Group: "price", Inputs: inputs, Outputs: []string{name},
		Low: math.Inf(-1), High: math.Inf(1), Exact: true, Source: source,
	}, func([]float64) barKernel[float64] { return &price{kind: kind} })
}

// A priceKind is one of the four prices.
type priceKind uint8

const (
	averagePrice priceKind = iota
	medianPrice
	typicalPrice
	weightedClose
)

type price struct {
	kind priceKind
	glance
}

func (k *price) update(r row) float64 {
	k.seen = true
	return k.peek(r)
}

func (k *price) peek(r row) float64 {
	switch k.kind {
	case averagePrice:
		return average(r.open, r.high, r.low, r.close)
	case medianPrice:
		return median(r.high, r.low)
	case typicalPrice:
		return typical(r.high, r.low, r.close)
	}
	return weighted(r.high, r.low, r.close)
}

func (k *price) fill(dst []float64, c cols) {
	k.seen = true
	high, low := c.high[:len(dst)], c.low[:len(dst)]
	open, closes := c.open[:len(dst)], c.close[:len(dst)]
	switch k.kind {
	case averagePrice:
		for i := range dst {
			dst[i] = average(open[i], high[i], low[i], closes[i])
		}
	case medianPrice:
		for i := range dst {
			dst[i] = median(high[i], low[i])
		}
	case typicalPrice:
		for i := range dst {
			dst[i] = typical(high[i], low[i], closes[i])
		}
	default:
		for i := range dst {
			dst[i] = weighted(high[i], low[i], closes[i])
		}
	}
}

func average(open, high, low, close float64) float64 { return ((open + close) + (high + low)) / 4 }
func median(high, low float64) float64               { return (high + low) / 2 }
func typical(high, low, close float64) float64       { return (high + low + close) / 3 }
func weighted(high, low, close float64) float64      { return ((high + low) + (close + close)) / 4 }

// A glance is the state of what looks at one bar only: whether there was one.
type glance struct{ seen bool }

func (k *glance) warmup() int        { return 1 }
func (k *glance) settle(float64) int { return 1 }
func (k *glance) ready() bool        { return k.seen }
func (k *glance) walk(v *walker)     { v.bool(&k.seen) }
func (k *glance) restored() bool     { return true }
