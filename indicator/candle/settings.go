package candle

import (
	"fmt"
	"strconv"
	"strings"
)

// A Range is what of a candle a [Setting] measures.
type Range int

const (
	RealBody Range = iota + 1 // |close - open|
	HighLow                   // high - low
	Shadows                   // the upper shadow plus the lower one
)

var rangeNames = [...]string{RealBody: "RealBody", HighLow: "HighLow", Shadows: "Shadows"}

// valid reports whether r is a Range.
func (r Range) valid() bool { return RealBody <= r && r <= Shadows }

// String returns the name of the range.
func (r Range) String() string {
	if r.valid() {
		return rangeNames[r]
	}
	return "Range(" + strconv.Itoa(int(r)) + ")"
}

// MarshalText returns the name of the range.
func (r Range) MarshalText() ([]byte, error) {
	if !r.valid() {
		return nil, fmt.Errorf("candle: %v is no range", r)
	}
	return []byte(rangeNames[r]), nil
}

// UnmarshalText takes what MarshalText returns.
func (r *Range) UnmarshalText(text []byte) error {
	for i, name := range rangeNames {
		if i > 0 && name == string(text) {
			*r = Range(i)
			return nil
		}
	}
	return fmt.Errorf("candle: %.40q is no range", text)
}

// maxPeriod is the largest period of a Setting. Averages are summed anew at every
// bar, so that they depend on nothing but the bars in them: that is only cheap
// while there are few.
const maxPeriod = 100

// maxFactor is the largest factor of a Setting and the largest penetration.
const maxFactor = 1e6

// A Setting is a limit that a candle's body or shadow is compared with:
//
//	Factor * mean of the range of the Period candles before     RealBody, HighLow
//	Factor * mean of the range of the Period candles before / 2 Shadows, as there are two
//
// With Period 0 it is the candle's own range, not a mean. The zero Setting stands
// for the default. Any other is taken as it is and needs a Range, so that a period
// and a factor of 0 can be asked for.
type Setting struct {
	Range  Range   `json:"range"`
	Period int     `json:"period"` // 0 to 100
	Factor float64 `json:"factor"` // 0 to 1e6
}

// String returns the setting as range, period and factor.
func (s Setting) String() string {
	return fmt.Sprintf("%v %d %v", s.Range, s.Period, s.Factor)
}

// Settings say what is long, short, near and equal. The zero Settings are the
// defaults, which are TA-Lib's, and so is each zero field.
type Settings struct {
	BodyLong        Setting `json:"bodyLong,omitzero"`        // a body is long above it: RealBody 10 1
	BodyVeryLong    Setting `json:"bodyVeryLong,omitzero"`    // RealBody 10 3; TA-Lib has it, and no pattern reads it
	BodyShort       Setting `json:"bodyShort,omitzero"`       // a body is short below it: RealBody 10 1
	BodyDoji        Setting `json:"bodyDoji,omitzero"`        // a body is a doji's up to it: HighLow 10 0.1
	ShadowLong      Setting `json:"shadowLong,omitzero"`      // a shadow is long above it: RealBody 0 1
	ShadowVeryLong  Setting `json:"shadowVeryLong,omitzero"`  // a shadow is very long above it: RealBody 0 2
	ShadowShort     Setting `json:"shadowShort,omitzero"`     // a shadow is short below it: Shadows 10 1
	ShadowVeryShort Setting `json:"shadowVeryShort,omitzero"` // there is no shadow below it: HighLow 10 0.1
	Near            Setting `json:"near,omitzero"`            // prices are near up to it: HighLow 5 0.2
	Far             Setting `json:"far,omitzero"`             // bodies differ much above it: HighLow 5 0.6
	Equal           Setting `json:"equal,omitzero"`           // prices are equal up to it: HighLow 5 0.05

	// Penetration is how far a candle must close into the body of the first one, as
	// a part of that body, up to 1e6. 0 is the pattern's own default: 0.5 for
	// DarkCloudCover and MatHold; 0.3 for the morning and evening stars and
	// AbandonedBaby. Other patterns do not read it.
	Penetration float64 `json:"penetration,omitzero"`
}

// A limit is the place of a Setting in a list of all.
type limit int

const (
	bodyLong limit = iota
	bodyVeryLong
	bodyShort
	bodyDoji
	shadowLong
	shadowVeryLong
	shadowShort
	shadowVeryShort
	near
	far
	equal
	limits // how many there are
)

var limitNames = [limits]string{
	"BodyLong", "BodyVeryLong", "BodyShort", "BodyDoji", "ShadowLong", "ShadowVeryLong",
	"ShadowShort", "ShadowVeryShort", "Near", "Far", "Equal",
}

var defaults = [limits]Setting{
	bodyLong:        {RealBody, 10, 1},
	bodyVeryLong:    {RealBody, 10, 3},
	bodyShort:       {RealBody, 10, 1},
	bodyDoji:        {HighLow, 10, 0.1},
	shadowLong:      {RealBody, 0, 1},
	shadowVeryLong:  {RealBody, 0, 2},
	shadowShort:     {Shadows, 10, 1},
	shadowVeryShort: {HighLow, 10, 0.1},
	near:            {HighLow, 5, 0.2},
	far:             {HighLow, 5, 0.6},
	equal:           {HighLow, 5, 0.05},
}

// list returns the settings in the order of limits, as given.
func (s Settings) list() [limits]Setting {
	return [limits]Setting{
		s.BodyLong, s.BodyVeryLong, s.BodyShort, s.BodyDoji, s.ShadowLong, s.ShadowVeryLong,
		s.ShadowShort, s.ShadowVeryShort, s.Near, s.Far, s.Equal,
	}
}

// complete returns the settings with defaults in place of zeros.
func (s Settings) complete() [limits]Setting {
	all := s.list()
	for i, x := range all {
		if x == (Setting{}) {
			all[i] = defaults[i]
		}
	}
	return all
}

// refuse says what is wrong with the settings, "" if nothing is.
func (s Settings) refuse() string {
	within := func(x float64) bool { return 0 <= x && x <= maxFactor }
	for i, x := range s.list() {
		switch {
		case x == (Setting{}):
		case !x.Range.valid():
			return limitNames[i] + " has no range"
		case x.Period < 0 || x.Period > maxPeriod:
			return fmt.Sprintf("%s has period %d, not 0 to %d", limitNames[i], x.Period, maxPeriod)
		case !within(x.Factor):
			return fmt.Sprintf("%s has factor %v, not 0 to %v", limitNames[i], x.Factor, maxFactor)
		}
	}
	if !within(s.Penetration) {
		return fmt.Sprintf("penetration is %v, not 0 to %v", s.Penetration, maxFactor)
	}
	return ""
}

// penetration returns the penetration of a pattern whose default is by.
func (s Settings) penetration(by float64) float64 {
	if s.Penetration == 0 {
		return by
	}
	return s.Penetration
}

// String returns what differs from the defaults, "default" if nothing does.
func (s Settings) String() string {
	var parts []string
	for i, x := range s.list() {
		if x != (Setting{}) {
			parts = append(parts, limitNames[i]+": "+x.String())
		}
	}
	if s.Penetration != 0 {
		parts = append(parts, fmt.Sprint("Penetration: ", s.Penetration))
	}
	if parts == nil {
		return "default"
	}
	return strings.Join(parts, ", ")
}
