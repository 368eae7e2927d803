package series

// clockOf returns the stamps of a frame.
func clockOf(how Join, s []Series) []int64 {
	clock := s[0].t
	rest := make([][]int64, 0, len(s)) // the clocks that are not the first one
	for _, x := range s[1:] {
		if !sameClock(clock, x.t) {
			rest = append(rest, x.t)
		}
	}
	if len(rest) > 0 && how == Inner {
		clock = append(make([]int64, 0, len(clock)), clock...)
		for _, t := range rest {
			clock = intersect(clock, t)
		}
	} else if len(rest) > 0 {
		clock = unite(append(rest, clock))
	}
	return clock[:len(clock):len(clock)]
}

// sameClock reports whether a and b are the same stamps. It is quick when they
// share memory, as columns of one table do.
func sameClock(a, b []int64) bool {
	if len(a) != len(b) {
		return false
	}
	if len(a) == 0 || &a[0] == &b[0] {
		return true
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// intersect returns the stamps that are in a and in b, in the memory of a.
func intersect(a, b []int64) []int64 {
	n, i, j := 0, 0, 0
	for i < len(a) && j < len(b) {
		x, y := a[i], b[j]
		a[n] = x
		if x == y {
			n++
		}
		if x <= y {
			i++
		}
		if y <= x {
			j++
		}
	}
	return a[:n]
}

// unite returns the stamps that are in any of the clocks.
func unite(clocks [][]int64) []int64 {
	size := 0
	for _, t := range clocks {
		size += len(t)
	}
	// One memory for all: what there is so far moves to the end of it, and the
	// union with the next clock is written from the beginning. It cannot catch up
	// with what is still to be read.
	all := make([]int64, size)
	n := 0
	for _, t := range clocks {
		soFar := all[size-n:]
		copy(soFar, all)
		n = union(all, soFar, t)
	}
	return append(make([]int64, 0, n), all[:n]...)
}

// union writes the stamps that are in a or in b to dst and returns how many.
func union(dst, a, b []int64) int {
	n := 0
	for len(a) > 0 && len(b) > 0 {
		x := a[0]
		switch {
		case x < b[0]:
			a = a[1:]
		case x > b[0]:
			x = b[0]
			b = b[1:]
		default:
			a, b = a[1:], b[1:]
		}
		dst[n] = x
		n++
	}
	n += copy(dst[n:], a)
	return n + copy(dst[n:], b)
}
