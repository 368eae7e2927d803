package ratio

import (
	"testing"
)

// wantBitsPairs is the hash of what is relative to another series, on generated
// data, the same on every CPU.
const wantBitsPairs = "95fb55da2735300aafd87af7a95009cd0eea95b7b04e483a08f337735e6246bf"

func TestBitsPairs(t *testing.T) {
	var h lineHash
	for seed := range uint64(10) {
		r := newRand(seed)
		y, x := walk(t, r, 200, 0.1), walk(t, r, 200, 0.1)
		of := Of(y, x, day)
		place := Rotations(of, 10, 2)
		h.add(Index(of, 100), Mansfield(of, 20), place.RSRatio, place.RSMomentum)
		for _, c := range hedges {
			s := Spread(y, x, c)
			h.add(s.Value, s.Alpha, s.Beta, s.N)
		}
	}
	h.check(t, wantBitsPairs)
}
