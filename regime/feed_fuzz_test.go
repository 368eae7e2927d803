package regime

import (
	"encoding/json"
	"errors"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
	"github.com/shopspring/decimal"
)

// feedConfig is small and has a bit of everything.
func feedConfig() Config {
	c := leveled(
		Caution{ID: "dat", Kind: TreasuryConcentration, V: 0.2, Lo: 0.2, Hi: 0.8}, Caution{ID: "fact", Kind: DatedFact, V: 0.2, Lo: 0, Hi: 1},
		Caution{ID: "shock", Kind: BTCShock, V: 0.2, Lo: 0, Hi: 1}, Caution{ID: "vix", Kind: SeriesLevel, V: 0.2, Lo: 0, Hi: 5, Series: "A", MaxAge: 5},
	)
	c.Clock, c.Decay, c.Renormalise = series.Daily(time.UTC), 0.9, true
	c.Shock, c.Alt, c.Breakout = ShockConfig{Short: 2, Long: 3, High: 3, MaxAge: 4}, AltConfig{MinCloses: 1, StaleDays: 5, MinMembers: 1}, BreakoutConfig{Window: 3, Gap: 1}
	fresh, z := Freshness{2, 9}, Normalise{RobustZ, 5, 2, -1}
	c.Pillars = append(c.Pillars,
		Pillar{"breakout", 1, []Input{{"state", 1, Feature{Kind: BreakoutValue, Series: "I"}, Normalise{Method: AsIs}, fresh}}},
		Pillar{"dat", 1, []Input{
			{"flow", 1, Feature{Kind: FlowBalance, Series: "f", Lag: 3}, Normalise{Method: AsIs}, fresh},
			{"fund", 1, Feature{Kind: FlowBalance, Series: "f", Lag: 2, Periodic: true}, Normalise{Method: AsIs}, fresh},
		}},
		Pillar{"liquidity", 1, []Input{
			{"change", 1, Feature{Kind: Change, Series: "A", Over: "I", Lag: 1}, z, fresh},
			{"net", 1, Feature{Kind: NetLiquidityChange, Lag: 1}, Normalise{Percentile, 5, 1, 1}, fresh},
			{"ease", 1, Feature{Kind: PolicyEase, Series: "A", Lag: 2}, Normalise{Method: AsIs}, fresh},
		}},
		Pillar{"ratio", 0.5, []Input{{"turn", 1, Feature{Kind: AltTurn}, Normalise{Method: AsIs}, fresh}}},
	)
	return c
}

// feedClocks step evenly, across dates and by months: a text brings back each of them.
var feedClocks = []series.Grid{series.Daily(time.UTC), series.Every(31 * time.Hour), series.Weekly(time.UTC, time.Sunday), series.Monthly(time.UTC)}

// A feed makes records and commands out of bytes.
type feed struct {
	bytes []byte
	now   time.Time
}

func (f *feed) byte() int {
	if len(f.bytes) == 0 {
		return 0
	}
	b := f.bytes[0]
	f.bytes = f.bytes[1:]
	return int(b)
}

func (f *feed) of(names ...string) string { return names[f.byte()%len(names)] }

// when is a reference date of the last days and an instant that is now, soon, or over.
func (f *feed) when() (ref, known time.Time) {
	b := f.byte()
	known = f.now.Add(time.Duration(b%16-1) * 6 * time.Hour)
	return DateOf(known.AddDate(0, 0, -b/16)).Time, known
}

// number is small, mostly, and at times 0 or out of range.
func (f *feed) number() float64 {
	switch b := f.byte(); {
	case b == 255:
		return 1e76
	case b == 254:
		return -1e75
	case b%8 == 0:
		return 0
	default:
		return float64(b-100) / 50
	}
}

func (f *feed) record(kind int) Record {
	ref, known := f.when()
	switch kind {
	case 0:
		return Bar{Series: f.of("I", "A"), Ref: ref, Bar: func() series.Bar {
			x := f.number()
			return series.Bar{Start: ref, End: known, Open: x, High: x + 0.1, Low: x - 0.1, Close: x}
		}()}
	case 1:
		prices := map[string]float64{}
		for n := f.byte() % 4; n > 0; n-- {
			prices[f.of("BTC", "ETH", "SOL", "")] = f.number()
		}
		return Closes{Ref: ref, Known: known, Prices: prices}
	case 2:
		return Flow{Class: "f", Firm: f.of("x", "y"), Kind: FlowKind(f.of("Deployed", "Announced", "")), USD: decimal.New(int64(f.byte()-128), int32(f.byte()%10)), Ref: ref, Known: known}
	case 3:
		return Coverage{Class: "f", Firm: f.of("x", "y"), From: synthStart.AddDate(0, 0, -f.byte()%10), Through: ref.AddDate(0, 0, f.byte()%8), Known: known}
	case 4:
		return Holding{Company: f.of("a", "b", "c", "d", "e", "f"), Asset: f.of("BTC", "BTC", "ETH"), Quantity: f.number(), Ref: ref, Known: known}
	case 5:
		return Fact{Caution: f.of("fact", "fact", "shock"), Value: f.number(), Known: known, Expires: known.AddDate(0, 0, f.byte()%6), Withdrawn: f.byte()%4 == 0}
	case 6:
		return Value{Series: f.of(seriesAssets, seriesTreasury, seriesRepo), Ref: ref, Known: known, Value: f.number()}
	}
	return Value{Series: f.of("S", "A", "A", "I", "Z"), Ref: ref, Known: known, Value: f.number()}
}

// runFeed drives a classifier by bytes. Nothing panics, the parts add up, and a
// reading at t is that of a classifier that was told only what was known by t.
func runFeed(t testing.TB, text []byte) (readings, taken int) {
	t.Helper()
	f := &feed{bytes: text[:min(len(text), 600)], now: synthStart}
	cfg := feedConfig()
	if n := len(text); n > 0 {
		cfg.Clock = feedClocks[int(text[n-1])%len(feedClocks)]
	}
	fresh := func() *Classifier {
		c, err := NewClassifier(cfg, synthStart)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	c, told := fresh(), []Record{}
	compare := func(at time.Time, r Reading) {
		addsUp(t, r)
		only := fresh()
		for _, x := range told {
			if !x.KnownAt().After(at) {
				observe(t, only, x)
			}
		}
		sameReading(t, "told only what was known", r, readAt(t, only, at))
		readings++
	}
	for len(f.bytes) > 0 {
		switch op := f.byte() % 16; op {
		case 11: // look
			at := f.now.Add(time.Duration(f.byte()) * time.Hour)
			r, err := c.At(at)
			if err != nil {
				t.Fatal(err)
			}
			if readings < 12 {
				compare(at, r)
			}
		case 12, 13: // go on, by hours or by days: a gap
			hours := 1 + f.byte()
			if hours == 256 {
				hours = 24 * 40
			}
			f.now = f.now.Add(time.Duration(hours) * time.Hour)
			r := readAt(t, c, f.now)
			if readings < 12 {
				compare(f.now, r)
			}
		case 14: // restart
			blob := savedBytes(t, c)
			c = new(Classifier)
			if err := json.Unmarshal(blob, c); err != nil {
				t.Fatal(err)
			}
		case 15: // what is over, and what was told before
			if err := c.Advance(f.now.Add(-1)); c.mem.Begun && !errors.Is(err, ErrRewind) {
				t.Fatal(err)
			}
			if n := len(told); n > 0 {
				if err := c.Observe(told[f.byte()%n]); err == nil {
					t.Fatalf("%v is taken twice", told)
				}
			}
		default:
			r := f.record(op % 8)
			var whole *RecordError
			switch err := c.Observe(r); {
			case err == nil:
				told = append(told, r)
				taken++
			case !errors.As(err, &whole):
				t.Fatalf("%v: %v", r, err)
			}
		}
	}
	f.now = f.now.Add(50 * time.Hour)
	compare(f.now, readAt(t, c, f.now))
	return readings, taken
}

func FuzzLiveFeed(f *testing.F) {
	for seed := range uint64(8) {
		random := rand.New(rand.NewPCG(seed, 99))
		text := make([]byte, 100+random.IntN(500))
		for i := range text {
			text[i] = byte(random.Uint32())
		}
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text []byte) { runFeed(t, text) })
}

// TestRandomFeeds runs what FuzzLiveFeed would find first.
func TestRandomFeeds(t *testing.T) {
	t.Parallel()
	readings, taken, tries := 0, 0, 30
	if testing.Short() {
		tries = 10
	}
	for seed := range uint64(tries) {
		random := rand.New(rand.NewPCG(seed, 98))
		text := make([]byte, 600)
		for i := range text {
			text[i] = byte(random.Uint32())
		}
		r, n := runFeed(t, text)
		readings, taken = readings+r, taken+n
	}
	if readings < 5*tries || taken < 20*tries {
		t.Errorf("%d readings and %d records in %d feeds", readings, taken, tries)
	}
}
