package candle

import (
	"bytes"
	"encoding/json"
	"math"
	"math/rand"
	"reflect"
	"testing"

	"github.com/riskon/riskon/series"
	"github.com/riskon/riskon/series/seriestest"
)

// other are settings that differ from the defaults in everything, periods of 0 and
// long ones included.
var other = Settings{
	BodyLong: Setting{HighLow, 3, 0.5}, BodyVeryLong: Setting{RealBody, 7, 2}, BodyShort: Setting{RealBody, 21, 1.2},
	BodyDoji: Setting{HighLow, 0, 0.3}, ShadowLong: Setting{Shadows, 4, 0.8}, ShadowVeryLong: Setting{RealBody, 12, 1},
	ShadowShort: Setting{Shadows, 0, 1}, ShadowVeryShort: Setting{HighLow, 2, 0.2}, Near: Setting{Shadows, 1, 0.7},
	Far: Setting{RealBody, 6, 0.3}, Equal: Setting{HighLow, 0, 0.2}, Penetration: 0.1,
}

// some is a part of the golden bars that has most patterns.
func some(t testing.TB, from, n int) series.Bars {
	return readBars(t, unzip(t, "candles.csv.gz")).Slice(from, from+n)
}

func listOf(b series.Bars) []series.Bar {
	var list []series.Bar
	for i := range b.Len() {
		list = append(list, b.Bar(i))
	}
	return list
}

// each runs a law for every pattern, at the defaults and at other settings.
func each(t *testing.T, law func(t *testing.T, p Pattern, s Settings)) {
	for _, p := range All() {
		for _, s := range []Settings{{}, other} {
			t.Run(p.String()+"/"+s.String()[:7], func(t *testing.T) { law(t, p, s) })
		}
	}
}

func TestPrefixCausality(t *testing.T) {
	bars := some(t, 100, 60)
	each(t, func(t *testing.T, p Pattern, s Settings) {
		seriestest.CausalBars(t, func(b series.Bars) series.Series { return Series(b, p, s) }, bars)
	})
}

func TestBatchIsLive(t *testing.T) {
	bars := some(t, 0, 500)
	each(t, func(t *testing.T, p Pattern, s Settings) {
		seriestest.BatchIsLiveBars(t,
			func(b series.Bars) series.Series { return Series(b, p, s) },
			func() func(series.Bar) float64 {
				st := NewStream(p, s)
				return func(b series.Bar) float64 { return st.Update(b).Float() }
			}, bars)
	})
}

func TestMissingRows(t *testing.T) {
	bars := some(t, 200, 200)
	each(t, func(t *testing.T, p Pattern, s Settings) {
		seriestest.MissingBars(t, func(b series.Bars) series.Series { return Series(b, p, s) }, bars)
	})
}

// Every price, broken alone in every way, makes the bar missing; volume does not.
func TestMissingFields(t *testing.T) {
	bad := []float64{math.NaN(), math.Inf(1), math.Inf(-1), 1.1e75, -1.1e75}
	prices := []func(*series.Bar) *float64{
		func(b *series.Bar) *float64 { return &b.Open }, func(b *series.Bar) *float64 { return &b.High },
		func(b *series.Bar) *float64 { return &b.Low }, func(b *series.Bar) *float64 { return &b.Close },
	}
	list := listOf(some(t, 0, 120))
	st, sc := NewStream(Doji, Settings{}), NewScanner(Settings{})
	for i, b := range list {
		before, _ := json.Marshal(sc)
		value := st.Value()
		for j, price := range prices {
			broken := b
			*price(&broken) = bad[(i+j)%len(bad)]
			if got := st.Update(broken); got != (Signal{}) || st.Peek(broken) != (Signal{}) || got.Known() || st.Value() != value {
				t.Fatalf("bar %d: %v", i, got)
			}
			if hits := append(sc.Update(nil, broken), sc.Peek(nil, broken)...); hits != nil {
				t.Fatalf("bar %d: %v", i, hits)
			}
		}
		if after, _ := json.Marshal(sc); !bytes.Equal(before, after) {
			t.Fatalf("bar %d: a missing bar changes state", i)
		}
		b.Volume = bad[i%len(bad)]
		want := NewStream(Doji, Settings{})
		for _, b := range list[:i] {
			want.Update(b)
		}
		if got := st.Update(b); got != want.Update(list[i]) {
			t.Fatalf("bar %d: volume matters: %v", i, got)
		}
		sc.Update(nil, b)
	}
}

// All patterns are restarted together in TestRestartScanner.
func TestRestart(t *testing.T) {
	bars := some(t, 300, 40)
	for _, p := range []Pattern{Doji, Engulfing, MorningStar, Hikkake} {
		for _, s := range []Settings{{}, {Near: Setting{RealBody, 2, 1}, BodyLong: Setting{HighLow, 3, 0}, Penetration: 0.1}} {
			seriestest.Restart(t, func() (seriestest.State, func(i int) any) {
				st := NewStream(p, s)
				return seriestest.ViaJSON(st), func(i int) any { return st.Update(bars.Bar(i)) }
			}, bars.Len())
		}
	}
}

func TestRestartScanner(t *testing.T) {
	bars := some(t, 300, 60)
	for _, s := range []Settings{{}, other} {
		seriestest.Restart(t, func() (seriestest.State, func(i int) any) {
			sc := NewScanner(s)
			return seriestest.ViaJSON(sc), func(i int) any { return sc.Update(nil, bars.Bar(i)) }
		}, bars.Len())
	}
}

// A zero value restores itself, and goes on with the same bits.
func TestZeroRestoresItself(t *testing.T) {
	list := listOf(some(t, 0, 400))
	for cut := 0; cut < 100; cut += 3 {
		st, sc := NewStream(Hikkake, other), NewScanner(other, Hikkake, Harami, Doji)
		for _, b := range list[:cut] {
			st.Update(b)
			sc.Update(nil, b)
		}
		var st2 Stream
		var sc2 Scanner
		for _, x := range []struct{ from, to any }{{st, &st2}, {sc, &sc2}} {
			blob, err := json.Marshal(x.from)
			if err == nil {
				err = json.Unmarshal(blob, x.to)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		if st.String() != st2.String() || sc.String() != sc2.String() || st.Ready() != st2.Ready() || st.Value() != st2.Value() {
			t.Fatalf("cut at %d: %s is %s", cut, &sc2, sc)
		}
		for i, b := range list[cut:] {
			if x, y := st.Update(b), st2.Update(b); x != y {
				t.Fatalf("cut at %d, bar %d: %v, want %v", cut, i, y, x)
			}
			if x, y := sc.Update(nil, b), sc2.Update(nil, b); !reflect.DeepEqual(x, y) {
				t.Fatalf("cut at %d, bar %d: %v, want %v", cut, i, y, x)
			}
		}
	}
}

// An answer depends on the last Warmup bars and on nothing before them.
func TestForgets(t *testing.T) {
	bars := some(t, 0, 300)
	each(t, func(t *testing.T, p Pattern, s Settings) {
		whole, n := Series(bars, p, s), NewStream(p, s).Warmup()
		for i := n - 1; i < bars.Len(); i++ {
			part := Series(bars.Slice(i+1-n, i+1), p, s)
			if got, want := part.Value(n-1), whole.Value(i); got != want {
				t.Fatalf("bar %d: %v from the last %d bars, %v from all", i, got, n, want)
			}
			if n > 1 && !math.IsNaN(part.Value(n-2)) {
				t.Fatalf("an answer before bar %d", n)
			}
		}
	})
}

func TestPeekCloneReset(t *testing.T) {
	list := listOf(some(t, 400, 200))
	for _, s := range []Settings{{}, other} {
		sc := NewScanner(s)
		fresh, _ := json.Marshal(sc)
		var want [][]Hit
		for _, b := range list {
			want = append(want, sc.Update(nil, b))
		}
		sc.Reset()
		if blob, _ := json.Marshal(sc); !bytes.Equal(blob, fresh) || sc.Ready() {
			t.Fatal("Reset leaves something")
		}
		for i, b := range list {
			before, _ := json.Marshal(sc)
			sc.Peek(nil, list[len(list)-1-i])
			peeked := sc.Peek(nil, b)
			if after, _ := json.Marshal(sc); !bytes.Equal(before, after) {
				t.Fatalf("bar %d: Peek changes state", i)
			}
			c := sc.Clone()
			for _, b := range list[:30] { // must not disturb
				c.Update(nil, b)
			}
			c = sc.Clone()
			got := sc.Update(nil, b)
			if !reflect.DeepEqual(got, peeked) || !reflect.DeepEqual(got, want[i]) || !reflect.DeepEqual(got, c.Update(nil, b)) {
				t.Fatalf("bar %d: %v, Peek %v, before %v", i, got, peeked, want[i])
			}
			if sc.Ready() != (i+1 >= sc.Warmup()) {
				t.Fatalf("bar %d: ready %v", i, sc.Ready())
			}
		}
	}
}

// Stream says what Scanner says, and Peek, Value and Clone what Update says.
func TestStreamIsScanner(t *testing.T) {
	bars := some(t, 600, 400)
	each(t, func(t *testing.T, p Pattern, s Settings) {
		st := NewStream(p, s)
		var hits []Hit
		for i, b := range listOf(bars) {
			peeked := st.Peek(b)
			copied := st.Clone().Update(b)
			x := st.Update(b)
			if x != peeked || x != copied || x != st.Value() || st.Ready() != x.Known() || st.Ready() != (i+1 >= st.Warmup()) {
				t.Fatalf("bar %d: %v, Peek %v, clone %v, Value %v", i, x, peeked, copied, st.Value())
			}
			if x.Direction != 0 {
				hits = append(hits, Hit{b.End, p, x})
			}
		}
		if got := Scan(bars, s, p); !reflect.DeepEqual(got, hits) {
			t.Fatalf("%v, want %v", got, hits)
		}
		st.Reset()
		if st.Value() != (Signal{}) || st.Ready() {
			t.Fatal("Reset leaves something")
		}
	})
}

// Scan for many is Scan for each, and the Scanner live; holes and order included.
func TestScanIsLive(t *testing.T) {
	list := listOf(some(t, 1000, 1500))
	rng := rand.New(rand.NewSource(1))
	nan := math.NaN()
	for i := range list {
		if b := &list[i]; rng.Intn(10) == 0 {
			b.Open, b.High, b.Low, b.Close = nan, nan, nan, nan
		}
	}
	bars := barsOf(t, list)
	for _, s := range []Settings{{}, other} {
		all := Scan(bars, s)
		sc := NewScanner(s)
		var live []Hit
		for _, b := range list {
			live = sc.Update(live, b)
		}
		if !reflect.DeepEqual(all, live) {
			t.Fatal("batch is not live")
		}
		n := 0
		for _, p := range All() {
			var of []Hit
			for _, h := range all {
				if h.Pattern == p {
					of = append(of, h)
				}
			}
			if got := Scan(bars, s, p); !reflect.DeepEqual(got, of) {
				t.Fatalf("%v: %d hits alone, %d among all", p, len(got), len(of))
			}
			n += len(of)
		}
		if n != len(all) || n < 1000 {
			t.Fatalf("%d hits, %d by pattern", len(all), n)
		}
		two := Scan(bars, s, LongLine, Doji, LongLine)
		for i := 1; i < len(two); i++ {
			if a, b := two[i-1], two[i]; a.Time.After(b.Time) || a.Time.Equal(b.Time) && (a.Pattern != LongLine || b.Pattern != Doji) {
				t.Fatalf("%v before %v", a, b)
			}
		}
	}
}

func TestUpdateDoesNotAllocate(t *testing.T) {
	list := listOf(some(t, 0, 600))
	st, sc := NewStream(MorningStar, Settings{}), NewScanner(Settings{})
	dst := make([]Hit, 0, 100)
	i := 0
	if n := testing.AllocsPerRun(500, func() {
		b := list[i%len(list)]
		i++
		st.Peek(b)
		st.Update(b)
		dst = sc.Peek(dst[:0], b)
		dst = sc.Update(dst[:0], b)
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// The state does not grow with history.
func TestStateSize(t *testing.T) {
	sc := NewScanner(Settings{})
	for i, b := range listOf(some(t, 0, 3000)) {
		sc.Update(nil, b)
		if blob, _ := json.Marshal(sc); i > 100 && len(blob) > 3500 {
			t.Fatalf("%d bytes after %d bars", len(blob), i)
		}
	}
	if n := len(sc.history.all); n != sc.Warmup()+slack {
		t.Errorf("%d candles", n)
	}
}

// Prices of any size, also upside down, neither panic nor leave TA-Lib's numbers.
func TestRange(t *testing.T) {
	rng := rand.New(rand.NewSource(2))
	for _, size := range []float64{1e75, 1, 1e-300} {
		sc := NewScanner(Settings{})
		for range 3000 {
			x := func() float64 { return (rng.Float64() - 0.5) * size }
			for _, h := range sc.Update(nil, series.Bar{Open: x(), High: x(), Low: x(), Close: x()}) {
				top := 100
				if h.Pattern == Hikkake || h.Pattern == ModifiedHikkake {
					top = 200
				}
				if h.Strength < 80 || h.Strength > top || h.Bars < 1 || h.Bars > reach || h.Direction*h.Direction != 1 {
					t.Fatal(h)
				}
			}
		}
	}
}

func TestEmpty(t *testing.T) {
	if Scan(series.Bars{}, Settings{}) != nil || Series(series.Bars{}, Doji, Settings{}).Len() != 0 {
		t.Error("something from nothing")
	}
}
