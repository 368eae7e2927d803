package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// A cascade smooths what it has smoothed, m times: T3 and TRIX are made of it.
// Its stages are plain recurrences in lock-step, each seeded with the mean of the
// first n values of the one before. A stage waits only for its own last value, so
// that they overlap.
type cascade struct {
	n, m int
	a    float64

	stages int        // that are seeded
	seen   int        // values taken into the next one's seed
	first  float64    // the first of them
	e      [6]float64 // the next one's: sum of distances from first
}

func newCascade(m, period int) cascade {
	return cascade{n: period, m: m, a: 2 / float64(period+1)}
}

// small is where the stages are watched: none decays towards the numbers whose
// arithmetic is slow unless the first one, which goes ahead, stays below it.
const small = 0x1p-900

// start is the number of values until the last stage is there.
func (k *cascade) start() int   { return k.m*(k.n-1) + 1 }
func (k *cascade) seeded() bool { return k.stages == k.m }

func (k *cascade) walk(v *walker) {
	v.int(&k.stages, k.m)
	v.int(&k.seen, k.n-1)
	v.float(&k.first, series.Limit)
	for i := range k.e[:k.m] {
		v.float(&k.e[i], bound)
	}
}

func (k *cascade) restored() bool {
	for _, e := range k.e[:k.stages] {
		if !(math.Abs(e) <= most) {
			return false
		}
	}
	if k.seeded() {
		return k.seen == 0 && k.first == 0
	}
	// A stage that is seeded has fed the next one.
	return meanOK(k.first, k.e[k.stages], k.seen) && zeros(k.e[k.stages+1:]) &&
		(k.stages == 0 || k.seen > 0)
}

// toward returns y + a*(x-y), which is y when x is.
func toward(y, a, x float64) float64 { return y + float64(a*(x-y)) }

// push feeds x once all stages are seeded.
func (k *cascade) push(x float64) {
	stages := k.e[:k.m]
	if math.Abs(toward(stages[0], k.a, x)) >= small {
		for i, e := range stages {
			x = toward(e, k.a, x)
			stages[i] = x
		}
		return
	}
	for i, e := range stages {
		x = smooth(e, k.a, x)
		stages[i] = x
	}
}

// watched reports whether the first stage is small.
func (k *cascade) watched() bool { return math.Abs(k.e[0]) < small }

// seed feeds x while not all stages are seeded.
func (k *cascade) seed(x float64) {
	for i, e := range k.e[:k.stages] {
		k.e[i] = smooth(e, k.a, x)
		x = clip(k.e[i])
	}
	for !k.seeded() {
		if k.seen == 0 {
			k.first = x
		}
		k.seen++
		sum := k.e[k.stages] + (x - k.first)
		if k.e[k.stages] = sum; k.seen < k.n {
			return
		}
		x = clip(k.first + sum/float64(k.n))
		k.e[k.stages] = x
		k.stages++
		k.seen, k.first = 0, 0
	}
}

// settleChain returns the inputs until the seeds of a chain of recurrences
// y += a*(x-y), which is there after warmup inputs, weigh at most eps in the
// output, where stage i counts gain[i] times.
func settleChain(warmup int, a, eps float64, gain ...float64) int {
	if eps >= 1 {
		return warmup
	}
	if !(eps >= tiny) {
		return math.MaxInt
	}
	// weight[i] is that of a seed in stage i: its own, and those before it.
	var weight [6]float64
	for i := range gain {
		weight[i] = 1
	}
	for n := warmup; ; n++ {
		sum := 0.0
		for i, g := range gain {
			sum += float64(g * weight[i])
		}
		if sum <= eps {
			return n
		}
		before := 0.0
		for i := range gain {
			weight[i] += float64(a * (before - weight[i]))
			before = weight[i]
		}
	}
}

// A runner is an indicator of a cascade that can take many values in one loop.
type runner interface {
	ready() bool
	watched() bool
	update(x float64) float64
	run(dst, xs []float64) int // update for the first xs; how many, 0 if push has to watch
}

// fillCascade is update for every x, by run wherever it goes.
func fillCascade(k runner, dst, xs []float64) {
	for len(xs) > 0 {
		n := 0
		if k.ready() && !k.watched() {
			n = k.run(dst, xs)
		}
		if n == 0 {
			dst[0], n = k.update(xs[0]), 1
		}
		dst, xs = dst[n:], xs[n:]
	}
}
