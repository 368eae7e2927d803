package indicator

import (
	"encoding"
	"math"
	"math/rand"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
)

// shared is what every live type has.
type shared interface {
	Ready() bool
	Warmup() int
	Settle(eps float64) int
	Reset()
	String() string
	AppendBinary([]byte) ([]byte, error)
	encoding.BinaryMarshaler
	encoding.BinaryUnmarshaler
	encoding.TextMarshaler
	encoding.TextUnmarshaler
	MarshalJSON() ([]byte, error)
	UnmarshalJSON([]byte) error
}

// A subject is a live indicator of any type under test: bars in, rows of
// outputs out. Indicators of one number take the close.
type subject struct {
	shared
	update func(series.Bar) []float64
	peek   func(series.Bar) []float64
	value  func() []float64
	append func(dst [][]float64, b series.Bars) [][]float64
	batch  func(b series.Bars) [][]float64 // the exported batch function
	clone  func() subject
	zero   func() subject
	reads  []string // the fields of a bar that can make it missing
}

func one(s *Stream, batch func(series.Series) series.Series) subject {
	return subject{
		shared: s,
		update: func(b series.Bar) []float64 { return []float64{s.Update(b.Close)} },
		peek:   func(b series.Bar) []float64 { return []float64{s.Peek(b.Close)} },
		value:  func() []float64 { return []float64{s.Value()} },
		append: func(dst [][]float64, b series.Bars) [][]float64 {
			return rows(dst, s.Append(nil, b.Close().Values()))
		},
		batch: func(b series.Bars) [][]float64 { return rows(nil, batch(b.Close()).Values()) },
		clone: func() subject { return one(s.Clone(), batch) },
		zero:  func() subject { return one(new(Stream), batch) },
		reads: []string{"close"},
	}
}

func ofBars(s *BarStream, batch func(series.Bars) series.Series, reads ...string) subject {
	return subject{
		shared: s,
		update: func(b series.Bar) []float64 { return []float64{s.Update(b)} },
		peek:   func(b series.Bar) []float64 { return []float64{s.Peek(b)} },
		value:  func() []float64 { return []float64{s.Value()} },
		append: func(dst [][]float64, b series.Bars) [][]float64 { return rows(dst, s.Append(nil, b)) },
		batch:  func(b series.Bars) [][]float64 { return rows(nil, batch(b).Values()) },
		clone:  func() subject { return ofBars(s.Clone(), batch, reads...) },
		zero:   func() subject { return ofBars(new(BarStream), batch, reads...) },
		reads:  reads,
	}
}

func ofMACD(s *MACDStream, fast, slow, signal int) subject {
	row := func(v MACDValue) []float64 { return []float64{v.Line, v.Signal, v.Histogram} }
	return subject{
		shared: s,
		update: func(b series.Bar) []float64 { return row(s.Update(b.Close)) },
		peek:   func(b series.Bar) []float64 { return row(s.Peek(b.Close)) },
		value:  func() []float64 { return row(s.Value()) },
		append: func(dst [][]float64, b series.Bars) [][]float64 {
			for _, v := range s.Append(nil, b.Close().Values()) {
				dst = append(dst, row(v))
			}
			return dst
		},
		batch: func(b series.Bars) [][]float64 {
			l := MACD(b.Close(), fast, slow, signal)
			return rows(nil, l.Line.Values(), l.Signal.Values(), l.Histogram.Values())
		},
		clone: func() subject { return ofMACD(s.Clone(), fast, slow, signal) },
		zero:  func() subject { return ofMACD(new(MACDStream), fast, slow, signal) },
		reads: []string{"close"},
	}
}

// rows appends columns to dst row by row.
func rows(dst [][]float64, columns ...[]float64) [][]float64 {
	for i := range columns[0] {
		var r []float64
		for _, c := range columns {
			r = append(r, c[i])
		}
		dst = append(dst, r)
	}
	return dst
}

// subjects returns every exported indicator, fresh, at many parameters.
func subjects() []subject {
	var all []subject
	ones := []struct {
		live  func(int) *Stream
		batch func(series.Series, int) series.Series
	}{{NewSMA, SMA}, {NewEMA, EMA}, {NewRSI, RSI}, {NewMax, Max}, {NewMin, Min}, {NewStdDev, StdDev}}
	for _, p := range []int{1, 2, 3, 4, 5, 14, 20, 61} {
		for _, f := range ones {
			all = append(all, one(f.live(p), func(s series.Series) series.Series { return f.batch(s, p) }))
		}
		all = append(all, ofBars(NewATR(p), func(b series.Bars) series.Series { return ATR(b, p) }, "high", "low", "close"))
	}
	for _, p := range [][3]int{{12, 26, 9}, {1, 1, 1}, {1, 2, 3}, {5, 3, 2}, {3, 10, 1}, {4, 4, 4}} {
		all = append(all, ofMACD(NewMACD(p[0], p[1], p[2]), p[0], p[1], p[2]))
	}
	return all
}

// bar returns bar i with its fields.
func bar(i int, o, h, l, c, v float64) series.Bar {
	start := time.Unix(int64(i)*60, 0).UTC()
	return series.Bar{Start: start, End: start.Add(time.Minute), Open: o, High: h, Low: l, Close: c, Volume: v}
}

func mustBars(t testing.TB, bars []series.Bar) series.Bars {
	t.Helper()
	b, err := series.NewBars(bars)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// closes returns bars around closing prices.
func closes(xs []float64) []series.Bar {
	rng := rand.New(rand.NewSource(int64(len(xs))))
	var bars []series.Bar
	for i, x := range xs {
		w := math.Abs(x) * 0.01
		if rng.Intn(4) == 0 {
			w = 0
		}
		up, down := w*rng.Float64(), w*rng.Float64()
		clip := func(x float64) float64 { return max(-series.Limit, min(x, series.Limit)) }
		bars = append(bars, bar(i, clip(x+up/2), clip(x+up), clip(x-down), x, math.Floor(1e6*rng.Float64())))
	}
	return bars
}

// walk returns n prices of a random walk near 100.
func walk(n int, seed int64) []float64 {
	rng := rand.New(rand.NewSource(seed))
	xs := make([]float64, n)
	p := 100.0
	for i := range xs {
		p *= 1 + 0.01*rng.NormFloat64()
		p += 0.01 * (100 - p)
		xs[i] = math.Round(p*1e4) / 1e4
	}
	return xs
}

// markets returns prices of every kind that has broken an indicator somewhere.
func markets(n int) map[string][]float64 {
	rng := rand.New(rand.NewSource(7))
	make := func(f func(i int) float64) []float64 {
		xs := make([]float64, n)
		for i := range xs {
			xs[i] = f(i)
		}
		return xs
	}
	w := walk(n, 3)
	return map[string][]float64{
		"walk":     w,
		"constant": make(func(int) float64 { return 42.1 }),
		"zero":     make(func(int) float64 { return 0 }),
		"stairs":   make(func(i int) float64 { return math.Floor(w[i]) * float64(1+i/97%2) }),
		"around0":  make(func(int) float64 { return rng.NormFloat64() }),
		"spikes": make(func(i int) float64 {
			if i%37 == 5 {
				return 1e6 * w[i]
			}
			return w[i]
		}),
		"huge": make(func(i int) float64 { return (w[i] - 100) * 1e73 }),
		"tiny": make(func(i int) float64 { return (w[i] - 100) * 1e-300 }),
		"limit": make(func(i int) float64 {
			return []float64{1e75, -1e75, 0, 1e75, 1e75}[rng.Intn(5)]
		}),
		"rise": make(func(i int) float64 { return 1 + float64(i)/3 }),
	}
}

func same(a, b []float64) bool {
	for i := range a {
		if math.Float64bits(a[i]) != math.Float64bits(b[i]) && (a[i] == a[i] || b[i] == b[i]) {
			return false
		}
	}
	return len(a) == len(b)
}

func sameRows(a, b [][]float64) int {
	for i := range a {
		if i >= len(b) || !same(a[i], b[i]) {
			return i
		}
	}
	if len(b) != len(a) {
		return len(a)
	}
	return -1
}
