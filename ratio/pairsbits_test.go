package ratio

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math"
	"testing"

	"github.com/riskon/riskon/series"
)

// wantBitsPairs is the hash of what is relative to another series, on generated
// data, the same on every CPU.
const wantBitsPairs = "95fb55da2735300aafd87af7a95009cd0eea95b7b04e483a08f337735e6246bf"

func TestBitsPairs(t *testing.T) {
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
	for seed := range uint64(10) {
		r := newRand(seed)
		y, x := walk(t, r, 200, 0.1), walk(t, r, 200, 0.1)
		of := Of(y, x, day)
		place := Rotations(of, 10, 2)
		add(Index(of, 100), Mansfield(of, 20), place.RSRatio, place.RSMomentum)
		for _, c := range hedges {
			s := Spread(y, x, c)
			add(s.Value, s.Alpha, s.Beta, s.N)
		}
	}
	if got := hex.EncodeToString(h.Sum(nil)); got != wantBitsPairs {
		t.Errorf("bits %s, want %s", got, wantBitsPairs)
	}
}
