package candle_test

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/riskon/riskon/indicator/candle"
	"github.com/riskon/riskon/series"
)

// fall returns ten daily bars that fall and turn: the last three are a long black
// candle, a small one below it, and a white one back into its body.
func fall() series.Bars {
	var list []series.Bar
	add := func(open, high, low, close float64) {
		start := time.Date(2024, 3, 1+len(list), 0, 0, 0, 0, time.UTC)
		list = append(list, series.Bar{Start: start, End: start.AddDate(0, 0, 1), Open: open, High: high, Low: low, Close: close})
	}
	for i := range 10 {
		top := 120 - float64(i)
		add(top, top+1, top-3, top-2)
	}
	add(109, 110, 103, 104)
	add(102, 103, 101, 102.5)
	add(103, 108, 102.5, 107)
	bars, err := series.NewBars(list)
	if err != nil {
		panic(err)
	}
	return bars
}

func ExampleScan() {
	for _, hit := range candle.Scan(fall(), candle.Settings{}) {
		if hit.Bars > 1 {
			fmt.Println(hit)
		}
	}
	// Output:
	// 2024-03-14T00:00:00Z MorningStar bullish 100, 3 bars
}

func ExampleSeries() {
	y := candle.Series(fall(), candle.BeltHold, candle.Settings{})
	fmt.Println(y.Values())
	// Output: [NaN NaN NaN NaN NaN NaN NaN NaN NaN NaN 0 0 0]
}

func ExampleStream() {
	live := candle.NewStream(candle.MorningStar, candle.Settings{Penetration: 0.5})
	bars := fall()
	for i := range bars.Len() {
		if live.Update(bars.Bar(i)).Direction > 0 {
			fmt.Println("buy at", bars.Bar(i).Close)
		}
	}
	// Output: buy at 107
}

// A saved stream goes on where it was, in a fresh process.
func ExampleStream_restart() {
	bars := fall()
	live := candle.NewStream(candle.Engulfing, candle.Settings{})
	for i := range 12 {
		live.Update(bars.Bar(i))
	}
	blob, err := json.Marshal(live)
	if err != nil {
		panic(err)
	}
	fmt.Println(string(blob))

	var restored candle.Stream
	if err := json.Unmarshal(blob, &restored); err != nil {
		panic(err)
	}
	fmt.Println(restored.String(), restored.Update(bars.Bar(12)), live.Update(bars.Bar(12)))
	// Output:
	// {"version":1,"patterns":["Engulfing"],"settings":{},"bars":[[111,112,108,109],[109,110,103,104],[102,103,101,102.5]]}
	// Engulfing none none
}

func ExampleScanner() {
	live := candle.NewScanner(candle.Settings{}, candle.MorningStar, candle.EveningStar)
	bars := fall()
	var hits []candle.Hit
	for i := range bars.Len() {
		hits = live.Update(hits[:0], bars.Bar(i))
		for _, hit := range hits {
			fmt.Println(hit.Pattern, hit.Signal)
		}
	}
	// Output: MorningStar bullish 100, 3 bars
}

func ExampleSettings() {
	// A doji is a body of at most a twentieth of the candle's own range.
	strict := candle.Settings{BodyDoji: candle.Setting{Range: candle.HighLow, Period: 0, Factor: 0.05}}
	fmt.Println(strict)
	fmt.Println(len(candle.Scan(fall(), candle.Settings{}, candle.Doji)), len(candle.Scan(fall(), strict, candle.Doji)))
	// Output:
	// BodyDoji: HighLow 0 0.05
	// 0 0
}

func ExampleParse() {
	p, err := candle.Parse("cdl3blackcrows")
	fmt.Println(p, p.TALib(), err)
	_, err = candle.Parse("BlackSwan")
	fmt.Println(err)
	// Output:
	// ThreeBlackCrows CDL3BLACKCROWS <nil>
	// candle: "BlackSwan": no such pattern
}
