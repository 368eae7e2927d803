package regime

import (
	"encoding/json"
	"math"
	"testing"

	"github.com/riskon/riskon/series"
	"github.com/shopspring/decimal"
)

// treasuryGolden are the reference values of testdata/treasury.json: mNAV in
// decimals of 28 digits, the others in floating point, computed by a program that
// shares no code with this one. What H41 says is compared in package series.
type treasuryGolden struct {
	MNAV struct {
		Example struct{ MktCap, Debt, Pref, Cash, Units, Price, MNAV decimal.Decimal }
	}
	PerShare []struct {
		BTC      decimal.Decimal
		DilutedM decimal.Decimal `json:"diluted_m"`
		BPS      float64
	} `json:"btc_per_share"`
	Yield         float64 `json:"btc_yield_period"`
	Concentration struct {
		Total      decimal.Decimal
		Top        []decimal.Decimal
		Top1, Top3 float64
		Lower      float64 `json:"hhi_lower_bound"`
		Upper      float64 `json:"hhi_upper_bound"`
		Equal97    float64 `json:"hhi_equal_rest_97"`
		EffectiveN float64 `json:"effective_n_lower"`
	} `json:"dat_concentration"`
	NetLiq struct {
		Assets float64     `json:"walcl_2026_01_07"`
		Repo   json.Number `json:"rrp_illustrative_busd"`
		ByDate []struct {
			Value, Unit, Obs string
		} `json:"tga_by_vintage"`
		Net json.Number `json:"netliq_musd_2026"`
	} `json:"netliq_units"`
	Claim struct {
		FromDate      Date `json:"from_"`
		To            Date
		A, B          float64
		Change        json.Number `json:"change_busd"`
		Claimed       float64     `json:"claim_busd"`
		NextWeek      Date        `json:"to_next_week"`
		ChangeToLater json.Number `json:"change_to_next_week_busd"`
	} `json:"walcl_claim_check"`
	NFCI []struct {
		Src                                string
		Risk, Credit, Leverage, Index, Sum decimal.Decimal
	} `json:"nfci_contributions"`
}

func treasuryFigures(t *testing.T) (g treasuryGolden) {
	t.Helper()
	readTestdata(t, "treasury.json", &g)
	if len(g.PerShare) != 2 || len(g.NFCI) != 2 || len(g.Concentration.Top) != 3 {
		t.Fatalf("%+v", g)
	}
	return g
}

func floatOf(t *testing.T, n json.Number) float64 {
	t.Helper()
	x, err := n.Float64()
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func TestGoldenTreasury(t *testing.T) {
	g := treasuryFigures(t)
	x := g.MNAV.Example
	got, err := MNAV(MNAVInputs{MarketCap: x.MktCap, Debt: x.Debt, Preferred: x.Pref, Cash: x.Cash, Holdings: x.Units, Price: x.Price})
	if err != nil || got.String() != x.MNAV.String() {
		t.Errorf("mNAV %v, %v, want %v", got, err, x.MNAV)
	}

	close := func(what string, got, want float64) {
		if !(math.Abs(got-want) <= 1e-12*math.Abs(want)) {
			t.Errorf("%s: %v, want %v", what, got, want)
		}
	}
	var at [2]PerShare
	for i, p := range g.PerShare {
		at[i] = PerShare{p.BTC, p.DilutedM.Shift(6)}
		coin, err := at[i].Coin()
		if err != nil {
			t.Fatal(err)
		}
		close("per share", coin.InexactFloat64(), p.BPS)
	}
	yield, err := BTCYield(at[0], at[1])
	if err != nil {
		t.Fatal(err)
	}
	close("yield", yield.InexactFloat64(), g.Yield)

	c := g.Concentration
	b, err := ConcentrationBounds(c.Top, c.Total)
	if err != nil {
		t.Fatal(err)
	}
	fewest, most := b.EffectiveN()
	close("lower", b.Lower, c.Lower)
	close("upper", b.Upper, c.Upper)
	close("top 1", b.Top1, c.Top1)
	close("top 3", b.Top3, c.Top3)
	close("effective number", fewest, c.EffectiveN)
	// 97 equal holders of the rest are one of the markets between the bounds.
	all := append([]decimal.Decimal{}, c.Top...)
	rest := c.Total.Sub(c.Top[0]).Sub(c.Top[1]).Sub(c.Top[2]).Div(decimal.NewFromInt(97))
	for range 97 {
		all = append(all, rest.Truncate(9))
	}
	equal, err := ConcentrationBounds(all, c.Total)
	if err != nil || !(math.Abs(equal.Lower-c.Equal97) <= 1e-12) || !(b.Lower < equal.Lower && equal.Lower < b.Upper) || !(fewest < 1/equal.Lower && 1/equal.Lower < most) {
		t.Errorf("97 equal holders: %+v, %v, want %v", equal, err, c.Equal97)
	}
}

// TestGoldenNetLiquidity asks a classifier that is told the figures in FRED's units.
func TestGoldenNetLiquidity(t *testing.T) {
	g := treasuryFigures(t).NetLiq
	last := g.ByDate[len(g.ByDate)-1]
	if last.Unit != "musd" {
		t.Fatal(last)
	}
	ref := date(last.Obs)
	cfg := Weekly()
	c, err := NewClassifier(cfg, ref.AddDate(0, 0, -30))
	if err != nil {
		t.Fatal(err)
	}
	for name, x := range map[string]float64{seriesAssets: g.Assets, seriesTreasury: floatOf(t, json.Number(last.Value)), seriesRepo: floatOf(t, g.Repo)} {
		observe(t, c, Value{Series: name, Ref: ref, Known: series.H41(ref), Value: x})
	}
	e := readAt(t, c, ref.AddDate(0, 0, 7)).Evidence.NetLiquidity
	if float64(e.Net) != floatOf(t, g.Net) || e.Date.String() != last.Obs {
		t.Errorf("%+v, want %s", e, g.Net)
	}
}

// TestGoldenClaim: somebody says that the balance sheet grew by $220B in a quarter.
func TestGoldenClaim(t *testing.T) {
	g := treasuryFigures(t).Claim
	change := floatOf(t, g.ChangeToLater)
	records := []Record{
		Value{Series: seriesAssets, Ref: g.FromDate.Time, Known: series.H41(g.FromDate.Time), Value: g.A},
		Value{Series: seriesAssets, Ref: g.To.Time, Known: series.H41(g.To.Time), Value: g.B},
		Value{Series: seriesAssets, Ref: g.NextWeek.Time, Known: series.H41(g.NextWeek.Time), Value: g.A + 1000*change},
	}
	claim := func(id string, to Date) Claim {
		return Claim{ID: id, Text: id, Series: seriesAssets, Measure: ChangeOf, From: g.FromDate, To: to, Op: AtLeast, Value: 1000 * g.Claimed, Unit: "USD millions"}
	}
	found, err := CheckClaims([]Claim{claim("quarter", g.To), claim("a week more", g.NextWeek)}, records, g.NextWeek.AddDate(0, 1, 0))
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []float64{1000 * floatOf(t, g.Change), 1000 * change} {
		if f := found[i]; !near(float64(f.Observed), want) || f.Verdict != Contradicted {
			t.Errorf("%s: %v, %s, want %v", f.ID, f.Observed, f.Verdict, want)
		}
	}
}

// TestGoldenRoundedParts: the parts of the NFCI as the Chicago Fed prints them do not
// always add up to the index. Parts before rounding that print so, a hundredth of
// the index being a micro-point here, add up after ours.
func TestGoldenRoundedParts(t *testing.T) {
	unrounded := [][3]float64{{-5.1, -13.2, -9.8}, {-40.7, -27.6, -17.7}}
	apart := 0
	for i, g := range treasuryFigures(t).NFCI {
		printed := []decimal.Decimal{g.Risk, g.Credit, g.Leverage}
		if !printed[0].Add(printed[1]).Add(printed[2]).Equal(g.Sum) {
			t.Errorf("%s: the parts add up to another sum than %s", g.Src, g.Sum)
		}
		var parts []ScorePart
		total := 0.0
		for j, x := range unrounded[i] {
			if hundredths := printed[j].Shift(2).IntPart(); int64(math.Round(x)) != hundredths {
				t.Fatalf("%s: %v does not print as %d", g.Src, x, hundredths)
			}
			parts = append(parts, ScorePart{ID: []string{"risk", "credit", "leverage"}[j], Part: Part{Points: x / micros}})
			total += x
		}
		micro, err := microPoints(50+total/micros, parts)
		if err != nil {
			t.Fatal(err)
		}
		if want := g.Index.Shift(2).IntPart(); micro-baseMicro != want || parts[0].Micro+parts[1].Micro+parts[2].Micro != want {
			t.Errorf("%s: %d of %+v, want %d", g.Src, micro-baseMicro, parts, want)
		}
		if !g.Sum.Equal(g.Index) {
			apart++
		}
	}
	if apart != 1 {
		t.Errorf("%d of the published tables do not add up", apart)
	}
}
