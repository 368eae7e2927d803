package series_test

import (
	"encoding/json"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
)

// The account of the Treasury at the Fed went from billions to millions. Net
// liquidity, with the numbers of the reference case and its two mistakes.
func TestNetLiquidityUnits(t *testing.T) {
	text, err := os.ReadFile("testdata/netliq_units.json")
	if err != nil {
		t.Fatal(err)
	}
	var x struct {
		Walcl      float64                                 `json:"walcl_2026_01_07"`
		RRP        string                                  `json:"rrp_illustrative_busd"`
		Want       string                                  `json:"netliq_musd_2026"`
		NotScaled  string                                  `json:"wrong_if_rrp_not_scaled"`
		ScaledMore string                                  `json:"wrong_if_tga_scaled_again"`
		TGA        []struct{ Vintage, Value, Unit string } `json:"tga_by_vintage"`
	}
	if err := json.Unmarshal(text, &x); err != nil || len(x.TGA) != 2 {
		t.Fatal(err, len(x.TGA))
	}
	units := map[string]series.Unit{"busd": series.USDBillions, "musd": series.USDMillions}
	history := func(late, rrp series.Unit) (net float64, tga *series.Vintages) {
		sheet, repo := series.NewVintages(series.USDMillions), series.NewVintages(series.USDMillions)
		tga = series.NewVintages(series.USDMillions)
		ref := on("2026-01-07")
		known := series.H41(ref)
		for i, p := range x.TGA {
			unit := units[p.Unit]
			if i == 1 && late != 0 {
				unit = late
			}
			at := series.H41(on(p.Vintage).AddDate(0, 0, -1))
			if at.Format(time.DateOnly) != p.Vintage {
				t.Fatal("known", at, "want", p.Vintage)
			}
			noError(t, tga.Add(on(p.Vintage).AddDate(0, 0, -1), at, parseFloat(t, p.Value), unit))
		}
		noError(t, sheet.Add(ref, known, x.Walcl, series.USDMillions))
		noError(t, repo.Add(ref, series.ReverseRepo(ref), parseFloat(t, x.RRP), rrp))
		a, _, _ := sheet.Latest().Value.At(known)
		b, _, _ := tga.Latest().Value.At(known)
		c, _, _ := repo.Latest().Value.At(known)
		return a - b - c, tga
	}
	net, tga := history(0, series.USDBillions)
	if net != parseFloat(t, x.Want) {
		t.Errorf("net liquidity is %v million, want %s", net, x.Want)
	}
	if got := tga.Latest().Value.Values(); !slices.Equal(got, []float64{957891, 837306}) {
		t.Error("the account is", got)
	}
	if net, _ := history(series.USDBillions, series.USDBillions); net != parseFloat(t, x.ScaledMore) {
		t.Errorf("with the old unit for the new vintage: %v, want the %s it is known for", net, x.ScaledMore)
	}
	if net, _ := history(0, series.USDMillions); net != parseFloat(t, x.NotScaled) {
		t.Errorf("with billions taken for millions: %v, want the %s it is known for", net, x.NotScaled)
	}
}

func noError(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
