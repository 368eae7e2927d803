package regime

import "time"

// The series net liquidity is made of, as FRED calls them and in FRED's units.
const (
	seriesAssets   = "WALCL"     // USD millions, Wednesday level
	seriesTreasury = "WDTGAL"    // USD millions, Wednesday level
	seriesAverage  = "WTREGEN"   // USD millions, week average ending Wednesday
	seriesRepo     = "RRPONTSYD" // USD billions
)

// flagAverage marks a value that mixes a level with a week average.
const flagAverage = "tga_week_average"

// anchors is how many reference dates a mean of net liquidity takes: four
// weeks, so that the end of a year moves it little.
const anchors = 4

// liquidity computes net liquidity, in USD millions:
//
//	net = WALCL - TGA - 1000*RRPONTSYD	on each reference date with all three
//	x   = mean(net[0..3]) - mean(net[lag..lag+3])
//
// Rows hold assets, Treasury's account and repos of the last lag+4 dates.
type liquidity struct {
	Join    join
	Rows    []liquidityRow
	Average bool // the Treasury's account is a week average
	Out     normalised
}

func newLiquidity(in Input) liquidity {
	return liquidity{Join: join{Parts: 3}, Out: newNormalised(in.Normalise)}
}

type liquidityRow struct {
	Ref   Date
	Known time.Time
	V     [3]float64 // assets, Treasury's account, repos; USD millions
}

func (r liquidityRow) net() float64 { return r.V[0] - r.V[1] - r.V[2] }

// observe takes a number of the series called name, if net liquidity is made of it.
func (l *liquidity) observe(in Input, name string, x float64, ref Date, known time.Time) {
	part := 0
	switch name {
	case seriesAssets:
	case seriesTreasury, seriesAverage:
		part = 1
		l.Average = name == seriesAverage
	case seriesRepo:
		part = 2
		x = float64(1000 * x)
	default:
		return
	}
	if !finite(x) {
		return
	}
	row, done := l.Join.put(part, x, ref, known)
	if !done {
		return
	}
	lag := in.Feature.Lag
	if len(l.Rows) == lag+anchors {
		l.Rows = append(l.Rows[:0], l.Rows[1:]...)
	}
	l.Rows = append(l.Rows, liquidityRow{row.Ref, row.Known, row.V})
	if len(l.Rows) < lag+anchors {
		return
	}
	var flags []string
	if l.Average {
		flags = []string{flagAverage}
	}
	if x := l.change(lag, liquidityRow.net); finite(x) {
		l.Out.observe(in.Normalise, x, row.Ref, row.Known, flags...)
	}
}

// change returns the difference of the two means of what value reads, or NaN.
func (l *liquidity) change(lag int, value func(liquidityRow) float64) float64 {
	n := len(l.Rows)
	if n < lag+anchors {
		return float64(missing)
	}
	mean := func(rows []liquidityRow) float64 {
		sum := 0.0
		for _, r := range rows {
			sum += value(r)
		}
		return float64(sum / anchors) // a division by a power of two is a product, and could fuse
	}
	return mean(l.Rows[n-anchors:]) - mean(l.Rows[n-anchors-lag:n-lag])
}

// evidence splits the newest net liquidity and its change into parts.
func (l *liquidity) evidence(lag int) NetLiquidity {
	e := NetLiquidity{Assets: missing, Treasury: missing, Repo: missing, Net: missing}
	if n := len(l.Rows); n > 0 {
		r := l.Rows[n-1]
		e.Date, e.Net = r.Ref, Number(r.net())
		e.Assets, e.Treasury, e.Repo = Number(r.V[0]), Number(r.V[1]), Number(r.V[2])
	}
	e.DAssets = Number(l.change(lag, func(r liquidityRow) float64 { return r.V[0] }))
	e.DTreasury = Number(l.change(lag, func(r liquidityRow) float64 { return r.V[1] }))
	e.DRepo = Number(l.change(lag, func(r liquidityRow) float64 { return r.V[2] }))
	e.DNet = Number(l.change(lag, liquidityRow.net))
	return e
}

func (l *liquidity) valid(in Input) bool {
	if !l.Join.valid(3) || len(l.Rows) > in.Feature.Lag+anchors || !l.Out.valid(in.Normalise) {
		return false
	}
	for i, r := range l.Rows {
		if !finite(r.V[:]...) || i > 0 && !l.Rows[i-1].Ref.Before(r.Ref.Time) {
			return false
		}
	}
	return true
}
