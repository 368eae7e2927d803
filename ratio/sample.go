package ratio

import (
	"errors"
	"fmt"
	"time"

	"github.com/riskon/riskon/series"
)

// What can be wrong with the sample of an estimator. They arrive wrapped in a
// *SampleError and are found with errors.Is.
var (
	ErrShort    = errors.New("too few observations")
	ErrSingular = errors.New("no unique answer: a column is constant, or a combination of others")
)

// A SampleError says which estimator could not answer, and on which sample.
type SampleError struct {
	Name     string // the function, such as "ADF"
	N        int    // observations that could be used
	From, To time.Time
	Err      error
}

// Error names the estimator, its sample and what is wrong with it.
func (e *SampleError) Error() string {
	if e.N == 0 {
		return fmt.Sprintf("ratio: %s: no observations: %v", e.Name, e.Err)
	}
	return fmt.Sprintf("ratio: %s: %d observations from %s to %s: %v", e.Name, e.N,
		e.From.UTC().Format(time.DateOnly), e.To.UTC().Format(time.DateOnly), e.Err)
}

// Unwrap gives the sentinel.
func (e *SampleError) Unwrap() error { return e.Err }

// A sample is what an estimator uses: the rows in which no series is missing.
type sample struct {
	t    []int64
	cols [][]float64
}

// shared returns the rows that all of s have and in which none is missing.
func shared(s ...series.Series) sample {
	f := series.Align(series.Inner, s...)
	out := sample{cols: make([][]float64, len(s))}
	for i := range f.Len() {
		gap := false
		for j := range s {
			gap = gap || missing(f.Column(j).Value(i))
		}
		if gap {
			continue
		}
		out.t = append(out.t, f.Column(0).UnixNanos()[i])
		for j := range s {
			out.cols[j] = append(out.cols[j], f.Column(j).Value(i))
		}
	}
	return out
}

// span returns the number of rows, and the stamps of the first and the last one.
func (s sample) span() (n int, from, to time.Time) {
	n = len(s.t)
	if n == 0 {
		return 0, time.Time{}, time.Time{}
	}
	return n, time.Unix(0, s.t[0]).UTC(), time.Unix(0, s.t[n-1]).UTC()
}

// fail wraps err with the estimator's name and the sample.
func (s sample) fail(name string, err error) error {
	n, from, to := s.span()
	return &SampleError{Name: name, N: n, From: from, To: to, Err: err}
}
