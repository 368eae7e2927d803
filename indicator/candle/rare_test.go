package candle

import (
	"testing"

	"github.com/riskon/riskon/series"
)

// MatHold and ThreeStarsInTheSouth do not occur in the golden bars: they are tested
// on bars made by hand, which miss the pattern by one condition each.

// A shape is open, high, low, close.
type shape [4]float64

// seen returns what p says of the last of shapes after a quiet lead of bodies of 4
// and ranges of 5.
func seen(t *testing.T, p Pattern, s Settings, shapes []shape) Signal {
	t.Helper()
	st := NewStream(p, s)
	var y Signal
	for i := range st.Warmup() {
		if b := barOf(i, 100, 104.5, 99.5, 104); st.Update(b).Direction != 0 {
			t.Fatal("found in the lead")
		}
	}
	for i, x := range shapes {
		if y.Direction != 0 {
			t.Fatalf("found at candle %d", i)
		}
		y = st.Update(barsOf(t, []series.Bar{barOf(i, x[0], x[1], x[2], x[3])}).Bar(0))
	}
	return y
}

// A miss changes one candle of a pattern, and perhaps another that the change
// would disturb.
type miss struct {
	why    string
	change map[int]shape
}

func changed(shapes []shape, by map[int]shape) []shape {
	shapes = append([]shape(nil), shapes...)
	for i, x := range by {
		shapes[i] = x
	}
	return shapes
}

func TestMatHold(t *testing.T) {
	mat := []shape{{100, 110.5, 99.5, 110}, {113, 113.5, 111.5, 112}, {110.5, 111, 109, 109.5}, {109.5, 110, 108, 108.5}, {109, 116, 108.5, 115}}
	if got := seen(t, MatHold, Settings{}, mat); got != (Signal{1, 100, 5}) {
		t.Fatal(got)
	}
	for _, also := range []map[int]shape{
		{2: {109.5, 111, 109, 110}, 3: {109, 110, 108, 109.5}, 4: {109.6, 116, 108.5, 115}}, // white ones in the middle
		{4: {108.6, 113.7, 108.5, 113.6}},                                // just above the highs
		{3: {108, 110, 104, 105.1}},                                      // just above half of the body
		{1: {110.2, 113.5, 110.05, 110.1}, 2: {110.15, 111, 109, 109.5}}, // a small gap, a small step
	} {
		if got := seen(t, MatHold, Settings{}, changed(mat, also)); got.Value() != bull {
			t.Errorf("%v: %v", also, got)
		}
	}
	for _, m := range []miss{
		{"first black", map[int]shape{0: {110, 110.5, 99.5, 100}, 2: {110.5, 111, 99, 99.5}}},
		{"first not long", map[int]shape{0: {106, 110.5, 99.5, 110}, 2: {110.5, 111, 109, 109.5}}},
		{"second white", map[int]shape{1: {112, 113.5, 111.5, 113}}},
		{"second not short", map[int]shape{1: {115, 115.2, 110.1, 110.2}, 4: {109, 121, 108.5, 120}}},
		{"no gap", map[int]shape{1: {111.5, 112, 109.5, 110}}},
		{"third not short", map[int]shape{2: {112, 112.5, 105, 107}, 3: {109.5, 110, 108, 108.5}}},
		{"fourth not short", map[int]shape{3: {110.4, 110.45, 105, 105.5}, 2: {110.5, 111, 109, 109.5}}},
		{"third above the first body", map[int]shape{2: {111, 111.5, 109.5, 110}}},
		{"third too deep", map[int]shape{2: {107.5, 108, 104, 105}, 3: {106, 106.2, 105.1, 105.5}}},
		{"fourth above the first body", map[int]shape{2: {112, 112.2, 109, 109.9}, 3: {111, 111.1, 109.9, 110}, 4: {111, 116, 110, 115}}},
		{"fourth too deep", map[int]shape{3: {106, 106.5, 104, 105}}},
		{"third as high as the second", map[int]shape{1: {110.5, 111, 110, 110.2}, 2: {110.5, 111, 109, 109.5}}},
		{"fourth as high as the third", map[int]shape{3: {110.5, 110.8, 108, 108.5}}},
		{"fifth black", map[int]shape{4: {120, 121, 113, 116}}},
		{"fifth opens at the close before", map[int]shape{4: {108.5, 116, 108.4, 115}}},
		{"fifth up to the second's high", map[int]shape{1: {113, 115, 111.5, 112}}},
		{"fifth up to the third's high", map[int]shape{2: {110.5, 115, 109, 109.5}}},
		{"fifth up to the fourth's high", map[int]shape{3: {109.5, 115, 108, 108.5}}},
	} {
		if got := seen(t, MatHold, Settings{}, changed(mat, m.change)); got != (Signal{0, 0, 5}) {
			t.Errorf("%s: %v", m.why, got)
		}
	}
	if seen(t, MatHold, Settings{Penetration: 0.25}, mat).Value() != bull || seen(t, MatHold, Settings{Penetration: 0.15}, mat).Value() != none {
		t.Error("the penetration is not read")
	}
}

func TestThreeStarsInTheSouth(t *testing.T) {
	stars := []shape{{110, 110.2, 97, 104}, {105, 105.3, 98, 101}, {102, 102.1, 99.9, 100}}
	if got := seen(t, ThreeStarsInTheSouth, Settings{}, stars); got != (Signal{1, 100, 3}) {
		t.Fatal(got)
	}
	edge := changed(stars, map[int]shape{1: {110.2, 110.3, 97, 105}}) // opens at the first high, as low as the first
	if got := seen(t, ThreeStarsInTheSouth, Settings{}, edge); got.Value() != bull {
		t.Error(got)
	}
	for _, m := range []miss{
		{"first white", map[int]shape{0: {104, 110.2, 97, 110}, 1: {110.1, 110.15, 98, 105}}},
		{"first not long", map[int]shape{0: {108, 110.2, 97, 104}, 1: {105, 105.3, 98, 102}}},
		{"first without a long lower shadow", map[int]shape{0: {110, 110.2, 98, 104}}},
		{"second white", map[int]shape{1: {104.5, 105.3, 98, 105}}},
		{"second as long as the first", map[int]shape{1: {106.5, 106.6, 98, 100.5}}},
		{"second opens at the first close", map[int]shape{1: {104, 105.3, 98, 101}}},
		{"second opens above the first high", map[int]shape{1: {110.3, 110.4, 98, 105}}},
		{"second stays above the first close", map[int]shape{1: {109, 109.3, 104, 106}, 2: {108, 108.1, 105.9, 106}}},
		{"second makes a new low", map[int]shape{1: {105, 105.3, 96.9, 101}}},
		{"second without a lower shadow", map[int]shape{1: {105, 105.3, 99.5, 99.8}}},
		{"third white", map[int]shape{2: {100, 102.1, 99.9, 102}}},
		{"third not short", map[int]shape{2: {104.9, 105, 100, 100.1}}},
		{"third with an upper shadow", map[int]shape{2: {102, 104, 99.9, 100}}},
		{"third with a lower shadow", map[int]shape{2: {102, 102.1, 99, 100}}},
		{"third as low as the second", map[int]shape{2: {100, 100.1, 98, 98.1}}},
		{"third as high as the second", map[int]shape{2: {105.2, 105.3, 103, 103.1}}},
	} {
		if got := seen(t, ThreeStarsInTheSouth, Settings{}, changed(stars, m.change)); got != (Signal{0, 0, 3}) {
			t.Errorf("%s: %v", m.why, got)
		}
	}
}
