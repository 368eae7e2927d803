package regime_test

import (
	"fmt"
	"strings"
	"time"

	"github.com/riskon/riskon/regime"
	"github.com/shopspring/decimal"
)

// A company of 650,000 BTC whose shares cost $60B, and which owes more than it has
// in cash.
func ExampleMNAV() {
	in := regime.MNAVInputs{
		MarketCap: decimal.RequireFromString("60e9"),
		Debt:      decimal.RequireFromString("8.2e9"),
		Preferred: decimal.RequireFromString("7e9"),
		Cash:      decimal.RequireFromString("1.44e9"),
		Holdings:  decimal.RequireFromString("650000"),
		Price:     decimal.RequireFromString("90000"),
	}
	fmt.Println(regime.MNAV(in))

	in.Holdings = decimal.Zero
	_, err := regime.MNAV(in)
	fmt.Println(err)
	// Output:
	// 1.260854700854700854700854701 <nil>
	// regime: holdings: zero, and something is divided by it
}

// In three weeks a company buys 38,864 BTC and issues 18.6 million shares: each
// share has 0.37 % more of a coin.
func ExampleBTCYield() {
	from := regime.PerShare{Coins: decimal.NewFromInt(673783), DilutedShares: decimal.NewFromInt(345_600_000)}
	to := regime.PerShare{Coins: decimal.NewFromInt(712647), DilutedShares: decimal.NewFromInt(364_200_000)}
	yield, err := regime.BTCYield(from, to)
	fmt.Println(yield.StringFixed(6), err)
	// Output:
	// 0.003664 <nil>
}

// One share stands for so many satoshis.
func ExamplePerShare_Coin() {
	coin, err := regime.PerShare{Coins: decimal.NewFromInt(673783), DilutedShares: decimal.NewFromInt(345_600_000)}.Coin()
	fmt.Println(coin.Shift(8).Round(2), err)
	// Output:
	// 194960.36 <nil>
}

// Of all treasuries the total and the three largest are known. However the others
// share the rest, the market is as concentrated as one of 2.4 to 2.5 equal holders.
func ExampleConcentrationBounds() {
	largest := []decimal.Decimal{decimal.NewFromInt(709715), decimal.NewFromInt(53250), decimal.NewFromInt(43514)}
	b, err := regime.ConcentrationBounds(largest, decimal.NewFromInt(1127981))
	if err != nil {
		panic(err)
	}
	fewest, most := b.EffectiveN()
	fmt.Printf("HHI %.4f..%.4f, %.2f to %.2f holders, the largest has %.1f %%\n", b.Lower, b.Upper, fewest, most, 100*b.Top1)
	// Output:
	// HHI 0.3996..0.4102, 2.44 to 2.50 holders, the largest has 62.9 %
}

// The 16th is not there yet, which is no zero: the coverage ends with the 12th.
// The 15th, a holiday, has no row.
func ExampleReadFarside() {
	file := "Date,IBIT,GBTC,Total\n" +
		"11 Jan 2024,111.7,(95.1),655.3\n" +
		"12 Jan 2024,386.0,\"(484.1)\",203.0\n" +
		"16 Jan 2024,212.7,(594.4),-\n"
	table, err := regime.ReadFarside(strings.NewReader(file), "Total", "btc_etf")
	if err != nil {
		panic(err)
	}
	for _, row := range table {
		fmt.Println(row.Flow, row.Flow.USD, "known", row.Flow.Known.Format("Jan 02 15:04"), "-", row.Coverage)
	}
	// Output:
	// flow of btc_etf  on 2024-01-11 655300000 known Jan 12 12:00 - coverage of btc_etf  through 2024-01-11
	// flow of btc_etf  on 2024-01-12 203000000 known Jan 13 12:00 - coverage of btc_etf  through 2024-01-12
}

const flowFile = "Date,Total\n11 Jan 2024,655.3\n12 Jan 2024,203.0\n16 Jan 2024,(52.9)\n17 Jan 2024,453.8\n18 Jan 2024,(131.6)\n19 Jan 2024,46.8\n22 Jan 2024,-\n"

// riskon/1 reads the sums of weeks. The third one has only begun.
func ExampleFlowTable_Weekly() {
	table, err := regime.ReadFarside(strings.NewReader(flowFile), "Total", "btc_etf")
	if err != nil {
		panic(err)
	}
	for _, week := range table.Weekly() {
		fmt.Println(week.Flow, week.Flow.USD)
	}
	// Output:
	// flow of btc_etf  on 2024-01-12 858300000
	// flow of btc_etf  on 2024-01-19 316100000
}

// A classifier is told the weeks of a table.
func ExampleFlowTable_Records() {
	table, err := regime.ReadFarside(strings.NewReader(flowFile), "Total", "btc_etf")
	if err != nil {
		panic(err)
	}
	c, err := regime.NewClassifier(regime.Weekly(), time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC))
	if err != nil {
		panic(err)
	}
	for _, r := range table.Weekly().Records() {
		if err := c.Observe(r); err != nil {
			panic(err)
		}
		fmt.Println(r)
	}
	// Output:
	// coverage of btc_etf  through 2024-01-12
	// flow of btc_etf  on 2024-01-12
	// coverage of btc_etf  through 2024-01-19
	// flow of btc_etf  on 2024-01-19
}

// A bot reads the table again and again, and keeps the coverage it told last. The
// row of the 19th came late, and is known when it came.
func ExampleFlowTable_After() {
	table, err := regime.ReadFarside(strings.NewReader(flowFile), "Total", "btc_etf")
	if err != nil {
		panic(err)
	}
	told := table[4].Coverage // through the 18th
	now := time.Date(2024, 1, 21, 8, 0, 0, 0, time.UTC)
	for _, r := range table.After(told, now).Records() {
		fmt.Println(r, "known", r.KnownAt().Format("Jan 02 15:04"))
	}
	// Output:
	// coverage of btc_etf  through 2024-01-19 known Jan 21 08:00
	// flow of btc_etf  on 2024-01-19 known Jan 21 08:00
}

// riskon/1 with all the optional inputs and cautions.
func ExampleConfig_Add() {
	cfg := regime.Weekly()
	cfg.ID = "riskon/1 and more"
	if err := cfg.Add("liquidity", regime.InputBillPurchases(), regime.InputStablecoins()); err != nil {
		panic(err)
	}
	if err := cfg.Add("dat", regime.InputMNAV()); err != nil {
		panic(err)
	}
	cfg.Cautions = append(cfg.Cautions, regime.CautionRegulatory(), regime.CautionFlowSlowdown())

	start := time.Date(2025, 1, 3, 0, 0, 0, 0, time.UTC)
	c, err := regime.NewClassifier(cfg, start)
	if err != nil {
		panic(err)
	}
	tell := func(r regime.Record) {
		if err := c.Observe(r); err != nil {
			panic(err)
		}
	}
	for week := range 52 { // shares of treasuries become dearer, and in the second half the Fed buys bills
		friday := start.AddDate(0, 0, 7*week)
		known := friday.AddDate(0, 0, 1)
		tell(regime.Value{Series: "MNAV", Ref: friday, Known: known, Value: 1.2 + float64(week*week)/5000})
		tell(regime.Coverage{Class: "fed_bills", From: start, Through: friday, Known: known})
		if week >= 26 {
			tell(regime.Flow{Class: "fed_bills", Kind: regime.Deployed, USD: decimal.New(int64(week), 8), Ref: friday, Known: known})
		}
		tell(regime.Value{Series: "FLOW_SLOWDOWN", Ref: friday, Known: known, Value: 0.5})
	}
	tell(regime.Fact{Caution: "regulatory", Value: 0.25, Known: start.AddDate(0, 6, 0), Expires: start.AddDate(2, 0, 0)})
	if err := c.Advance(start.AddDate(0, 0, 7*51+1)); err != nil {
		panic(err)
	}
	r, err := c.Reading()
	if err != nil {
		panic(err)
	}
	for _, k := range r.Contributions {
		if !k.Value.Missing() {
			fmt.Printf("%s %.3f: %+.2f\n", k.ID, float64(k.Value), k.Points)
		}
	}
	for _, k := range r.Cautions {
		if !k.C.Missing() {
			fmt.Printf("%s %.2f: %+.2f\n", k.ID, float64(k.Value), k.Points)
		}
	}
	// Output:
	// dat/mnav 1.720: +2.58
	// liquidity/bill_purchases 0.169: +0.56
	// caution/flow_slowdown 0.50: -2.50
	// caution/regulatory 0.25: -1.25
}

// Each optional input or caution is data, to change before it is added.
func ExampleInputMNAV() {
	in := regime.InputMNAV()
	in.Weight = 0.5
	fmt.Println(in.ID, in.Weight, in.Feature, in.Normalise, in.Freshness)
	// Output:
	// mnav 0.5 level MNAV z of 104, at least 8 {7 21}
}

func ExampleInputBillPurchases() {
	in := regime.InputBillPurchases()
	fmt.Println(in.ID, in.Weight, in.Feature, in.Normalise, in.Freshness)
	// Output:
	// bill_purchases 1 flow_balance fed_bills, 91 days none {14 42}
}

func ExampleInputStablecoins() {
	in := regime.InputStablecoins()
	fmt.Println(in.ID, in.Weight, in.Feature, in.Normalise, in.Freshness)
	// Output:
	// stablecoins 1 change STABLECOIN, 13 back z of 104, at least 52 {7 21}
}

func ExampleCautionRegulatory() {
	fmt.Printf("%+v\n", regime.CautionRegulatory())
	// Output:
	// {ID:regulatory Kind:fact V:0.2 Lo:0 Hi:1 Unit:severity Series: MaxAge:0}
}

func ExampleCautionFlowSlowdown() {
	fmt.Printf("%+v\n", regime.CautionFlowSlowdown())
	// Output:
	// {ID:flow_slowdown Kind:level V:0.2 Lo:0.25 Hi:0.75 Unit:fall of inflows Series:FLOW_SLOWDOWN MaxAge:28}
}

func ExampleHHIBounds_EffectiveN() {
	fmt.Println(regime.HHIBounds{Lower: 0.25, Upper: 0.5}.EffectiveN())
	// Output:
	// 2 4
}
