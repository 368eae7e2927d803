package ratio_test

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/riskon/riskon/ratio"
	"github.com/riskon/riskon/series"
)

var friday = time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)

// weekly is a series of Fridays.
func weekly(values ...float64) series.Series {
	times := make([]time.Time, len(values))
	for i := range values {
		times[i] = friday.AddDate(0, 0, 7*i)
	}
	s, err := series.New(times, values)
	if err != nil {
		panic(err)
	}
	return s
}

func ExampleOf() {
	eth, btc := weekly(3000, 3300, 3200), weekly(100000, 100000, 80000)
	fmt.Println(ratio.Of(eth, btc, 0).Values())
	// The dollar price of ETH is known on Fridays; that of BTC is a day old.
	stale := ratio.Of(eth, btc.Slice(0, 2), 24*time.Hour)
	fmt.Println(stale.Values())
	// Output:
	// [0.03 0.033 0.04]
	// [0.03 0.033 NaN]
}

func ExampleNewPair() {
	ethbtc := ratio.NewPair(7 * 24 * time.Hour)
	var rows []ratio.PairValue
	step := func(t time.Time, eth, btc float64) {
		if err := ethbtc.Observe(ratio.Denominator, t, btc); err != nil {
			fmt.Println(err)
		}
		if err := ethbtc.Observe(ratio.Numerator, t, eth); err != nil {
			fmt.Println(err)
		}
		rows = ethbtc.Advance(rows[:0], t)
	}
	step(friday, 3000, 100000)
	fmt.Println(ethbtc.Value(), len(rows))
	step(friday, 1, 1) // too late, twice
	// Output:
	// 0.03 1
	// ratio: denominator at 2026-01-02T00:00:00Z: instant already closed
	// ratio: numerator at 2026-01-02T00:00:00Z: instant already closed
}

func ExampleNewBasket() {
	basket := ratio.NewBasket(ratio.BasketConfig{MinObs: 2, MinMembers: 2})
	var rows []ratio.BasketValue
	for week, prices := range []map[string]float64{
		{"BTC": 100000, "ETH": 3000, "SOL": 150},
		{"BTC": 100000, "ETH": 3000, "SOL": 150},
		{"BTC": 110000, "ETH": 3300, "SOL": 198}, // ETH with BTC, SOL 20 % ahead
		{"BTC": 110000, "ETH": 3300, "SOL": 198, "HYPE": 25},
	} {
		t := friday.AddDate(0, 0, 7*week)
		for id, price := range prices { // any order
			err := error(nil)
			if id == "BTC" {
				err = basket.ObserveBase(t, price)
			} else {
				err = basket.Observe(id, t, price)
			}
			if err != nil {
				fmt.Println(err)
			}
		}
		rows = basket.Advance(rows, t)
	}
	for _, r := range rows {
		fmt.Printf("%s %.4g thin=%v %v\n", r.Time.Format(time.DateOnly), r.Value, r.Thin, r.Members)
	}
	// Output:
	// 2026-01-02 NaN thin=true []
	// 2026-01-09 100 thin=false [ETH SOL]
	// 2026-01-16 110 thin=false [ETH SOL]
	// 2026-01-23 110 thin=false [ETH SOL]
}

func ExampleBasket_UnmarshalJSON() {
	basket := ratio.NewBasket(ratio.BasketConfig{MinObs: 1, MinMembers: 1})
	_, _ = basket.ObserveBase(friday, 100000), basket.Observe("ETH", friday, 3000)
	blob, err := json.Marshal(basket) // in the middle of an instant
	if err != nil {
		fmt.Println(err)
	}
	var restored ratio.Basket
	if err := json.Unmarshal(blob, &restored); err != nil {
		fmt.Println(err)
	}
	fmt.Println(restored.Advance(nil, friday)[0].Value)
	fmt.Println(json.Unmarshal([]byte(`{"version":1}`), &restored))
	// Output:
	// 100
	// ratio: Basket: not a valid state: missing fields
}

func ExampleInput() {
	fmt.Println(ratio.Numerator, ratio.Denominator)
	// Output: numerator denominator
}
