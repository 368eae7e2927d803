package ratio

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"

	"github.com/riskon/riskon/series"
	"github.com/riskon/riskon/series/seriestest"
)

// hedges are a config of each kind, small enough for short series.
var hedges = []SpreadConfig{
	{Hedge: GivenHedge, MaxAge: day, Alpha: 3, Beta: 0.5},
	{Hedge: RollingOLS, MaxAge: day, Window: 8},
	{Hedge: ExpandingOLS, MaxAge: day, MinObs: 5},
	{Hedge: RollingTLS, MaxAge: day, Window: 8},
	{Hedge: ExpandingTLS, MaxAge: day, MinObs: 5},
	{Hedge: KalmanHedge, MaxAge: day, MinObs: 3},
	{Hedge: KalmanHedge, MaxAge: day, MinObs: 2, Delta: 0.01, Noise: 20},
}

// naiveLine fits the pairs with gonum.
func naiveLine(c SpreadConfig, y, x []float64) (alpha, beta float64) {
	if n := len(y); c.Hedge == RollingOLS || c.Hedge == RollingTLS {
		y, x = y[n-c.Window:], x[n-c.Window:]
	}
	switch c.Hedge {
	case GivenHedge:
		return c.Alpha, c.Beta
	case RollingOLS, ExpandingOLS:
		return stat.LinearRegression(x, y, nil, false)
	case KalmanHedge:
		return chan2013(c, y, x)
	}
	// The direction along which the centred cloud is longest.
	my, mx := stat.Mean(y, nil), stat.Mean(x, nil)
	cloud := mat.NewDense(len(y), 2, nil)
	for i := range y {
		cloud.SetRow(i, []float64{x[i] - mx, y[i] - my})
	}
	var svd mat.SVD
	if !svd.Factorize(cloud, mat.SVDThin) {
		panic("no SVD")
	}
	var v mat.Dense
	svd.VTo(&v)
	beta = v.At(1, 0) / v.At(0, 0)
	return my - beta*mx, beta
}

// chan2013 is the filter as in Chan's book, with matrices: prediction first,
// state and covariance 0 at the first pair.
func chan2013(c SpreadConfig, y, x []float64) (alpha, beta float64) {
	b, p := mat.NewVecDense(2, nil), mat.NewDense(2, 2, nil)
	walk := mat.NewDiagDense(2, []float64{c.Delta / (1 - c.Delta), c.Delta / (1 - c.Delta)})
	for i := range y {
		r := mat.NewDense(2, 2, nil)
		if i > 0 {
			r.Add(p, walk)
		}
		h := mat.NewVecDense(2, []float64{1, x[i]})
		var rh, k mat.VecDense
		rh.MulVec(r, h)
		q := mat.Dot(h, &rh) + c.Noise
		k.ScaleVec(1/q, &rh)
		b.AddScaledVec(b, y[i]-mat.Dot(h, b), &k)
		var kh, khr mat.Dense
		kh.Outer(1, &k, h)
		khr.Mul(&kh, r)
		p.Sub(r, &khr)
	}
	return b.AtVec(0), b.AtVec(1)
}

// naiveSpread is the definition of a row, by search.
func naiveSpread(t *testing.T, y, x series.Series, c SpreadConfig, at time.Time) SpreadValue {
	t.Helper()
	c = c.withDefaults()
	known := func(s series.Series) (v float64, gap bool) {
		v = math.NaN()
		for i := 0; i < s.Len() && !s.Time(i).After(at); i++ {
			gap = math.IsNaN(s.Value(i)) && s.Time(i).Equal(at)
			if !math.IsNaN(s.Value(i)) {
				v = s.Value(i)
				if at.Sub(s.Time(i)) > c.MaxAge {
					v = math.NaN()
				}
			}
		}
		return v, gap
	}
	var ys, xs []float64
	for i := 0; i < y.Len() && y.Time(i).Before(at); i++ {
		if both := x.Between(y.Time(i), y.Time(i)); both.Len() == 1 && !math.IsNaN(both.Value(0)) && !math.IsNaN(y.Value(i)) {
			ys, xs = append(ys, y.Value(i)), append(xs, both.Value(0))
		}
	}
	v := SpreadValue{Time: at, Value: math.NaN(), Alpha: math.NaN(), Beta: math.NaN()}
	ly, gapY := known(y)
	lx, gapX := known(x)
	if gapY || gapX || len(ys) < c.MinObs {
		return v
	}
	v.Alpha, v.Beta = naiveLine(c, ys, xs)
	v.Value, v.N = ly-v.Alpha-v.Beta*lx, len(ys)
	if c.Window > 0 {
		v.N = c.Window
	}
	if c.Hedge == GivenHedge {
		v.N = 0
	}
	return v
}

func TestSpreadNaive(t *testing.T) {
	worst := map[Hedge]float64{}
	for seed := range uint64(6) {
		r := newRand(seed)
		y, x := walk(t, r, 90, 0.1), walk(t, r, 90, 0.1)
		for _, c := range hedges {
			for _, age := range []time.Duration{0, day / 2, forever} {
				c.MaxAge = age
				got, values := Spread(y, x, c), 0
				for i := range got.Value.Len() {
					want, row := naiveSpread(t, y, x, c, got.Value.Time(i)), rowOfSpread(got, i)
					for _, p := range [][2]float64{{row.Value, want.Value}, {row.Alpha, want.Alpha}, {row.Beta, want.Beta}} {
						if math.IsNaN(p[0]) != math.IsNaN(p[1]) {
							t.Fatalf("%v, age %v, row %d: %+v, want %+v", c.Hedge, age, i, row, want)
						}
						if p[1] == p[1] {
							worst[c.Hedge] = max(worst[c.Hedge], math.Abs(p[0]-p[1])/max(1, math.Abs(p[1])))
						}
					}
					if row.N != want.N {
						t.Fatalf("%v, row %d: N %d, want %d", c.Hedge, i, row.N, want.N)
					}
					if row.Value == row.Value {
						values++
					}
				}
				if values < 5 {
					t.Errorf("%v, age %v: only %d values", c.Hedge, age, values)
				}
			}
		}
	}
	t.Logf("largest differences: %v", worst)
	for h, w := range worst {
		if w > 1e-9 {
			t.Errorf("%v: off by %g", h, w)
		}
	}
}

func rowOfSpread(l SpreadLines, i int) SpreadValue {
	v := SpreadValue{Time: l.Value.Time(i), Value: l.Value.Value(i), Alpha: l.Alpha.Value(i), Beta: l.Beta.Value(i)}
	if n := l.N.Value(i); n == n {
		v.N = int(n)
	}
	return v
}

func sameSpread(a, b SpreadValue) bool {
	return a.Time.Equal(b.Time) && same(a.Value, b.Value) && same(a.Alpha, b.Alpha) && same(a.Beta, b.Beta) && a.N == b.N
}

func TestLawsOfSpread(t *testing.T) {
	r := newRand(6)
	y, x := walk(t, r, 60, 0.1), walk(t, r, 60, 0.1)
	for _, c := range hedges[:6] {
		for name, line := range map[string]func(SpreadLines) series.Series{
			"value": func(l SpreadLines) series.Series { return l.Value }, "alpha": func(l SpreadLines) series.Series { return l.Alpha },
			"beta": func(l SpreadLines) series.Series { return l.Beta }, "n": func(l SpreadLines) series.Series { return l.N },
		} {
			t.Run(c.Hedge.String()+" "+name, func(t *testing.T) {
				f := func(in ...series.Series) series.Series { return line(Spread(in[0], in[1], c)) }
				seriestest.Causal(t, f, y, x)
				seriestest.Missing(t, f, y, x)
				seriestest.MissingPair(t, func(a, b series.Series) series.Series { return f(a, b) }, y, less(y, 300))
			})
		}
	}
}

// feedSpread observes both sides at one instant, in either order.
func feedSpread(t *testing.T, s *SpreadStream, at time.Time, y, x series.Series, flip bool) {
	t.Helper()
	sides := []func() error{
		func() error {
			if now := y.Between(at, at); now.Len() == 1 {
				return s.ObserveY(at, now.Value(0))
			}
			return nil
		},
		func() error {
			if now := x.Between(at, at); now.Len() == 1 {
				return s.ObserveX(at, now.Value(0))
			}
			return nil
		},
	}
	if flip {
		sides[0], sides[1] = sides[1], sides[0]
	}
	for _, f := range sides {
		if err := f(); err != nil {
			t.Fatal(err)
		}
	}
}

// Ties come in any order, all of the events too, and the stream is saved and
// restored at every step, in the middle of an instant too.
func TestSpreadLiveIsBatch(t *testing.T) {
	for _, c := range hedges {
		for seed := range uint64(3) {
			r := newRand(seed)
			y, x := walk(t, r, 60, 0.1), walk(t, r, 60, 0.1)
			want := Spread(y, x, c)
			n := want.Value.Len()
			s, lazy := NewSpread(c), NewSpread(c)
			var rows []SpreadValue
			for i := range n {
				at := want.Value.Time(i)
				feedSpread(t, s, at, y, x, r.IntN(2) == 0)
				s = restart(t, s, NewSpread(c))
				rows = s.Advance(rows, at)
				s = restart(t, s, &SpreadStream{})
			}
			for _, i := range r.Perm(n) {
				feedSpread(t, lazy, want.Value.Time(i), y, x, r.IntN(2) == 0)
			}
			for _, got := range [][]SpreadValue{rows, lazy.Advance(nil, want.Value.Time(n-1))} {
				if len(got) != n {
					t.Fatalf("%d rows, want %d", len(got), n)
				}
				for i, v := range got {
					if !sameSpread(v, rowOfSpread(want, i)) {
						t.Fatalf("%v, row %d: %+v, want %+v", c.Hedge, i, v, rowOfSpread(want, i))
					}
				}
			}
		}
	}
}

func TestSpreadRestart(t *testing.T) {
	r := newRand(8)
	y, x := walk(t, r, 16, 0.1), walk(t, r, 16, 0.1)
	clock := Of(y, x, 0)
	for _, c := range []SpreadConfig{hedges[0], hedges[1], hedges[4], hedges[5]} { // the others save the same
		c.Window, c.MinObs = 3, 3
		seriestest.Restart(t, func() (seriestest.State, func(int) any) {
			s := NewSpread(c)
			return seriestest.ViaJSON(s), func(i int) any {
				at := clock.Time(i)
				feedSpread(t, s, at, y, x, i%2 == 0)
				return fmt.Sprint(s.Advance(nil, at), s.Value())
			}
		}, clock.Len())
	}
}

// onLine feeds pairs y = 2x + 1 on the days 0 to n-1.
func onLine(t *testing.T, s *SpreadStream, n int) {
	t.Helper()
	for i := range n {
		at := start.Add(time.Duration(i) * day)
		v := float64(i%5 + 10)
		if s.ObserveY(at, 2*v+1) != nil || s.ObserveX(at, v) != nil {
			t.Fatal("refused")
		}
		s.Advance(nil, at)
	}
}

// A carried side gives a spread as long as it is young enough, and teaches
// nothing, however far off it is.
func TestSpreadStaleLeg(t *testing.T) {
	for _, c := range hedges {
		c.MaxAge = 2 * day
		s := NewSpread(c)
		onLine(t, s, 20)
		var before SpreadValue
		for i := 20; i < 40; i++ {
			at := start.Add(time.Duration(i) * day)
			if err := s.ObserveY(at, 1e6*float64(i)); err != nil {
				t.Fatal(err)
			}
			v := s.Advance(nil, at)[0]
			if i == 20 {
				before = v
			}
			if !same(v.Beta, before.Beta) || !same(v.Alpha, before.Alpha) || v.N != before.N {
				t.Fatalf("%v: a carried side taught: %+v, was %+v", c.Hedge, v, before)
			}
			if stale := i > 21; stale != math.IsNaN(v.Value) {
				t.Errorf("%v: x is %d days old: %v", c.Hedge, i-19, v.Value)
			}
			want := 1e6*float64(i) - v.Alpha - v.Beta*14
			if i <= 21 && !near(v.Value, want) {
				t.Errorf("%v: %v, want %v", c.Hedge, v.Value, want)
			}
		}
	}
}

// The line in effect at a row does not know the row: a jump is seen whole.
func TestSpreadForecasts(t *testing.T) {
	for _, c := range hedges[1:5] {
		s := NewSpread(c)
		onLine(t, s, 20)
		at := start.Add(20 * day)
		_, _ = s.ObserveY(at, 1000), s.ObserveX(at, 10)
		v := s.Advance(nil, at)[0]
		if !near(v.Value, 979) || !near(v.Beta, 2) || !near(v.Alpha, 1) {
			t.Errorf("%v: %+v", c.Hedge, v)
		}
		_, _ = s.ObserveY(at.Add(day), 21), s.ObserveX(at.Add(day), 10)
		if v := s.Advance(nil, at.Add(day))[0]; near(v.Alpha, 1) {
			t.Errorf("%v: the jump taught nothing: %+v", c.Hedge, v)
		}
	}
}

func TestSpreadMissing(t *testing.T) {
	for _, c := range hedges {
		c.MaxAge = forever
		s := NewSpread(c)
		onLine(t, s, 20)
		before := s.Value()
		for i, bad := range [][2]float64{{math.NaN(), 5}, {5, math.Inf(1)}, {-1e76, 5}, {math.NaN(), math.NaN()}} {
			at := start.Add(time.Duration(20+i) * day)
			_, _ = s.ObserveY(at, bad[0]), s.ObserveX(at, bad[1])
			if v := s.Advance(nil, at)[0]; !sameSpread(v, SpreadValue{Time: at, Value: math.NaN(), Alpha: math.NaN(), Beta: math.NaN()}) {
				t.Errorf("%v: missing: %+v", c.Hedge, v)
			}
		}
		if !sameSpread(s.Value(), before) {
			t.Errorf("%v: Value %+v, was %+v", c.Hedge, s.Value(), before)
		}
	}
}

func TestSpreadWarmup(t *testing.T) {
	for _, c := range hedges {
		s, first := NewSpread(c), c.Window+c.MinObs // one of them is 0
		for i := range 12 {
			at := start.Add(time.Duration(i) * day)
			_, _ = s.ObserveY(at, float64(i*i)), s.ObserveX(at, float64(i))
			v := s.Advance(nil, at)[0]
			want := min(i, first)
			if c.Window == 0 {
				want = i
			}
			if i < first || c.Hedge == GivenHedge {
				want = 0
			}
			if math.IsNaN(v.Value) != (i < first) || v.N != want {
				t.Errorf("%v: row %d: %+v, want N %d", c.Hedge, i, v, want)
			}
		}
	}
	if c := (SpreadConfig{Hedge: RollingTLS}).withDefaults(); c.Window != 60 || c.MinObs != 60 {
		t.Errorf("%+v", c)
	}
	if c := (SpreadConfig{Hedge: KalmanHedge, Window: 3, Alpha: 2}).withDefaults(); c != (SpreadConfig{Hedge: KalmanHedge, MinObs: 30, Delta: 1e-4, Noise: 1e-3}) {
		t.Errorf("%+v", c)
	}
}

func TestSpreadErrors(t *testing.T) {
	s := NewSpread(hedges[1])
	if v := s.Value(); !v.Time.IsZero() || v.N != 0 || !math.IsNaN(v.Value) {
		t.Errorf("first: %+v", v)
	}
	if got := s.Advance(nil, start); len(got) != 0 {
		t.Error("an empty instant gives no row")
	}
	var oe *ObserveError
	if err := s.ObserveY(start, 1); !errors.Is(err, ErrClosed) || !errors.As(err, &oe) || oe.Input != "y" {
		t.Errorf("late: %v", err)
	}
	if err := s.ObserveX(time.Date(3000, 1, 1, 0, 0, 0, 0, time.UTC), 1); !errors.Is(err, series.ErrRange) {
		t.Errorf("far: %v", err)
	}
	if err := errors.Join(s.ObserveX(start.Add(day), 1), s.ObserveY(start.Add(day), 1)); err != nil {
		t.Error(err)
	}
	if err := s.ObserveX(start.Add(day), 1); !errors.Is(err, ErrDuplicate) || !strings.Contains(err.Error(), "x at") {
		t.Errorf("twice: %v", err)
	}
	for _, c := range []SpreadConfig{
		{}, {Hedge: 7}, {Hedge: -1}, {Hedge: GivenHedge}, {Hedge: GivenHedge, Beta: math.NaN()}, {Hedge: GivenHedge, Beta: 1, Alpha: math.Inf(1)},
		{Hedge: RollingOLS, Window: 1}, {Hedge: RollingTLS, Window: 100001}, {Hedge: ExpandingOLS, MinObs: 1}, {Hedge: ExpandingTLS, MinObs: -1},
		{Hedge: KalmanHedge, Delta: 1}, {Hedge: KalmanHedge, Delta: -1}, {Hedge: KalmanHedge, Noise: -1}, {Hedge: KalmanHedge, Delta: math.NaN()},
		{Hedge: RollingOLS, MaxAge: -1},
	} {
		if !panics(func() { NewSpread(c) }) {
			t.Errorf("%+v: no panic", c)
		}
	}
	var zero SpreadStream
	if !panics(func() { _ = zero.ObserveY(start, 1) }) || !panics(func() { zero.Advance(nil, start) }) || !math.IsNaN(zero.Value().Value) {
		t.Error("a zero SpreadStream")
	}
	if _, err := json.Marshal(&zero); !errors.Is(err, ErrState) {
		t.Errorf("a zero SpreadStream is saved: %v", err)
	}
}

func TestSpreadState(t *testing.T) {
	for _, c := range hedges[:6] {
		s := NewSpread(c)
		onLine(t, s, 10)
		_ = s.ObserveY(start.Add(20*day), 7)
		bad := []string{
			swap(t, s, `"hedge":`, `"hedge":1`), swap(t, s, `"max_age_ns":8`, `"max_age_ns":-8`), swap(t, s, `"closed":`, `"closed":-`),
			swap(t, s, `"id":"y"`, `"id":"z"`), swap(t, s, `"known":true`, `"known":false`), swap(t, s, `"seen":true`, `"seen":false`),
			swap(t, s, `"window":`, `"window":1`), swap(t, s, `"min_obs":`, `"min_obs":1`), swap(t, s, `"delta":`, `"delta":1`),
			swap(t, s, `"kalman":`, `"kalman":null,"more":`), swap(t, s, `"rolling":`, `"rolling":null,"more":`),
		}
		own := map[Hedge][][2]string{
			GivenHedge:   {{`"beta":0.5`, `"beta":0`}, {`"kalman":null`, `"kalman":{"n":0,"alpha":0,"beta":0,"aa":0,"ab":0,"bb":0}`}},
			RollingOLS:   {{`"mean_y":"`, `"mean_y":null,"m":"`}, {`"n":8},"exp`, `"n":7},"exp`}, {`"n":8},"exp`, `"n":9},"exp`}, {`"correl":"`, `"correl":null,"m":"`}},
			ExpandingTLS: {{`"yy":`, `"yy":-`}, {`"xx":`, `"xx":-`}, {`"n":10`, `"n":0`}, {`"n":10`, `"n":-1`}, {`"n":10`, `"n":4`}, {`"mean_x":`, `"mean_x":1e90,"q":`}},
			KalmanHedge:  {{`"aa":`, `"aa":-`}, {`"bb":`, `"bb":1e9,"q":`}, {`"n":10`, `"n":0`}, {`"n":10`, `"n":1`}, {`"ab":-`, `"ab":-9`}},
		}
		for _, p := range own[c.Hedge] {
			bad = append(bad, swap(t, s, p[0], p[1]))
		}
		hostile(t, s, bad...)
		blob, _ := json.Marshal(s)
		other := c
		other.MaxAge++
		if err := json.Unmarshal(blob, NewSpread(other)); !errors.Is(err, ErrSpec) {
			t.Errorf("another config: %v", err)
		}
	}
}

// The state does not grow, and what extreme inputs leave is accepted.
func TestSpreadStateSize(t *testing.T) {
	extremes := []float64{0, 1e75, -1e75, 1e-75, 1, 1e10, math.NaN(), -1e-300}
	for _, c := range hedges {
		s, r, at, size := NewSpread(c), newRand(1), start, 0
		var dst []SpreadValue
		for i := range int(1e5) {
			at = at.Add(time.Hour)
			y, x := r.Float64(), r.Float64()
			if i > 1000 && r.IntN(3) == 0 {
				y, x = extremes[r.IntN(len(extremes))], extremes[r.IntN(len(extremes))]
			}
			_, _ = s.ObserveY(at, y), s.ObserveX(at, x)
			dst = s.Advance(dst[:0], at)
			if v := dst[0]; math.Abs(v.Value) > series.Limit || math.Abs(v.Alpha) > series.Limit || math.Abs(v.Beta) > series.Limit {
				t.Fatalf("%v: %+v", c.Hedge, v)
			}
			if i == 999 || i == 1999 || i%9999 == 0 {
				blob, err := json.Marshal(s)
				if err == nil {
					err = json.Unmarshal(blob, &SpreadStream{})
				}
				if err != nil {
					t.Fatalf("%v, row %d: %v", c.Hedge, i, err)
				}
				if i == 999 {
					size = len(blob)
				}
				if i > 999 && len(blob) > size+150 { // digits
					t.Fatalf("%v, row %d: %d bytes, were %d", c.Hedge, i, len(blob), size)
				}
			}
		}
	}
}

func TestSpreadAllocs(t *testing.T) {
	for _, c := range hedges {
		s, at, r := NewSpread(c), start, newRand(1)
		dst := make([]SpreadValue, 0, 4)
		if n := testing.AllocsPerRun(100, func() {
			at = at.Add(time.Hour)
			_, _ = s.ObserveY(at, r.Float64()), s.ObserveX(at, r.Float64())
			dst = s.Advance(dst[:0], at)
		}); n != 0 {
			t.Errorf("%v: %v allocations", c.Hedge, n)
		}
	}
}
