package ratio_test

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/riskon/riskon/indicator"
	"github.com/riskon/riskon/ratio"
	"github.com/riskon/riskon/series"
)

// The story on real data: Alt/BTC by three definitions, and whether IWM leads
// ETH/BTC. The files may be compared with and not committed, so the test reads them
// where RISKON_REFERENCE says. It logs the tables that it checks:
//
//	RISKON_REFERENCE=... go test ./ratio -run RealMarket -v

const saturday = 7 * 24 * time.Hour

// marketBars reads the daily closes of a market file; stamp says what its dates mean.
func marketCloses(t *testing.T, name string, stamp series.Stamp) series.Series {
	t.Helper()
	f := marketFile(t, name)
	defer f.Close()
	bars, err := series.Exchange().ReadBars(f, stamp)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return bars.Close()
}

func marketValues(t *testing.T, name string, stamp series.Stamp) series.Series {
	t.Helper()
	f := marketFile(t, name)
	defer f.Close()
	s, err := series.FRED("value").ReadSeries(f, stamp)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return s
}

func marketFile(t *testing.T, name string) *os.File {
	t.Helper()
	f, err := os.Open(filepath.Join(os.Getenv("RISKON_REFERENCE"), "market", name+".csv"))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// byWeek is the last value of each week that ends on Saturday 00:00 UTC.
func byWeek(s series.Series) series.Series {
	return s.Last(series.Weekly(time.UTC, time.Saturday), s.Time(s.Len()-1).Add(saturday))
}

func TestRealMarketAltBTC(t *testing.T) {
	if os.Getenv("RISKON_REFERENCE") == "" {
		t.Skip("RISKON_REFERENCE is not set: no market data to compare with")
	}
	day := series.Opens(series.Daily(time.UTC))
	btc := marketCloses(t, "BTC", day)
	var coins []ratio.Constituent
	for _, id := range []string{"ADA", "AVAX", "BCH", "BNB", "DOGE", "DOT", "ETH", "LINK", "LTC", "SOL", "TRX", "UNI", "XLM", "XRP"} {
		coins = append(coins, ratio.Constituent{ID: id, Price: byWeek(marketCloses(t, id, day))})
	}
	basket, err := ratio.BasketIndex(byWeek(btc), coins, ratio.BasketConfig{})
	if err != nil {
		t.Fatal(err)
	}
	dominance := byWeek(marketValues(t, "BTC_DOMINANCE_weekly", series.References(series.UTCDay)))
	for _, x := range []struct {
		name string
		r    series.Series
	}{
		{"ETH/BTC", byWeek(ratio.Of(marketCloses(t, "ETH", day), btc, 0))},
		{"equal-weight basket of 14 in BTC", basket.Value},
		{"(100 - dominance)/dominance", ratio.FromDominance(dominance)},
	} {
		checkAlt(t, x.name, x.r)
	}
}

// checkAlt logs and checks the low, the RSI and the MACD flips of one definition.
func checkAlt(t *testing.T, name string, r series.Series) {
	r = r.Between(time.Date(2017, 1, 1, 0, 0, 0, 0, time.UTC), r.Time(r.Len()-1))
	const year = 365 * 24 * time.Hour
	lows := ratio.Lows(r, 3*year, 100*year)
	rsi := indicator.RSI(r, 14)
	weeks := ratio.Flips(indicator.MACD(r, 12, 26, 9).Histogram)
	monthly := r.Last(series.Monthly(time.UTC), r.Time(r.Len()-1))
	months := ratio.Flips(indicator.MACD(monthly, 12, 26, 9).Histogram)
	t.Logf("%s: %d weeks from %s to %s", name, r.Len(), date(r.Time(0)), date(r.Time(r.Len()-1)))

	// Each low of three years that stood for 13 weeks, the newest ones.
	var text []string
	for i := range r.Len() {
		if lows.Distance.Value(i) != 0 || !stands(r, i, 13) || lows.N.Value(i) < 150 {
			continue
		}
		for j := max(0, i-150); j < i; j++ {
			if r.Value(j) < r.Value(i) {
				t.Errorf("%s: %s is no low of three years: %s was lower", name, date(r.Time(i)), date(r.Time(j)))
			}
		}
		text = append(text, date(r.Time(i)))
	}
	t.Logf("  lowest of three years, and not undercut for 13 weeks: %v", text)
	last := r.Len() - 1
	for math.IsNaN(r.Value(last)) {
		last--
	}
	t.Logf("  on %s: %.5g, %.1f %% above the low of three years, lowest in %.1f weeks", date(r.Time(last)), r.Value(last), 100*lows.Distance.Value(last), lows.Since.Value(last)/saturday.Seconds())
	low, at := math.Inf(1), 0
	for i := range rsi.Len() {
		if x := rsi.Value(i); x < low {
			low, at = x, i
		}
	}
	t.Logf("  lowest weekly RSI(14): %.1f on %s", low, date(rsi.Time(at)))
	t.Logf("  weekly MACD up after 26 weeks down or more: %v", flips(t, weeks, 26))
	t.Logf("  month-end MACD up after 12 months down or more: %v", flips(t, months, 12))
	if !(low < 45) || len(text) == 0 {
		t.Errorf("%s: RSI never below 45, or no low at all", name)
	}
}

// stands reports whether r was not lower in the n weeks after i. It looks forward.
func stands(r series.Series, i, n int) bool {
	for j := i + 1; j <= min(i+n, r.Len()-1); j++ {
		if r.Value(j) < r.Value(i) {
			return false
		}
	}
	return true
}

// flips lists the upward flips after a run of at least so many, with its length.
func flips(t *testing.T, f ratio.FlipLines, least int) (out []string) {
	for i := range f.Sign.Len() {
		if f.Flipped.Value(i) == 1 && f.Sign.Value(i) == 1 && f.RunBefore.Value(i) >= float64(least) {
			open := ""
			if f.BeforeOpen.Value(i) == 1 {
				open = "+"
			}
			out = append(out, fmt.Sprintf("%s (%.0f%s)", date(f.Sign.Time(i)), f.RunBefore.Value(i), open))
		}
	}
	return out
}

func date(t time.Time) string { return t.Format(time.DateOnly) }

func TestRealMarketLeadLag(t *testing.T) {
	if os.Getenv("RISKON_REFERENCE") == "" {
		t.Skip("RISKON_REFERENCE is not set: no market data to compare with")
	}
	day := series.Opens(series.Daily(time.UTC))
	iwm := byWeek(marketCloses(t, "IWM", series.Closes(series.Session(series.NYSE()))))
	eth := byWeek(ratio.Of(marketCloses(t, "ETH", day), marketCloses(t, "BTC", day), 0))
	c, err := ratio.LeadLag(iwm.LogReturn(1), eth.LogReturn(1), ratio.LeadLagConfig{MaxLag: 8, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("IWM and ETH/BTC, weekly log returns; positive lag: IWM leads\n%v", c)
	if c.N < 500 {
		t.Errorf("only %d weeks", c.N)
	}
	for _, order := range []int{1, 4, 8} {
		g, err := ratio.Granger(iwm.LogReturn(1), eth.LogReturn(1), order)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("Granger, IWM helps to predict ETH/BTC, order %d: F %.3f, p %.3f", order, g.F, g.P)
	}
	high := ratio.Highs(iwm, 52*saturday, 52*saturday)
	fresh := 0
	events := make([]float64, iwm.Len())
	for i := range events {
		fresh++
		if high.Distance.Value(i) == 0 && high.N.Value(i) >= 52 {
			if fresh > 26 {
				events[i] = 1
			}
			fresh = 0
		}
	}
	e, err := series.FromUnixNano(iwm.UnixNanos(), events)
	if err != nil {
		t.Fatal(err)
	}
	for name, target := range map[string]series.Series{"ETH/BTC": eth} {
		r, err := ratio.Transfer(e, target, ratio.TransferConfig{MaxLead: 26})
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s after a first 52-week-high close of IWM in 26 weeks\n%v", name, r)
	}
}
