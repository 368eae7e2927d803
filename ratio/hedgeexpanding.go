package ratio

import (
	"math"

	"github.com/riskon/riskon/series"
)

// An expanding is the line over all pairs so far, by Welford's running moments
// (Technometrics 4(3), 1962). Distances are taken from the first pair, so that
// prices far from 0 cost no digits.
type expandingFit struct {
	N     int     `json:"n"`
	Y     float64 `json:"y"` // the first pair
	X     float64 `json:"x"`
	MeanY float64 `json:"mean_y"` // of the distances
	MeanX float64 `json:"mean_x"`
	YY    float64 `json:"yy"` // sums of squares and products around the means
	XX    float64 `json:"xx"`
	XY    float64 `json:"xy"`
	total bool
}

func (h *expandingFit) learn(y, x float64) {
	if h.N == 0 {
		h.Y, h.X = y, x
	}
	h.N++
	n := float64(h.N)
	y, x = y-h.Y, x-h.X
	dy, dx := y-h.MeanY, x-h.MeanX
	h.MeanY += dy / n
	h.MeanX += dx / n
	ey, ex := y-h.MeanY, x-h.MeanX
	h.YY += float64(dy * ey)
	h.XX += float64(dx * ex)
	h.XY += float64(dy * ex)
}

func (h *expandingFit) line() (alpha, beta float64) {
	s := scatter{my: h.Y + h.MeanY, mx: h.X + h.MeanX, sy: math.Sqrt(h.YY), sx: math.Sqrt(h.XX)}
	if h.YY > 0 && h.XX > 0 {
		s.r = max(-1, min(1, float64(h.XY/s.sy)/s.sx))
	}
	return s.line(h.total)
}

func (h *expandingFit) pairs() int { return h.N }

func (h *expandingFit) restored(c *SpreadConfig) bool {
	h.total = c.Hedge.total()
	if h.N <= 0 {
		return *h == expandingFit{total: h.total}
	}
	most := 8 * float64(h.N) * series.Limit * series.Limit
	return countable(h.N) && !missing(h.Y) && !missing(h.X) && math.Abs(h.MeanY) <= 4*series.Limit && math.Abs(h.MeanX) <= 4*series.Limit &&
		0 <= h.YY && h.YY <= most && 0 <= h.XX && h.XX <= most && math.Abs(h.XY) <= most
}
