package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// MFI is the money flow index: how much of the money that changed hands did so on
// rising prices. Gene Quong and Avrum Soudack published it in 1989 as a
// volume-weighted RSI.
//
//	p[i]    = (high[i] + low[i] + close[i]) / 3
//	flow[i] = |p[i]*volume[i]|
//	up[i]   = the sum of flow[j] with p[j] > p[j-1], j = i-period+1 ... i
//	down[i] = the sum of flow[j] with p[j] < p[j-1]
//	MFI[i]  = 100*up[i] / (up[i] + down[i])
//
// Input: high, low, close and volume. Output: 0 to 100, exactly 0 when all money
// flowed on falling prices and 100 when all did on rising ones.
//
// Warm-up: the first output is at bar number period+1, as a change takes two bars.
// It has no seed: Settle is Warmup.
//
// No flow in the window, on flat prices or without volume, gives 0. A bar of which
// any of the four is missing gives NaN and is not counted: the next change is from
// the bar before it. Open does not matter.
//
// Source: Gene Quong and Avrum Soudack, Volume-Weighted RSI: Money Flow, Technical
// Analysis of Stocks & Commodities 7(3), 1989.
//
// Differs from TA-Lib in that only a flow of 0 counts as none: TA-Lib gives 0 for
// every window with less than one unit of money, such as small amounts of a coin
// at 1e-8. Where prices or volumes are negative TA-Lib lets their signs into the
// sums and leaves 0..100; here magnitudes count. Period 1 is allowed.
func MFI(b series.Bars, period int) series.Series { return ApplyBars(b, NewMFI(period)) }

// NewMFI returns a live [MFI]. It panics if period is not in 1..100000.
func NewMFI(period int) *BarStream {
	return newBarStream("MFI", float64(period))
}

var mfiEntry = takingBar(Entry{
	Name: "MFI", Title: "money flow index", Group: "momentum",
	Params: []Param{periodParam("period", 14)},
	Inputs: []string{"high", "low", "close", "volume"}, Outputs: []string{"MFI"},
	Low: 0, High: 100, Exact: true, Source: "Gene Quong and Avrum Soudack, Technical Analysis of Stocks & Commodities 7(3), 1989",
}, func(p []float64) barKernel[float64] { return &mfi{n: int(p[0])} })

// An mfi sums as a window does, in blocks of n flows: the sum is that of the
// previous block's tail and of the newest block's head. Flows are signed; their
// sum is up - down, and that of their magnitudes up + down.
type mfi struct {
	n    int
	seen bool      // there was a bar
	last float64   // its typical price
	flow []float64 // the newest block, then the tail of the previous one
	k    int       // flows in the newest block, 0 when it is complete
	full bool      // there is a previous block

	// Derived from the above.
	net, all         float64   // over the newest block
	tailNet, tailAll []float64 // [j]: over the previous block from j on; [n] is 0
}

// maxFlow is larger than any product of a price and a volume.
const maxFlow = most * most

func (k *mfi) warmup() int        { return k.n + 1 }
func (k *mfi) settle(float64) int { return k.n + 1 }
func (k *mfi) ready() bool        { return k.full }

func (k *mfi) walk(v *walker) {
	v.bool(&k.seen)
	v.float(&k.last, most)
	v.floats(&k.flow, k.n, maxFlow)
	v.int(&k.k, k.n-1)
	v.bool(&k.full)
}

// restored computes the sums anew, in the order in which push made them.
func (k *mfi) restored() bool {
	if len(k.tailNet) == 0 {
		k.tailNet, k.tailAll = make([]float64, k.n+1), make([]float64, k.n+1)
	}
	if !k.seen && (k.last != 0 || k.k > 0 || k.full) || !k.full && !zeros(k.flow[k.k:]) {
		return false
	}
	clear(k.tailNet)
	clear(k.tailAll)
	k.turn(k.k)
	for _, f := range k.flow[:k.k] {
		k.net, k.all = k.net+f, k.all+math.Abs(f)
	}
	return true
}

// turn starts a block: it computes the previous block's suffix sums down to
// position from.
func (k *mfi) turn(from int) {
	k.net, k.all = 0, 0
	if !k.full {
		return
	}
	net, all := 0.0, 0.0
	for j := k.n - 1; j >= from; j-- {
		net, all = net+k.flow[j], all+math.Abs(k.flow[j])
		k.tailNet[j], k.tailAll[j] = net, all
	}
}

// moneyIndex returns 100*up/all from net = up - down and all = up + down. Both are
// added up in the same order, so that |net| <= all.
func moneyIndex(net, all float64) float64 {
	if all == 0 {
		return 0
	}
	return 50 + float64(50*(net/all))
}

func (k *mfi) update(r row) float64 {
	p := typical(r.high, r.low, r.close)
	d := p - k.last
	k.last = p
	if !k.seen {
		k.seen = true
		return math.NaN()
	}
	if k.k == 0 {
		k.turn(1)
	}
	f := along(math.Abs(float64(p*r.volume)), d)
	k.net, k.all = k.net+f, k.all+math.Abs(f)
	k.flow[k.k] = f
	k.k++
	y := moneyIndex(k.tailNet[k.k]+k.net, k.tailAll[k.k]+k.all)
	if k.k == k.n {
		k.k, k.full = 0, true
	}
	if !k.full {
		return math.NaN()
	}
	return y
}

func (k *mfi) peek(r row) float64 {
	if !k.full && (!k.seen || k.k < k.n-1) {
		return math.NaN()
	}
	p := typical(r.high, r.low, r.close)
	f := along(math.Abs(float64(p*r.volume)), p-k.last)
	if k.k > 0 {
		return moneyIndex(k.tailNet[k.k+1]+(k.net+f), k.tailAll[k.k+1]+(k.all+math.Abs(f)))
	}
	net, all := 0.0, 0.0
	for j := k.n - 1; j >= 1; j-- {
		net, all = net+k.flow[j], all+math.Abs(k.flow[j])
	}
	return moneyIndex(net+f, all+math.Abs(f))
}

func (k *mfi) fill(dst []float64, c cols) {
	i := 0
	for ; i < len(dst) && !k.full; i++ {
		dst[i] = k.update(c.row(i))
	}
	for i < len(dst) {
		if k.k == 0 {
			k.turn(1)
		}
		m := min(k.n-k.k, len(dst)-i)
		high, low, closes, volume := c.high[i:][:m], c.low[i:][:m], c.close[i:][:m], c.volume[i:][:m]
		out, flow := dst[i:][:m], k.flow[k.k:][:m]
		tailNet, tailAll := k.tailNet[k.k+1:][:m], k.tailAll[k.k+1:][:m]
		last, net, all := k.last, k.net, k.all
		for i := range out {
			p := typical(high[i], low[i], closes[i])
			f := along(math.Abs(float64(p*volume[i])), p-last)
			last = p
			net, all = net+f, all+math.Abs(f)
			flow[i] = f
			out[i] = moneyIndex(tailNet[i]+net, tailAll[i]+all)
		}
		k.last, k.net, k.all = last, net, all
		if k.k += m; k.k == k.n {
			k.k = 0
		}
		i += m
	}
}
