package ratio

// firstOf reports which of two clocks has the earliest stamp, or both, or neither
// where both are at their end.
func firstOf(a, b []int64) (inA, inB bool) {
	return len(a) > 0 && (len(b) == 0 || a[0] <= b[0]), len(b) > 0 && (len(a) == 0 || b[0] <= a[0])
}

// countStamps returns the number of stamps of two clocks, those of both counted once.
func countStamps(a, b []int64) int {
	n := len(a) + len(b)
	for i, j := 0, 0; i < len(a) && j < len(b); {
		x, y := a[i], b[j]
		if x <= y {
			i++
		}
		if y <= x {
			j++
		}
		if x == y {
			n--
		}
	}
	return n
}
