package indicator

// A places is the places of the highest of the last n values of one column and of
// the lowest of another.
type places struct {
	span
	top, bottom place
}

// newPlaces returns the places of two columns, or of one taken twice.
func newPlaces(n int, one bool) places {
	return places{span: span{n: n, one: one}, bottom: place{flip: -1}}
}

func (p *places) restored() bool {
	if !p.valid() {
		return false
	}
	p.top.restore(p.high, p.k, p.full)
	p.bottom.restore(p.low, p.k, p.full)
	return true
}

// turn starts a block after that in high and low.
func (p *places) turn(high, low []float64) {
	p.top.turn(high, p.full)
	p.bottom.turn(low, p.full)
}

// push feeds values and returns the positions of the extremes, which mean
// something once the span is full.
func (p *places) push(high, low float64) (top, bottom int) {
	if p.k == 0 {
		p.turn(p.high, p.low)
	}
	top, bottom = p.top.push(high, p.k), p.bottom.push(low, p.k)
	p.span.push(high, low)
	return top, bottom
}

// peek returns what push would.
func (p *places) peek(high, low float64) (top, bottom int) {
	return p.top.peek(high, p.k, p.high), p.bottom.peek(low, p.k, p.low)
}

// A spot is two positions.
type spot struct{ bottom, top int32 }

// fill writes the positions for values of an input from position at on to spots,
// for as many as are of one block, and returns how many. The caller has them
// stored by took.
func (p *places) fill(spots []spot, high, low []float64, at int) (m int) {
	if p.k == 0 {
		p.turn(p.before(high, low, at))
	}
	m = min(p.n-p.k, len(high)-at, len(spots))
	high, low, spots = high[at:][:m], low[at:][:m], spots[:m]
	tops, bottoms := p.top.tail[p.k+1:][:m], p.bottom.tail[p.k+1:][:m]
	fromTop, fromBottom := p.top.from[p.k+1:][:m], p.bottom.from[p.k+1:][:m]
	head, headAt, foot, footAt := p.top.head, int32(p.top.at), p.bottom.head, int32(p.bottom.at)
	for i, now := 0, int32(p.k); i < m; i, now = i+1, now+1 {
		if y := equalKey(high[i]); y >= head {
			head, headAt = y, now
		}
		if y := ^equalKey(low[i]); y >= foot {
			foot, footAt = y, now
		}
		top, bottom := fromTop[i], fromBottom[i]
		if tops[i] <= head {
			top = headAt
		}
		if bottoms[i] <= foot {
			bottom = footAt
		}
		spots[i] = spot{bottom, top}
	}
	p.top.head, p.top.at, p.bottom.head, p.bottom.at = head, int(headAt), foot, int(footAt)
	return m
}
