package indicator

// catalog holds all indicators, by group.
var catalog = [...]*Entry{
	// overlap
	smaEntry,
	emaEntry,
	// momentum
	macdEntry,
	rsiEntry,
	// volume
	// volatility
	atrEntry,
	// cycle
	// price
	// statistics
	stdDevEntry,
	maxEntry,
	minEntry,
}
