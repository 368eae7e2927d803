package evaluate

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"sort"
	"time"
)

// An Isotonic is a curve from scores to probabilities that never falls, and has
// no other shape: straight lines between Points, level before and after them.
type Isotonic struct {
	Points   []IsotonicPoint // ascending scores and probabilities
	N        int             // cases it was fitted on
	Happened int             // among them
	From, To time.Time
}

// An IsotonicPoint is a corner of the curve.
type IsotonicPoint struct{ Score, P float64 }

// FitIsotonic fits the rising curve that is nearest to the outcomes, by the
// pooling of adjacent violators of Ayer and others (1955). It makes the least of
//
//	sum of (p(score) - happened)^2,   p rising,   happened 1 or 0
//
// Of scores in one pool only the first and the last become Points; between two
// pools the curve is a straight line. Cases of the same score are one. Cases
// whose score is missing are skipped.
//
// It is an estimator, to be used from the last Known on. It gives a chance of
// exactly 0 and 1 at its ends: those are counts, not certainties.
//
// The error is a *SampleError: ErrShort without cases, ErrOneOutcome; or a
// *RowError with ErrOrder. Exact: outcomes are counted in integers, and the
// bits are the same on every CPU. The Points are those of scikit-learn's
// IsotonicRegression.
//
// Source: M. Ayer, H. D. Brunk, G. M. Ewing, W. T. Reid, E. Silverman, An
// Empirical Distribution Function for Sampling with Incomplete Information,
// Annals of Mathematical Statistics 26 (1955), 641-647.
func FitIsotonic(c Cases) (Isotonic, error) {
	c, err := c.observed("FitIsotonic")
	if err != nil {
		return Isotonic{}, err
	}
	out, err := fitIsotonic(c)
	if err != nil {
		return Isotonic{}, c.fail("FitIsotonic", err)
	}
	return out, nil
}

// A pool is a stretch of scores that get one probability.
type pool struct {
	lowest, highest float64
	happened, n     int
}

// below reports whether p's share is below q's.
func (p pool) below(q pool) bool {
	return int64(p.happened)*int64(q.n) < int64(q.happened)*int64(p.n)
}

// with is p and the pool q after it.
func (p pool) with(q pool) pool {
	return pool{p.lowest, q.highest, p.happened + q.happened, p.n + q.n}
}

func fitIsotonic(c Cases) (Isotonic, error) {
	out := Isotonic{Happened: c.happened()}
	out.N, out.From, out.To = c.span()
	if out.N == 0 {
		return Isotonic{}, ErrShort
	}
	if out.Happened == 0 || out.Happened == out.N {
		return Isotonic{}, ErrOneOutcome
	}
	var pools []pool
	for _, p := range sameScores(c) {
		for len(pools) > 0 && !pools[len(pools)-1].below(p) {
			p = pools[len(pools)-1].with(p)
			pools = pools[:len(pools)-1]
		}
		pools = append(pools, p)
	}
	for _, p := range pools {
		share := float64(p.happened) / float64(p.n)
		out.Points = append(out.Points, IsotonicPoint{p.lowest, share})
		if p.highest > p.lowest {
			out.Points = append(out.Points, IsotonicPoint{p.highest, share})
		}
	}
	return out, nil
}

// sameScores returns a pool for each score, ascending.
func sameScores(c Cases) []pool {
	sorted := slices.Clone(c)
	slices.SortStableFunc(sorted, func(a, b Case) int { return cmp.Compare(a.Score, b.Score) })
	var out []pool
	for _, x := range sorted {
		p := pool{lowest: x.Score + 0, highest: x.Score + 0, n: 1} // 0 for minus zero
		if x.Happened {
			p.happened = 1
		}
		if n := len(out); n > 0 && out[n-1].highest == x.Score {
			out[n-1] = out[n-1].with(p)
		} else {
			out = append(out, p)
		}
	}
	return out
}

// P returns the probability at a score: that of the nearest point before the
// first and after the last one. It is NaN for NaN, and without Points.
func (c Isotonic) P(score float64) float64 {
	n := len(c.Points)
	if missing(score) || n == 0 {
		return math.NaN()
	}
	i := sort.Search(n, func(i int) bool { return c.Points[i].Score >= score })
	switch {
	case i == n:
		return c.Points[n-1].P
	case i == 0 || c.Points[i].Score == score:
		return c.Points[i].P
	}
	a, b := c.Points[i-1], c.Points[i]
	share := (score - a.Score) / (b.Score - a.Score)
	return max(a.P, min(b.P, a.P+float64((b.P-a.P)*share)))
}

// String shows the corners.
func (c Isotonic) String() string { return c.table().text() }

// HTML shows the corners as a table for a notebook.
func (c Isotonic) HTML() string { return c.table().html() }

func (c Isotonic) table() *table {
	t := &table{notes: []string{"Isotonic, empty"}}
	if c.N > 0 {
		t.notes[0] = fmt.Sprintf("Isotonic, %s", span(c.N, "cases", c.From, c.To))
		t.row("score", "p")
	}
	for _, p := range c.Points {
		t.row(number(p.Score), number(p.P))
	}
	return t
}
