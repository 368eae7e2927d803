package indicator

import "github.com/riskon/riskon/series"

// MinMaxIndexLines are the outputs of [MinMaxIndex], each on the clock of the input.
type MinMaxIndexLines struct{ Min, Max series.Series }

// A MinMaxIndexValue is the outputs of [MinMaxIndex] for one input, NaN while
// warming up.
type MinMaxIndexValue struct{ Min, Max float64 }

// MinMaxIndex is the numbers of the inputs that are the smallest and the largest
// of the last values: they say when the outputs of [MinMax] were.
//
//	Min[i] = the largest j in i-period+1 ... i with x[j] = min(x[i-period+1], ..., x[i])
//	Max[i] = the largest j in i-period+1 ... i with x[j] = max(x[i-period+1], ..., x[i])
//
// Input: one number per point, usually the close. Outputs: whole numbers, those of
// [MinIndex] and [MaxIndex]; inputs are counted from 0, without those that are
// missing, from the first one that the stream has been fed. Numbers end at 2^53.
//
// Warm-up: the first output is at input number period. Where the count starts
// matters for ever: Settle is math.MaxInt.
//
// Of equal values the most recent one counts, so that flat prices give the newest
// input twice. -0 equals 0. A missing value gives NaN and is not counted.
// MinMaxIndex(s, 1) is 0, 1, 2, ... twice.
//
// Source: Mario Fortier, TA-Lib, 1999-2007, function MINMAXINDEX.
//
// Differs from TA-Lib in what is equal, as [MaxIndex] does. Missing values are not
// counted, and period 1 is allowed.
func MinMaxIndex(s series.Series, period int) MinMaxIndexLines {
	c := NewMinMaxIndex(period).columns(s)
	return MinMaxIndexLines{c[0], c[1]}
}

// NewMinMaxIndex returns a live [MinMaxIndex]. It panics if period is not in
// 1..100000.
func NewMinMaxIndex(period int) *MinMaxIndexStream {
	s := new(MinMaxIndexStream)
	s.open("MinMaxIndex", float64(period))
	return s
}

// A MinMaxIndexStream is a live [MinMaxIndex]. Like a Stream it is used by pointer,
// and its zero value restores itself.
type MinMaxIndexStream struct{ numberStream[MinMaxIndexValue] }

// Clone returns an independent copy.
func (s *MinMaxIndexStream) Clone() *MinMaxIndexStream {
	c := new(MinMaxIndexStream)
	c.clone(&s.core)
	return c
}

var minMaxIndexEntry = takingNumber(Entry{
	Name: "MinMaxIndex", Title: "numbers of the lowest and highest value", Group: "statistics",
	Params: []Param{periodParam("period", 30)}, Outputs: []string{"Min", "Max"},
	Low: 0, High: lastCount, Exact: true, Source: "Mario Fortier, TA-Lib, 1999-2007",
}, func(p []float64) numberKernel[MinMaxIndexValue] {
	return &minMaxIndex{places: newPlaces(int(p[0]), true)}
})

type minMaxIndex struct {
	places
	count
}

func (k *minMaxIndex) settle(eps float64) int { return never(k.n, eps) }

func (k *minMaxIndex) walk(v *walker) {
	k.places.walk(v)
	k.count.walk(v)
}

func (k *minMaxIndex) restored() bool {
	return k.places.restored() && k.count.valid(&k.span)
}

func (k *minMaxIndex) update(x float64) MinMaxIndexValue {
	high, low := k.push(x, x)
	v := MinMaxIndexValue{k.base + float64(low), k.base + float64(high)}
	if k.k == 0 {
		k.next(k.n)
	}
	if !k.full {
		return none[MinMaxIndexValue]()
	}
	return v
}

func (k *minMaxIndex) peek(x float64) MinMaxIndexValue {
	if !k.peekReady() {
		return none[MinMaxIndexValue]()
	}
	high, low := k.places.peek(x, x)
	return MinMaxIndexValue{k.base + float64(low), k.base + float64(high)}
}

func (k *minMaxIndex) fill(dst []MinMaxIndexValue, xs []float64) {
	for ; len(xs) > 0 && !k.full; dst, xs = dst[1:], xs[1:] {
		dst[0] = k.update(xs[0])
	}
	var spots [piece]spot
	for at := 0; at < len(xs); {
		m := k.places.fill(spots[:], xs, xs, at)
		for j, p := range spots[:m] {
			dst[at+j] = MinMaxIndexValue{k.base + float64(p.bottom), k.base + float64(p.top)}
		}
		if k.took(xs, xs, at, m); k.k == 0 {
			k.next(k.n)
		}
		at += m
	}
	k.store(xs, xs)
}
