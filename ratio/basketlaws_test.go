package ratio

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
	"github.com/riskon/riskon/series/seriestest"
)

// digest is all of each row as one number: laws about it are about every line,
// every weight and every name.
func digest(l BasketLines) series.Series {
	v := make([]float64, l.Value.Len())
	for i := range v {
		h := fnv.New64a()
		fmt.Fprintf(h, "%+v", l.Row(i))
		v[i] = float64(h.Sum64() >> 12)
	}
	return build(l.Value.UnixNanos(), v)
}

func TestLawsBasket(t *testing.T) {
	for _, v := range variants(t) {
		t.Run(v.name, func(t *testing.T) {
			n := 40
			if v.cfg.Rebalance == series.Monthly(newYork(t)) {
				n = 100 // over two ends of a month
			}
			base, coins := sizedMarket(t, 5, n, v.cfg.Weighting)
			inputs := []series.Series{base}
			for _, c := range coins {
				inputs = append(inputs, c.Price, c.Size)
			}
			f := func(in ...series.Series) series.Series {
				now := make([]Constituent, len(coins))
				for i, c := range coins {
					now[i] = Constituent{c.ID, in[2*i+1], in[2*i+2]}
				}
				return digest(basketIndex(t, in[0], now, v.cfg))
			}
			seriestest.Causal(t, f, inputs...)
			seriestest.Missing(t, f, inputs...)
		})
	}
}

// A note is an observation of any input, in the order of instants.
type note struct {
	tick
	size bool
}

// notes are all observations by instant, in a random order within each.
func notes(base series.Series, coins []Constituent, r *rand.Rand) [][]note {
	by := map[int64][]note{}
	add := func(id string, s series.Series, size bool) {
		for i, ns := range s.UnixNanos() {
			by[ns] = append(by[ns], note{tick{id, s.Time(i), s.Value(i)}, size})
		}
	}
	add("", base, false)
	for _, c := range coins {
		add(c.ID, c.Price, false)
		add(c.ID, c.Size, true)
	}
	var stamps []int64
	for ns := range by {
		stamps = append(stamps, ns)
	}
	slices.Sort(stamps)
	var out [][]note
	for _, ns := range stamps {
		all := by[ns]
		r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		out = append(out, all)
	}
	return out
}

func (k note) observe(t *testing.T, b *Basket) {
	t.Helper()
	if !k.size {
		k.tick.observe(t, b)
	} else if err := b.ObserveSize(k.id, k.at, k.price); err != nil {
		t.Fatal(err)
	}
}

// What comes at an instant comes in any order, the basket is saved and restored
// before and after every row, and one that is advanced at the end gives the same.
func TestBasketLiveIsBatchAfterAnyRestart(t *testing.T) {
	for _, v := range variants(t) {
		t.Run(v.name, func(t *testing.T) {
			base, coins := sizedMarket(t, 6, 110, v.cfg.Weighting)
			want := basketIndex(t, base, coins, v.cfg)
			b, lazy := NewBasket(v.cfg), NewBasket(v.cfg)
			var rows []BasketValue
			for _, instant := range notes(base, coins, newRand(7)) {
				for _, k := range instant {
					k.observe(t, b)
					k.observe(t, lazy)
				}
				b = restart(t, b, NewBasket(v.cfg))
				rows = b.Advance(rows, instant[0].at)
				value, fresh := b.Value(), NewBasket(v.cfg)
				if v.key == nil {
					fresh = &Basket{}
				}
				if b = restart(t, b, fresh); !sameRow(b.Value(), value) {
					t.Fatalf("restored %+v, was %+v", b.Value(), value)
				}
			}
			restart(t, lazy, NewBasket(v.cfg))
			for _, got := range [][]BasketValue{rows, lazy.Advance(nil, start.Add(1000*day))} {
				if len(got) != want.Value.Len() {
					t.Fatalf("%d rows, want %d", len(got), want.Value.Len())
				}
				for i := range got {
					if !sameRow(got[i], want.Row(i)) {
						t.Fatalf("row %d: %+v, want %+v", i, got[i], want.Row(i))
					}
				}
			}
		})
	}
}

func TestBasketRestartLaw(t *testing.T) {
	for _, v := range variants(t) {
		if v.name != "custom weekly" {
			continue
		}
		base, coins := sizedMarket(t, 8, 8, v.cfg.Weighting)
		instants := notes(base, coins[:2], newRand(9))
		seriestest.Restart(t, func() (seriestest.State, func(int) any) {
			b := NewBasket(v.cfg)
			return seriestest.ViaJSON(b), func(i int) any {
				for _, k := range instants[i] {
					k.observe(t, b)
				}
				b.Advance(nil, instants[i][0].at)
				return b.Value()
			}
		}, len(instants))
	}
}

// What was handed out is not written to again.
func TestBasketHandsOut(t *testing.T) {
	for _, v := range variants(t) {
		base, coins := sizedMarket(t, 10, 100, v.cfg.Weighting)
		b := NewBasket(v.cfg)
		var rows []BasketValue
		var texts []string
		for _, instant := range notes(base, coins, newRand(11)) {
			for _, k := range instant {
				k.observe(t, b)
			}
			rows = b.Advance(rows, instant[0].at)
			for i := len(texts); i < len(rows); i++ {
				texts = append(texts, fmt.Sprint(rows[i]))
			}
		}
		for i, r := range rows {
			if fmt.Sprint(r) != texts[i] {
				t.Fatalf("%s: row %d is now %v, was %v", v.name, i, r, texts[i])
			}
		}
	}
}

// wantBitsBasket is the hash of what is Exact in every weighting on every grid.
const wantBitsBasket = "9b6851b744ecf5666cbc9de9ead1885e927701609bccb2d48ff937b32b3d2f0a"

func TestBitsBasket(t *testing.T) {
	h := sha256.New()
	add := func(x float64) {
		if math.IsNaN(x) {
			x = math.NaN()
		}
		h.Write(binary.LittleEndian.AppendUint64(nil, math.Float64bits(x)))
	}
	for _, v := range variants(t) {
		for seed := range uint64(3) {
			base, coins := sizedMarket(t, seed, 200, v.cfg.Weighting)
			l := basketIndex(t, base, coins, v.cfg)
			for i, ns := range l.Value.UnixNanos() {
				h.Write(binary.LittleEndian.AppendUint64(nil, uint64(ns)))
				for _, s := range []series.Series{l.Value, l.N, l.Rebalanced, l.Chain, l.Season, l.SeasonN} {
					add(s.Value(i))
				}
				for _, w := range l.Weights[i] {
					add(w)
				}
			}
		}
	}
	if got := hex.EncodeToString(h.Sum(nil)); got != wantBitsBasket {
		t.Errorf("bits %s, want %s", got, wantBitsBasket)
	}
}

// The state is as large after a hundred thousand rows as after a thousand.
func TestBasketSizedSize(t *testing.T) {
	cfg := BasketConfig{Weighting: CapWeight, SizeAge: day, Rebalance: series.Weekly(newYork(t), time.Monday)}
	b, size := NewBasket(cfg), 0
	var rows []BasketValue
	for i := 1; i <= 100000; i++ {
		at := start.Add(time.Duration(i) * time.Hour)
		err := b.ObserveBase(at, 1.25)
		for _, id := range []string{"A", "B", "C", "D", "E", "F"} {
			if err == nil {
				err = b.Observe(id, at, 1.25)
			}
			if err == nil {
				err = b.ObserveSize(id, at, 1e9)
			}
		}
		if err != nil {
			t.Fatal(err)
		}
		rows = b.Advance(rows[:0], at)
		if i != 1006 && i != 100000 { // the same place in the ring of the season
			continue
		}
		blob, err := json.Marshal(b)
		if err != nil || size != 0 && len(blob) != size {
			t.Errorf("%d bytes after %d rows, were %d: %v", len(blob), i, size, err)
		}
		size = len(blob)
	}
	if rows[0].N != 6 || rows[0].Value != 100 {
		t.Errorf("%+v", rows[0])
	}
}

// A row allocates its weights where they changed, and nothing else.
func TestBasketAllocations(t *testing.T) {
	for _, v := range variants(t) {
		b, at, x := NewBasket(v.cfg), start, 1.0
		ids := []string{"A", "B", "C", "D", "E", "F"}
		var rows []BasketValue
		step := func() {
			at, x = at.Add(time.Hour), 1.5-x/2
			_ = b.ObserveBase(at, 1)
			for k, id := range ids {
				_ = b.Observe(id, at, float64(k+1)+x)
				_ = b.ObserveSize(id, at, float64(k+1))
			}
			rows = b.Advance(rows[:0], at)
		}
		for range 2000 {
			step()
		}
		want := 1.0
		if v.cfg.Weighting == EqualWeight && v.key == nil {
			want = 0
		}
		if got := testing.AllocsPerRun(100, step); got > want || rows[0].Thin {
			t.Errorf("%s: %v allocations a row, want %v; %+v", v.name, got, want, rows[0])
		}
	}
}

// Stamps before 1970 are below 0, and so is the instant that is closed: what was
// never observed is not after it. Every state of such a basket is taken back.
func TestBasketBefore1970(t *testing.T) {
	for w := EqualWeight; w <= CustomWeight; w++ {
		cfg := BasketConfig{MinObs: 2, MinMembers: 1, Weighting: w, SizeAge: week}
		b, rows := NewBasket(cfg), []BasketValue(nil)
		for i := range 8 {
			at := time.Date(1929, 10, 24+i, 0, 0, 0, 0, time.UTC)
			_, _, _ = b.ObserveBase(at, 1), b.Observe("PRICED", at, 10), b.ObserveSize("SIZED", at, 7)
			if i > 1 {
				_ = b.ObserveSize("PRICED", at, 5)
			}
			b = restart(t, b, NewBasket(cfg))
			rows = b.Advance(rows, at)
			b = restart(t, b, NewBasket(cfg))
		}
		if last := rows[7]; last.N != 1 || last.Value != 100 {
			t.Errorf("%v: %+v", w, last)
		}
	}
}
