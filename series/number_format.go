package series

import (
	"bytes"
	"errors"
	"math"
	"strconv"
	"strings"
)

// number reads a number in the dialect's format, NaN for a missing one.
func (d Dialect) number(b []byte) (float64, error) {
	switch d.vendor {
	case fred:
		if len(b) == 1 && b[0] == '.' {
			return math.NaN(), nil
		}
	case farside:
		if len(b) == 1 && b[0] == '-' {
			return math.NaN(), nil
		}
		return parseAccount(b)
	case exchange:
		if len(b) == 4 && strings.EqualFold(string(b), "null") || len(b) == 3 && strings.EqualFold(string(b), "nan") {
			return math.NaN(), nil
		}
	}
	return parseNumber(b)
}

// parseAccount reads a number as accountants write it: (1,234.5) is -1234.5.
func parseAccount(b []byte) (float64, error) {
	sign := 1.0
	if n := len(b); n > 2 && b[0] == '(' && b[n-1] == ')' && (b[1]-'0' <= 9 || b[1] == '.') {
		b, sign = b[1:n-1], -1
	}
	if bytes.IndexByte(b, ',') >= 0 {
		whole, _, _ := bytes.Cut(b, []byte("."))
		if len(whole) > 0 && (whole[0] == '-' || whole[0] == '+') {
			whole = whole[1:]
		}
		groups := bytes.Split(whole, []byte(","))
		for i, g := range groups {
			if len(g) > 3 || len(g) < 1 || i > 0 && len(g) < 3 || !digits(string(g)) {
				return math.NaN(), ErrNumber
			}
		}
		commas := bytes.Count(b, []byte(","))
		b = bytes.Replace(b, []byte(","), nil, len(groups)-1)
		if commas >= len(groups) {
			return math.NaN(), ErrNumber
		}
	}
	x, err := parseNumber(b)
	return sign * x, err
}

// pow10 holds the powers of ten for all decimals of 19 digits. A float64 holds
// those up to 1e22 exactly.
var pow10 = [...]float64{1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10,
	1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19}

// parseNumber reads a decimal number, NaN for an empty text. Nearly all prices
// are a whole number below 2^53 divided by a power of ten: both are
// exact, so that one division gives the nearest float64. For the others
// strconv.ParseFloat gives it.
func parseNumber(b []byte) (float64, error) {
	if len(b) == 0 {
		return math.NaN(), nil
	}
	i := 0
	if b[0] == '-' || b[0] == '+' {
		i = 1
	}
	var whole uint64
	first, point := i, len(b)
	for ; i < len(b); i++ {
		c := b[i] - '0'
		if c <= 9 {
			whole = 10*whole + uint64(c)
			continue
		}
		if b[i] != '.' || point < len(b) {
			return parseLong(b)
		}
		point = i
	}
	count, decimals := len(b)-first, 0
	if point < len(b) {
		count--
		decimals = len(b) - 1 - point
	}
	// 19 digits cannot overflow a uint64.
	if count == 0 || count > 19 || whole >= 1<<53 {
		return parseLong(b)
	}
	x := float64(whole)
	if decimals > 0 {
		x /= pow10[decimals] // decimals <= count <= 19
	}
	if b[0] == '-' {
		x = -x
	}
	return x, nil
}

// parseLong is parseNumber for the rest.
func parseLong(b []byte) (float64, error) {
	// ParseFloat also reads words, hexadecimals and underscores, which no price has.
	for _, c := range b {
		if c-'0' > 9 && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E' {
			return math.NaN(), ErrNumber
		}
	}
	x, err := strconv.ParseFloat(string(b), 64)
	switch {
	case errors.Is(err, strconv.ErrRange) || math.Abs(x) > Limit:
		return math.NaN(), ErrInfinite
	case err != nil:
		return math.NaN(), ErrNumber
	}
	return x, nil
}
