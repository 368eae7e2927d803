package ratio

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math"
	"testing"

	"github.com/riskon/riskon/series"
)

// wantBits is the hash of all outputs on generated data, the same on every CPU.
// Run it elsewhere with: go test ./ratio -run Bits
const wantBits = "518a472feea890623b87389b79f7241cbd6127651d9b9fa1610ac7c593b88daf"

func TestBits(t *testing.T) {
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
	for seed := range uint64(50) {
		base, coins := market(t, seed)
		b := equalWeight(t, base, coins, small)
		add(b.Value, b.N, b.Chain, b.Season, b.SeasonN)
		low := Lows(b.Value, 5, 20)
		add(low.Since, low.Open, low.Low, low.Above, low.N)
		r := Of(coins[0].Price, base, 2*day)
		f := Flips(less(r, 1))
		add(r, f.Sign, f.Run, f.RunBefore, f.BeforeOpen, f.Flipped)
	}
	if got := hex.EncodeToString(h.Sum(nil)); got != wantBits {
		t.Errorf("bits %s, want %s", got, wantBits)
	}
}
