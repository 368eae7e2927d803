package regime

import "testing"

// A ratio that does not move has a histogram of 0 and a close at its mean: no turn.
func TestTurnOfAFlatRatio(t *testing.T) {
	w := newWeeklyRatio()
	closes := 0
	observe := func(x float64) {
		w.observe(x, DateOf(synthStart.AddDate(0, 0, 7*closes)))
		closes++
	}
	for range 60 {
		if x := Number(w.turn()); x.Missing() != (closes < 34) { // MACD 26, and its signal 9
			t.Fatalf("%v after %d closes", x, closes)
		}
		observe(0.25)
	}
	if x, e := w.turn(), w.evidence("flat", synthStart.AddDate(2, 0, 0)); x != -1 || e.AboveMean || e.Weekly.Histogram != 0 {
		t.Errorf("%v, %+v", x, e)
	}
	if observe(0.5); w.turn() != 1 {
		t.Error("after a rise:", w.turn())
	}
}
