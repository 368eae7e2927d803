package regime

import (
	"maps"
	"time"
)

// ownRecord checks a record and returns a copy that shares nothing with the
// caller: reference dates at 00:00 UTC, instants in UTC, prices in a map of its own.
// Of Closes it keeps only what is read: BTC, where dailyCloses, but on Fridays.
func ownRecord(r Record, dailyCloses bool) (x arrival, err error) {
	date := func(t time.Time) time.Time { return DateOf(t).Time }
	instant := func(t time.Time) time.Time { return t.Round(0).UTC() } // Round drops the monotonic clock
	var ref, known time.Time
	switch own := r.(type) {
	case Value:
		if err = own.check(); err != nil {
			return x, err
		}
		own.Ref, own.Known, own.Value = date(own.Ref), instant(own.Known), unsigned(own.Value)
		x.key, ref, known = streamKey{kind: kindValue, name: own.Series}, own.Ref, own.Known
		if r = kept(own, r); own.Value == 0 { // it equals -0
			r = own
		}
	case Bar:
		if err = own.check(); err != nil {
			return x, err
		}
		own.Ref, own.Bar.Start, own.Bar.End = date(own.Ref), instant(own.Bar.Start), instant(own.Bar.End)
		x.key, ref, known = streamKey{kind: kindBar, name: own.Series}, own.Ref, own.Bar.End
		r = kept(own, r)
	case Closes:
		if err = own.check(); err != nil {
			return x, err
		}
		own.Ref, own.Known = date(own.Ref), instant(own.Known)
		own.Prices = ownPrices(own.Prices, dailyCloses && own.Ref.Weekday() != time.Friday)
		x.key, ref, known, r = streamKey{kind: kindCloses}, own.Ref, own.Known, own
	case Flow:
		if err = own.check(); err != nil {
			return x, err
		}
		own.Ref, own.Known = date(own.Ref), instant(own.Known)
		x.key, ref, known = streamKey{kindFlow, own.Class, own.Firm, own.Asset}, own.Ref, own.Known
		r = kept(own, r)
	case Holding:
		if err = own.check(); err != nil {
			return x, err
		}
		own.Ref, own.Known = date(own.Ref), instant(own.Known)
		x.key, ref, known = streamKey{kind: kindHolding, firm: own.Company, asset: own.Asset}, own.Ref, own.Known
		r = kept(own, r)
	case Fact:
		if err = own.check(); err != nil {
			return x, err
		}
		own.Known, own.Expires = instant(own.Known), instant(own.Expires)
		x.key, ref, known = streamKey{kind: kindFact, name: own.Caution}, own.Known, own.Known
		r = kept(own, r)
	case Coverage:
		if err = own.check(); err != nil {
			return x, err
		}
		own.From, own.Through, own.Known = date(own.From), date(own.Through), instant(own.Known)
		x.key, ref, known = streamKey{kind: kindCoverage, name: own.Class, firm: own.Firm}, own.Through, own.Known
		r = kept(own, r)
	default:
		return x, ErrName // nil, or a pointer
	}
	x.queued = queued{known.UnixNano(), ref.Unix(), r}
	return x, nil
}

// kept is own as a Record: r, which holds a copy already, where the two are equal.
func kept[T interface {
	comparable
	Record
}](own T, r Record) Record {
	if told, ok := r.(T); ok && told == own {
		return r
	}
	return own
}

func ownPrices(prices map[string]float64, only bool) map[string]float64 {
	if !only {
		return maps.Clone(prices)
	}
	if base, ok := prices[coinBase]; ok {
		return map[string]float64{coinBase: base}
	}
	return nil
}
