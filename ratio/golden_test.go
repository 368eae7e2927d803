package ratio

import (
	"encoding/json"
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
)

// The reference values come from a separate program that follows the same
// definitions (regime/testdata/facts_reference.json, model riskon/1), on the
// weekly closes of the main example.

type reference struct {
	AsOf map[string]struct {
		Evidence struct {
			AltBTC    refRatio `json:"alt_btc"`
			ETHBTC    refRatio `json:"eth_btc"`
			AltSeason struct {
				N     int     `json:"n"`
				Share float64 `json:"share"`
			} `json:"altseason_share_13w"`
		} `json:"evidence"`
	} `json:"asof"`
	Claims struct {
		Rows []struct {
			ID     string          `json:"id"`
			Detail json.RawMessage `json:"detail"`
		} `json:"rows"`
	} `json:"claims"`
}

type refRatio struct {
	Flag    string   `json:"flag"`
	Date    string   `json:"date"`
	Value   *float64 `json:"value"`
	Since   int      `json:"weeks_since_lower"`
	Above   float64  `json:"dist_from_156w_low"`
	N156    int      `json:"n_156"`
	N       int      `json:"n"`
	Members []string `json:"members_now"`
	Weekly  refRun   `json:"macd_weekly"`
	Monthly refRun   `json:"macd_month_end"`
}

type refRun struct {
	Sign        *int `json:"sign"`
	RunWeeks    int  `json:"run_weeks"`
	BeforeWeeks int  `json:"run_before_flip_weeks"`
	RunMonths   int  `json:"run_months"`
	BeforeMonth int  `json:"run_before_flip_months"`
	Open        bool `json:"run_before_touches_start"`
}

func readReference(t *testing.T) (ref reference) {
	t.Helper()
	readJSON(t, "../regime/testdata/facts_reference.json", &ref)
	return ref
}

// facts reads the weekly closes up to asOf: BTC, and the other coins.
func facts(t testing.TB, asOf string) (base series.Series, coins []Constituent) {
	t.Helper()
	head, rows := readTable(t, "../examples/riskon/data/crypto_weekly.csv")
	for col := 1; col < len(head); col++ {
		var times []time.Time
		var values []float64
		for _, row := range rows {
			if row[0] > asOf || row[col] == "" {
				continue
			}
			at, err := time.Parse(time.DateOnly, row[0])
			if err != nil {
				t.Fatal(err)
			}
			times, values = append(times, at), append(values, cell(t, row[col]))
		}
		s := newSeries(t, times, values)
		if head[col] == "BTC" {
			base = s
		} else {
			coins = append(coins, Constituent{ID: head[col], Price: s})
		}
	}
	return base, coins
}

// histogram is the MACD(12,26,9) histogram seeded as TA-Lib does.
func histogram(s series.Series) series.Series {
	x := s.Values()
	ema := func(x []float64, n, first int) []float64 {
		y := make([]float64, len(x))
		for i := range y {
			y[i] = math.NaN()
		}
		if first >= len(x) {
			return y
		}
		sum := 0.0
		for _, v := range x[first-n+1 : first+1] {
			sum += v
		}
		y[first] = sum / float64(n)
		for i := first + 1; i < len(x); i++ {
			y[i] = y[i-1] + 2/float64(n+1)*(x[i]-y[i-1])
		}
		return y
	}
	line, slow := ema(x, 12, 25), ema(x, 26, 25)
	for i := range line {
		line[i] -= slow[i]
	}
	signal := ema(line, 9, 33)
	for i := range line {
		line[i] -= signal[i]
	}
	h, _ := series.FromUnixNano(s.UnixNanos(), line)
	return h
}

// monthEnds keeps the last value of each month that is over at t.
func monthEnds(t *testing.T, s series.Series, over time.Time) series.Series {
	var times []time.Time
	var values []float64
	for i := range s.Len() {
		at := s.Time(i)
		end := time.Date(at.Year(), at.Month()+1, 1, 0, 0, 0, 0, time.UTC)
		if end.After(over) || i+1 < s.Len() && s.Time(i+1).Before(end) {
			continue
		}
		times, values = append(times, at), append(values, s.Value(i))
	}
	return newSeries(t, times, values)
}

func TestGoldenFacts(t *testing.T) {
	for asOf, want := range readReference(t).AsOf {
		base, coins := facts(t, asOf)
		lines, err := BasketIndex(base, coins, BasketConfig{})
		if err != nil {
			t.Fatal(err)
		}
		row := lines.Row(lines.Value.Len() - 1)
		if w := want.Evidence.AltSeason; row.SeasonN != w.N || row.Season != w.Share {
			t.Errorf("%s: season %v of %d, want %+v", asOf, row.Season, row.SeasonN, w)
		}
		w := want.Evidence.AltBTC
		if row.Thin != (w.Flag == "thin") || row.N != w.N {
			t.Errorf("%s: thin %v n %d, want %q %d", asOf, row.Thin, row.N, w.Flag, w.N)
		}
		if !row.Thin {
			if fmt.Sprint(row.Members) != fmt.Sprint(w.Members) || row.Chain != 1 {
				t.Errorf("%s: %v in chain %d, want %v", asOf, row.Members, row.Chain, w.Members)
			}
			from := lines.Value.Len()
			for from > 0 && !math.IsNaN(lines.Value.Value(from-1)) {
				from--
			}
			checkRatio(t, asOf, lines.Value.Slice(from, lines.Value.Len()), w)
		}
		for _, c := range coins {
			if c.ID == "ETH" && c.Price.Len() > 0 {
				ethbtc := Of(c.Price, base.Between(c.Price.Time(0), base.Time(base.Len()-1)), 0)
				checkRatio(t, asOf+" ETH", ethbtc, want.Evidence.ETHBTC)
			}
		}
	}
}

func checkRatio(t *testing.T, what string, s series.Series, want refRatio) {
	t.Helper()
	if want.Value == nil {
		return
	}
	last := s.Len() - 1
	low := Lows(s, 156*week, 5200*week)
	if !near(s.Value(last), *want.Value) || s.Time(last).Format(time.DateOnly) != want.Date {
		t.Errorf("%s: %v at %v, want %v at %s", what, s.Value(last), s.Time(last), *want.Value, want.Date)
	}
	if low.SinceN.Value(last) != float64(want.Since) || !near(low.Distance.Value(last), want.Above) || low.N.Value(last) != float64(want.N156) {
		t.Errorf("%s: since %v above %v n %v, want %+v", what, low.SinceN.Value(last), low.Distance.Value(last), low.N.Value(last), want)
	}
	asOf, _ := time.Parse(time.DateOnly, what[:10])
	checkRun(t, what+" weekly", histogram(s), want.Weekly, want.Weekly.RunWeeks, want.Weekly.BeforeWeeks)
	monthly := histogram(monthEnds(t, s, asOf.Add(day)))
	checkRun(t, what+" monthly", monthly, want.Monthly, want.Monthly.RunMonths, want.Monthly.BeforeMonth)
}

func checkRun(t *testing.T, what string, h series.Series, want refRun, run, before int) {
	t.Helper()
	var f Flip
	for i, x := range h.Values() {
		if _, err := f.Update(h.Time(i), x); err != nil {
			t.Fatal(err)
		}
	}
	got := f.Value()
	if want.Sign == nil {
		if got.Sign != 0 {
			t.Errorf("%s: %+v, want none", what, got)
		}
		return
	}
	if got.Sign != *want.Sign || got.Run != run || got.RunBefore != before || got.BeforeOpen != want.Open {
		t.Errorf("%s: %+v, want sign %d run %d before %d open %v", what, got, *want.Sign, run, before, want.Open)
	}
}

// The weeks since a lower value on every Friday of the claims.
func TestGoldenClaims(t *testing.T) {
	base, coins := facts(t, "2026-01-31")
	lines, err := BasketIndex(base, coins, BasketConfig{})
	if err != nil {
		t.Fatal(err)
	}
	of := map[string]series.Series{"altbtc_low": lines.Value}
	for _, c := range coins {
		if c.ID == "ETH" {
			of["altbtc_low_eth"] = Of(c.Price, base, 0)
		}
	}
	checked := 0
	for _, row := range readReference(t).Claims.Rows {
		s, ok := of[row.ID]
		if !ok {
			continue
		}
		var detail [][2]any
		if err := json.Unmarshal(row.Detail, &detail); err != nil {
			t.Fatal(err)
		}
		since := Lows(s, 156*week, 5200*week).SinceN
		for _, d := range detail {
			at, _ := time.Parse(time.DateOnly, d[0].(string))
			got := since.Between(at, at)
			if got.Len() != 1 || got.Value(0) != d[1].(float64) {
				t.Errorf("%s %v: %v", row.ID, d, got.Values())
			}
			checked++
		}
	}
	if checked != 26 {
		t.Errorf("%d Fridays checked, want 26", checked)
	}
}
