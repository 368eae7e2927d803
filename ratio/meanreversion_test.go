package ratio

import (
	"errors"
	"math"
	"os"
	"testing"
)

func TestHalfLifeOracle(t *testing.T) {
	for _, phi := range []float64{0.9, 0.5, -0.3, 1} {
		s := autoregression(11, 90, phi).Map(func(x float64) float64 { return x + 40 })
		r := answer[HalfLifeResult](t)(HalfLife(s))
		// Covariance over variance, two passes.
		n, mx, md := float64(s.Len()-1), 0.0, 0.0
		for i := range s.Len() - 1 {
			mx += s.Value(i) / n
			md += (s.Value(i+1) - s.Value(i)) / n
		}
		xx, xd, rss := 0.0, 0.0, 0.0
		for i := range s.Len() - 1 {
			xx += (s.Value(i) - mx) * (s.Value(i) - mx)
			xd += (s.Value(i) - mx) * (s.Value(i+1) - s.Value(i) - md)
		}
		b := xd / xx
		for i := range s.Len() - 1 {
			e := s.Value(i+1) - s.Value(i) - md - b*(s.Value(i)-mx)
			rss += e * e
		}
		want := math.Log(0.5) / math.Log(1+b)
		if b < -1 {
			want = math.NaN()
		}
		if !nearAll([]float64{r.Pull, r.SE, r.Mean, r.Observations}, []float64{b, math.Sqrt(rss / (n - 2) / xx), mx - md/b, want}, 1e-9) {
			t.Errorf("%v: %+v, want %v %v", phi, r, b, want)
		}
	}
}

func TestHalfLifeEdges(t *testing.T) {
	for b, want := range map[float64]float64{0: math.Inf(1), 0.1: math.Inf(1), -0.5: 1, -0.75: 0.5, -1: 0, -1.5: math.NaN()} {
		if got := halfLife(b); !nearAll([]float64{got}, []float64{want}, 1e-12) {
			t.Errorf("%v: %v, want %v", b, got, want)
		}
	}
	// An explosion is not drawn to a mean.
	x := []float64{1, 2.1, 3.9, 8.2, 15.8, 32.1}
	if r := answer[HalfLifeResult](t)(HalfLife(stamped(x...))); !math.IsInf(r.Observations, 1) || !math.IsNaN(r.Mean) || r.Pull < 0.9 {
		t.Errorf("%+v", r)
	}
	if _, err := HalfLife(stamped(1, 2, 1)); !errors.Is(err, ErrShort) {
		t.Error(err)
	}
	if r, err := HalfLife(stamped(1, 2, 1, 1.5)); err != nil || r.N != 4 {
		t.Error(r, err)
	}
}

// The formulas of the paper, with its own symbols, summed the plain way.
func TestVarianceRatioOracle(t *testing.T) {
	for seed := range uint64(6) {
		s := autoregression(seed, 60+int(seed)*17, []float64{1, 0.5}[seed%2])
		x := s.Values()
		nq := len(x) - 1
		for _, q := range []int{2, 3, 5, 16} {
			mu := (x[nq] - x[0]) / float64(nq)
			varA, varC, sq := 0.0, 0.0, 0.0
			for k := 1; k <= nq; k++ {
				varA += math.Pow(x[k]-x[k-1]-mu, 2) / float64(nq-1)
				sq += math.Pow(x[k]-x[k-1]-mu, 2)
			}
			m := float64(q) * float64(nq-q+1) * (1 - float64(q)/float64(nq))
			for k := q; k <= nq; k++ {
				varC += math.Pow(x[k]-x[k-q]-float64(q)*mu, 2) / m
			}
			mr := varC/varA - 1
			theta := 0.0
			for j := 1; j < q; j++ {
				delta := 0.0
				for k := j + 1; k <= nq; k++ {
					delta += float64(nq) * math.Pow(x[k]-x[k-1]-mu, 2) * math.Pow(x[k-j]-x[k-j-1]-mu, 2) / (sq * sq)
				}
				theta += math.Pow(2*float64(q-j)/float64(q), 2) * delta
			}
			z := math.Sqrt(float64(nq)) * mr / math.Sqrt(2*float64(2*q-1)*float64(q-1)/(3*float64(q)))
			robust := math.Sqrt(float64(nq)) * mr / math.Sqrt(theta)
			want := []float64{varC / varA, z, math.Erfc(math.Abs(z) / math.Sqrt2), robust, math.Erfc(math.Abs(robust) / math.Sqrt2)}
			r := answer[VarianceRatioResult](t)(VarianceRatio(s, q))
			if got := []float64{r.Ratio, r.Z, r.P, r.RobustZ, r.RobustP}; !nearAll(got, want, 1e-10) || r.Increments != nq {
				t.Errorf("%d %d: %v, want %v", seed, q, got, want)
			}
		}
	}
}

func TestVarianceRatioEdges(t *testing.T) {
	if _, err := VarianceRatio(stamped(1, 2, 1, 3), 3); !errors.Is(err, ErrShort) {
		t.Error(err)
	}
	if r, err := VarianceRatio(stamped(1, 2, 1, 3, 2), 3); err != nil || math.IsNaN(r.Ratio) {
		t.Error(r, err)
	}
	// Increments 0, 1, 0, -1, 0: mean 0, no two neighbours apart from it.
	r := answer[VarianceRatioResult](t)(VarianceRatio(stamped(5, 5, 6, 6, 5, 5), 2))
	if !math.IsNaN(r.RobustZ) || !math.IsNaN(r.RobustP) || math.IsNaN(r.Z) {
		t.Errorf("%+v", r)
	}
}

func TestVarianceRatioSize(t *testing.T) {
	walks, reverts := 0, 0
	for seed := range uint64(200) {
		if answer[VarianceRatioResult](t)(VarianceRatio(autoregression(seed, 250, 1), 4)).RobustP < 0.05 {
			walks++
		}
		if r := answer[VarianceRatioResult](t)(VarianceRatio(autoregression(seed, 250, 0.5), 4)); r.RobustP < 0.05 && r.Ratio < 1 {
			reverts++
		}
	}
	t.Logf("rejected: %d walks, %d autoregressions of 200", walks, reverts)
	if walks < 3 || walks > 20 || reverts < 190 {
		t.Errorf("rejected: %d walks, %d autoregressions", walks, reverts)
	}
}

// naiveHurst sums every block anew, and takes E with the gamma function.
func naiveHurst(x []float64) (h, corrected float64) {
	var size, raw, lessE []float64
	for k := 0; k < 6 && len(x)>>k >= 8; k++ {
		n := len(x) >> k
		skip, rs, blocks := len(x)-n<<k, 0.0, 0.0
		for b := range 1 << k {
			block := x[skip+b*n : skip+(b+1)*n]
			mean, sq := 0.0, 0.0
			for _, v := range block {
				mean += v / float64(n)
			}
			high, low := math.Inf(-1), math.Inf(1)
			for j, v := range block {
				sq += (v - mean) * (v - mean)
				sum := 0.0
				for _, w := range block[:j+1] {
					sum += w
				}
				sum -= float64(j+1) * mean
				high, low = math.Max(high, sum), math.Min(low, sum)
			}
			if sq > 0 {
				rs += (high - low) / math.Sqrt(sq/float64(n))
				blocks++
			}
		}
		e := 0.0
		for i := 1; i < n; i++ {
			e += math.Sqrt(float64(n-i)/float64(i)) * math.Gamma(float64(n-1)/2) / math.Gamma(float64(n)/2) / math.Sqrt(math.Pi)
		}
		size, raw = append(size, math.Log10(float64(n))), append(raw, math.Log10(rs/blocks))
		lessE = append(lessE, math.Log10(rs/blocks-e+math.Sqrt(math.Pi*float64(n)/2)))
	}
	slope := func(y []float64) float64 {
		n, sx, sy, sxx, sxy := float64(len(y)), 0.0, 0.0, 0.0, 0.0
		for i := range y {
			sx, sy, sxx, sxy = sx+size[i], sy+y[i], sxx+size[i]*size[i], sxy+size[i]*y[i]
		}
		return (n*sxy - sx*sy) / (n*sxx - sx*sx)
	}
	return slope(raw), slope(lessE)
}

func TestHurstOracle(t *testing.T) {
	for _, n := range []int{16, 17, 31, 64, 100, 255, 300} {
		s := autoregression(uint64(n), n, 0.3)
		if n == 100 { // a flat block is left out
			s = s.Map(func(x float64) float64 { return math.Max(x, -0.5) })
			v := append([]float64(nil), s.Values()...)
			for i := 4; i < 16; i++ {
				v[i] = 2
			}
			s = stamped(v...)
		}
		h, corrected := naiveHurst(s.Values())
		r := answer[HurstResult](t)(Hurst(s))
		if !nearAll([]float64{r.H, r.Corrected}, []float64{h, corrected}, 1e-9) || r.N != n || r.Sizes[0] != n || r.Sizes[len(r.Sizes)-1] < 8 {
			t.Errorf("%d: %+v, want %v %v", n, r, h, corrected)
		}
	}
	if _, err := Hurst(autoregression(1, 15, 0)); !errors.Is(err, ErrShort) {
		t.Error(err)
	}
	if r := answer[HurstResult](t)(Hurst(autoregression(1, 5000, 0))); len(r.Sizes) != 6 || r.Sizes[5] != 156 {
		t.Errorf("%+v", r)
	}
}

// Corrected is near 0.5 for noise, where H is not, and apart from it where
// increments persist or revert; levels give about 1.
func TestHurstOfNoise(t *testing.T) {
	mean := func(phi float64) (h, corrected float64) {
		for seed := range uint64(60) {
			r := answer[HurstResult](t)(Hurst(autoregression(300+seed, 512, phi)))
			h, corrected = h+r.H/60, corrected+r.Corrected/60
		}
		return h, corrected
	}
	h, c := mean(0)
	_, up := mean(0.7)
	_, down := mean(-0.7)
	_, level := mean(1)
	t.Logf("noise %.3f, corrected %.3f; persistent %.3f, reverting %.3f, levels %.3f", h, c, up, down, level)
	if math.Abs(c-0.5) > 0.02 || h < 0.54 || up < 0.58 || down > 0.42 || math.Abs(level-1) > 0.1 {
		t.Errorf("noise %v %v, persistent %v, reverting %v, levels %v", h, c, up, down, level)
	}
}

// A rolling window of 100 logarithmic returns gives both columns of another
// library's table.
func TestHurstReference(t *testing.T) {
	dir := os.Getenv("RISKON_REFERENCE")
	if dir == "" {
		t.Skip("RISKON_REFERENCE is not set")
	}
	closes := readColumn(t, dir+"/fixtures/skender/quotes/default.csv", "close")
	want, corrected := readColumn(t, dir+"/fixtures/skender/results/hurst.csv", "hurstExponent"), readColumn(t, dir+"/fixtures/skender/results/hurst.csv", "hurstExponentAL")
	returns := stamped(closes...).LogReturn(1)
	checked, worst := 0, 0.0
	for i, w := range want {
		if math.IsNaN(w) {
			continue
		}
		r := answer[HurstResult](t)(Hurst(returns.Slice(i-99, i+1)))
		worst = max(worst, math.Abs(r.H-w), math.Abs(r.Corrected-corrected[i]))
		checked++
	}
	t.Logf("%d rows, largest error %.1e", checked, worst)
	if checked != 402 || !(worst < 1e-12) {
		t.Errorf("%d rows, largest error %v", checked, worst)
	}
}
