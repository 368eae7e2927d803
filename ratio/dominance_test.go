package ratio

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
	"github.com/riskon/riskon/series/seriestest"
)

func dominanceOf(t testing.TB, base Constituent, others []Constituent, maxAge time.Duration) DominanceLines {
	t.Helper()
	l, err := DominanceOf(base, others, maxAge)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func (l DominanceLines) values() (rows []DominanceValue) {
	for i := range l.N.Len() {
		rows = append(rows, DominanceValue{l.N.Time(i), l.Value.Value(i), l.Total.Value(i), int(l.N.Value(i))})
	}
	return rows
}

// naiveDominance is the definition in fractions, at every stamp of a value. The
// caps are whole numbers, so that their sum is exact.
func naiveDominance(base Constituent, others []Constituent, maxAge time.Duration) (rows []DominanceValue) {
	all := append([]Constituent{base}, others...)
	stamps := map[int64]bool{}
	for _, c := range all {
		for i, ns := range c.Size.UnixNanos() {
			stamps[ns] = stamps[ns] || !math.IsNaN(c.Size.Value(i))
		}
	}
	for at := start; at.Before(start.Add(60 * day)); at = at.Add(day / 2) {
		if !stamps[at.UnixNano()] {
			continue
		}
		v := DominanceValue{Time: at, Value: math.NaN(), Total: math.NaN()}
		total := new(big.Rat)
		for _, c := range all {
			if x, _, ok := lastKnown(c.Size, at, maxAge); ok {
				v.N++
				total.Add(total, fraction(x))
				v.Total, _ = total.Float64()
			}
		}
		if x, _, ok := lastKnown(base.Size, at, maxAge); ok && v.N > 1 && v.Total > 0 {
			v.Value, _ = new(big.Rat).Mul(big.NewRat(100, 1), new(big.Rat).Quo(fraction(x), total)).Float64()
		}
		rows = append(rows, v)
	}
	return rows
}

func TestDominanceNaive(t *testing.T) {
	missing := 0
	for seed := range uint64(10) {
		_, coins := crowd(t, seed)
		for _, age := range []time.Duration{0, day / 2, 3 * day, forever} {
			want := naiveDominance(coins[0], coins[1:], age)
			got := dominanceOf(t, coins[0], coins[1:], age).values()
			for i := range want {
				if i < len(got) && math.Abs(got[i].Value-want[i].Value) <= 1e-15*want[i].Value {
					want[i].Value = got[i].Value
				}
				missing += int(indicate(math.IsNaN(want[i].Value)))
			}
			sameRows(t, fmt.Sprint("seed ", seed, " age ", age), got, want)
		}
	}
	if missing < 100 {
		t.Error("the data try too little:", missing)
	}
}

func dominanceInputs(coins []Constituent) (in []input[Dominance]) {
	for _, c := range coins {
		in = append(in, input[Dominance]{c.Size, func(d *Dominance, t time.Time, x float64) error { return d.Observe(c.ID, t, x) }})
	}
	return in
}

func TestDominanceIsDominanceOf(t *testing.T) {
	for seed := range uint64(2) {
		_, coins := crowd(t, seed)
		want := dominanceOf(t, coins[0], coins[1:], day).values()
		fresh := func() *Dominance { return NewDominance(coins[0].ID, day) }
		for _, rows := range replays(t, fresh, func() *Dominance { return &Dominance{} }, (*Dominance).Advance, dominanceInputs(coins)) {
			sameRows(t, "live", rows, want)
		}
	}
}

func TestDominanceLaws(t *testing.T) {
	_, coins := crowd(t, 7)
	for name, line := range map[string]func(DominanceLines) series.Series{
		"value":  func(l DominanceLines) series.Series { return l.Value },
		"total":  func(l DominanceLines) series.Series { return l.Total },
		"n":      func(l DominanceLines) series.Series { return l.N },
		"others": func(l DominanceLines) series.Series { return FromDominance(l.Value) },
	} {
		f := func(in ...series.Series) series.Series {
			now := with(coins, append(prices(coins), in...))
			return line(dominanceOf(t, now[0], now[1:], day))
		}
		t.Run(name, func(t *testing.T) {
			seriestest.Causal(t, f, sizes(coins)...)
			seriestest.Missing(t, f, sizes(coins)...)
		})
	}
	s := coins[0].Price
	from := func(in ...series.Series) series.Series { return FromDominance(in[0]) }
	seriestest.Causal(t, from, s)
	seriestest.Missing(t, from, s)
	seriestest.BatchIsLive(t, FromDominance, func() func(float64) float64 {
		return func(x float64) float64 { return DominanceValue{Value: x}.Others() }
	}, s)
	steps := instants(newRand(1), dominanceInputs(coins))
	seriestest.Restart(t, func() (seriestest.State, func(int) any) {
		d := NewDominance(coins[0].ID, day)
		return seriestest.ViaJSON(d), func(i int) any {
			for _, observe := range steps[i].all {
				must(t, observe(d))
			}
			d.Advance(nil, steps[i].at)
			return d.Value()
		}
	}, 20)
}

func TestDominanceCases(t *testing.T) {
	for _, c := range []struct {
		name   string
		base   string
		others []string
		want   string
	}{
		{"share", "60 60", []string{"20 30", "20 30"}, "[60 50] [3 3]"},
		{"a stale leg is left out", "60 60 60", []string{"20 20 20", "20"}, "[60 60 75] [3 3 2]"},
		{"a stale base", "60 . .", []string{"40 40 40"}, "[60 60 NaN] [2 2 1]"},
		{"NaN leaves what was known", "60 NaN", []string{"40 60"}, "[60 50] [2 2]"},
		{"NaN alone is no row", "60 NaN 60", []string{"40 NaN 40"}, "[60 60] [2 2]"},
		{"enters and leaves", "50 50 50 50", []string{"50 50 50 50", ". 100 . ."}, "[50 25 25 50] [2 3 3 2]"},
		{"the base alone is no share", "60 60", []string{". 40"}, "[NaN 60] [1 2]"},
		{"all 0", "0", []string{"0"}, "[NaN] [2]"},
		{"a base of 0", "0", []string{"1"}, "[0] [2]"},
		{"all of it", "0.1", []string{"0", "0"}, "[100] [3]"},
		{"no base", "", []string{"1"}, "[NaN] [1]"},
	} {
		base := Constituent{ID: "BTC", Size: days(t, c.base)}
		var others []Constituent
		for i, text := range c.others {
			others = append(others, Constituent{ID: fmt.Sprint(i), Size: days(t, text)})
		}
		l := dominanceOf(t, base, others, day)
		if got := fmt.Sprint(l.Value.Values(), l.N.Values()); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	d := days(t, "50 80 100 0 -1 100.5 NaN 1e-74 1e-73 20")
	if got := fmt.Sprint(FromDominance(d).Values()); got != "[1 0.25 0 NaN NaN NaN NaN NaN 1e+75 4]" {
		t.Error(got)
	}
	huge := dominanceOf(t, Constituent{ID: "A", Size: days(t, "1e75")}, []Constituent{{ID: "B", Size: days(t, "1e75")}}, 0).values()[0]
	if huge.Value != 50 || !math.IsNaN(huge.Total) {
		t.Errorf("%+v", huge)
	}
}

func TestDominanceErrors(t *testing.T) {
	var d Dominance
	d.Advance(nil, start)
	before, _ := json.Marshal(&d)
	next := start.Add(day)
	for _, c := range []struct{ got, want error }{
		{d.Observe("", next, 1), ErrName}, {d.Observe("\xff", next, 1), ErrName}, {d.Observe("A", start, 1), ErrClosed}, {d.Observe("A", next, -1), ErrSize},
		{d.Observe("A", next, math.Inf(1)), ErrSize}, {d.Observe("A", time.Time{}, 1), series.ErrRange}, {d.Observe("A", next, math.NaN()), nil},
	} {
		var oe *ObserveError
		if !errors.Is(c.got, c.want) || c.want != nil && (!errors.As(c.got, &oe) || c.got.Error() == "") {
			t.Errorf("%v, want %v", c.got, c.want)
		}
	}
	if now, _ := json.Marshal(&d); string(now) != string(before) {
		t.Error("a refused value changed the dominance")
	}
	if d.Observe("BTC", next, 3) != nil || !errors.Is(d.Observe("BTC", next, 1), ErrDuplicate) || d.Observe("ETH", next, 1) != nil {
		t.Error("twice")
	}
	if v := d.Value(); !math.IsNaN(v.Value) || !math.IsNaN(v.Others()) {
		t.Errorf("before the first: %+v", v)
	}
	if rows := d.Advance(nil, next); len(rows) != 1 || rows[0].Value != 75 {
		t.Errorf("a zero Dominance: %+v", rows)
	}
	good, bad := days(t, "1"), days(t, "-1")
	for _, c := range []struct {
		base   Constituent
		others []Constituent
		want   error
	}{
		{Constituent{ID: "A", Size: bad}, nil, ErrSize}, {Constituent{ID: "A", Size: good}, []Constituent{{ID: "A"}}, ErrDuplicate},
		{Constituent{Size: good}, nil, ErrName}, {Constituent{ID: "A"}, []Constituent{{Size: good}}, ErrName},
	} {
		if _, err := DominanceOf(c.base, c.others, 0); !errors.Is(err, c.want) {
			t.Errorf("%v, want %v", err, c.want)
		}
	}
	if !panics(func() { NewDominance("BTC", -1) }) || !panics(func() { NewDominance("", 1) }) || !panics(func() { _, _ = DominanceOf(Constituent{ID: "A"}, nil, -1) }) {
		t.Error("no panic")
	}
}

func TestDominanceSize(t *testing.T) {
	d := NewDominance("A", day)
	var rows []DominanceValue
	size := 0
	step := func(i int) {
		at := start.Add(time.Duration(i) * day)
		_, _ = d.Observe("A", at, 1.25), d.Observe("B", at, 1.75)
		rows = d.Advance(rows[:0], at)
	}
	for i := range 50000 {
		step(i)
		if i == 499 {
			size = len(mustJSON(t, d))
		}
	}
	if n := len(mustJSON(t, d)); n > size+10 {
		t.Errorf("%d bytes, were %d", n, size)
	}
	i := 50000
	if n := testing.AllocsPerRun(1000, func() { step(i); i++ }); n != 0 {
		t.Errorf("%v allocations a row", n)
	}
}

func goodDominance() *Dominance {
	d := NewDominance("BTC", 2*day)
	for i := range 3 {
		at := start.Add(time.Duration(i) * day)
		_, _ = d.Observe("BTC", at, 60), d.Observe("ETH", at, 20)
		if i < 2 {
			d.Advance(nil, at)
		}
	}
	return d
}

func TestDominanceState(t *testing.T) {
	d := goodDominance()
	blob := string(mustJSON(t, d))
	var bad []string
	for _, r := range [][2]string{
		{`"base":"BTC"`, `"base":""`}, {`"max_age_ns":172800000000000`, `"max_age_ns":-1`}, {`"rows":true`, `"rows":false`}, {`"row":1`, `"row":2`},
		{`"id":"ETH","cap"`, `"id":"BTC","cap"`}, {`"id":"ETH","cap"`, `"id":"","cap"`}, {`"x":60}}`, `"x":-60}}`}, {`"x":60}}`, `"x":1e76}}`},
		{`"known":true`, `"known":false`}, {`"started":true`, `"started":false`}, {`"x":20}`, `"x":null}`}, {`"x":20}`, `"x":-1}`},
	} {
		text := strings.Replace(blob, r[0], r[1], 1)
		if text == blob {
			t.Errorf("%s is not in %s", r[0], blob)
		}
		bad = append(bad, text)
	}
	hostile(t, d, bad...)
	for _, other := range []*Dominance{NewDominance("ETH", 2*day), NewDominance("BTC", day)} {
		if err := json.Unmarshal([]byte(blob), other); !errors.Is(err, ErrSpec) {
			t.Errorf("other parameters: %v", err)
		}
	}
}

func FuzzDominanceState(f *testing.F) {
	good, _ := json.Marshal(goodDominance())
	empty, _ := json.Marshal(&Dominance{})
	f.Add(good)
	f.Add(empty)
	f.Fuzz(func(t *testing.T, data []byte) {
		var d Dominance
		if d.UnmarshalJSON(data) != nil {
			return
		}
		at := maxTime.Add(-week)
		_, _ = d.Observe("BTC", at, 2), d.Observe("A", at, 3)
		for _, r := range d.Advance(nil, at) {
			if !(math.IsNaN(r.Value) || 0 <= r.Value && r.Value <= 100) {
				t.Fatalf("%+v", r)
			}
		}
		_ = restart(t, &d, &Dominance{})
	})
}
