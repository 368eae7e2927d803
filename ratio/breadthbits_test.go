package ratio

import (
	"testing"
	"time"
)

// wantBitsBreadth is the hash of all outputs on generated data, the same on
// every CPU. Run it elsewhere with: go test ./ratio -run Bits
const wantBitsBreadth = "08f174a1c2ac1d93e88bef120aabea886a3e39d7fa13a3a8bc0c7619febba8c9"

func TestBitsBreadth(t *testing.T) {
	var h lineHash
	for seed := range uint64(20) {
		base, coins := market(t, seed)
		for i, c := range coins {
			coins[i].Size = less(c.Price, -float64(i))
		}
		s := seasonOf(t, base, coins, shortSeason)
		h.add(s.Index, s.N, s.Ahead, s.State)
		b := breadthOf(t, base, coins, shortBreadth)
		h.add(b.N, b.Advancing, b.Declining, b.Unchanged, b.Net, b.Line, b.Ratio, b.Above, b.AboveN, b.Highs, b.Lows, b.RangeN)
		for _, age := range []time.Duration{day, forever} {
			d := dominanceOf(t, coins[0], coins[1:], age)
			h.add(d.Value, d.Total, d.N, FromDominance(d.Value))
		}
	}
	h.check(t, wantBitsBreadth)
}
