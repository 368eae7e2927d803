package ratio

import "math"

// The rebalancing gain of a row is what the index grows faster than its members
// do on average, in logarithms, with the weights w_i of the row before:
//
//	ln(1 + sum(w_i*r_i)/sum(w_i)) - sum(w_i*ln(1 + r_i))/sum(w_i)
//
// It is never negative (Jensen). Not Exact: the logarithms agree to 1e-12 across
// CPUs; nothing but the gain is made of them.

// gain is that of the row, where the index has a value.
func (e *earned) gain() float64 {
	return max(0, math.Log1p(e.sum/e.weight)-e.logs/e.weight)
}

// log is ln(1 + r), of 1 + r: it stays finite where r rounds to -1.
func (e *earned) log(weight, growth float64) {
	e.logs += float64(weight * math.Log(growth))
}
