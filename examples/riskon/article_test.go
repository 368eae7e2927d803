package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/riskon/riskon/regime"
)

// TestArticleClaims checks the article's claims, as they stand in JSON, on the tables:
// those of claims.csv have the verdicts that they have there, and those that say the
// same as a time agree with them.
func TestArticleClaims(t *testing.T) {
	f, err := os.Open(filepath.Join("..", "..", "regime", "testdata", "claims.json"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	claims, err := regime.ReadClaims(f)
	if err != nil {
		t.Fatal(err)
	}
	d := loadEmbedded(t)
	got, err := regime.CheckClaims(claims, d.records, day("2026-01-31"))
	if err != nil {
		t.Fatal(err)
	}
	want, err := regime.CheckClaims(d.claims, d.records, day("2026-01-31"))
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]regime.Finding{}
	for _, x := range got {
		found[x.ID] = x
	}
	same := func(a, b regime.Number) bool { return a == b || a.Missing() && b.Missing() }
	for _, w := range want {
		if g := found[w.ID]; g.Claim != w.Claim || !same(g.Observed, w.Observed) || g.Verdict != w.Verdict || g.Of != w.Of || g.Why != w.Why {
			t.Errorf("%+v, in claims.csv %+v", g, w)
		}
	}
	if len(want) != 12 || len(got) != 18 {
		t.Errorf("%d claims in the table, %d in JSON", len(want), len(got))
	}
	for id, w := range map[string]struct {
		verdict regime.Verdict
		why     string
	}{
		"rut_break":            {regime.Contradicted, ""},
		"rut_break_year":       {regime.Supported, "on 2026-01-16, none since 2024-07-19"},
		"altbtc_low_years":     {found["altbtc_low"].Verdict, "none lower since"},
		"altbtc_low_years_eth": {found["altbtc_low_eth"].Verdict, "none lower since"},
		"macd_first":           {found["macd_22m"].Verdict, ""},
		"macd_first_eth":       {found["macd_22m_eth"].Verdict, ""},
	} {
		if g := found[id]; g.Verdict != w.verdict || !strings.Contains(g.Why, w.why) {
			t.Errorf("%s: observed %v, %s: %s; want %+v", id, g.Observed, g.Verdict, g.Why, w)
		}
	}
	for id, as := range map[string]string{"macd_first": "macd_22m", "macd_first_eth": "macd_22m_eth"} {
		if a, b := found[id], found[as]; !same(a.Observed, b.Observed) {
			t.Errorf("%s: %v months, %s: %v", id, a.Observed, as, b.Observed)
		}
	}
}
