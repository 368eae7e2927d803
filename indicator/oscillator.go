package indicator

// An oscillator is the kernel of APO and PPO: two averages of the same input.
type oscillator struct {
	fast, slow numberKernel[float64]
	percent    bool           // of slow
	desk       [piece]float64 // for fill; no state
}

// newOscillator returns one of the parameters fast, slow and type.
func newOscillator(p []float64, percent bool) *oscillator {
	fast, slow, ma := int(p[0]), int(p[1]), MAType(p[2])
	return &oscillator{fast: newMA(ma, min(fast, slow)), slow: newMA(ma, max(fast, slow)), percent: percent}
}

func (k *oscillator) warmup() int            { return max(k.fast.warmup(), k.slow.warmup()) }
func (k *oscillator) settle(eps float64) int { return max(k.fast.settle(eps), k.slow.settle(eps)) }
func (k *oscillator) ready() bool            { return k.fast.ready() && k.slow.ready() }

func (k *oscillator) walk(v *walker) {
	k.fast.walk(v)
	k.slow.walk(v)
}

func (k *oscillator) restored() bool {
	fast, slow := k.fast.restored(), k.slow.restored()
	return fast && slow
}

// of returns the output from those of the averages.
func (k *oscillator) of(fast, slow float64) float64 {
	d := fast - slow
	if !k.percent || d != d {
		return d
	}
	if slow == 0 {
		return 0
	}
	return float64(100 * (d / slow))
}

func (k *oscillator) update(x float64) float64 {
	fast := k.fast.update(x)
	return k.of(fast, k.slow.update(x))
}

func (k *oscillator) peek(x float64) float64 { return k.of(k.fast.peek(x), k.slow.peek(x)) }

func (k *oscillator) fill(dst, xs []float64) {
	for len(xs) > 0 {
		m := min(len(xs), len(k.desk))
		fast, out := k.desk[:m], dst[:m]
		k.fast.fill(fast, xs[:m])
		k.slow.fill(out, xs[:m])
		for i, y := range fast {
			out[i] = k.of(y, out[i])
		}
		dst, xs = dst[m:], xs[m:]
	}
}
