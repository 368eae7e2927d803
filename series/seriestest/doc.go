// Package seriestest checks that code which uses time series does not look
// ahead. It is meant for tests, yours as well as this module's:
//
//	func TestMySignal(t *testing.T) {
//		signal := func(in ...series.Series) series.Series { return mySignal(in[0], in[1]) }
//		seriestest.Causal(t, signal, price, volume)
//	}
//
// There are four laws. Causal: what is known at an instant does not depend on
// what comes after it; CausalNow is the same for what emits because time passes,
// such as resampling, and sees faults there that Causal cannot. BatchIsLive:
// values fed one by one give the same bits as all at once. Restart: state saved
// and restored goes on as if nothing had happened. Missing: a missing value gives
// a missing result there and changes no other.
//
// All compare bit for bit, NaN being equal to NaN, and stop at the first
// violation with an Errorf that says where. They compare a function with
// itself: a wrong formula passes. They try every instant at which something can
// change, so their cost grows with the square of the input's length; a few
// hundred points are enough.
package seriestest
