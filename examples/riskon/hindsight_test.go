package main

import (
	"bytes"
	"encoding/csv"
	"math"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/riskon/riskon/regime"
)

func writeFile(t *testing.T, path string, text []byte) {
	t.Helper()
	if err := os.WriteFile(path, text, 0o644); err != nil {
		t.Fatal(err)
	}
}

func day(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return t
}

// column reads one column of an embedded table as plainly as can be: dates and
// numbers, NaN for a blank.
func column(t *testing.T, table, name string) (dates []string, values []float64) {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(embeddedTables(t)[table])).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	col := slices.Index(rows[0], name)
	for _, r := range rows[1:] {
		x := math.NaN()
		if r[col] != "" {
			if x, err = strconv.ParseFloat(r[col], 64); err != nil {
				t.Fatal(err)
			}
		}
		dates, values = append(dates, r[0]), append(values, x)
	}
	return dates, values
}

// naiveAlt is the Alt/BTC basket by the book, for each week of the table: value
// and number of the chain.
func naiveAlt(t *testing.T) (dates []string, index []float64, chain []int) {
	dates, btc := column(t, "crypto_weekly.csv", "BTC")
	prices := map[string][]float64{}
	names := slices.Sorted(slices.Values(coins[1:]))
	for _, c := range names {
		_, prices[c] = column(t, "crypto_weekly.csv", c)
	}
	closes, last, lastAt := map[string]int{}, map[string]float64{}, map[string]int{}
	before := map[string]float64{} // ratios of last week's members
	x, n := math.NaN(), 0
	for i := range dates {
		now := map[string]float64{}
		sum, m := 0.0, 0
		for _, c := range names {
			if p := prices[c][i]; p == p {
				closes[c]++
				last[c], lastAt[c] = p, i
			}
			if closes[c] < 26 || day(dates[i]).Sub(day(dates[lastAt[c]])) > 14*24*time.Hour {
				continue
			}
			now[c] = last[c] / btc[i]
			if b, ok := before[c]; ok {
				sum += now[c]/b - 1
				m++
			}
		}
		switch {
		case len(now) < 5:
			x = math.NaN()
		case x != x:
			x, n = 100, n+1
		case m < 5:
			x = math.NaN()
		default:
			x *= 1 + sum/float64(m)
		}
		before = now
		index, chain = append(index, x), append(chain, n)
	}
	return dates, index, chain
}

// wants compares a change with the one from row i to row i+weeks of values.
func wants(t *testing.T, what string, got regime.Number, values []float64, i, weeks int) {
	t.Helper()
	want := math.NaN()
	if i+weeks < len(values) {
		want = values[i+weeks]/values[i] - 1
	}
	if got.Missing() != (want != want) || math.Abs(float64(got)-want) > 1e-12*math.Max(1, math.Abs(want)) {
		t.Errorf("%s, %d weeks: %v, want %v", what, weeks, got, want)
	}
}

// lastAt is the row of the last date at or before date.
func lastAt(dates []string, date string) int {
	i := -1
	for j, d := range dates {
		if d <= date {
			i = j
		}
	}
	return i
}

// The Breaks that regime.md lists are there, and what followed is what the tables say.
func TestBreaks(t *testing.T) {
	h, err := embeddedData(t).hindsight(day("2026-08-21"))
	if err != nil {
		t.Fatal(err)
	}
	if len(h.After) != 0 {
		t.Errorf("after the last date: %v", h.After)
	}
	listed := map[string][3]string{
		"2016-11-18": {"2016-12-09", "Aged", "2017-05-26"},
		"2020-11-20": {"2020-12-11", "Aged", "2021-06-18"},
		"2021-11-05": {"", "Fail", "2021-11-26"},
		"2024-07-19": {"2024-08-23", "Aged", "2025-03-07"},
		"2026-01-16": {"2026-02-06", "FalseBreak", "2026-03-13"},
		"2026-05-01": {"2026-05-22", "open", ""},
	}
	iwmDates, iwm := column(t, "iwm_weekly.csv", "close")
	cryptoDates, btc := column(t, "crypto_weekly.csv", "BTC")
	_, eth := column(t, "crypto_weekly.csv", "ETH")
	_, alt, chain := naiveAlt(t)
	for _, b := range h.Breaks {
		date := b.Date.String()
		if want, ok := listed[date]; ok {
			if got := [3]string{b.Confirmed.String(), b.End, b.Ended.String()}; got != want {
				t.Errorf("Break of %s: %v, want %v", date, got, want)
			}
			delete(listed, date)
		}
		i, k := lastAt(iwmDates, date), lastAt(cryptoDates, date)
		ratio := alt
		if alt[k] != alt[k] {
			ratio = make([]float64, len(eth))
			for j := range eth {
				ratio[j] = eth[j] / btc[j]
			}
			if !slices.Equal(b.Alt.Flags, []string{"eth_btc"}) {
				t.Errorf("Break of %s: flags %v", date, b.Alt.Flags)
			}
		} else if len(b.Alt.Flags) > 0 {
			t.Errorf("Break of %s: flags %v", date, b.Alt.Flags)
		}
		for _, weeks := range horizons {
			wants(t, date+" IWM", b.IWM.weeks(weeks), iwm, i, weeks)
			wants(t, date+" BTC", b.BTC.weeks(weeks), btc, k, weeks)
			wants(t, date+" Alt/BTC", b.Alt.weeks(weeks), ratio, k, weeks)
		}
	}
	if len(listed) > 0 || len(h.Breaks) != 11 {
		t.Errorf("%d Breaks, not among them %v", len(h.Breaks), listed)
	}
	if chain[len(chain)-1] != 1 {
		t.Errorf("%d chains: the test above does not look at them", chain[len(chain)-1])
	}
}

// What came after a date in the past, by the tables.
func TestAfter(t *testing.T) {
	d := embeddedData(t)
	h, err := d.hindsight(day("2024-02-13")) // a Tuesday
	if err != nil {
		t.Fatal(err)
	}
	cryptoDates, btc := column(t, "crypto_weekly.csv", "BTC")
	_, alt, _ := naiveAlt(t)
	iwmDates, iwm := column(t, "iwm_weekly.csv", "close")
	var names []string
	for _, a := range h.After {
		names = append(names, a.Asset)
		if a.From.String() != "2024-02-09" {
			t.Errorf("%s from %s", a.Asset, a.From)
		}
		for _, weeks := range horizons {
			switch a.Asset {
			case "BTC":
				wants(t, a.Asset, a.weeks(weeks), btc, lastAt(cryptoDates, "2024-02-13"), weeks)
			case "IWM":
				wants(t, a.Asset, a.weeks(weeks), iwm, lastAt(iwmDates, "2024-02-13"), weeks)
			case "Alt/BTC":
				wants(t, a.Asset, a.weeks(weeks), alt, lastAt(cryptoDates, "2024-02-13"), weeks)
			}
		}
	}
	if !slices.Equal(names, []string{"Alt/BTC", "ETH/BTC", "BTC", "IWM"}) {
		t.Errorf("assets %v", names)
	}
	// Before there were coins, and where the basket ends, there is nothing to say.
	early, err := d.hindsight(day("2011-06-30"))
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range early.After {
		if !a.From.IsZero() || !a.Value.Missing() || !a.Weeks13.Missing() {
			t.Errorf("before the data: %+v", a)
		}
	}
	late, err := d.hindsight(day("2026-01-09"))
	if err != nil {
		t.Fatal(err)
	}
	if a := late.After[0]; a.Value.Missing() || !a.Weeks13.Missing() {
		t.Errorf("across the end of the basket: %+v", a)
	}
}

// No change spans two chains of a basket.
func TestChains(t *testing.T) {
	tr := track{values: []float64{100, 110, 100, 120}, chains: []int{1, 1, 2, 2}, dates: make([]time.Time, 4)}
	if x := tr.change(0, 1); math.Abs(float64(x)-0.1) > 1e-15 {
		t.Errorf("within a chain: %v", x)
	}
	if x := tr.change(1, 2); !x.Missing() {
		t.Errorf("across chains: %v", x)
	}
	if x := tr.change(-1, 1); !x.Missing() {
		t.Errorf("from before the data: %v", x)
	}
}

// Counts, mean, median and share up, and that nothing of nothing is missing.
func TestSample(t *testing.T) {
	none := regime.Number(math.NaN())
	got := sample([]regime.Number{0.5, none, -0.25, 0, 0.25})
	if want := (Sample{4, 0.125, 0.125, 0.5}); got != want {
		t.Errorf("%v, want %v", got, want)
	}
	if got := sample([]regime.Number{none}); got.N != 0 || !got.Mean.Missing() || !got.Median.Missing() || !got.Up.Missing() {
		t.Errorf("of nothing: %v", got)
	}
}

// The base rate counts every week of the data that has an outcome.
func TestBase(t *testing.T) {
	h, err := embeddedData(t).hindsight(day("2026-08-21"))
	if err != nil {
		t.Fatal(err)
	}
	_, iwm := column(t, "iwm_weekly.csv", "close")
	for _, b := range h.Base {
		if b.Asset != "IWM" {
			continue
		}
		up, n := 0, len(iwm)-b.Weeks
		for i := range n {
			if iwm[i+b.Weeks] > iwm[i] {
				up++
			}
		}
		if b.All.N != n || float64(b.All.Up) != float64(up)/float64(n) {
			t.Errorf("%d weeks: %+v, want n %d, up %d", b.Weeks, b.All, n, up)
		}
	}
	if len(h.Base) != 6 {
		t.Errorf("%d rows", len(h.Base))
	}
}
