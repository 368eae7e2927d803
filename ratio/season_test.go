package ratio

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/big"
	"slices"
	"sort"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"github.com/riskon/riskon/series"
	"github.com/riskon/riskon/series/seriestest"
)

// shortSeason is a season that begins and ends often.
var shortSeason = SeasonConfig{Window: 4 * day, Universe: 4, Exclude: []string{"B"}, MinMembers: 2, MaxAge: 2 * day, Alt: 60, BTC: 40}

func seasonOf(t testing.TB, base series.Series, coins []Constituent, cfg SeasonConfig) SeasonLines {
	t.Helper()
	l, err := SeasonOf(base, coins, cfg)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// values are the rows of lines.
func (l SeasonLines) values() (rows []SeasonValue) {
	for i := range l.Index.Len() {
		v := SeasonValue{Time: l.Index.Time(i), Index: l.Index.Value(i), N: int(l.N.Value(i)), Ahead: int(l.Ahead.Value(i))}
		if s := l.State.Value(i); !math.IsNaN(s) {
			v.State = SeasonState(s)
		}
		rows = append(rows, v)
	}
	return rows
}

// season90 is the row of prices moved by returns, over a window of 90 days. The
// prices are decimals of any scale.
func season90(t *testing.T, returns []float64, base float64) SeasonValue {
	t.Helper()
	s := NewSeason(SeasonConfig{})
	end := start.Add(90 * day)
	move := func(then, by float64) float64 {
		d := decimal.NewFromFloat
		return d(then).Mul(d(by).Add(decimal.NewFromInt(1))).InexactFloat64()
	}
	for i, r := range returns {
		then := []float64{0.1, 0.3, 7, 1234.5, 0.000123, 61.7, 3e5}[i%7]
		id := fmt.Sprintf("C%02d", i)
		must(t, s.Observe(id, start, then))
		must(t, s.Observe(id, end, move(then, r)))
	}
	must(t, s.ObserveBase(start, 97000.1))
	must(t, s.ObserveBase(end, move(97000.1, base)))
	rows := s.Advance(nil, end)
	if len(rows) != 2 || rows[0].N != 0 || rows[0].State != 0 {
		t.Fatalf("%+v", rows)
	}
	return rows[1]
}

// The cases of altseason in misc_reference.json, and those its text names.
func TestSeasonGolden(t *testing.T) {
	var golden struct {
		Cases []struct {
			Ret   []float64 `json:"ret"`
			BTC   float64   `json:"btc"`
			N     int       `json:"n"`
			Out   int       `json:"out"`
			Index float64   `json:"index"`
			Text  string    `json:"n50"`
		} `json:"cases"`
		Thresholds struct{ Alt, BTC float64 } `json:"thresholds"`
	}
	readJSON(t, "testdata/altseason.json", &golden)
	if cfg := (SeasonConfig{}).withDefaults(); cfg.Alt != golden.Thresholds.Alt || cfg.BTC != golden.Thresholds.BTC || cfg.Window != 90*day {
		t.Errorf("defaults %+v", cfg)
	}
	c := golden.Cases[0]
	if v := season90(t, c.Ret, c.BTC); v.Index != c.Index || v.N != c.N || v.Ahead != c.Out || v.State != AltSeason {
		t.Errorf("%+v, want %+v", v, c)
	}
	fifty := func(ahead int) SeasonValue {
		returns := make([]float64, 50)
		for i := range returns {
			returns[i] = 0.05 // a tie
			if i < ahead {
				returns[i] = 0.0501
			}
		}
		return season90(t, returns, 0.05)
	}
	for _, c := range golden.Cases[1:3] {
		ahead := 0
		_, err := fmt.Sscanf(c.Text, "%d of 50", &ahead)
		must(t, err)
		if v := fifty(ahead); v.Index != c.Index {
			t.Errorf("%s: %+v", c.Text, v)
		}
	}
	for _, c := range []struct {
		ahead int
		index float64
		state SeasonState
	}{
		{38, 76, AltSeason}, {37, 74, BetweenSeasons}, {12, 24, BTCSeason}, {13, 26, BetweenSeasons},
		{0, 0, BTCSeason}, {50, 100, AltSeason},
	} {
		if v := fifty(c.ahead); v.Index != c.index || v.N != 50 || v.Ahead != c.ahead || v.State != c.state {
			t.Errorf("%d of 50: %+v, want %+v", c.ahead, v, c)
		}
	}
}

// Equal moves in decimals are a tie whatever the binary quotients say, and a
// move that is the least bit larger is ahead.
func TestSeasonTies(t *testing.T) {
	r := newRand(3)
	binary := 0
	for range 20000 {
		d := func() decimal.Decimal {
			return decimal.New(1+r.Int64N(99999), -int32(r.IntN(9)))
		}
		then, baseThen, move := d(), d(), decimal.New(1+r.Int64N(3000), -3)
		f := decimal.Decimal.InexactFloat64
		now, baseNow := f(then.Mul(move)), f(baseThen.Mul(move))
		if ahead(now, f(then), baseNow, f(baseThen)) || ahead(baseNow, f(baseThen), now, f(then)) {
			t.Fatalf("%v/%v and %v/%v are a tie", now, then, baseNow, baseThen)
		}
		if now/f(then) != baseNow/f(baseThen) {
			binary++
		}
		more := decimal.New(1, -14).Add(decimal.NewFromInt(1))
		now = f(then.Mul(move).Mul(more))
		if fraction(now).Cmp(new(big.Rat).Mul(then.Rat(), move.Rat())) > 0 && !ahead(now, f(then), baseNow, f(baseThen)) {
			t.Fatalf("%v/%v is more than %v/%v", now, then, baseNow, baseThen)
		}
	}
	if binary < 1000 {
		t.Errorf("only %d of the ties are none in binary: the data try too little", binary)
	}
}

// naiveSeason is the definition, from the tables, row by row.
func naiveSeason(base series.Series, coins []Constituent, cfg SeasonConfig) (rows []SeasonValue) {
	for i := range base.Len() {
		at := base.Time(i)
		if math.IsNaN(base.Value(i)) {
			continue
		}
		var universe []Constituent
		size := map[string]float64{}
		for _, c := range coins {
			_, _, ok := lastKnown(c.Price, at, cfg.MaxAge)
			x, _, sized := lastKnown(c.Size, at, cfg.MaxAge)
			if ok && (sized || cfg.Universe == 0) && c.ID != "BTC" && !slices.Contains(cfg.Exclude, c.ID) {
				universe, size[c.ID] = append(universe, c), x
			}
		}
		sort.Slice(universe, func(i, j int) bool {
			a, b := universe[i].ID, universe[j].ID
			return size[a] > size[b] || size[a] == size[b] && a < b
		})
		v := SeasonValue{Time: at, Index: math.NaN()}
		for k, c := range universe {
			if cfg.Universe > 0 && k >= cfg.Universe {
				break
			}
			now, _, _ := lastKnown(c.Price, at, cfg.MaxAge)
			then, _, ok := lastKnown(c.Price, at.Add(-cfg.Window), cfg.MaxAge)
			baseThen, _, baseOK := lastKnown(base, at.Add(-cfg.Window), cfg.MaxAge)
			if !ok || !baseOK {
				continue
			}
			v.N++
			own := new(big.Rat).Quo(fraction(now), fraction(then))
			if own.Cmp(new(big.Rat).Quo(fraction(base.Value(i)), fraction(baseThen))) > 0 {
				v.Ahead++
			}
		}
		if v.N >= cfg.MinMembers {
			v.Index = float64(v.Ahead) * 100 / float64(v.N)
			v.State = BetweenSeasons
			if v.Index >= cfg.Alt {
				v.State = AltSeason
			}
			if v.Index <= cfg.BTC {
				v.State = BTCSeason
			}
		}
		rows = append(rows, v)
	}
	return rows
}

func TestSeasonNaive(t *testing.T) {
	configs := []SeasonConfig{shortSeason, {Window: 3*day + day/4, MinMembers: 1, MaxAge: day, Alt: 75, BTC: 25},
		{Window: 10 * day, Universe: 2, MinMembers: 1, MaxAge: forever, Alt: 75, BTC: 25}}
	states, ties := map[SeasonState]int{}, 0
	for seed := range uint64(8) {
		base, coins := crowd(t, seed)
		for k, cfg := range configs {
			want := naiveSeason(base, coins, cfg)
			got := seasonOf(t, base, coins, cfg).values()
			sameRows(t, fmt.Sprint("seed ", seed, " config ", k), got, want)
			for _, v := range want {
				states[v.State]++
				if v.N == cfg.Universe {
					ties++
				}
			}
		}
	}
	if states[0] < 50 || states[AltSeason] < 50 || states[BTCSeason] < 50 || states[BetweenSeasons] < 50 || ties < 50 {
		t.Errorf("the data try too little: %v, %d", states, ties)
	}
}

func seasonInputs(base series.Series, coins []Constituent) []input[Season] {
	in := []input[Season]{{base, (*Season).ObserveBase}}
	for _, c := range coins {
		in = append(in, input[Season]{c.Price, func(s *Season, t time.Time, x float64) error { return s.Observe(c.ID, t, x) }},
			input[Season]{c.Size, func(s *Season, t time.Time, x float64) error { return s.ObserveSize(c.ID, t, x) }})
	}
	return in
}

func TestSeasonIsSeasonOf(t *testing.T) {
	for seed := range uint64(2) {
		base, coins := crowd(t, seed)
		want := seasonOf(t, base, coins, shortSeason).values()
		fresh := func() *Season { return NewSeason(shortSeason) }
		for _, rows := range replays(t, fresh, func() *Season { return &Season{} }, (*Season).Advance, seasonInputs(base, coins)) {
			sameRows(t, "live", rows, want)
		}
	}
}

func TestSeasonLaws(t *testing.T) {
	base, coins := crowd(t, 7)
	inputs := append([]series.Series{base}, append(prices(coins), sizes(coins)...)...)
	for name, line := range map[string]func(SeasonLines) series.Series{
		"index": func(l SeasonLines) series.Series { return l.Index },
		"n":     func(l SeasonLines) series.Series { return l.N },
		"ahead": func(l SeasonLines) series.Series { return l.Ahead },
		"state": func(l SeasonLines) series.Series { return l.State },
	} {
		f := func(in ...series.Series) series.Series {
			return line(seasonOf(t, in[0], with(coins, in[1:]), shortSeason))
		}
		t.Run(name, func(t *testing.T) {
			seriestest.Causal(t, f, inputs...)
			seriestest.Missing(t, f, inputs...)
		})
	}
	steps := instants(newRand(1), seasonInputs(base, coins))
	seriestest.Restart(t, func() (seriestest.State, func(int) any) {
		s := NewSeason(shortSeason)
		return seriestest.ViaJSON(s), func(i int) any {
			for _, observe := range steps[i].all {
				must(t, observe(s))
			}
			s.Advance(nil, steps[i].at)
			return s.Value()
		}
	}, 14)
}

// script feeds coins by hand: a row a day, a price where the text has one.
func script(t *testing.T, cfg SeasonConfig, base string, coins map[string]string) []SeasonValue {
	t.Helper()
	s := NewSeason(cfg)
	feed := func(text string, to func(at time.Time, x float64) error) {
		for i, word := range strings.Fields(text) {
			x := math.NaN()
			if word == "." {
				continue
			}
			if word != "NaN" {
				_, err := fmt.Sscan(word, &x)
				must(t, err)
			}
			must(t, to(start.Add(time.Duration(i)*day), x))
		}
	}
	feed(base, s.ObserveBase)
	for id, text := range coins {
		name, sized := strings.CutSuffix(id, " size")
		feed(text, func(at time.Time, x float64) error {
			if sized {
				return s.ObserveSize(name, at, x)
			}
			return s.Observe(name, at, x)
		})
	}
	return s.Advance(nil, start.Add(1000*day))
}

// counts shows ahead/n of each row, "-" where there is no index.
func counts(rows []SeasonValue) string {
	var out []string
	for _, r := range rows {
		text := fmt.Sprintf("%d/%d", r.Ahead, r.N)
		if math.IsNaN(r.Index) {
			text = "-"
		}
		if math.IsNaN(r.Index) != (r.State == 0) {
			text += "!"
		}
		out = append(out, text)
	}
	return strings.Join(out, " ")
}

var twoDays = SeasonConfig{Window: 2 * day, MinMembers: 1, MaxAge: day}

func TestSeasonCases(t *testing.T) {
	type coins = map[string]string
	with := func(change func(*SeasonConfig)) SeasonConfig {
		c := twoDays
		change(&c)
		return c
	}
	for _, c := range []struct {
		name, base string
		coins      coins
		cfg        SeasonConfig
		want       string
	}{
		{"enters a window after its first price", "1 1 1 1 1 1", coins{"A": ". 1 2 3 4 5"}, twoDays, "- - - 1/1 1/1 1/1"},
		{"leaves when its last price is too old", "1 1 1 1 1 1 1", coins{"A": "1 2 3 4"}, twoDays, "- - 1/1 1/1 1/1 - -"},
		{"returns", "1 1 1 1 1 1 1 1 1 1 1", coins{"A": "1 2 3 . . . 6 7 8 9"}, twoDays, "- - 1/1 1/1 - - - - 1/1 1/1 1/1"},
		{"a coin of NaN is none", "1 1 1 1", coins{"A": "NaN NaN NaN NaN", "B": "1 1 2 2"}, twoDays, "- - 1/1 1/1"},
		{"NaN leaves what was known", "1 1 1 1 1", coins{"A": "1 2 NaN 4 5"}, twoDays, "- - 1/1 1/1 1/1"},
		{"NaN grows stale", "1 1 1 1 1", coins{"A": "1 2 3 NaN NaN"}, twoDays, "- - 1/1 1/1 -"},
		{"a base of NaN gives no row", "1 1 NaN 1 1", coins{"A": "1 2 3 4 5"}, twoDays, "- - 1/1 1/1"},
		{"a base that is stale a window ago", "1 . . . 1 1 1", coins{"A": "1 2 3 4 5 6 7"}, twoDays, "- - - 1/1"},
		{"a price a window ago just young enough", "1 . . 1 1", coins{"A": "1 2 3 4 5"}, twoDays, "- 1/1 -"},
		{"a price stamped a window ago counts", "10 1 10", coins{"A": "1 1 2"}, twoDays, "- - 1/1"},
		{"a tie is not ahead", "0.3 1 0.315", coins{"A": "100000 1 105000", "B": "100000 1 105000.1"}, twoDays, "- - 1/2"},
		{"the base is no constituent", "1 1 1", coins{"BTC": "1 1 2", "A": "1 1 1"}, twoDays, "- - 0/1"},
		{"another base", "1 1 1", coins{"BTC": "1 1 2", "ETH": "1 1 1"}, with(func(c *SeasonConfig) { c.Base = "ETH" }), "- - 1/1"},
		{"excluded", "1 1 1", coins{"USDT": "1 1 2", "WBTC": "1 1 2", "A": "1 1 1"}, with(func(c *SeasonConfig) { c.Exclude = []string{"WBTC", "USDT", "WBTC"} }), "- - 0/1"},
		{"too few", "1 1 1 1", coins{"A": "1 1 2 2", "B": ". 1 1 2"}, with(func(c *SeasonConfig) { c.MinMembers = 2 }), "- - - 2/2"},
		{"the largest, as of the row", "1 1 1 1", coins{"A": "1 1 2 2", "A size": "5 5 5 1", "B": "1 1 1 1", "B size": "4 4 4 4"},
			with(func(c *SeasonConfig) { c.Universe = 1 }), "- - 1/1 0/1"},
		{"a size that is too old", "1 1 1 1", coins{"A": "1 1 2 2", "A size": "5 5 . .", "B": "1 1 1 1", "B size": "4 4 4 4"},
			with(func(c *SeasonConfig) { c.Universe = 1 }), "- - 1/1 0/1"},
		{"NaN is no size", "1 1 1", coins{"A": "1 1 2", "A size": "5 5 NaN", "B": "1 1 1", "B size": "4 4 4"},
			with(func(c *SeasonConfig) { c.Universe = 1 }), "- - 1/1"},
		{"without a size not in a universe", "1 1 1", coins{"A": "1 1 2", "B": "1 1 1", "B size": "0 0 0"},
			with(func(c *SeasonConfig) { c.Universe = 5 }), "- - 0/1"},
		{"nobody takes the place of the young", "1 1 1", coins{"A": ". . 2", "A size": ". . 9", "B": "1 1 2", "B size": "4 4 4"},
			with(func(c *SeasonConfig) { c.Universe = 1 }), "- - -"},
		{"of equal sizes the first name", "1 1 1", coins{"B": "1 1 2", "B size": "4 4 4", "A": "1 1 1", "A size": "4 4 4"},
			with(func(c *SeasonConfig) { c.Universe = 1 }), "- - 0/1"},
	} {
		if got := counts(script(t, c.cfg, c.base, c.coins)); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestSeasonErrors(t *testing.T) {
	var s Season
	s.Advance(nil, start)
	before, _ := json.Marshal(&s)
	next := start.Add(day)
	for _, c := range []struct {
		what string
		got  error
		want error
	}{
		{"name", s.Observe("", next, 1), ErrName}, {"name", s.Observe("\xff", next, 1), ErrName}, {"closed", s.Observe("A", start, 1), ErrClosed},
		{"closed NaN", s.Observe("A", start, math.NaN()), ErrClosed}, {"0", s.Observe("A", next, 0), ErrPrice}, {"Inf", s.Observe("A", next, math.Inf(1)), ErrPrice},
		{"range", s.Observe("A", time.Time{}, 1), series.ErrRange}, {"base", s.ObserveBase(next, -1), ErrPrice}, {"base", s.ObserveBase(start, 1), ErrClosed},
		{"size", s.ObserveSize("A", next, -1), ErrSize}, {"size", s.ObserveSize("A", next, 1e76), ErrSize}, {"size", s.ObserveSize("", next, 1), ErrName},
		{"NaN", s.Observe("A", next, math.NaN()), nil}, {"size NaN", s.ObserveSize("A", next, math.NaN()), nil},
	} {
		var oe *ObserveError
		if !errors.Is(c.got, c.want) || c.want != nil && (!errors.As(c.got, &oe) || c.got.Error() == "") {
			t.Errorf("%s: %v, want %v", c.what, c.got, c.want)
		}
	}
	if now, _ := json.Marshal(&s); string(now) != string(before) {
		t.Error("a refused value changed the season")
	}
	if s.Observe("A", next, 1) != nil || !errors.Is(s.Observe("A", next, 1), ErrDuplicate) || s.ObserveSize("A", next, 1) != nil || !errors.Is(s.ObserveSize("A", next, 2), ErrDuplicate) {
		t.Error("twice")
	}
	if rows := s.Advance(nil, next); len(rows) != 0 || !math.IsNaN(s.Value().Index) || s.Value().State.String() != "none" {
		t.Errorf("a row without the base: %+v", rows)
	}
	bad := newSeries(t, []time.Time{start}, []float64{-1})
	good := newSeries(t, []time.Time{start}, []float64{1})
	for _, c := range []struct {
		base  series.Series
		coins []Constituent
		want  error
	}{
		{bad, nil, ErrPrice}, {good, []Constituent{{ID: "A", Price: bad}}, ErrPrice}, {good, []Constituent{{ID: "A", Size: bad}}, ErrSize},
		{good, []Constituent{{ID: "A"}, {ID: "A"}}, ErrDuplicate}, {good, []Constituent{{Price: good}}, ErrName},
	} {
		if _, err := SeasonOf(c.base, c.coins, SeasonConfig{Universe: 1}); !errors.Is(err, c.want) {
			t.Errorf("%v, want %v", err, c.want)
		}
	}
	for _, cfg := range []SeasonConfig{{Window: -1}, {Universe: -1}, {MaxAge: -1}, {MinMembers: -1}, {Alt: 101}, {BTC: 80}, {BTC: -1}, {Exclude: []string{""}}, {Base: "\xff"}, {Alt: math.NaN()}} {
		if !panics(func() { NewSeason(cfg) }) {
			t.Errorf("no panic: %+v", cfg)
		}
	}
	if l := seasonOf(t, series.Series{}, nil, SeasonConfig{}); l.Index.Len() != 0 {
		t.Error("rows of nothing")
	}
}

// The state is bounded by the prices of a window, with and without rows, and
// coins that come and go are forgotten.
func TestSeasonSize(t *testing.T) {
	for _, rows := range []bool{true, false} {
		s := NewSeason(SeasonConfig{Window: 20 * day, Universe: 3, MaxAge: 5 * day})
		size := 0
		for i := range 100000 {
			at := start.Add(time.Duration(i) * day)
			if rows {
				_ = s.ObserveBase(at, 1.25)
			}
			_ = s.Observe("A", at, 1.25)
			if rows {
				_, _ = s.Observe(fmt.Sprintf("%04d", 1000+i/10%7000), at, 1.25), s.ObserveSize(fmt.Sprintf("%04d", 1000+i/10%7000), at, 1.25)
			}
			s.Advance(nil, at)
			if i == 999 || i == 99999 {
				blob, _ := json.Marshal(s)
				if i == 999 {
					size = len(blob)
				}
				if len(blob) > size+size/10 {
					t.Errorf("rows %v: %d bytes, were %d", rows, len(blob), size)
				}
			}
		}
	}
}

func TestSeasonAllocs(t *testing.T) {
	s := NewSeason(SeasonConfig{Universe: 2})
	at := start
	var rows []SeasonValue
	step := func() {
		at = at.Add(day)
		for i, id := range []string{"A", "B", "C"} {
			_, _ = s.Observe(id, at, float64(1+i)), s.ObserveSize(id, at, float64(1+at.Day()%(i+1)))
		}
		_ = s.ObserveBase(at, 2)
		rows = s.Advance(rows[:0], at)
	}
	for range 500 {
		step()
	}
	if n := testing.AllocsPerRun(1000, step); n != 0 {
		t.Errorf("%v allocations a row", n)
	}
}

func goodSeason() *Season {
	s := NewSeason(SeasonConfig{Window: 2 * day, Universe: 2, Exclude: []string{"USDC", "USDT"}, MinMembers: 1, MaxAge: day})
	for i := range 5 {
		at := start.Add(time.Duration(i) * day)
		_, _ = s.ObserveBase(at, 50000+float64(i)), s.ObserveSize("A", at, 7)
		_, _ = s.Observe("A", at, 1.1+float64(i)), s.ObserveSize("B", at, 5)
		_ = s.Observe("B", at, 2.2)
		if i < 4 {
			s.Advance(nil, at)
		}
	}
	return s
}

func TestSeasonState(t *testing.T) {
	s := goodSeason()
	blob, _ := json.Marshal(s)
	var bad []string
	for _, r := range [][2]string{
		{`"window_ns":172800000000000`, `"window_ns":0`}, {`"window_ns":172800000000000`, `"window_ns":1`}, {`"universe":2`, `"universe":0`},
		{`"universe":2`, `"universe":-1`}, {`"base":"BTC"`, `"base":""`}, {`"base":"BTC"`, `"base":"A"`}, {`["USDC","USDT"]`, `["USDT","USDC"]`},
		{`["USDC","USDT"]`, `["USDC","USDC"]`}, {`["USDC","USDT"]`, `null`}, {`["USDC","USDT"]`, `["A","USDT"]`}, {`"min_members":1`, `"min_members":0`},
		{`"alt":75`, `"alt":101`}, {`"btc":25`, `"btc":75`}, {`"rows":true`, `"rows":false`}, {`"n":2`, `"n":3`}, {`"n":2`, `"n":-1`}, {`"ahead":1`, `"ahead":3`},
		{`"ahead":1`, `"ahead":-1`}, {`"row":1`, `"row":2`}, {`"started":true`, `"started":false`}, {`"x":50001`, `"x":0`}, {`"x":50001`, `"x":1e76`},
		{`"x":2.2`, `"x":null`}, {`"x":2.1`, `"x":-2.1`}, {`"id":"B","past"`, `"id":"A","past"`}, {`"id":"B","past"`, `"id":"USDT","past"`},
		{`"id":"B","past"`, `"id":"","past"`}, {`"known":true`, `"known":false`}, {`"x":7}`, `"x":-7}`},
	} {
		text := strings.Replace(string(blob), r[0], r[1], 1)
		if text == string(blob) {
			t.Errorf("%s is not in %s", r[0], blob)
		}
		bad = append(bad, text)
	}
	hostile(t, s, bad...)
	if err := json.Unmarshal(blob, NewSeason(shortSeason)); !errors.Is(err, ErrSpec) {
		t.Errorf("another config: %v", err)
	}
	if NewSeason(SeasonConfig{}).UnmarshalJSON(mustJSON(t, &Season{})) != nil {
		t.Error("the zero season is not that of the defaults")
	}
}

func mustJSON(t *testing.T, v any) []byte {
	t.Helper()
	b, err := json.Marshal(v)
	must(t, err)
	return b
}

// The ends of time, and windows longer than it.
func TestSeasonRange(t *testing.T) {
	for _, c := range []struct {
		window, maxAge time.Duration
		want           string
	}{{forever, forever, "- - 1/1 1/1 1/1"}, {forever, 1, "- - 1/1 - 1/1"}, {1, 1, "- 1/1 - - 1/1"}, {1, forever, "- 1/1 1/1 1/1 1/1"}} {
		s := NewSeason(SeasonConfig{Window: c.window, MaxAge: c.maxAge, MinMembers: 1})
		var rows []SeasonValue
		for i, at := range []time.Time{minTime, minTime.Add(1), time.Unix(0, 0), maxTime.Add(-1), maxTime} {
			_, _ = s.ObserveBase(at, 1), s.Observe("A", at, float64(1+i))
			rows = s.Advance(rows, at)
			s = restart(t, s, &Season{})
		}
		if counts(rows) != c.want {
			t.Errorf("%v %v: %s, want %s", c.window, c.maxAge, counts(rows), c.want)
		}
	}
}

func FuzzSeasonState(f *testing.F) {
	good, _ := json.Marshal(goodSeason())
	empty, _ := json.Marshal(&Season{})
	f.Add(good)
	f.Add(empty)
	f.Fuzz(func(t *testing.T, data []byte) {
		var s Season
		if s.UnmarshalJSON(data) != nil {
			return
		}
		at := maxTime.Add(-week)
		_, _ = s.ObserveBase(at, 2), s.Observe("A", at, 3)
		for _, r := range s.Advance(nil, at) {
			if !(math.IsNaN(r.Index) || 0 <= r.Index && r.Index <= 100) {
				t.Fatalf("%+v", r)
			}
		}
		_ = restart(t, &s, &Season{})
	})
}
