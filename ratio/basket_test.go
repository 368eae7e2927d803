package ratio

import (
	"encoding/json"
	"errors"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
)

// small is a basket that thins out often.
var small = BasketConfig{MinObs: 3, MaxAge: 3 * day, MinMembers: 3, Start: 100, SeasonRows: 2}

// market is a base with rows on some half days, and coins that trade in spells.
func market(t testing.TB, seed uint64) (series.Series, []Constituent) {
	r := newRand(seed)
	base := walk(t, r, 80, 0.1)
	var coins []Constituent
	for _, id := range []string{"D", "A", "F", "C", "B", "E"} {
		s := walk(t, r, 80, 0.1)
		from := start.Add(time.Duration(r.IntN(20)) * day)
		gap := from.Add(time.Duration(r.IntN(15)) * day)
		var times []time.Time
		var values []float64
		for i := range s.Len() {
			if at := s.Time(i); !at.Before(from) && (at.Before(gap) || at.After(gap.Add(6*day))) {
				times, values = append(times, at), append(values, s.Value(i))
			}
		}
		coins = append(coins, Constituent{ID: id, Price: newSeries(t, times, values)})
	}
	return base, coins
}

// naiveBasket is the definition, from the tables, row by row.
func naiveBasket(base series.Series, coins []Constituent, cfg BasketConfig) []BasketValue {
	var rows []BasketValue
	var before map[string]float64
	var times []time.Time
	own := map[string]map[time.Time]float64{}
	ids := "ABCDEF"
	index, gain, chain := math.NaN(), math.NaN(), 0
	for i := range base.Len() {
		at, btc := base.Time(i), base.Value(i)
		if math.IsNaN(btc) {
			continue
		}
		times = append(times, at)
		now := map[string]float64{}
		v := BasketValue{Time: at, Season: math.NaN()}
		sum, logs, m, ahead := 0.0, 0.0, 0, 0
		for _, id := range strings.Split(ids, "") {
			var s series.Series
			for _, c := range coins {
				if c.ID == id {
					s = c.Price.Until(at)
				}
			}
			closes, price, last := 0, 0.0, time.Time{}
			for k := range s.Len() {
				if !math.IsNaN(s.Value(k)) {
					closes, price, last = closes+1, s.Value(k), s.Time(k)
				}
			}
			if last.Equal(at) {
				if own[id] == nil {
					own[id] = map[time.Time]float64{}
				}
				own[id][at] = price / btc
			}
			if closes < cfg.MinObs || at.Sub(last) > cfg.MaxAge {
				continue
			}
			now[id] = price / btc
			v.Members = append(v.Members, id)
			if x, ok := before[id]; ok {
				sum += now[id]/x - 1
				logs += math.Log(now[id] / x)
				m++
			}
			if len(times) > cfg.SeasonRows {
				x, ok := own[id][times[len(times)-1-cfg.SeasonRows]]
				y, ok2 := own[id][at]
				if ok && ok2 {
					v.SeasonN++
					if y > x {
						ahead++
					}
				}
			}
		}
		if v.SeasonN > 0 {
			v.Season = float64(ahead) / float64(v.SeasonN)
		}
		v.N = len(now)
		switch {
		case v.N < cfg.MinMembers:
			index = math.NaN()
		case math.IsNaN(index):
			index, gain = cfg.Start, 0
			chain++
		case m < cfg.MinMembers:
			index = math.NaN()
		default:
			index *= 1 + sum/float64(m)
			gain += max(0, math.Log1p(sum/float64(m))-logs/float64(m))
		}
		v.Value, v.Chain, v.Thin, v.Gain = index, chain, math.IsNaN(index), gain
		if v.Rebalanced = true; v.Thin {
			v.Gain = math.NaN()
		}
		for range v.Members {
			v.Weights = append(v.Weights, 1/float64(v.N))
		}
		rows, before = append(rows, v), now
	}
	return rows
}

func basketIndex(t testing.TB, base series.Series, coins []Constituent, cfg BasketConfig) BasketLines {
	t.Helper()
	lines, err := BasketIndex(base, coins, cfg)
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

func TestBasketNaive(t *testing.T) {
	chains, thin, season := 0, 0, 0
	for seed := range uint64(40) {
		base, coins := market(t, seed)
		got, want := basketIndex(t, base, coins, small), naiveBasket(base, coins, small)
		if got.Value.Len() != len(want) {
			t.Fatalf("%d rows, want %d", got.Value.Len(), len(want))
		}
		for i, w := range want {
			if !sameRow(got.Row(i), w) {
				t.Fatalf("seed %d row %d: %+v, want %+v", seed, i, got.Row(i), w)
			}
			chains = max(chains, w.Chain)
			season += w.SeasonN
			if w.Thin {
				thin++
			}
		}
	}
	if chains < 3 || thin < 100 || season < 1000 {
		t.Errorf("the data try too little: %d chains, %d thin rows, %d in season", chains, thin, season)
	}
}

type tick struct {
	id    string
	at    time.Time
	price float64
}

// ticks are all prices by instant, in a random order within each.
func ticks(base series.Series, coins []Constituent, r *rand.Rand) [][]tick {
	by := map[int64][]tick{}
	add := func(id string, s series.Series) {
		for i, ns := range s.UnixNanos() {
			by[ns] = append(by[ns], tick{id, s.Time(i), s.Value(i)})
		}
	}
	add("", base)
	for _, c := range coins {
		add(c.ID, c.Price)
	}
	var out [][]tick
	for at := start; len(by) > 0; at = at.Add(day / 2) {
		if all := by[at.UnixNano()]; all != nil {
			r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
			out = append(out, all)
			delete(by, at.UnixNano())
		}
	}
	return out
}

func (k tick) observe(t *testing.T, b *Basket) {
	t.Helper()
	err := error(nil)
	if k.id == "" {
		err = b.ObserveBase(k.at, k.price)
	} else {
		err = b.Observe(k.id, k.at, k.price)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// Ties come in any order, the basket is saved and restored after every price,
// and one that is advanced only at the end gives the same rows.
func TestBasketIsBasketIndex(t *testing.T) {
	for seed := range uint64(5) {
		base, coins := market(t, seed)
		want := basketIndex(t, base, coins, small)
		b, lazy := NewBasket(small), NewBasket(small)
		var rows []BasketValue
		for _, instant := range ticks(base, coins, newRand(seed+100)) {
			for _, k := range instant {
				k.observe(t, b)
				k.observe(t, lazy)
				b = restart(t, b, &Basket{})
			}
			rows = b.Advance(rows, instant[0].at)
			value := b.Value()
			if b = restart(t, b, NewBasket(small)); !sameRow(b.Value(), value) {
				t.Fatalf("restored %+v, was %+v", b.Value(), value)
			}
		}
		late := lazy.Advance(nil, start.Add(1000*day))
		for _, got := range [][]BasketValue{rows, late} {
			if len(got) != want.Value.Len() {
				t.Fatalf("%d rows, want %d", len(got), want.Value.Len())
			}
			for i := range got {
				if !sameRow(got[i], want.Row(i)) {
					t.Fatalf("row %d: %+v, want %+v", i, got[i], want.Row(i))
				}
			}
		}
	}
}

func TestBasketErrors(t *testing.T) {
	var b Basket
	b.Advance(nil, start)
	before, _ := json.Marshal(&b)
	next := start.Add(week)
	for _, c := range []struct {
		id    string
		at    time.Time
		price float64
		want  error
	}{
		{"ETH", start, 1, ErrClosed}, {"ETH", start, math.NaN(), ErrClosed}, {"ETH", next, 0, ErrPrice}, {"ETH", next, -1, ErrPrice},
		{"ETH", next, math.Inf(1), ErrPrice}, {"ETH", next, 1e76, ErrPrice}, {"ETH", next, 1e-76, ErrPrice}, {"", next, 1, ErrName},
		{"\xff", next, 1, ErrName}, {"ETH", time.Time{}, 1, series.ErrRange}, {"ETH", next, math.NaN(), nil},
	} {
		err := b.Observe(c.id, c.at, c.price)
		var oe *ObserveError
		if !errors.Is(err, c.want) || c.want != nil && (!errors.As(err, &oe) || err.Error() == "") {
			t.Errorf("%+v: %v", c, err)
		}
	}
	if err := b.ObserveBase(next, -1); !errors.Is(err, ErrPrice) {
		t.Errorf("base: %v", err)
	}
	if now, _ := json.Marshal(&b); string(now) != string(before) {
		t.Error("a refused price changed the basket")
	}
	if b.Observe("ETH", next, 1) != nil || !errors.Is(b.Observe("ETH", next, 1), ErrDuplicate) {
		t.Error("twice")
	}
	if rows := b.Advance(nil, next); len(rows) != 0 {
		t.Errorf("a row without the base: %+v", rows)
	}
	s := newSeries(t, []time.Time{start}, []float64{-1})
	if _, err := BasketIndex(s, nil, BasketConfig{}); !errors.Is(err, ErrPrice) {
		t.Errorf("bad base: %v", err)
	}
	if _, err := BasketIndex(s, []Constituent{{ID: "A", Price: s}}, BasketConfig{}); !errors.Is(err, ErrPrice) {
		t.Errorf("bad coin: %v", err)
	}
	if _, err := BasketIndex(s, []Constituent{{ID: "A"}, {ID: "A"}}, BasketConfig{}); !errors.Is(err, ErrDuplicate) {
		t.Errorf("name twice: %v", err)
	}
	if !panics(func() { NewBasket(BasketConfig{MinObs: -1}) }) || !panics(func() { NewBasket(BasketConfig{Start: math.Inf(1)}) }) {
		t.Error("no panic")
	}
}

// Ratios run away: the chain ends where the index leaves the range of numbers.
func TestBasketOverflow(t *testing.T) {
	b := NewBasket(BasketConfig{MinObs: 1, MinMembers: 1})
	var rows []BasketValue
	for i, p := range []float64{1e-75, 1e75, 1e-75, 1e-75, 1, 1e70, 1e75, 1e-75} {
		at := start.Add(time.Duration(i) * week)
		_, _ = b.ObserveBase(at, 1), b.Observe("A", at, p)
		b = restart(t, b, &Basket{})
		rows = b.Advance(rows, at)
		b = restart(t, b, &Basket{})
	}
	thin := []bool{false, true, false, false, true, false, false, true}
	for i, r := range rows {
		if r.Thin != thin[i] || r.Thin != math.IsNaN(r.Value) {
			t.Errorf("row %d: %+v", i, r)
		}
	}
}

// The state does not grow with history.
func TestBasketSize(t *testing.T) {
	b := NewBasket(BasketConfig{})
	size := 0
	for w := range 1000 {
		at := start.Add(time.Duration(w) * week)
		_ = b.ObserveBase(at, 1.25)
		for _, id := range []string{"A", "B", "C", "D", "E", "F"} {
			_ = b.Observe(id, at, 1.25)
		}
		b.Advance(nil, at)
		blob, _ := json.Marshal(b)
		if w == 99 {
			size = len(blob)
		}
		if w > 99 && len(blob) > size+20 {
			t.Fatalf("week %d: %d bytes, were %d", w, len(blob), size)
		}
	}
}

func goodBasket() *Basket {
	b := NewBasket(BasketConfig{MinObs: 2, MinMembers: 2, SeasonRows: 2})
	for w := range 5 {
		at := start.Add(time.Duration(w) * week)
		_ = b.ObserveBase(at, 50000+float64(w))
		_ = b.Observe("A", at, 1.1+float64(w))
		if w != 3 {
			_ = b.Observe("B", at, 2.2)
		}
		if w < 4 {
			b.Advance(nil, at)
		}
	}
	return b
}

func TestBasketState(t *testing.T) {
	b := goodBasket()
	blob, _ := json.Marshal(b)
	var bad []string
	for _, r := range [][2]string{
		{`"min_obs":2`, `"min_obs":0`}, {`"min_obs":2`, `"min_obs":1e9`}, {`"season_rows":2`, `"season_rows":3`}, {`"slot":1`, `"slot":3`},
		{`"slot":1`, `"slot":-1`}, {`"chain":1`, `"chain":0`}, {`"rows":true`, `"rows":false`}, {`"id":"B"`, `"id":"A"`},
		{`"id":"B"`, `"id":""`}, {`"closes":2`, `"closes":3`}, {`"closes":2`, `"closes":1`}, {`"price":2.2`, `"price":-2.2`}, {`"member":true`, `"member":false`},
		{`"started":true`, `"started":false`}, {`"season_n":1`, `"season_n":9`}, {`"x":2.2`, `"x":null`}, {`"x":2.2`, `"x":0`}, {`"x":2.2`, `"x":1e999`},
		{`"from":0.0000819`, `"from":0.0000818`}, {`"sizes":{"started":true,"closed":1579824000000000000`, `"sizes":{"started":true,"closed":1579824000000000001`},
	} {
		s := strings.Replace(string(blob), r[0], r[1], 1)
		if s == string(blob) {
			t.Errorf("%s is not in %s", r[0], blob)
		}
		bad = append(bad, s)
	}
	hostile(t, b, bad...)
	for _, w := range []Weighting{EqualWeight, CapWeight} {
		other := small
		other.Weighting, other.SizeAge = w, day
		if err := json.Unmarshal(blob, NewBasket(other)); !errors.Is(err, ErrSpec) {
			t.Errorf("another config: %v", err)
		}
	}
}

func FuzzBasketState(f *testing.F) {
	good, _ := json.Marshal(goodBasket())
	sized, _ := json.Marshal(goodSized())
	f.Add(good)
	f.Add(sized)
	f.Add([]byte(`{"version":1}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, fresh := range []func() *Basket{func() *Basket { return &Basket{} }, freshSized} {
			b := fresh()
			if b.UnmarshalJSON(data) != nil {
				now, _ := json.Marshal(b)
				if empty, _ := json.Marshal(fresh()); string(now) != string(empty) {
					t.Fatal("a refused state changed the basket")
				}
				continue
			}
			at := maxTime.Add(-week)
			_, _, _ = b.ObserveBase(at, 2), b.Observe("A", at, 3), b.ObserveSize("A", at, 4)
			for _, r := range b.Advance(nil, at) {
				sum := 0.0
				for _, w := range r.Weights {
					sum += w
				}
				if math.IsInf(r.Value, 0) || r.Thin != math.IsNaN(r.Value) || r.N != len(r.Members) || r.N != len(r.Weights) ||
					r.N > 0 && !near(sum, 1) || r.Thin != math.IsNaN(r.Gain) || r.Gain < 0 {
					t.Fatalf("%+v", r)
				}
			}
			_ = restart(t, b, fresh())
		}
	})
}
