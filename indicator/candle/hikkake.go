package candle

// Hikkake: an inside bar from which prices break to one side, and are caught.
const (
	// Hikkake is an inside bar, with a lower high and a higher low than the bar
	// before, and a bar with a lower high and a lower low than it, a false break down;
	// or with a higher high and a higher low, a false break up. It is confirmed when
	// one of the next three bars closes beyond the inside bar, on the other side.
	//
	// Bars: 3, and up to 6 when confirmed. Output: 100 after a break down, -100 after
	// a break up; 200 or -200 at the bar that confirms it. A newer Hikkake takes the
	// place of one that waits.
	//
	// Source: Daniel L. Chesler, Trading False Moves with the Hikkake Pattern, Active
	// Trader, 2004. It is in neither Nison 1991 nor Bulkowski 2008.
	Hikkake Pattern = lastGap + 1 + iota

	// ModifiedHikkake is a [Hikkake] after two inside bars, one in the other, of which
	// the first closes near its low before a break down, or near its high before a
	// break up.
	//
	// Bars: 4, and up to 7 when confirmed. Output: as of a Hikkake.
	//
	// Source: Daniel L. Chesler, Trading False Moves with the Hikkake Pattern, Active
	// Trader, 2004. It is in neither Nison 1991 nor Bulkowski 2008.
	ModifiedHikkake
)

const lastPattern = ModifiedHikkake

// patience is how many bars a Hikkake may wait for its confirmation.
const patience = 3

// caught returns bull or bear where b is inside a and c breaks out of it.
func caught(a, b, c *candle) int {
	switch {
	case !(b.high < a.high && b.low > a.low):
		return none
	case c.high < b.high && c.low < b.low:
		return bull
	case c.high > b.high && c.low > b.low:
		return bear
	}
	return none
}

// hikkakeAt returns the Hikkake that ends n bars ago.
func hikkakeAt(v *view, n int) int {
	_, a, b, c := v.before(n)
	return caught(a, b, c)
}

// modifiedAt returns the ModifiedHikkake that ends n bars ago.
func modifiedAt(v *view, n int) int {
	a, b, c, d := v.before(n)
	if !(b.high < a.high && b.low > a.low) {
		return none
	}
	switch y := caught(b, c, d); {
	case y > 0 && b.close <= b.low+b.limit[near], y < 0 && b.close >= b.high-b.limit[near]:
		return y
	}
	return none
}

// confirmed returns the output of a Hikkake, which at finds n bars ago, and how
// many bars ago it ended.
func confirmed(v *view, at func(v *view, n int) int) (value, ago int) {
	if y := at(v, 0); y != none {
		return y, 0
	}
	for n := 1; n <= patience; n++ {
		y := at(v, n)
		if y == none {
			continue
		}
		_, _, inside, _ := v.before(n)
		for m := n - 1; m > 0; m-- {
			if beyond(&v[reach-1-m], inside, y) {
				return none, 0 // it has been confirmed
			}
		}
		if beyond(v.one(), inside, y) {
			return 2 * y, n
		}
		return none, 0
	}
	return none, 0
}

// beyond reports whether c closes out of the inside bar in direction y.
func beyond(c, inside *candle, y int) bool {
	if y > 0 {
		return c.close > inside.high
	}
	return c.close < inside.low
}

func hikkake(v *view) (value, ago int)         { return confirmed(v, hikkakeAt) }
func modifiedHikkake(v *view) (value, ago int) { return confirmed(v, modifiedAt) }
