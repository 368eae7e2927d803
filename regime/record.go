package regime

import (
	"errors"
	"fmt"
	"time"

	"github.com/riskon/riskon/series"
	"github.com/shopspring/decimal"
)

// What can be wrong with a record. They arrive wrapped in a *RecordError.
var (
	ErrNumber    = errors.New("not a finite number in range")
	ErrPrice     = errors.New("price not above zero")
	ErrTime      = errors.New("known before its reference date, or a date out of range")
	ErrName      = errors.New("name missing or unknown")
	ErrKind      = errors.New("kind of flow not Announced, Closed or Deployed")
	ErrClosed    = errors.New("known at an instant already closed")
	ErrOrder     = errors.New("reference date not after the last one of the series")
	ErrDuplicate = errors.New("recorded twice")
)

// A RecordError says which record was refused and why. Nothing of it is kept.
type RecordError struct {
	Record Record
	Err    error
}

// Error names the record and what is wrong with it.
func (e *RecordError) Error() string { return fmt.Sprintf("regime: %v: %v", e.Record, e.Err) }

// Unwrap gives the sentinel.
func (e *RecordError) Unwrap() error { return e.Err }

// A Record is one thing a classifier can be told: a Value, Bar, Closes, Flow,
// Holding, Fact or Coverage. Each has a reference date, what it is about, and a
// known instant, from when it may be used.
type Record interface {
	// KnownAt is the instant from which the record may be used.
	KnownAt() time.Time
	fmt.Stringer
	check() error
	key() recordKey
}

// A Value is one number of a series: WALCL, WTREGEN, RRPONTSYD, DTWEXBGS or DFEDTARU,
// in the units of FRED after 2025-11-13 (millions, millions, billions, index, percent).
//
// A feature of several series keeps the 26 latest dates that have become known for one
// of them and not yet for another. So their histories become known together, or date by
// date, and not one series days after the other.
type Value struct {
	Series     string
	Ref, Known time.Time
	Value      float64
}

// A Bar is a weekly bar of an index or fund; it is known at its end.
type Bar struct {
	Series string
	Ref    time.Time // its last session
	Bar    series.Bar
}

// Closes are the prices in USD of the coins at one reference date, known together.
// A coin without a close on that date is not in the map.
type Closes struct {
	Ref, Known time.Time
	Prices     map[string]float64
}

// FlowKind says how far a treasury purchase has come. Only Deployed scores.
type FlowKind string

// The kinds of flow.
const (
	Announced FlowKind = "Announced"
	Closed    FlowKind = "Closed"
	Deployed  FlowKind = "Deployed"
)

// A Flow is money that went into coins: a purchase by a treasury company, or the
// net flow of a fund, of which Firm and Quantity may be empty.
type Flow struct {
	Class         string // dat_btc, dat_alt or btc_etf
	Firm, Asset   string
	Kind          FlowKind
	Quantity, USD decimal.Decimal
	Ref, Known    time.Time
}

// A Holding is what a treasury company has of a coin.
type Holding struct {
	Company, Asset string
	Quantity       float64
	Ref, Known     time.Time
}

// A Fact is a dated number behind a caution. It counts from Known until Expires,
// or until a Fact of the same caution replaces or withdraws it.
type Fact struct {
	Caution        string
	Value          float64
	Known, Expires time.Time
	Withdrawn      bool
}

// A Coverage states for which reference dates the flows of a firm are complete:
// without an event there, its flow was zero. After Through it is unknown.
type Coverage struct {
	Class, Firm          string
	From, Through, Known time.Time
}
