package series_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
	"github.com/riskon/riskon/series/seriestest"
)

func TestVintagesNaive(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 1))
	for range 300 {
		prints := randomVintages(rnd, rnd.IntN(60))
		v := addPrints(t, prints)
		latest, first, revisions := naiveVintages(prints)
		if got := releasedPoints(v.Latest()); !slices.Equal(got, latest) {
			t.Fatalf("Latest is %v, want %v", got, latest)
		}
		if got := releasedPoints(v.FirstRelease()); !slices.Equal(got, first) {
			t.Fatalf("FirstRelease is %v, want %v", got, first)
		}
		for d := range 14 {
			ref := on("2026-01-01").AddDate(0, 0, d-1)
			var got [][2]float64
			v.Revisions(ref).Each(func(at time.Time, x float64) bool {
				got = append(got, [2]float64{float64(at.UnixNano()), x})
				return true
			})
			if want := revisions[ref]; !slices.Equal(got, want) {
				t.Fatalf("Revisions(%v) is %v, want %v", ref, got, want)
			}
		}
		for h := -12; h < 28*24; h += 12 {
			at := on("2026-01-01").Add(time.Duration(h) * time.Hour)
			want := naiveSnapshot(prints, at)
			if got := snapshotPrints(v.AsKnown(at)); !slices.Equal(got, want) {
				t.Fatalf("AsKnown(%v) is %v, want %v", at, got, want)
			}
			if got := snapshotPrints(v.Until(at).AsKnown(on("2100-01-01"))); !slices.Equal(got, want) {
				t.Fatalf("Until(%v) then knows %v, want %v", at, got, want)
			}
		}
	}
}

// The order of what becomes known at one instant does not matter, nor whether it
// comes by Add or by AddAll, in one call or in two.
func TestVintagesOrder(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 3))
	for range 200 {
		prints := randomVintages(rnd, 50)
		v := addPrints(t, prints)
		shuffled := slices.Clone(prints)
		rnd.Shuffle(len(prints), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		slices.SortStableFunc(shuffled, func(a, b vintage) int { return a.known.Compare(b.known) })
		samePrints(t, addPrints(t, shuffled), v)

		bulk := series.NewVintages(series.USDMillions)
		cut := rnd.IntN(len(shuffled) + 1)
		for _, part := range [][]vintage{shuffled[:cut], shuffled[cut:]} {
			rnd.Shuffle(len(part), func(i, j int) { part[i], part[j] = part[j], part[i] })
			ref, known, values := printColumns(part)
			if err := bulk.AddAll(ref, known, values, series.USDMillions); err != nil {
				t.Fatal(err)
			}
		}
		samePrints(t, bulk, v)

		again := series.NewVintages(series.USDMillions)
		v.Each(func(ref, known time.Time, value float64) bool {
			return again.Add(ref, known, value, v.Unit()) == nil
		})
		samePrints(t, again, v)

		n := 0
		v.Each(func(time.Time, time.Time, float64) bool { n++; return n < 3 })
		if n > 3 {
			t.Fatal("does not stop")
		}
	}
}

func printColumns(prints []vintage) (ref, known []time.Time, values []float64) {
	for _, p := range prints {
		ref, known, values = append(ref, p.ref), append(known, p.known), append(values, p.value)
	}
	return ref, known, values
}

func allPrints(v *series.Vintages) (out []vintage) {
	v.Each(func(ref, known time.Time, value float64) bool {
		out = append(out, vintage{ref, known, value})
		return true
	})
	return out
}

func samePrints(t *testing.T, got, want *series.Vintages) {
	t.Helper()
	if got.Len() != want.Len() || !slices.Equal(allPrints(got), allPrints(want)) {
		t.Fatalf("%v, want %v", allPrints(got), allPrints(want))
	}
}

// What was cut off or given out does not change when more is added, on either
// side, also where a print is put between two that were shared.
func TestVintagesShared(t *testing.T) {
	rnd := rand.New(rand.NewPCG(4, 4))
	for range 200 {
		prints := randomVintages(rnd, 40)
		v := series.NewVintages(series.USDMillions)
		var cuts []*series.Vintages
		var held [][]vintage
		var latest []series.Series
		for _, p := range prints {
			if err := v.Add(p.ref, p.known, p.value, series.USDMillions); err != nil {
				t.Fatal(err)
			}
			cut := v.Until(p.known)
			cuts, held, latest = append(cuts, cut), append(held, allPrints(cut)), append(latest, cut.Latest().Value)
			if rnd.IntN(3) == 0 {
				if err := cut.Add(on("2026-03-01"), on("2026-04-01"), 1, series.USDMillions); err != nil {
					t.Fatal(err)
				}
				held[len(held)-1] = allPrints(cut)
			}
		}
		samePrints(t, v, addPrints(t, prints))
		for i, cut := range cuts {
			if !slices.Equal(allPrints(cut), held[i]) || !equal(cut.Until(prints[i].known).Latest().Value, latest[i]) {
				t.Fatalf("cut %d has become %v, want %v", i, allPrints(cut), held[i])
			}
		}
	}
}

// Law 1, with the prints read off a series on the known clock: the date is one of
// the twelve days before the stamp.
func TestVintagesCausal(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 5))
	var stamps []int64
	var values []float64
	at := on("2026-02-01").UnixNano()
	for range 80 {
		at += rnd.Int64N(int64(30*time.Hour)) + 1
		stamps, values = append(stamps, at), append(values, rnd.Float64())
	}
	build := func(s series.Series) *series.Vintages {
		v := series.NewVintages(series.Index)
		for known, x := range s.All() {
			if err := v.Add(known.AddDate(0, 0, -int(12*x)), known, x, series.Index); err != nil {
				t.Fatal(err)
			}
		}
		return v
	}
	for name, f := range map[string]func(*series.Vintages) series.Series{
		"Latest":           func(v *series.Vintages) series.Series { return v.Latest().Value },
		"Latest Ref":       func(v *series.Vintages) series.Series { return v.Latest().Ref },
		"FirstRelease":     func(v *series.Vintages) series.Series { return v.FirstRelease().Value },
		"FirstRelease Ref": func(v *series.Vintages) series.Series { return v.FirstRelease().Ref },
		"Revisions":        func(v *series.Vintages) series.Series { return v.Revisions(on("2026-02-20")) },
	} {
		t.Run(name, func(t *testing.T) {
			s := ns(stamps, values)
			seriestest.Causal(t, func(in ...series.Series) series.Series { return f(build(in[0])) }, s)
			v := build(s)
			if f(v).Len() == 0 {
				t.Error("nothing to look at")
			}
			for i := range s.Len() {
				if at := s.Time(i); !equal(f(v.Until(at)).Until(at), f(v).Until(at)) {
					t.Errorf("cut at %v it looks ahead", at)
				}
			}
		})
	}
}
