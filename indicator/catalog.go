package indicator

// catalog holds all indicators, by group.
var catalog = [...]*Entry{
	// overlap
	smaEntry,
	emaEntry,
	mamaEntry,
	htTrendlineEntry,
	sarEntry,
	sarExtEntry,
	// momentum
	macdEntry,
	rsiEntry,
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
