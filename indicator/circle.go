package indicator

// circles holds the bearings 2*pi*i/n, 0 <= i < n, for n from 1 to longestCycle,
// one after the other.
var circles = allCircles()

// circle returns the n bearings of a circle, 0 <= n <= longestCycle.
func circle(n int) []bearing { return circles[n*(n-1)/2:][:n] }

func allCircles() (all [longestCycle * (longestCycle + 1) / 2]bearing) {
	for n := 1; n <= longestCycle; n++ {
		for i := range n {
			all[n*(n-1)/2+i] = bearingOf(i, n)
		}
	}
	return all
}

// bearingOf returns the bearing 2*pi*i/n. It counts eighths of the circle in
// whole numbers, so that the angle that is left is right to the last bit.
func bearingOf(i, n int) bearing {
	eighth, rest := 8*i/n, 8*i%n
	if eighth%2 == 1 {
		rest = n - rest
	}
	sin, cos := sinCos(float64(pi/4*float64(rest)) / float64(n))
	if eighth%4 == 1 || eighth%4 == 2 {
		sin, cos = cos, sin
	}
	if eighth >= 4 {
		sin = -sin
	}
	if eighth >= 2 && eighth < 6 {
		cos = -cos
	}
	return bearing{sin, cos}
}
