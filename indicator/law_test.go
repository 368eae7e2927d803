package indicator

import (
	"bytes"
	"encoding/json"
	"math"
	"math/rand"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
)

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

func slice(b series.Bars, i, j int) []series.Bar {
	var bars []series.Bar
	for ; i < j; i++ {
		bars = append(bars, b.Bar(i))
	}
	return bars
}

func TestPrefixCausality(t *testing.T) {
	each(t, 300, func(t *testing.T, s subject, bars []series.Bar) {
		rng := rand.New(rand.NewSource(1))
		for _, bars := range [][]series.Bar{bars, holes(bars, 5)} { // clean ones take the fused loops
			b := mustBars(t, bars)
			whole := s.batch(t, b)
			for range 4 {
				i := rng.Intn(len(bars))
				at := bars[i].End
				if rng.Intn(2) == 0 {
					at = at.Add(time.Second)
				}
				if j := sameRows(whole[:i+1], s.batch(t, b.Until(at))); j >= 0 {
					t.Fatalf("%s: cut at %d: row %d differs", s, i, j)
				}
			}
		}
	})
}

func TestBatchIsLive(t *testing.T) {
	each(t, 400, func(t *testing.T, s subject, bars []series.Bar) {
		for _, bars := range [][]series.Bar{bars, holes(bars, 8)} {
			s.Reset()
			want := s.batch(t, mustBars(t, bars))
			got := liveRows(s, bars)
			if i := sameRows(got, want); i >= 0 {
				t.Fatalf("%s: row %d: live %v, batch %v", s, i, got[i], want[i])
			}
		}
	})
}

func TestAppendAtAnyCut(t *testing.T) {
	each(t, 300, func(t *testing.T, s subject, bars []series.Bar) {
		rng := rand.New(rand.NewSource(2))
		for cut := range 4 {
			b := mustBars(t, bars)
			if cut%2 == 1 {
				b = mustBars(t, holes(bars, int64(cut)))
			}
			want := s.batch(t, b)
			s.Reset()
			var got [][]float64
			for i := 0; i < b.Len(); {
				n := min(1+rng.Intn(40), b.Len()-i)
				if rng.Intn(3) == 0 {
					got = append(got, liveRows(s, slice(b, i, i+n))...)
				} else {
					got = append(got, s.append(b.Slice(i, i+n))...)
				}
				i += n
			}
			if i := sameRows(got, want); i >= 0 {
				t.Fatalf("%s: row %d: %v, batch %v", s, i, got[i], want[i])
			}
		}
	})
}

// Chunks of 4096 with and without missing values.
func TestAppendChunks(t *testing.T) {
	t.Parallel()
	bars := closes(walk(3*chunk+17, 4))
	bad := &bars[chunk+100]
	bad.Open, bad.High, bad.Low, bad.Close, bad.Volume = math.NaN(), math.NaN(), math.NaN(), math.NaN(), math.NaN()
	b := mustBars(t, bars)
	for _, s := range usual(t) {
		want := liveRows(s, bars)
		s.Reset()
		if i := sameRows(s.append(b), want); i >= 0 {
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
			b, err := json.Marshal(from.Live)
			if err != nil {
				return err
			}
			return json.Unmarshal(b, to.Live)
		}},
	}
	each(t, 250, func(t *testing.T, s subject, bars []series.Bar) {
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
			c := codecs[cut/3%len(codecs)]
			if err := c.cross(s, to); err != nil {
				t.Fatalf("%s: cut %d: %v", s, cut, err)
			}
			if !same(to.value(), s.value()) || to.String() != s.String() || to.Ready() != s.Ready() {
				t.Fatalf("%s: cut %d: value %v, was %v", s, cut, to.value(), s.value())
			}
			end := min(len(bars), cut+60)
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
	each(t, 150, func(t *testing.T, s subject, bars []series.Bar) {
		rng := rand.New(rand.NewSource(3))
		want := liveRows(s, bars)
		read := map[string]bool{}
		for _, f := range s.fields() {
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
				if rng.Intn(6) == 0 {
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
	each(t, 250, func(t *testing.T, s subject, bars []series.Bar) {
		want := liveRows(s, bars)
		s.Reset()
		for i, b := range bars {
			before, _ := s.MarshalBinary()
			s.peek(bars[len(bars)-1-i])
			p := s.peek(b)
			if after, _ := s.MarshalBinary(); !bytes.Equal(before, after) {
				t.Fatalf("%s: row %d: Peek changes state", s, i)
			}
			got := s.update(b)
			if !same(got, p) {
				t.Fatalf("%s: row %d: Peek %v, Update %v", s, i, p, got)
			}
			if !same(got, want[i]) {
				t.Fatalf("%s: row %d: %v after Peek, %v without", s, i, got, want[i])
			}
		}
	})
}

func TestCloneAndReset(t *testing.T) {
	each(t, 250, func(t *testing.T, s subject, bars []series.Bar) {
		rng := rand.New(rand.NewSource(4))
		want := liveRows(s, bars)
		fresh, _ := open1(t, s.String()).MarshalBinary()
		for range 4 {
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

// Warmup is exact, the last output before it is NaN, Settle is not before it.
func TestWarmup(t *testing.T) {
	bars := closes(walk(400, 1))
	for _, s := range subjects(t) {
		for i, b := range bars {
			row := s.update(b)
			last := row[len(row)-1]
			if ready := i+1 >= s.Warmup(); ready != (last == last) || ready != s.Ready() {
				t.Fatalf("%s: bar %d: %v, ready %v, warm-up %d", s, i, row, s.Ready(), s.Warmup())
			}
		}
		if s.Settle(1) != s.Warmup() || s.Settle(1e-9) < s.Warmup() || s.Settle(0) < s.Warmup() {
			t.Errorf("%s: settles after %d, %d", s, s.Settle(1), s.Settle(1e-9))
		}
		if !s.Ready() {
			t.Errorf("%s: not ready after %d bars", s, len(bars))
		}
	}
}

// Outputs stay within the bounds that the catalog promises, and in proportion to the
// inputs where an entry says so.
func TestRange(t *testing.T) {
	each(t, 300, func(t *testing.T, s subject, bars []series.Bar) {
		e, largest := s.entry(), 0.0
		for i, b := range bars {
			largest = max(largest, math.Abs(b.Close))
			for j, y := range s.update(b) {
				if e.scales && math.Abs(y) > 1e12*largest || e.scales && e.kind != takesNumber {
					t.Fatalf("%s: row %d: %s is %v, inputs are up to %v", s, i, e.Outputs[j], y, largest)
				}
				if y < e.Low || y > e.High {
					t.Fatalf("%s: row %d: %s is %v, promised %v to %v", s, i, e.Outputs[j], y, e.Low, e.High)
				}
			}
		}
	})
}

// State and its size do not grow with history.
func TestStateSize(t *testing.T) {
	t.Parallel()
	long := closes(walk(100000, 1))
	b := mustBars(t, long)
	for _, s := range usual(t) {
		s.append(b.Slice(0, 1000))
		early, _ := s.MarshalBinary()
		s.append(b.Slice(1000, b.Len()))
		late, _ := s.MarshalBinary()
		if len(early) != len(late) {
			t.Errorf("%s: %d bytes after 1e3 values, %d after 1e5", s, len(early), len(late))
		}
	}
}

// No output and no state is ever infinite, at the largest numbers.
func TestLimits(t *testing.T) {
	t.Parallel()
	for _, s := range subjects(t) {
		for i := range 500 {
			x := 1e75
			if i*i%7 < 3 {
				x = -x
			}
			if i%11 == 4 {
				x = 1e-300
			}
			b := bar(i, x, 1e75, -1e75, x, x)
			if i > 250 {
				b.High, b.Low = -x, x // no bar, but what a feed may send
			}
			for _, y := range s.update(b) {
				if math.Abs(y) > series.Limit {
					t.Fatalf("%s: %v", s, y)
				}
			}
			state, _ := s.MarshalBinary()
			if err := s.zero().UnmarshalBinary(state); err != nil {
				t.Fatalf("%s: after %d bars: state is out of bounds: %v", s, i+1, err)
			}
		}
	}
}

// Prices times 2 to a power change nothing but the unit.
func TestScale(t *testing.T) {
	bars := closes(walk(300, 12))
	for _, s := range usual(t) {
		var power float64 // of the price in the outputs
		in := unit[s.entry().Name]
		if s.entry().Group == "candles" {
			in = "free"
		}
		switch in {
		case "":
			power = 1
		case "free":
			power = 0
		case "square":
			power = 2
		default:
			continue
		}
		for _, k := range []float64{0x1p20, 0x1p-30} {
			s.Reset()
			want := liveRows(s, bars)
			s.Reset()
			for i, b := range bars {
				b.Open, b.High, b.Low, b.Close = k*b.Open, k*b.High, k*b.Low, k*b.Close
				for j, y := range s.update(b) {
					if w := want[i][j] * math.Pow(k, power); !near(y, w, 0, 1e-9) {
						t.Fatalf("%s: row %d: %v for prices times %v, want %v", s, i, y, k, w)
					}
				}
			}
		}
	}
}

// unit says in what unit outputs are, where it is not that of the price: free of
// it, its square, or not to be tested by scaling prices.
var unit = map[string]string{
	"HTDCPeriod": "free", "HTDCPhase": "free", "HTSine": "free", "HTTrendMode": "free",
	"PlusDI": "free", "MinusDI": "free", "DX": "free", "ADX": "free", "ADXR": "free", "CMO": "free", "IMI": "free",
	"UltOsc": "free", "NATR": "free", "RSI": "free", "MaxIndex": "free", "MinIndex": "free", "MinMaxIndex": "free", "Aroon": "free",
	"AroonOsc": "free", "WilliamsR": "free", "Stoch": "free", "StochFast": "free", "StochRSI": "free", "AD": "free", "ADOsc": "free",
	"OBV": "free", "MFI": "free", "BOP": "free", "ROC": "free", "ROCP": "free", "ROCR": "free", "ROCR100": "free",
	"PPO": "free", "TRIX": "free", "CCI": "free", "Beta": "free", "Correl": "free",
	"DownsideBeta": "free", "HedgeRatio": "free", "Kendall": "free", "PercentRank": "free", "Spearman": "free", "ZScore": "free",
	"MAVP": "none", "LinRegAngle": "none",
	"Var": "square",
}
