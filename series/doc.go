// Package series holds time series that cannot look ahead.
//
// It has one law: a stamp is the instant from which a value may be used. A bar
// is stamped at its end, a central bank's figure at its release, a company's
// purchase at its filing. What is known at an instant is then simply what is
// stamped at or before it, and no function of this package moves a value to an
// earlier stamp. For every transform f and every instant t
//
//	f(s.Until(t)).Until(t) == f(s).Until(t)
//
// bit for bit. Package seriestest checks that for functions of your own.
//
// The closing price of each week, and the Fed's balance sheet as it was known then:
//
//	weeks := series.Weekly(newYork, time.Saturday)
//	bars, err := series.ReadBars(file, series.Closes(weeks))
//	if err != nil {
//		return err // names the line and the column
//	}
//	price := bars.Close()
//	sheet := walcl.AsOf(price, 10*24*time.Hour) // no older than ten days
//	for i := range price.Len() {
//		fmt.Println(price.Time(i), price.Value(i), sheet.Value(i))
//	}
//
// # Conventions
//
// Stamps are in UTC, to the nanosecond, strictly increasing, from 1678 to 2262.
//
// NaN is missing. A missing point stays where it is, and no other value is
// computed from it. Infinite values and values beyond 1e75 are errors where a
// series is built.
//
// Values are float64 without a unit. Money comes in by FromDecimals and goes out
// by ToDecimal.
//
// A Series, a Bars, a Frame and a Grid are small values: pass them by value and
// copy them freely. They never change, so goroutines may share them. The slices
// that Values and UnixNanos return are shared and must not be written to.
//
// Data can be bad: that is an error, a *PointError or a *ParseError with one of
// the sentinels inside. A program can be wrong, as with a negative lag: that is
// a panic.
//
// A civil date passed as a time.Time is the date it shows in its own location.
package series
