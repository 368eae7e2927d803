package regime

import "math"

// togetherMemory is how two cautions have moved, with weights that fall by the
// factor Config.Decay a step: the sums of the squares of their changes and of the
// products. Only steps count at which both were observed, and at the step before.
type togetherMemory struct {
	AA, BB, AB float64
}

// minVariance is next to nothing: with less, AB loses its digits before AA and BB do,
// and silence would make a correlation of 0.
const minVariance = 1e-30

// newTogether has one for each two of the cautions: (1,0), (2,0), (2,1), (3,0), ...
func newTogether(cfg Config) []togetherMemory {
	if cfg.Decay == 0 {
		return nil
	}
	n := len(cfg.Cautions)
	return make([]togetherMemory, n*(n-1)/2)
}

// moveTogether takes the cautions of this step, before remember forgets what they
// were at the last one.
func (s *memory) moveTogether(decay float64, now []cautionNow) {
	if decay == 0 {
		return
	}
	k := 0
	for i := range now {
		for j := range i {
			m := &s.Together[k]
			k++
			a, b := s.moved(now, i), s.moved(now, j)
			if a != a || b != b {
				continue
			}
			m.AA = float64(decay*m.AA) + float64((1-decay)*float64(a*a))
			m.BB = float64(decay*m.BB) + float64((1-decay)*float64(b*b))
			m.AB = float64(decay*m.AB) + float64((1-decay)*float64(a*b))
		}
	}
}

// moved is the change of caution i since the last step, NaN unless it was observed
// at both.
func (s *memory) moved(now []cautionNow, i int) float64 {
	if now[i].X.Missing() || !s.Memory[i].Live {
		return float64(missing)
	}
	return float64(now[i].C - s.Memory[i].C)
}

// together is the matrix R of the score: the correlation of each two cautions, not
// below 0, and 1 where one of them has not moved, or not for very long.
//
//	R_ij = max(0, AB/sqrt(AA*BB))	1 where AA or BB <= 1e-30
func (s *memory) together(n int) [][]float64 {
	r := make([][]float64, n)
	k := 0
	for i := range r {
		r[i] = make([]float64, n)
		r[i][i] = 1
		for j := range i {
			m := s.Together[k]
			k++
			x := 1.0
			if m.AA > minVariance && m.BB > minVariance {
				x = max(0, min(1, m.AB/float64(math.Sqrt(m.AA)*math.Sqrt(m.BB))))
			}
			r[i][j], r[j][i] = x, x
		}
	}
	return r
}

func (s *memory) validTogether(cfg Config) bool {
	if len(s.Together) != len(newTogether(cfg)) {
		return false
	}
	for _, m := range s.Together {
		if !(m.AA >= 0 && m.AA <= 1 && m.BB >= 0 && m.BB <= 1 && m.AB >= -1 && m.AB <= 1) {
			return false
		}
	}
	return true
}
