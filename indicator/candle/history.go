package candle

import (
	"math"

	"github.com/riskon/riskon/series"
)

// A candle is a bar as patterns see it, with its limits: what a body or a shadow
// of it is compared with.
type candle struct {
	open, high, low, close float64
	top, bottom            float64 // of the body
	body, upper, lower     float64 // sizes of the body and the shadows
	limit                  [limits]float64
}

func (c *candle) white() bool { return c.close >= c.open }
func (c *candle) black() bool { return c.close < c.open }

// sign returns 1 for a white candle and -1 for a black one.
func (c *candle) sign() int {
	if c.white() {
		return 1
	}
	return -1
}

func (c *candle) long() bool   { return c.body > c.limit[bodyLong] }
func (c *candle) short() bool  { return c.body <= c.limit[bodyShort] }
func (c *candle) little() bool { return c.body < c.limit[bodyShort] } // TA-Lib takes one or the other
func (c *candle) doji() bool   { return c.body <= c.limit[bodyDoji] }

func (c *candle) bareTop() bool    { return c.upper < c.limit[shadowVeryShort] }
func (c *candle) bareBottom() bool { return c.lower < c.limit[shadowVeryShort] }

// gapUp reports whether the body of b lies above that of a.
func gapUp(a, b *candle) bool { return b.bottom > a.top }

// gapDown reports whether the body of b lies below that of a.
func gapDown(a, b *candle) bool { return b.top < a.bottom }

// about reports whether x and y are within a distance of each other.
func about(x, y, distance float64) bool { return x <= y+distance && x >= y-distance }

// reach is how many candles a pattern looks at, at most.
const reach = 7

// A view is the last candles, oldest first.
type view [reach]candle

func (v *view) one() *candle                      { return &v[6] }
func (v *view) two() (a, b *candle)               { return &v[5], &v[6] }
func (v *view) three() (a, b, c *candle)          { return &v[4], &v[5], &v[6] }
func (v *view) four() (a, b, c, d *candle)        { return &v[3], &v[4], &v[5], &v[6] }
func (v *view) five() (a, b, c, d, e *candle)     { return &v[2], &v[3], &v[4], &v[5], &v[6] }
func (v *view) before(n int) (a, b, c, d *candle) { return &v[3-n], &v[4-n], &v[5-n], &v[6-n] }

// A mean is a range averaged over a period, and the limits that are made of it.
type mean struct {
	of     Range
	period int
	gives  []product
}

// A product is a limit: factor times a mean, by divisor.
type product struct {
	limit           limit
	factor, divisor float64
}

// meansOf returns the means that the limits in use are made of, each once.
func meansOf(all [limits]Setting, used [limits]bool) []mean {
	var means []mean
next:
	for i, s := range all {
		if !used[i] {
			continue
		}
		p := product{limit(i), s.Factor, 1}
		if s.Range == Shadows {
			p.divisor = 2
		}
		for j := range means {
			if m := &means[j]; m.of == s.Range && m.period == s.Period {
				m.gives = append(m.gives, p)
				continue next
			}
		}
		means = append(means, mean{s.Range, s.Period, []product{p}})
	}
	return means
}

// A history is the last candles of a stream. They lie in one array that the newest
// moves along; when it comes to the end the ones that are still needed are moved
// to the start.
type history struct {
	means []mean
	keep  int // candles that matter
	seen  int // candles fed, up to keep
	back  int // candles that are moved: those that matter, and a view
	all   []candle
	n     int // the newest is all[n-1]
}

// slack is how often the newest candle moves along before all are moved.
const slack = 16

// newHistory returns an empty history of keep candles.
func newHistory(means []mean, keep int) history {
	back := max(keep, reach)
	return history{means: means, keep: keep, back: back, all: make([]candle, back+slack), n: back}
}

// reset forgets all candles.
func (h *history) reset() {
	clear(h.all)
	h.seen, h.n = 0, h.back
}

// missing reports whether a price is no number to compute with.
func missing(open, high, low, close float64) bool {
	return !(math.Abs(open) <= series.Limit && math.Abs(high) <= series.Limit &&
		math.Abs(low) <= series.Limit && math.Abs(close) <= series.Limit)
}

// push feeds a candle.
func (h *history) push(open, high, low, close float64) {
	h.draw(open, high, low, close)
	h.n++
	h.seen = min(h.seen+1, h.keep)
	if h.n == len(h.all) {
		copy(h.all, h.all[h.n-h.back:])
		h.n = h.back
	}
}

// draw makes the candle that comes after the newest, in its place.
func (h *history) draw(open, high, low, close float64) {
	c := &h.all[h.n]
	c.open, c.high, c.low, c.close = open, high, low, close
	c.top, c.bottom = close, open
	if close < open {
		c.top, c.bottom = open, close
	}
	c.body, c.upper, c.lower = c.top-c.bottom, high-c.top, c.bottom-low
	for i := range h.means {
		m := &h.means[i]
		x := m.over(c, h.all[h.n-m.period:h.n])
		for _, p := range m.gives {
			c.limit[p.limit] = float64(p.factor*x) / p.divisor
		}
	}
}

// over returns the mean over the candles before c, or c's own range if that is
// what it is made of.
func (m *mean) over(c *candle, before []candle) float64 {
	sum := 0.0
	switch m.of {
	case RealBody:
		if m.period == 0 {
			return c.body
		}
		for i := range before {
			sum += before[i].body
		}
	case HighLow:
		if m.period == 0 {
			return c.high - c.low
		}
		for i := range before {
			sum += before[i].high - before[i].low
		}
	case Shadows:
		if m.period == 0 {
			return c.upper + c.lower
		}
		for i := range before {
			sum += before[i].upper + before[i].lower
		}
	}
	return sum / float64(m.period)
}

// view returns the last candles, the one that draw made included if next is 1.
func (h *history) view(next int) *view {
	return (*view)(h.all[h.n+next-reach:])
}
