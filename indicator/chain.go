package indicator

import "math"

// then returns when an indicator is there, or has settled, that takes the outputs
// of another one: first inputs give the first output, and second of these the result.
func then(first, second int) int { return later(first, second-1) }

// never is the Settle of what remembers its first input for ever.
func never(warmup int, eps float64) int {
	if eps >= 1 {
		return warmup
	}
	return math.MaxInt
}

// piece is how many values a fill takes through one stage of a chain before the
// next one.
const piece = 256
