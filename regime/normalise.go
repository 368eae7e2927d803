package regime

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// A Method says how a feature becomes a signal. It has to be chosen: the zero
// Method is invalid.
type Method uint8

// The methods.
const (
	AsIs       Method = iota + 1 // "none": the feature is a signal already, -1..1
	RobustZ                      // "z": distance from the median in robust deviations
	Percentile                   // "percentile": rank among the observations before it
)

// ErrNormalise is what a Normalise of no method, a bad window or a bad sign gives.
var ErrNormalise = errors.New("regime: normalise needs a method, 1 <= min_obs <= window, and a sign of 1 or -1")

// The flags of a Signal.
const (
	flagMissing      = "missing"      // there is no feature
	flagInsufficient = "insufficient" // fewer than MinObs observations before it
	flagMeanAD       = "meanad"       // more than half of them are equal: the mean deviation is used
	flagDegenerate   = "degenerate"   // all of them are equal
)

// A Normalise turns a feature into a signal by what came before it, and by
// nothing else.
//
//	z:          z = clip((x - med) / (1.4826*MAD), -4, 4),  s = Sign*z / sqrt(4 + z*z)
//	percentile: p = (count below + half of count equal)/n,  s = Sign*(2p - 1)
//	none:       s = x
//
// med is the median of the last Window observations before x, MAD the median of
// their distances from it; of an even number, the mean of the two in the middle.
// Where MAD is 0, z divides by 1.2533141373155003 times the mean distance (flag
// meanad); where that is 0 too, z is 0 at the median and 4 or -4 elsewhere (flag
// degenerate). A signal by z lies within -0.8945..0.8945, the others within -1..1.
//
// With none, Window and MinObs do nothing and Sign is 0 or 1.
//
// Source: model riskon/1. 1.4826 makes MAD, and sqrt(pi/2) = 1.2533 the mean
// distance, a standard deviation where the feature is normal.
type Normalise struct {
	Method Method  `json:"method"`
	Window int     `json:"window,omitempty"`  // W: observations looked back on, the current one excluded
	MinObs int     `json:"min_obs,omitempty"` // fewer give no signal
	Sign   float64 `json:"sign,omitempty"`    // 1, or -1 when more of the feature means less risk appetite
}

// A Signal is a normalised feature. Missing numbers are NaN.
type Signal struct {
	Z float64 // -4..4, by method z only
	// By method z: z = (x - Centre)/Spread, clipped.
	Centre, Spread float64
	S              float64 // -1..1, never minus zero
	Flag           string  // "", missing, insufficient, meanad or degenerate
}

// Apply returns the signal of feature x after history, which is oldest first and
// excludes x; NaN and infinite observations in it are skipped. history is not
// changed. It panics where n is not valid.
func (n Normalise) Apply(x float64, history []float64) Signal {
	if err := n.check(); err != nil {
		panic(err)
	}
	p := past{size: n.Window}
	for _, h := range lastFinite(history, n.Window) {
		p.push(h)
	}
	return n.signal(x, &p)
}

// signal returns the signal of x after what p holds.
func (n Normalise) signal(x float64, p *past) Signal {
	none := math.NaN()
	switch {
	case !finite(x):
		return noSignal(flagMissing)
	case n.Method == AsIs:
		return Signal{Z: none, Centre: none, Spread: none, S: unsigned(x)}
	case len(p.values) < n.MinObs:
		return noSignal(flagInsufficient)
	case n.Method == Percentile:
		return Signal{Z: none, Centre: none, Spread: none, S: unsigned(n.Sign * (float64(2*rank(x, p)) - 1))}
	}
	s := robustZ(x, p)
	s.S = unsigned(n.Sign * s.Z / math.Sqrt(4+float64(s.Z*s.Z)))
	return s
}

func noSignal(flag string) Signal {
	none := math.NaN()
	return Signal{Z: none, Centre: none, Spread: none, S: none, Flag: flag}
}

// check returns ErrNormalise where n cannot be applied.
func (n Normalise) check() error {
	switch n.Method {
	case AsIs:
		if n.Sign == 0 || n.Sign == 1 {
			return nil
		}
	case RobustZ, Percentile:
		if 1 <= n.MinObs && n.MinObs <= n.Window && (n.Sign == 1 || n.Sign == -1) {
			return nil
		}
	}
	return ErrNormalise
}

// robustZ returns the clipped z of x among what p holds, without the signal.
func robustZ(x float64, p *past) Signal {
	s := Signal{Centre: p.middle()}
	dev := p.deviations(s.Centre)
	s.Spread = 1.4826 * dev.middle()
	if s.Spread == 0 {
		s.Spread, s.Flag = 1.2533141373155003*dev.mean(), flagMeanAD
	}
	if s.Spread == 0 {
		s.Flag = flagDegenerate
	}
	if d := x - s.Centre; d != 0 {
		s.Z = max(-4, min(4, d/s.Spread)) // d/0 is infinite: 4 or -4
	}
	return s
}

// rank returns the share of what p holds below x, of those equal to it one half.
func rank(x float64, p *past) float64 {
	below, equal := p.sorted.Rank(x)
	return float64(2*below+equal) / float64(2*p.sorted.Len())
}

// lastFinite returns the last n finite numbers of v, oldest first.
func lastFinite(v []float64, n int) []float64 {
	out := make([]float64, 0, min(n, len(v)))
	for i := len(v) - 1; i >= 0 && len(out) < n; i-- {
		if finite(v[i]) {
			out = append(out, v[i])
		}
	}
	slices.Reverse(out)
	return out
}

// unsigned returns x, and 0 for minus zero.
func unsigned(x float64) float64 {
	if x == 0 {
		return 0
	}
	return x
}

var methodNames = [...]string{AsIs: "none", RobustZ: "z", Percentile: "percentile"}

// String returns none, z or percentile.
func (m Method) String() string {
	if m == 0 || int(m) >= len(methodNames) {
		return fmt.Sprintf("Method(%d)", uint8(m))
	}
	return methodNames[m]
}

// MarshalText writes none, z or percentile. Any other Method is an error.
func (m Method) MarshalText() ([]byte, error) {
	if m == 0 || int(m) >= len(methodNames) {
		return nil, fmt.Errorf("%w: %v", ErrNormalise, m)
	}
	return []byte(m.String()), nil
}

// UnmarshalText reads none, z or percentile.
func (m *Method) UnmarshalText(b []byte) error {
	for i, name := range methodNames {
		if i > 0 && name == string(b) {
			*m = Method(i)
			return nil
		}
	}
	return fmt.Errorf("%w: method %q", ErrNormalise, b)
}
