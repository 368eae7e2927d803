package indicator

import (
	"github.com/riskon/riskon/indicator/candle"
	"github.com/riskon/riskon/series"
)

// candleOracles are the batch functions of package candle, which has its own
// golden values: here they judge the kernel around them.
var candleOracles = func() map[string]oracle {
	all := map[string]oracle{}
	for _, p := range candle.All() {
		all[p.String()] = func(params []float64, d data) [][]float64 {
			list := make([]series.Bar, len(d.close))
			for i := range list {
				list[i] = bar(i, d.open[i], d.high[i], d.low[i], d.close[i], d.volume[i])
			}
			bars, err := series.NewBars(list)
			if err != nil {
				panic(err) // they are the columns of Bars
			}
			return [][]float64{candle.Series(bars, p, candleSettings(params)).Values()}
		}
	}
	return all
}()
