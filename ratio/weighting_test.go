package ratio

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
)

func TestWeightingText(t *testing.T) {
	for w := EqualWeight; w <= CustomWeight; w++ {
		blob, err := json.Marshal(BasketConfig{Weighting: w})
		var back BasketConfig
		if err != nil || json.Unmarshal(blob, &back) != nil || back.Weighting != w || !strings.Contains(string(blob), `"`+w.String()+`"`) {
			t.Errorf("%v: %s, %v", w, blob, err)
		}
	}
	for _, bad := range []Weighting{-1, 4} {
		if _, err := bad.MarshalText(); err == nil || bad.String() == "" {
			t.Errorf("%v is written", bad)
		}
	}
	w := CapWeight
	if w.UnmarshalText([]byte("Equal")) == nil || w != CapWeight || Weighting(4).String() != "Weighting(4)" {
		t.Error("read what is no weighting")
	}
}

func TestObserveSizeErrors(t *testing.T) {
	next := start.Add(day)
	for w := EqualWeight; w <= CustomWeight; w++ {
		zero := error(nil)
		if w == CapWeight || w == SupplyWeight {
			zero = ErrSize
		}
		b := NewBasket(BasketConfig{Weighting: w, SizeAge: day})
		b.Advance(nil, start)
		before, _ := json.Marshal(b)
		for _, c := range []struct {
			id   string
			at   time.Time
			size float64
			want error
		}{
			{"ETH", start, 1, ErrClosed}, {"ETH", start, math.NaN(), ErrClosed}, {"ETH", next, -1, ErrSize}, {"ETH", next, math.Inf(1), ErrSize},
			{"ETH", next, 1e76, ErrSize}, {"ETH", next, 1e-76, ErrSize}, {"ETH", next, -math.SmallestNonzeroFloat64, ErrSize}, {"", next, 1, ErrName},
			{"\xff", next, 1, ErrName}, {"ETH", time.Time{}, 1, series.ErrRange}, {"ETH", next, math.NaN(), nil},
		} {
			err := b.ObserveSize(c.id, c.at, c.size)
			var oe *ObserveError
			if !errors.Is(err, c.want) || c.want != nil && (!errors.As(err, &oe) || oe.Input != c.id || err.Error() == "") {
				t.Errorf("%v: %+v: %v", w, c, err)
			}
		}
		if now, _ := json.Marshal(b); string(now) != string(before) {
			t.Errorf("%v: a refused size changed the basket", w)
		}
		if err := b.ObserveSize("ETH", next, 0); !errors.Is(err, zero) {
			t.Errorf("%v: 0: %v", w, err)
		}
		if err := b.ObserveSize("BTC", next, 1); err != nil {
			t.Errorf("%v: %v", w, err)
		}
		if err := b.ObserveSize("BTC", next, 1); (w == EqualWeight) != (err == nil) || err != nil && !errors.Is(err, ErrDuplicate) {
			t.Errorf("%v: twice: %v", w, err)
		}
		s := newSeries(t, []time.Time{start}, []float64{1})
		_, err := BasketIndex(s, []Constituent{{"A", s, less(s, 2)}}, BasketConfig{Weighting: w, SizeAge: day})
		if !errors.Is(err, ErrSize) {
			t.Errorf("%v: bad size: %v", w, err)
		}
	}
}

func TestNewBasketSized(t *testing.T) {
	for name, cfg := range map[string]BasketConfig{
		"no size age":       {Weighting: CapWeight},
		"negative size age": {SizeAge: -1},
		"no such weighting": {Weighting: 4, SizeAge: 1},
		"negative":          {Weighting: -1, SizeAge: 1},
	} {
		if !panics(func() { NewBasket(cfg) }) {
			t.Errorf("%s: no panic", name)
		}
	}
}

// Sizes and ratios at their limits: weights stay numbers with sum 1, and a
// member whose weight is too small for one leaves.
func TestBasketExtremes(t *testing.T) {
	for _, v := range variants(t) {
		cfg := v.cfg
		cfg.MinObs, cfg.MinMembers, cfg.MaxAge, cfg.SizeAge = 1, 1, 1000*day, 1000*day
		r := newRand(13)
		b := NewBasket(cfg)
		extreme := []float64{1e-75, 1, 1e75}
		for i := range 200 {
			at := start.Add(time.Duration(i) * day)
			err := b.ObserveBase(at, extreme[r.IntN(3)])
			for _, id := range []string{"A", "B", "C"}[:1+r.IntN(3)] {
				if err == nil {
					err = b.Observe(id, at, extreme[r.IntN(3)])
				}
				if err == nil {
					err = b.ObserveSize(id, at, extreme[r.IntN(3)])
				}
			}
			if err != nil {
				t.Fatal(err)
			}
			row := b.Advance(nil, at)[0]
			sum := 0.0
			for _, w := range row.Weights {
				sum += w
			}
			if row.N > 0 && !near(sum, 1) || row.Thin != math.IsNaN(row.Value) || !row.Thin && !(row.Gain >= 0 && row.Gain < 1e6) {
				t.Fatalf("%s: row %d: %+v", v.name, i, row)
			}
			if i%10 == 0 {
				b = restart(t, b, NewBasket(cfg))
			}
		}
	}
}

// A held coin whose weight becomes too small for a number leaves.
func TestBasketUnderflow(t *testing.T) {
	b := NewBasket(BasketConfig{MinObs: 1, MinMembers: 1, Weighting: SupplyWeight, SizeAge: day, Rebalance: series.Every(10000 * day)})
	_, _ = b.ObserveSize("A", start, 1e-75), b.ObserveSize("B", start, 1e75)
	_, _, _ = b.ObserveBase(start, 1), b.Observe("A", start, 1e-75), b.Observe("B", start, 1)
	if r := b.Advance(nil, start)[0]; r.N != 2 || !near(r.Weights[0]*1e225, 1) || r.Weights[1] != 1 {
		t.Errorf("%+v", r)
	}
	next := start.Add(day)
	_, _ = b.ObserveBase(next, 1e75), b.Observe("B", next, 1e75)
	if r := b.Advance(nil, next)[0]; r.N != 1 || r.Members[0] != "B" || r.Value != 100 {
		t.Errorf("%+v", r)
	}
	restart(t, b, NewBasket(b.s.Config))
}

func freshSized() *Basket {
	return NewBasket(BasketConfig{MinObs: 2, MinMembers: 2, SeasonRows: 2, Weighting: CustomWeight, SizeAge: 30 * day, Rebalance: series.Monthly(time.UTC)})
}

// goodSized has two members, a coin with a size and no price, one that is out,
// and observations that wait.
func goodSized() *Basket {
	b := freshSized()
	for w := range 5 {
		at := start.Add(time.Duration(w) * week)
		_, _, _ = b.ObserveBase(at, 50000+float64(w)), b.Observe("A", at, 1.1+float64(w)), b.Observe("B", at, 2.2)
		_, _ = b.ObserveSize("A", at, 7), b.ObserveSize("B", at, 9)
		_, _ = b.ObserveSize("C", at, 5), b.ObserveSize("D", at, 0)
		if w < 4 {
			b.Advance(nil, at)
		}
	}
	return b
}

func TestBasketSizedState(t *testing.T) {
	b := goodSized()
	blob, _ := json.Marshal(b)
	var bad []string
	for _, r := range [][2]string{
		{`"weighting":"custom"`, `"weighting":"equal"`}, {`"weighting":"custom"`, `"weighting":"cap"`}, {`"weighting":"custom"`, `"weighting":3`},
		{`"size_age_ns":2592000000000000`, `"size_age_ns":0`}, {`UTC"`, `Local"`}, {`"grid":"monthly from day 1 00:00 UTC"`, `"grid":"no grid"`},
		{`"rebalanced":false`, `"rebalanced":true`}, {`"gain":0.`, `"gain":-0.`}, {`"gain":0.`, `"gain":1e99`}, {`"until":15805152`, `"until":15805151`},
		{`"until":1580515200000000000`, `"until":-9223372036854775808`}, {`"until":1580515200000000000`, `"until":1577836800000000000`},
		{`"until":1580515200000000000`, `"until":1583020800000000000`}, {`"until":1580515200000000000`, `"until":0`},
		{`"size":7`, `"size":-7`}, {`"size":7`, `"size":1e76`}, {`"size":7`, `"size":1e999`}, {`"sized":15798240`, `"sized":25798240`},
		{`"x":9`, `"x":-9`}, {`"x":9`, `"x":null`}, {`"x":9`, `"x":1e-99`}, {`"part":3`, `"part":-3`}, {`"part":3.869003512682311e-75`, `"part":0`},
		{`"part":3.869003512682311e-75`, `"part":1.5`}, {`"part":3.869003512682311e-75`, `"part":1e-160`}, {`"part":3.869003512682311e-75`, `"part":4e99`},
		{`"from":0.0000`, `"from":-0.0000`}, {`"from":0.0000`, `"from":1e-200`}, {`"closes":0`, `"closes":-1`}, {`"closes":0`, `"closes":1`}, {`"price":0,`, `"price":1,`},
		{`"last":0`, `"last":1`}, {`"ratio":0,"part":0`, `"ratio":1,"part":0`}, {`"ratio":0,"part":0`, `"ratio":0,"part":1`},
		{`"id":"D"`, `"id":"C"`}, {`"gain":`, `"profit":`}, {`"sizes":{"started":true`, `"sizes":{"started":false`}, {`"member":false`, `"member":true`},
	} {
		s := strings.Replace(string(blob), r[0], r[1], 1)
		if s == string(blob) {
			t.Errorf("%s is not in %s", r[0], blob)
		}
		bad = append(bad, s)
	}
	// No index, no chain before it, and a row that did not rebalance for the lack of one.
	before, rest, _ := strings.Cut(string(blob), `"index":`)
	_, after, _ := strings.Cut(rest, `,"until"`)
	bad = append(bad, before+`"index":0,"gain":0,"chain":0,"until"`+after)
	hostile(t, b, bad...)
	for name, other := range map[string]*Basket{
		"zero": {}, "another grid": NewBasket(BasketConfig{MinObs: 2, MinMembers: 2, SeasonRows: 2, Weighting: CustomWeight, SizeAge: 30 * day, Rebalance: series.Daily(time.UTC)}),
		"another size age": NewBasket(BasketConfig{MinObs: 2, MinMembers: 2, SeasonRows: 2, Weighting: CustomWeight, SizeAge: 31 * day, Rebalance: series.Monthly(time.UTC)}),
	} {
		if err := json.Unmarshal(blob, other); !errors.Is(err, ErrSpec) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if plain, _ := json.Marshal(goodBasket()); !errors.Is(json.Unmarshal(plain, freshSized()), ErrSpec) {
		t.Error("a state without a grid in a basket with one")
	}
	restart(t, b, freshSized())
}
