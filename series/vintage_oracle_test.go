package series_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
)

// A vintage is one print, as the naive oracle holds it.
type vintage struct {
	ref, known time.Time
	value      float64
}

func (p vintage) String() string {
	return fmt.Sprintf("%s at %s: %v", p.ref.Format("01-02"), p.known.Format("01-02T15:04"), p.value)
}

// randomVintages makes prints of few dates at few instants, so that revisions,
// late first prints and instants with several prints all occur. They are in the
// order of known; those of one instant are shuffled.
func randomVintages(rnd *rand.Rand, n int) []vintage {
	var prints []vintage
	seen := map[[2]int]bool{}
	for range n {
		ref, wait := rnd.IntN(12), rnd.IntN(15)
		if seen[[2]int{ref, ref + wait}] {
			continue
		}
		seen[[2]int{ref, ref + wait}] = true
		day := on("2026-01-01").AddDate(0, 0, ref)
		prints = append(prints, vintage{day, day.AddDate(0, 0, wait), math.Round(1e6*rnd.NormFloat64()) / 1e3})
	}
	slices.SortStableFunc(prints, func(a, b vintage) int { return a.known.Compare(b.known) })
	return prints
}

func addPrints(t testing.TB, prints []vintage) *series.Vintages {
	t.Helper()
	v := series.NewVintages(series.USDMillions)
	for _, p := range prints {
		if err := v.Add(p.ref, p.known, p.value, series.USDMillions); err != nil {
			t.Fatal(err)
		}
	}
	return v
}

// asKnown is AsKnown by looking at every print: for each date, the one with the
// latest known instant that is not after at.
func naiveSnapshot(prints []vintage, at time.Time) []vintage {
	latest := map[time.Time]vintage{}
	for _, p := range prints {
		if q, ok := latest[p.ref]; !p.known.After(at) && (!ok || p.known.After(q.known)) {
			latest[p.ref] = p
		}
	}
	var out []vintage
	for _, p := range latest {
		out = append(out, p)
	}
	slices.SortFunc(out, func(a, b vintage) int { return a.ref.Compare(b.ref) })
	return out
}

// naive gives Latest, FirstRelease and Revisions, instant by instant from asKnown.
func naiveVintages(prints []vintage) (latest, first [][3]float64, revisions map[time.Time][][2]float64) {
	var instants []time.Time
	revisions = map[time.Time][][2]float64{}
	for _, p := range prints {
		instants = append(instants, p.known)
	}
	slices.SortFunc(instants, time.Time.Compare)
	newest := time.Time{}
	for _, at := range slices.Compact(instants) {
		table := naiveSnapshot(prints, at)
		p := table[len(table)-1]
		point := [3]float64{float64(at.UnixNano()), p.value, float64(p.ref.Unix())}
		latest = append(latest, point)
		if p.ref.After(newest) {
			first, newest = append(first, point), p.ref
		}
		for _, p := range table {
			if p.known.Equal(at) {
				revisions[p.ref] = append(revisions[p.ref], [2]float64{float64(at.UnixNano()), p.value})
			}
		}
	}
	return latest, first, revisions
}

func releasedPoints(r series.Released) (out [][3]float64) {
	for i := range r.Value.Len() {
		if !r.Value.Time(i).Equal(r.Ref.Time(i)) {
			return nil
		}
		out = append(out, [3]float64{float64(r.Value.Time(i).UnixNano()), r.Value.Value(i), r.Ref.Value(i)})
	}
	return out
}

func snapshotPrints(s series.Snapshot) (out []vintage) {
	for i := range s.Len() {
		out = append(out, vintage{s.Ref(i), s.Known(i), s.Value(i)})
	}
	return out
}
