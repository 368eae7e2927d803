package regime_test

import (
	"encoding/csv"
	"fmt"
	"os"
	"strconv"
	"time"

	"github.com/riskon/riskon/regime"
	"github.com/riskon/riskon/series"
)

// tableOf calls row for each row of a table of examples/riskon with its date and the
// numbers that are there, by column.
func tableOf(name string, row func(date time.Time, x map[string]float64)) {
	f, err := os.Open("../examples/riskon/data/" + name)
	if err != nil {
		panic(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		panic(err)
	}
	for _, cells := range rows[1:] {
		date, err := time.Parse(time.DateOnly, cells[0])
		if err != nil {
			panic(err)
		}
		x := map[string]float64{}
		for i, name := range rows[0] {
			if v, err := strconv.ParseFloat(cells[i], 64); err == nil {
				x[name] = v
			}
		}
		row(date, x)
	}
}

// articleRecords are the bars of the small-cap fund, the balance sheet of the Fed and
// the closes of coins. Purchases of companies and flows of funds are not among them.
func articleRecords() (records []regime.Record) {
	tableOf("iwm_weekly.csv", func(date time.Time, x map[string]float64) {
		end := series.EquityClose(date)
		records = append(records, regime.Bar{Series: "IWM", Ref: date, Bar: series.Bar{
			Start: end.AddDate(0, 0, -4), End: end, Open: x["open"], High: x["high"], Low: x["low"], Close: x["close"], Volume: x["volume"]}})
	})
	tableOf("fed_weekly.csv", func(date time.Time, x map[string]float64) {
		for _, name := range []string{"WALCL", "WTREGEN", "RRPONTSYD"} {
			if v, ok := x[name]; ok {
				records = append(records, regime.Value{Series: name, Ref: date, Known: series.H41(date), Value: v})
			}
		}
	})
	tableOf("crypto_weekly.csv", func(date time.Time, x map[string]float64) {
		records = append(records, regime.Closes{Ref: date, Known: series.UTCDay(date), Prices: x})
	})
	return records
}

// The claims of an article of January 2026, asked at the end of that month. Those that
// say the same in two ways are measures of one claim.
func ExampleReadClaims() {
	f, err := os.Open("testdata/claims.json")
	if err != nil {
		panic(err)
	}
	defer f.Close()
	claims, err := regime.ReadClaims(f)
	if err != nil {
		panic(err)
	}
	found, err := regime.CheckClaims(claims, articleRecords(), time.Date(2026, 1, 31, 0, 0, 0, 0, time.UTC))
	if err != nil {
		panic(err)
	}
	said := ""
	for _, f := range found {
		if f.Text != said {
			said = f.Text
			fmt.Printf("%s: %s\n", f.Of, f.Text)
		}
	}
	fmt.Println()
	fmt.Print(found[2:6]) // a table; a notebook shows HTML
	// Output:
	// Supported: Russell 2000 at all-time highs in Q4 2025
	// Contradicted: Russell 2000 broke out in Q4 2025
	// Supported: Russell 2000 broke out in January 2026, for the first time in a year
	// Contradicted: Rate cuts and bill purchases injected $220B in Q4 2025
	// Contradicted: Alt/BTC at a multi-year low in Q4 2025
	// Contradicted: Alt/BTC MACD turned bullish for the first time in 22 months
	// Contradicted: RSI oversold before the turn
	// Contradicted: The late 2020 breakout coincided with a 380% surge of Bitcoin
	// Untestable: DATs raised over $15B in 2025
	// Untestable: Small-cap ETFs lost $19.5B in 2025
	// Supported: Liquidity was constrained in 2024
	//
	// Supported: Russell 2000 broke out in January 2026, for the first time in a year
	//   rut_break_year  Supported     observed 1.49194  claimed FirstIn 1 years              IWM, 2026-01-01 to 2026-01-31: Break; on 2026-01-16, none since 2024-07-19
	// Contradicted: Rate cuts and bill purchases injected $220B in Q4 2025
	//   fed_220b        Contradicted  observed 53499    claimed AtLeast 220000 USD millions  WALCL, 2025-10-01 to 2025-12-31: change
	//   fed_220b_net    Contradicted  observed -74482   claimed AtLeast 220000 USD millions  net_liquidity, 2025-10-01 to 2025-12-31: change
	// Contradicted: Alt/BTC at a multi-year low in Q4 2025
	//   altbtc_low      Contradicted  observed 0        claimed AtLeast 1 count              alt_btc_basket, 2025-10-01 to 2025-12-31: lowest weekly close of at least 104 weeks in the range
}
