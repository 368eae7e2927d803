package ratio

import "time"

// A SpreadConfig says how a spread is hedged. Hedge must be chosen; other zero
// fields take the defaults. Fields that the hedge does not use are not read.
type SpreadConfig struct {
	Hedge  Hedge         `json:"hedge"`
	MaxAge time.Duration `json:"max_age_ns"` // a side is used until it is this old; 0: both at the same instant
	Alpha  float64       `json:"alpha"`      // of GivenHedge
	Beta   float64       `json:"beta"`       // of GivenHedge; not 0
	Window int           `json:"window"`     // pairs of a rolling hedge; 60
	MinObs int           `json:"min_obs"`    // pairs before the first line of an expanding or Kalman hedge; 30
	Delta  float64       `json:"delta"`      // of KalmanHedge, how fast the line walks; 1e-4
	Noise  float64       `json:"noise"`      // of KalmanHedge, variance of y around the line, in y's unit squared; 1e-3
}

// withDefaults fills in the defaults and clears what the hedge does not use. A
// rolling hedge waits for a full window.
func (c SpreadConfig) withDefaults() SpreadConfig {
	out := SpreadConfig{Hedge: c.Hedge, MaxAge: c.MaxAge}
	switch c.Hedge {
	case GivenHedge:
		out.Alpha, out.Beta = c.Alpha, c.Beta
	case RollingOLS, RollingTLS:
		out.Window = orDefault(c.Window, 60)
		out.MinObs = out.Window
	case ExpandingOLS, ExpandingTLS:
		out.MinObs = orDefault(c.MinObs, 30)
	case KalmanHedge:
		out.MinObs, out.Delta, out.Noise = orDefault(c.MinObs, 30), orDefault(c.Delta, 1e-4), orDefault(c.Noise, 1e-3)
	}
	return out
}

// orDefault returns x, or what it is by default where it is 0.
func orDefault[T int | float64](x, standard T) T {
	if x == 0 {
		return standard
	}
	return x
}

// valid reports whether c is what withDefaults gives, all fields in range.
func (c SpreadConfig) valid() bool {
	if c.MaxAge < 0 || c != c.withDefaults() {
		return false
	}
	pairs := c.MinObs >= 2 && inRange(c.MinObs)
	switch c.Hedge {
	case GivenHedge:
		return !missing(c.Alpha) && !missing(c.Beta) && c.Beta != 0
	case RollingOLS, RollingTLS, ExpandingOLS, ExpandingTLS:
		return pairs
	case KalmanHedge:
		return pairs && 1e-12 <= c.Delta && c.Delta <= 0.99 && validPrice(c.Noise)
	}
	return false
}
