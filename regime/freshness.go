package regime

import "errors"

// ErrAge is the age of an observation from after the instant it is read at.
var ErrAge = errors.New("regime: negative age: the reference date is after the instant")

// ErrFreshness is what a Freshness without 0 <= grace < max gives.
var ErrFreshness = errors.New("regime: freshness needs 0 <= grace < max")

// A Freshness says how an observation loses weight as it ages, in days.
//
//	q = 1                              age <= Grace
//	q = 1 - (age - Grace)/(Max - Grace)  between
//	q = 0                              age >= Max
//
// Source: model riskon/1.
type Freshness struct {
	Grace int `json:"grace"` // an observation is as good as new for so long
	Max   int `json:"max"`   // and says nothing any more from here on
}

// Quality returns q, 0..1, at an age in whole days. A negative age is ErrAge: it
// would be an observation from the future.
func (f Freshness) Quality(age int) (float64, error) {
	switch {
	case age < 0:
		return 0, ErrAge
	case age <= f.Grace:
		return 1, nil
	case age >= f.Max:
		return 0, nil
	}
	return 1 - float64(age-f.Grace)/float64(f.Max-f.Grace), nil
}

// check returns ErrFreshness where f is no ramp down.
func (f Freshness) check() error {
	if f.Grace < 0 || f.Max <= f.Grace {
		return ErrFreshness
	}
	return nil
}
