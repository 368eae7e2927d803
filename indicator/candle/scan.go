package candle

import (
	"time"

	"github.com/riskon/riskon/series"
)

// Scan returns every hit of patterns in bars, of all 61 if none is given, by time
// and at the same bar in the order given. It is one pass over the bars. The zero
// Settings are the defaults. It panics like [NewScanner].
func Scan(bars series.Bars, s Settings, patterns ...Pattern) []Hit {
	sc := NewScanner(s, patterns...)
	ends := bars.Close().UnixNanos()
	opens, highs, lows, closes := bars.Open().Values(), bars.High().Values(), bars.Low().Values(), bars.Close().Values()
	var hits []Hit
	for i, end := range ends {
		if missing(opens[i], highs[i], lows[i], closes[i]) {
			continue
		}
		sc.history.push(opens[i], highs[i], lows[i], closes[i])
		hits = stamp(sc.judge(hits, 0), len(hits), time.Unix(0, end))
	}
	return hits
}
