package ratio

// hand brings the members and weights that are handed out up to date. A slice
// that would be as before stays, and one that was handed out is never written to.
func (b *Basket) hand() {
	n, total, same := 0, 0.0, true
	for i := range b.s.Coins {
		if c := &b.s.Coins[i]; c.Member {
			same = same && n < len(b.members) && b.members[n] == c.ID
			total += c.weight()
			n++
		}
	}
	if !same || n != len(b.members) {
		b.members = make([]string, 0, n)
		for i := range b.s.Coins {
			if c := &b.s.Coins[i]; c.Member {
				b.members = append(b.members, c.ID)
			}
		}
	}
	b.weigh(n, total)
}

// weigh sets the weights of the n members, whose sum is total.
func (b *Basket) weigh(n int, total float64) {
	old, k := b.weights, 0
	var weights []float64 // nil as long as all are as before
	for i := range b.s.Coins {
		c := &b.s.Coins[i]
		if !c.Member {
			continue
		}
		w := c.weight() / total
		if weights == nil && (k == len(old) || old[k] != w) {
			weights = append(make([]float64, 0, n), old[:k]...)
		}
		if weights != nil {
			weights = append(weights, w)
		}
		k++
	}
	if weights == nil {
		weights = old[:n:n]
	}
	b.weights = weights
}
