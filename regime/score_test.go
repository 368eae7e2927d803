package regime

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"
)

// readTestdata reads a JSON file of reference values. Those of score.json and
// facts_reference.json were computed from the model's definition by a program
// that shares no code with this one.
func readTestdata(t *testing.T, name string, into any) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err == nil {
		err = json.Unmarshal(b, into)
	}
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

// A testRand is splitmix64 (Steele, Lea and Flood 2014): integers only, the same on every CPU.
type testRand uint64

func (g *testRand) next() uint64 {
	*g += 0x9e3779b97f4a7c15
	z := uint64(*g)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// below returns 0 .. n-1.
func (g *testRand) below(n int) int { return int(g.next() % uint64(n)) }

// unit returns one of 0, 1/n, ... 1.
func (g *testRand) unit(n int) float64 { return float64(g.below(n+1)) / float64(n) }

func (g *testRand) shuffle(n int, swap func(i, j int)) {
	for i := n - 1; i > 0; i-- {
		swap(i, g.below(i+1))
	}
}

// model returns a random valid model: missing signals, unknown cautions, weights
// of zero, empty pillars and every kind of R are among them.
func (g *testRand) model() Model {
	id := func(prefix string, i int) string { return fmt.Sprintf("%s%d", prefix, (i*7+3)%10) }
	var m Model
	fine := []int{4, 10, 1000, 1<<30 + 1}[g.below(4)]
	for k := range 1 + g.below(5) {
		p := PillarSignals{ID: id("p", k), Weight: float64(g.below(4)) / 3}
		if k == 0 {
			p.Weight++
		}
		n := g.below(6)
		if n == 0 && p.Weight > 0 {
			n = 1
		}
		for i := range n {
			x := InputSignal{ID: id("i", i), Weight: float64(g.below(3)), Quality: g.unit(fine), Signal: 2*g.unit(fine) - 1}
			if i == 0 {
				x.Weight += 0.1
			}
			if g.below(8) == 0 {
				x.Signal = math.NaN()
			}
			p.Inputs = append(p.Inputs, x)
		}
		m.Pillars = append(m.Pillars, p)
	}
	for i := range g.below(6) {
		c := CautionSignal{ID: id("c", i), V: g.unit(10), C: g.unit(fine)}
		if g.below(8) == 0 {
			c.C = math.NaN()
		}
		m.Cautions = append(m.Cautions, c)
	}
	if g.below(2) == 0 {
		m.R = make([][]float64, len(m.Cautions))
		for i := range m.R {
			m.R[i] = make([]float64, len(m.R))
			m.R[i][i] = 1
			for j := range i {
				m.R[i][j] = g.unit(fine)
				m.R[j][i] = m.R[i][j]
			}
		}
	}
	return m
}

// clone copies m deeply, by way of JSON.
func (m Model) clone() Model {
	b, err := json.Marshal(jsonModel(m))
	if err != nil {
		panic(err)
	}
	var out goldenModel
	if err := json.Unmarshal(b, &out); err != nil {
		panic(err)
	}
	return out.model()
}

// goldenModel is a Model in score.json.
type goldenModel struct {
	Pillars []struct {
		ID     string
		W      float64
		Inputs []struct {
			ID   string
			A, Q float64
			S    Number
		}
	}
	Cautions []struct {
		ID string
		V  float64
		C  Number
	}
	R [][]float64
}

func (g goldenModel) model() Model {
	m := Model{R: g.R}
	for _, p := range g.Pillars {
		out := PillarSignals{ID: p.ID, Weight: p.W}
		for _, x := range p.Inputs {
			out.Inputs = append(out.Inputs, InputSignal{x.ID, x.A, x.Q, float64(x.S)})
		}
		m.Pillars = append(m.Pillars, out)
	}
	for _, c := range g.Cautions {
		m.Cautions = append(m.Cautions, CautionSignal{c.ID, c.V, float64(c.C)})
	}
	return m
}

func jsonModel(m Model) (g goldenModel) {
	type input = struct {
		ID   string
		A, Q float64
		S    Number
	}
	type pillar = struct {
		ID     string
		W      float64
		Inputs []input
	}
	for _, p := range m.Pillars {
		out := pillar{ID: p.ID, W: p.Weight}
		for _, x := range p.Inputs {
			out.Inputs = append(out.Inputs, input{x.ID, x.Weight, x.Quality, Number(x.Signal)})
		}
		g.Pillars = append(g.Pillars, out)
	}
	for _, c := range m.Cautions {
		g.Cautions = append(g.Cautions, struct {
			ID string
			V  float64
			C  Number
		}{c.ID, c.V, Number(c.C)})
	}
	g.R = m.R
	return g
}

// goldenScore is what score.json and facts_reference.json say of a model.
type goldenScore struct {
	A, K, Raw, S                    float64
	Coverage, Agreement, Confidence float64
	Pillars                         map[string]float64
	PillarCoverage                  map[string]float64 `json:"pillar_coverage"`
	Contributions                   map[string]float64
	Micro                           struct {
		Total, Base int64
		Parts       map[string]int64
	}
	Printed float64 `json:"printed_score"`
}

func (want goldenScore) check(t *testing.T, name string, got Scored) {
	t.Helper()
	for _, v := range []struct {
		what      string
		got, want float64
	}{
		{"A", got.A, want.A}, {"K", got.K, want.K}, {"raw", got.Raw, want.Raw}, {"S", got.S, want.S},
		{"coverage", got.Coverage, want.Coverage}, {"agreement", got.Agreement, want.Agreement},
		{"confidence", got.Confidence, want.Confidence},
	} {
		if !near(v.got, v.want) {
			t.Errorf("%s: %s is %v, want %v", name, v.what, v.got, v.want)
		}
	}
	if got.Score != want.Printed || got.Micro != want.Micro.Total || got.Base != (Part{50, want.Micro.Base}) {
		t.Errorf("%s: printed %v, micro %d of base %v; want %v, %d of %d", name, got.Score, got.Micro, got.Base, want.Printed, want.Micro.Total, want.Micro.Base)
	}
	if len(got.Pillars) != len(want.Pillars) {
		t.Errorf("%s: %d pillars, want %d", name, len(got.Pillars), len(want.Pillars))
	}
	for _, p := range got.Pillars {
		if !near(p.Value, want.Pillars[p.ID]) || !near(p.Coverage, want.PillarCoverage[p.ID]) {
			t.Errorf("%s: %+v, want %v, coverage %v", name, p, want.Pillars[p.ID], want.PillarCoverage[p.ID])
		}
	}
	parts := allParts(got)
	if len(parts) != len(want.Contributions) || len(parts) != len(want.Micro.Parts) {
		t.Errorf("%s: %d parts, want %d", name, len(parts), len(want.Contributions))
	}
	for _, p := range parts {
		points, ok := want.Contributions[p.ID]
		if !ok || !near(p.Points, points) || p.Micro != want.Micro.Parts[p.ID] {
			t.Errorf("%s: %+v, want %v points, micro %d", name, p, points, want.Micro.Parts[p.ID])
		}
	}
}

// allParts returns everything that adds to the base.
func allParts(s Scored) []ScorePart {
	parts := append([]ScorePart{}, s.Inputs...)
	parts = append(parts, s.Cautions...)
	return append(parts, ScorePart{"clip", s.Clip})
}

func TestScoreGolden(t *testing.T) {
	var golden struct {
		Cases []struct {
			goldenScore
			Name  string
			Score float64
			Input goldenModel
		}
	}
	readTestdata(t, "score.json", &golden)
	if len(golden.Cases) != 10 {
		t.Fatalf("%d cases", len(golden.Cases))
	}
	for _, c := range golden.Cases {
		got, err := Score(c.Input.model())
		if err != nil {
			t.Errorf("%s: %v", c.Name, err)
			continue
		}
		if !near(got.Unrounded, c.Score) {
			t.Errorf("%s: score %v, want %v", c.Name, got.Unrounded, c.Score)
		}
		c.check(t, c.Name, got)
	}
}

// On the four dates of facts_reference.json: from its q, s and c, with the weights of riskon/1.
func TestScoreFacts(t *testing.T) {
	var golden struct {
		AsOf map[string]struct {
			goldenScore
			Margin [2]float64
			Inputs map[string]struct {
				Q float64
				S Number
			}
			Cautions map[string]struct{ C Number }
		}
	}
	readTestdata(t, "facts_reference.json", &golden)
	if len(golden.AsOf) != 4 {
		t.Fatalf("%d dates", len(golden.AsOf))
	}
	for date, v := range golden.AsOf {
		in := func(id string, weight float64) InputSignal {
			x, ok := v.Inputs[id]
			if !ok {
				t.Fatalf("%s: no input %s", date, id)
			}
			return InputSignal{id, weight, x.Q, float64(x.S)}
		}
		m := Model{Pillars: []PillarSignals{
			{"breakout", 1, []InputSignal{in("state", 1), in("smallcap", 0.5)}},
			{"dat", 1, []InputSignal{in("alt_flow", 2), in("btc_flow", 1), in("etf_flow", 1)}},
			{"liquidity", 1, []InputSignal{in("dollar", 1), in("netliq", 1), in("policy", 1)}},
			{"ratio", 0, []InputSignal{in("alt_btc", 1)}},
		}}
		for id, c := range v.Cautions {
			m.Cautions = append(m.Cautions, CautionSignal{id, 0.2, float64(c.C)})
		}
		got, err := Score(m)
		if err != nil {
			t.Fatalf("%s: %v", date, err)
		}
		v.check(t, date, got)
		if mg := margin(got.Micro); !near(mg.Distance, v.Margin[0]) || mg.Threshold != v.Margin[1] {
			t.Errorf("%s: margin %v, want %v", date, mg, v.Margin)
		}
	}
}

// rounds is how many random models a property is tried on.
func rounds() int {
	if testing.Short() {
		return 2_000
	}
	return 20_000
}

func TestScoreAddsUp(t *testing.T) {
	g := testRand(10)
	clipped, unknown := 0, 0
	for range rounds() {
		m := g.model()
		s, err := Score(m)
		if err != nil {
			t.Fatalf("%+v: %v", m, err)
		}
		micro, points := s.Base.Micro, s.Base.Points
		for _, p := range allParts(s) {
			micro += p.Micro
			points += p.Points
			if d := p.Points*1e6 - float64(p.Micro); d <= -1.001 || d >= 1.001 {
				t.Fatalf("%+v: %v", m, p)
			}
			if p.Points == 0 && math.Signbit(p.Points) {
				t.Fatalf("%+v: minus zero in %s", m, p.ID)
			}
		}
		if micro != s.Micro || s.Score != float64(s.Micro)/1e6 {
			t.Fatalf("%+v: parts add up to %d of %d, printed %v", m, micro, s.Micro, s.Score)
		}
		if math.Abs(points-s.Unrounded) > 1e-12 || math.Abs(s.Score-s.Unrounded) > 0.50001e-6 {
			t.Fatalf("%+v: %v points of %v, printed %v", m, points, s.Unrounded, s.Score)
		}
		const above = 1 + 1e-15
		if s.Score < 0 || s.Score > 100 || !within(0, s.Coverage, above) || !within(0, s.Agreement, above) || !within(0, s.Confidence, above) {
			t.Fatalf("%+v: out of range: %+v", m, s)
		}
		if s.Clip.Points != 0 {
			clipped++
		}
		if s.Confidence < s.Coverage*s.Agreement {
			unknown++
		}
	}
	if clipped == 0 || unknown == 0 {
		t.Errorf("%d clipped, %d unknown: the test is too tame", clipped, unknown)
	}
}

func TestScoreMonotone(t *testing.T) {
	g := testRand(11)
	for range rounds() {
		m := g.model()
		before, _ := Score(m)
		up := m.clone()
		if n := len(up.Cautions); n > 0 && g.below(2) == 0 {
			c := &up.Cautions[g.below(n)]
			if c.C != c.C {
				continue
			}
			c.C *= g.unit(100)
		} else {
			p := &up.Pillars[0]
			x := &p.Inputs[g.below(len(p.Inputs))]
			if x.Signal != x.Signal {
				continue
			}
			x.Signal += (1 - x.Signal) * g.unit(100)
			x.Signal = min(x.Signal, 1)
		}
		after, err := Score(up)
		if err != nil {
			t.Fatal(err)
		}
		if after.Unrounded < before.Unrounded || after.Micro < before.Micro {
			t.Fatalf("%v falls to %v\n%+v\n%+v", before.Unrounded, after.Unrounded, m, up)
		}
	}
}

func TestScoreOrder(t *testing.T) {
	g := testRand(12)
	for range rounds() / 4 {
		m := g.model()
		want, _ := Score(m)
		p := m.clone()
		g.shuffle(len(p.Pillars), func(i, j int) { p.Pillars[i], p.Pillars[j] = p.Pillars[j], p.Pillars[i] })
		for _, q := range p.Pillars {
			g.shuffle(len(q.Inputs), func(i, j int) { q.Inputs[i], q.Inputs[j] = q.Inputs[j], q.Inputs[i] })
		}
		g.shuffle(len(p.Cautions), func(i, j int) {
			p.Cautions[i], p.Cautions[j] = p.Cautions[j], p.Cautions[i]
			if p.R != nil {
				p.R[i], p.R[j] = p.R[j], p.R[i]
				for _, row := range p.R {
					row[i], row[j] = row[j], row[i]
				}
			}
		})
		given := fmt.Sprint(p)
		got, err := Score(p)
		if err != nil || scoreDigest(got) != scoreDigest(want) {
			t.Fatalf("%+v permuted: %+v %v, want %+v", m, got, err, want)
		}
		if fmt.Sprint(p) != given {
			t.Fatal("the model changed")
		}
	}
}

// Without R cautions add up; a matrix of ones is the same to the bit.
func TestScoreOnes(t *testing.T) {
	g := testRand(13)
	for range 1000 {
		m := g.model()
		m.R = nil
		want, _ := Score(m)
		sum := 0.0
		for _, c := range m.Cautions {
			if c.C == c.C {
				sum += c.V * c.C
			}
		}
		if math.Abs(want.K-sum) > 1e-14 {
			t.Fatalf("K %v, sum of u %v", want.K, sum)
		}
		m.R = make([][]float64, len(m.Cautions))
		for i := range m.R {
			for range m.R {
				m.R[i] = append(m.R[i], 1)
			}
		}
		if got, err := Score(m); err != nil || scoreDigest(got) != scoreDigest(want) {
			t.Fatalf("R of ones: %+v %v, want %+v", got, err, want)
		}
	}
}

// Weights at the ends of float64, fifty cautions at once, and cautions whose squares vanish.
func TestScoreExtremes(t *testing.T) {
	const tiny, huge = 5e-324, 4e307
	for _, w := range [][2]float64{{tiny, tiny}, {huge, huge}, {tiny, huge}, {0, tiny}} {
		for _, c := range []float64{0, tiny, 1e-162, 1e-160, 1e-9, 1} {
			in := []InputSignal{{"x", w[0], 1, -1}, {"y", w[1], tiny, 1}, {"z", w[1], 1, 1.0 / 3}}
			m := Model{Pillars: []PillarSignals{{"a", w[0], in}, {"b", w[1], in}}}
			for i := range 50 {
				m.Cautions = append(m.Cautions, CautionSignal{fmt.Sprint(i), 1, c})
			}
			s, err := Score(m)
			if err != nil {
				t.Errorf("weights %v, cautions %v: %v", w, c, err)
				continue
			}
			sum := s.Base.Micro
			for _, p := range allParts(s) {
				sum += p.Micro
			}
			if sum != s.Micro || !within(0, s.Score, 100) || s.Confidence != s.Confidence {
				t.Errorf("weights %v, cautions %v: %d of %d", w, c, sum, s.Micro)
			}
		}
	}
}

func TestScoreErrors(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	good := func() Model {
		return Model{
			Pillars: []PillarSignals{
				{"b", 1, []InputSignal{{"x", 1, 1, 0.5}, {"y", 1, 0.5, nan}}},
				{"a", 0, nil},
			},
			Cautions: []CautionSignal{{"d", 0.2, 0.3}, {"c", 0.2, nan}},
			R:        [][]float64{{1, 0.5}, {0.5, 1}},
		}
	}
	if _, err := Score(good()); err != nil {
		t.Fatal(err)
	}
	for i, v := range []struct {
		id   string
		want error
		do   func(*Model)
	}{
		{"", ErrWeight, func(m *Model) { m.Pillars = nil }},
		{"", ErrWeight, func(m *Model) { m.Pillars[0].Weight = 0 }},
		{"", ErrWeight, func(m *Model) { m.Pillars[0].Weight = inf }},
		{"", ErrWeight, func(m *Model) {
			m.Pillars[0].Weight, m.Pillars[1].Weight = 1e308, 1e308
			m.Pillars[1].Inputs = m.Pillars[0].Inputs
		}},
		{"b", ErrWeight, func(m *Model) { m.Pillars[0].Weight = nan }},
		{"b", ErrWeight, func(m *Model) { m.Pillars[0].Weight = -1 }},
		{"b", ErrWeight, func(m *Model) { m.Pillars[0].Inputs[0].Weight, m.Pillars[0].Inputs[1].Weight = 0, 0 }},
		{"b/x", ErrWeight, func(m *Model) { m.Pillars[0].Inputs[0].Weight = -1 }},
		{"b/x", ErrWeight, func(m *Model) { m.Pillars[0].Inputs[0].Weight = nan }},
		{"b", ErrWeight, func(m *Model) { m.Pillars[0].Inputs[0].Weight = inf }},
		{"a", ErrNoInputs, func(m *Model) { m.Pillars[1].Weight = 1 }},
		{"b", ErrSameID, func(m *Model) { m.Pillars[1].ID = "b" }},
		{"b/x", ErrSameID, func(m *Model) { m.Pillars[0].Inputs[1].ID = "x" }},
		{"caution/c", ErrSameID, func(m *Model) { m.Cautions[0].ID = "c" }},
		{"", ErrID, func(m *Model) { m.Pillars[1].ID = "" }},
		{"caution", ErrID, func(m *Model) { m.Pillars[1].ID = "caution" }},
		{"b/x/y", ErrID, func(m *Model) { m.Pillars[0].Inputs[0].ID = "x/y" }},
		{"caution/", ErrID, func(m *Model) { m.Cautions[0].ID = "" }},
		{"b/x", ErrQuality, func(m *Model) { m.Pillars[0].Inputs[0].Quality = 1.01 }},
		{"b/x", ErrQuality, func(m *Model) { m.Pillars[0].Inputs[0].Quality = -0.01 }},
		{"b/y", ErrQuality, func(m *Model) { m.Pillars[0].Inputs[1].Quality = nan }},
		{"b/x", ErrSignal, func(m *Model) { m.Pillars[0].Inputs[0].Signal = 1.01 }},
		{"b/x", ErrSignal, func(m *Model) { m.Pillars[0].Inputs[0].Signal = -inf }},
		{"caution/d", ErrCaution, func(m *Model) { m.Cautions[0].C = 1.01 }},
		{"caution/d", ErrCaution, func(m *Model) { m.Cautions[0].C = -0.01 }},
		{"caution/d", ErrCaution, func(m *Model) { m.Cautions[0].V = -0.2 }},
		{"caution/c", ErrCaution, func(m *Model) { m.Cautions[1].V = inf }},
		{"caution/d", ErrCaution, func(m *Model) { m.Cautions[0].V = nan }},
		{"", ErrMatrix, func(m *Model) { m.R = m.R[:1] }},
		{"", ErrMatrix, func(m *Model) { m.R[1] = m.R[1][:1] }},
		{"", ErrMatrix, func(m *Model) { m.R[0][1] = 0.4 }},
		{"", ErrMatrix, func(m *Model) { m.R[0][0] = 0.9 }},
		{"", ErrMatrix, func(m *Model) { m.R[0][1], m.R[1][0] = -0.1, -0.1 }},
		{"", ErrMatrix, func(m *Model) { m.R[0][1], m.R[1][0] = nan, nan }},
		{"", ErrMatrix, func(m *Model) { m.R = [][]float64{} }},
	} {
		m := good()
		v.do(&m)
		s, err := Score(m)
		var typed *ScoreError
		if !errors.Is(err, v.want) || !errors.As(err, &typed) || typed.ID != v.id || s.Inputs != nil || s.Micro != 0 {
			t.Errorf("%d: got %v, want %q: %v", i, err, v.id, v.want)
		}
	}
	for want, err := range map[string]error{
		"regime: score: b/x: quality outside [0, 1]": &ScoreError{"b/x", ErrQuality},
		"regime: score: " + ErrMatrix.Error():        &ScoreError{"", ErrMatrix},
	} {
		if err.Error() != want {
			t.Errorf("got %q, want %q", err, want)
		}
	}
}

// scoreDigest hashes every bit of a result.
func scoreDigest(s Scored) [32]byte {
	h := sha256.New()
	number := func(x float64) {
		bits := math.Float64bits(x)
		if x != x {
			bits = 0x7ff8000000000001
		}
		_ = binary.Write(h, binary.LittleEndian, bits)
	}
	for _, x := range []float64{s.Score, s.Unrounded, s.A, s.K, s.Raw, s.S, s.Coverage, s.Agreement, s.Confidence} {
		number(x)
	}
	for _, p := range s.Pillars {
		_, _ = h.Write([]byte(p.ID))
		for _, x := range []float64{p.Weight, p.Value, p.Coverage} {
			number(x)
		}
	}
	for _, p := range append(allParts(s), ScorePart{"base", s.Base}, ScorePart{"total", Part{Micro: s.Micro}}) {
		_, _ = h.Write([]byte(p.ID))
		number(p.Points)
		_ = binary.Write(h, binary.LittleEndian, p.Micro)
	}
	return [32]byte(h.Sum(nil))
}

// scoreBits is the hash of 2,000 random models whose signals went through z and
// percentile and whose qualities went through a freshness.
const scoreBits = "00cc8ac925bda8d4ac6ea3f07a5bde45d7e0ffbe23d19a64a448fca91a274702"

func TestScoreBits(t *testing.T) {
	g, all := testRand(14), sha256.New()
	for range 2000 {
		m := g.model()
		for _, p := range m.Pillars {
			for i := range p.Inputs {
				x := &p.Inputs[i]
				n := Normalise{RobustZ, 40, 8, float64(1 - 2*g.below(2))}
				if g.below(3) == 0 {
					n.Method = Percentile
				}
				history := make([]float64, g.below(60))
				for j := range history {
					history[j] = float64(g.below(1000)) / 7
				}
				x.Signal = n.Apply(float64(g.below(1000))/7, history).S
				x.Quality, _ = Freshness{7, 91}.Quality(g.below(100))
			}
		}
		for i := range m.Cautions {
			m.Cautions[i].C = Ramp(g.unit(997), 0.3, 0.7)
		}
		s, err := Score(m)
		if err != nil {
			t.Fatal(err)
		}
		d := scoreDigest(s)
		_, _ = all.Write(d[:])
	}
	if got := hex.EncodeToString(all.Sum(nil)); got != scoreBits {
		t.Errorf("bits %s, want %s", got, scoreBits)
	}
}

func BenchmarkScore(b *testing.B) {
	b.ReportAllocs()
	var golden struct{ Cases []struct{ Input goldenModel } }
	file, err := os.ReadFile(filepath.Join("testdata", "score.json"))
	if err == nil {
		err = json.Unmarshal(file, &golden)
	}
	if err != nil {
		b.Fatal(err)
	}
	m := golden.Cases[3].Input.model()
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		if _, err := Score(m); err != nil {
			b.Fatal(err)
		}
	}
}

func ExampleScore() {
	s, err := Score(Model{
		Pillars: []PillarSignals{
			{ID: "breakout", Weight: 1, Inputs: []InputSignal{
				{ID: "state", Weight: 1, Quality: 1, Signal: 1},
				{ID: "smallcap", Weight: 0.5, Quality: 1, Signal: 0.6},
			}},
			{ID: "liquidity", Weight: 1, Inputs: []InputSignal{
				{ID: "dollar", Weight: 1, Quality: 0.5, Signal: -0.2},
				{ID: "netliq", Weight: 1, Signal: math.NaN()}, // missing
			}},
		},
		Cautions: []CautionSignal{{ID: "neg_earnings", V: 0.2, C: Ramp(0.44, 0.30, 0.50)}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%-21s%+10.6f\n", "base", s.Base.Points)
	for _, p := range append(s.Inputs, s.Cautions...) {
		fmt.Printf("%-21s%+10.6f\n", p.ID, float64(p.Micro)/1e6)
	}
	fmt.Printf("%-21s%10.6f\n", "score", s.Score)
	fmt.Printf("coverage %.3f, confidence %.3f\n", s.Coverage, s.Confidence)
	// Output:
	// base                 +50.000000
	// breakout/smallcap     +5.000000
	// breakout/state       +16.666667
	// liquidity/dollar      -1.250000
	// liquidity/netliq      +0.000000
	// caution/neg_earnings  -3.500000
	// score                 66.916667
	// coverage 0.625, confidence 0.557
}
