package ratio

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
	"github.com/riskon/riskon/series/seriestest"
)

// shortBreadth is a breadth that warms up and thins out often.
var shortBreadth = BreadthConfig{MinMembers: 3, MaxAge: 2 * day, Average: 4, Window: 5}

func breadthOf(t testing.TB, clock series.Series, all []Constituent, cfg BreadthConfig) BreadthLines {
	t.Helper()
	l, err := BreadthOf(clock, all, cfg)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// values are the rows of lines. A thin one is told by its line.
func (l BreadthLines) values() (rows []BreadthValue) {
	for i := range l.N.Len() {
		x := func(s series.Series) float64 { return s.Value(i) }
		rows = append(rows, BreadthValue{l.N.Time(i), int(x(l.N)), math.IsNaN(x(l.Line)), x(l.Advancing), x(l.Declining), x(l.Unchanged), x(l.Net),
			x(l.Line), x(l.Ratio), x(l.Above), int(x(l.AboveN)), x(l.Highs), x(l.Lows), int(x(l.RangeN))})
	}
	return rows
}

// closesUntil are the closes of s that are known at t.
func closesUntil(s series.Series, t time.Time) (x []float64, last time.Time) {
	for i := range s.Len() {
		if !s.Time(i).After(t) && !math.IsNaN(s.Value(i)) {
			x, last = append(x, s.Value(i)), s.Time(i)
		}
	}
	return x, last
}

// naiveBreadth is the definition, from the tables, row by row.
func naiveBreadth(clock series.Series, all []Constituent, cfg BreadthConfig) (rows []BreadthValue) {
	line := 0.0
	for i := range clock.Len() {
		at := clock.Time(i)
		v := BreadthValue{Time: at}
		above, compared := 0.0, 0.0
		for _, c := range all {
			x, last := closesUntil(c.Price, at)
			n := len(x)
			if n == 0 || at.Sub(last) > cfg.MaxAge {
				continue
			}
			v.N++
			if n >= cfg.Average {
				sum := 0.0
				for _, y := range x[n-cfg.Average:] {
					sum += y
				}
				v.AboveN++
				above += indicate(float64(cfg.Average)*x[n-1] > sum) // whole numbers: exact
			}
			if i > 0 && !last.After(clock.Time(i-1)) {
				continue
			}
			if i > 0 {
				before, when := closesUntil(c.Price, clock.Time(i-1))
				if len(before) > 0 && clock.Time(i-1).Sub(when) <= cfg.MaxAge {
					compared++
					v.Advancing += indicate(x[n-1] > before[len(before)-1])
					v.Declining += indicate(x[n-1] < before[len(before)-1])
					v.Unchanged += indicate(x[n-1] == before[len(before)-1])
				}
			}
			if n >= cfg.Window {
				v.RangeN++
				higher, lower := 0, 0
				for _, y := range x[n-cfg.Window : n-1] {
					if x[n-1] > y {
						higher++
					}
					if x[n-1] < y {
						lower++
					}
				}
				v.Highs += indicate(higher == cfg.Window-1)
				v.Lows += indicate(lower == cfg.Window-1)
			}
		}
		none := math.NaN()
		v.Net, v.Ratio, v.Above = v.Advancing-v.Declining, v.Advancing/(v.Advancing+v.Declining), above/float64(v.AboveN)
		if v.Thin = v.N < cfg.MinMembers; !v.Thin {
			line += v.Net
		}
		v.Line = line
		if v.Thin || compared == 0 {
			v.Advancing, v.Declining, v.Unchanged, v.Net = none, none, none, none
		}
		if v.Thin || v.RangeN == 0 {
			v.Highs, v.Lows = none, none
		}
		if v.Thin {
			v.Line, v.Ratio, v.Above = none, none, none
		}
		rows = append(rows, v)
	}
	return rows
}

func TestBreadthNaive(t *testing.T) {
	var thin, highs, lows, unchanged, missing int
	for seed := range uint64(10) {
		base, coins := crowd(t, seed)
		for _, cfg := range []BreadthConfig{shortBreadth, {MinMembers: 1, MaxAge: day / 2, Average: 1, Window: 2}, {MinMembers: 2, MaxAge: forever, Average: 10, Window: 3}} {
			for _, clock := range []series.Series{base, coins[0].Size.Slice(0, coins[0].Size.Len()/3)} {
				want := naiveBreadth(clock, coins, cfg)
				sameRows(t, fmt.Sprintf("seed %d %+v", seed, cfg), breadthOf(t, clock, coins, cfg).values(), want)
				for _, v := range want {
					thin += int(indicate(v.Thin))
					highs += int(indicate(v.Highs > 0))
					lows += int(indicate(v.Lows > 0))
					unchanged += int(indicate(v.Unchanged > 0))
					missing += int(indicate(!v.Thin && math.IsNaN(v.Net)))
				}
			}
		}
	}
	if thin < 100 || highs < 100 || lows < 100 || unchanged < 100 || missing < 10 {
		t.Error("the data try too little:", thin, highs, lows, unchanged, missing)
	}
}

func breadthInputs(clock series.Series, all []Constituent) []input[Breadth] {
	in := []input[Breadth]{{clock, func(b *Breadth, t time.Time, _ float64) error { return b.Tick(t) }}}
	for _, c := range all {
		in = append(in, input[Breadth]{c.Price, func(b *Breadth, t time.Time, x float64) error { return b.Observe(c.ID, t, x) }})
	}
	return in
}

func TestBreadthIsBreadthOf(t *testing.T) {
	for seed := range uint64(2) {
		clock, coins := crowd(t, seed)
		want := breadthOf(t, clock, coins, shortBreadth).values()
		fresh := func() *Breadth { return NewBreadth(shortBreadth) }
		for _, rows := range replays(t, fresh, func() *Breadth { return &Breadth{} }, (*Breadth).Advance, breadthInputs(clock, coins)) {
			sameRows(t, "live", rows, want)
		}
	}
}

func TestBreadthLaws(t *testing.T) {
	clock, coins := crowd(t, 7)
	lines := map[string]func(BreadthLines) series.Series{
		"n":         func(l BreadthLines) series.Series { return l.N },
		"advancing": func(l BreadthLines) series.Series { return l.Advancing },
		"declining": func(l BreadthLines) series.Series { return l.Declining },
		"unchanged": func(l BreadthLines) series.Series { return l.Unchanged },
		"net":       func(l BreadthLines) series.Series { return l.Net },
		"line":      func(l BreadthLines) series.Series { return l.Line },
		"ratio":     func(l BreadthLines) series.Series { return l.Ratio },
		"above":     func(l BreadthLines) series.Series { return l.Above },
		"aboveN":    func(l BreadthLines) series.Series { return l.AboveN },
		"highs":     func(l BreadthLines) series.Series { return l.Highs },
		"lows":      func(l BreadthLines) series.Series { return l.Lows },
		"rangeN":    func(l BreadthLines) series.Series { return l.RangeN },
	}
	for name, line := range lines {
		t.Run(name, func(t *testing.T) {
			seriestest.Causal(t, func(in ...series.Series) series.Series {
				return line(breadthOf(t, in[0], with(coins, in[1:]), shortBreadth))
			}, append([]series.Series{clock}, prices(coins)...)...)
			seriestest.Missing(t, func(in ...series.Series) series.Series {
				return line(breadthOf(t, clock, with(coins, in), shortBreadth))
			}, prices(coins)...)
		})
	}
	steps := instants(newRand(1), breadthInputs(clock, coins))
	seriestest.Restart(t, func() (seriestest.State, func(int) any) {
		b := NewBreadth(shortBreadth)
		return seriestest.ViaJSON(b), func(i int) any {
			for _, observe := range steps[i].all {
				must(t, observe(b))
			}
			b.Advance(nil, steps[i].at)
			return b.Value()
		}
	}, 16)
}

// days is a series of a price a day; what is not in it is NaN.
func days(t testing.TB, text string) series.Series {
	t.Helper()
	var times []time.Time
	var values []float64
	for i, word := range strings.Fields(text) {
		x := math.NaN()
		if word == "." {
			continue
		}
		if word != "NaN" {
			if _, err := fmt.Sscan(word, &x); err != nil {
				t.Fatal(err)
			}
		}
		times, values = append(times, start.Add(time.Duration(i)*day)), append(values, x)
	}
	return newSeries(t, times, values)
}

func TestBreadthCases(t *testing.T) {
	cfg := BreadthConfig{MinMembers: 1, MaxAge: 2 * day, Average: 3, Window: 3}
	advance := func(l BreadthLines) []series.Series { return []series.Series{l.Advancing, l.Declining, l.Line} }
	extremes := func(l BreadthLines) []series.Series { return []series.Series{l.Highs, l.Lows, l.RangeN} }
	above := func(l BreadthLines) []series.Series { return []series.Series{l.Above, l.AboveN, l.N} }
	ratio := func(l BreadthLines) []series.Series { return []series.Series{l.Ratio, l.Unchanged, l.Net} }
	for _, c := range []struct {
		name, clock string
		prices      []string
		lines       func(BreadthLines) []series.Series
		want        string
	}{
		{"the first row compares nobody", "1 1", []string{"1 2", "5 4", "7 8"}, advance, "[NaN 2] [NaN 1] [0 1]"},
		{"who enters is compared at its second row", "1 1 1", []string{"1 2 3", ". 4 5"}, advance, "[NaN 1 2] [NaN 0 0] [0 1 3]"},
		{"who leaves is not compared", "1 1 1 1 1", []string{"1 2 3 4 5", "5 4"}, advance, "[NaN 1 1 1 1] [NaN 1 0 0 0] [0 0 1 2 3]"},
		{"who left is compared again at its second row", "1 1 1 1 1 1", []string{"1 1 1 1 1 1", "5 . . . 4 3"}, advance, "[NaN 0 0 0 0 0] [NaN 0 0 0 0 1] [0 0 0 0 0 -1]"},
		{"NaN is no close", "1 1 1", []string{"1 NaN 3", "1 2 2"}, advance, "[NaN 1 1] [NaN 0 0] [0 1 2]"},
		{"a stale leg is no member", "1 1 1 1", []string{"9", "1 1 1 1"}, above, "[NaN NaN 0 0] [0 0 1 1] [2 2 2 1]"},
		{"nobody moved", "1 1 1", []string{"1 . 2"}, advance, "[NaN NaN 1] [NaN NaN 0] [0 0 1]"},
		{"a slow clock compares with the row before", "1 . 1", []string{"5 9 6", "5 1 4"}, advance, "[NaN 1] [NaN 1] [0 0]"},
		{"all unchanged", "1 1", []string{"1 1", "2 2"}, ratio, "[NaN NaN] [NaN 2] [NaN 0]"},
		{"ratio", "1 1", []string{"1 2", "1 2", "1 2", "2 1"}, ratio, "[NaN 0.75] [NaN 0] [NaN 2]"},
		{"flat is not above its average", "1 1 1", []string{"0.1 0.1 0.1"}, above, "[NaN NaN 0] [0 0 1] [1 1 1]"},
		{"those without enough closes are left out", "1 1 1 1", []string{"1 2 3 4", ". . 4 5"}, above, "[NaN NaN 1 1] [0 0 1 1] [1 1 2 2]"},
		{"a high is strict", "1 1 1 1 1", []string{"1 2 2 3 3"}, extremes, "[NaN NaN 0 1 0] [NaN NaN 0 0 0] [0 0 1 1 1]"},
		{"a high of a window only", "1 1 1 1", []string{"9 1 2 3"}, extremes, "[NaN NaN 0 1] [NaN NaN 0 0] [0 0 1 1]"},
		{"a low", "1 1 1 1", []string{"3 3 2 2"}, extremes, "[NaN NaN 0 0] [NaN NaN 1 0] [0 0 1 1]"},
		{"a carried high is no second one", "1 1 1 1", []string{"1 2 3 .", "1 2 3 3"}, extremes, "[NaN NaN 2 0] [NaN NaN 0 0] [0 0 2 1]"},
	} {
		var all []Constituent
		for i, text := range c.prices {
			all = append(all, Constituent{ID: fmt.Sprint(i), Price: days(t, text)})
		}
		var got []string
		for _, s := range c.lines(breadthOf(t, days(t, c.clock), all, cfg)) {
			got = append(got, fmt.Sprint(s.Values()))
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: %s, want %s", c.name, s, c.want)
		}
	}
}

// A thin row has no figures, and the line goes on after it.
func TestBreadthThin(t *testing.T) {
	all := []Constituent{{ID: "A", Price: days(t, "1 2 3 4 5")}, {ID: "B", Price: days(t, "1 2 . 4 5")}}
	l := breadthOf(t, days(t, "1 1 1 1 1"), all, BreadthConfig{MinMembers: 2, MaxAge: 1, Average: 1, Window: 2})
	for _, s := range []series.Series{l.Advancing, l.Declining, l.Unchanged, l.Net, l.Line, l.Ratio, l.Above, l.Highs, l.Lows} {
		if !math.IsNaN(s.Value(2)) || s.Len() != 5 {
			t.Errorf("%v", s.Values())
		}
	}
	if got := fmt.Sprint(l.N.Values(), l.Line.Values()); got != "[2 2 1 2 2] [0 2 NaN 3 5]" {
		t.Error(got)
	}
}

func TestBreadthErrors(t *testing.T) {
	var b Breadth
	b.Advance(nil, start)
	before, _ := json.Marshal(&b)
	next := start.Add(day)
	for _, c := range []struct {
		got, want error
	}{
		{b.Observe("", next, 1), ErrName}, {b.Observe("\xff", next, 1), ErrName}, {b.Observe("A", start, 1), ErrClosed}, {b.Observe("A", next, 0), ErrPrice},
		{b.Observe("A", next, math.Inf(-1)), ErrPrice}, {b.Observe("A", time.Time{}, 1), series.ErrRange}, {b.Tick(start), ErrClosed}, {b.Tick(time.Time{}), series.ErrRange},
		{b.Observe("A", next, math.NaN()), nil},
	} {
		var oe *ObserveError
		if !errors.Is(c.got, c.want) || c.want != nil && (!errors.As(c.got, &oe) || c.got.Error() == "") {
			t.Errorf("%v, want %v", c.got, c.want)
		}
	}
	if now, _ := json.Marshal(&b); string(now) != string(before) {
		t.Error("a refused value changed the breadth")
	}
	if b.Tick(next) != nil || !errors.Is(b.Tick(next), ErrDuplicate) || !b.Value().Thin {
		t.Error("ticked twice")
	}
	if rows := b.Advance(nil, next); len(rows) != 1 || !rows[0].Thin || rows[0].N != 0 {
		t.Errorf("nobody: %+v", rows)
	}
	good, bad := days(t, "1"), days(t, "-1")
	for _, c := range []struct {
		all  []Constituent
		want error
	}{{[]Constituent{{ID: "A", Price: bad}}, ErrPrice}, {[]Constituent{{ID: "A"}, {ID: "A"}}, ErrDuplicate}, {[]Constituent{{Price: good}}, ErrName}} {
		if _, err := BreadthOf(good, c.all, BreadthConfig{}); !errors.Is(err, c.want) {
			t.Errorf("%v, want %v", err, c.want)
		}
	}
	for _, cfg := range []BreadthConfig{{MinMembers: -1}, {MaxAge: -1}, {Average: -1}, {Average: 100001}, {Window: 1}, {Window: -1}} {
		if !panics(func() { NewBreadth(cfg) }) {
			t.Errorf("no panic: %+v", cfg)
		}
	}
	if breadthOf(t, series.Series{}, nil, BreadthConfig{}).N.Len() != 0 {
		t.Error("rows of nothing")
	}
}

func TestBreadthSize(t *testing.T) {
	b := NewBreadth(BreadthConfig{Average: 10, Window: 20})
	var rows []BreadthValue
	size := 0
	step := func(i int) {
		at := start.Add(time.Duration(i) * day)
		_, _, _ = b.Tick(at), b.Observe("A", at, float64(1+i%7)), b.Observe("B", at, float64(1+i%5))
		rows = b.Advance(rows[:0], at)
	}
	for i := range 33000 {
		step(i)
		if i == 999 {
			size = len(mustJSON(t, b))
		}
	}
	if n := len(mustJSON(t, b)); n > size+20 {
		t.Errorf("%d bytes, were %d", n, size)
	}
	i := 33000
	if n := testing.AllocsPerRun(1000, func() { step(i); i++ }); n != 0 {
		t.Errorf("%v allocations a row", n)
	}
}

func goodBreadth() *Breadth {
	b := NewBreadth(BreadthConfig{MinMembers: 2, MaxAge: 2 * day, Average: 2, Window: 3})
	for i := range 6 {
		at := start.Add(time.Duration(i) * day)
		_, _ = b.Tick(at), b.Observe("A", at, 1.1+float64(i))
		if i != 4 {
			_ = b.Observe("B", at, 2.2)
		}
		if i < 5 {
			b.Advance(nil, at)
		}
	}
	return b
}

func TestBreadthState(t *testing.T) {
	b := goodBreadth()
	blob := string(mustJSON(t, b))
	mean := func(id int) string { return string(mustJSON(t, b.s.Constituents[id].Mean)) }
	other := string(mustJSON(t, b.s.Constituents[1].Max))
	var bad []string
	for _, r := range [][2]string{
		{`"min_members":2`, `"min_members":0`}, {`"average":2`, `"average":3`}, {`"window":3`, `"window":4`}, {`"window":3`, `"window":1`},
		{`"rows":true`, `"rows":false`}, {`"id":"B","closes"`, `"id":"A","closes"`}, {`"id":"B","closes"`, `"id":"","closes"`},
		{`"closes":3`, `"closes":4`}, {`"closes":3`, `"closes":1`}, {`"price":2.2`, `"price":-2.2`}, {`"price":2.2`, `"price":2.1`}, {`"price":5.1`, `"price":5.2`},
		{`"before":2.2`, `"before":0`}, {`"before":2.2`, `"before":1`}, {`"before":2.2`, `"before":-1`}, {`"moved":false`, `"moved":true`},
		{`"low":false`, `"low":true`}, {`"members":2`, `"members":3`}, {`"advancing":1`, `"advancing":3`},
		{`"advancing":1`, `"advancing":-1`}, {`"above":1`, `"above":3`}, {`"above_n":2`, `"above_n":3`}, {`"range_n":1`, `"range_n":3`}, {`"highs":1`, `"highs":2`},
		{`"line":4`, `"line":9007199254740993`}, {`"started":true`, `"started":false`}, {`"x":2.2`, `"x":null`}, {`"x":2.2`, `"x":0`},
		{mean(0), "null"}, {mean(0), other}, {mean(0), `"x"`}, {`"id":"","x":0`, `"id":"","x":1`}, {`"row":1578355200000000000`, `"row":1578355200000000001`},
	} {
		text := strings.Replace(blob, r[0], r[1], 1)
		if text == blob {
			t.Errorf("%s is not in %s", r[0], blob)
		}
		bad = append(bad, text)
	}
	hostile(t, b, bad...)
	if err := json.Unmarshal([]byte(blob), NewBreadth(shortBreadth)); !errors.Is(err, ErrSpec) {
		t.Errorf("another config: %v", err)
	}
	if NewBreadth(BreadthConfig{}).UnmarshalJSON(mustJSON(t, &Breadth{})) != nil {
		t.Error("the zero breadth is not that of the defaults")
	}
}

func FuzzBreadthState(f *testing.F) {
	good, _ := json.Marshal(goodBreadth())
	empty, _ := json.Marshal(&Breadth{})
	f.Add(good)
	f.Add(empty)
	f.Fuzz(func(t *testing.T, data []byte) {
		var b Breadth
		if b.UnmarshalJSON(data) != nil {
			return
		}
		at := maxTime.Add(-week)
		_, _ = b.Tick(at), b.Observe("A", at, 3)
		for _, r := range b.Advance(nil, at) {
			if math.IsInf(r.Line, 0) || r.Thin != math.IsNaN(r.Line) {
				t.Fatalf("%+v", r)
			}
		}
		_ = restart(t, &b, &Breadth{})
	})
}
