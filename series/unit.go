package series

import (
	"bytes"
	"errors"
	"math"
	"strconv"
)

// ErrUnit means that a unit is not one of this package's, or that one cannot be
// converted to another because they do not count the same thing.
var ErrUnit = errors.New("no unit, or units that do not count the same thing")

// A Unit says what a number counts, its dimension, and in which steps, its
// scale. Units of one dimension convert to each other; others never mix. The
// zero Unit is none and always an error: a unit must be said, not guessed.
//
// A unit belongs to a series and a vintage, not to a series alone. A publisher
// that goes from billions to millions changes no figure, and yet every number
// read under the old unit is then a thousand times too large.
type Unit uint8

const (
	USD          Unit = iota + 1 // US dollars
	USDThousands                 // thousands of US dollars
	USDMillions                  // millions of US dollars
	USDBillions                  // billions of US dollars
	Percent                      // hundredths, as rates of interest are quoted
	Index                        // points of an index; indexes of different bases are not told apart
)

// units holds the name, the dimension and the decimal exponent of each unit.
var units = [...]struct {
	name, dimension string
	exponent        int
}{
	USD:          {"USD", "money", 0},
	USDThousands: {"USD thousands", "money", 3},
	USDMillions:  {"USD millions", "money", 6},
	USDBillions:  {"USD billions", "money", 9},
	Percent:      {"percent", "rate", 0},
	Index:        {"index", "index", 0},
}

// String returns the name, such as "USD millions".
func (u Unit) String() string {
	if !u.valid() {
		return "no unit"
	}
	return units[u].name
}

// Convert returns v, which is in u, in the unit to:
//
//	out = v * 10^(scale of u - scale of to)
//
// It moves the decimal point of v as it is written, in its shortest form, and
// rounds once to the nearest float64. So 64.1 billion is 64100 million and back
// again, where 64.1 * 1000 in floating point is 64099.99999999999. Numbers of
// up to 15 digits convert there and back without loss. NaN and infinities stay.
//
// The error is a *PointError with ErrUnit, and the result NaN, where the
// dimensions differ or a unit is not valid.
func (u Unit) Convert(v float64, to Unit) (float64, error) {
	if !u.valid() || !to.valid() || units[u].dimension != units[to].dimension {
		return math.NaN(), &PointError{Index: -1, Err: ErrUnit}
	}
	return shift(v, units[u].exponent-units[to].exponent), nil
}

func (u Unit) valid() bool { return u > 0 && int(u) < len(units) }

// shift returns v with its decimal point moved n digits to the right.
func shift(v float64, n int) float64 {
	if n == 0 || v != v || math.IsInf(v, 0) {
		return v
	}
	var buf [32]byte
	text := strconv.AppendFloat(buf[:0], v, 'e', -1, 64)
	mark := bytes.IndexByte(text, 'e') + 1
	e, _ := strconv.Atoi(string(text[mark:]))
	text = strconv.AppendInt(text[:mark], int64(e+n), 10)
	v, _ = strconv.ParseFloat(string(text), 64) // too large is an infinity
	return v
}
