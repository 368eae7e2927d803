package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/riskon/riskon/regime"
)

// plain writes x with a fixed number of decimals, or a dash.
func plain(x regime.Number, decimals int) string {
	if x.Missing() {
		return "-"
	}
	return strconv.FormatFloat(float64(x), 'f', decimals, 64)
}

// signed is plain with a plus.
func signed(x regime.Number, decimals int) string {
	if x.Missing() {
		return "-"
	}
	return fmt.Sprintf("%+.*f", decimals, float64(x))
}

// percent writes a share as a signed percentage, or a dash.
func percent(x regime.Number) string {
	if x.Missing() {
		return "-"
	}
	return fmt.Sprintf("%+.1f%%", 100*float64(x))
}

// short writes x so that its size can be seen: large numbers with thousands and
// no decimals, small ones with digits significant digits.
func short(x regime.Number, digits int) string {
	v := float64(x)
	switch a := math.Abs(v); {
	case x.Missing():
		return "-"
	case v == math.Trunc(v) && a < 1e15:
		return thousands(strconv.FormatFloat(v, 'f', 0, 64))
	case a >= 1000:
		return thousands(strconv.FormatFloat(v, 'f', 0, 64))
	case a >= 1:
		return strconv.FormatFloat(v, 'f', digits-2, 64)
	}
	return strconv.FormatFloat(v, 'g', digits, 64)
}

// money writes USD in billions or millions.
func money(x regime.Number) string {
	v, sign := float64(x), ""
	if v < 0 {
		v, sign = -v, "-"
	}
	switch {
	case x.Missing():
		return "-"
	case v >= 1e9:
		return fmt.Sprintf("%s$%.2fB", sign, v/1e9)
	}
	return fmt.Sprintf("%s$%.0fM", sign, v/1e6)
}

// thousands puts commas into the digits of a whole number.
func thousands(s string) string {
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return sign + s
}

// micro writes a part with the six decimals in which parts add up.
func micro(p regime.Part) string { return fmt.Sprintf("%+.6f", float64(p.Micro)/1e6) }

func days(age regime.Number) string {
	if age.Missing() {
		return "-"
	}
	return fmt.Sprintf("%.0fd", float64(age))
}

func orDash(d regime.Date) string {
	if d.IsZero() {
		return "-"
	}
	return d.String()
}

// unitWord shortens the model's units to what fits a column.
func unitWord(unit string) string {
	switch unit {
	case "points, sign reversed, clipped":
		return "points"
	case "machine value":
		return "machine"
	case "relative change", "ratio change":
		return "change"
	case "USD millions":
		return "$ million"
	case "flow balance":
		return "balance"
	case "share of assets", "share of members":
		return "share"
	case "two ramps":
		return "ramp"
	}
	return unit
}
