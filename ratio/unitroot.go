package ratio

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// A Trend says what a unit-root test lets a series have besides its noise.
type Trend int

// The zero Trend is Constant, the usual one.
const (
	Constant      Trend = iota // a level
	ConstantTrend              // a level and a straight line
	NoConstant                 // nothing: the series is known to have mean 0
)

// String gives "constant", "constant and trend" or "no constant".
func (tr Trend) String() string {
	switch tr {
	case Constant:
		return "constant"
	case ConstantTrend:
		return "constant and trend"
	case NoConstant:
		return "no constant"
	}
	return "no trend of this package"
}

// AutoLag as a number of lags is trunc(4 * (n/100)^(1/4)).
const AutoLag = -1

// Critical holds the critical values of a test at 1, 5 and 10 %.
type Critical struct {
	One, Five, Ten float64
}

// check panics where tr is none of the constants that name allows.
func (tr Trend) check(name string, noConstant bool) {
	if tr < Constant || tr > NoConstant || tr == NoConstant && !noConstant {
		panic("ratio: " + name + ": trend is " + tr.String())
	}
}

// columns returns how many columns the deterministic part takes.
func (tr Trend) columns() int {
	switch tr {
	case Constant:
		return 1
	case ConstantTrend:
		return 2
	}
	return 0
}

// design returns n rows: the columns of the deterministic part, 1 and 1..n, and
// then cols.
func (tr Trend) design(n int, cols ...[]float64) *mat.Dense {
	k := tr.columns()
	x := mat.NewDense(n, k+len(cols), nil)
	for i := range n {
		if k > 0 {
			x.Set(i, 0, 1)
		}
		if k > 1 {
			x.Set(i, 1, float64(i+1))
		}
		for j, c := range cols {
			x.Set(i, k+j, c[i])
		}
	}
	return x
}

// autoLag resolves AutoLag for n observations.
func autoLag(lags, n int) int {
	if lags == AutoLag {
		return int(4 * math.Sqrt(math.Sqrt(float64(n)/100)))
	}
	return lags
}

func checkLags(name string, lags, least int) {
	if lags < least {
		panic("ratio: " + name + ": lags < 0")
	}
}

// fit is regress for y that was made from a series no larger than size. Where
// nothing but rounding is left over there is no test: ErrSingular.
func fit(x *mat.Dense, y []float64, size float64) (leastSquares, error) {
	f, err := regress(x, y)
	if err != nil {
		return f, err
	}
	if exact(f.RSS, len(y), size) {
		return f, ErrSingular
	}
	return f, nil
}

// exact reports whether n residuals with sum of squares rss are the rounding of
// numbers up to size.
func exact(rss float64, n int, size float64) bool {
	return negligible(math.Sqrt(rss/float64(n)), size)
}

// negligible reports whether deviations with root mean square rms are the
// rounding of numbers up to size, or so small that their squares lose digits.
func negligible(rms, size float64) bool { return !(rms > max(1e-14*size, tiny)) }

// tiny is where deviations end whose squares a float64 holds with all digits.
const tiny = 1e-145

// largest returns the largest magnitude.
func largest(x []float64) float64 {
	m := 0.0
	for _, v := range x {
		m = max(m, math.Abs(v))
	}
	return m
}

// differences returns x[i+1] - x[i].
func differences(x []float64) []float64 {
	d := make([]float64, max(0, len(x)-1))
	for i := range d {
		d[i] = x[i+1] - x[i]
	}
	return d
}
