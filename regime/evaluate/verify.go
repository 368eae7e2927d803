package evaluate

import (
	"math"
	"strconv"
	"time"
)

// A Verification is how good probabilities were. All of it is of the Cases, and
// none of it says what comes.
type Verification struct {
	From, To time.Time
	N        int
	Happened int
	Base     float64 // Happened/N

	Brier   float64 // mean of (p - happened)^2: 0 is best, always saying Base gives Uncertainty
	LogLoss float64 // mean of -ln of the probability given to what came; infinite where that was 0
	AUC     float64 // chance that of one case that happened and one that did not the first had the higher p; a tie is half

	// The parts of the Brier score, of A. H. Murphy (1973), over Bins:
	//
	//	Brier = Reliability - Resolution + Uncertainty + Within
	Reliability float64 // sum of n*(mean p - rate)^2 / N: 0 is best
	Resolution  float64 // sum of n*(rate - Base)^2 / N: more is better
	Uncertainty float64 // Base*(1 - Base)
	Within      float64 // what differs within bins

	Bins []ReliabilityBin
}

// A ReliabilityBin is what came of the cases with a probability in [Low, High),
// the last bin with High. Mean and Rate are NaN where there are none.
type ReliabilityBin struct {
	Low, High float64
	N         int
	Happened  int
	Mean      float64 // of p
	Rate      float64 // Happened/N
}

// bins is the number of ReliabilityBins.
const bins = 10

// Verify compares probabilities, the Scores of c, with what came of them, over
// ten bins of equal width. AUC is NaN where all outcomes are the same. Cases
// whose Score is missing are skipped.
//
// The numbers are those of the cases at hand. Where outcomes overlap, as those of
// weekly forecasts of a quarter do, cases are no independent trials: no interval
// follows from N.
//
// The error is a *RowError with ErrProbability or ErrOrder, or a *SampleError
// with ErrShort without cases. Not Exact: agrees to 1e-12 across CPUs.
//
// Source: G. W. Brier, Verification of Forecasts Expressed in Terms of
// Probability, Monthly Weather Review 78 (1950), 1-3; A. H. Murphy, A New Vector
// Partition of the Probability Score, Journal of Applied Meteorology 12 (1973),
// 595-600.
func Verify(c Cases) (Verification, error) {
	for i, x := range c {
		if x.Score < 0 || x.Score > 1 {
			return Verification{}, &RowError{Name: "Verify", Row: "case", Index: i, Time: x.Time, Err: ErrProbability}
		}
	}
	c, err := c.observed("Verify")
	if err != nil {
		return Verification{}, err
	}
	if len(c) == 0 {
		return Verification{}, c.fail("Verify", ErrShort)
	}
	return verify(c), nil
}

func verify(c Cases) Verification {
	v := Verification{Happened: c.happened(), AUC: auc(c)}
	v.N, v.From, v.To = c.span()
	n := float64(v.N)
	v.Base = float64(v.Happened) / n
	v.Uncertainty = v.Base * (1 - v.Base)
	sums := make([]float64, bins)
	for k := range bins {
		v.Bins = append(v.Bins, ReliabilityBin{Low: float64(k) / bins, High: float64(k+1) / bins, Mean: math.NaN(), Rate: math.NaN()})
	}
	for _, x := range c {
		k := min(int(x.Score*bins), bins-1)
		if x.Score < v.Bins[k].Low { // the product is rounded
			k--
		}
		b, p := &v.Bins[k], 1-x.Score
		b.N, sums[k] = b.N+1, sums[k]+x.Score
		if x.Happened {
			b.Happened, p = b.Happened+1, x.Score
		}
		v.Brier += float64((1-p)*(1-p)) / n
		v.LogLoss -= math.Log(p) / n
	}
	for k := range v.Bins {
		b := &v.Bins[k]
		if b.N == 0 {
			continue
		}
		b.Mean, b.Rate = sums[k]/float64(b.N), float64(b.Happened)/float64(b.N)
		v.Reliability += float64(b.N) * (b.Mean - b.Rate) * (b.Mean - b.Rate) / n
		v.Resolution += float64(b.N) * (b.Rate - v.Base) * (b.Rate - v.Base) / n
	}
	v.Within = v.Brier - (v.Reliability - v.Resolution + v.Uncertainty)
	return v
}

// auc counts in integers, half a tie each: no more than twice the square of the
// number of cases.
func auc(c Cases) float64 {
	var won, before int64 // before: cases below in which it did not happen
	for _, p := range sameScores(c) {
		not := int64(p.n - p.happened)
		won += int64(p.happened) * (2*before + not)
		before += not
	}
	happened := int64(c.happened())
	return float64(won) / float64(2*happened*before)
}

// String shows the numbers and the bins.
func (v Verification) String() string { return v.table().text() }

// HTML shows the numbers and the bins as a table for a notebook.
func (v Verification) HTML() string { return v.table().html() }

func (v Verification) table() *table {
	t := &table{notes: []string{"Verification, empty"}}
	if v.N == 0 {
		return t
	}
	t.notes[0] = "Verification, " + span(v.N, "cases", v.From, v.To)
	t.note("Brier %s = reliability %s - resolution %s + uncertainty %s + within bins %s", number(v.Brier),
		number(v.Reliability), number(v.Resolution), number(v.Uncertainty), number(v.Within))
	t.note("log loss %s, AUC %s, happened %s", number(v.LogLoss), share(v.AUC), percent(v.Base))
	v.addBins(t)
	return t
}

// addBins adds a row for each bin that has cases.
func (v Verification) addBins(t *table) {
	t.row("probability", "cases", "mean", "happened")
	for _, b := range v.Bins {
		if b.N > 0 {
			t.row(share(b.Low)[:3]+" to "+share(b.High)[:3], strconv.Itoa(b.N), share(b.Mean), share(b.Rate))
		}
	}
}
