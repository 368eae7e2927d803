package evaluate

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/riskon/riskon/regime"
	"github.com/riskon/riskon/series"
)

// TestEpisodesOracle joins steps in the state that have nothing between them, or
// less than a horizon, and counts what hangs together.
func TestEpisodesOracle(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 0))
	for range 300 {
		var history []regime.Step
		at := start
		for range r.IntN(60) {
			at = at.Add(time.Duration(1+r.IntN(3)) * 24 * time.Hour)
			history = append(history, regime.Step{Time: at, State: regime.State(r.IntN(4))})
		}
		state, horizon := regime.State(r.IntN(4)), time.Duration(r.IntN(12))*24*time.Hour
		got, err := EpisodesOf(history, state, horizon)
		if err != nil {
			t.Fatal(err)
		}
		var in []int // steps in the state
		for i, s := range history {
			if s.State == state {
				in = append(in, i)
			}
		}
		var want Episodes
		for k, i := range in {
			if k > 0 && (in[k-1] == i-1 || history[i].Time.Before(history[in[k-1]].Time.Add(horizon))) {
				e := &want[len(want)-1]
				e.To, e.Steps, e.Open = history[i].Time, e.Steps+1, i == len(history)-1
				if in[k-1] != i-1 {
					e.Spells++
				}
				continue
			}
			want = append(want, Episode{From: history[i].Time, To: history[i].Time, Steps: 1, Spells: 1, Open: i == len(history)-1})
		}
		if !slices.Equal(got, want) {
			t.Fatalf("%v %v %v\ngot  %+v\nwant %+v", history, state, horizon, got, want)
		}
	}
}

// Spells one horizon apart stay two; a day less and they are one.
func TestEpisodesMerge(t *testing.T) {
	var history []regime.Step
	for i, s := range []regime.State{regime.RiskOn, regime.Neutral, regime.Unknown, regime.RiskOn, regime.RiskOn} {
		history = append(history, regime.Step{Time: start.Add(time.Duration(i) * week), State: s})
	}
	two, err := EpisodesOf(history, regime.RiskOn, 3*week)
	one, err2 := EpisodesOf(history, regime.RiskOn, 3*week+1)
	if err != nil || err2 != nil || len(two) != 2 || len(one) != 1 || one[0] != (Episode{start, start.Add(4 * week), 3, 2, true}) || two[0].Open {
		t.Errorf("%+v %+v", two, one)
	}
	history[2].Time = history[1].Time
	_, err = EpisodesOf(history, regime.RiskOn, week)
	is(t, err, ErrOrder)
	panics(t, "horizon", func() { EpisodesOf(nil, regime.RiskOn, -1) })
}

func prices(seed uint64, n int) series.Series {
	r := rand.New(rand.NewPCG(seed, 0))
	at, v, x := []time.Time{}, []float64{}, 100.0
	t := start.Add(-3 * time.Hour)
	for range n {
		x *= 1 + (r.Float64()-0.5)/5
		y := x
		switch r.IntN(12) {
		case 0:
			y = math.NaN()
		case 1:
			y = -x
		}
		at, v = append(at, t), append(v, y)
		t = t.Add(time.Duration(1+r.IntN(12)) * 24 * time.Hour)
	}
	s, err := series.New(at, v)
	if err != nil {
		panic(err)
	}
	return s
}

func TestRisesOracle(t *testing.T) {
	for seed := range uint64(30) {
		price := prices(seed, 60)
		var at []time.Time
		for i := -2; i < 60; i++ {
			at = append(at, start.Add(time.Duration(i)*week))
		}
		c := RiseConfig{Horizon: 3 * week, Above: 0.02, MaxAge: 8 * 24 * time.Hour}
		got := Rises(price, at, c)
		find := func(t time.Time) (float64, bool) {
			found, ok, over := 0.0, false, false
			for i := range price.Len() {
				if !(price.Value(i) > 0) {
					continue
				}
				over = over || !price.Time(i).Before(t)
				if !price.Time(i).After(t) {
					found, ok = price.Value(i), t.Sub(price.Time(i)) <= c.MaxAge
				}
			}
			return found, ok && over
		}
		var want Outcomes
		for _, t := range at {
			p0, ok0 := find(t)
			p1, ok1 := find(t.Add(c.Horizon))
			if ok0 && ok1 {
				want = append(want, Outcome{t, t.Add(c.Horizon), p1/p0 - 1, p1/p0-1 > 0.02})
			}
		}
		if !slices.Equal(got, want) || len(got) == 0 {
			t.Fatalf("seed %d: %v\nwant %v", seed, got, want)
		}
		// Later prices change no outcome and take none away.
		for i := range price.Len() {
			if early := Rises(price.Until(price.Time(i)), at, c); !slices.Equal(early, got[:len(early)]) {
				t.Fatalf("seed %d: an outcome changed after %v", seed, price.Time(i))
			}
		}
	}
}

func TestRisesEdges(t *testing.T) {
	at := []time.Time{start}
	price, err := series.New([]time.Time{start, start.Add(week)}, []float64{100, 110})
	if err != nil {
		t.Fatal(err)
	}
	exact := price.Value(1)/price.Value(0) - 1
	if o := Rises(price, at, RiseConfig{Horizon: week, Above: exact}); len(o) != 1 || o[0].Happened || o[0].Return != exact {
		t.Error("a return of just Above is no rise", o)
	}
	if o := Rises(price, at, RiseConfig{Horizon: week, MaxAge: 1}); len(o) != 1 || !o[0].Happened || o.Horizon() != week {
		t.Error(o)
	}
	if o := Rises(price, at, RiseConfig{Horizon: week + 1}); len(o) != 0 {
		t.Error("an outcome before its horizon is over", o)
	}
	if o := Rises(series.Series{}, at, RiseConfig{Horizon: 1}); len(o) != 0 || o.Horizon() != 0 {
		t.Error(o)
	}
	panics(t, "horizon", func() { Rises(price, at, RiseConfig{}) })
	panics(t, "age", func() { Rises(price, at, RiseConfig{Horizon: 1, MaxAge: -1}) })
	panics(t, "above", func() { Rises(price, at, RiseConfig{Horizon: 1, Above: math.NaN()}) })
}

func TestHistory(t *testing.T) {
	all, _ := world(1, 400, 1, func(float64) float64 { return 0 })
	reading := func(from, to int) regime.Reading {
		return regime.Reading{Time: all[to-1].Time, History: all[from:to]}
	}
	got, err := History([]regime.Reading{{}, reading(0, 100), reading(50, 150), reading(50, 150), {}, reading(149, 305), reading(244, 400)})
	if err != nil || !slices.Equal(got, all) {
		t.Fatal(len(got), err)
	}
	if times := Times(got); len(times) != 400 || !times[399].Equal(all[399].Time) {
		t.Error(len(times))
	}
	_, err = History([]regime.Reading{reading(0, 100), reading(100, 200)})
	is(t, err, ErrGap)
	_, err = History([]regime.Reading{reading(100, 200), reading(50, 150)})
	is(t, err, ErrOrder)
	if got, err = History(nil); len(got) != 0 || err != nil {
		t.Error(got, err)
	}
}

func TestJoin(t *testing.T) {
	at := func(i int) time.Time { return start.Add(time.Duration(i) * week) }
	history := []regime.Step{{Time: at(0), Score: 40, State: regime.Neutral}, {Time: at(1), Score: 70, State: regime.RiskOn},
		{Time: at(2), Score: 50, State: regime.Unknown}, {Time: at(3), Score: math.NaN(), State: regime.RiskOff}, {Time: at(5), Score: 20, State: regime.RiskOff}}
	var out Outcomes
	for i := range 8 {
		out = append(out, Outcome{Time: at(i), Known: at(i + 2), Happened: i == 1})
	}
	got, err := Join(history, out)
	want := Cases{{at(0), at(2), 40, false}, {at(1), at(3), 70, true}, {at(5), at(7), 20, false}}
	if err != nil || !slices.Equal(got, want) {
		t.Error(got, err)
	}
	if got, err = Join(history, out[2:5]); len(got) != 0 || err != nil {
		t.Error(got, err)
	}
	_, err = Join(history, append(out[:1:1], out[0]))
	is(t, err, ErrOrder)
	_, err = Join(append(history[:1:1], history[0]), out)
	is(t, err, ErrOrder)
	_, err = Join(history, Outcomes{{Time: at(1), Known: at(1)}})
	is(t, err, ErrKnown)
}
