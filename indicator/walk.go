package indicator

import (
	"encoding/binary"
	"math"
)

// An op is what a walk does to the fields it visits.
type op uint8

const (
	reset  op = iota // to zero; makes arrays that are not there yet
	encode           // append to buf
	decode           // take from buf
)

// A walker visits the fields of a kernel's state. One walk, written once per
// kernel, resets, encodes and decodes, so that no field can be forgotten in one
// of them. All numbers are 8 bytes, little-endian.
type walker struct {
	op  op
	buf []byte
	bad bool // decode met something that no encode wrote
}

// bound is larger than any number that input within series.Limit can lead to in
// a state; sums and products of a few such numbers are finite.
const bound = 1e90

// word visits 8 bytes.
func (w *walker) word(u uint64) uint64 {
	switch w.op {
	case encode:
		w.buf = binary.LittleEndian.AppendUint64(w.buf, u)
	case decode:
		if len(w.buf) < 8 {
			w.bad = true
			return 0
		}
		u, w.buf = binary.LittleEndian.Uint64(w.buf), w.buf[8:]
	default:
		u = 0
	}
	return u
}

// float visits a number of magnitude at most limit.
func (w *walker) float(p *float64, limit float64) {
	x := math.Float64frombits(w.word(math.Float64bits(*p)))
	if !(math.Abs(x) <= limit) {
		w.bad = true
		return
	}
	*p = x
}

// output visits a number that may also be NaN.
func (w *walker) output(p *float64, limit float64) {
	x := math.Float64frombits(w.word(math.Float64bits(*p)))
	if x != x {
		x = math.NaN()
	} else if math.Abs(x) > limit {
		w.bad = true
	}
	*p = x
}

// int visits a number in [0, most].
func (w *walker) int(p *int, most int) {
	u := w.word(uint64(*p))
	if u > uint64(most) {
		w.bad = true
		return
	}
	*p = int(u)
}

// bool visits a 0 or 1.
func (w *walker) bool(p *bool) {
	var i int
	if *p {
		i = 1
	}
	w.int(&i, 1)
	*p = i == 1
}

// floats visits n numbers of magnitude at most limit. It makes the array only
// after it has seen that the input is long enough.
func (w *walker) floats(p *[]float64, n int, limit float64) {
	if w.op == decode && len(w.buf)/8 < n {
		w.bad = true
		return
	}
	if *p == nil {
		*p = make([]float64, n)
	}
	for i := range *p {
		w.float(&(*p)[i], limit)
	}
}
