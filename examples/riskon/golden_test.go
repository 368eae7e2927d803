package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"sort"
	"testing"
	"time"

	"github.com/riskon/riskon/regime"
)

// reference is facts_reference.json: riskon/1 on the embedded tables, computed by a
// separate program from the definition of the model.
type reference struct {
	AsOf   map[string]map[string]any `json:"asof"`
	Events []map[string]any          `json:"breakout_events"`
	Claims struct {
		AsOf   string
		Rows   []map[string]any
		ByText map[string]string `json:"by_text"`
	}
}

func readReference(t *testing.T) (r reference) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "..", "regime", "testdata", "facts_reference.json"))
	if err == nil {
		err = json.Unmarshal(b, &r)
	}
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func loadEmbedded(t testing.TB) *data {
	t.Helper()
	s, err := tables(flag.NewFlagSet("", flag.ContinueOnError), "")
	if err != nil {
		t.Fatal(err)
	}
	d, err := load(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestReferenceReadings compares every value of the four reference dates: numbers
// within 1e-9 relative, micro-points, dates, names and flags exactly.
func TestReferenceReadings(t *testing.T) {
	d := loadEmbedded(t)
	for day, want := range readReference(t).AsOf {
		t.Run(day, func(t *testing.T) {
			date, err := time.Parse(time.DateOnly, day)
			if err != nil {
				t.Fatal(err)
			}
			rep, err := newReport(d, date)
			if err != nil {
				t.Fatal(err)
			}
			n := compare(t, day, normal(t, inShape(rep.Reading)), want)
			t.Logf("%d values", n)
			if n < 240 {
				t.Errorf("only %d values compared", n)
			}
		})
	}
}

func TestReferenceClaims(t *testing.T) {
	ref := readReference(t)
	at, err := time.Parse(time.DateOnly, ref.Claims.AsOf)
	if err != nil {
		t.Fatal(err)
	}
	rep, err := newReport(loadEmbedded(t), at)
	if err != nil {
		t.Fatal(err)
	}
	if len(rep.Claims) != len(ref.Claims.Rows) {
		t.Fatalf("%d claims, want %d", len(rep.Claims), len(ref.Claims.Rows))
	}
	for i, want := range ref.Claims.Rows {
		f := rep.Claims[i]
		got := normal(t, map[string]any{
			"id": f.ID, "text": f.Text, "series": f.Series, "measure": f.Measure, "op": f.Op, "value": f.Value, "unit": f.Unit,
			"observed": f.Observed, "verdict": f.Verdict, "note": f.Why,
		})
		delete(want, "detail") // the rows behind the number
		compare(t, f.ID, got, want)
		if want := ref.Claims.ByText[f.Text]; string(f.Of) != want {
			t.Errorf("%s: claim is %s, want %s", f.ID, f.Of, want)
		}
	}
}

// normal sends v through JSON, so that both sides have the same types.
func normal(t *testing.T, v any) (out any) {
	t.Helper()
	b, err := json.Marshal(v)
	if err == nil {
		err = json.Unmarshal(b, &out)
	}
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// compare checks every value of want and returns how many there were.
func compare(t *testing.T, path string, got, want any) (n int) {
	t.Helper()
	switch want := want.(type) {
	case map[string]any:
		g, ok := got.(map[string]any)
		if !ok {
			t.Errorf("%s: got %v, want %v", path, got, want)
			return 1
		}
		keys := make([]string, 0, len(want))
		for k := range want {
			keys = append(keys, k)
		}
		sort.Strings(keys)
		for _, k := range keys {
			v, ok := g[k]
			if !ok {
				t.Errorf("%s.%s: not compared, want %v", path, k, want[k])
				continue
			}
			n += compare(t, path+"."+k, v, want[k])
		}
		return n
	case []any:
		g, ok := got.([]any)
		if !ok || len(g) != len(want) {
			t.Errorf("%s: got %v, want %v", path, got, want)
			return 1
		}
		for i := range want {
			n += compare(t, fmt.Sprintf("%s[%d]", path, i), g[i], want[i])
		}
		return n
	case float64:
		g, ok := got.(float64)
		if !ok || math.Abs(g-want) > 1e-9*max(math.Abs(g), math.Abs(want)) {
			t.Errorf("%s: got %v, want %v", path, got, want)
		}
		return 1
	}
	if got != want {
		t.Errorf("%s: got %v, want %v", path, got, want)
	}
	return 1
}

// inShape arranges a reading as the reference has it.
func inShape(r regime.Reading) map[string]any {
	type object = map[string]any
	out := object{
		"instant": r.Time, "last_tick": r.Tick, "is_tick": r.Time.Equal(r.Tick), "score": r.Score, "printed_score": r.Score, "state": r.State,
		"margin": []float64{r.Margin.Distance, r.Margin.Threshold}, "A": r.A, "K": r.K, "raw": r.Raw, "S": r.S,
		"coverage": r.Coverage, "agreement": r.Agreement, "confidence": r.Confidence,
	}
	var events []object
	for _, e := range r.Events {
		if e.Caution == "" {
			events = append(events, object{"time": e.Time, "from": e.From, "to": e.To, "score": e.Score, "rule": e.Rule})
		}
	}
	out["state_events"] = events[max(0, len(events)-6):]
	pillars, coverage, inputs, cautions, points, parts := object{}, object{}, object{}, object{}, object{}, object{}
	for _, p := range r.Pillars {
		pillars[p.ID], coverage[p.ID] = p.Value, p.Coverage
	}
	for _, c := range r.Contributions {
		in := object{"raw": c.Value, "unit": c.Unit, "ref": c.Reference, "known": nil, "age": c.AgeDays, "q": c.Quality, "z": c.Z, "s": c.Signal, "flags": c.Flags}
		if !c.Known.IsZero() {
			in["known"] = c.Known
		}
		inputs[c.Input], points[c.ID], parts[c.ID] = in, c.Points, c.Micro
	}
	e := r.Evidence
	for _, c := range r.Cautions {
		name := c.ID[len("caution/"):]
		k := object{"x": c.Value, "c": c.C, "flags": c.Flags, "ref": c.Reference, "u": 0.0, "known": c.Reference, "unit": c.Unit}
		if name == "etf_outflow" || name == "neg_earnings" {
			if c.Value.Missing() {
				k["unit"] = "dated fact" // the reference names the kind where there is no fact with a unit
			}
		}
		if !c.C.Missing() {
			k["u"] = 0.2 * float64(c.C)
		}
		if v := e.VolShock; name == "vol_shock" && !c.Value.Missing() {
			k["x"] = object{"rv8": v.RV8, "rv52": v.RV52, "rv8_over_rv52": v.Ratio, "high26": v.High26, "fall_from_26w_high": v.Fall, "c_vol": v.CVol, "c_fall": v.CFall}
		}
		if k["known"] != nil && !c.Reference.IsZero() {
			k["known"] = c.Reference.Time // a fact is known at midnight: its date is its instant
		}
		cautions[name], points[c.ID], parts[c.ID] = k, c.Points, c.Micro
	}
	points["clip"], parts["clip"] = r.Clip.Points, r.Clip.Micro
	out["pillars"], out["pillar_coverage"], out["inputs"], out["cautions"], out["contributions"] = pillars, coverage, inputs, cautions, points
	out["micro"] = object{"total": r.Micro, "base": r.Base.Micro, "parts": parts}

	b := e.Breakout
	out["breakout"] = object{
		"date": b.Date, "state": b.State, "R": b.Level, "ATR_frozen": b.ATRFrozen, "channel": b.Channel, "ATR": b.ATR, "ATR_prev": b.ATRPrev,
		"value": b.Value, "x": b.X, "H": b.High, "close": b.Close, "bars_since_fail": b.BarsSinceFail,
		"record_close": b.RecordClose, "record_over_highs": b.RecordOverHighs,
	}
	out["net_liquidity"] = e.NetLiquidity
	flows := object{"alt_flow": nil, "btc_flow": nil, "etf_flow": nil}
	for _, f := range e.Flows {
		name := map[string]string{"dat_alt": "alt_flow", "dat_btc": "btc_flow", "btc_etf": "etf_flow"}[f.Class]
		if !f.Now.Missing() {
			flows[name] = object{"F": f.Now, "G": f.Before, "T": f.Through, "n_F": f.Events, "n_G": f.Earlier, "companies": f.Firms}
		}
	}
	out["flows"] = flows
	c := e.Concentration
	hhi := object{"hhi": c.HHI, "why_none": nil, "companies": c.Companies, "total_btc": c.TotalBTC, "newest": c.Newest, "older_than_200d": c.Old, "largest": nil}
	if c.WhyNone != "" {
		hhi["why_none"] = c.WhyNone
	}
	if c.Largest != "" {
		hhi["largest"] = c.Largest
	}
	out["hhi"] = hhi

	legs := object{}
	for _, l := range r.Thesis {
		leg := object{"status": l.Status, "value": l.Value, "change_at": l.Change, "since": l.Since, "series": l.Series}
		switch {
		case l.ID == "sustained_breakout" && b.State == regime.PhaseNone:
			leg["value"], leg["change_at"] = l.Reads, object{"break_needs_next_close_above": l.Change}
		case l.ID == "sustained_breakout":
			leg["value"], leg["change_at"] = l.Reads, object{"close_below": l.Change}
		case l.ID == "alt_btc_turn" && !l.Change.Missing():
			leg["change_at"] = object{"next_close": l.Change}
		}
		legs[l.ID] = leg
	}
	out["legs"] = legs

	m := e.SmallCap
	out["evidence"] = object{
		"alt_btc": ratioShape(e.AltBTC), "eth_btc": ratioShape(e.ETHBTC), "altseason_share_13w": object{"n": e.AltSeason.N, "share": e.AltSeason.Share},
		"iwm": object{"date": m.Date, "close": m.Close, "rsi14": m.RSI, "macd_line": m.MACD.Line, "macd_signal": m.MACD.Signal, "macd_hist": m.MACD.Histogram,
			"sign": m.MACD.Sign, "run_weeks": m.MACD.Run, "run_before_flip_weeks": m.MACD.RunBefore, "run_before_touches_start": m.MACD.BeforeOpen},
	}
	return out
}

func ratioShape(e regime.RatioEvidence) any {
	if len(e.Flags) > 0 {
		return map[string]any{"flag": e.Flags[0], "fallback": regime.ETHBTCName, "n": len(e.Members)}
	}
	if e.Value.Missing() {
		return nil
	}
	return map[string]any{
		"name": e.Name, "date": e.Date, "value": e.Value, "weeks_since_lower": e.WeeksSinceLower, "dist_from_156w_low": e.AboveLow, "n_156": e.N156,
		"rsi14": e.RSI, "macd_weekly": macdShape(e.Weekly, "weeks"), "close_above_26w_mean": e.AboveMean, "mean26": e.Mean26,
		"macd_month_end": macdShape(e.Monthly, "months"), "next_close_for_zero_hist": e.NextClose, "n": len(e.Members), "members_now": e.Members,
	}
}

func macdShape(m regime.Momentum, unit string) map[string]any {
	out := map[string]any{
		"run_" + unit: m.Run, "run_before_flip_" + unit: m.RunBefore, "run_before_touches_start": m.BeforeOpen,
		"line": m.Line, "signal": m.Signal, "hist": m.Histogram, "last": m.Date, "n_" + unit: m.N, "sign": m.Sign,
	}
	if m.Sign == 0 {
		out["sign"] = nil
	}
	return out
}
