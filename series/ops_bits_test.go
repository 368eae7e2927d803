package series_test

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
)

// operationsBits is the hash of the results of all exact operations on generated
// data, the same on every CPU. Run it elsewhere with: go test ./series -run Bits
const operationsBits = "f6be46248ed2448943927db595eb4172e30cc995538d9b09e34d7bec2f7586c0"

func TestOperationsBits(t *testing.T) {
	h := sha256.New()
	add := func(lines ...series.Series) {
		for _, s := range lines {
			for i, ns := range s.UnixNanos() {
				x := math.Float64bits(s.Value(i))
				if math.IsNaN(s.Value(i)) {
					x = math.Float64bits(math.NaN())
				}
				h.Write(binary.LittleEndian.AppendUint64(binary.LittleEndian.AppendUint64(nil, uint64(ns)), x))
			}
		}
	}
	both := func(s series.Series, err error) series.Series {
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	rnd := rand.New(rand.NewPCG(7, 7))
	generate := func(n int) series.Series { // of integers alone
		at, x, level := make([]int64, n), make([]float64, n), int64(10_000)
		now := int64(1_500_000_000_000_000_000)
		for i := range at {
			now += 1 + rnd.Int64N(5_000_000_000)
			level += rnd.Int64N(301) - 150
			at[i], x[i] = now, float64(level)/100
			if rnd.IntN(20) == 0 {
				x[i] = nan
			}
		}
		return ns(at, x)
	}
	for range 20 {
		a, c := generate(500), generate(400)
		b := c.AsOf(a, series.Forever)
		add(b, c.AsOf(a, time.Second), c.Age(a), a.Lag(3), a.Delay(7), a.Observed())
		add(a.Diff(2), a.Return(3), a.DiffOver(9*time.Second, 2*time.Second))
		add(both(a.Add(b)), both(a.Sub(b)), both(a.Mul(b)), both(a.Div(b)))
		add(a.Map(func(x float64) float64 { return float64(x*x)/3 - x }))
		for _, how := range []series.Join{series.Inner, series.Outer} {
			f := series.Align(how, a, c, a.Delay(1))
			add(f.Column(0), f.Column(1), f.Column(2))
		}
		w := a.Trailing(90 * time.Second)
		add(w.Count(), w.Sum(), w.Mean(), w.Std(), w.Min(), w.Max(), w.Quantile(0.3))
		times := make([]time.Time, a.Len())
		for i := range times {
			times[i] = a.Time(i).Truncate(10 * time.Second)
		}
		sorted, _, err := series.Sort(times, a.Values(), series.KeepLast)
		add(both(sorted, err))
		minutes, now := series.Every(time.Minute), a.Time(a.Len()-1)
		bars, err := a.Observed().ResampleTrades(a.Observed().Map(func(x float64) float64 { return x / 3 }), minutes, now)
		hours, err2 := bars.Resample(series.Every(time.Hour), now)
		if err != nil || err2 != nil {
			t.Fatal(err, err2)
		}
		add(bars.Open(), bars.High(), bars.Low(), bars.Close(), bars.Volume(), hours.Volume(), a.Last(minutes, now))
	}
	if got := hex.EncodeToString(h.Sum(nil)); got != operationsBits {
		t.Errorf("bits %s, want %s", got, operationsBits)
	}
}
