package regime

import (
	"fmt"
	"math"
	"slices"
	"sort"
	"time"

	"github.com/riskon/riskon/ratio"
)

// A point is a value by reference date. Points of different chains cannot be compared.
type point struct {
	Ref   Date
	Value float64
	Chain int
}

// A path is a series by reference date, as known at one instant.
type path []point

// claimFacts are all that records say at an instant, by reference date. Claims are
// checked on it; it has no way to ask what was known earlier.
type claimFacts struct {
	cfg   Config
	at    time.Time
	paths map[string]path
	bars  map[string][]Bar // in order of reference date
	flows []Flow
	// ledger says for which dates flows are complete, the newest of each firm.
	ledger []Coverage
}

func factsAt(cfg Config, records []Record, at time.Time) claimFacts {
	s := claimFacts{cfg: cfg, at: at, paths: map[string]path{}, bars: map[string][]Bar{}}
	var rows []Closes
	for _, r := range inOrderOfKnown(records) {
		if r.KnownAt().After(at) {
			break
		}
		switch r := r.(type) {
		case Value:
			s.add(r.Series, r.Ref, r.Value)
		case Bar:
			s.add(r.Series, r.Ref, r.Bar.Close)
			s.bars[r.Series] = append(s.bars[r.Series], r)
		case Closes:
			rows = append(rows, r)
		case Flow:
			s.flows = append(s.flows, r)
		case Coverage:
			s.cover(r)
		}
	}
	s.addCoins(rows)
	for name, p := range s.paths {
		s.paths[name] = p.newest()
	}
	for name, bars := range s.bars { // of one date, that which came last
		slices.Reverse(bars)
		slices.SortStableFunc(bars, func(a, b Bar) int { return DateOf(a.Ref).Compare(DateOf(b.Ref).Time) })
		s.bars[name] = slices.CompactFunc(bars, func(a, b Bar) bool { return DateOf(a.Ref) == DateOf(b.Ref) })
	}
	s.addNetLiquidity()
	return s
}

// inOrderOfKnown returns the records in the order in which they became known; at one
// instant, in an order that does not depend on how they came.
func inOrderOfKnown(records []Record) []Record {
	records = slices.Clone(records)
	slices.SortStableFunc(records, func(a, b Record) int {
		if c := a.KnownAt().Compare(b.KnownAt()); c != 0 {
			return c
		}
		return a.key().compare(b.key())
	})
	return records
}

// newest puts a path in order of reference date and keeps, of each, what was added last.
func (p path) newest() path {
	sort.SliceStable(p, func(i, j int) bool { return p[i].Ref.Before(p[j].Ref.Time) })
	out := p[:0]
	for _, x := range p {
		if n := len(out); n > 0 && out[n-1].Ref == x.Ref {
			out[n-1] = x
		} else {
			out = append(out, x)
		}
	}
	return out
}

func (s *claimFacts) add(name string, ref time.Time, x float64) {
	s.paths[name] = append(s.paths[name], point{Ref: DateOf(ref), Value: x})
}

// addCoins adds each coin in USD, ETH/BTC and the basket.
func (s *claimFacts) addCoins(rows []Closes) {
	sort.SliceStable(rows, func(i, j int) bool { return rows[i].Ref.Before(rows[j].Ref) })
	basket := ratio.NewBasket(s.cfg.Alt.basket())
	for _, r := range rows {
		base, hasBase := r.Prices[coinBase]
		for id, price := range r.Prices {
			s.add(id, r.Ref, price)
		}
		if s.cfg.DailyCloses && DateOf(r.Ref).Weekday() != time.Friday {
			continue
		}
		if eth, ok := r.Prices["ETH"]; ok && hasBase {
			s.add(ETHBTCName, r.Ref, eth/base)
		}
		for _, row := range basketRows(basket, r) {
			if !row.Thin {
				s.paths[AltBTCName] = append(s.paths[AltBTCName], point{DateOf(row.Time), row.Value, row.Chain})
			}
		}
	}
}

// addNetLiquidity adds net_liquidity on the dates that have all its parts. Of the
// Treasury's account it takes the average only where there is no level.
func (s *claimFacts) addNetLiquidity() {
	treasury := s.paths[seriesTreasury]
	if len(treasury) == 0 {
		treasury = s.paths[seriesAverage]
	}
	parts := [3]path{s.paths[seriesAssets], treasury, s.paths[seriesRepo]}
	for _, a := range parts[0] {
		t, okT := parts[1].on(a.Ref)
		r, okR := parts[2].on(a.Ref)
		if okT && okR {
			s.add("net_liquidity", a.Ref.Time, (&observation{V: [3]float64{a.Value, t, r}}).net())
		}
	}
}

// path is what a claim is about, in weeks if its measure is.
func (s claimFacts) path(c Claim) path {
	p := s.paths[c.Series]
	if c.Measure.weekly() {
		return p.weeks(s.at)
	}
	return p
}

// covers says what is missing of a path for a claim, or "". A path ends too early if
// its next value would still fall into the range: a week later or, of days, after a
// weekend and a holiday.
func (s claimFacts) covers(p path, c Claim) string {
	days := 7
	if !p.weekly() {
		days = 4
	}
	switch {
	case len(p) == 0:
		return fmt.Sprintf("no series %s in the facts", c.Series)
	case p[0].Ref.After(c.From.Time):
		return fmt.Sprintf("%s begins on %s", c.Series, p[0].Ref)
	case !p[len(p)-1].Ref.AddDate(0, 0, days).After(c.To.Time):
		return fmt.Sprintf("%s is known through %s only", c.Series, p[len(p)-1].Ref)
	}
	if c.Measure == ChangeOf || c.Measure == HighestAfter || c.Measure == RecordCloses || c.Measure.happens() {
		if anew := p.anew(c); !anew.IsZero() {
			return fmt.Sprintf("%s starts anew on %s", c.Series, anew)
		}
	}
	return ""
}

// anew is the date within the range on which a chain begins that cannot be
// compared with the value at the start, or zero.
func (p path) anew(c Claim) Date {
	i := sort.Search(len(p), func(i int) bool { return p[i].Ref.After(c.From.Time) })
	for j := i; j < len(p) && c.holds(p[j].Ref); j++ {
		if p[j].Chain != p[i-1].Chain {
			return p[j].Ref
		}
	}
	return Date{}
}

// holds reports whether a reference date is in the claim's range.
func (c Claim) holds(d Date) bool { return !d.Before(c.From.Time) && !d.After(c.To.Time) }

// at is the last value at or before d, NaN if there is none.
func (p path) at(d Date) float64 {
	i := sort.Search(len(p), func(i int) bool { return p[i].Ref.After(d.Time) })
	if i == 0 {
		return math.NaN()
	}
	return p[i-1].Value
}

// on is the value on d.
func (p path) on(d Date) (float64, bool) {
	i := sort.Search(len(p), func(i int) bool { return !p[i].Ref.Before(d.Time) })
	if i == len(p) || !p[i].Ref.Equal(d.Time) {
		return 0, false
	}
	return p[i].Value, true
}

// records counts the values in the range above all earlier ones of their chain.
func (p path) records(c Claim) float64 {
	n, highest := 0, math.Inf(-1)
	for i, x := range p {
		if i > 0 && x.Chain != p[i-1].Chain {
			highest = math.Inf(-1)
		}
		if x.Value > highest && c.holds(x.Ref) {
			n++
		}
		highest = max(highest, x.Value)
	}
	return float64(n)
}

// highest is the highest value after the start of the range, NaN if there is none.
func (p path) highest(c Claim) float64 {
	x := math.Inf(-1)
	for _, q := range p {
		if q.Ref.After(c.From.Time) && c.holds(q.Ref) {
			x = max(x, q.Value)
		}
	}
	if math.IsInf(x, -1) {
		return math.NaN()
	}
	return x
}

// lowestOf is how many weeks LowCloses asks for.
const lowestOf = 104

// indicators runs a weekly ratio over the path and measures it within the range.
func (p path) indicators(c Claim, at time.Time) (x float64, happened bool) {
	w, chain := newWeeklyRatio(), 0
	lows, longest, rsi := 0, 0, math.Inf(1)
	for i, q := range p {
		if q.Chain != chain {
			w, chain = newWeeklyRatio(), q.Chain
		}
		w.observe(q.Value, q.Ref)
		if i+1 < len(p) {
			w.endMonth(p[i+1].Ref.Time)
		} else {
			w.endMonth(at)
		}
		if f := w.Monthly.Flip.Value(); f.Flipped && f.Sign > 0 && c.holds(w.Monthly.Ref) {
			longest = max(longest, f.RunBefore)
		}
		if !c.holds(q.Ref) {
			continue
		}
		if w.Low.Value().SinceN >= lowestOf {
			lows++
		}
		if r := w.Momentum.RSI.Value(); r < rsi {
			rsi = r
		}
	}
	switch {
	case c.Measure == LowCloses:
		return float64(lows), true
	case c.Measure == LongestRun:
		return float64(longest), longest > 0
	case math.IsInf(rsi, 1):
		return math.NaN(), true
	}
	return rsi, true
}
