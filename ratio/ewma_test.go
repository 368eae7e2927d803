package ratio

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/riskon/riskon/series"
	"github.com/riskon/riskon/series/seriestest"
	"gonum.org/v1/gonum/mat"
)

// Every matrix from the definition: all rows so far, each with its weight.
func TestEWMANaive(t *testing.T) {
	for _, lambda := range []float64{0.05, 0.6, 0.94, 0.97} {
		f := moving(t, uint64(lambda*100), 220, 3, 0.05)
		l := EWMACorrelations(f, lambda)
		var rows [][]float64
		first := int(math.Ceil(math.Log(0.01) / math.Log(lambda)))
		for i := range f.Len() {
			row := rowOf(f, i)
			gap := math.IsNaN(row[0] + row[1] + row[2])
			if !gap {
				rows = append(rows, row)
			}
			got := l.At(i)
			for j := range 3 {
				for k := range 3 {
					jj, kk, jk := 0.0, 0.0, 0.0
					for age := range rows {
						x, w := rows[len(rows)-1-age], math.Pow(lambda, float64(age))
						jj += w * x[j] * x[j]
						kk += w * x[k] * x[k]
						jk += w * x[j] * x[k]
					}
					want := jk / math.Sqrt(jj*kk)
					if gap || len(rows) < first {
						want = math.NaN()
					}
					if !same(got.At(j, k), want) && !(math.Abs(got.At(j, k)-want) <= 1e-12) {
						t.Fatalf("lambda %v, row %d, %d with %d: %v, want %v", lambda, i, j, k, got.At(j, k), want)
					}
				}
			}
		}
	}
}

// The rows at which the first matrices come, as the doc comment says.
func TestEWMAWarmup(t *testing.T) {
	for lambda, want := range map[float64]int{0.94: 75, 0.97: 152, 0.5: 7, 0.01: 1} {
		e, n := NewEWMACorrelations(2, lambda), 1
		var m mat.SymDense
		for ; n < 1000; n++ {
			if e.Update(&m, []float64{1, float64(n%3 - 1)}); !math.IsNaN(m.At(0, 1)) {
				break
			}
		}
		if n != want {
			t.Errorf("lambda %v: row %d, want %d", lambda, n, want)
		}
	}
}

func TestEWMAIsLive(t *testing.T) {
	f := moving(t, 9, 60, 4, 0.05)
	l := EWMACorrelations(f, 0.8)
	e := NewEWMACorrelations(4, 0.8)
	var m, v mat.SymDense
	last := l.At(0) // warming up
	for i := range f.Len() {
		if i%2 == 1 {
			e = restart(t, e, new(EWMACorrelationStream))
		}
		e.Update(&m, rowOf(f, i))
		sameMatrix(t, "live", &m, l.At(i))
		if !math.IsNaN(m.At(0, 0)) {
			last = l.At(i)
		}
		e.Value(&v)
		sameMatrix(t, "value", &v, last)
	}
	seriestest.Restart(t, func() (seriestest.State, func(int) any) {
		e := NewEWMACorrelations(4, 0.8)
		return seriestest.ViaJSON(e), func(i int) any {
			e.Update(&m, rowOf(f, i))
			return [2]float64{m.At(0, 1), m.At(2, 3)}
		}
	}, f.Len())
}

// With gaps, with more columns than rows, with columns that are lines of others.
func TestEWMASemidefinite(t *testing.T) {
	f := moving(t, 10, 60, 12, 0.02)
	cols := columnsOf(f)
	cols = append(cols, less(cols[0], 0), build(cols[1].UnixNanos(), make([]float64, f.Len())))
	l := EWMACorrelations(series.Align(series.Inner, cols...), 0.5)
	checked := 0
	for i := range l.Len() {
		m := l.At(i)
		if math.IsNaN(m.At(0, 0)) {
			continue
		}
		if m.At(0, 12) != 1 {
			t.Errorf("row %d: a column with its like: %v", i, m.At(0, 12))
		}
		if low := smallest(t, m); low < -1e-13 {
			t.Errorf("row %d: eigenvalue %v", i, low)
		}
		checked++
	}
	if checked < 30 {
		t.Errorf("%d matrices", checked)
	}
}

// smallest is the smallest eigenvalue.
func smallest(t *testing.T, m *mat.SymDense) float64 {
	t.Helper()
	var e mat.EigenSym
	if !e.Factorize(m, false) {
		t.Fatal("no eigenvalues")
	}
	return e.Values(nil)[0]
}

// Numbers at the ends of the range, and a column that falls silent.
func TestEWMAEnds(t *testing.T) {
	e := NewEWMACorrelations(3, 0.8)
	var m mat.SymDense
	for i := range 5000 {
		x := 1e75
		if i%2 == 1 {
			x = -x
		}
		quiet := 1.0
		if i > 10 {
			quiet = 0
		}
		e.Update(&m, []float64{x, x / 1e145, quiet})
	}
	if !near(m.At(0, 1), 1) || m.At(0, 2) != 0 || m.At(2, 2) != 1 {
		t.Errorf("%v", mat.Formatted(&m))
	}
	for _, s := range e.s.S {
		if s != 0 && math.Abs(s) < 1e-300 || math.IsInf(s, 0) {
			t.Errorf("an entry of %v", s)
		}
	}
	restart(t, e, new(EWMACorrelationStream))
	// Products of variances that a float64 does not hold cost no digits.
	f := moving(t, 12, 40, 2, 0)
	small := series.Align(series.Inner, f.Column(0).Map(func(v float64) float64 { return v * 1e-78 }), f.Column(1).Map(func(v float64) float64 { return v * 1e-78 }))
	a, b := EWMACorrelations(f, 0.8).Pair(0, 1), EWMACorrelations(small, 0.8).Pair(0, 1)
	for i, v := range a.Values() {
		if w := b.Value(i); !same(v, w) && !(math.Abs(v-w) <= 1e-13) {
			t.Errorf("row %d: %v, want %v", i, w, v)
		}
	}
}

func TestEWMAState(t *testing.T) {
	e := NewEWMACorrelations(2, 0.5)
	fresh, _ := json.Marshal(e)
	if err := json.Unmarshal([]byte(strings.Replace(string(fresh), "0,0,0", "1,0,1", 1)), e); !errors.Is(err, ErrState) {
		t.Errorf("rows that were not there: %v", err)
	}
	e.Update(nil, []float64{2, 2})
	e.Update(nil, []float64{0, 2})
	blob, _ := json.Marshal(e)
	replace := func(old, new string) string {
		if !strings.Contains(string(blob), old) {
			t.Fatalf("no %s in %s", old, blob)
		}
		return strings.Replace(string(blob), old, new, 1)
	}
	const s = "[1,1,3]"
	hostile(t, e, replace(s, "[1,1.8,3]"))
	hostile(t, e, replace(s, "[1,2,3]"), replace(s, "[-1,1,3]"), replace(s, "[1,1,1e160]"), replace(s, "[1,1]"), replace(s, "[1,1,3,0]"), replace(s, "[1,1e-310,3]"),
		replace(s, "[null,1,3]"), replace(`"rest":0.25`, `"rest":0`), replace(`"rest":0.25`, `"rest":2`), replace(`"rest":0.25`, `"rest":0.7`), replace(`"rest":0.25`, `"rest":0.004`),
		replace(`"rest":0.25`, `"rest":1`), replace(`"lambda":0.5`, `"lambda":1`), replace(`"lambda":0.5`, `"lambda":0.1`), replace(`"width":2`, `"width":3`), replace(`"width":2`, `"width":-3`), replace(`"width":2`, `"width":0`))
	for _, other := range []*EWMACorrelationStream{NewEWMACorrelations(3, 0.5), NewEWMACorrelations(2, 0.6)} {
		if err := json.Unmarshal(blob, other); !errors.Is(err, ErrSpec) {
			t.Errorf("other parameters: %v", err)
		}
	}
	size := func(n int) int {
		for i := range n {
			e.Update(nil, []float64{float64(i%7 - 3), float64(i%5 - 2)})
		}
		b, _ := json.Marshal(e)
		return len(b)
	}
	if a, b := size(1000), size(100000); b > a+40 { // the digits of three numbers
		t.Errorf("state of %d bytes, then %d", a, b)
	}
}

// wantBitsDependence is the hash of all outputs on generated data, the same on
// every CPU. Run it elsewhere with: go test ./ratio -run BitsDependence
const wantBitsDependence = "72e25b3e5e7a05a805f4f377164a910f598198310a2f37a4cdd26fc606658330"

func TestBitsDependence(t *testing.T) {
	h := sha256.New()
	add := func(s series.Series) {
		for _, v := range s.Values() {
			if math.IsNaN(v) {
				v = math.NaN()
			}
			h.Write(binary.LittleEndian.AppendUint64(nil, math.Float64bits(v)))
		}
	}
	for seed := range uint64(10) {
		r := newRand(seed)
		f := series.Align(series.Outer, walk(t, r, 200, 0.05), walk(t, r, 200, 0.05), walk(t, r, 200, 0.05))
		a, b, c := f.Column(0).Diff(1), f.Column(1).Diff(1), f.Column(2).Diff(1)
		f = series.Align(series.Outer, a, b, c)
		add(Partial(a, b, c, 9))
		for _, l := range []CorrelationLines{Correlations(f, 9), EWMACorrelations(f, 0.9), EWMACorrelations(f, 0.6)} {
			add(l.Pair(0, 1))
			add(l.Pair(1, 2))
			add(l.Pair(2, 2))
		}
	}
	if got := hex.EncodeToString(h.Sum(nil)); got != wantBitsDependence {
		t.Errorf("bits %s, want %s", got, wantBitsDependence)
	}
}
