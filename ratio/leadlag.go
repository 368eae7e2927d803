package ratio

import (
	"fmt"
	"math"
	"strconv"
	"time"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat/distuv"

	"github.com/riskon/riskon/series"
)

// A LeadLagConfig says how LeadLag looks. The zero value is the defaults.
type LeadLagConfig struct {
	MaxLag int     // lags -MaxLag to MaxLag; 0: 12
	HACLag int     // of the standard errors; 0: automatic for each lag, as NeweyWest does
	Length float64 // mean block length of the resamples; 0: the larger of BlockLength of x and y
	Reps   int     // resamples; 0: 1000
	Level  float64 // of the band; 0: 0.95
	Seed   uint64  // of the resamples
}

// LeadLag returns the cross-correlation of x and y at each lag. A positive lag k
// sets x against the y that comes k rows later: if it is high there, x leads y.
//
//	r(k) = sum over t of zx[t]*zy[t+k] / n
//	zx, zy = deviations from the mean of all n rows, over their standard deviation (divisor n)
//
// It uses the rows that x and y share and in which neither is missing; a lag is
// a row. Give it returns or changes: two trends correlate at every lag.
//
// SE is by the delta method, from the long-run variance of r's influence with
// Bartlett weights (see NeweyWest):
//
//	SE(k) = sqrt(S)/n,   S of the n-|k| numbers a[t] less their mean
//	a[t] = zx[t]*zy[t+k] - r(k)*(zx[t]^2 + zy[t+k]^2)/2
//
// Low and High bound r(k) at that lag alone if nothing in x depended on y: x and
// y are resampled by a stationary bootstrap each on its own, which keeps what
// each owes to its own past. Any is the bound on the largest |r| of all lags
// then: compare with it whoever picks the best lag. A resample in which a side
// is constant is left out.
//
// The error is a *SampleError: ErrShort unless MaxLag+3 rows are there, and 11
// if Length is 0; ErrSingular if x or y is constant. It panics if MaxLag,
// HACLag or Reps is negative, Level not within 0..1, or Length not 0 and below 1.
// Not Exact: agrees to 1e-9 across CPUs. R's ccf(x, y) has the sign of lags the
// other way.
//
// Source: G. E. P. Box, G. M. Jenkins, Time Series Analysis, 1970, ch. 11; D. N.
// Politis, J. P. Romano, Journal of the American Statistical Association 89
// (1994), 1303-1313.
func LeadLag(x, y series.Series, c LeadLagConfig) (CrossCorrelation, error) {
	c.check()
	s := shared(x, y)
	n, from, to := s.span()
	out := CrossCorrelation{From: from, To: to, N: n, Level: c.Level, Length: c.Length}
	if n-3 < c.MaxLag {
		return CrossCorrelation{}, s.fail("LeadLag", ErrShort)
	}
	zx, okx := standardise(nil, s.cols[0])
	zy, oky := standardise(nil, s.cols[1])
	if !okx || !oky {
		return CrossCorrelation{}, s.fail("LeadLag", ErrSingular)
	}
	if c.Length == 0 {
		bx, _, err := blockLength(zx)
		by, _, erry := blockLength(zy)
		if err != nil || erry != nil {
			return CrossCorrelation{}, s.fail("LeadLag", ErrShort)
		}
		out.Length = max(bx, by)
	}
	for i, r := range correlate(nil, zx, zy, c.MaxLag) {
		lag := LagCorrelation{Lag: i - c.MaxLag, R: r}
		lag.SE, lag.HACLag = lagError(zx, zy, lag.Lag, r, c.HACLag)
		lag.P = 2 * distuv.UnitNormal.Survival(finite(math.Abs(r)/lag.SE))
		out.Lags = append(out.Lags, lag)
	}
	out.band(s, c)
	return out, nil
}

// check sets the defaults, and panics where there is no meaning.
func (c *LeadLagConfig) check() {
	if c.MaxLag < 0 || c.HACLag < 0 || c.Reps < 0 || c.Length != 0 && !(c.Length >= 1 && !missing(c.Length)) {
		panic("ratio: LeadLag: negative, or Length below 1")
	}
	if c.MaxLag == 0 {
		c.MaxLag = 12
	}
	if c.Reps == 0 {
		c.Reps = 1000
	}
	if c.Level == 0 {
		c.Level = 0.95
	}
	if !(0 < c.Level && c.Level < 1) {
		panic("ratio: LeadLag: Level not within 0..1")
	}
}

// A CrossCorrelation says how x and y go together when one of them is moved.
type CrossCorrelation struct {
	From, To time.Time
	N        int     // rows
	Length   float64 // mean block length of the resamples
	Reps     int     // resamples used
	Level    float64 // of Low, High and Any
	Any      float64 // bound on the largest |r| of all lags if x and y are independent
	Lags     []LagCorrelation
}

// A LagCorrelation is the correlation of x[t] with y[t+Lag].
type LagCorrelation struct {
	Lag       int     // positive: x leads y
	R         float64 // -1..1
	SE        float64 // robust to serial dependence
	P         float64 // of a larger |R|/SE if R were 0: normal, two-sided; NaN where SE is 0
	HACLag    int     // that SE used
	Low, High float64 // bounds on R at this lag if x and y are independent
}

// standardise appends the deviations of x from its mean over its standard
// deviation to dst, and reports whether x is not constant, or as good as that.
func standardise(dst, x []float64) ([]float64, bool) {
	m, dev := mean(x), math.Sqrt(squares(x)/float64(len(x)))
	for _, v := range x {
		dst = append(dst, (v-m)/dev)
	}
	return dst, dev >= tiny
}

// correlate appends r(k) for k = -most..most to dst.
func correlate(dst, zx, zy []float64, most int) []float64 {
	n := len(zx)
	for k := -most; k <= most; k++ {
		a, b := pairs(zx, zy, k)
		dst = append(dst, max(-1, min(1, floats.Dot(a, b)/float64(n))))
	}
	return dst
}

// pairs returns zx[t] and zy[t+k] for all t that have both.
func pairs(zx, zy []float64, k int) (a, b []float64) {
	n := len(zx)
	if k < 0 {
		return zx[-k:], zy[:n+k]
	}
	return zx[:n-k], zy[k:]
}

// lagError is SE of LeadLag.
func lagError(zx, zy []float64, k int, r float64, hacLag int) (se float64, used int) {
	x, y := pairs(zx, zy, k)
	a := make([]float64, len(x))
	for t := range a {
		a[t] = x[t]*y[t] - r*(x[t]*x[t]+y[t]*y[t])/2
	}
	floats.AddConst(-mean(a), a)
	if used = hacLag; used == 0 {
		_, used = bandwidth(mat.NewDense(len(a), 1, a), len(a), false)
	}
	return math.Sqrt(max(0, longRunVariance(a, used))*float64(len(a))) / float64(len(zx)), used
}

// band resamples x and y each on its own.
func (c *CrossCorrelation) band(s sample, cfg LeadLagConfig) {
	blocks := NewStationary(c.N, c.Length, cfg.Seed)
	drawn, highest := make([][]float64, len(c.Lags)), []float64(nil)
	rows, values := make([]int, 0, c.N), make([]float64, c.N)
	var z [2][]float64
	var r []float64
	for range cfg.Reps {
		varies := true
		for side, col := range s.cols {
			rows = blocks.Indices(rows[:0])
			for i, row := range rows {
				values[i] = col[row]
			}
			var ok bool
			z[side], ok = standardise(z[side][:0], values)
			varies = varies && ok
		}
		if !varies {
			continue
		}
		r = correlate(r[:0], z[0], z[1], cfg.MaxLag)
		for i, x := range r {
			drawn[i] = append(drawn[i], x)
		}
		highest = append(highest, floats.Norm(r, math.Inf(1)))
	}
	c.Reps = len(highest)
	for i := range c.Lags {
		b := interval(drawn[i], cfg.Level)
		c.Lags[i].Low, c.Lags[i].High = b.Low, b.High
	}
	c.Any = order(highest).Quantile(cfg.Level)
}

// String shows a row for each lag. A star marks what is outside its band, two
// stars what is beyond Any.
func (c CrossCorrelation) String() string {
	t := newText("Lead-lag", c.N, c.From, c.To)
	if len(c.Lags) > 0 {
		t.note("band of independence %g%%: %d resamples, blocks of %s; any lag %s", 100*c.Level, c.Reps, short(c.Length), short(c.Any))
		t.row("lag", "r", "se", "p", "low", "high", "")
	}
	for _, l := range c.Lags {
		mark := ""
		switch {
		case math.Abs(l.R) > c.Any:
			mark = "**"
		case l.R < l.Low || l.R > l.High:
			mark = "*"
		}
		t.row(strconv.Itoa(l.Lag), fixed(l.R), fixed(l.SE), fixed(l.P), fixed(l.Low), fixed(l.High), mark)
	}
	return t.String()
}

// fixed writes a number with four decimals.
func fixed(x float64) string { return fmt.Sprintf("%.4f", x) }
