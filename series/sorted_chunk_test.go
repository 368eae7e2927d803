package series

import "testing"

// However numbers leave, chunks stay in order, none is empty, two neighbours are
// never both small, and those that leave from the bottom take their chunks along.
func TestSortedChunks(t *testing.T) {
	const n = 50_000
	for name, order := range map[string]func(i int) int{
		"upwards":   func(i int) int { return i },
		"downwards": func(i int) int { return n - 1 - i },
		"scattered": func(i int) int { return i * 7919 % n },
	} {
		var w Sorted
		for i := range n {
			w.Insert(float64(i * 7907 % n))
		}
		for i := range n {
			x := order(i)
			if x%1000 != 0 && !w.Remove(float64(x)) {
				t.Fatalf("%s: %d is not there", name, x)
			}
			if i%500 != 0 && i != n-1 {
				continue
			}
			numbers := 0
			for c, v := range w.chunks {
				numbers += len(v)
				if len(v) == 0 || len(v) >= chunkSize {
					t.Fatalf("%s: a chunk of %d", name, len(v))
				}
				if c > 0 && (len(v)+len(w.chunks[c-1]) < chunkSize/4 || v[0] < w.chunks[c-1][0]) {
					t.Fatalf("%s: chunks of %d and %d", name, len(w.chunks[c-1]), len(v))
				}
			}
			if numbers != w.n {
				t.Fatalf("%s: %d numbers in chunks, %d in all", name, numbers, w.n)
			}
		}
		if w.Len() != n/1000 || len(w.chunks) > 1 {
			t.Errorf("%s: %d numbers left, in %d chunks", name, w.Len(), len(w.chunks))
		}
	}
}
