package regime_test

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/riskon/riskon/regime"
	"github.com/riskon/riskon/series"
)

// Golden values: testdata/facts_reference.json (a separate program that follows
// the definition of the machine, on the embedded weekly bars of IWM) and, from
// the folder in RISKON_REFERENCE, golden/regime/breakout_* (a reference program
// on daily bars of the S&P 500, which may be compared with but not copied).

// readBreakoutBars reads a table date,open,high,low,close,volume; they end at 21:00 UTC.
func readBreakoutBars(t testing.TB, path string) []series.Bar {
	t.Helper()
	var bars []series.Bar
	for _, row := range readBreakoutTable(t, path) {
		day, err := time.Parse(time.DateOnly, row[0])
		if err != nil {
			t.Fatal(err)
		}
		var x [5]float64
		for i := range x {
			if x[i], err = strconv.ParseFloat(row[i+1], 64); err != nil {
				t.Fatal(err)
			}
		}
		bars = append(bars, series.Bar{Start: day.Add(14 * time.Hour), End: day.Add(21 * time.Hour),
			Open: x[0], High: x[1], Low: x[2], Close: x[3], Volume: x[4]})
	}
	return bars
}

func readBreakoutTable(t testing.TB, path string) [][]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows[1:]
}

func readBreakoutJSON(t testing.TB, path string, v any) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err == nil {
		err = json.Unmarshal(b, v)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func breakoutColumns(t testing.TB, bars []series.Bar) series.Bars {
	t.Helper()
	b, err := series.NewBars(bars)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// breakoutNear reports whether two numbers agree to 1e-9, relative; missing ones are equal.
func breakoutNear(a, b float64) bool {
	return a == b || a != a && b != b || math.Abs(a-b) <= 1e-9*math.Abs(b)
}

const breakoutTable = "../examples/riskon/data/iwm_weekly.csv"

func TestBreakoutEventsOnFacts(t *testing.T) {
	var want struct {
		Events []struct {
			Date, Event      string
			Idx, Base        int
			R, ATR, Close    float64
			BaseOpen, Record bool
		} `json:"breakout_events"`
	}
	readBreakoutJSON(t, "testdata/facts_reference.json", &want)
	got := regime.Breakouts(breakoutColumns(t, readBreakoutBars(t, breakoutTable)), regime.BreakoutConfig{})
	if len(want.Events) != 39 || len(got) != len(want.Events) {
		t.Fatalf("%d events, want %d", len(got), len(want.Events))
	}
	for i, w := range want.Events {
		g := got[i]
		if g.Date.String() != w.Date || g.Index != w.Idx || string(g.Event) != w.Event || g.Close != w.Close ||
			g.Base != w.Base || g.BaseOpen != w.BaseOpen || g.Record != w.Record || !breakoutNear(g.Level, w.R) || !breakoutNear(g.ATR, w.ATR) {
			t.Errorf("event %d: %+v, want %+v", i, g, w)
		}
	}
}

func TestBreakoutReadingOnFacts(t *testing.T) {
	type number = *float64 // null is missing
	var want struct {
		AsOf map[string]struct {
			Breakout struct {
				Date, State                         string
				R, Channel, ATR, Value, X, H, Close number
				Frozen                              number `json:"ATR_frozen"`
				Before                              number `json:"ATR_prev"`
				SinceFail                           number `json:"bars_since_fail"`
				RecordClose                         bool   `json:"record_close"`
				OverHighs                           bool   `json:"record_over_highs"`
			}
			Legs struct {
				Sustained struct {
					Change struct {
						Below number `json:"close_below"`
						Above number `json:"break_needs_next_close_above"`
					} `json:"change_at"`
				} `json:"sustained_breakout"`
			}
		}
	}
	readBreakoutJSON(t, "testdata/facts_reference.json", &want)
	if len(want.AsOf) != 4 {
		t.Fatalf("%d dates, want 4", len(want.AsOf))
	}
	bars := readBreakoutBars(t, breakoutTable)
	for asof, x := range want.AsOf {
		var b regime.Breakout
		for _, bar := range bars {
			if bar.End.Format(time.DateOnly) <= asof {
				b.Update(bar.End, bar)
			}
		}
		g, w, change := b.Reading(), x.Breakout, x.Legs.Sustained.Change
		if g.Date.String() != w.Date || string(g.State) != w.State || g.RecordClose != w.RecordClose || g.RecordOverHighs != w.OverHighs {
			t.Errorf("%s: %+v, want %+v", asof, g, w)
		}
		for _, p := range []struct {
			name string
			got  regime.Number
			want number
		}{
			{"level", g.Level, w.R}, {"frozen", g.ATRFrozen, w.Frozen}, {"channel", g.Channel, w.Channel}, {"ATR", g.ATR, w.ATR},
			{"ATR before", g.ATRPrev, w.Before}, {"value", g.Value, w.Value}, {"x", g.X, w.X}, {"high", g.High, w.H}, {"close", g.Close, w.Close},
			{"since fail", g.BarsSinceFail, w.SinceFail}, {"exit", g.NextExit, change.Below}, {"break", g.NextBreak, change.Above},
		} {
			if p.want == nil && !p.got.Missing() || p.want != nil && !breakoutNear(float64(p.got), *p.want) {
				t.Errorf("%s: %s %v, want %v", asof, p.name, p.got, p.want)
			}
		}
	}
}

// Four Fridays of the last quarter of 2025 are record closes; none of them breaks out.
func TestBreakoutRecordCloseIsNoBreak(t *testing.T) {
	var b regime.Breakout
	var records []string
	for _, bar := range readBreakoutBars(t, breakoutTable) {
		b.Update(bar.End, bar)
		if r := b.Reading(); r.Date.String() >= "2025-10-01" && r.Date.String() <= "2025-12-31" {
			if r.State != regime.PhaseNone {
				t.Errorf("%v: %s", r.Date, r.State)
			}
			if r.RecordClose {
				records = append(records, r.Date.String())
			}
		}
	}
	if want := "2025-10-03 2025-10-24 2025-12-05 2025-12-12"; strings.Join(records, " ") != want {
		t.Errorf("record closes %v, want %s", records, want)
	}
}

func breakoutReference(t *testing.T) string {
	dir := os.Getenv("RISKON_REFERENCE")
	if dir == "" {
		t.Skip("RISKON_REFERENCE is not set: the reference folder with golden/regime/breakout_sp500_default.csv")
	}
	return filepath.Join(dir, "golden", "regime")
}

func TestBreakoutDailyReference(t *testing.T) {
	dir := breakoutReference(t)
	got := regime.Breakouts(breakoutColumns(t, readBreakoutBars(t, dir+"/data_sp500_ohlc.csv")), regime.DailyBreakout())
	want := readBreakoutTable(t, dir+"/breakout_sp500_default.csv")
	if len(want) != 68 || len(got) != 68 {
		t.Fatalf("%d events, want %d", len(got), len(want))
	}
	count := map[string]int{}
	for i, w := range want {
		level, _ := strconv.ParseFloat(w[3], 64)
		if g := got[i]; g.Date.String() != w[0] || strconv.Itoa(g.Index) != w[1] || string(g.Event) != w[2] || !breakoutNear(g.Level, level) {
			t.Errorf("event %d: %+v, want %v", i, g, w)
		}
		count[w[2]]++
	}
	var ref struct {
		SP500 struct {
			Events  map[string]int
			ATRLast float64 `json:"atr_last"`
		} `json:"sp500_default"`
	}
	readBreakoutJSON(t, dir+"/breakout_reference.json", &ref)
	if !reflect.DeepEqual(count, ref.SP500.Events) {
		t.Errorf("counts %v, want %v", count, ref.SP500.Events)
	}
}

// The channel of a bar ends before it: 554 closes are above the band of the 20
// bars before them, none is above a band that contains its own high.
func TestBreakoutChannelExcludesItsBar(t *testing.T) {
	dir := breakoutReference(t)
	b := regime.NewBreakout(regime.BreakoutConfig{Window: 20, Gap: -1})
	above, inside, last := 0, 0, 0.0
	for _, bar := range readBreakoutBars(t, dir+"/data_sp500_ohlc.csv") {
		b.Update(bar.End, bar)
		r := b.Reading()
		if r.Close > r.Channel {
			above++
		}
		if r.Close > r.High {
			inside++
		}
		last = float64(r.Channel)
	}
	if above != 554 || inside != 0 || !breakoutNear(last, 2800.179932) {
		t.Errorf("%d and %d closes above, last band %v; want 554, 0, 2800.179932", above, inside, last)
	}
}

// breakoutWalk is a random walk in cents, made of integers only: the same bars everywhere.
// It trends by turns, so that breakouts live, die and age.
func breakoutWalk(seed uint64, n int) []series.Bar {
	next := func(k int) int {
		seed = seed*6364136223846793005 + 1442695040888963407
		return int((seed >> 33) % uint64(k))
	}
	day := time.Date(2001, 1, 5, 21, 0, 0, 0, time.UTC)
	bars, price, drift := make([]series.Bar, n), 10000, 0
	for i := range bars {
		if next(20) == 0 {
			drift = next(161) - 80
		}
		open := price
		price = max(2000, price+next(401)-200+drift)
		high, low := max(open, price)+next(80), min(open, price)-next(80)
		end := day.AddDate(0, 0, 7*i)
		bars[i] = series.Bar{Start: end.AddDate(0, 0, -4), End: end, Open: float64(open) / 100, High: float64(high) / 100,
			Low: float64(low) / 100, Close: float64(price) / 100, Volume: 1}
	}
	return bars
}

var breakoutConfigs = []regime.BreakoutConfig{
	{}, {AllTime: true}, {Window: 20, Gap: -1, FalseWithin: 6, AgeAfter: 9, Cooldown: -1}, {Window: 30, Gap: 5, AgeAfter: 20, Cooldown: 2},
	{Window: 3, Gap: 2, FalseWithin: -1, AllTime: true},
}

// breakoutNumbers returns N, g, T, L, h of a config as the page has them.
func breakoutNumbers(c regime.BreakoutConfig) (n, g, t, l, h int) {
	pick := func(v, def int) int {
		switch {
		case v < 0:
			return 0
		case v == 0:
			return def
		}
		return v
	}
	return pick(c.Window, 52), pick(c.Gap, 2), pick(c.FalseWithin, 8), pick(c.AgeAfter, 13), pick(c.Cooldown, 4)
}

// naiveBreakout answers every question from the whole history, without a memory but the events.
type naiveBreakout struct {
	cfg    regime.BreakoutConfig
	bars   []series.Bar
	shares []float64 // known at each bar; none without a breadth filter
	events []regime.BreakoutEvent
}

func topOf(bars []series.Bar, f func(series.Bar) float64) float64 {
	x := math.NaN()
	for _, b := range bars {
		if v := f(b); !(x >= v) {
			x = v
		}
	}
	return x
}

func highOf(b series.Bar) float64  { return b.High }
func closeOf(b series.Bar) float64 { return b.Close }

// atr is Wilder's, of 14 bars, at bar t.
func (o *naiveBreakout) atr(t int) float64 {
	if t < 14 {
		return math.NaN()
	}
	y := 0.0
	for i := 1; i <= t; i++ {
		b, before := o.bars[i], o.bars[i-1].Close
		tr := math.Max(b.High-b.Low, math.Max(math.Abs(b.High-before), math.Abs(b.Low-before)))
		if i <= 14 {
			y += tr / 14
		} else {
			y = (13*y + tr) / 14
		}
	}
	return y
}

// level is R of bar t, which may be the next one.
func (o *naiveBreakout) level(t int) float64 {
	n, g, _, _, _ := breakoutNumbers(o.cfg)
	switch {
	case t < n:
		return math.NaN()
	case o.cfg.AllTime:
		return topOf(o.bars[:t-g], highOf)
	}
	return topOf(o.bars[t-n:t-g], highOf)
}

// last returns the newest event of the kinds.
func (o *naiveBreakout) last(kinds ...regime.BreakoutEventKind) (e regime.BreakoutEvent, ok bool) {
	for _, x := range o.events {
		for _, k := range kinds {
			if x.Event == k {
				e, ok = x, true
			}
		}
	}
	return e, ok
}

func (o *naiveBreakout) phase() regime.BreakoutPhase {
	e, _ := o.last(regime.Break, regime.Confirm, regime.Fail, regime.FalseBreak, regime.Exit, regime.Expire, regime.Aged)
	switch e.Event {
	case regime.Break:
		return regime.PhaseBroken
	case regime.Confirm:
		return regime.PhaseConfirmed
	}
	return regime.PhaseNone
}

// event decides bar t from bars 0..t and the events before it.
func (o *naiveBreakout) event(t int) regime.BreakoutEventKind {
	n, _, within, age, _ := breakoutNumbers(o.cfg)
	bar, brk := o.bars[t], regime.BreakoutEvent{}
	brk, _ = o.last(regime.Break)
	fallen := bar.Close < brk.Level-brk.ATR
	switch o.phase() {
	case regime.PhaseNone:
		if bar.Close > o.level(t)+0.5*o.atr(t-1) {
			return regime.Break
		}
	case regime.PhaseBroken:
		above := 0
		for _, b := range o.bars[brk.Index+1 : t+1] {
			if b.Close > brk.Level {
				above++
			}
		}
		if fallen {
			return regime.Fail
		} else if above >= 3 {
			return regime.Confirm
		} else if t == brk.Index+5 {
			return regime.Expire
		}
	case regime.PhaseConfirmed:
		confirm, _ := o.last(regime.Confirm)
		retest, _ := o.last(regime.Retest)
		newest := confirm.Index
		for i := confirm.Index + 1; i <= t; i++ {
			if o.bars[i].Close >= topOf(o.bars[i-n:i], closeOf) {
				newest = i
			}
		}
		if fallen && t <= brk.Index+within {
			return regime.FalseBreak
		} else if fallen {
			return regime.Exit
		} else if t-newest > age {
			return regime.Aged
		} else if retest.Index < confirm.Index && bar.Low <= brk.Level+brk.ATR && bar.Close > brk.Level {
			return regime.Retest
		}
	}
	return ""
}

// step decides the event of bar t and what it carries.
func (o *naiveBreakout) step(t int) {
	e := regime.BreakoutEvent{Date: regime.DateOf(o.bars[t].End), Index: t, Event: o.event(t), Close: o.bars[t].Close}
	if e.Event == "" {
		return
	}
	brk, _ := o.last(regime.Break)
	e.Level, e.ATR = brk.Level, brk.ATR
	if e.Event == regime.Break {
		o.filter(&e)
		e.Level, e.ATR = o.level(t), o.atr(t-1)
		e.Base, e.BaseOpen, e.Record = t, true, e.Close > topOf(o.bars[:t], highOf)
		for i := t - 1; i >= 0 && e.BaseOpen; i-- {
			if o.bars[i].High > o.bars[t].High {
				e.Base, e.BaseOpen = t-i, false
			}
		}
	}
	o.events = append(o.events, e)
}

// value is the machine's after bar t.
func (o *naiveBreakout) value(t int) float64 {
	n, _, _, _, h := breakoutNumbers(o.cfg)
	if t < n {
		return math.NaN()
	}
	switch o.phase() {
	case regime.PhaseBroken:
		return 0.5
	case regime.PhaseConfirmed:
		return 1
	}
	x := 20 * (o.bars[t].Close/topOf(o.bars[t-n+1:t+1], highOf) - 0.95)
	v := math.Min(math.Max(-1, math.Min(1, x)), 0.25)
	if e, ok := o.last(regime.Break, regime.Fail, regime.FalseBreak); ok && e.Event != regime.Break && t-e.Index <= 4*h && h > 0 {
		v = math.Min(v, -0.5*(1-float64(t-e.Index)/float64(4*h)))
	}
	return v
}

func sameBreakoutEvent(a, b regime.BreakoutEvent) bool {
	near := func(x, y *regime.FilterReading) bool {
		ok := breakoutNear(float64(x.Value), float64(y.Value))
		x.Value, y.Value = 0, 0
		return ok
	}
	ok := breakoutNear(a.ATR, b.ATR) && near(&a.Volume, &b.Volume) && near(&a.Breadth, &b.Breadth)
	a.ATR = b.ATR
	return ok && a == b
}

func TestBreakoutAgainstNaive(t *testing.T) {
	seen := map[regime.BreakoutEventKind]int{}
	for seed := uint64(1); seed <= 8; seed++ {
		for _, cfg := range breakoutConfigs {
			o := &naiveBreakout{cfg: cfg, bars: breakoutWalk(seed, 500)}
			b := regime.NewBreakout(cfg)
			for i, bar := range o.bars {
				e, ok := b.Update(bar.End, bar)
				before := len(o.events)
				o.step(i)
				if ok != (len(o.events) > before) || ok && !sameBreakoutEvent(e, o.events[before]) {
					t.Fatalf("seed %d, %+v, bar %d: %+v, want %+v", seed, cfg, i, e, o.events[before:])
				}
				seen[e.Event]++
				r := b.Reading()
				wantBreak := math.NaN()
				if o.phase() == regime.PhaseNone {
					next := *o
					next.bars = append(o.bars[:i+1:i+1], series.Bar{})
					wantBreak = next.level(i+1) + 0.5*o.atr(i)
				}
				if r.State != o.phase() || !breakoutNear(float64(r.Value), o.value(i)) || !breakoutNear(float64(r.NextBreak), wantBreak) ||
					!breakoutNear(float64(r.Channel), o.level(i)) || !breakoutNear(float64(r.ATR), o.atr(i)) ||
					r.RecordClose != (bar.Close > topOf(o.bars[:i], closeOf)) || r.RecordOverHighs != (bar.Close > topOf(o.bars[:i], highOf)) {
					t.Fatalf("seed %d, %+v, bar %d: %+v, want %s, value %v, break %v", seed, cfg, i, r, o.phase(), o.value(i), wantBreak)
				}
			}
		}
	}
	for _, k := range []regime.BreakoutEventKind{regime.Break, regime.Confirm, regime.Retest, regime.Fail, regime.FalseBreak, regime.Expire, regime.Exit, regime.Aged} {
		if seen[k] == 0 {
			t.Errorf("no %s on any walk: %v", k, seen)
		}
	}
}

func TestBreakoutIsCausal(t *testing.T) {
	for _, cfg := range breakoutConfigs {
		bars := breakoutColumns(t, breakoutWalk(3, 400))
		all := regime.Breakouts(bars, cfg)
		for i := range bars.Len() {
			n := 0
			for n < len(all) && all[n].Index <= i {
				n++
			}
			if got := regime.Breakouts(bars.Until(bars.Bar(i).End), cfg); len(got) != n || n > 0 && !reflect.DeepEqual(got, all[:n]) {
				t.Fatalf("%+v: until bar %d: %v, want %v", cfg, i, got, all[:n])
			}
		}
	}
}

func breakoutText(t testing.TB, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestBreakoutRestart(t *testing.T) {
	for _, cfg := range breakoutConfigs {
		whole, cut := regime.NewBreakout(cfg), regime.NewBreakout(cfg)
		for i, bar := range breakoutWalk(5, 400) {
			saved := breakoutText(t, cut)
			cut = new(regime.Breakout)
			if err := json.Unmarshal([]byte(saved), cut); err != nil {
				t.Fatalf("%+v: bar %d: %v", cfg, i, err)
			}
			a, ok := whole.Update(bar.End, bar)
			b, ok2 := cut.Update(bar.End, bar)
			if a != b || ok != ok2 || breakoutText(t, whole.Reading()) != breakoutText(t, cut.Reading()) || breakoutText(t, whole) != breakoutText(t, cut) {
				t.Fatalf("%+v: bar %d: %+v, want %+v", cfg, i, b, a)
			}
		}
	}
}

func TestBreakoutMissing(t *testing.T) {
	whole, holes := regime.NewBreakout(regime.BreakoutConfig{}), regime.NewBreakout(regime.BreakoutConfig{})
	for i, bar := range breakoutWalk(6, 300) {
		a, _ := whole.Update(bar.End, bar)
		b, _ := holes.Update(bar.End, bar)
		if a != b || breakoutText(t, whole) != breakoutText(t, holes) {
			t.Fatalf("bar %d: %+v, want %+v", i, b, a)
		}
		for k, x := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), 2e75} {
			bad := bar
			*[]*float64{&bad.Open, &bad.High, &bad.Low, &bad.Close}[(i+k)%4] = x
			if e, ok := holes.Update(bar.End, bad); ok || e != (regime.BreakoutEvent{}) {
				t.Fatalf("bar %d without a price: %+v", i, e)
			}
		}
	}
}

// A price on a line is not beyond it. The level is 101 and the ATR 2, exactly.
func TestBreakoutOnTheLine(t *testing.T) {
	type bar struct{ high, low, close float64 }
	broke, above := bar{104, 100, 102.5}, bar{104.5, 103.5, 104}
	confirmed := []bar{broke, above, above, above}
	for _, x := range []struct {
		bars []bar
		want string
	}{
		{[]bar{{102, 100, 102}}, "-"},
		{[]bar{{102.25, 100, 102.25}}, "Break"},
		{[]bar{broke, {102, 98, 99}}, "Break -"},
		{[]bar{broke, {102, 98, 98.75}}, "Break Fail"},
		{[]bar{broke, above, above, {104, 100, 101}, {104, 100, 101}, {104, 100, 101}}, "Break - - - - Expire"},
		{[]bar{broke, above, above, {104, 100, 101}, {104, 100, 101}, {104, 100, 101.25}}, "Break - - - - Confirm"},
		{append(confirmed[:4:4], bar{105, 103, 104}), "Break - - Confirm Retest"},
		{append(confirmed[:4:4], bar{105, 103.25, 104}), "Break - - Confirm -"},
		{append(confirmed[:4:4], bar{105, 100, 101}), "Break - - Confirm -"},
		{append(confirmed[:4:4], bar{105, 98, 99}), "Break - - Confirm -"},
		{append(confirmed[:4:4], bar{105, 98, 98.75}), "Break - - Confirm FalseBreak"},
		{append(confirmed[:4:4], above, bar{105, 98, 98.75}), "Break - - Confirm - Exit"},
	} {
		b := regime.NewBreakout(regime.BreakoutConfig{Window: 3, Gap: -1, FalseWithin: 4})
		end, got := time.Date(2020, 1, 3, 21, 0, 0, 0, time.UTC), []string{}
		for i := range 20 + len(x.bars) {
			p := bar{101, 99, 100}
			if i >= 20 {
				p = x.bars[i-20]
			}
			end = end.AddDate(0, 0, 7)
			e, ok := b.Update(end, series.Bar{Open: p.close, High: p.high, Low: p.low, Close: p.close})
			if ok {
				got = append(got, string(e.Event))
			} else if i >= 20 {
				got = append(got, "-")
			}
			if ok && (e.Level != 101 || e.ATR != 2) {
				t.Errorf("%v: %+v", x.bars, e)
			}
		}
		if text := strings.Join(got, " "); text != x.want {
			t.Errorf("%v: %s, want %s", x.bars, text, x.want)
		}
	}
}

func TestBreakoutZeroAndFlat(t *testing.T) {
	var zero regime.Breakout
	if r := zero.Reading(); r.State != regime.PhaseNone || !r.Value.Missing() || !r.Date.IsZero() || r.Bars != 0 {
		t.Errorf("zero: %+v", r)
	}
	if breakoutText(t, &zero) != breakoutText(t, regime.NewBreakout(regime.BreakoutConfig{})) {
		t.Error("the zero machine is not the weekly preset")
	}
	for _, price := range []float64{0, -5, 7, 1e75} {
		b := regime.NewBreakout(regime.BreakoutConfig{Window: 20})
		for _, bar := range breakoutWalk(1, 60) {
			bar.Open, bar.High, bar.Low, bar.Close = price, price, price, price
			if e, ok := b.Update(bar.End, bar); ok {
				t.Fatalf("flat at %v: %+v", price, e)
			}
		}
		if r := b.Reading(); r.Value.Missing() != (price <= 0) || r.RecordClose || r.RecordOverHighs {
			t.Errorf("flat at %v: %+v", price, r)
		}
	}
}

func TestBreakoutPanics(t *testing.T) {
	for _, cfg := range []regime.BreakoutConfig{{Window: -1}, {Window: 100001}, {Window: 2}, {Window: 9, Gap: 9}, {AgeAfter: -1}, {AgeAfter: 1 << 20},
		{FalseWithin: 1 << 20}, {Cooldown: 1 << 20}} {
		func() {
			defer func() {
				if s, _ := recover().(string); !strings.HasPrefix(s, "regime: breakout: ") {
					t.Errorf("%+v: %q", cfg, s)
				}
			}()
			regime.NewBreakout(cfg)
		}()
	}
}

func TestBreakoutNoAlloc(t *testing.T) {
	b, bars, i := regime.NewBreakout(regime.BreakoutConfig{}), breakoutWalk(9, 400), 0
	for _, bar := range bars {
		b.Update(bar.End, bar)
	}
	if n := testing.AllocsPerRun(300, func() { b.Update(bars[i].End, bars[i]); i++ }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// savedBreakouts are machines in every phase.
func savedBreakouts(t testing.TB) []string {
	var states []string
	for _, cfg := range breakoutConfigs {
		b := regime.NewBreakout(cfg)
		for i, bar := range breakoutWalk(5, 200) {
			if _, ok := b.Update(bar.End, bar); ok || i%40 == 0 {
				states = append(states, breakoutText(t, b))
			}
		}
	}
	return states
}

func TestBreakoutHostileState(t *testing.T) {
	for _, s := range savedBreakouts(t)[:12] {
		keep := regime.NewBreakout(regime.BreakoutConfig{})
		for n := range len(s) { // truncated
			if err := keep.UnmarshalJSON([]byte(s[:n])); !errors.Is(err, regime.ErrBreakout) {
				t.Fatalf("%s: %v", s[:n], err)
			}
		}
		var m map[string]any
		if err := json.Unmarshal([]byte(s), &m); err != nil {
			t.Fatal(err)
		}
		for field, was := range m {
			for _, bad := range []any{-1, 1e76, "x", []any{}, nil, true, map[string]any{}, 3} {
				m[field] = bad
				if field != "date" && breakoutText(t, bad) != breakoutText(t, was) {
					tryBreakoutState(t, []byte(breakoutText(t, m)))
				}
			}
			m[field] = was
		}
		if breakoutText(t, keep) != breakoutText(t, regime.NewBreakout(regime.BreakoutConfig{})) {
			t.Fatal("a refused state changed the machine")
		}
	}
	other := regime.NewBreakout(regime.DailyBreakout())
	if err := json.Unmarshal([]byte(savedBreakouts(t)[0]), other); !errors.Is(err, regime.ErrBreakout) {
		t.Errorf("another config: %v", err)
	}
}

// tryBreakoutState restores a state, which must fail cleanly or give a machine that goes on and saves.
func tryBreakoutState(t *testing.T, state []byte) {
	t.Helper()
	var b regime.Breakout
	if err := b.UnmarshalJSON(state); err != nil {
		if !errors.Is(err, regime.ErrBreakout) || !reflect.DeepEqual(b, regime.Breakout{}) {
			t.Fatalf("%s: %v", state, err)
		}
		return
	}
	for i := range 2 {
		saved := breakoutText(t, &b)
		var again regime.Breakout
		if err := json.Unmarshal([]byte(saved), &again); err != nil || breakoutText(t, &again) != saved {
			t.Fatalf("%s: not restored after %d bars: %v", state, i*80, err)
		}
		for _, bar := range breakoutWalk(uint64(i), 80) {
			b.Update(bar.End, bar)
			breakoutText(t, b.Reading())
		}
	}
}

func FuzzBreakoutState(f *testing.F) {
	for _, s := range append(savedBreakouts(f), savedFilters(f)...) {
		f.Add([]byte(s))
	}
	f.Add([]byte(`null`))
	f.Add([]byte(`{"version":1,"config":{"window":1,"gap":-1,"false_within":8,"age_after":13,"cooldown":4}}`))
	f.Fuzz(func(t *testing.T, state []byte) { tryBreakoutState(t, state) })
}

// TestBreakoutBits hashes every event and reading on bars made of integers: the
// machine gives the same bits on every CPU.
func TestBreakoutBits(t *testing.T) {
	h := fnv.New64a()
	for seed := uint64(1); seed <= 4; seed++ {
		for _, cfg := range breakoutConfigs {
			b := regime.NewBreakout(cfg)
			for _, bar := range breakoutWalk(seed, 400) {
				e, _ := b.Update(bar.End, bar)
				fmt.Fprintln(h, breakoutText(t, e), breakoutText(t, b.Reading()))
			}
		}
	}
	if got, want := fmt.Sprintf("%016x", h.Sum64()), "ecfafae235d1691b"; got != want {
		t.Errorf("bits %s, want %s", got, want)
	}
}

func ExampleBreakout() {
	b := regime.NewBreakout(regime.BreakoutConfig{Window: 20})
	friday := time.Date(2025, 1, 3, 21, 0, 0, 0, time.UTC)
	for week := range 30 {
		price := 100.0
		if week >= 24 {
			price = 110 // out of a range of 98..102
		}
		ref := friday.AddDate(0, 0, 7*week)
		bar := series.Bar{Start: ref.AddDate(0, 0, -4), End: ref, Open: price, High: price + 2, Low: price - 2, Close: price}
		if e, ok := b.Update(ref, bar); ok {
			fmt.Printf("%v %s: level %.0f, base %d bars, record %v\n", e.Date, e.Event, e.Level, e.Base, e.Record)
		}
	}
	r := b.Reading()
	fmt.Printf("%s, value %.2f, ends below %.2f\n", r.State, r.Value, r.NextExit)
	// Output:
	// 2025-06-20 Break: level 102, base 24 bars, record true
	// 2025-07-11 Confirm: level 102, base 0 bars, record false
	// Confirmed, value 1.00, ends below 98.00
}

func ExampleBreakouts() {
	var bars []series.Bar
	day := time.Date(2025, 1, 1, 21, 0, 0, 0, time.UTC)
	for i, price := range []float64{10, 11, 12, 11, 10, 11, 12, 11, 10, 11, 12, 11, 10, 11, 12, 11, 16, 11, 9} {
		end := day.AddDate(0, 0, i)
		bars = append(bars, series.Bar{Start: end.Add(-time.Hour), End: end, Open: price, High: price, Low: price, Close: price})
	}
	b, err := series.NewBars(bars)
	if err != nil {
		panic(err)
	}
	for _, e := range regime.Breakouts(b, regime.BreakoutConfig{Window: 8}) {
		fmt.Println(e.Date, e.Index, e.Event, e.Level, e.ATR)
	}
	// Output:
	// 2025-01-17 16 Break 12 1
	// 2025-01-19 18 Fail 12 1
}

func ExampleDailyBreakout() {
	cfg := regime.DailyBreakout()
	cfg.AllTime = true // the channel is all of history
	fmt.Println(regime.NewBreakout(cfg).Reading().State)
	// Output: None
}

func BenchmarkBreakoutDaily(b *testing.B) {
	bars := breakoutWalk(1, 2500)
	m := regime.NewBreakout(regime.DailyBreakout())
	b.ReportAllocs()
	for i := range b.N {
		m.Update(bars[i%len(bars)].End, bars[i%len(bars)])
	}
}
