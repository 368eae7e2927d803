package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"time"

	"github.com/riskon/riskon/indicator"
	"github.com/riskon/riskon/ratio"
	"github.com/riskon/riskon/regime"
	"github.com/riskon/riskon/series"
)

// The programs of the README, which shows them as they are here: TestReadme.
var _ = []any{bot, notebook, service, screen}

func bot(feed <-chan series.Bar, buy func(price, stop float64)) error {
	live := struct {
		RSI *indicator.Stream
		ATR *indicator.BarStream
	}{indicator.NewRSI(14), indicator.NewATR(14)}
	if blob, err := os.ReadFile("bot.json"); err == nil {
		if err := json.Unmarshal(blob, &live); err != nil { // go on where the last run stopped
			return err
		}
	}
	for bar := range feed {
		stop := bar.Close - 2*live.ATR.Update(bar)
		if live.RSI.Update(bar.Close) < 30 { // NaN while warming up is never < 30
			buy(bar.Close, stop)
		}
	}
	blob, err := json.Marshal(live)
	if err != nil {
		return err
	}
	return os.WriteFile("bot.json", blob, 0o644)
}

func notebook(iwm, eth, btc io.Reader) error {
	weeks := series.Closes(series.Weekly(time.UTC, time.Saturday)) // this vendor stamps a bar at its close
	bars, err := series.ReadBars(iwm, weeks)                       // an error names the line and the column
	e, err2 := series.ReadSeries(eth, weeks)
	b, err3 := series.ReadSeries(btc, weeks)
	ratios := ratio.Of(e, b, 7*24*time.Hour) // the latest known of each, none older than a week
	rsi := indicator.RSI(ratios, 14)
	for i := range ratios.Len() {
		fmt.Println(ratios.Time(i), ratios.Value(i), rsi.Value(i))
	}
	fmt.Println(regime.Breakouts(bars, regime.BreakoutConfig{}))
	return errors.Join(err, err2, err3)
}

func service(start time.Time, records []regime.Record) {
	http.HandleFunc("/risk", func(w http.ResponseWriter, req *http.Request) {
		at, err := time.Parse(time.RFC3339, req.URL.Query().Get("at"))
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		readings, err := regime.Classify(regime.Config{}, start, records, []time.Time{at})
		if err != nil {
			http.Error(w, err.Error(), http.StatusUnprocessableEntity)
			return
		}
		json.NewEncoder(w).Encode(readings[0]) // score, state, contributions, cautions, thesis, evidence
	})
	log.Fatal(http.ListenAndServe("localhost:8080", nil))
}

func screen(bars series.Bars) error {
	f, err := indicator.Eval("BBANDS(20,2,2,SMA)", bars) // a table: Upper, Middle, Lower
	fmt.Println(f)
	live, err2 := indicator.Open("Stoch(14,3,SMA,3,SMA)") // the same by the bar, with state that can be saved
	for i := 0; err2 == nil && i < bars.Len(); i++ {
		fmt.Println(live.Update(nil, bars.Bar(i), nil)) // K and D
	}
	for _, e := range indicator.Catalog() { // parameters, bounds, inputs, outputs, range, source
		fmt.Println(e.Name, e.Title)
	}
	return errors.Join(err, err2)
}
