package ratio

import "gonum.org/v1/gonum/mat"

// regressors returns how many columns both sides are cleared of.
func (c JohansenConfig) regressors(p int) int {
	k := p*(c.Lags-1) + max(0, c.Season-1)
	if c.Deterministic != RestrictedConstant {
		k++
	}
	return k
}

// width returns the length of a relation of p series.
func (c JohansenConfig) width(p int) int {
	if c.Deterministic == UnrestrictedConstant {
		return p
	}
	return p + 1
}

// residuals returns R0 and RK.
func (c JohansenConfig) residuals(x [][]float64) (moves, levels *mat.Dense, err error) {
	n, p := len(x[0]), len(x)
	rows := n - c.Lags
	var known, y, z [][]float64
	sizes := make([]float64, 0, p+1)
	for _, v := range x {
		d := differences(v)
		y, z = append(y, d[c.Lags-1:]), append(z, v[c.Lags-1:n-1])
		sizes = append(sizes, largest(v))
		for l := 1; l < c.Lags; l++ {
			known = append(known, d[c.Lags-1-l:n-1-l])
		}
	}
	for season := 1; season < c.Season; season++ {
		known = append(known, column(rows, func(i int) float64 {
			if (c.Lags+i)%c.Season == season-1 {
				return 1 - 1/float64(c.Season)
			}
			return -1 / float64(c.Season)
		}))
	}
	trend := Constant
	switch c.Deterministic {
	case RestrictedConstant:
		trend = NoConstant
		z, sizes = append(z, column(rows, func(int) float64 { return 1 })), append(sizes, 1)
	case RestrictedTrend:
		z, sizes = append(z, column(rows, func(i int) float64 { return float64(c.Lags + i) })), append(sizes, float64(n))
	}
	if moves, err = clearOf(trend, known, y, sizes); err != nil {
		return nil, nil, err
	}
	levels, err = clearOf(trend, known, z, sizes)
	return moves, levels, err
}

func column(n int, at func(i int) float64) []float64 {
	c := make([]float64, n)
	for i := range c {
		c[i] = at(i)
	}
	return c
}

// clearOf returns the residuals of each of ys on the trend and the columns of
// known. A column of which only the rounding of numbers of its size is left is
// ErrSingular.
func clearOf(tr Trend, known, ys [][]float64, sizes []float64) (*mat.Dense, error) {
	n := len(ys[0])
	out := mat.NewDense(n, len(ys), nil)
	for j, y := range ys {
		if tr.columns()+len(known) == 0 {
			out.SetCol(j, y)
			continue
		}
		f, err := fit(tr.design(n, known...), y, sizes[j])
		if err != nil {
			return nil, err
		}
		out.SetCol(j, f.Resid)
	}
	return out, nil
}
