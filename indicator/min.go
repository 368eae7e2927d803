package indicator

import "github.com/riskon/riskon/series"

// Min is the smallest value of a window.
func Min(s series.Series, period int) series.Series { return Apply(s, NewMin(period)) }

// NewMin returns a live Min.
func NewMin(period int) *Stream {
	checkPeriod("Min", "period", period)
	return newStream(&extreme{n: period, sign: -1})
}
