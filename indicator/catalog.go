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
	macdEntry,
	rsiEntry,
	trixEntry,
	// volume
	// volatility
	atrEntry,
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
