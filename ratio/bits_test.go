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

// A lineHash hashes the stamps and the bits of series, every NaN as one. It keeps
// what it is given and is asked once.
type lineHash struct{ b []byte }

func (h *lineHash) add(lines ...series.Series) {
	for _, s := range lines {
		for i, ns := range s.UnixNanos() {
			x := s.Value(i)
			if math.IsNaN(x) {
				x = math.NaN()
			}
			h.b = binary.LittleEndian.AppendUint64(binary.LittleEndian.AppendUint64(h.b, uint64(ns)), math.Float64bits(x))
		}
	}
}

func (h *lineHash) check(t *testing.T, want string) {
	t.Helper()
	if sum := sha256.Sum256(h.b); hex.EncodeToString(sum[:]) != want {
		t.Errorf("bits %x, want %s", sum, want)
	}
}

func TestBits(t *testing.T) {
	var h lineHash
	for seed := range uint64(50) {
		base, coins := market(t, seed)
		b := basketIndex(t, base, coins, small)
		h.add(b.Value, b.N, b.Chain, b.Season, b.SeasonN)
		h.add(onRows(b.Value, func(rows series.Series) []series.Series {
			low := Lows(rows, 5, 20)
			return []series.Series{low.SinceN, low.Open, low.Extreme, low.Distance, low.N}
		})...)
		r := Of(coins[0].Price, base, 2*day)
		f := Flips(less(r, 1))
		up, err := f.Flipped.Mul(f.Sign.Map(func(x float64) float64 { return max(x, 0) }))
		if err != nil {
			t.Fatal(err)
		}
		h.add(r, f.Sign, f.Run, f.RunBefore, f.BeforeOpen, up)
	}
	h.check(t, wantBits)
}

// onRows is f of the observations of s stamped 1, 2, 3 and so on, back on the
// stamps of s: windows in time are then windows in observations.
func onRows(s series.Series, f func(series.Series) []series.Series) []series.Series {
	var rows []int64
	var values []float64
	for _, x := range s.Values() {
		if !missing(x) {
			rows, values = append(rows, int64(len(rows)+1)), append(values, x)
		}
	}
	out := f(build(rows, values))
	for k, line := range out {
		v, row := make([]float64, s.Len()), 0
		for i, x := range s.Values() {
			if v[i] = math.NaN(); !missing(x) {
				v[i] = line.Value(row)
				row++
			}
		}
		out[k] = build(s.UnixNanos(), v)
	}
	return out
}
