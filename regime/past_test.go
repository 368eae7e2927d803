package regime

import (
	"math"
	"slices"
	"testing"
)

// sortedPast is a past by sorting: the last size numbers, and their statistics.
type sortedPast struct {
	size int
	v    []float64
}

func (p *sortedPast) push(x float64) {
	p.v = append(p.v, x)
	p.v = p.v[max(0, len(p.v)-p.size):]
}

func medianOf(v []float64) float64 {
	s := slices.Clone(v)
	slices.Sort(s)
	return (s[(len(s)-1)/2] + s[len(s)/2]) / 2
}

func (p *sortedPast) away(m float64) (d []float64) {
	for _, x := range p.v {
		d = append(d, math.Abs(x-m))
	}
	slices.Sort(d)
	return d
}

// TestPastAgainstSorting compares medians, deviations and ranks with those of
// sorted copies, to the bit, on numbers with many ties, of many sizes, and with
// outliers.
func TestPastAgainstSorting(t *testing.T) {
	g := testRand(71)
	draw := []func() float64{
		func() float64 { return float64(g.below(5)) },
		func() float64 { return float64(g.below(3)-1) * 0.1 },
		func() float64 { return 2*g.unit(1<<30) - 1 },
		func() float64 { return math.Ldexp(g.unit(1<<20)-0.5, g.below(400)-200) },
		func() float64 { return 7 },
		func() float64 { return math.Copysign(float64(g.below(2)), float64(g.below(2))-0.5) }, // minus zero too
	}
	for _, size := range []int{1, 2, 3, 4, 7, 30, 104, 253} {
		for k, next := range draw {
			p, want := past{size: size}, sortedPast{size: size}
			for i := range 3*size + 5 {
				x := next()
				p.push(x)
				want.push(x)
				m := medianOf(want.v)
				if got := p.middle(); got != m {
					t.Fatalf("size %d, draw %d, step %d: median %v, want %v", size, k, i, got, m)
				}
				for _, about := range []float64{m, next(), m + 0.3} {
					d, away := p.deviations(about), want.away(about)
					sum := 0.0
					for j, a := range away {
						sum += a
						if got := d.at(j); got != a {
							t.Fatalf("size %d, draw %d, step %d: deviation %d of %v, want %v", size, k, i, j, got, a)
						}
					}
					if d.middle() != medianOf(away) || d.mean() != sum/float64(len(away)) {
						t.Fatalf("size %d, draw %d, step %d: MAD %v mean %v, want %v %v", size, k, i, d.middle(), d.mean(), medianOf(away), sum/float64(len(away)))
					}
				}
				y, twice := next(), 0
				for _, v := range want.v {
					switch {
					case v < y:
						twice += 2
					case v == y:
						twice++
					}
				}
				if got := rank(y, &p); got != float64(twice)/float64(2*len(want.v)) {
					t.Fatalf("size %d, draw %d, step %d: rank %v, want %d/%d", size, k, i, got, twice, 2*len(want.v))
				}
			}
		}
	}
}

// TestPastOfNothing: a past of size 0 keeps nothing.
func TestPastOfNothing(t *testing.T) {
	p := past{}
	p.push(1)
	if len(p.values) != 0 || p.sorted.Len() != 0 {
		t.Errorf("%v", p.values)
	}
}

// TestPastStaysSmall: its memory is that of its size, however long it runs.
func TestPastStaysSmall(t *testing.T) {
	p := past{size: 100}
	for i := range 100_000 {
		p.push(float64(i % 977))
	}
	if len(p.values) != 100 || cap(p.values) > 400 || p.sorted.Len() != 100 {
		t.Errorf("%d values of %d, %d sorted", len(p.values), cap(p.values), p.sorted.Len())
	}
}
