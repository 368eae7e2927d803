package ratio_test

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/riskon/riskon/ratio"
	"github.com/riskon/riskon/series"
)

func ExampleBasketIndex() {
	btc := weekly(100000, 100000, 100000)
	alts, err := ratio.BasketIndex(btc, []ratio.Constituent{
		{ID: "ETH", Price: weekly(3000, 3300, 3300)},
		{ID: "SOL", Price: weekly(150, 135, 162)},
	}, ratio.BasketConfig{MinObs: 1, MinMembers: 2, SeasonRows: 1})
	if err != nil {
		fmt.Println(err)
	}
	fmt.Printf("%.4g\n", alts.Value.Values())
	fmt.Println("ahead of BTC:", alts.Season.Values())
	fmt.Println(alts.Row(2).Members)
	// Output:
	// [100 100 110]
	// ahead of BTC: [NaN 0.5 0.5]
	// [ETH SOL]
}

// Capitalisations are known once a month; the weights of the month drift with
// the prices. A base of 1s gives the index in dollars.
func ExampleBasketIndex_cap() {
	dollar := weekly(1, 1, 1, 1, 1, 1)
	index, err := ratio.BasketIndex(dollar, []ratio.Constituent{
		{ID: "ETH", Price: weekly(3000, 3300, 3300, 3300, 3300, 3300), Size: weekly(360e9, 396e9)},
		{ID: "SOL", Price: weekly(150, 150, 300, 300, 300, 150), Size: weekly(90e9, 90e9)},
	}, ratio.BasketConfig{
		MinObs: 1, MinMembers: 2, Weighting: ratio.CapWeight,
		SizeAge: 45 * 24 * time.Hour, Rebalance: series.Monthly(time.UTC),
	})
	if err != nil {
		fmt.Println(err)
	}
	for i := range index.Value.Len() {
		r := index.Row(i)
		fmt.Printf("%s %.1f %v %.2f rebalanced=%v\n", r.Time.Format(time.DateOnly), r.Value, r.Members, r.Weights, r.Rebalanced)
	}
	// Output:
	// 2026-01-02 100.0 [ETH SOL] [0.80 0.20] rebalanced=true
	// 2026-01-09 108.0 [ETH SOL] [0.81 0.19] rebalanced=false
	// 2026-01-16 128.0 [ETH SOL] [0.69 0.31] rebalanced=false
	// 2026-01-23 128.0 [ETH SOL] [0.69 0.31] rebalanced=false
	// 2026-01-30 128.0 [ETH SOL] [0.69 0.31] rebalanced=false
	// 2026-02-06 108.0 [ETH SOL] [0.81 0.19] rebalanced=true
}

// Two coins that double and halve in turn go nowhere; equal weights at every
// row do.
func ExampleBasketLines() {
	a, b := weekly(1, 2, 1, 2, 1), weekly(2, 1, 2, 1, 2)
	index, err := ratio.BasketIndex(weekly(1, 1, 1, 1, 1), []ratio.Constituent{{ID: "A", Price: a}, {ID: "B", Price: b}},
		ratio.BasketConfig{MinObs: 1, MinMembers: 2})
	if err != nil {
		fmt.Println(err)
	}
	fmt.Printf("index %.2f\n", index.Value.Values())
	fmt.Printf("gain  %.4f\n", index.Gain.Values())
	// Output:
	// index [100.00 125.00 156.25 195.31 244.14]
	// gain  [0.0000 0.2231 0.4463 0.6694 0.8926]
}

func ExampleBasket_ObserveSize() {
	basket := ratio.NewBasket(ratio.BasketConfig{MinObs: 1, MinMembers: 2, Weighting: ratio.SupplyWeight, SizeAge: 7 * 24 * time.Hour})
	for _, err := range []error{
		basket.ObserveBase(friday, 100000),
		basket.Observe("ETH", friday, 3000),
		basket.Observe("SOL", friday, 150),
		basket.ObserveSize("ETH", friday, 120e6),
		basket.ObserveSize("SOL", friday, 600e6),
		basket.ObserveSize("SOL", friday.Add(time.Hour), -1),
	} {
		if err != nil {
			fmt.Println(err)
		}
	}
	row := basket.Advance(nil, friday)[0]
	fmt.Println(row.Members, row.Weights)
	// Output:
	// ratio: SOL at 2026-01-02T01:00:00Z: size out of range
	// [ETH SOL] [0.8 0.2]
}

func ExampleWeighting() {
	cfg := ratio.BasketConfig{Weighting: ratio.CapWeight, SizeAge: time.Hour}
	text, err := json.Marshal(cfg)
	fmt.Println(string(text), err)
	fmt.Println(json.Unmarshal([]byte(`{"weighting":"price"}`), &cfg))
	// Output:
	// {"min_obs":0,"max_age_ns":0,"min_members":0,"start":0,"season_rows":0,"weighting":"cap","size_age_ns":3600000000000} <nil>
	// ratio: no such weighting: "price"
}
