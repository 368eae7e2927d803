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

// An Op compares what was observed with what was claimed.
type Op string

// The comparisons. Neither is the zero Op.
const (
	AtLeast Op = "AtLeast"
	AtMost  Op = "AtMost"
)

// A Measure says in words what is observed of a series from From to To.
type Measure string

// The measures.
const (
	RecordCloses Measure = "weekly closes above every earlier weekly close since 2012"
	ChangeOf     Measure = "change" // last value at or before To less the last at or before From
	LowCloses    Measure = "lowest weekly close of at least 104 weeks in the range"
	LongestRun   Measure = "longest run in months before an upward flip of the month-end MACD histogram in the range"
	LowestRSI    Measure = "lowest weekly RSI(14)"
	HighestAfter Measure = "highest Friday close of the next 52 weeks over the close at the start - 1"
	USDDeployed  Measure = "USD deployed" // of a class of flows, or of dat_all
	NetOutflow   Measure = "net outflow"  // the same with the other sign
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
	Why      string  `json:"why"`
}

// CheckClaims asks the records known at asOf. The error is for a claim that makes
// no sense: an Op or Measure that does not exist, or a range that ends before it
// begins. It is a *RecordError for a record that a Classifier would not take as it is.
func CheckClaims(claims []Claim, records []Record, asOf time.Time) ([]Finding, error) {
	for _, c := range claims {
		if err := c.Check(); err != nil {
			return nil, err
		}
	}
	for _, r := range records {
		if err := checkRecord(r); err != nil {
			return nil, &RecordError{r, err}
		}
	}
	snap := takeSnapshot(records, asOf)
	out := make([]Finding, len(claims))
	for i, c := range claims {
		out[i] = snap.find(c)
	}
	for i := range out {
		out[i].Of = verdictOf(out[i].Text, out)
	}
	return out, nil
}

// Check reports what makes no sense in a claim.
func (c Claim) Check() error {
	known := false
	for _, m := range []Measure{RecordCloses, ChangeOf, LowCloses, LongestRun, LowestRSI, HighestAfter, USDDeployed, NetOutflow} {
		known = known || c.Measure == m
	}
	switch {
	case !known:
		return fmt.Errorf("regime: claim %q: no measure %q", c.ID, c.Measure)
	case c.Op != AtLeast && c.Op != AtMost:
		return fmt.Errorf("regime: claim %q: op %q is not AtLeast or AtMost", c.ID, c.Op)
	case c.From.IsZero() || c.To.Before(c.From.Time):
		return fmt.Errorf("regime: claim %q: range ends before it begins", c.ID)
	case !finite(c.Value):
		return fmt.Errorf("regime: claim %q: value not finite", c.ID)
	}
	return nil
}

// verdictOf joins the measures with one text. Untestable ones do not count beside others.
func verdictOf(text string, all []Finding) Verdict {
	hold, fail := 0, 0
	for _, f := range all {
		switch {
		case f.Text != text:
		case f.Verdict == Supported:
			hold++
		case f.Verdict == Contradicted:
			fail++
		}
	}
	switch {
	case hold > 0 && fail > 0:
		return Mixed
	case hold > 0:
		return Supported
	case fail > 0:
		return Contradicted
	}
	return Untestable
}

// find observes one measure.
func (s snapshot) find(c Claim) Finding {
	f := Finding{Claim: c, Observed: missing, Verdict: Untestable}
	x, happened := 0.0, true
	if c.Measure == USDDeployed || c.Measure == NetOutflow {
		if f.Why = s.flowsCover(c); f.Why == "" {
			x = s.deployed(c)
		}
		if c.Measure == NetOutflow {
			x = unsigned(-x)
		}
	} else {
		path := s.paths[c.Series]
		if f.Why = s.covers(path, c); f.Why == "" {
			x, happened = path.observe(c, s.at)
		}
	}
	switch {
	case f.Why != "":
		return f
	case math.IsNaN(x):
		f.Why = fmt.Sprintf("too few values of %s before %s", c.Series, c.To)
		return f
	case happened:
		f.Observed = Number(x)
	default:
		f.Why = "no such event in the range: counted as 0"
	}
	f.Verdict = Contradicted
	if c.Op == AtLeast && x >= c.Value || c.Op == AtMost && x <= c.Value {
		f.Verdict = Supported
	}
	return f
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
		return p.highest(c)/p.at(c.From) - 1, true
	case LowestRSI, LowCloses, LongestRun:
		return p.indicators(c, at)
	}
	return float64(missing), true
}
