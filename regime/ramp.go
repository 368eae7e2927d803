package regime

// Ramp returns how far x has come from lo to hi, 0..1. It is how a measure of
// danger becomes a caution.
//
//	c = (x - lo)/(hi - lo), 0 up to lo, 1 from hi on
//
// lo is below hi; where they are equal it steps from 0 to 1 above them. A NaN x
// gives NaN. Source: model riskon/1.
func Ramp(x, lo, hi float64) float64 {
	switch {
	case x <= lo:
		return 0
	case x >= hi:
		return 1
	}
	return (x - lo) / (hi - lo)
}
