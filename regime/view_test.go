package regime

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"io"
	"log/slog"
	"math"
	"strconv"
	"strings"
	"testing"
	"time"
)

// TestViewsAddUp: the points of the terminal and of the log are those of the reading,
// and add up to the score that they show.
func TestViewsAddUp(t *testing.T) {
	for _, r := range readingsOf(t, customConfig(), 61, 130) {
		text := r.String()
		for _, c := range r.Contributions {
			if !strings.Contains(text, c.ID) || !strings.Contains(text, pointsText(c.Part)) {
				t.Fatalf("%s %v is not in\n%s", c.ID, c.Points, text)
			}
		}
		var log bytes.Buffer
		slog.New(slog.NewJSONHandler(&log, nil)).Info("reading", "reading", r)
		var line struct {
			Reading struct {
				Micro int64            `json:"score_micro"`
				State string           `json:"state"`
				Parts map[string]int64 `json:"parts"`
			} `json:"reading"`
		}
		if err := json.Unmarshal(log.Bytes(), &line); err != nil {
			t.Fatal(err)
		}
		sum := int64(0)
		for _, micro := range line.Reading.Parts {
			sum += micro
		}
		if sum != r.Micro || line.Reading.Micro != r.Micro || line.Reading.State != r.State.String() {
			t.Fatalf("the log says %+v of a score of %d", line.Reading, r.Micro)
		}
	}
}

// TestViewsOfAnything: zero values, numbers that are none and texts that are markup
// neither panic nor break the page.
func TestViewsOfAnything(t *testing.T) {
	evil := `<script>&"'`
	nan := Number(math.NaN())
	steps := []Step{{time.Unix(0, 0), 50, Neutral}, {time.Unix(1e9, 0), 70, RiskOn}, {time.Unix(2e9, 0), 30, State(9)}}
	for _, r := range []Reading{{}, {Model: evil, History: steps, Contributions: []Contribution{{ID: evil, Value: nan, Signal: nan, AgeDays: nan, Flags: []string{evil}}},
		Cautions: []CautionReading{{ID: evil, C: nan}}, Thesis: []Leg{{ID: evil, Reads: evil}, {}}}} {
		_, _ = r.String(), r.LogValue()
		page := r.HTML()
		if strings.Contains(page, "<script") {
			t.Errorf("markup gets through:\n%s", page)
		}
		d := xml.NewDecoder(strings.NewReader(strings.ReplaceAll(page, "<br>", "<br/>")))
		for {
			if _, err := d.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%v in\n%s", err, page)
			}
		}
	}
	if (Reading{History: steps[:1]}).SVG() != "" {
		t.Error("a chart of one step")
	}
}

// TestTextOfAnyNames: a name may be any text. In every view for a terminal it stays on
// its line and steers nothing, no line ends with a blank, and pages and charts are
// well-formed.
func TestTextOfAnyNames(t *testing.T) {
	const evil = "<b>&\"'\x00\x1b[2J\x01\u202e\r\nnew\tcolumn\v\f"
	nan := Number(math.NaN())
	r := Reading{
		Model: evil, State: Neutral, Micro: baseMicro, Score: 50, Kappa: 0.5,
		Pillars: []PillarReading{{ID: evil, Weight: 1}},
		Contributions: []Contribution{{ID: evil, Pillar: evil, Input: evil, Share: 1, Weight: 50, Value: nan, Signal: nan, AgeDays: nan, Z: nan, Flags: []string{evil}},
			{ID: "other", Pillar: evil, Input: "other", Share: 1, Weight: 50, Quality: 1, Z: nan, Part: Part{1, 1e6}}},
		Cautions: []CautionReading{{ID: evil, C: nan, V: 0.2, Hi: 1}, {ID: "weightless", C: nan}},
		Thesis:   []Leg{{ID: evil, Reads: evil, Series: evil, Change: 1, Changes: evil, Next: []Release{{Series: evil}}}},
	}
	before := r
	before.Contributions = nil
	before.Micro, r.Micro = 0, 1e6
	e, err := Explain(before, r)
	if err != nil {
		t.Fatal(err)
	}
	c := Config{ID: evil, Pillars: []Pillar{{ID: evil}, {evil, 1, []Input{{ID: evil, Feature: Feature{Kind: evil, Series: evil, Over: evil}}}}}, Cautions: []Caution{{ID: evil, Kind: evil}, {ID: evil, Unit: evil}}}
	v := ScoredVariant{Choices: []Choice{{evil, evil}}, Score: 40}
	curve := Curve{Model: evil, Base: v, Variants: []ScoredVariant{v, v}, States: []StateShare{{State: 9}}, Dimensions: []DimensionEffect{{Dimension: evil, Most: evil, Options: []OptionEffect{{Option: evil}, {Option: evil}}}}}
	base := synthConfig()
	base.ID = evil
	family := Family{Base: base, Dimensions: []Dimension{{Name: evil}, {Name: "kappa", Options: []Option{{evil, func(c *Config) { c.Kappa = 1 }}}}}}
	for name, text := range map[string]string{
		"Reading": r.String(), "Leg": r.Thesis[0].String(), "StateFlips": Flip(r).String(), "Explanation": e.String(), "Config": c.String(), "weekly Config": base.String(),
		"Curve": curve.String(), "variant": v.String(), "Family": family.String(), "a bad Family": Family{Base: c}.String(),
		"Findings": Findings{{Claim: Claim{ID: evil, Text: evil, Series: evil, Unit: evil}, Why: evil}, {}}.String(),
	} {
		for i, line := range strings.Split(text, "\n") {
			if strings.TrimRight(line, " ") != line || strings.ContainsFunc(line, func(r rune) bool { return !strconv.IsPrint(r) }) || strings.HasPrefix(line, "new") {
				t.Errorf("%s: line %d: %q", name, i+1, line)
			}
		}
	}
	for name, page := range map[string]string{"Reading": r.HTML(), "Curve": curve.HTML(), "its chart": curve.SVG(), "Findings": Findings{{Claim: Claim{Text: evil}, Why: evil}}.HTML()} {
		d := xml.NewDecoder(strings.NewReader(strings.ReplaceAll(page, "<br>", "<br/>")))
		for {
			if _, err := d.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%s: %v in\n%s", name, err, page)
			}
		}
		if page == "" || strings.Contains(page, "<b>&\"") || strings.Contains(page, "\u202e") {
			t.Errorf("%s:\n%s", name, page)
		}
	}
}

// TestReadingChart: the line goes up with the score and right with time, and grounds
// begin and end with the states.
func TestReadingChart(t *testing.T) {
	at := func(week int) time.Time { return time.Date(2025, 1, 4+7*week, 0, 0, 0, 0, time.UTC) }
	svg := (Reading{History: []Step{{at(0), 0, Unknown}, {at(1), 25, Unknown}, {at(2), 60, RiskOn}, {at(4), 100, RiskOn}}}).SVG()
	for _, want := range []string{
		`points="32.0,178.0 184.0,133.5 336.0,71.2 640.0,0.0 "`,
		`<rect x="32.0" y="0" width="304.0" height="178" fill="#e0e0e0"/>`, `<rect x="336.0" y="0" width="304.0" height="178" fill="#d5ecd8"/>`,
		`>2025-01-04<`, `text-anchor="end">2025-02-01<`,
	} {
		if !strings.Contains(svg, want) {
			t.Errorf("no %s in\n%s", want, svg)
		}
	}
}

// TestLegText: what is known of a leg, in a line.
func TestLegText(t *testing.T) {
	at := time.Date(2026, 8, 27, 20, 30, 0, 0, time.UTC)
	l := Leg{ID: "liquidity_support", Status: NotMet, Since: at.AddDate(0, 0, -7), Reads: "-0.118", Series: "liquidity", Change: 0, Changes: "pillar >", Next: []Release{{"WALCL", DateOf(at), at}, {"later", DateOf(at), at.AddDate(0, 0, 1)}}}
	for want, change := range map[string]func(*Leg){
		"liquidity_support: not met since 2026-08-20; liquidity -0.118; would change at pillar > 0; next WALCL 2026-08-27 20:30": func(*Leg) {},
		"liquidity_support: not met; liquidity -0.118": func(l *Leg) { l.Since, l.Change, l.Next = time.Time{}, missing, nil },
	} {
		l := l
		if change(&l); l.String() != want {
			t.Errorf("%s\nwant %s", l, want)
		}
	}
}
