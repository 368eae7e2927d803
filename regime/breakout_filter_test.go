package regime_test

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/riskon/riskon/regime"
	"github.com/riskon/riskon/series"
)

// filterConfigs are machines with filters of every use.
func filterConfigs() []regime.BreakoutConfig {
	report, require := regime.FilterReport, regime.FilterRequire
	return []regime.BreakoutConfig{
		{Volume: regime.VolumeFilter{Use: report}},
		{Volume: regime.VolumeFilter{Use: require, Bars: 3, Ratio: 1.1}},
		{Window: 20, Gap: -1, FalseWithin: 6, AgeAfter: 9, Cooldown: -1, Breadth: regime.BreadthFilter{Use: require}},
		{Window: 30, Gap: 5, Volume: regime.VolumeFilter{Use: require, Bars: 40, Ratio: 0.9}, Breadth: regime.BreadthFilter{Use: report, Share: 0.7}},
		{Window: 3, Gap: 2, AllTime: true, Volume: regime.VolumeFilter{Use: require, Bars: 1, Ratio: 1}, Breadth: regime.BreadthFilter{Use: require, Share: 0.3}},
	}
}

// filterWalk is breakoutWalk with volumes and shares, some of which are unknown.
func filterWalk(seed uint64, n int) (bars []series.Bar, shares []float64) {
	bars = breakoutWalk(seed, n)
	next := func(k int) int {
		seed = seed*2862933555777941757 + 3037000493
		return int((seed >> 33) % uint64(k))
	}
	bad := []float64{math.NaN(), math.Inf(1), -1, 2e75}
	for i := range bars {
		bars[i].Volume = float64(500 + next(1000))
		share := float64(next(101)) / 100
		if next(12) == 0 {
			bars[i].Volume = bad[next(4)]
		}
		if next(30) == 0 {
			bars[i].Volume = 0
		}
		if next(12) == 0 {
			share = []float64{math.NaN(), math.Inf(-1), -0.1, 1.1}[next(4)]
		}
		shares = append(shares, share)
	}
	return bars, shares
}

// naiveFilter is what a filter that needs so much says of x.
func naiveFilter(use regime.FilterUse, x, needs float64) regime.FilterReading {
	if use == regime.FilterOff {
		return regime.FilterReading{}
	}
	r := regime.FilterReading{Use: use, Value: regime.Number(x), Needs: needs, State: regime.FilterUnknown}
	if x < needs {
		r.State = regime.FilterLow
	} else if x >= needs {
		r.State = regime.FilterOK
	}
	return r
}

// filters are what they say of bar t, from the whole history.
func (o *naiveBreakout) filters(t int) (volume, breadth regime.FilterReading) {
	known := func(x float64) bool { return x >= 0 && x <= 1e75 }
	f, g, ratio, share := o.cfg.Volume, o.cfg.Breadth, math.NaN(), math.NaN()
	if f.Bars == 0 {
		f.Bars = 10
	}
	if f.Ratio == 0 {
		f.Ratio = 1.4
	}
	if g.Share == 0 {
		g.Share = 0.5
	}
	n, sum := 0, 0.0
	for i := t - 1; i >= 0 && n < f.Bars; i-- {
		if known(o.bars[i].Volume) {
			n, sum = n+1, sum+o.bars[i].Volume
		}
	}
	if v := o.bars[t].Volume; known(v) && n == f.Bars && sum > 0 {
		ratio = v * float64(n) / sum
	}
	if o.shares != nil && o.shares[t] >= 0 && o.shares[t] <= 1 {
		share = o.shares[t]
	}
	return naiveFilter(f.Use, ratio, f.Ratio), naiveFilter(g.Use, share, g.Share)
}

// filter blocks a Break, or lets it pass, and says why.
func (o *naiveBreakout) filter(e *regime.BreakoutEvent) {
	e.Volume, e.Breadth = o.filters(e.Index)
	reasons := ""
	if e.Volume.Use == regime.FilterRequire && e.Volume.State != regime.FilterOK {
		reasons = "volume " + string(e.Volume.State)
	}
	if e.Breadth.Use == regime.FilterRequire && e.Breadth.State != regime.FilterOK {
		reasons += ", breadth " + string(e.Breadth.State)
	}
	if e.Reason = strings.TrimPrefix(reasons, ", "); reasons != "" {
		e.Event = regime.Blocked
	}
}

func TestBreakoutFiltersAgainstNaive(t *testing.T) {
	reasons, states := map[string]int{}, map[regime.FilterState]int{}
	for seed := uint64(1); seed <= 6; seed++ {
		for _, cfg := range filterConfigs() {
			bars, shares := filterWalk(seed, 400)
			o := &naiveBreakout{cfg: cfg, bars: bars, shares: shares}
			b := regime.NewBreakout(cfg)
			for i, bar := range bars {
				e, ok := b.UpdateWith(bar.End, bar, shares[i])
				before := len(o.events)
				o.step(i)
				if ok != (len(o.events) > before) || ok && !sameBreakoutEvent(e, o.events[before]) {
					t.Fatalf("seed %d, %+v, bar %d: %+v, want %+v", seed, cfg, i, e, o.events[before:])
				}
				r := b.Reading()
				volume, breadth := o.filters(i)
				got, want := regime.BreakoutEvent{Volume: r.Volume, Breadth: r.Breadth}, regime.BreakoutEvent{Volume: volume, Breadth: breadth}
				blocked, _ := o.last(regime.Blocked)
				if r.State != o.phase() || !breakoutNear(float64(r.Value), o.value(i)) || !sameBreakoutEvent(got, want) || !sameBreakoutEvent(r.LastBlocked, blocked) {
					t.Fatalf("seed %d, %+v, bar %d: %+v, want %s, value %v, filters %+v %+v", seed, cfg, i, r, o.phase(), o.value(i), volume, breadth)
				}
				if e.Event == regime.Blocked {
					reasons[e.Reason]++
				}
				states[e.Volume.State]++
			}
		}
	}
	for _, why := range []string{"volume low", "volume unknown", "breadth low", "breadth unknown", "volume low, breadth low"} {
		if reasons[why] == 0 {
			t.Errorf("nothing blocked by %q: %v", why, reasons)
		}
	}
	if states[regime.FilterOK] == 0 || states[regime.FilterLow] == 0 || states[regime.FilterUnknown] == 0 {
		t.Errorf("states of volume %v", states)
	}
}

// TestBreakoutFiltersReport: a filter that reports changes no event and no reading
// but for what it says, on the facts and on random walks.
func TestBreakoutFiltersReport(t *testing.T) {
	on := regime.BreakoutConfig{Volume: regime.VolumeFilter{Use: regime.FilterReport}, Breadth: regime.BreadthFilter{Use: regime.FilterReport}}
	walk, _ := filterWalk(7, 400)
	for _, bars := range [][]series.Bar{readBreakoutBars(t, breakoutTable), walk} {
		a, b := regime.NewBreakout(regime.BreakoutConfig{}), regime.NewBreakout(on)
		breaks := 0
		for i, bar := range bars {
			x, okX := a.Update(bar.End, bar)
			y, okY := b.UpdateWith(bar.End, bar, 0.1)
			if y.Event == regime.Break {
				breaks++
				if y.Volume.State == "" || y.Breadth.State != regime.FilterLow || y.Reason != "" {
					t.Fatalf("a Break without a report: %+v", y)
				}
			} else if y.Volume != (regime.FilterReading{}) {
				t.Fatalf("%s has volumes: %+v", y.Event, y)
			}
			y.Volume, y.Breadth = regime.FilterReading{}, regime.FilterReading{}
			r := b.Reading()
			r.Volume, r.Breadth = regime.FilterReading{}, regime.FilterReading{}
			r.LastBreak.Volume, r.LastBreak.Breadth = r.Volume, r.Breadth
			if okX != okY || x != y || breakoutText(t, a.Reading()) != breakoutText(t, r) {
				t.Fatalf("bar %d: %+v, want %+v", i, y, x)
			}
		}
		if breaks < 2 {
			t.Errorf("%d breaks", breaks)
		}
	}
}

// TestBreakoutFiltersOnFacts: of the Breaks of IWM, a filter that is required takes
// those with volume, and each of the others is Blocked on its day.
func TestBreakoutFiltersOnFacts(t *testing.T) {
	bars := breakoutColumns(t, readBreakoutBars(t, breakoutTable))
	free := regime.Breakouts(bars, regime.BreakoutConfig{Volume: regime.VolumeFilter{Use: regime.FilterReport}})
	kept := regime.Breakouts(bars, regime.BreakoutConfig{Volume: regime.VolumeFilter{Use: regime.FilterRequire}})
	on := map[string]regime.BreakoutEvent{}
	for _, e := range kept {
		on[e.Date.String()] = e
	}
	low := 0
	for _, e := range free {
		if e.Event != regime.Break {
			continue
		}
		want := regime.Break
		if e.Volume.State != regime.FilterOK {
			want, low = regime.Blocked, low+1
		}
		if got := on[e.Date.String()]; got.Event != want {
			t.Errorf("%v, ratio %v: %+v, want %s", e.Date, e.Volume.Value, got, want)
		}
	}
	if low == 0 || len(free) != 39 {
		t.Errorf("%d low of %d", low, len(free))
	}
}

// TestBreakoutsWith: each bar has the latest share known when it ends, for MaxAge days.
func TestBreakoutsWith(t *testing.T) {
	cfg := regime.BreakoutConfig{Window: 20, Breadth: regime.BreadthFilter{Use: regime.FilterRequire, MaxAge: 3}}
	for seed := uint64(2); seed < 10; seed++ {
		bars, _ := filterWalk(seed, 400)
		var at []time.Time
		var shares []float64
		b := regime.NewBreakout(cfg)
		var want []regime.BreakoutEvent
		for i, bar := range bars {
			share := float64(i%11) / 10
			known, used := bar.End, share
			switch i % 5 {
			case 1: // known a nanosecond too late
				known, used = bar.End.Add(1), math.NaN()
			case 2:
				known = bar.End.AddDate(0, 0, -3)
			case 3: // four days old
				known, used = bar.End.AddDate(0, 0, -4), math.NaN()
			case 4:
				known = bar.End.Add(-1)
			}
			at, shares = append(at, known), append(shares, share)
			if e, ok := b.UpdateWith(bar.End, bar, used); ok {
				want = append(want, e)
			}
		}
		breadth, err := series.New(at, shares)
		if err != nil {
			t.Fatal(err)
		}
		columns := breakoutColumns(t, cleanVolumes(bars))
		got := regime.BreakoutsWith(columns, breadth, cfg)
		if breakoutText(t, got) != breakoutText(t, want) || len(got) < 3 {
			t.Errorf("seed %d: %s\nwant %s", seed, breakoutText(t, got), breakoutText(t, want))
		}
		for _, e := range regime.Breakouts(columns, cfg) {
			if e.Event != regime.Blocked || e.Reason != "breadth unknown" {
				t.Fatalf("without shares: %+v", e)
			}
		}
	}
}

// cleanVolumes are the bars that series.NewBars takes.
func cleanVolumes(bars []series.Bar) []series.Bar {
	out := append([]series.Bar(nil), bars...)
	for i := range out {
		if !(out[i].Volume >= 0 && out[i].Volume <= 1e75) {
			out[i].Volume = math.NaN()
		}
	}
	return out
}

func TestBreakoutFiltersRestart(t *testing.T) {
	for _, cfg := range filterConfigs() {
		bars, shares := filterWalk(5, 300)
		whole, cut := regime.NewBreakout(cfg), regime.NewBreakout(cfg)
		for i, bar := range bars {
			saved := breakoutText(t, cut)
			if cut = new(regime.Breakout); i%2 == 0 {
				cut = regime.NewBreakout(cfg)
			}
			if err := json.Unmarshal([]byte(saved), cut); err != nil {
				t.Fatalf("%+v: bar %d: %v\n%s", cfg, i, err, saved)
			}
			a, ok := whole.UpdateWith(bar.End, bar, shares[i])
			b, ok2 := cut.UpdateWith(bar.End, bar, shares[i])
			if breakoutText(t, a) != breakoutText(t, b) || ok != ok2 || breakoutText(t, whole.Reading()) != breakoutText(t, cut.Reading()) || breakoutText(t, whole) != breakoutText(t, cut) {
				t.Fatalf("%+v: bar %d: %+v, want %+v", cfg, i, b, a)
			}
			hole := bar
			hole.Close = math.NaN()
			if cut.UpdateWith(bar.End, hole, 0.5); breakoutText(t, whole) != breakoutText(t, cut) {
				t.Fatalf("%+v: bar %d: a bar without a close leaves a trace", cfg, i)
			}
		}
	}
	plain := regime.NewBreakout(regime.BreakoutConfig{})
	if s := breakoutText(t, regime.NewBreakout(filterConfigs()[0])); json.Unmarshal([]byte(s), plain) == nil {
		t.Error("a machine without filters takes the state of one with")
	}
	if s := breakoutText(t, plain); strings.Contains(s, "volume") || strings.Contains(s, "breadth") || strings.Contains(s, "blocked") {
		t.Errorf("a machine without filters saves some: %s", s)
	}
}

// savedFilters are machines with filters in every phase.
func savedFilters(t testing.TB) (states []string) {
	for _, cfg := range filterConfigs() {
		bars, shares := filterWalk(5, 200)
		b := regime.NewBreakout(cfg)
		for i, bar := range bars {
			if _, ok := b.UpdateWith(bar.End, bar, shares[i]); ok || i%40 == 0 {
				states = append(states, breakoutText(t, b))
			}
		}
	}
	return states
}

// TestBreakoutFiltersHostile changes one number of a state after the other, down in
// the events and the config too.
func TestBreakoutFiltersHostile(t *testing.T) {
	states := savedFilters(t)
	for i := 0; i < len(states); i += 1 + len(states)/8 {
		var m map[string]any
		if err := json.Unmarshal([]byte(states[i]), &m); err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"config", "break", "blocked", "volume_ratio", "breadth_share", "volume_stream"} {
			inner, _ := m[name].(map[string]any)
			for _, bad := range []any{-1, 1e76, "x", nil, true, map[string]any{}, 3, 0.5, "", map[string]any{"use": "report"}} {
				was := m[name]
				m[name] = bad
				tryBreakoutState(t, []byte(breakoutText(t, m)))
				m[name] = was
				for field := range inner {
					was := inner[field]
					inner[field] = bad
					tryBreakoutState(t, []byte(breakoutText(t, m)))
					if deeper, ok := was.(map[string]any); ok {
						inner[field] = was
						for f, x := range deeper {
							deeper[f] = bad
							tryBreakoutState(t, []byte(breakoutText(t, m)))
							deeper[f] = x
						}
					}
					inner[field] = was
				}
			}
		}
	}
}

// TestBreakoutImpossibleFilters: states that no bars lead to are refused.
func TestBreakoutImpossibleFilters(t *testing.T) {
	cfg := regime.BreakoutConfig{Window: 20, Gap: -1, Volume: regime.VolumeFilter{Use: regime.FilterRequire, Bars: 3, Ratio: 1.1}, Breadth: regime.BreadthFilter{Use: regime.FilterReport}}
	blocked := ""
	for seed := uint64(1); blocked == "" && seed < 20; seed++ {
		b := regime.NewBreakout(cfg)
		bars, shares := filterWalk(seed, 300)
		for i, bar := range bars {
			e, _ := b.UpdateWith(bar.End, bar, shares[i])
			if e.Event == regime.Blocked && e.Volume.State == regime.FilterLow && !e.Breadth.Value.Missing() && b.Reading().LastBreak.Event != "" {
				blocked = breakoutText(t, b)
			}
		}
	}
	for name, change := range map[string]func(m map[string]any, e map[string]any){
		"a reason that is another":        func(_, e map[string]any) { e["reason"] = "breadth low" },
		"no reason":                       func(_, e map[string]any) { delete(e, "reason") },
		"volume enough":                   func(_, e map[string]any) { e["volume"].(map[string]any)["value"] = 5 },
		"a state that is another":         func(_, e map[string]any) { e["volume"].(map[string]any)["state"] = "unknown" },
		"another use":                     func(_, e map[string]any) { e["volume"].(map[string]any)["use"] = "report" },
		"needs less":                      func(_, e map[string]any) { e["volume"].(map[string]any)["needs"] = 0.1 },
		"a share above 1":                 func(_, e map[string]any) { e["breadth"].(map[string]any)["value"] = 1.5 },
		"another share than the last":     func(m, _ map[string]any) { m["breadth_share"] = 0.123 },
		"a ratio below 0":                 func(m, _ map[string]any) { m["volume_ratio"] = -0.5 },
		"blocked after all bars":          func(m, e map[string]any) { e["index"] = m["bars"] },
		"blocked before a bar can break":  func(_, e map[string]any) { e["index"] = 5 },
		"blocked on the bar of the break": func(m, e map[string]any) { e["index"] = m["break"].(map[string]any)["index"] },
		"blocked below the level":         func(_, e map[string]any) { e["close"] = 0.5 },
		"called a break":                  func(_, e map[string]any) { e["event"] = "Break" },
		"no volumes":                      func(m, _ map[string]any) { m["volume_stream"] = "" },
		"a break without its volume":      func(m, _ map[string]any) { m["break"].(map[string]any)["volume"].(map[string]any)["value"] = 0.2 },
		"a break without filters":         func(m, _ map[string]any) { delete(m["break"].(map[string]any), "volume") },
		"filters switched off":            func(m, _ map[string]any) { delete(m["config"].(map[string]any), "volume") },
		"numbers of a filter without use": func(m, _ map[string]any) { m["config"].(map[string]any)["breadth"].(map[string]any)["use"] = "" },
		"a confirm with a volume":         func(m, e map[string]any) { m["confirm"] = map[string]any{"volume": e["volume"]} },
		"a break with a reason":           func(m, e map[string]any) { m["break"].(map[string]any)["reason"] = e["reason"] },
	} {
		var m map[string]any
		if err := json.Unmarshal([]byte(blocked), &m); err != nil {
			t.Fatal(err)
		}
		change(m, m["blocked"].(map[string]any))
		var again regime.Breakout
		if err := json.Unmarshal([]byte(breakoutText(t, m)), &again); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
}

func TestBreakoutFilterChecks(t *testing.T) {
	volume := func(f regime.VolumeFilter) regime.BreakoutConfig { return regime.BreakoutConfig{Volume: f} }
	breadth := func(f regime.BreadthFilter) regime.BreakoutConfig { return regime.BreakoutConfig{Breadth: f} }
	use := regime.FilterReport
	for _, cfg := range []regime.BreakoutConfig{
		volume(regime.VolumeFilter{Use: "on"}), volume(regime.VolumeFilter{Bars: 5}), volume(regime.VolumeFilter{Ratio: 2}),
		volume(regime.VolumeFilter{Use: use, Bars: -1}), volume(regime.VolumeFilter{Use: use, Bars: 100001}),
		volume(regime.VolumeFilter{Use: use, Ratio: -1}), volume(regime.VolumeFilter{Use: use, Ratio: math.NaN()}), volume(regime.VolumeFilter{Use: use, Ratio: math.Inf(1)}),
		breadth(regime.BreadthFilter{Use: "on"}), breadth(regime.BreadthFilter{Series: "x"}), breadth(regime.BreadthFilter{Share: 0.5}), breadth(regime.BreadthFilter{MaxAge: 5}),
		breadth(regime.BreadthFilter{Use: use, Share: 1.1}), breadth(regime.BreadthFilter{Use: use, Share: -1}), breadth(regime.BreadthFilter{Use: use, Share: math.NaN()}),
		breadth(regime.BreadthFilter{Use: use, MaxAge: -1}), breadth(regime.BreadthFilter{Use: use, Series: "\xff"}),
	} {
		func() {
			defer func() {
				if s, _ := recover().(string); !strings.HasPrefix(s, "regime: breakout: ") {
					t.Errorf("%+v: %q", cfg, s)
				}
			}()
			regime.NewBreakout(cfg)
		}()
		if err := (regime.Config{Breakout: cfg}).Validate(); err == nil {
			t.Errorf("%+v: a valid config", cfg)
		}
	}
}

func TestBreakoutFiltersNoAlloc(t *testing.T) {
	bars, shares := filterWalk(9, 400)
	b, i := regime.NewBreakout(filterConfigs()[3]), 0
	for k, bar := range bars {
		b.UpdateWith(bar.End, bar, shares[k])
	}
	if n := testing.AllocsPerRun(300, func() { b.UpdateWith(bars[i].End, bars[i], 1); i++ }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// TestBreakoutFiltersBits: the same bits on every CPU.
func TestBreakoutFiltersBits(t *testing.T) {
	h := fnv.New64a()
	for seed := uint64(1); seed <= 4; seed++ {
		for _, cfg := range filterConfigs() {
			bars, shares := filterWalk(seed, 300)
			b := regime.NewBreakout(cfg)
			for i, bar := range bars {
				e, _ := b.UpdateWith(bar.End, bar, shares[i])
				fmt.Fprintln(h, breakoutText(t, e), breakoutText(t, b.Reading()))
			}
		}
	}
	if got, want := fmt.Sprintf("%016x", h.Sum64()), "c204417cf45074d0"; got != want {
		t.Errorf("bits %s, want %s", got, want)
	}
}

func ExampleBreakoutsWith() {
	cfg := regime.BreakoutConfig{Window: 20, Volume: regime.VolumeFilter{Use: regime.FilterReport}, Breadth: regime.BreadthFilter{Use: regime.FilterRequire}}
	friday := time.Date(2025, 1, 3, 21, 0, 0, 0, time.UTC)
	var bars []series.Bar
	var known []time.Time
	var shares []float64
	for week := range 30 {
		price, volume, share := 100.0, 1000.0, 0.4
		if week >= 24 {
			price, volume = 110, 1500 // out of a range of 98..102
		}
		if week >= 25 {
			share = 0.6 // a week later most members are above their averages
		}
		end := friday.AddDate(0, 0, 7*week)
		bars = append(bars, series.Bar{Start: end.AddDate(0, 0, -4), End: end, Open: price, High: price + 2, Low: price - 2, Close: price, Volume: volume})
		known, shares = append(known, end), append(shares, share)
	}
	columns, err := series.NewBars(bars)
	if err != nil {
		panic(err)
	}
	breadth, err := series.New(known, shares)
	if err != nil {
		panic(err)
	}
	for _, e := range regime.BreakoutsWith(columns, breadth, cfg) {
		if e.Event == regime.Break || e.Event == regime.Blocked {
			fmt.Printf("%v %s: volume %.2f %s, breadth %.2f %s %s\n", e.Date, e.Event, e.Volume.Value, e.Volume.State, e.Breadth.Value, e.Breadth.State, e.Reason)
		}
	}
	// Output:
	// 2025-06-20 Blocked: volume 1.50 ok, breadth 0.40 low breadth low
	// 2025-06-27 Break: volume 1.43 ok, breadth 0.60 ok
}
