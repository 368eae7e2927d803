package series_test

import (
	"math/rand/v2"
	"testing"

	"github.com/riskon/riskon/series"
)

func TestAlignNaive(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 1))
	for range 300 {
		in := make([]series.Series, rnd.IntN(5))
		points := map[int64]int{}
		for j := range in {
			in[j] = random(rnd, rnd.IntN(25))
			if j > 0 && rnd.IntN(4) == 0 {
				in[j] = ns(append([]int64(nil), in[j-1].UnixNanos()...), in[j-1].Values())
			}
			for _, at := range in[j].UnixNanos() {
				points[at]++
			}
		}
		for _, how := range []series.Join{series.Inner, series.Outer} {
			f := series.Align(how, in...)
			if f.Width() != len(in) {
				t.Fatalf("%d columns of %d", f.Width(), len(in))
			}
			rows := 0
			for _, n := range points {
				if how == series.Outer || n == len(in) {
					rows++
				}
			}
			if f.Len() != rows {
				t.Fatalf("%v: %d rows, want %d", how, f.Len(), rows)
			}
			for j, s := range in {
				at := map[int64]float64{}
				for i, stamp := range s.UnixNanos() {
					at[stamp] = s.Value(i)
				}
				c := f.Column(j)
				for i := range f.Len() {
					want, ok := at[f.Time(i).UnixNano()]
					if got := c.Value(i); !c.Time(i).Equal(f.Time(i)) || ok && got != want && want == want || (!ok || want != want) && got == got {
						t.Fatalf("%v: row %d of column %d is %v, want %v", how, i, j, got, want)
					}
				}
			}
			for i := range f.Len() {
				cut := f.Until(f.Time(i))
				if cut.Len() != i+1 || cut.Width() != len(in) || !equal(cut.Column(0), f.Column(0).Slice(0, i+1)) {
					t.Fatalf("Until row %d has %d rows", i, cut.Len())
				}
				if i > 0 && f.Until(f.Time(i).Add(-1)).Len() != i {
					t.Fatal("Until knows a row early")
				}
			}
		}
	}
}

func TestAlignInvalid(t *testing.T) {
	var zero series.Join
	mustPanic(t, "series: Align: neither Inner nor Outer", func() { series.Align(zero) })
	if series.Inner.String()+series.Outer.String()+zero.String() != "InnerOuterJoin(0)" {
		t.Error("names of Join:", series.Inner, series.Outer, zero)
	}
	if f := (series.Frame{}); f.Len() != 0 || f.Width() != 0 || f.Until(on("2026-01-01")).Len() != 0 {
		t.Error("the zero Frame is not empty")
	}
}

// Changing the result of one Align must not be able to reach another.
func TestAlignOwnsNoInput(t *testing.T) {
	a := ns([]int64{1, 2, 3, 4}, []float64{1, 2, 3, 4})
	b := ns([]int64{1, 3, 9, 10}, []float64{1, 3, 9, 10})
	for _, f := range []series.Frame{
		series.Align(series.Outer, a.Slice(0, 2)), series.Align(series.Outer, a, b), series.Align(series.Inner, a, b),
	} {
		if c := cap(f.Column(0).UnixNanos()); c != f.Len() {
			t.Errorf("the clock of %d rows can be appended to in place: capacity %d", f.Len(), c)
		}
	}
}

// Two clocks of one length and one start are not one clock.
func TestAlignSimilarClocks(t *testing.T) {
	a, b := ns([]int64{1, 2, 9}, []float64{1, 2, 3}), ns([]int64{1, 5, 9}, []float64{4, 5, 6})
	if f := series.Align(series.Inner, a, b); f.Len() != 2 || f.Column(1).Value(1) != 6 {
		t.Error("Inner:", f)
	}
	if f := series.Align(series.Outer, a, b); f.Len() != 4 {
		t.Error("Outer:", f)
	}
}

// Each kind of memory is allocated once: the list of columns, their cells, the
// clock, and while the clock is made one or two lists of clocks.
func TestAlignAllocates(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 1))
	in := make([]series.Series, 10)
	for j := range in {
		in[j] = random(rnd, 500)
	}
	for how, want := range map[series.Join]float64{series.Inner: 4, series.Outer: 5} {
		if n := testing.AllocsPerRun(20, func() { series.Align(how, in...) }); n > want {
			t.Errorf("%v allocates %v times", how, n)
		}
	}
}
