package ratio

import (
	"errors"
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
)

// round is s in whole numbers, which makes ties.
func round(s series.Series) series.Series {
	v := make([]float64, s.Len())
	for i, x := range s.Values() {
		v[i] = max(1, math.Round(x))
	}
	return build(s.UnixNanos(), v)
}

// crowd is market with ties, and with sizes on stamps of their own.
func crowd(t testing.TB, seed uint64) (series.Series, []Constituent) {
	base, coins := market(t, seed)
	r := newRand(seed + 1000)
	for i := range coins {
		coins[i].Price = round(coins[i].Price)
		coins[i].Size = round(walk(t, r, 80, 0.1))
	}
	return round(base), coins
}

// with returns the coins with the series of in: the prices, then the sizes.
func with(coins []Constituent, in []series.Series) []Constituent {
	out := slices.Clone(coins)
	for i := range out {
		out[i].Price = in[i]
		if len(in) > len(out) {
			out[i].Size = in[len(out)+i]
		}
	}
	return out
}

func prices(coins []Constituent) (out []series.Series) {
	for _, c := range coins {
		out = append(out, c.Price)
	}
	return out
}

func sizes(coins []Constituent) (out []series.Series) {
	for _, c := range coins {
		out = append(out, c.Size)
	}
	return out
}

// lastKnown is the last value at or before at, searched from the beginning.
func lastKnown(s series.Series, at time.Time, maxAge time.Duration) (x float64, when time.Time, ok bool) {
	for i := range s.Len() {
		if !s.Time(i).After(at) && !math.IsNaN(s.Value(i)) {
			x, when, ok = s.Value(i), s.Time(i), true
		}
	}
	return x, when, ok && at.Sub(when) <= maxAge
}

// fraction is the decimal that people see.
func fraction(x float64) *big.Rat {
	r, _ := new(big.Rat).SetString(strconv.FormatFloat(x, 'g', -1, 64))
	return r
}

// An input of a live type: a series and where it goes.
type input[L any] struct {
	s  series.Series
	to func(l *L, t time.Time, x float64) error
}

// A moment is what is observed at an instant, in any order.
type moment[L any] struct {
	at  time.Time
	all []func(*L) error
}

func instants[L any](r *rand.Rand, inputs []input[L]) (out []moment[L]) {
	by := map[int64][]func(*L) error{}
	var stamps []int64
	for _, in := range inputs {
		for i, ns := range in.s.UnixNanos() {
			if by[ns] == nil {
				stamps = append(stamps, ns)
			}
			by[ns] = append(by[ns], func(l *L) error { return in.to(l, in.s.Time(i), in.s.Value(i)) })
		}
	}
	slices.Sort(stamps)
	for _, ns := range stamps {
		all := by[ns]
		r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		out = append(out, moment[L]{time.Unix(0, ns).UTC(), all})
	}
	return out
}

// replays feeds a live type in three ways and returns the rows of each: an
// instant at a time in a random order, restarted after every observation and
// every instant; in another order without a restart; and all at once.
func replays[L, V any](t *testing.T, fresh, zero func() *L, advance func(*L, []V, time.Time) []V, inputs []input[L]) [3][]V {
	t.Helper()
	var rows [3][]V
	restarted, plain, lazy := fresh(), fresh(), fresh()
	at := time.Time{}
	for _, now := range instants(newRand(1), inputs) {
		for _, observe := range now.all {
			must(t, observe(restarted))
			restarted = restart(t, restarted, zero())
		}
		rows[0] = advance(restarted, rows[0], now.at)
		restarted = restart(t, restarted, fresh())
		at = now.at
	}
	for _, now := range instants(newRand(2), inputs) {
		for _, observe := range now.all {
			must(t, observe(plain))
			must(t, observe(lazy))
		}
		rows[1] = advance(plain, rows[1], now.at)
	}
	rows[2] = advance(lazy, rows[2], at)
	return rows
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// sameRows compares rows as they are printed, which tells all bits apart.
func sameRows[V any](t *testing.T, what string, got, want []V) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d rows, want %d", what, len(got), len(want))
	}
	for i := range want {
		if g, w := fmt.Sprintf("%+v", got[i]), fmt.Sprintf("%+v", want[i]); g != w {
			t.Fatalf("%s: row %d:\n%s, want\n%s", what, i, g, w)
		}
	}
}

// A name that is none is an error of every table, though nothing was observed
// under it.
func TestTableNames(t *testing.T) {
	clock := newSeries(t, []time.Time{start}, []float64{1})
	for _, id := range []string{"", "\xff"} {
		none := []Constituent{{ID: "A"}, {ID: id}}
		_, basket := BasketIndex(clock, none, BasketConfig{})
		_, breadth := BreadthOf(clock, none, BreadthConfig{})
		_, season := SeasonOf(clock, none, SeasonConfig{})
		_, dominance := DominanceOf(Constituent{ID: "BTC"}, none, 0)
		_, base := DominanceOf(none[1], none[:1], 0)
		for i, err := range []error{basket, breadth, season, dominance, base} {
			if want := fmt.Sprintf("ratio: %q: name empty or not UTF-8", id); !errors.Is(err, ErrName) || err.Error() != want {
				t.Errorf("%q, table %d: %v", id, i, err)
			}
		}
	}
}
