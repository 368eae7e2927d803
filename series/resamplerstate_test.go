package series_test

import (
	"encoding/json"
	"errors"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
)

// saved is a state with everything in it. Its format must stay readable.
const saved = `{"version":1,"grid":"weekly from Monday 00:00 UTC","now":"2026-01-08T00:00:00Z","last":"2026-01-07T12:00:00.000000001Z",` +
	`"forming":{"start":"2026-01-05T00:00:00Z","end":"2026-01-12T00:00:00Z","open":0.1,"high":1e+21,"low":-0,"close":5e-324,"volume":null}}`

func savedResampler(t testing.TB) *series.Resampler {
	t.Helper()
	r := series.NewResampler(series.Weekly(time.UTC, time.Monday))
	bars := []series.Bar{
		{Start: on("2026-01-06"), End: on("2026-01-07"), Open: 0.1, High: 1e21, Low: math.Copysign(0, -1), Close: 2, Volume: 1},
		{Start: on("2026-01-07"), End: on("2026-01-07").Add(12*hour + 1), Open: 1, High: 1, Low: 0, Close: 5e-324, Volume: nan},
	}
	for _, b := range bars {
		if _, err := r.Push(nil, b); err != nil {
			t.Fatal(err)
		}
	}
	r.Advance(nil, on("2026-01-08"))
	return r
}

func TestResamplerState(t *testing.T) {
	r := savedResampler(t)
	if got := state(t, r); got != saved {
		t.Errorf("saved as %s", got)
	}
	again := series.NewResampler(series.Weekly(time.UTC, time.Monday))
	if err := json.Unmarshal([]byte(saved), again); err != nil || state(t, again) != saved {
		t.Error(err, state(t, again))
	}
	a, _ := r.Forming()
	b, ok := again.Forming()
	if !ok || !sameBar(a, b) {
		t.Error("forming", a, b)
	}
	// By value too, and before anything has come.
	blob, err := json.Marshal(struct{ R series.Resampler }{*series.NewResampler(series.Daily(time.UTC))})
	if want := `{"R":{"version":1,"grid":"daily from 00:00 UTC","now":null,"last":null,"forming":null}}`; err != nil || string(blob) != want {
		t.Error(string(blob), err)
	}
}

func TestResamplerStateHostile(t *testing.T) {
	good := map[string]string{
		`"now":"2026-01-08T00:00:00Z"`:                    `"now":"2026-01-08T01:00:00+01:00"`,
		`"last":"2026-01-07T12:00:00.000000001Z"`:         `"last":"2026-01-08T00:00:00Z"`,
		`"open":0.1,"high":1e+21,"low":-0,"close":5e-324`: `"open":null,"high":null,"low":null,"close":null`,
		`"volume":null`: `"volume":0`,
		`{"version":1`:  ` {"version":1`,
	}
	bad := map[string]string{
		`"version":1`:                             `"version":2`,
		`{"version":1,`:                           `{`,
		`Monday`:                                  `Sunday`,
		`weekly from Monday 00:00 UTC`:            `no grid`,
		`"now":"2026-01-08T00:00:00Z"`:            `"now":null`,
		`"2026-01-08T00:00:00Z"`:                  `"2026-01-07T00:00:00Z"`,
		`"now":"2026-01-08T00:00:00Z","last"`:     `"now":"2026-01-12T00:00:00Z","last"`,
		`"2026-01-08T00`:                          `"2300-01-08T00`,
		`"last":"2026-01-07T12:00:00.000000001Z"`: `"last":null`,
		`2026-01-07T12`:                           `2026-01-04T12`,
		`"start":"2026-01-05`:                     `"start":"2026-01-06`,
		`"start":"2026-01-05T00:00:00Z"`:          `"start":"0001-01-01T00:00:00Z"`,
		`"end":"2026-01-12`:                       `"end":"2026-01-13`,
		`"end":"2026-01-12T`:                      `"end":"9999-01-12T`,
		`"open":0.1`:                              `"open":null`,
		`"high":1e+21`:                            `"high":0`,
		`"low":-0`:                                `"low":1e-300`,
		`"close":5e-324`:                          `"close":1e22`,
		`1e+21,"low"`:                             `1e76,"low"`,
		`"high":1e+21,`:                           `"high":1e999,`,
		`"volume":null`:                           `"volume":1e76`,
		`"open":0.1,"high":1e+21,"low":-0,"close":5e-324,"volume":null`: `"open":null,"high":null,"low":null,"close":null,"volume":1`,
		`"volume"`:   `"volume2"`,
		`null}}`:     `null}}{}`,
		`}}`:         `}`,
		`{"version"`: `[{"version"`,
		saved:        `null`,
		saved[1:]:    ``,
	}
	try := func(from, to string, wrong bool) {
		t.Helper()
		if strings.Count(saved, from) != 1 {
			t.Fatal("not in the state once:", from)
		}
		r := savedResampler(t)
		err := r.UnmarshalJSON([]byte(strings.Replace(saved, from, to, 1)))
		switch {
		case !wrong && err != nil:
			t.Errorf("%s: %v", to, err)
		case wrong && (!errors.Is(err, series.ErrState) || state(t, r) != saved):
			t.Errorf("%s: %v, then %s", to, err, state(t, r))
		}
	}
	for from, to := range good {
		try(from, to, false)
	}
	for from, to := range bad {
		try(from, to, true)
	}
}

// FuzzResamplerState restores anything and goes on: no panic, only bars that are
// bars, and after an error the receiver is as before.
func FuzzResamplerState(f *testing.F) {
	f.Add([]byte(saved), uint64(1))
	f.Add([]byte(`{"version":1,"grid":"weekly from Monday 00:00 UTC","now":null,"last":null,"forming":null}`), uint64(2))
	f.Add([]byte(strings.Replace(saved, "null}}", "9e74}}", 1)), uint64(3))
	f.Add([]byte(strings.Replace(saved, "2026-01-08T", "2262-04-11T", 1)), uint64(4))
	f.Fuzz(func(t *testing.T, blob []byte, seed uint64) {
		r := savedResampler(t)
		if err := r.UnmarshalJSON(blob); err != nil {
			if !errors.Is(err, series.ErrState) || state(t, r) != saved {
				t.Fatal(err, state(t, r))
			}
			return
		}
		twin := series.NewResampler(series.Weekly(time.UTC, time.Monday))
		if err := json.Unmarshal([]byte(state(t, r)), twin); err != nil {
			t.Fatal("its own state:", err)
		}
		rnd := rand.New(rand.NewPCG(seed, 1))
		at := on("2026-01-01")
		if b, ok := r.Forming(); ok {
			at = b.Start.Add(time.Duration(rnd.IntN(200)) * hour)
		}
		var got, want []series.Bar
		for range 40 {
			b := series.Bar{Start: at, End: at.Add(time.Duration(1+rnd.IntN(30)) * hour), Open: 1, High: 2, Low: 0, Close: 1, Volume: 9e74 * rnd.Float64()}
			var err, err2 error
			switch rnd.IntN(4) {
			case 0:
				got, want = r.Advance(got, b.End), twin.Advance(want, b.End)
			case 1:
				got, err = r.PushTick(got, at, b.Volume, nan)
				want, err2 = twin.PushTick(want, at, b.Volume, nan)
			default:
				got, err = r.Push(got, b)
				want, err2 = twin.Push(want, b)
			}
			if (err == nil) != (err2 == nil) || state(t, r) != state(t, twin) {
				t.Fatal(err, err2, state(t, r), state(t, twin))
			}
			at = b.End.Add(time.Duration(rnd.IntN(100)) * hour)
		}
		checkBars(t, "restored", got, want)
		mustBars(t, got)
	})
}
