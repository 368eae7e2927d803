package main

import (
	"math"
	"sort"
	"testing"
	"time"

	"github.com/riskon/riskon/regime"
)

// withAssets returns a copy of the data with usd millions more WALCL from a date on.
func withAssets(d *data, from time.Time, usdMillions float64) *data {
	moved := *d
	moved.records = append([]regime.Record(nil), d.records...)
	for i, r := range moved.records {
		if v, ok := r.(regime.Value); ok && v.Series == "WALCL" && !v.Ref.Before(from) {
			v.Value += usdMillions
			moved.records[i] = v
		}
	}
	return &moved
}

// naiveNetLiquidity is the netliq input at an instant, written from its definition:
// net by date, differences of means of four, robust z over the 104 before the last.
func naiveNetLiquidity(d *data, at time.Time) (value, signal float64) {
	byDate := map[time.Time]map[string]float64{}
	for _, r := range d.records {
		v, ok := r.(regime.Value)
		if !ok || v.Known.After(at) {
			continue
		}
		if byDate[v.Ref] == nil {
			byDate[v.Ref] = map[string]float64{}
		}
		byDate[v.Ref][v.Series] = v.Value
	}
	var dates []time.Time
	for date, v := range byDate {
		if _, ok := v["RRPONTSYD"]; ok && v["WALCL"] != 0 && v["WTREGEN"] != 0 {
			dates = append(dates, date)
		}
	}
	sort.Slice(dates, func(i, j int) bool { return dates[i].Before(dates[j]) })
	net := func(i int) float64 {
		v := byDate[dates[i]]
		return v["WALCL"] - v["WTREGEN"] - 1000*v["RRPONTSYD"]
	}
	var x []float64
	for i := 16; i < len(dates); i++ {
		x = append(x, (net(i)+net(i-1)+net(i-2)+net(i-3)-net(i-13)-net(i-14)-net(i-15)-net(i-16))/4)
	}
	value = x[len(x)-1]
	h := append([]float64(nil), x[len(x)-105:len(x)-1]...)
	med := middleOf(h)
	for i := range h {
		h[i] = math.Abs(h[i] - med)
	}
	z := max(-4, min(4, (value-med)/(1.4826*middleOf(h))))
	return value, z / math.Sqrt(4+z*z)
}

func middleOf(x []float64) float64 {
	s := append([]float64(nil), x...)
	sort.Float64s(s)
	return (s[(len(s)-1)/2] + s[len(s)/2]) / 2
}

func contribution(t *testing.T, r regime.Reading, id string) regime.Contribution {
	t.Helper()
	for _, c := range r.Contributions {
		if c.ID == id {
			return c
		}
	}
	t.Fatalf("no contribution %s", id)
	return regime.Contribution{}
}

// TestNothingIsHardWired adds $200B to the Fed's assets from November 2025 on and sees the
// claim's verdict, the contribution and the score move as the arithmetic says.
func TestNothingIsHardWired(t *testing.T) {
	d := loadEmbedded(t)
	moved := withAssets(d, day("2025-11-01"), 200_000)
	date := day("2026-01-09")
	at := instant(date)

	var score, points [2]float64
	for i, data := range []*data{d, moved} {
		rep, err := newReport(data, date)
		if err != nil {
			t.Fatal(err)
		}
		c := contribution(t, rep.Reading, "liquidity/netliq")
		value, signal := naiveNetLiquidity(data, at)
		if math.Abs(float64(c.Value)-value) > 1e-6 || math.Abs(float64(c.Signal)-signal) > 1e-9 {
			t.Errorf("netliq %v, signal %v, want %v, %v", c.Value, c.Signal, value, signal)
		}
		if want := 50 * signal / 9; math.Abs(c.Points-want) > 1e-9 {
			t.Errorf("netliq contributes %v, want %v", c.Points, want)
		}
		score[i], points[i] = rep.Reading.Score, c.Points
	}
	if moved := points[1] - points[0]; moved < 1 || math.Abs(score[1]-score[0]-moved) > 1.1e-6 {
		t.Errorf("score moved by %v, contribution by %v", score[1]-score[0], moved)
	}

	for _, c := range []struct {
		data     *data
		observed [2]float64
		verdicts [2]regime.Verdict
		of       regime.Verdict
	}{
		{d, [2]float64{53_499, -74_482}, [2]regime.Verdict{regime.Contradicted, regime.Contradicted}, regime.Contradicted},
		{moved, [2]float64{253_499, 125_518}, [2]regime.Verdict{regime.Supported, regime.Contradicted}, regime.Mixed},
	} {
		found, err := regime.CheckClaims(d.claims, c.data.records, day("2026-01-31"))
		if err != nil {
			t.Fatal(err)
		}
		for i, f := range found[1:3] { // fed_220b, fed_220b_net
			if float64(f.Observed) != c.observed[i] || f.Verdict != c.verdicts[i] || f.Of != c.of {
				t.Errorf("%s: observed %v, %s, claim %s; want %v, %s, %s", f.ID, f.Observed, f.Verdict, f.Of, c.observed[i], c.verdicts[i], c.of)
			}
		}
	}
}
