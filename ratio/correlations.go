package ratio

import (
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/riskon/riskon/indicator"
	"github.com/riskon/riskon/series"
	"gonum.org/v1/gonum/mat"
)

// Correlations are the rolling correlation matrices of the columns of f, one for
// each row. Every pair of columns is indicator.Correl of the last period rows in
// which neither is missing:
//
//	r[j,k] = Correl(column j, column k, period)
//
// Inputs: a frame in any units, usually of returns. Output: r[j,k] from -1 to 1;
// r[j,j] is 1.
//
// Warm-up: the first r[j,k] is at row number period of those that j and k share;
// before it is NaN, and so is r[j,j] before observation number period of j.
//
// A column that is constant in its window has correlation 0 with the others and 1
// with itself. Where a column is missing, its correlations are NaN at that row
// and its later ones do not count the row. Columns with different gaps are
// compared over different windows: such a matrix need not be positive
// semidefinite. A frame without columns gives no matrices. It panics if period is
// not in 1..100000.
//
// All matrices are kept, 8 bytes for each row and pair: 26 MB for 50 columns and
// 2,500 rows. NewCorrelations keeps the newest only.
//
// Source: Karl Pearson, see indicator.Correl.
func Correlations(f series.Frame, period int) CorrelationLines {
	if !inRange(period) {
		panic("ratio: Correlations: period not in 1..100000")
	}
	l := newCorrelationLines(f)
	c := indicator.NewCorrel(period)
	for j := range l.width {
		v, seen := f.Column(j).Values(), 0
		one := l.line(j, j)
		for i, x := range v {
			one[i] = math.NaN()
			if !missing(x) {
				seen = min(seen+1, period)
				one[i] = itself(seen, period)
			}
		}
		for k := j + 1; k < l.width; k++ {
			c.Reset()
			c.Append(l.line(j, k)[:0], v, f.Column(k).Values())
		}
	}
	return l
}

// itself is the correlation of a column that was seen so often with itself.
func itself(seen, period int) float64 {
	if seen < period {
		return math.NaN()
	}
	return 1
}

// CorrelationLines are correlation matrices on the stamps of a frame. They never
// change; the zero CorrelationLines are empty.
type CorrelationLines struct {
	t     []int64
	width int
	names []string
	v     []float64 // the upper triangle row by row, a line of len(t) for each entry
}

// newCorrelationLines returns lines for f that are to be filled.
func newCorrelationLines(f series.Frame) CorrelationLines {
	w := f.Width()
	if w == 0 {
		return CorrelationLines{}
	}
	return CorrelationLines{t: f.Column(0).UnixNanos(), width: w, names: f.Names(), v: make([]float64, w*(w+1)/2*f.Len())}
}

// packedAt is the place of entry (j, k) in the upper triangle of width w.
func packedAt(j, k, w int) int {
	if j > k {
		j, k = k, j
	}
	return j*w - j*(j-1)/2 + k - j
}

func (l CorrelationLines) line(j, k int) []float64 {
	if j < 0 || k < 0 || j >= l.width || k >= l.width {
		panic("ratio: CorrelationLines: no such column")
	}
	n := len(l.t)
	at := packedAt(j, k, l.width) * n
	return l.v[at : at+n : at+n]
}

// Len returns the number of matrices.
func (l CorrelationLines) Len() int { return len(l.t) }

// Width returns the number of columns.
func (l CorrelationLines) Width() int { return l.width }

// Names returns the names of the columns, nil if they have none.
func (l CorrelationLines) Names() []string { return slices.Clone(l.names) }

// Time returns the stamp of matrix i.
func (l CorrelationLines) Time(i int) time.Time { return time.Unix(0, l.t[i]).UTC() }

// At returns matrix i, NaN where there is no value. It is the caller's own.
func (l CorrelationLines) At(i int) *mat.SymDense {
	if i < 0 || i >= len(l.t) {
		panic("ratio: CorrelationLines: no such matrix")
	}
	m := mat.NewSymDense(l.width, nil)
	for j := range l.width {
		for k := j; k < l.width; k++ {
			m.SetSym(j, k, l.line(j, k)[i])
		}
	}
	return m
}

// Pair returns the correlation of columns j and k as a series, sharing memory.
func (l CorrelationLines) Pair(j, k int) series.Series { return build(l.t, l.line(j, k)) }

// String shows how many matrices there are and the last one.
func (l CorrelationLines) String() string { return l.table().text() }

// HTML shows how many matrices there are and the last one, for a notebook.
func (l CorrelationLines) HTML() string { return l.table().html() }

func (l CorrelationLines) table() matrixTable {
	n := len(l.t)
	if n == 0 {
		return matrixTable{title: "Correlations, empty"}
	}
	return matrixTable{title: fmt.Sprintf("Correlations of %d columns, %d matrices%s, the last one", l.width, n, spanText(l.Time(0), l.Time(n-1))),
		names: l.names, m: l.At(n - 1)}
}
