package ratio

import (
	"math"
	"time"

	"github.com/riskon/riskon/series"
)

// A SpreadValue is the spread at an instant, with the line it was measured from.
type SpreadValue struct {
	Time        time.Time
	Value       float64 // y - Alpha - Beta*x
	Alpha, Beta float64 // fitted strictly before Time; NaN if there is no line
	N           int     // pairs that the line was fitted to; 0 if given, or none
}

// SpreadLines are the fields of SpreadValue as series. N is NaN where there is no
// line.
type SpreadLines struct{ Value, Alpha, Beta, N series.Series }

// Spread returns how far y is from a line on x, at every stamp of either, such as
// one share from what another one says it should cost:
//
//	Value(t) = y - Alpha - Beta*x    the latest known, each at most MaxAge old
//
// Alpha and Beta were fitted strictly before t: the spread is a forecast error,
// and no row flattens itself. Nothing is ever fitted to the whole sample. The
// fit learns pairs only: instants at which both sides have a value of their own.
// A side that is carried gives a spread and teaches nothing.
//
//	GivenHedge     Alpha and Beta of the Config
//	RollingOLS     Beta = cov/vx, over the last Window pairs
//	ExpandingOLS   the same over all pairs so far
//	RollingTLS     Beta = (vy - vx + sqrt((vy-vx)^2 + 4*cov^2)) / (2*cov)
//	ExpandingTLS   the same over all pairs so far
//	KalmanHedge    as below
//
// with vx, vy and cov the variances and the covariance, and Alpha = my - Beta*mx
// from the means. The line of TLS depends on the units: with y a hundred times x
// it is all but that of x on y. Give it prices of one size, or logarithms.
//
// KalmanHedge holds b = (Alpha, Beta), first (0, 0), and its covariance R, first
// 0. From each pair it learns, with h = (1, x) and walk = Delta/(1 - Delta),
//
//	e = y - h*b           Q = h*R*h' + Noise        K = R*h'/Q
//	b = b + K*e           R = R - K*h*R + walk*I
//
// Larger Delta or smaller Noise: a quicker line. Both are in the units of the
// inputs.
//
// Inputs: any unit. Outputs: Value and Alpha in the unit of y, Beta in that of y
// by that of x. Delta is in 1e-12..0.99, Noise in 1e-75..1e75, Window and MinObs
// in 2..100000.
//
// Warm-up: the first line is in effect at the first row after pair number Window
// of a rolling hedge, MinObs of an expanding or Kalman one; from the first row on
// if given.
//
// There is no line where all x are equal, for TLS also where the pairs spread
// upright or have no direction; Value is then NaN. So it is where a side is
// unknown or too old. A missing value makes its whole row NaN and teaches
// nothing; what was known before stays known. It panics where NewSpread does.
//
// Sources: Karl Pearson, On Lines and Planes of Closest Fit, Philosophical
// Magazine 2(11), 1901, pages 559-572 (TLS). R. E. Kalman, A New Approach to
// Linear Filtering and Prediction Problems, Journal of Basic Engineering 82(1),
// 1960, pages 35-45; Ernest P. Chan, Algorithmic Trading, 2013, pages 75-77 (for
// hedges; the defaults are his).
func Spread(y, x series.Series, cfg SpreadConfig) SpreadLines {
	s := NewSpread(cfg)
	yt, xt, yv, xv := y.UnixNanos(), x.UnixNanos(), y.Values(), x.Values()
	n := countStamps(yt, xt)
	t, v := make([]int64, n), make([]float64, 4*n)
	for i, j, row := 0, 0, 0; row < n; row++ {
		hasY, hasX := firstOf(yt[i:], xt[j:])
		gap := false
		if hasY {
			t[row] = yt[i]
			gap = s.k.a.know(yt[i], yv[i])
			i++
		}
		if hasX {
			t[row] = xt[j]
			gap = s.k.b.know(xt[j], xv[j]) || gap
			j++
		}
		r := s.row(t[row], gap, hasY && hasX)
		v[row], v[n+row], v[2*n+row], v[3*n+row] = float64(r.Value), float64(r.Alpha), float64(r.Beta), float64(r.N)
		if math.IsNaN(float64(r.Beta)) {
			v[3*n+row] = math.NaN()
		}
	}
	line := func(k int) series.Series { return build(t, v[k*n:(k+1)*n:(k+1)*n]) }
	return SpreadLines{Value: line(0), Alpha: line(1), Beta: line(2), N: line(3)}
}

// A SpreadStream is Spread, live. It must not be copied after use, and is not
// safe for concurrent use; make it with NewSpread.
type SpreadStream struct {
	_    noCopy
	cfg  SpreadConfig
	in   inbox
	k    quotient // y over x, for its sides
	fit  hedger
	last spreadRow
}

// A spreadRow is a SpreadValue as it is saved.
type spreadRow struct {
	Seen  bool   `json:"seen"` // false before the first
	T     int64  `json:"t"`
	Value number `json:"value"`
	Alpha number `json:"alpha"`
	Beta  number `json:"beta"`
	N     int    `json:"n"`
}

func noSpread() spreadRow {
	nan := number(math.NaN())
	return spreadRow{Value: nan, Alpha: nan, Beta: nan}
}

// NewSpread returns a live Spread. It panics if cfg has no hedge, or a field out
// of range.
func NewSpread(cfg SpreadConfig) *SpreadStream {
	cfg = cfg.withDefaults()
	if !cfg.valid() {
		panic("ratio: NewSpread: config without a hedge, or out of range")
	}
	return &SpreadStream{cfg: cfg, k: quotient{maxAge: cfg.MaxAge}, fit: newHedger(&cfg), last: noSpread()}
}

// ObserveY records y at t; nothing else changes until Advance. NaN, or a number
// beyond 1e75, is a missing value. The error is an *ObserveError: ErrClosed,
// ErrDuplicate or series.ErrRange.
func (s *SpreadStream) ObserveY(t time.Time, y float64) error { return s.record("y", t, y) }

// ObserveX records x at t, as ObserveY does y.
func (s *SpreadStream) ObserveX(t time.Time, x float64) error { return s.record("x", t, x) }

func (s *SpreadStream) record(id string, t time.Time, v float64) error {
	s.made()
	if err := s.in.record(t, id, finite(v)); err != nil {
		return &ObserveError{Input: id, Time: t, Value: v, Err: err}
	}
	return nil
}

// Advance closes every instant up to t and appends the row of each one that had
// an observation to dst, which may be nil. An instant that is closed stays
// closed: an earlier t does nothing.
func (s *SpreadStream) Advance(dst []SpreadValue, t time.Time) []SpreadValue {
	s.made()
	to, _ := unixNano(t)
	for evs := s.in.take(to); evs != nil; evs = s.in.take(to) {
		now, gap := evs[0].T, false
		for _, e := range evs {
			side := &s.k.a
			if e.ID == "x" {
				side = &s.k.b
			}
			gap = side.know(now, float64(e.X)) || gap
		}
		r := s.row(now, gap, len(evs) == 2)
		dst = append(dst, r.public())
	}
	s.in.close(to)
	return dst
}

// row makes the row at now, when the sides know what came: gap says that a part
// of it was missing, both that there was one of each. It learns last.
func (s *SpreadStream) row(now int64, gap, both bool) spreadRow {
	r := noSpread()
	r.Seen, r.T = true, now
	if gap {
		return r
	}
	y, x := s.k.a.X, s.k.b.X
	if n := s.fit.pairs(); n >= s.cfg.MinObs {
		alpha, beta := s.fit.line()
		if beta == beta {
			r.Alpha, r.Beta, r.N = number(alpha), number(beta), n
		}
		if s.k.known(now) {
			r.Value = number(finite(y - alpha - float64(beta*x)))
		}
	}
	if both {
		s.fit.learn(y, x)
	}
	s.last = r
	return r
}

// Value returns the last row, NaN and zeros before the first. A missing
// observation leaves it as it was.
func (s *SpreadStream) Value() SpreadValue {
	if s.fit == nil {
		return noSpread().public()
	}
	return s.last.public()
}

func (s *SpreadStream) made() {
	if s.fit == nil {
		panic("ratio: SpreadStream: not made by NewSpread")
	}
}

func (r spreadRow) public() SpreadValue {
	v := SpreadValue{Value: float64(r.Value), Alpha: float64(r.Alpha), Beta: float64(r.Beta), N: r.N}
	if r.Seen {
		v.Time = time.Unix(0, r.T).UTC()
	}
	return v
}
