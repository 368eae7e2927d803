package regime

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
)

// ErrCompare is two readings of different models, or of which one is no reading.
var ErrCompare = errors.New("regime: readings that cannot be compared")

// An Explanation splits the change of the score between two readings into the
// changes of its parts. Micro-points are integers, and
//
//	To.Micro - From.Micro == Micro == the sum of Parts[i].Micro
type Explanation struct {
	From, To time.Time
	Part     // the change of the score
	Parts    []ChangedPart
}

// A ChangedPart is what one input, caution or the clip changed in the score.
type ChangedPart struct {
	ID   string `json:"id"` // pillar/input, caution/name or clip
	Was  Part   `json:"was"`
	Is   Part   `json:"is"`
	Part        // Is less Was
	// Of an input, BySignal is what the signal changed, in points, and ByFreshness what
	// it gained or lost because data came or grew old:
	//
	//	BySignal = W*(q0 + q1)/2*(s1 - s0)    ByFreshness = W*(q1 - q0)*(s0 + s1)/2
	//
	// W is Contribution.Weight or, of a model that gives the weight of missing inputs to
	// the others, the mean of the two that the input counted with; what the two do not
	// add up to is then what its weight changed. A missing signal is 0. They are missing
	// for cautions and the clip.
	BySignal    Number `json:"by_signal"`
	ByFreshness Number `json:"by_freshness"`
}

// Explain says why the score of to differs from that of from, which may be any two
// instants of one model: part by part, the largest change first, of equal ones in
// ascending id. A part that only one of them has was 0 in the other one. The error
// wraps ErrCompare.
func Explain(from, to Reading) (Explanation, error) {
	if from.Model == "" || from.Model != to.Model {
		return Explanation{}, fmt.Errorf("%w: of models %q and %q", ErrCompare, from.Model, to.Model)
	}
	e := Explanation{From: from.Time, To: to.Time, Part: less(Part{to.Score, to.Micro}, Part{from.Score, from.Micro})}
	was, is := from.parts(), to.parts()
	ids := map[string]bool{}
	for id := range was {
		ids[id] = true
	}
	for id := range is {
		ids[id] = true
	}
	sum := int64(0)
	for id := range ids {
		c := ChangedPart{ID: id, Was: was[id].Part, Is: is[id].Part, BySignal: missing, ByFreshness: missing}
		c.Part = less(c.Is, c.Was)
		if a, b := was[id], is[id]; a.input != nil || b.input != nil {
			c.BySignal, c.ByFreshness = split(a, b)
		}
		sum += c.Micro
		e.Parts = append(e.Parts, c)
	}
	if sum != e.Micro {
		return Explanation{}, fmt.Errorf("%w: the parts of one do not add up to its score", ErrCompare)
	}
	slices.SortFunc(e.Parts, func(a, b ChangedPart) int {
		return cmp.Or(cmp.Compare(max(b.Micro, -b.Micro), max(a.Micro, -a.Micro)), strings.Compare(a.ID, b.ID))
	})
	return e, nil
}

// A readingPart is a part of a reading, with its input if it has one.
type readingPart struct {
	Part
	input  *Contribution
	weight float64 // that the input counted with
}

func (r *Reading) parts() map[string]readingPart {
	m := map[string]readingPart{"clip": {Part: r.Clip}}
	there := map[string]float64{} // the shares of a pillar that are not missing
	for _, c := range r.Contributions {
		if !c.Signal.Missing() {
			there[c.Pillar] += c.Share
		}
	}
	for i := range r.Contributions {
		c := &r.Contributions[i]
		p := readingPart{c.Part, c, c.Weight}
		if share := there[c.Pillar]; r.Renormalised && share > 0 {
			p.weight /= share
		}
		m[c.ID] = p
	}
	for _, k := range r.Cautions {
		m[k.ID] = readingPart{Part: k.Part}
	}
	return m
}

func less(a, b Part) Part {
	micro := a.Micro - b.Micro
	return Part{Points: float64(micro) / micros, Micro: micro}
}

// split divides the change of an input's points between its signal and its freshness.
func split(a, b readingPart) (signal, freshness Number) {
	q0, s0, thereA := a.signal()
	q1, s1, thereB := b.signal()
	w := (a.weight + b.weight) / 2
	switch { // a weight of nothing is none
	case !thereA:
		w = b.weight
	case !thereB:
		w = a.weight
	}
	return Number(unsigned(w * (q0 + q1) / 2 * (s1 - s0))), Number(unsigned(w * (q1 - q0) * (s0 + s1) / 2))
}

// signal is the quality and the signal of an input, zeros where there is none.
func (p readingPart) signal() (q, s float64, there bool) {
	if p.input == nil || p.input.Signal.Missing() {
		return 0, 0, false
	}
	return p.input.Quality, float64(p.input.Signal), true
}

// String is a table of the parts that changed.
func (e Explanation) String() string {
	var rows [][]string
	for _, p := range e.Parts {
		if p.Micro == 0 {
			continue
		}
		row := []string{fmt.Sprintf("%+.6f", p.Points), p.ID, "", "", ""}
		if !p.BySignal.Missing() {
			row[2], row[3] = fmt.Sprintf("signal %+.3f", float64(p.BySignal)), fmt.Sprintf("freshness %+.3f", float64(p.ByFreshness))
		}
		rows = append(rows, row)
	}
	return fmt.Sprintf("%s to %s: %+.6f\n", stampText(e.From), stampText(e.To), e.Points) + textTable(rows, tabwriter.AlignRight)
}

func stampText(t time.Time) string { return t.UTC().Format("2006-01-02 15:04") }
