package ratio

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"
)

// histories are the names of n coins at m instants each, one coin after the other.
func histories(n, m int) []event {
	all := make([]event, 0, n*m)
	for i := range n {
		for k := range m {
			all = append(all, event{T: start.Add(time.Duration(k) * day).UnixNano(), ID: fmt.Sprintf("%03d", i), X: number(k)})
		}
	}
	return all
}

// What came in the order of instants, one name after the other, or in none is the
// same inbox: to the byte when it is saved, and event by event when it is taken.
func TestInboxAnyOrder(t *testing.T) {
	all := histories(9, 300)
	ordered := slices.Clone(all)
	slices.SortFunc(ordered, func(a, b event) int {
		if a.before(b) {
			return -1
		}
		return 1
	})
	shuffled := slices.Clone(all)
	newRand(1).Shuffle(len(all), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	want := ""
	for _, events := range [][]event{ordered, all, shuffled} {
		var q inbox
		most := 0
		for i, e := range events {
			if err := q.record(stampTime(e.T), e.ID, float64(e.X)); err != nil {
				t.Fatal(err)
			}
			if again := events[i/2]; !errors.Is(q.record(stampTime(again.T), again.ID, 0), ErrDuplicate) {
				t.Fatalf("%v came twice", again)
			}
			most = max(most, len(q.late))
		}
		if (want == "") != (most == 0) || most > 400 || len(q.Pending)+len(q.late) != len(all) {
			t.Errorf("%d of %d held aside, %d in all", most, len(all), len(q.Pending)+len(q.late))
		}
		blob, err := json.Marshal(q)
		if want == "" {
			want = string(blob)
		}
		if err != nil || string(blob) != want || len(q.Pending)+len(q.late) != len(all) {
			t.Fatalf("saved %s, %v", blob, err)
		}
		for k := range 300 {
			if got := q.take(maxTime.UnixNano()); !slices.Equal(got, ordered[9*k:9*k+9]) {
				t.Fatalf("instant %d: %v", k, got)
			}
		}
		if rest := q.take(maxTime.UnixNano()); rest != nil {
			t.Errorf("and %v", rest)
		}
	}
}

// Histories fed one coin after the other and closed at the end.
func BenchmarkBasketCatchUp(b *testing.B) {
	all := histories(50, 1000)
	for range b.N {
		k := NewBasket(BasketConfig{})
		for _, e := range all {
			_ = k.Observe(e.ID, stampTime(e.T), 1+float64(e.X))
		}
		k.Advance(nil, maxTime)
	}
	perValue(b, len(all))
}
