package ratio

import "github.com/riskon/riskon/series"

// A Constituent is a coin or a stock among others: its name, its prices in the
// currency of the base, and its sizes: market caps, supplies or weights, as a
// Basket's Weighting says; market caps for a Season and a Dominance.
type Constituent struct {
	ID    string
	Price series.Series
	Size  series.Series
}
