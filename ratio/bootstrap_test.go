package ratio

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"math"
	"slices"
	"testing"
)

// wantBlockBits is the hash of drawn rows, the same on every CPU and with every Go.
const wantBlockBits = "ea17694f9ff8f492397ea107b5055ba4159b2dcdffc9ca3601bbe67c7edb21ce"

func TestBitsBlocks(t *testing.T) {
	h := sha256.New()
	for seed := range uint64(20) {
		for _, b := range []*Blocks{NewStationary(97, 4.3, seed), NewStationary(1000, 1e75, seed), NewStationary(5, 1, seed), NewCircular(64, 5, seed)} {
			for range 3 {
				for _, row := range b.Indices(nil) {
					h.Write(binary.LittleEndian.AppendUint64(nil, uint64(row)))
				}
			}
		}
	}
	if got := hex.EncodeToString(h.Sum(nil)); got != wantBlockBits {
		t.Errorf("rows %s, want %s", got, wantBlockBits)
	}
}

func TestBlocks(t *testing.T) {
	for what, b := range map[string]*Blocks{"stationary": NewStationary(50, 6, 3), "circular": NewCircular(50, 6, 3)} {
		starts, total := 0, 0
		seen := make([]int, 50)
		for range 2000 {
			rows := b.Indices([]int{-1})
			if len(rows) != 51 || rows[0] != -1 {
				t.Fatalf("%s: not appended: %v", what, rows)
			}
			for i, row := range rows[1:] {
				seen[row]++ // panics outside 0..49
				total++
				follows := i > 0 && row == (rows[i]+1)%50
				if !follows {
					starts++
				}
				if what == "circular" && i%6 != 0 && !follows {
					t.Fatalf("a block broken at %d: %v", i, rows)
				}
			}
		}
		// A block begins at 1 + 49/6 rows or 9 of 50, of which one in 50 follows by chance.
		want := map[string]float64{"stationary": 1 + 49./6*0.98, "circular": 1 + 8*0.98}[what]
		if got := float64(starts) / 2000; math.Abs(got-want) > 0.15 {
			t.Errorf("%s: %v blocks, want %v", what, got, want)
		}
		for row, k := range seen {
			if math.Abs(float64(k)-2000) > 500 {
				t.Errorf("%s: row %d drawn %d times of %d", what, row, k, total)
			}
		}
	}
	if a, b := NewStationary(40, 3, 1).Indices(nil), NewStationary(40, 3, 2).Indices(nil); slices.Equal(a, b) {
		t.Error("the seed is not used")
	}
	if got := NewStationary(1, 9, 0).Indices(nil); !slices.Equal(got, []int{0}) {
		t.Errorf("one row: %v", got)
	}
	b := NewStationary(100, 5, 1)
	rows := make([]int, 0, 100)
	if n := testing.AllocsPerRun(100, func() { rows = b.Indices(rows[:0]) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestBlocksPanics(t *testing.T) {
	one := func([]int) float64 { return 1 }
	for what, f := range map[string]func(){
		"n":        func() { NewStationary(0, 1, 0) },
		"length":   func() { NewStationary(5, 0.9, 0) },
		"infinite": func() { NewStationary(5, math.Inf(1), 0) },
		"NaN":      func() { NewStationary(5, math.NaN(), 0) },
		"circular": func() { NewCircular(5, 6, 0) },
		"zero":     func() { NewCircular(0, 0, 0) },
		"Blocks":   func() { new(Blocks).Indices(nil) },
		"reps":     func() { NewStationary(5, 1, 0).Interval(one, 0, 0.9) },
		"level":    func() { NewStationary(5, 1, 0).Interval(one, 9, 1) },
		"no level": func() { NewStationary(5, 1, 0).Interval(one, 9, math.NaN()) },
	} {
		mustPanic(t, what, f)
	}
}

// circularCovariance is the mean of x[t]*x[t+j] about the mean, the last followed
// by the first.
func circularCovariance(x []float64, j int) float64 {
	m, c := 0.0, 0.0
	for _, v := range x {
		m += v / float64(len(x))
	}
	for i := range x {
		c += (x[i] - m) * (x[(i+j)%len(x)] - m) / float64(len(x))
	}
	return c
}

// stationaryVariance is the variance of a resampled mean, given x (Politis and
// Romano 1994, lemma 1), p the chance of a new block.
func stationaryVariance(x []float64, p float64) float64 {
	n := float64(len(x))
	v := circularCovariance(x, 0) / n
	for j := 1; j < len(x); j++ {
		v += 2 / n * (1 - float64(j)/n) * math.Pow(1-p, float64(j)) * circularCovariance(x, j)
	}
	return v
}

// circularVariance is the same for blocks of a length, the last one cut: blocks
// are independent, and within a block every pair counts.
func circularVariance(x []float64, length int) float64 {
	n, v := len(x), 0.0
	for from := 0; from < n; from += length {
		for i := from; i < min(from+length, n); i++ {
			for j := from; j < min(from+length, n); j++ {
				v += circularCovariance(x, max(i-j, j-i))
			}
		}
	}
	return v / float64(n) / float64(n)
}

// resampledVariance is the variance of the mean over reps resamples.
func resampledVariance(b *Blocks, x []float64, reps int) float64 {
	var means []float64
	b.Interval(func(rows []int) float64 {
		sum := 0.0
		for _, row := range rows {
			sum += x[row]
		}
		means = append(means, sum/float64(len(rows)))
		return 0
	}, reps, 0.5)
	return squares(means) / float64(reps)
}

// The variance of resampled means is known; over 4000 resamples it is right to
// 4 of its own standard errors, sqrt(2/4000) each.
func TestBlocksVariance(t *testing.T) {
	const reps = 4000
	x := noise(t, newRand(21), 61, 0.7, 0).Values()
	check := func(what string, got, want float64) {
		t.Helper()
		if math.Abs(got/want-1) > 4*math.Sqrt(2./reps) {
			t.Errorf("%s: variance %v, want %v", what, got, want)
		}
	}
	for _, length := range []float64{1, 2, 10, 40} {
		check("stationary", resampledVariance(NewStationary(len(x), length, 1), x, reps), stationaryVariance(x, 1/length))
	}
	for _, length := range []int{1, 2, 10, 40} {
		check("circular", resampledVariance(NewCircular(len(x), length, 1), x, reps), circularVariance(x, length))
	}
	// The two closed forms agree where both are the variance of independent rows.
	want := circularCovariance(x, 0) / float64(len(x))
	if a, b := stationaryVariance(x, 1), circularVariance(x, 1); !alike(a, want) || !alike(b, want) {
		t.Errorf("length 1: %v %v, want %v", a, b, want)
	}
}

func TestInterval(t *testing.T) {
	i := 0
	next := func([]int) float64 { // 1..101, and numbers that are none
		i++
		switch {
		case i%3 == 1:
			return math.NaN()
		case i%3 == 2:
			return math.Inf(1)
		}
		return float64(i / 3)
	}
	got := NewStationary(5, 2, 0).Interval(next, 303, 0.9)
	if !near(got.Low, 6) || !near(got.High, 96) || got.N != 101 || !near(got.SE, math.Sqrt(101.*102/12)) {
		t.Errorf("%+v", got)
	}
	none := NewStationary(5, 2, 0).Interval(func([]int) float64 { return math.NaN() }, 9, 0.9)
	if none.N != 0 || !math.IsNaN(none.Low) || !math.IsNaN(none.High) || !math.IsNaN(none.SE) {
		t.Errorf("%+v", none)
	}
	if one := NewStationary(5, 2, 0).Interval(func([]int) float64 { return 3 }, 1, 0.9); one.Low != 3 || one.High != 3 || !math.IsNaN(one.SE) {
		t.Errorf("%+v", one)
	}
	b := NewCircular(30, 4, 7)
	x := noise(t, newRand(22), 30, 0, 0).Values()
	mean := func(rows []int) float64 { return x[rows[3]] }
	if first, again := b.Interval(mean, 50, 0.8), NewCircular(30, 4, 7).Interval(mean, 50, 0.8); first != again {
		t.Errorf("%+v and %+v from one seed", first, again)
	} else if b.Interval(mean, 50, 0.8) == first {
		t.Error("the same resamples twice")
	}
}

// naiveBlockLength follows the definition with sums over all lags of both signs.
func naiveBlockLength(x []float64) (stationary, circular float64) {
	n := float64(len(x))
	m := 0.0
	for _, v := range x {
		m += v / n
	}
	r := func(j int) (c float64) {
		j = max(j, -j)
		for i := j; i < len(x); i++ {
			c += (x[i] - m) * (x[i-j] - m) / n
		}
		return c
	}
	most := int(math.Ceil(math.Sqrt(n))) + 5
	M := most
search:
	for first := 1; first+4 <= most; first++ {
		for j := first; j < first+5; j++ {
			if math.Abs(r(j)) >= r(0)*2*math.Sqrt(math.Log10(n)/n) {
				continue search
			}
		}
		M = min(2*first, most)
		break
	}
	G, g := 0.0, 0.0
	for j := -M; j <= M; j++ {
		q := math.Abs(float64(j)) / float64(M)
		w := 1.0
		if q > 0.5 {
			w = 2 * (1 - q)
		}
		G, g = G+w*math.Abs(float64(j))*r(j), g+w*r(j)
	}
	within := func(b float64) float64 { return max(1, min(b, math.Ceil(min(3*math.Sqrt(n), n/3)))) }
	// D of the two bootstraps is 2g^2 and 4/3*g^2.
	return within(math.Pow(2*G*G/(2*g*g), 1./3) * math.Pow(n, 1./3)), within(math.Pow(2*G*G/(4./3*g*g), 1./3) * math.Pow(n, 1./3))
}

func TestBlockLengthOracle(t *testing.T) {
	r := newRand(23)
	seen := map[float64]bool{}
	for _, n := range []int{11, 12, 30, 200, 700} {
		for _, memory := range []float64{-0.5, 0, 0.5, 0.9, 0.99, 1} {
			s := noise(t, r, n, memory, 0)
			a, b, err := BlockLength(s)
			wa, wb := naiveBlockLength(s.Values())
			if err != nil || !near(a, wa) || !near(b, wb) {
				t.Errorf("n %d: %v %v %v, want %v %v", n, a, b, err, wa, wb)
			}
			seen[a] = true
			holes := sparse(t, r, noise(t, r, n+20, memory, 0.3), 0.1)
			if a, b, err = BlockLength(holes); err != nil {
				refused(t, "holes", err, ErrShort)
				continue
			}
			if wa, wb = naiveBlockLength(shared(holes).cols[0]); !near(a, wa) || !near(b, wb) {
				t.Errorf("n %d with holes: %v %v, want %v %v", n, a, b, wa, wb)
			}
		}
	}
	if len(seen) < 20 {
		t.Errorf("%d lengths", len(seen))
	}
}

func TestBlockLengthEdges(t *testing.T) {
	s := noise(t, newRand(24), 40, 0, 0)
	for what, c := range map[string]struct {
		n    int
		want error
		f    func(float64) float64
	}{
		"none":     {0, ErrShort, func(x float64) float64 { return x }},
		"ten":      {10, ErrShort, func(x float64) float64 { return x }},
		"NaN":      {40, ErrShort, func(float64) float64 { return math.NaN() }},
		"constant": {40, ErrSingular, func(float64) float64 { return 0.1 }},
		"squares":  {40, ErrSingular, func(x float64) float64 { return x * 1e-160 }},
	} {
		_, _, err := BlockLength(s.Slice(0, c.n).Map(c.f))
		refused(t, what, err, c.want)
	}
	if a, b, err := BlockLength(s.Slice(0, 11)); err != nil || a < 1 || b > 4 {
		t.Errorf("eleven: %v %v %v", a, b, err)
	}
}

// The lengths of the arch package, and the closed form of the variance, on the
// monthly log returns of the S&P 500, which may be compared with but not copied.
func TestGoldenBlockLength(t *testing.T) {
	var ref struct {
		Lengths  map[string]json.RawMessage `json:"politis_white"`
		Variance map[string]any             `json:"stationary_bootstrap_exact_var_mean"`
	}
	readJSON(t, pathOf(t, "py_reference.json"), &ref)
	_, rows := readTable(t, pathOf(t, "data_depmix_sp500.csv"))
	returns := make([]float64, len(rows))
	for i, row := range rows {
		returns[i] = cell(t, row[2])
	}
	s := ofValues(t, returns...)
	for what, x := range map[string]struct{ s []float64 }{"sp500m": {returns}, "abs_sp500m": {s.Map(math.Abs).Values()}} {
		var want [][]float64
		if err := json.Unmarshal(ref.Lengths[what], &want); err != nil {
			t.Fatal(err)
		}
		a, b, err := BlockLength(ofValues(t, x.s...))
		if err != nil {
			t.Fatal(err)
		}
		golden(t, what, []float64{a, b}, want[0])
	}
	for what, p := range map[string]float64{"p=1.0": 1, "p=0.5": 0.5, "p=0.1": 0.1, "p=0.05": 0.05} {
		want := ref.Variance[what].(float64)
		golden(t, what, []float64{stationaryVariance(returns, p)}, []float64{want})
		if got := resampledVariance(NewStationary(len(returns), 1/p, 1), returns, 2000); math.Abs(got/want-1) > 4*math.Sqrt(2./2000) {
			t.Errorf("%s: resampled %v, want %v", what, got, want)
		}
	}
}

var sink any

func BenchmarkBlocks(b *testing.B) {
	for what, blocks := range map[string]*Blocks{"stationary/10k": NewStationary(1e4, 20, 1), "circular/10k": NewCircular(1e4, 20, 1)} {
		b.Run(what, func(b *testing.B) {
			var rows []int
			for b.Loop() {
				rows = blocks.Indices(rows[:0])
			}
			sink = rows
			perValue(b, 1e4)
		})
	}
}

func TestBlocksDeterminism(t *testing.T) {
	want := []int{8, 9, 0, 9, 0, 1, 2, 3, 4, 5}
	if got := NewStationary(10, 3, 42).Indices(nil); !slices.Equal(got, want) {
		t.Errorf("stationary: %v, want %v", got, want)
	}
	want = []int{8, 9, 0, 9, 0, 1, 1, 2, 3, 0}
	if got := NewCircular(10, 3, 42).Indices(nil); !slices.Equal(got, want) {
		t.Errorf("circular: %v, want %v", got, want)
	}
}
