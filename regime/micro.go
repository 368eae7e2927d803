package regime

import (
	"errors"
	"math"
	"slices"
	"strings"
)

// ErrInternal is a fault of the library, not of its input.
var ErrInternal = errors.New("internal error: the parts do not add up to the score")

const (
	micros    = 1e6        // micro-points in a point
	baseMicro = 50_000_000 // the score of a model that says nothing
)

// A ScorePart is what an input, a caution or the clip adds to the score.
type ScorePart struct {
	ID string // pillar/input, caution/name or clip
	Part
}

// microPoints returns the score in whole micro-points and sets those of parts, so
// that the base and the parts add up to it with ==. Everybody gets the floor of
// their own; what is left over goes, one each, to the largest remainders, of
// equal ones to the lower id.
//
//	total = floor(score*1e6 + 0.5)
//	micro = floor(points*1e6), + 1 for the (total - base - sum of floors) largest points*1e6 - floor
//
// Source: model riskon/1; the rule is Hamilton's for seats in a parliament.
func microPoints(score float64, parts []ScorePart) (total int64, err error) {
	total, ok := floorInt(float64(score*micros) + 0.5)
	left := total - baseMicro
	type remainder struct {
		of   int
		size float64
	}
	var room [32]remainder
	rest := room[:]
	if len(parts) > len(rest) {
		rest = make([]remainder, len(parts))
	}
	rest = rest[:len(parts)]
	for i := range parts {
		x := float64(parts[i].Points * micros)
		m, inRange := floorInt(x)
		ok = ok && inRange
		parts[i].Micro = m
		left -= m
		rest[i] = remainder{i, x - math.Floor(x)}
	}
	if !ok || left < 0 || left > int64(len(parts)) {
		return 0, ErrInternal
	}
	slices.SortFunc(rest, func(a, b remainder) int {
		switch {
		case a.size > b.size:
			return -1
		case a.size < b.size:
			return 1
		}
		return strings.Compare(parts[a.of].ID, parts[b.of].ID)
	})
	for _, r := range rest[:left] {
		parts[r.of].Micro++
	}
	return total, nil
}

// floorInt returns the floor of x, and whether x is small enough to have one that is exact.
func floorInt(x float64) (int64, bool) {
	if !(math.Abs(x) <= 1<<52) {
		return 0, false
	}
	return int64(math.Floor(x)), true
}
