package regime

import (
	"slices"
	"testing"

	"github.com/shopspring/decimal"
)

// TestMoneyAgainstDecimals adds amounts of every size and number of places, and
// compares each sum and its float64 with decimals.
func TestMoneyAgainstDecimals(t *testing.T) {
	g := testRand(77)
	for range 200 {
		var sum money
		want := decimal.Zero
		fine := g.below(2) == 0
		for range 60 {
			coefficient, places := 1000*int64(g.below(2_000_000_000)-1_000_000_000)+int64(g.below(1000)), int32(g.below(4))
			switch {
			case !fine:
			case g.below(6) == 0:
				places = int32(g.below(50) - 20)
			case g.below(6) == 0:
				coefficient *= 1000
			}
			d := decimal.New(coefficient, -places)
			x, times := moneyOf(d), int64(1-2*g.below(2))
			if x.sign() < 0 != d.IsNegative() {
				t.Fatalf("%s has sign %d", d, x.sign())
			}
			if x.float() != d.InexactFloat64() {
				t.Fatalf("%s is %v", d, x.float())
			}
			sum.add(&x, times)
			want = want.Add(d.Mul(decimal.New(times, 0)))
			if got := sum.float(); got != want.InexactFloat64() {
				t.Fatalf("%s is %v, want %v", want, got, want.InexactFloat64())
			}
		}
	}
	var large money
	want, d := decimal.Zero, decimal.RequireFromString("9999999999.97")
	for range 12_000 { // beyond what a float64 counts in cents
		x := moneyOf(d)
		large.add(&x, 1)
		want = want.Add(d)
		if large.float() != want.InexactFloat64() {
			t.Fatalf("%s is %v, want %v", want, large.float(), want.InexactFloat64())
		}
	}
	for _, text := range []string{"0", "-0.00", "99999999999.99", "999999999999.99", "-10000000000", "0.001", "1e40", "-1e-40", "90071992547409.93"} {
		d := decimal.RequireFromString(text)
		if x := moneyOf(d); x.float() != d.InexactFloat64() {
			t.Errorf("%s is %v, want %v", text, x.float(), d.InexactFloat64())
		}
	}
}

// TestFlowSumsEveryDay asks for the balance day after day, over windows of two lengths,
// and compares with a ledger that is asked for the first time.
func TestFlowSumsEveryDay(t *testing.T) {
	g := testRand(78)
	for range 3 {
		var told []Record
		var asked flows
		tell := func(b *flows, r Record) {
			if c, ok := r.(Coverage); ok {
				b.cover(c)
			} else {
				b.observe(r.(Flow))
			}
		}
		for d := range 150 {
			now := synthStart.AddDate(0, 0, d)
			firm := []string{"Able", "Baker"}[g.below(2)]
			switch g.below(6) {
			case 0:
				r := Coverage{Class: "x", Firm: firm, From: synthStart.AddDate(0, 0, -90), Through: now.AddDate(0, 0, g.below(12)), Known: now}
				told = append(told, r)
				tell(&asked, r)
			case 1:
				r := Flow{Class: "x", Firm: firm, Kind: []FlowKind{Deployed, Deployed, Announced}[g.below(3)], USD: decimal.New(int64(g.below(1e9)), -1), Ref: now.AddDate(0, 0, -g.below(9)), Known: now}
				told = append(told, r)
				tell(&asked, r)
			}
			var fresh flows
			for _, r := range told {
				tell(&fresh, r)
			}
			for _, in := range []Feature{{Lag: 10}, {Lag: 21}, {Lag: 21, Periodic: true}} {
				a, b := asked.balance(in, now), fresh.balance(in, now)
				if !same(a.Value, b.Value) || a.Ref != b.Ref || !a.Known.Equal(b.Known) {
					t.Fatalf("day %d, %+v: %+v, want %+v", d, in, a, b)
				}
				if x, y := asked.evidence(in, now), fresh.evidence(in, now); !same(x.Now, y.Now) || !same(x.Before, y.Before) || !same(x.Announced, y.Announced) || x.Through != y.Through || x.Events != y.Events || x.Earlier != y.Earlier || !x.Known.Equal(y.Known) || !slices.Equal(x.Firms, y.Firms) {
					t.Fatalf("day %d, %+v: %+v, want %+v", d, in, x, y)
				}
				fresh.now = nil
			}
		}
	}
}
