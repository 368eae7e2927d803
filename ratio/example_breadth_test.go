package ratio_test

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/riskon/riskon/ratio"
)

func ExampleSeasonOf() {
	btc := weekly(100000, 102000, 105000)
	season, err := ratio.SeasonOf(btc, []ratio.Constituent{
		{ID: "ETH", Price: weekly(3000, 3100, 3600)}, // +20 %
		{ID: "SOL", Price: weekly(150, 160, 180)},    // +20 %
		{ID: "XRP", Price: weekly(2, 2.1, 2.5)},      // +25 %
		{ID: "ADA", Price: weekly(0.3, 0.3, 0.315)},  // +5 %, as BTC: not ahead
		{ID: "USDT", Price: weekly(1, 1, 1)},
	}, ratio.SeasonConfig{Window: 14 * 24 * time.Hour, Exclude: []string{"USDT"}})
	if err != nil {
		fmt.Println(err)
	}
	fmt.Println(season.Index.Values(), season.N.Values())
	fmt.Println(ratio.SeasonState(season.State.Value(2)))
	// Output:
	// [NaN NaN 75] [0 0 4]
	// altcoin season
}

func ExampleNewSeason() {
	season := ratio.NewSeason(ratio.SeasonConfig{Window: 7 * 24 * time.Hour, Universe: 2, MinMembers: 2})
	var rows []ratio.SeasonValue
	for week, prices := range []map[string]float64{
		{"BTC": 100000, "ETH": 3000, "SOL": 150, "DOGE": 0.1},
		{"BTC": 101000, "ETH": 3100, "SOL": 150, "DOGE": 0.2},
	} {
		t := friday.AddDate(0, 0, 7*week)
		for id, price := range prices { // any order
			err := error(nil)
			if id == "BTC" {
				err = season.ObserveBase(t, price)
			} else {
				err = season.Observe(id, t, price)
			}
			if err != nil {
				fmt.Println(err)
			}
		}
		for id, billions := range map[string]float64{"ETH": 370, "SOL": 75, "DOGE": 25} {
			if err := season.ObserveSize(id, t, billions); err != nil {
				fmt.Println(err)
			}
		}
		rows = season.Advance(rows, t)
	}
	for _, r := range rows {
		fmt.Println(r.Time.Format(time.DateOnly), r.Index, r.Ahead, "of", r.N, r.State)
	}
	// Output:
	// 2026-01-02 NaN 0 of 0 none
	// 2026-01-09 50 1 of 2 between seasons
}

func ExampleSeason_UnmarshalJSON() {
	season := ratio.NewSeason(ratio.SeasonConfig{Window: 24 * time.Hour, MinMembers: 1})
	for i := range 2 {
		t := friday.AddDate(0, 0, i)
		if err := season.ObserveBase(t, 100000); err != nil {
			fmt.Println(err)
		}
		if err := season.Observe("ETH", t, 3000+float64(i)); err != nil {
			fmt.Println(err)
		}
	}
	blob, err := json.Marshal(season) // in the middle of an instant
	if err != nil {
		fmt.Println(err)
	}
	var restored ratio.Season
	if err := json.Unmarshal(blob, &restored); err != nil {
		fmt.Println(err)
	}
	restored.Advance(nil, friday.AddDate(0, 0, 1))
	fmt.Println(restored.Value().Index)
	// Output: 100
}

func ExampleSeasonState() {
	fmt.Println(ratio.AltSeason, "|", ratio.BetweenSeasons, "|", ratio.BTCSeason, "|", ratio.SeasonState(0))
	// Output: altcoin season | between seasons | BTC season | none
}

func ExampleBreadthOf() {
	clock := weekly(0, 0, 0)
	breadth, err := ratio.BreadthOf(clock, []ratio.Constituent{
		{ID: "ETH", Price: weekly(3000, 3100, 3200)},
		{ID: "SOL", Price: weekly(150, 160, 140)},
		{ID: "XRP", Price: weekly(2, 1.9, 1.8)},
	}, ratio.BreadthConfig{MinMembers: 3, Average: 2, Window: 3})
	if err != nil {
		fmt.Println(err)
	}
	fmt.Println("advancing:", breadth.Advancing.Values())
	fmt.Println("declining:", breadth.Declining.Values())
	fmt.Println("line:     ", breadth.Line.Values())
	fmt.Printf("above:     %.2f\n", breadth.Above.Values())
	fmt.Println("highs:    ", breadth.Highs.Values(), "lows:", breadth.Lows.Values())
	// Output:
	// advancing: [NaN 2 1]
	// declining: [NaN 1 2]
	// line:      [0 1 0]
	// above:     [NaN 0.67 0.33]
	// highs:     [NaN NaN 1] lows: [NaN NaN 2]
}

func ExampleNewBreadth() {
	breadth := ratio.NewBreadth(ratio.BreadthConfig{MinMembers: 2})
	var rows []ratio.BreadthValue
	for day, closes := range []map[string]float64{
		{"AAPL": 270, "MSFT": 480},
		{}, // a holiday
		{"AAPL": 272, "MSFT": 481},
	} {
		t := friday.AddDate(0, 0, day)
		if err := breadth.Tick(t); err != nil {
			fmt.Println(err)
		}
		for id, price := range closes {
			if err := breadth.Observe(id, t, price); err != nil {
				fmt.Println(err)
			}
		}
		rows = breadth.Advance(rows, t)
	}
	for _, r := range rows {
		fmt.Println(r.N, r.Advancing, r.Declining, r.Line)
	}
	// Output:
	// 2 NaN NaN 0
	// 2 NaN NaN 0
	// 2 2 0 2
}

func ExampleDominanceOf() {
	btc := ratio.Constituent{ID: "BTC", Size: weekly(1800, 2000)} // billions
	d, err := ratio.DominanceOf(btc, []ratio.Constituent{
		{ID: "ETH", Size: weekly(400, 450)},
		{ID: "others", Size: weekly(800, 750)},
	}, 0)
	if err != nil {
		fmt.Println(err)
	}
	fmt.Println(d.Value.Values())
	// Output: [60 62.5]
}

func ExampleNewDominance() {
	dominance := ratio.NewDominance("BTC", 24*time.Hour)
	for id, billions := range map[string]float64{"BTC": 2000, "ETH": 400, "SOL": 100} {
		if err := dominance.Observe(id, friday, billions); err != nil {
			fmt.Println(err)
		}
	}
	for _, r := range dominance.Advance(nil, friday) {
		fmt.Println(r.Value, "% of", r.Total, "in", r.N, "coins; all others are", r.Others(), "of it")
	}
	// Output: 80 % of 2500 in 3 coins; all others are 0.25 of it
}

func ExampleFromDominance() {
	fmt.Println(ratio.FromDominance(weekly(80, 50, 40)).Values())
	// Output: [0.25 1 1.5]
}
