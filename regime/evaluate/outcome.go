package evaluate

import (
	"math"
	"time"

	"github.com/riskon/riskon/series"
)

// An Outcome is what came after an instant. It looks forward: nobody knew it
// before Known, so it is no input for anything at Time. It is neither a Series nor
// a Record of regime, and nothing makes one of it.
type Outcome struct {
	Time     time.Time // of the forecast
	Known    time.Time // the end of the horizon, after Time
	Return   float64   // from Time to Known; free for other targets
	Happened bool      // the target
}

// Outcomes are in order of Time. Targets of another kind than Rises are written
// as such a list.
type Outcomes []Outcome

// A RiseConfig says what counts as a rise. Horizon must be given.
type RiseConfig struct {
	Horizon time.Duration // over which the price may rise
	Above   float64       // the return it must exceed; 0.1 is ten per cent
	MaxAge  time.Duration // of a price at either end; 0: 7 days
}

// Rises says of each instant whether a price, or a ratio, rose by more than
// Above over the horizon after it.
//
//	Return   = P(t + Horizon)/P(t) - 1
//	Happened = Return > Above
//	P(t)     = the last price above 0 stamped at or before t, not older than MaxAge
//
// An instant has no outcome, and is left out, where one of the prices is
// missing, and until a price stamped at or after t + Horizon is there: so an
// outcome, once there, stays as it is when later prices come.
//
// It panics if Horizon <= 0, MaxAge < 0 or Above is NaN.
func Rises(price series.Series, at []time.Time, c RiseConfig) Outcomes {
	if c.Horizon <= 0 || c.MaxAge < 0 || c.Above != c.Above {
		panic("evaluate: Rises: Horizon <= 0, MaxAge < 0 or Above NaN")
	}
	if c.MaxAge == 0 {
		c.MaxAge = 7 * 24 * time.Hour
	}
	price = price.Map(func(x float64) float64 {
		if x <= 0 {
			return math.NaN()
		}
		return x
	}).Observed()
	var out Outcomes
	for _, t := range at {
		end := t.Add(c.Horizon)
		if price.Len() == 0 || price.Time(price.Len()-1).Before(end) {
			continue
		}
		p0, age0, ok0 := price.At(t)
		p1, age1, ok1 := price.At(end)
		if r := p1/p0 - 1; ok0 && ok1 && age0 <= c.MaxAge && age1 <= c.MaxAge && !missing(r) {
			out = append(out, Outcome{Time: t, Known: end, Return: r, Happened: r > c.Above})
		}
	}
	return out
}

// Horizon returns the longest time from a forecast to its outcome.
func (o Outcomes) Horizon() time.Duration {
	longest := time.Duration(0)
	for _, x := range o {
		longest = max(longest, x.Known.Sub(x.Time))
	}
	return longest
}

// missing reports whether x is no number, or none of the module's range.
func missing(x float64) bool { return !(math.Abs(x) <= series.Limit) }
