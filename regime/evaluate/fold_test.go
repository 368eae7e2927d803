package evaluate

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// TestFoldsOracle marks the steps that each row's outcome covers, and asks that no
// row learned from has a step in common with a row judged, nor with the embargo.
func TestFoldsOracle(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 0))
	for range 200 {
		n, k, h, embargo := 2+r.IntN(60), 2+r.IntN(6), r.IntN(9), r.IntN(9)
		if n < k {
			n = k
		}
		folds, err := PurgedKFold(n, k, h, embargo)
		if err != nil || len(folds) != k {
			t.Fatal(err)
		}
		next := 0
		for _, f := range folds {
			if f.First != next || f.Last-f.First+1 < n/k || f.Last-f.First+1 > (n+k-1)/k {
				t.Fatalf("n %d, k %d: %v", n, k, folds)
			}
			next = f.Last + 1
			taken := map[int]bool{} // steps 0..n+h
			for a := f.First; a <= f.Last; a++ {
				for s := a; s <= a+h; s++ {
					taken[s] = true
				}
			}
			var want []int
			for j := range n {
				free := j < f.First || j > f.Last
				for s := j; s <= j+h; s++ {
					free = free && !taken[s]
				}
				if j > f.Last {
					for s := j - embargo; s <= j; s++ {
						free = free && !(s <= f.Last+h)
					}
				}
				if free {
					want = append(want, j)
				}
			}
			if !slices.Equal(f.Train, want) {
				t.Fatalf("n %d k %d h %d embargo %d, fold %d to %d: %v, want %v", n, k, h, embargo, f.First, f.Last, f.Train, want)
			}
		}
		if next != n {
			t.Fatalf("%d of %d rows judged", next, n)
		}
	}
}

// On a regular clock folds by time are folds by row.
func TestFoldsByTime(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 0))
	for range 50 {
		n, k, h, embargo := 10+r.IntN(60), 2+r.IntN(6), 1+r.IntN(9), r.IntN(9)
		var out Outcomes
		for i := range n {
			at := start.Add(time.Duration(i) * week)
			out = append(out, Outcome{Time: at, Known: at.Add(time.Duration(h) * week)})
		}
		rows, err := PurgedKFold(n, k, h, embargo)
		times, err2 := out.PurgedKFold(k, time.Duration(embargo)*week)
		if err != nil || err2 != nil || fmt.Sprint(rows) != fmt.Sprint(times) {
			t.Fatalf("%v\n%v\n%v %v", rows, times, err, err2)
		}
		for i := range rows {
			if !slices.Equal(rows[i].Train, times[i].Train) {
				t.Fatal(rows[i], times[i])
			}
		}
	}
}

// Off it, the distance in time decides, and the longest outcome of a fold.
func TestFoldsIrregular(t *testing.T) {
	day := func(d int) time.Time { return start.AddDate(0, 0, d) }
	out := Outcomes{{Time: day(0), Known: day(9)}, {Time: day(1), Known: day(2)}, {Time: day(2), Known: day(50)},
		{Time: day(3), Known: day(4)}, {Time: day(51), Known: day(52)}, {Time: day(52), Known: day(53)}}
	folds, err := out.PurgedKFold(3, 24*time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	// Row 1 ends where the second fold begins; row 4 is within its embargo.
	for i, want := range [][]int{{4, 5}, {5}, {0, 1, 2, 3}} {
		if !slices.Equal(folds[i].Train, want) {
			t.Errorf("fold %d: %v, want %v", i, folds[i].Train, want)
		}
	}
}

func TestFoldsEdges(t *testing.T) {
	for _, n := range []int{0, 1, 4} {
		_, err := PurgedKFold(n, 5, 1, 1)
		is(t, err, ErrShort)
	}
	_, err := Outcomes(nil).PurgedKFold(2, 0)
	is(t, err, ErrShort)
	one := Outcome{Time: start, Known: start.Add(week)}
	_, err = Outcomes{one}.PurgedKFold(2, 0)
	is(t, err, ErrShort)
	_, err = Outcomes{one, {Time: start.Add(-1), Known: start}}.PurgedKFold(2, 0)
	is(t, err, ErrOrder)
	_, err = Outcomes{one, {Time: start.Add(week), Known: start.Add(week)}}.PurgedKFold(2, 0)
	is(t, err, ErrKnown)
	folds, err := PurgedKFold(10, 2, math.MaxInt, math.MaxInt)
	if err != nil || len(folds[0].Train) != 0 || len(folds[1].Train) != 0 {
		t.Error(folds, err)
	}
	panics(t, "k", func() { PurgedKFold(10, 1, 0, 0) })
	panics(t, "n", func() { PurgedKFold(-1, 2, 0, 0) })
	panics(t, "horizon", func() { PurgedKFold(10, 2, -1, 0) })
	panics(t, "embargo", func() { PurgedKFold(10, 2, 0, -1) })
	panics(t, "k by time", func() { Outcomes{one}.PurgedKFold(1, 0) })
	panics(t, "embargo by time", func() { Outcomes{one}.PurgedKFold(2, -1) })
}
