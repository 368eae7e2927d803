package regime

import (
	"errors"
	"math"
	"testing"
)

func TestMicroPoints(t *testing.T) {
	for _, v := range []struct {
		name   string
		score  float64
		points []float64 // ids a, b, c ...
		total  int64
		want   []int64
	}{
		{"nothing", 50, nil, 50_000_000, nil},
		{"one each", 50.000002, []float64{0.000001, 0.000001}, 50_000_002, []int64{1, 1}},
		{"thirds", 50.000001, []float64{0.000001 / 3, 0.000001 / 3, 0.000001 / 3}, 50_000_001, []int64{1, 0, 0}},
		{"largest first", 50.000001, []float64{2e-7, 5e-7, 3e-7}, 50_000_001, []int64{0, 1, 0}},
		{"zeros count", 50.000001, []float64{0, 7e-7, 0}, 50_000_001, []int64{0, 1, 0}},
		{"minus", 49.9999995, []float64{-5e-7, 0}, 50_000_000, []int64{0, 0}},
		{"floors below", 49.9999985, []float64{-7.5e-7, -7.5e-7}, 49_999_999, []int64{0, -1}},
	} {
		parts := make([]ScorePart, len(v.points))
		for i := range parts {
			parts[len(parts)-1-i] = ScorePart{string(rune('a' + i)), Part{Points: v.points[i]}} // order must not matter
		}
		total, err := microPoints(v.score, parts)
		if err != nil || total != v.total {
			t.Errorf("%s: total %d %v, want %d", v.name, total, err, v.total)
		}
		for i, want := range v.want {
			if got := parts[len(parts)-1-i]; got.Micro != want {
				t.Errorf("%s: %s has %d, want %d", v.name, got.ID, got.Micro, want)
			}
		}
	}
}

func TestMicroPointsInternal(t *testing.T) {
	for _, v := range []struct{ score, points float64 }{
		{51, 0}, {50, 1}, {math.NaN(), 0}, {50, math.NaN()}, {50, math.Inf(-1)}, {1e300, 1e300}, {50.0000015, 0},
	} {
		parts := []ScorePart{{"a", Part{Points: v.points}}}
		if total, err := microPoints(v.score, parts); !errors.Is(err, ErrInternal) {
			t.Errorf("score %v of %v: %d %v, want ErrInternal", v.score, v.points, total, err)
		}
	}
}
