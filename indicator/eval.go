package indicator

import (
	"strconv"

	"github.com/riskon/riskon/series"
)

// Eval returns the outputs of an indicator given as text, as columns named and
// ordered as in the [Catalog]:
//
//	f, err := indicator.Eval("BBANDS(20,2,2,SMA)", bars)
//	upper := f.Column(0)
//
// What it reads: an indicator of bars, bars. One of a number, the first of more, or
// the close. One of a pair, the first two of more; or the close and the one there
// is; or, with none, the close and the open. Series that are read together must
// be on one clock (series.Align puts them there), and none may be left over. It
// gives the bits of the Go function of that name.
func Eval(spec string, bars series.Bars, more ...series.Series) (series.Frame, error) {
	s, err := Parse(spec)
	if err != nil {
		return series.Frame{}, err
	}
	fail := func(reason string) (series.Frame, error) {
		return series.Frame{}, &SpecError{spec, reason, ErrInput}
	}
	if most := s.entry.most(); len(more) > most {
		return fail("takes at most " + strconv.Itoa(most) + " series besides bars, not " + strconv.Itoa(len(more)))
	}
	in, clock := inputs{cols: colsOf(bars)}, bars.Close()
	read := s.entry.pick(bars.Close(), bars.Open(), more)
	if len(read) > 0 {
		in.x, clock = read[0].Values(), read[0]
	}
	if len(read) > 1 {
		in.y = read[1].Values()
		if !sameClock(clock.UnixNanos(), read[1].UnixNanos()) {
			return fail("the two series are not on one clock")
		}
	}
	st := s.entry.stream()
	st.begin(s)
	f := series.Align(series.Inner, st.table(clock.UnixNanos(), in)...)
	return f.Named(s.entry.Outputs...), nil
}

// most returns how many series or numbers an indicator reads besides bars.
func (e *Entry) most() int {
	switch e.kind {
	case takesNumber:
		return 1
	case takesPair:
		return 2
	}
	return 0
}

// pick returns what Eval says is read of bars' closes and opens and of more.
func (e *Entry) pick(closes, opens series.Series, more []series.Series) []series.Series {
	switch e.kind {
	case takesNumber:
		return append(more[:len(more):len(more)], closes)[:1]
	case takesPair:
		switch len(more) {
		case 0:
			return []series.Series{closes, opens}
		case 1:
			return []series.Series{closes, more[0]}
		}
		return more
	}
	return nil
}

// sameClock reports whether two series have the same stamps.
func sameClock(a, b []int64) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}
