package ratio

import (
	"math"

	"github.com/riskon/riskon/indicator"
	"gonum.org/v1/gonum/mat"
)

// A CorrelationStream is Correlations, live: it keeps one indicator.Correl for
// each pair of columns, and the newest matrix. It must not be copied after use,
// and is not safe for concurrent use; make it with NewCorrelations. A zero
// CorrelationStream restores itself.
type CorrelationStream struct {
	_ noCopy
	s correlationState
}

// NewCorrelations returns a live [Correlations] of rows of width numbers. It
// panics if width or period is not in 1..100000.
func NewCorrelations(width, period int) *CorrelationStream {
	if !inRange(width) || !inRange(period) {
		panic("ratio: NewCorrelations: width or period not in 1..100000")
	}
	s := correlationState{Period: period, Seen: make([]int, width), Pairs: make([]*indicator.PairStream, width*(width-1)/2)}
	for i := range s.Pairs {
		s.Pairs[i] = indicator.NewCorrel(period)
	}
	return &CorrelationStream{s: s}
}

// Update takes the next row and writes its correlation matrix to dst, which may
// be nil if only Value is needed; an empty dst takes the size it needs. Where a
// number of the row is missing, its correlations are NaN and stay as they were
// for Value. It allocates only to size dst. It panics if row or dst is of another
// width.
func (c *CorrelationStream) Update(dst *mat.SymDense, row []float64) {
	s := &c.s
	w := len(s.Seen)
	checkRow("Correlations", row, w)
	sizeMatrix("Correlations", dst, w)
	p := 0
	for j, x := range row {
		one := math.NaN()
		if !missing(x) {
			s.Seen[j] = min(s.Seen[j]+1, s.Period)
			one = itself(s.Seen[j], s.Period)
		}
		setSym(dst, j, j, one)
		for k := j + 1; k < w; k++ {
			setSym(dst, j, k, s.Pairs[p].Update(x, row[k]))
			p++
		}
	}
}

// Value writes the last correlation of every pair to dst, NaN while it is warming
// up. Pairs that were last seen at different rows have values of different rows.
func (c *CorrelationStream) Value(dst *mat.SymDense) {
	s := &c.s
	w := len(s.Seen)
	sizeMatrix("Correlations", dst, w)
	p := 0
	for j, n := range s.Seen {
		setSym(dst, j, j, itself(n, s.Period))
		for k := j + 1; k < w; k++ {
			setSym(dst, j, k, s.Pairs[p].Value())
			p++
		}
	}
}

// checkRow panics where a row does not have the width of what it is fed to.
func checkRow(name string, row []float64, width int) {
	if width == 0 {
		panic("ratio: " + name + ": a zero stream; use a constructor or restore it")
	}
	if len(row) != width {
		panic("ratio: " + name + ": row of another width")
	}
}

// sizeMatrix gives an empty dst its size, and panics where dst has another one.
func sizeMatrix(name string, dst *mat.SymDense, width int) {
	switch {
	case dst == nil || dst.SymmetricDim() == width:
	case dst.IsEmpty():
		dst.ReuseAsSym(width)
	default:
		panic("ratio: " + name + ": matrix of another width")
	}
}

func setSym(dst *mat.SymDense, j, k int, x float64) {
	if dst != nil {
		dst.SetSym(j, k, x)
	}
}
