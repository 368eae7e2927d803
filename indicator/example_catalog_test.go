package indicator_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/riskon/riskon/indicator"
)

// A screener: indicators as text, over any bars.
func ExampleEval() {
	for _, spec := range []string{"SMA(3)", "BBANDS(4, 2, 2, SMA)", "ATR(3)"} {
		f, err := indicator.Eval(spec, bars())
		if err != nil {
			panic(err)
		}
		for j, name := range f.Names() {
			fmt.Printf("%s %s %.3f\n", spec, name, f.Column(j).Value(f.Len()-1))
		}
	}
	// Output:
	// SMA(3) SMA 14.333
	// BBANDS(4, 2, 2, SMA) Upper 17.162
	// BBANDS(4, 2, 2, SMA) Middle 14.000
	// BBANDS(4, 2, 2, SMA) Lower 10.838
	// ATR(3) ATR 1.988
}

func ExampleEval_error() {
	_, err := indicator.Eval("RSI(0)", bars())
	fmt.Println(err, errors.Is(err, indicator.ErrParam))
	_, err = indicator.Eval("RSO(14)", bars())
	fmt.Println(err, errors.Is(err, indicator.ErrName))
	// Output:
	// indicator: RSI(0): period < 1 true
	// indicator: RSO(14): no such indicator true
}

// A service that keeps what a user asked for alive, across restarts.
func ExampleOpen() {
	live, err := indicator.Open("MACD(2,4,2)")
	if err != nil {
		panic(err)
	}
	b := bars()
	row := make([]float64, 0, 3)
	for i := range b.Len() - 1 {
		row = live.Update(row[:0], b.Bar(i), nil)
	}
	blob, _ := json.Marshal(live)

	restored := new(indicator.Live)
	if err := json.Unmarshal(blob, restored); err != nil {
		panic(err)
	}
	row = restored.Update(row[:0], b.Bar(b.Len()-1), nil)
	fmt.Printf("%v %.4f\n", restored, row)
	// Output: MACD(2,4,2) [0.8820 0.7409 0.1411]
}

func ExampleParse() {
	spec, err := indicator.Parse("stddev(20, 1)")
	fmt.Println(spec, spec.Params(), err)
	// Output: StdDev(20) [20 1] <nil>
}

func ExampleCatalog() {
	for _, e := range indicator.Catalog() {
		if e.Group == "volatility" {
			fmt.Println(e.Name, e.Aliases, e.Title, strings.Join(e.Inputs, " "))
		}
	}
	// Output:
	// ATR [] average true range high low close
	// NATR [] normalized average true range high low close
	// TrueRange [TRANGE] true range high low close
}
