package indicator

// A running is a sum that goes on for ever. lost is what its additions have
// rounded away, so that their error does not grow with history.
type running struct{ sum, lost float64 }

// brim is so large that a number within series.Limit added to it changes nothing:
// a sum that is within it stays so.
const brim = 1e92

// plus returns t with x more (two-sum of D. E. Knuth: the error of an addition is
// itself a float64).
func (t running) plus(x float64) running {
	s := t.sum + x
	d := s - t.sum
	return running{s, t.lost + ((t.sum - (s - d)) + (x - d))}
}

// value returns the sum.
func (t running) value() float64 { return t.sum + t.lost }

func (t *running) walk(v *walker) {
	v.float(&t.sum, brim)
	v.float(&t.lost, brim)
}
