package regime

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
)

// fridays are closes of one series on Fridays from 2016-01-01 on.
func fridays(name string, closes ...float64) (records []Record) {
	for i, x := range closes {
		records = append(records, bar(name, synthStart.AddDate(1, 0, 7*i-1).Format(time.DateOnly), x))
	}
	return records
}

func friday(i int) string { return synthStart.AddDate(1, 0, 7*i-1).Format(time.DateOnly) }

func claim(m Measure, series, from, to string, op Op, value float64) Claim {
	return Claim{ID: "c", Text: "said", Series: series, Measure: m, From: Date{date(from)}, To: Date{date(to)}, Op: op, Value: value}
}

// complete says for which dates the flows of a class are complete.
func complete(class, from, through string) Record {
	return Coverage{Class: class, Firm: "Able", From: date(from), Through: date(through), Known: synthStart}
}

// checkOne checks one claim.
func checkOne(t testing.TB, c Claim, records []Record, asOf string) Finding {
	t.Helper()
	found, err := CheckClaims([]Claim{c}, records, date(asOf))
	if err != nil {
		t.Fatal(err)
	}
	return found[0]
}

// TestMeasures measures paths made by hand.
func TestMeasures(t *testing.T) {
	prices := fridays("IWM", 100, 90, 110, 110, 105, 120, 80, 121)
	money := func(class, ref, known string, kind FlowKind, millions int64) Record {
		return Flow{Class: class, Firm: "Able", Kind: kind, USD: decimal.New(millions, 6), Ref: date(ref), Known: date(known)}
	}
	flows := []Record{
		money("dat_btc", "2016-01-31", "2016-02-02", Deployed, 5), money("dat_btc", "2016-02-01", "2016-02-02", Deployed, 10), money("dat_alt", "2016-02-29", "2016-03-02", Deployed, 20),
		money("dat_btc", "2016-03-01", "2016-03-02", Deployed, 40), money("dat_btc", "2016-02-10", "2016-03-02", Announced, 80), money("btc_etf", "2016-02-10", "2016-03-02", Deployed, 160),
		money("dat_btc", "2016-02-11", "2016-06-02", Deployed, 320),
		complete("dat_btc", "2014-01-01", "2016-06-30"), complete("dat_alt", "2015-01-01", "2016-03-31"), complete("btc_etf", "2015-01-01", "2016-06-30"),
	}
	level := []Record{value("WALCL", "2016-01-06", 4000), value("WALCL", "2016-01-13", 4100), value("WALCL", "2016-01-20", 3900), value("WALCL", "2016-01-27", 4300)}
	nets := append(slices.Clone(level), value("WDTGAL", "2016-01-06", 100), value("WDTGAL", "2016-01-20", 50), value("WDTGAL", "2016-01-27", 300),
		value("RRPONTSYD", "2016-01-06", 1), value("RRPONTSYD", "2016-01-13", 1), value("RRPONTSYD", "2016-01-27", 1))
	for _, x := range []struct {
		name    string
		c       Claim
		records []Record
		asOf    string
		want    float64
		verdict Verdict
	}{
		{"records in the whole range", claim(RecordCloses, "IWM", friday(0), friday(7), AtLeast, 4), prices, "2017-01-01", 4, Supported},
		{"equal closes are no record", claim(RecordCloses, "IWM", friday(3), friday(4), AtLeast, 1), prices, "2017-01-01", 0, Contradicted},
		{"ends are included", claim(RecordCloses, "IWM", friday(2), friday(5), AtMost, 2), prices, "2017-01-01", 2, Supported},
		{"and not what is outside", claim(RecordCloses, "IWM", "2016-01-16", "2016-02-04", AtMost, 0), prices, "2017-01-01", 0, Supported},
		{"a change between dates without values", claim(ChangeOf, "WALCL", "2016-01-12", "2016-01-26", AtMost, -100), level, "2017-01-01", -100, Supported},
		{"a change from date to date", claim(ChangeOf, "WALCL", "2016-01-13", "2016-01-27", AtLeast, 200.5), level, "2017-01-01", 200, Contradicted},
		{"net liquidity skips dates that lack a part", claim(ChangeOf, "net_liquidity", "2016-01-20", "2016-01-27", AtLeast, 100), nets, "2017-01-01", 100, Supported},
		{"the highest after the start, without the start", claim(HighestAfter, "IWM", friday(5), friday(6), AtLeast, -0.4), prices, "2017-01-01", 80./120 - 1, Supported},
		{"the highest after the start, the end included", claim(HighestAfter, "IWM", friday(1), friday(5), AtLeast, 0.3), prices, "2017-01-01", 120./90 - 1, Supported},
		{"USD deployed in February", claim(USDDeployed, "dat_all", "2016-02-01", "2016-02-29", AtLeast, 30e6), flows, "2016-04-01", 30e6, Supported},
		{"more is known later", claim(USDDeployed, "dat_all", "2016-02-01", "2016-02-29", AtLeast, 31e6), flows, "2016-07-01", 350e6, Supported},
		{"USD deployed by a class alone", claim(USDDeployed, "dat_alt", "2016-02-01", "2016-02-29", AtLeast, 20e6), flows, "2016-07-01", 20e6, Supported},
		{"what flows in does not flow out", claim(NetOutflow, "btc_etf", "2016-02-01", "2016-02-12", AtLeast, 0), flows, "2016-07-01", -160e6, Contradicted},
		{"net liquidity takes the level before the average", claim(ChangeOf, "net_liquidity", "2016-01-20", "2016-01-27", AtLeast, 100),
			append(slices.Clone(nets), value("WTREGEN", "2016-01-20", 1000), value("WTREGEN", "2016-01-27", 1)), "2017-01-01", 100, Supported},
		{"no USD deployed is 0", claim(USDDeployed, "dat_all", "2016-04-01", "2016-04-29", AtMost, 0), flows, "2016-07-01", 0, Supported},
	} {
		f := checkOne(t, x.c, x.records, x.asOf)
		if !near(float64(f.Observed), x.want) || f.Verdict != x.verdict || f.Of != x.verdict {
			t.Errorf("%s: %v %s (%s), want %v %s", x.name, f.Observed, f.Verdict, f.Why, x.want, x.verdict)
		}
	}
}

// TestIndicatorMeasures compares the measures by indicator with naive ones.
func TestIndicatorMeasures(t *testing.T) {
	var closes []float64
	for i := range 260 {
		closes = append(closes, 100+40*math.Sin(float64(i)/17)-0.1*float64(i)+3*math.Sin(float64(i*i)))
	}
	records := fridays("IWM", closes...)
	from, to := 120, 250
	in := func(i int) bool { return i >= from && i <= to }
	lows := 0
	var path []seen
	for i, x := range closes {
		path = append(path, seen{ref: Date{date(friday(i))}, x: x})
		k := i - 1
		for k >= 0 && closes[k] >= x {
			k--
		}
		if in(i) && i-k >= 104 {
			lows++
		}
	}
	if f := checkOne(t, claim(LowCloses, "IWM", friday(from), friday(to), AtLeast, 1), records, "2022-01-01"); float64(f.Observed) != float64(lows) || lows == 0 || f.Verdict != Supported {
		t.Errorf("%v closes the lowest of 104 weeks, want %d", f.Observed, lows)
	}
	rsi := math.Inf(1)
	gain, loss := 0.0, 0.0
	for i := 1; i < len(closes); i++ {
		up, down := math.Max(closes[i]-closes[i-1], 0), math.Max(closes[i-1]-closes[i], 0)
		if i <= 14 {
			gain, loss = gain+up/14, loss+down/14
		} else {
			gain, loss = (13*gain+up)/14, (13*loss+down)/14
		}
		if i >= 14 && in(i) {
			rsi = math.Min(rsi, 100*gain/(gain+loss))
		}
	}
	if f := checkOne(t, claim(LowestRSI, "IWM", friday(from), friday(to), AtMost, 30), records, "2022-01-01"); !near(float64(f.Observed), rsi) {
		t.Errorf("lowest RSI %v, want %v", f.Observed, rsi)
	}
	months := monthEnds(path, date("2022-01-01"))
	h := macdHistogram(months)
	longest := 0
	for i := range months {
		if _, run, before := runsOf(h[:i+1]); h[i] > 0 && run == 1 && before > longest && !months[i].ref.Before(date(friday(from))) && !months[i].ref.After(date(friday(to))) {
			longest = before
		}
	}
	f := checkOne(t, claim(LongestRun, "IWM", friday(from), friday(to), AtLeast, 1), records, "2022-01-01")
	if longest == 0 || float64(f.Observed) != float64(longest) {
		t.Errorf("longest run %v months (%s), want %d", f.Observed, f.Why, longest)
	}
	f = checkOne(t, claim(LongestRun, "IWM", friday(0), friday(30), AtLeast, 1), records, "2022-01-01")
	if !f.Observed.Missing() || f.Verdict != Contradicted || !strings.Contains(f.Why, "no such event") {
		t.Errorf("a flip that did not happen: %+v", f)
	}
}

// TestUntestable: for missing data only, saying which.
func TestUntestable(t *testing.T) {
	prices := fridays("IWM", 100, 90, 110, 110, 105)
	flow := Flow{Class: "dat_btc", Firm: "Able", Kind: Deployed, USD: decimal.New(1, 6), Ref: date("2016-01-01"), Known: date("2016-01-02")}
	through := complete("dat_btc", "2015-01-01", "2016-02-10")
	fund := Flow{Class: "btc_etf", Kind: Deployed, USD: decimal.New(-1, 6), Ref: date("2016-01-22"), Known: date("2016-01-23")}
	for _, x := range []struct {
		name, why string
		c         Claim
		records   []Record
		asOf      string
	}{
		{"no such series", "no series SPY", claim(ChangeOf, "SPY", friday(0), friday(1), AtLeast, 0), prices, "2017-01-01"},
		{"nothing known", "no series IWM", claim(ChangeOf, "IWM", friday(0), friday(1), AtLeast, 0), nil, "2017-01-01"},
		{"not yet known", "no series IWM", claim(ChangeOf, "IWM", friday(0), friday(1), AtLeast, 0), prices, "2015-01-01"},
		{"begins too late", "begins on 2016-01-01", claim(ChangeOf, "IWM", "2015-12-31", friday(1), AtLeast, 0), prices, "2017-01-01"},
		{"ends too early", "known through 2016-01-29", claim(ChangeOf, "IWM", friday(0), "2016-02-05", AtLeast, 0), prices, "2017-01-01"},
		{"is not over", "known through 2016-01-15", claim(ChangeOf, "IWM", friday(0), "2016-01-22", AtLeast, 0), prices, "2016-01-20"},
		{"too short for an RSI", "too few values of IWM", claim(LowestRSI, "IWM", friday(0), friday(4), AtLeast, 0), prices, "2017-01-01"},
		{"nothing after the start", "too few values of IWM", claim(HighestAfter, "IWM", friday(1), friday(1), AtLeast, 0), prices, "2017-01-01"},
		{"no flows at all", "no series dat_all", claim(USDDeployed, "dat_all", "2016-01-01", "2016-02-01", AtLeast, 0), prices, "2017-01-01"},
		{"flows of another class", "no series dat_alt", claim(USDDeployed, "dat_alt", "2016-01-01", "2016-02-01", AtLeast, 0), []Record{flow, through}, "2017-01-01"},
		{"flows on a day that is not over", "range ends after 2016-01-31", claim(USDDeployed, "dat_all", "2016-01-01", "2016-02-01", AtMost, 0), []Record{flow, through}, "2016-02-01"},
		{"flows nobody says are complete", "no ledger", claim(USDDeployed, "dat_all", "2016-01-01", "2016-02-01", AtMost, 0), []Record{flow}, "2017-01-01"},
		{"flows after the ledger ends", "complete through 2016-02-10", claim(USDDeployed, "dat_all", "2016-01-01", "2016-02-11", AtMost, 0), []Record{flow, through}, "2017-01-01"},
		{"flows before the ledger begins", "complete from 2015-01-01", claim(USDDeployed, "dat_btc", "2014-12-31", "2016-02-01", AtMost, 0), []Record{flow, through}, "2017-01-01"},
		{"flows across a gap in the ledger", "complete from 2016-01-20", claim(USDDeployed, "dat_btc", "2016-01-01", "2016-02-01", AtMost, 0), []Record{flow, through,
			Coverage{Class: "dat_btc", Firm: "Able", From: date("2016-01-20"), Through: date("2016-02-10"), Known: date("2016-02-11")}}, "2017-01-01"},
		{"flows of a fund that are not known yet", "known through 2016-01-22", claim(NetOutflow, "btc_etf", "2016-01-01", "2016-01-29", AtMost, 0), []Record{fund, complete("btc_etf", "2015-01-01", "2016-12-31")}, "2016-01-30"},
		{"flows of what has none", "IWM has no flows", claim(USDDeployed, "IWM", friday(0), friday(4), AtLeast, 0), prices, "2017-01-01"},
		{"flows of a month that is not over", "range ends after 2016-01-19", claim(USDDeployed, "dat_all", "2016-01-01", "2016-02-01", AtLeast, 0), []Record{flow, through}, "2016-01-20"},
		{"a measure without a series", "no series", claim(NetOutflow, "small_cap", "2016-01-01", "2016-02-01", AtLeast, 0), prices, "2017-01-01"},
	} {
		f := checkOne(t, x.c, x.records, x.asOf)
		if f.Verdict != Untestable || f.Of != Untestable || !f.Observed.Missing() || !strings.Contains(f.Why, x.why) {
			t.Errorf("%s: %+v", x.name, f)
		}
		if _, err := json.Marshal(f); err != nil {
			t.Errorf("%s: %v", x.name, err)
		}
	}
	if f := checkOne(t, claim(ChangeOf, "IWM", friday(0), "2016-02-04", AtLeast, 0), prices, "2017-01-01"); f.Verdict != Supported {
		t.Errorf("the day before the next Friday: %+v", f)
	}
}

// TestChainsAreNotCompared: an index that began anew cannot be compared with what it was.
func TestChainsAreNotCompared(t *testing.T) {
	var records []Record
	for i := range 120 {
		prices := map[string]float64{"BTC": 100}
		if i < 50 || i > 60 { // all coins are silent for ten weeks: the chain ends
			for k, id := range synthAlts {
				prices[id] = float64(k+1) * (1 + 0.01*float64(i))
			}
		}
		f := synthStart.AddDate(1, 0, 7*i-1)
		records = append(records, Closes{Ref: f, Known: f.Add(day), Prices: prices})
	}
	for _, m := range []Measure{ChangeOf, HighestAfter, RecordCloses} {
		f := checkOne(t, claim(m, AltBTCName, friday(30), friday(110), AtLeast, 0), records, "2020-01-01")
		if f.Verdict != Untestable || !strings.Contains(f.Why, "anew") {
			t.Errorf("%s over two chains: %+v", m, f)
		}
		if f := checkOne(t, claim(m, AltBTCName, friday(70), friday(110), AtLeast, 0), records, "2020-01-01"); f.Verdict != Supported {
			t.Errorf("%s within the second chain: %+v", m, f)
		}
	}
}

// TestVerdicts joins measures of one text.
func TestVerdicts(t *testing.T) {
	prices := fridays("IWM", 100, 90, 110, 110, 105)
	yes := claim(ChangeOf, "IWM", friday(0), friday(2), AtLeast, 10)
	no := claim(ChangeOf, "IWM", friday(0), friday(2), AtMost, 9)
	none := claim(ChangeOf, "SPY", friday(0), friday(2), AtMost, 9)
	for i, x := range []struct {
		claims []Claim
		want   Verdict
	}{
		{[]Claim{yes}, Supported}, {[]Claim{no}, Contradicted}, {[]Claim{none}, Untestable},
		{[]Claim{yes, yes}, Supported}, {[]Claim{no, no}, Contradicted}, {[]Claim{yes, no}, Mixed},
		{[]Claim{yes, none}, Supported}, {[]Claim{none, no}, Contradicted}, {[]Claim{none, no, yes}, Mixed}, {[]Claim{none, none}, Untestable},
	} {
		other := claim(ChangeOf, "IWM", friday(0), friday(2), AtMost, 9)
		other.Text = "something else"
		found, err := CheckClaims(append([]Claim{other}, x.claims...), prices, date("2017-01-01"))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range found[1:] {
			if f.Of != x.want {
				t.Errorf("%d: %s, want %s", i, f.Of, x.want)
			}
		}
		if found[0].Of != Contradicted {
			t.Errorf("%d: another text: %s", i, found[0].Of)
		}
	}
}

// TestBadClaims: what makes no sense is an error, whatever the data.
func TestBadClaims(t *testing.T) {
	good := claim(ChangeOf, "IWM", friday(0), friday(2), AtLeast, 10)
	for name, change := range map[string]func(*Claim){
		"no measure":                 func(c *Claim) { c.Measure = "" },
		"an unknown measure":         func(c *Claim) { c.Measure = "feeling" },
		"no op":                      func(c *Claim) { c.Op = "" },
		"an unknown op":              func(c *Claim) { c.Op = "atleast" },
		"no beginning":               func(c *Claim) { c.From = Date{} },
		"no end":                     func(c *Claim) { c.To = Date{} },
		"an end before the start":    func(c *Claim) { c.To = Date{c.From.AddDate(0, 0, -1)} },
		"a value that is no number":  func(c *Claim) { c.Value = math.NaN() },
		"a value beyond all numbers": func(c *Claim) { c.Value = math.Inf(-1) },
	} {
		bad := good
		change(&bad)
		if found, err := CheckClaims([]Claim{good, bad}, nil, date("2017-01-01")); err == nil || found != nil || !strings.Contains(err.Error(), `"c"`) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if found, err := CheckClaims(nil, nil, time.Time{}); err != nil || len(found) != 0 {
		t.Errorf("no claims: %v %v", found, err)
	}
}

// TestClaimsRefuseBadRecords: the records of claims are held to the same rules.
func TestClaimsRefuseBadRecords(t *testing.T) {
	good := claim(USDDeployed, "dat_all", "2016-01-01", "2016-02-01", AtLeast, 0)
	for _, r := range []Record{
		nil, &Value{}, Value{}, Value{Series: "IWM", Ref: synthStart, Known: synthStart, Value: math.NaN()},
		Closes{Ref: synthStart, Known: synthStart, Prices: map[string]float64{"BTC": 0}},
		Flow{Class: "dat_btc", Kind: Deployed, USD: decimal.New(1, 1<<30), Ref: synthStart, Known: synthStart},
	} {
		var whole *RecordError
		if _, err := CheckClaims([]Claim{good}, []Record{r}, date("2017-01-01")); !errors.As(err, &whole) {
			t.Errorf("%T: %v", r, err)
		}
	}
}

// TestClaimsDoNotLookAhead: what becomes known later changes no finding, and the
// order of the records none either.
func TestClaimsDoNotLookAhead(t *testing.T) {
	records := synth(61, 140)
	claims := []Claim{
		claim(RecordCloses, "IWM", "2015-01-16", "2016-12-31", AtLeast, 3), claim(ChangeOf, "WALCL", "2015-02-01", "2016-12-31", AtLeast, 0),
		claim(LowestRSI, ETHBTCName, "2016-01-01", "2016-12-31", AtMost, 40), claim(USDDeployed, "dat_all", "2015-01-01", "2016-12-31", AtLeast, 1),
		claim(ChangeOf, "BTC", "2015-02-01", "2016-12-31", AtLeast, 0), claim(LongestRun, ETHBTCName, "2015-06-01", "2016-12-31", AtLeast, 1),
	}
	for _, asOf := range []string{"2016-06-01", "2017-01-10", "2017-06-01"} {
		var known []Record
		for _, r := range records {
			if !r.KnownAt().After(date(asOf)) {
				known = append(known, r)
			}
		}
		slices.Reverse(known)
		a, err := CheckClaims(claims, records, date(asOf))
		if err != nil {
			t.Fatal(err)
		}
		b, err := CheckClaims(claims, known, date(asOf))
		if err != nil {
			t.Fatal(err)
		}
		x, _ := json.Marshal(a)
		y, _ := json.Marshal(b)
		if !bytes.Equal(x, y) || len(x) == 0 {
			t.Errorf("as of %s:\n%s\n%s", asOf, x, y)
		}
		if tested := fmt.Sprint(a[0].Verdict != Untestable); tested != fmt.Sprint(asOf != "2016-06-01") {
			t.Errorf("as of %s: %+v", asOf, a[0])
		}
	}
}

// TestClaimEdges: what lies on the edge of a measure.
func TestClaimEdges(t *testing.T) {
	if f := checkOne(t, claim(EachRecord, "IWM", friday(1), friday(4), AtLeast, 3), fridays("IWM", 100, 110, 110, 120, 120), "2017-01-01"); f.Observed != 2 {
		t.Errorf("an equal close is a record: %v", f.Observed)
	}
	closes := []float64{50}
	for range 103 {
		closes = append(closes, 100)
	}
	// Lower ones are 104 weeks before the last but one, and 1 before the last.
	if f := checkOne(t, claim(LowCloses, "IWM", friday(50), friday(105), AtLeast, 1), fridays("IWM", append(closes, 90, 95)...), "2020-01-01"); f.Observed != 1 {
		t.Errorf("%v closes the lowest of 104 weeks, want 1", f.Observed)
	}
	// 60 months that fall and one that ends much higher: a flip, once it is over.
	closes = nil
	for i := range 261 {
		closes = append(closes, 1000-float64(i)*3)
	}
	closes[260] = 2000 // 2020-12-25, the last Friday of the month
	for at, want := range map[string]Verdict{"2020-12-31": Contradicted, "2021-01-01": Supported} {
		for _, m := range []Measure{LongestRun, EachMonthFlip} {
			if f := checkOne(t, claim(m, "IWM", friday(250), friday(260), AtLeast, 1), fridays("IWM", closes...), at); f.Verdict != want {
				t.Errorf("%s at %s: %v %s (%s), want %s", m, at, f.Observed, f.Verdict, f.Why, want)
			}
		}
	}
	flow := Flow{Class: "dat_btc", Firm: "Able", Kind: Deployed, USD: decimal.New(1, 6), Ref: date("2016-01-05"), Known: date("2016-01-06")}
	ledger := func(firm, from, through string) Record {
		return Coverage{Class: "dat_btc", Firm: firm, From: date(from), Through: date(through), Known: synthStart}
	}
	records := []Record{flow, ledger("Able", "2016-01-01", "2016-03-01"), ledger("Baker", "2015-01-01", "2016-02-01"), ledger("Charlie", "2016-01-31", "2016-02-01")}
	if f := checkOne(t, claim(USDDeployed, "dat_btc", "2015-01-01", "2016-03-01", AtLeast, 1e6), records, "2017-01-01"); f.Verdict != Supported {
		t.Errorf("from the first ledger to the last: %+v", f)
	}
}
