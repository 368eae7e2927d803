package ratio

import (
	"math"
	"time"
	"unicode/utf8"

	"github.com/riskon/riskon/series"
)

// record keeps x under id at t in q. NaN is no observation and is ignored. The
// name is that of the input in an error; bad is what is wrong with x, or nil.
func record(q *inbox, id, name string, t time.Time, x float64, bad error) error {
	_, err := q.check(t)
	switch {
	case !validName(name):
		err = ErrName
	case err != nil:
	case math.IsNaN(x):
		return nil
	case bad != nil:
		err = bad
	default:
		err = q.record(t, id, x)
	}
	if err != nil {
		return &ObserveError{Input: name, Time: t, Value: x, Err: err}
	}
	return nil
}

func validName(id string) bool { return id != "" && utf8.ValidString(id) }

func checkPrice(x float64) error {
	if !validPrice(x) {
		return ErrPrice
	}
	return nil
}

func checkSize(x float64) error {
	if !validSize(x) {
		return ErrSize
	}
	return nil
}

// validSize bounds market caps. One of 0 is no error.
func validSize(x float64) bool { return 0 <= x && x <= series.Limit }

// A source hands the points of a series to a live type, in order.
type source struct {
	points series.Series
	to     func(t time.Time, x float64) error
	next   int
}

// until hands over the points up to now.
func (s *source) until(now int64) error {
	for stamps := s.points.UnixNanos(); s.next < len(stamps) && stamps[s.next] <= now; s.next++ {
		if err := s.to(s.points.Time(s.next), s.points.Value(s.next)); err != nil {
			return err
		}
	}
	return nil
}

// replay hands all sources to a live type and closes the instants of the clock
// with row, one by one. What comes after the last of them is not read.
func replay(clock series.Series, sources []source, row func(i int) error) error {
	for i, now := range clock.UnixNanos() {
		for k := range sources {
			if err := sources[k].until(now); err != nil {
				return err
			}
		}
		if err := row(i); err != nil {
			return err
		}
	}
	return nil
}

// distinct returns an error for the first name that is none or comes twice.
func distinct(coins []Constituent) error {
	seen := make(map[string]bool, len(coins))
	for _, c := range coins {
		err := error(nil)
		switch {
		case !validName(c.ID):
			err = ErrName
		case seen[c.ID]:
			err = ErrDuplicate
		}
		if err != nil {
			return &ObserveError{Input: c.ID, Value: math.NaN(), Err: err}
		}
		seen[c.ID] = true
	}
	return nil
}

// table makes one series of each column of n rows, on the stamps t.
func table(t []int64, columns int, row func(i int) []float64) []series.Series {
	v := make([][]float64, columns)
	for k := range v {
		v[k] = make([]float64, len(t))
	}
	for i := range t {
		for k, x := range row(i) {
			v[k][i] = x
		}
	}
	out := make([]series.Series, columns)
	for k := range out {
		out[k] = build(t, v[k])
	}
	return out
}
