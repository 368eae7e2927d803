package regime

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

// The parts of an observation of net liquidity, in USD millions.
func (o *observation) assets() float64   { return o.V[0] }
func (o *observation) treasury() float64 { return o.V[1] }
func (o *observation) repo() float64     { return float64(1000 * o.V[2]) }

// net is net liquidity in USD millions:
//
//	net = WALCL - TGA - 1000*RRPONTSYD	on each reference date with all three
func (o *observation) net() float64 { return o.assets() - o.treasury() - o.repo() }

// changeOfMeans returns the mean of the last anchors less that of the anchors lag
// dates before, NaN while there are not so many:
//
//	x = mean(net[0..3]) - mean(net[lag..lag+3])
func changeOfMeans(rows []observation, lag int, value func(*observation) float64) float64 {
	n := len(rows)
	if n < lag+anchors {
		return float64(missing)
	}
	return meanOf(rows[n-anchors:], value) - meanOf(rows[n-anchors-lag:n-lag], value)
}

func meanOf(rows []observation, value func(*observation) float64) float64 {
	sum := 0.0
	for i := range rows {
		sum += value(&rows[i])
	}
	return float64(sum / anchors) // a division by a power of two is a product, and could fuse
}

// netLiquidity splits the newest net liquidity and its change into parts.
func (k *kernel) netLiquidity(lag int) NetLiquidity {
	e := NetLiquidity{Assets: missing, Treasury: missing, Repo: missing, Net: missing}
	rows := k.Obs.Done
	if n := len(rows); n > 0 {
		r := &rows[n-1]
		e.Date, e.Net = r.Ref, Number(r.net())
		e.Assets, e.Treasury, e.Repo = Number(r.assets()), Number(r.treasury()), Number(r.repo())
	}
	e.DAssets = Number(changeOfMeans(rows, lag, (*observation).assets))
	e.DTreasury = Number(changeOfMeans(rows, lag, (*observation).treasury))
	e.DRepo = Number(changeOfMeans(rows, lag, (*observation).repo))
	e.DNet = Number(changeOfMeans(rows, lag, (*observation).net))
	return e
}
