package regime

import (
	"math"
	"time"
)

// shock computes the vol_shock caution on weekly closes of BTC:
//
//	c = max(Ramp(RV8/RV52; 1.25, 2), Ramp(1 - close/highest of 26 closes; 0.20, 0.50))
//
// RVn is the sample standard deviation of the last n simple returns.
type shock struct {
	Closes recent
	Ref    Date
}

const (
	shockCloses = 53 // closes for 52 returns
	shockMaxAge = 21 // days
)

func newShock() shock { return shock{Closes: recent{Size: shockCloses}} }

func (s *shock) observe(close float64, ref Date) {
	s.Closes.push(close)
	s.Ref = ref
}

// at returns the shock at t; C is missing before 53 closes and when the last
// close is older than 21 days.
func (s *shock) at(t time.Time) (v VolShock, c Number) {
	v = VolShock{Date: s.Ref, RV8: missing, RV52: missing, Ratio: missing, High26: missing, Fall: missing, CVol: missing, CFall: missing}
	if !s.Closes.full() || ageDays(s.Ref, t) > shockMaxAge {
		return v, missing
	}
	closes := s.Closes.V
	returns := make([]float64, shockCloses-1)
	for i := range returns {
		returns[i] = closes[i+1]/closes[i] - 1
	}
	rv8, rv52 := sampleStd(returns[len(returns)-8:]), sampleStd(returns)
	ratio := 0.0
	if rv52 > 0 {
		ratio = rv8 / rv52
	}
	high := closes[shockCloses-26]
	for _, x := range closes[shockCloses-26:] {
		high = max(high, x)
	}
	fall := 1 - closes[shockCloses-1]/high
	cVol, cFall := Ramp(ratio, 1.25, 2), Ramp(fall, 0.20, 0.50)
	v.RV8, v.RV52, v.Ratio, v.High26, v.Fall = Number(rv8), Number(rv52), Number(ratio), Number(high), Number(fall)
	v.CVol, v.CFall = Number(cVol), Number(cFall)
	return v, Number(max(cVol, cFall))
}

// sampleStd is the standard deviation with n - 1 below, in two passes.
func sampleStd(x []float64) float64 {
	mean := 0.0
	for _, v := range x {
		mean += v
	}
	mean = float64(mean / float64(len(x))) // inlined for 8, it is a product that could fuse
	sum := 0.0
	for _, v := range x {
		sum += float64((v - mean) * (v - mean))
	}
	return math.Sqrt(sum / float64(len(x)-1))
}

func (s *shock) valid() bool {
	for _, x := range s.Closes.V {
		if !(x > 0) {
			return false
		}
	}
	return s.Closes.valid(shockCloses)
}
