package main

import (
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/riskon/riskon/series"
	"github.com/shopspring/decimal"
)

// A row is one line of a table. Its methods read a field as something, by the
// field's column from 0; the first fault stays and makes the rest idle.
type row struct {
	source
	table   string
	columns []string
	line    int
	fields  []string
	fault   *fault
}

// fail records that column col is bad, if nothing was before.
func (r *row) fail(col int, reason string) {
	if r.fault == nil {
		if r.line > 1 && col < len(r.columns) {
			reason = r.columns[col] + ": " + reason
		}
		r.fault = &fault{r.at(col), reason}
	}
}

// at returns the place of a column of the row.
func (r *row) at(col int) place { return at(r.dir, r.table, r.line, col) }

// blank reports whether a field is empty: the value is missing.
func (r *row) blank(col int) bool { return r.fields[col] == "" }

// text returns a field that must not be blank.
func (r *row) text(col int) string {
	if r.blank(col) {
		r.fail(col, "missing")
	}
	return r.fields[col]
}

// word returns a field that must be one of a list.
func (r *row) word(col int, list []string) string {
	s := r.text(col)
	if !slices.Contains(list, s) {
		r.fail(col, "unknown "+quote(s)+", want one of "+strings.Join(list, ", "))
	}
	return s
}

// name returns a short name, such as of a company or coin: no spaces.
func (r *row) name(col int) string {
	s := r.text(col)
	if len(s) > 32 || strings.ContainsRune(s, ' ') {
		r.fail(col, "not a name: "+quote(s))
	}
	return s
}

// The years a table may speak of.
const (
	firstYear = 1900
	lastYear  = 2199
)

// date returns a date as 00:00 UTC of that day.
func (r *row) date(col int) time.Time {
	s := r.text(col)
	t, err := time.Parse(time.DateOnly, s)
	switch {
	case err != nil:
		r.fail(col, "not a date as 2006-01-02: "+quote(s))
	case t.Year() < firstYear || t.Year() > lastYear:
		r.fail(col, "year outside 1900..2199: "+quote(s))
	}
	return t
}

// weekday is date for a table of one day of the week.
func (r *row) weekday(col int, day time.Weekday) time.Time {
	t := r.date(col)
	if t.Weekday() != day {
		r.fail(col, t.Format(time.DateOnly)+" is a "+t.Weekday().String()+", want a "+day.String())
	}
	return t
}

// number returns a finite number.
func (r *row) number(col int) float64 {
	s := r.text(col)
	x, err := strconv.ParseFloat(s, 64)
	switch {
	case errors.Is(err, strconv.ErrRange), math.Abs(x) > series.Limit:
		r.fail(col, "infinite or larger than 1e75: "+quote(s))
	case x != x:
		r.fail(col, "not a number: "+quote(s)+"; leave the field blank if there is none")
	case err != nil, strings.ContainsAny(s, "xX_"):
		r.fail(col, "not a number: "+quote(s))
	}
	return x
}

// price returns a number above zero, of a size that a price can have.
func (r *row) price(col int) float64 {
	x := r.number(col)
	switch {
	case !(x > 0):
		r.fail(col, "price not above zero: "+quote(r.fields[col]))
	case x < 1e-15 || x > 1e15:
		r.fail(col, "price not between 1e-15 and 1e15: "+quote(r.fields[col]))
	}
	return x
}

// amount returns a number not below zero.
func (r *row) amount(col int) float64 {
	x := r.number(col)
	if !(x >= 0) {
		r.fail(col, "below zero: "+quote(r.fields[col]))
	}
	return x
}

// decimal returns an exact decimal, written without an exponent.
func (r *row) decimal(col int) decimal.Decimal {
	r.number(col)
	s := r.fields[col]
	if len(s) > 100 || strings.ContainsAny(s, "eE") {
		r.fail(col, "not a plain decimal: "+quote(s))
	}
	if r.fault != nil {
		return decimal.Decimal{}
	}
	d, err := decimal.NewFromString(s)
	if err != nil {
		r.fail(col, "not a decimal: "+quote(s))
	}
	return d
}

// flag returns a field that is 0 or 1.
func (r *row) flag(col int) bool { return r.word(col, []string{"0", "1"}) == "1" }

// after wants the date t of column col to come after the last one of the table.
func (r *row) after(col int, t, last time.Time) {
	switch {
	case t.Equal(last):
		r.fail(col, "row twice: "+t.Format(time.DateOnly))
	case t.Before(last):
		r.fail(col, "not sorted: "+t.Format(time.DateOnly)+" after "+last.Format(time.DateOnly))
	}
}
