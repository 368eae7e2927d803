package evaluate

import (
	"fmt"
	"strconv"
	"time"
)

// A Fold is a stretch of rows to be judged, and the rows that may be learned
// from to judge them. Rows count from 0.
type Fold struct {
	First, Last int   // the rows judged, both included
	Train       []int // ascending
}

// Folds judge each row once.
type Folds []Fold

// PurgedKFold cuts n rows into k stretches for cross-validation of forecasts
// that look horizon rows ahead, of M. López de Prado (2018). A row j is learned
// from to judge the rows a0 to a1 only if no outcome is shared:
//
//	before:  j + horizon < a0             the outcome of j is over
//	after:   j > a1 + horizon + embargo   the outcome of a1 is over, and embargo rows more
//
// Without that, rows next to the ones judged carry the same outcomes and give
// the answer away. Where n is no multiple of k, the first n mod k stretches have a
// row more.
//
// The error is a *SampleError with ErrShort if n < k. It panics if k < 2 or
// n, horizon or embargo is negative.
//
// Source: M. López de Prado, Advances in Financial Machine Learning, 2018, sec.
// 7.4.
func PurgedKFold(n, k, horizon, embargo int) (Folds, error) {
	if n < 0 || horizon < 0 || embargo < 0 {
		panic("evaluate: PurgedKFold: n, horizon or embargo < 0")
	}
	start := func(j int) int64 { return int64(j) }
	end := func(j int) int64 { return int64(j + min(horizon, n)) }
	folds, ok := purgedKFold(n, k, start, end, int64(embargo))
	if !ok {
		return nil, &SampleError{Name: "PurgedKFold", N: n, Err: ErrShort}
	}
	return folds, nil
}

// PurgedKFold is PurgedKFold by time and not by row, for steps at any
// distance:
//
//	before:  Known of j < Time of a0
//	after:   Time of j > latest Known of a0 to a1 + embargo
//
// On a clock that is regular both give the same folds. The error is a *RowError
// with ErrOrder or ErrKnown, or a *SampleError with ErrShort if there are fewer
// than k outcomes. It panics if k < 2 or embargo < 0.
func (o Outcomes) PurgedKFold(k int, embargo time.Duration) (Folds, error) {
	if embargo < 0 {
		panic("evaluate: PurgedKFold: embargo < 0")
	}
	if err := o.check("PurgedKFold"); err != nil {
		return nil, err
	}
	start := func(j int) int64 { return int64(o[j].Time.Sub(o[0].Time)) }
	end := func(j int) int64 { return int64(o[j].Known.Sub(o[0].Time)) }
	folds, ok := purgedKFold(len(o), k, start, end, int64(embargo))
	if !ok {
		err := &SampleError{Name: "PurgedKFold", N: len(o), Err: ErrShort}
		if len(o) > 0 {
			err.From, err.To = o[0].Time, o[len(o)-1].Time
		}
		return nil, err
	}
	return folds, nil
}

// purgedKFold is false if n < k. Row j lasts from start(j) to end(j).
func purgedKFold(n, k int, start, end func(int) int64, embargo int64) (Folds, bool) {
	if k < 2 {
		panic("evaluate: PurgedKFold: k < 2")
	}
	if n < k {
		return nil, false
	}
	folds, next := make(Folds, k), 0
	for i := range folds {
		f := &folds[i]
		f.First, f.Last = next, next+n/k-1
		if i < n%k {
			f.Last++
		}
		next = f.Last + 1
		last := end(f.First)
		for j := f.First + 1; j <= f.Last; j++ {
			last = max(last, end(j))
		}
		for j := range n {
			// last + embargo might not be within int64.
			if j < f.First && end(j) < start(f.First) || j > f.Last && start(j) > last && start(j)-last > embargo {
				f.Train = append(f.Train, j)
			}
		}
	}
	return folds, true
}

// check returns a *RowError for the first outcome before the one before it, or not
// after its forecast.
func (o Outcomes) check(name string) error {
	for i, x := range o {
		err := error(nil)
		switch {
		case i > 0 && x.Time.Before(o[i-1].Time):
			err = ErrOrder
		case !x.Known.After(x.Time):
			err = ErrKnown
		}
		if err != nil {
			return &RowError{Name: name, Row: "outcome", Index: i, Time: x.Time, Err: err}
		}
	}
	return nil
}

// String shows a row for each fold.
func (f Folds) String() string { return f.table().text() }

// HTML shows the folds as a table for a notebook.
func (f Folds) HTML() string { return f.table().html() }

func (f Folds) table() *table {
	t := &table{notes: []string{"Folds, none"}}
	if len(f) > 0 {
		t.notes[0] = fmt.Sprintf("Folds, %d of %d rows", len(f), f[len(f)-1].Last+1)
		t.row("judged", "learned from", "the last before", "the first after")
	}
	for _, x := range f {
		before, after := "", ""
		for _, j := range x.Train {
			if j < x.First {
				before = strconv.Itoa(j)
			}
			if j > x.Last && after == "" {
				after = strconv.Itoa(j)
			}
		}
		t.row(fmt.Sprintf("%d to %d", x.First, x.Last), strconv.Itoa(len(x.Train)), before, after)
	}
	return t
}
