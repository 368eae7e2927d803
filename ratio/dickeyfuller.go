package ratio

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// A dfTest is a Dickey-Fuller regression: the columns of the trend, the level,
// and the lagged differences.
type dfTest struct {
	tau        float64
	lags, rows int
	trend      Trend
	y          []float64
	fit        leastSquares
}

// dickeyFuller chooses the lags and runs the regression.
func dickeyFuller(x []float64, cfg ADFConfig) (dfTest, error) {
	n, size := len(x), largest(x)
	limit := n/2 - cfg.Trend.columns() - 1
	lags := cfg.Lags
	if cfg.Criterion != Fixed {
		lags = cfg.MaxLag
		if lags == 0 {
			lags = min(limit, int(math.Ceil(12*math.Sqrt(math.Sqrt(float64(n)/100)))))
		}
	}
	if lags > limit || limit < 0 {
		return dfTest{}, ErrShort
	}
	design, y := dfRows(x, lags, cfg.Trend)
	if cfg.Criterion != Fixed {
		best, err := bestLag(design, y, lags, cfg, size)
		if err != nil {
			return dfTest{}, err
		}
		lags = best
		design, y = dfRows(x, lags, cfg.Trend)
	}
	f, err := fit(design, y, size)
	if err != nil {
		return dfTest{}, err
	}
	level := cfg.Trend.columns()
	return dfTest{tau: f.Coef[level] / f.se(level), lags: lags, rows: len(y), trend: cfg.Trend, y: y, fit: f}, nil
}

// dfRows returns the regressors and the differences of all rows that have lags
// lagged differences.
func dfRows(x []float64, lags int, tr Trend) (*mat.Dense, []float64) {
	d := differences(x)
	rows := len(d) - lags
	cols := [][]float64{x[lags : lags+rows]}
	for l := 1; l <= lags; l++ {
		cols = append(cols, d[lags-l:lags-l+rows])
	}
	return tr.design(rows, cols...), d[lags:]
}

// bestLag returns the number of lags, 0..most, with the least criterion on the
// rows of design, which has most lags.
func bestLag(design *mat.Dense, y []float64, most int, cfg ADFConfig, size float64) (int, error) {
	n := len(y)
	penalty := 2.0
	if cfg.Criterion == BIC {
		penalty = math.Log(float64(n))
	}
	best, least := 0, math.Inf(1)
	for l := 0; l <= most; l++ {
		k := cfg.Trend.columns() + 1 + l
		f, err := fit(design.Slice(0, n, 0, k).(*mat.Dense), y, size)
		if err != nil {
			return 0, err
		}
		if ic := float64(float64(n)*math.Log(f.RSS)) + float64(penalty*float64(k)); ic < least {
			best, least = l, ic
		}
	}
	return best, nil
}

// joint returns the F statistic of the hypothesis that the level and the
// columns of the trend from keep on have no part.
func (d *dfTest) joint(keep int) float64 {
	n, k := d.fit.size()
	drop := d.trend.columns() + 1 - keep
	rss := 0.0
	if k == drop {
		for _, v := range d.y {
			rss += float64(v * v)
		}
	} else {
		x := mat.NewDense(n, k-drop, nil)
		for j := range k - drop {
			from := j
			if j >= keep {
				from += drop
			}
			for i := range n {
				x.Set(i, j, d.fit.X.At(i, from))
			}
		}
		f, err := regress(x, d.y)
		if err != nil {
			return math.NaN()
		}
		rss = f.RSS
	}
	return (rss - d.fit.RSS) / float64(drop) / (d.fit.RSS / float64(n-k))
}
