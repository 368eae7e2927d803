package regime

import (
	"fmt"
	"strings"

	"github.com/riskon/riskon/indicator"
)

// A FilterUse says what a filter of a Breakout does with what it sees.
type FilterUse string

// The uses of a filter.
const (
	// FilterOff sees nothing.
	FilterOff FilterUse = ""
	// FilterReport changes no event; a Break carries what the filter says of it.
	FilterReport FilterUse = "report"
	// FilterRequire lets no Break pass that is not FilterOK: the bar's event is Blocked
	// in its place, and the machine stays in None.
	FilterRequire FilterUse = "require"
)

// A VolumeFilter asks for a Break on volume:
//
//	ratio = volume of the bar / mean of the Bars known volumes before it
//
// A volume that is missing, infinite, negative or beyond series.Limit is unknown: it
// is no part of a mean. The ratio is unknown where the bar's own volume is, before
// Bars volumes are known, and where their mean is 0. Unknown is never FilterOK.
//
// The numbers are W. J. O'Neil's, How to Make Money in Stocks, 4th edition, 2009,
// chapter 2: at least 40 % above the average of 50 days, which are ten weeks.
type VolumeFilter struct {
	Use   FilterUse `json:"use"`
	Bars  int       `json:"bars"`  // of the mean; 10 if 0, for daily bars set 50
	Ratio float64   `json:"ratio"` // that is enough; 1.4 if 0
}

// A BreadthFilter asks for a Break that many share: the share of an index's members,
// 0..1, that are above an average of theirs, as it is known when the bar ends.
//
// A share that is missing or outside 0..1 is unknown, and so is one that is too old.
// Unknown is never FilterOK.
type BreadthFilter struct {
	Use   FilterUse `json:"use"`
	Share float64   `json:"share"` // that is enough; 0.5 if 0
	// MaxAge is how many days old, when the bar ends, the share may be that Breakouts and
	// the Classifier take; 6 if 0, so that a week is not judged by the week before.
	MaxAge int `json:"max_age"`
	// Series names the Value that a Classifier takes as the share; a Breakout alone needs none.
	Series string `json:"series,omitempty"`
}

// FilterState is what a filter says of a bar.
type FilterState string

// The states of a filter. Low and unknown are not OK.
const (
	FilterOK      FilterState = "ok"
	FilterLow     FilterState = "low"
	FilterUnknown FilterState = "unknown"
)

// A FilterReading is what a filter says of a bar. It is zero where the filter is off.
type FilterReading struct {
	Use   FilterUse   `json:"use"`
	Value Number      `json:"value"` // the ratio or the share; missing if unknown
	Needs float64     `json:"needs"` // a Value at least this is OK
	State FilterState `json:"state"`
}

func (f VolumeFilter) resolve() VolumeFilter {
	if f.Use != FilterOff {
		f.Bars = orDefault(f.Bars, 10)
		if f.Ratio == 0 {
			f.Ratio = 1.4
		}
	}
	return f
}

func (f BreadthFilter) resolve() BreadthFilter {
	if f.Use != FilterOff {
		f.MaxAge = orDefault(f.MaxAge, 6)
		if f.Share == 0 {
			f.Share = 0.5
		}
	}
	return f
}

// check reports what makes no sense in a filter, its defaults filled in. Numbers
// without a use are a filter that somebody believes to be on.
func (f VolumeFilter) check() error {
	switch {
	case !f.Use.valid() || f.Use == FilterOff && f != VolumeFilter{}:
		return fmt.Errorf("breakout: volume: use %q is not report or require", f.Use)
	case f.Use != FilterOff && (f.Bars < 1 || f.Bars > 100000 || !(f.Ratio > 0 && f.Ratio <= 1000)):
		return fmt.Errorf("breakout: volume: bars %d outside 1..100000, or ratio %v outside 0..1000", f.Bars, f.Ratio)
	}
	return nil
}

func (f BreadthFilter) check() error {
	switch {
	case !f.Use.valid() || f.Use == FilterOff && f != BreadthFilter{}:
		return fmt.Errorf("breakout: breadth: use %q is not report or require", f.Use)
	case f.Use != FilterOff && (f.MaxAge < 1 || f.MaxAge > 100000 || !(f.Share > 0 && f.Share <= 1)):
		return fmt.Errorf("breakout: breadth: max_age %d outside 1..100000, or share %v outside 0..1", f.MaxAge, f.Share)
	case !text(f.Series):
		return fmt.Errorf("breakout: breadth: series %q is not UTF-8", f.Series)
	}
	return nil
}

// mean is the running mean of volumes; nil if the filter is off.
func (f VolumeFilter) mean() *indicator.Stream {
	if f.Use == FilterOff {
		return nil
	}
	return indicator.NewSMA(f.Bars)
}

func (u FilterUse) valid() bool { return u == FilterOff || u == FilterReport || u == FilterRequire }

// read is what a filter that needs so much says of x.
func (u FilterUse) read(x Number, needs float64) FilterReading {
	if u == FilterOff {
		return FilterReading{}
	}
	r := FilterReading{Use: u, Value: x, Needs: needs, State: FilterLow}
	switch {
	case x.Missing():
		r.State = FilterUnknown
	case float64(x) >= needs:
		r.State = FilterOK
	}
	return r
}

// volume and breadth are what the filters say of the last bar.
func (m *breakoutMemory) volume() FilterReading {
	return m.Config.Volume.Use.read(m.VolumeRatio, m.Config.Volume.Ratio)
}

func (m *breakoutMemory) breadth() FilterReading {
	return m.Config.Breadth.Use.read(m.Share, m.Config.Breadth.Share)
}

// see takes in the numbers of the filters at the next bar: its volume, the mean of
// those before it, and the share known then.
func (m *breakoutMemory) see(volume, mean, share float64) {
	if m.Config.Volume.Use != FilterOff {
		m.VolumeRatio = missing
		if mean > 0 && finite(volume/mean) {
			m.VolumeRatio = Number(volume / mean)
		}
	}
	if m.Config.Breadth.Use != FilterOff {
		m.Share = missing
		if share >= 0 && share <= 1 {
			m.Share = Number(share)
		}
	}
}

// blockedBy says which required filters do not let a Break pass, or "".
func blockedBy(volume, breadth FilterReading) string {
	var why []string
	for _, f := range []struct {
		name string
		r    FilterReading
	}{{"volume", volume}, {"breadth", breadth}} {
		if f.r.Use == FilterRequire && f.r.State != FilterOK {
			why = append(why, f.name+" "+string(f.r.State))
		}
	}
	return strings.Join(why, ", ")
}

// filters says in words what the filters of a use ask for; "" without any.
func (c BreakoutConfig) filters(use FilterUse) string {
	var parts []string
	if c.Volume.Use == use {
		parts = append(parts, fmt.Sprintf("volume >= %g of the mean of %d", c.Volume.Ratio, c.Volume.Bars))
	}
	if c.Breadth.Use == use {
		parts = append(parts, strings.TrimSpace("breadth "+c.Breadth.Series)+fmt.Sprintf(" >= %g", c.Breadth.Share))
	}
	return strings.Join(parts, " and ")
}
