package ratio

import "github.com/riskon/riskon/indicator"

// A rollingFit is the line over the last pairs, of indicator's windows.
type rollingFit struct {
	MeanY  *indicator.Stream     `json:"mean_y"`
	MeanX  *indicator.Stream     `json:"mean_x"`
	DevY   *indicator.Stream     `json:"dev_y"`
	DevX   *indicator.Stream     `json:"dev_x"`
	Correl *indicator.PairStream `json:"correl"`
	N      int                   `json:"n"` // pairs in the windows
	window int
	total  bool
}

func newRolling(c *SpreadConfig) *rollingFit {
	n := c.Window
	return &rollingFit{
		MeanY: indicator.NewSMA(n), MeanX: indicator.NewSMA(n), DevY: indicator.NewStdDev(n), DevX: indicator.NewStdDev(n),
		Correl: indicator.NewCorrel(n), window: n, total: c.Hedge.total(),
	}
}

func (h *rollingFit) learn(y, x float64) {
	h.MeanY.Update(y)
	h.MeanX.Update(x)
	h.DevY.Update(y)
	h.DevX.Update(x)
	h.Correl.Update(y, x)
	h.N = min(h.N+1, h.window)
}

func (h *rollingFit) line() (alpha, beta float64) {
	return scatter{h.MeanY.Value(), h.MeanX.Value(), h.DevY.Value(), h.DevX.Value(), h.Correl.Value()}.line(h.total)
}

func (h *rollingFit) pairs() int { return h.N }

func (h *rollingFit) restored(c *SpreadConfig) bool {
	h.window, h.total = c.Window, c.Hedge.total()
	mean, dev := indicator.NewSMA(c.Window), indicator.NewStdDev(c.Window)
	ok := sameStream(h.MeanY, mean) && sameStream(h.MeanX, mean) && sameStream(h.DevY, dev) && sameStream(h.DevX, dev) &&
		h.Correl != nil && h.Correl.String() == indicator.NewCorrel(c.Window).String() && 0 <= h.N && h.N <= c.Window
	if !ok {
		return false
	}
	full := h.N == c.Window
	return h.MeanY.Ready() == full && h.MeanX.Ready() == full && h.DevY.Ready() == full && h.DevX.Ready() == full && h.Correl.Ready() == full
}
