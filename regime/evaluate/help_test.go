package evaluate

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"math"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
	"time"

	"github.com/riskon/riskon/regime"
)

// testdata/evaluate_reference.json was made with scikit-learn 1.2.1 (Platt,
// isotonic, Brier, log loss, AUC) and a separate reference program (folds,
// intervals, the parts of the Brier score). calib_hamilton_nber.csv beside it has
// the filtered probabilities of recession of Hamilton's model of 1989 and the
// recessions as NBER dates them, quarter by quarter.

type reference struct {
	Folds struct {
		N, K, H, Embargo int
		Folds            []struct {
			Test  [2]int `json:"test"`
			N     int    `json:"train_n"`
			Left  *int   `json:"train_left_last"`
			Right *int   `json:"train_right_first"`
		}
	} `json:"purged_kfold"`
	Small struct {
		CP     map[string][2]float64 `json:"clopper_pearson"`
		Wilson map[string][2]float64 `json:"wilson"`
	} `json:"small_sample"`
	Calib struct {
		N           int
		Base, Brier float64
		LogLoss     float64
		AUC         float64
		A           float64 `json:"platt_a"`
		B           float64 `json:"platt_b"`
		Reliability float64
		Resolution  float64
		Uncertainty float64
		BrierIso    float64   `json:"brier_iso_insample"`
		X           []float64 `json:"iso_x"`
		Y           []float64 `json:"iso_y"`
	} `json:"calib_hamilton_nber"`
}

func readReference(t testing.TB) (ref reference) {
	t.Helper()
	data, err := os.ReadFile("testdata/evaluate_reference.json")
	if err == nil {
		err = json.Unmarshal(data, &ref)
	}
	if err != nil {
		t.Fatal(err)
	}
	return ref
}

// recessions are the cases, and what scikit-learn's curves say of them.
func recessions(t testing.TB) (c Cases, platt, iso []float64) {
	t.Helper()
	f, err := os.Open("testdata/calib_hamilton_nber.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range rows[1:] {
		var x [4]float64
		for j := range x {
			if x[j], err = strconv.ParseFloat(row[j], 64); err != nil {
				t.Fatal(err)
			}
		}
		at := time.Date(1952, time.Month(4+3*i), 1, 0, 0, 0, 0, time.UTC)
		c = append(c, Case{Time: at, Known: at.AddDate(0, 3, 0), Score: x[0], Happened: x[1] == 1})
		platt, iso = append(platt, x[2]), append(iso, x[3])
	}
	return c, platt, iso
}

const week = 7 * 24 * time.Hour

var start = time.Date(2012, 1, 7, 0, 0, 0, 0, time.UTC)

// world is a history of n weeks whose score swings in spells, and outcomes
// horizon weeks later, which came with the chance that chance says.
func world(seed uint64, n, horizon int, chance func(score float64) float64) ([]regime.Step, Outcomes) {
	r := rand.New(rand.NewPCG(seed, 0))
	var history []regime.Step
	var out Outcomes
	score := 50.0
	for i := range n {
		score += 0.1*(50-score) + 8*(r.Float64()-0.5)*2
		score = max(0, min(100, score))
		state := regime.Neutral
		if score >= 58 {
			state = regime.RiskOn
		} else if score <= 42 {
			state = regime.RiskOff
		}
		at := start.Add(time.Duration(i) * week)
		history = append(history, regime.Step{Time: at, Score: score, State: state})
		happened := r.Float64() < chance(score)
		if i+horizon < n {
			out = append(out, Outcome{Time: at, Known: at.Add(time.Duration(horizon) * week), Happened: happened})
		}
	}
	return history, out
}

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance*max(math.Abs(want), 1e-3)) && !(got != got && want != want) {
		t.Errorf("%s: %.17g, want %.17g", what, got, want)
	}
}

func is(t *testing.T, err, want error) {
	t.Helper()
	if !errors.Is(err, want) || err.Error() == "" {
		t.Errorf("error %v, want %v", err, want)
	}
}

func panics(t *testing.T, name string, f func()) {
	t.Helper()
	defer func() {
		if recover() == nil {
			t.Errorf("%s: no panic", name)
		}
	}()
	f()
}
