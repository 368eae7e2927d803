package main

import (
	"math"
	"runtime"
	"runtime/debug"
	"slices"
	"time"
)

// A meter measures calls. Its samples are as many calls as take at least a while,
// because one call over few values is shorter than a clock can tell.
//
// Before each sample the garbage of what ran before is collected, so that nobody
// pays for what somebody else has left. What a function allocates itself, and the
// collections this causes while it runs, are its own cost.
type meter struct {
	rounds int
	least  time.Duration // of a sample
}

// A cost is what one side of a comparison takes.
type cost struct {
	NS     float64 `json:"ns"`     // per value, the median of the rounds
	Allocs float64 `json:"allocs"` // per call
	Bytes  float64 `json:"bytes"`  // per call
}

// A versus is ours beside theirs. Go-talib's time depends on where the memory of
// its outputs comes from. Warm: the heap has it, from outputs that were dropped
// before, and it only has to be cleared. Cold: the heap has none, as in a process
// that computes an indicator for the first time, and the system gives it page by page.
type versus struct {
	Ours cost `json:"ours"`
	Warm cost `json:"warm"`
	Cold cost `json:"cold"`

	// RatioWarm and RatioCold are the medians over the rounds of our time divided by theirs.
	RatioWarm float64 `json:"ratio_warm"`
	RatioCold float64 `json:"ratio_cold"`
}

// calls runs f reps times over the blocks in turn.
func calls(f func(*block), blocks []*block, reps int) {
	for i := range reps {
		f(blocks[i%len(blocks)])
	}
}

// sample returns the nanoseconds of one call.
func sample(f func(*block), blocks []*block, reps int) float64 {
	from := cpu()
	calls(f, blocks, reps)
	return float64(cpu()-from) / float64(reps)
}

// reps returns how many calls make a sample, a whole number of turns of the
// blocks if there is more than one turn.
func (m meter) reps(f func(*block), blocks []*block) int {
	f(blocks[0]) // grows what it reuses
	for n := 1; ; n *= 2 {
		took := time.Duration(sample(f, blocks, n) * float64(n))
		if took < m.least/4 {
			continue
		}
		n = max(1, int(math.Ceil(float64(n)*float64(m.least)/float64(max(took, 1)))))
		if turn := len(blocks); n > turn {
			n = (n + turn - 1) / turn * turn
		}
		return n
	}
}

// allocations returns objects and bytes of one call, not of the first: the least
// of a few calls, as what the runtime allocates beside them is counted too.
func allocations(f func(*block), b *block) (objects, size float64) {
	objects, size = math.Inf(1), math.Inf(1)
	f(b)
	for range 5 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		f(b)
		runtime.ReadMemStats(&after)
		objects = min(objects, float64(after.Mallocs-before.Mallocs))
		size = min(size, float64(after.TotalAlloc-before.TotalAlloc))
	}
	return objects, size
}

// compare measures both sides of a pair in turns, in the opposite order every
// other round.
func (m meter) compare(o *ours, f theirs, blocks []*block) versus {
	their := func(b *block) { f(b) }
	n := float64(len(blocks[0].close))
	ourReps, theirReps := m.reps(o.append, blocks), m.reps(their, blocks)
	var a, warm, cold []float64
	turns := []func(){
		func() {
			runtime.GC()
			a = append(a, sample(o.append, blocks, ourReps)/n)
		},
		func() {
			calls(their, blocks, theirReps) // leaves behind the memory to use again
			runtime.GC()
			warm = append(warm, sample(their, blocks, theirReps)/n)
		},
		func() {
			debug.FreeOSMemory()
			cold = append(cold, sample(their, blocks, theirReps)/n)
		},
	}
	for range m.rounds {
		for _, turn := range turns {
			turn()
		}
		slices.Reverse(turns)
	}
	var v versus
	v.Ours.NS, v.Warm.NS, v.Cold.NS = median(a), median(warm), median(cold)
	v.RatioWarm, v.RatioCold = median(divide(a, warm)), median(divide(a, cold))
	v.Ours.Allocs, v.Ours.Bytes = allocations(o.append, blocks[0])
	v.Warm.Allocs, v.Warm.Bytes = allocations(their, blocks[0])
	v.Cold.Allocs, v.Cold.Bytes = v.Warm.Allocs, v.Warm.Bytes
	return v
}

// perCall returns the median time of a call of f in nanoseconds.
func (m meter) perCall(f func(*block), blocks []*block) float64 {
	reps := m.reps(f, blocks)
	var list []float64
	for range m.rounds {
		runtime.GC()
		list = append(list, sample(f, blocks, reps))
	}
	return median(list)
}

// divide returns the quotients of xs and ys.
func divide(xs, ys []float64) []float64 {
	out := make([]float64, len(xs))
	for i := range xs {
		out[i] = xs[i] / ys[i]
	}
	return out
}

// median returns the middle of xs, or the mean of the middle two.
func median(xs []float64) float64 {
	s := slices.Sorted(slices.Values(xs))
	k := len(s) / 2
	if len(s)%2 == 0 {
		return (s[k-1] + s[k]) / 2
	}
	return s[k]
}
