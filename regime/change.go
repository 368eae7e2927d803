package regime

import "time"

// changeKernel computes the Change and PolicyEase features of one input.
type changeKernel struct {
	Join join   // of Series and Over, where there is a second
	Last recent // Lag + 1 observations
	Out  normalised
}

func newChangeKernel(in Input) changeKernel {
	return changeKernel{Join: join{Parts: 2}, Last: recent{Size: in.Feature.Lag + 1}, Out: newNormalised(in.Normalise)}
}

// observe takes a number of the series called name, if the input reads it.
func (k *changeKernel) observe(in Input, name string, x float64, ref Date, known time.Time) {
	f := in.Feature
	switch {
	case name != f.Series && (f.Over == "" || name != f.Over):
		return
	case f.Over != "":
		part := 0
		if name == f.Over {
			part = 1
		}
		row, done := k.Join.put(part, x, ref, known)
		if !done {
			return
		}
		x, ref, known = row.V[0]/row.V[1], row.Ref, row.Known
		if !finite(x) {
			return
		}
	}
	k.Last.push(x)
	if !k.Last.full() {
		return
	}
	old := k.Last.V[0]
	y := x/old - 1
	if f.Kind == PolicyEase {
		y = unsigned(max(-1, min(1, -(x-old))))
	}
	if finite(y) {
		k.Out.observe(in.Normalise, y, ref, known)
	}
}

func (k *changeKernel) valid(in Input) bool {
	return k.Join.valid(2) && k.Last.valid(in.Feature.Lag+1) && k.Out.valid(in.Normalise)
}

func (k *normalised) valid(n Normalise) bool {
	return k.History.valid(n.Window) && k.Newest.valid()
}

func (f feature) valid() bool {
	for _, x := range [...]Number{f.Value, f.Z, f.S} {
		if !x.Missing() && !finite(float64(x)) {
			return false
		}
	}
	return (f.S.Missing() || f.S >= -1 && f.S <= 1) && (f.Value.Missing() || !f.Ref.After(f.Known)) && len(f.Flags) <= 8
}
