package ratio

import (
	"math"

	"github.com/riskon/riskon/series"
	"gonum.org/v1/gonum/mat"
)

// EWMACorrelations are the exponentially weighted correlation matrices of the
// columns of f, one for each row, as J.P. Morgan's RiskMetrics defined them in
// 1996.
//
//	S      = lambda*S + (1-lambda) * x*x'    x the row, S 0 before the first
//	r[j,k] = S[j,k] / sqrt(S[j,j] * S[k,k])
//
// Inputs: a frame of returns or other changes, whose mean is taken to be 0 as
// RiskMetrics does; levels correlate by their size. lambda is above 0 and below
// 1: RiskMetrics has 0.94 for days and 0.97 for months. Output: r[j,k] from -1 to
// 1; r[j,j] is 1. There is no seed: n rows weigh lambda^age, all together
// 1 - lambda^n, and the ratio takes out what they lack to 1.
//
// Warm-up: the first output is at the first row n with lambda^n <= 0.01, where the
// rows that are not there would weigh 1 % (RiskMetrics' tolerance): row 75 for
// 0.94, row 152 for 0.97.
//
// A row with any missing number gives NaN and is skipped whole, so that each
// matrix is positive semidefinite, but for rounding. A column that was always 0 has correlation 0
// with the others and 1 with itself. Entries of S below 1e-300 count as 0. A
// frame without columns gives no matrices. It panics if lambda is not between 0
// and 1.
//
// Source: J.P. Morgan and Reuters, RiskMetrics Technical Document, 4th edition,
// 1996, chapter 5, page 77.
func EWMACorrelations(f series.Frame, lambda float64) CorrelationLines {
	checkLambda("EWMACorrelations", lambda)
	l := newCorrelationLines(f)
	if l.width == 0 {
		return l
	}
	e := NewEWMACorrelations(l.width, lambda)
	columns, row := make([][]float64, l.width), make([]float64, l.width)
	for j := range columns {
		columns[j] = f.Column(j).Values()
	}
	for i := range l.t {
		for j, v := range columns {
			row[j] = v[i]
		}
		ok := e.take(row)
		for p, at := 0, i; p < len(e.r); p, at = p+1, at+len(l.t) {
			l.v[at] = orMissing(e.r[p], ok)
		}
	}
	return l
}

func checkLambda(name string, lambda float64) {
	if !(0 < lambda && lambda < 1) {
		panic("ratio: " + name + ": lambda not between 0 and 1")
	}
}

// An EWMACorrelationStream is EWMACorrelations, live. It must not be copied after
// use, and is not safe for concurrent use; make it with NewEWMACorrelations. A
// zero EWMACorrelationStream restores itself.
type EWMACorrelationStream struct {
	_    noCopy
	s    ewmaState
	r    []float64 // the last matrix, derived from s, packed as S is
	diag []float64 // of S
}

// NewEWMACorrelations returns live [EWMACorrelations] of rows of width numbers.
// It panics if width is not in 1..100000, or lambda not between 0 and 1.
func NewEWMACorrelations(width int, lambda float64) *EWMACorrelationStream {
	if !inRange(width) {
		panic("ratio: NewEWMACorrelations: width not in 1..100000")
	}
	checkLambda("NewEWMACorrelations", lambda)
	e := &EWMACorrelationStream{s: ewmaState{Lambda: lambda, Width: width, Rest: 1, S: make([]float64, width*(width+1)/2)}}
	e.correlate()
	return e
}

// Update takes the next row and writes its correlation matrix to dst, which may
// be nil if only Value is needed; an empty dst takes the size it needs. A row
// with a missing number gives NaN and changes nothing. It allocates only to size
// dst. It panics if row or dst is of another width.
func (e *EWMACorrelationStream) Update(dst *mat.SymDense, row []float64) {
	checkRow("EWMACorrelations", row, e.s.Width)
	sizeMatrix("EWMACorrelations", dst, e.s.Width)
	e.write(dst, e.take(row))
}

// Value writes the last matrix to dst, NaN while warming up.
func (e *EWMACorrelationStream) Value(dst *mat.SymDense) {
	sizeMatrix("EWMACorrelations", dst, e.s.Width)
	e.write(dst, true)
}

func (e *EWMACorrelationStream) write(dst *mat.SymDense, ok bool) {
	p := 0
	for j := range e.s.Width {
		for k := j; k < e.s.Width; k++ {
			setSym(dst, j, k, orMissing(e.r[p], ok))
			p++
		}
	}
}

// take feeds a row and reports whether it was there.
func (e *EWMACorrelationStream) take(row []float64) bool {
	for _, x := range row {
		if missing(x) {
			return false
		}
	}
	s := &e.s
	if s.Rest > restReady {
		s.Rest = float64(s.Rest * s.Lambda)
	}
	p := 0
	for j, x := range row {
		x = float64((1 - s.Lambda) * x)
		line := s.S[p:][:len(row)-j]
		for k, y := range row[j:] {
			v := float64(s.Lambda*line[k]) + float64(x*y)
			if math.Abs(v) < tinyMoment {
				v = 0
			}
			line[k] = v
		}
		p += len(line)
	}
	e.correlate()
	return true
}

// restReady is the weight of the rows before the first at which warm-up ends.
const restReady = 0.01

// tinyMoment is where the entries of S end: what is smaller would have few digits, and
// be slow.
const tinyMoment = 1e-300

// correlate makes r from S.
func (e *EWMACorrelationStream) correlate() {
	s, w := &e.s, e.s.Width
	if e.r == nil {
		e.r, e.diag = make([]float64, len(s.S)), make([]float64, w)
		for p := range e.r {
			e.r[p] = math.NaN()
		}
	}
	if s.Rest > restReady {
		return
	}
	for j := range e.diag {
		e.diag[j] = s.S[packedAt(j, j, w)]
	}
	p := 0
	for j, a := range e.diag {
		e.r[p] = 1
		p++
		for _, b := range e.diag[j+1:] {
			e.r[p] = 0
			if a > 0 && b > 0 {
				e.r[p] = withinOne(s.S[p] / geometric(a, b))
			}
			p++
		}
	}
}

// geometric returns sqrt(a*b): a, exactly, where both are equal and a*b is not
// beyond what a float64 holds.
func geometric(a, b float64) float64 {
	if p := float64(a * b); p > 1e-300 && p < 1e300 {
		return math.Sqrt(p)
	}
	return float64(math.Sqrt(a) * math.Sqrt(b))
}

func orMissing(x float64, ok bool) float64 {
	if ok {
		return x
	}
	return math.NaN()
}
