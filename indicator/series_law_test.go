package indicator

import (
	"testing"

	"github.com/riskon/riskon/series"
	"github.com/riskon/riskon/series/seriestest"
)

// The public laws of seriestest, as a user of this package would check them, for
// every output of every indicator of the catalog.
func TestSeriesLaws(t *testing.T) {
	t.Parallel()
	bars := mustBars(t, holes(closes(walk(90, 9)), 4))
	x, y := bars.Close(), bars.Open()
	for _, e := range catalog {
		if e.Group == "candles" && e.Name != "Engulfing" {
			continue // package candle has laws of its own
		}
		spec := specs(e)[min(2, len(specs(e))-1)] // short periods that all differ
		for j, output := range e.Outputs {
			t.Run(spec+" "+output, func(t *testing.T) {
				column := func(b series.Bars, more ...series.Series) series.Series {
					f, err := Eval(spec, b, more...)
					if err != nil {
						t.Fatal(err)
					}
					return f.Column(j)
				}
				live := func() subject { return open1(t, spec) }
				switch e.kind {
				case takesNumber:
					batch := func(s series.Series) series.Series { return column(series.Bars{}, s) }
					many := func(in ...series.Series) series.Series { return batch(in[0]) }
					seriestest.Causal(t, many, x)
					seriestest.Missing(t, many, x)
					seriestest.BatchIsLive(t, batch, func() func(float64) float64 {
						s := live()
						return func(x float64) float64 { return s.Update(nil, series.Bar{}, []float64{x})[j] }
					}, x)
				case takesPair:
					batch := func(a, b series.Series) series.Series {
						f := series.Align(series.Inner, a, b)
						return column(series.Bars{}, f.Column(0), f.Column(1))
					}
					seriestest.Causal(t, func(in ...series.Series) series.Series { return batch(in[0], in[1]) }, x, y)
					seriestest.MissingPair(t, batch, x, y)
					seriestest.BatchIsLivePair(t, batch, func() func(a, b float64) float64 {
						s := live()
						return func(a, b float64) float64 { return s.Update(nil, series.Bar{}, []float64{a, b})[j] }
					}, x, y)
				case takesBar:
					batch := func(b series.Bars) series.Series { return column(b) }
					seriestest.CausalBars(t, batch, bars)
					seriestest.MissingBars(t, batch, bars)
					seriestest.BatchIsLiveBars(t, batch, func() func(series.Bar) float64 {
						s := live()
						return func(b series.Bar) float64 { return s.update(b)[j] }
					}, bars)
				}
				seriestest.Restart(t, func() (seriestest.State, func(int) any) {
					s := live()
					return s.Live, func(i int) any { return s.update(bars.Bar(i)) }
				}, bars.Len())
			})
		}
	}
}
