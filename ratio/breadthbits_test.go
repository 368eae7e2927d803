package ratio

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
)

// wantBitsBreadth is the hash of all outputs on generated data, the same on
// every CPU. Run it elsewhere with: go test ./ratio -run Bits
const wantBitsBreadth = "08f174a1c2ac1d93e88bef120aabea886a3e39d7fa13a3a8bc0c7619febba8c9"

func TestBitsBreadth(t *testing.T) {
	h := sha256.New()
	add := func(lines ...series.Series) {
		for _, s := range lines {
			for i, ns := range s.UnixNanos() {
				x := math.Float64bits(s.Value(i))
				if math.IsNaN(s.Value(i)) {
					x = math.Float64bits(math.NaN())
				}
				h.Write(binary.LittleEndian.AppendUint64(binary.LittleEndian.AppendUint64(nil, uint64(ns)), x))
			}
		}
	}
	for seed := range uint64(20) {
		base, coins := market(t, seed)
		for i, c := range coins {
			coins[i].Size = less(c.Price, -float64(i))
		}
		s := seasonOf(t, base, coins, shortSeason)
		add(s.Index, s.N, s.Ahead, s.State)
		b := breadthOf(t, base, coins, shortBreadth)
		add(b.N, b.Advancing, b.Declining, b.Unchanged, b.Net, b.Line, b.Ratio, b.Above, b.AboveN, b.Highs, b.Lows, b.RangeN)
		for _, age := range []time.Duration{day, forever} {
			d := dominanceOf(t, coins[0], coins[1:], age)
			add(d.Value, d.Total, d.N, FromDominance(d.Value))
		}
	}
	if got := hex.EncodeToString(h.Sum(nil)); got != wantBitsBreadth {
		t.Errorf("bits %s, want %s", got, wantBitsBreadth)
	}
}
