package ratio

import (
	"math/bits"
	"math/rand/v2"
)

// Blocks draws the rows of block-bootstrap resamples: whole stretches of rows, so
// that what depends on what came before it still does. The last row is followed
// by the first. It must not be copied after use, and is not safe for concurrent
// use; make it with NewStationary or NewCircular.
//
// The same parameters and seed give the same rows, on every CPU and with every
// release of Go: the numbers of PCG are used as they are.
type Blocks struct {
	_      noCopy
	n      int
	fresh  float64 // the chance that a row begins a block, times 2^53, or 0
	length int     // of every block, or 0
	pcg    *rand.PCG
}

// NewStationary returns the stationary bootstrap of Politis and Romano (1994) for
// n rows: the first row is drawn, each later one is drawn with chance 1/length
// and is otherwise the one after the last. So blocks have random lengths, length
// on average, and a resample of a stationary series is stationary. Length 1 is
// the bootstrap of independent rows; BlockLength suggests one.
//
// It panics unless n >= 1 and 1 <= length <= 1e75.
//
// Source: D. N. Politis, J. P. Romano, The Stationary Bootstrap, Journal of the
// American Statistical Association 89 (1994), 1303-1313.
func NewStationary(n int, length float64, seed uint64) *Blocks {
	if n < 1 || !(length >= 1) || missing(length) {
		panic("ratio: NewStationary: n < 1 or length not in 1..1e75")
	}
	return &Blocks{n: n, fresh: 0x1p53 / length, pcg: rand.NewPCG(seed, 0)}
}

// NewCircular returns the circular block bootstrap of Politis and Romano (1992)
// for n rows: blocks of the given length begin at rows that are drawn, until
// there are n rows; the last block is cut.
//
// It panics unless 1 <= length <= n.
//
// Source: D. N. Politis, J. P. Romano, A Circular Block-Resampling Procedure for
// Stationary Data, in R. LePage, L. Billard (eds.), Exploring the Limits of
// Bootstrap, 1992, 263-270.
func NewCircular(n, length int, seed uint64) *Blocks {
	if length < 1 || length > n {
		panic("ratio: NewCircular: length not in 1..n")
	}
	return &Blocks{n: n, length: length, pcg: rand.NewPCG(seed, 0)}
}

// Indices appends the n rows of the next resample to dst, which may be nil, and
// returns it. Rows count from 0. It allocates only if dst is too short.
func (b *Blocks) Indices(dst []int) []int {
	if b.n == 0 {
		panic("ratio: Blocks: not made by NewStationary or NewCircular")
	}
	row := 0
	for i := range b.n {
		if i == 0 || b.starts(i) {
			row = b.draw()
		} else if row++; row == b.n {
			row = 0
		}
		dst = append(dst, row)
	}
	return dst
}

// starts reports whether place i begins a block.
func (b *Blocks) starts(i int) bool {
	if b.length > 0 {
		return i%b.length == 0
	}
	return float64(b.pcg.Uint64()>>11) < b.fresh
}

// draw returns a row, each with a chance of 1/n to within 2^-64.
func (b *Blocks) draw() int {
	row, _ := bits.Mul64(b.pcg.Uint64(), uint64(b.n))
	return int(row)
}
