package indicator

import (
	"math"
	"testing"
)

// naiveCycle is Ehlers' measurement of the dominant cycle, by its formulas, on
// whole columns. Those of index below skip are 0, but for x.
type naiveCycle struct {
	x, s, detrended, i1, q1 []float64
	period, dc              []float64
}

func newNaiveCycle(x []float64, skip int) naiveCycle {
	n := len(x)
	column := func() []float64 { return make([]float64, n) }
	c := naiveCycle{x, column(), column(), column(), column(), column(), column()}
	ji, jq, i2, q2, re, im := column(), column(), column(), column(), column(), column()
	for i := skip; i < n; i++ {
		old := func(y []float64, ago int) float64 {
			if i-ago < skip {
				return 0
			}
			return y[i-ago]
		}
		turned := func(y []float64) float64 {
			// In this order prices that stand still give exactly 0.
			sum := 0.0962*(y[i]-old(y, 6)) + 0.5769*(old(y, 2)-old(y, 4))
			return sum * (0.075*old(c.period, 1) + 0.54)
		}
		c.s[i] = (4*x[i] + 3*x[i-1] + 2*x[i-2] + x[i-3]) / 10
		c.detrended[i] = turned(c.s)
		c.i1[i] = old(c.detrended, 3)
		c.q1[i] = turned(c.detrended)
		ji[i], jq[i] = turned(c.i1), turned(c.q1)
		i2[i] = 0.2*(c.i1[i]-jq[i]) + 0.8*old(i2, 1)
		q2[i] = 0.2*(c.q1[i]+ji[i]) + 0.8*old(q2, 1)
		re[i] = 0.2*(i2[i]*old(i2, 1)+q2[i]*old(q2, 1)) + 0.8*old(re, 1)
		im[i] = 0.2*(i2[i]*old(q2, 1)-q2[i]*old(i2, 1)) + 0.8*old(im, 1)
		last := old(c.period, 1)
		p := last
		if im[i] != 0 && re[i] != 0 {
			p = 360 / (math.Atan(im[i]/re[i]) * 180 / math.Pi)
		}
		p = math.Min(p, 1.5*last)
		p = math.Max(p, 0.67*last)
		p = math.Min(math.Max(p, 6), 50)
		c.period[i] = 0.2*p + 0.8*last
		c.dc[i] = 0.33*c.period[i] + 0.67*old(c.dc, 1)
	}
	return c
}

// naiveMAMABoth is both lines of MAMA, NaN in the warm-up.
func naiveMAMABoth(xs []float64, fast, slow float64) (line, follow []float64) {
	n := len(xs)
	line, follow = make([]float64, n), make([]float64, n)
	if n > 12 {
		c := newNaiveCycle(xs, 12)
		var phase float64
		for i := 12; i < n; i++ {
			was := phase
			phase = 0
			if c.i1[i] != 0 {
				phase = math.Atan(c.q1[i]/c.i1[i]) * 180 / math.Pi
			}
			a := fast
			if turn := was - phase; turn > 1 {
				a = math.Max(fast/turn, slow)
			}
			line[i] = a*xs[i] + (1-a)*line[i-1]
			follow[i] = a/2*line[i] + (1-a/2)*follow[i-1]
		}
	}
	for i := range min(n, 32) {
		line[i], follow[i] = math.NaN(), math.NaN()
	}
	return line, follow
}

// naiveMAMA is the MAMA line with 0.5 and 0.05 of numbers that may start with
// NaNs.
func naiveMAMA(xs []float64) []float64 {
	skip := 0
	for skip < len(xs) && math.IsNaN(xs[skip]) {
		skip++
	}
	line, _ := naiveMAMABoth(xs[skip:], 0.5, 0.05)
	return append(append([]float64(nil), xs[:skip]...), line...)
}

// phase returns the phase at index i, in degrees.
func (c naiveCycle) phase(i int) float64 {
	n := int(math.Floor(c.dc[i] + 0.5))
	var re, im, mean float64
	// The sines around a circle add up to 0. Without the mean the sums are exactly 0
	// where prices stand still.
	if n > 1 {
		for j := range n {
			mean += (c.s[i-j] - c.s[i]) / float64(n)
		}
		mean += c.s[i]
	}
	for j := range n {
		angle := float64(j) * 2 * math.Pi / float64(n)
		re += math.Sin(angle) * (c.s[i-j] - mean)
		im += math.Cos(angle) * (c.s[i-j] - mean)
	}
	phase := 0.0
	switch {
	case im != 0:
		phase = math.Atan(re/im) * 180 / math.Pi
	case re > 0:
		phase = 90
	case re < 0:
		phase = -90
	}
	phase += 90 + 360/c.dc[i]
	if im < 0 {
		phase += 180
	}
	if phase > 315 {
		phase -= 360
	}
	return phase
}

// mean returns the mean of the last cycle at index i.
func (c naiveCycle) mean(i int) float64 {
	n, sum := int(math.Floor(c.dc[i]+0.5)), 0.0
	for j := range n {
		sum += c.x[i-j]
	}
	return sum / float64(n)
}

// trendline returns the trendline at index i.
func (c naiveCycle) trendline(i int) float64 {
	return (4*c.mean(i) + 3*c.mean(i-1) + 2*c.mean(i-2) + c.mean(i-3)) / 10
}

func sine(degrees float64) float64 { return math.Sin(degrees * math.Pi / 180) }

// modes returns the trend modes from index 63 on.
func (c naiveCycle) modes() []float64 {
	const skip = 37
	out := nans(len(c.x))
	var phase, wave, lead float64
	crossed := 0
	for i := skip; i < len(c.x); i++ {
		lastPhase, lastWave, lastLead := phase, wave, lead
		phase = c.phase(i)
		wave, lead = sine(phase), sine(phase+45)
		cycle := false
		if wave > lead && lastWave <= lastLead || wave < lead && lastWave >= lastLead {
			crossed = i
		}
		if crossed == i || float64(i-crossed+1) < 0.5*c.dc[i] {
			cycle = true
		}
		if turn := (phase - lastPhase) / (360 / c.dc[i]); turn > 0.67 && turn < 1.5 {
			cycle = true
		}
		if i < 63 {
			continue
		}
		if line := c.trendline(i); line != 0 && math.Abs((c.s[i]-line)/line) >= 0.015 {
			cycle = false
		}
		out[i] = 1
		if cycle {
			out[i] = 0
		}
	}
	return out
}

// naiveSAR is the extended parabolic, in the words of its formula.
func naiveSAR(high, low []float64, start, offset, init1, step1, most1, init2, step2, most2 float64) (prices, signed []float64) {
	prices, signed = nans(len(high)), nans(len(high))
	if len(high) < 2 {
		return prices, signed
	}
	init1, step1 = math.Min(init1, most1), math.Min(step1, most1)
	init2, step2 = math.Min(init2, most2), math.Min(step2, most2)
	fall, rise := low[0]-low[1], high[1]-high[0]
	up := !(fall > 0 && fall > rise)
	if start != 0 {
		up = start > 0
	}
	stop, extreme, factor := high[0], low[1], init2
	if up {
		stop, extreme, factor = low[0], high[1], init1
	}
	if start != 0 {
		stop = math.Abs(start)
	}
	for i := 1; i < len(high); i++ {
		before := max(1, i-1)
		ceiling, floor := math.Max(high[before], high[i]), math.Min(low[before], low[i])
		switch {
		case up && low[i] <= stop:
			up, stop = false, math.Max(extreme, ceiling)
			stop += offset * stop
			extreme, factor = low[i], init2
		case !up && high[i] >= stop:
			up, stop = true, math.Min(extreme, floor)
			stop -= offset * stop
			extreme, factor = high[i], init1
		case up && high[i] > extreme:
			extreme, factor = high[i], math.Min(factor+step1, most1)
		case !up && low[i] < extreme:
			extreme, factor = low[i], math.Min(factor+step2, most2)
		}
		prices[i], signed[i] = stop, stop
		if !up {
			signed[i] = -stop
		}
		stop += factor * (extreme - stop)
		if up {
			stop = math.Min(stop, floor)
		} else {
			stop = math.Max(stop, ceiling)
		}
	}
	return prices, signed
}

// from returns f of every index from first on, NaN before.
func from(first, n int, f func(i int) float64) []float64 {
	out := nans(n)
	for i := first; i < n; i++ {
		out[i] = f(i)
	}
	return out
}

var cyclesOracles = map[string]oracle{
	"MAMA": func(p []float64, d data) [][]float64 {
		line, follow := naiveMAMABoth(d.x, p[0], p[1])
		return [][]float64{line, follow}
	},
	"HTDCPeriod": func(p []float64, d data) [][]float64 {
		c := newNaiveCycle(d.x, 12)
		return [][]float64{from(32, len(d.x), func(i int) float64 { return c.dc[i] })}
	},
	"HTPhasor": func(p []float64, d data) [][]float64 {
		c := newNaiveCycle(d.x, 12)
		return [][]float64{
			from(32, len(d.x), func(i int) float64 { return c.i1[i] }),
			from(32, len(d.x), func(i int) float64 { return c.q1[i] }),
		}
	},
	"HTTrendline": func(p []float64, d data) [][]float64 {
		return [][]float64{from(63, len(d.x), newNaiveCycle(d.x, 37).trendline)}
	},
	"HTDCPhase": func(p []float64, d data) [][]float64 {
		return [][]float64{from(63, len(d.x), newNaiveCycle(d.x, 37).phase)}
	},
	"HTSine": func(p []float64, d data) [][]float64 {
		c := newNaiveCycle(d.x, 37)
		return [][]float64{
			from(63, len(d.x), func(i int) float64 { return sine(c.phase(i)) }),
			from(63, len(d.x), func(i int) float64 { return sine(c.phase(i) + 45) }),
		}
	},
	"HTTrendMode": func(p []float64, d data) [][]float64 {
		return [][]float64{newNaiveCycle(d.x, 37).modes()}
	},
	"SAR": func(p []float64, d data) [][]float64 {
		prices, _ := naiveSAR(d.high, d.low, 0, 0, p[0], p[0], p[1], p[0], p[0], p[1])
		return [][]float64{prices}
	},
	"SARExt": func(p []float64, d data) [][]float64 {
		_, signed := naiveSAR(d.high, d.low, p[0], p[1], p[2], p[3], p[4], p[5], p[6], p[7])
		return [][]float64{signed}
	},
}

// The angles are those of package math but for the last bits, and here the same on
// every CPU.
func TestAngles(t *testing.T) {
	close := func(what string, got, want, eps float64) {
		if !(math.Abs(got-want) <= eps*math.Abs(want)) {
			t.Fatalf("%s: %v, want %v", what, got, want)
		}
	}
	for i := -3000; i <= 3000; i++ {
		tan := float64(i) / 700
		close("arctan", arctan(tan, 1), math.Atan(tan), 1e-15)
		close("arctan of 1/x", arctan(-1e100, tan*1e100), math.Atan(-1/tan), 1e-15)
		close("arctan of a small number", arctan(tan*1e-90, 1e-60), tan*1e-30, 1e-15)
		close("sine", sinDegrees(float64(i)/8)+2, math.Sin(float64(i)/8*math.Pi/180)+2, 1e-15)
		close("sine of a small angle", sinDegrees(tan*1e-20), tan*1e-20*math.Pi/180, 1e-15)
	}
	for n := 1; n <= longestCycle; n++ {
		for i, d := range circle(n) {
			sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(n))
			close("sine of a circle", d.sin+2, sin+2, 1e-15)
			close("cosine of a circle", d.cos+2, cos+2, 1e-15)
		}
	}
}
