package regime

import (
	"fmt"
	"math"
	"time"
)

// A Claim is something somebody said that data can be asked about. Claims with
// the same Text are the measures of one claim.
type Claim struct {
	ID      string  `json:"id"`
	Text    string  `json:"text"`
	Series  string  `json:"series"`
	Measure Measure `json:"measure"`
	From    Date    `json:"from"` // reference dates, both included
	To      Date    `json:"to"`
	Op      Op      `json:"op"`
	Value   float64 `json:"claimed"`
	Unit    string  `json:"unit"`
}

// An Op says how what was observed is to stand to what was claimed.
type Op string

// The ops. None is the zero Op. LowestIn and FirstIn are about how long something had
// not been so; Observed is the longest such time in the range, in the claim's Unit:
// weeks, months or years.
const (
	// AtLeast and AtMost compare a number, or how often something happened.
	AtLeast Op = "AtLeast"
	AtMost  Op = "AtMost"
	// LowestIn: a value of the range is the lowest in at least Value, so long ago is the
	// last strictly lower one.
	LowestIn Op = "LowestIn"
	// FirstIn: an event of the range is the first in at least Value. A flip ends a run,
	// and the time is that from the first date of the run; of the others it is that from
	// the one before.
	FirstIn Op = "FirstIn"
)

// A Measure says in words what is observed of a series from From to To.
type Measure string

// The measures of a range as a whole, for AtLeast and AtMost.
const (
	RecordCloses Measure = "weekly closes above every earlier weekly close since 2012"
	ChangeOf     Measure = "change" // last value at or before To less the last at or before From
	LowCloses    Measure = "lowest weekly close of at least 104 weeks in the range"
	LongestRun   Measure = "longest run in months before an upward flip of the month-end MACD histogram in the range"
	LowestRSI    Measure = "lowest weekly RSI(14)"
	HighestAfter Measure = "highest Friday close of the next 52 weeks over the close at the start - 1" // which has to be above 0
	USDDeployed  Measure = "USD deployed"                                                              // of a class of flows, or of dat_all
	NetOutflow   Measure = "net outflow"                                                               // the same with the other sign
)

// The measures of each date in the range. The first two are for LowestIn; the events
// are for FirstIn, and for AtLeast and AtMost, which count them.
const (
	EachValue     Measure = "value" // or close
	EachRSI       Measure = "weekly RSI(14)"
	EachRecord    Measure = "record close" // above every earlier one in the data
	EachFlip      Measure = "upward flip of the weekly MACD histogram"
	EachMonthFlip Measure = "upward flip of the month-end MACD histogram"
	EachBreak     Measure = "Break" // of the model's breakout machine on the bars of Series
	EachConfirm   Measure = "Confirm"
)

// A Verdict is what the data say to a claim.
type Verdict string

// The verdicts: a claim is Supported if every measure of it holds, Contradicted if none does.
const (
	Supported    Verdict = "Supported"
	Contradicted Verdict = "Contradicted"
	Mixed        Verdict = "Mixed"
	Untestable   Verdict = "Untestable" // for missing data only; Why says which
)

// A Finding is one measure of a claim, observed.
type Finding struct {
	Claim
	Observed Number  `json:"observed"` // missing if untestable, or if nothing of the kind happened
	Verdict  Verdict `json:"verdict"`  // of this measure
	Of       Verdict `json:"claim_verdict"`
	// Why says what is missing where it is Untestable, or the dates of the longest time
	// of LowestIn and FirstIn.
	Why string `json:"why"`
}

// Findings are those of a list of claims, in its order.
type Findings []Finding

// weekly reports whether the measure is one of a value a week.
func (m Measure) weekly() bool {
	switch m {
	case RecordCloses, LowCloses, LongestRun, LowestRSI, HighestAfter, EachRSI, EachFlip, EachMonthFlip:
		return true
	}
	return false
}

// CheckClaims asks the records known at asOf. The error is a *ClaimError for a claim
// that makes no sense, a *RecordError for a record that a Classifier would not take
// as it is, and for a flow, or a date's bar or closes, that is there twice; it wraps
// ErrConfig for a bad model.
//
// The model is that of the readings beside which the claims are put, such as Daily()
// for daily data; without one it is riskon/1. Of it count DailyCloses, with which
// Alt/BTC and ETH/BTC are read on Fridays only, Alt, the basket, and Breakout. More
// than one is an error.
//
// Measures that speak of weeks, Fridays or month-ends read, of a series with more than
// one value a week, the last one of each week that is over, Saturday to Friday. Of
// net_liquidity the Treasury's account is WDTGAL or, if there is none, WTREGEN.
//
// Time is that between reference dates. A month is that of the calendar, and part of
// one is counted in days of its own length; a year is twelve. Of a series that has one
// value a week, weeks are counted from that of one value to that of the other,
// although a week with a holiday ends on a Thursday; else a week is seven days.
// Month-end flips count months in the same way.
//
// Data have a beginning. A value than which none is lower, or an event without
// another before, has at least the time from there on; where that is less than was
// claimed, the measure is Untestable.
func CheckClaims(claims []Claim, records []Record, asOf time.Time, model ...Config) (Findings, error) {
	var cfg Config
	switch len(model) {
	case 0:
	case 1:
		cfg = model[0]
	default:
		return nil, fmt.Errorf("%w: claims beside %d models", ErrConfig, len(model))
	}
	cfg = cfg.defaults()
	if err := cfg.validate(); err != nil {
		return nil, err
	}
	for _, c := range claims {
		if err := c.Check(); err != nil {
			return nil, err
		}
	}
	if err := checkFacts(records, asOf); err != nil {
		return nil, err
	}
	known := factsAt(cfg, records, asOf)
	out := make(Findings, len(claims))
	for i, c := range claims {
		out[i] = known.find(c)
	}
	out.join()
	return out, nil
}

// checkFacts refuses what cannot be taken: a flow twice would be counted twice, and of
// two bars or two rows of closes on one date nobody can tell which one holds.
func checkFacts(records []Record, asOf time.Time) error {
	told := map[recordKey]bool{}
	for _, r := range records {
		if err := checkRecord(r); err != nil {
			return &RecordError{r, err}
		}
		switch r.(type) {
		case Flow, Bar, Closes:
			if r.KnownAt().After(asOf) {
				continue
			}
			if told[r.key()] {
				return &RecordError{r, ErrDuplicate}
			}
			told[r.key()] = true
		}
	}
	return nil
}

// join sets Of: the verdicts of the measures with one text together. Untestable ones do
// not count beside others.
func (f Findings) join() {
	of := map[string]Verdict{}
	for _, x := range f {
		switch was := of[x.Text]; {
		case x.Verdict == Untestable && was != "":
		case was == "" || was == Untestable || was == x.Verdict:
			of[x.Text] = x.Verdict
		default:
			of[x.Text] = Mixed
		}
	}
	for i := range f {
		f[i].Of = of[f[i].Text]
	}
}

// find observes one measure.
func (s claimFacts) find(c Claim) Finding {
	f := Finding{Claim: c, Observed: missing, Verdict: Untestable}
	if c.Measure.each() {
		return s.findEach(f)
	}
	x, happened := 0.0, true
	if c.Measure == USDDeployed || c.Measure == NetOutflow {
		if f.Why = s.flowsCover(c); f.Why == "" {
			x = s.deployed(c)
		}
		if c.Measure == NetOutflow {
			x = unsigned(-x)
		}
	} else {
		path := s.path(c)
		if f.Why = s.covers(path, c); f.Why == "" {
			x, happened = path.observe(c, s.at)
		}
	}
	switch {
	case f.Why != "":
		return f
	case math.IsInf(x, 0):
		f.Why = fmt.Sprintf("%s is not above 0 at the start", c.Series)
		return f
	case math.IsNaN(x):
		f.Why = fmt.Sprintf("too few values of %s before %s", c.Series, c.To)
		return f
	case happened:
		f.Observed = Number(x)
	default:
		f.Why = noEvent
	}
	f.Verdict = c.verdict(x)
	return f
}

const noEvent = "no such event in the range: counted as 0"

// verdict compares what was observed with what was claimed.
func (c Claim) verdict(x float64) Verdict {
	if c.Op == AtMost && x <= c.Value || c.Op != AtMost && x >= c.Value {
		return Supported
	}
	return Contradicted
}

// observe measures a path that covers the claim's range; happened is false when
// the measure counts an event and there was none.
func (p path) observe(c Claim, at time.Time) (x float64, happened bool) {
	switch c.Measure {
	case RecordCloses:
		return p.records(c), true
	case ChangeOf:
		return p.at(c.To) - p.at(c.From), true
	case HighestAfter:
		start := p.at(c.From)
		if start <= 0 {
			return math.Inf(1), true // no number: find says why
		}
		return p.highest(c)/start - 1, true
	case LowestRSI, LowCloses, LongestRun:
		return p.indicators(c, at)
	}
	return float64(missing), true
}
