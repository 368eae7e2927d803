package regime

import (
	"math"
	"slices"
	"strings"
)

// A Model is all that the score is made of. The order of pillars, inputs and
// cautions changes no bit of the result.
type Model struct {
	Pillars  []PillarSignals
	Cautions []CautionSignal
	// R is how far cautions come together, its rows and columns in the order of
	// Cautions: symmetric, 0..1, 1 on the diagonal. nil is all ones: they add up.
	R [][]float64
	// Kappa is what a caution of 1 takes from A: 0.5 if 0.
	Kappa float64
	// Renormalise gives the weight of a missing input to the others of its pillar.
	Renormalise bool
}

// PillarSignals is a group of inputs that answer one question. Weights count by
// their share of the sum; a pillar of weight 0 is shown and adds nothing.
type PillarSignals struct {
	ID     string
	Weight float64
	Inputs []InputSignal
}

// An InputSignal is one input of a pillar.
type InputSignal struct {
	ID      string
	Weight  float64 // a, by its share within the pillar
	Quality float64 // q, 0..1; see Freshness
	Signal  float64 // s, -1..1; NaN is missing and counts as s = q = 0
}

// A CautionSignal is a reason for doubt, whatever the pillars say.
type CautionSignal struct {
	ID string
	V  float64 // 0..1: what it weighs
	C  float64 // 0..1; NaN was never known: 0 in K, and V less in the confidence
}

// Scored is the score and what it is made of. Base, Inputs, Cautions and
// Clip add up to Micro with ==, in integers, and to Unrounded but for the last bits of a float64.
type Scored struct {
	Score     float64 // 0..100, Micro/1e6
	Micro     int64
	Unrounded float64 // 50*(1 + S)

	A, K, Raw, S float64

	Coverage   float64 // C, 0..1
	Agreement  float64 // G, 0..1
	Confidence float64 // C*G*(1 - sum of V never known), not below 0

	Pillars  []PillarReading // ascending ids; Weight is the share of the sum
	Base     Part
	Inputs   []ScorePart // by ascending pillar, then input
	Cautions []ScorePart // by ascending id
	Clip     Part
}

const (
	kappa        = 0.5  // what a caution of 1 takes from A
	minMagnitude = 0.05 // pillars that say less than this do not agree fully
)

// Score returns the risk-on score.
//
//	P_k = sum_i (a_i/sum a) q_i s_i        coverage_k = sum_i (a_i/sum a) q_i
//	A   = sum_k w_k P_k                    C = sum_k w_k coverage_k
//	G   = |A| / max(sum_k w_k |P_k|, 0.05)
//	u_j = v_j c_j                          K = sqrt(sum_j u_j (R u)_j)
//	S   = clip(A - 0.5 K, -1, 1)           score = 50 (1 + S)
//
// An input adds 50 w_k (a_i/sum a) q_i s_i points to the base of 50, a caution
// takes 25 u_j (R u)_j/K (nothing where K is 0), and clip is 50 (S - raw). More of
// a signal, or less of a caution, never lowers the score.
//
// The error is a *ScoreError. Source: model riskon/1; K is how the CISS of Hollo,
// Kremer and Lo Duca (2012) adds its parts.
func Score(m Model) (Scored, error) {
	if err := m.checkMatrix(); err != nil {
		return Scored{}, err
	}
	m = m.sorted()
	if m.Kappa == 0 {
		m.Kappa = kappa
	}
	if _, err := m.check(); err != nil {
		return Scored{}, err
	}
	return m.score(m.partIDs())
}

// partIDs names the parts of a sorted model: its inputs, its cautions and the clip.
func (m Model) partIDs() []string {
	var ids []string
	for _, p := range m.Pillars {
		for _, x := range p.Inputs {
			ids = append(ids, p.ID+"/"+x.ID)
		}
	}
	for _, c := range m.Cautions {
		ids = append(ids, "caution/"+c.ID)
	}
	return append(ids, "clip")
}

// score is Score of a model that is sorted and checked, with the names of its parts.
func (m Model) score(ids []string) (r Scored, err error) {
	parts := make([]ScorePart, len(ids))
	for i, id := range ids {
		parts[i].ID = id
	}
	n := r.sum(m, parts, make([]PillarReading, len(m.Pillars)))
	if r.Micro, err = microPoints(r.Unrounded, parts); err != nil {
		return Scored{}, &ScoreError{Err: err}
	}
	last := n + len(m.Cautions)
	r.Score = float64(r.Micro) / micros
	r.Base = Part{Points: baseMicro / micros, Micro: baseMicro}
	r.Inputs, r.Cautions, r.Clip = parts[:n:n], parts[n:last:last], parts[last].Part
	return r, nil
}

// sum sets the numbers that are not yet rounded, the pillars and the parts' points,
// and returns how many inputs there are.
func (r *Scored) sum(m Model, parts []ScorePart, pillars []PillarReading) (n int) {
	r.Pillars = pillars
	n = r.addPillars(m, parts)
	last := n + r.addCautions(m, parts[n:])
	r.Raw = r.A - float64(m.Kappa*r.K)
	r.S = max(-1, min(1, r.Raw))
	r.Unrounded = 50 * (1 + r.S)
	parts[last].Points = unsigned(50 * (r.S - r.Raw))
	return n
}

// addPillars sets the pillars, A, C and G, and the inputs' points, and returns how
// many inputs there are.
func (r *Scored) addPillars(m Model, parts []ScorePart) (n int) {
	weights, magnitude := 0.0, 0.0
	for _, p := range m.Pillars {
		weights += p.Weight
	}
	for k, p := range m.Pillars {
		out := PillarReading{ID: p.ID, Weight: p.Weight / weights}
		all, there := 0.0, 0.0
		for _, x := range p.Inputs {
			all += x.Weight
			if x.Signal == x.Signal {
				there += x.Weight
			}
		}
		if !m.Renormalise || there == 0 {
			there = all
		}
		for _, x := range p.Inputs {
			q, s := x.Quality, x.Signal
			if s != s {
				parts[n].Points = 0
				n++
				continue
			}
			a := x.Weight / there
			out.Value += float64(a * q * s)
			out.Coverage += float64(x.Weight / all * q)
			parts[n].Points = unsigned(50 * out.Weight * a * q * s)
			n++
		}
		r.A += float64(out.Weight * out.Value)
		r.Coverage += float64(out.Weight * out.Coverage)
		magnitude += float64(out.Weight * math.Abs(out.Value))
		r.Pillars[k] = out
	}
	r.Agreement = math.Abs(r.A) / max(magnitude, minMagnitude)
	return n
}

// addCautions sets K, the confidence and the cautions' points, and returns how many
// cautions there are.
func (r *Scored) addCautions(m Model, parts []ScorePart) (n int) {
	n = len(m.Cautions)
	unknown, square := 0.0, 0.0
	var room [32]float64
	both := room[:]
	if 2*n > len(both) {
		both = make([]float64, 2*n)
	}
	u, ru := both[:n], both[n:2*n]
	for j, c := range m.Cautions {
		if c.C != c.C {
			unknown += c.V
		} else {
			u[j] = c.V * c.C
		}
	}
	for j := range u {
		for i := range u {
			if m.R == nil {
				ru[j] += u[i]
			} else {
				ru[j] += float64(m.R[j][i] * u[i])
			}
		}
		square += float64(u[j] * ru[j])
	}
	r.K = math.Sqrt(square)
	for j := range u {
		parts[j].Points = 0
		if r.K != 0 {
			parts[j].Points = unsigned(-50 * m.Kappa * u[j] * ru[j] / r.K)
		}
	}
	r.Confidence = r.Coverage * r.Agreement * max(0, 1-unknown)
	return n
}

// sorted returns a copy with pillars, inputs and cautions by ascending id, and R with them.
func (m Model) sorted() Model {
	out := m
	out.Pillars, out.Cautions, out.R = slices.Clone(m.Pillars), make([]CautionSignal, len(m.Cautions)), nil
	slices.SortStableFunc(out.Pillars, func(a, b PillarSignals) int { return strings.Compare(a.ID, b.ID) })
	for i := range out.Pillars {
		p := &out.Pillars[i]
		p.Inputs = slices.Clone(p.Inputs)
		slices.SortStableFunc(p.Inputs, func(a, b InputSignal) int { return strings.Compare(a.ID, b.ID) })
	}
	order := make([]int, len(m.Cautions))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return strings.Compare(m.Cautions[a].ID, m.Cautions[b].ID) })
	for i, from := range order {
		out.Cautions[i] = m.Cautions[from]
		if m.R != nil {
			row := make([]float64, len(order))
			for j, f := range order {
				row[j] = m.R[from][f]
			}
			out.R = append(out.R, row)
		}
	}
	return out
}
