package ratio

import "math"

// A kalmanFit follows a line whose two numbers walk at random, after R. E. Kalman
// (1960). It is written between two pairs: Alpha, Beta and their covariance are
// what is expected of the next one.
type kalmanFit struct {
	N     int     `json:"n"`
	Alpha float64 `json:"alpha"`
	Beta  float64 `json:"beta"`
	AA    float64 `json:"aa"` // covariance, 0 before the first pair
	AB    float64 `json:"ab"`
	BB    float64 `json:"bb"`
	walk  float64 // what each variance grows by from pair to pair
	noise float64 // variance of y around the line
}

func newKalman(c *SpreadConfig) *kalmanFit {
	h := &kalmanFit{}
	h.set(c)
	return h
}

func (h *kalmanFit) set(c *SpreadConfig) { h.walk, h.noise = c.Delta/(1-c.Delta), c.Noise }

// learn corrects the line by the forecast error of the pair. A pair that would
// take it beyond 1e75 teaches nothing.
//
// The covariance stays positive definite: what rounding takes from it is about
// N*walk*2^-53, less than the walk that is added.
func (h *kalmanFit) learn(y, x float64) {
	pa, pb := h.AA+float64(h.AB*x), h.AB+float64(h.BB*x) // covariance * (1, x)
	q := pa + float64(pb*x) + h.noise                    // variance of the forecast error
	ka, kb := pa/q, pb/q
	e := y - h.Alpha - float64(h.Beta*x)
	alpha, beta := h.Alpha+float64(ka*e), h.Beta+float64(kb*e)
	if missing(alpha) || missing(beta) {
		return
	}
	h.N++
	h.Alpha, h.Beta = alpha, beta
	h.AA += h.walk - float64(ka*pa)
	h.AB -= float64(ka * pb)
	h.BB += h.walk - float64(kb*pb)
}

func (h *kalmanFit) line() (alpha, beta float64) { return h.Alpha, h.Beta }

func (h *kalmanFit) pairs() int { return h.N }

func (h *kalmanFit) restored(c *SpreadConfig) bool {
	h.set(c)
	if h.N <= 0 {
		return *h == kalmanFit{walk: h.walk, noise: h.noise}
	}
	least, most := h.walk*0.5, h.walk*1.5*float64(h.N)
	return countable(h.N) && !missing(h.Alpha) && !missing(h.Beta) && least <= h.AA && h.AA <= most && least <= h.BB && h.BB <= most &&
		math.Abs(h.AB) <= math.Sqrt(h.AA)*math.Sqrt(h.BB)
}
