package indicator

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/riskon/riskon/series"
)

// A subject is an indicator of the catalog at some parameters, under test by its
// spec. Fed with bars, an indicator of a number takes the close, one of a pair the
// close and the open.
type subject struct{ *Live }

func open1(t testing.TB, spec string) subject {
	t.Helper()
	l, err := Open(spec)
	if err != nil {
		t.Fatal(err)
	}
	return subject{l}
}

func (s subject) update(b series.Bar) []float64 { return s.Update(nil, b, nil) }
func (s subject) peek(b series.Bar) []float64   { return s.Peek(nil, b, nil) }
func (s subject) value() []float64              { return s.Value(nil) }
func (s subject) clone() subject                { return subject{s.Clone()} }
func (s subject) zero() subject                 { return subject{new(Live)} }
func (s subject) entry() *Entry                 { return s.Spec().entry }

// append is Append of the typed stream, for any type.
func (s subject) append(b series.Bars) [][]float64 {
	return tableRows(s.s.table(b.Close().UnixNanos(), inputs{colsOf(b), b.Close().Values(), b.Open().Values()}))
}

// batch is Eval.
func (s subject) batch(t testing.TB, b series.Bars) [][]float64 {
	t.Helper()
	f, err := Eval(s.String(), b)
	if err != nil {
		t.Fatal(err)
	}
	return frameRows(f)
}

func frameRows(f series.Frame) [][]float64 {
	columns := make([]series.Series, f.Width())
	for j := range columns {
		columns[j] = f.Column(j)
	}
	return tableRows(columns)
}

func tableRows(columns []series.Series) [][]float64 {
	rows := make([][]float64, columns[0].Len())
	cells := make([]float64, len(rows)*len(columns))
	for i := range rows {
		rows[i], cells = cells[:len(columns):len(columns)], cells[len(columns):]
		for j, c := range columns {
			rows[i][j] = c.Value(i)
		}
	}
	return rows
}

// liveRows feeds bars one by one.
func liveRows(s subject, bars []series.Bar) [][]float64 {
	out := make([][]float64, len(bars))
	for i, b := range bars {
		out[i] = s.update(b)
	}
	return out
}

// fields returns the fields of a bar that can make it missing for s.
func (s subject) fields() []string {
	switch e := s.entry(); e.kind {
	case takesNumber:
		return []string{"close"}
	case takesPair:
		return []string{"close", "open"}
	default:
		return e.Inputs
	}
}

// paramSets returns parameters to test an entry at: the defaults, the smallest
// periods, two sets in which all differ, and every type of average.
func paramSets(e *Entry) [][]float64 {
	set := func(periods []float64, at float64, ma MAType) []float64 {
		var p []float64
		for i, x := range e.Params {
			switch x.Kind {
			case KindPeriod:
				p = append(p, max(x.Min, min(periods[i%len(periods)], x.Max)))
			case KindNumber:
				// Wrapped, as in kernels: the same parameters on every CPU.
				p = append(p, x.Default+float64(at*float64((x.Max-x.Default)*min(1, 4/math.Abs(x.Max)))))
			case KindMAType:
				p = append(p, float64(ma))
			}
		}
		return p
	}
	var defaults []float64
	hasMA := false
	for _, x := range e.Params {
		defaults = append(defaults, x.Default)
		hasMA = hasMA || x.Kind == KindMAType
	}
	sets := [][]float64{
		defaults,
		set([]float64{1}, 0, TypeSMA),
		set([]float64{5, 3, 2, 4, 7, 6}, 0.25, TypeEMA),
		set([]float64{4, 9, 21, 3}, 0, TypeWMA),
		set([]float64{22, 7, 12, 1}, 0.5, TypeSMA),
	}
	for m := TypeSMA; hasMA && m <= lastMAType; m++ {
		sets = append(sets, set([]float64{6, 4, 3, 2}, 0, m))
		if e.Name == "MACDExt" { // different types
			sets = append(sets, []float64{5, float64(m), 8, float64((m + 1) % 9), 3, float64((m + 4) % 9)})
		}
	}
	return sets
}

// specs returns the canonical specs of an entry at paramSets, each once.
func specs(e *Entry) []string {
	var all []string
	for _, p := range paramSets(e) {
		if s, err := specOf(e, p); err == nil && !slices.Contains(all, s.text) {
			all = append(all, s.text)
		}
	}
	return all
}

// subjects returns every indicator of the catalog, fresh, at many parameters.
func subjects(t testing.TB) []subject {
	var all []subject
	for _, e := range catalog {
		for _, spec := range specs(e) {
			all = append(all, open1(t, spec))
		}
	}
	return all
}

// usual returns every indicator of the catalog at its defaults.
func usual(t testing.TB) []subject {
	var all []subject
	for _, e := range catalog {
		all = append(all, open1(t, e.Name))
	}
	return all
}

// each runs a law for every indicator of the catalog, side by side: at its defaults on
// every market, at all parameters on a walk. Short tests run the defaults on two.
func each(t *testing.T, n int, law func(t *testing.T, s subject, bars []series.Bar)) {
	for name, xs := range markets(n) {
		if testing.Short() && name != "walk" && name != "stairs" {
			continue
		}
		bars := closes(xs)
		for part := range 2 {
			t.Run(fmt.Sprint(name, part), func(t *testing.T) {
				t.Parallel()
				list := usual(t)
				if name == "walk" && !testing.Short() {
					list = subjects(t)
				}
				for i, s := range list {
					// All patterns of candles are one kernel.
					if i%2 == part && (s.entry().Group != "candles" || name == "stairs") {
						law(t, s, bars)
					}
				}
			})
		}
	}
}

// data is what indicators read, by column; x is the close and y the open.
type data struct{ x, y, open, high, low, close, volume []float64 }

func dataOf(b series.Bars) data {
	c := colsOf(b)
	return data{c.close, c.open, c.open, c.high, c.low, c.close, c.volume}
}

// An oracle computes the outputs of an indicator plainly from its formula, a
// column for each, NaN in warm-up. p has all parameters of the entry.
type oracle func(p []float64, d data) [][]float64

// oracles returns the oracle of every indicator by name.
func oracles() map[string]oracle {
	all := map[string]oracle{}
	for _, family := range []map[string]oracle{
		classicOracles,
		cyclesOracles,
		directionalOracles,
		flowsOracles,
		extremesOracles,
		averagesOracles,
		statisticsOracles,
		candleOracles,
	} {
		for name, o := range family {
			all[name] = o
		}
	}
	return all
}

// nameOf returns what stands before the parameters of a spec.
func nameOf(spec string) string {
	name, _, _ := strings.Cut(spec, "(")
	return name
}

// nans returns n NaN.
func nans(n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = math.NaN()
	}
	return out
}

// scale returns the median of the magnitudes of a column, the yardstick of errors.
func scale(column []float64) float64 {
	var sizes []float64
	for _, x := range column {
		if x == x {
			sizes = append(sizes, math.Abs(x))
		}
	}
	if len(sizes) == 0 {
		return 0
	}
	slices.Sort(sizes)
	return sizes[len(sizes)/2]
}

// near reports whether a and b agree to eps of the larger one or of the yardstick.
func near(a, b, yardstick, eps float64) bool {
	return a == b || a != a && b != b || math.Abs(a-b) <= eps*max(math.Abs(a), math.Abs(b), yardstick)
}
