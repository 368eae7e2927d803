package ratio

import (
	"fmt"
	"math"
	"slices"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/riskon/riskon/series"
)

func newYork(t testing.TB) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

// A variant is one way to weigh and rebalance. key names the bucket of a row on
// the grid, from the calendar alone.
type variant struct {
	name string
	cfg  BasketConfig
	key  func(time.Time) string // nil without a grid
}

// variants are all weightings on all of three grids.
func variants(t testing.TB) []variant {
	ny := newYork(t)
	var all []variant
	for w := EqualWeight; w <= CustomWeight; w++ {
		cfg := small
		cfg.Weighting, cfg.SizeAge = w, 8*day
		all = append(all, variant{w.String() + " at every row", cfg, nil})
		cfg.Rebalance = series.Weekly(ny, time.Monday)
		all = append(all, variant{w.String() + " weekly", cfg, func(at time.Time) string {
			d := at.Add(-1).In(ny)
			return d.AddDate(0, 0, -(int(d.Weekday())+6)%7).Format(time.DateOnly)
		}})
		cfg.Rebalance = series.Monthly(ny)
		all = append(all, variant{w.String() + " monthly", cfg, func(at time.Time) string { return at.Add(-1).In(ny).Format("2006-01") }})
	}
	return all
}

// sizedMarket is a market of n half days that goes through many spells, with
// sizes that come and grow old.
func sizedMarket(t testing.TB, seed uint64, n int, w Weighting) (series.Series, []Constituent) {
	r := newRand(seed)
	base := walk(t, r, n, 0.05)
	var coins []Constituent
	for _, id := range []string{"D", "A", "F", "C", "B", "E", "G"} {
		c := Constituent{ID: id}
		for k, all := range []series.Series{walk(t, r, n, 0.1), walk(t, r, n, 0.1)} {
			var times []time.Time
			var values []float64
			on, until := r.IntN(2) > 0, start
			for i := range all.Len() {
				at := all.Time(i)
				for !at.Before(until) {
					spell := []int{12, 60}[k]
					if on = !on; on {
						spell = 50
					}
					until = until.Add(time.Duration(1+r.IntN(spell)) * day / 2)
				}
				x := all.Value(i)
				if k == 1 {
					x *= 1e6
					if w == CustomWeight && r.IntN(4) == 0 {
						x = 0
					}
				}
				if on {
					times, values = append(times, at), append(values, x)
				}
			}
			if k == 0 {
				c.Price = newSeries(t, times, values)
			} else {
				c.Size = newSeries(t, times, values)
			}
		}
		coins = append(coins, c)
	}
	return base, coins
}

// known is the last number of s up to at, when it was, and how many there were.
func known(s series.Series, at time.Time) (x float64, when time.Time, n int) {
	s = s.Until(at)
	for i := range s.Len() {
		if !math.IsNaN(s.Value(i)) {
			x, when, n = s.Value(i), s.Time(i), n+1
		}
	}
	return x, when, n
}

// A fund holds coins: the oracle of a Basket. It buys units at a rebalance with
// all that it is worth, values them at each row, and sells a stale coin at the
// prices of the row before.
type fund struct {
	cfg                BasketConfig
	key                func(time.Time) string
	coins              []Constituent
	units, then        map[string]float64 // then: ratios at the row before
	value, gain        float64            // 0 without an index
	bucket             string
	chain              int
	exits, waits, thin int // what the data try
}

func (f *fund) worth(x map[string]float64) (sum float64) {
	for id, u := range f.units {
		sum += u * x[id]
	}
	return sum
}

func (f *fund) row(at time.Time, base float64) BasketValue {
	x, want := map[string]float64{}, map[string]float64{}
	for _, c := range f.coins {
		price, last, closes := known(c.Price, at)
		if closes < f.cfg.MinObs || at.Sub(last) > f.cfg.MaxAge {
			continue
		}
		x[c.ID], want[c.ID] = price/base, 1
		if f.cfg.Weighting == EqualWeight {
			continue
		}
		size, sized, n := known(c.Size, at)
		if f.cfg.Weighting == SupplyWeight {
			size *= price
		}
		if want[c.ID] = size; n == 0 || size == 0 || at.Sub(sized) > f.cfg.SizeAge {
			delete(want, c.ID)
		}
	}
	before := f.worth(f.then)
	for id := range f.units {
		if _, ok := x[id]; !ok {
			delete(f.units, id)
			f.exits++
		}
	}
	scale, logs, returns := before/f.worth(f.then), 0.0, len(f.units)
	for id := range f.units {
		f.units[id] *= scale
		logs += f.units[id] * f.then[id] / before * math.Log(x[id]/f.then[id])
	}
	growth := f.worth(x) / before

	v := BasketValue{Time: at, Rebalanced: f.key == nil || f.value == 0 || f.key(at) != f.bucket}
	members := f.units
	if v.Rebalanced {
		members = want
		if f.key != nil {
			f.bucket = f.key(at)
		}
	} else if len(want) > len(f.units) {
		f.waits++
	}
	switch {
	case len(members) < f.cfg.MinMembers:
		f.value = 0
	case f.value == 0:
		f.value, f.gain = f.cfg.Start, 0
		f.chain++
	case returns < f.cfg.MinMembers:
		f.value = 0
	default:
		f.value *= growth
		f.gain += math.Log(growth) - logs
	}
	if v.Rebalanced {
		total := 0.0
		for _, w := range want {
			total += w
		}
		f.units = map[string]float64{}
		for id, w := range want {
			f.units[id] = max(f.value, 1) * w / total / x[id]
		}
	}
	f.then = x
	for id := range f.units {
		v.Members = append(v.Members, id)
	}
	slices.Sort(v.Members)
	for _, id := range v.Members {
		v.Weights = append(v.Weights, f.units[id]*x[id]/f.worth(x))
	}
	v.N, v.Chain, v.Value, v.Gain = len(v.Members), f.chain, f.value, f.gain
	if f.value == 0 {
		v.Value, v.Gain, v.Thin = math.NaN(), math.NaN(), true
		f.thin++
	}
	return v
}

// differ says where got is not want, to tol: relative of the value, absolute of
// weights and gain.
func differ(got, want BasketValue, tol float64) string {
	off := func(a, b, scale float64) bool {
		return math.IsNaN(a) != math.IsNaN(b) || math.Abs(a-b) > tol*scale
	}
	switch {
	case !got.Time.Equal(want.Time) || got.Rebalanced != want.Rebalanced || got.Thin != want.Thin || got.Chain != want.Chain:
		return "time, rebalanced, thin or chain"
	case got.N != want.N || !slices.Equal(got.Members, want.Members) || len(got.Weights) != got.N:
		return "members"
	case off(got.Value, want.Value, want.Value):
		return "value"
	case off(got.Gain, want.Gain, 1):
		return "gain"
	}
	for i := range got.Weights {
		if off(got.Weights[i], want.Weights[i], 1) {
			return "weight of " + got.Members[i]
		}
	}
	return ""
}

// A Basket is the fund that holds its members, whatever the weights and the grid.
func TestBasketHoldings(t *testing.T) {
	for _, v := range variants(t) {
		t.Run(v.name, func(t *testing.T) {
			exits, waits, thin := 0, 0, 0
			for seed := range uint64(3) {
				base, coins := sizedMarket(t, seed, 320, v.cfg.Weighting)
				lines := basketIndex(t, base, coins, v.cfg)
				f := &fund{cfg: v.cfg, key: v.key, coins: coins}
				k := 0
				for i := range base.Len() {
					if math.IsNaN(base.Value(i)) {
						continue
					}
					got, want := lines.Row(k), f.row(base.Time(i), base.Value(i))
					if what := differ(got, want, 1e-12); what != "" {
						t.Fatalf("seed %d row %d: %s\n got %+v\nwant %+v", seed, k, what, got, want)
					}
					k++
				}
				exits, waits, thin = exits+f.exits, waits+f.waits, thin+f.thin
			}
			if exits < 30 || thin < 5 || v.key != nil && waits < 10 {
				t.Errorf("the data try too little: %d exits, %d waits, %d thin rows", exits, waits, thin)
			}
		})
	}
}

// rowsOf runs a basket over prices of A, B, C, … on a base of 1s, one row a step.
func rowsOf(t testing.TB, cfg BasketConfig, step time.Duration, sizes []float64, prices ...[]float64) []BasketValue {
	t.Helper()
	b := NewBasket(cfg)
	var rows []BasketValue
	for i, row := range prices {
		at := start.Add(time.Duration(i) * step)
		err := b.ObserveBase(at, 1)
		for k, x := range row {
			id := fmt.Sprintf("%c", 'A'+k)
			if sizes != nil && err == nil {
				err = b.ObserveSize(id, at, sizes[k])
			}
			if err == nil {
				err = b.Observe(id, at, x)
			}
		}
		if err != nil {
			t.Fatal(err)
		}
		rows = b.Advance(rows, at)
	}
	return rows
}

// What is held drifts: after a rebalance on day 0 the index is the mean of the
// prices since, and the weights are their shares; on day 4 all is equal again.
func TestBasketDrift(t *testing.T) {
	cfg := BasketConfig{MinObs: 1, MinMembers: 1, Rebalance: series.Every(4 * day)}
	first := int(start.Unix()/86400) % 4 // days into the first bucket
	rows := rowsOf(t, cfg, day, nil, []float64{1, 1}, []float64{2, 1}, []float64{4, 1}, []float64{8, 1}, []float64{16, 1}, []float64{16, 2}, []float64{32, 4})
	if first != 0 {
		t.Fatalf("the first row is %d days into a bucket", first)
	}
	// The level at the start of a bucket belongs to the one before: rows 0, 1 and 5.
	wants := []struct {
		value, a   float64
		rebalanced bool
	}{{100, .5, true}, {150, .5, true}, {225, 2. / 3, false}, {375, .8, false}, {675, 8. / 9, false}, {750, .5, true}, {1500, .5, false}}
	for i, want := range wants {
		if r := rows[i]; !near(r.Value, want.value) || !near(r.Weights[0], want.a) || !near(r.Weights[0]+r.Weights[1], 1) || r.Rebalanced != want.rebalanced {
			t.Errorf("row %d: %+v, want %+v", i, r, want)
		}
	}
}

// Two coins that double and halve in turn: their log-mean goes nowhere, the
// equal-weight index gains 25 % a row, what is held and not rebalanced nothing.
func TestBasketGain(t *testing.T) {
	prices := [][]float64{{1, 1}, {2, .5}, {1, 1}, {2, .5}, {1, 1}}
	for i, r := range rowsOf(t, BasketConfig{MinObs: 1, MinMembers: 2}, day, nil, prices...) {
		if want := float64(i) * math.Log(1.25); !near(r.Gain, want) || !near(math.Log(r.Value/100), want) {
			t.Errorf("row %d: %+v, want a gain of %v", i, r, want)
		}
	}
	held := rowsOf(t, BasketConfig{MinObs: 1, MinMembers: 2, Rebalance: series.Every(1000 * day)}, day, nil, prices...)
	// Weights .5 .5, then .8 .2: ln 1.25 of what doubles, and ln .8 + .6 ln 2 back.
	if r := held[2]; !near(r.Value, 100) || !near(r.Gain, 0.6*math.Ln2) {
		t.Errorf("held: %+v", r)
	}
	same := rowsOf(t, BasketConfig{MinObs: 1, MinMembers: 2}, day, nil, []float64{1, 2}, []float64{3, 6}, []float64{.1, .2})
	if r := same[2]; r.Gain > 1e-15 {
		t.Errorf("coins that move as one: %+v", r)
	}
	for _, v := range variants(t) {
		base, coins := sizedMarket(t, 11, 320, v.cfg.Weighting)
		lines, last, chain := basketIndex(t, base, coins, v.cfg), 0.0, 0
		for i := range lines.Value.Len() {
			r := lines.Row(i)
			if r.Thin != math.IsNaN(r.Gain) || r.Chain != chain && !r.Thin && r.Gain != 0 || r.Chain == chain && r.Gain < last {
				t.Fatalf("%s: row %d: %+v after %v", v.name, i, r, last)
			}
			chain, last = r.Chain, max(r.Gain, 0)
		}
	}
}
