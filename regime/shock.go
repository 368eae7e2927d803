package regime

import (
	"errors"
	"math"
	"time"
)

// A ShockConfig sets the windows of the caution of kind BTCShock, in closes. Zero
// fields are the weekly preset's.
type ShockConfig struct {
	Short  int `json:"short"`   // returns of the near volatility: 8
	Long   int `json:"long"`    // returns of the far one: 52
	High   int `json:"high"`    // closes of the high that the fall is measured from: 26
	MaxAge int `json:"max_age"` // days after which the last close says nothing: 21
}

func (c ShockConfig) resolve() ShockConfig {
	return ShockConfig{orDefault(c.Short, 8), orDefault(c.Long, 52), orDefault(c.High, 26), orDefault(c.MaxAge, 21)}
}

func (c ShockConfig) check() error {
	if c.Short < 2 || c.Long < c.Short || c.Long > 10000 || c.High < 1 || c.High > 10000 || c.MaxAge < 1 || c.MaxAge > 10000 {
		return errors.New("shock: not 2 <= short <= long <= 10000, or high or max_age outside 1..10000")
	}
	return nil
}

// closes is how many closes are read.
func (c ShockConfig) closes() int { return max(c.Long+1, c.High) }

// A shock is the vol_shock caution on closes of BTC, weekly by default:
//
//	c = max(Ramp(RV8/RV52; 1.25, 2), Ramp(1 - close/highest of 26 closes; 0.20, 0.50))
//
// RVn is the sample standard deviation of the last n simple returns.
type shock struct {
	Closes recent
	Ref    Date

	returns []float64 // between Closes
	high    float64   // of the last closes that a fall is measured from
	now     VolShock  // at the last close
	c       Number
}

func newShock(cfg ShockConfig) shock {
	s := shock{Closes: recent{Size: cfg.closes()}}
	s.derive(cfg)
	return s
}

func (s *shock) observe(cfg ShockConfig, close float64, ref Date) {
	if n := len(s.Closes.V); n > 0 {
		s.returns = append(s.returns, close/s.Closes.V[n-1]-1)
		s.returns = s.returns[max(0, len(s.returns)-s.Closes.Size+1):]
	}
	left := math.NaN() // the close that leaves the window of the high
	if n := len(s.Closes.V); n >= cfg.High {
		left = s.Closes.V[n-cfg.High]
	}
	s.Closes.push(close)
	s.Ref = ref
	if close >= s.high {
		s.high = close
	} else if left == s.high {
		s.high = highestOf(s.Closes.V, cfg.High)
	}
	s.derive(cfg)
}

func highestOf(v []float64, n int) float64 { return topOf(0, v[max(0, len(v)-n):]) }

// at returns the shock at t; c is missing before there are closes enough and when
// the last one is too old.
func (s *shock) at(cfg ShockConfig, t time.Time) (v VolShock, c Number) {
	if s.c.Missing() || ageDays(s.Ref, t) > cfg.MaxAge {
		return noShock(s.Ref), missing
	}
	return s.now, s.c
}

func noShock(ref Date) VolShock {
	return VolShock{Date: ref, RV8: missing, RV52: missing, Ratio: missing, High26: missing, Fall: missing, CVol: missing, CFall: missing}
}

// derive computes the shock at the last close.
func (s *shock) derive(cfg ShockConfig) {
	if !s.Closes.full() {
		s.now, s.c = noShock(s.Ref), missing
		return
	}
	closes := s.Closes.V
	near, far := deviation(s.returns[len(s.returns)-cfg.Short:]), deviation(s.returns[len(s.returns)-cfg.Long:])
	ratio := 0.0
	if far > 0 {
		ratio = near / far
	}
	high := s.high
	fall := 1 - closes[len(closes)-1]/high
	cVol, cFall := Ramp(ratio, 1.25, 2), Ramp(fall, 0.20, 0.50)
	s.now = VolShock{
		Date: s.Ref, RV8: Number(near), RV52: Number(far), Ratio: Number(ratio), High26: Number(high), Fall: Number(fall),
		CVol: Number(cVol), CFall: Number(cFall),
	}
	s.c = Number(max(cVol, cFall))
}

// deviation is the sample standard deviation, n - 1 below, in two passes.
func deviation(returns []float64) float64 {
	n := float64(len(returns))
	mean := 0.0
	for _, r := range returns {
		mean += r
	}
	mean = float64(mean / n)
	sum := 0.0
	for _, r := range returns {
		d := r - mean
		sum += float64(d * d)
	}
	return math.Sqrt(sum / (n - 1))
}

func (s *shock) valid(cfg ShockConfig) bool {
	s.returns = nil
	for _, x := range s.Closes.V {
		if !(x > 0) {
			return false
		}
	}
	if !s.Closes.valid(cfg.closes()) {
		return false
	}
	for i := range s.Closes.V[min(1, len(s.Closes.V)):] {
		s.returns = append(s.returns, s.Closes.V[i+1]/s.Closes.V[i]-1)
	}
	s.high = highestOf(s.Closes.V, cfg.High)
	s.derive(cfg)
	return true
}
