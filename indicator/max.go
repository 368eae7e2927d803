package indicator

import "github.com/riskon/riskon/series"

// Max is the largest value of a window.
func Max(s series.Series, period int) series.Series { return Apply(s, NewMax(period)) }

// NewMax returns a live Max.
func NewMax(period int) *Stream {
	checkPeriod("Max", "period", period)
	return newStream(&extreme{n: period, sign: 1})
}
