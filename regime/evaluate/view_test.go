package evaluate

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/riskon/riskon/regime"
)

func TestViews(t *testing.T) {
	history, out := world(7, 900, 6, rising)
	c, err := Calibrate(history, out, CalibrateConfig{Reps: 50})
	if err != nil {
		t.Fatal(err)
	}
	iso, err := Calibrate(history, out, CalibrateConfig{Method: IsotonicRegression, Reps: 50})
	if err != nil {
		t.Fatal(err)
	}
	curve, _ := iso.Isotonic()
	cases, _, _ := recessions(t)
	v, err := Verify(cases)
	if err != nil {
		t.Fatal(err)
	}
	many, err := PurgedKFold(100, 50, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	type view interface {
		String() string
		HTML() string
	}
	for _, x := range []view{c, iso, curve, v, many, c.Folds, c.Episodes, Calibration{}, Isotonic{}, Verification{}, Folds{}, Episodes{}} {
		text, page := x.String(), x.HTML()
		rows := strings.Count(page, "<tr")
		if text == "" || strings.HasSuffix(text, "\n") || rows > 22 || !strings.HasPrefix(page, "<table>") || !strings.HasSuffix(page, "</table>\n") {
			t.Errorf("%T: %d rows\n%s\n%s", x, rows, text, page)
		}
		for _, line := range strings.Split(text, "\n") {
			if line != strings.TrimRight(line, " ") || strings.Contains(line, "NaN") {
				t.Errorf("%T: %q", x, line)
			}
		}
	}
	if text := many.String(); !strings.Contains(text, "... 30 more ...") || strings.Count(text, "\n") != 22 || !strings.Contains(many.HTML(), ">30 more<") {
		t.Error(text)
	}
	if page := (&table{notes: []string{"<a>"}, rows: [][]string{{"<b>"}}}).html(); strings.Contains(page, "<a>") || strings.Contains(page, "<b>") {
		t.Error("not escaped", page)
	}
	if !strings.Contains(c.String(), "retrospective") {
		t.Error(c)
	}
}

// A number never comes without what is wrong with it.
func TestProbabilityNotes(t *testing.T) {
	history, out := world(7, 900, 6, rising)
	c, err := Calibrate(history, out, CalibrateConfig{Reps: 50})
	if err != nil {
		t.Fatal(err)
	}
	for score, want := range map[float64]string{50: "RiskOn episodes; skill", 1000: "beyond the scores seen", -1: "beyond the scores seen"} {
		if p := c.Probability(score); !strings.Contains(p.Note, want) || !(p.P > 0 && p.P < 1 || score == 1000) || !strings.Contains(p.String(), p.Note) || p.Base != c.Verification.Base {
			t.Error(p)
		}
	}
	if p := c.Probability(math.NaN()); p.P == p.P || p.Note != "no score" {
		t.Error(p)
	}
	none := c
	none.Skill = -0.1
	weak := c
	weak.SkillInterval.Low = -0.1
	if a, b := none.Probability(50).Note, weak.Probability(50).Note; !strings.Contains(a, "base rate was as good") || !strings.Contains(b, "not told from none") {
		t.Error(a, b)
	}
	down, err := Calibrate(history, out, CalibrateConfig{Reps: 50, Seed: 1})
	if err != nil || strings.Contains(down.String(), "lower probability") {
		t.Error(down, err)
	}
	for i := range out {
		out[i].Happened = !out[i].Happened
	}
	if down, err = Calibrate(history, out, CalibrateConfig{Reps: 50}); err != nil || !strings.Contains(down.String(), "lower probability") {
		t.Error(down, err)
	}
}

func TestErrors(t *testing.T) {
	at := time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)
	for _, x := range []struct {
		err  error
		want string
	}{
		{&SampleError{Name: "FitPlatt", Err: ErrShort}, "evaluate: FitPlatt: no cases: too few cases"},
		{&SampleError{"FitPlatt", 3, at, at, ErrConstant}, "evaluate: FitPlatt: 3 cases from 2026-01-02 to 2026-01-02: all scores are the same"},
		{&RowError{"Join", "step", 2, at, ErrOrder}, "evaluate: Join: step 2 at 2026-01-02T00:00:00Z: out of order, or a time twice"},
		{&EpisodesError{State: regime.RiskOff, Need: 10}, "evaluate: no RiskOff episodes: too few episodes for a probability, which takes 10"},
		{&EpisodesError{regime.RiskOn, 12, 10, 2, at, at}, "evaluate: 12 RiskOn episodes from 2026-01-02 to 2026-01-02: too few episodes for a probability: fold 2 is left outcomes of one kind at most to learn from"},
	} {
		if x.err.Error() != x.want {
			t.Errorf("%q, want %q", x.err, x.want)
		}
	}
}
