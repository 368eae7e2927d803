package regime

import (
	"math"

	"github.com/riskon/riskon/series"
)

// A past is the last Size finite observations of a feature, in order of time to
// forget the oldest, and in order of size for medians and ranks.
type past struct {
	size   int
	values []float64 // oldest first
	sorted series.Sorted
}

// push adds x and, when there are size already, forgets the oldest.
func (p *past) push(x float64) {
	if p.size == 0 {
		return
	}
	if len(p.values) == p.size {
		p.sorted.Remove(p.values[0])
		p.values = p.values[1:] // append moves them to the front of a new array now and then
	}
	p.values = append(p.values, x)
	p.sorted.Insert(x)
}

// middle is the median: of an even number, the mean of the two in the middle.
func (p *past) middle() float64 {
	n := p.sorted.Len()
	return float64((p.sorted.At((n-1)/2) + p.sorted.At(n/2)) / 2) // half is a product to the compiler: keep it from fusing
}

// deviations are the distances of a past's numbers from m, ascending: those of the
// numbers below m, read downwards, merged with those of the others, read upwards.
type deviations struct {
	p    *past
	m    float64
	left int // numbers below m
}

func (p *past) deviations(m float64) deviations {
	below, _ := p.sorted.Rank(m)
	return deviations{p, m, below}
}

func (d deviations) down(i int) float64 { return math.Abs(d.p.sorted.At(d.left-1-i) - d.m) }
func (d deviations) up(i int) float64   { return math.Abs(d.p.sorted.At(d.left+i) - d.m) }

// at returns deviation number k, by bisection over how many of the first k+1 lie
// below m.
func (d deviations) at(k int) float64 {
	right := d.p.sorted.Len() - d.left
	lo, hi := max(0, k+1-right), min(d.left, k+1)
	for lo < hi {
		i := int(uint(lo+hi) / 2)
		if d.down(i) < d.up(k-i) { // then the one below m is among the first k+1
			lo = i + 1
		} else {
			hi = i
		}
	}
	x := math.Inf(-1)
	if lo > 0 {
		x = d.down(lo - 1)
	}
	if lo < k+1 {
		x = max(x, d.up(k-lo))
	}
	return x
}

// middle is the median of the deviations.
func (d deviations) middle() float64 {
	n := d.p.sorted.Len()
	a := d.at((n - 1) / 2)
	if n%2 == 1 {
		return a
	}
	return float64((a + d.at(n/2)) / 2)
}

// mean is the mean of the deviations, added up from the smallest on.
func (d deviations) mean() float64 {
	n, i, j, sum := d.p.sorted.Len(), 0, 0, 0.0
	for i+j < n {
		if j == n-d.left || i < d.left && d.down(i) < d.up(j) {
			sum += d.down(i)
			i++
		} else {
			sum += d.up(j)
			j++
		}
	}
	return sum / float64(n)
}
