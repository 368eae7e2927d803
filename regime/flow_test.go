package regime

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/shopspring/decimal"
)

func usd(text string) decimal.Decimal { return decimal.RequireFromString(text) }

// ledger is a classifier that is told flows of class dat_btc, from 2015-10-30 on.
func ledger(t testing.TB, records ...Record) *Classifier {
	t.Helper()
	c, err := NewClassifier(Config{}, date("2015-10-30"))
	if err != nil {
		t.Fatal(err)
	}
	observe(t, c, records...)
	return c
}

func cover(firm, from, through, known string) Coverage {
	return Coverage{Class: "dat_btc", Firm: firm, From: date(from), Through: date(through), Known: date(known)}
}

func deployed(firm, ref, known, amount string) Flow {
	return Flow{Class: "dat_btc", Firm: firm, Asset: "BTC", Kind: Deployed, USD: usd(amount), Ref: date(ref), Known: date(known)}
}

// TestFlowBalance checks the sentences of section 11 one by one, on numbers made by hand.
func TestFlowBalance(t *testing.T) {
	announced := func(f Flow, k FlowKind) Flow {
		f.Kind = k
		return f
	}
	whole := cover("Able", "2016-01-01", "2017-12-31", "2016-01-01")
	for _, x := range []struct {
		name    string
		records []Record
		at      string
		want    float64 // NaN: missing
		ref     string
	}{
		{"nothing known", nil, "2016-09-01", math.NaN(), ""},
		{"no ledger", []Record{deployed("Able", "2016-08-01", "2016-08-02", "1e8")}, "2016-09-01", math.NaN(), ""},
		{"a ledger and no event", []Record{whole}, "2016-09-01", math.NaN(), ""},
		{"announcements only", []Record{whole, announced(deployed("Able", "2016-08-01", "2016-08-02", "1e8"), Announced)}, "2016-09-01", math.NaN(), ""},
		{"an event not yet known", []Record{whole, deployed("Able", "2016-08-01", "2016-09-02", "1e8")}, "2016-09-01", math.NaN(), ""},
		{"one event now: 1e8/(1e8 + 1e8)", []Record{whole, deployed("Able", "2016-08-01", "2016-08-02", "1e8")}, "2016-09-01", 0.5, "2016-09-01"},
		{"one event before: minus the same", []Record{whole, deployed("Able", "2016-05-01", "2016-08-02", "1e8")}, "2016-09-01", -0.5, "2016-09-01"},
		{"a sale is negative and has a size", []Record{whole, deployed("Able", "2016-08-01", "2016-08-02", "-3e8")}, "2016-09-01", -0.75, "2016-09-01"},
		{"an old event: a true zero", []Record{whole, deployed("Able", "2016-01-05", "2016-01-06", "1e8")}, "2016-09-01", 0, "2016-09-01"},
		{"announced and closed beside deployed do not count", []Record{whole, deployed("Able", "2016-08-01", "2016-08-02", "1e8"),
			announced(deployed("Able", "2016-08-02", "2016-08-03", "9e8"), Announced), announced(deployed("Able", "2016-08-03", "2016-08-04", "9e8"), Closed)}, "2016-09-01", 0.5, "2016-09-01"},
		{"another class does not count", []Record{whole, deployed("Able", "2016-08-01", "2016-08-02", "1e8"),
			Flow{Class: "dat_alt", Firm: "Able", Kind: Deployed, USD: usd("9e8"), Ref: date("2016-08-01"), Known: date("2016-08-02")}}, "2016-09-01", 0.5, "2016-09-01"},

		// Windows: T is 2016-09-01, T-91 is 2016-06-02, T-182 is 2016-03-03.
		{"on T", []Record{whole, deployed("Able", "2016-09-01", "2016-09-01", "1e8")}, "2016-09-01", 0.5, "2016-09-01"},
		{"on T-90", []Record{whole, deployed("Able", "2016-06-03", "2016-06-04", "1e8")}, "2016-09-01", 0.5, "2016-09-01"},
		{"on T-91", []Record{whole, deployed("Able", "2016-06-02", "2016-06-04", "1e8")}, "2016-09-01", -0.5, "2016-09-01"},
		{"on T-181", []Record{whole, deployed("Able", "2016-03-04", "2016-06-04", "1e8")}, "2016-09-01", -0.5, "2016-09-01"},
		{"on T-182", []Record{whole, deployed("Able", "2016-03-03", "2016-06-04", "1e8")}, "2016-09-01", 0, "2016-09-01"},

		// Ledgers.
		{"before From + 182", []Record{cover("Able", "2016-03-04", "2017-12-31", "2016-03-04"), deployed("Able", "2016-08-01", "2016-08-02", "1e8")}, "2016-09-01", math.NaN(), ""},
		{"at From + 182", []Record{cover("Able", "2016-03-03", "2017-12-31", "2016-03-04"), deployed("Able", "2016-08-01", "2016-08-02", "1e8")}, "2016-09-01", 0.5, "2016-09-01"},
		{"the earliest From of the class counts", []Record{cover("Able", "2016-08-01", "2017-12-31", "2016-08-01"), cover("Baker", "2016-01-01", "2016-02-01", "2016-02-01"),
			deployed("Able", "2016-08-01", "2016-08-02", "1e8")}, "2016-09-01", 0.5, "2016-09-01"},
		{"after Through, T stands still", []Record{cover("Able", "2016-01-01", "2016-08-10", "2016-01-01"), deployed("Able", "2016-08-01", "2016-08-02", "1e8")}, "2016-09-01", 0.5, "2016-08-10"},
		{"T ten years ago", []Record{cover("Able", "2016-01-01", "2016-08-10", "2016-01-01"), deployed("Able", "2016-08-01", "2016-08-02", "1e8")}, "2026-08-18", 0.5, "2016-08-10"},
		{"T more than ten years ago", []Record{cover("Able", "2016-01-01", "2016-08-10", "2016-01-01"), deployed("Able", "2016-08-01", "2016-08-02", "1e8")}, "2026-08-19", math.NaN(), ""},
		{"an event after T does not count", []Record{cover("Able", "2016-01-01", "2016-08-10", "2016-01-01"), deployed("Able", "2016-08-11", "2016-08-12", "1e8")}, "2016-09-01", 0, "2016-08-10"},
		{"a firm is left out after its Through", []Record{whole, cover("Baker", "2016-01-01", "2016-08-31", "2016-01-01"),
			deployed("Able", "2016-08-01", "2016-08-02", "1e8"), deployed("Baker", "2016-08-01", "2016-08-02", "5e8")}, "2016-09-01", 0.5, "2016-09-01"},
		{"a firm counts on its Through", []Record{whole, cover("Baker", "2016-01-01", "2016-09-01", "2016-01-01"),
			deployed("Able", "2016-08-01", "2016-08-02", "1e8"), deployed("Baker", "2016-08-01", "2016-08-02", "5e8")}, "2016-09-01", 6. / 7, "2016-09-01"},
		{"a firm without a ledger is left out", []Record{whole, deployed("Able", "2016-08-01", "2016-08-02", "1e8"), deployed("Baker", "2016-08-01", "2016-08-02", "5e8")}, "2016-09-01", 0.5, "2016-09-01"},
		{"its event makes the class known", []Record{whole, deployed("Baker", "2016-08-01", "2016-08-02", "5e8")}, "2016-09-01", 0, "2016-09-01"},
		{"a ledger that goes on brings its firm back", []Record{whole, cover("Baker", "2016-01-01", "2016-08-31", "2016-01-01"), cover("Baker", "2016-01-01", "2016-10-01", "2016-08-20"),
			deployed("Able", "2016-08-01", "2016-08-02", "1e8"), deployed("Baker", "2016-08-01", "2016-08-02", "5e8")}, "2016-09-01", 6. / 7, "2016-09-01"},
		{"a ledger not yet known", []Record{whole, cover("Baker", "2016-01-01", "2016-08-31", "2016-01-01"), cover("Baker", "2016-01-01", "2016-10-01", "2016-09-02"),
			deployed("Able", "2016-08-01", "2016-08-02", "1e8"), deployed("Baker", "2016-08-01", "2016-08-02", "5e8")}, "2016-09-01", 0.5, "2016-09-01"},

		// 0.1 + 0.2 - 0.3 is 0, and two of one filing are two.
		{"decimals are exact", []Record{whole, deployed("Able", "2016-08-01", "2016-08-02", "0.1"), deployed("Able", "2016-08-01", "2016-08-02", "0.2"), deployed("Able", "2016-08-01", "2016-08-02", "-0.3")}, "2016-09-01", 0, "2016-09-01"},
		{"tiny beside huge", []Record{whole, deployed("Able", "2016-08-01", "2016-08-02", "1e30"), deployed("Able", "2016-08-02", "2016-08-03", "1e-30"), deployed("Able", "2016-05-02", "2016-05-03", "1e30")},
			"2016-09-01", 1e-30 / (2e30 + 1e8), "2016-09-01"},
	} {
		c := ledger(t, x.records...)
		k := contribution(t, readAt(t, c, date(x.at)), "dat/btc_flow")
		if !(math.Abs(float64(k.Value)-x.want) <= 1e-15*math.Abs(x.want) || x.want != x.want && k.Value.Missing()) || k.Reference.String() != x.ref {
			t.Errorf("%s: %v on %s, want %v on %s", x.name, k.Value, k.Reference, x.want, x.ref)
		}
		if k.Signal != k.Value && !k.Value.Missing() {
			t.Errorf("%s: signal %v of value %v", x.name, k.Signal, k.Value)
		}
	}
}

// TestPeriodicFlows: they are complete no further than the newest one known.
func TestPeriodicFlows(t *testing.T) {
	etf := func(ref string, millions int64) Flow {
		d := date(ref)
		return Flow{Class: "btc_etf", Kind: Deployed, USD: decimal.New(millions, 6), Ref: d, Known: d.AddDate(0, 0, 1)}
	}
	c := ledger(t, Coverage{Class: "btc_etf", From: date("2016-01-01"), Through: date("2016-12-31"), Known: date("2016-01-01")},
		etf("2016-03-04", 100), etf("2016-08-26", 300), etf("2016-09-02", 100))
	for _, x := range []struct {
		at, ref string
		want    float64
	}{
		{"2016-08-26", "", math.NaN()}, // the newest known is March's: before From + 182
		{"2016-08-27", "2016-08-26", (300. - 100) / (400 + 100)},
		{"2016-09-02", "2016-08-26", (300. - 100) / (400 + 100)},
		{"2016-09-03", "2016-09-02", 400. / (400 + 100)}, // March is 182 days ago: out
		{"2017-03-01", "2016-09-02", 400. / (400 + 100)},
	} {
		k := contribution(t, readAt(t, c, date(x.at)), "dat/etf_flow")
		if !near(float64(k.Value), x.want) || k.Reference.String() != x.ref {
			t.Errorf("%s: %v on %s, want %v on %s", x.at, k.Value, k.Reference, x.want, x.ref)
		}
	}
}

// TestFlowEvidence shows what is behind a balance.
func TestFlowEvidence(t *testing.T) {
	c := ledger(t, cover("Able", "2016-01-01", "2017-12-31", "2016-01-01"), cover("Baker", "2016-01-01", "2017-12-31", "2016-01-01"),
		deployed("Baker", "2016-08-01", "2016-08-02", "1e8"), deployed("Able", "2016-08-03", "2016-08-25", "2e8"), deployed("Able", "2016-05-03", "2016-08-05", "4e8"),
		Flow{Class: "dat_btc", Firm: "Able", Kind: Announced, USD: usd("7e8"), Ref: date("2016-08-10"), Known: date("2016-08-10")},
		Flow{Class: "dat_btc", Firm: "Able", Kind: Announced, USD: usd("9e8"), Ref: date("2016-05-10"), Known: date("2016-05-10")})
	r := readAt(t, c, date("2016-09-01"))
	i := slices.IndexFunc(r.Evidence.Flows, func(e FlowEvidence) bool { return e.Class == "dat_btc" })
	e := r.Evidence.Flows[i]
	if e.Now != 3e8 || e.Before != 4e8 || e.Announced != 7e8 || e.Events != 2 || e.Earlier != 1 || !slices.Equal(e.Firms, []string{"Able", "Baker"}) ||
		!e.Known.Equal(date("2016-08-25")) || e.Through.String() != "2016-09-01" {
		t.Errorf("%+v", e)
	}
	if k := contribution(t, r, "dat/btc_flow"); !k.Known.Equal(e.Known) || !near(float64(k.Value), -1./8) {
		t.Errorf("%+v", k)
	}
}

// TestForgetChangesNothing keeps every event in one ledger and forgets in the
// other at random instants: all later balances are equal.
func TestForgetChangesNothing(t *testing.T) {
	for seed := range uint64(20) {
		random := rand.New(rand.NewPCG(seed, 21))
		var keeps, forgets flows
		now := synthStart
		through := map[string]time.Time{}
		dropped := false
		for range 400 {
			now = now.Add(time.Duration(random.Int64N(int64(4 * day))))
			firm := []string{"Able", "Baker", "Chain"}[random.IntN(3)]
			switch random.IntN(4) {
			case 0:
				through[firm] = later(through[firm], now.Add(time.Duration(random.IntN(200)-150)*day))
				c := Coverage{Class: "x", Firm: firm, From: synthStart.AddDate(0, 0, -10-random.IntN(300)), Through: later(through[firm], synthStart), Known: now}
				keeps.cover(c)
				forgets.cover(c)
			default:
				kind := []FlowKind{Deployed, Announced}[random.IntN(2)]
				f := Flow{Class: "x", Firm: firm, Kind: kind, USD: decimal.New(random.Int64N(1e12)-5e11, -2), Ref: now.Add(-time.Duration(random.IntN(300)) * day), Known: now}
				keeps.observe(f)
				forgets.observe(f)
			}
			if random.IntN(3) == 0 {
				forgets.forget(now, flowDays)
				dropped = dropped || len(forgets.Events) < len(keeps.Events)
			}
			for _, periodic := range []bool{false, true} {
				at := now.Add(time.Duration(random.Int64N(int64(100 * day))))
				a := keeps.balance(Feature{Lag: flowDays, Periodic: periodic}, at)
				b := forgets.balance(Feature{Lag: flowDays, Periodic: periodic}, at)
				if !same(a.Value, b.Value) || a.Ref != b.Ref || !a.Known.Equal(b.Known) {
					t.Fatalf("seed %d: at %s, periodic %v: %+v with all events, %+v after forgetting", seed, at, periodic, a, b)
				}
			}
		}
		if !dropped {
			t.Fatal("nothing was forgotten")
		}
	}
}

// TestFlowsWithoutLedger: of a class that nobody completes, ten years are kept and no more.
func TestFlowsWithoutLedger(t *testing.T) {
	c := ledger(t)
	var most int
	for week := range 52 * 12 {
		ref := date("2016-01-01").AddDate(0, 0, 7*week)
		observe(t, c, Flow{Class: "dat_btc", Firm: "Able", Asset: "BTC", Kind: Deployed, USD: usd("1e8"), Ref: ref, Known: ref})
		if err := c.Advance(ref); err != nil {
			t.Fatal(err)
		}
		for _, f := range c.mem.Flows {
			most = max(most, len(f.Events))
		}
	}
	if want := (ledgerAge + 2*flowDays) / 7; most < want || most > want+1 {
		t.Errorf("%d events are kept, want %d", most, want)
	}
}

func same(a, b Number) bool { return a == b || a.Missing() && b.Missing() }

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
