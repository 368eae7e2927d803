package indicator

import (
	"slices"
	"strconv"

	"github.com/riskon/riskon/series"
)

// An Entry describes one indicator of the [Catalog]: what a user interface needs
// to offer it, and a reader to trust it.
type Entry struct {
	Name    string   // as in a spec, and of the Go function
	Aliases []string // other names that Parse takes: TA-Lib's, where they differ by more than capitals
	Title   string   // in words
	Group   string   // TA-Lib's: overlap, momentum, volume, volatility, cycle, price, statistics or candles
	Params  []Param
	Inputs  []string // x; x and y; or the fields of a bar that are read
	Outputs []string // names, as the fields of the Value type
	Low     float64  // smallest output, -Inf where there is no bound
	High    float64  // largest output, +Inf where there is no bound
	Exact   bool     // the same bits on every CPU; others agree to 1e-12 relative
	Source  string   // author, title, year

	maker
}

// A Param is a parameter of an indicator. In a spec it stands at its place: a
// number, or the name of an [MAType].
type Param struct {
	Name              string
	Kind              ParamKind
	Default, Min, Max float64

	// Tacit parameters come last and are not written in the canonical spec where
	// they have their default.
	Tacit bool
}

// A ParamKind says what numbers a parameter takes.
type ParamKind int

const (
	KindPeriod ParamKind = iota + 1 // a whole number of inputs
	KindNumber                      // any number
	KindMAType                      // an MAType
)

// String returns the kind in words.
func (k ParamKind) String() string {
	switch k {
	case KindPeriod:
		return "period"
	case KindNumber:
		return "number"
	case KindMAType:
		return "moving-average type"
	}
	return "ParamKind(" + strconv.Itoa(int(k)) + ")"
}

// maxPeriod is the largest period of any indicator.
const maxPeriod = 100000

// periodParam returns a Param from 1 to maxPeriod.
func periodParam(name string, by int) Param {
	return Param{Name: name, Kind: KindPeriod, Default: float64(by), Min: 1, Max: maxPeriod}
}

// numberParam returns a Param from low to high.
func numberParam(name string, by, low, high float64) Param {
	return Param{Name: name, Kind: KindNumber, Default: by, Min: low, Max: high}
}

// maParam returns a Param that is an MAType.
func maParam(name string, by MAType) Param {
	return Param{Name: name, Kind: KindMAType, Default: float64(by), Max: float64(lastMAType)}
}

// A maker builds what an entry describes.
type maker struct {
	kernel func(p []float64) kernel       // of valid parameters; without its arrays
	stream func() stream                  // a zero one of the kernel's kind
	check  func(p []float64) (bad string) // what is wrong with parameters together; may be nil
	unused int                            // parameters more that a spec may have, as TA-Lib does, and that mean nothing
	kind   inputKind
	reads  reads
	picks  bool // every output is one of the inputs
	scales bool // outputs are at most 1e12 times the largest input so far
}

// An inputKind says what an indicator takes.
type inputKind uint8

const (
	takesNumber inputKind = iota
	takesPair
	takesBar
)

// takingNumber completes the entry of an indicator that takes a number.
func takingNumber[V any](e Entry, f func(p []float64) numberKernel[V]) *Entry {
	e.Inputs = []string{"x"}
	e.kernel = func(p []float64) kernel { return f(p) }
	e.stream = func() stream { return new(numberStream[V]) }
	return &e
}

// takingPair completes the entry of an indicator that takes two numbers.
func takingPair(e Entry, f func(p []float64) pairKernel) *Entry {
	if e.Inputs == nil {
		e.Inputs = []string{"x", "y"}
	}
	e.kind = takesPair
	e.kernel = func(p []float64) kernel { return f(p) }
	e.stream = func() stream { return new(PairStream) }
	return &e
}

// takingBar completes the entry of an indicator that takes a bar; its Inputs are
// the fields it reads.
func takingBar[V any](e Entry, f func(p []float64) barKernel[V]) *Entry {
	e.kind = takesBar
	e.kernel = func(p []float64) kernel { return f(p) }
	e.stream = func() stream { return new(barStream[V]) }
	for _, field := range e.Inputs {
		switch field {
		case "open":
			e.reads.open = true
		case "high":
			e.reads.high = true
		case "low":
			e.reads.low = true
		case "close":
			e.reads.close = true
		case "volume":
			e.reads.volume = true
		}
	}
	return &e
}

// Catalog returns all indicators, by group as TA-Lib has them.
func Catalog() []Entry {
	out := make([]Entry, len(catalog))
	for i, e := range catalog {
		out[i] = e.clone()
	}
	return out
}

// bounded reports whether no output can be beyond series.Limit: it need not be
// looked for.
func (e *Entry) bounded() bool {
	return e.picks || e.Low >= -series.Limit && e.High <= series.Limit
}

// clone returns a copy that shares no memory with e.
func (e *Entry) clone() Entry {
	c := *e
	c.Aliases, c.Params = slices.Clone(e.Aliases), slices.Clone(e.Params)
	c.Inputs, c.Outputs = slices.Clone(e.Inputs), slices.Clone(e.Outputs)
	return c
}

// entryOf returns the entry of a name, nil if there is none.
func entryOf(name string) *Entry {
	for _, e := range catalog {
		if e.Name == name {
			return e
		}
	}
	return nil
}
