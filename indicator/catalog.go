package indicator

// catalog holds all indicators, by group.
var catalog = [...]*Entry{
	// overlap
	smaEntry,
	emaEntry,
	wmaEntry,
	demaEntry,
	temaEntry,
	trimaEntry,
	kamaEntry,
	mamaEntry,
	t3Entry,
	maEntry,
	mavpEntry,
	htTrendlineEntry,
	sarEntry,
	sarExtEntry,
	// momentum
	adxEntry,
	adxrEntry,
	cmoEntry,
	dxEntry,
	imiEntry,
	macdEntry,
	plusDIEntry,
	minusDIEntry,
	plusDMEntry,
	minusDMEntry,
	rsiEntry,
	trixEntry,
	ultOscEntry,
	// volume
	// volatility
	atrEntry,
	natrEntry,
	trueRangeEntry,
	// cycle
	htDCPeriodEntry,
	htDCPhaseEntry,
	htPhasorEntry,
	htSineEntry,
	htTrendModeEntry,
	// price
	// statistics
	stdDevEntry,
	maxEntry,
	minEntry,
}
