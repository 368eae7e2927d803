package indicator

import (
	"testing"

	"github.com/riskon/riskon/series"
)

// Update, Peek, Append into room that is there, Reset and AppendBinary into room
// that is there do not allocate, with missing values and without, for any entry.
func TestNoAllocation(t *testing.T) {
	list := closes(walk(5000, 1))
	gappy := holes(list, 2)
	whole, broken := mustBars(t, list), mustBars(t, gappy)
	for _, s := range subjects(t) {
		check := func(what string, f func()) {
			t.Helper()
			// A few objects of the runtime may be counted too: what we allocate is there again.
			if testing.AllocsPerRun(3, f) == 0 {
				return
			}
			if n := testing.AllocsPerRun(30, f); n != 0 {
				t.Errorf("%s %s: %v allocations", s, what, n)
			}
		}
		row := make([]float64, 0, maxOutputs)
		check("Update and Peek", func() {
			for i := range 400 {
				s.Update(row, list[i], nil)
				s.Peek(row, list[i+1], nil)
				s.Update(row, gappy[i], nil)
				s.Peek(row, gappy[i+1], nil)
			}
		})
		room := newRoom(s, 5000)
		for _, b := range []series.Bars{whole, broken} {
			in := inputs{colsOf(b), b.Close().Values(), b.Open().Values()}
			check("Append", func() { room.fill(in) })
		}
		check("Reset", s.Reset)
		blob, _ := s.AppendBinary(nil)
		check("AppendBinary", func() { blob, _ = s.AppendBinary(blob[:0]) })
	}
}

// A room is a typed stream with a destination for Append.
type room interface{ fill(in inputs) }

type numberRoom[V any] struct {
	s   *numberStream[V]
	dst []V
}

type barRoom[V any] struct {
	s   *barStream[V]
	dst []V
}

type pairRoom struct {
	s   *PairStream
	dst []float64
}

func (r numberRoom[V]) fill(in inputs) { r.s.Append(r.dst, in.x) }
func (r barRoom[V]) fill(in inputs)    { r.s.append(r.dst, in.cols) }
func (r pairRoom) fill(in inputs)      { r.s.Append(r.dst, in.x, in.y) }

func (s *numberStream[V]) room(n int) room { return numberRoom[V]{s, make([]V, 0, n)} }
func (s *barStream[V]) room(n int) room    { return barRoom[V]{s, make([]V, 0, n)} }
func (s *PairStream) room(n int) room      { return pairRoom{s, make([]float64, 0, n)} }

func newRoom(s subject, n int) room { return s.s.(interface{ room(n int) room }).room(n) }
