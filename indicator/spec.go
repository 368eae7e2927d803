package indicator

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// What can be wrong with a spec and what is fed to it. They arrive wrapped in a
// *SpecError.
var (
	ErrName  = errors.New("no such indicator")
	ErrParam = errors.New("bad parameters")
	ErrInput = errors.New("wrong inputs")
)

// A SpecError says what is wrong with a spec, or with the inputs that came with
// it. Err is ErrName, ErrParam or ErrInput.
type SpecError struct {
	Spec   string // as given
	Reason string
	Err    error
}

// Error says which spec is wrong and why.
func (e *SpecError) Error() string { return "indicator: " + clipped(e.Spec) + ": " + e.Reason }

// Unwrap gives the sentinel.
func (e *SpecError) Unwrap() error { return e.Err }

// clipped returns the start of text that may be anything.
func clipped(text string) string {
	if len(text) <= 40 && strconv.CanBackquote(text) && text != "" {
		return text
	}
	return fmt.Sprintf("%.40q", text)
}

// A Spec is an indicator with its parameters: what a configuration file holds.
// It comes from [Parse]; the zero Spec is none.
type Spec struct {
	entry  *Entry
	params []float64
	text   string
}

// Parse reads a spec: the name of an indicator of the [Catalog] or an alias, in
// capitals or not, and its parameters in their order:
//
//	RSI            the defaults
//	RSI(14)
//	BBANDS(20, 2, 2, SMA)
//	Bollinger(20,2,2,0)
//
// Parameters that are left out at the end have their defaults. A moving-average
// type is its name, or TA-Lib's number from 0 to 8. The result is canonical:
// specs that mean the same have the same String.
func Parse(spec string) (Spec, error) {
	fail := func(err error, format string, args ...any) (Spec, error) {
		return Spec{}, &SpecError{spec, fmt.Sprintf(format, args...), err}
	}
	name, list, open := strings.Cut(strings.TrimSpace(spec), "(")
	e, extra := lookup(strings.TrimSpace(name))
	if e == nil {
		return fail(ErrName, "no such indicator")
	}
	var fields []string
	if open {
		inside, ok := strings.CutSuffix(list, ")")
		if !ok {
			return fail(ErrParam, "no ) at the end")
		}
		if strings.TrimSpace(inside) != "" {
			fields = strings.SplitN(inside, ",", len(e.Params)+extra+2)
		}
	}
	if len(fields) > len(e.Params)+extra {
		return fail(ErrParam, "at most %d parameters", len(e.Params)+extra)
	}
	params := make([]float64, len(e.Params))
	for i, p := range e.Params {
		params[i] = p.Default
	}
	for i, f := range fields {
		p := numberParam("the last parameter", 0, -1e300, 1e300)
		if i < len(e.Params) {
			p = e.Params[i]
		}
		x, ok := p.parse(strings.TrimSpace(f))
		if !ok {
			return fail(ErrParam, "%s is %s, not a %s", p.Name, clipped(strings.TrimSpace(f)), p.Kind)
		}
		if i < len(e.Params) {
			params[i] = x
		}
	}
	s, err := specOf(e, params)
	if err != nil {
		err.Spec = spec
		return Spec{}, err
	}
	return s, nil
}

// lookup returns the entry of a name or alias, and how many parameters more a
// spec of it may have, which mean nothing.
func lookup(name string) (e *Entry, extra int) {
	for _, e := range catalog {
		if strings.EqualFold(e.Name, name) {
			return e, e.unused
		}
	}
	for _, e := range catalog {
		for _, alias := range e.Aliases {
			if strings.EqualFold(alias, name) {
				return e, e.unused
			}
		}
	}
	return nil, 0
}

// parse reads the text of a parameter.
func (p Param) parse(text string) (x float64, ok bool) {
	if p.Kind == KindMAType {
		for m, name := range maNames {
			if strings.EqualFold(name, text) {
				return float64(m), true
			}
		}
	}
	x, err := strconv.ParseFloat(text, 64)
	return x, err == nil && !strings.ContainsAny(text, "xX_")
}

// specOf returns the spec of an entry and all of its parameters.
func specOf(e *Entry, params []float64) (Spec, *SpecError) {
	for i, p := range e.Params {
		if reason := p.refuse(params[i]); reason != "" {
			return Spec{}, &SpecError{e.Name, reason, ErrParam}
		}
		params[i] += 0 // no -0
	}
	if e.check != nil {
		if reason := e.check(params); reason != "" {
			return Spec{}, &SpecError{e.Name, reason, ErrParam}
		}
	}
	return Spec{e, params, e.format(params)}, nil
}

// refuse says why x is no value for p, "" if it is one.
func (p Param) refuse(x float64) string {
	switch {
	case x != x:
		return p.Name + " is NaN"
	case x < p.Min:
		return p.Name + " < " + p.format(p.Min)
	case x > p.Max:
		return p.Name + " > " + p.format(p.Max)
	case p.Kind != KindNumber && x != math.Trunc(x):
		return p.Name + " is no whole number"
	}
	return ""
}

// format returns the text of a value.
func (p Param) format(x float64) string {
	switch p.Kind {
	case KindMAType:
		return MAType(x).String()
	case KindPeriod:
		return strconv.Itoa(int(x))
	}
	return strconv.FormatFloat(x, 'g', -1, 64)
}

// format returns the canonical spec of parameters.
func (e *Entry) format(params []float64) string {
	n := len(params)
	for n > 0 && e.Params[n-1].Tacit && params[n-1] == e.Params[n-1].Default {
		n--
	}
	if len(e.Params) == 0 {
		return e.Name
	}
	b := append([]byte(e.Name), '(')
	for i, x := range params[:n] {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, e.Params[i].format(x)...)
	}
	return string(append(b, ')'))
}

// Entry returns what the catalog says of the indicator.
func (s Spec) Entry() Entry {
	if s.entry == nil {
		return Entry{}
	}
	return s.entry.clone()
}

// Params returns the parameters, in the order of Entry().Params.
func (s Spec) Params() []float64 { return slices.Clone(s.params) }

// String returns the canonical spec, such as "RSI(14)"; "" for the zero Spec.
func (s Spec) String() string { return s.text }

// kernel returns a fresh kernel without its arrays.
func (s Spec) kernel() kernel { return s.entry.kernel(s.params) }
