package ratio

import (
	"math"
	"time"

	"github.com/shopspring/decimal"

	"github.com/riskon/riskon/series"
)

// A point is a price and its stamp.
type point struct {
	T int64   `json:"t"`
	X float64 `json:"x"`
}

// A past is the prices of one input that a row may still need, ascending: those
// of the window, and the last one before it.
type past struct {
	Points []point `json:"points"`
	buf    []point // where Points lies
}

// add appends a price and drops what no row at t or later needs.
func (p *past) add(t int64, x float64, window time.Duration) {
	if n := len(p.Points); n == cap(p.Points) {
		if 2*n >= len(p.buf) {
			p.buf = make([]point, max(16, 2*n))
		}
		copy(p.buf, p.Points)
		p.Points = p.buf[:n]
	}
	p.Points = append(p.Points, point{t, x})
	p.trim(t, window)
}

// trim drops all points at or before t - window but the last.
func (p *past) trim(t int64, window time.Duration) {
	for len(p.Points) > 1 && age(p.Points[1].T, t) >= uint64(window) {
		p.Points = p.Points[1:]
	}
}

// now returns the price known at t.
func (p *past) now(t int64, maxAge time.Duration) (x float64, ok bool) {
	n := len(p.Points)
	if n == 0 || older(p.Points[n-1].T, t, maxAge) {
		return 0, false
	}
	return p.Points[n-1].X, true
}

// then returns the price known at t - window. The past must be trimmed at t.
func (p *past) then(t int64, window, maxAge time.Duration) (x float64, ok bool) {
	if len(p.Points) == 0 || age(p.Points[0].T, t) < uint64(window) || p.Points[0].gone(t, window, maxAge) {
		return 0, false
	}
	return p.Points[0].X, true
}

// gone reports whether p is too old to be known even at t - window.
func (p point) gone(t int64, window, maxAge time.Duration) bool {
	old := age(p.T, t)
	return maxAge < series.Forever && old > uint64(window) && old-uint64(window) > uint64(maxAge)
}

// age is t - at, which may not fit an int64. It needs at <= t.
func age(at, t int64) uint64 { return uint64(t) - uint64(at) }

// ahead reports whether now/then > baseNow/baseThen, strictly.
//
// Prices are decimals. Rounded to binary, equal moves look different: 0.315/0.3
// and 105000/100000 do. So where the two are as close as rounding can bring
// them, the shortest decimals of the four are compared, exactly.
func ahead(now, then, baseNow, baseThen float64) bool {
	if now == then && baseNow == baseThen {
		return false
	}
	a, b := float64(now*baseThen), float64(baseNow*then)
	if math.Abs(a-b) > float64(b*0x1p-48) {
		return a > b
	}
	dec := decimal.NewFromFloat
	return dec(now).Mul(dec(baseThen)).Cmp(dec(baseNow).Mul(dec(then))) > 0
}
