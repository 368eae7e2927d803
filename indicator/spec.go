package indicator

import (
	"fmt"
	"strconv"
	"strings"
)

// maxPeriod is the largest period of any indicator.
const maxPeriod = 100000

// format returns the canonical spec of an indicator and its parameters.
func format(name string, params ...int) string {
	b := append([]byte(name), '(')
	for i, p := range params {
		if i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendInt(b, int64(p), 10)
	}
	return string(append(b, ')'))
}

// build returns the kernel that a canonical spec names, without its arrays.
func build(spec string) (kernel, error) {
	name, rest, _ := strings.Cut(spec, "(")
	list, ok := strings.CutSuffix(rest, ")")
	var p []int
	for _, s := range strings.SplitN(list, ",", 4) {
		n, err := strconv.Atoi(s)
		ok = ok && err == nil && n >= 1 && n <= maxPeriod
		p = append(p, n)
	}
	var k kernel
	if ok {
		k = known(name, p)
	}
	if k == nil || k.spec() != spec {
		return nil, &StateError{Reason: fmt.Sprintf("unknown indicator %.40q", spec), Err: ErrState}
	}
	return k, nil
}

// known returns the kernel of a name and valid periods, nil if there is none.
func known(name string, p []int) kernel {
	switch len(p) {
	case 1:
		switch name {
		case "SMA":
			return &sma{window{n: p[0]}}
		case "EMA":
			return newEMA(p[0])
		case "RSI":
			return newRSI(p[0])
		case "ATR":
			return newATR(p[0])
		case "Max":
			return &extreme{n: p[0]}
		case "Min":
			return &extreme{n: p[0], flip: -1}
		case "StdDev":
			return &stdDev{window{n: p[0], squares: true}}
		}
	case 3:
		if name == "MACD" {
			return newMACD(p[0], p[1], p[2])
		}
	}
	return nil
}

// checkPeriod panics for a period that no indicator has: a program error.
func checkPeriod(name, what string, period int) {
	if period < 1 {
		panic("indicator: " + name + ": " + what + " < 1")
	}
	if period > maxPeriod {
		panic("indicator: " + name + ": " + what + " > " + strconv.Itoa(maxPeriod))
	}
}
