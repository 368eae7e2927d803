package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// A SARExtConfig holds the parameters of [SARExt]. A zero field is the default.
type SARExtConfig struct {
	Start  float64 // the first stop: of an up trend if positive, of a down trend, without its sign, if negative; 0: as SAR
	Offset float64 // part of the price by which a stop moves away at a turn, 0 to 1

	InitLong, StepLong, LimitLong    float64 // factors of an up trend: 0.02, 0.02 and 0.2
	InitShort, StepShort, LimitShort float64 // of a down trend: 0.02, 0.02 and 0.2
}

// SARExt is [SAR] with a choice of the first stop, an offset at turns, and factors
// of their own for up and down trends; and it tells them apart by its sign. It is
// TA-Lib's extension of J. Welles Wilder's system of 1978.
//
//	AF of an up trend:   from InitLong by StepLong up to LimitLong
//	AF of a down trend:  from InitShort by StepShort up to LimitShort
//	at a turn to down:   SAR[i] = SAR[i] + Offset*SAR[i]
//	at a turn to up:     SAR[i] = SAR[i] - Offset*SAR[i]
//	SARExt[i]            = SAR[i] in an up trend, -SAR[i] in a down trend
//
// and all else as in [SAR], but for the first trend if Start is not 0: it is up from
// SAR[1] = Start, or down from SAR[1] = -Start, with EP as there. A factor above its
// limit is the limit.
//
// Input: high and low. Output: in the unit of the price; for positive prices it is
// negative in down trends.
//
// Warm-up: the first output is at bar number 2. The stop depends on its own path:
// no bound holds for Settle.
//
// Flat prices hit the stop at every bar. A bar whose high or low is missing gives
// NaN and is not counted. Open, close and volume do not matter.
//
// Source: J. Welles Wilder, New Concepts in Technical Trading Systems, 1978, pages
// 9-22; TA-Lib, function SAREXT.
//
// Differs from TA-Lib in nothing; offsets and factors above 1 are refused.
func SARExt(b series.Bars, c SARExtConfig) series.Series { return ApplyBars(b, NewSARExt(c)) }

// NewSARExt returns a live [SARExt]. It panics if Start is not within 1e75 or
// another field not in 0..1.
func NewSARExt(c SARExtConfig) *BarStream {
	p := []float64{c.Start, c.Offset, c.InitLong, c.StepLong, c.LimitLong, c.InitShort, c.StepShort, c.LimitShort}
	for i, x := range sarExtEntry.Params {
		if p[i] == 0 {
			p[i] = x.Default
		}
	}
	return newBarStream("SARExt", p...)
}

var sarExtEntry = takingBar(Entry{
	Name: "SARExt", Title: "parabolic stop and reverse, extended", Group: "overlap",
	Params: []Param{
		numberParam("start", 0, -series.Limit, series.Limit), numberParam("offset", 0, 0, 1),
		numberParam("initLong", 0.02, 0, 1), numberParam("stepLong", 0.02, 0, 1), numberParam("limitLong", 0.2, 0, 1),
		numberParam("initShort", 0.02, 0, 1), numberParam("stepShort", 0.02, 0, 1), numberParam("limitShort", 0.2, 0, 1),
	},
	Inputs: []string{"high", "low"}, Outputs: []string{"SARExt"},
	Low: math.Inf(-1), High: math.Inf(1), Exact: true, Source: "J. Welles Wilder, New Concepts in Technical Trading Systems, 1978; TA-Lib",
}, func(p []float64) barKernel[float64] {
	long, short := gear{p[2], p[3], p[4]}.capped(), gear{p[5], p[6], p[7]}.capped()
	return &sarExt{parabola{start: p[0], offset: p[1], gear: [2]gear{long, short}}}
})

// A sarExt gives the stop of a parabola as it is.
type sarExt struct{ parabola }

func (k *sarExt) update(r row) float64 { return k.step(r.high, r.low) + 0 }

func (k *sarExt) peek(r row) float64 {
	t := *k
	return t.update(r)
}

func (k *sarExt) fill(dst []float64, c cols) { k.run(dst, c.high, c.low, false) }
