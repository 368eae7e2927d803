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
	opens, highs, lows, closes := bars.Open().Values(), bars.High().Values(), bars.Low().Values(), bars.Close().Values()
	var list []found
	for i := range opens {
		if missing(opens[i], highs[i], lows[i], closes[i]) {
			continue
		}
		sc.history.push(opens[i], highs[i], lows[i], closes[i])
		v := sc.history.view(0)
		for j := range sc.seats {
			if value, bars := sc.seats[j].judge(v, sc.history.seen); value != none {
				list = append(list, found{i, int32(j), int16(value), int16(bars)})
			}
		}
	}
	return sc.named(list, bars.Close().UnixNanos())
}

// A found is a hit while it is not known how many there will be: smaller, and
// without pointers.
type found struct {
	bar         int
	seat        int32
	value, bars int16
}

// named returns the hits in list, whose bars end at ends.
func (s *Scanner) named(list []found, ends []int64) []Hit {
	if len(list) == 0 {
		return nil
	}
	hits := make([]Hit, len(list))
	for i, f := range list {
		hits[i] = Hit{time.Unix(0, ends[f.bar]).UTC(), s.seats[f.seat].pattern, signalOf(int(f.value), int(f.bars))}
	}
	return hits
}
