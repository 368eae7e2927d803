package indicator

import (
	"bytes"
	"encoding/json"
	"math"
	"math/rand"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
	"github.com/riskon/riskon/series/seriestest"
)

// each runs a law for every indicator on every market.
func each(t *testing.T, n int, law func(t *testing.T, s subject, bars []series.Bar)) {
	for name, xs := range markets(n) {
		t.Run(name, func(t *testing.T) {
			for _, s := range subjects() {
				law(t, s, closes(xs))
			}
		})
	}
}

// liveRows feeds bars one by one.
func liveRows(s subject, bars []series.Bar) [][]float64 {
	var out [][]float64
	for _, b := range bars {
		out = append(out, s.update(b))
	}
	return out
}

// holes returns bars with rows knocked out.
func holes(bars []series.Bar, seed int64) []series.Bar {
	rng := rand.New(rand.NewSource(seed))
	bars = append([]series.Bar(nil), bars...)
	nan := math.NaN()
	for i := range bars {
		if rng.Intn(10) == 0 {
			b := &bars[i]
			b.Open, b.High, b.Low, b.Close, b.Volume = nan, nan, nan, nan, nan
		}
	}
	return bars
}

func TestPrefixCausality(t *testing.T) {
	rng := rand.New(rand.NewSource(1))
	each(t, 200, func(t *testing.T, s subject, bars []series.Bar) {
		bars = holes(bars, 5)
		b := mustBars(t, bars)
		whole := s.batch(b)
		for range 12 {
			i := rng.Intn(len(bars))
			at := bars[i].End
			if rng.Intn(2) == 0 {
				at = at.Add(time.Second)
			}
			if j := sameRows(whole[:i+1], s.batch(b.Until(at))); j >= 0 {
				t.Fatalf("%s: cut at %d: row %d differs", s, i, j)
			}
		}
	})
}

func TestBatchIsLive(t *testing.T) {
	each(t, 400, func(t *testing.T, s subject, bars []series.Bar) {
		for _, bars := range [][]series.Bar{bars, holes(bars, 8)} {
			s.Reset()
			b := mustBars(t, bars)
			want := s.batch(b)
			got := liveRows(s, bars)
			if i := sameRows(got, want); i >= 0 {
				t.Fatalf("%s: row %d: live %v, batch %v", s, i, got[i], want[i])
			}
		}
	})
}

func TestAppendAtAnyCut(t *testing.T) {
	rng := rand.New(rand.NewSource(2))
	each(t, 300, func(t *testing.T, s subject, bars []series.Bar) {
		b := mustBars(t, holes(bars, int64(rng.Intn(3))))
		want := s.batch(b)
		for range 4 {
			s.Reset()
			var got [][]float64
			for i := 0; i < b.Len(); {
				n := min(1+rng.Intn(40), b.Len()-i)
				if rng.Intn(3) == 0 {
					got = append(got, liveRows(s, slice(b, i, i+n))...)
				} else {
					got = s.append(got, b.Slice(i, i+n))
				}
				i += n
			}
			if i := sameRows(got, want); i >= 0 {
				t.Fatalf("%s: row %d: %v, batch %v", s, i, got[i], want[i])
			}
		}
	})
}

func slice(b series.Bars, i, j int) []series.Bar {
	var bars []series.Bar
	for ; i < j; i++ {
		bars = append(bars, b.Bar(i))
	}
	return bars
}

// Chunks of 4096 with and without missing values.
func TestAppendChunks(t *testing.T) {
	bars := closes(walk(3*chunk+17, 4))
	bars[chunk+100] = holes(bars[:1], 0)[0]
	for i := range bars {
		bars[i].Start, bars[i].End = bar(i, 0, 0, 0, 0, 0).Start, bar(i, 0, 0, 0, 0, 0).End
	}
	nan := math.NaN()
	bars[chunk+100].Open, bars[chunk+100].High, bars[chunk+100].Low, bars[chunk+100].Close = nan, nan, nan, nan
	b := mustBars(t, bars)
	for _, s := range subjects() {
		want := liveRows(s, bars)
		s.Reset()
		if i := sameRows(s.append(nil, b), want); i >= 0 {
			t.Fatalf("%s: row %d differs", s, i)
		}
	}
}

func TestRestartAtAnyCut(t *testing.T) {
	codecs := []struct {
		name  string
		cross func(from, to subject) error
	}{
		{"binary", func(from, to subject) error {
			b, err := from.MarshalBinary()
			if err != nil {
				return err
			}
			return to.UnmarshalBinary(b)
		}},
		{"text", func(from, to subject) error {
			b, err := from.MarshalText()
			if err != nil {
				return err
			}
			return to.UnmarshalText(b)
		}},
		{"json", func(from, to subject) error {
			b, err := json.Marshal(from.shared)
			if err != nil {
				return err
			}
			return json.Unmarshal(b, to.shared)
		}},
	}
	each(t, 150, func(t *testing.T, s subject, bars []series.Bar) {
		want := liveRows(s, bars)
		s.Reset()
		for cut := range bars {
			to := s.zero()
			switch cut % 3 {
			case 1:
				to = s.clone()
				to.Reset()
			case 2:
				to = s.clone()
				liveRows(to, bars[:7])
			}
			c := codecs[cut%len(codecs)]
			if err := c.cross(s, to); err != nil {
				t.Fatalf("%s: cut %d: %v", s, cut, err)
			}
			if !same(to.value(), s.value()) || to.String() != s.String() || to.Ready() != s.Ready() {
				t.Fatalf("%s: cut %d: value %v, was %v", s, cut, to.value(), s.value())
			}
			end := min(len(bars), cut+130)
			if i := sameRows(liveRows(to, bars[cut:end]), want[cut:end]); i >= 0 {
				t.Fatalf("%s: %s at %d: row %d differs", s, c.name, cut, i)
			}
			s.update(bars[cut])
		}
	})
}

// Every field that an indicator reads, broken alone in every way, makes the bar
// missing; any other field does not matter.
func TestMissing(t *testing.T) {
	bad := []float64{math.NaN(), math.Inf(1), math.Inf(-1), 1.1e75, -1.1e75}
	fields := map[string]func(*series.Bar) *float64{
		"open":   func(b *series.Bar) *float64 { return &b.Open },
		"high":   func(b *series.Bar) *float64 { return &b.High },
		"low":    func(b *series.Bar) *float64 { return &b.Low },
		"close":  func(b *series.Bar) *float64 { return &b.Close },
		"volume": func(b *series.Bar) *float64 { return &b.Volume },
	}
	rng := rand.New(rand.NewSource(3))
	each(t, 150, func(t *testing.T, s subject, bars []series.Bar) {
		want := liveRows(s, bars)
		read := map[string]bool{}
		for _, f := range s.reads {
			read[f] = true
		}
		for name, field := range fields {
			s.Reset()
			for i, b := range bars {
				*field(&b) = bad[rng.Intn(len(bad))]
				if !read[name] {
					if got := s.update(b); !same(got, want[i]) {
						t.Fatalf("%s: a bad %s matters", s, name)
					}
					continue
				}
				if rng.Intn(3) == 0 {
					before, _ := s.MarshalBinary()
					value := s.value()
					for _, y := range append(s.update(b), s.peek(b)...) {
						if y == y {
							t.Fatalf("%s: row %d: %v for a missing %s", s, i, y, name)
						}
					}
					if after, _ := s.MarshalBinary(); !bytes.Equal(before, after) || !same(value, s.value()) {
						t.Fatalf("%s: row %d: a missing %s changes state", s, i, name)
					}
				}
				if got := s.update(bars[i]); !same(got, want[i]) {
					t.Fatalf("%s: row %d: %v after a missing %s, want %v", s, i, got, name, want[i])
				}
			}
		}
	})
}

func TestPeek(t *testing.T) {
	each(t, 200, func(t *testing.T, s subject, bars []series.Bar) {
		for i, b := range bars {
			before, _ := s.MarshalBinary()
			s.peek(bars[len(bars)-1-i])
			p := s.peek(b)
			if after, _ := s.MarshalBinary(); !bytes.Equal(before, after) {
				t.Fatalf("%s: row %d: Peek changes state", s, i)
			}
			if got := s.update(b); !same(got, p) {
				t.Fatalf("%s: row %d: Peek %v, Update %v", s, i, p, got)
			}
		}
	})
}

func TestCloneAndReset(t *testing.T) {
	rng := rand.New(rand.NewSource(4))
	each(t, 200, func(t *testing.T, s subject, bars []series.Bar) {
		want := liveRows(s, bars)
		fresh, _ := func() subject { f := s.clone(); f.Reset(); return f }().MarshalBinary()
		for range 5 {
			s.Reset()
			if b, _ := s.MarshalBinary(); !bytes.Equal(b, fresh) || s.Ready() || !math.IsNaN(s.value()[0]) {
				t.Fatalf("%s: Reset leaves something", s)
			}
			cut := rng.Intn(len(bars))
			liveRows(s, bars[:cut])
			c := s.clone()
			liveRows(s, bars[:50]) // must not disturb the clone
			if i := sameRows(liveRows(c, bars[cut:]), want[cut:]); i >= 0 {
				t.Fatalf("%s: clone at %d: row %d differs", s, cut, i)
			}
		}
	})
}

// Warmup is exact, outputs before it are NaN, Settle is not before it.
func TestWarmup(t *testing.T) {
	bars := closes(walk(200, 1))
	for _, s := range subjects() {
		for i, b := range bars {
			row := s.update(b)
			last := row[len(row)-1]
			if ready := i+1 >= s.Warmup(); ready != (last == last) || ready != s.Ready() {
				t.Fatalf("%s: bar %d: %v, ready %v, warm-up %d", s, i, row, s.Ready(), s.Warmup())
			}
		}
		if s.Settle(1) != s.Warmup() || s.Settle(1e-9) < s.Warmup() {
			t.Errorf("%s: settles after %d", s, s.Settle(1e-9))
		}
	}
}

// State and its size do not grow with history.
func TestStateSize(t *testing.T) {
	long := closes(walk(100000, 1))
	for _, s := range subjects() {
		liveRows(s, long[:1000])
		a, _ := s.MarshalBinary()
		liveRows(s, long[1000:])
		b, _ := s.MarshalBinary()
		if len(a) != len(b) {
			t.Errorf("%s: %d bytes after 1e3 values, %d after 1e5", s, len(a), len(b))
		}
	}
}

// No output and no state is ever infinite, at the largest numbers.
func TestLimits(t *testing.T) {
	for _, s := range subjects() {
		for i := range 500 {
			x := 1e75
			if i*i%7 < 3 {
				x = -x
			}
			for _, y := range s.update(bar(i, x, 1e75, -1e75, x, 0)) {
				if math.Abs(y) > series.Limit {
					t.Fatalf("%s: %v", s, y)
				}
			}
			b, _ := s.MarshalBinary()
			if err := s.zero().UnmarshalBinary(b); err != nil {
				t.Fatalf("%s: state is out of bounds: %v", s, err)
			}
		}
	}
}

// The public laws of seriestest, as a user of this package would check them.
func TestSeriesLaws(t *testing.T) {
	bars := mustBars(t, holes(closes(walk(120, 9)), 4))
	c := bars.Close()
	for name, f := range map[string]struct {
		batch func(series.Series) series.Series
		live  func() *Stream
	}{
		"SMA":    {func(s series.Series) series.Series { return SMA(s, 7) }, func() *Stream { return NewSMA(7) }},
		"EMA":    {func(s series.Series) series.Series { return EMA(s, 7) }, func() *Stream { return NewEMA(7) }},
		"RSI":    {func(s series.Series) series.Series { return RSI(s, 7) }, func() *Stream { return NewRSI(7) }},
		"Max":    {func(s series.Series) series.Series { return Max(s, 7) }, func() *Stream { return NewMax(7) }},
		"Min":    {func(s series.Series) series.Series { return Min(s, 7) }, func() *Stream { return NewMin(7) }},
		"StdDev": {func(s series.Series) series.Series { return StdDev(s, 7) }, func() *Stream { return NewStdDev(7) }},
	} {
		t.Run(name, func(t *testing.T) {
			many := func(in ...series.Series) series.Series { return f.batch(in[0]) }
			seriestest.Causal(t, many, c)
			seriestest.Missing(t, many, c)
			seriestest.BatchIsLive(t, f.batch, func() func(float64) float64 { return f.live().Update }, c)
			seriestest.Restart(t, func() (seriestest.State, func(int) any) {
				s := f.live()
				return s, func(i int) any { return s.Update(c.Value(i)) }
			}, c.Len())
		})
	}
	t.Run("ATR", func(t *testing.T) {
		batch := func(b series.Bars) series.Series { return ATR(b, 7) }
		seriestest.CausalBars(t, batch, bars)
		seriestest.MissingBars(t, batch, bars)
		seriestest.BatchIsLiveBars(t, batch, func() func(series.Bar) float64 { return NewATR(7).Update }, bars)
		seriestest.Restart(t, func() (seriestest.State, func(int) any) {
			s := NewATR(7)
			return s, func(i int) any { return s.Update(bars.Bar(i)) }
		}, bars.Len())
	})
	t.Run("MACD", func(t *testing.T) {
		for _, column := range []func(MACDLines) series.Series{
			func(l MACDLines) series.Series { return l.Line },
			func(l MACDLines) series.Series { return l.Signal },
			func(l MACDLines) series.Series { return l.Histogram },
		} {
			f := func(in ...series.Series) series.Series { return column(MACD(in[0], 3, 8, 4)) }
			seriestest.Causal(t, f, c)
			seriestest.Missing(t, f, c)
		}
		seriestest.Restart(t, func() (seriestest.State, func(int) any) {
			s := NewMACD(3, 8, 4)
			return s, func(i int) any { return s.Update(c.Value(i)) }
		}, c.Len())
	})
}
