package regime

import (
	"errors"
	"fmt"
	"strings"
)

// ErrFamily is wrapped by errors about the dimensions and the size of a Family.
var ErrFamily = errors.New("regime: bad family of variants")

// A Family declares the variants of a model: those that somebody else could have
// chosen with as good reasons. The zero Family is riskon/1 and 200 variants of it.
//
// Its variants are the base, each option of each dimension alone, and pairs of
// options of two dimensions: as many as Size leaves room for, those whose text has
// the lowest SHA-256. So the choice of pairs is nobody's, depends on no order,
// and a larger family holds the smaller one.
type Family struct {
	// Base is the model that the variants are compared with.
	Base Config
	// Dimensions are DefaultDimensions(Base) if nil; an empty slice is none.
	Dimensions []Dimension
	// Size is the number of variants, where there are so many pairs: 200 if 0. The base
	// and the options alone are always among them.
	Size int
}

// A Dimension is one choice in the making of a model, such as the window of a mean.
// Dimensions must not change the same fields.
type Dimension struct {
	Name    string
	Options []Option
}

// An Option is one way to choose. Change makes the choice in a config that is its
// own and has every field filled in; changes are made in the order of the names of
// dimensions. The option that leaves the base as it is gives the base's choice its
// name, which is "base" without one.
type Option struct {
	Name   string
	Change func(*Config)
}

// A Choice is an option taken in a dimension.
type Choice struct {
	Dimension string `json:"dimension"`
	Option    string `json:"option"`
}

// A Variant is a model of a family and how it differs from the base.
type Variant struct {
	Choices []Choice `json:"choices"` // by dimension, at most two; none is the base
	Config  Config   `json:"config"`
}

// A VariantError says which variant is no model, or cannot be scored, and why.
type VariantError struct {
	Choices []Choice
	Err     error
}

// Error names the variant and what is wrong with it.
func (e *VariantError) Error() string {
	return fmt.Sprintf("regime: variant %s: %v", choicesText(e.Choices), e.Err)
}

// Unwrap gives the cause.
func (e *VariantError) Unwrap() error { return e.Err }

const (
	baseName   = "base" // of the base, and of its choice in a dimension that does not name it
	familySize = 200
	mostSize   = 100000
)

// Variants returns the variants, the base first, then the options alone, then the
// pairs, by dimension. The error wraps ErrFamily or, of a variant that is no model, is a
// *VariantError that wraps ErrConfig.
func (f Family) Variants() ([]Variant, error) {
	d, err := f.declare()
	return d.variants, err
}

// String is the family as a table: its dimensions and their options, the base's first.
func (f Family) String() string {
	d, err := f.declare()
	if err != nil {
		return plainText(err.Error()) + "\n"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%d variants of %s: the base, %d options alone, %d of %d pairs\n", len(d.variants), plainText(d.variants[0].Config.ID), d.alone, len(d.variants)-1-d.alone, d.pairs)
	rows := [][]string{{"dimension", "base", "options"}}
	for _, dim := range d.dimensions {
		var others []string
		for _, o := range dim.Options {
			others = append(others, o.Name)
		}
		rows = append(rows, []string{dim.Name, dim.base, strings.Join(others, ", ")})
	}
	b.WriteString(textTable(rows, 0))
	return b.String()
}

// String is "dimension: option".
func (c Choice) String() string { return c.Dimension + ": " + c.Option }

// choicesText names a variant, such as "kappa: 1, level: 26".
func choicesText(choices []Choice) string {
	if len(choices) == 0 {
		return baseName
	}
	names := make([]string, len(choices))
	for i, c := range choices {
		names[i] = c.String()
	}
	return strings.Join(names, ", ")
}
