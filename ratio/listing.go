package ratio

import "time"

// A listing is what decides, point in time, whether something that is traded
// belongs: how many closes it has had, and how old the last one is.
type listing struct {
	ID     string  `json:"id"`
	Closes int     `json:"closes"` // counted up to the number that membership asks for
	Last   int64   `json:"last"`   // of the last close
	Price  float64 `json:"price"`
}

// close counts a close, up to minObs of them.
func (l *listing) close(t int64, price float64, minObs int) {
	l.Closes = min(l.Closes+1, minObs)
	l.Last, l.Price = t, price
}

// member reports whether it belongs at t: with minObs closes, the last one at
// most maxAge old.
func (l *listing) member(t int64, minObs int, maxAge time.Duration) bool {
	return l.Closes >= minObs && !older(l.Last, t, maxAge)
}
