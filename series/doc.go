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
// The closing price of each day, and the Fed's balance sheet as it was known then:
//
//	bars, err := series.Exchange().ReadBars(spy, series.Closes(series.Session(series.NYSE())))
//	walcl, err2 := series.FRED("WALCL").ReadSeries(file, series.References(series.H41))
//	if err := errors.Join(err, err2); err != nil {
//		return err // names the line and the column
//	}
//	price := bars.Close()
//	sheet := walcl.AsOf(price, 10*24*time.Hour) // no older than ten days
//	for i := range price.Len() {
//		fmt.Println(price.Time(i), price.Value(i), sheet.Value(i))
//	}
//
// # What is where
//
// Values come in by New and FromUnixNano; dirty ones by Sort, with a Report of
// what was wrong; money by FromDecimals, and out by ToDecimal; files by Reader,
// ReadSeries, ReadBars and the dialects FRED, Farside and Exchange, for which a
// Stamp says what a time means; local times by Local. WriteCSV and JSON give them
// back bit for bit.
//
// A Series is read by Len, Time, Value, All and Each, cut by Slice, Between and
// Until, and asked for what was known by At and AsOf, with Age. It is moved by Lag
// and Delay, never back; compared with itself by Diff, Return and LogReturn;
// computed with by Map, Add, Sub, Mul and Div; and summed up over a time window by
// Trailing. Align puts several on one clock, in a Frame.
//
// A Grid cuts time into buckets: Every, Daily, Weekly, Monthly, or the Session of
// a Calendar such as NYSE. Bars hold prices and volumes; Resample makes them of
// shorter bars or of trades, a Resampler does so live, and Last takes the level at
// each bucket's end.
//
// Vintages hold figures that are revised: what was known of each reference date,
// and when. Release calendars such as H41, H10, SOFR and EquityClose say when the
// figure of a date becomes known.
//
// String and HTML show a Series, a Bars or a Frame as a short table.
//
// # Conventions
//
// Stamps are in UTC, to the nanosecond, strictly increasing, from 1678 to 2262.
//
// NaN is missing. A missing point stays where it is, and no other value is
// computed from it. Infinite values and values beyond 1e75 are errors where a
// series is built.
//
// Values are float64 without a unit; only Vintages know one.
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
