package ratio

import (
	"math"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
	"github.com/riskon/riskon/series/seriestest"
)

// extremeLines are the lines of one series, by name, each with its live form.
var extremeLines = map[string]struct {
	batch func(series.Series) series.Series
	live  func() func(time.Time, float64) (float64, error)
}{
	"low since": {func(s series.Series) series.Series { return Lows(s, day, 9*day).Since }, liveExtreme(false, func(v ExtremeValue) float64 { return v.Since.Seconds() })},
	"low n":     {func(s series.Series) series.Series { return Lows(s, day, 9*day).N }, liveExtreme(false, func(v ExtremeValue) float64 { return float64(v.N) })},
	"low since n": {func(s series.Series) series.Series { return Lows(s, day, 9*day).SinceN },
		liveExtreme(false, func(v ExtremeValue) float64 { return float64(v.SinceN) })},
	"high distance": {func(s series.Series) series.Series { return Highs(s, day, 9*day).Distance }, liveExtreme(true, func(v ExtremeValue) float64 { return v.Distance })},
	"high extreme":  {func(s series.Series) series.Series { return Highs(s, day, 9*day).Extreme }, liveExtreme(true, func(v ExtremeValue) float64 { return v.Extreme })},
	"run":           {func(s series.Series) series.Series { return Flips(s).Run }, liveFlip(func(v FlipValue) float64 { return float64(v.Run) })},
	"before":        {func(s series.Series) series.Series { return Flips(s).RunBefore }, liveFlip(func(v FlipValue) float64 { return float64(v.RunBefore) })},
	"duration":      {func(s series.Series) series.Series { return Flips(s).Duration }, liveFlip(func(v FlipValue) float64 { return v.Duration.Seconds() })},
	"before, in time": {func(s series.Series) series.Series { return Flips(s).DurationBefore },
		liveFlip(func(v FlipValue) float64 { return v.DurationBefore.Seconds() })},
	"depth":           {func(s series.Series) series.Series { return Drawdowns(s, 0).Depth }, liveDrawdown(0, func(v DrawdownValue) float64 { return v.Depth })},
	"depth in window": {func(s series.Series) series.Series { return Drawdowns(s, 2*day).Depth }, liveDrawdown(2*day, func(v DrawdownValue) float64 { return v.Depth })},
	"under":           {func(s series.Series) series.Series { return Drawdowns(s, 0).Under }, liveDrawdown(0, func(v DrawdownValue) float64 { return v.Under.Seconds() })},
	"max":             {func(s series.Series) series.Series { return Drawdowns(s, 2*day).Max }, liveDrawdown(2*day, func(v DrawdownValue) float64 { return v.Max.Depth })},
}

func liveExtreme(high bool, out func(ExtremeValue) float64) func() func(time.Time, float64) (float64, error) {
	return func() func(time.Time, float64) (float64, error) {
		e := newExtremeOf(high, day, 9*day)
		return func(t time.Time, x float64) (float64, error) { v, err := e.Update(t, x); return out(v), err }
	}
}

func liveFlip(out func(FlipValue) float64) func() func(time.Time, float64) (float64, error) {
	return func() func(time.Time, float64) (float64, error) {
		f := new(Flip)
		return func(t time.Time, x float64) (float64, error) { v, err := f.Update(t, x); return out(v), err }
	}
}

func liveDrawdown(window time.Duration, out func(DrawdownValue) float64) func() func(time.Time, float64) (float64, error) {
	return func() func(time.Time, float64) (float64, error) {
		d := NewDrawdown(window)
		return func(t time.Time, x float64) (float64, error) { v, err := d.Update(t, x); return out(v), err }
	}
}

func TestLawsOfExtremes(t *testing.T) {
	s := uneven(6, 120)
	for name, f := range extremeLines {
		t.Run(name, func(t *testing.T) {
			seriestest.Causal(t, func(in ...series.Series) series.Series { return f.batch(in[0]) }, s)
			seriestest.Missing(t, func(in ...series.Series) series.Series { return f.batch(in[0]) }, s)
			seriestest.BatchIsLive(t, f.batch, func() func(float64) float64 {
				next, i := f.live(), -1
				return func(x float64) float64 {
					i++
					v, err := next(s.Time(i), x)
					if err != nil {
						t.Fatal(err)
					}
					if missing(x) {
						return math.NaN()
					}
					return v
				}
			}, s)
		})
	}
}

func TestRestartOfExtremes(t *testing.T) {
	s := uneven(7, 60)
	type bare ExtremeValue // prints all its fields
	type bareFlip FlipValue
	for _, high := range []bool{false, true} {
		seriestest.Restart(t, func() (seriestest.State, func(int) any) {
			e := newExtremeOf(high, 9*time.Hour, 2*day)
			return seriestest.ViaJSON(e), func(i int) any { v, _ := e.Update(s.Time(i), s.Value(i)); return bare(v) }
		}, s.Len())
	}
	seriestest.Restart(t, func() (seriestest.State, func(int) any) {
		f := new(Flip)
		return seriestest.ViaJSON(f), func(i int) any { v, _ := f.Update(s.Time(i), s.Value(i)-4); return bareFlip(v) }
	}, s.Len())
	for _, window := range []time.Duration{0, day} {
		seriestest.Restart(t, func() (seriestest.State, func(int) any) {
			d := NewDrawdown(window)
			return seriestest.ViaJSON(d), func(i int) any { v, _ := d.Update(s.Time(i), s.Value(i)); return v }
		}, s.Len())
	}
}

// wantBitsExtremes is the hash of all lines on generated data, the same on every
// CPU. Run it elsewhere with: go test ./ratio -run Bits
const wantBitsExtremes = "001a65ca679bc2fbb4122006493dd4edd6ee69eeb4bb8e5aa0eb058e5bc1385c"

func TestBitsExtremes(t *testing.T) {
	var h lineHash
	for seed := range uint64(20) {
		window, memory := spans(newRand(seed))
		for _, s := range []series.Series{uneven(seed, 200), walk(t, newRand(seed), 200, 0.1)} {
			for _, l := range []ExtremeLines{Lows(s, window, memory), Highs(s, window, memory)} {
				h.add(l.Since, l.SinceN, l.Open, l.Extreme, l.Age, l.Distance, l.N)
			}
			f := Flips(less(s, 5))
			h.add(f.Flipped, f.Duration, f.DurationBefore)
			for _, d := range []DrawdownLines{Drawdowns(s, 0), Drawdowns(s, window)} {
				h.add(d.Depth, d.Peak, d.Under, d.Max)
			}
		}
	}
	h.check(t, wantBitsExtremes)
}
