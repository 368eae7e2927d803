package regime

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"io"
	"log/slog"
	"math"
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
