package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// HTTrendMode is 1 while the market trends and 0 while it swings in a cycle. John F.
// Ehlers described it in 2001.
//
//	HTTrendMode = 0 where Sine and LeadSine have just crossed,
//	                or did so less than DC/2 inputs ago,
//	                or the phase has turned by more than 0.67 and less than 1.5 times 360/DC,
//	              1 otherwise,
//	              1 in any case where |s - line| >= 0.015*|line|, line not 0
//
// with the two lines of [HTSine], the phase of [HTDCPhase], line = [HTTrendline], DC
// and s of [HTDCPeriod], all of which begin at input number 38 here.
//
// Input: one number per point; Ehlers takes (high+low)/2. Output: 0 or 1.
//
// Warm-up: the first output is at input number 64. All of it depends on its own
// path: no bound holds for Settle.
//
// Flat prices are a trend once half a cycle has passed. A missing value gives NaN and is not counted.
//
// Source: John F. Ehlers, Rocket Science for Traders, 2001, chapter 11.
//
// Differs from TA-Lib where [HTDCPhase] does.
func HTTrendMode(s series.Series) series.Series { return Apply(s, NewHTTrendMode()) }

// NewHTTrendMode returns a live [HTTrendMode].
func NewHTTrendMode() *Stream {
	return newStream("HTTrendMode")
}

var htTrendModeEntry = takingNumber(Entry{
	Name: "HTTrendMode", Aliases: []string{"HT_TRENDMODE"}, Title: "Hilbert transform: trend or cycle mode", Group: "cycle",
	Outputs: []string{"HTTrendMode"}, Low: 0, High: 1, Exact: true, Source: rocketScience,
}, func([]float64) numberKernel[float64] { return &htTrendMode{hilbert: newCycle()} })

type htTrendMode struct {
	hilbert
	trendline
	dcPhase
	angle float64 // the last phase
	days  int     // since the lines crossed, up to longestCycle

	last HTSineValue // derived: the lines at angle, 0 before the first
}

func (k *htTrendMode) walk(v *walker) {
	k.hilbert.walk(v)
	k.trendline.walk(v)
	k.dcPhase.walk(v)
	v.float(&k.angle, 1000)
	v.int(&k.days, longestCycle)
}

func (k *htTrendMode) restored() bool {
	k.last = HTSineValue{}
	if k.steps() > 0 {
		k.last = sines(k.angle)
	}
	return k.hilbert.restored() && k.trendline.valid(&k.hilbert) && k.dcPhase.valid(&k.hilbert) &&
		(k.steps() > 0 || k.angle == 0 && k.days == 0)
}

func (k *htTrendMode) update(x float64) float64 {
	at := k.at
	k.keep(at, x)
	s, _, _, begun := k.push(x)
	if !begun {
		return math.NaN()
	}
	return k.unless(k.mode(s, k.dcPhase.step(at, s, k.dc), k.trendline.step(k.at, k.dc)))
}

// mode takes the phase and returns the output.
func (k *htTrendMode) mode(s, angle, line float64) float64 {
	last, now, turn := k.last, sines(angle), angle-k.angle
	k.last, k.angle = now, angle

	trend := 1.0
	if now.Sine > now.LeadSine && last.Sine <= last.LeadSine || now.Sine < now.LeadSine && last.Sine >= last.LeadSine {
		k.days, trend = 0, 0
	}
	k.days = min(k.days+1, longestCycle)
	if float64(k.days) < float64(0.5*k.dc) {
		trend = 0
	}
	if turn > 0.67*360/k.dc && turn < 1.5*360/k.dc {
		trend = 0
	}
	if line != 0 && math.Abs((s-line)/line) >= 0.015 {
		trend = 1
	}
	return trend
}

func (k *htTrendMode) peek(x float64) float64 {
	t := *k
	return t.update(x)
}

func (k *htTrendMode) fill(dst, xs []float64) {
	for i, x := range xs {
		dst[i] = k.update(x)
	}
}
