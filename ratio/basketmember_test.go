package ratio

import (
	"math"
	"slices"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
)

// A coin at a thousand times the price enters and leaves. Where nobody's ratio
// moves the index stays where it is, to the bit; where the others move, the row
// with which it comes and the row with which it goes are those of the others
// alone.
func TestBasketEntryExitNoJump(t *testing.T) {
	for _, v := range variants(t) {
		t.Run(v.name, func(t *testing.T) {
			v.cfg.MinMembers, v.cfg.MaxAge, v.cfg.SizeAge = 5, 14*day, series.Forever
			run := func(whale bool, move float64) []BasketValue {
				b := NewBasket(v.cfg)
				var rows []BasketValue
				for w := range 60 {
					at := start.Add(time.Duration(w) * week)
					err := b.ObserveBase(at, 50000)
					r := newRand(uint64(w))
					for i, id := range []string{"A", "B", "C", "D", "E", "WHALE"} {
						x := float64(i+1) * (1 + float64(move*r.Float64()))
						if i == 5 {
							x = 5000
						}
						if i == 5 && (!whale || w < 20 || w >= 40) || err != nil {
							continue
						}
						if err = b.Observe(id, at, x); err == nil {
							err = b.ObserveSize(id, at, 1e6)
						}
					}
					if err != nil {
						t.Fatal(err)
					}
					rows = b.Advance(rows, at)
				}
				return rows
			}
			most := 0
			for w, r := range run(true, 0) {
				if most = max(most, r.N); w >= 2 && (r.Value != 100 || r.Gain != 0) {
					t.Errorf("week %d: %v, want 100", w, r)
				}
				if w >= 13 && (r.Season != 0 || r.SeasonN < 5) {
					t.Errorf("week %d: %v of %d ahead of the base, want 0: a tie is not ahead", w, r.Season, r.SeasonN)
				}
			}
			with, without := run(true, 0.3), run(false, 0.3)
			if most != 6 || with[59].N != 5 {
				t.Fatalf("%d members at most, %d at the end", most, with[59].N)
			}
			for w := 3; w < 60; w++ {
				came, went := with[w].N > with[w-1].N, with[w].N < with[w-1].N
				a, b := with[w].Value/with[w-1].Value, without[w].Value/without[w-1].Value
				if (came || went || with[w].N == 5) && math.Abs(a/b-1) > 1e-14 {
					t.Errorf("week %d of %d coins: %v, without the whale %v", w, with[w].N, a, b)
				}
			}
		})
	}
}

// B stays to the day on which its last close is MaxAge old, and then leaves its
// weight to A and C in proportion; it is back at a rebalance, without a jump.
func TestBasketStaleLeg(t *testing.T) {
	for _, grid := range []series.Grid{{}, series.Every(7 * day)} {
		cfg := BasketConfig{MinObs: 1, MinMembers: 2, MaxAge: 3 * day, Weighting: CustomWeight, SizeAge: series.Forever, Rebalance: grid}
		nan := math.NaN()
		rows := rowsOf(t, cfg, day, []float64{3, 4, 1}, []float64{1, 1, 1}, []float64{1, 1, 1}, []float64{1, nan, 1}, []float64{1, nan, 1},
			[]float64{1, nan, 1}, []float64{2, nan, 1}, []float64{2, 1000, 1}, []float64{2, 1000, 1}, []float64{2, 1000, 1}, []float64{2, 1000, 1})
		for i, r := range rows {
			// The last close of B is of row 1: it is a member to row 4. The return of A at
			// row 5 has a weight of 3/(3+1).
			stale := i >= 5 && (i < 6 || grid != series.Grid{} && !r.Rebalanced && !slices.Contains(r.Members, "B"))
			want := 100.0
			if i >= 5 {
				want = 175
			}
			if !near(r.Value, want) || slices.Contains(r.Members, "B") == stale || len(r.Members) != 3-int(indicate(stale)) {
				t.Errorf("%v: row %d: %+v, want %v", grid, i, r, want)
			}
			if i == 4 && !slices.Equal(r.Weights, []float64{3. / 8, .5, 1. / 8}) {
				t.Errorf("%v: row 4: %v", grid, r.Weights)
			}
		}
		if back := rows[6]; grid == (series.Grid{}) && back.N != 3 || grid != (series.Grid{}) && back.N != 2 {
			t.Errorf("%v: %+v", grid, back)
		}
	}
}

// A size is good for SizeAge, and read at a rebalance only.
func TestBasketStaleSize(t *testing.T) {
	for _, grid := range []series.Grid{{}, series.Every(6 * day)} {
		b := NewBasket(BasketConfig{MinObs: 1, MinMembers: 2, Weighting: CapWeight, SizeAge: 2 * day, Rebalance: grid})
		var got []int
		for i := range 9 {
			at := start.Add(time.Duration(i) * day)
			_, _, _, _ = b.ObserveBase(at, 1), b.Observe("A", at, 1), b.Observe("B", at, 1), b.Observe("C", at, 1)
			_, _ = b.ObserveSize("A", at, 1e9), b.ObserveSize("B", at, 2e9)
			if i == 1 {
				_ = b.ObserveSize("C", at, 1e9)
			}
			got = append(got, b.Advance(nil, at)[0].N)
		}
		want := []int{2, 3, 3, 3, 2, 2, 2, 2, 2} // C: rows 1 to 3
		if grid != (series.Grid{}) {
			want = []int{2, 3, 3, 3, 3, 3, 3, 2, 2} // bucket (0, 6]: rebalanced at rows 1 and 7
		}
		if !slices.Equal(got, want) {
			t.Errorf("%v: %v members, want %v", grid, got, want)
		}
	}
}

// A custom weight of 0 keeps a coin out, and a negative zero is the same.
func TestBasketZeroWeight(t *testing.T) {
	cfg := BasketConfig{MinObs: 1, MinMembers: 2, Weighting: CustomWeight, SizeAge: day}
	for _, zero := range []float64{0, math.Copysign(0, -1)} {
		rows := rowsOf(t, cfg, day, []float64{1, zero, 1}, []float64{1, 1, 1}, []float64{1, 5, 1}, []float64{2, 9, 1})
		if r := rows[2]; !slices.Equal(r.Members, []string{"A", "C"}) || r.Value != 150 || rows[1].Value != 100 {
			t.Errorf("%+v", rows)
		}
		if rows = rowsOf(t, cfg, day, []float64{zero, zero, 1}, []float64{1, 1, 1}); !rows[0].Thin || rows[0].N != 1 {
			t.Errorf("%+v", rows)
		}
	}
}

// NaN is as good as nothing at all: of a price, of the base and of a size.
func TestBasketNaN(t *testing.T) {
	for _, v := range variants(t) {
		base, coins := sizedMarket(t, 12, 150, v.cfg.Weighting)
		clean := make([]Constituent, len(coins))
		for i, c := range coins {
			clean[i] = Constituent{c.ID, present(t, c.Price), present(t, c.Size)}
		}
		a, b := basketIndex(t, base, coins, v.cfg), basketIndex(t, present(t, base), clean, v.cfg)
		sameSeries(t, v.name, digest(a), digest(b))
		if a.Value.Len() == base.Len() {
			t.Errorf("%s: no base is missing", v.name)
		}
		live := NewBasket(v.cfg)
		saved, _ := live.MarshalJSON()
		for _, err := range []error{live.ObserveBase(start, math.NaN()), live.Observe("A", start, math.NaN()), live.ObserveSize("A", start, math.NaN())} {
			if err != nil {
				t.Error(err)
			}
		}
		if now, _ := live.MarshalJSON(); string(now) != string(saved) {
			t.Errorf("%s: NaN left %s", v.name, now)
		}
	}
}

// present is s without what is missing.
func present(t *testing.T, s series.Series) series.Series {
	t.Helper()
	var times []time.Time
	var values []float64
	for i := range s.Len() {
		if x := s.Value(i); !math.IsNaN(x) {
			times, values = append(times, s.Time(i)), append(values, x)
		}
	}
	return newSeries(t, times, values)
}

// Too few members are thin, not an index of a few names: on a grid too, where
// coins that wait for a rebalance do not make up for those that left. The row
// after begins a new chain with all of them.
func TestBasketThin(t *testing.T) {
	cfg := BasketConfig{MinObs: 1, MinMembers: 2, MaxAge: day, Rebalance: series.Every(365 * day)}
	nan := math.NaN()
	rows := rowsOf(t, cfg, day, nil, []float64{1, nan, nan}, []float64{1, 1, nan}, []float64{2, 1, 1}, []float64{2, nan, 1}, []float64{4, nan, 2},
		[]float64{8, nan, 4}, []float64{8, nan, nan}, []float64{8, nan, nan}, []float64{8, nan, nan})
	wants := []struct {
		value      float64
		n, chain   int
		rebalanced bool
	}{{nan, 1, 0, true}, {100, 2, 1, true}, {150, 2, 1, false}, {150, 2, 1, false}, {nan, 1, 1, false}, {100, 2, 2, true}, {100, 2, 2, false},
		{nan, 1, 2, false}, {nan, 1, 2, true}}
	for i, want := range wants {
		if r := rows[i]; !same(r.Value, want.value) || r.N != want.n || r.Chain != want.chain || r.Rebalanced != want.rebalanced || r.Thin != math.IsNaN(want.value) {
			t.Errorf("row %d: %+v, want %+v", i, r, want)
		}
	}
}

// Months and weeks of New York, across both changes of its clocks: the level at
// midnight there belongs to the bucket that ends, a nanosecond later the next
// one has begun.
func TestBasketNewYork(t *testing.T) {
	ny := newYork(t)
	midnights := func(step func(d time.Time) time.Time, d time.Time) (at []time.Time) {
		for ; d.Year() < 2026; d = step(d) {
			at = append(at, d)
		}
		return at
	}
	for name, c := range map[string]struct {
		grid series.Grid
		ends []time.Time
	}{
		"monthly": {series.Monthly(ny), midnights(func(d time.Time) time.Time { return d.AddDate(0, 1, 0) }, time.Date(2025, 2, 1, 0, 0, 0, 0, ny))},
		"weekly":  {series.Weekly(ny, time.Monday), midnights(func(d time.Time) time.Time { return d.AddDate(0, 0, 7) }, time.Date(2025, 1, 6, 0, 0, 0, 0, ny))},
	} {
		b := NewBasket(BasketConfig{MinObs: 1, MinMembers: 1, Rebalance: c.grid, MaxAge: 60 * day})
		row := func(at time.Time) bool {
			_, _ = b.ObserveBase(at, 1), b.Observe("A", at, 1)
			b = restart(t, b, NewBasket(BasketConfig{MinObs: 1, MinMembers: 1, Rebalance: c.grid, MaxAge: 60 * day}))
			return b.Advance(nil, at)[0].Rebalanced
		}
		row(c.ends[0].Add(-time.Hour))
		for _, end := range c.ends {
			for after, want := range []bool{false, true, false} {
				if got := row(end.Add(time.Duration(after))); got != want {
					t.Errorf("%s: %v, %d ns after: rebalanced %v", name, end, after, got)
				}
			}
			if row(end.Add(36 * time.Hour)) {
				t.Errorf("%s: rebalanced in the middle of a bucket", name)
			}
		}
	}
}

// On the grid of an exchange a row between two sessions rebalances nothing; the
// first of the next session does. A row without a chain always does.
func TestBasketSessions(t *testing.T) {
	ny := newYork(t)
	b := NewBasket(BasketConfig{MinObs: 1, MinMembers: 1, Rebalance: series.Session(series.NYSE())})
	for _, c := range []struct {
		day, hour, minute int
		want              bool
	}{{3, 8, 0, true}, {3, 9, 30, false}, {3, 9, 31, true}, {3, 16, 0, false}, {3, 16, 1, false}, {4, 12, 0, false}, {6, 9, 30, false}, {6, 12, 0, true}, {6, 13, 0, false}} {
		at := time.Date(2025, 1, c.day, c.hour, c.minute, 0, 0, ny)
		_, _ = b.ObserveBase(at, 1), b.Observe("A", at, 1)
		b = restart(t, b, NewBasket(BasketConfig{MinObs: 1, MinMembers: 1, Rebalance: series.Session(series.NYSE())}))
		if got := b.Advance(nil, at)[0].Rebalanced; got != c.want {
			t.Errorf("%v: rebalanced %v", at, got)
		}
	}
}
