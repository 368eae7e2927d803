package regime

import (
	"time"

	"github.com/riskon/riskon/ratio"
)

const (
	week      = 7 * 24 * time.Hour
	meanWeeks = 26          // of the average a close is compared with
	lowWindow = 156 * week  // that a low is taken of: three years
	lowMemory = 5200 * week // that is looked back on for a lower close: a century
)

// weeklyRatio is one ratio on weekly closes: its RSI, its MACD by the week and
// by the month, its lows and its mean.
type weeklyRatio struct {
	Momentum momentum
	Monthly  macdRun
	Month    monthEnd
	Low      *ratio.Extreme
	Last     recent // meanWeeks closes

	ended   Momentum // by the month, with the close of Month
	endedAt Date     // Month.Ref then
}

// flagThin marks what a basket of fewer than five coins cannot say.
const flagThin = "thin"

// monthEnd is the last close of a month that may not be over.
type monthEnd struct {
	Ref   Date
	Close float64
}

func newWeeklyRatio() weeklyRatio {
	return weeklyRatio{Momentum: newMomentum(), Monthly: newMACDRun(), Low: newLow(), Last: recent{Size: meanWeeks}}
}

func newLow() *ratio.Extreme { return ratio.NewLow(lowWindow, lowMemory) }

// observe takes the next close. Dates increase, so that neither Flip nor Low
// refuses one: a Classifier and factsAt see to it.
func (w *weeklyRatio) observe(x float64, ref Date) {
	w.endMonth(ref.Time)
	w.Month = monthEnd{ref, x}
	w.Momentum.observe(x, ref)
	w.Low.Update(ref.Time, x)
	w.Last.push(x)
}

// endMonth closes the month of the last close if it is over at t.
func (w *weeklyRatio) endMonth(t time.Time) {
	if m := w.Month.Ref; !m.IsZero() && !sameMonth(m.Time, t) {
		w.Monthly.observe(w.Month.Close, m)
		w.Month = monthEnd{}
	}
}

// monthly is the month-end MACD at t. That a month is over ends it here and not in
// the state: its last close may become known later.
func (w *weeklyRatio) monthly(t time.Time) Momentum {
	if w.Month.Ref.IsZero() || sameMonth(w.Month.Ref.Time, t) {
		return w.Monthly.momentum()
	}
	if w.endedAt != w.Month.Ref {
		w.ended, w.endedAt = w.Monthly.after(w.Month.Close, w.Month.Ref), w.Month.Ref
	}
	return w.ended
}

func sameMonth(a, b time.Time) bool {
	a, b = a.UTC(), b.UTC()
	return a.Year() == b.Year() && a.Month() == b.Month()
}

// mean is the mean of the last 26 closes, NaN before there are as many.
func (w *weeklyRatio) mean() float64 {
	if !w.Last.full() {
		return float64(missing)
	}
	sum := 0.0
	for _, x := range w.Last.V {
		sum += x
	}
	return sum / meanWeeks
}

// turn is the AltTurn feature:
//
//	(histogram > 0 ? 0.5 : -0.5) + (close > mean of 26 weeks ? 0.5 : -0.5)
func (w *weeklyRatio) turn() float64 {
	h, mean := float64(w.Momentum.MACD.momentum().Histogram), w.mean()
	if h != h || mean != mean {
		return float64(missing)
	}
	x := -1.0
	if h > 0 {
		x += 1
	}
	if float64(w.Momentum.Close) > mean {
		x += 1
	}
	return x
}

// evidence is the ratio at t.
func (w *weeklyRatio) evidence(name string, t time.Time) RatioEvidence {
	m, low := w.Momentum.evidence(), w.Low.Value()
	e := RatioEvidence{
		Name: name, Date: m.Date, Value: m.Close, RSI: m.RSI, Weekly: m.MACD, Monthly: w.monthly(t),
		WeeksSinceLower: low.SinceN, LowerOpen: low.Open, AboveLow: Number(low.Distance), N156: low.N,
		Mean26: Number(w.mean()), NextClose: Number(w.Momentum.MACD.MACD.NextZero()), Members: []string{}, Flags: []string{},
	}
	e.AboveMean = e.Value > e.Mean26
	return e
}

// coins follows Alt/BTC, ETH/BTC and BTC itself.
type coins struct {
	Basket *ratio.Basket
	Chain  int         // of Alt
	Alt    weeklyRatio // starts anew with each chain of the basket
	ETH    weeklyRatio
	Shock  shock
	Ref    Date // of the last row
	Known  time.Time

	turned feature // AltTurn at the last row
	thin   bool    // there is no Alt/BTC: too few coins at the last row, or no row yet
}

func newCoins(cfg Config) coins {
	c := coins{Basket: ratio.NewBasket(cfg.Alt.basket()), Alt: newWeeklyRatio(), ETH: newWeeklyRatio(), Shock: newShock(cfg.Shock)}
	c.derive()
	return c
}

// observe takes a row of closes. Rows come in order of reference date, which is
// what the basket is stamped with.
func (c *coins) observe(cfg *Config, r *Closes) {
	ref := DateOf(r.Ref)
	base, ok := r.Prices[coinBase]
	if ok {
		c.Shock.observe(cfg.Shock, base, ref)
	}
	if cfg.DailyCloses && ref.Weekday() != time.Friday {
		return
	}
	rows := basketRows(c.Basket, *r)
	if !ok {
		return
	}
	c.Ref, c.Known = ref, r.Known
	if x := r.Prices["ETH"] / base; x > 0 && finite(x) {
		c.ETH.observe(x, ref)
	}
	for _, row := range rows {
		if row.Thin {
			continue
		}
		if row.Chain != c.Chain {
			c.Alt, c.Chain = newWeeklyRatio(), row.Chain
		}
		c.Alt.observe(row.Value, ref)
	}
	c.derive()
}

// basketRows feeds a row of closes to the basket and returns the rows it makes:
// one, or none without a close of BTC. What it could refuse, a Classifier and
// factsAt have refused before.
func basketRows(b *ratio.Basket, r Closes) []ratio.BasketValue {
	ref := DateOf(r.Ref).Time
	for id, price := range r.Prices { // the basket orders them
		if id == coinBase {
			b.ObserveBase(ref, price)
		} else {
			b.Observe(id, ref, price)
		}
	}
	return b.Advance(nil, ref)
}

// derive makes what steps ask of the last row.
func (c *coins) derive() {
	c.thin = c.Basket.Value().Thin
	switch x := c.Alt.turn(); {
	case c.thin:
		c.turned = noFeature(flagThin)
	case x != x:
		c.turned = noFeature(flagInsufficient)
	default:
		c.turned = asIs(x, c.Ref, c.Known)
	}
}
