package indicator

import "github.com/riskon/riskon/series"

// HTDCPeriod is the period of the dominant cycle: how many inputs one swing up
// and down takes now. John F. Ehlers described it in 2001.
//
//	HTDCPeriod = DC
//
// of this measurement, in which x[j] is x of j inputs ago:
//
//	s    = (4*x + 3*x[1] + 2*x[2] + x[3]) / 10
//	H(y) = (0.0962*y + 0.5769*y[2] - 0.5769*y[4] - 0.0962*y[6]) * (0.075*P[1] + 0.54)
//	D    = H(s)
//	I1   = D[3], Q1 = H(D)
//	I2   = 0.2*(I1 - H(Q1)) + 0.8*I2[1]
//	Q2   = 0.2*(Q1 + H(I1)) + 0.8*Q2[1]
//	Re   = 0.2*(I2*I2[1] + Q2*Q2[1]) + 0.8*Re[1]
//	Im   = 0.2*(I2*Q2[1] - Q2*I2[1]) + 0.8*Im[1]
//	p    = 2*pi/atan(Im/Re), P[1] where Re or Im is 0;
//	       then at most 1.5*P[1], at least 0.67*P[1], and from 6 to 50
//	P    = 0.2*p + 0.8*P[1]
//	DC   = 0.33*P + 0.67*DC[1]
//
// It begins at input number 13 with 0 for all that is before, but for x.
//
// Input: one number per point; Ehlers takes (high+low)/2. Output: in inputs, from
// 5.8 to 50.
//
// Warm-up: the first output is at input number 33. The measurement depends on its
// own path: no bound holds for Settle.
//
// On flat prices the period settles where the last movement leaves it, at 6 if
// there was none. A missing value gives NaN and is not counted.
//
// Source: John F. Ehlers, Rocket Science for Traders, 2001, chapter 7.
//
// Differs from TA-Lib in nothing but rounding.
func HTDCPeriod(s series.Series) series.Series { return Apply(s, NewHTDCPeriod()) }

// NewHTDCPeriod returns a live [HTDCPeriod].
func NewHTDCPeriod() *Stream {
	return newStream("HTDCPeriod")
}

var htDCPeriodEntry = takingNumber(Entry{
	Name: "HTDCPeriod", Aliases: []string{"HT_DCPERIOD"}, Title: "Hilbert transform: dominant cycle period", Group: "cycle",
	Outputs: []string{"HTDCPeriod"}, Low: 5.8, High: longestCycle, Exact: true, Source: rocketScience,
}, func([]float64) numberKernel[float64] { return &htDCPeriod{newHilbert()} })

const rocketScience = "John F. Ehlers, Rocket Science for Traders, 2001"

type htDCPeriod struct{ hilbert }

func (k *htDCPeriod) update(x float64) float64 {
	k.push(x)
	return k.unless(k.dc)
}

func (k *htDCPeriod) peek(x float64) float64 {
	t := *k
	return t.update(x)
}

func (k *htDCPeriod) fill(dst, xs []float64) {
	for i, x := range xs {
		dst[i] = k.update(x)
	}
}
