package regime

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// A StateFlip is what one input or caution alone would have to become for the score
// to reach a threshold at which the state changes.
type StateFlip struct {
	ID        string  `json:"id"` // pillar/input or caution/name
	To        State   `json:"to"`
	Threshold float64 `json:"threshold"` // of the score; of the coverage where the state is Unknown
	Steps     int     `json:"steps"`     // in a row that the score must stay there
	// Possible says whether it can: a signal ends at -1 and 1, one by z at -0.8944 and
	// 0.8944, a caution at 0 and 1.
	Possible bool `json:"possible"`
	// Needed is the signal of an input, or the c of a caution, at which the score is
	// there, and Change what that differs from now. Missing if it cannot.
	Needed Number `json:"needed"`
	Change Number `json:"change"`
	// Value is the raw value that gives it, where one number does: for inputs by z, for
	// signals that are taken as they are, and for cautions with one ramp.
	Value Number `json:"value"`
}

// StateFlips are one for each input and caution.
type StateFlips []StateFlip

// A way is a rule by which a state is left.
type way struct {
	to    State
	micro int64 // the score in micro-points
	above bool  // at or above it, or at or below it
	steps int
}

func (w way) reached(micro int64) bool {
	return w.above && micro >= w.micro || !w.above && micro <= w.micro
}

// waysOut are the rules of the states, as section 8 of the model has them.
var waysOut = [...][]way{
	RiskOff: {{RiskOn, 60 * micros, true, longRun}, {Neutral, 50*micros + 1, true, 2}},
	Neutral: {{RiskOn, 60 * micros, true, longRun}, {RiskOff, 40 * micros, false, longRun}, {RiskOff, 25 * micros, false, 1}},
	RiskOn:  {{RiskOff, 40 * micros, false, longRun}, {Neutral, 50*micros - 1, false, 2}, {RiskOff, 25 * micros, false, 1}},
}

// Flip says of each input and caution the smallest change that would by itself
// change the state, if it lasts for Steps steps and the state has held for five: the
// smallest of those that lead to different states. Where the state is Unknown, what
// would end that is an input that comes back fresh. Where the score is there already
// and only has to stay, each change is 0. The order is that of the reading.
func Flip(r Reading) StateFlips {
	flips := StateFlips{}
	switch {
	case r.State == Unknown && r.Coverage >= minCoverage: // since the last step
		return r.stays(way{Neutral, minCoverage * micros, true, 1})
	case r.State == Unknown:
		return r.fresh()
	case int(r.State) >= len(waysOut):
		return flips
	}
	for _, w := range waysOut[r.State] {
		if w.reached(r.Micro) {
			return r.stays(w)
		}
	}
	m, places := r.model()
	for i, c := range r.Contributions {
		flips = append(flips, r.flipInput(c, &m, m.at(places[i])))
	}
	for i, k := range r.Cautions {
		flips = append(flips, r.flipCaution(k, &m, &m.Cautions[i]))
	}
	return flips
}

// flipInput moves the signal of one input of m.
func (r *Reading) flipInput(c Contribution, m *Model, at *InputSignal) StateFlip {
	f := r.unable(c.ID)
	now := at.Signal
	if now != now || at.Quality == 0 || c.Weight == 0 {
		return f
	}
	most := 1.0
	if !c.Z.Missing() {
		most = mostByZ
	}
	f = f.nearest(r, now, -most, most, true, func(s float64) int64 {
		at.Signal = s
		return m.micro()
	})
	at.Signal = now
	switch {
	case !f.Possible:
	case !c.Z.Missing():
		f.Value = c.valueOf(float64(f.Needed))
	case c.Sign == 0 && c.Value == c.Signal: // a signal as it is
		f.Value = f.Needed
	}
	return f
}

// mostByZ is the signal of a z of 4, beyond which none is.
var mostByZ = 4 / math.Sqrt(4+4*4)

// flipCaution moves the c of one caution of m; one that was never known is 0.
func (r *Reading) flipCaution(k CautionReading, m *Model, at *CautionSignal) StateFlip {
	f := r.unable(k.ID)
	if k.V == 0 {
		return f
	}
	was := at.C
	now := was
	if now != now {
		now = 0
	}
	f = f.nearest(r, now, 0, 1, false, func(c float64) int64 {
		at.C = c
		return m.micro()
	})
	at.C = was
	if f.Possible {
		f.Value = Number(k.Lo + float64(float64(f.Needed)*(k.Hi-k.Lo)))
	}
	return f
}

// fresh are the inputs that could end Unknown.
func (r *Reading) fresh() StateFlips {
	flips := StateFlips{}
	for _, c := range r.Contributions {
		flips = append(flips, StateFlip{
			ID: c.ID, To: Neutral, Threshold: minCoverage, Steps: 1, Needed: missing, Change: missing, Value: missing,
			Possible: r.Coverage+float64(c.Weight/50*(1-c.Quality)) >= minCoverage,
		})
	}
	return flips
}

// stays is what it takes where the score has reached w: nothing.
func (r *Reading) stays(w way) StateFlips {
	flips := StateFlips{}
	add := func(id string, now, value Number) {
		flips = append(flips, StateFlip{ID: id, To: w.to, Threshold: float64(w.micro) / micros, Steps: w.steps, Possible: true, Needed: now, Value: value})
	}
	for _, c := range r.Contributions {
		add(c.ID, c.Signal, c.Value)
	}
	for _, k := range r.Cautions {
		add(k.ID, k.C, k.Value)
	}
	return flips
}

// unable is a flip that cannot be, at the nearest threshold.
func (r *Reading) unable(id string) StateFlip {
	f := StateFlip{ID: id, Needed: missing, Change: missing, Value: missing}
	best := int64(-1)
	for _, w := range waysOut[r.State] {
		if d := max(w.micro-r.Micro, r.Micro-w.micro); best < 0 || d < best {
			best = d
			f.To, f.Threshold, f.Steps = w.to, float64(w.micro)/micros, w.steps
		}
	}
	return f
}

// nearest returns the way out that takes the smallest change of x, which is now and
// may be lo..hi; score is the score at x, rising in it or falling.
func (f StateFlip) nearest(r *Reading, now, lo, hi float64, rising bool, score func(float64) int64) StateFlip {
	best := f
	for _, w := range waysOut[r.State] {
		reached := func(x float64) bool {
			return w.reached(score(x))
		}
		end := lo // x moves towards it
		if w.above == rising {
			end = hi
		}
		if !reached(end) {
			continue
		}
		x := bisect(now, end, reached)
		if d := math.Abs(x - now); !best.Possible || d < math.Abs(float64(best.Change)) {
			best.To, best.Threshold, best.Steps = w.to, float64(w.micro)/micros, w.steps
			best.Possible, best.Needed, best.Change = true, Number(x), Number(x-now)
		}
	}
	return best
}

// bisect returns the x nearest to from at which reached holds, which it does at to
// and from some x on between them.
func bisect(from, to float64, reached func(float64) bool) float64 {
	if reached(from) {
		return from
	}
	for range 200 {
		middle := from + float64((to-from)/2)
		if middle == from || middle == to {
			break
		}
		if reached(middle) {
			to = middle
		} else {
			from = middle
		}
	}
	return to
}

// valueOf returns the raw value whose z gives a signal of s: z = 2s/sqrt(1 - s*s),
// with the sign of the input. It is missing where z would be beyond 4.
func (c Contribution) valueOf(s float64) Number {
	if !(c.Spread > 0) || c.Z.Missing() || c.Signal.Missing() || !(math.Abs(s) <= mostByZ) {
		return missing
	}
	sign := 1.0
	if float64(c.Z)*float64(c.Signal) < 0 || c.Z == 0 && c.Sign < 0 {
		sign = -1
	}
	z := max(-4, min(4, sign*2*s/math.Sqrt(1-float64(s*s))))
	return Number(float64(c.Centre) + float64(z*float64(c.Spread)))
}

// model is the score's input that the reading was made of, and where in it each
// contribution is.
func (r *Reading) model() (m Model, places []place) {
	m = Model{Kappa: r.Kappa, R: r.R, Renormalise: r.Renormalised}
	for _, p := range r.Pillars {
		m.Pillars = append(m.Pillars, PillarSignals{ID: p.ID, Weight: p.Weight})
	}
	for _, c := range r.Contributions {
		at := slices.IndexFunc(m.Pillars, func(p PillarSignals) bool { return p.ID == c.Pillar })
		if at < 0 { // of no reading that a classifier made
			at = len(m.Pillars)
			m.Pillars = append(m.Pillars, PillarSignals{ID: c.Pillar})
		}
		p := &m.Pillars[at]
		places = append(places, place{at, len(p.Inputs)})
		p.Inputs = append(p.Inputs, InputSignal{ID: c.Input, Weight: c.Share, Quality: c.Quality, Signal: float64(c.Signal)})
	}
	for _, k := range r.Cautions {
		m.Cautions = append(m.Cautions, CautionSignal{ID: strings.TrimPrefix(k.ID, "caution/"), V: k.V, C: float64(k.C)})
	}
	return m, places
}

// A place is that of an input in a model.
type place struct{ pillar, input int }

// at returns the input of m at p.
func (m *Model) at(p place) *InputSignal { return &m.Pillars[p.pillar].Inputs[p.input] }

// micro is the score, or that of a model that says nothing where there is none.
func (m Model) micro() int64 {
	s, err := Score(m)
	if err != nil {
		return baseMicro
	}
	return s.Micro
}

// String is a table: what each input and caution would have to be.
func (f StateFlips) String() string {
	rows := [][]string{{"input", "to", "score", "steps", "needs", "change", "value"}}
	for _, x := range f {
		needs, change, value := "cannot", "", ""
		switch {
		case x.Possible && !x.Needed.Missing():
			needs, change = fmt.Sprintf("%+.3f", float64(x.Needed)), fmt.Sprintf("%+.3f", float64(x.Change))
		case x.Possible && x.Change == 0:
			needs, change = "-", "+0.000"
		case x.Possible:
			needs = "fresh data"
		}
		if !x.Value.Missing() {
			value = fmt.Sprintf("%.6g", float64(x.Value))
		}
		rows = append(rows, []string{x.ID, x.To.String(), fmt.Sprint(x.Threshold), fmt.Sprint(x.Steps), needs, change, value})
	}
	return textTable(rows, 0)
}
