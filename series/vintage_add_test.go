package series_test

import (
	"errors"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
)

func TestVintagesErrors(t *testing.T) {
	ref, known := on("2026-01-07"), on("2026-01-08").Add(21*time.Hour)
	tokyo := location(t, "Asia/Tokyo")
	start := func() *series.Vintages {
		v := series.NewVintages(series.USDMillions)
		for _, r := range []string{"2025-12-31", "2026-01-07"} {
			if err := v.Add(on(r), known, 837306, series.USDMillions); err != nil {
				t.Fatal(err)
			}
		}
		return v
	}
	later := known.Add(time.Hour)
	for _, x := range []struct {
		ref, known time.Time
		value      float64
		unit       series.Unit
		want       error
	}{
		{ref, later, 1, series.USDBillions, nil},
		{on("2026-01-06"), known, 1, series.USDMillions, nil}, // between two
		{ref, later, 1, 0, series.ErrUnit},
		{ref, later, 1, series.Percent, series.ErrUnit},
		{ref, later, 1, 99, series.ErrUnit},
		{ref, later, nan, series.USD, series.ErrMissing},
		{ref, later, math.Inf(-1), series.USD, series.ErrInfinite},
		{ref, later, 1e76, series.USD, series.ErrInfinite},
		{ref, later, -1e73, series.USDBillions, series.ErrInfinite},
		{ref, on("2263-01-01"), 1, series.USD, series.ErrRange},
		{on("1600-01-01"), later, 1, series.USD, series.ErrRange},
		{time.Time{}, later, 1, series.USD, series.ErrRange},
		{on("2026-01-09"), later, 1, series.USD, series.ErrKnown},
		{time.Date(2026, 1, 9, 12, 0, 0, 0, tokyo), later, 1, series.USD, nil}, // has begun there
		{ref, known.Add(-1), 1, series.USD, series.ErrOrder},
		{ref, known, 1, series.USD, series.ErrDuplicate},
		{ref.Add(5 * time.Hour), known, 1, series.USD, series.ErrDuplicate}, // the same date
		{on("2025-12-31"), known, 1, series.USD, series.ErrDuplicate},
	} {
		for _, bulk := range []bool{false, true} {
			v := start()
			before, index := allPrints(v), v.Len()
			err := v.Add(x.ref, x.known, x.value, x.unit)
			if bulk { // the bad one in the middle
				v, index = start(), 1
				good := known.Add(48 * time.Hour)
				err = v.AddAll([]time.Time{on("2026-01-02"), x.ref, on("2026-01-01")}, []time.Time{good, x.known, good},
					[]float64{1, x.value, 2}, x.unit)
			}
			if x.want == nil {
				if err != nil || v.Len() == len(before) {
					t.Errorf("%v: %v", x, err)
				}
				continue
			}
			var point *series.PointError
			if !errors.Is(err, x.want) || !errors.As(err, &point) || !point.Time.Equal(x.known) && x.want != series.ErrUnit ||
				point.Index != index && x.want != series.ErrUnit {
				t.Errorf("bulk %t, %v: %v, want %v at %d", bulk, x, err, x.want, index)
			}
			if !slices.Equal(allPrints(v), before) {
				t.Errorf("bulk %t, %v: changed to %v", bulk, x, allPrints(v))
			}
		}
	}
	// Two bad ones are a duplicate of each other.
	v := start()
	err := v.AddAll([]time.Time{ref, ref}, []time.Time{later, later}, []float64{1, 2}, series.USD)
	var point *series.PointError
	if !errors.As(err, &point) || point.Index != 1 || !errors.Is(err, series.ErrDuplicate) || v.Len() != 2 {
		t.Error("twice in one call:", err)
	}
	err = v.AddAll([]time.Time{ref, ref}, []time.Time{later}, []float64{1, 2}, series.USD)
	if !errors.As(err, &point) || point.Index != 1 || !errors.Is(err, series.ErrLength) {
		t.Error("lengths:", err)
	}
	if err := v.AddAll(nil, nil, nil, series.USD); err != nil || v.Len() != 2 {
		t.Error("nothing:", err)
	}
	mustPanic(t, "series: NewVintages: no such unit", func() { series.NewVintages(0) })
	mustPanic(t, "series: NewVintages: no such unit", func() { series.NewVintages(77) })
}

// The zero value and an empty history can be read.
func TestVintagesEmpty(t *testing.T) {
	for _, v := range []*series.Vintages{{}, series.NewVintages(series.Percent)} {
		r, s := v.Latest(), v.AsKnown(on("2026-01-01"))
		if v.Len()+r.Value.Len()+r.Ref.Len()+v.FirstRelease().Value.Len()+v.Revisions(on("2026-01-01")).Len()+s.Len()+v.Until(on("2026-01-01")).Len() != 0 {
			t.Error("not empty")
		}
		if x, ok := s.For(on("2026-01-01")); ok || x == x {
			t.Error(x, ok)
		}
	}
	if err := new(series.Vintages).Add(on("2026-01-01"), on("2026-01-02"), 1, series.USD); !errors.Is(err, series.ErrUnit) {
		t.Error("a history without a unit takes a value:", err)
	}
}
