package regime

import (
	"math"
	"time"
)

// A kernel makes the feature and the signal of one input out of the numbers of
// series, as they are known now: each revision makes all anew that it reaches.
//
// Only Obs is saved; the past and the newest feature follow from it.
type kernel struct {
	Obs observations

	first  int   // observations that were forgotten, so that Obs.Done[i] is number first+i
	past   past  // features before the newest
	at     []int // the number of the observation each of them was made at
	newest feature
}

func newKernel(in *Input) kernel {
	k := kernel{Obs: observations{Parts: len(in.Feature.parts())}}
	k.restart(in)
	return k
}

func (k *kernel) restart(in *Input) {
	k.first, k.at, k.past, k.newest = 0, nil, past{size: in.Normalise.Window}, noFeature()
}

// put takes part number part of the input at ref.
func (k *kernel) put(in *Input, part int, x float64, ref Date, known time.Time) {
	switch k.Obs.put(part, x, ref, known, &in.Feature) {
	case appended:
		k.take(in, len(k.Obs.Done)-1)
		k.forget(in)
	case renewed:
		k.renew(in)
	case revised:
		k.derive(in)
	}
}

// renew makes the feature at the last observation anew: the past is as it was.
func (k *kernel) renew(in *Input) {
	last := len(k.Obs.Done) - 1
	if k.newest.Value.Missing() || k.newest.at != k.first+last {
		k.take(in, last) // there was none
		k.forget(in)
		return
	}
	if x := in.Feature.value(k.Obs.Done); finite(x) {
		k.make(in, last, x)
		return
	}
	k.derive(in) // there is none any more
}

// derive makes the features of all observations.
func (k *kernel) derive(in *Input) {
	k.restart(in)
	for i := range k.Obs.Done {
		k.take(in, i)
	}
	k.forget(in)
}

// take makes the feature at Obs.Done[i] the newest, if there is one.
func (k *kernel) take(in *Input, i int) {
	f := &in.Feature
	if i+1 < f.reach() {
		return
	}
	x := f.value(k.Obs.Done[:i+1])
	if !finite(x) {
		return
	}
	if !k.newest.Value.Missing() && k.past.size > 0 {
		if len(k.at) == k.past.size {
			k.at = k.at[1:]
		}
		k.past.push(float64(k.newest.Value))
		k.at = append(k.at, k.newest.at)
	}
	k.make(in, i, x)
}

// make makes x at Obs.Done[i] the newest feature.
func (k *kernel) make(in *Input, i int, x float64) {
	f, row := &in.Feature, &k.Obs.Done[i]
	x = unsigned(x)
	s := in.Normalise.signal(x, &k.past)
	k.newest = feature{Value: Number(x), Ref: row.Ref, Known: f.known(k.Obs.Done[:i+1]), Z: Number(s.Z), Centre: Number(s.Centre), Spread: Number(s.Spread), S: Number(s.S), at: k.first + i}
	if f.average {
		k.newest.Flags = append(k.newest.Flags, flagAverage)
	}
	if s.Flag != "" {
		k.newest.Flags = append(k.newest.Flags, s.Flag)
	}
}

// forget drops the observations that no feature of the past or the future reads, but
// keeps some more of them: a revision may take features away.
func (k *kernel) forget(in *Input) {
	drop := 0
	switch full := len(k.at) == k.past.size; {
	case full && k.past.size > 0:
		drop = k.at[0] - k.first + 1 - in.Feature.reach() - openDates
	case full && !k.newest.Value.Missing():
		drop = k.newest.at - k.first + 1 - in.Feature.reach() - openDates
	}
	if over := len(k.Obs.Done) - in.mostObservations(); over > drop {
		// Nearly all features are missing, as over a series of zeros.
		k.Obs.forget(over)
		k.restart(in)
		for i := range k.Obs.Done {
			k.take(in, i)
		}
		return
	}
	if drop > 0 {
		k.Obs.forget(drop)
		k.first += drop
	}
}

// mostObservations bounds how many are kept.
func (in *Input) mostObservations() int {
	return 2*(in.Feature.reach()+in.Normalise.Window) + openDates
}

// valid reports whether a decoded kernel could have been left by put, and derives
// what was not saved.
func (k *kernel) valid(in *Input) bool {
	if !k.Obs.valid(len(in.Feature.parts()), in.mostObservations(), &in.Feature) {
		return false
	}
	k.derive(in)
	return true
}

// parts are the names of the series that the feature reads.
func (f *Feature) parts() []string {
	switch f.Kind {
	case Level, Change, Difference, PolicyEase:
		if f.Over != "" {
			return []string{f.Series, f.Over}
		}
		return []string{f.Series}
	case NetLiquidityChange:
		if f.average {
			return []string{seriesAssets, seriesAverage, seriesRepo}
		}
		return []string{seriesAssets, seriesTreasury, seriesRepo}
	}
	return nil
}

// number is what the feature makes of one observation.
func (f *Feature) number(o *observation) float64 {
	switch {
	case f.Kind == NetLiquidityChange:
		return o.net()
	case f.Over != "":
		return o.V[0] / o.V[1]
	}
	return o.V[0]
}

// reach is how many observations the feature reads.
func (f *Feature) reach() int {
	switch f.Kind {
	case Level:
		return 1
	case NetLiquidityChange:
		return f.Lag + anchors
	}
	return f.Lag + 1
}

// known is the instant from which value may be used.
func (f *Feature) known(rows []observation) time.Time {
	n, reach := len(rows), f.reach()
	t := latest(rows[n-1].Known, rows[n-reach].Known)
	if f.Kind == NetLiquidityChange {
		for _, r := range rows[n-reach:] {
			t = latest(t, r.Known)
		}
	}
	return t
}

// value is the feature at the last of rows, which are as many as it reads or more.
func (f *Feature) value(rows []observation) float64 {
	n := len(rows)
	x := f.number(&rows[n-1])
	if f.Kind == Level {
		return x
	}
	if f.Kind == NetLiquidityChange {
		return changeOfMeans(rows, f.Lag, (*observation).net)
	}
	old := f.number(&rows[n-1-f.Lag])
	switch f.Kind {
	case Change:
		return x/old - 1
	case Difference:
		return x - old
	case PolicyEase:
		return unsigned(max(-1, min(1, -(x-old))))
	}
	return math.NaN()
}
