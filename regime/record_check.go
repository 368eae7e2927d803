package regime

import (
	"cmp"
	"fmt"
	"math"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/riskon/riskon/series"
	"github.com/shopspring/decimal"
)

// recordKey orders records that become known at one instant, so that the order
// in which they are told changes nothing, and tells one record from another.
type recordKey struct {
	kind  uint8
	name  string // series, class/firm/asset, company/asset or caution
	ref   int64  // Unix seconds of the reference date
	known int64  // Unix nanoseconds; 0 where one reference date can be told only once
	flow  string // kind, quantity and USD of a flow: one filing may report two purchases of a date
}

func (a recordKey) compare(b recordKey) int {
	return cmp.Or(cmp.Compare(a.kind, b.kind), strings.Compare(a.name, b.name), cmp.Compare(a.ref, b.ref), strings.Compare(a.flow, b.flow))
}

const (
	kindCoverage uint8 = iota
	kindFact
	kindHolding
	kindFlow
	kindValue
	kindBar
	kindCloses
)

// KnownAt is Known.
func (r Value) KnownAt() time.Time { return r.Known }

// KnownAt is the end of the bar.
func (r Bar) KnownAt() time.Time { return r.Bar.End }

// KnownAt is Known.
func (r Closes) KnownAt() time.Time { return r.Known }

// KnownAt is Known.
func (r Flow) KnownAt() time.Time { return r.Known }

// KnownAt is Known.
func (r Holding) KnownAt() time.Time { return r.Known }

// KnownAt is Known.
func (r Fact) KnownAt() time.Time { return r.Known }

// KnownAt is Known.
func (r Coverage) KnownAt() time.Time { return r.Known }

// String names the record by its series and date.
func (r Value) String() string { return fmt.Sprintf("value of %s on %s", r.Series, DateOf(r.Ref)) }

// String names the record by its series and date.
func (r Bar) String() string { return fmt.Sprintf("bar of %s on %s", r.Series, DateOf(r.Ref)) }

// String names the record by its date.
func (r Closes) String() string { return fmt.Sprintf("closes on %s", DateOf(r.Ref)) }

// String names the record by its class, firm and date.
func (r Flow) String() string {
	return fmt.Sprintf("flow of %s %s on %s", r.Class, r.Firm, DateOf(r.Ref))
}

// String names the record by its company and date.
func (r Holding) String() string { return fmt.Sprintf("holding of %s on %s", r.Company, DateOf(r.Ref)) }

// String names the record by its caution and the date it became known.
func (r Fact) String() string { return fmt.Sprintf("fact %s known %s", r.Caution, DateOf(r.Known)) }

// String names the record by its class, firm and last date.
func (r Coverage) String() string {
	return fmt.Sprintf("coverage of %s %s through %s", r.Class, r.Firm, DateOf(r.Through))
}

func (r Value) key() recordKey {
	return recordKey{kind: kindValue, name: r.Series, ref: DateOf(r.Ref).Unix(), known: r.Known.UnixNano()}
}
func (r Bar) key() recordKey {
	return recordKey{kind: kindBar, name: r.Series, ref: DateOf(r.Ref).Unix()}
}
func (r Closes) key() recordKey {
	return recordKey{kind: kindCloses, ref: DateOf(r.Ref).Unix()}
}
func (r Flow) key() recordKey {
	name, flow := r.Class+"\x00"+r.Firm+"\x00"+r.Asset, string(r.Kind)+" "+r.Quantity.String()+" "+r.USD.String()
	return recordKey{kindFlow, name, DateOf(r.Ref).Unix(), r.Known.UnixNano(), flow}
}
func (r Holding) key() recordKey {
	return recordKey{kind: kindHolding, name: r.Company + "\x00" + r.Asset, ref: DateOf(r.Ref).Unix(), known: r.Known.UnixNano()}
}
func (r Fact) key() recordKey {
	return recordKey{kind: kindFact, name: r.Caution, known: r.Known.UnixNano()}
}
func (r Coverage) key() recordKey {
	return recordKey{kind: kindCoverage, name: r.Class + "\x00" + r.Firm, known: r.Known.UnixNano()}
}

// checkRecord is check for whatever a caller hands over.
func checkRecord(r Record) error {
	switch r.(type) {
	case Value, Bar, Closes, Flow, Holding, Fact, Coverage:
		return r.check()
	}
	return ErrName // nil, or a pointer
}

func (r Value) check() error {
	if r.Series == "" || !text(r.Series) {
		return ErrName
	}
	if !finite(r.Value) {
		return ErrNumber
	}
	return inOrder(r.Ref, r.Known)
}

func (r Bar) check() error {
	if r.Series == "" || !text(r.Series) {
		return ErrName
	}
	for _, p := range [...]float64{r.Bar.Open, r.Bar.High, r.Bar.Low, r.Bar.Close} {
		if err := price(p); err != nil {
			return err
		}
	}
	b := r.Bar // what is plainly right needs no columns
	if !(b.Low <= min(b.Open, b.Close) && max(b.Open, b.Close) <= b.High && finite(b.Volume) && b.Start.Before(b.End) && !b.Start.Before(firstYear)) {
		if _, err := series.NewBars([]series.Bar{b}); err != nil {
			return err
		}
	}
	return inOrder(r.Ref, r.Bar.End)
}

func (r Closes) check() error {
	for id, p := range r.Prices {
		if id == "" || !utf8.ValidString(id) {
			return ErrName
		}
		if err := price(p); err != nil {
			return err
		}
	}
	return inOrder(r.Ref, r.Known)
}

func (r Flow) check() error {
	if r.Class == "" || !text(r.Class, r.Firm, r.Asset) {
		return ErrName
	}
	if r.Kind != Announced && r.Kind != Closed && r.Kind != Deployed {
		return ErrKind
	}
	if !amount(r.USD) || !amount(r.Quantity) {
		return ErrNumber
	}
	return inOrder(r.Ref, r.Known)
}

func (r Holding) check() error {
	if r.Company == "" || r.Asset == "" || !text(r.Company, r.Asset) {
		return ErrName
	}
	if !finite(r.Quantity) || r.Quantity < 0 {
		return ErrNumber
	}
	return inOrder(r.Ref, r.Known)
}

func (r Fact) check() error {
	if r.Caution == "" || !text(r.Caution) {
		return ErrName
	}
	if !finite(r.Value) {
		return ErrNumber
	}
	if !r.Withdrawn && !r.Expires.After(r.Known) || !writable(r.Expires) {
		return ErrTime
	}
	return inOrder(r.Known, r.Known)
}

func (r Coverage) check() error {
	if r.Class == "" || !text(r.Class, r.Firm) {
		return ErrName
	}
	if r.Through.Before(r.From) || r.From.Year() < 1700 || !writable(r.Through) {
		return ErrTime
	}
	return inOrder(r.Known, r.Known)
}

// text reports whether names can be saved: as JSON, which holds UTF-8 only.
func text(names ...string) bool {
	for _, name := range names {
		if !utf8.ValidString(name) {
			return false
		}
	}
	return true
}

// writable reports whether a year has four digits, as JSON asks.
func writable(t time.Time) bool { return t.UTC().Year() >= 0 && t.UTC().Year() <= 9999 }

// finite reports whether all xs are numbers within series.Limit.
func finite(xs ...float64) bool {
	for _, x := range xs {
		if !(math.Abs(x) <= series.Limit) {
			return false
		}
	}
	return true
}

// amount reports whether a decimal is of a size that money and coins have. A
// decimal of a billion digits is a few bytes of text and hours of arithmetic.
func amount(d decimal.Decimal) bool {
	e := d.Exponent()
	return -40 <= e && e <= 40 && d.Coefficient().BitLen() <= 200
}

func price(p float64) error {
	switch {
	case 1/series.Limit <= p && p <= series.Limit:
		return nil
	case finite(p):
		return ErrPrice
	}
	return ErrNumber
}

// inOrder reports ErrTime unless ref is at or before known and both lie in the
// years in which time can be counted in nanoseconds.
func inOrder(ref, known time.Time) error {
	if known.Before(ref) || ref.Before(firstYear) || !known.Before(afterYears) {
		return ErrTime
	}
	return nil
}

var (
	firstYear  = time.Date(1700, 1, 1, 0, 0, 0, 0, time.UTC)
	afterYears = time.Date(2251, 1, 1, 0, 0, 0, 0, time.UTC)
)
